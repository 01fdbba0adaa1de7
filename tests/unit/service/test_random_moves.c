/* test_random_moves.c - whatever the desk, citizens and time do to tickets, in whatever order:
 * every life stays one that the table of moves allows, clocks add up, each deed is told to each who
 * must hear of it exactly once, what is refused changes nothing, and the chain of events is whole.
 *
 * Real tables, real use cases. RUNS and SEED change how many lives and which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/workday.h"
#include "intake_case.h"
#include "service/casework.h"
#include "service/upkeep.h"
#include "store/ticket_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS     16
#define STEPS    80
#define CITIZENS 4

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct world {
    struct intake_case *c;
    uint64_t dice;
    int64_t now;
    int wamids;
    size_t done, refused; /* deeds of staff */
};

static size_t roll(struct world *w, size_t below)
{
    w->dice = w->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(w->dice >> 33) % below;
}

static const struct staff people[] = {
    { .id = 1, .role = ROLE_ADMIN, .name = { "adi", 3 } },
    { .id = 2, .role = ROLE_OPERATOR, .name = { "oni", 3 } },
    { .id = 3, .role = ROLE_OFFICER, .name = { "peni", 4 }, .department = { "PUPR", 4 } },
    { .id = 4, .role = ROLE_OFFICER, .name = { "dedi", 4 }, .department = { "DISHUB", 6 } },
    { .id = 5, .role = ROLE_SUPERVISOR, .name = { "susi", 4 } },
};

/* --- deeds --- */

/* Ids begin anew with each year. */
static int64_t ticket_at(struct world *w, int64_t place)
{
    char sql[80];
    (void)snprintf(sql, sizeof sql, "SELECT id FROM ticket ORDER BY id LIMIT 1 OFFSET %lld",
                   (long long)place);
    return ask(w->c, sql);
}

static int64_t any_ticket(struct world *w)
{
    return ticket_at(w, (int64_t)roll(w, (size_t)ask(w->c, "SELECT COUNT(*) FROM ticket")));
}

static void citizen_writes(struct world *w)
{
    static const char *const words[] = {
        "Jalan berlubang di desa Sebaung kecamatan Gending",
        "Lampu jalan mati di desa Maron Kidul",
        "sudah pak terima kasih",
        "belum, masih rusak",
        "baru sebagian",
        "di dekat balai desa pak",
        "status",
        "ya",
        "5",
        "batal",
    };
    char phone[32], wamid[32];
    (void)snprintf(phone, sizeof phone, "62812000000%zu", roll(w, CITIZENS));
    (void)snprintf(wamid, sizeof wamid, "wamid.%d", ++w->wamids);
    struct inbound *m = add_text(w->c, wamid, phone, "", words[roll(w, LENGTH(words))]);
    m->sent_at = w->now;
    w->c->work.now = w->now;
    take(w->c);
}

static struct str words_or_none(struct world *w)
{
    return roll(w, 4) ? STR("Alasan yang cukup jelas.") : STR_EMPTY;
}

/* Mostly a way that the table knows, whoever goes it; else anything at all. */
static void choose_way(struct world *w, enum ticket_status from, struct casework_move *m)
{
    size_t count, known = 0;
    const struct move_rule *rules = move_rules(&count);
    m->to = (enum ticket_status)(1 + roll(w, STATUS_END - 1));
    if (m->to == STATUS_CLOSED) m->outcome = (enum ticket_outcome)roll(w, OUTCOME_END);
    if (roll(w, 4) == 0) return;
    for (size_t i = 0; i < count; i++) {
        if (!(rules[i].from & (1u << from)) || roll(w, ++known) != 0) continue;
        m->to = rules[i].to;
        m->outcome = rules[i].outcome;
    }
}

static bool move(struct world *w, struct casework *c, struct err *e)
{
    static const char *const bodies[] = { "PLN", "PDAM", "PUPR", "" };
    struct casework_move m = { .reason = words_or_none(w),
                               .message = words_or_none(w),
                               .department = STR_EMPTY };
    choose_way(w, c->ticket->status, &m);
    if (m.outcome == OUTCOME_REFERRED) m.department = str_of(bodies[roll(w, LENGTH(bodies))]);
    if (m.outcome == OUTCOME_MERGED && roll(w, 5)) m.into = any_ticket(w);
    return casework_move(c, &m, e);
}

