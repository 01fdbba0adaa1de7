/* test_casework.c - the desk at work over REST, with the two real programs: who may, what is
 * needed, what the citizen is told, once; versions, keys, clocks, merging, the trail. */
#include "base/clock.h"
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define A80 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* --- a whole life --- */

static void test_from_report_to_solved(void **state)
{
    char number[32];
    (void)state;
    fresh(number);
    send_to(number, OPERATOR, "transitions", "{\"to\":\"verified\"}", 200, "verified");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    assert_int_equal(told(number, "sudah kami teruskan"), 1);
    send_to(number, OFFICER_PUPR, "transitions", "{\"to\":\"in_progress\"}", 200, "in_progress");
    assert_int_equal(told(number, "sedang ditangani"), 1);
    send_to(number, OFFICER_PUPR, "replies", "{\"text\":\"Besok kami ke sana.\"}", 201, NULL);
    assert_int_equal(told(number, "Besok kami ke sana."), 1);
    send_to(number, OFFICER_PUPR, "transitions",
            "{\"to\":\"resolved\",\"message\":\"Lubang sudah ditambal.\"}", 200, "resolved");
    assert_int_equal(told(number, "Lubang sudah ditambal."), 1);
    /* the reporter's word, not the desk's */
    send_to(number, OPERATOR, "transitions", "{\"to\":\"closed\",\"outcome\":\"solved\"}", 409,
            "the reporter's word. Possible now: in_progress, closed partly_solved.");
    send_to(number, OPERATOR, "transitions", "{\"to\":\"closed\",\"outcome\":\"unanswered\"}", 409,
            "illegal_move");
    town_settled(&api.town, 20);
}

static void test_what_is_needed(void **state)
{
    static const struct {
        const char *rule, *what, *body;
        int status;
        const char *code;
    } rows[] = {
        { "a question has words", "transitions", "{\"to\":\"awaiting_reporter\"}", 422,
          "invalid_value" },
        { "closing has an outcome", "transitions", "{\"to\":\"closed\"}", 422, "invalid_value" },
        { "nothing else has", "transitions", "{\"to\":\"verified\",\"outcome\":\"solved\"}", 422,
          "invalid_value" },
        { "no such status", "transitions", "{\"to\":\"done\"}", 422, "invalid_value" },
        { "no such outcome", "transitions", "{\"to\":\"closed\",\"outcome\":\"x\"}", 422,
          "invalid_value" },
        { "rejecting has a reason", "transitions", "{\"to\":\"closed\",\"outcome\":\"rejected\"}",
          422, "invalid_value" },
        { "a referral says where", "transitions", "{\"to\":\"closed\",\"outcome\":\"referred\"}",
          422, "invalid_value" },
        { "and to somebody else", "transitions",
          "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"PUPR\"}", 422,
          "invalid_value" },
        { "a channel belongs to a referral", "transitions",
          "{\"to\":\"verified\",\"contact\":\"Silakan hubungi 0335-000000.\"}", 422,
          "invalid_value" },
        { "and is one line", "transitions",
          "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"PLN\",\"contact\":"
          "\"a\\nb\"}",
          422, "invalid_value" },
        { "of at most 160 characters", "transitions",
          "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"PLN\",\"contact\":\"" A80
              A80 "a\"}",
          422, "invalid_value" },
        { "a merge says into what", "transitions", "{\"to\":\"closed\",\"outcome\":\"merged\"}",
          422, "invalid_value" },
        { "which must be there", "transitions",
          "{\"to\":\"closed\",\"outcome\":\"merged\",\"into\":\"LK26-09999-9\"}", 422,
          "invalid_value" },
        { "received is not resolved", "transitions", "{\"to\":\"resolved\"}", 409, "illegal_move" },
        { "nor back to received", "transitions", "{\"to\":\"received\"}", 409, "illegal_move" },
        { "no such department", "assignments", "{\"department\":\"X\"}", 422, "invalid_value" },
        { "not one of ours", "assignments", "{\"department\":\"PLN\"}", 422, "invalid_value" },
        { "none", "assignments", "{}", 422, "invalid_value" },
        { "unknown member", "notes", "{\"text\":\"a\",\"x\":1}", 422, "invalid_value" },
        { "twice", "notes", "{\"text\":\"a\",\"text\":\"b\"}", 422, "invalid_value" },
        { "wrong type", "notes", "{\"text\":7}", 422, "invalid_value" },
        { "empty", "notes", "{\"text\":\"  \"}", 422, "invalid_value" },
        { "control characters alone", "notes", "{\"text\":\" \\u0000\\u0085\"}", 422,
          "invalid_value" },
        { "no object", "notes", "[1]", 422, "invalid_value" },
        { "no JSON", "notes", "{", 422, "invalid_value" },
        { "nothing", "notes", "", 422, "invalid_value" },
        { "a day that was", "promises", "{\"date\":\"2020-01-01\",\"reason\":\"x\"}", 422,
          "invalid_value" },
        { "an impossible day", "promises", "{\"date\":\"2026-02-31\",\"reason\":\"x\"}", 422,
          "invalid_value" },
        { "no request for information", "extensions", "{\"reason\":\"x\"}", 409, "illegal_move" },
        { "never merged", "unmerge", "{\"reason\":\"x\"}", 409, "illegal_move" },
        { "no reason", "identity", "{\"reason\":\"\"}", 422, "invalid_value" },
    };
    char number[32];
    (void)state;
    fresh(number);
    int64_t events = town_count(&api.town, "SELECT COUNT(*) FROM event");
    for (size_t i = 0; i < LENGTH(rows); i++)
        send_to(number, OPERATOR, rows[i].what, rows[i].body, rows[i].status, rows[i].code);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM event"), events);
}

