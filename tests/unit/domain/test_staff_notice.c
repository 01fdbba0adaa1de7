/* test_staff_notice.c - who of a unit is told of what, when, and in words that tell nothing of a
 * citizen. November 2026: the 27th is a Friday, the 30th a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk_case.h"
#include "domain/staff_notice.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct desk *desk;

static int setup(void **state)
{
    struct desk_files files = good_files();
    struct err e = { 0 };
    (void)state;
    desk = desk_create(&files, &e);
    if (!desk) fail_msg("%s", e.text);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    desk_destroy(desk);
    return 0;
}

static int64_t at(const char *text)
{
    int64_t ms = 0;
    if (!rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time in the test: %s", text);
    return ms;
}

static void test_who(void **state)
{
    static const struct {
        const char *rule;
        enum notice_kind kind;
        enum ticket_kind ticket_kind;
        enum ticket_status status;
        int64_t percent;
        const char *department;
        size_t count;
        enum notice_rung first;
    } rows[] = {
        { "an assignment: contact person and head of the unit", NOTICE_ASSIGNED, KIND_COMPLAINT,
          STATUS_ASSIGNED, 0, "PUPR", 2, RUNG_CONTACT },
        { "a copy: those of the office", NOTICE_COPIED, KIND_COMPLAINT, STATUS_ASSIGNED, 0,
          "KEC-14", 2, RUNG_CONTACT },
        { "half of the deadline: the contact person", NOTICE_REMINDER, KIND_COMPLAINT,
          STATUS_ASSIGNED, 50, "PUPR", 1, RUNG_CONTACT },
        { "then the head", NOTICE_REMINDER, KIND_COMPLAINT, STATUS_IN_PROGRESS, 80, "PUPR", 1,
          RUNG_HEAD },
        { "the secretary", NOTICE_REMINDER, KIND_COMPLAINT, STATUS_ASSIGNED, 100, NOTICE_REGENCY, 1,
          RUNG_SECRETARY },
        { "the regent", NOTICE_REMINDER, KIND_COMPLAINT, STATUS_ASSIGNED, 150, NOTICE_REGENCY, 1,
          RUNG_REGENT },
        { "before it is assigned: the desk", NOTICE_REMINDER, KIND_COMPLAINT, STATUS_RECEIVED, 50,
          "DISKOMINFO", 1, RUNG_CONTACT },
        { "verified is not assigned", NOTICE_REMINDER, KIND_COMPLAINT, STATUS_VERIFIED, 80,
          "DISKOMINFO", 1, RUNG_HEAD },
        { "in confidence: the inspectorate from the first", NOTICE_REMINDER, KIND_WHISTLEBLOWING,
          STATUS_RECEIVED, 50, "INSPEKTORAT", 1, RUNG_CONTACT },
        { "and nobody beyond it", NOTICE_REMINDER, KIND_WHISTLEBLOWING, STATUS_ASSIGNED, 100,
          "INSPEKTORAT", 1, RUNG_HEAD },
        { "not the regent either", NOTICE_REMINDER, KIND_WHISTLEBLOWING, STATUS_ASSIGNED, 150,
          "INSPEKTORAT", 1, RUNG_HEAD },
        { "assigned in confidence, whatever the row says", NOTICE_ASSIGNED, KIND_WHISTLEBLOWING,
          STATUS_ASSIGNED, 0, "INSPEKTORAT", 2, RUNG_CONTACT },
        { "nothing in confidence is copied", NOTICE_COPIED, KIND_WHISTLEBLOWING, STATUS_ASSIGNED, 0,
          "INSPEKTORAT", 0, RUNG_CONTACT },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct ticket t = { .kind = rows[i].ticket_kind,
                                  .status = rows[i].status,
                                  .department = STR("PUPR"),
                                  .copy_to = STR("KEC-14") };
        struct notice_target got = notice_target_of(desk, rows[i].kind, &t, rows[i].percent);
        if (!str_equal(got.department, str_of(rows[i].department)) || got.count != rows[i].count ||
            (got.count && got.rungs[0] != rows[i].first))
            fail_msg("%s: %.*s, %zu, %d", rows[i].rule, STR_ARG(got.department), got.count,
                     got.rungs[0]);
    }
    const struct ticket uncopied = { .kind = KIND_COMPLAINT, .department = STR("PUPR") };
    assert_int_equal(notice_target_of(desk, NOTICE_COPIED, &uncopied, 0).count, 0);
}

static void test_rungs_belong_somewhere(void **state)
{
    (void)state;
    assert_true(notice_rung_belongs(desk, STR("PUPR"), RUNG_HEAD));
    assert_true(notice_rung_belongs(desk, STR("KEC-14"), RUNG_CONTACT));
    assert_true(notice_rung_belongs(desk, STR(NOTICE_REGENCY), RUNG_REGENT));
    assert_false(notice_rung_belongs(desk, STR(NOTICE_REGENCY), RUNG_CONTACT));
    assert_false(notice_rung_belongs(desk, STR("PUPR"), RUNG_SECRETARY));
    assert_false(notice_rung_belongs(desk, STR("PLN"), RUNG_CONTACT)); /* not ours */
    assert_false(notice_rung_belongs(desk, STR("X"), RUNG_CONTACT));
}

