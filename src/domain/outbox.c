/* outbox.c - the states of a reply and the mark by which its statuses find it again. */
#include "domain/outbox.h"
#include "base/buf.h"
#include "domain/ticket.h"

#define CALLBACK_PREFIX "lk:out:"

/* The line of a contact moves on once Meta has accepted a message (or a human has to look at it):
 * `sent` may never be told, and nobody should wait for it. */
static const struct {
    const char *name;
    bool blocks;
} states[OUTBOX_STATE_COUNT] = {
    [OUTBOX_PENDING] = { "pending", true }, [OUTBOX_LEASED] = { "leased", true },
    [OUTBOX_UNSURE] = { "unsure", true },   [OUTBOX_ACCEPTED] = { "accepted", false },
    [OUTBOX_SENT] = { "sent", false },      [OUTBOX_DELIVERED] = { "delivered", false },
    [OUTBOX_READ] = { "read", false },      [OUTBOX_PLAYED] = { "played", false },
    [OUTBOX_FAILED] = { "failed", false },  [OUTBOX_WAITING] = { "waiting", false },
    [OUTBOX_MERGED] = { "merged", false },  [OUTBOX_WITHDRAWN] = { "withdrawn", false },
};

const char *outbox_state_name(enum outbox_state state)
{
    return (size_t)state < OUTBOX_STATE_COUNT ? states[state].name : "";
}

bool outbox_state_parse(struct str name, enum outbox_state *out)
{
    for (size_t i = 0; i < OUTBOX_STATE_COUNT; i++) {
        if (!str_equal(name, str_of(states[i].name))) continue;
        *out = (enum outbox_state)i;
        return true;
    }
    return false;
}

bool outbox_code_is_unwanted(int64_t code)
{
    return code == 130472 || code == 131050;
}

enum news_kind {
    NEWS_STAGE = 1,  /* the ticket is in another stage, and its people are told */
    NEWS_SILENT = 2, /* the same, and nobody is told */
    NEWS_DAY = 4     /* another day was named */
};
#define ANY_NEWS  (NEWS_STAGE | NEWS_SILENT | NEWS_DAY)
#define NEW_STAGE (NEWS_STAGE | NEWS_SILENT)

static const struct {
    const char *type;
    unsigned kind;         /* what it is to rows about earlier events */
    unsigned overtaken_by; /* what makes a row about it untrue */
} news[] = {
    { "", 0, ANY_NEWS }, /* an answer to a message */
    { EVENT_RECEIVED, 0, NEWS_STAGE | NEWS_DAY },
    { "verified", NEWS_SILENT, ANY_NEWS },
    { EVENT_ASSIGNED, NEWS_STAGE, ANY_NEWS },
    { "in_progress", NEWS_STAGE, ANY_NEWS },
    { EVENT_REOPENED, NEWS_STAGE, ANY_NEWS },
    { EVENT_UNMERGED, NEWS_STAGE, ANY_NEWS },
    { "awaiting_reporter", NEWS_STAGE, NEW_STAGE },
    { "resolved", NEWS_STAGE, NEW_STAGE },
    { "closed", NEWS_STAGE, NEW_STAGE },
    { EVENT_CANCELLED, NEWS_STAGE, NEW_STAGE },
    { EVENT_PROMISED, NEWS_DAY, ANY_NEWS },
    { EVENT_EXTENDED, NEWS_DAY, ANY_NEWS },
    { EVENT_LATE, NEWS_DAY, ANY_NEWS },
};

bool outbox_is_overtaken(struct str told, struct str later)
{
    unsigned by = 0, kind = 0;
    for (size_t i = 0; i < sizeof news / sizeof news[0]; i++) {
        if (str_equal(told, str_of(news[i].type))) by = news[i].overtaken_by;
        if (str_equal(later, str_of(news[i].type))) kind = news[i].kind;
    }
    return (by & kind) != 0;
}

bool outbox_is_stage(struct str event)
{
    for (size_t i = 0; i < sizeof news / sizeof news[0]; i++)
        if (str_equal(event, str_of(news[i].type))) return (news[i].kind & NEW_STAGE) != 0;
    return false;
}

bool outbox_state_blocks(enum outbox_state state)
{
    return (size_t)state < OUTBOX_STATE_COUNT && states[state].blocks;
}

void outbox_callback_format(int64_t outbox_id, char out[OUTBOX_CALLBACK_SIZE])
{
    struct buf text;
    buf_fixed(&text, out, OUTBOX_CALLBACK_SIZE);
    buf_add_text(&text, CALLBACK_PREFIX);
    buf_add_i64(&text, outbox_id);
}

bool outbox_callback_parse(struct str text, int64_t *outbox_id)
{
    struct str prefix = STR(CALLBACK_PREFIX);
    if (!str_starts(text, prefix)) return false;
    struct str digits = str_slice(text, prefix.len, text.len);
    /* Only what outbox_callback_format writes: other systems may share the number's webhook. */
    if (digits.len == 0 || digits.at[0] == '0') return false;
    return str_to_i64(digits, 1, INT64_MAX, outbox_id, NULL);
}
