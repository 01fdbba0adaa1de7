/* test_template_store.c - our templates against Meta's list and Meta's webhooks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/template_store.h"
#include "store_case.h"

static const struct message_template ours[] = {
    { .name = { "beres", 5 },
      .language = { "id", 2 },
      .category = { "UTILITY", 7 },
      .body = { "Laporan {{1}} lalu {{2}} selesai", 32 },
      .key = TEMPLATE_RESOLVED,
      .param_count = 2,
      .room = 1000 },
};

static void sync(struct store_case *c, size_t count)
{
    struct err e = { 0 };
    must(template_sync(c->db, ours, count, CASE_NOW, &e), &e);
}

static enum template_state state_of(struct store_case *c)
{
    struct err e = { 0 };
    enum template_state state;
    must(template_state_of(c->db, STR("beres"), STR("id"), &state, &e), &e);
    return state;
}

static void news(struct store_case *c, enum template_state state, int64_t at)
{
    struct err e = { 0 };
    struct template_news n = { .name = STR("beres"),
                               .language = STR("id"),
                               .has_state = true,
                               .state = state,
                               .reason = STR_EMPTY,
                               .category = STR_EMPTY,
                               .quality = STR_EMPTY };
    must(template_news_apply(c->db, &n, at, CASE_NOW, &e), &e);
}

static bool found(struct store_case *c)
{
    struct err e = { 0 };
    struct template_choice choice;
    bool found;
    must(template_find(c->db, TEMPLATE_RESOLVED, STR_EMPTY, &c->arena, &choice, &found, &e), &e);
    return found;
}

static int64_t alarms(struct store_case *c)
{
    return case_ask(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'template_text.beres.id' AND "
                       "cleared_at IS NULL");
}

static void test_metas_list_decides(void **state)
{
    struct store_case *c = *state;
    const struct str same = ours[0].body, none = STR_EMPTY, utility = STR("UTILITY");
    const struct template_listed base = { .name = ours[0].name,
                                          .language = ours[0].language,
                                          .category = utility,
                                          .reason = none,
                                          .quality = none,
                                          .body = same,
                                          .has_state = true,
                                          .state = TEMPLATE_APPROVED,
                                          .param_count = 2 };
    struct template_listed paused = base, other = base, marketing = base, more = base, new = base;
    struct template_listed reworded = base, tidied = base;
    reworded.body = STR("Laporan {{1}} ditolak karena {{2}} begitu");
    tidied.body = STR("Laporan {{1}}\nlalu  {{2}} selesai");
    paused.state = TEMPLATE_PAUSED;
    other.language = STR("jv");
    marketing.category = STR("MARKETING");
    more.param_count = 3;
    new.has_state = false; /* a word we do not know: the state stays */
    const struct {
        const char *label;
        const struct template_listed *listed;
        size_t count;
        enum template_state state;
        bool found;
    } rows[] = {
        { "never submitted", NULL, 0, TEMPLATE_UNKNOWN, false },
        { "approved", &base, 1, TEMPLATE_APPROVED, true },
        { "a new word", &new, 1, TEMPLATE_APPROVED, true },
        { "turned to marketing", &marketing, 1, TEMPLATE_APPROVED, false },
        { "paused", &paused, 1, TEMPLATE_PAUSED, false },
        { "another number of variables", &more, 1, TEMPLATE_DIFFERS, false },
        { "approved again", &base, 1, TEMPLATE_APPROVED, true },
        { "another text", &reworded, 1, TEMPLATE_DIFFERS, false },
        { "our text again", &base, 1, TEMPLATE_APPROVED, true },
        { "our text, with other blanks", &tidied, 1, TEMPLATE_APPROVED, true },
        { "only in another language", &other, 1, TEMPLATE_DELETED, false },
    };
    sync(c, 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err e = { 0 };
        struct template_count count;
        must(
            template_reconcile(c->db, ours, 1, rows[i].listed, rows[i].count, CASE_NOW, &count, &e),
            &e);
        if (state_of(c) != rows[i].state || found(c) != rows[i].found ||
            (count.approved == 1) != rows[i].found || count.approved + count.other != 1)
            fail_msg("%s: %s, approved %zu", rows[i].label, template_state_name(state_of(c)),
                     count.approved);
        /* nobody finds out by waiting replies alone */
        if (alarms(c) != (rows[i].state == TEMPLATE_DIFFERS)) fail_msg("%s: alarm", rows[i].label);
    }
}

static void test_what_is_older_changes_nothing(void **state)
{
    struct store_case *c = *state;
    news(c, TEMPLATE_APPROVED, CASE_NOW); /* before the file was ever read */
    assert_false(found(c));
    sync(c, 1);
    assert_true(found(c));
    news(c, TEMPLATE_PAUSED, CASE_NOW + 2000);
    news(c, TEMPLATE_APPROVED, CASE_NOW + 1000); /* late */
    assert_int_equal(state_of(c), TEMPLATE_PAUSED);
    news(c, TEMPLATE_APPROVED, CASE_NOW + 2000); /* Meta's clock has seconds: order of arrival */
    assert_int_equal(state_of(c), TEMPLATE_APPROVED);
}

static void test_approved_in_a_webhook_says_nothing_of_the_text(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    sync(c, 1);
    must(template_state_set(c->db, STR("beres"), STR("id"), TEMPLATE_DIFFERS, STR("another text"),
                            CASE_NOW, &e),
         &e);
    assert_int_equal(alarms(c), 1);
    news(c, TEMPLATE_APPROVED, CASE_NOW + 1000);
    assert_int_equal(state_of(c), TEMPLATE_DIFFERS);
    news(c, TEMPLATE_PAUSED, CASE_NOW + 2000); /* other news count as ever */
    assert_int_equal(state_of(c), TEMPLATE_PAUSED);
}

static void test_a_row_that_left_the_file_says_nothing(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct template_row rows[4];
    size_t count;
    sync(c, 1);
    news(c, TEMPLATE_APPROVED, CASE_NOW);
    sync(c, 0);
    assert_false(found(c));
    must(template_list(c->db, &c->arena, rows, 4, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].message.len, 0);
    assert_int_equal(rows[0].state, TEMPLATE_APPROVED);
    sync(c, 1); /* back, and Meta's word was kept */
    assert_true(found(c));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_metas_list_decides),
        CASE(test_what_is_older_changes_nothing),
        CASE(test_approved_in_a_webhook_says_nothing_of_the_text),
        CASE(test_a_row_that_left_the_file_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
