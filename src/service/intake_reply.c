/* intake_reply.c - answers into the outbox. */
#include "intake_words.h"
#include "store/contact_store.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <stdio.h>

#define STATUS_LIST_ROWS OUTBOX_PRESENT_MAX
#define LINES_MAX_BYTES  4096
/* For a further message: a text costs money and pair quota. */
#define REACTION_EMOJI STR("\xF0\x9F\x91\x8D")

/* It does not wait for anybody's chat. */
static bool put_danger(struct intake_step *s, const struct outbound *content, int64_t ticket_id,
                       int64_t event_id, struct err *e)
{
    bool done;
    if (!turn_append(s, ticket_id, content->body, &done, e)) return false;
    return done || intake_put_or_template(s, content, NULL, ticket_id, event_id, e);
}

static bool put_text(struct intake_step *s, enum reply_key key, const struct reply_vars *vars,
                     int64_t ticket_id, int64_t event_id, struct err *e)
{
    struct outbound content = { .type = OUTBOUND_TEXT };
    bool done;
    if (!intake_text(s, key, vars, &content.body, e)) return false;
    if (key == REPLY_EMERGENCY || key == REPLY_SELF_HARM)
        return put_danger(s, &content, ticket_id, event_id, e);
    if (!turn_append(s, ticket_id, content.body, &done, e)) return false;
    return done || intake_put(s, &content, ticket_id, event_id, e);
}

/* Who asks for the number of the fire brigade where it burns, and who is menaced, is told it. */
static bool needs_numbers(const struct intake_step *s, const struct ticket *t)
{
    const struct category *category = desk_category(s->options->desk, t->category);
    return s->understood->presses_by & PRESSING_MENACED || s->understood->asks_shelter ||
           (ticket_kind_asks(t->kind) && category && category->priority == PRIORITY_URGENT);
}

/* A category can be urgent (fire, violence) without any of the urgent words. */
static bool emergency_text(struct intake_step *s, const struct ticket *ticket, bool self_harm,
                           struct str *out, struct err *e)
{
    *out = STR_EMPTY;
    if (ticket->priority != PRIORITY_URGENT && !needs_numbers(s, ticket)) return true;
    struct str words;
    static const struct reply_vars none = { 0 };
    enum reply_key key = self_harm ? REPLY_SELF_HARM : REPLY_EMERGENCY;
    return intake_text(s, key, &none, &words, e) &&
           arena_text(s->arena, out, e, "%.*s\n\n", STR_ARG(words));
}

static bool place_of_new(struct intake_step *s, const struct ticket *t, struct str *out,
                         struct err *e)
{
    const struct place *named = s->understood->place;
    /* A later message of the turn may speak of a place where the ticket does not lie. */
    bool there = named && str_equal(place_district(named), t->district) &&
                 str_equal(place_village(named), t->village);
    return there ? intake_place_text(s, named, out, e) : intake_ticket_place(s, t, out, e);
}

/* Who is known by a username alone cannot be called. */
static bool phone_question(struct intake_step *s, enum question *question, struct err *e)
{
    struct contact reporter;
    if (!contact_get(s->db, s->contact_id, s->arena, &reporter, e)) return false;
    if (reporter.wa_id.len == 0) *question = QUESTION_PHONE;
    return true;
}

bool intake_reply_asking(struct intake_step *s, struct decision *d, int64_t event_id, struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    struct outbound content = { .type = OUTBOUND_TEXT };
    enum question question = QUESTION_NONE;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e) ||
        (d->call_back && !phone_question(s, &question, e)))
        return false;
    if (d->place_next && intake_place_missing(s, &t)) question = QUESTION_PLACE;
    if (d->unit_next && !question && !intake_unit_next(s, &t, &question, e)) return false;
    intake_ticket_words(s, &t, &w);
    return intake_text(s, d->reply, &w.vars, &content.body, e) &&
           intake_ask_beside(s, &t, question, &content, d, e) &&
           intake_put(s, &content, t.id, event_id, e);
}