static void test_who_may_work(void **state)
{
    static const struct {
        const char *what, *body;
        int status[WHO_COUNT]; /* nobody admin operator pupr dishub inspektorat supervisor auditor
                                */
    } rows[] = {
        { "notes", "{\"text\":\"a\"}", { 401, 201, 201, 201, 404, 404, 403, 403 } },
        { "replies", "{\"text\":\"a\"}", { 401, 201, 201, 201, 404, 404, 403, 403 } },
        { "identity", "{\"reason\":\"a\"}", { 401, 200, 200, 403, 403, 403, 403, 403 } },
        { "promises",
          "{\"date\":\"2099-01-01\",\"reason\":\"a\"}",
          { 401, 422, 422, 422, 404, 404, 403, 403 } },
        { "assignments", "{\"department\":\"X\"}", { 401, 422, 422, 422, 404, 404, 403, 403 } },
        { "transitions", "{\"to\":\"received\"}", { 401, 409, 409, 409, 404, 404, 403, 403 } },
        { "transitions", "{\"to\":\"verified\"}", { 401, 200, 409, 409, 404, 404, 403, 403 } },
        { "extensions", "{\"reason\":\"a\"}", { 401, 409, 409, 409, 404, 404, 403, 403 } },
        { "unmerge", "{\"reason\":\"a\"}", { 401, 409, 409, 403, 403, 403, 403, 403 } },
        { "", "{\"priority\":\"high\"}", { 401, 428, 428, 403, 403, 403, 403, 403 } },
    };
    char number[32];
    (void)state;
    fresh(number);
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int who = NOBODY; who < WHO_COUNT; who++)
            send_to(number, (enum api_who)who, rows[i].what, rows[i].body, rows[i].status[who],
                    NULL);
    assert_int_equal(api_status(&api, AUDITOR, "/api/v1/audit"), 200);
    assert_int_equal(api_status(&api, ADMIN, "/api/v1/audit"), 200);
    assert_int_equal(api_status(&api, OPERATOR, "/api/v1/audit"), 403);
}

/* The desk's moves are refused to an officer who owns the ticket, and named so. */
static void test_officers_do_not_close_for_the_desk(void **state)
{
    char number[32];
    (void)state;
    fresh(number);
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    send_to(number, OFFICER_PUPR, "transitions",
            "{\"to\":\"closed\",\"outcome\":\"rejected\",\"reason\":\"x\"}", 403, "forbidden");
    send_to(number, OFFICER_PUPR, "transitions", "{\"to\":\"verified\"}", 422, "invalid_value");
    send_to(number, OFFICER_PUPR, "transitions",
            "{\"to\":\"verified\",\"reason\":\"Jalan nasional.\"}", 200, "verified");
}

