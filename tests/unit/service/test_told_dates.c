/* test_told_dates.c - whatever happens to a ticket, its reporter holds a date until it is resolved,
 * and hears of each that is missed before it is over: once, with the next one. Time is passed in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/ladder.h"
#include "domain/workday.h"
#include "notice_case.h"
#include "service/casework.h"
#include "service/upkeep.h"
#include "store/ticket_store.h"
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct staff desk_staff = { .id = 1, .role = ROLE_ADMIN, .name = { "uji", 3 } };

enum deed {
    NOTHING,
    ASSIGN,
    START,
    ASK,
    RESUME,
    PROMISE,
    INFORMATION,
    EXTEND,
    MERGE,
    UNMERGE,
    DONE
};

struct step {
    const char *at; /* local time */
    enum deed deed;
    const char *day;  /* of PROMISE */
    int64_t late;     /* dates that were missed so far */
    const char *told; /* the date the reporter holds afterwards; "-": none runs */
};

static int64_t instant(const char *local)
{
    char text[32];
    int64_t ms = 0;
    (void)snprintf(text, sizeof text, "%s:00+07:00", local);
    if (!rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time in the test: %s", local);
    return ms;
}

static int64_t day_of(const char *date)
{
    int64_t day = 0;
    assert_true(date_parse(str_of(date), &day, NULL));
    return day;
}

static bool move(struct casework *c, enum ticket_status to, enum ticket_outcome outcome,
                 struct err *e)
{
    struct casework_move m = { .to = to,
                               .outcome = outcome,
                               .reason = STR("Alasan yang jelas."),
                               .message = STR("Mohon keterangannya."),
                               .department = STR_EMPTY };
    if (outcome == OUTCOME_MERGED) m.into = c->ticket->id - 1;
    return casework_move(c, &m, e);
}

static bool do_deed(struct casework *c, const struct step *s, struct err *e)
{
    struct str why = STR("Bahan belum datang.");
    const struct casework_change information = { .category = { NULL, 0 },
                                                 .kind = KIND_INFORMATION };
    switch (s->deed) {
    case START: return move(c, STATUS_IN_PROGRESS, OUTCOME_NONE, e);
    case ASK: return move(c, STATUS_AWAITING_REPORTER, OUTCOME_NONE, e);
    case RESUME: return move(c, STATUS_IN_PROGRESS, OUTCOME_NONE, e);
    case DONE: return move(c, STATUS_RESOLVED, OUTCOME_NONE, e);
    case MERGE: return move(c, STATUS_CLOSED, OUTCOME_MERGED, e);
    case UNMERGE: return casework_unmerge(c, why, e);
    case PROMISE: return casework_promise(c, day_of(s->day), why, e);
    case EXTEND: return casework_extend(c, why, e);
    case INFORMATION: return casework_change(c, &information, e);
    case NOTHING:
    case ASSIGN: break;
    }
    return true;
}

static struct ticket newest(struct intake_case *c)
{
    struct err e = { 0 };
    struct ticket t;
    must(ticket_get(c->db, ask(c, "SELECT MAX(id) FROM ticket"), &c->arena, &t, &e), &e);
    return t;
}

/* The refusal of a deed; its kind is 0 where it was done. */
static struct refusal act(struct intake_case *c, const struct step *s)
{
    struct err e = { 0 };
    struct intake_options o = notice_options();
    struct ticket t = newest(c);
    struct casework work = { .db = c->db,
                             .options = &o,
                             .arena = &c->arena,
                             .who = &desk_staff,
                             .now = instant(s->at),
                             .ticket = &t };
    must(db_begin(c->db, &e), &e);
    must(do_deed(&work, s, &e), &e);
    must(db_commit(c->db, &e), &e);
    return work.refusal;
}

static void check(struct intake_case *c, const struct step *s, const char *story)
{
    char told[RFC3339_SIZE] = "-";
    struct ticket t = newest(c);
    int64_t date = ticket_told_date(&t);
    if (date && !t.paused_since && t.status < STATUS_RESOLVED) rfc3339_format(date, told);
    if (strncmp(told, s->told, strlen(s->told)) != 0)
        fail_msg("%s, %s: told %s, want %s", story, s->at, told, s->told);
    int64_t late = ask(c, "SELECT COUNT(*) FROM event WHERE type = 'late'");
    if (late != s->late)
        fail_msg("%s, %s: %d dates missed, want %d", story, s->at, (int)late, (int)s->late);
    /* Each was told in one message that names the next one. */
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox AS o JOIN event AS e ON e.id = o.event_id WHERE e.type "
               "= 'late' AND o.content LIKE '%kabari lagi paling lambat%'",
               s->late);
}

