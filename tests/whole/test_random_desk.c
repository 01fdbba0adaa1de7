/* test_random_desk.c - everybody works at random over REST, on one ticket and on many at once:
 * moves, bulk moves, assignments, handing over, merging and unmerging, while citizens answer. After
 * every request: what was refused has changed nothing, what was accepted is a move of the table,
 * made by somebody who may, and nobody else's ticket moved. At the end the trail is whole and each
 * deed was told to its reporter once.
 *
 * STEPS and SEED change how long and which. */
#include "api.h"
#include "dice.h"
#include "domain/move.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define TICKETS       40
#define STEPS         900
#define BULK          5
#define BODY          1200

static struct api api;
static uint64_t dice;

/* A ticket as the admin reads it, who sees all of them. */
struct view {
    char number[32], department[32], due[40], handed_from[32], into[32];
    int64_t version;
    enum ticket_kind kind;
    enum ticket_status status;
    enum ticket_outcome outcome;
};
static struct view before[TICKETS], now[TICKETS];
static bool stale[TICKETS]; /* named in a bulk request with a version that is not theirs */

/* What came out, by kind of deed: so that the run has tried them. */
static struct {
    size_t moved, refused, bulk_done, bulk_refused, handed, merged, unmerged, reopened;
} tally;

static size_t roll(size_t below)
{
    return dice_roll(&dice, below);
}

static const enum api_who people[] = { ADMIN,        OPERATOR,       OPERATOR,
                                       OFFICER_PUPR, OFFICER_DISHUB, OFFICER_INSPEKTORAT,
                                       SUPERVISOR,   AUDITOR };

static const char *department_of(enum api_who who)
{
    return who == OFFICER_PUPR          ? "PUPR"
           : who == OFFICER_DISHUB      ? "DISHUB"
           : who == OFFICER_INSPEKTORAT ? "INSPEKTORAT"
                                        : "";
}

/* --- reading --- */

static void view_read(const struct json *t, struct view *v)
{
    *v = (struct view){ .version = 0 };
    assert_true(str_copy(v->number, sizeof v->number, json_get_text(t, "number")));
    assert_true(json_i64(json_get(t, "version"), &v->version));
    assert_true(ticket_kind_parse(json_get_text(t, "kind"), &v->kind));
    assert_true(ticket_status_parse(json_get_text(t, "status"), &v->status));
    if (!json_is_null(json_get(t, "outcome")))
        assert_true(ticket_outcome_parse(json_get_text(t, "outcome"), &v->outcome));
    assert_true(str_copy(v->department, sizeof v->department,
                         json_get_text(json_get(t, "department"), "code")));
    assert_true(str_copy(v->handed_from, sizeof v->handed_from,
                         json_get_text(json_get(t, "handed_from"), "code")));
    assert_true(str_copy(v->due, sizeof v->due, json_get_text(t, "due_at")));
    assert_true(str_copy(v->into, sizeof v->into, json_get_text(t, "merged_into")));
}

static void views_read(struct view out[TICKETS])
{
    struct reply r = api_get(&api, ADMIN, "/api/v1/tickets?limit=200&sort=created_at");
    size_t n = 0;
    assert_int_equal(r.status, 200);
    /* The first ones; what a citizen says may make more. */
    for (const struct json *t = json_first(json_get(r.tree, "items")); t && n < TICKETS;
         t = json_next(t))
        view_read(t, &out[n++]);
    assert_int_equal(n, TICKETS);
    reply_free(&r);
}

static size_t find(const char *number)
{
    for (size_t i = 0; i < TICKETS; i++)
        if (strcmp(before[i].number, number) == 0) return i;
    fail_msg("no ticket %s", number);
    return 0;
}

/* --- what must hold of every step --- */

static bool is_move(const struct view *a, const struct view *b)
{
    if (a->status == b->status && a->outcome == b->outcome) return true;
    if (a->outcome == OUTCOME_MERGED && b->status == STATUS_VERIFIED) return true;
    return move_find(a->status, b->status, b->outcome) != NULL;
}

/* allowed: whose version may differ now; must: whose has to. */
static void check_step(const char *what, const bool allowed[TICKETS], const bool must[TICKETS])
{
    views_read(now);
    for (size_t i = 0; i < TICKETS; i++) {
        const struct view *a = &before[i], *b = &now[i];
        bool changed = a->version != b->version;
        if (changed && !allowed[i]) fail_msg("%s: %s changed as well", what, b->number);
        if (!changed && must[i]) fail_msg("%s: %s was to change", what, b->number);
        if (b->version < a->version) fail_msg("%s: %s went back", what, b->number);
        if (!is_move(a, b))
            fail_msg("%s: %s from %s to %s %s", what, b->number, ticket_status_name(a->status),
                     ticket_status_name(b->status), ticket_outcome_name(b->outcome));
        assert_int_equal(b->outcome != OUTCOME_NONE, b->status == STATUS_CLOSED);
        assert_int_equal(b->into[0] != '\0', b->outcome == OUTCOME_MERGED);
        assert_true(b->status != STATUS_VERIFIED || b->handed_from[0] == '\0');
        tally.unmerged += a->outcome == OUTCOME_MERGED && b->status == STATUS_VERIFIED;
        tally.merged += changed && b->outcome == OUTCOME_MERGED && a->outcome != OUTCOME_MERGED;
        tally.reopened += a->status >= STATUS_RESOLVED && b->status == STATUS_IN_PROGRESS;
    }
}