static void test_addresses(void **state)
{
    static const char *const good[] = { "a@b", "pupr.jalan+desk@kabupaten.example" };
    static const char *const bad[] = { "",         "@b",       "a@",         "ab",      "a@b@c",
                                       "a b@c.id", "a@b\r\nX", "<a@b.id>",   "a@b,c@d", "a\"@b",
                                       "a;b@c.id", "a@b\n",    "k\xC3\xA9@b" };
    char longest[MAIL_ADDRESS_MAX + 2];
    (void)state;
    for (size_t i = 0; i < LENGTH(good); i++)
        assert_true(mail_address_is_valid(str_of(good[i])));
    for (size_t i = 0; i < LENGTH(bad); i++)
        if (mail_address_is_valid(str_of(bad[i]))) fail_msg("taken: %s", bad[i]);
    memset(longest, 'a', sizeof longest);
    longest[1] = '@';
    assert_true(mail_address_is_valid((struct str){ longest, MAIL_ADDRESS_MAX }));
    assert_false(mail_address_is_valid((struct str){ longest, MAIL_ADDRESS_MAX + 1 }));
}

static void test_reminders_wait_for_office_hours(void **state)
{
    static const struct {
        const char *rule, *now, *sent;
    } rows[] = {
        { "within them at once", "2026-11-30T09:00:00+07:00", "2026-11-30T09:00:00+07:00" },
        { "a deadline ends at night", "2026-11-30T23:59:59+07:00", "2026-12-01T07:30:00+07:00" },
        { "before it opens", "2026-11-30T05:00:00+07:00", "2026-11-30T07:30:00+07:00" },
        { "when it closes", "2026-11-30T16:00:00+07:00", "2026-12-01T07:30:00+07:00" },
        { "Friday night", "2026-11-27T20:00:00+07:00", "2026-11-30T07:30:00+07:00" },
        { "Sunday", "2026-11-29T10:00:00+07:00", "2026-11-30T07:30:00+07:00" },
        { "over a holiday and a weekend", "2026-12-24T23:59:59+07:00",
          "2026-12-28T07:30:00+07:00" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (notice_send_at(desk, at(rows[i].now)) != at(rows[i].sent)) fail_msg("%s", rows[i].rule);
}

static void test_digests_on_working_days(void **state)
{
    static const struct {
        const char *now;
        bool time;
    } rows[] = {
        { "2026-11-30T07:59:59+07:00", false }, { "2026-11-30T08:00:00+07:00", true },
        { "2026-11-30T15:59:59+07:00", true },  { "2026-11-30T16:00:00+07:00", false },
        { "2026-11-28T09:00:00+07:00", false }, /* Saturday */
        { "2026-12-25T09:00:00+07:00", false }, /* a holiday */
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (notice_digest_time(desk, 480, at(rows[i].now)) != rows[i].time)
            fail_msg("%s", rows[i].now);
    /* two working days: Friday's ends on Tuesday */
    assert_int_equal(notice_soon_at(desk, at("2026-11-27T09:00:00+07:00")),
                     at("2026-12-01T23:59:59+07:00") + 1);
}

static void test_what_is_no_longer_true(void **state)
{
    struct ticket t = { .status = STATUS_ASSIGNED,
                        .department = STR("PUPR"),
                        .copy_to = STR("KEC-14"),
                        .stage_at = 1000 };
    (void)state;
    assert_true(notice_is_true(NOTICE_ASSIGNED, &t, STR("PUPR"), 1000));
    assert_false(notice_is_true(NOTICE_ASSIGNED, &t, STR("DISHUB"), 1000));
    assert_true(notice_is_true(NOTICE_COPIED, &t, STR("KEC-14"), 1000));
    assert_false(notice_is_true(NOTICE_COPIED, &t, STR("KEC-15"), 1000));
    assert_true(notice_is_true(NOTICE_REMINDER, &t, STR("PUPR"), 2000));
    t.stage_at = 2001; /* another stage began */
    assert_false(notice_is_true(NOTICE_REMINDER, &t, STR("PUPR"), 2000));
    t.stage_at = 1000;
    t.paused_since = 1500;
    assert_false(notice_is_true(NOTICE_REMINDER, &t, STR("PUPR"), 2000));
    t.paused_since = 0;
    t.status = STATUS_RESOLVED;
    assert_false(notice_is_true(NOTICE_REMINDER, &t, STR("PUPR"), 2000));
    assert_false(notice_is_true(NOTICE_OBJECTION, &t, STR("KOMINFO"), 1000));
    t.status = STATUS_CLOSED;
    assert_false(notice_is_true(NOTICE_ASSIGNED, &t, STR("PUPR"), 1000));
    assert_false(notice_is_true(NOTICE_OBJECTION, &t, STR("KOMINFO"), 1000));
    t.outcome = OUTCOME_REJECTED;
    assert_true(notice_is_true(NOTICE_OBJECTION, &t, STR("KOMINFO"), 1000));
    t.outcome = OUTCOME_NOT_ACTIONABLE;
    assert_true(notice_is_true(NOTICE_OBJECTION, &t, STR("KOMINFO"), 1000));
}

static void test_what_is_an_answer(void **state)
{
    const struct staff_line never = { 0 }, told = { 1000, 0 }, answered = { 1000, 2000 };
    (void)state;
    assert_false(notice_is_answered(&never, true, 5000));
    assert_true(notice_is_answered(&told, false, 5000));
    assert_true(notice_is_answered(&told, true, 5000 + 40 * MS_PER_DAY));
    assert_false(notice_is_answered(&told, false, 1000 + MS_PER_DAY));
    assert_false(
        notice_is_answered(&answered, false, 5000)); /* told where it belongs: now it is meant */
    assert_true(notice_is_answered(&answered, true, 5000));
}

/* --- words --- */

#define SECRET "Warga Rahasia 0812"

static struct ticket road(enum ticket_kind kind)
{
    return (struct ticket){ .id = 20260000042,
                            .kind = kind,
                            .status = STATUS_ASSIGNED,
                            .category = STR("road"),
                            .department = STR("PUPR"),
                            .district = STR("99.01.14"),
                            .village = STR("99.01.14.2001"),
                            .copy_to = STR("KEC-14"),
                            .text = STR(SECRET),
                            .reporter_name = STR(SECRET),
                            .reporter_phone = STR(SECRET),
                            .due_at = at("2026-12-04T23:59:59+07:00") };
}

static struct notice_words words_of(enum notice_kind kind, const struct ticket *t)
{
    return (struct notice_words){ .desk = desk,
                                  .ticket_prefix = "LK",
                                  .console_url = "https://lapor.example",
                                  .kind = kind,
                                  .ticket = t,
                                  .department = STR("PUPR"),
                                  .now = at("2026-11-30T08:00:00+07:00") };
}

static void text_holds(const struct notice_words *w, const char *const *parts, size_t count)
{
    char memory[4096];
    struct buf text;
    buf_fixed(&text, memory, sizeof memory);
    notice_subject(w, &text);
    buf_add_text(&text, "\n");
    notice_text(w, &text);
    assert_true(buf_ok(&text));
    for (size_t i = 0; i < count; i++)
        if (!str_contains(buf_view(&text), str_of(parts[i])))
            fail_msg("no '%s' in: %.*s", parts[i], STR_ARG(buf_view(&text)));
    assert_false(str_contains(buf_view(&text), STR(SECRET)));
}

static void template_is(const struct notice_words *w, enum template_key key, const char *p1,
                        const char *p2, const char *p3)
{
    const char *const want[] = { p1, p2, p3 };
    struct arena arena = { 0 };
    struct outbox_fallback f;
    struct err e = { 0 };
    assert_true(notice_template(w, &arena, &f, &e));
    assert_int_equal(f.key, key);
    assert_int_equal(f.param_count, template_key_params(key));
    for (size_t i = 0; i < f.param_count; i++)
        if (!str_equal(f.params[i], str_of(want[i])))
            fail_msg("{{%zu}}: %.*s, want %s", i + 1, STR_ARG(f.params[i]), want[i]);
    arena_clear(&arena);
}

#define NUMBER       "LK26-00042-7"
#define SUBJECT_LINE "[Lapor Kanda] Laporan baru " NUMBER "\n"
#define MATTER_LINE  "Hal: " MATTER "\r\n"
#define LINK         "https://lapor.example/staff/laporan/" NUMBER
#define LATE_LINE    "- " NUMBER ", " MATTER ", lewat sejak Jumat 27 November 2026\r\n"
#define MATTER       "Jalan rusak di Desa Asri, Kecamatan Satu"

static void test_words_of_a_ticket(void **state)
{
    const struct ticket t = road(KIND_COMPLAINT);
    struct notice_words w = words_of(NOTICE_ASSIGNED, &t);
    static const char *const parts[] = { SUBJECT_LINE, MATTER_LINE,
                                         "Tenggat: Jumat 4 Desember 2026", LINK };
    (void)state;
    template_is(&w, TEMPLATE_STAFF_ASSIGNED, NUMBER, MATTER, "Jumat 4 Desember 2026");
    text_holds(&w, parts, LENGTH(parts));
    w.kind = NOTICE_COPIED;
    template_is(&w, TEMPLATE_STAFF_COPIED, NUMBER, MATTER, "Dinas PU, Tata Ruang");
    w.kind = NOTICE_REMINDER;
    template_is(&w, TEMPLATE_STAFF_REMINDER, NUMBER, MATTER, "Jumat 4 Desember 2026");
    w.kind = NOTICE_OBJECTION;
    template_is(&w, TEMPLATE_STAFF_NUMBER, NUMBER, NULL, NULL);
    text_holds(&w, (const char *const[]){ "Keberatan pelapor", MATTER_LINE, LINK }, 3);
    w.kind = NOTICE_REMINDER;
    w.console_url = "";
    text_holds(&w, (const char *const[]){ "belum selesai", "Mohon dibuka melalui" }, 2);
}

static void test_in_confidence_the_number_is_all(void **state)
{
    const struct ticket t = road(KIND_WHISTLEBLOWING);
    static const char *const hidden[] = { "Jalan", "Asri", "Satu",         "Desember",
                                          "PU",    "PUPR", "Laporan baru", "Pengingat" };
    (void)state;
    for (enum notice_kind kind = NOTICE_ASSIGNED; kind <= NOTICE_REMINDER; kind++) {
        struct notice_words w = words_of(kind, &t);
        char memory[2048];
        struct buf text;
        template_is(&w, TEMPLATE_STAFF_NUMBER, NUMBER, NULL, NULL);
        text_holds(&w, (const char *const[]){ NUMBER }, 1);
        buf_fixed(&text, memory, sizeof memory);
        notice_subject(&w, &text);
        notice_text(&w, &text);
        for (size_t i = 0; i < LENGTH(hidden); i++)
            if (str_contains(buf_view(&text), str_of(hidden[i])))
                fail_msg("tells '%s': %.*s", hidden[i], STR_ARG(buf_view(&text)));
    }
}

static void test_words_of_a_digest(void **state)
{
    static struct notice_digest d;
    struct notice_words w = words_of(NOTICE_DIGEST, NULL);
    static const char *const parts[] = { "Ringkasan Senin 30 November 2026",
                                         "7 terbuka, 2 jatuh tempo dalam dua hari kerja, 1 lewat",
                                         LATE_LINE, "- dan lainnya" };
    (void)state;
    d = (struct notice_digest){ .open = 7, .soon = 2, .overdue = 1, .line_count = 1 };
    d.lines[0] = road(KIND_COMPLAINT);
    d.lines[0].due_at = at("2026-11-27T23:59:59+07:00");
    w.digest = &d;
    template_is(&w, TEMPLATE_STAFF_DIGEST, "Senin 30 November 2026",
                "7 terbuka, 2 jatuh tempo dalam dua hari kerja, 1 lewat tenggat", NULL);
    text_holds(&w, parts, LENGTH(parts));
    d = (struct notice_digest){ .open = NOTICE_COUNT_MAX };
    template_is(&w, TEMPLATE_STAFF_DIGEST, "Senin 30 November 2026", "1000 lebih terbuka", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who),
        cmocka_unit_test(test_rungs_belong_somewhere),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_reminders_wait_for_office_hours),
        cmocka_unit_test(test_digests_on_working_days),
        cmocka_unit_test(test_what_is_no_longer_true),
        cmocka_unit_test(test_what_is_an_answer),
        cmocka_unit_test(test_words_of_a_ticket),
        cmocka_unit_test(test_in_confidence_the_number_is_all),
        cmocka_unit_test(test_words_of_a_digest),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
