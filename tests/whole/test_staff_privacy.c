/* test_staff_privacy.c - what the staff API must not say: who the citizens are, and that a
 * whistleblower wrote at all. Every byte of every answer to every role is looked at. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Made-up marks that occur nowhere else: what must never be seen. */
#define NAME   "Zulfaqar Xaverindra"
#define PHONE  "6281377700042"
#define OTHER  "6281377700043"
#define TATTLE "6281377700044"

static const char *const secrets[] = {
    "Zulfaqar",
    "Xaverindra",
    PHONE,
    OTHER,
    TATTLE,
    "81377700042", /* in whatever form the number is written */
    "81377700043",
    "0813-7770-0042",
    "0813 7770 0043",
    "7770-0042",
    "3513187770420001", /* NIK */
    "35131877704",
};
/* What only the text of the whistleblowers says. */
static const char *const whispers[] = { "pungli", "sekretarisnya", "whistleblowing", "korupsi",
                                        "INSPEKTORAT" };

static struct api api;
static char road[32], bribe[32], city_bribe[32];

static int setup(void **state)
{
    struct town *t = &api.town;
    api_create(&api);
    api_write(t, PHONE, NAME,
              "Jalan berlubang di desa Sebaung, hubungi 0813-7770-0042 atau +62 813 7770 0042, "
              "NIK 3513187770420001");
    api_write(t, OTHER, NAME " " OTHER,
              "Lampu jalan mati di Maron Kidul, telepon saya 0813 7770 0043");
    api_write(t, TATTLE, NAME, "Ada pungli di kantor desa Sebaung, sekretarisnya yang menerima");
    api_write(t, "6281377700045", NAME, "Ada pungli parkir di kota Probolinggo");
    /* the list that answers `status` names two matters, one of them told in confidence */
    api_write(t, TATTLE, NAME, "Jalan rusak di kecamatan Dringu");
    api_write(t, TATTLE, NAME, "status");
    api_number(&api, "Sebaung, hubungi", road);
    api_number(&api, "sekretarisnya", bribe);
    api_number(&api, "kota Probolinggo", city_bribe);
    api_wait_words(t);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    *state = &api;
    return 0;
}

static int teardown(void **state)
{
    api_destroy(*state);
    return 0;
}

static void says_none_of(const char *who, const char *path, const char *text,
                         const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasestr(text, words[i])) fail_msg("%s asks %s: '%s'", who, path, words[i]);
}

/* Every address that this world has, asked by everybody. */
static void each_answer(const struct api *a, void (*look)(const struct api *, enum api_who,
                                                          const char *, const struct reply *))
{
    static const char *const fixed[] = {
        "/api/v1/tickets",
        "/api/v1/tickets?limit=1",
        "/api/v1/tickets?sort=created_at",
        "/api/v1/tickets?q=Zulfaqar",
        "/api/v1/tickets?q=" PHONE,
        "/api/v1/tickets?q=hubungi",
        "/api/v1/tickets?limit=" PHONE,
        "/api/v1/tickets?cursor=" PHONE,
        "/api/v1/tickets?Zulfaqar=1",
        "/api/v1/tickets?from=" PHONE,
        "/api/v1/tickets?kind=whistleblowing",
        "/api/v1/tickets?category=corruption",
        "/api/v1/tickets?department=INSPEKTORAT",
        "/api/v1/tickets?overdue=true",
        "/api/v1/tickets/" PHONE,
        "/api/v1/outbox",
        "/api/v1/outbox?limit=200",
        "/api/v1/outbox?state=failed",
        "/api/v1/outbox?state=waiting",
        "/metrics",
        "/readyz",
        "/healthz",
        "/Zulfaqar",
    };
    static const char *const files[] = {
        "/api/v1/export/tickets.csv",
        "/api/v1/export/tickets.csv?format=sp4n",
        "/api/v1/export/tickets.json",
        "/api/v1/export/tickets.json?department=INSPEKTORAT",
        "/api/v1/export/tickets.json?format=sp4n",
    };
    static const char *const parts[] = { "", "/timeline", "/outbox" };
    const char *numbers[] = { road, bribe, city_bribe };
    char path[256];
    for (int who = NOBODY; who < WHO_COUNT; who++) {
        for (size_t i = 0; i < LENGTH(fixed); i++) {
            struct reply r = api_get(a, (enum api_who)who, fixed[i]);
            look(a, (enum api_who)who, fixed[i], &r);
            reply_free(&r);
        }
        for (size_t i = 0; i < LENGTH(files); i++) {
            struct reply r = api_get(a, (enum api_who)who, files[i]);
            look(a, (enum api_who)who, files[i], &r);
            reply_free(&r);
        }
        for (size_t n = 0; n < LENGTH(numbers); n++)
            for (size_t p = 0; p < LENGTH(parts); p++) {
                (void)snprintf(path, sizeof path, "/api/v1/tickets/%s%s", numbers[n], parts[p]);
                struct reply r = api_get(a, (enum api_who)who, path);
                look(a, (enum api_who)who, path, &r);
                reply_free(&r);
            }
    }
}

