/* intake_words.c - what a ticket's texts say: its number, matter, unit, place and day. */
#include "intake_words.h"
#include "base/json.h"
#include "base/unicode.h"
#include "domain/tracking.h"
#include "store/outbox_store.h"
#include "store/referral_store.h"
#include "store/secret_store.h"
#include "store/ticket_store.h"

#define REPLY_MAX_BYTES 4096
#define PLACE_NAME_SIZE 512
/* Of the most that a contact has open, so that a text with it and their numbers stays within 500.
 */
#define SEVERAL_MATTERS_MAX 200
/* A pin this far outside of a place is only near it. */
#define OFF_WORTH_SAYING_M 50.0

static bool put(struct intake_step *s, const struct outbound *content,
                const struct outbox_fallback *fallback, int64_t ticket_id, int64_t event_id,
                int64_t due_at, struct err *e)
{
    int64_t id;
    bool say = true, reaction = content->type == OUTBOUND_REACTION;
    enum said what = s->saying;
    if (s->muted) return true;
    bool soon = !due_at || (what != SAID_OTHER && !s->quiet_until);
    if (!reaction) s->saying = SAID_OTHER;
    if (!turn_open(s, what, &say, e)) return false;
    if (!say && !reaction) return true;
    struct outbox_draft draft = { .contact_id = s->contact_id,
                                  .ticket_id = ticket_id,
                                  .event_id = event_id,
                                  .message_id = event_id ? 0 : s->message_id,
                                  .content = content,
                                  .fallback = fallback,
                                  .now = s->now,
                                  .due_at = due_at };
    /* What does not wait for the end of a silence takes along what does: they go in order. */
    if (s->quiet_until && !due_at && !outbox_hold(s->db, s->contact_id, s->now, s->now, e))
        return false;
    if (!outbox_put(s->db, &draft, &id, e)) return false;
    s->result->replies++;
    s->answered = s->answered || soon;
    s->words = s->words || (soon && !reaction);
    s->put_id = id;
    if (!reaction) turn_note(s, what, ticket_id, id);
    return true;
}

bool intake_put_or_template(struct intake_step *s, const struct outbound *content,
                            const struct outbox_fallback *fallback, int64_t ticket_id,
                            int64_t event_id, struct err *e)
{
    return put(s, content, fallback, ticket_id, event_id, 0, e);
}

bool intake_put(struct intake_step *s, const struct outbound *content, int64_t ticket_id,
                int64_t event_id, struct err *e)
{
    int64_t due_at = s->later_ms ? s->now + s->later_ms : 0;
    return s->quiet_until || put(s, content, NULL, ticket_id, event_id, due_at, e);
}

struct outbox_fallback intake_received_template(const struct intake_step *s,
                                                const struct reply_vars *vars)
{
    return (struct outbox_fallback){
        .key = TEMPLATE_RECEIVED,
        .language = str_of(language_code(s->language)),
        .params = { vars->number, vars->matter, vars->unit, vars->date },
        .param_count = 4,
    };
}

bool intake_put_received(struct intake_step *s, const struct outbound *content,
                         const struct reply_vars *vars, int64_t ticket_id, int64_t event_id,
                         struct err *e)
{
    const struct outbox_fallback fallback = intake_received_template(s, vars);
    int64_t due_at = s->quiet_until ? s->quiet_until : s->waits ? s->now + TURN_MS : 0;
    return put(s, content, &fallback, ticket_id, event_id, vars->emergency.len ? 0 : due_at, e);
}

bool intake_text(struct intake_step *s, enum reply_key key, const struct reply_vars *vars,
                 struct str *out, struct err *e)
{
    struct buf text;
    buf_init(&text, REPLY_MAX_BYTES);
    bool ok =
        reply_render(s->options->desk, s->language, key, vars, &text, e) &&
        (arena_copy(s->arena, buf_view(&text), out) || err_set(e, ERR_MEMORY, "reply: no memory"));
    buf_finish(&text);
    return ok;
}

/* The city that a part of it belongs to: its code begins with hers. NULL for anything else. */
static const struct place *city_of(const struct desk *desk, const struct place *p)
{
    for (size_t dot = 0; p->level == PLACE_CITY; dot++) {
        dot = str_find(p->code, STR("."), dot);
        if (dot == SIZE_MAX) break;
        const struct place *city = desk_place(desk, str_slice(p->code, 0, dot));
        if (city && city->level == PLACE_CITY) return city;
    }
    return NULL;
}

