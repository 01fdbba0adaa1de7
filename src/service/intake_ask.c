/* intake_ask.c - questions, with buttons and lists to answer them. */
#include "base/unicode.h"
#include "intake_turn.h"
#include "intake_words.h"
#include "store/event_store.h"
#include "store/ticket_store.h"
#include <stdio.h>

#define TITLE_ROW      24
#define TICKET_ROWS    9
#define CORRECTED_ROWS 16 /* events of a ticket of which no place was known: there are few */

bool intake_place_missing(const struct intake_step *s, const struct ticket *t)
{
    const struct category *category = desk_category(s->options->desk, t->category);
    bool works = t->kind == KIND_COMPLAINT || t->kind == KIND_ASPIRATION;
    return t->district.len == 0 && works && !department_is_elsewhere(t->department) && category &&
           category->needs_place;
}

/* Nobody in danger is asked to choose an office. Where words spoke for one unit alone, and hardly,
 * there are all the others to choose from. */
static bool unit_unsure(const struct understood *u, const struct ticket *t)
{
    bool evident = u->evident > 1 || (u->evident == 1 && !category_is_other(u->category->code));
    return !department_is_elsewhere(t->department) && !u->sure && !u->urgent && evident;
}

/* Where first: nobody but the reporter knows, and whoever goes there must; a wrong unit the desk
 * puts right. A report in confidence is not asked about. */
enum question intake_question_beside(const struct intake_step *s, const struct ticket *t)
{
    const struct understood *u = s->understood;
    bool elsewhere = department_is_elsewhere(t->department);
    if (u->intent != INTENT_REPORT || t->kind == KIND_WHISTLEBLOWING) return QUESTION_NONE;
    if (!elsewhere && intake_place_missing(s, t))
        return u->namesake_count ? QUESTION_NAMESAKE : QUESTION_PLACE;
    if (unit_unsure(u, t)) return QUESTION_UNIT;
    return s->border.here ? QUESTION_BORDER : QUESTION_NONE;
}

/* The citizen has put its unit or its matter right already. */
static bool was_corrected(struct intake_step *s, int64_t ticket_id, bool *corrected, struct err *e)
{
    struct event events[CORRECTED_ROWS];
    size_t count = 0;
    bool more;
    if (!event_list(s->db, ticket_id, 0, CORRECTED_ROWS, s->arena, events, &count, &more, e))
        return false;
    *corrected = more;
    for (size_t i = 0; i < count; i++)
        *corrected |= str_equal(events[i].type, STR(EVENT_CORRECTED));
    return true;
}

bool intake_understand(struct intake_step *s, struct str text, struct telling telling,
                       struct understood *out, struct err *e)
{
    const struct intake_options *o = s->options;
    *out = (struct understood){ .intent = INTENT_NONE };
    return !o->understand || o->understand(o->understand_ctx, text, telling, s->arena, out, e);
}

/* Its words but for those at hand, which said where: "kecamatan" speaks for an office. */
struct str intake_words_before(const struct intake_step *s, const struct ticket *t)
{
    struct str words = str_trim(t->text), place = str_trim(s->message->text);
    bool joined = place.len && place.len < words.len && str_ends(words, place);
    return joined ? str_slice(words, 0, words.len - place.len) : words;
}

bool intake_unit_next(struct intake_step *s, const struct ticket *t, enum question *question,
                      struct err *e)
{
    struct understood u;
    bool corrected, asked = false;
    if (t->kind == KIND_WHISTLEBLOWING || t->status != STATUS_RECEIVED) return true;
    if (!intake_understand(s, intake_words_before(s, t), telling_at(t->received_at), &u, e) ||
        !was_corrected(s, t->id, &corrected, e) ||
        /* An answer that has not left yet is said anew, with its buttons. */
        (!turn_receipt(s, t->id) && !intake_unit_asked(s, t->id, &asked, e)))
        return false;
    bool first = u.candidate_count && str_equal(u.candidates[0]->code, t->department);
    if (u.intent != INTENT_REPORT || corrected || asked || !first || !unit_unsure(&u, t))
        return true;
    s->heard = u;
    s->understood = &s->heard;
    *question = QUESTION_UNIT;
    return true;
}

