/* intake_ask.c - questions, with buttons and lists to answer them. */
#include "base/unicode.h"
#include "intake_words.h"
#include "store/ticket_store.h"
#include <stdlib.h>

#define BODY_POINTS      1024 /* of a message with choices; a text has 4096 */
#define TITLE_BUTTON     20
#define TITLE_ROW        24
#define DISTRICTS_A_PAGE 9 /* of ten rows the last turns the page, */
#define VILLAGES_A_PAGE  8 /* and another says "I do not know" */
#define PLACES_MAX       64
#define TICKET_ROWS      9

bool intake_place_missing(const struct intake_step *s, const struct ticket *t)
{
    const struct department *unit = desk_department(s->options->desk, t->department);
    const struct category *category = desk_category(s->options->desk, t->category);
    return t->district.len == 0 && t->kind == KIND_COMPLAINT && !(unit && unit->external) &&
           category && category->needs_place;
}

/* Which unit first: it decides who reads it; then the place. A report in confidence is not asked
 * about, and neither is anything at the citizen who has asked for a human. */
enum question intake_question_beside(const struct intake_step *s, const struct ticket *t)
{
    const struct understood *u = s->understood;
    if (u->intent != INTENT_REPORT || t->kind == KIND_WHISTLEBLOWING ||
        department_is_elsewhere(t->department))
        return QUESTION_NONE;
    if (!u->sure && u->evident > 1) return QUESTION_UNIT;
    return intake_place_missing(s, t) ? QUESTION_PLACE : QUESTION_NONE;
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

static bool add(struct intake_step *s, struct outbound *content, const struct choice *choice,
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
    return intake_text(s, title, &none, &words, e) && add(s, content, choice, words, STR_EMPTY, e);
}

/* --- beside a ticket --- */

/* "DPUPR" of "Dinas ... (DPUPR)"; a name that fits on a button; else the code. */
static struct str short_name(const struct department *d)
{
    size_t open = str_find(d->name, STR("("), 0), close = str_find(d->name, STR(")"), 0);
    if (open != SIZE_MAX && close != SIZE_MAX && open + 1 < close)
        return str_slice(d->name, open + 1, close);
    return utf8_count(d->name) <= TITLE_BUTTON ? d->name : d->code;
}

/* Meta refuses two buttons of one title. */
static struct str button_name(const struct understood *u, size_t i)
{
    for (size_t k = 0; k < u->evident; k++)
        if (k != i && str_equal(short_name(u->candidates[k]), short_name(u->candidates[i])))
            return u->candidates[i]->code;
    return short_name(u->candidates[i]);
}

static bool ask_unit(struct intake_step *s, const struct ticket *t, struct outbound *content,
                     int64_t token, struct str *words, struct err *e)
{
    const struct understood *u = s->understood;
    struct buf lines;
    bool ok = true;
    buf_init(&lines, BODY_POINTS);
    content->type = OUTBOUND_BUTTONS;
    for (size_t i = 0; ok && i < u->evident; i++) {
        const struct department *d = u->candidates[i];
        const struct choice choice = {
            .verb = CHOICE_UNIT, .ticket_id = t->id, .arg = d->code, .token = token
        };
        ok = add(s, content, &choice, button_name(u, i), STR_EMPTY, e);
        buf_addf(&lines, "%s- %.*s", i ? "\n" : "", STR_ARG(d->name));
    }
    struct reply_vars vars = { .lines = buf_view(&lines) };
    ok = ok && intake_text(s, REPLY_ASK_UNIT, &vars, words, e);
    buf_finish(&lines);
    return ok;
}

bool intake_ask_beside(struct intake_step *s, const struct ticket *t, enum question question,
                       struct outbound *content, struct conversation *after, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct str words;
    struct outbound asked = { .type = OUTBOUND_LOCATION_REQUEST };
    if (question == QUESTION_NONE) return true;
    bool ok = question == QUESTION_UNIT ? ask_unit(s, t, &asked, after->token + 1, &words, e)
                                        : intake_text(s, REPLY_ASK_PLACE, &none, &words, e);
    if (!ok) return false;
    const char *body =
        arena_printf(s->arena, "%.*s\n\n%.*s", STR_ARG(str_trim(content->body)), STR_ARG(words));
    if (!body) return err_set(e, ERR_MEMORY, "question: no memory");
    asked.body = str_of(body);
    if (utf8_count(asked.body) > BODY_POINTS) return true;
    conversation_ask(after, question, t->id, s->message->sent_at);
    *content = asked;
    return true;
}

/* --- lists of places --- */

static int by_name(const void *a, const void *b)
{
    return str_compare((*(const struct place *const *)a)->name,
                       (*(const struct place *const *)b)->name);
}

/* Districts (of NULL), or the villages of one, in the order of their names. */
static size_t places_of(const struct desk *desk, const struct place *parent,
                        const struct place *out[PLACES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < desk->place_count && n < PLACES_MAX; i++) {
        const struct place *p = &desk->places[i];
        enum place_level level = parent ? PLACE_VILLAGE : PLACE_DISTRICT;
        if (p->level == level && p->parent == parent) out[n++] = p;
    }
    if (n > 1) qsort(out, n, sizeof *out, by_name);
    return n;
}

/* What a page begins with: "" and "35.13.17" begin at 0, "2" and "35.13.17-2" at the third. */
static struct str page_split(struct str arg, bool with_parent, size_t *page)
{
    size_t dash = str_find(arg, STR("-"), 0);
    struct str number = !with_parent       ? arg
                        : dash == SIZE_MAX ? STR_EMPTY
                                           : str_slice(arg, dash + 1, arg.len);
    int64_t n = 0;
    if (number.len && !str_to_i64(number, 0, PLACES_MAX, &n, NULL)) n = 0;
    *page = (size_t)n;
    return with_parent && dash != SIZE_MAX ? str_slice(arg, 0, dash) : arg;
}

static bool add_more(struct intake_step *s, struct outbound *list, const struct decision *d,
                     const struct place *parent, size_t page, struct err *e)
{
    const char *arg = parent ? arena_printf(s->arena, "%.*s-%zu", STR_ARG(parent->code), page)
                             : arena_printf(s->arena, "%zu", page);
    if (!arg) return err_set(e, ERR_MEMORY, "question: no memory");
    const struct choice more = { .verb = parent ? CHOICE_VILLAGES : CHOICE_DISTRICTS,
                                 .ticket_id = d->ticket_id,
                                 .arg = str_of(arg),
                                 .token = d->after.token };
    return intake_choice_add(s, list, &more, REPLY_ROW_MORE, e);
}

static bool add_unknown(struct intake_step *s, struct outbound *list, const struct decision *d,
                        const struct place *parent, struct err *e)
{
    const struct choice unknown = { .verb = CHOICE_VILLAGE,
                                    .ticket_id = d->ticket_id,
                                    .arg = parent->code,
                                    .token = d->after.token };
    return intake_choice_add(s, list, &unknown, REPLY_ROW_UNKNOWN, e);
}

static bool add_places(struct intake_step *s, struct outbound *list, const struct decision *d,
                       const struct place *parent, size_t page, struct err *e)
{
    const struct place *all[PLACES_MAX];
    size_t count = places_of(s->options->desk, parent, all);
    size_t a_page = parent ? VILLAGES_A_PAGE : DISTRICTS_A_PAGE;
    if (page * a_page >= count) page = 0;
    size_t from = page * a_page, to = from + a_page < count ? from + a_page : count;
    for (size_t i = from; i < to; i++) {
        const struct choice choice = { .verb = parent ? CHOICE_VILLAGE : CHOICE_DISTRICT,
                                       .ticket_id = d->ticket_id,
                                       .arg = all[i]->code,
                                       .token = d->after.token };
        if (!add(s, list, &choice, all[i]->name, STR_EMPTY, e)) return false;
    }
    return (to == count || add_more(s, list, d, parent, page + 1, e)) &&
           (!parent || add_unknown(s, list, d, parent, e));
}

static bool ask_place(struct intake_step *s, const struct decision *d, struct outbound *list,
                      struct err *e)
{
    static const struct reply_vars none = { 0 };
    size_t page;
    bool village = d->question == QUESTION_VILLAGE;
    struct str code = page_split(d->arg, village, &page);
    const struct place *parent = village ? desk_place(s->options->desk, code) : NULL;
    if (village && (!parent || parent->level != PLACE_DISTRICT))
        return err_set(e, ERR_INPUT, "question: no such district");
    struct reply_vars vars = { .place = parent ? parent->name : STR_EMPTY };
    return intake_text(s, village ? REPLY_ASK_VILLAGE : REPLY_ASK_DISTRICT, &vars, &list->body,
                       e) &&
           intake_text(s, REPLY_BUTTON_LIST, &none, &list->list_button, e) &&
           add_places(s, list, d, parent, page, e);
}

/* --- which ticket, and whether to cancel --- */

static bool add_ticket(struct intake_step *s, const struct ticket *t, const struct decision *d,
                       struct outbound *list, struct err *e)
{
    struct ticket_words w;
    struct str number;
    intake_ticket_words(s, t, &w);
    const struct choice choice = {
        .verb = CHOICE_TICKET, .ticket_id = t->id, .arg = STR_EMPTY, .token = d->after.token
    };
    if (!arena_copy(s->arena, str_of(w.number), &number))
        return err_set(e, ERR_MEMORY, "question: no memory");
    return add(s, list, &choice, number, utf8_prefix(w.vars.matter, 72), e);
}

/* A list that names a whistleblowing matter is as secret as that matter: *about. */
static bool ask_ticket(struct intake_step *s, const struct decision *d, struct outbound *list,
                       int64_t *about, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct ticket tickets[TICKET_ROWS];
    size_t count;
    const struct choice fresh = { .verb = CHOICE_NEW, .arg = STR_EMPTY, .token = d->after.token };
    if (!intake_text(s, REPLY_ASK_TICKET, &none, &list->body, e) ||
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

static bool ask_cancel(struct intake_step *s, const struct decision *d, struct outbound *content,
                       struct err *e)
{
    struct ticket t;
    struct ticket_words w;
    struct choice choice = {
        .verb = CHOICE_CANCEL, .ticket_id = d->ticket_id, .arg = STR_EMPTY, .token = d->after.token
    };
    content->type = OUTBOUND_BUTTONS;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    intake_ticket_words(s, &t, &w);
    if (!intake_text(s, REPLY_CANCEL_ASK, &w.vars, &content->body, e) ||
        !intake_choice_add(s, content, &choice, REPLY_BUTTON_CANCEL, e))
        return false;
    choice.verb = CHOICE_KEEP;
    return intake_choice_add(s, content, &choice, REPLY_BUTTON_KEEP, e);
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
        if (!add(s, content, &choice, str_of(language_label((enum language)l)), STR_EMPTY, e))
            return false;
    }
    return true;
}

bool intake_ask(struct intake_step *s, const struct decision *d, int64_t event_id, struct err *e)
{
    struct outbound content = { .type = OUTBOUND_LIST };
    bool ok = false;
    int64_t about = d->ticket_id;
    switch (d->question) {
    case QUESTION_DISTRICT:
    case QUESTION_VILLAGE: ok = ask_place(s, d, &content, e); break;
    case QUESTION_TICKET: ok = ask_ticket(s, d, &content, &about, e); break;
    case QUESTION_CANCEL: ok = ask_cancel(s, d, &content, e); break;
    case QUESTION_LANGUAGE: ok = ask_language(s, d, &content, e); break;
    case QUESTION_UNIT:
    case QUESTION_PLACE:
    case QUESTION_WORDS:
    case QUESTION_ADDITION:
    case QUESTION_HUMAN:
    case QUESTION_REPORTER:
    case QUESTION_SOLVED:
    case QUESTION_RATING:
    case QUESTION_COMMENT:
    case QUESTION_SIMILAR:
    case QUESTION_NONE:
    case QUESTION_END: return err_set(e, ERR_INTERNAL, "question: asked only beside a ticket");
    }
    return ok && intake_put(s, &content, about, event_id, e);
}
