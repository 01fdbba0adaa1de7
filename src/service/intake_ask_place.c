/* intake_ask_place.c - where: lists of districts and villages, villages of one name, and pins near
 * a border. */
#include "intake_words.h"
#include "store/ticket_store.h"
#include <stdlib.h>

#define DISTRICTS_A_PAGE 9 /* of ten rows the last turns the page, */
#define VILLAGES_A_PAGE  8 /* and another says "I do not know" */
#define PLACES_MAX       64

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
        if (!intake_choice_put(s, list, &choice, all[i]->name, STR_EMPTY, e)) return false;
    }
    return (to == count || add_more(s, list, d, parent, page + 1, e)) &&
           (!parent || add_unknown(s, list, d, parent, e));
}

bool intake_ask_place(struct intake_step *s, const struct decision *d, struct outbound *list,
                      struct err *e)
{
    static const struct reply_vars none = { 0 };
    size_t page;
    bool village = d->question == QUESTION_VILLAGE;
    struct str code = page_split(d->arg, village, &page);
    const struct place *parent = village ? desk_place(s->options->desk, code) : NULL;
    if (village && (!parent || parent->level != PLACE_DISTRICT))
        return err_set(e, ERR_INPUT, "question: no such district");
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(s->options->ticket_prefix, d->ticket_id, number);
    struct reply_vars vars = { .place = parent ? parent->name : STR_EMPTY,
                               .number = str_of(number) };
    enum reply_key key = s->message->location.present ? REPLY_ASK_DISTRICT_PIN : REPLY_ASK_DISTRICT;
    if (d->unplaces) key = REPLY_ASK_DISTRICT_NOT;
    return intake_text(s, village ? REPLY_ASK_VILLAGE : key, &vars, &list->body, e) &&
           intake_text(s, REPLY_BUTTON_LIST, &none, &list->list_button, e) &&
           add_places(s, list, d, parent, page, e);
}

void intake_hear_place(struct intake_step *s, struct conversation_facts *f)
{
    const struct understood *u = s->understood;
    int64_t at = s->message->sent_at, asked_at = f->before.asked_at;
    bool tells = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE;
    /* "taman saya gimana, yang sampah belum" asks of a garden. */
    if (!conversation_asks_where(&f->before) || !u->place_if_asked || u->place || u->urgent ||
        u->chases || !tells)
        return;
    /* "saya di paiton ngekosnya" tells nothing else, and is late as any other place. */
    int64_t within = u->intent == INTENT_NOISE ? CONVERSATION_REPEAT_MS : CONVERSATION_ANSWER_MS;
    if (at < asked_at || (uint64_t)at - (uint64_t)asked_at > (uint64_t)within) return;
    s->heard = *u;
    s->heard.place = u->place_if_asked;
    s->heard.namesake_count = 0;
    if (u->intent == INTENT_NOISE) s->heard.place_only = true;
    s->heard.intent = INTENT_REPORT;
    s->understood = f->understood = &s->heard;
}

/* Each named by its district: that is what tells them apart. */
bool intake_ask_namesake(struct intake_step *s, int64_t ticket_id, int64_t token,
                         struct outbound *content, struct str *words, struct err *e)
{
    const struct understood *u = s->understood;
    content->type = OUTBOUND_BUTTONS;
    for (size_t i = 0; i < u->namesake_count; i++) {
        const struct place *village = u->namesakes[i];
        const struct choice choice = {
            .verb = CHOICE_VILLAGE, .ticket_id = ticket_id, .arg = village->code, .token = token
        };
        /* A district stands for itself. */
        const struct place *district = village->parent ? village->parent : village;
        if (!intake_choice_put(s, content, &choice, district->name, STR_EMPTY, e)) return false;
    }
    struct reply_vars vars = { .place = u->namesakes[0]->name };
    return intake_text(s, REPLY_ASK_NAMESAKE, &vars, words, e);
}

/* --- asked again --- */

bool intake_where_missing(const struct intake_step *s, const struct ticket *t)
{
    return t->contact_id == s->contact_id && t->status < STATUS_RESOLVED &&
           intake_place_missing(s, t);
}

