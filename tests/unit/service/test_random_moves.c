/* test_random_moves.c - whatever the desk, citizens and time do to tickets, in whatever order:
 * every life stays one that the table of moves allows, clocks add up after every step, each deed is
 * told to reporter and followers exactly once, nobody who waits is left without a date, what is
 * refused changes nothing, and the chain of events is whole.
 *
 * Real tables, real use cases. RUNS and SEED change how many lives and which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dice.h"
#include "domain/ladder.h"
#include "domain/workday.h"
#include "intake_case.h"
#include "service/casework.h"
#include "service/upkeep.h"
#include "store/ticket_store.h"
#include <stdio.h>
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
    return dice_roll(&w->dice, below);
}

/* Over the world's own connection: asked thousands of times. */
static int64_t value(struct world *w, const char *sql)
{
    struct err e = { 0 };
    int64_t n = -1;
    must(db_script_i64(w->c->db, sql, &n, &e), &e);
    return n;
}

static void expect(struct world *w, const char *sql, int64_t want)
{
    int64_t have = value(w, sql);
    if (have != want) fail_msg("%s: %lld, want %lld", sql, (long long)have, (long long)want);
}

static const struct staff people[] = {
    { .id = 1, .role = ROLE_ADMIN, .name = { "adi", 3 } },
    { .id = 2, .role = ROLE_OPERATOR, .name = { "oni", 3 } },
    { .id = 3, .role = ROLE_OFFICER, .name = { "peni", 4 }, .department = { "PUPR", 4 } },
    { .id = 4, .role = ROLE_OFFICER, .name = { "dedi", 4 }, .department = { "DISHUB", 6 } },
    { .id = 5, .role = ROLE_SUPERVISOR, .name = { "susi", 4 } },
    { .id = 6, .role = ROLE_OFFICER, .name = { "ina", 3 }, .department = { "INSPEKTORAT", 11 } },
};

/* --- deeds --- */
/* Ids begin anew with each year. */
static int64_t ticket_at(struct world *w, int64_t place)
{
    char sql[80];
    (void)snprintf(sql, sizeof sql, "SELECT id FROM ticket ORDER BY id LIMIT 1 OFFSET %lld",
                   (long long)place);
    return value(w, sql);
}

static int64_t any_ticket(struct world *w)
{
    return ticket_at(w, (int64_t)roll(w, (size_t)value(w, "SELECT COUNT(*) FROM ticket")));
}