/* An objection leads somewhere: the desk takes up again what it sent away, and a department. */
static void test_what_was_sent_away_is_taken_up_again(void **state)
{
    static const char back[] = "{\"to\":\"verified\",\"reason\":\"Warga benar.\"}";
    static const char *const ways[] = {
        "{\"to\":\"closed\",\"outcome\":\"rejected\",\"reason\":\"Bukan laporan.\"}",
        "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"PLN\"}",
        "{\"to\":\"closed\",\"outcome\":\"cancelled\",\"reason\":\"Salah tekan.\"}",
        "{\"to\":\"closed\",\"outcome\":\"not_actionable\",\"reason\":\"Tidak jelas.\"}",
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(ways); i++) {
        char number[32];
        fresh(number);
        send_to(number, OPERATOR, "assignments", "{\"department\":\"DISHUB\"}", 200, "assigned");
        send_to(number, OPERATOR, "transitions", ways[i], 200, "closed");
        send_to(number, OFFICER_DISHUB, "transitions", back, 403, "forbidden");
        send_to(number, OPERATOR, "transitions", "{\"to\":\"verified\"}", 422, "invalid_value");
        send_to(number, OPERATOR, "transitions", back, 200, "verified");
        assert_int_equal(told(number, "kami buka lagi"), 1);
        struct reply r = api_get(&api, OPERATOR, path_of(number, ""));
        assert_true(json_is_null(json_get(r.tree, "outcome")));
        assert_true(
            str_equal(json_get_text(json_get(r.tree, "department"), "code"), STR("DISHUB")));
        reply_free(&r);
        send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    }
}

/* --- versions and keys --- */

static void test_stale_versions_change_nothing(void **state)
{
    char number[32];
    (void)state;
    fresh(number);
    send_to(number, OPERATOR, "", "{\"priority\":\"high\"}", 428, "precondition_required");
    send_with(number, OPERATOR, "", "{\"priority\":\"high\"}", "If-Match: \"1\"", 200, "received");
    send_with(number, OPERATOR, "", "{\"priority\":\"normal\"}", "If-Match: \"1\"", 412, "stale");
    send_with(number, OPERATOR, "", "{\"priority\":\"normal\"}", "If-Match: nonsense", 412,
              "stale");
    send_with(number, OPERATOR, "transitions", "{\"to\":\"verified\"}", "If-Match: \"1\"", 412,
              "stale");
    send_with(number, OPERATOR, "transitions", "{\"to\":\"verified\"}", "If-Match: \"2\"", 200,
              "verified");
    struct reply r = api_get(&api, OPERATOR, path_of(number, ""));
    assert_true(str_equal(reply_header(&r, "ETag"), STR("\"3\"")));
    assert_true(str_equal(json_get_text(r.tree, "priority"), STR("high")));
    reply_free(&r);
}

/* Who has read another version is told so by every change of a ticket, whatever it would change. */
static void test_every_change_honours_if_match(void **state)
{
    static const struct {
        const char *what, *body;
    } rows[] = {
        { "transitions", "{\"to\":\"verified\"}" },
        { "assignments", "{\"department\":\"PUPR\"}" },
        { "extensions", "{\"reason\":\"Datanya di banyak dinas.\"}" },
        { "unmerge", "{\"reason\":\"Dua lubang.\"}" },
        { "block", "{\"reason\":\"Kasar.\"}" },
        { "unblock", "{\"reason\":\"Sudah minta maaf.\"}" },
        { "identity", "{\"reason\":\"Perlu ditelepon.\"}" },
        { "notes", "{\"text\":\"Sudah ditelepon.\"}" },
        { "replies", "{\"text\":\"Sedang kami cek.\"}" },
        { "summary", "{\"text\":\"Akan ditambal.\"}" },
        { "summary/approval", "{\"approved\":true}" },
    };
    char number[32];
    (void)state;
    fresh(number);
    send_with(number, OPERATOR, "", "{\"priority\":\"high\"}", "If-Match: \"1\"", 200, "received");
    for (size_t i = 0; i < LENGTH(rows); i++)
        send_with(number, OPERATOR, rows[i].what, rows[i].body, "If-Match: \"1\"", 412, "stale");
    struct reply r = api_get(&api, OPERATOR, path_of(number, ""));
    assert_true(str_equal(reply_header(&r, "ETag"), STR("\"2\"")));
    assert_false(json_bool(json_path(r.tree, "reporter", "blocked", NULL), true));
    reply_free(&r);
}

static void blocked_is(const char *number, bool blocked, const char *version)
{
    struct reply r = api_get(&api, OPERATOR, path_of(number, ""));
    if (json_bool(json_path(r.tree, "reporter", "blocked", NULL), !blocked) != blocked ||
        !str_equal(reply_header(&r, "ETag"), str_of(version)))
        fail_msg("%s: %.*s: %s", number, STR_ARG(reply_header(&r, "ETag")), r.body);
    reply_free(&r);
}