static bool id_make(struct intake_step *s, const struct choice *choice, struct str *out,
                    struct err *e)
{
    char memory[CHOICE_ID_MAX + 1];
    struct buf id;
    buf_fixed(&id, memory, sizeof memory);
    choice_format(choice, &id);
    return (buf_ok(&id) && arena_copy(s->arena, buf_view(&id), out)) ||
           err_set(e, ERR_MEMORY, "question: no memory");
}

bool intake_choice_put(struct intake_step *s, struct outbound *content, const struct choice *choice,
                       struct str title, struct str description, struct err *e)
{
    size_t max = content->type == OUTBOUND_LIST ? TITLE_ROW : TITLE_BUTTON;
    struct outbound_choice *to = &content->choices[content->choice_count];
    to->title = utf8_prefix(title, max);
    to->description = description;
    if (!id_make(s, choice, &to->id, e)) return false;
    content->choice_count++;
    return true;
}

bool intake_choice_add(struct intake_step *s, struct outbound *content, const struct choice *choice,
                       enum reply_key title, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct str words;
    return intake_text(s, title, &none, &words, e) &&
           intake_choice_put(s, content, choice, words, STR_EMPTY, e);
}

/* --- beside a ticket --- */

/* Is t a part of the reporter's ticket before it, or the same as somebody else's? Both are made
 * already; one tap makes them one. */
static bool ask_join(struct intake_step *s, const struct ticket *t, int64_t into_id,
                     enum question question, struct outbound *content, int64_t token,
                     struct str *words, struct err *e)
{
    bool matter = question == QUESTION_MATTER;
    size_t people = 0;
    struct ticket into;
    struct ticket_words w;
    char count[24];
    struct choice choice = { .verb = CHOICE_FOLLOW, .ticket_id = t->id, .token = token };
    content->type = OUTBOUND_BUTTONS;
    if (!ticket_get(s->db, into_id, s->arena, &into, e)) return false;
    intake_ticket_words(s, &into, &w);
    if (!matter && !intake_similar_people(s, t, &into, &people, e)) return false;
    (void)snprintf(count, sizeof count, "%zu", people);
    w.vars.count = str_of(count);
    if (!intake_text(s, matter ? REPLY_ASK_MATTER : REPLY_SIMILAR_ASK, &w.vars, words, e) ||
        !arena_text(s->arena, &choice.arg, e, "%lld", (long long)into_id) ||
        !intake_choice_add(s, content, &choice, matter ? REPLY_BUTTON_PART : REPLY_BUTTON_JOIN, e))
        return false;
    choice.verb = CHOICE_OWN;
    choice.arg = STR_EMPTY;
    return intake_choice_add(s, content, &choice, matter ? REPLY_BUTTON_NEW : REPLY_BUTTON_OWN, e);
}

/* Whoever told a district that is none of ours is told so. */
static bool ask_place(struct intake_step *s, struct outbound *content, struct str *words,
                      struct err *e)
{
    const struct reply_vars vars = { .other = s->understood->strange_district };
    content->type = OUTBOUND_LOCATION_REQUEST;
    return intake_text(s, vars.other.len ? REPLY_ASK_PLACE_OURS : REPLY_ASK_PLACE, &vars, words, e);
}

static bool ask_by_button(struct intake_step *s, enum outbound_type type, enum reply_key key,
                          struct outbound *content, struct str *words, struct err *e)
{
    static const struct reply_vars none = { 0 };
    content->type = type;
    return intake_text(s, key, &none, words, e);
}

/* The ticket is made of one matter, and its words tell of another. */
static bool ask_second(struct intake_step *s, const struct ticket *t, struct outbound *content,
                       int64_t token, struct str *words, struct err *e)
{
    const struct reply_vars vars = { .matter = s->understood->beside[0].category->name };
    struct choice choice = {
        .verb = CHOICE_SECOND, .ticket_id = t->id, .arg = STR_EMPTY, .token = token
    };
    content->type = OUTBOUND_BUTTONS;
    if (!intake_text(s, REPLY_ASK_SECOND, &vars, words, e) ||
        !intake_choice_add(s, content, &choice, REPLY_BUTTON_SECOND, e))
        return false;
    choice.arg = STR("no");
    return intake_choice_add(s, content, &choice, REPLY_BUTTON_NONE, e);
}

