/* test_leaks.c - every route of the program, asked by every role about every ticket, while what
 * nobody may be told stands in everything that can be written.
 *
 * A route without a row here fails the test: whoever adds one says what can be planted in it. */
#include "marked_town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct marked_town world;
static char refusal[300]; /* what the admin was told last */

/* What a route may be sent; marked_fill() knows what stands in braces. */
static const struct plant {
    const char *method, *path, *body;
    bool refused; /* nothing here can be done by it: the refusals are looked at */
} plants[] = {
    { "POST", "/api/v1/tickets/{number}/notes", "{\"text\":\"catatan " MARK_PLANT "\"}", false },
    { "POST", "/api/v1/tickets/{number}/replies", "{\"text\":\"kabar " MARK_PLANT "\"}", false },
    { "POST", "/api/v1/tickets/{number}/promises",
      "{\"date\":\"{date}\",\"reason\":\"alat " MARK_PLANT "\"}", false },
    { "POST", "/api/v1/tickets/{number}/extensions", "{\"reason\":\"lama " MARK_PLANT "\"}", true },
    { "POST", "/api/v1/tickets/{number}/unmerge", "{\"reason\":\"lain " MARK_PLANT "\"}", true },
    { "POST", "/api/v1/tickets/{number}/identity", "{\"reason\":\"telepon " MARK_PLANT "\"}",
      false },
    { "POST", "/api/v1/tickets/{number}/summary", "{\"text\":\"Ringkasan " MARK_PLANT "\"}", true },
    { "POST", "/api/v1/tickets/{number}/summary", "{\"text\":\"Akan ditambal.\"}", false },
    { "POST", "/api/v1/tickets/{number}/summary/approval", "{\"approved\":true}", false },
    { "POST", "/api/v1/tickets/{number}/block", "{\"reason\":\"kasar " MARK_PLANT "\"}", false },
    { "POST", "/api/v1/tickets/{number}/unblock", "{\"reason\":\"maaf " MARK_PLANT "\"}", false },
    { "POST", "/api/v1/tickets/{number}/attachments", "{\"file\":\"" MARK_PLANT "\"}", true },
    { "POST", "/api/v1/tickets/{number}/assignments",
      "{\"department\":\"PUPR\",\"copy\":\"KEC-18\",\"note\":\"serah " MARK_PLANT "\"}", false },
    { "POST", "/api/v1/tickets/{number}/transitions",
      "{\"to\":\"awaiting_reporter\",\"message\":\"di mana? " MARK_PLANT
      "\",\"reason\":\"" MARK_PLANT "\"}",
      false },
    { "POST", "/api/v1/bulk/transitions",
      "{\"tickets\":[{\"number\":\"{number}\"}],\"to\":\"in_progress\",\"reason\":\"" MARK_PLANT
      "\"}",
      false },
    { "POST", "/api/v1/bulk/assignments",
      "{\"tickets\":[{\"number\":\"{number}\"}],\"department\":\"PUPR\",\"note\":\"" MARK_PLANT
      "\"}",
      false },
    { "PATCH", "/api/v1/tickets/{number}", "{\"priority\":\"high\"}", false },
    { "POST", "/api/v1/tickets",
      "{\"text\":\"Jalan dan gorong di Sebaung " MARK_PLANT
      "\",\"phone\":\"081377700045\",\"name\":\"" MARK_NAME "\",\"source\":\"phone\"}",
      false },
    /* one's own words, for oneself */
    { "POST", "/api/v1/filters", "{\"name\":\"jalan\",\"query\":\"q=jalan\"}", false },
    { "POST", "/api/v1/session", "{\"name\":\"" MARK_NAME "\",\"password\":\"" MARK_PHONE "\"}",
      true },
    { "POST", "/api/v1/hooks", "{\"url\":\"ftp://sistem/?p=" MARK_PHONE "\"}", true },
    { "POST", "/api/v1/staff", "{\"name\":\"" MARK_NAME "\",\"role\":\"" MARK_PHONE "\"}", true },
    { "PATCH", "/api/v1/staff/{name}", "{\"role\":\"" MARK_PHONE "\"}", true },
    { "POST", "/api/v1/staff/{name}/tokens", "{\"label\":\"\",\"scope\":\"" MARK_PHONE "\"}",
      true },
    { "POST", "/api/v1/reporters/search", "{\"phone\":\"" MARK_PHONE "\",\"reason\":\"call\"}",
      false },
    { "POST", "/api/v1/outbox/{id}/resend", "{}", true },
    { "POST", "/api/v1/outbox/{id}/handled", "{\"reason\":\"ditelepon " MARK_PLANT "\"}", true },
    { "PATCH", "/api/v1/hooks/{id}", "{\"enabled\":\"" MARK_PHONE "\"}", true },
    { "PUT", "/api/v1/staff-contacts/{department}/{rung}", "{\"phone\":\"" MARK_NAME "\"}", true },
    { "POST", "/webhook", "{\"entry\":\"" MARK_PHONE "\"}", true },
};

