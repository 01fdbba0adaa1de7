/* test_query_plans.c - no statement reads a whole table, but for those that say why they may.
 *
 * Every named statement is asked for its plan on a fresh database. "SCAN" is a walk over all rows;
 * a search by index or key is "SEARCH". A new statement that walks belongs into the list below only
 * with a reason why its table or partial index stays small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/db.h"
#include "store/migrate.h"
#include "store_bed.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARAMETERS_MAX 48 /* of any statement */
#define LENGTH(array)  (sizeof(array) / sizeof((array)[0]))

#define TEN     "there are at most ten"
#define WAITS   "holds only what is on its way"
#define HUMAN   "holds only what waits for a human"
#define TENS    "an account has tens of templates"
#define OPEN    "holds only alarms that are open, or whose end is yet to be told"
#define STOPS   "ends at its limit"
#define FORGETS "a person is forgotten by a command, on a connection of its own"
#define BROKEN  "children of a new row are looked for only while a reference is broken"

/* What may walk, and over what: `plan` is how the line of the plan begins. */
static const struct {
    const char *statement, *plan, *why;
} allowed[] = {
    { "staff_count_admins", "SCAN staff", "a desk has tens of accounts" },
    { "staff_list", "SCAN staff", "a desk has tens of accounts, and a person waits" },
    { "ticket_words_last", "SCAN ticket_words_pending", "in the order of its key, up to LIMIT" },
    { "outbox_count_states", "SCAN outbox USING INDEX outbox_line", WAITS },
    { "outbox_count_failed", "SCAN outbox USING INDEX outbox_failed", HUMAN },
    { "outbox_recover", "SCAN o USING INDEX outbox_leased", "holds only what is in flight" },
    { "outbox_recover", "SCAN o USING INDEX outbox_unsure", "holds only what is doubtful" },
    { "outbox_count_waiting", "SCAN outbox USING INDEX outbox_waiting", HUMAN },
    { "template_forget", "SCAN template", TENS },
    { "template_find", "SCAN template", TENS },
    { "template_list", "SCAN template USING INDEX", TENS },
    { "attachment_recover", "SCAN attachment USING INDEX attachment_begun",
      "holds only what is under way" },
    { "alarm_quiet", "SCAN alarm USING INDEX alarm_open", OPEN },
    { "alarm_count_open", "SCAN alarm USING INDEX alarm_open", OPEN },
    { "alarm_next_mail", "SCAN alarm USING INDEX alarm_mail", OPEN },
    { "alarm_next_hook", "SCAN alarm USING INDEX alarm_hook", OPEN },
    { "quarantine_count_open", "SCAN quarantine USING INDEX quarantine_open",
      "holds only what is unsettled" },
    { "ticket_list_search_newest", "SCAN w VIRTUAL TABLE", "the full-text index seeks itself" },
    { "ticket_list_search_oldest", "SCAN w VIRTUAL TABLE", "the full-text index seeks itself" },
    { "ticket_bound_search_newest", "SCAN ticket_words VIRTUAL TABLE",
      "the full-text index seeks itself" },
    { "ticket_bound_search_oldest", "SCAN ticket_words VIRTUAL TABLE",
      "the full-text index seeks itself" },
    { "contact_insert", "SCAN outbox", BROKEN },
    { "contact_insert", "SCAN message", BROKEN },
    { "contact_insert", "SCAN contact", BROKEN },
    { "ticket_alike", "SCAN n", "the newest 100 of one district, from its index" },
    { "ticket_part_of", "SCAN p", "what was merged into one report, found by its index" },
    { "ticket_part_in_open", "SCAN p", "what was merged into one report, found by its index" },
    { "ticket_own_alike", "SCAN own", "the ten newest of one contact" },
    { "ticket_of_contact", "SCAN (subquery", "the newest few of one contact" },
    { "message_insert", "SCAN outbox", BROKEN },
    { "message_insert", "SCAN event", BROKEN },
    { "webhook_body_insert", "SCAN message", BROKEN },
    { "outbox_insert", "SCAN message_status", BROKEN },
    { "outbox_again", "SCAN message_status", BROKEN },
    { "account_facts", "SCAN account_fact", "a dozen rows" },
    { "account_reached", "SCAN people", "no more than the limit, from the index" },
    { "open311_list", "SCAN n", "the newest 5000 of a span, from the key" },
    { "staff_contact_list", "SCAN staff_contact USING INDEX",
      "a hundred rows, and a person waits" },
    { "staff_notice_settled", "SCAN n USING INDEX staff_notice_handed", WAITS },
    { "erase_alias_find", "SCAN contact_alias", FORGETS },
    { "erase_alias_value", "SCAN contact_alias", "holds only numbers that changed hands" },
    { "erase_family", "SCAN contact", FORGETS },
    { "erase_scan_answers", "SCAN idempotency", "holds 48 hours of answers" },
    { "queue_status", "SCAN (subquery", STOPS },
    { "queue_due", "SCAN d", STOPS },
    { "queue_unit_status", "SCAN (subquery", STOPS },
    { "queue_unit_open", "SCAN (subquery", STOPS },
    { "queue_unit_due", "SCAN (subquery", STOPS },
    { "queue_age", "SCAN (subquery", STOPS },
    { "queue_unit_age", "SCAN (subquery", STOPS },
    { "summary_newest", "SCAN n", "the newest 200 that were approved" },
    { "staff_insert", "SCAN public_summary", BROKEN },
    { "queue_failed", "SCAN outbox USING INDEX outbox_failed", HUMAN },
    { "queue_failed", "SCAN f", STOPS },
    { "hook_count", "SCAN hook", TEN },
    { "hook_list", "SCAN hook", TEN },
    { "hook_due", "SCAN hook", TEN },
    { "ticket_queue_failed", "SCAN o USING INDEX outbox_failed", HUMAN },
    { "referral_unsettled", "SCAN ticket USING INDEX ticket_referred_unsettled",
      "that index is empty once old referrals are settled" },
};