static void live(struct intake_case *c, const char *story, const struct step *steps, size_t count)
{
    notice_report(c, "wamid.1", ROAD); /* Tuesday 24 November 2026, 13:00 */
    for (size_t i = 0; i < count; i++) {
        if (steps[i].deed == MERGE) { /* into the one before */
            add_text(c, "wamid.2", "6281200000099", "", "Lampu jalan mati di desa Maron Kidul");
            take(c);
        }
        if (steps[i].deed == ASSIGN)
            notice_assign(c, "PUPR", instant(steps[i].at));
        else
            assert_int_equal(act(c, &steps[i]).kind, REFUSAL_NONE);
        notice_upkeep(c, instant(steps[i].at));
        check(c, &steps[i], story);
    }
}

static void test_nobody_acts(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-12-01T15:59", NOTHING, "", 0, "2026-12-01" },
        { "2026-12-01T16:00", NOTHING, "", 1, "2026-12-08" },
        { "2026-12-08T15:59", NOTHING, "", 1, "2026-12-08" },
        { "2026-12-08T16:01", NOTHING, "", 2, "2026-12-15" },
        { "2026-12-09T09:00", START, "", 2, "2026-12-31" }, /* fourteen days of work */
        { "2026-12-15T16:00", NOTHING, "", 2, "2026-12-31" },
    };
    live(*state, "nobody acts", steps, LENGTH(steps));
}

static void test_a_day_that_was_promised_while_the_work_goes_on(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-26T09:00", START, "", 0, "2026-12-16" },
        { "2026-11-27T09:00", PROMISE, "2026-12-08", 0, "2026-12-08" },
        { "2026-12-01T16:00", NOTHING, "", 0, "2026-12-08" },
        { "2026-12-08T15:59", NOTHING, "", 0, "2026-12-08" },
        { "2026-12-08T16:00", NOTHING, "", 1, "2026-12-15" },
        { "2026-12-09T09:00", NOTHING, "", 1, "2026-12-15" },
        { "2026-12-15T16:00", NOTHING, "", 2, "2026-12-22" },
        { "2026-12-17T09:00", NOTHING, "", 2, "2026-12-22" }, /* the legal one has passed */
        { "2026-12-18T09:00", PROMISE, "2026-12-28", 2, "2026-12-28" },
        { "2026-12-22T16:00", NOTHING, "", 2, "2026-12-28" },
        { "2026-12-28T09:00", DONE, "", 2, "-" },
        { "2026-12-28T16:00", NOTHING, "", 2, "-" },
    };
    live(*state, "promised", steps, LENGTH(steps));
    /* It is not said that nobody did anything. */
    ask_equals(*state,
               "SELECT COUNT(*) FROM outbox WHERE content LIKE '%belum memberi tindak lanjut%'", 0);
}

/* A day that is told while the reporter is asked would pass in silence, or move by itself. */
static void test_who_is_asked_is_promised_no_day(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-26T09:00", START, "", 0, "2026-12-16" },
        { "2026-11-27T09:00", ASK, "", 0, "-" },
    };
    static const struct step promise = { "2026-11-30T09:00", PROMISE, "2026-12-02", 0, "-" },
                             resume = { "2026-12-03T09:00", RESUME, "", 0, "" };
    live(*state, "asked", steps, LENGTH(steps));
    assert_int_equal(act(*state, &promise).kind, REFUSAL_CONFLICT);
    assert_int_equal(act(*state, &resume).kind, REFUSAL_NONE);
    assert_int_equal(
        act(*state, &(struct step){ "2026-12-03T10:00", PROMISE, "2026-12-09", 0, "" }).kind,
        REFUSAL_NONE);
}

static void test_the_legal_date(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-26T09:00", START, "", 0, "2026-12-16" },
        { "2026-12-01T16:00", NOTHING, "", 0, "2026-12-16" },
        { "2026-12-16T15:59", NOTHING, "", 0, "2026-12-16" },
        { "2026-12-16T16:00", NOTHING, "", 1, "2026-12-23" },
        { "2026-12-17T08:00", NOTHING, "", 1, "2026-12-23" },
        { "2026-12-23T16:00", NOTHING, "", 2, "2027-01-04" },
    };
    live(*state, "the legal date", steps, LENGTH(steps));
}