static bool ask_again(struct intake_step *s, const struct ticket *t, struct decision *d,
                      struct err *e)
{
    struct ticket_words w;
    struct outbound content = { .type = OUTBOUND_LOCATION_REQUEST };
    intake_ticket_words(s, t, &w);
    conversation_ask(&d->after, QUESTION_PLACE, t->id, s->message->sent_at);
    return intake_text(s, REPLY_ASK_PLACE_STILL, &w.vars, &content.body, e) &&
           intake_put(s, &content, t->id, 0, e);
}

bool intake_where_next(struct intake_step *s, const struct conversation *before, struct decision *d,
                       struct err *e)
{
    bool ended = before->asked != QUESTION_NONE && d->after.asked == QUESTION_NONE;
    if (!ended || s->quiet_until || s->muted) return true;
    for (int64_t id; (id = conversation_where_next(&d->after, s->message->sent_at)) != 0;) {
        struct ticket t;
        if (!ticket_get(s->db, id, s->arena, &t, e)) return false;
        if (intake_where_missing(s, &t)) return ask_again(s, &t, d, e);
    }
    return true;
}

/* --- a pin near a border --- */

struct border intake_border(const struct intake_step *s, const struct decision *d)
{
    const struct place *named = s->understood->place;
    const struct loose *loose = &d->after.loose;
    const struct desk *desk = s->options->desk;
    struct border b = { 0 };
    if (named && named == s->pin->place)
        b = (struct border){ named, s->pin->other };
    else if (!named && d->take_loose)
        b = (struct border){ desk_place(desk, loose->place), desk_place(desk, loose->other) };
    return b.here && b.there ? b : (struct border){ 0 };
}

/* A district leads on to its villages; anything else is the whole answer. Two villages of one name
 * are told apart by their districts. */
static bool add_side(struct intake_step *s, struct outbound *content, int64_t ticket_id,
                     int64_t token, const struct place *p, struct err *e)
{
    const struct border *b = &s->border;
    bool same = str_equal(b->here->name, b->there->name) && b->here->parent && b->there->parent;
    const struct choice choice = {
        .verb = p->level == PLACE_DISTRICT ? CHOICE_DISTRICT : CHOICE_VILLAGE,
        .ticket_id = ticket_id,
        .arg = p->code,
        .token = token,
    };
    return intake_choice_put(s, content, &choice, same ? p->parent->name : p->name, STR_EMPTY, e);
}

static bool ask_sides(struct intake_step *s, enum reply_key key, int64_t ticket_id, int64_t token,
                      struct outbound *content, struct str *words, struct err *e)
{
    const struct border *b = &s->border;
    const struct choice neither = {
        .verb = CHOICE_DISTRICTS, .ticket_id = ticket_id, .arg = STR_EMPTY, .token = token
    };
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(s->options->ticket_prefix, ticket_id, number);
    struct reply_vars vars = { .number = str_of(number) };
    content->type = OUTBOUND_BUTTONS;
    return intake_place_name(s, b->here, &vars.place, e) &&
           intake_place_name(s, b->there, &vars.other, e) &&
           add_side(s, content, ticket_id, token, b->here, e) &&
           add_side(s, content, ticket_id, token, b->there, e) &&
           intake_choice_add(s, content, &neither, REPLY_BUTTON_NEITHER, e) &&
           intake_text(s, key, &vars, words, e);
}

bool intake_ask_border(struct intake_step *s, const struct ticket *t, int64_t token,
                       struct outbound *content, struct str *words, struct err *e)
{
    return ask_sides(s, REPLY_ASK_BORDER, t->id, token, content, words, e);
}

bool intake_ask_pin(struct intake_step *s, const struct decision *d, struct outbound *content,
                    struct err *e)
{
    struct ticket t;
    const struct desk *desk = s->options->desk;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    s->border =
        (struct border){ desk_place(desk, t.village.len ? t.village : t.district), s->pin->place };
    if (!s->border.here || !s->border.there)
        return err_set(e, ERR_INTERNAL, "question: a pin against no place");
    return ask_sides(s, REPLY_ASK_PIN, t.id, d->after.token, content, &content->body, e);
}