static bool question_choose(struct intake_step *s, const struct ticket *t, struct decision *d,
                            enum question *question, struct err *e)
{
    *question = d->question     ? d->question
                : d->asks_still ? QUESTION_PART
                : !d->part      ? intake_question_beside(s, t)
                /* Its own words are about something else. */
                : intake_place_missing(s, t) ? QUESTION_PLACE
                                             : QUESTION_NONE;
    if (d->call_back && !phone_question(s, question, e)) return false;
    bool placed = *question == QUESTION_NONE && d->act == ACT_PLACE && t->district.len;
    if (placed && !intake_unit_next(s, t, question, e)) return false;
    if (*question == QUESTION_NONE && !intake_second_next(s, t, d->act == ACT_CREATE, question, e))
        return false;
    return intake_similar(s, t, d, question, e);
}

/* In danger no far day stands as a promise. */
enum reply_key intake_received_key(const struct desk *desk, const struct ticket *t)
{
    const struct department *unit = desk_department(desk, t->department);
    bool external = unit && unit->external;
    if (t->priority == PRIORITY_URGENT) return external ? REPLY_URGENT_REFER : REPLY_URGENT;
    if (external) return REPLY_RECEIVED_REFER;
    return ticket_kind_asks(t->kind) ? REPLY_QUESTION : REPLY_RECEIVED;
}

/* Who called a human is answered that. */
static enum reply_key received_key(const struct intake_step *s, const struct ticket *t,
                                   const struct decision *d)
{
    bool called = d->has_reply && d->act == ACT_CREATE && t->priority != PRIORITY_URGENT;
    return called ? d->reply : intake_received_key(s->options->desk, t);
}

/* Its place may come right behind it, and whatever follows a burst; not so danger. */
static bool may_change(const struct intake_step *s, const struct ticket *t, enum question question)
{
    bool place = question == QUESTION_PLACE || question == QUESTION_NAMESAKE;
    return t->priority != PRIORITY_URGENT && (s->burst || place);
}

/* A further paragraph. */
static bool body_add(struct intake_step *s, struct outbound *content, struct str text,
                     struct err *e)
{
    return arena_text(s->arena, &content->body, e, "%.*s\n\n%.*s", STR_ARG(str_trim(content->body)),
                      STR_ARG(text));
}

/* Who asked for secrecy, or accuses somebody, wants to read at once that it is kept; who asked for
 * it of a report before, how it is had for this one. Danger leaves no room for that. */
static bool secrecy_add(struct intake_step *s, const struct ticket *t, struct outbound *content,
                        struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct known_ticket before = { .id = 0 };
    struct str said;
    bool secret = t->confidential || t->kind == KIND_WHISTLEBLOWING;
    bool may_want = !secret && t->priority != PRIORITY_URGENT;
    if (may_want && !ticket_newest_confidential(s->db, s->contact_id, t->id, s->arena, &before, e))
        return false;
    if (!secret && before.id == 0) return true;
    enum reply_key key = secret ? REPLY_CONFIDENTIAL_KEPT : REPLY_CONFIDENTIAL_OFFER;
    return intake_text(s, key, &none, &said, e) && body_add(s, content, said, e);
}

/* Told in confidence it stays with whoever reads that; that it lies outside is said by no name. */
static bool outside_add(struct intake_step *s, const struct ticket *t, struct outbound *content,
                        struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct str said;
    if (t->kind != KIND_WHISTLEBLOWING || !place_is_elsewhere(s->understood->place)) return true;
    return intake_text(s, REPLY_OUTSIDE, &none, &said, e) && body_add(s, content, said, e);
}

/* Where a danger lies that told no place, and is not sure to lie there. */
static bool taken_add(struct intake_step *s, const struct decision *d, struct outbound *content,
                      struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    struct str taken;
    if (d->place_of_id == 0) return true;
    ticket_number_format(s->options->ticket_prefix, d->place_of_id, number);
    const struct reply_vars vars = { .number = str_of(number) };
    return intake_text(s, REPLY_PLACE_TAKEN, &vars, &taken, e) && body_add(s, content, taken, e);
}

/* "bansos belum cair, kel. tambak wedi kec. kenjeran": the matter needs no place, so nobody asks
 * for it; but whoever lives elsewhere is helped there. */
static bool not_ours_add(struct intake_step *s, const struct ticket *t, enum question question,
                         struct outbound *content, struct err *e)
{
    const struct reply_vars vars = { .other = s->understood->strange_district };
    struct str said;
    bool told = vars.other.len > 0 && t->district.len == 0;
    if (!told || question == QUESTION_PLACE || department_is_elsewhere(t->department)) return true;
    return intake_text(s, REPLY_PLACE_NOT_OURS, &vars, &said, e) && body_add(s, content, said, e);
}

