/* test_staff_lists.c - filters, orders and pages of the lists. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* One letter stands for each ticket. The rows below change what no webhook can yet. */
static const struct {
    char letter;
    const char *text;
    const char *change; /* of table ticket */
} made[] = {
    { 'A', "Jalan berlubang di desa Sebaung kecamatan Gending",
      "status = 4, created_at = 1796058000000" }, /* 2026-12-01T00:00:00+07:00 */
    { 'B', "Lampu jalan mati di desa Maron Kidul kecamatan Maron",
      "status = 1, created_at = 1796101200000, due_at = 1" }, /* 12:00 that day */
    { 'C', "Jalan rusak parah di kecamatan Gending, banyak lubang",
      "status = 7, outcome = 1, created_at = 1796144399999, due_at = 1" }, /* its last ms */
    { 'D', "Sampah menumpuk di kecamatan Maron, sudah seminggu",
      "status = 5, created_at = 1796144400000, due_at = 1, paused_since = 2" }, /* the next day */
    { 'E', "Bagaimana cara mengurus KTP hilang?",
      "kind = 3, created_at = 1796200000000, due_at = 32503680000000" },
    { 'F', "Jalan berlubang di kota Probolinggo", "created_at = 1796210000000, due_at = NULL" },
};

static struct api api;
static char numbers[LENGTH(made)][32];

static int setup(void **state)
{
    api_create(&api);
    for (size_t i = 0; i < LENGTH(made); i++) {
        char sql[256], phone[32];
        (void)snprintf(phone, sizeof phone, "62812000001%02zu", i);
        api_write(&api.town, phone, "Warga", made[i].text);
        (void)snprintf(sql, sizeof sql,
                       "UPDATE ticket SET %s WHERE id = (SELECT MAX(id) FROM ticket)",
                       made[i].change);
        api_sql(&api.town, sql);
        api_number(&api, made[i].text, numbers[i]);
    }
    api_wait_words(&api.town);
    *state = &api;
    return 0;
}

static int teardown(void **state)
{
    api_destroy(*state);
    return 0;
}

/* The letters of a list in its order; others than those of `made` are '?'. */
static void letters_of(const struct reply *r, char *out, size_t cap)
{
    size_t n = 0;
    (void)reply_items(r);
    for (const struct json *item = json_first(json_get(r->tree, "items")); item && n < cap - 1;
         item = json_next(item)) {
        out[n] = '?';
        for (size_t i = 0; i < LENGTH(made); i++)
            if (str_equal(json_get_text(item, "number"), str_of(numbers[i])))
                out[n] = made[i].letter;
        n++;
    }
    out[n] = '\0';
}