static void citizen_writes(struct world *w)
{
    static const char *const words[] = {
        "Jalan berlubang di desa Sebaung kecamatan Gending",
        "Lampu jalan mati di desa Maron Kidul",
        "Mohon informasi anggaran perbaikan jalan desa tahun ini",
        "Konsultasi: bagaimana cara mengurus izin usaha?",
        "Ada pungli di kantor desa Sebaung Gending, kepala desa minta uang",
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

/* Somebody came to the desk, with a phone or without. */
static void staff_enters(struct world *w)
{
    static const char *const texts[] = { "Jalan di desa Sebaung berlubang.",
                                         "Berapa anggaran jalan desa?" };
    static const enum ticket_kind kinds[] = { KIND_COMPLAINT, KIND_INFORMATION };
    struct err e = { 0 };
    struct ticket t;
    struct intake_options options = intake_case_options();
    struct casework c = { .db = w->c->db,
                          .options = &options,
                          .arena = &w->c->arena,
                          .who = &people[0],
                          .now = w->now,
                          .ticket = &t };
    size_t which = roll(w, LENGTH(texts));
    const struct casework_entry entry = { .text = str_of(texts[which]),
                                          .kind = kinds[which],
                                          .category = STR("road"),
                                          .department = STR_EMPTY,
                                          .place = STR_EMPTY,
                                          .phone = roll(w, 2) ? STR("0812-0000-0007") : STR_EMPTY,
                                          .name = STR("Bu Tamu"),
                                          .source = SOURCE_DESK };
    must(db_begin(w->c->db, &e), &e);
    must(casework_enter(&c, &entry, &e), &e);
    must(db_commit(w->c->db, &e), &e);
    assert_int_equal(c.refusal.kind, REFUSAL_NONE);
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

static bool assign(struct world *w, struct casework *c, struct err *e)
{
    static const char *const units[] = { "PUPR", "DISHUB", "INSPEKTORAT", "PLN", "TIDAKADA" };
    static const char *const offices[] = { "", "KEC-18", "KEC-14", "PUPR" };
    const struct casework_assignment to = { .department = str_of(units[roll(w, LENGTH(units))]),
                                            .note = words_or_none(w),
                                            .names_copy = roll(w, 3) == 0,
                                            .copy = str_of(offices[roll(w, LENGTH(offices))]) };
    return casework_assign(c, &to, e);
}

/* Often of the road, which needs no inspection, or of a bridge, which does. */
static bool change(struct world *w, struct casework *c, struct err *e)
{
    static const char *const categories[] = { "road", "bridge", "street_light", "nothing" };
    static const enum ticket_kind kinds[] = { KIND_COMPLAINT, KIND_ASPIRATION, KIND_INFORMATION,
                                              KIND_CONSULTATION };
    const struct casework_change to = {
        .category = roll(w, 2) ? str_of(categories[roll(w, LENGTH(categories))]) : STR_EMPTY,
        .kind = roll(w, 3) ? (enum ticket_kind)0 : kinds[roll(w, LENGTH(kinds))],
        .priority = PRIORITY_HIGH
    };
    return casework_change(c, &to, e);
}

static bool staff_does(struct world *w, struct casework *c, struct err *e)
{
    bool desk = c->who->role == ROLE_ADMIN || c->who->role == ROLE_OPERATOR;
    size_t deed = roll(w, 14);
    /* Changing and unmerging is for the desk: the door sends others away. */
    if (!desk && (deed == 4 || deed == 5)) deed = 6;
    switch (deed) {
    case 0: return assign(w, c, e);
    case 1:
        return casework_promise(c, day_of_ms(w->now) + (int64_t)roll(w, 30), words_or_none(w), e);
    case 2: return casework_note(c, words_or_none(w), e);
    case 3: return casework_reply(c, words_or_none(w), 0, e);
    case 4: return change(w, c, e);
    case 5: return casework_unmerge(c, words_or_none(w), e);
    case 6:
    case 7: return casework_extend(c, words_or_none(w), e);
    default: return move(w, c, e);
    }
}

/* --- what must hold of a deed --- */

struct counts {
    int64_t events, replies;
};

static struct counts count(struct world *w)
{
    return (struct counts){ value(w, "SELECT COUNT(*) FROM event"),
                            value(w, "SELECT COUNT(*) FROM outbox") };
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

/* Reporter and followers who can be reached by WhatsApp: each once, or not at all. */
static void check_told(struct world *w, int64_t event_id, const struct ticket *t, int times)
{
    char sql[600];
    (void)snprintf(
        sql, sizeof sql,
        "SELECT COUNT(*) FROM contact AS c WHERE (c.wa_id IS NOT NULL OR c.bsuid IS NOT "
        "NULL) AND (c.id = %lld OR c.id IN (SELECT s.contact_id FROM subscriber AS s JOIN "
        "ticket AS t ON t.id = s.ticket_id LEFT JOIN ticket AS v ON v.id = s.via_ticket "
        "WHERE s.ticket_id = %lld AND (t.kind <> 5 OR v.kind = 5))) AND (SELECT COUNT(*) FROM "
        "outbox AS o WHERE o.event_id = "
        "%lld AND o.contact_id = c.id) <> %d",
        (long long)t->contact_id, (long long)t->id, (long long)event_id, times);
    expect(w, sql, 0);
}

/* A move is told by the table; the table itself is held by test_move. */
static void check_moved(struct world *w, const struct ticket *before, const struct casework *c)
{
    const struct ticket *t = c->ticket;
    if (before->status == t->status && before->outcome == t->outcome) return;
    const struct move_rule *rule = move_find(before->status, t->status, t->outcome);
    bool unmerged = before->outcome == OUTCOME_MERGED && t->status == STATUS_VERIFIED;
    assert_true(rule != NULL || unmerged);
    check_told(w, c->event_id, t, unmerged || rule->tells ? 1 : 0);
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

/* The clocks of every ticket, after every step. */
static void check_clocks(struct world *w)
{
    struct intake_options options = intake_case_options();
    struct err e = { 0 };
    for (int64_t i = value(w, "SELECT COUNT(*) FROM ticket"); i-- > 0;) {
        struct ticket t;
        must(ticket_get(w->c->db, ticket_at(w, i), &w->c->arena, &t, &e), &e);
        bool runs = ticket_is_open(t.status) && !t.paused_since;
        if (t.due_at != ticket_due(options.desk, &t))
            fail_msg("ticket %lld: a deadline that does not follow", (long long)t.id);
        if (t.promise != PROMISE_KEPT && ticket_is_open(t.status))
            assert_true(t.promise_at > 0 && t.status != STATUS_RESOLVED);
        /* Whoever waits holds a date, and the program will look at it. */
        if (runs && t.status != STATUS_RESOLVED)
            assert_true(ticket_told_date(&t) > 0 && t.ladder_at > 0 &&
                        t.ladder_at <= ladder_told_check(options.desk, &t));
    }
}

/* No apology while the reporter is asked whether to cancel, for fourteen days. */
static bool is_held_back(struct world *w, int64_t event_id)
{
    char sql[480];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id JOIN "
                   "conversation AS c ON c.contact_id = t.contact_id WHERE e.id = %lld AND e.type "
                   "= 'late' AND e.at - c.asked_at < 14 * 86400000 AND ((c.asked = %d AND "
                   "c.asked_ticket_id = t.id) OR (c.asked = %d AND t.received_at <= c.asked_at))",
                   (long long)event_id, QUESTION_CANCEL, QUESTION_CANCEL_ALL);
    return value(w, sql) > 0;
}

/* What time did was told: each date that was missed and each silence, to all of its people. */
static void check_time(struct world *w, int64_t after)
{
    char sql[120];
    for (;;) {
        struct err e = { 0 };
        struct ticket t;
        (void)snprintf(
            sql, sizeof sql,
            "SELECT COALESCE(MIN(id), 0) FROM event WHERE id > %lld AND (type = 'late' OR "
            "type = 'closed')",
            (long long)after);
        after = value(w, sql);
        if (after == 0) return;
        (void)snprintf(sql, sizeof sql, "SELECT ticket_id FROM event WHERE id = %lld",
                       (long long)after);
        must(ticket_get(w->c->db, value(w, sql), &w->c->arena, &t, &e), &e);
        check_told(w, after, &t, is_held_back(w, after) ? 0 : 1);
    }
}

static void time_passes(struct world *w)
{
    static const int64_t steps[] = { MS_PER_MINUTE, MS_PER_HOUR,    9 * MS_PER_HOUR,
                                     MS_PER_DAY,    3 * MS_PER_DAY, 20 * MS_PER_DAY };
    struct err e = { 0 };
    struct upkeep_result result;
    struct intake_options options = intake_case_options();
    int64_t before = value(w, "SELECT COALESCE(MAX(id), 0) FROM event");
    w->now += steps[roll(w, LENGTH(steps))];
    do {
        must(db_begin(w->c->db, &e), &e);
        must(upkeep_run(w->c->db, &options, w->now, &result, &e), &e);
        must(db_commit(w->c->db, &e), &e);
        assert_int_equal(result.troubles, 0);
    } while (result.more);
    check_time(w, before);
    expect(w, "SELECT COUNT(*) FROM ticket WHERE ladder_at <= 0", 0);
}

/* --- what must hold at the end --- */

struct life {
    enum ticket_status status;
    int64_t waits_from, waited; /* ms, working days */
};

static enum ticket_status led_to(struct str type, struct str data, enum ticket_status from)
{
    enum ticket_status to;
    if (str_equal(type, STR(EVENT_REOPENED)) && str_contains(data, STR("\"to\":\"verified\"")))
        return STATUS_VERIFIED;
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

static void live_through(const struct desk *desk, struct life *l, const struct event *event)
{
    struct str type = event->type;
    int64_t at = event->at;
    enum ticket_status to = led_to(type, event->data_json, l->status);
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
            live_through(options.desk, &l, &events[i]);
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
    for (int64_t i = value(w, "SELECT COUNT(*) FROM ticket"); i-- > 0;)
        check_life(w, ticket_at(w, i));
    expect(w,
           "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE event_id IS NOT NULL AND type <> "
           "'reaction' GROUP BY event_id, contact_id HAVING COUNT(*) > 1)",
           0);
    /* Solved is the reporter's word, unanswered is silence: neither is ever the desk's. */
    expect(w,
           "SELECT COUNT(*) FROM event WHERE type = 'closed' AND actor LIKE 'staff:%' AND "
           "(data LIKE '%\"solved\"%' OR data LIKE '%unanswered%')",
           0);
    must(event_verify(w->c->db, NULL, &chain, &e), &e);
    if (chain.broken_at) fail_msg("event %lld: %s", (long long)chain.broken_at, chain.why);
    assert_int_equal(chain.events, value(w, "SELECT COUNT(*) FROM event"));
}

static void test_random_moves(void **state)
{
    int64_t runs = dice_setting("RUNS", RUNS), seed = dice_setting("SEED", 1);
    size_t done = 0, refused = 0;
    int64_t extended = 0, late = 0, copied = 0;
    for (int64_t i = 0; i < runs; i++) {
        if (i > 0) assert_int_equal(intake_case_setup(state), 0);
        struct world w = { .c = *state, .dice = (uint64_t)(seed * 1000003 + i), .now = NOW };
        while (value(&w, "SELECT COUNT(*) FROM ticket") == 0)
            citizen_writes(&w);
        for (int step = 0; step < STEPS; step++) {
            size_t turn = roll(&w, 10);
            if (turn < 6) work_on(&w);
            if (turn == 6 && roll(&w, 4) == 0) staff_enters(&w);
            if (turn >= 6 && turn < 8) citizen_writes(&w);
            if (turn >= 8) time_passes(&w);
            check_clocks(&w);
            arena_clear(&w.c->arena);
        }
        check_world(&w);
        extended += value(&w, "SELECT COUNT(*) FROM event WHERE type = 'extended'");
        late += value(&w, "SELECT COUNT(*) FROM event WHERE type = 'late'");
        copied += value(&w, "SELECT COUNT(*) FROM ticket WHERE copy_to IS NOT NULL");
        done += w.done;
        refused += w.refused;
        if (i + 1 < runs) assert_int_equal(intake_case_teardown(state), 0);
    }
    print_message(
        "%lld worlds, %zu deeds done, %zu refused; %lld extended, %lld late, %lld copied\n",
        (long long)runs, done, refused, (long long)extended, (long long)late, (long long)copied);
    assert_true(runs < RUNS ||
                (done > 150 && refused > 150 && extended > 0 && late > 0 && copied > 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_moves, intake_case_setup, intake_case_teardown),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