static void look_for_people(const struct api *a, enum api_who who, const char *path,
                            const struct reply *r)
{
    (void)a;
    says_none_of(api_who_names[who], path, r->body, secrets, LENGTH(secrets));
    says_none_of(api_who_names[who], path, r->headers, secrets, LENGTH(secrets));
}

static void test_nobody_is_told_a_name_or_number(void **state)
{
    each_answer(*state, look_for_people);
}

static void test_masks_say_that_something_was_there(void **state)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", road);
    struct reply r = api_get(*state, ADMIN, path);
    struct str text = json_get_text(r.tree, "text");
    const struct json *reporter = json_get(r.tree, "reporter");
    assert_true(str_contains(text, STR("[telepon]")));
    assert_true(str_contains(text, STR("[NIK]")));
    assert_true(str_contains(text, STR("Jalan berlubang di desa Sebaung")));
    assert_true(str_equal(json_get_text(reporter, "name"), STR("Z*** X***")));
    assert_true(str_equal(json_get_text(reporter, "phone"), STR("62813*****042")));
    reply_free(&r);
}

static void test_one_ref_per_person_for_every_role(void **state)
{
    static const enum api_who who[] = { ADMIN, OPERATOR, OFFICER_PUPR, SUPERVISOR };
    char path[64], first[32] = "";
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", road);
    for (size_t i = 0; i < LENGTH(who); i++) {
        struct reply r = api_get(*state, who[i], path);
        struct str ref = json_get_text(json_get(r.tree, "reporter"), "ref");
        assert_true(ref.len > 2);
        if (i == 0) assert_true(str_copy(first, sizeof first, ref));
        assert_true(str_equal(ref, str_of(first)));
        reply_free(&r);
    }
}

static void test_searching_for_a_person_finds_nothing(void **state)
{
    static const char *const searches[] = {
        PHONE,
        "%2B6281377700042",
        "0813-7770-0042",
        "0813%207770%200042",
        "081377700042",
        "0813",
        "7770",
        "0042",
        "7770%200042",
        "3513187770420001",
        "35131877",
        "Zulfaqar",
        "Zulfaqar%20Xaverindra",
        "xaverindra",
        "ID.6281377700042",
    };
    for (int who = ADMIN; who < AUDITOR; who++)
        for (size_t i = 0; i < LENGTH(searches); i++) {
            char path[128];
            (void)snprintf(path, sizeof path, "/api/v1/tickets?q=%s", searches[i]);
            struct reply r = api_get(*state, (enum api_who)who, path);
            if (reply_items(&r) != 0)
                fail_msg("%s finds somebody by %s", api_who_names[who], searches[i]);
            reply_free(&r);
        }
    struct reply r = api_get(*state, OPERATOR, "/api/v1/tickets?q=hubungi");
    assert_int_equal(reply_items(&r), 1); /* the words around are found */
    reply_free(&r);
}

