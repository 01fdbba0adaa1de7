/* test_merging.c - who hears of a ticket into which others were merged, and from which they were
 * taken out again. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_merged_people_hear_of_the_one_that_goes_on(void **state)
{
    char a[32], b[32], body[160];
    (void)state;
    fresh(a);
    fresh(b);
    (void)snprintf(body, sizeof body, "{\"to\":\"closed\",\"outcome\":\"merged\",\"into\":\"%s\"}",
                   a);
    send_to(b, OPERATOR, "transitions", body, 200, "closed");
    (void)snprintf(body, sizeof body, "{\"to\":\"closed\",\"outcome\":\"merged\",\"into\":\"%s\"}",
                   b);
    send_to(a, OPERATOR, "transitions", body, 422, "invalid_value"); /* b is closed */
    struct reply r = api_get(&api, OPERATOR, path_of(a, ""));
    int64_t supporters = 0;
    assert_true(json_i64(json_get(r.tree, "supporters"), &supporters) && supporters == 2);
    reply_free(&r);
    send_to(a, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    assert_int_equal(told(a, "sudah kami teruskan"), 2);
    send_to(b, OPERATOR, "unmerge", "{\"reason\":\"Lain tempat.\"}", 200, "verified");
    send_to(a, OFFICER_PUPR, "transitions", "{\"to\":\"in_progress\"}", 200, "in_progress");
    assert_int_equal(told(a, "sedang ditangani"), 1);
}

/* People, and their tickets: two of one person, one of each other. */
struct neighbours {
    char a[32], b[32], b2[32], c[32];
};

static void reported(const char *phone, const char *words, char number[32])
{
    api_write(&api.town, phone, "Warga", words);
    api_number(&api, words, number);
}

static void merge_into(const char *from, const char *into)
{
    char body[160];
    (void)snprintf(body, sizeof body, "{\"to\":\"closed\",\"outcome\":\"merged\",\"into\":\"%s\"}",
                   into);
    send_to(from, OPERATOR, "transitions", body, 200, "closed");
}

static void take_out(const char *number)
{
    send_to(number, OPERATOR, "unmerge", "{\"reason\":\"Lain tempat.\"}", 200, "verified");
}

static void neighbours_report(int n, struct neighbours *who)
{
    char phone[32], words[80];
    const struct {
        int person;
        char *number;
    } rows[] = { { 1, who->a }, { 2, who->b }, { 2, who->b2 }, { 3, who->c } };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        (void)snprintf(phone, sizeof phone, "628127778%03d%d", n, rows[i].person);
        /* Told twice in the same words, it would be one report. */
        (void)snprintf(words, sizeof words, "Jalan %sberlubang nomor %d%zu di desa Sebaung",
                       rows[i].number == who->b2 ? "lain " : "", 5000 + n, i);
        reported(phone, words, rows[i].number);
    }
}

/* Each deed, and how many people hear of the first ticket's next news because of what it leaves. */
static void test_who_follows_after_each_merging_and_taking_out(void **state)
{
    static const struct {
        const char *rule;
        const char *deeds; /* "b>a" merges, "b<" takes out again */
        int64_t hear;
    } rows[] = {
        { "nobody but its reporter", "", 1 },
        { "one who was merged into it", "b>a", 2 },
        { "one with two tickets, once", "b>a 2>a", 2 },
        { "who still has another there, after one is taken out", "b>a 2>a b<", 2 },
        { "nobody, after both are", "b>a 2>a b< 2<", 1 },
        { "followers of what was merged", "c>b b>a", 3 },
        { "who go with it", "c>b b>a b<", 1 },
        { "one who is taken out further down", "c>b b>a c<", 2 },
        { "one who came late to what was merged, and both ways", "c>a b>a b<", 2 },
        { "in any order", "c>b b>a b< b>a", 3 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct neighbours w;
        neighbours_report((int)i, &w);
        struct str rest = str_of(rows[i].deeds), deed;
        while ((deed = str_word(&rest)).len > 0) {
            const char *from = deed.at[0] == 'b' ? w.b : deed.at[0] == '2' ? w.b2 : w.c;
            if (deed.at[1] == '>')
                merge_into(from, deed.at[2] == 'a' ? w.a : w.b);
            else
                take_out(from);
        }
        send_to(w.a, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
        if (told(w.a, "sudah kami teruskan") != rows[i].hear)
            fail_msg("%s: %lld hear of it", rows[i].rule,
                     (long long)told(w.a, "sudah kami teruskan"));
        struct reply r = api_get(&api, OPERATOR, path_of(w.a, ""));
        int64_t supporters = 0;
        if (!json_i64(json_get(r.tree, "supporters"), &supporters) || supporters != rows[i].hear)
            fail_msg("%s: %lld supporters", rows[i].rule, (long long)supporters);
        reply_free(&r);
    }
}

static void test_who_is_taken_out_is_told_once_and_what_holds_now(void **state)
{
    struct neighbours w;
    (void)state;
    neighbours_report(90, &w);
    merge_into(w.c, w.b);
    merge_into(w.b, w.a);
    take_out(w.b);
    /* its reporter and its follower; the number that goes on, the unit, the day */
    assert_int_equal(told(w.b, "kami pisahkan lagi dari laporan"), 2);
    assert_int_equal(told(w.b, w.a), 4); /* merged, and taken out: to both */
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE content LIKE "
                                           "'%kami pisahkan lagi%' AND (content NOT LIKE "
                                           "'%Penanggung jawab: *%' OR content NOT LIKE "
                                           "'%paling lambat *%202%')"),
                     0);
    send_to(w.b, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    assert_int_equal(told(w.b, "sudah kami teruskan"), 2);
    struct reply r = api_get(&api, OPERATOR, path_of(w.a, "timeline"));
    assert_non_null(strstr(r.body, "\"unmerged_from\""));
    reply_free(&r);
}

/* Replies of this person that name the ticket. */
static int64_t heard(const char *phone, const char *number)
{
    char sql[240];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM outbox AS o JOIN contact AS c ON c.id = o.contact_id "
                   "WHERE c.wa_id = '%s' AND o.content LIKE '%%%s%%'",
                   phone, number);
    return town_count(&api.town, sql);
}

