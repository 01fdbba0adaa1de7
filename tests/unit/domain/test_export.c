/* test_export.c - rows of an export: masked for whoever reads, in our words and in SP4N's. */
#include "base/clock.h"
#include "base/json.h"
#include "desk_case.h"
#include "domain/export.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
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
    if (!style.now) style.now = INT64_C(1795600000000);
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

/* The cell of a column in the one row of a JSON file; "null" for nothing. */
static const char *cell_of(const struct ticket *t, int64_t now, const char *column)
{
    static char out[256];
    struct json *tree;
    struct err e = { 0 };
    const struct export_style style = {
        .format = EXPORT_JSON, .words = EXPORT_REGISTER, .role = ROLE_OPERATOR, .now = now
    };
    if (!json_parse(str_of(file_of(style, t, 1)), &tree, &e)) fail_msg("%s", e.text);
    const struct json *cell = json_get(json_first(json_get(tree, "items")), column);
    int64_t n;
    assert_non_null(cell);
    if (json_i64(cell, &n))
        (void)snprintf(out, sizeof out, "%lld", (long long)n);
    else
        (void)snprintf(out, sizeof out, "%.*s",
                       STR_ARG(json_is_null(cell) ? STR("null") : json_text(cell)));
    json_free(tree);
    return out;
}