static void test_filters(void **state)
{
    static const struct {
        const char *query, *letters; /* newest first */
    } rows[] = {
        { "", "FEDCBA" },
        { "sort=-created_at", "FEDCBA" },
        { "sort=created_at", "ABCDEF" },
        { "status=in_progress", "A" },
        { "status=received", "FEB" },
        { "status=closed", "C" },
        { "status=verified", "" },
        { "kind=information", "E" },
        { "kind=complaint", "FDCBA" },
        { "kind=whistleblowing", "" },
        { "category=road", "FCA" },
        { "category=waste", "D" },
        { "department=PUPR", "CA" },
        { "department=KOTA", "F" },
        { "district=35.13.18", "CA" },
        { "district=35.13.17", "DB" },
        { "village=35.13.18.2008", "A" },
        { "district=35.13.18&village=35.13.18.2008", "A" },
        { "district=35.13.17&village=35.13.18.2008", "" },
        { "q=berlubang", "FA" },
        { "q=BERLUBANG", "FA" },
        { "q=jalan%20rusak", "C" },
        { "q=rusak+jalan", "C" },
        { "q=jalan", "FCBA" },
        { "q=jal", "FCBA" },             /* the beginning of a word */
        { "q=lubang%20-berlubang", "" }, /* no operators: both words must occur */
        { "q=%22jalan%20OR%20sampah%22", "" },
        { "q=jalan*", "FCBA" },
        { "q=text:jalan", "" },
        { "q=%28%29%22%27%2A%3A%5E", "" }, /* nothing but signs: nothing to be found */
        { "q=%ff%fe", "" },
        { "q=%20%20", "FEDCBA" }, /* blank is no search */
        { "q=x", "" },            /* one letter is not searched */
        { "overdue=true", "B" },  /* not closed, not paused, with a deadline in the past */
        { "overdue=false", "FEDCBA" },
        { "from=2026-12-01", "FEDCBA" },
        { "from=2026-12-02", "FED" },
        { "to=2026-12-02", "CBA" },
        { "to=2026-12-01", "" },
        { "from=2026-12-01&to=2026-12-02", "CBA" },
        { "from=2026-12-01T12:00:00%2B07:00", "FEDCB" },
        { "from=2026-12-01T05:00:00Z", "FEDCB" },
        { "from=2026-12-01T05:00:00.001Z", "FEDC" },
        { "to=2026-12-01T12:00:00%2B07:00", "A" },
        { "from=2027-01-01", "" },
        { "from=2026-12-01&to=2026-12-02&sort=created_at", "ABC" },
        { "category=road&status=closed", "C" },
        { "category=road&status=received", "F" },
        { "department=PUPR&district=35.13.18&status=in_progress&kind=complaint", "A" },
        { "department=PUPR&district=35.13.17", "" },
        { "q=jalan&department=PUPR&sort=created_at", "AC" },
        { "q=jalan&category=road&from=2026-12-01&to=2026-12-02", "CA" },
        { "q=jalan&overdue=true", "B" },
        { "status=&kind=&q=", "FEDCBA" }, /* an empty value is no filter */
        { "&&limit=2&", "FE" },           /* nothing between two marks is no parameter */
        { "limit=2", "FE" },
        { "queue=new", "FEB" },
        { "queue=new&kind=information", "E" },
        { "queue=waiting", "D" },
        { "queue=overdue", "B" },
        { "queue=overdue&status=received", "B" },
        { "queue=due_today&sort=created_at", "" },
        { "due_before=2020-01-01", "B" },
        { "queue=due_today", "" },
        { "queue=failed_replies", "" },
        { "limit=200", "FEDCBA" },
        { "limit=2&sort=created_at&category=road", "AC" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[256], letters[32];
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s", rows[i].query);
        struct reply r = api_get(*state, OPERATOR, path);
        letters_of(&r, letters, sizeof letters);
        if (strcmp(letters, rows[i].letters) != 0)
            fail_msg("%s: '%s', want '%s'", rows[i].query, letters, rows[i].letters);
        reply_free(&r);
    }
}

static void test_an_officer_sees_the_own_department_whatever_is_asked(void **state)
{
    static const struct {
        enum api_who who;
        const char *query, *letters;
    } rows[] = {
        { OFFICER_PUPR, "", "CA" },
        { OFFICER_PUPR, "department=PUPR", "CA" },
        { OFFICER_PUPR, "department=DISHUB", "" },
        { OFFICER_PUPR, "q=jalan", "CA" },
        { OFFICER_PUPR, "category=street_light", "" },
        { OFFICER_DISHUB, "", "B" },
        { OFFICER_DISHUB, "q=jalan", "B" },
        { OFFICER_DISHUB, "status=received", "B" },
        { OFFICER_DISHUB, "overdue=true", "B" },
        { OFFICER_PUPR, "queue=mine", "A" }, /* C is closed */
        { OFFICER_PUPR, "queue=overdue", "" },
        { OFFICER_DISHUB, "queue=overdue", "B" },
        { OFFICER_DISHUB, "queue=mine&status=received", "B" },
        { OFFICER_INSPEKTORAT, "queue=overdue", "" },
        { OFFICER_INSPEKTORAT, "", "" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[256], letters[32];
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s", rows[i].query);
        struct reply r = api_get(*state, rows[i].who, path);
        letters_of(&r, letters, sizeof letters);
        if (strcmp(letters, rows[i].letters) != 0)
            fail_msg("%s: %s: '%s', want '%s'", api_who_names[rows[i].who], rows[i].query, letters,
                     rows[i].letters);
        reply_free(&r);
    }
}

/* One ticket a page, each page behind the cursor of the one before. */
static void pages_must_be(const char *query, const char *letters)
{
    char path[256], cursor[64] = "", letter[8];
    for (const char *want = letters; *want; want++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s&limit=1%s%s", query,
                       cursor[0] ? "&cursor=" : "", cursor);
        struct reply r = api_get(&api, OPERATOR, path);
        letters_of(&r, letter, sizeof letter);
        if (letter[0] != *want) fail_msg("%s: '%s', want '%c'", path, letter, *want);
        assert_int_equal(str_copy(cursor, sizeof cursor, json_get_text(r.tree, "next_cursor")) &&
                             cursor[0],
                         want[1] != '\0');
        reply_free(&r);
    }
}

static void test_queues_have_an_order_of_their_own(void **state)
{
    static const struct {
        enum api_who who;
        const char *query;
        int status;
    } rows[] = {
        { OFFICER_PUPR, "queue=failed_replies", 403 },
        { OPERATOR, "queue=lama", 422 },
        { OPERATOR, "queue=failed_replies&status=received", 422 },
        { OPERATOR, "queue=overdue&status=received&cursor=d1-2", 422 },
        { OPERATOR, "due_before=besok", 422 },
        { OPERATOR, "queue=overdue&cursor=n12", 422 },
        { OPERATOR, "queue=overdue&cursor=d-", 422 },
        { OPERATOR, "queue=overdue&limit=0", 422 },
        { OPERATOR, "queue=new&cursor=d1-2", 422 },
        { AUDITOR, "queue=new", 403 },
    };
    (void)state;
    api_sql(&api.town, "UPDATE ticket SET due_at = 5 WHERE status = 4; UPDATE ticket SET due_at = "
                       "3 WHERE kind = 3 OR due_at IS NULL");
    pages_must_be("queue=overdue", "BEFA");
    api_sql(&api.town, "UPDATE ticket SET due_at = (unixepoch() + 25200) / 86400 * 86400000 - "
                       "25200000 + 86399000 WHERE kind = 3");
    pages_must_be("queue=due_today", "E");
    api_sql(&api.town, "UPDATE ticket SET due_at = 32503680000000 WHERE kind = 3; UPDATE ticket "
                       "SET due_at = NULL WHERE due_at = 3 OR status = 4");
    town_wait_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    api_sql(&api.town, "UPDATE outbox SET state = 8 WHERE ticket_id IN (SELECT id FROM ticket "
                       "WHERE kind = 3 OR status = 4)");
    pages_must_be("queue=failed_replies", "EA");
    api_sql(&api.town, "UPDATE outbox SET state = 5 WHERE state = 8");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s", rows[i].query);
        int status = api_status(&api, rows[i].who, path);
        if (status != rows[i].status) fail_msg("%s: %d", rows[i].query, status);
    }
}

