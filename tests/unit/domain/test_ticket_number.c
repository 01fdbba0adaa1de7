/* test_ticket_number.c - the number people see, write and mistype. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "domain/ticket.h"

#define ID(year, sequence) ((int64_t)(year)*TICKET_IDS_PER_YEAR + (sequence))

static int64_t instant(const char *text)
{
    int64_t ms = 0;
    if (!rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time in the test: %s", text);
    return ms;
}

static void test_format(void **state)
{
    static const struct {
        const char *why, *prefix;
        int64_t id;
        const char *number;
    } rows[] = {
        { "the number of the design", "LK", ID(2026, 42), "LK26-00042-7" },
        { "Damm's own example is 5724", "LK", ID(2026, 572), "LK26-00572-4" },
        { "the first of a year", "LK", ID(2027, 1), "LK27-00001-3" },
        { "five digits are full", "LK", ID(2026, 99999), "LK26-99999-9" },
        { "then it grows", "LK", ID(2026, 100000), "LK26-100000-2" },
        { "up to the last id of a year", "LK", ID(2026, 9999999), "LK26-9999999-2" },
        { "a year that begins with 0", "LK", ID(2100, 42), "LK00-00042-7" },
        { "another town", "SAMBAT", ID(2026, 42), "SAMBAT26-00042-7" },
        { "no prefix", "", ID(2026, 42), "26-00042-7" },
        { "no ticket at all", "LK", 0, "LK00-00000-0" },
        { "a damaged id", "LK", -5, "LK00-00000-0" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[TICKET_NUMBER_SIZE];
        ticket_number_format(rows[i].prefix, rows[i].id, out);
        if (strcmp(out, rows[i].number) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].why, out);
    }
}

static void test_ids_of_a_year(void **state)
{
    (void)state;
    /* The year is that of Probolinggo: at 17:00 UTC of New Year's Eve the new one has begun. */
    assert_int_equal(ticket_first_id(instant("2026-12-31T16:59:59Z")), ID(2026, 1));
    assert_int_equal(ticket_first_id(instant("2026-12-31T17:00:00Z")), ID(2027, 1));
    assert_int_equal(ticket_last_id(instant("2026-06-01T00:00:00Z")), ID(2026, 9999999));
    assert_int_equal(ticket_last_id(instant("2026-06-01T00:00:00Z")) + 2,
                     ticket_first_id(instant("2027-06-01T00:00:00Z")));
}

