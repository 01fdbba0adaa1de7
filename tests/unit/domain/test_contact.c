/* test_contact.c - what is shown of a person, and what is taken out of texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "domain/contact.h"

static void check_masked(void (*mask)(struct str, struct buf *), const char *why, const char *text,
                         const char *want)
{
    struct buf out;
    buf_init(&out, 4096);
    mask(str_of(text), &out);
    assert_true(buf_ok(&out));
    if (!str_equal(buf_view(&out), str_of(want)))
        fail_msg("%s: got <%.*s>, want <%s>", why, STR_ARG(buf_view(&out)), want);
    buf_finish(&out);
}

static void test_name(void **state)
{
    static const struct {
        const char *why, *name, *masked;
    } rows[] = {
        { "the example", "Budi Santoso", "B*** S***" },
        { "one word", "Siti", "S***" },
        { "nobody", "", "" },
        { "only blanks", " \t ", "" },
        { "blanks around and between", "  Budi   Santoso ", "B*** S***" },
        { "one letter says as much as many", "A", "A***" },
        { "a letter beyond ASCII", "\u00C9mil", "\u00C9***" },
        { "another script", "\u0645\u062D\u0645\u062F", "\u0645***" },
        { "emoji in front", "\U0001F600Budi", "B***" },
        { "only an emoji", "\U0001F600", "***" },
        { "marks in front", "~*Budi*~", "B***" },
        { "a direction override does not come through", "\u202EBudi", "B***" },
        { "a phone number as a name", "081200000001", "0***" },
        { "broken bytes", "\xFF\xFE", "***" },
        { "broken bytes before a letter",
          "\xFF"
          "Budi",
          "B***" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_masked(mask_name, rows[i].why, rows[i].name, rows[i].masked);
}

static void test_phone(void **state)
{
    static const struct {
        const char *why, *phone, *masked;
    } rows[] = {
        { "the example", "6281200000001", "62812*****001" },
        { "nobody", "", "" },
        { "the longest", "628120000000123", "62812*******123" },
        { "eleven digits", "62812000001", "62812***001" },
        { "ten digits", "6281200001", "628*****01" },
        { "nine digits", "628120001", "628****01" },
        { "a short one", "335421", "****21" },
        { "a very short one", "112", "***" },
        { "signs are left out", "+62 812-0000-0001", "62812*****001" },
        { "no digit at all", "ID.abc", "***" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_masked(mask_phone, rows[i].why, rows[i].phone, rows[i].masked);
}

static const struct {
    const char *why, *text, *masked;
} texts[] = {
    { "nothing to hide", "Jalan rusak di Desa Sukabumi", "Jalan rusak di Desa Sukabumi" },
    { "empty", "", "" },
    { "emoji and line breaks stay", "tolong \U0001F64F\nPak", "tolong \U0001F64F\nPak" },
    /* NIK */
    { "a NIK", "NIK 3513240801900001 atas nama", "NIK [NIK] atas nama" },
    { "a NIK with blanks", "3513 2408 0190 0001", "[NIK]" },
    { "a NIK with dashes", "351324-080190-0001", "[NIK]" },
    { "a NIK with dots", "35.13.24.080190.0001", "[NIK]" },
    { "a NIK of Kalimantan begins like +62", "6201 2408 0190 0001 saya", "[NIK] saya" },
    { "seventeen digits hide sixteen", "35132408019000012", "[NIK]" },
    { "glued to letters", "KTP3513240801900001a", "KTP[NIK]a" },
    { "two of them", "3513240801900001,3513240801900002", "[NIK],[NIK]" },
    { "a NIK and more in a row", "3513 2408 0190 0001 12", "[NIK]" },
    /* phones */
    { "a mobile number", "hub 081200000001 ya", "hub [telepon] ya" },
    { "with country code", "6281200000001", "[telepon]" },
    { "with a plus", "WA +6281200000001.", "WA [telepon]." },
    { "fifteen digits", "628120000000123", "[telepon]" },
    { "nine digits", "081234567", "[telepon]" },
    { "dashes", "0812-0000-0001", "[telepon]" },
    { "blanks", "0812 0000 0001", "[telepon]" },
    { "dots", "0812.0000.0001", "[telepon]" },
    { "plus, blanks and dashes", "+62 812-0000-0001", "[telepon]" },
    { "the plus apart from a long rest", "+62 81200000001", "[telepon]" },
    { "sixty-two and blanks", "62 812 0000 0001", "[telepon]" },
    { "sixty-two and dots", "62.812.345.678", "[telepon]" },
    { "without the zero", "812-0000-0001", "[telepon]" },
    { "digit by digit", "0 8 1 2 0 0 0 0 0 0 0 1", "[telepon]" },
    { "in pairs", "08-12-00-00-00-01", "[telepon]" },
    { "a landline", "telp 0335-421234", "telp [telepon]" },
    { "a landline with brackets", "(0335) 421234", "[telepon]" },
    { "a landline with a slash", "0335/421234", "[telepon]" },
    { "in brackets", "Pak RT (081200000001)", "Pak RT ([telepon])" },
    { "bracket and plus", "(+62) 812 0000 0001", "[telepon]" },
    { "glued to letters", "HP081200000001x", "HP[telepon]x" },
    { "two with a slash", "081200000001/081200000002", "[telepon]/[telepon]" },
    { "a link", "wa.me/6281200000001", "wa.me/[telepon]" },
    { "en dashes", "0812\u20130000\u20130001", "[telepon]" },
    { "hard blanks", "0812\u00A00000\u00A00001", "[telepon]" },
    { "unseen characters inside", "0812\u200B00000001", "[telepon]" },
    { "emoji digits",
      "0\uFE0F\u20E38\uFE0F\u20E31\uFE0F\u20E32\uFE0F\u20E30\uFE0F\u20E30\uFE0F\u20E3"
      "0\uFE0F\u20E30\uFE0F\u20E31\uFE0F\u20E3",
      "[telepon]" },
    { "full-width digits", "\uFF10\uFF18\uFF11\uFF12\uFF10\uFF10\uFF10\uFF10\uFF11", "[telepon]" },
    { "what follows in dashes' company is left", "0812-0000-0001 2 rumah", "[telepon] 2 rumah" },
    { "a number list before a phone", "12 0812-0000-0001", "12 [telepon]" },
    { "two phones in a row", "0812 0000 0001 0812 0000 0002", "[telepon]" },
    { "two phones with dashes", "0812-0000-0001 0812-0000-0002", "[telepon] [telepon]" },
    { "without zero before another", "812-345-678 0812-0000-0001", "[telepon]" },
    { "a date and a phone", "04-12-2026 081200000001", "04-12-2026 [telepon]" },
    { "a date and a parted phone", "04-12-2026 0812-0000-0001", "04-12-2026 [telepon]" },
    { "a phone with a date's beginning", "08-12-2000-0001", "[telepon]" },
    /* mobile numbers with anything between */
    { "commas", "0812,9999,8888", "[telepon]" },
    { "commas and blanks", "0812, 9999, 8888", "[telepon]" },
    { "colons", "0812:9999:8888", "[telepon]" },
    { "semicolons", "0812;9999;8888", "[telepon]" },
    { "stars", "0812*9999*8888", "[telepon]" },
    { "tildes", "0812~9999~8888", "[telepon]" },
    { "pluses", "0812+9999+8888", "[telepon]" },
    { "bars", "0812|9999|8888", "[telepon]" },
    { "emoji between", "0812\U0001F4DE9999\U0001F4DE8888", "[telepon]" },
    { "bullets", "0812\u20229999\u20228888", "[telepon]" },
    { "three lines", "0812\n9999\n8888", "[telepon]" },
    { "lines of another system", "0812\r\n9999\r\n8888", "[telepon]" },
    { "two lines", "0812\n00000001", "[telepon]" },
    { "a long rest on the next line", "0812\n999988881", "[telepon]" },
    { "groups of three", "081,299,998,888", "[telepon]" },
    { "one gap of many", "0812 9999,8888", "[telepon]" },
    { "a plus before", "+62812*9999*8888", "[telepon]" },
    { "the country code apart", "+62 812,9999,8888", "[telepon]" },
    { "every gap a comma", "+62,812,9999,8888", "[telepon]" },
    { "without the plus", "62,812,9999,8888", "[telepon]" },
    { "together", "62812,9999,8888", "[telepon]" },
    { "in brackets", "(0812,9999,8888)", "([telepon])" },
    { "ten digits", "0812,999,888", "[telepon]" },
    { "thirteen digits", "0812,9999,88881", "[telepon]" },
    { "two in a row", "0812,9999,8888,0813,7777,6666", "[telepon],[telepon]" },
    { "what follows is left", "0812,9999,8888, 2 rumah", "[telepon], 2 rumah" },
    { "in a sentence", "hubungi 0812,9999,8888: pak RT", "hubungi [telepon]: pak RT" },
    /* what stays */
    { "a ticket number", "status LK26-00042-7", "status LK26-00042-7" },
    { "a ticket number and a phone", "LK26-00042-7 081200000001", "LK26-00042-7 [telepon]" },
    { "a ticket number and a parted phone", "LK26-00042-7 0812-0000-0001",
      "LK26-00042-7 [telepon]" },
    { "a long ticket number", "lk26-654321-3", "lk26-654321-3" },
    { "the longest ticket number", "LK26-9999999-2", "LK26-9999999-2" },
    { "a ticket number without dashes", "LK26000427 belum", "LK26000427 belum" },
    { "a ticket number and a meter", "LK26-00042-7 12345678", "LK26-00042-7 12345678" },
    { "the same digits without its letters", "26-00042-7 12345678", "[NIK]" },
    { "a price", "Rp 1.500.000", "Rp 1.500.000" },
    { "a price without blank", "Rp1.500.000,00", "Rp1.500.000,00" },
    { "a large price", "Rp 150.000.000", "Rp 150.000.000" },
    { "a price that begins with 62", "Rp. 62.812.345.678", "Rp. 62.812.345.678" },
    { "a price that begins with 8", "anggaran 850.000.000", "anggaran 850.000.000" },
    { "two prices", "1.500.000-2.000.000", "1.500.000-2.000.000" },
    { "a price and a phone", "Rp 1.500.000 0812-0000-0001", "Rp 1.500.000 [telepon]" },
    { "a price glued to a phone", "1.500.000-0812-0000-0001", "1.500.000-[telepon]" },
    { "a date", "tanggal 04-12-2026", "tanggal 04-12-2026" },
    { "a date with slashes", "4/12/2026", "4/12/2026" },
    { "a date with dots", "04.12.2026", "04.12.2026" },
    { "two dates", "04-12-2026 05-12-2026", "04-12-2026 05-12-2026" },
    { "a date the other way round", "2026-12-04 2026-12-05", "2026-12-04 2026-12-05" },
    { "years", "2024 sampai 2026", "2024 sampai 2026" },
    { "hours", "jam 08.00-12.00", "jam 08.00-12.00" },
    { "RT and RW", "RT 01/02 RW 003", "RT 01/02 RW 003" },
    { "eight digits", "meter 12345678", "meter 12345678" },
    { "eight digits from zero", "08123456", "08123456" },
    { "a postcode", "67282", "67282" },
    { "a pin in a link", "maps?q=-7.7543210,113.2154321", "maps?q=-7.7543210,113.2154321" },
    { "an emergency number", "112 atau 110", "112 atau 110" },
    { "a line break within no phone", "0812\n0000", "0812\n0000" },
    { "a number of a list on each line", "0812\n2\n14", "0812\n2\n14" },
    { "money and money", "Rp 1.500,2.000", "Rp 1.500,2.000" },
    { "money that begins so", "Rp 6285000, 6290000", "Rp 6285000, 6290000" },
    { "money with cents", "Rp 628.500,00 : 125.000", "Rp 628.500,00 : 125.000" },
    { "a ratio", "1:2", "1:2" },
    { "hours", "08:12, 09:30, 10:15, 11:45", "08:12, 09:30, 10:15, 11:45" },
    { "hours with seconds", "08:12:45 09:13:46", "08:12:45 09:13:46" },
    { "house numbers", "no 12, 14, 15", "no 12, 14, 15" },
    { "house numbers from zero", "no 08, 12, 14, 15, 16", "no 08, 12, 14, 15, 16" },
    { "house numbers of three from zero", "no 081, 082, 083, 084", "no 081, 082, 083, 084" },
    { "house numbers that begin with 628", "no 628,629,630,631", "no 628,629,630,631" },
    { "a list below each other", "RT 08\n12\n13\n14\n15", "RT 08\n12\n13\n14\n15" },
    { "dates in a list", "08-12-2026, 09-12-2026", "08-12-2026, 09-12-2026" },
    { "years", "2024, 2025, 2026", "2024, 2025, 2026" },
    { "a sum", "12+15+20+30 = 77", "12+15+20+30 = 77" },
    { "letters part numbers", "0812 dan 9999 dan 8888", "0812 dan 9999 dan 8888" },
    { "nine digits in pieces", "0812,999,88", "0812,999,88" },
    { "a comma parts numbers", "0812,3456", "0812,3456" },
    { "a plus alone", "1 + 1 = 2, ++", "1 + 1 = 2, ++" },
    { "brackets alone", "(((", "(((" },
    { "broken bytes are made whole", "a\xFFz", "a\uFFFDz" },
    { "broken bytes between",
      "0812\xFF"
      "9999\xFF"
      "8888",
      "[telepon]" },
};