static int64_t filter_save(enum api_who who, const char *name, const char *query, int status)
{
    char body[800];
    int64_t id = 0;
    (void)snprintf(body, sizeof body, "{\"name\":\"%s\",\"query\":\"%s\"}", name, query);
    struct reply r = api_send(&api, who, "POST", "/api/v1/filters", body, NULL);
    if (r.status != status) fail_msg("%s: %d %s", body, r.status, r.body);
    (void)json_i64(json_get(r.tree, "id"), &id);
    reply_free(&r);
    return id;
}

static void filters_must_be(enum api_who who, const char *names)
{
    char found[200] = "";
    struct buf b;
    buf_fixed(&b, found, sizeof found);
    struct reply r = api_get(&api, who, "/api/v1/filters");
    for (const struct json *f = json_first(json_get(r.tree, "items")); f; f = json_next(f))
        buf_addf(&b, "%.*s=%.*s;", STR_ARG(json_get_text(f, "name")),
                 STR_ARG(json_get_text(f, "query")));
    assert_string_equal(found, names);
    reply_free(&r);
}

static void test_filters_are_kept_for_their_owner_alone(void **state)
{
    static const char *const wrong[] = { "",    "cursor=n1",         "status",      "status=a b",
                                         "x=1", "status=received#x", "kind=\\u0001" };
    char path[64], name[16];
    (void)state;
    int64_t id = filter_save(OPERATOR, "Jalan", "category=road&status=received", 201);
    assert_int_equal(filter_save(OPERATOR, "Jalan", "category=road", 201), id);
    (void)filter_save(OPERATOR, "Cari", "q=jalan%20rusak&queue=new", 201);
    (void)filter_save(SUPERVISOR, "Jalan", "kind=complaint", 201);
    (void)filter_save(OFFICER_PUPR, "Gagal", "queue=failed_replies", 403);
    filters_must_be(OPERATOR, "Cari=q=jalan%20rusak&queue=new;Jalan=category=road;");
    filters_must_be(SUPERVISOR, "Jalan=kind=complaint;");
    filters_must_be(OFFICER_PUPR, "");
    for (size_t i = 0; i < LENGTH(wrong); i++)
        (void)filter_save(OPERATOR, "Salah", wrong[i], 422);
    (void)filter_save(OPERATOR, "", "status=received", 422);
    (void)snprintf(path, sizeof path, "/api/v1/filters/%lld", (long long)id);
    struct reply r = api_send(&api, SUPERVISOR, "DELETE", path, NULL, NULL);
    assert_int_equal(r.status, 404);
    reply_free(&r);
    r = api_send(&api, OPERATOR, "DELETE", path, NULL, NULL);
    assert_int_equal(r.status, 204);
    reply_free(&r);
    filters_must_be(OPERATOR, "Cari=q=jalan%20rusak&queue=new;");
    for (int i = 0; i < 30; i++) {
        (void)snprintf(name, sizeof name, "nomor %d", i);
        (void)filter_save(ADMIN, name, "status=received", 201);
    }
    (void)filter_save(ADMIN, "satu lagi", "status=received", 409);
    (void)filter_save(ADMIN, "nomor 7", "status=closed", 201); /* replaces: not one more */
}