bool intake_place_name(struct intake_step *s, const struct place *p, struct str *out, struct err *e)
{
    const struct place *city = city_of(s->options->desk, p);
    char text[PLACE_NAME_SIZE];
    struct buf name;
    buf_fixed(&name, text, sizeof text);
    place_name_add(p, &name);
    if (city) buf_addf(&name, ", %.*s", STR_ARG(city->name));
    return (buf_ok(&name) && arena_copy(s->arena, buf_view(&name), out)) ||
           err_set(e, ERR_MEMORY, "reply: no memory");
}

/* The place, with what a pin leaves open, or honest words when none is known. */
bool intake_place_text(struct intake_step *s, const struct place *p, struct str *out, struct err *e)
{
    static const struct reply_vars none = { 0 };
    if (!p) return intake_text(s, REPLY_PLACE_UNKNOWN, &none, out, e);
    const struct pin *pin = s->pin->place == p ? s->pin : NULL;
    struct str other = STR_EMPTY;
    if (!intake_place_name(s, p, out, e)) return false;
    if (pin && pin->off_m > OFF_WORTH_SAYING_M &&
        !arena_text(s->arena, out, e, "dekat %.*s", STR_ARG(*out)))
        return false;
    return !pin || !pin->other ||
           (intake_place_name(s, pin->other, &other, e) &&
            arena_text(s->arena, out, e, "%.*s (dekat batas %.*s)", STR_ARG(*out), STR_ARG(other)));
}

bool intake_ticket_place(struct intake_step *s, const struct ticket *t, struct str *out,
                         struct err *e)
{
    const struct desk *desk = s->options->desk;
    const struct place *place = desk_place(desk, t->village.len ? t->village : t->district);
    const struct department *unit = desk_department(desk, ticket_in_charge(t));
    bool inside = place != NULL;
    for (size_t i = 0; !inside && unit && i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        /* The last one is the general one: which neighbour it is, the row does not say. */
        if (place_is_elsewhere(p) && p->owner == unit && !city_of(desk, p)) place = p;
    }
    return intake_place_text(s, place, out, e);
}

void intake_ticket_words(const struct intake_step *s, const struct ticket *t,
                         struct ticket_words *w)
{
    const struct desk *desk = s->options->desk;
    const struct category *category = desk_category(desk, t->category);
    const struct department *unit = desk_department(desk, ticket_in_charge(t));
    ticket_number_format(s->options->ticket_prefix, t->id, w->number);
    int64_t told = ticket_told_date(t);
    date_text(told, w->date);
    w->vars = (struct reply_vars){
        .number = str_of(w->number),
        .matter = category ? category->name : t->category,
        .unit = unit ? unit->name : ticket_in_charge(t),
        .date = told ? str_of(w->date) : STR("-"),
        .status = str_of(t->status == STATUS_CLOSED ? ticket_outcome_label(t->outcome)
                                                    : ticket_status_plain(t->status)),
        .contact = unit ? unit->contact : STR_EMPTY,
    };
}

bool intake_words_several(struct intake_step *s, const struct decision *d, struct reply_vars *vars,
                          int64_t *about, struct err *e)
{
    struct str numbers = STR_EMPTY, matters = STR_EMPTY;
    *about = d->ticket_id;
    for (size_t i = 0; i <= d->also_count; i++) {
        struct ticket t;
        struct ticket_words w;
        const char *comma = i ? ", " : "";
        if (!ticket_get(s->db, i ? d->also[i - 1] : d->ticket_id, s->arena, &t, e)) return false;
        if (t.kind == KIND_WHISTLEBLOWING) *about = t.id;
        intake_ticket_words(s, &t, &w);
        if (!arena_text(s->arena, &numbers, e, "%.*s%s%s", STR_ARG(numbers), comma, w.number) ||
            !arena_text(s->arena, &matters, e, "%.*s%s%.*s", STR_ARG(matters), comma,
                        STR_ARG(w.vars.matter)))
            return false;
    }
    *vars = (struct reply_vars){ .number = numbers,
                                 .matter = utf8_prefix(matters, SEVERAL_MATTERS_MAX) };
    return true;
}

void intake_words_worker(const struct intake_step *s, const struct ticket *t, enum reply_key key,
                         struct ticket_words *w)
{
    const struct desk *desk = s->options->desk;
    const struct department *unit = desk_department(desk, ticket_in_charge(t));
    bool work = key >= REPLY_WORK_STARTED && key <= REPLY_WORK_MOVED;
    bool names_owner = key == REPLY_WORK_REFERRED || key == REPLY_WORK_UNMERGED;
    if (unit && work && !names_owner) w->vars.unit = desk_worker(desk, unit)->name;
}

