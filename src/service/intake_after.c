/* intake_after.c - after the work: sudah, sebagian, belum, and a rating. */
#include "domain/move.h"
#include "intake_words.h"
#include "merge.h"
#include "notices.h"
#include "notify.h"
#include "record.h"
#include "store/ticket_store.h"

struct option {
    enum choice_verb verb;
    const char *arg;
    enum reply_key title;
};

static const struct option solved[] = {
    { CHOICE_SOLVED, "", REPLY_BUTTON_SOLVED },
    { CHOICE_PARTLY, "", REPLY_BUTTON_PARTLY },
    { CHOICE_NOT, "", REPLY_BUTTON_NOT },
};
static const struct option rating[] = {
    { CHOICE_RATE, "5", REPLY_ROW_RATE_5 }, { CHOICE_RATE, "4", REPLY_ROW_RATE_4 },
    { CHOICE_RATE, "3", REPLY_ROW_RATE_3 }, { CHOICE_RATE, "2", REPLY_ROW_RATE_2 },
    { CHOICE_RATE, "1", REPLY_ROW_RATE_1 },
};

static bool add_all(struct intake_step *s, struct outbound *content, const struct option *options,
                    size_t count, int64_t ticket_id, int64_t token, struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        const struct choice choice = { .verb = options[i].verb,
                                       .ticket_id = ticket_id,
                                       .arg = str_of(options[i].arg),
                                       .token = token };
        if (!intake_choice_add(s, content, &choice, options[i].title, e)) return false;
    }
    return true;
}

bool intake_ask_after(struct intake_step *s, enum question question, int64_t ticket_id,
                      int64_t token, struct outbound *content, struct err *e)
{
    static const struct reply_vars none = { 0 };
    if (question_asks_solved(question)) {
        content->type = OUTBOUND_BUTTONS;
        return add_all(s, content, solved, sizeof solved / sizeof *solved, ticket_id, token, e);
    }
    if (!question_asks_rating(question)) return true;
    content->type = OUTBOUND_LIST;
    return intake_text(s, REPLY_BUTTON_LIST, &none, &content->list_button, e) &&
           add_all(s, content, rating, sizeof rating / sizeof *rating, ticket_id, token, e);
}

bool intake_ask_again(struct intake_step *s, const struct decision *d, struct outbound *content,
                      struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    intake_ticket_words(s, &t, &w);
    return intake_text(s, REPLY_ASK_AGAIN, &w.vars, &content->body, e) &&
           intake_ask_after(s, QUESTION_AGAIN, t.id, d->after.token, content, e);
}

/* --- what the reporter says --- */

static bool ticket_event(struct intake_step *s, struct ticket *t, const char *type, struct str data,
                         int64_t *event_id, struct err *e)
{
    struct event event = { .at = s->now,
                           .type = str_of(type),
                           .actor = STR("reporter"),
                           .message_id = s->message_id,
                           .data_json = data };
    return record_change(s->db, s->options->desk, t, &event, s->arena, event_id, e);
}

/* Its answer: one message with what is asked next. */
static bool answer(struct intake_step *s, struct decision *d, const struct ticket *t,
                   enum reply_key key, enum question question, int64_t event_id, struct err *e)
{
    struct ticket_words w;
    struct outbound content = { .type = OUTBOUND_TEXT };
    intake_ticket_words(s, t, &w);
    intake_words_worker(s, t, key, &w);
    if (!intake_text(s, key, &w.vars, &content.body, e)) return false;
    if (question != QUESTION_NONE) {
        conversation_ask(&d->after, question, t->id, s->message->sent_at);
        if (!intake_ask_after(s, question, t->id, d->after.token, &content, e)) return false;
    }
    return intake_put(s, &content, t->id, event_id, e);
}

static bool tell_followers(struct intake_step *s, const struct ticket *t, enum reply_key key,
                           int64_t event_id, struct err *e)
{
    const struct notify n = { .db = s->db,
                              .options = s->options,
                              .arena = s->arena,
                              .ticket = t,
                              .key = key,
                              .event_id = event_id,
                              .now = s->now,
                              .only_followers = true };
    return notify_ticket(&n, &s->result->replies, e);
}