static void test_a_number_is_found_however_it_is_written(void **state)
{
    const char *number = numbers[1]; /* LK26-00002-c */
    char forms[5][48];
    (void)snprintf(forms[0], sizeof forms[0], "%.20s", number);
    (void)snprintf(forms[1], sizeof forms[1], "lk%.18s", number + 2);
    (void)snprintf(forms[2], sizeof forms[2], "%.4s%%20%.5s%%20%.1s", number, number + 5,
                   number + 11);
    (void)snprintf(forms[3], sizeof forms[3], "%.4s%.5s%.1s", number, number + 5, number + 11);
    (void)snprintf(forms[4], sizeof forms[4], "%%20%.20s%%20", number);
    for (size_t i = 0; i < LENGTH(forms); i++) {
        char path[256], letters[32];
        (void)snprintf(path, sizeof path, "/api/v1/tickets?q=%.47s", forms[i]);
        struct reply r = api_get(*state, OPERATOR, path);
        letters_of(&r, letters, sizeof letters);
        if (strcmp(letters, "B") != 0) fail_msg("%s: '%s'", path, letters);
        reply_free(&r);
        r = api_get(*state, OFFICER_PUPR, path);
        assert_int_equal(reply_items(&r), 0);
        reply_free(&r);
        if (i == 2 || i == 4) continue; /* blanks in a path are too much to ask */
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%.47s", forms[i]);
        assert_int_equal(api_status(*state, OPERATOR, path), 200);
    }
}

#define MANY 25

static int seen_of(const struct json *item, int *seen)
{
    struct str text = json_get_text(item, "text"), mark = STR("nomor ");
    size_t at = str_find(text, mark, 0);
    int64_t n;
    if (at == SIZE_MAX) return 0;
    struct str digits = str_slice(text, at + mark.len, text.len);
    if (!str_to_i64(digits, 1, MANY, &n, NULL)) return 0;
    seen[n]++;
    return (int)n;
}

/* Walks the list to its end; before every further page one more ticket comes in. */
static void walk(struct api *a, const char *query, bool newest_first)
{
    int seen[MANY + 1] = { 0 }, last = newest_first ? MANY + 1 : 0, pages = 0;
    char path[256], cursor[64] = "";
    static int late;
    for (;;) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets?limit=10&%s%s%s", query,
                       *cursor ? "&cursor=" : "", cursor);
        struct reply r = api_get(a, SUPERVISOR, path);
        assert_true(reply_items(&r) <= 10);
        for (const struct json *item = json_first(json_get(r.tree, "items")); item;
             item = json_next(item)) {
            int n = seen_of(item, seen);
            if (n == 0) continue;
            if (newest_first ? n > last : n < last) fail_msg("%s: %d behind %d", query, n, last);
            last = n;
        }
        const struct json *next = json_get(r.tree, "next_cursor");
        bool more = json_is_string(next);
        if (!more && !json_is_null(next)) fail_msg("next_cursor: %s", r.body);
        if (more) {
            if (reply_items(&r) != 10) fail_msg("%s: a page that is not full has a next", query);
            assert_true(str_copy(cursor, sizeof cursor, json_text(next)));
        }
        reply_free(&r);
        if (!more) break;
        assert_true(++pages < 20);
        char text[96], phone[32];
        (void)snprintf(text, sizeof text, "Jalan berlubang di desa Pajurangan, susulan %d", ++late);
        (void)snprintf(phone, sizeof phone, "62812000003%02d", late);
        api_write(&a->town, phone, "Warga", text);
    }
    for (int n = 1; n <= MANY; n++)
        if (seen[n] != 1) fail_msg("%s: ticket %d came %d times", query, n, seen[n]);
}

static void test_pages_give_each_ticket_once_while_others_come_in(void **state)
{
    for (int i = 1; i <= MANY; i++) {
        char text[96], phone[32];
        (void)snprintf(text, sizeof text, "Jalan berlubang di desa Sebaung nomor %d", i);
        (void)snprintf(phone, sizeof phone, "62812000002%02d", i);
        api_write(&api.town, phone, "Warga", text);
    }
    api_wait_words(&api.town);
    walk(*state, "", true);
    walk(*state, "sort=created_at", false);
    walk(*state, "department=PUPR", true);
    walk(*state, "status=received&sort=created_at", false);
    walk(*state, "q=sebaung", true);
    walk(*state, "q=sebaung&sort=created_at", false);
}

