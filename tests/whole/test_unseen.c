/* test_unseen.c - a town before and after somebody tells something in confidence: no answer to
 * those who may not know of it, no header and no count is another one. */
#include "marked_town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define TATTLE        "6281377700044"

static struct marked_town world;

#define ANSWERS_MAX 1200

static struct said {
    enum api_who who;
    char path[160];
    char *text; /* headers and body */
} said[ANSWERS_MAX];
static size_t said_count, said_at;

/* What may change for a reason of its own: when it was asked for. */
static char *all_of(const struct reply *r)
{
    size_t size = strlen(r->headers) + r->len + 1;
    char *text = malloc(size);
    assert_non_null(text);
    char *date = strcasestr(r->headers, "\nDate:");
    char *end = date ? strchr(date + 1, '\n') : NULL;
    int head = end ? (int)(date - r->headers) : (int)strlen(r->headers);
    (void)snprintf(text, size, "%.*s%s%s", head, r->headers, end ? end : "", r->len ? r->body : "");
    return text;
}

static void remember(struct marked_town *w, enum api_who who, const char *path,
                     const struct reply *r)
{
    (void)w;
    assert_true(said_count < ANSWERS_MAX);
    struct said *s = &said[said_count++];
    s->who = who;
    (void)snprintf(s->path, sizeof s->path, "%s", path);
    s->text = all_of(r);
}

/* Who may see that something happens, and what for. */
static bool may_differ(enum api_who who, const char *path)
{
    bool of_machine = strcmp(path, "/metrics") == 0; /* for who runs it: nobody here is loopback */
    bool of_trail = strcmp(path, "/api/v1/audit") == 0; /* one with gaps proves nothing */
    bool of_bill = strcmp(path, "/api/v1/costs") == 0;  /* what Meta counts, it counts for all */
    return of_machine || of_bill || (who == AUDITOR && of_trail);
}

static void compare(struct marked_town *w, enum api_who who, const char *path,
                    const struct reply *r)
{
    (void)w;
    const struct said *s = &said[said_at++];
    char *now = all_of(r);
    assert_int_equal(s->who, who);
    assert_string_equal(s->path, path);
    size_t same = 0;
    while (s->text[same] && s->text[same] == now[same])
        same++;
    size_t from = same < 40 ? 0 : same - 40;
    if (!may_differ(who, path) && strcmp(s->text, now) != 0)
        fail_msg("%s tells %s of it: '%.200s', and then '%.200s'", path, api_who_names[who],
                 s->text + from, now + from);
    free(now);
}

static void everybody_else(struct marked_town *w, marked_see *see)
{
    for (int who = NOBODY; who < ACCOUNT_COUNT; who++)
        if (!marked_is_initiated((enum api_who)who))
            marked_read_all(w, (enum api_who)who, false, see);
}

static int setup(void **state)
{
    marked_create(&world);
    *state = &world;
    return 0;
}

static int teardown(void **state)
{
    marked_destroy(*state);
    for (size_t i = 0; i < said_count; i++)
        free(said[i].text);
    return 0;
}

static void work_on_bribe(struct marked_town *w)
{
    static const char *const deeds[][2] = {
        { "notes", "{\"text\":\"kwzxbisik " MARK_PLANT "\"}" },
        { "replies", "{\"text\":\"kwzxbisik kami periksa\"}" },
        { "promises", "{\"date\":\"{date}\",\"reason\":\"kwzxbisik\"}" },
        { "assignments", "{\"department\":\"INSPEKTORAT\",\"note\":\"kwzxbisik\"}" },
        { "transitions", "{\"to\":\"in_progress\"}" },
        { "transitions", "{\"to\":\"awaiting_reporter\",\"message\":\"kwzxbisik?\"}" },
    };
    char path[160], body[256];
    for (size_t i = 0; i < LENGTH(deeds); i++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s", w->number[BRIBE], deeds[i][0]);
        marked_fill(w, deeds[i][1], BRIBE, body, sizeof body);
        struct reply r = api_send(&w->api, ADMIN, "POST", path, body, NULL);
        if (r.status / 100 != 2) fail_msg("%s: %d %s", path, r.status, r.body);
        reply_free(&r);
    }
}

/* What every stream has told since it was asked last. */
static void everybody_hears(struct marked_town *w, bool of_bribe)
{
    static char heard[65536];
    for (int who = ADMIN; who < ACCOUNT_COUNT; who++) {
        heard[0] = '\0';
        if (w->ears[who] < 0) continue;
        (void)marked_hear(w, (enum api_who)who, "", heard, sizeof heard);
        bool hears = strstr(heard, "event:") != NULL, may = marked_is_initiated((enum api_who)who);
        if (of_bribe && hears != may)
            fail_msg("%s: %s", api_who_names[who], hears ? heard : "hears nothing of it");
    }
}

static void test_a_report_in_confidence_changes_nothing_for_others(void **state)
{
    struct marked_town *w = *state;
    marked_settle(w);
    everybody_hears(w, false);
    everybody_else(w, remember);
    marked_report(w, BRIBE, TATTLE);
    work_on_bribe(w);
    marked_settle(w);
    everybody_else(w, compare);
    assert_int_equal(said_at, said_count);
    everybody_hears(w, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_report_in_confidence_changes_nothing_for_others),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