/* Sorting in memory is for few rows only. */
static const struct {
    const char *statement, *why;
} may_sort[] = {
    { "outbox_count_states", "three states" },
    { "summary_newest", "at most 200" },
    { "ticket_alike", "what is alike among 100" },
    { "ticket_own_alike", "the ten newest of one contact" },
    { "ticket_followed", "the same ten" },
    { "ticket_known_open", "what one contact has open or follows" },
    { "ticket_part_of", "what was merged into one report" },
    { "ticket_part_in_open", "the same" },
    { "status_of_wamid", "six statuses" },
    { "template_find", "two languages of one message" },
    { "open311_list", "a part of the newest 5000 of a span" },
};

static struct store_bed bed;
static struct stmt_text explained[STMT_COUNT];
static struct db *db;

static int setup(void **state)
{
    struct err e = { 0 };
    struct clock clock = clock_system();
    (void)state;
    if (!store_bed_make(&bed)) return -1;
    must(store_migrate(bed.path, &clock, NULL, &e), &e);
    for (int i = 0; i < STMT_COUNT; i++) {
        size_t cap = strlen(stmt_texts[i].sql) + 32;
        char *sql = malloc(cap);
        assert_non_null(sql);
        (void)snprintf(sql, cap, "EXPLAIN QUERY PLAN %s", stmt_texts[i].sql);
        explained[i] = (struct stmt_text){ stmt_texts[i].name, sql };
    }
    must(db_open_with(bed.path, DB_WRITE, explained, STMT_COUNT, &db, &e), &e);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    db_close(db);
    for (int i = 0; i < STMT_COUNT; i++)
        free((char *)(uintptr_t)explained[i].sql);
    return store_bed_remove(&bed) ? 0 : -1;
}