/* Whether the reporter is blocked is shown by each of their tickets, so it is another version of
 * each; nobody else's. */
static void test_blocking_is_another_version_of_each_ticket_of_the_reporter(void **state)
{
    static const char kasar[] = "6281277790077";
    char one[32], two[32], other[32];
    (void)state;
    fresh(other);
    api_write(&api.town, kasar, "Warga", "Jalan berlubang nomor 9101 di desa Sebaung");
    api_write(&api.town, kasar, "Warga", "Lampu jalan mati nomor 9102 di desa Maron Kidul");
    api_number(&api, "9101", one);
    api_number(&api, "9102", two);
    blocked_is(one, false, "\"1\"");
    send_with(one, OPERATOR, "block", "{\"reason\":\"Kasar.\"}", "If-Match: \"1\"", 200,
              "received");
    blocked_is(one, true, "\"2\"");
    blocked_is(two, true, "\"2\"");
    blocked_is(other, false, "\"1\"");
    /* who read it before does not act on what is no longer so */
    send_with(one, OPERATOR, "notes", "{\"text\":\"Akan dibalas sendiri.\"}", "If-Match: \"1\"",
              412, "stale");
    send_with(two, OPERATOR, "notes", "{\"text\":\"Akan dibalas sendiri.\"}", "If-Match: \"1\"",
              412, "stale");
    send_with(two, OPERATOR, "unblock", "{\"reason\":\"Maaf.\"}", "If-Match: \"2\"", 200,
              "received");
    blocked_is(one, false, "\"3\"");
    blocked_is(two, false, "\"3\"");
    /* a refusal changes none */
    send_to(two, OPERATOR, "unblock", "{\"reason\":\"Maaf.\"}", 409, "illegal_move");
    blocked_is(one, false, "\"3\"");
    blocked_is(two, false, "\"3\"");
}

/* --- the reporter answers --- */

static void test_a_question_pauses_and_the_answer_ends_it(void **state)
{
    (void)state;
    char number[32];
    const char *words = "Jalan longsor di desa Sebaung";
    api_write(&api.town, "6281277790001", "Warga", words);
    api_number(&api, words, number);
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    send_to(number, OFFICER_PUPR, "transitions", "{\"to\":\"in_progress\"}", 200, NULL);
    send_to(number, OFFICER_PUPR, "transitions",
            "{\"to\":\"awaiting_reporter\",\"message\":\"Di dekat apa?\"}", 200,
            "awaiting_reporter");
    struct reply r = api_get(&api, OPERATOR, path_of(number, ""));
    assert_true(json_is_string(json_get(r.tree, "paused_since")));
    reply_free(&r);
    api_write(&api.town, "6281277790001", "Warga", "dekat jembatan pak");
    r = api_get(&api, OPERATOR, path_of(number, ""));
    assert_true(str_equal(json_get_text(r.tree, "status"), STR("in_progress")));
    assert_true(json_is_null(json_get(r.tree, "paused_since")));
    assert_true(str_contains(json_get_text(r.tree, "text"), STR("dekat jembatan")));
    reply_free(&r);
    send_to(number, OFFICER_PUPR, "transitions", "{\"to\":\"resolved\",\"message\":\"Beres.\"}",
            200, "resolved");
    api_write(&api.town, "6281277790001", "Warga", "belum pak, masih longsor");
    r = api_get(&api, OPERATOR, path_of(number, ""));
    assert_true(str_equal(json_get_text(r.tree, "status"), STR("in_progress")));
    reply_free(&r);
    assert_int_equal(told(number, "kami buka lagi"), 1);
    send_to(number, OFFICER_PUPR, "transitions",
            "{\"to\":\"resolved\",\"message\":\"Kini beres.\"}", 200, "resolved");
    api_write(&api.town, "6281277790001", "Warga", "sudah pak");
    r = api_get(&api, OPERATOR, path_of(number, ""));
    assert_true(str_equal(json_get_text(r.tree, "outcome"), STR("solved")));
    reply_free(&r);
    api_write(&api.town, "6281277790001", "Warga", "5");
    api_write(&api.town, "6281277790001", "Warga", "cepat sekali");
    r = api_get(&api, OPERATOR, path_of(number, ""));
    int64_t rating = 0;
    assert_true(json_i64(json_get(r.tree, "rating"), &rating) && rating == 5);
    reply_free(&r);
}

