/* test_export.c - rows of an export: masked for whoever reads, in our words and in SP4N's. */
#include "base/json.h"
#include "desk_case.h"
#include "domain/export.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct desk *desk;

static int setup(void **state)
{
    struct desk_files files = good_files();
    struct err e = { 0 };
    (void)state;
    desk = desk_create(&files, &e);
    return desk ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    desk_destroy(desk);
    return 0;
}

static struct ticket road(void)
{
    return (struct ticket){ .id = INT64_C(20260000042),
                            .contact_id = 7,
                            .kind = KIND_COMPLAINT,
                            .status = STATUS_IN_PROGRESS,
                            .channel = CHANNEL_WHATSAPP,
                            .source = SOURCE_WHATSAPP,
                            .priority = PRIORITY_NORMAL,
                            .category = STR("road"),
                            .department = STR("PUPR"),
                            .district = STR("99.01.14"),
                            .village = STR("99.01.14.2001"),
                            .text = STR("=Jalan \"rusak\"\nhubungi 0812 3456 7890"),
                            .received_at = INT64_C(1795500000000),
                            .created_at = INT64_C(1795500000000),
                            .due_at = INT64_C(1795500000001),
                            .supporters = 1,
                            .reporter_name = STR("Zulfaqar Xaverindra"),
                            .reporter_phone = STR("6281377700042") };
}

static const char *file_of(struct export_style style, const struct ticket *t, size_t count)
{
    static char memory[16384];
    struct buf out;
    int64_t rows = 0;
    style.desk = desk;
    style.prefix = "LK";
    style.now = INT64_C(1795600000000);
    buf_fixed(&out, memory, sizeof memory);
    export_begin(&style, &out);
    for (size_t i = 0; i < count; i++)
        rows += export_ticket(&style, &t[i], rows, &out);
    export_end(&style, rows, &out);
    assert_true(buf_ok(&out));
    return memory;
}

static void holds(const char *text, const char *words)
{
    if (!strstr(text, words)) fail_msg("no '%s' in %s", words, text);
}

static void holds_not(const char *text, const char *words)
{
    if (strstr(text, words)) fail_msg("'%s' in %s", words, text);
}

static void test_csv(void **state)
{
    struct ticket t = road();
    const char *csv = file_of((struct export_style){ .role = ROLE_OPERATOR }, &t, 1);
    (void)state;
    assert_memory_equal(csv, "\xEF\xBB\xBFnumber,kind,status,", 22);
    holds(csv, "\r\n\"LK26-00042-");
    holds(csv, "\"'=Jalan \"\"rusak\"\"\nhubungi [telepon]\"");
    holds(csv, "\"Dinas PU, Tata Ruang\"");
    holds(csv, "\"Z*** X***\",\"62813*****042\"");
    holds_not(csv, "Zulfaqar");
    holds_not(csv, "81377700042");
    holds_not(csv, "3456");
    /* Every row has as many cells as the head. */
    size_t head = 0, cells = 0;
    bool quoted = false;
    const char *row = strchr(csv, '\r');
    for (const char *at = csv; at < row; at++)
        head += *at == ',';
    for (const char *at = row + 2; *at; at++) {
        if (*at == '"') quoted = !quoted;
        cells += *at == ',' && !quoted;
    }
    assert_int_equal(head, cells);
}

static void test_who_reads_of_a_reporter_in_confidence(void **state)
{
    static const struct {
        enum role role;
        bool shown;
    } rows[] = { { ROLE_ADMIN, true },
                 { ROLE_OPERATOR, true },
                 { ROLE_OFFICER, false },
                 { ROLE_SUPERVISOR, false } };
    struct ticket t = road();
    (void)state;
    t.confidential = true;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *csv = file_of((struct export_style){ .role = rows[i].role }, &t, 1);
        if ((strstr(csv, "Z*** X***") != NULL) != rows[i].shown) fail_msg("row %zu", i);
        if ((strstr(csv, "62813") != NULL) != rows[i].shown) fail_msg("row %zu: phone", i);
    }
}