/* Nothing that was written says whose matter it is, and nothing else is asked. */
static bool about_add(struct intake_step *s, const struct ticket *t, const struct decision *d,
                      enum question question, struct outbound *content, struct err *e)
{
    static const struct reply_vars none = { 0 };
    const struct understood *u = s->understood;
    struct str asked;
    bool unknown = u->intent == INTENT_REPORT && !u->category_heard && u->evident == 0 &&
                   !u->urgent && category_is_other(t->category) && t->kind == KIND_COMPLAINT;
    if (!unknown || question != QUESTION_NONE || d->has_reply || s->quiet_until) return true;
    return intake_text(s, REPLY_ASK_ABOUT, &none, &asked, e) && body_add(s, content, asked, e);
}

static bool received_compose(struct intake_step *s, const struct ticket *t, bool self_harm,
                             struct decision *d, struct ticket_words *w, struct outbound *content,
                             struct err *e)
{
    enum question question;
    *content = (struct outbound){ .type = OUTBOUND_TEXT };
    intake_ticket_words(s, t, w);
    if (!place_of_new(s, t, &w->vars.place, e) ||
        !emergency_text(s, t, self_harm, &w->vars.emergency, e) ||
        !intake_link(s, t, &w->vars.link, e) ||
        !intake_text(s, received_key(s, t, d), &w->vars, &content->body, e) ||
        !outside_add(s, t, content, e) || !secrecy_add(s, t, content, e) ||
        !taken_add(s, d, content, e) || !question_choose(s, t, d, &question, e) ||
        !about_add(s, t, d, question, content, e) || !not_ours_add(s, t, question, content, e))
        return false;
    s->waits = may_change(s, t, question);
    return intake_ask_beside(s, t, question, content, d, e);
}

bool intake_reply_received(struct intake_step *s, const struct ticket *ticket, int64_t event_id,
                           struct decision *d, struct err *e)
{
    struct ticket_words w;
    struct outbound content;
    if (!received_compose(s, ticket, s->understood->self_harm, d, &w, &content, e)) return false;
    s->saying = SAID_RECEIPT;
    return intake_put_received(s, &content, &w.vars, ticket->id, event_id, e);
}

/* What these were made of is gone with its message: they cannot be asked anew. */
bool intake_may_say_anew(const struct intake_step *s, const struct decision *d, int64_t ticket_id)
{
    enum question asked = d->after.asked;
    bool kept = asked == QUESTION_MATTER || asked == QUESTION_SECOND ||
                (d->after.asked_ticket_id == ticket_id &&
                 (asked == QUESTION_UNIT || asked == QUESTION_PHONE ||
                  (asked == QUESTION_NAMESAKE && d->act == ACT_JOIN && !s->understood->place)));
    return turn_receipt(s, ticket_id) && !kept;
}

bool intake_reply_anew(struct intake_step *s, struct decision *d, int64_t ticket_id, struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    struct outbound content;
    const struct said_row *row = turn_receipt(s, ticket_id);
    if (!row) return err_set(e, ERR_INTERNAL, "intake: nothing to say anew");
    bool self_harm = row->self_harm || s->understood->self_harm;
    if (!ticket_get(s->db, ticket_id, s->arena, &t, e) ||
        !received_compose(s, &t, self_harm, d, &w, &content, e))
        return false;
    const struct outbox_fallback fallback = intake_received_template(s, &w.vars);
    return turn_replace(s, row, &content, &fallback, e);
}

static bool status_line(struct intake_step *s, const struct ticket *t, struct buf *lines,
                        struct err *e)
{
    struct ticket_words w;
    intake_ticket_words(s, t, &w);
    if (lines->len) buf_add_char(lines, '\n');
    return reply_render(s->options->desk, s->language, REPLY_STATUS_LINE, &w.vars, lines, e);
}

static bool status_of_all(struct intake_step *s, const struct ticket *tickets, size_t count,
                          struct err *e)
{
    struct buf lines;
    buf_init(&lines, LINES_MAX_BYTES);
    bool ok = true;
    /* A list that names a whistleblowing matter is as secret as that matter. */
    int64_t about = 0;
    for (size_t i = 0; ok && i < count; i++) {
        if (tickets[i].kind == KIND_WHISTLEBLOWING) about = tickets[i].id;
        ok = status_line(s, &tickets[i], &lines, e);
    }
    if (ok) {
        struct reply_vars vars = { .lines = buf_view(&lines) };
        ok = put_text(s, REPLY_STATUS_LIST, &vars, about, 0, e);
    }
    buf_finish(&lines);
    return ok;
}

