/* test_trail_cut.c - the end of the audit trail is cut off, and all in the database fits together
 * again: the head beside it still knows, the server tells and does not write it over. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OPEN "SELECT COUNT(*) FROM alarm WHERE cause = 'audit' AND cleared_at IS NULL"

static struct town town;
static char head_path[160];

static void head_read(char out[160])
{
    FILE *f = fopen(head_path, "r");
    out[0] = '\0';
    if (!f) return;
    assert_non_null(fgets(out, 160, f));
    assert_int_equal(fclose(f), 0);
}

static int64_t head_event(void)
{
    char line[160];
    head_read(line);
    return strtoll(line, NULL, 10);
}

/* What keeps the head is done once a minute: at the first one, and then not for a while. */
static void head_is_of(int64_t event)
{
    char line[160], want[32];
    (void)snprintf(want, sizeof want, "%lld ", (long long)event);
    for (int i = 0; i < 200; i++) {
        head_read(line);
        if (strncmp(line, want, strlen(want)) == 0) return;
        town_nap(100);
    }
    fail_msg("%s: %s, want %s", head_path, line, want);
}

static int setup(void **state)
{
    (void)state;
    town_create(&town, "[desk]\nsettle_seconds=0\n");
    (void)snprintf(head_path, sizeof head_path, "%s/kanda.db.audit-head", town.dir);
    assert_true(town_start(&town));
    const char *body = town_text("wamid.S1", "6281200000001", town_now(), "Jalan rusak di Gending");
    assert_int_equal(town_post_status(&town, body), 200);
    body = town_text("wamid.S3", "6281200000003", town_now(), "Sampah menumpuk di Dringu");
    assert_int_equal(town_post_status(&town, body), 200);
    assert_int_equal(town_stop(&town), 0);
    assert_true(town_start(&town)); /* the head of what is there */
    head_is_of(town_count(&town, "SELECT event_id FROM chain"));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    town_destroy(&town);
    return 0;
}

static bool verified(void)
{
    static const char *const verify[] = { "audit", "verify", NULL };
    char out[512];
    return town_command(&town, verify, out, sizeof out) == 0;
}

static void cut(void)
{
    town_exec(&town, "DROP TRIGGER IF EXISTS event_no_delete; DELETE FROM remark;"
                     "DELETE FROM event WHERE id = (SELECT MAX(id) FROM event);"
                     "UPDATE chain SET event_id = (SELECT MAX(id) FROM event),"
                     "digest = (SELECT digest FROM event ORDER BY id DESC LIMIT 1)");
}

static void test_a_cut_end_is_told_and_its_proof_kept(void **state)
{
    char before[160], after[160];
    (void)state;
    head_read(before);
    assert_true(verified());
    assert_int_equal(town_count(&town, OPEN), 0);
    cut();
    town_wait_count(&town, OPEN, 1, 20);
    assert_true(town_log_has(&town, "audit.cut"));
    /* More comes in behind it: the trail fits together, and its head is another. */
    const char *body = town_text("wamid.S2", "6281200000002", town_now(), "Lampu mati di Gending");
    assert_int_equal(town_post_status(&town, body), 200);
    assert_int_equal(town_stop(&town), 0);
    assert_true(town_start(&town));
    town_nap(6500); /* it has looked again */
    assert_int_equal(town_count(&town, OPEN), 1);
    head_read(after);
    assert_string_equal(before, after);
    assert_false(verified());
}

static void test_who_has_looked_moves_the_file_away(void **state)
{
    (void)state;
    assert_int_equal(unlink(head_path), 0);
    town_wait_count(&town, OPEN, 0, 20);
    head_is_of(town_count(&town, "SELECT event_id FROM chain"));
}

/* The head is due then, and the next moment writes it, unless it looks before. */
static void test_a_cut_after_a_quiet_while_is_found_too(void **state)
{
    char before[160], after[160];
    (void)state;
    const char *body = town_text("wamid.S4", "6281200000004", town_now(), "Banjir di Dringu");
    assert_int_equal(town_post_status(&town, body), 200);
    for (int i = 0; i < 700 && town_count(&town, "SELECT event_id FROM chain") != head_event(); i++)
        town_nap(100);
    town_nap(61000);
    head_read(before);
    cut();
    town_wait_count(&town, OPEN, 1, 20);
    head_read(after);
    assert_string_equal(before, after);
    assert_false(verified());
    assert_int_equal(unlink(head_path), 0);
    town_wait_count(&town, OPEN, 0, 20);
}

static void test_a_file_that_holds_something_else_is_left_alone(void **state)
{
    char line[160];
    (void)state;
    FILE *f = fopen(head_path, "w");
    assert_non_null(f);
    assert_true(fputs("bukan jejak\n", f) >= 0);
    assert_int_equal(fclose(f), 0);
    town_wait_count(&town, OPEN, 1, 20);
    head_read(line);
    assert_string_equal(line, "bukan jejak\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cut_end_is_told_and_its_proof_kept),
        cmocka_unit_test(test_who_has_looked_moves_the_file_away),
        cmocka_unit_test(test_a_cut_after_a_quiet_while_is_found_too),
        cmocka_unit_test(test_a_file_that_holds_something_else_is_left_alone),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
