/* test_body_lists.c - every list and every row of buttons that the desk's own tables give, page by
 * page and in each language, against the simulator's checker; and every row of those tables is
 * offered somewhere, once and with its whole name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/service/intake_private.h"
#include "body_check.h"
#include "cli/app.h"
#include "domain/choice.h"
#include <stdio.h>
#include <string.h>

#define TICKET_ID INT64_C(2026000999999)
#define PAGES_MAX 20

static struct desk *desk;
static struct arena arena;
static struct intake_options options;
static const struct inbound message;

static struct intake_step step_in(enum language language)
{
    return (struct intake_step){
        .options = &options, .arena = &arena, .message = &message, .language = language
    };
}

static struct decision asks(enum question question, struct str arg)
{
    return (struct decision){
        .question = question, .ticket_id = TICKET_ID, .arg = arg, .after = { .token = 999999 }
    };
}

static const char *label_of(const char *what, struct str arg, enum language language)
{
    static char label[80];
    (void)snprintf(label, sizeof label, "%s-%.*s-%s", what, STR_ARG(arg), language_code(language));
    return label;
}

/* --- what was offered --- */

struct offered {
    size_t rows;      /* of the table that is offered */
    struct str more;  /* arg of the row that turns the page; empty: the last page */
    size_t cut_names; /* titles that are not the whole name */
};

static struct str name_of(const struct choice *c)
{
    if (c->verb == CHOICE_CATEGORY) return desk_category(desk, c->arg)->name;
    return desk_place(desk, c->arg)->name;
}

/* verb: of the rows of the table; turns: of the row for the next page. */
static void look(const struct outbound *m, enum choice_verb verb, enum choice_verb turns,
                 struct str unknown, struct offered *out)
{
    out->more = STR_EMPTY;
    for (size_t i = 0; i < m->choice_count; i++) {
        struct choice c;
        if (!choice_parse(m->choices[i].id, &c)) fail_msg("%.*s", STR_ARG(m->choices[i].id));
        assert_int_equal(c.ticket_id, TICKET_ID);
        if (c.verb == turns) {
            out->more = c.arg;
        } else if (!str_equal(c.arg, unknown)) {
            assert_int_equal(c.verb, verb);
            out->rows++;
            out->cut_names += !str_equal(name_of(&c), m->choices[i].title);
        }
    }
}

/* --- places --- */

static size_t children_of(const struct place *parent)
{
    size_t n = 0;
    for (size_t i = 0; i < desk->place_count; i++)
        n += desk->places[i].parent == parent &&
             desk->places[i].level == (parent ? PLACE_VILLAGE : PLACE_DISTRICT);
    return n;
}

static void places_check(const struct place *parent, enum language language)
{
    struct intake_step s = step_in(language);
    struct offered seen = { .more = parent ? parent->code : STR_EMPTY };
    enum choice_verb verb = parent ? CHOICE_VILLAGE : CHOICE_DISTRICT;
    enum choice_verb turns = parent ? CHOICE_VILLAGES : CHOICE_DISTRICTS;
    size_t pages = 0;
    do {
        struct str arg = seen.more;
        struct decision d = asks(parent ? QUESTION_VILLAGE : QUESTION_DISTRICT, arg);
        struct outbound list = { .type = OUTBOUND_LIST };
        struct err e = { 0 };
        if (!intake_ask_place(&s, &d, &list, &e)) fail_msg("%s", e.text);
        body_check(&list, label_of(parent ? "villages" : "districts", arg, language));
        look(&list, verb, turns, parent ? parent->code : STR_EMPTY, &seen);
    } while (seen.more.len && ++pages < PAGES_MAX);
    if (seen.rows != children_of(parent) || seen.cut_names)
        fail_msg("%.*s: %zu rows of %zu, %zu names cut",
                 STR_ARG(parent ? parent->name : STR("districts")), seen.rows, children_of(parent),
                 seen.cut_names);
}

static void test_every_page_of_places(void **state)
{
    (void)state;
    assert_true(children_of(NULL) > 20);
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++) {
        places_check(NULL, (enum language)l);
        for (size_t i = 0; i < desk->place_count; i++)
            if (desk->places[i].level == PLACE_DISTRICT)
                places_check(&desk->places[i], (enum language)l);
    }
}

/* --- categories --- */

static void test_every_page_of_categories(void **state)
{
    size_t whispered = 0;
    (void)state;
    for (size_t i = 0; i < desk->category_count; i++)
        whispered += desk->categories[i].kind == KIND_WHISTLEBLOWING;
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++) {
        struct intake_step s = step_in((enum language)l);
        struct offered seen = { .more = STR_EMPTY };
        size_t pages = 0;
        do {
            struct str arg = seen.more;
            struct decision d = asks(QUESTION_CATEGORY, arg);
            struct outbound list = { .type = OUTBOUND_LIST };
            struct err e = { 0 };
            const struct ticket t = { .explanation = STR("{}") };
            if (!intake_list_categories(&s, &d, &t, &list, &e)) fail_msg("%s", e.text);
            body_check(&list, label_of("categories", arg, (enum language)l));
            look(&list, CHOICE_CATEGORY, CHOICE_CATEGORIES, STR_EMPTY, &seen);
        } while (seen.more.len && ++pages < PAGES_MAX);
        assert_int_equal(seen.rows, desk->category_count - whispered);
        assert_int_equal(seen.cut_names, 0);
    }
}

