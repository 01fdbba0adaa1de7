/* test_statistics_store.c - sums that tickets move between, what is read from them by whom, and
 * how long the queues are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/open311_store.h"
#include "store/queue_store.h"
#include "store/secret_store.h"
#include "store/statistics_store.h"
#include "store/ticket_store.h"
#include "store_case.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct desk desk;

/* Counts the ticket as it is now. */
static void count(struct store_case *c, int64_t id, int64_t resolved_at, bool late)
{
    struct err e = { 0 };
    struct statistics_ticket t;
    struct tally tally;
    must(statistics_ticket_get(c->db, id, &c->arena, &t, &e), &e);
    t.now.resolved_at = resolved_at ? resolved_at : t.now.resolved_at;
    t.now.late = t.now.late || late;
    tally_of_ticket(&desk, &t.now, &tally);
    must(statistics_ticket_put(c->db, &t, &tally, &e), &e);
}

static int64_t made(struct store_case *c, struct ticket t)
{
    int64_t id = case_ticket_insert(c, t);
    count(c, id, 0, false);
    return id;
}

/* One number of one group; -1: there is no such group. */
static int64_t number_of(struct store_case *c, struct statistics_query q, enum statistics_by by,
                         const char *code, int which)
{
    struct err e = { 0 };
    struct statistics_set set = { .by = by };
    must(statistics_read(c->db, &q, &set, 1, &c->arena, &e), &e);
    for (size_t i = 0; i < set.count; i++)
        if (str_equal(set.groups[i].code, str_of(code))) return set.groups[i].tally.n[which];
    return -1;
}

static const struct statistics_query whole = { 202601, 202612, { "", 0 }, true, true };

static void test_a_ticket_moves_from_cell_to_cell(void **state)
{
    struct store_case *c = *state;
    int64_t id = made(c, case_ticket(case_contact(c, "1", NULL)));
    assert_int_equal(number_of(c, whole, BY_DEPARTMENT, "PUPR", TALLY_RECEIVED), 1);
    assert_int_equal(number_of(c, whole, BY_MONTH, "2026-11", TALLY_OPEN), 1);
    case_do(c, "UPDATE ticket SET department = 'DISHUB', category = 'street_light'");
    count(c, id, 0, false);
    assert_int_equal(number_of(c, whole, BY_DEPARTMENT, "PUPR", TALLY_RECEIVED), 0);
    assert_int_equal(number_of(c, whole, BY_DEPARTMENT, "DISHUB", TALLY_RECEIVED), 1);
    assert_int_equal(number_of(c, whole, BY_CATEGORY, "street_light", TALLY_RECEIVED), 1);
    count(c, id, 0, false); /* once more changes nothing */
    assert_int_equal(number_of(c, whole, BY_NOTHING, "", TALLY_RECEIVED), 1);
}

static void test_what_the_timeline_told_is_kept(void **state)
{
    struct store_case *c = *state;
    int64_t id = made(c, case_ticket(case_contact(c, "1", NULL)));
    count(c, id, CASE_NOW + MS_PER_DAY, true);
    case_do(c, "UPDATE ticket SET status = 7, outcome = 1, closed_at = 1, rating = 4");
    count(c, id, 0, false);
    assert_int_equal(number_of(c, whole, BY_KIND, "complaint", TALLY_LATE), 1);
    assert_int_equal(number_of(c, whole, BY_KIND, "complaint", TALLY_OPEN + OUTCOME_SOLVED), 1);
    assert_int_equal(number_of(c, whole, BY_KIND, "complaint", TALLY_RATED + 4), 1);
    assert_int_equal(
        number_of(c, whole, BY_KIND, "complaint", TALLY_SOLUTION + (int)tally_step(510)), 1);
}