static bool words_join(struct intake_step *s, int64_t ticket_id, struct err *e)
{
    bool words = s->message->type != MESSAGE_REACTION && !s->choice;
    struct ticket_addition more = { .text = words ? s->message->text : STR_EMPTY,
                                    .location = &s->message->location,
                                    .district = STR_EMPTY,
                                    .village = STR_EMPTY,
                                    .sent_at = s->message->sent_at,
                                    .settle_ms = s->options->settle_ms };
    return ticket_join(s->db, ticket_id, &more, s->now, e);
}

/* belum: back to work, with the words that came along. */
static bool reopen(struct intake_step *s, struct decision *d, struct ticket *t, struct err *e)
{
    int64_t event_id;
    struct str data;
    if (!arena_text(s->arena, &data, e, "{\"from\":\"%s\"}", ticket_status_name(t->status)))
        return false;
    move_apply(s->options->desk, t, STATUS_IN_PROGRESS, OUTCOME_NONE, s->now);
    return ticket_event(s, t, EVENT_REOPENED, data, &event_id, e) &&
           answer(s, d, t, REPLY_WORK_REOPENED, QUESTION_NONE, event_id, e) &&
           tell_followers(s, t, REPLY_WORK_REOPENED, event_id, e);
}

/* What they took back is not over: the desk reads it again. */
static bool take_up(struct intake_step *s, struct decision *d, struct err *e)
{
    int64_t event_id;
    struct ticket t;
    if (d->take_loose && !intake_loose_bind(s, &d->after.loose, d->ticket_id, e)) return false;
    if (!words_join(s, d->ticket_id, e) || !ticket_get(s->db, d->ticket_id, s->arena, &t, e))
        return false;
    move_apply(s->options->desk, &t, STATUS_VERIFIED, OUTCOME_NONE, s->now);
    return ticket_event(s, &t, ticket_status_name(STATUS_VERIFIED), STR("{\"from\":\"closed\"}"),
                        &event_id, e) &&
           answer(s, d, &t, REPLY_WORK_TAKEN_UP, QUESTION_NONE, event_id, e) &&
           tell_followers(s, &t, REPLY_WORK_TAKEN_UP, event_id, e);
}

static bool put_rating(struct intake_step *s, struct ticket *t, int64_t given, int64_t *event_id,
                       struct err *e)
{
    struct str data;
    if (!arena_text(s->arena, &data, e, "{\"rating\":%lld}", (long long)given)) return false;
    t->rating = given;
    return ticket_event(s, t, EVENT_RATED, data, event_id, e);
}

/* How it was is asked, unless it came along ("sudah, nilai 5"): of the ticket that was asked about.
 */
static bool answer_closed(struct intake_step *s, struct decision *d, struct ticket *t,
                          enum reply_key key, int64_t event_id, struct err *e)
{
    if (d->rating == 0 || t->id != d->ticket_id || d->further_count > 0)
        return answer(s, d, t, key, QUESTION_RATING, event_id, e);
    return put_rating(s, t, d->rating, &event_id, e) &&
           answer(s, d, t, REPLY_AFTER_RATED, QUESTION_COMMENT, event_id, e);
}

static bool close_as(struct intake_step *s, struct decision *d, struct ticket *t,
                     enum ticket_outcome outcome, struct err *e)
{
    int64_t event_id;
    const struct move_rule *rule = move_find(t->status, STATUS_CLOSED, outcome);
    struct str data;
    if (!arena_text(s->arena, &data, e, "{\"from\":\"%s\",\"outcome\":\"%s\"}",
                    ticket_status_name(t->status), ticket_outcome_name(outcome)))
        return false;
    if (!rule)
        return err_set(e, ERR_INTERNAL, "intake: a verdict on a ticket that was not resolved");
    move_apply(s->options->desk, t, STATUS_CLOSED, outcome, s->now);
    return ticket_event(s, t, ticket_status_name(STATUS_CLOSED), data, &event_id, e) &&
           answer_closed(s, d, t, rule->reply, event_id, e) &&
           tell_followers(s, t, REPLY_STATUS_CLOSED, event_id, e);
}