static bool is_initiated(enum api_who who)
{
    return who == ADMIN || who == OFFICER_INSPEKTORAT;
}

static void look_for_whistleblowers(const struct api *a, enum api_who who, const char *path,
                                    const struct reply *r)
{
    (void)a;
    if (is_initiated(who) || strcmp(path, "/metrics") == 0) return;
    /* what was asked for may be named in the answer that there is none */
    if (r->status == 200) {
        says_none_of(api_who_names[who], path, r->body, whispers, LENGTH(whispers));
        says_none_of(api_who_names[who], path, r->body, (const char *const[]){ bribe, city_bribe },
                     2);
    }
    if (strstr(path, bribe) || strstr(path, city_bribe))
        assert_int_equal(r->status, who == NOBODY ? 401 : who == AUDITOR ? 403 : 404);
}

static void test_whistleblowing_does_not_exist_for_others(void **state)
{
    each_answer(*state, look_for_whistleblowers);
}

static void test_the_initiated_see_it_everywhere(void **state)
{
    static const char *const queries[] = {
        "",
        "?kind=whistleblowing",
        "?q=pungli",
        "?category=corruption",
        "?department=INSPEKTORAT",
        "?sort=created_at",
    };
    for (int who = ADMIN; who < WHO_COUNT; who++) {
        if (!is_initiated((enum api_who)who)) continue;
        for (size_t i = 0; i < LENGTH(queries); i++) {
            char path[128];
            (void)snprintf(path, sizeof path, "/api/v1/tickets%s", queries[i]);
            struct reply r = api_get(*state, (enum api_who)who, path);
            if (!strstr(r.body, bribe) || !strstr(r.body, city_bribe))
                fail_msg("%s misses it in %s: %s", api_who_names[who], path, r.body);
            reply_free(&r);
        }
    }
    char path[128];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/outbox", bribe);
    struct reply r = api_get(*state, OFFICER_INSPEKTORAT, path);
    assert_true(reply_items(&r) >= 1);
    reply_free(&r);
}

/* Not even how many rows there are: pages are as full for those who may not know. */
static void test_pages_do_not_count_what_is_hidden(void **state)
{
    size_t seen = 0;
    char path[128], cursor[64] = "";
    for (;;) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets?limit=1%s%s", *cursor ? "&cursor=" : "",
                       cursor);
        struct reply r = api_get(*state, OPERATOR, path);
        const struct json *next = json_get(r.tree, "next_cursor");
        seen += reply_items(&r);
        assert_int_equal(reply_items(&r), 1);
        bool more = json_is_string(next);
        if (more) assert_true(str_copy(cursor, sizeof cursor, json_text(next)));
        reply_free(&r);
        if (!more) break;
    }
    assert_int_equal(seen, 3);
}

static void test_the_log_knows_nobody(void **state)
{
    const struct api *a = *state;
    char text[65536];
    FILE *f = fopen(a->town.log, "r");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f);
    (void)fclose(f);
    text[n] = '\0';
    assert_non_null(strstr(text, "serve.ready"));
    says_none_of("the log", a->town.log, text, secrets, LENGTH(secrets));
    says_none_of("the log", a->town.log, text, whispers, LENGTH(whispers));
    says_none_of("the log", a->town.log, text, (const char *const[]){ a->token[ADMIN] }, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_is_told_a_name_or_number),
        cmocka_unit_test(test_masks_say_that_something_was_there),
        cmocka_unit_test(test_one_ref_per_person_for_every_role),
        cmocka_unit_test(test_searching_for_a_person_finds_nothing),
        cmocka_unit_test(test_whistleblowing_does_not_exist_for_others),
        cmocka_unit_test(test_the_initiated_see_it_everywhere),
        cmocka_unit_test(test_pages_do_not_count_what_is_hidden),
        cmocka_unit_test(test_the_log_knows_nobody),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