static void test_who_may_not_know_reads_nothing(void **state)
{
    struct store_case *c = *state;
    struct ticket t = case_ticket(case_contact(c, "1", NULL));
    struct statistics_query q = whole;
    (void)made(c, t);
    t.confidential = true;
    (void)made(c, t);
    t.kind = KIND_WHISTLEBLOWING;
    t.department = STR("INSPEKTORAT");
    (void)made(c, t);
    assert_int_equal(number_of(c, q, BY_NOTHING, "", TALLY_RECEIVED), 3);
    q.whistleblowing = false;
    assert_int_equal(number_of(c, q, BY_NOTHING, "", TALLY_RECEIVED), 2);
    assert_int_equal(number_of(c, q, BY_DEPARTMENT, "INSPEKTORAT", TALLY_RECEIVED), -1);
    q.confidential = false;
    assert_int_equal(number_of(c, q, BY_NOTHING, "", TALLY_RECEIVED), 1);
    q = whole;
    q.department = STR("INSPEKTORAT");
    assert_int_equal(number_of(c, q, BY_KIND, "whistleblowing", TALLY_RECEIVED), 1);
    assert_int_equal(number_of(c, q, BY_KIND, "complaint", TALLY_RECEIVED), -1);
}

static void test_months(void **state)
{
    struct store_case *c = *state;
    struct ticket t = case_ticket(case_contact(c, "1", NULL));
    struct statistics_query q = { 202612, 202612, STR_EMPTY, true, true };
    (void)made(c, t);
    t.created_at = INT64_C(1796058000000); /* 2026-12-01T00:00:00+07:00 */
    (void)made(c, t);
    assert_int_equal(number_of(c, q, BY_MONTH, "2026-12", TALLY_RECEIVED), 1);
    assert_int_equal(number_of(c, q, BY_MONTH, "2026-11", TALLY_RECEIVED), -1);
}

/* --- weeks --- */

static struct statistics_week week_of(struct store_case *c, int64_t at, const char *department,
                                      bool all)
{
    struct err e = { 0 };
    struct statistics_week weeks[STATISTICS_WEEKS_MAX];
    int64_t week = statistics_week_of(at);
    size_t n;
    must(statistics_weeks(c->db, week, week, str_of(department), all, weeks, &n, &e), &e);
    return n ? weeks[0] : (struct statistics_week){ 0 };
}

static void test_weeks_follow_their_tickets(void **state)
{
    struct store_case *c = *state;
    const int64_t later = CASE_NOW + 14 * MS_PER_DAY;
    struct ticket t = case_ticket(case_contact(c, "1", NULL));
    int64_t id = made(c, t);
    assert_int_equal(statistics_week_of(0), -3); /* 1970-01-01 was a Thursday */
    assert_int_equal(week_of(c, CASE_NOW, "PUPR", false).received, 1);
    assert_int_equal(week_of(c, later, "", true).solved, 0);
    case_do(c, "UPDATE ticket SET status = 7, outcome = 1, closed_at = created_at + 1209600000");
    count(c, id, 0, false);
    assert_int_equal(week_of(c, later, "", false).solved, 1);
    assert_int_equal(week_of(c, CASE_NOW, "", false).received, 1);
    case_do(c, "UPDATE ticket SET outcome = 4, department = 'DISHUB'");
    count(c, id, 0, false);
    count(c, id, 0, false);
    assert_int_equal(week_of(c, later, "", false).solved, 0);
    assert_int_equal(week_of(c, later, "DISHUB", false).referred, 1);
    assert_int_equal(week_of(c, CASE_NOW, "PUPR", false).received, 0);
    assert_int_equal(week_of(c, CASE_NOW, "DISHUB", false).received, 1);
    case_do(c, "UPDATE ticket SET status = 4, outcome = 0, closed_at = NULL"); /* reopened */
    count(c, id, 0, false);
    assert_int_equal(week_of(c, later, "", false).referred, 0);
    t.kind = KIND_WHISTLEBLOWING;
    (void)made(c, t);
    assert_int_equal(week_of(c, CASE_NOW, "", false).received, 1);
    assert_int_equal(week_of(c, CASE_NOW, "", true).received, 2);
}

/* --- queues --- */

/* How many are open in each span of days. */
static void ages_are(struct store_case *c, enum role role, const char *department, bool all,
                     const int64_t want[QUEUE_AGES])
{
    struct err e = { 0 };
    struct queue_age ages[QUEUE_AGES];
    const struct queue_view v = { role, str_of(department), all, CASE_NOW };
    must(queue_ages(c->db, &v, ages, &e), &e);
    for (size_t i = 0; i < QUEUE_AGES; i++) {
        int64_t sum = 0;
        for (int s = 0; s < STATUS_END; s++)
            sum += ages[i].of_status[s];
        if (sum != want[i])
            fail_msg("from day %lld: %lld", (long long)ages[i].from_days, (long long)sum);
    }
}