static bool may_work(enum api_who who, const struct view *v)
{
    if (v->kind == KIND_WHISTLEBLOWING) return who == ADMIN || who == OFFICER_INSPEKTORAT;
    if (who == ADMIN || who == OPERATOR) return true;
    return department_of(who)[0] && strcmp(department_of(who), v->department) == 0;
}

/* --- deeds --- */

static const char *reason(void)
{
    return roll(5) ? "Alasan yang cukup jelas." : "";
}

/* A body without its braces: mostly a way that the table knows. *into: TICKETS for none. */
static void move_write(const struct view *v, char out[BODY], size_t *into)
{
    size_t count, known = 0;
    const struct move_rule *rules = move_rules(&count);
    enum ticket_status to = (enum ticket_status)(1 + roll(STATUS_END - 1));
    enum ticket_outcome outcome =
        to == STATUS_CLOSED ? (enum ticket_outcome)roll(OUTCOME_END) : OUTCOME_NONE;
    bool known_way = roll(5) != 0;
    for (size_t i = 0; known_way && i < count; i++) {
        /* A ticket that has ended stays so, but for a merger: few do. */
        if (rules[i].to == STATUS_CLOSED && rules[i].outcome != OUTCOME_MERGED && roll(6)) continue;
        if (!(rules[i].from & 1u << v->status) || roll(++known) != 0) continue;
        to = rules[i].to;
        outcome = rules[i].outcome;
    }
    *into = outcome == OUTCOME_MERGED ? roll(TICKETS) : TICKETS;
    int n = snprintf(out, BODY, "\"to\":\"%s\",\"reason\":\"%s\",\"message\":\"%s\"",
                     ticket_status_name(to), reason(),
                     to == STATUS_AWAITING_REPORTER ? "Di mana tepatnya?" : "");
    if (outcome)
        n += snprintf(out + n, BODY - (size_t)n, ",\"outcome\":\"%s\"",
                      ticket_outcome_name(outcome));
    if (outcome == OUTCOME_REFERRED)
        n +=
            snprintf(out + n, BODY - (size_t)n, ",\"department\":\"%s\"", roll(3) ? "PLN" : "PUPR");
    if (*into < TICKETS)
        (void)snprintf(out + n, BODY - (size_t)n, ",\"into\":\"%s\"", before[*into].number);
}

static const char *some_department(void)
{
    static const char *const units[] = { "PUPR", "DISHUB", "INSPEKTORAT", "DLH", "PLN" };
    return units[roll(LENGTH(units))];
}

static bool is_known(int64_t status)
{
    return status == 200 || status == 201 || status == 403 || status == 404 || status == 409 ||
           status == 412 || status == 422;
}

/* Whatever goes on under another number: each above it counts its people anew. */
static void allow_up(bool allowed[TICKETS], size_t i)
{
    for (; i < TICKETS; i = before[i].into[0] ? find(before[i].into) : TICKETS)
        allowed[i] = true;
}

/* One ticket. If-Match is right, stale, or left out. */
static void one(enum api_who who, const char *what, const char *body, size_t i, size_t other)
{
    char path[96], match[40];
    bool allowed[TICKETS] = { false }, must[TICKETS] = { false };
    size_t guess = roll(8);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s", before[i].number, what);
    (void)snprintf(match, sizeof match, "If-Match: \"%lld\"",
                   (long long)before[i].version + (guess == 0 ? 7 : 0));
    struct reply r = api_send(&api, who, "POST", path, body, guess < 4 ? match : NULL);
    if (!is_known(r.status)) fail_msg("%s %s: %d %s", path, body, r.status, r.body);
    bool done = r.status < 300;
    if (done && (guess == 0 || !may_work(who, &before[i])))
        fail_msg("%s by %s: %s", path, api_who_names[who], r.body);
    allowed[i] = must[i] = done;
    if (done) allow_up(allowed, other);
    done ? tally.moved++ : tally.refused++;
    check_step(path, allowed, must);
    reply_free(&r);
}