static void test_information_that_was_extended(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-25T10:00", INFORMATION, "", 0, "2026-12-01" },
        { "2026-11-26T09:00", START, "", 0, "2026-12-08" },
        { "2026-12-04T08:00", NOTHING, "", 0, "2026-12-08" },
        { "2026-12-07T09:00", EXTEND, "", 0, "2026-12-17" },
        { "2026-12-08T16:00", NOTHING, "", 0, "2026-12-17" },
        { "2026-12-17T16:00", NOTHING, "", 1, "2026-12-28" },
    };
    live(*state, "extended", steps, LENGTH(steps));
    /* Half of ten days is half of seventeen; 80 % of them is not 80 % of ten. */
    ask_equals(*state, "SELECT COUNT(*) FROM event WHERE data LIKE '%\"percent\":50,%'", 1);
    ask_equals(*state, "SELECT COUNT(*) FROM event WHERE data LIKE '%\"percent\":80,%'", 2);
}

static void test_merged_and_taken_out_again(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", MERGE, "", 0, "-" },
        { "2026-12-01T15:00", NOTHING, "", 0, "-" },
        { "2026-12-01T15:30", UNMERGE, "", 0, "2026-12-01" },
        { "2026-12-01T15:31", PROMISE, "2026-12-09", 0, "2026-12-09" },
    };
    struct intake_case *c = *state;
    live(c, "unmerged", steps, LENGTH(steps));
    notice_sql(c, "UPDATE ticket SET ladder_at = NULL WHERE id < (SELECT MAX(id) FROM ticket)");
    static const struct step after = { "2026-12-09T16:00", NOTHING, "", 1, "2026-12-16" };
    notice_upkeep(c, instant(after.at));
    check(c, &after, "unmerged");
}

static void test_a_reporter_who_is_asked(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-26T09:00", START, "", 0, "2026-12-16" },
        { "2026-11-27T09:00", ASK, "", 0, "-" },
        { "2026-12-02T09:00", RESUME, "", 0, "2026-12-21" },
        { "2026-12-03T09:00", ASK, "", 0, "-" },
        { "2026-12-21T16:00", NOTHING, "", 0, "-" },
    };
    live(*state, "asked", steps, LENGTH(steps));
}

/* The reporter's answer ends the pause: what the pause took is told, once, and nothing else is. */
static void test_the_answer_moves_the_day_aloud(void **state)
{
    static const struct {
        const char *answer, *told;
        int messages;
    } rows[] = { { "2026-12-02T09:00", "2026-12-11", 1 }, { "2026-11-27T11:00", "2026-12-08", 0 } };
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-26T09:00", START, "", 0, "2026-12-16" },
        { "2026-11-26T10:00", PROMISE, "2026-12-08", 0, "2026-12-08" },
        { "2026-11-27T09:00", ASK, "", 0, "-" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (i > 0) assert_int_equal(intake_case_setup(state), 0);
        struct intake_case *c = *state;
        live(c, "answered", steps, LENGTH(steps));
        struct inbound *m = add_text(c, "wamid.9", CITIZEN, "", "Di depan balai desa, pak.");
        m->sent_at = c->work.now = instant(rows[i].answer);
        take(c);
        const struct step after = { rows[i].answer, NOTHING, "", 0, rows[i].told };
        check(c, &after, "answered");
        ask_equals(c, "SELECT status FROM ticket", STATUS_IN_PROGRESS);
        ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%Selama menunggu jawaban%'",
                   rows[i].messages);
        if (i + 1 < LENGTH(rows)) assert_int_equal(intake_case_teardown(state), 0);
    }
}

