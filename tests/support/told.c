/* told.c - renders what follows from a decision, and reads it. See told.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/service/intake_words.h"
#include "base/unicode.h"
#include "cli/app.h"
#include "told.h"

#define TEXT_POINTS 4096 /* WhatsApp's limits: of a text, */
#define BODY_POINTS 1024 /* and of one with choices */
#define FIRST_ID    (2026 * TICKET_IDS_PER_YEAR)
#define PREFIX      "LK"
/* What a text claims is judged each time; rendered is one of so many: of a chat three or four. */
#define RENDERED_OF 3
/* Texts: to clear the arena for each would take longer than to render it. */
#define CLEARED_AFTER 64

static struct desk *desk;
static struct arena arena;
static struct str patterns[LANGUAGE_END][REPLY_KEY_COUNT]; /* with their {placeholders} */
static size_t texts, values;

struct told {
    const struct told_tickets *before, *after;
    const struct conversation_facts *f;
    const struct decision *d;
    int64_t id; /* the ticket it is about; 0: none */
};

static void patterns_find(enum language language)
{
    const struct reply_texts *all = &desk->replies[language];
    for (int key = 0; key < REPLY_KEY_COUNT; key++)
        for (size_t i = 0; i < all->count; i++)
            if (str_equal(all->at[i].key, str_of(reply_key_name((enum reply_key)key))))
                patterns[language][key] = all->at[i].text;
}

int told_group_setup(void **state)
{
    struct err e = { 0 };
    (void)state;
    desk = desk_load("", &e);
    if (!desk) fail_msg("%s", e.text);
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++)
        patterns_find((enum language)l);
    return 0;
}

int told_group_teardown(void **state)
{
    (void)state;
    arena_clear(&arena);
    desk_destroy(desk);
    return 0;
}

/* --- rendering --- */

static struct known_ticket known(const struct told_tickets *all, int64_t id)
{
    return id < 1 || (size_t)id > all->count ? (struct known_ticket){ 0 } : all->at[id - 1];
}

static struct ticket ticket_of(const struct known_ticket *k)
{
    return (struct ticket){ .id = FIRST_ID + k->id,
                            .kind = KIND_COMPLAINT,
                            .status = k->status,
                            .outcome = k->outcome,
                            .priority = k->urgent ? PRIORITY_URGENT : PRIORITY_NORMAL,
                            .category = k->category.len ? k->category : STR("other"),
                            .department = k->department.len ? k->department : STR("DISKOMINFO"),
                            .district = k->district.at ? k->district : STR_EMPTY,
                            .village = k->village.at ? k->village : STR_EMPTY,
                            .promise = PROMISE_FIRST,
                            .promise_at = INT64_C(1796255999000),
                            .supporters = 2 };
}

/* "LK26-00003-9" in the text is that of ticket 3. */
static void check_numbers(const struct told *t, struct str text)
{
    for (size_t at = 0; (at = str_find(text, STR(PREFIX "26-"), at)) != SIZE_MAX; at++) {
        int64_t id = 0;
        if (!ticket_number_find(PREFIX, str_slice(text, at, at + TICKET_NUMBER_SIZE), &id))
            fail_msg("no number: %.*s", STR_ARG(text));
        struct known_ticket k = known(t->after, id - FIRST_ID);
        struct known_ticket was = known(t->before, id - FIRST_ID); /* one that is left */
        if (!k.own && !k.follows && !was.follows)
            fail_msg("somebody else's ticket %lld: %.*s", (long long)id, STR_ARG(text));
    }
}

static void check_filled(enum reply_key key, struct str text, bool choices)
{
    static const char *const left_over[] = { "{", "}", "(null)", "**", "\n\n\n", ": \n" };
    for (size_t i = 0; i < sizeof left_over / sizeof *left_over; i++)
        if (str_contains(text, str_of(left_over[i])))
            fail_msg("%s: not filled in: %.*s", reply_key_name(key), STR_ARG(text));
    if (str_trim(text).len == 0 || str_contains(text, STR("..")))
        fail_msg("%s: '%.*s'", reply_key_name(key), STR_ARG(text));
    if (text.len > BODY_POINTS && utf8_count(text) > (choices ? BODY_POINTS : TEXT_POINTS))
        fail_msg("%s: longer than WhatsApp takes", reply_key_name(key));
}