bool intake_link(struct intake_step *s, const struct ticket *t, struct str *out, struct err *e)
{
    uint8_t secret[SHA256_SIZE];
    char key[TRACKING_KEY_SIZE], number[TICKET_NUMBER_SIZE];
    const char *url = s->options->public_url;
    *out = STR_EMPTY;
    if (!url || url[0] == '\0') return true;
    if (!secret_need(s->db, SECRET_TRACKING, secret, e)) return false;
    tracking_key(secret, t->id, key);
    secret_wipe(secret, sizeof secret);
    ticket_number_format(s->options->ticket_prefix, t->id, number);
    return arena_text(s->arena, out, e, "%s/t/%s?key=%s", url, number, key);
}

bool intake_words_referred(struct intake_step *s, const struct ticket *t, struct ticket_words *w,
                           struct err *e)
{
    struct str data, contact = STR_EMPTY;
    struct json *tree = NULL;
    if (t->outcome != OUTCOME_REFERRED) return true;
    if (!referral_closed(s->db, t->id, s->arena, &data, e)) return false;
    bool ok = !json_parse(data, &tree, NULL) ||
              arena_copy(s->arena, json_get_text(tree, "contact"), &contact) ||
              err_set(e, ERR_MEMORY, "words: no memory");
    json_free(tree);
    if (contact.len) w->vars.contact = contact;
    return ok;
}

/* No date runs while it waits for its reporter, nor once it was resolved. */
static enum reply_key status_key(const struct ticket *t)
{
    if (t->paused_since || t->status >= STATUS_RESOLVED) return REPLY_STATUS_CLOSED;
    return t->promise == PROMISE_FIRST ? REPLY_STATUS_ONE : REPLY_STATUS_WORK;
}

/* "terus kalau KK apa syaratnya": the unit answers that, and how it stands is no answer. Of a body
 * outside only they know, and how to reach them also answers "terus saya ke mana". */
static bool asks_unit(const struct understood *u, const struct ticket *t,
                      const struct department *unit)
{
    /* "cucu saya mau masuk SMP, KIP nya gimana?" of social aid: no question of how that goes. */
    bool another = u->category && u->category_heard && u->category_sure &&
                   !str_equal(u->category->code, t->category);
    bool waits = u->chases || u->asks_when || u->verdict == VERDICT_NOT;
    /* "STB nya katanya dari pusat ya?": asks no more how it goes; "masak nunggu ada korban?" does.
     */
    bool told = u->intent == INTENT_REPORT && u->refers && !u->of_report && !u->points;
    bool aside = (another || told) && u->inquires && !waits && !u->disowns && !u->not_unit;
    /* "NIB itu apa ya pak? cara buatnya dimana": not whose this is. */
    bool whose = u->asks_case || (u->asks_whose && !aside);
    return unit && (whose ? unit->external : u->asks_to_know || aside);
}

/* How to reach them was told not long ago; "terus saya ke mana" asks for just that. */
static enum reply_key asked_outside(const struct understood *u, enum reply_key usual)
{
    bool again = usual == REPLY_STATUS_STILL && !u->asks_case && !u->asks_whose;
    return again ? REPLY_STATUS_ASKED_AGAIN : REPLY_STATUS_ASKED_REFER;
}

static enum reply_key how_key(const struct intake_step *s, const struct ticket *t,
                              enum reply_key usual)
{
    enum reply_key key = status_key(t);
    const struct department *unit = desk_department(s->options->desk, ticket_in_charge(t));
    bool chased = usual == REPLY_STATUS_CHASED || usual == REPLY_STATUS_STILL;
    if ((chased || t->outcome == OUTCOME_REFERRED) && asks_unit(s->understood, t, unit)) {
        if (unit->external) return asked_outside(s->understood, usual);
        /* No day is promised that is over, nor one for "kamis pagi apa siang?", which wants its
         * answer before that. */
        bool over =
            key == REPLY_STATUS_CLOSED || ticket_told_date(t) < s->now || s->understood->asks_when;
        return over ? REPLY_STATUS_ASKED_DONE : REPLY_STATUS_ASKED;
    }
    if (key == REPLY_STATUS_ONE && usual == REPLY_STATUS_CHASED) return REPLY_STATUS_CHASED_FIRST;
    return key == REPLY_STATUS_CLOSED || usual == REPLY_STATUS_ONE ? key : usual;
}

bool intake_how_text(struct intake_step *s, const struct ticket *t, enum reply_key usual,
                     struct str *out, struct err *e)
{
    struct ticket_words w;
    intake_ticket_words(s, t, &w);
    return intake_ticket_place(s, t, &w.vars.place, e) && intake_words_referred(s, t, &w, e) &&
           intake_text(s, how_key(s, t, usual), &w.vars, out, e);
}
