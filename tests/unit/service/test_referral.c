/* test_referral.c - tickets that were referred when the external body took the department's place:
 * upkeep gives them the department back that worked on them, and the trail stays whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/app.h"
#include "domain/move.h"
#include "notice_case.h"
#include "store/event_store.h"
#include "store/ticket_store.h"
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define POWER         "Listrik padam di desa Sebaung kecamatan Gending"
#define BRIBE         "Mau lapor pungli: kepala desa minta uang 500 ribu untuk surat tanah di Sebaung"

static void save(struct intake_case *c, struct ticket *t, const char *type, const char *data)
{
    struct err e = { 0 };
    int64_t id;
    struct event event = { .ticket_id = t->id,
                           .at = NOW,
                           .type = str_of(type),
                           .actor = STR("staff:adi"),
                           .data_json = str_of(data) };
    must(db_begin(c->db, &e) && ticket_save(c->db, t, NOW, &e) &&
             event_insert(c->db, &event, &c->arena, &id, &e) && db_commit(c->db, &e),
         &e);
}

static struct ticket newest(struct intake_case *c)
{
    struct err e = { 0 };
    struct ticket t;
    must(ticket_get(c->db, ask(c, "SELECT MAX(id) FROM ticket"), &c->arena, &t, &e), &e);
    return t;
}

static void assign(struct intake_case *c, const char *code)
{
    char data[80];
    struct ticket t = newest(c);
    move_to_department(intake_case_options().desk, &t, str_of(code), false, NOW);
    (void)snprintf(data, sizeof data, "{\"from\":\"received\",\"department\":\"%s\"}", code);
    save(c, &t, EVENT_ASSIGNED, data);
}

/* As migration 0037 leaves what the program of before has written. */
static void refer_as_before(struct intake_case *c, const char *body)
{
    struct ticket t = newest(c);
    move_apply(intake_case_options().desk, &t, STATUS_CLOSED, OUTCOME_REFERRED, NOW);
    t.department = t.referred_to = str_of(body);
    save(c, &t, "closed", "{\"from\":\"assigned\",\"outcome\":\"referred\"}");
}

static void report(struct intake_case *c, const char *text)
{
    static int n;
    char phone[24], wamid[24];
    (void)snprintf(phone, sizeof phone, "62812%08d", ++n);
    (void)snprintf(wamid, sizeof wamid, "wamid.%d", n);
    add_text(c, wamid, phone, "", text);
    take(c);
}

static void trail_is_whole(struct intake_case *c, const char *rule)
{
    struct err e = { 0 };
    struct chain_report chain;
    must(event_verify(c->db, NULL, &chain, &e), &e);
    if (chain.broken_at) fail_msg("%s: event %lld %s", rule, (long long)chain.broken_at, chain.why);
}

static void test_the_unit_is_back(void **state)
{
    static const struct {
        const char *rule, *text, *assigned, *body, *department;
    } rows[] = {
        { "whoever had it", ROAD, "DISHUB", "PLN", "DISHUB" },
        { "by rule, and never assigned", ROAD, NULL, "PLN", "PUPR" },
        { "the body's from the first: the desk's", POWER, NULL, "PLN", "DISKOMINFO" },
        { "one body's, given to another: the desk's", POWER, NULL, "PDAM", "DISKOMINFO" },
        { "the body's at first, then a unit's", POWER, "PUPR", "PLN", "PUPR" },
        { "a unit that is no more", ROAD, "BUBAR", "PLN", "DISKOMINFO" },
        { "in confidence", BRIBE, NULL, "KPK", "INSPEKTORAT" },
    };
    struct intake_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        report(c, rows[i].text);
        if (rows[i].assigned) assign(c, rows[i].assigned);
        refer_as_before(c, rows[i].body);
        trail_is_whole(c, rows[i].rule);
        notice_upkeep(c, NOW + 1);
        struct ticket t = newest(c);
        if (!str_equal(t.department, str_of(rows[i].department)) ||
            !str_equal(t.referred_to, str_of(rows[i].body)))
            fail_msg("%s: %.*s, referred to %.*s", rows[i].rule, STR_ARG(t.department),
                     STR_ARG(t.referred_to));
        trail_is_whole(c, rows[i].rule);
    }
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'changed' AND actor = 'system'",
               LENGTH(rows));
    ask_equals(c, "SELECT COUNT(*) FROM statistics_week WHERE department IN ('PLN', 'PDAM', 'KPK')",
               0);
    ask_equals(c, "SELECT referred FROM statistics_week WHERE department = 'DISHUB'", 1);
    ask_equals(c, "SELECT SUM(referred) FROM statistics_week WHERE department = 'DISKOMINFO'", 3);
    notice_upkeep(c, NOW + 2);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'changed' AND actor = 'system'",
               LENGTH(rows)); /* once */
}

/* Events that are older than states say it by the assignment alone. */
static void test_older_events(void **state)
{
    struct intake_case *c = *state;
    report(c, ROAD);
    assign(c, "DISHUB");
    refer_as_before(c, "PLN");
    store_do(c->bed.path, "DROP TRIGGER event_no_update; UPDATE event SET state = ''");
    notice_upkeep(c, NOW + 1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE department = 'DISHUB' AND referred_to = 'PLN'",
               1);
    report(c, ROAD);
    refer_as_before(c, "PLN");
    store_do(c->bed.path, "UPDATE event SET state = ''");
    notice_upkeep(c, NOW + 1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE department = 'DISKOMINFO'", 1);
}

/* Many wait for several pieces of upkeep; nobody is told, for nothing has happened. */
static void test_many(void **state)
{
    struct intake_case *c = *state;
    for (int i = 0; i < 40; i++) {
        report(c, POWER);
        refer_as_before(c, "PLN");
    }
    int64_t replies = ask(c, "SELECT COUNT(*) FROM outbox");
    notice_upkeep(c, NOW + 1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE department = 'PLN'", 0);
    ask_equals(c, "SELECT COUNT(*) FROM outbox", replies);
    trail_is_whole(c, "many");
}

/* A hand that changes either column behind the trail's back is found. */
static void test_the_trail_tells_of_both(void **state)
{
    static const char *const wrongs[][2] = {
        { "UPDATE ticket SET department = 'PUPR'", "UPDATE ticket SET department = 'DISHUB'" },
        { "UPDATE ticket SET referred_to = 'PDAM'", "UPDATE ticket SET referred_to = 'PLN'" },
        { "UPDATE ticket SET referred_to = NULL", "UPDATE ticket SET referred_to = 'PLN'" },
    };
    struct intake_case *c = *state;
    struct err e = { 0 };
    struct chain_report chain;
    report(c, ROAD);
    assign(c, "DISHUB");
    struct ticket t = newest(c);
    move_refer(intake_case_options().desk, &t, STR("PLN"), NOW);
    save(c, &t, "closed", "{\"from\":\"assigned\",\"outcome\":\"referred\"}");
    trail_is_whole(c, "as it was");
    for (size_t i = 0; i < LENGTH(wrongs); i++) {
        store_do(c->bed.path, wrongs[i][0]);
        must(event_verify(c->db, NULL, &chain, &e), &e);
        if (!chain.broken_at) fail_msg("not found: %s", wrongs[i][0]);
        store_do(c->bed.path, wrongs[i][1]);
        trail_is_whole(c, "put right");
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, intake_case_setup, intake_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_the_unit_is_back),
        CASE(test_older_events),
        CASE(test_many),
        CASE(test_the_trail_tells_of_both),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