static int setup(void **state)
{
    marked_create(&world);
    marked_report(&world, BRIBE, "6281377700044");
    marked_upload(&world, BRIBE);
    *state = &world;
    return 0;
}

static int teardown(void **state)
{
    marked_destroy(*state);
    return 0;
}

/* Opening an identity is the one way to a name and a number: nothing of it is looked at. */
static bool opens_identity(const char *path, const struct reply *r)
{
    return r->status == 200 && strstr(path, "/identity");
}

/* --- every route, every role, every ticket --- */

static const struct plant *plant_of(const struct route *route)
{
    for (size_t i = 0; i < LENGTH(plants); i++)
        if (strcmp(plants[i].method, route->method) == 0 &&
            strcmp(plants[i].path, route->path) == 0)
            return &plants[i];
    return NULL;
}

/* Whether it was taken. */
static bool plant_by(struct marked_town *w, const struct plant *p, enum api_who who, enum marked t)
{
    char path[160], body[1024];
    marked_fill(w, p->path, t, path, sizeof path);
    marked_fill(w, p->body, t, body, sizeof body);
    struct reply r = api_send(&w->api, who, p->method, path, body, "If-Match: *");
    if (r.status >= 500) fail_msg("%s %s: %d %s", p->method, path, r.status, r.body);
    /* who sent the number of a ticket is told that there is none, by its number */
    if (!opens_identity(path, &r) && !(t == BRIBE && strstr(p->path, "/bulk/")))
        marked_look(w, who, path, r.body);
    if (!(t == BRIBE && strstr(p->path, "/bulk/"))) marked_look(w, who, path, r.headers);
    bool taken = r.status / 100 == 2;
    if (!taken && who == ADMIN) (void)snprintf(refusal, sizeof refusal, "%s", r.body);
    reply_free(&r);
    return taken;
}

static void look_at(struct marked_town *w, enum api_who who, const char *path,
                    const struct reply *r)
{
    marked_look(w, who, path, r->headers);
    marked_look(w, who, path, r->len ? r->body : "");
    if (strstr(path, w->number[BRIBE]) && !marked_is_initiated(who) &&
        strstr(path, "/api/v1/tickets/"))
        assert_true(r->status == 401 || r->status == 403 || r->status == 404);
}

static void test_nothing_that_was_planted_comes_back(void **state)
{
    struct marked_town *w = *state;
    size_t count;
    const struct route *routes = http_routes(&count);
    for (size_t i = 0; i < count; i++)
        if (routes[i].max_body && !plant_of(&routes[i]))
            fail_msg("%s %s: say in this file what can be planted", routes[i].method,
                     routes[i].path);
    for (size_t i = 0; i < LENGTH(plants); i++) {
        int taken = 0;
        for (int t = 0; t < (marked_is_of_ticket(plants[i].path) ? MARKED_TICKETS : 1); t++)
            for (int who = ADMIN; w->number[t][0] && who < ACCOUNT_COUNT; who++)
                taken += plant_by(w, &plants[i], (enum api_who)who, (enum marked)t);
        if ((taken == 0) != plants[i].refused)
            fail_msg("%s was taken %d times: %s", plants[i].path, taken, refusal);
        if (!w->number[ENTERED][0] && strcmp(plants[i].path, "/api/v1/tickets") == 0)
            marked_find(w, ENTERED);
    }
    marked_settle(w);
    for (int who = NOBODY; who < ACCOUNT_COUNT; who++)
        marked_read_all(w, (enum api_who)who, true, look_at);
}

/* Or the test above finds nothing because it asks for nothing. */
static void test_what_was_planted_is_there_and_masked(void **state)
{
    static const char *const parts[][2] = {
        { "/api/v1/tickets/{number}/timeline?limit=200", "catatan hub [telepon]" },
        { "/api/v1/tickets/{number}/messages", "berlubang di desa Sebaung, hub [telepon]" },
        { "/api/v1/tickets/{number}/outbox", "kabar hub [telepon]" },
        { "/api/v1/tickets/{number}", "[NIK]" },
    };
    struct marked_town *w = *state;
    char path[160];
    for (size_t i = 0; i < LENGTH(parts); i++) {
        marked_fill(w, parts[i][0], ROAD, path, sizeof path);
        struct reply r = api_get(&w->api, OPERATOR, path);
        if (!strstr(r.body, parts[i][1])) fail_msg("%s: no '%s': %s", path, parts[i][1], r.body);
        reply_free(&r);
    }
}

