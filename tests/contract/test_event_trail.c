/* test_event_trail.c - the audit trail by filters: whatever they are, one look is bounded, and the
 * walk over all looks misses nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "store/event_store.h"
#include "store_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define MANY          45000 /* more than two looks */
#define SECOND        1000

/* MANY events of one ticket, a second apart, the third by rina; the last two of a report in
 * confidence. */
static void fill(struct store_case *c)
{
    int64_t contact = case_contact(c, "1", NULL);
    struct ticket open = case_ticket(contact), secret = case_ticket(contact);
    secret.kind = KIND_WHISTLEBLOWING;
    (void)case_ticket_insert(c, open);
    (void)case_ticket_insert(c, secret);
    case_do(c, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000) "
               "INSERT INTO event (id, ticket_id, at, type, actor) "
               "SELECT i, (SELECT CASE WHEN i > 44998 THEN MAX(id) ELSE MIN(id) END FROM ticket), "
               "i * 1000, CASE WHEN i % 2 = 0 THEN 'note' ELSE 'reply' END, "
               "CASE WHEN i = 3 THEN 'staff:rina' ELSE 'system' END FROM n");
}

/* How many lines the whole walk finds, and in how many looks. */
static int64_t walk(struct store_case *c, const struct event_filter *f, size_t limit, int *looks)
{
    struct event page[EVENT_LIST_MAX];
    int64_t next = 0, found = 0, last = INT64_MAX;
    size_t count;
    *looks = 0;
    do {
        struct err e = { 0 };
        must(event_trail(c->db, f, next, limit, &c->arena, page, &count, &next, &e), &e);
        for (size_t i = 0; i < count; i++) {
            assert_true(page[i].id < last);
            last = page[i].id;
        }
        found += (int64_t)count;
        assert_true(++*looks < 1000);
    } while (next);
    return found;
}

static void test_each_filter_finds_what_it_says(void **state)
{
    struct store_case *c = *state;
    fill(c);
    int64_t open = case_ask(c, "SELECT MIN(id) FROM ticket"),
            secret = case_ask(c, "SELECT MAX(id) FROM ticket");
    const struct {
        const char *rule;
        struct event_filter f;
        int64_t found;
        int looks;
    } rows[] = {
        { "one who did little, long ago", { .actor = STR("staff:rina") }, 1, 3 },
        { "nobody", { .actor = STR("staff:tono") }, 0, 3 },
        { "what nobody did", { .type = STR("closed") }, 0, 3 },
        { "ten seconds", { .from = 100 * SECOND, .to = 110 * SECOND }, 10, 1 },
        { "a moment between two", { .from = 100 * SECOND + 1, .to = 101 * SECOND }, 0, 1 },
        { "from the last", { .from = (int64_t)MANY * SECOND }, 1, 1 },
        { "before the first", { .to = SECOND }, 0, 1 },
        { "after the last", { .from = (int64_t)(MANY + 1) * SECOND }, 0, 1 },
        { "a stretch longer than a look",
          { .from = SECOND, .to = 30000 * SECOND, .actor = STR("staff:rina") },
          1,
          2 },
        { "a ticket", { .ticket_id = secret }, 2, 1 },
        { "a ticket and a kind of line", { .ticket_id = secret, .type = STR("note") }, 1, 1 },
        { "a report in confidence, to whom it is none",
          { .ticket_id = secret, .not_confidential = true },
          0,
          1 },
        { "one of many lines", { .ticket_id = open, .actor = STR("staff:rina") }, 1, 1 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int looks;
        int64_t found = walk(c, &rows[i].f, 100, &looks);
        if (found != rows[i].found || looks != rows[i].looks)
            fail_msg("%s: %lld lines in %d looks", rows[i].rule, (long long)found, looks);
    }
    int looks;
    const struct event_filter all = { 0 }, notes = { .type = STR("note") };
    assert_int_equal(walk(c, &all, EVENT_LIST_MAX, &looks), MANY);
    assert_int_equal(walk(c, &notes, EVENT_LIST_MAX, &looks), MANY / 2);
}

static void test_an_empty_trail(void **state)
{
    const struct event_filter filters[] = { { 0 }, { .from = 1, .to = 2 }, { .ticket_id = 7 } };
    int looks;
    for (size_t i = 0; i < LENGTH(filters); i++)
        assert_int_equal(walk(*state, &filters[i], 10, &looks), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_each_filter_finds_what_it_says),
        CASE(test_an_empty_trail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