/* How many :names the statement has; each must be bound. */
static size_t parameters_of(const char *sql)
{
    char seen[PARAMETERS_MAX][48];
    size_t count = 0;
    for (const char *at = sql; (at = strchr(at, ':')) != NULL;) {
        size_t len = strspn(++at, "abcdefghijklmnopqrstuvwxyz_0123456789");
        if (len == 0) continue;
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known = known || (strlen(seen[i]) == len && strncmp(seen[i], at, len) == 0);
        if (known) continue;
        assert_true(count < LENGTH(seen) && len < sizeof seen[0]);
        memcpy(seen[count], at, len);
        seen[count++][len] = '\0';
    }
    return count;
}

static bool is_allowed(const char *statement, struct str line, bool *used)
{
    for (size_t i = 0; i < LENGTH(allowed); i++)
        if (strcmp(allowed[i].statement, statement) == 0 &&
            str_starts(line, str_of(allowed[i].plan))) {
            used[i] = true;
            return true;
        }
    return false;
}

static bool sorts_with_leave(const char *statement)
{
    for (size_t i = 0; i < LENGTH(may_sort); i++)
        if (strcmp(may_sort[i].statement, statement) == 0) return true;
    return false;
}

/* Reads the plan of one statement; how many lines must not be there. */
static int plan_check(int id, bool *used)
{
    static const struct db_value none[PARAMETERS_MAX];
    struct err e = { 0 };
    struct db_rows *rows;
    bool more;
    int bad = 0;
    must(db_open_rows(db, (enum stmt_id)id, none, parameters_of(stmt_texts[id].sql), &rows, &e),
         &e);
    for (;;) {
        must(db_step(rows, &more, &e), &e);
        if (!more) break;
        struct str line = db_text(rows, 3);
        bool scan = str_starts(line, STR("SCAN")) && !str_equal(line, STR("SCAN CONSTANT ROW"));
        bool sort = str_contains(line, STR("USE TEMP B-TREE"));
        bool automatic = str_contains(line, STR("AUTOMATIC"));
        if ((scan && !is_allowed(stmt_texts[id].name, line, used)) || automatic ||
            (sort && !sorts_with_leave(stmt_texts[id].name))) {
            print_message("%s: %.*s\n", stmt_texts[id].name, STR_ARG(line));
            bad++;
        }
    }
    db_close_rows(rows);
    return bad;
}

static void test_no_statement_reads_a_whole_table(void **state)
{
    (void)state;
    int bad = 0;
    bool used[LENGTH(allowed)] = { false };
    for (int i = 0; i < STMT_COUNT; i++)
        bad += plan_check(i, used);
    for (size_t i = 0; i < LENGTH(allowed); i++)
        if (!used[i]) {
            print_message("%s: '%s' is allowed and not needed\n", allowed[i].statement,
                          allowed[i].plan);
            bad++;
        }
    if (bad) fail_msg("%d lines of plans", bad);
}

/* Finds a statement by its name, and reads the first line of its plan. */
static bool is_driven(const char *name, const char *want)
{
    static const struct db_value none[PARAMETERS_MAX];
    int id = 0;
    struct err e = { 0 };
    struct db_rows *plan;
    bool more, driven = false;
    while (id < STMT_COUNT && strcmp(stmt_texts[id].name, name) != 0)
        id++;
    if (id == STMT_COUNT) fail_msg("no statement %s", name);
    must(db_open_rows(db, (enum stmt_id)id, none, parameters_of(stmt_texts[id].sql), &plan, &e),
         &e);
    must(db_step(plan, &more, &e), &e);
    if (more) driven = str_starts(db_text(plan, 3), str_of(want));
    if (!driven) print_message("%s: %.*s\n", name, STR_ARG(db_text(plan, 3)));
    db_close_rows(plan);
    return driven;
}

/* The names of the lists say which index drives; the plan must agree. So is what finds
 * where a page has to end. covers: SQLite says so; of an index with an expression it does not. */