/* A message was put into t; what it asks is answered with how that goes, or who answers. */
static bool part_words(struct intake_step *s, const struct ticket *t, const struct decision *d,
                       struct str *words, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct ticket_words w;
    struct str how, other;
    if (!d->wonders) {
        intake_ticket_words(s, t, &w);
        return intake_text(s, REPLY_ASK_PART, &w.vars, words, e);
    }
    return intake_how_text(s, t, REPLY_STATUS_CHASED, &how, e) &&
           intake_text(s, REPLY_PART_ELSE, &none, &other, e) &&
           arena_text(s->arena, words, e, "%.*s\n\n%.*s", STR_ARG(str_trim(how)), STR_ARG(other));
}

static bool ask_part(struct intake_step *s, const struct ticket *t, const struct decision *d,
                     struct outbound *content, int64_t token, struct str *words, struct err *e)
{
    struct choice choice = {
        .verb = CHOICE_APART, .ticket_id = t->id, .arg = STR("no"), .token = token
    };
    int64_t message_id = d->message_id ? d->message_id : s->message_id;
    content->type = OUTBOUND_BUTTONS;
    return part_words(s, t, d, words, e) &&
           arena_text(s->arena, &choice.arg, e, "%lld", (long long)message_id) &&
           intake_choice_add(s, content, &choice, REPLY_BUTTON_NEW, e);
}

static bool ask_part_of(struct intake_step *s, const struct decision *d, struct outbound *content,
                        struct err *e)
{
    struct ticket t;
    return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
           ask_part(s, &t, d, content, d->after.token, &content->body, e);
}

/* What a command asks for that has overtaken its report. */
static bool ask_category(struct intake_step *s, const struct ticket *t, const struct decision *d,
                         struct outbound *content, int64_t token, struct str *words, struct err *e)
{
    struct decision asks = {
        .ticket_id = t->id, .arg = STR_EMPTY, .amiss = d->amiss, .after = d->after
    };
    asks.after.token = token;
    content->type = OUTBOUND_LIST;
    if (!intake_ask_category(s, &asks, content, e)) return false;
    *words = content->body;
    return true;
}

static bool cancel_by_button(struct intake_step *s, enum reply_key key,
                             const struct reply_vars *vars, struct choice choice,
                             struct outbound *content, struct str *words, struct err *e)
{
    const enum reply_key yes = key == REPLY_CANCEL_OVER ? REPLY_BUTTON_CLOSE : REPLY_BUTTON_CANCEL;
    content->type = OUTBOUND_BUTTONS;
    if (!intake_text(s, key, vars, words, e) || !intake_choice_add(s, content, &choice, yes, e))
        return false;
    choice.verb = CHOICE_KEEP;
    return intake_choice_add(s, content, &choice, REPLY_BUTTON_KEEP, e);
}

static bool ask_cancel(struct intake_step *s, const struct ticket *t, const struct decision *d,
                       struct outbound *content, int64_t token, struct str *words, struct err *e)
{
    const enum reply_key key = s->understood->bereaved ? REPLY_CANCEL_BEREAVED
                               : d->over               ? REPLY_CANCEL_OVER
                               : d->missent            ? REPLY_CANCEL_MISSENT
                                                       : REPLY_CANCEL_ASK;
    struct ticket_words w;
    const struct choice choice = {
        .verb = CHOICE_CANCEL, .ticket_id = t->id, .arg = STR_EMPTY, .token = token
    };
    intake_ticket_words(s, t, &w);
    return cancel_by_button(s, key, &w.vars, choice, content, words, e);
}