static void test_ages_are_calendar_days(void **state)
{
    static const int days[] = { 100, 61, 60, 31, 30, 15, 14, 8, 7, 4, 3, 0 };
    struct store_case *c = *state;
    struct ticket t = case_ticket(case_contact(c, "1", NULL));
    for (size_t i = 0; i < LENGTH(days); i++) {
        t.created_at = day_start_ms(day_of_ms(CASE_NOW) - days[i]);
        (void)case_ticket_insert(c, t);
    }
    t.department = STR("DISHUB");
    (void)case_ticket_insert(c, t);
    t.kind = KIND_WHISTLEBLOWING;
    (void)case_ticket_insert(c, t);
    ages_are(c, ROLE_ADMIN, "", true, (const int64_t[]){ 4, 2, 2, 2, 2, 2 });
    ages_are(c, ROLE_OPERATOR, "", false, (const int64_t[]){ 3, 2, 2, 2, 2, 2 });
    ages_are(c, ROLE_OFFICER, "DISHUB", false, (const int64_t[]){ 1, 0, 0, 0, 0, 0 });
    case_do(c,
            "UPDATE ticket SET status = 7, outcome = 1, closed_at = 1 WHERE department = 'PUPR'");
    ages_are(c, ROLE_OPERATOR, "", false, (const int64_t[]){ 1, 0, 0, 0, 0, 0 });
}

static int64_t queue_of(struct store_case *c, enum role role, const char *department, bool all,
                        enum queue q)
{
    struct err e = { 0 };
    int64_t n;
    bool exists;
    struct queue_view v = { role, str_of(department), all, CASE_NOW };
    must(queue_count(c->db, &v, q, &n, &exists, &e), &e);
    return exists ? n : -1;
}

static void test_queues(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "1", NULL);
    struct ticket t = case_ticket(contact);
    (void)case_ticket_insert(c, t); /* new, due later */
    t.due_at = CASE_NOW - 1;
    (void)case_ticket_insert(c, t); /* overdue */
    t.department = STR("DISHUB");
    t.due_at = CASE_NOW + MS_PER_HOUR;
    (void)case_ticket_insert(c, t); /* due today, of another unit */
    t.kind = KIND_WHISTLEBLOWING;
    t.department = STR("INSPEKTORAT");
    t.due_at = CASE_NOW - 1;
    (void)case_ticket_insert(c, t);
    (void)case_reply(c, contact, 0);
    case_do(c, "UPDATE outbox SET state = 8");
    static const struct {
        enum role role;
        const char *department;
        bool all;
        int64_t want[QUEUE_END]; /* in the order of enum queue */
    } rows[] = {
        { ROLE_ADMIN, "DISKOMINFO", true, { 4, 0, 0, 0, 0, 0, 0, 2, 1, 1 } },
        { ROLE_OPERATOR, "PUPR", false, { 3, 0, 0, 0, 0, 0, 2, 1, 1, 1 } },
        { ROLE_OFFICER, "PUPR", false, { 2, 0, 0, 0, 0, 0, 2, 1, 0, -1 } },
        { ROLE_OFFICER, "DISHUB", false, { 1, 0, 0, 0, 0, 0, 1, 0, 1, -1 } },
        { ROLE_OFFICER, "INSPEKTORAT", true, { 1, 0, 0, 0, 0, 0, 1, 1, 0, -1 } },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int q = 0; q < QUEUE_END; q++) {
            int64_t got = queue_of(c, rows[i].role, rows[i].department, rows[i].all, (enum queue)q);
            if (got != rows[i].want[q])
                fail_msg("row %zu, %s: %lld, want %lld", i, queue_name((enum queue)q),
                         (long long)got, (long long)rows[i].want[q]);
        }
    case_do(c,
            "UPDATE ticket SET status = 7, outcome = 6, closed_at = 1 WHERE department = 'PUPR'");
    assert_int_equal(queue_of(c, ROLE_OFFICER, "PUPR", false, QUEUE_MINE), 0);
    assert_int_equal(queue_of(c, ROLE_OFFICER, "PUPR", false, QUEUE_OVERDUE), 0);
    case_do(c, "UPDATE ticket SET status = 5, paused_since = 1 WHERE department = 'DISHUB'");
    assert_int_equal(queue_of(c, ROLE_OFFICER, "DISHUB", false, QUEUE_WAITING), 1);
    assert_int_equal(queue_of(c, ROLE_OFFICER, "DISHUB", false, QUEUE_DUE_TODAY), 0);
}