static void must_hold(enum reply_key key, struct str pattern, const char *var, struct str text,
                      struct str value)
{
    if (!str_contains(pattern, str_of(var))) return;
    values++;
    if (value.len == 0 || !str_contains(text, value))
        fail_msg("%s: %s is not '%.*s': %.*s", reply_key_name(key), var, STR_ARG(value),
                 STR_ARG(text));
}

static void check_values(enum reply_key key, struct str pattern, struct str text,
                         const struct ticket *t)
{
    char number[TICKET_NUMBER_SIZE], date[DATE_TEXT_SIZE];
    const struct place *place = desk_place(desk, t->village.len ? t->village : t->district);
    ticket_number_format(PREFIX, t->id, number);
    date_text(ticket_told_date(t), date);
    must_hold(key, pattern, "{number}", text, str_of(number));
    must_hold(key, pattern, "{matter}", text, desk_category(desk, t->category)->name);
    must_hold(key, pattern, "{unit}", text, desk_department(desk, t->department)->name);
    must_hold(key, pattern, "{date}", text, str_of(date));
    if (place) must_hold(key, pattern, "{place}", text, place->name);
    must_hold(key, pattern, "{status}", text,
              str_of(t->status == STATUS_CLOSED ? ticket_outcome_label(t->outcome)
                                                : ticket_status_plain(t->status)));
}

static void say(const struct told *t, enum reply_key key, int64_t id, bool choices)
{
    const struct intake_options options = { .desk = desk, .ticket_prefix = PREFIX };
    static const struct pin no_pin = { 0 };
    struct intake_step s = {
        .options = &options, .arena = &arena, .pin = &no_pin, .language = t->d->after.language
    };
    struct ticket_words w = { .vars = { .number = STR_EMPTY } };
    const struct known_ticket k = known(t->after, id);
    const struct ticket ticket = ticket_of(&k);
    struct err e = { 0 };
    struct str text;
    if (id) intake_ticket_words(&s, &ticket, &w);
    if (id && !intake_ticket_place(&s, &ticket, &w.vars.place, &e)) fail_msg("%s", e.text);
    w.vars.other = w.vars.number;
    w.vars.count = STR("1");
    w.vars.lines = STR("- satu baris");
    if (!intake_text(&s, key, &w.vars, &text, &e)) fail_msg("%s", e.text);
    texts++;
    check_filled(key, text, choices);
    check_numbers(t, text);
    enum language language = s.language ? s.language : LANGUAGE_INDONESIAN;
    if (id) check_values(key, patterns[language][key], text, &ticket);
}

/* --- what it claims --- */

static size_t own_open(const struct told_tickets *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += all->at[i].own && all->at[i].open;
    return count;
}

/* false: the text claims what is not so. */
static bool is_true(const struct told *t, enum reply_key key)
{
    const struct known_ticket k = known(t->after, t->id), was = known(t->before, t->id);
    const struct understood *u = t->f->understood;
    switch ((int)key) {
    case REPLY_STATUS_ONLY:
    case REPLY_STATUS_SINGLE: return own_open(t->after) == 1 && k.own && k.open;
    case REPLY_NONE_OPEN: return own_open(t->before) == 0;
    case REPLY_STATUS_NONE: return t->before->count == 0;
    case REPLY_STATUS_UNKNOWN: return u->ticket_id != 0 && !t->f->named.own && !t->f->named.follows;
    case REPLY_CANCELLED: return was.own && was.open && !k.open;
    case REPLY_CANCEL_KEPT:
    case REPLY_PART_STAYS:
    case REPLY_CANCEL_ASK:
    case REPLY_CANCEL_OVER:
    case REPLY_CANCEL_MISSENT:
    case REPLY_CANCEL_BEREAVED:
    case REPLY_ADD:
    case REPLY_CONFIDENTIAL: return k.own && k.open;
    case REPLY_CONFIDENTIAL_SINCE: return k.own && k.open && was.confidential;
    case REPLY_HUMAN:
    case REPLY_ERASE:
    case REPLY_VOICE_KEPT:
    case REPLY_CONDOLENCE:
    case REPLY_NOTED:
    case REPLY_UNANSWERED:
    case REPLY_OVER_NOTED:
    case REPLY_HALF_NOTED:
    case REPLY_NOTED_OTHER:
    case REPLY_NOTED_PLAIN:
    case REPLY_BOUND: return k.open;
    case REPLY_SIMILAR_LEFT: return was.follows && was.open && !k.follows && !was.own;
    case REPLY_AFTER_SOLVED:
    case REPLY_AFTER_PARTLY: return was.status == STATUS_RESOLVED && k.status == STATUS_CLOSED;
    case REPLY_WORK_REOPENED: return was.may_reopen && k.status == STATUS_IN_PROGRESS;
    case REPLY_WORK_TAKEN_UP:
        return was.own && was.outcome == OUTCOME_CANCELLED && k.status == STATUS_VERIFIED;
    case REPLY_AFTER_RATE_AGAIN:
    case REPLY_AFTER_RATED: return k.own && !k.open;
    case REPLY_EMERGENCY: return u->urgent && !u->self_harm;
    case REPLY_SELF_HARM: return u->self_harm;
    case REPLY_ASK_PLACE:
    case REPLY_ASK_PLACE_STILL: return k.open && k.district.len == 0;
    default: return true;
    }
}

