/* event_state.c - the table of what each type of line may change. */
#include "event_state.h"
#include "domain/ticket.h"
#include "store/event_store.h"

#define OLD_WORDS 6 /* of lines from before schema 37 */

/* The words of a state, in the order of the fragment state_words. */
enum {
    KIND = 1 << 0,
    STATUS = 1 << 1,
    OUTCOME = 1 << 2,
    DEPARTMENT = 1 << 3,
    DUE = 1 << 4,
    PROMISE = 1 << 5,
    CATEGORY = 1 << 6,
    PRIORITY = 1 << 7,
    CONFIDENTIAL = 1 << 8,
    COPY = 1 << 9,
    DATES = DUE | PROMISE,
    /* What it is about, and with that who works on it until when; not how far they are. */
    MATTER = KIND | DEPARTMENT | DATES | CATEGORY | PRIORITY | CONFIDENTIAL | COPY,
    MOVE = STATUS | OUTCOME | DEPARTMENT | DATES | COPY,
    /* A ticket that is merged into one in confidence is in confidence, and alone again is not. */
    MERGING = MOVE | KIND | CONFIDENTIAL,
    ANY = ~0
};

static const struct {
    const char *type;
    int changes;
} types[] = {
    { EVENT_RECEIVED, MATTER | STATUS },
    { EVENT_JOINED, MATTER },
    { EVENT_PARTED, MATTER },
    { EVENT_CORRECTED, MATTER },
    { EVENT_CHANGED, MATTER },
    { EVENT_PLACE, MATTER },
    { EVENT_MERGED_FROM, MATTER },
    { EVENT_UNMERGED_FROM, MATTER },
    { EVENT_CONFIDENTIAL, CONFIDENTIAL },
    { EVENT_PROMISED, PROMISE },
    { EVENT_EXTENDED, DATES },
    { EVENT_CALENDAR, DATES },
    { EVENT_LATE, PROMISE },
    { "verified", MOVE },
    { EVENT_ASSIGNED, MOVE },
    { "in_progress", MOVE },
    { "awaiting_reporter", MOVE },
    { "resolved", MOVE },
    { "closed", MERGING },
    { EVENT_CANCELLED, MOVE },
    { EVENT_REOPENED, MOVE },
    { EVENT_UNMERGED, MERGING },
    { EVENT_REPLY, 0 },
    { EVENT_REACTION, 0 },
    { EVENT_EDITED, 0 },
    { EVENT_REVOKED, 0 },
    { EVENT_NOTE, 0 },
    { EVENT_LADDER, 0 },
    { EVENT_RATED, 0 },
    { EVENT_BLOCKED, 0 },
    { EVENT_UNBLOCKED, 0 },
    { EVENT_ERASED, 0 },
    { EVENT_UPLOADED, 0 },
    { EVENT_SUMMARY, 0 },
    { EVENT_PUBLISHED, 0 },
    { EVENT_UNPUBLISHED, 0 },
    { EVENT_RESENT, 0 },
    { EVENT_HANDLED, 0 },
    { EVENT_IDENTITY, 0 },
    { EVENT_ATTACHMENT, 0 },
};

static int changes_of(struct str type)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_equal(type, str_of(types[i].type))) return types[i].changes;
    return ANY;
}

/* Lines about the desk itself, which are of no ticket. */
static const char *const desk_types[] = {
    EVENT_STAFF_ADDED,    EVENT_STAFF_CHANGED, EVENT_STAFF_PASSWORD,  EVENT_TOKEN_MADE,
    EVENT_TOKEN_REVOKED,  EVENT_HOOK_ADDED,    EVENT_HOOK_CHANGED,    EVENT_HOOK_DELETED,
    EVENT_HOOK_GIVEN_UP,  EVENT_CONTACT_SET,   EVENT_CONTACT_REMOVED, EVENT_CONTACT_ERASED,
    EVENT_REPORTER_SOUGHT
};

bool event_type_known(struct str type)
{
    return changes_of(type) != ANY || STR_AMONG(type, desk_types);
}

static struct str word_next(struct str *rest)
{
    size_t len = 0;
    while (len < rest->len && rest->at[len] != ' ')
        len++;
    struct str word = { rest->at, len };
    *rest = str_slice(*rest, len + (len < rest->len), rest->len);
    return word;
}

static size_t words_in(struct str state)
{
    size_t words = 0;
    for (; state.len; words++)
        (void)word_next(&state);
    return words;
}

bool event_state_may_follow(struct str type, struct str before, struct str behind)
{
    int changes = changes_of(type);
    size_t were = words_in(before), are = words_in(behind);
    if (were != are && !(were == OLD_WORDS && are > were)) return changes == ANY;
    for (int bit = KIND; before.len; bit <<= 1) {
        struct str was = word_next(&before), is = word_next(&behind);
        if (!(changes & bit) && !str_equal(was, is)) return false;
    }
    return true;
}

bool event_state_is(struct str said, struct str now)
{
    return event_state_may_follow(STR(EVENT_NOTE), said, now);
}