static bool verdict_on(struct intake_step *s, struct decision *d, int64_t ticket_id,
                       enum verdict verdict, struct err *e)
{
    struct ticket t;
    if (!words_join(s, ticket_id, e) || !ticket_get(s->db, ticket_id, s->arena, &t, e))
        return false;
    if (verdict == VERDICT_NOT) return reopen(s, d, &t, e);
    return close_as(s, d, &t, verdict == VERDICT_PARTLY ? OUTCOME_PARTLY_SOLVED : OUTCOME_SOLVED,
                    e);
}

static bool verdict(struct intake_step *s, struct decision *d, struct err *e)
{
    if (d->take_loose && !intake_loose_bind(s, &d->after.loose, d->ticket_id, e)) return false;
    bool ok = verdict_on(s, d, d->ticket_id, d->verdict, e);
    for (size_t i = 0; ok && i < d->further_count; i++)
        ok = verdict_on(s, d, d->further[i].ticket_id, d->further[i].verdict, e);
    return ok;
}

static bool rate(struct intake_step *s, struct decision *d, struct err *e)
{
    struct ticket t;
    int64_t event_id;
    return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
           put_rating(s, &t, d->rating, &event_id, e) &&
           intake_reply_plain(s, REPLY_AFTER_RATED, t.id, event_id, e);
}

/* Words that were no rating are a comment too, and the rating is asked for again. */
static bool comment(struct intake_step *s, struct decision *d, struct err *e)
{
    int64_t event_id;
    struct ticket t;
    if (!intake_event(s, d->ticket_id, EVENT_JOINED, STR("{\"comment\":true}"), &event_id, e))
        return false;
    if (d->question != QUESTION_NONE)
        return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
               answer(s, d, &t, REPLY_AFTER_RATE_AGAIN, d->question, event_id, e);
    return intake_reply_plain(s, REPLY_AFTER_COMMENT, d->ticket_id, event_id, e);
}

static bool objection_tell(struct intake_step *s, const struct ticket *t, int64_t event_id,
                           struct err *e)
{
    const struct notice_cause cause = { .kind = NOTICE_OBJECTION,
                                        .ticket = t,
                                        .event_id = event_id };
    return notices_plan(s->db, s->options, &cause, s->arena, s->now, e);
}

/* The ticket stays as it is: only the desk takes up what it has not. Its people are told, because
 * the reporter is promised that they read it. */
static bool object(struct intake_step *s, struct decision *d, struct err *e)
{
    struct ticket t;
    int64_t event_id;
    return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
           ticket_event(s, &t, EVENT_JOINED, STR("{\"objection\":true}"), &event_id, e) &&
           (!d->take_loose || intake_loose_bind(s, &d->after.loose, t.id, e)) &&
           objection_tell(s, &t, event_id, e) &&
           intake_reply_plain(s, REPLY_AFTER_OBJECTION, t.id, event_id, e);
}

static bool reply_merged(struct intake_step *s, struct decision *d, const struct ticket *t,
                         struct str into, int64_t event_id, struct err *e)
{
    struct ticket_words w;
    struct outbound content = { .type = OUTBOUND_TEXT };
    intake_ticket_words(s, t, &w);
    w.vars.other = into;
    return intake_text(s, REPLY_WORK_MERGED, &w.vars, &content.body, e) &&
           intake_put(s, &content, d->into_id, event_id, e);
}

/* What goes before others stays with those who can help: as a part of a report of another unit it
 * would be theirs alone. */
static bool takes_help_away(const struct ticket *t, const struct ticket *into)
{
    return t->priority >= PRIORITY_HIGH && t->priority > into->priority &&
           !str_equal(ticket_in_charge(t), ticket_in_charge(into));
}

