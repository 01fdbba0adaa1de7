/* intake_turn.c - the answers of one turn, as long as none of them can have left. */
#include "intake_turn.h"
#include "base/unicode.h"
#include "intake_private.h"

#define TEXT_POINTS 4096 /* WhatsApp's limit of a text */

static bool is_known(const struct turn *turn, int64_t id)
{
    for (size_t i = 0; i < turn->count; i++)
        if (turn->rows[i].id == id) return true;
    return false;
}

static enum said kind_of(const struct outbox_unsaid *row, const struct outbound *content)
{
    if (row->receipt) return SAID_RECEIPT;
    if (row->caused || row->ticket_id) return SAID_OTHER;
    return content->choice_count ? SAID_GUIDE : SAID_KINDLY;
}

/* Whether it puts the question that was asked last. */
static bool asks(const struct outbound *content, const struct conversation *before)
{
    struct choice choice;
    if (before->asked == QUESTION_NONE) return false;
    if (content->choice_count == 0)
        return content->type == OUTBOUND_LOCATION_REQUEST ||
               content->type == OUTBOUND_CONTACT_REQUEST;
    return choice_parse(content->choices[0].id, &choice) && choice.token == before->token;
}

bool turn_recall(struct intake_step *s, const struct conversation *before, struct err *e)
{
    struct outbox_unsaid rows[TURN_MAX];
    struct turn *turn = s->turn;
    size_t count = 0;
    /* What waits for the end of a silence waits for nothing else. */
    if (!turn || before->quiet_until > s->now) return true;
    if (!outbox_unsaid(s->db, s->contact_id, s->now, s->arena, rows, TURN_MAX, &count, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct outbound content;
        if (rows[i].id == before->loose.asked_row) continue;
        s->burst = true;
        if (is_known(turn, rows[i].id)) continue;
        if (!outbound_decode(rows[i].content_json, s->arena, &content, e)) return false;
        turn_note(s, kind_of(&rows[i], &content), rows[i].ticket_id, rows[i].id);
        if (asks(&content, before)) turn_asked(s, before->token);
    }
    return true;
}

/* Whether what is said now makes an earlier answer pointless. */
static bool replaces(enum said what, enum said earlier)
{
    if (earlier == SAID_KINDLY) return what != SAID_KINDLY;
    return earlier == SAID_GUIDE && (what == SAID_RECEIPT || what == SAID_GUIDE);
}

bool turn_open(struct intake_step *s, enum said what, bool *say, struct err *e)
{
    struct turn *turn = s->turn;
    size_t kept = 0;
    *say = true;
    for (size_t i = 0; turn && i < turn->count; i++) {
        struct said_row *row = &turn->rows[i];
        bool theirs = row->contact_id == s->contact_id;
        bool gives_way = theirs && replaces(what, row->what);
        bool gone = false;
        if (theirs && what == SAID_KINDLY) *say = false;
        if (gives_way && !outbox_take_back(s->db, row->id, s->now, &gone, e)) return false;
        if (!gone) turn->rows[kept++] = *row;
    }
    if (turn) turn->count = kept;
    return true;
}

void turn_note(struct intake_step *s, enum said what, int64_t ticket_id, int64_t row)
{
    struct turn *turn = s->turn;
    if (!turn || turn->count == TURN_MAX) return;
    turn->rows[turn->count++] = (struct said_row){ .id = row,
                                                   .contact_id = s->contact_id,
                                                   .ticket_id = ticket_id,
                                                   .what = what,
                                                   .self_harm = s->understood->self_harm,
                                                   .more = STR_EMPTY };
}

struct said_row *turn_receipt(const struct intake_step *s, int64_t ticket_id)
{
    struct turn *turn = s->turn;
    for (size_t i = 0; turn && ticket_id && i < turn->count; i++) {
        struct said_row *row = &turn->rows[i];
        if (row->what == SAID_RECEIPT && row->ticket_id == ticket_id &&
            row->contact_id == s->contact_id)
            return row;
    }
    return NULL;
}

void turn_asked(struct intake_step *s, int64_t token)
{
    struct turn *turn = s->turn;
    if (!turn || turn->asked_count == TURN_MAX) return;
    turn->asked[turn->asked_count].contact_id = s->contact_id;
    turn->asked[turn->asked_count++].token = token;
}

bool turn_is_unseen(const struct intake_step *s, int64_t token)
{
    const struct turn *turn = s->turn;
    for (size_t i = 0; turn && i < turn->asked_count; i++)
        if (turn->asked[i].contact_id == s->contact_id && turn->asked[i].token == token)
            return true;
    return false;
}

static bool fits(const struct outbound *content, struct str body)
{
    return utf8_count(body) <= (content->type == OUTBOUND_TEXT ? TEXT_POINTS : BODY_POINTS);
}

bool turn_append(struct intake_step *s, int64_t ticket_id, struct str words, bool *done,
                 struct err *e)
{
    struct said_row *row = turn_receipt(s, ticket_id);
    struct outbox_row stored;
    struct outbound content;
    *done = false;
    if (!row) return true;
    if (!outbox_get(s->db, row->id, s->arena, &stored, e) ||
        !outbound_decode(stored.content_json, s->arena, &content, e) ||
        !arena_text(s->arena, &content.body, e, "%.*s\n\n%.*s", STR_ARG(content.body),
                    STR_ARG(words)))
        return false;
    if (!fits(&content, content.body)) return true;
    *done = true;
    /* What is appended stands in the text alone, where a later request does not find it: it goes.
     */
    int64_t due_at = s->quiet_until ? 0 : s->now;
    s->result->hurried = true;
    return arena_text(s->turn->arena, &row->more, e, "%.*s%s%.*s", STR_ARG(row->more),
                      row->more.len ? "\n\n" : "", STR_ARG(words)) &&
           outbox_say_anew(s->db, row->id, &content, NULL, due_at, s->now, e);
}

bool turn_replace(struct intake_step *s, const struct said_row *row, struct outbound *content,
                  const struct outbox_fallback *fallback, struct err *e)
{
    struct str whole;
    if (row->more.len) {
        if (!arena_text(s->arena, &whole, e, "%.*s\n\n%.*s", STR_ARG(str_trim(content->body)),
                        STR_ARG(row->more)))
            return false;
        if (fits(content, whole)) content->body = whole;
    }
    int64_t due_at = s->quiet_until ? 0 : s->waits && !row->more.len ? s->now + TURN_MS : s->now;
    s->result->hurried = true;
    return outbox_say_anew(s->db, row->id, content, fallback, due_at, s->now, e);
}
