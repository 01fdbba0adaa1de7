/* test_any_order.c - the same messages in any order, and any of them twice, make the same tickets:
 * as many, of the same category, unit and place, holding all that was said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_case.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define MESSAGES_MAX  4
#define SUMMARY_MAX   1024

/* Lines of a written chat, each with the second at which it was sent. */
struct row {
    const char *what;
    struct {
        int at_s;
        const char *line;
    } said[MESSAGES_MAX];
};

static const struct row rows[] = {
    { "a matter, more about it, a photo",
      { { 0, "> Lampu jalan mati di desa Sebaung kecamatan Gending" },
        { 20, "> sudah seminggu gelap sekali" },
        { 40, "> [foto]" } } },
    { "a photo, a matter, a photo",
      { { 0, "> [foto]" },
        { 10, "> Jalan berlubang di desa Sebaung" },
        { 20, "> [foto]" },
        { 25, "> [foto] ini lubangnya" } } },
    { "two matters",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 30, "> Sampah menumpuk di pasar Maron" } } },
    { "two matters with a word for each",
      { { 0, "> Jalan berlubang di desa Sebaung" },
        { 10, "> Sampah menumpuk di pasar Maron" },
        { 20, "> jalannya sudah lama rusak" } } },
    { "a greeting, a matter, thanks",
      { { 0, "> Assalamualaikum pak" },
        { 10, "> Air PDAM mati di desa Sebaung" },
        { 20, "> terima kasih" } } },
    { "a plea, then the matter",
      { { 0, "> tolong pak" }, { 5, "> jalan rusak parah di desa Sebaung" } } },
    { "a matter, then its place",
      { { 0, "> Lampu jalan mati sudah seminggu" },
        { 20, "> di desa Sebaung kecamatan Gending" } } },
    { "danger and more of it",
      { { 0, "> Kebakaran rumah di desa Sebaung" }, { 10, "> apinya besar sekali tolong" } } },
    { "long after the settling time",
      { { 0, "> Jalan berlubang di desa Sebaung" },
        { 5000, "> Sampah menumpuk di pasar Maron" },
        { 9000, "> Lampu jalan mati di desa Sebaung" } } },
};

static void text_of(struct chat_run *r, const char *sql, char out[SUMMARY_MAX])
{
    char wide[SUMMARY_MAX];
    size_t len = 0;
    /* Read as numbers of letters: ask() gives integers only. */
    (void)snprintf(wide, sizeof wide, "SELECT length(s) FROM (%s)", sql);
    int64_t total = ask(r->c, wide);
    for (int64_t i = 1; i <= total && len + 5 < SUMMARY_MAX; i++) {
        (void)snprintf(wide, sizeof wide, "SELECT unicode(substr(s, %lld, 1)) FROM (%s)",
                       (long long)i, sql);
        out[len++] = (char)ask(r->c, wide);
    }
    out[len] = '\0';
}

#define SUMMARY                                                                                    \
    "SELECT COALESCE(group_concat(t, ';'), '') AS s FROM (SELECT category || ' ' || department "   \
    "|| "                                                                                          \
    "' ' || COALESCE(district, '-') || ' ' || COALESCE(village, '-') || ' ' || kind || ' ' || "    \
    "priority AS t FROM ticket ORDER BY t)"

/* Delivers the messages in this order, each `copies` times. */
static void deliver(const struct row *row, const size_t *order, size_t count, int copies,
                    char out[SUMMARY_MAX])
{
    void *state = NULL;
    assert_int_equal(intake_case_setup(&state), 0);
    struct chat_run r = { .c = state, .at = NOW, .citizen = 1, .copies = copies };
    for (size_t i = 0; i < count; i++) {
        char why[700] = "";
        r.at = NOW + row->said[order[i]].at_s * MS_PER_SECOND;
        r.c->work.now = NOW + 10000 * MS_PER_SECOND;
        if (!chat_line(&r, str_of(row->said[order[i]].line), why, sizeof why))
            fail_msg("%s: %s", row->what, why);
    }
    text_of(&r, SUMMARY, out);
    assert_int_equal(intake_case_teardown(&state), 0);
}

static void compare(const struct row *row, const size_t *order, size_t count, const char *want)
{
    char got[SUMMARY_MAX];
    for (int copies = 1; copies <= (order[0] == 0 ? 2 : 1); copies++) {
        deliver(row, order, count, copies, got);
        if (strcmp(got, want) != 0)
            fail_msg("%s, order %zu %zu %zu x%d:\n  %s\n  instead of\n  %s", row->what, order[0],
                     count > 1 ? order[1] : 9, count > 2 ? order[2] : 9, copies, got, want);
    }
}

static void permute(const struct row *row, size_t *order, size_t from, size_t count,
                    const char *want)
{
    if (from == count) {
        compare(row, order, count, want);
        return;
    }
    for (size_t i = from; i < count; i++) {
        size_t kept = order[from];
        order[from] = order[i];
        order[i] = kept;
        permute(row, order, from + 1, count, want);
        order[i] = order[from];
        order[from] = kept;
    }
}

static void test_any_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t count = 0, order[MESSAGES_MAX];
        char want[SUMMARY_MAX];
        while (count < MESSAGES_MAX && rows[i].said[count].line) {
            order[count] = count;
            count++;
        }
        deliver(&rows[i], order, count, 1, want);
        assert_true(want[0] != '\0');
        permute(&rows[i], order, 0, count, want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_any_order) };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