static void tell(struct told *t, enum reply_key key, int64_t id, bool choices)
{
    static size_t claims;
    t->id = id;
    if (!is_true(t, key)) fail_msg("%s: untrue", reply_key_name(key));
    if (claims++ % RENDERED_OF == 0) say(t, key, id, choices);
}

/* --- which texts follow from a decision --- */

static enum reply_key status_key(const struct known_ticket *k)
{
    bool ends = k->status == STATUS_AWAITING_REPORTER || k->status >= STATUS_RESOLVED;
    return ends ? REPLY_STATUS_CLOSED : REPLY_STATUS_ONE;
}

/* The row of the ticket that was made is the newest. */
static void tell_created(struct told *t)
{
    const struct decision *d = t->d;
    int64_t id = (int64_t)t->after->count;
    if (t->after->count == t->before->count) return; /* the world is full */
    const struct known_ticket k = known(t->after, id);
    tell(t, k.urgent ? REPLY_URGENT : d->has_reply ? d->reply : REPLY_RECEIVED, id, false);
    if (d->unknown_number) tell(t, REPLY_STATUS_UNKNOWN, 0, false);
    if (d->question == QUESTION_MATTER) tell(t, REPLY_ASK_MATTER, d->into_id, true);
    if (d->question == QUESTION_CANCEL) tell(t, REPLY_CANCEL_ASK, id, true);
}

static void tell_question(struct told *t)
{
    const struct decision *d = t->d;
    switch ((int)d->question) {
    case QUESTION_CANCEL:
        tell(t,
             t->f->understood && t->f->understood->bereaved ? REPLY_CANCEL_BEREAVED
             : d->over                                      ? REPLY_CANCEL_OVER
             : d->missent                                   ? REPLY_CANCEL_MISSENT
                                                            : REPLY_CANCEL_ASK,
             d->ticket_id, true);
        break;
    case QUESTION_CANCEL_ALL: tell(t, REPLY_CANCEL_ASK, d->ticket_id, true); break;
    case QUESTION_CATEGORY: tell(t, REPLY_ASK_CATEGORY, 0, true); break;
    case QUESTION_DISTRICT:
        if (d->unplaces)
            tell(t, REPLY_ASK_DISTRICT_NOT, d->ticket_id, true);
        else
            tell(t, REPLY_ASK_DISTRICT, 0, true);
        break;
    case QUESTION_TICKET:
        tell(t, d->only ? REPLY_ASK_TICKET_ONE : REPLY_ASK_TICKET, d->only ? d->ticket_id : 0,
             true);
        break;
    case QUESTION_LANGUAGE: tell(t, REPLY_LANGUAGE_ASK, 0, true); break;
    case QUESTION_PART:
        if (d->wonders) {
            const struct known_ticket k = known(t->after, d->ticket_id);
            tell(t,
                 status_key(&k) == REPLY_STATUS_CLOSED ? REPLY_STATUS_CLOSED : REPLY_STATUS_CHASED,
                 d->ticket_id, true);
        } else {
            tell(t, REPLY_ASK_PART, d->ticket_id, true);
        }
        break;
    case QUESTION_BORDER: tell(t, REPLY_ASK_PIN, d->ticket_id, true); break;
    case QUESTION_AGAIN: tell(t, REPLY_ASK_AGAIN, d->ticket_id, true); break;
    default: break;
    }
}