static void test_json(void **state)
{
    struct ticket t[2] = { road(), road() };
    struct json *tree;
    struct err e = { 0 };
    (void)state;
    t[1].rating = 4;
    const char *text = file_of(
        (struct export_style){ .format = EXPORT_JSON, .role = ROLE_SUPERVISOR }, t, LENGTH(t));
    if (!json_parse(str_of(text), &tree, &e)) fail_msg("%s: %s", e.text, text);
    const struct json *items = json_get(tree, "items"), *first = json_first(items);
    assert_int_equal(json_count(items), 2);
    assert_true(json_is_null(json_get(first, "rating")));
    assert_true(json_is_null(json_get(first, "outcome")));
    assert_true(json_bool(json_get(first, "overdue"), false));
    assert_true(json_is_number(json_get(json_next(first), "rating")));
    assert_true(str_starts(json_get_text(first, "text"), STR("=Jalan \"rusak\"\n")));
    assert_true(json_is_number(json_get(tree, "count")));
    json_free(tree);
    holds(file_of((struct export_style){ .format = EXPORT_JSON }, NULL, 0),
          "{\"items\":[],\"count\":0}");
}

static void test_sp4n_words(void **state)
{
    static const struct {
        enum ticket_status status;
        enum ticket_outcome outcome;
        const char *word;
    } rows[] = {
        { STATUS_RECEIVED, OUTCOME_NONE, "Belum terverifikasi" },
        { STATUS_VERIFIED, OUTCOME_NONE, "Belum ditindaklanjuti" },
        { STATUS_ASSIGNED, OUTCOME_NONE, "Belum ditindaklanjuti" },
        { STATUS_IN_PROGRESS, OUTCOME_NONE, "Proses" },
        { STATUS_AWAITING_REPORTER, OUTCOME_NONE, "Tunda" },
        { STATUS_RESOLVED, OUTCOME_NONE, "Proses" },
        { STATUS_CLOSED, OUTCOME_SOLVED, "Selesai" },
        { STATUS_CLOSED, OUTCOME_PARTLY_SOLVED, "Selesai" },
        { STATUS_CLOSED, OUTCOME_UNANSWERED, "Selesai" },
        { STATUS_CLOSED, OUTCOME_REFERRED, "Bukan wewenang" },
        { STATUS_CLOSED, OUTCOME_NOT_ACTIONABLE, "Arsip" },
        { STATUS_CLOSED, OUTCOME_MERGED, "Arsip" },
        { STATUS_CLOSED, OUTCOME_CANCELLED, "Arsip" },
        { STATUS_CLOSED, OUTCOME_REJECTED, "Arsip" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_string_equal(export_sp4n_status(rows[i].status, rows[i].outcome), rows[i].word);
    assert_string_equal(export_sp4n_class(KIND_COMPLAINT), "Pengaduan");
    assert_string_equal(export_sp4n_class(KIND_ASPIRATION), "Aspirasi");
    assert_string_equal(export_sp4n_class(KIND_INFORMATION), "Permintaan Informasi");
    assert_string_equal(export_sp4n_class(KIND_CONSULTATION), "Permintaan Informasi");
    assert_string_equal(export_sp4n_class(KIND_WHISTLEBLOWING), "");
}

static void test_sp4n_file(void **state)
{
    struct ticket t[2] = { road(), road() };
    (void)state;
    t[0].confidential = true;
    t[1].kind = KIND_WHISTLEBLOWING;
    t[1].text = STR("pungli");
    const char *csv =
        file_of((struct export_style){ .words = EXPORT_SP4N, .role = ROLE_ADMIN }, t, LENGTH(t));
    holds(csv, "nomor_lapor_kanda,tanggal_laporan,klasifikasi,judul");
    holds(csv,
          "\"Pengaduan\",\"'=Jalan \"\"rusak\"\"\",\"'=Jalan \"\"rusak\"\"\nhubungi [telepon]\"");
    holds(csv, "\"Asri, Kecamatan Satu\"");
    holds(csv, "\"\",\"Ya\",\"Ya\",\"Proses\""); /* in confidence: nobody is named, whoever reads */
    holds_not(csv, "pungli");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_who_reads_of_a_reporter_in_confidence),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_sp4n_words),
        cmocka_unit_test(test_sp4n_file),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