static void test_long_queues_stop(void **state)
{
    struct store_case *c = *state;
    struct ticket t = case_ticket(case_contact(c, "1", NULL));
    t.due_at = CASE_NOW - 1;
    for (int i = 0; i < QUEUE_COUNT_MAX + 5; i++)
        (void)case_ticket_insert(c, t);
    assert_int_equal(queue_of(c, ROLE_ADMIN, "PUPR", true, QUEUE_NEW), QUEUE_COUNT_MAX);
    assert_int_equal(queue_of(c, ROLE_ADMIN, "PUPR", true, QUEUE_OVERDUE), QUEUE_COUNT_MAX);
    assert_int_equal(queue_of(c, ROLE_OFFICER, "PUPR", false, QUEUE_MINE), QUEUE_COUNT_MAX);
}

/* --- what everybody may know, and secrets --- */

static void test_open311_gives_public_complaints_only(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct ticket out[8], t = case_ticket(case_contact(c, "1", NULL));
    size_t n;
    struct open311_query q = {
        .categories = STR_EMPTY, .from = CASE_NOW - 1, .to = CASE_NOW + 1, .limit = 8
    };
    int64_t first = case_ticket_insert(c, t), second = case_ticket_insert(c, t);
    t.confidential = true;
    int64_t secret = case_ticket_insert(c, t);
    t.confidential = false;
    t.kind = KIND_WHISTLEBLOWING;
    int64_t tattle = case_ticket_insert(c, t);
    t.kind = KIND_ASPIRATION;
    (void)case_ticket_insert(c, t);
    must(open311_list(c->db, &q, &c->arena, out, &n, &e), &e);
    assert_true(n == 2 && out[0].id == second && out[1].id == first);
    assert_int_equal(out[0].text.len, 0);
    q.skip = 1;
    must(open311_list(c->db, &q, &c->arena, out, &n, &e), &e);
    assert_true(n == 1 && out[0].id == first);
    q.skip = 0;
    q.open = 2;
    must(open311_list(c->db, &q, &c->arena, out, &n, &e), &e);
    assert_int_equal(n, 0);
    q.open = 1;
    q.categories = STR(",waste,");
    must(open311_list(c->db, &q, &c->arena, out, &n, &e), &e);
    assert_int_equal(n, 0);
    must(open311_get(c->db, first, &c->arena, out, &e), &e);
    assert_false(open311_get(c->db, secret, &c->arena, out, &e) && e.code == ERR_NONE);
    assert_int_equal(e.code, ERR_NOT_FOUND);
    assert_false(open311_get(c->db, tattle, &c->arena, out, &e));
}

static void test_a_secret_is_made_once(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    bool found = true;
    uint8_t a[SHA256_SIZE] = { 0 }, b[SHA256_SIZE] = { 0 }, other[SHA256_SIZE];
    must(secret_get(c->db, SECRET_TRACKING, a, &found, &e), &e);
    assert_false(found);
    must(secret_need(c->db, SECRET_TRACKING, a, &e), &e);
    must(secret_need(c->db, SECRET_TRACKING, b, &e), &e);
    assert_memory_equal(a, b, sizeof a);
    must(secret_get(c->db, SECRET_TRACKING, b, &found, &e), &e);
    assert_true(found && memcmp(a, b, sizeof a) == 0);
    must(secret_need(c->db, "other", other, &e), &e);
    assert_memory_not_equal(a, other, sizeof a);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_ticket_moves_from_cell_to_cell),
        TEST(test_what_the_timeline_told_is_kept),
        TEST(test_who_may_not_know_reads_nothing),
        TEST(test_months),
        TEST(test_weeks_follow_their_tickets),
        TEST(test_ages_are_calendar_days),
        TEST(test_queues),
        TEST(test_long_queues_stop),
        TEST(test_open311_gives_public_complaints_only),
        TEST(test_a_secret_is_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