static void test_typed(void **state)
{
    static const struct {
        const char *why, *text;
        int64_t id; /* 0: refused */
    } rows[] = {
        { "as we write it", "LK26-00042-7", ID(2026, 42) },
        { "small letters", "lk26-00042-7", ID(2026, 42) },
        { "mixed case", "Lk26-00042-7", ID(2026, 42) },
        { "blanks for dashes", "lk26 00042 7", ID(2026, 42) },
        { "nothing for dashes", "LK26000427", ID(2026, 42) },
        { "a blank after the prefix", "LK 26-00042-7", ID(2026, 42) },
        { "a dash after the prefix", "LK-26-00042-7", ID(2026, 42) },
        { "only the last dash", "LK2600042-7", ID(2026, 42) },
        { "only the first dash", "LK26-000427", ID(2026, 42) },
        { "dots", "LK26.00042.7", ID(2026, 42) },
        { "slashes", "LK26/00042/7", ID(2026, 42) },
        { "underscores", "LK26_00042_7", ID(2026, 42) },
        { "blanks around the dashes", "LK26 - 00042 - 7", ID(2026, 42) },
        { "an en dash from a word processor", "LK26\u201300042\u20137", ID(2026, 42) },
        { "a no-break hyphen", "LK26\u201100042\u20117", ID(2026, 42) },
        { "a hard blank", "LK26\u00A000042\u00A07", ID(2026, 42) },
        { "blanks and a line break around it", "  LK26-00042-7\n", ID(2026, 42) },
        { "six digits", "LK26-100000-2", ID(2026, 100000) },
        { "six digits without dashes", "LK261000002", ID(2026, 100000) },
        { "seven digits", "lk26-9999999-2", ID(2026, 9999999) },
        { "seven digits without dashes", "LK2699999992", ID(2026, 9999999) },
        { "a wrong check digit", "LK26-00042-8", 0 },
        { "a wrong digit", "LK26-00043-7", 0 },
        { "two digits swapped", "LK26-00024-7", 0 },
        { "another prefix", "LP26-00042-7", 0 },
        { "no prefix", "26-00042-7", 0 },
        { "only the prefix", "LK", 0 },
        { "nothing", "", 0 },
        { "blanks", "   ", 0 },
        { "something behind", "LK26-00042-7a", 0 },
        { "a sentence behind", "LK26-00042-7 tolong", 0 },
        { "a digit behind", "LK26-00042-70", 0 },
        { "something before", "no LK26-00042-7", 0 },
        { "the year is missing", "LK-00042-7", 0 },
        { "a longer year", "LK2026-00042-7", 0 },
        { "four digits", "LK26-0042-7", 0 },
        { "six digits with a leading zero", "LK26-000042-7", 0 },
        { "eight digits", "LK26-10000000-6", 0 },
        { "no check digit", "LK26-00042", 0 },
        { "a dash inside the sequence", "LK26-000-42-7", 0 },
        { "four blanks", "LK26    00042-7", 0 },
        { "a line break inside", "LK26-00042\n7", 0 },
        { "letters for digits", "LK26-OOO42-7", 0 },
        { "sequence zero is no ticket", "LK26-00000-0", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t id = -1;
        struct err e = { 0 };
        bool ok = ticket_number_parse("LK", str_of(rows[i].text), &id, &e);
        if (ok != (rows[i].id != 0)) fail_msg("row %zu: %s", i, rows[i].why);
        if (id != (ok ? rows[i].id : -1)) fail_msg("row %zu: %s: id", i, rows[i].why);
        if (!ok) assert_int_equal(e.code, ERR_INPUT);
    }
}

static void test_found_in_text(void **state)
{
    static const struct {
        const char *why, *text;
        int64_t id;
    } rows[] = {
        { "at the end", "status LK26-00042-7", ID(2026, 42) },
        { "at the start", "lk26-00042-7 kok belum ya", ID(2026, 42) },
        { "in brackets", "laporan saya (LK26-00042-7), bagaimana?", ID(2026, 42) },
        { "bold", "*LK26-00042-7*", ID(2026, 42) },
        { "with a hash", "#lk26000427", ID(2026, 42) },
        { "after a colon", "No:LK26-00042-7.", ID(2026, 42) },
        { "after an emoji", "\U0001F64FLK26-00042-7", ID(2026, 42) },
        { "the first of two", "LK26-00042-7 dan LK26-00572-4", ID(2026, 42) },
        { "the first that is right", "LK26-00042-8 eh LK26-00572-4", ID(2026, 572) },
        { "a number behind it is not a part of it", "LK26-00042-7 2 rumah", ID(2026, 42) },
        { "nor a longer one", "LK26-00042-7 12 rumah", ID(2026, 42) },
        { "nor a phone number", "LK26-00042-7 081200000001", ID(2026, 42) },
        { "six digits win over five", "lihat LK26-100000-2 ya", ID(2026, 100000) },
        { "glued to a word behind", "LK26-00042-7ya", ID(2026, 42) },
        { "a prefix inside a word", "TALK26-00042-7", 0 },
        { "after a digit", "3LK26-00042-7", 0 },
        { "none", "jalan rusak di Desa Sukabumi", 0 },
        { "lk. is also short for men", "lk 26 orang, 00042 7", 0 },
        { "only wrong ones", "LK26-00042-6", 0 },
        { "empty", "", 0 },
        { "cut off", "status LK26-0004", 0 },
        { "only the prefix at the end", "status LK", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t id = -1;
        bool ok = ticket_number_find("LK", str_of(rows[i].text), &id);
        if (ok != (rows[i].id != 0)) fail_msg("row %zu: %s", i, rows[i].why);
        if (id != (ok ? rows[i].id : -1)) fail_msg("row %zu: %s: id", i, rows[i].why);
    }
}

static void test_like_a_number(void **state)
{
    static const struct {
        const char *text;
        bool like;
    } rows[] = {
        { "LK26-00042-6", true },
        { "lk26 00042 8 masih rusak", true },
        { "status LK26-100000-3", true },
        { "LK26-00042-7", true },
        { "LK26-00042-8 eh LK26-00572-4", true },
        { "LK26-0004", false },
        { "lk 26 orang, 00042 7", false },
        { "TALK26-00042-6", false },
        { "", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ticket_number_like("LK", str_of(rows[i].text)) != rows[i].like)
            fail_msg("%s", rows[i].text);
}

/* Whether a mistyped number is still read as the ticket or as another one. */
static bool read_as_something(const char *number)
{
    int64_t id;
    return ticket_number_parse("LK", str_of(number), &id, NULL);
}

static const int64_t sequences[] = { 1,     42,    572,    9090,   12345,   55555,
                                     90817, 99999, 100000, 654321, 1000001, 9999999 };

/* Every wrong digit in sequence and check digit, at every place. */
static void test_every_wrong_digit(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof sequences / sizeof *sequences; k++) {
        char number[TICKET_NUMBER_SIZE];
        ticket_number_format("LK", ID(2026, sequences[k]), number);
        for (size_t i = strlen("LK26-"); number[i] != '\0'; i++) {
            char right = number[i];
            if (right == '-') continue;
            for (int digit = 0; digit < 10; digit++) {
                number[i] = (char)('0' + digit);
                if (read_as_something(number) != (number[i] == right)) fail_msg("read: %s", number);
            }
            number[i] = right;
        }
    }
}

/* Every swap of neighbours, also across the last dash. */
static void test_every_swap(void **state)
{
    (void)state;
    for (int64_t sequence = 1; sequence < 3000; sequence++) {
        char number[TICKET_NUMBER_SIZE];
        ticket_number_format("LK", ID(2026, sequence), number);
        size_t len = strlen(number);
        for (size_t i = strlen("LK26-"); i + 1 < len; i++) {
            size_t next = number[i + 1] == '-' ? i + 2 : i + 1;
            char a = number[i], b = number[next];
            if (a == '-' || a == b) continue;
            number[i] = b;
            number[next] = a;
            if (read_as_something(number)) fail_msg("read: %s", number);
            number[i] = a;
            number[next] = b;
        }
    }
}

static void test_round_trip(void **state)
{
    (void)state;
    for (int64_t sequence = 1; sequence <= 9999999; sequence += 977) {
        char number[TICKET_NUMBER_SIZE];
        int64_t id = 0, found = 0;
        ticket_number_format("LK", ID(2031, sequence), number);
        assert_true(ticket_number_parse("lk", str_of(number), &id, NULL));
        assert_int_equal(id, ID(2031, sequence));
        assert_true(ticket_number_find("LK", str_of(number), &found));
        assert_int_equal(found, id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_format),        cmocka_unit_test(test_ids_of_a_year),
        cmocka_unit_test(test_typed),         cmocka_unit_test(test_found_in_text),
        cmocka_unit_test(test_like_a_number), cmocka_unit_test(test_every_wrong_digit),
        cmocka_unit_test(test_every_swap),    cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