static void test_each_list_is_driven_by_its_index(void **state)
{
    static const struct {
        const char *list, *index;
        bool covers;
    } rows[] = {
        { "all", "INTEGER PRIMARY KEY", false },
        { "status", "INDEX ticket_status", false },
        { "category", "INDEX ticket_category", false },
        { "department", "INDEX ticket_department", false },
        { "district", "INDEX ticket_district", false },
        { "copy", "INDEX ticket_copy", false },
        { "referred", "INDEX ticket_referred", false },
        { "village", "INDEX ticket_village", true },
        { "kind", "INDEX ticket_kind", true },
    };
    static const char *const orders[] = { "newest", "oldest" };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (size_t o = 0; o < LENGTH(orders); o++) {
            char name[64], plan[96];
            (void)snprintf(name, sizeof name, "ticket_list_%s_%s", rows[i].list, orders[o]);
            (void)snprintf(plan, sizeof plan, "SEARCH t USING %s", rows[i].index);
            assert_true(is_driven(name, plan));
            (void)snprintf(name, sizeof name, "ticket_bound_%s_%s", rows[i].list, orders[o]);
            (void)snprintf(plan, sizeof plan, "SEARCH ticket USING %s%s",
                           rows[i].covers ? "COVERING " : "", rows[i].index);
            assert_true(is_driven(name, plan));
        }
}

/* Numbers and queues: some line of the plan says how the rows are found. */
static void test_counts_do_not_grow_with_the_tickets(void **state)
{
    static const struct {
        const char *statement, *plan;
    } rows[] = {
        { "queue_status", "SEARCH ticket USING INDEX ticket_status (status=? AND" },
        { "queue_due", "SEARCH ticket USING INDEX ticket_due (due_at>? AND due_at<?" },
        { "queue_unit_status", "SEARCH ticket USING INDEX ticket_open (department=? AND "
                               "<expr>=? AND status=?" },
        { "queue_unit_open", "SEARCH ticket USING INDEX ticket_open (department=? AND <expr>=?" },
        { "queue_unit_due",
          "SEARCH ticket USING INDEX ticket_open_due (department=? AND <expr>=? AND due_at>?" },
        { "ticket_queue_due", "SEARCH t USING INDEX ticket_due (due_at>? AND due_at<?" },
        { "ticket_queue_unit_due",
          "SEARCH t USING INDEX ticket_open_due (department=? AND <expr>=? AND due_at>?" },
        { "statistics_read", "SEARCH statistics_cell USING INDEX" },
        { "statistics_events", "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)" },
        { "statistics_cell_find", "SEARCH statistics_cell USING COVERING INDEX" },
        { "ticket_alike", "SEARCH t USING INTEGER PRIMARY KEY" },
        { "ticket_own_alike", "SEARCH n USING INDEX ticket_contact (contact_id=?)" },
        { "open311_list", "SEARCH ticket USING INTEGER PRIMARY KEY" },
        { "open311_get", "SEARCH t USING INTEGER PRIMARY KEY" },
        { "ticket_count_referred", "SEARCH ticket USING INDEX ticket_referred (referred_to=?" },
    };
    static const struct db_value none[PARAMETERS_MAX];
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int id = 0;
        struct err e = { 0 };
        struct db_rows *plan;
        bool more = true, driven = false;
        while (id < STMT_COUNT && strcmp(stmt_texts[id].name, rows[i].statement) != 0)
            id++;
        if (id == STMT_COUNT) fail_msg("no statement %s", rows[i].statement);
        size_t n = parameters_of(stmt_texts[id].sql);
        must(db_open_rows(db, (enum stmt_id)id, none, n, &plan, &e), &e);
        for (;;) {
            must(db_step(plan, &more, &e), &e);
            if (!more) break;
            driven = driven || str_starts(db_text(plan, 3), str_of(rows[i].plan));
            print_message("%s: %.*s\n", rows[i].statement, STR_ARG(db_text(plan, 3)));
        }
        db_close_rows(plan);
        if (!driven) fail_msg("%s is not driven by '%s'", rows[i].statement, rows[i].plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_do_not_grow_with_the_tickets),
        cmocka_unit_test(test_no_statement_reads_a_whole_table),
        cmocka_unit_test(test_each_list_is_driven_by_its_index),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