static int64_t at(const char *text)
{
    int64_t ms = 0;
    if (text[0] && !rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time: %s", text);
    return ms;
}

/* Asked on Monday 2 November 2026: ten working days end on the 16th, seventeen on the 25th. */
static void test_the_register_of_requests(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_status status;
        enum ticket_outcome outcome;
        bool extended;
        int paused;
        const char *resolved, *closed, *reopened, *now;
        const char *due, *answered, *days, *in_time;
    } rows[] = {
        { "new", STATUS_RECEIVED, OUTCOME_NONE, false, 0, "", "", "", "2026-11-03", "2026-11-16",
          "null", "null", "null" },
        { "open on the last day", STATUS_IN_PROGRESS, OUTCOME_NONE, false, 0, "", "", "",
          "2026-11-16T23:00:00+07:00", "2026-11-16", "null", "null", "null" },
        { "open the day after", STATUS_IN_PROGRESS, OUTCOME_NONE, false, 0, "", "", "",
          "2026-11-17", "2026-11-16", "null", "null", "Tidak" },
        { "extended, it is not", STATUS_IN_PROGRESS, OUTCOME_NONE, true, 0, "", "", "",
          "2026-11-17", "2026-11-25", "null", "null", "null" },
        { "answered on the sixth day", STATUS_RESOLVED, OUTCOME_NONE, false, 0,
          "2026-11-10T09:00:00+07:00", "", "", "2026-12-01", "2026-11-16",
          "2026-11-10T09:00:00+07:00", "6", "Ya" },
        { "answered on the eighth, two of which it waited", STATUS_RESOLVED, OUTCOME_NONE, false, 2,
          "2026-11-12T09:00:00+07:00", "", "", "2026-12-01", "2026-11-18",
          "2026-11-12T09:00:00+07:00", "6", "Ya" },
        { "answered a day late, and closed long since", STATUS_CLOSED, OUTCOME_SOLVED, false, 0,
          "2026-11-17T00:00:00+07:00", "2026-11-20T09:00:00+07:00", "", "2026-12-01", "2026-11-16",
          "2026-11-17T00:00:00+07:00", "11", "Tidak" },
        { "refused with a reason, which is an answer", STATUS_CLOSED, OUTCOME_NOT_ACTIONABLE, false,
          0, "", "2026-11-05T09:00:00+07:00", "", "2026-12-01", "2026-11-16",
          "2026-11-05T09:00:00+07:00", "3", "Ya" },
        { "taken back: nobody is to answer", STATUS_CLOSED, OUTCOME_CANCELLED, false, 0, "",
          "2026-11-30T09:00:00+07:00", "", "2026-12-01", "2026-11-16", "null", "null", "null" },
        { "opened again on the 18th", STATUS_IN_PROGRESS, OUTCOME_NONE, false, 0, "", "",
          "2026-11-18T09:00:00+07:00", "2026-11-20", "2026-12-02", "null", "null", "null" },
        { "and answered again on the fifth day", STATUS_RESOLVED, OUTCOME_NONE, false, 0,
          "2026-11-25T09:00:00+07:00", "", "2026-11-18T09:00:00+07:00", "2026-11-26", "2026-12-02",
          "2026-11-25T09:00:00+07:00", "5", "Ya" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ticket t = road();
        t.kind = KIND_INFORMATION;
        t.status = rows[i].status;
        t.outcome = rows[i].outcome;
        t.extended = rows[i].extended;
        t.paused_days = rows[i].paused;
        t.received_at = at("2026-11-02T08:00:00+07:00");
        t.resolved_at = at(rows[i].resolved);
        t.closed_at = at(rows[i].closed);
        t.reopened_at = at(rows[i].reopened);
        const struct {
            const char *column, *want;
        } cells[] = { { "batas_waktu", rows[i].due },
                      { "tanggal_jawaban", rows[i].answered },
                      { "hari_kerja", rows[i].days },
                      { "tepat_waktu", rows[i].in_time } };
        for (size_t c = 0; c < LENGTH(cells); c++)
            if (!str_starts(str_of(cell_of(&t, at(rows[i].now), cells[c].column)),
                            str_of(cells[c].want)))
                fail_msg("%s: %s is %s, want %s", rows[i].rule, cells[c].column,
                         cell_of(&t, at(rows[i].now), cells[c].column), cells[c].want);
    }
}

/* A PPID's register says of each request by which way it came. */
static void test_the_register_says_how_it_was_asked(void **state)
{
    static const char *const ways[SOURCE_END] = {
        [SOURCE_WHATSAPP] = "WhatsApp", [SOURCE_PHONE] = "Telepon",
        [SOURCE_DESK] = "Tatap muka",   [SOURCE_SOCIAL_MEDIA] = "Media sosial",
        [SOURCE_LETTER] = "Surat",      [SOURCE_SP4N] = "SP4N-LAPOR",
        [SOURCE_OTHER] = "Lainnya",
    };
    struct ticket t = road();
    (void)state;
    t.kind = KIND_INFORMATION;
    for (int i = SOURCE_WHATSAPP; i < SOURCE_END; i++) {
        t.source = (enum ticket_source)i;
        t.channel = t.source == SOURCE_WHATSAPP ? CHANNEL_WHATSAPP : CHANNEL_STAFF;
        const char *have = cell_of(&t, at("2026-11-28"), "cara_permohonan");
        if (strcmp(have, ways[i]) != 0) fail_msg("%s, want %s", have, ways[i]);
    }
}

/* What staff wrote, and who asked, are masked as everywhere. */
static void test_the_register_tells_no_secret(void **state)
{
    struct ticket t = road();
    (void)state;
    t.kind = KIND_INFORMATION;
    t.closed_reason = STR("Pemohon 0812 3456 7890 sudah dihubungi.");
    for (enum role role = ROLE_ADMIN; role < ROLE_AUDITOR; role++) {
        const struct export_style style = { .words = EXPORT_REGISTER, .role = role };
        t.confidential = role == ROLE_OFFICER;
        const char *csv = file_of(style, &t, 1);
        holds(csv, "nomor_pendaftaran,tanggal_permohonan,");
        holds(csv, "Pemohon [telepon] sudah dihubungi.");
        holds_not(csv, "3456");
        holds_not(csv, "Zulfaqar");
        holds_not(csv, "81377700042");
        if (t.confidential) holds_not(csv, "Z***");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_who_reads_of_a_reporter_in_confidence),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_sp4n_words),
        cmocka_unit_test(test_sp4n_file),
        cmocka_unit_test(test_the_register_of_requests),
        cmocka_unit_test(test_the_register_says_how_it_was_asked),
        cmocka_unit_test(test_the_register_tells_no_secret),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