static bool staff_does(struct world *w, struct casework *c, struct err *e)
{
    static const char *const units[] = { "PUPR", "DISHUB", "DLH", "PLN", "TIDAKADA" };
    struct casework_change change = { .category = { NULL, 0 }, .priority = PRIORITY_HIGH };
    bool desk = c->who->role == ROLE_ADMIN || c->who->role == ROLE_OPERATOR;
    size_t deed = roll(w, 12);
    /* Assigning, changing and unmerging is for the desk: the door sends others away. */
    if (!desk && (deed == 0 || deed == 4 || deed == 5)) deed = 6;
    switch (deed) {
    case 0:
        return casework_assign(
            c,
            &(struct casework_assignment){ .department = str_of(units[roll(w, LENGTH(units))]),
                                           .note = STR_EMPTY },
            e);
    case 1:
        return casework_promise(c, day_of_ms(w->now) + (int64_t)roll(w, 30), words_or_none(w), e);
    case 2: return casework_note(c, words_or_none(w), e);
    case 3: return casework_reply(c, words_or_none(w), e);
    case 4: return casework_change(c, &change, e);
    case 5: return casework_unmerge(c, words_or_none(w), e);
    default: return move(w, c, e);
    }
}

/* --- what must hold of a deed --- */

struct counts {
    int64_t events, replies;
};

static struct counts count(struct world *w)
{
    return (struct counts){ ask(w->c, "SELECT COUNT(*) FROM event"),
                            ask(w->c, "SELECT COUNT(*) FROM outbox") };
}

static int64_t told(struct world *w, int64_t event_id, int64_t contact_id)
{
    char sql[160];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM outbox WHERE event_id = %lld AND contact_id = %lld",
                   (long long)event_id, (long long)contact_id);
    return ask(w->c, sql);
}

static void check_refused(struct world *w, const struct ticket *before, struct counts counted)
{
    struct err e = { 0 };
    struct ticket t;
    struct counts now = count(w);
    must(ticket_get(w->c->db, before->id, &w->c->arena, &t, &e), &e);
    assert_int_equal(t.version, before->version);
    assert_int_equal(now.events, counted.events);
    assert_int_equal(now.replies, counted.replies);
}

/* A move is told by the table; the table itself is held by test_move. */
static void check_moved(struct world *w, const struct ticket *before, const struct casework *c)
{
    const struct ticket *t = c->ticket;
    if (before->status == t->status && before->outcome == t->outcome) return;
    const struct move_rule *rule = move_find(before->status, t->status, t->outcome);
    bool unmerged = before->outcome == OUTCOME_MERGED && t->status == STATUS_VERIFIED;
    assert_true(rule != NULL || unmerged);
    assert_int_equal(told(w, c->event_id, t->contact_id), unmerged || rule->tells ? 1 : 0);
    if (rule) assert_true(rule->movers & mover_of(c->who, before));
}

static void work_on(struct world *w)
{
    struct err e = { 0 };
    struct ticket before, t;
    struct intake_options options = intake_case_options();
    struct casework c = { .db = w->c->db,
                          .options = &options,
                          .arena = &w->c->arena,
                          .who =
                              &people[roll(w, roll(w, 2) ? 2 : LENGTH(people))], /* the desk most */
                          .now = w->now,
                          .ticket = &t };
    int64_t id = any_ticket(w);
    struct counts counted = count(w);
    must(db_begin(w->c->db, &e), &e);
    must(ticket_get(w->c->db, id, &w->c->arena, &t, &e), &e);
    before = t;
    c.seen_version = roll(w, 8) ? 0 : t.version - (int64_t)roll(w, 2);
    /* The door sends away who may not see the ticket, and whoever only reads. */
    bool may = c.who->role != ROLE_SUPERVISOR && staff_sees_ticket(c.who, t.kind, t.department);
    bool ok = !may || staff_does(w, &c, &e);
    if (!ok) fail_msg("%s", e.text);
    must(db_commit(w->c->db, &e), &e);
    if (!may) return;
    if (c.refusal.kind != REFUSAL_NONE) {
        w->refused++;
        check_refused(w, &before, counted);
    } else {
        w->done++;
        check_moved(w, &before, &c);
    }
}

static void time_passes(struct world *w)
{
    static const int64_t steps[] = { MS_PER_MINUTE, MS_PER_HOUR,    9 * MS_PER_HOUR,
                                     MS_PER_DAY,    3 * MS_PER_DAY, 20 * MS_PER_DAY };
    struct err e = { 0 };
    struct upkeep_result result;
    struct intake_options options = intake_case_options();
    w->now += steps[roll(w, LENGTH(steps))];
    do {
        must(db_begin(w->c->db, &e), &e);
        must(upkeep_run(w->c->db, &options, w->now, &result, &e), &e);
        must(db_commit(w->c->db, &e), &e);
        assert_int_equal(result.troubles, 0);
    } while (result.more);
}

/* --- what must hold at the end --- */

struct life {
    enum ticket_status status;
    int64_t waits_from, waited; /* ms, working days */
};

static enum ticket_status led_to(struct str type, enum ticket_status from)
{
    enum ticket_status to;
    if (str_equal(type, STR(EVENT_REOPENED))) return STATUS_IN_PROGRESS;
    if (str_equal(type, STR(EVENT_UNMERGED))) return STATUS_VERIFIED;
    if (str_equal(type, STR(EVENT_CANCELLED))) return STATUS_CLOSED;
    return ticket_status_parse(type, &to) ? to : from;
}