/* --- referring --- */

static void test_whoever_is_referred_knows_where_to(void **state)
{
    static const struct {
        const char *rule, *body, *says, *kept;
    } rows[] = {
        { "the table knows a channel",
          "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"PLN\"}",
          "wewenang *PLN*, jadi kami teruskan ke sana.\\nSilakan hubungi PLN lewat telepon 123",
          "PLN" },
        { "staff know a better one",
          "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"PLN\",\"message\":\"Tiang "
          "milik "
          "PLN.\",\"contact\":\"Silakan hubungi loket PLN Kraksaan.\"}",
          "ke sana.\\nTiang milik PLN.\\nSilakan hubungi loket PLN Kraksaan.",
          "Tiang milik PLN.\\nSilakan hubungi loket PLN Kraksaan." },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char number[32];
        fresh(number);
        send_to(number, OPERATOR, "transitions", rows[i].body, 200, "closed");
        if (told(number, rows[i].says) != 1) fail_msg("%s: not told", rows[i].rule);
        struct reply r = api_get(&api, OPERATOR, path_of(number, "timeline"));
        if (!strstr(r.body, rows[i].kept)) fail_msg("%s: %s", rows[i].rule, r.body);
        reply_free(&r);
    }
}

/* --- for somebody who came another way --- */

static void test_the_desk_speaks_for_who_has_no_whatsapp(void **state)
{
    (void)state;
    struct reply r =
        api_send(&api, OPERATOR, "POST", "/api/v1/tickets",
                 "{\"text\":\"Lampu mati di depan pasar\",\"category\":\"street_light\","
                 "\"source\":\"phone\"}",
                 NULL);
    char number[32];
    assert_int_equal(r.status, 201);
    assert_true(str_copy(number, sizeof number, json_get_text(r.tree, "number")));
    assert_true(str_equal(json_get_text(r.tree, "channel"), STR("staff")));
    reply_free(&r);
    send_to(number, OPERATOR, "assignments", "{\"department\":\"DISHUB\"}", 200, "assigned");
    send_to(number, OPERATOR, "transitions", "{\"to\":\"in_progress\"}", 200, NULL);
    send_to(number, OPERATOR, "replies", "{\"text\":\"a\"}", 409, "not_reachable");
    send_to(number, OPERATOR, "transitions", "{\"to\":\"resolved\"}", 200, NULL);
    send_to(number, OPERATOR, "transitions", "{\"to\":\"closed\",\"outcome\":\"solved\"}", 422,
            "invalid_value"); /* their word is written down, not made up */
    send_to(
        number, OPERATOR, "transitions",
        "{\"to\":\"closed\",\"outcome\":\"solved\",\"reason\":\"Kata pelapor, telepon 10.15.\"}",
        200, "closed");
    assert_int_equal(told(number, ""), 0);
}

/* --- proof --- */

#define PNG "\x89PNG\r\n\x1A\n"

static int upload(const char *number, enum api_who who, const char *name, const char *bytes,
                  size_t size, char *answer, size_t cap)
{
    struct answer a = upload_to(number, who, name, "foto.png", (struct str){ bytes, size });
    int status = a.status;
    (void)snprintf(answer, cap, "%s", a.body ? a.body : "");
    answer_free(&a);
    return status;
}

