/* test_outbox.c - the states of a reply and its callback mark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/outbox.h"

static void test_states(void **state)
{
    static const struct {
        int number; /* as stored, for ever */
        const char *name;
        bool blocks;
    } rows[] = {
        { 0, "pending", true },   { 1, "leased", true },   { 2, "unsure", true },
        { 3, "accepted", false }, { 4, "sent", false },    { 5, "delivered", false },
        { 6, "read", false },     { 7, "played", false },  { 8, "failed", false },
        { 9, "waiting", false },  { 10, "merged", false }, { 11, "withdrawn", false },
    };
    (void)state;
    assert_int_equal(sizeof rows / sizeof *rows, OUTBOX_STATE_COUNT);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum outbox_state s = (enum outbox_state)rows[i].number, parsed = OUTBOX_STATE_COUNT;
        assert_string_equal(outbox_state_name(s), rows[i].name);
        assert_true(outbox_state_parse(str_of(rows[i].name), &parsed));
        assert_int_equal(parsed, s);
        assert_int_equal(outbox_state_blocks(s), rows[i].blocks);
    }
    assert_string_equal(outbox_state_name(OUTBOX_STATE_COUNT), "");
    assert_false(outbox_state_blocks(OUTBOX_STATE_COUNT));
}

static void test_what_overtakes_what(void **state)
{
    static const struct {
        const char *told, *later;
        bool untrue;
    } rows[] = {
        { "in_progress", "resolved", true },
        { "in_progress", "closed", true },
        { "in_progress", "verified", true }, /* given back */
        { "in_progress", "promised", true }, /* another day */
        { "in_progress", "note", false },
        { "in_progress", "ladder", false },
        { "assigned", "assigned", true }, /* to another unit */
        { "assigned", "late", true },
        { "promised", "extended", true },
        { "awaiting_reporter", "promised", false }, /* it still waits for the reporter */
        { "awaiting_reporter", "in_progress", true },
        { "resolved", "closed", true },
        { "resolved", "reopened", true },
        { "resolved", "rated", false },
        { "closed", "reopened", true },
        { "closed", "unmerged", true }, /* it was merged, and is on its own again */
        { "closed", "unmerged_from", false },
        { "unmerged", "assigned", true },
        { "reply", "closed", false },      /* a person's words */
        { "received", "verified", false }, /* nobody is told, and the number would be lost */
        { "received", "assigned", true },
        { "received", "late", true },
        { "rated", "reopened", false },
        { "", "closed", true },
        { "", "late", true },
        { "", "joined", false },
        { "", "", false },
        { "something new", "closed", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (outbox_is_overtaken(str_of(rows[i].told), str_of(rows[i].later)) != rows[i].untrue)
            fail_msg("'%s', then '%s'", rows[i].told, rows[i].later);
}

static void test_state_refused(void **state)
{
    static const char *const wrong[] = { "", "Pending", "sent ", "pend", "0" };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        enum outbox_state s = OUTBOX_READ;
        if (outbox_state_parse(str_of(wrong[i]), &s)) fail_msg("accepted: %s", wrong[i]);
        assert_int_equal(s, OUTBOX_READ);
    }
}

static void test_callback(void **state)
{
    static const struct {
        int64_t id;
        const char *text;
    } rows[] = {
        { 4711, "lk:out:4711" },
        { 1, "lk:out:1" },
        { INT64_MAX, "lk:out:9223372036854775807" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[OUTBOX_CALLBACK_SIZE];
        int64_t id = 0;
        outbox_callback_format(rows[i].id, out);
        assert_string_equal(out, rows[i].text);
        assert_true(outbox_callback_parse(str_of(out), &id));
        assert_int_equal(id, rows[i].id);
    }
}

static void test_callback_of_others(void **state)
{
    static const char *const others[] = {
        "",
        "lk:out:",
        "lk:out:0",
        "lk:out:007",
        "lk:out:-1",
        "lk:out:+1",
        "lk:out: 1",
        "lk:out:1 ",
        "lk:out:1x",
        "LK:OUT:1",
        "lk:in:1",
        "4711",
        "xlk:out:1",
        "lk:out:9223372036854775808",
        "lk:out:99999999999999999999999999",
    };
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        int64_t id = -7;
        if (outbox_callback_parse(str_of(others[i]), &id)) fail_msg("accepted: %s", others[i]);
        assert_int_equal(id, -7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_what_overtakes_what),
        cmocka_unit_test(test_state_refused),
        cmocka_unit_test(test_callback),
        cmocka_unit_test(test_callback_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