/* Where staff end it, the word of the move names the day. */
static void test_the_desk_ends_a_pause_aloud(void **state)
{
    static const struct step steps[] = {
        { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
        { "2026-11-26T10:00", PROMISE, "2026-12-08", 0, "2026-12-08" },
        { "2026-11-27T09:00", ASK, "", 0, "-" },
        { "2026-12-02T09:00", RESUME, "", 0, "2026-12-11" },
    };
    live(*state, "resumed", steps, LENGTH(steps));
    ask_equals(*state, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%11 Desember 2026%'", 1);
}

/* --- the holiday file --- */

#define MORE_MAX 100

/* The desk's own table with one day more ("": none) and one less. */
static struct desk desk_with(const char *more, const char *without, struct holiday at[MORE_MAX])
{
    struct desk desk = *notice_options().desk;
    int64_t added = more[0] ? day_of(more) : INT64_MAX;
    int64_t left_out = without[0] ? day_of(without) : INT64_MAX;
    size_t n = 0;
    assert_true(desk.holiday_count + 1 < MORE_MAX);
    for (size_t i = 0; i < desk.holiday_count; i++) {
        if (added < desk.holidays[i].day) {
            at[n++] = (struct holiday){ added, STR("baru") };
            added = INT64_MAX;
        }
        if (desk.holidays[i].day != left_out) at[n++] = desk.holidays[i];
    }
    desk.holidays = at;
    desk.holiday_count = n;
    return desk;
}

static void start_with(struct intake_case *c, const struct desk *desk, const char *at)
{
    struct err e = { 0 };
    struct upkeep_result result;
    struct intake_options o = notice_options();
    o.desk = desk;
    do {
        must(db_begin(c->db, &e), &e);
        must(upkeep_run(c->db, &o, instant(at), &result, &e), &e);
        must(db_commit(c->db, &e), &e);
        assert_int_equal(result.troubles, 0);
    } while (result.more);
}

static void test_the_holiday_file_changes(void **state)
{
    static const struct {
        const char *rule, *promise, *more, *without;
        const char *due, *told; /* afterwards */
        int events, messages;
    } rows[] = {
        { "a new holiday before the end", "", "2026-12-21", "", "2026-12-17", "2026-12-17", 0, 0 },
        { "a new holiday on the way", "", "2026-12-10", "", "2026-12-18", "2026-12-18", 1, 1 },
        { "the last day itself", "", "2026-12-17", "", "2026-12-18", "2026-12-18", 1, 1 },
        { "a day that was told stays", "2026-12-08", "2026-12-03", "", "2026-12-18", "2026-12-08",
          1, 0 },
        { "unless nobody works on it", "2026-12-08", "2026-12-08", "", "2026-12-18", "2026-12-09",
          1, 1 },
        { "the same before the file changed back", "", "", "", "2026-12-17", "2026-12-17", 0, 0 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct intake_case *c;
        struct holiday days[MORE_MAX];
        if (i > 0) assert_int_equal(intake_case_setup(state), 0);
        c = *state;
        static const struct step begin[] = {
            { "2026-11-25T09:00", ASSIGN, "", 0, "2026-12-01" },
            { "2026-11-27T09:00", START, "", 0, "2026-12-17" },
        };
        live(c, rows[i].rule, begin, LENGTH(begin));
        if (rows[i].promise[0]) {
            const struct step s = { "2026-11-27T10:00", PROMISE, rows[i].promise, 0, "" };
            assert_int_equal(act(c, &s).kind, REFUSAL_NONE);
        }
        const struct desk changed = desk_with(rows[i].more, rows[i].without, days);
        for (int twice = 0; twice < 2; twice++)
            start_with(c, &changed, "2026-11-30T09:00");
        struct ticket t = newest(c);
        char due[RFC3339_SIZE], told[RFC3339_SIZE];
        rfc3339_format(t.due_at, due);
        rfc3339_format(ticket_told_date(&t), told);
        if (strncmp(due, rows[i].due, 10) != 0 || strncmp(told, rows[i].told, 10) != 0)
            fail_msg("%s: due %s, told %s", rows[i].rule, due, told);
        ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'calendar'", rows[i].events);
        ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%perubahan hari libur%'",
                   rows[i].messages);
        /* Back to the old table: as if nothing had been, and said again. */
        start_with(c, notice_options().desk, "2026-11-30T10:00");
        ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'calendar'", 2 * rows[i].events);
        assert_int_equal(newest(c).due_at, ticket_due(notice_options().desk, &t));
        if (i + 1 < LENGTH(rows)) assert_int_equal(intake_case_teardown(state), 0);
    }
}

/* Reminders follow office hours without a word to anybody. */
static void test_office_hours_change(void **state)
{
    struct intake_case *c = *state;
    struct desk desk = *notice_options().desk;
    notice_report(c, "wamid.1", ROAD);
    notice_upkeep(c, NOW);
    ask_equals(c, "SELECT ladder_at FROM ticket", instant("2026-11-26T07:30"));
    assert_true(office_hours_parse(STR("08:15-15:00, fri 08:15-14:00"), &desk.office));
    int64_t version = newest(c).version;
    start_with(c, &desk, "2026-11-24T14:00");
    ask_equals(c, "SELECT ladder_at FROM ticket", instant("2026-11-26T08:15"));
    assert_int_equal(newest(c).version, version);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'calendar'", 0);
    struct ticket t = newest(c);
    t.promise_at = day_end_ms(day_of("2026-11-27")); /* a Friday */
    assert_int_equal(ladder_told_check(&desk, &t), instant("2026-11-27T14:00"));
}

/* However many tickets there are, each is reached once. */
static void test_every_open_ticket_follows(void **state)
{
    struct intake_case *c = *state;
    struct holiday days[MORE_MAX];
    char phone[32], wamid[32];
    for (int i = 0; i < 75; i++) {
        (void)snprintf(phone, sizeof phone, "62812000001%02d", i);
        (void)snprintf(wamid, sizeof wamid, "wamid.%d", i);
        add_text(c, wamid, phone, "", i % 7 ? ROAD : "Ada pungli di kantor desa Sebaung Gending");
        take(c);
        if (i % 3 == 0) notice_assign(c, i % 7 ? "PUPR" : "INSPEKTORAT", NOW);
        arena_clear(&c->arena);
    }
    notice_upkeep(c, NOW);
    const struct desk changed = desk_with("2026-11-25", "", days);
    start_with(c, &changed, "2026-11-24T14:00");
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 75);
    ask_equals(c, "SELECT COUNT(DISTINCT ticket_id) FROM event WHERE type = 'calendar'", 75);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'calendar'", 75);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%perubahan hari libur%'", 0);
}