static bool compose(struct intake_step *s, const struct ticket *t, const struct decision *d,
                    enum question question, struct outbound *content, struct str *words,
                    struct err *e)
{
    int64_t token = d->after.token + 1;
    switch ((int)question) {
    case QUESTION_UNIT: return intake_ask_unit(s, t, content, token, words, e);
    case QUESTION_MATTER:
    case QUESTION_SIMILAR: return ask_join(s, t, d->into_id, question, content, token, words, e);
    case QUESTION_NAMESAKE: return intake_ask_namesake(s, t->id, token, content, words, e);
    case QUESTION_SECOND: return ask_second(s, t, content, token, words, e);
    case QUESTION_CANCEL: return ask_cancel(s, t, d, content, token, words, e);
    case QUESTION_PART: return ask_part(s, t, d, content, token, words, e);
    case QUESTION_CATEGORY: return ask_category(s, t, d, content, token, words, e);
    case QUESTION_BORDER: return intake_ask_border(s, t, token, content, words, e);
    case QUESTION_PHONE:
        return ask_by_button(s, OUTBOUND_CONTACT_REQUEST, REPLY_ASK_PHONE, content, words, e);
    default: return ask_place(s, content, words, e);
    }
}

bool intake_ask_beside(struct intake_step *s, const struct ticket *t, enum question question,
                       struct outbound *content, struct decision *d, struct err *e)
{
    struct str words;
    struct outbound asked = { 0 };
    if (question == QUESTION_NONE || s->quiet_until) return true;
    if (!compose(s, t, d, question, &asked, &words, e) ||
        !arena_text(s->arena, &asked.body, e, "%.*s\n\n%.*s", STR_ARG(str_trim(content->body)),
                    STR_ARG(words)))
        return false;
    if (utf8_count(asked.body) > BODY_POINTS) return true;
    /* The words "ya" and "bukan" are about the ticket that the question names. */
    bool join = question == QUESTION_MATTER || question == QUESTION_SIMILAR;
    int64_t about = join ? d->into_id : t->id;
    conversation_ask(&d->after, question, about, s->message->sent_at);
    *content = asked;
    return true;
}

/* --- which ticket, and whether to cancel --- */

static bool add_ticket(struct intake_step *s, const struct ticket *t, const struct decision *d,
                       struct outbound *list, struct err *e)
{
    struct ticket_words w;
    struct str number;
    intake_ticket_words(s, t, &w);
    /* Of which of them was it told where? */
    const struct choice choice = { .verb = d->arg.len ? CHOICE_VILLAGE : CHOICE_TICKET,
                                   .ticket_id = t->id,
                                   .arg = d->arg,
                                   .token = d->after.token };
    if (!arena_copy(s->arena, str_of(w.number), &number))
        return err_set(e, ERR_MEMORY, "question: no memory");
    return intake_choice_put(s, list, &choice, number, utf8_prefix(w.vars.matter, 72), e);
}

/* Nobody chooses from a list of one. */
static bool ask_only(struct intake_step *s, const struct decision *d, struct outbound *content,
                     struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    const struct choice fresh = { .verb = CHOICE_NEW, .arg = STR_EMPTY, .token = d->after.token };
    content->type = OUTBOUND_BUTTONS;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    intake_ticket_words(s, &t, &w);
    return intake_text(s, REPLY_ASK_TICKET_ONE, &w.vars, &content->body, e) &&
           intake_choice_add(s, content, &fresh, REPLY_ROW_NEW, e);
}

/* A list that names a whistleblowing matter is as secret as that matter: *about. */
static bool ask_ticket(struct intake_step *s, const struct decision *d, struct outbound *list,
                       int64_t *about, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct ticket tickets[TICKET_ROWS];
    size_t count;
    const struct choice fresh = { .verb = CHOICE_NEW, .arg = STR_EMPTY, .token = d->after.token };
    bool asks = s->understood->chases || s->understood->inquires;
    enum reply_key key = asks ? REPLY_ASK_WHICH : REPLY_ASK_TICKET;
    if (!intake_text(s, key, &none, &list->body, e) ||
        !intake_text(s, REPLY_BUTTON_LIST, &none, &list->list_button, e) ||
        !ticket_list_open_of_contact(s->db, s->contact_id, s->arena, tickets, TICKET_ROWS, &count,
                                     e))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (tickets[i].kind == KIND_WHISTLEBLOWING) *about = tickets[i].id;
        if (!add_ticket(s, &tickets[i], d, list, e)) return false;
    }
    return intake_choice_add(s, list, &fresh, REPLY_ROW_NEW, e);
}

