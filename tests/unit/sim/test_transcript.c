/* test_transcript.c - what differs from one playing to the next has a name, all else stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/transcript.h"
#include <stdio.h>
#include <stdlib.h>

static struct sim_transcript *transcript_of(struct buf *out)
{
    struct sim_transcript *t = calloc(1, sizeof *t);
    assert_non_null(t);
    buf_init(out, 4096);
    sim_transcript_init(t, out);
    return t;
}

static void test_what_differs_has_a_name(void **state)
{
    static const struct {
        const char *text, *written;
    } rows[] = {
        { "Nomor: *LK26-00042-7*", "Nomor: *{number 1}*" },
        { "LK26-00042-7, LK26-00043-5 dan LK26-00042-7", "{number 1}, {number 2} dan {number 1}" },
        { "paling lambat *Jumat 4 Desember 2026*.", "paling lambat *{date}*." },
        { "Senin 30 November 2026", "{date}" },
        { "https://lapor.example.id/t/LK26-00042-7?key=abcDEF123 ya",
          "{host}/t/{number 1}?key={key} ya" },
        { "http://127.0.0.1:8080/t/LK26-00042-7", "{host}/t/{number 1}" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        struct sim_transcript *t = transcript_of(&out);
        sim_transcript_add(t, str_of(rows[i].text));
        assert_true(buf_ok(&out));
        if (!str_equal(buf_view(&out), str_of(rows[i].written)))
            fail_msg("%s became %.*s", rows[i].text, STR_ARG(buf_view(&out)));
        buf_finish(&out);
        free(t);
    }
}

/* Half a number, a telephone, a day without its year, somebody else's page: all written as it is.
 */
static void test_all_else_stays(void **state)
{
    static const char *const rows[] = {
        "LK26-0042-7",
        "00000026-00042-7",
        "LK26-00042",
        "0335-000-000000",
        "Jumat 4 Desember",
        "Jumat pagi",
        "4 Desember 2026",
        "Hari Minggu 123 Mei 2026",
        "https://example.id/tempat?kunci=1",
        "http",
        "Dinas Perhubungan (DISHUB), KEC-18 \xf0\x9f\x91\x8d",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        struct sim_transcript *t = transcript_of(&out);
        sim_transcript_add(t, str_of(rows[i]));
        assert_string_equal(out.at, rows[i]);
        buf_finish(&out);
        free(t);
    }
}

static void test_lines_are_indented(void **state)
{
    struct buf out;
    struct sim_transcript *t = transcript_of(&out);
    (void)state;
    sim_transcript_indented(t, STR("Baik.\n\nNomor: LK26-00042-7"));
    assert_string_equal(out.at, "    Baik.\n\n    Nomor: {number 1}\n");
    buf_finish(&out);
    free(t);
}

static void test_more_numbers_than_can_be_named(void **state)
{
    char number[SIM_NUMBER_SIZE];
    struct buf out;
    struct sim_transcript *t = transcript_of(&out);
    (void)state;
    for (int i = 1; i <= SIM_TRANSCRIPT_NUMBERS; i++) {
        (void)snprintf(number, sizeof number, "LK26-%05d-0", i);
        assert_int_equal(sim_transcript_number(t, str_of(number)), i);
    }
    assert_int_equal(sim_transcript_number(t, STR("LK26-00007-0")), 7);
    assert_false(t->full);
    assert_int_equal(sim_transcript_number(t, STR("LK26-99999-0")), 0);
    assert_true(t->full);
    buf_finish(&out);
    free(t);
}

static void test_a_number_is_found(void **state)
{
    struct str text = STR("Nomor: *LK26-00042-7*\nlalu LK26-00043-5");
    struct str first = sim_number_in(text, 0);
    (void)state;
    assert_true(str_equal(first, STR("LK26-00042-7")));
    assert_true(str_equal(sim_number_in(text, (size_t)(first.at - text.at) + first.len),
                          STR("LK26-00043-5")));
    assert_int_equal(sim_number_in(STR("tidak ada"), 0).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_differs_has_a_name),
        cmocka_unit_test(test_all_else_stays),
        cmocka_unit_test(test_lines_are_indented),
        cmocka_unit_test(test_more_numbers_than_can_be_named),
        cmocka_unit_test(test_a_number_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