static void test_a_photo_of_the_work_is_kept_and_seen_again(void **state)
{
    static const char photo[] = PNG "bukti pekerjaan";
    char first[32], second[32], answer[600], body[200];
    long long id = 0;
    (void)state;
    fresh(first);
    fresh(second);
    assert_int_equal(
        upload(first, OFFICER_PUPR, "file", photo, sizeof photo - 1, answer, sizeof answer), 201);
    assert_int_equal(strncmp(answer, "{\"id\":", 6), 0);
    id = strtoll(answer + 6, NULL, 10);
    assert_true(id > 0);
    assert_int_equal(
        upload(first, OFFICER_DISHUB, "file", photo, sizeof photo - 1, answer, sizeof answer), 404);
    assert_int_equal(
        upload(first, OPERATOR, "lain", photo, sizeof photo - 1, answer, sizeof answer), 422);
    assert_int_equal(upload(first, OPERATOR, "file", "<script>", 8, answer, sizeof answer), 415);
    (void)snprintf(body, sizeof body, "attachments/%lld", id);
    struct answer file = town_get(&api.town, path_of(first, body), api.token[OFFICER_PUPR]);
    assert_int_equal(file.status, 200);
    assert_int_equal(file.len, sizeof photo - 1);
    assert_memory_equal(file.body, photo, file.len);
    answer_free(&file);
    send_to(first, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, NULL);
    send_to(first, OFFICER_PUPR, "transitions", "{\"to\":\"in_progress\"}", 200, NULL);
    send_to(first, OFFICER_PUPR, "transitions", "{\"to\":\"resolved\",\"proof\":[999999]}", 422,
            "invalid_value");
    (void)snprintf(body, sizeof body, "{\"to\":\"resolved\",\"proof\":[%lld]}", id);
    send_to(first, OFFICER_PUPR, "transitions", body, 200, "resolved");
    /* the same photo under another ticket is seen at both */
    assert_int_equal(
        upload(second, OPERATOR, "file", photo, sizeof photo - 1, answer, sizeof answer), 201);
    struct reply r = api_get(&api, OPERATOR, path_of(second, ""));
    assert_true(str_contains(str_of(r.body), STR("\"repeated\":true")));
    reply_free(&r);
    /* looking at it was a line of the trail, and only there */
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM event WHERE type = "
                                           "'attachment_opened' AND actor LIKE 'staff:%'"),
                     1);
    r = api_get(&api, OPERATOR, path_of(first, "timeline"));
    assert_false(str_contains(str_of(r.body), STR("attachment_opened")));
    assert_true(str_contains(str_of(r.body), STR("uploaded")));
    reply_free(&r);
}

static void test_a_photo_says_when_and_where_it_was_taken(void **state)
{
    char number[32], photo[4096], answer[600];
    (void)state;
    FILE *f = fopen("tests/fuzz/corpus/photo/wib.jpg", "rb");
    assert_non_null(f);
    size_t size = fread(photo, 1, sizeof photo, f);
    (void)fclose(f);
    fresh(number);
    assert_int_equal(upload(number, OFFICER_PUPR, "file", photo, size, answer, sizeof answer), 201);
    struct reply r = api_get(&api, OFFICER_PUPR, path_of(number, ""));
    assert_non_null(strstr(r.body, "\"taken_at\":\"2026-11-24T08:15:03+07:00\""));
    assert_non_null(strstr(r.body, "\"taken_location\":{\"lat\":-7.77503"));
    reply_free(&r);
}

/* --- identity, and the trail --- */

static void test_identity_is_opened_and_noted(void **state)
{
    char number[32];
    (void)state;
    fresh(number);
    struct reply r = api_send(&api, OPERATOR, "POST", path_of(number, "identity"),
                              "{\"reason\":\"Perlu ditelepon.\"}", NULL);
    assert_int_equal(r.status, 200);
    assert_true(str_starts(json_get_text(r.tree, "phone"), STR("62812777")));
    reply_free(&r);
    r = api_get(&api, AUDITOR, "/api/v1/audit?limit=1");
    const struct json *line = json_first(json_get(r.tree, "items"));
    assert_true(str_equal(json_get_text(line, "type"), STR("identity_opened")));
    assert_true(str_equal(json_get_text(line, "reason"), STR("Perlu ditelepon.")));
    assert_true(str_equal(json_get_text(line, "ticket"), str_of(number)));
    reply_free(&r);
    r = api_get(&api, SUPERVISOR, path_of(number, "timeline"));
    assert_false(str_contains(str_of(r.body), STR("identity_opened")));
    reply_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_report_to_solved),
        cmocka_unit_test(test_what_is_needed),
        cmocka_unit_test(test_who_may_work),
        cmocka_unit_test(test_officers_do_not_close_for_the_desk),
        cmocka_unit_test(test_what_was_sent_away_is_taken_up_again),
        cmocka_unit_test(test_stale_versions_change_nothing),
        cmocka_unit_test(test_every_change_honours_if_match),
        cmocka_unit_test(test_blocking_is_another_version_of_each_ticket_of_the_reporter),
        cmocka_unit_test(test_a_question_pauses_and_the_answer_ends_it),
        cmocka_unit_test(test_whoever_is_referred_knows_where_to),
        cmocka_unit_test(test_the_desk_speaks_for_who_has_no_whatsapp),
        cmocka_unit_test(test_a_photo_of_the_work_is_kept_and_seen_again),
        cmocka_unit_test(test_a_photo_says_when_and_where_it_was_taken),
        cmocka_unit_test(test_identity_is_opened_and_noted),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