static void tell_joined(struct told *t)
{
    const struct decision *d = t->d;
    const struct known_ticket k = known(t->after, d->ticket_id);
    tell_question(t);
    if (d->correct) tell(t, REPLY_CORRECTED, d->ticket_id, false);
    if (d->tell_status)
        tell(t,
             status_key(&k) == REPLY_STATUS_CLOSED ? REPLY_STATUS_CLOSED
             : d->told_at                          ? REPLY_STATUS_STILL
                                                   : REPLY_STATUS_CHASED,
             d->ticket_id, false);
    if (d->has_reply) tell(t, d->reply, d->ticket_id, false);
    assert_false(d->react && (d->has_reply || d->tell_status || d->correct));
}

static void tell_status(struct told *t)
{
    const struct known_ticket k = known(t->after, t->d->ticket_id);
    if (k.id) tell(t, status_key(&k), k.id, false);
    for (size_t i = 0; k.id == 0 && i < t->after->count; i++)
        if (t->after->at[i].own) tell(t, REPLY_STATUS_LINE, t->after->at[i].id, false);
}

static void tell_verdict(struct told *t)
{
    static const enum reply_key keys[] = { [VERDICT_SOLVED] = REPLY_AFTER_SOLVED,
                                           [VERDICT_PARTLY] = REPLY_AFTER_PARTLY,
                                           [VERDICT_NOT] = REPLY_WORK_REOPENED };
    tell(t, keys[t->d->verdict], t->d->ticket_id, t->d->verdict != VERDICT_NOT);
}

void told_check(const struct told_tickets *before, const struct told_tickets *after,
                const struct conversation_facts *f, const struct decision *d)
{
    struct told t = { .before = before, .after = after, .f = f, .d = d };
    int64_t id = d->ticket_id;
    switch (d->act) {
    case ACT_REPLY:
        if (d->has_reply) tell(&t, d->reply, id, d->call_human);
        break;
    case ACT_CREATE: tell_created(&t); break;
    case ACT_JOIN: tell_joined(&t); break;
    case ACT_STATUS: tell_status(&t); break;
    case ACT_UNIT: tell(&t, REPLY_UNIT_NOTED, id, false); break;
    case ACT_CATEGORY: tell(&t, REPLY_CORRECTED, id, false); break;
    case ACT_PLACE: tell(&t, d->has_reply ? d->reply : REPLY_PLACE_NOTED, id, false); break;
    case ACT_BIND: tell(&t, REPLY_BOUND, id, false); break;
    case ACT_CANCEL: tell(&t, REPLY_CANCELLED, id, false); break;
    case ACT_CONFIDE: tell(&t, REPLY_CONFIDENTIAL, id, false); break;
    case ACT_ASK: tell_question(&t); break;
    case ACT_VERDICT: tell_verdict(&t); break;
    case ACT_RATE: tell(&t, REPLY_AFTER_RATED, id, false); break;
    case ACT_COMMENT:
        tell(&t, d->question ? REPLY_AFTER_RATE_AGAIN : REPLY_AFTER_COMMENT, id, d->question);
        break;
    case ACT_TAKE_UP: tell(&t, REPLY_WORK_TAKEN_UP, id, false); break;
    case ACT_OBJECT: tell(&t, REPLY_AFTER_OBJECTION, id, false); break;
    case ACT_FOLLOW: tell(&t, REPLY_WORK_MERGED, id, false); break;
    case ACT_LEAVE: tell(&t, REPLY_SIMILAR_LEFT, id, false); break;
    case ACT_SECOND:
    case ACT_APART:
    case ACT_NOTHING: break;
    }
    if (texts % CLEARED_AFTER == 0) arena_clear(&arena);
}

void told_tell(void)
{
    print_message("%zu texts rendered, %zu values as the tickets have them\n", texts, values);
}