/* The masks are of the desk alone where a reporter asked to be hidden. */
static void test_who_is_hidden_is_hidden_from_all_but_the_desk(void **state)
{
    static const struct {
        enum api_who who;
        const char *name, *phone;
    } rows[] = {
        { ADMIN, "Z*** X***", "62813*****043" },
        { OPERATOR, "Z*** X***", "62813*****043" },
        { OFFICER_PUPR, "", "" },
        { SUPERVISOR, "", "" },
    };
    struct marked_town *w = *state;
    char path[160];
    for (int t = RAHASIA; t <= ANONIM; t++)
        for (size_t i = 0; i < LENGTH(rows); i++) {
            marked_fill(w, "/api/v1/tickets/{number}", (enum marked)t, path, sizeof path);
            struct reply r = api_get(&w->api, rows[i].who, path);
            if (r.status != 200 ||
                !str_equal(json_text(json_path(r.tree, "reporter", "name", NULL)),
                           str_of(rows[i].name)) ||
                !str_equal(json_text(json_path(r.tree, "reporter", "phone", NULL)),
                           str_of(rows[i].phone)))
                fail_msg("%s to %s: %s", path, api_who_names[rows[i].who], r.body);
            reply_free(&r);
        }
}

/* --- what leaves by other doors --- */

static void file_look(const struct marked_town *w, const char *path, enum api_who as)
{
    static char text[1 << 20];
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f);
    (void)fclose(f);
    assert_true(n > 0 && n < sizeof text - 1);
    text[n] = '\0';
    marked_look(w, as, path, text);
}

static void test_files_hooks_and_the_log_know_nobody(void **state)
{
    struct marked_town *w = *state;
    char dir[128], path[420], month[16], out[4096];
    time_t now = (time_t)town_now();
    struct tm tm;
    assert_non_null(gmtime_r(&now, &tm));
    (void)strftime(month, sizeof month, "%Y-%m", &tm);
    (void)snprintf(dir, sizeof dir, "%.60s/bukti", w->api.town.dir);
    const char *const evidence[] = { "export", "--evidence", month, dir, NULL };
    if (town_command(&w->api.town, evidence, out, sizeof out) != 0) fail_msg("%s", out);
    DIR *d = opendir(dir);
    assert_non_null(d);
    for (struct dirent *f; (f = readdir(d)) != NULL;) {
        if (f->d_name[0] == '.') continue;
        (void)snprintf(path, sizeof path, "%s/%s", dir, f->d_name);
        file_look(w, path, OPERATOR);
    }
    (void)closedir(d);
    file_look(w, w->api.town.log, OPERATOR);
    marked_look_at_sink(w);
}

static bool may_read(const struct marked_town *w, enum api_who who, int t)
{
    char path[160];
    marked_fill(w, "/api/v1/tickets/{number}", (enum marked)t, path, sizeof path);
    return api_status(&w->api, who, path) == 200;
}

static char heard[1 << 18];

/* What was told while everything was planted. */
static void streams_look(struct marked_town *w)
{
    for (int who = ADMIN; who < ACCOUNT_COUNT; who++) {
        heard[0] = '\0';
        if (w->ears[who] < 0) continue;
        (void)marked_hear(w, (enum api_who)who, "", heard, sizeof heard);
        marked_look(w, (enum api_who)who, "the stream of events", heard);
    }
}

/* Who may read a ticket hears of it, who may not does not; nobody hears a secret. */
static void test_streams_tell_of_what_may_be_read_and_of_nothing_else(void **state)
{
    struct marked_town *w = *state;
    char path[160];
    int reads = 0, not_read = 0;
    streams_look(w);
    for (int t = 0; t < MARKED_TICKETS; t++) {
        marked_fill(w, "/api/v1/tickets/{number}/notes", (enum marked)t, path, sizeof path);
        struct reply r = api_send(&w->api, ADMIN, "POST", path,
                                  "{\"text\":\"" MARK_WHISPER " " MARK_PLANT "\"}", NULL);
        assert_int_equal(r.status, 201);
        reply_free(&r);
    }
    for (int who = ADMIN; who < ACCOUNT_COUNT; who++) {
        heard[0] = '\0';
        for (int t = 0; w->ears[who] >= 0 && t < MARKED_TICKETS; t++) {
            bool may = may_read(w, (enum api_who)who, t);
            const char *words = may ? w->number[t] : "";
            (void)marked_hear(w, (enum api_who)who, words, heard, sizeof heard);
            may ? reads++ : not_read++;
        }
        for (int t = 0; w->ears[who] >= 0 && t < MARKED_TICKETS; t++) {
            bool may = may_read(w, (enum api_who)who, t);
            if ((strstr(heard, w->number[t]) != NULL) != may)
                fail_msg("%s %s %s: %s", api_who_names[who], may ? "does not hear of" : "hears of",
                         w->number[t], heard);
        }
        marked_look(w, (enum api_who)who, "the stream of events", heard);
    }
    assert_true(reads > 15 && not_read > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_that_was_planted_comes_back),
        cmocka_unit_test(test_what_was_planted_is_there_and_masked),
        cmocka_unit_test(test_who_is_hidden_is_hidden_from_all_but_the_desk),
        cmocka_unit_test(test_files_hooks_and_the_log_know_nobody),
        cmocka_unit_test(test_streams_tell_of_what_may_be_read_and_of_nothing_else),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