static bool may_follow(enum ticket_status from, enum ticket_status to, struct str type)
{
    if (from == to) return true; /* handed over, or no move at all */
    if (str_equal(type, STR(EVENT_UNMERGED))) return from == STATUS_CLOSED;
    for (int o = OUTCOME_NONE; o < OUTCOME_END; o++)
        if (move_find(from, to, (enum ticket_outcome)o)) return true;
    return false;
}

static void live_through(const struct desk *desk, struct life *l, struct str type, int64_t at)
{
    enum ticket_status to = led_to(type, l->status);
    if (!may_follow(l->status, to, type))
        fail_msg("%.*s after %s", STR_ARG(type), ticket_status_name(l->status));
    if (to == STATUS_AWAITING_REPORTER && l->status != to) l->waits_from = at;
    if (to != STATUS_AWAITING_REPORTER && l->status == STATUS_AWAITING_REPORTER)
        l->waited += workday_between(desk, day_of_ms(l->waits_from), day_of_ms(at));
    l->status = to;
}

static void check_life(struct world *w, int64_t id)
{
    struct err e = { 0 };
    struct ticket t;
    struct event events[EVENT_LIST_MAX];
    size_t n;
    int64_t after = 0;
    struct life l = { .status = STATUS_RECEIVED };
    struct intake_options options = intake_case_options();
    bool more = true;
    must(ticket_get(w->c->db, id, &w->c->arena, &t, &e), &e);
    while (more) {
        must(event_list(w->c->db, id, after, EVENT_LIST_MAX, &w->c->arena, events, &n, &more, &e),
             &e);
        for (size_t i = 0; i < n; i++) {
            after = events[i].id;
            /* The other side of a merger only tells of it, with the number. */
            if (str_equal(events[i].type, STR(EVENT_UNMERGED)) &&
                str_contains(events[i].data_json, STR("\"number\"")))
                continue;
            live_through(options.desk, &l, events[i].type, events[i].at);
        }
    }
    assert_int_equal(l.status, t.status);
    assert_int_equal(l.waited, t.paused_days);
    assert_int_equal(t.paused_since != 0, t.status == STATUS_AWAITING_REPORTER);
    assert_int_equal(t.outcome != OUTCOME_NONE, t.status == STATUS_CLOSED);
    assert_int_equal(t.merged_into != 0, t.outcome == OUTCOME_MERGED);
    if (t.status == STATUS_CLOSED) assert_true(t.closed_at > 0);
    if (t.rating) assert_in_range(t.rating, 1, 5);
}

static void check_world(struct world *w)
{
    struct err e = { 0 };
    struct chain_report chain;
    for (int64_t i = ask(w->c, "SELECT COUNT(*) FROM ticket"); i-- > 0;)
        check_life(w, ticket_at(w, i));
    ask_equals(w->c,
               "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE event_id IS NOT NULL AND type <> "
               "'reaction' GROUP BY event_id, contact_id HAVING COUNT(*) > 1)",
               0);
    /* Solved is the reporter's word, unanswered is silence: neither is ever the desk's. */
    ask_equals(w->c,
               "SELECT COUNT(*) FROM event WHERE type = 'closed' AND actor LIKE 'staff:%' AND "
               "(data LIKE '%\"solved\"%' OR data LIKE '%unanswered%')",
               0);
    must(event_verify(w->c->db, NULL, &chain, &e), &e);
    if (chain.broken_at) fail_msg("event %lld: %s", (long long)chain.broken_at, chain.why);
    assert_int_equal(chain.events, ask(w->c, "SELECT COUNT(*) FROM event"));
}

static int64_t number_from(const char *name, int64_t usual)
{
    const char *text = getenv(name);
    return text ? strtoll(text, NULL, 10) : usual;
}

static void test_random_moves(void **state)
{
    int64_t runs = number_from("RUNS", RUNS), seed = number_from("SEED", 1);
    size_t done = 0, refused = 0;
    for (int64_t i = 0; i < runs; i++) {
        if (i > 0) assert_int_equal(intake_case_setup(state), 0);
        struct world w = { .c = *state, .dice = (uint64_t)(seed * 1000003 + i), .now = NOW };
        while (ask(w.c, "SELECT COUNT(*) FROM ticket") == 0)
            citizen_writes(&w);
        for (int step = 0; step < STEPS; step++) {
            size_t turn = roll(&w, 10);
            if (turn < 6) work_on(&w);
            if (turn >= 6 && turn < 8) citizen_writes(&w);
            if (turn >= 8) time_passes(&w);
            arena_clear(&w.c->arena);
        }
        check_world(&w);
        done += w.done;
        refused += w.refused;
        if (i + 1 < runs) assert_int_equal(intake_case_teardown(state), 0);
    }
    print_message("%lld worlds, %zu deeds done, %zu refused\n", (long long)runs, done, refused);
    assert_true(runs < RUNS || (done > 150 && refused > 150));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_moves, intake_case_setup, intake_case_teardown),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