static void test_pages_of_timeline_and_outbox(void **state)
{
    struct api *a = *state;
    char path[128], cursor[64] = "", text[96], number[32];
    int seen = 0;
    int64_t last = 0, id;
    api_write(&a->town, "6281200000301", "Warga", "Tiang listrik miring di desa Maron Wetan");
    api_number(a, "Tiang listrik miring", number);
    for (int i = 0; i < 4; i++) {
        (void)snprintf(text, sizeof text, "%s masih padam, sudah %d hari", number, i + 2);
        api_write(&a->town, "6281200000301", "Warga", text);
    }
    for (int page = 0; page < 5; page++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/timeline?limit=1%s%s", number,
                       page ? "&cursor=" : "", cursor);
        struct reply r = api_get(a, OPERATOR, path);
        assert_int_equal(reply_items(&r), 1);
        const struct json *item = json_first(json_get(r.tree, "items"));
        assert_true(json_i64(json_get(item, "id"), &id) && id > last); /* oldest first */
        last = id;
        seen += str_equal(json_get_text(item, "type"), page ? STR("joined") : STR("received"));
        assert_int_equal(json_is_null(json_get(r.tree, "next_cursor")), page == 4);
        if (page < 4)
            assert_true(str_copy(cursor, sizeof cursor, json_get_text(r.tree, "next_cursor")));
        reply_free(&r);
    }
    assert_int_equal(seen, 5);
    last = INT64_MAX;
    cursor[0] = '\0';
    for (int page = 0; page < 5; page++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/outbox?limit=1%s%s", number,
                       page ? "&cursor=" : "", cursor);
        struct reply r = api_get(a, OPERATOR, path);
        assert_int_equal(reply_items(&r), 1);
        const struct json *item = json_first(json_get(r.tree, "items"));
        assert_true(json_i64(json_get(item, "id"), &id) && id < last); /* newest first */
        last = id;
        assert_int_equal(json_is_null(json_get(r.tree, "next_cursor")), page == 4);
        if (page < 4)
            assert_true(str_copy(cursor, sizeof cursor, json_get_text(r.tree, "next_cursor")));
        reply_free(&r);
    }
}

/* --- the form of what is listed --- */

static void fits(const struct json *document, const char *schema, const struct json *item)
{
    const struct json *s = json_path(document, "components", "schemas", schema, NULL);
    assert_true(json_count(json_get(s, "required")) > 3);
    for (const struct json *name = json_first(json_get(s, "required")); name;
         name = json_next(name)) {
        char key[64];
        assert_true(str_copy(key, sizeof key, json_text(name)));
        if (!json_get(item, key)) fail_msg("%s: an answer lacks %s", schema, key);
    }
    for (const struct json *member = json_first(item); member; member = json_next(member))
        if (!json_path(s, "properties", json_key(member), NULL))
            fail_msg("%s: an answer has %s", schema, json_key(member));
}

static void test_answers_have_the_form_of_the_document(void **state)
{
    char timeline[128];
    (void)snprintf(timeline, sizeof timeline, "/api/v1/tickets/%s/timeline", numbers[1]);
    const struct {
        const char *path, *schema;
    } rows[] = { { "/api/v1/tickets?limit=200", "Ticket" },
                 { "/api/v1/outbox?limit=200", "OutboxItem" },
                 { timeline, "Event" } };
    struct reply document = api_get(*state, NOBODY, "/api/v1/openapi.json");
    assert_int_equal(document.status, 200);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply r = api_get(*state, ADMIN, rows[i].path);
        assert_true(reply_items(&r) > 0);
        for (const struct json *item = json_first(json_get(r.tree, "items")); item;
             item = json_next(item))
            fits(document.tree, rows[i].schema, item);
        assert_int_equal(json_count(r.tree), 2);
        reply_free(&r);
    }
    reply_free(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_an_officer_sees_the_own_department_whatever_is_asked),
        cmocka_unit_test(test_queues_have_an_order_of_their_own),
        cmocka_unit_test(test_filters_are_kept_for_their_owner_alone),
        cmocka_unit_test(test_a_number_is_found_however_it_is_written),
        cmocka_unit_test(test_pages_of_timeline_and_outbox),
        cmocka_unit_test(test_pages_give_each_ticket_once_while_others_come_in),
        cmocka_unit_test(test_answers_have_the_form_of_the_document),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