/* "" : it is not merged. */
static void merged_into_is(const char *number, const char *into, const char *status)
{
    struct reply r = api_get(&api, ADMIN, path_of(number, ""));
    if (!str_equal(json_get_text(r.tree, "merged_into"), str_of(into)) ||
        !str_equal(json_get_text(r.tree, "status"), str_of(status)))
        fail_msg("%s: not %s in '%s': %s", number, status, into, r.body);
    reply_free(&r);
}

/* Of the parts of a report that is one in confidence now what others reported goes on by itself,
 * and its people are told so, once, with unit and day; what the same person reported stays, in
 * confidence with the rest. */
static void test_parts_of_others_leave_a_report_that_is_drawn_into_confidence(void **state)
{
    struct neighbours w;
    (void)state;
    neighbours_report(70, &w);
    const char *b = w.a, *a = w.b, *a2 = w.b2, *c = w.c; /* a and a2 are one person's */
    merge_into(c, b);
    merge_into(b, a);
    merge_into(a2, a);
    send_with(a, OPERATOR, "", "{\"kind\":\"whistleblowing\"}", "If-Match: *", 200, NULL);
    assert_int_equal(told(b, "kami pisahkan lagi dari laporan"), 2); /* to who follows it as well */
    merged_into_is(b, "", "verified");
    merged_into_is(c, b, "closed");
    merged_into_is(a2, a, "closed");
    assert_int_equal(api_status(&api, OPERATOR, path_of(a2, "")), 404);
    assert_int_equal(api_status(&api, OPERATOR, path_of(b, "")), 200);
    assert_int_equal(told(b, "Tindak lanjut paling lambat"), 2);
    struct reply r = api_get(&api, ADMIN, path_of(a, "timeline"));
    assert_non_null(strstr(r.body, "\"unmerged_from\""));
    reply_free(&r);
    r = api_get(&api, ADMIN, path_of(a, ""));
    int64_t supporters = 0;
    assert_true(json_i64(json_get(r.tree, "supporters"), &supporters) && supporters == 1);
    reply_free(&r);
    send_to(b, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    assert_int_equal(told(b, "sudah kami teruskan"), 2);
    static const char *const verify[] = { "audit", "verify", NULL };
    char out[512];
    if (town_command(&api.town, verify, out, sizeof out) != 0) fail_msg("%s", out);
}

/* A report that turns out to be one in confidence is nobody's but its reporter's: who follows it
 * may be the one whom it is about. */
static void test_who_followed_a_report_does_not_follow_it_into_confidence(void **state)
{
    static const char reporter[] = "62812777809601", follower[] = "62812777809602";
    char a[32], b[32];
    (void)state;
    reported(reporter, "Jalan berlubang nomor 9601 di desa Sebaung", a);
    reported(follower, "Jalan berlubang nomor 9602 di desa Sebaung", b);
    merge_into(b, a);
    int64_t before = heard(follower, a);
    assert_true(before > 0);
    send_with(a, ADMIN, "", "{\"kind\":\"whistleblowing\"}", "If-Match: *", 200, NULL);
    send_to(a, ADMIN, "assignments", "{\"department\":\"INSPEKTORAT\"}", 200, "assigned");
    assert_int_equal(told(a, "sudah kami teruskan"), 1);
    api_write(&api.town, follower, "Warga", "status");
    char words[64];
    (void)snprintf(words, sizeof words, "status %s", a);
    api_write(&api.town, follower, "Warga", words);
    assert_int_equal(heard(follower, "INSPEKTORAT") + heard(follower, "Inspektorat"), 0);
    assert_int_equal(heard(follower, "Diserahkan"), 0);
    /* and is none any more: their own report has gone on by itself */
    send_with(a, ADMIN, "", "{\"kind\":\"complaint\"}", "If-Match: *", 200, NULL);
    send_to(a, OPERATOR, "assignments", "{\"department\":\"DISHUB\"}", 200, "assigned");
    assert_int_equal(heard(follower, "Dinas Perhubungan"), 0);
    merged_into_is(b, "", "verified");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merged_people_hear_of_the_one_that_goes_on),
        cmocka_unit_test(test_who_follows_after_each_merging_and_taking_out),
        cmocka_unit_test(test_who_is_taken_out_is_told_once_and_what_holds_now),
        cmocka_unit_test(test_who_followed_a_report_does_not_follow_it_into_confidence),
        cmocka_unit_test(test_parts_of_others_leave_a_report_that_is_drawn_into_confidence),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