static void test_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_masked(mask_text, texts[i].why, texts[i].text, texts[i].masked);
}

/* Whoever has the key reads the citizen's own page. */
static void test_chat(void **state)
{
    static const struct {
        const char *why, *text, *masked;
    } rows[] = {
        { "the link of the first answer",
          "Nomor: LK26-00042-7\nhttps://lapor.example/t/LK26-00042-7?key=abcdefghij234567\nHal: "
          "jalan",
          "Nomor: LK26-00042-7\nhttps://lapor.example/t/LK26-00042-7?key=[kunci]\nHal: jalan" },
        { "as somebody typed it", "KEY=ABCDEFGHIJ234567", "KEY=[kunci]" },
        { "with more glued to it", "?key=abcdefghij234567xyz.", "?key=[kunci]." },
        { "two of them", "key=abcdefghij234567 key=zzzzzzzzzz222222", "key=[kunci] key=[kunci]" },
        { "a number beside it", "key=abcdefghij234567 081200000001", "key=[kunci] [telepon]" },
        { "too short for one", "?key=abcdef", "?key=abcdef" },
        { "a word at the end", "kunci=key=", "kunci=key=" },
        { "broken bytes are made whole", "key=\xFF", "key=\uFFFD" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_masked(mask_chat, rows[i].why, rows[i].text, rows[i].masked);
        check_masked(mask_chat, rows[i].why, rows[i].masked, rows[i].masked);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_masked(mask_chat, texts[i].why, texts[i].text, texts[i].masked);
}

/* A masked text has nothing left to mask: it may pass through two doors. */
static void test_text_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_masked(mask_text, texts[i].why, texts[i].masked, texts[i].masked);
}

static void test_no_room(void **state)
{
    (void)state;
    char memory[8];
    struct buf out;
    buf_fixed(&out, memory, sizeof memory);
    mask_text(STR("hubungi 081200000001"), &out);
    assert_false(buf_ok(&out));
    buf_clear(&out);
    mask_name(STR("Budi Santoso"), &out);
    assert_false(buf_ok(&out));
    buf_clear(&out);
    mask_phone(STR("6281200000001"), &out);
    assert_false(buf_ok(&out));
}

/* Ten thousand groups that begin nothing: the walk must not become quadratic. The clock of this
 * test is the time limit of the test run. */
static void test_long_lists(void **state)
{
    (void)state;
    static char text[200000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 2 ? ' ' : '1';
    struct buf out;
    buf_init(&out, sizeof text);
    mask_text((struct str){ text, sizeof text }, &out);
    assert_true(str_equal(buf_view(&out), (struct str){ text, sizeof text }));
    buf_finish(&out);
}

static int compare_refs(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void test_ref(void **state)
{
    (void)state;
    static char refs[40000][CONTACT_REF_SIZE];
    char again[CONTACT_REF_SIZE];
    for (size_t i = 0; i < 40000; i++) {
        /* Around the border where refs become longer, too. */
        int64_t id = i < 20000 ? (int64_t)i : (1 << 20) - 30000 + (int64_t)i;
        contact_ref_format(id, refs[i]);
        contact_ref_format(id, again);
        assert_string_equal(refs[i], again);
        assert_int_equal(strlen(refs[i]), id < 1 << 20 ? 6 : 7);
        assert_int_equal(strspn(refs[i] + 2, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
                         strlen(refs[i]) - 2);
        assert_true(strncmp(refs[i], "P-", 2) == 0);
        int64_t back = -1;
        assert_int_equal(contact_ref_parse(str_of(refs[i]), &back), id > 0);
        assert_int_equal(back, id > 0 ? id : -1);
    }
    qsort(refs, 40000, sizeof *refs, compare_refs);
    for (size_t i = 1; i < 40000; i++)
        assert_string_not_equal(refs[i - 1], refs[i]);
}

static void test_ref_of_large_ids(void **state)
{
    (void)state;
    char ref[CONTACT_REF_SIZE], other[CONTACT_REF_SIZE];
    contact_ref_format(INT64_MAX, ref);
    contact_ref_format(INT64_MAX - 1, other);
    assert_int_equal(strlen(ref), 15);
    assert_string_not_equal(ref, other);
    contact_ref_format(-1, other);
    assert_string_not_equal(ref, other);
}

static void test_refs_as_they_are_typed(void **state)
{
    static const char *const wrong[] = { "",
                                         "P-",
                                         "P-123",
                                         "3F7K",
                                         "P3F7K",
                                         "P-3F7!",
                                         "P-0000",
                                         "P-3F7U",
                                         "P-3F7K ",
                                         "P-ZZZZZZZZZZZZZ",
                                         "P-3F7KAAAAAAAAAAAAA" };
    char ref[CONTACT_REF_SIZE], typed[CONTACT_REF_SIZE];
    int64_t id = 7;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (contact_ref_parse(str_of(wrong[i]), &id)) fail_msg("%s: %lld", wrong[i], (long long)id);
    assert_int_equal(id, 7);
    for (int64_t n = 1; n < 3000; n++) {
        contact_ref_format(n, ref);
        for (size_t i = 0; i <= strlen(ref); i++)
            typed[i] = (char)(ref[i] == '0' ? 'o' : ref[i] == '1' ? 'l' : tolower(ref[i]));
        assert_true(contact_ref_parse(str_of(typed), &id));
        assert_int_equal(id, n);
    }
    contact_ref_format(INT64_MAX, ref);
    assert_true(contact_ref_parse(str_of(ref), &id));
    assert_true(id == INT64_MAX);
}

static void test_wa_id_of_phone(void **state)
{
    static const struct {
        const char *phone, *wa_id; /* NULL: no number that can be called from anywhere */
    } rows[] = {
        { "6281200000001", "6281200000001" },
        { "+62 812-0000-0001", "6281200000001" },
        { "+62 (812) 0000.0001", "6281200000001" },
        { "12345678", "12345678" },
        { "123456789012345", "123456789012345" },
        { "1234567890123456", NULL },
        { "1234567", NULL },
        { "081200000001", NULL },
        { "+62812 rumah", NULL },
        { "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[WA_ID_SIZE] = "before";
        bool ok = wa_id_of_phone(str_of(rows[i].phone), out);
        assert_int_equal(ok, rows[i].wa_id != NULL);
        assert_string_equal(out, ok ? rows[i].wa_id : "before");
    }
}

static void test_wa_id_of_typed(void **state)
{
    char out[WA_ID_SIZE] = "before";
    (void)state;
    assert_true(wa_id_of_typed(STR("0812-0000-0001"), out));
    assert_string_equal(out, "6281200000001");
    assert_true(wa_id_of_typed(STR("+62 812 0000 0002"), out));
    assert_string_equal(out, "6281200000002");
    assert_false(wa_id_of_typed(STR("0812"), out));
    assert_false(wa_id_of_typed(STR("0812 rumah"), out));
    assert_false(wa_id_of_typed(STR("0812345678901234567890123456789012345"), out));
    assert_string_equal(out, "6281200000002");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_name),
        cmocka_unit_test(test_phone),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_text_twice),
        cmocka_unit_test(test_chat),
        cmocka_unit_test(test_no_room),
        cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_ref),
        cmocka_unit_test(test_ref_of_large_ids),
        cmocka_unit_test(test_refs_as_they_are_typed),
        cmocka_unit_test(test_wa_id_of_phone),
        cmocka_unit_test(test_wa_id_of_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