/* --- units --- */

static void units_check(const struct department *const *units, size_t count, enum language language)
{
    struct understood u = { .evident = count, .offered = count, .candidate_count = count };
    struct intake_step s = step_in(language);
    struct decision d = { .after = { .token = 999999 } };
    struct ticket t = { .id = TICKET_ID };
    struct outbound m = { .type = OUTBOUND_TEXT, .body = STR("Laporan sudah kami terima.") };
    struct err e = { 0 };
    s.understood = &u;
    for (size_t i = 0; i < count; i++)
        u.candidates[i] = units[i];
    if (!intake_ask_beside(&s, &t, QUESTION_UNIT, &m, &d, &e)) fail_msg("%s", e.text);
    assert_int_equal(m.type, OUTBOUND_BUTTONS);
    assert_int_equal(m.choice_count, UNDERSTOOD_CANDIDATES); /* of two the third leads to all */
    body_check(&m, label_of("units", units[0]->code, language));
}

/* Every unit beside its neighbours, and beside whoever would have the same words on a button. */
static void test_every_unit_on_a_button(void **state)
{
    (void)state;
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++)
        for (size_t i = 0; i + 1 < desk->department_count; i++) {
            const struct department *three[] = {
                &desk->departments[i], &desk->departments[i + 1],
                &desk->departments[(i + 2) % desk->department_count]
            };
            units_check(three, 3, (enum language)l);
            for (size_t k = i + 1; l == LANGUAGE_INDONESIAN && k < desk->department_count; k++) {
                const struct department *two[] = { &desk->departments[i], &desk->departments[k] };
                if (strncmp(two[0]->name.at, two[1]->name.at, 12) == 0)
                    units_check(two, 2, LANGUAGE_INDONESIAN);
            }
        }
}

/* --- villages of one name --- */

static size_t namesakes_of(const struct place *village,
                           const struct place *out[UNDERSTOOD_NAMESAKES])
{
    size_t n = 0;
    for (size_t i = 0; i < desk->place_count && n < UNDERSTOOD_NAMESAKES; i++)
        if (desk->places[i].level == PLACE_VILLAGE &&
            str_equal(desk->places[i].name, village->name))
            out[n++] = &desk->places[i];
    return n;
}

static void test_every_name_that_villages_share(void **state)
{
    size_t shared = 0;
    (void)state;
    for (size_t i = 0; i < desk->place_count; i++) {
        struct understood u = { 0 };
        if (desk->places[i].level != PLACE_VILLAGE) continue;
        u.namesake_count = namesakes_of(&desk->places[i], u.namesakes);
        if (u.namesake_count < 2 || u.namesakes[0] != &desk->places[i]) continue;
        shared++;
        for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++) {
            struct intake_step s = step_in((enum language)l);
            struct outbound m = { .type = OUTBOUND_BUTTONS };
            struct err e = { 0 };
            s.understood = &u;
            if (!intake_ask_namesake(&s, TICKET_ID, 999999, &m, &m.body, &e))
                fail_msg("%s", e.text);
            body_check(&m, label_of("namesakes", u.namesakes[0]->code, (enum language)l));
        }
    }
    assert_true(shared > 0);
}

/* --- what reporters are asked of the work --- */

static void test_every_question_about_the_work(void **state)
{
    static const enum question asked[] = { QUESTION_SOLVED, QUESTION_RATING };
    (void)state;
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++)
        for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
            struct intake_step s = step_in((enum language)l);
            struct outbound m = { .type = OUTBOUND_TEXT, .body = STR("Laporan sudah selesai.") };
            struct err e = { 0 };
            if (!intake_ask_after(&s, asked[i], TICKET_ID, 999999, &m, &e)) fail_msg("%s", e.text);
            assert_true(m.choice_count >= 3);
            body_check(&m, label_of("work", str_of(i ? "rating" : "solved"), (enum language)l));
        }
}

static int setup(void **state)
{
    struct err e = { 0 };
    (void)state;
    desk = desk_load("", &e);
    options.desk = desk;
    options.ticket_prefix = "LK";
    return desk ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    body_check_tell();
    desk_destroy(desk);
    arena_clear(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_page_of_places),
        cmocka_unit_test(test_every_page_of_categories),
        cmocka_unit_test(test_every_unit_on_a_button),
        cmocka_unit_test(test_every_name_that_villages_share),
        cmocka_unit_test(test_every_question_about_the_work),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