/* --- promises --- */

static void test_which_days_can_be_promised(void **state)
{
    static const struct {
        const char *rule, *day, *refusal; /* "": it is promised */
        const char *words;
    } rows[] = {
        { "a Sunday", "2026-12-06", "2026-12-06 is no working day; the next one is 2026-12-07",
          "" },
        { "Christmas", "2026-12-25", "the next one is 2026-12-28", "" },
        { "cuti bersama", "2026-12-24", "the next one is 2026-12-28", "" },
        { "today", "2026-11-25", "a day after today", "" },
        { "the past", "2026-11-24", "a day after today", "" },
        { "far away", "2027-06-30", "at most 60 working days", "" },
        { "a later day asks for patience", "2026-12-08", "", "perlu waktu lebih lama" },
        { "an earlier one does not", "2026-12-03", "", "Tanggalnya sekarang: paling lambat" },
        { "nor does the same", "2026-12-03", "", "Tanggalnya sekarang: paling lambat" },
        { "later again", "2026-12-04", "", "perlu waktu lebih lama" },
    };
    struct intake_case *c = *state;
    notice_report(c, "wamid.1", ROAD);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char sql[240];
        const struct step s = { "2026-11-25T09:00", PROMISE, rows[i].day, 0, "" };
        struct refusal no = act(c, &s);
        if ((no.kind == REFUSAL_NONE) != (rows[i].refusal[0] == '\0') ||
            (no.kind && !strstr(no.detail, rows[i].refusal)))
            fail_msg("%s: %s", rows[i].rule, no.kind ? no.detail : "promised");
        if (no.kind) continue;
        (void)snprintf(sql, sizeof sql,
                       "SELECT content LIKE '%%%s%%' FROM outbox ORDER BY id DESC LIMIT 1",
                       rows[i].words);
        if (!ask(c, sql)) fail_msg("%s: other words", rows[i].rule);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, intake_case_setup, intake_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_nobody_acts),
        CASE(test_a_day_that_was_promised_while_the_work_goes_on),
        CASE(test_who_is_asked_is_promised_no_day),
        CASE(test_the_legal_date),
        CASE(test_information_that_was_extended),
        CASE(test_merged_and_taken_out_again),
        CASE(test_a_reporter_who_is_asked),
        CASE(test_the_answer_moves_the_day_aloud),
        CASE(test_the_desk_ends_a_pause_aloud),
        CASE(test_the_holiday_file_changes),
        CASE(test_office_hours_change),
        CASE(test_every_open_ticket_follows),
        CASE(test_which_days_can_be_promised),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