/* The own ticket ends in the one that others began, or that the reporter had before. */
static bool follow(struct intake_step *s, struct decision *d, struct err *e)
{
    struct ticket t, into;
    int64_t event_id;
    struct str data;
    char number[TICKET_NUMBER_SIZE];
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e) ||
        !ticket_get(s->db, d->into_id, s->arena, &into, e))
        return false;
    bool own = into.contact_id == s->contact_id;
    if (!ticket_is_open(into.status) ||
        (!own && (into.confidential || into.kind == KIND_WHISTLEBLOWING)))
        return intake_reply_plain(s, REPLY_CHOICE_OLD, 0, 0, e);
    if (own && takes_help_away(&t, &into)) {
        d->after.last_ticket_id = t.id;
        return intake_reply_plain(s, REPLY_CANCEL_KEPT, t.id, 0, e);
    }
    ticket_number_format(s->options->ticket_prefix, into.id, number);
    if (!arena_text(s->arena, &data, e, "{\"outcome\":\"merged\",\"into\":\"%s\"}", number))
        return false;
    const struct merge m = { s->db, s->options, s->arena, &t, &into, STR("reporter"), s->now };
    move_apply(s->options->desk, &t, STATUS_CLOSED, OUTCOME_MERGED, s->now);
    t.merged_into = into.id;
    merge_confide(&t, &into);
    return ticket_event(s, &t, ticket_status_name(STATUS_CLOSED), data, &event_id, e) &&
           merge_follow(&m, e) &&
           (own ? reply_merged(s, d, &t, str_of(number), event_id, e)
                : intake_reply_followed(s, &into, event_id, e));
}

/* The ticket that this one is a part of goes on without it, and others that were a part of this one
 * are a part of that. */
static bool part_leaves(struct intake_step *s, int64_t part_id, struct err *e)
{
    struct ticket part, into;
    int64_t event_id;
    if (!ticket_get(s->db, part_id, s->arena, &part, e) ||
        !ticket_get(s->db, part.merged_into, s->arena, &into, e))
        return false;
    const struct merge m = { s->db, s->options, s->arena, &part, &into, STR("reporter"), s->now };
    move_apply(s->options->desk, &part, STATUS_CLOSED, OUTCOME_CANCELLED, s->now);
    part.merged_into = 0;
    part.supporters = 1;
    return ticket_parts_move(s->db, part.id, into.id, e) &&
           ticket_event(s, &part, EVENT_CANCELLED, STR_EMPTY, &event_id, e) &&
           merge_unfollow(&m, e);
}

/* The own reports that are a part of it are cancelled: by these alone it was followed. */
static bool leave(struct intake_step *s, const struct decision *d, struct err *e)
{
    int64_t part_id;
    do {
        if (!ticket_part_of(s->db, d->ticket_id, s->contact_id, &part_id, e) ||
            (part_id && !part_leaves(s, part_id, e)))
            return false;
    } while (part_id);
    return intake_reply_plain(s, REPLY_SIMILAR_LEFT, d->ticket_id, 0, e);
}

bool intake_after(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    if (!intake_keep(s, body, d->ticket_id, e)) return false;
    if (d->act == ACT_VERDICT) return verdict(s, d, e);
    if (d->act == ACT_RATE) return rate(s, d, e);
    if (d->act == ACT_OBJECT) return object(s, d, e);
    if (d->act == ACT_TAKE_UP) return take_up(s, d, e);
    if (d->act == ACT_LEAVE) return leave(s, d, e);
    return d->act == ACT_COMMENT ? comment(s, d, e) : follow(s, d, e);
}

/* The day that was told before the reporter was asked. */
static int64_t told_before(const struct desk *desk, struct ticket t)
{
    if (t.resume_status) {
        t.status = t.resume_status;
        t.stage_at = t.resume_at;
    }
    t.paused_since = 0;
    t.due_at = ticket_due(desk, &t);
    return ticket_told_date(&t);
}

bool intake_resume(struct intake_step *s, struct decision *d, struct err *e)
{
    struct ticket t;
    int64_t event_id;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    if (t.status != STATUS_AWAITING_REPORTER) return true;
    enum ticket_status to = t.resume_status ? t.resume_status : STATUS_IN_PROGRESS;
    int64_t told = told_before(s->options->desk, t);
    move_apply(s->options->desk, &t, to, OUTCOME_NONE, s->now);
    if (!ticket_event(s, &t, ticket_status_name(to), STR("{\"from\":\"awaiting_reporter\"}"),
                      &event_id, e))
        return false;
    const struct notify n = { .db = s->db,
                              .options = s->options,
                              .arena = s->arena,
                              .ticket = &t,
                              .key = REPLY_WORK_WAITED,
                              .event_id = event_id,
                              .now = s->now,
                              .writer_id = s->contact_id,
                              .language = s->language };
    if (ticket_told_date(&t) == told) return true;
    d->react = false; /* the words say it */
    return notify_ticket(&n, &s->result->replies, e);
}