/* Nobody goes where no place is known; what else was asked is not put aside for that. */
static enum question where_still(const struct intake_step *s, const struct ticket *t,
                                 const struct conversation *after)
{
    bool free = after->asked == QUESTION_NONE ||
                (question_asks_where(after->asked) && after->asked_ticket_id == t->id);
    return free && intake_where_missing(s, t) ? QUESTION_PLACE : QUESTION_NONE;
}

/* The whole was told anew. */
static void told_anew(struct intake_step *s, struct decision *d, int64_t id)
{
    for (size_t i = 0; i < d->after.held.count; i++) {
        struct held_message *m = &d->after.held.messages[i];
        if (m->what == HELD_TOLD && m->id == id) m->at = s->message->sent_at;
    }
}

/* How it goes with a ticket. usual: what is said instead as long as it is worked on; d: what it
 * leads to, so that where it lies is asked again; NULL: nothing is asked. */
static bool reply_how(struct intake_step *s, int64_t id, enum reply_key usual, struct decision *d,
                      struct err *e)
{
    struct ticket ticket;
    struct outbound content = { .type = OUTBOUND_TEXT };
    bool done;
    if (!ticket_get(s->db, id, s->arena, &ticket, e)) return false;
    /* The answer to it that is about to leave says the same. */
    if (turn_receipt(s, id)) return true;
    bool moved = d && usual == REPLY_STATUS_STILL && d->told_at && ticket.stage_at > d->told_at;
    if (moved) told_anew(s, d, id);
    /* Whoever asks how it goes again is not asked where each time. */
    enum question next = d && d->told_at == 0 ? where_still(s, &ticket, &d->after) : QUESTION_NONE;
    if (!intake_how_text(s, &ticket, moved ? REPLY_STATUS_CHASED : usual, &content.body, e))
        return false;
    if (next == QUESTION_NONE && !turn_append(s, id, content.body, &done, e)) return false;
    if (next == QUESTION_NONE && done) return true;
    return intake_ask_beside(s, &ticket, next, &content, d, e) && intake_put(s, &content, id, 0, e);
}

bool intake_reply_status(struct intake_step *s, struct decision *d, struct err *e)
{
    struct ticket tickets[STATUS_LIST_ROWS];
    size_t count;
    if (d->ticket_id) return reply_how(s, d->ticket_id, REPLY_STATUS_ONE, d, e);
    if (!ticket_list_of_contact(s->db, s->contact_id, s->arena, tickets, STATUS_LIST_ROWS, &count,
                                e))
        return false;
    if (count == 0) return intake_reply_plain(s, REPLY_STATUS_NONE, 0, 0, e);
    if (count == 1) return reply_how(s, tickets[0].id, REPLY_STATUS_ONE, d, e);
    return status_of_all(s, tickets, count, e);
}

bool intake_reply_present(struct intake_step *s, struct err *e)
{
    struct ticket tickets[OUTBOX_PRESENT_MAX];
    for (size_t i = 0; i < s->present_count; i++)
        if (!ticket_get(s->db, s->present[i], s->arena, &tickets[i], e)) return false;
    if (s->present_count == 1) return reply_how(s, tickets[0].id, REPLY_STATUS_ONE, NULL, e);
    return s->present_count == 0 || status_of_all(s, tickets, s->present_count, e);
}

bool intake_reply_chased(struct intake_step *s, struct decision *d, struct err *e)
{
    enum reply_key key = d->repeats   ? REPLY_STATUS_REPEATED
                         : d->told_at ? REPLY_STATUS_STILL
                                      : REPLY_STATUS_CHASED;
    return reply_how(s, d->ticket_id, key, d, e);
}

/* Danger on a ticket: whom to call, and then where it was noted, if it is urgent by now: who only
 * asks what to do makes it none. */