static bool ask_cancel_of(struct intake_step *s, const struct decision *d, struct outbound *content,
                          struct err *e)
{
    struct ticket t;
    return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
           ask_cancel(s, &t, d, content, d->after.token, &content->body, e);
}

/* As secret as the most secret of them: *about. */
static bool ask_cancel_all(struct intake_step *s, const struct decision *d,
                           struct outbound *content, int64_t *about, struct err *e)
{
    struct reply_vars vars;
    const struct choice choice = {
        .verb = CHOICE_CANCEL, .ticket_id = d->ticket_id, .arg = STR_EMPTY, .token = d->after.token
    };
    return intake_words_several(s, d, &vars, about, e) &&
           cancel_by_button(s, REPLY_CANCEL_ASK, &vars, choice, content, &content->body, e);
}

static bool ask_language(struct intake_step *s, const struct decision *d, struct outbound *content,
                         struct err *e)
{
    static const struct reply_vars none = { 0 };
    content->type = OUTBOUND_BUTTONS;
    if (!intake_text(s, REPLY_LANGUAGE_ASK, &none, &content->body, e)) return false;
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++) {
        const struct choice choice = { .verb = CHOICE_LANGUAGE,
                                       .arg = str_of(language_code((enum language)l)),
                                       .token = d->after.token };
        if (!intake_choice_put(s, content, &choice, str_of(language_label((enum language)l)),
                               STR_EMPTY, e))
            return false;
    }
    return true;
}

/* Once more, of a ticket that was made beside the other. */
static bool ask_join_of(struct intake_step *s, const struct decision *d, struct outbound *content,
                        struct err *e)
{
    struct ticket t;
    return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
           ask_join(s, &t, d->into_id, d->question, content, d->after.token, &content->body, e);
}

bool intake_ask(struct intake_step *s, const struct decision *d, int64_t event_id, struct err *e)
{
    struct outbound content = { .type = OUTBOUND_LIST };
    bool ok = false;
    int64_t about = d->ticket_id;
    switch (d->question) {
    case QUESTION_DISTRICT:
    case QUESTION_VILLAGE: ok = intake_ask_place(s, d, &content, e); break;
    case QUESTION_NAMESAKE:
        ok = intake_ask_namesake(s, d->ticket_id, d->after.token, &content, &content.body, e);
        break;
    case QUESTION_CATEGORY: ok = intake_ask_category(s, d, &content, e); break;
    case QUESTION_TICKET:
        ok = d->only ? ask_only(s, d, &content, e) : ask_ticket(s, d, &content, &about, e);
        break;
    case QUESTION_CANCEL: ok = ask_cancel_of(s, d, &content, e); break;
    case QUESTION_CANCEL_ALL: ok = ask_cancel_all(s, d, &content, &about, e); break;
    case QUESTION_SIMILAR:
    case QUESTION_MATTER: ok = ask_join_of(s, d, &content, e); break;
    case QUESTION_PART: ok = ask_part_of(s, d, &content, e); break;
    case QUESTION_BORDER: ok = intake_ask_pin(s, d, &content, e); break;
    case QUESTION_LANGUAGE: ok = ask_language(s, d, &content, e); break;
    case QUESTION_AGAIN: ok = intake_ask_again(s, d, &content, e); break;
    case QUESTION_UNIT:
    case QUESTION_PLACE:
    case QUESTION_WORDS:
    case QUESTION_ADDITION:
    case QUESTION_HUMAN:
    case QUESTION_REPORTER:
    case QUESTION_SOLVED:
    case QUESTION_RATING:
    case QUESTION_RATING_AGAIN:
    case QUESTION_COMMENT:
    case QUESTION_PHONE:
    case QUESTION_SECOND:
    case QUESTION_OBJECTION:
    case QUESTION_NONE:
    case QUESTION_END: return err_set(e, ERR_INTERNAL, "question: asked only beside a ticket");
    }
    return ok && intake_put(s, &content, about, event_id, e);
}