static void one_move(enum api_who who, size_t i)
{
    char move[BODY], body[BODY + 2];
    size_t into;
    move_write(&before[i], move, &into);
    (void)snprintf(body, sizeof body, "{%s}", move);
    one(who, "transitions", body, i, into);
}

/* A department keeps its clock when it hands over, and cannot do it twice in a row. */
static void one_assignment(enum api_who who, size_t i)
{
    char body[160];
    bool desk = who == ADMIN || who == OPERATOR || before[i].kind == KIND_WHISTLEBLOWING;
    (void)snprintf(body, sizeof body, "{\"department\":\"%s\",\"note\":\"%s\"}", some_department(),
                   reason());
    one(who, "assignments", body, i, TICKETS);
    if (now[i].version == before[i].version) return;
    assert_int_equal(now[i].status, STATUS_ASSIGNED);
    assert_string_equal(now[i].handed_from, desk ? "" : before[i].department);
    if (desk) return;
    tally.handed++;
    assert_string_equal(before[i].handed_from, "");
    if (before[i].status == STATUS_ASSIGNED) assert_string_equal(now[i].due, before[i].due);
}

/* Mostly of one that was merged. */
static void one_unmerge(enum api_who who, size_t i)
{
    for (size_t k = 0; k < TICKETS && roll(8) && !before[i].into[0]; k++)
        i = (i + 1) % TICKETS;
    size_t other = before[i].into[0] ? find(before[i].into) : TICKETS;
    one(who, "unmerge", "{\"reason\":\"Ternyata hal lain.\"}", i, other);
}

static void one_other(enum api_who who, size_t i)
{
    if (roll(2))
        one(who, "notes", "{\"text\":\"Catatan.\"}", i, TICKETS);
    else
        one(who, "extensions", "{\"reason\":\"Arsip lama.\"}", i, TICKETS);
}

/* Many tickets, each as if it came alone: what its line says is what became of it. */
static void bulk_check(const struct reply *r, enum api_who who, const char *path, size_t into)
{
    bool allowed[TICKETS] = { false }, must[TICKETS] = { false };
    int64_t done = 0, said = 0;
    for (const struct json *x = json_first(json_get(r->tree, "items")); x; x = json_next(x)) {
        char number[32];
        int64_t status = 0;
        assert_true(str_copy(number, sizeof number, json_get_text(x, "number")));
        assert_true(json_i64(json_get(x, "status"), &status));
        if (!is_known(status)) fail_msg("%s: %s", path, r->body);
        size_t i = find(number);
        if (status == 200 && (stale[i] || !may_work(who, &before[i])))
            fail_msg("%s by %s: %s", path, api_who_names[who], r->body);
        if (status == 200) allowed[i] = must[i] = true;
        if (status == 200 && into < TICKETS) allowed[into] = true;
        done += status == 200;
        status == 200 ? tally.bulk_done++ : tally.bulk_refused++;
    }
    if (r->status == 200) assert_true(json_i64(json_get(r->tree, "done"), &said) && said == done);
    check_step(path, allowed, must);
    /* the versions that are told are true, unless a later one of the same request went on */
    for (const struct json *x = json_first(json_get(r->tree, "items")); x; x = json_next(x)) {
        char number[32];
        int64_t version = 0;
        assert_true(str_copy(number, sizeof number, json_get_text(x, "number")));
        size_t i = find(number);
        if (!must[i]) continue;
        assert_true(json_i64(json_get(x, "version"), &version));
        assert_true(i == into ? now[i].version >= version : now[i].version == version);
    }
}

static void many(enum api_who who)
{
    char body[BODY * 2], move[BODY], path[48];
    bool assigns = roll(3) == 0;
    size_t into = TICKETS, first = roll(TICKETS), count = 1 + roll(BULK);
    int n = snprintf(body, sizeof body, "{\"tickets\":[");
    for (size_t k = 0; k < count; k++) {
        size_t i = (first + k * 3) % TICKETS;
        const struct view *v = &before[i];
        stale[i] = false;
        n += snprintf(body + n, sizeof body - (size_t)n, "%s{\"number\":\"%s\"", k ? "," : "",
                      v->number);
        if (roll(2)) {
            stale[i] = roll(5) == 0;
            n += snprintf(body + n, sizeof body - (size_t)n, ",\"version\":%lld",
                          (long long)v->version + (stale[i] ? 9 : 0));
        }
        n += snprintf(body + n, sizeof body - (size_t)n, "}");
    }
    if (assigns)
        (void)snprintf(move, sizeof move, "\"department\":\"%s\",\"note\":\"%s\"",
                       some_department(), reason());
    else
        move_write(&before[first], move, &into);
    (void)snprintf(body + n, sizeof body - (size_t)n, "],%s}", move);
    (void)snprintf(path, sizeof path, "/api/v1/bulk/%s", assigns ? "assignments" : "transitions");
    struct reply r = api_send(&api, who, "POST", path, body, NULL);
    if (!is_known(r.status)) fail_msg("%s %s: %d %s", path, body, r.status, r.body);
    bulk_check(&r, who, path, into);
    reply_free(&r);
}