static bool raised_text(struct intake_step *s, int64_t ticket_id, int64_t event_id, struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    struct str noted;
    struct outbound content = { .type = OUTBOUND_TEXT };
    if (!ticket_get(s->db, ticket_id, s->arena, &t, e)) return false;
    intake_ticket_words(s, &t, &w);
    return intake_text(s, REPLY_EMERGENCY, &w.vars, &content.body, e) &&
           (t.priority != PRIORITY_URGENT || (intake_text(s, REPLY_RAISED, &w.vars, &noted, e) &&
                                              body_add(s, &content, noted, e))) &&
           put_danger(s, &content, ticket_id, event_id, e);
}

/* Of a ticket, whose matter is said. */
static bool about_ticket(struct intake_step *s, enum reply_key key, int64_t ticket_id,
                         int64_t event_id, struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    if (!ticket_get(s->db, ticket_id, s->arena, &t, e)) return false;
    intake_ticket_words(s, &t, &w);
    return put_text(s, key, &w.vars, ticket_id, event_id, e);
}

bool intake_reply_pressing(struct intake_step *s, int64_t ticket_id, int64_t event_id,
                           struct err *e)
{
    return about_ticket(s, REPLY_PRESSING, ticket_id, event_id, e);
}

bool intake_reply_plain(struct intake_step *s, enum reply_key key, int64_t ticket_id,
                        int64_t event_id, struct err *e)
{
    char number[TICKET_NUMBER_SIZE] = "";
    if (ticket_id) ticket_number_format(s->options->ticket_prefix, ticket_id, number);
    struct reply_vars vars = { .number = str_of(number) };
    if (key == REPLY_CONDOLENCE || key == REPLY_UNIT_HAS || key == REPLY_OVER_NOTED ||
        key == REPLY_HALF_NOTED || key == REPLY_NOTED_OTHER || key == REPLY_NOTED_PLAIN ||
        key == REPLY_STATUS_ONLY || key == REPLY_STATUS_SINGLE)
        return about_ticket(s, key, ticket_id, event_id, e);
    const enum reply_key greeting = s->understood->salam ? REPLY_SALAM : REPLY_HELLO;
    bool greets = key == REPLY_MENU || key == REPLY_MENU_BACK;
    if (greets && !intake_text(s, greeting, &vars, &vars.greeting, e)) return false;
    return put_text(s, key, &vars, ticket_id, event_id, e);
}

bool intake_reply_danger(struct intake_step *s, const struct decision *d, int64_t event_id,
                         struct err *e)
{
    if (d->reply == REPLY_EMERGENCY && !d->correct)
        return raised_text(s, d->ticket_id, event_id, e);
    return intake_reply_plain(s, d->reply, d->ticket_id, event_id, e);
}

bool intake_reply_several(struct intake_step *s, enum reply_key key, const struct decision *d,
                          int64_t event_id, struct err *e)
{
    struct reply_vars vars;
    int64_t about;
    return intake_words_several(s, d, &vars, &about, e) &&
           put_text(s, key, &vars, about, event_id, e);
}

bool intake_reply_followed(struct intake_step *s, const struct ticket *t, int64_t event_id,
                           struct err *e)
{
    struct ticket_words w;
    char count[24];
    intake_ticket_words(s, t, &w);
    /* Together with how many others. */
    (void)snprintf(count, sizeof count, "%lld", (long long)t->supporters - 1);
    w.vars.count = str_of(count);
    return put_text(s, REPLY_SIMILAR_JOINED, &w.vars, t->id, event_id, e);
}

bool intake_say_blocked(struct intake_step *s, const struct decision *d, struct err *e)
{
    if (!d->tell_blocked) return true;
    s->muted = false;
    bool ok = intake_reply_plain(s, REPLY_BLOCKED, 0, 0, e);
    s->muted = true;
    return ok;
}

bool intake_reply_reaction(struct intake_step *s, int64_t ticket_id, int64_t event_id,
                           struct err *e)
{
    struct outbound content = { .type = OUTBOUND_REACTION,
                                .reply_to = s->message->wamid,
                                .emoji = REACTION_EMOJI };
    bool album = false, words = s->message->text.len > 0;
    /* The answer to it that is about to leave says more. */
    if (turn_receipt(s, ticket_id)) return true;
    if (!words &&
        !message_of_album(s->db, s->message_id, ticket_id, CONVERSATION_BURST_MS, &album, e))
        return false;
    return album || intake_put(s, &content, ticket_id, event_id, e);
}