/* Its reporter says how it is; what it changes of which of their tickets is the conversation's. */
static void citizen(size_t i)
{
    static const char *const words[] = { "sudah", "belum, masih rusak", "baru sebagian", "status" };
    bool any[TICKETS], none[TICKETS] = { false };
    char phone[32];
    for (size_t k = 0; k < TICKETS; k++)
        any[k] = true;
    (void)snprintf(phone, sizeof phone, "62812777%05zu", i);
    api_write(&api.town, phone, "Warga", words[roll(LENGTH(words))]);
    check_step("a citizen's answer", any, none);
}

static void step(void)
{
    enum api_who who = people[roll(LENGTH(people))];
    size_t i = roll(TICKETS);
    for (size_t tries = 0; tries < 4 && !may_work(who, &before[i]); tries++)
        i = roll(TICKETS); /* mostly one of theirs */
    switch (roll(12)) {
    case 0:
    case 1:
    case 2:
    case 3: one_move(who, i); break;
    case 4:
    case 5: one_assignment(who, i); break;
    case 6: one_unmerge(who, i); break;
    case 7: one_other(who, i); break;
    case 8: citizen(i); break;
    default: many(who);
    }
    memcpy(before, now, sizeof before);
}

/* --- the town --- */

static void nothing(const char *what, const char *sql)
{
    int64_t n = town_count(&api.town, sql);
    if (n != 0) fail_msg("%s: %lld", what, (long long)n);
}

static int setup(void **state)
{
    static const char *const words[] = {
        "Jalan berlubang nomor %d di desa Sebaung kecamatan Gending",
        "Lampu jalan mati nomor %d di desa Maron Kidul",
        "Mohon informasi anggaran jalan nomor %d di desa Sebaung",
        "Ada pungli nomor %d di kantor desa Sebaung Gending",
    };
    (void)state;
    dice = (uint64_t)dice_setting("SEED", 1);
    api_create(&api);
    for (int i = 0; i < TICKETS; i++) {
        char text[120], phone[32];
        /* mostly roads, so that there is something to merge; format of this table alone */
        const char *form = words[i % 7 == 3 ? 3 : i % 7 == 5 ? 2 : i % 2];
        size_t cut = (size_t)(strstr(form, "%d") - form);
        (void)snprintf(text, sizeof text, "%.*s%d%s", (int)cut, form, 1000 + i, form + cut + 2);
        (void)snprintf(phone, sizeof phone, "62812777%05d", i);
        api_write(&api.town, phone, "Warga", text);
    }
    town_wait_count(&api.town, "SELECT COUNT(*) FROM ticket", TICKETS, 20);
    views_read(before);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static void test_any_sequence(void **state)
{
    static const char *const verify[] = { "audit", "verify", NULL };
    int64_t steps = dice_setting("STEPS", STEPS);
    char out[512];
    (void)state;
    for (int64_t i = 0; i < steps; i++)
        step();
    if (town_command(&api.town, verify, out, sizeof out) != 0) fail_msg("%s", out);
    nothing("told twice of one deed",
            "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE event_id IS NOT NULL AND type <> "
            "'reaction' GROUP BY event_id, contact_id HAVING COUNT(*) > 1)");
    nothing("not told",
            "SELECT COUNT(*) FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id WHERE e.actor "
            "LIKE 'staff:%' AND e.type IN ('assigned', 'in_progress', 'awaiting_reporter', "
            "'resolved', 'closed', 'reopened') AND NOT EXISTS (SELECT 1 FROM outbox AS o WHERE "
            "o.event_id = e.id AND o.contact_id = t.contact_id)");
    nothing("solved by the desk",
            "SELECT COUNT(*) FROM event WHERE type = 'closed' AND actor LIKE 'staff:%' AND (data "
            "LIKE '%\"solved\"%' OR data LIKE '%unanswered%')");
    print_message("%lld steps: %zu done, %zu refused; many at once: %zu done, %zu refused; %zu "
                  "handed over, %zu merged, %zu unmerged, %zu reopened\n",
                  (long long)steps, tally.moved, tally.refused, tally.bulk_done, tally.bulk_refused,
                  tally.handed, tally.merged, tally.unmerged, tally.reopened);
    if (steps >= STEPS && !getenv("SEED"))
        assert_true(tally.moved > 50 && tally.refused > 50 && tally.bulk_done > 50 &&
                    tally.bulk_refused > 50 && tally.handed && tally.merged && tally.unmerged &&
                    tally.reopened);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_any_sequence) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
