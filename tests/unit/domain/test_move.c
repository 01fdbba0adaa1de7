/* test_move.c - the life of a ticket: whose clock runs, and what pauses and reopening do to the
 * deadlines (computed by hand, calendar of 2026). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "domain/ladder.h"
#include "move_case.h"

/* --- clocks --- */

/* One life: moves at times, and the deadlines after each. "-": none. */
struct life_step {
    char to; /* as above; '+': seven days more */
    const char *when, *due, *promise;
};

static void equals(const char *what, const char *rule, size_t step, int64_t got, const char *want)
{
    char text[RFC3339_SIZE] = "-";
    if (got) rfc3339_format(got, text);
    if (strncmp(text, want, strlen(want)) != 0)
        fail_msg("%s, step %zu: %s is %s, want %s", rule, step, what, text, want);
}

static void live(const char *rule, enum ticket_kind kind, const char *received,
                 const struct life_step *steps, size_t count)
{
    static const char letters[] = "?rvapwsc";
    struct ticket t = { .kind = kind, .status = STATUS_RECEIVED, .received_at = at(received) };
    ticket_start_clocks(&desk, &t, t.received_at);
    for (size_t i = 0; i < count; i++) {
        if (steps[i].to == '+') {
            t.extended = true;
            t.due_at = ticket_due(&desk, &t);
        } else if (steps[i].to != 'r') {
            move_apply(&desk, &t, (enum ticket_status)(strchr(letters, steps[i].to) - letters),
                       steps[i].to == 'c' ? OUTCOME_SOLVED : OUTCOME_NONE, at(steps[i].when));
        }
        assert_int_equal(t.due_at, ticket_due(&desk, &t));
        equals("due", rule, i, t.due_at, steps[i].due);
        equals("promise", rule, i, t.promise_at, steps[i].promise);
        assert_true((t.status == STATUS_AWAITING_REPORTER) == (t.paused_since != 0));
        assert_true((t.status == STATUS_CLOSED) == (t.closed_at != 0));
        if (t.paused_since || t.status == STATUS_CLOSED) assert_true(t.ladder_at == 0);
    }
}

/* Assigned on Wednesday 25 November 2026 with five working days; given on two days later. */
static void test_the_clock_of_another_department(void **state)
{
    static const struct {
        const char *rule;
        bool began, hands_over;
        const char *due, *from;
    } rows[] = {
        { "handed over, its clock goes on", false, true, "2026-12-02", "PUPR" },
        { "assigned anew by the desk, it begins anew", false, false, "2026-12-04", "" },
        { "handed over when it was begun, it is assigned again", true, true, "2026-12-04", "PUPR" },
        { "so it is by the desk", true, false, "2026-12-04", "" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ticket t = { .kind = KIND_COMPLAINT,
                            .status = STATUS_RECEIVED,
                            .department = STR("PUPR"),
                            .received_at = at("2026-11-24T08:00:00+07:00") };
        ticket_start_clocks(&desk, &t, t.received_at);
        move_apply(&desk, &t, STATUS_ASSIGNED, OUTCOME_NONE, at("2026-11-25T09:00:00+07:00"));
        if (rows[i].began)
            move_apply(&desk, &t, STATUS_IN_PROGRESS, OUTCOME_NONE,
                       at("2026-11-26T09:00:00+07:00"));
        move_to_department(&desk, &t, STR("DISHUB"), rows[i].hands_over,
                           at("2026-11-27T09:00:00+07:00"));
        assert_true(t.status == STATUS_ASSIGNED && str_equal(t.department, STR("DISHUB")));
        assert_true(str_equal(t.handed_from, str_of(rows[i].from)));
        equals("due", rows[i].rule, i, t.due_at, rows[i].due);
        equals("promise", rows[i].rule, i, t.promise_at, "2026-12-01");
        assert_int_equal(t.due_at, ticket_due(&desk, &t));
        /* back at the desk nobody has handed it over */
        move_apply(&desk, &t, STATUS_VERIFIED, OUTCOME_NONE, at("2026-11-27T10:00:00+07:00"));
        assert_int_equal(t.handed_from.len, 0);
    }
}

static void test_lives(void **state)
{
    (void)state;
    /* Tuesday 24 November 2026; the days that follow have no holiday until Christmas. */
    static const struct life_step plain[] = {
        { 'r', "", "2026-11-27T23:59:59", "2026-12-01T23:59:59" },
        { 'v', "2026-11-25T09:00:00+07:00", "2026-11-30", "2026-12-01" },
        { 'a', "2026-11-26T09:00:00+07:00", "2026-12-03", "2026-12-01" },
        { 'p', "2026-11-27T09:00:00+07:00", "2026-12-17", "2026-12-01" },
        { 's', "2026-12-10T09:00:00+07:00", "2026-12-28", "2026-12-01" },
        { 'c', "2026-12-11T09:00:00+07:00", "-", "2026-12-01" },
        { 'p', "2026-12-14T09:00:00+07:00", "2027-01-06", "2026-12-01" },
    };
    live("a plain life", KIND_COMPLAINT, "2026-11-24T08:00:00+07:00", plain, LENGTH(plain));
    /* Asked on Monday, answered on Thursday: three working days. */
    static const struct life_step pause[] = {
        { 'a', "2026-11-25T09:00:00+07:00", "2026-12-02", "2026-12-01" },
        { 'p', "2026-11-27T09:00:00+07:00", "2026-12-17", "2026-12-01" },
        { 'w', "2026-11-30T09:00:00+07:00", "2026-12-17", "2026-12-01" },
        { 'p', "2026-12-03T20:00:00+07:00", "2026-12-22", "2026-12-04" },
        { 's', "2026-12-22T09:00:00+07:00", "2027-01-08", "2026-12-04" },
    };
    live("a pause of three days", KIND_COMPLAINT, "2026-11-24T08:00:00+07:00", pause,
         LENGTH(pause));
    /* Asked and answered the same day, or over a weekend's two days: nothing moves but by Monday.
     */
    static const struct life_step short_pause[] = {
        { 'a', "2026-11-25T09:00:00+07:00", "2026-12-02", "2026-12-01" },
        { 'p', "2026-11-26T09:00:00+07:00", "2026-12-16", "2026-12-01" },
        { 'w', "2026-11-27T09:00:00+07:00", "2026-12-16", "2026-12-01" },
        { 'p', "2026-11-27T15:00:00+07:00", "2026-12-16", "2026-12-01" },
        { 'w', "2026-11-27T16:00:00+07:00", "2026-12-16", "2026-12-01" },
        { 'p', "2026-11-29T16:00:00+07:00", "2026-12-16", "2026-12-01" },
        { 'w', "2026-11-29T17:00:00+07:00", "2026-12-16", "2026-12-01" },
        { 'p', "2026-11-30T01:00:00+07:00", "2026-12-17", "2026-12-02" },
    };
    live("short pauses", KIND_COMPLAINT, "2026-11-24T08:00:00+07:00", short_pause,
         LENGTH(short_pause));
    /* Over Idul Fitri 2026 (18 to 24 March off) a pause takes no working day. */
    static const struct life_step fitri[] = {
        { 'r', "", "2026-03-17T23:59:59", "2026-03-26T23:59:59" },
        { 'a', "2026-03-13T09:00:00+07:00", "2026-03-27", "2026-03-26" },
        { 'w', "2026-03-17T20:00:00+07:00", "2026-03-27", "2026-03-26" },
        { 'a', "2026-03-24T20:00:00+07:00", "2026-03-27", "2026-03-26" },
        { 'w', "2026-03-24T21:00:00+07:00", "2026-03-27", "2026-03-26" },
        { 'a', "2026-03-26T08:00:00+07:00", "2026-03-31", "2026-03-30" },
    };
    live("Idul Fitri", KIND_COMPLAINT, "2026-03-12T08:00:00+07:00", fitri, LENGTH(fitri));
    /* A pause of the stage assigned that ends in work: the new stage has its own days. */
    static const struct life_step other[] = {
        { 'a', "2026-11-25T09:00:00+07:00", "2026-12-02", "2026-12-01" },
        { 'w', "2026-11-26T09:00:00+07:00", "2026-12-02", "2026-12-01" },
        { 'p', "2026-11-30T09:00:00+07:00", "2026-12-18", "2026-12-03" },
    };
    live("another stage follows the pause", KIND_COMPLAINT, "2026-11-24T08:00:00+07:00", other,
         LENGTH(other));
    /* Ten days in all, whatever stage; a pause moves them. */
    static const struct life_step asked[] = {
        { 'r', "", "2026-12-08T23:59:59", "2026-12-08T23:59:59" },
        { 'a', "2026-11-26T09:00:00+07:00", "2026-12-08", "2026-12-08" },
        { 'p', "2026-11-30T09:00:00+07:00", "2026-12-08", "2026-12-08" },
        { 'w', "2026-12-01T09:00:00+07:00", "2026-12-08", "2026-12-08" },
        { 'p', "2026-12-04T09:00:00+07:00", "2026-12-11", "2026-12-11" },
    };
    live("a request for information", KIND_INFORMATION, "2026-11-24T08:00:00+07:00", asked,
         LENGTH(asked));
    /* What the pause took stays, whatever stage follows: three days after ten, and seven more. */
    static const struct life_step asked_early[] = {
        { 'a', "2026-11-26T09:00:00+07:00", "2026-12-08", "2026-12-08" },
        { 'w', "2026-11-27T09:00:00+07:00", "2026-12-08", "2026-12-08" },
        { 'a', "2026-12-02T09:00:00+07:00", "2026-12-11", "2026-12-11" },
        { 'p', "2026-12-03T09:00:00+07:00", "2026-12-11", "2026-12-11" },
        { '+', "", "2026-12-22", "2026-12-11" },
        { 'a', "2026-12-04T09:00:00+07:00", "2026-12-22", "2026-12-11" },
        { 'w', "2026-12-07T09:00:00+07:00", "2026-12-22", "2026-12-11" },
        { 'p', "2026-12-08T09:00:00+07:00", "2026-12-23", "2026-12-14" },
        { 's', "2026-12-23T09:00:00+07:00", "2027-01-11", "2026-12-14" },
    };
    live("information that waits, and is extended", KIND_INFORMATION, "2026-11-24T08:00:00+07:00",
         asked_early, LENGTH(asked_early));
    /* The year's end: 24 and 25 December and 1 January are off. */
    static const struct life_step year[] = {
        { 'r', "", "2026-12-28T23:59:59", "2026-12-30T23:59:59" },
        { 'a', "2026-12-23T09:00:00+07:00", "2027-01-04", "2026-12-30" },
        { 'w', "2026-12-28T09:00:00+07:00", "2027-01-04", "2026-12-30" },
        { 'a', "2027-01-04T09:00:00+07:00", "2027-01-08", "2027-01-06" },
    };
    live("the year's end", KIND_COMPLAINT, "2026-12-21T08:00:00+07:00", year, LENGTH(year));
    /* Monday 2 November: ten days to the 16th. Reopened on Wednesday the 18th: ten days from there,
     * to 2 December; seven more to the 11th; asked on Thursday the 3rd, answered on Monday the 7th,
     * two working days, to the 15th. Reopened again on Monday 21 December: ten days, without the
     * seven and the two, over Christmas (24th, 25th) and New Year. */
    static const struct life_step asked_again[] = {
        { 'r', "", "2026-11-16T23:59:59", "2026-11-16" },
        { 'a', "2026-11-03T09:00:00+07:00", "2026-11-16", "2026-11-16" },
        { 'p', "2026-11-04T09:00:00+07:00", "2026-11-16", "2026-11-16" },
        { 's', "2026-11-10T09:00:00+07:00", "2026-11-24", "2026-11-16" },
        { 'p', "2026-11-18T09:00:00+07:00", "2026-12-02T23:59:59", "2026-11-16" },
        { '+', "", "2026-12-11", "2026-11-16" },
        { 'w', "2026-12-03T09:00:00+07:00", "2026-12-11", "2026-11-16" },
        { 'p', "2026-12-07T09:00:00+07:00", "2026-12-15", "2026-11-18" },
        { 's', "2026-12-08T09:00:00+07:00", "2026-12-22", "2026-11-18" },
        { 'p', "2026-12-21T09:00:00+07:00", "2027-01-07T23:59:59", "2026-11-18" },
        { 'a', "2026-12-22T09:00:00+07:00", "2027-01-07", "2026-11-18" },
    };
    live("a request for information, asked again twice", KIND_INFORMATION,
         "2026-11-02T08:00:00+07:00", asked_again, LENGTH(asked_again));
    /* Ten and seven to 25 November, answered on that day, closed on 9 December, reopened a week
     * later, long after its first time was over: to 4 January, and not late at once. */
    static const struct life_step late_again[] = {
        { '+', "", "2026-11-25", "2026-11-16" },
        { 'p', "2026-11-20T09:00:00+07:00", "2026-11-25", "2026-11-16" },
        { 's', "2026-11-25T23:00:00+07:00", "2026-12-09", "2026-11-16" },
        { 'c', "2026-12-09T09:00:00+07:00", "-", "2026-11-16" },
        { 'p', "2026-12-16T23:30:00+07:00", "2027-01-04T23:59:59", "2026-11-16" },
        { '+', "", "2027-01-13", "2026-11-16" },
    };
    live("reopened when its time was over", KIND_INFORMATION, "2026-11-02T08:00:00+07:00",
         late_again, LENGTH(late_again));
    /* A complaint's stage begins anew: Friday 18 December shortly before midnight, fourteen days.
     */
    static const struct life_step complaint_again[] = {
        { 'a', "2026-11-03T09:00:00+07:00", "2026-11-10", "2026-11-09" },
        { 'p', "2026-11-04T09:00:00+07:00", "2026-11-24", "2026-11-09" },
        { 's', "2026-12-04T09:00:00+07:00", "2026-12-18", "2026-11-09" },
        { 'p', "2026-12-18T23:50:00+07:00", "2027-01-12T23:59:59", "2026-11-09" },
    };
    live("a complaint reopened on the last evening", KIND_COMPLAINT, "2026-11-02T08:00:00+07:00",
         complaint_again, LENGTH(complaint_again));
}

/* --- the ladder --- */

static void test_the_ladder(void **state)
{
    static const struct {
        const char *rule, *began, *due;
        int64_t step; /* told so far */
        const char *next;
    } rows[] = {
        { "half of three days: the second", "2026-11-24T10:00:00+07:00",
          "2026-11-27T23:59:59+07:00", 0, "2026-11-26T07:30:00" },
        { "80 % of three: the third", "2026-11-24T10:00:00+07:00", "2026-11-27T23:59:59+07:00", 50,
          "2026-11-27T07:30:00" },
        { "the deadline itself", "2026-11-24T10:00:00+07:00", "2026-11-27T23:59:59+07:00", 80,
          "2026-11-27T23:59:59" },
        { "150 % of three: two days on", "2026-11-24T10:00:00+07:00", "2026-11-27T23:59:59+07:00",
          100, "2026-12-01T07:30:00" },
        { "nothing after that but the day that was told", "2026-11-24T10:00:00+07:00",
          "2026-11-27T23:59:59+07:00", 150, "2027-06-30T16:00:00" },
        { "half of fourteen", "2026-11-24T10:00:00+07:00", "2026-12-14T23:59:59+07:00", 0,
          "2026-12-03T07:30:00" },
        { "80 % of fourteen", "2026-11-24T10:00:00+07:00", "2026-12-14T23:59:59+07:00", 50,
          "2026-12-10T07:30:00" },
        { "over Christmas", "2026-12-22T10:00:00+07:00", "2026-12-30T23:59:59+07:00", 0,
          "2026-12-28T07:30:00" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ticket t = { .status = STATUS_ASSIGNED,
                            .stage_at = at(rows[i].began),
                            .due_at = at(rows[i].due),
                            .promise = PROMISE_WORK, /* of a day far away */
                            .promise_at = at("2027-06-30T23:59:59+07:00"),
                            .ladder_step = rows[i].step };
        ladder_set(&desk, &t);
        equals("ladder", rows[i].rule, i, t.ladder_at, rows[i].next);
    }
}

/* A life whose reporter holds a day far away, so that the ladder alone is heard. 'E': the clock is
 * lengthened; else as above. */
struct rung {
    char to;
    const char *when;
    int64_t told; /* the step that was told by then */
    const char *next;
    int64_t left; /* the step that counts as told afterwards */
};

static void climb(const char *rule, enum ticket_kind kind, const char *received,
                  const struct rung *rungs, size_t count)
{
    static const char letters[] = "?rvapwsc";
    struct ticket t = { .kind = kind, .status = STATUS_RECEIVED, .received_at = at(received) };
    ticket_start_clocks(&desk, &t, t.received_at);
    for (size_t i = 0; i < count; i++) {
        t.promise = PROMISE_WORK;
        t.promise_at = at("2027-06-30T23:59:59+07:00");
        t.ladder_step = rungs[i].told;
        if (rungs[i].to == 'E') {
            t.extended = true;
            t.due_at = ticket_due(&desk, &t);
            ladder_fall_back(&desk, &t, at(rungs[i].when));
        } else {
            move_apply(&desk, &t, (enum ticket_status)(strchr(letters, rungs[i].to) - letters),
                       OUTCOME_NONE, at(rungs[i].when));
        }
        ladder_set(&desk, &t);
        equals("ladder", rule, i, t.ladder_at, rungs[i].next);
        if (t.ladder_step != rungs[i].left)
            fail_msg("%s, step %zu: told %d", rule, i, (int)t.ladder_step);
    }
}

static void test_the_ladder_counts_what_the_clock_counts(void **state)
{
    (void)state;
    /* Fourteen days from Friday 27 November: half is 8 December. Asked on Monday, answered on
     * Thursday, three working days: half is the 11th, 80 % the 18th, the end the 22nd, and seven
     * days on, over Christmas and New Year, 150 %. What was told before stays told. */
    static const struct rung pause[] = {
        { 'a', "2026-11-25T09:00:00+07:00", 0, "2026-11-30T07:30:00", 0 },
        { 'p', "2026-11-27T09:00:00+07:00", 50, "2026-12-08T07:30:00", 0 },
        { 'w', "2026-11-30T09:00:00+07:00", 0, "-", 0 },
        { 'p', "2026-12-03T20:00:00+07:00", 0, "2026-12-11T07:30:00", 0 },
        { 'w', "2026-12-11T09:00:00+07:00", 50, "-", 50 },
        { 'p', "2026-12-11T15:00:00+07:00", 50, "2026-12-18T07:30:00", 50 },
        { 'w', "2026-12-23T09:00:00+07:00", 100, "-", 100 },
        { 'p', "2026-12-23T15:00:00+07:00", 100, "2027-01-05T07:30:00", 100 },
        { 's', "2026-12-28T09:00:00+07:00", 100, "-", 0 },
        { 'p', "2026-12-28T09:00:00+07:00", 0, "2027-01-07T07:30:00", 0 },
    };
    climb("a pause", KIND_COMPLAINT, "2026-11-24T08:00:00+07:00", pause, LENGTH(pause));
    /* Ten days in all from Tuesday 24 November to 8 December, whatever the stage: half is the 1st,
     * 80 % the 4th, 150 % the 15th; nobody is told of a half twice. Seventeen from the 7th on: of
     * those half is over, 80 % is the 14th. */
    static const struct rung information[] = {
        { 'a', "2026-11-30T09:00:00+07:00", 0, "2026-12-01T07:30:00", 0 },
        { 'a', "2026-12-03T09:00:00+07:00", 50, "2026-12-04T07:30:00", 50 },
        { 'p', "2026-12-04T09:00:00+07:00", 80, "2026-12-08T23:59:59", 80 },
        { 'E', "2026-12-07T09:00:00+07:00", 80, "2026-12-14T07:30:00", 50 },
        { 's', "2026-12-14T09:00:00+07:00", 80, "-", 0 },
        { 'p', "2026-12-16T09:00:00+07:00", 0, "2026-12-23T07:30:00", 0 },
    };
    climb("a request for information", KIND_INFORMATION, "2026-11-24T08:00:00+07:00", information,
          LENGTH(information));
    static const struct rung over[] = {
        { 'a', "2026-12-09T09:00:00+07:00", 100, "2026-12-15T07:30:00", 100 },
        { 'E', "2026-12-09T10:00:00+07:00", 100, "2026-12-14T07:30:00", 50 },
    };
    climb("one that is late", KIND_INFORMATION, "2026-11-24T08:00:00+07:00", over, LENGTH(over));
}

/* What was told is watched until it has happened: a first follow-up until somebody acts, another
 * day until the ticket is resolved, and where no day is open the legal deadline. */
static void test_what_was_told_is_watched(void **state)
{
    static const struct {
        const char *rule;
        enum promise promise;
        enum ticket_status status;
        const char *promise_at, *due, *told, *next;
    } rows[] = {
        { "nobody has acted", PROMISE_FIRST, STATUS_RECEIVED, "2026-12-01", "2026-12-30",
          "2026-12-01", "2026-12-01T16:00:00" },
        { "somebody has: the legal deadline remains", PROMISE_KEPT, STATUS_IN_PROGRESS,
          "2026-12-01", "2026-12-03", "2026-12-03", "2026-11-30T07:30:00" },
        { "another day was told while the work goes on", PROMISE_WORK, STATUS_IN_PROGRESS,
          "2026-11-27", "2026-12-30", "2026-11-27", "2026-11-27T16:00:00" },
        { "also one after the legal deadline", PROMISE_WORK, STATUS_ASSIGNED, "2026-12-08",
          "2026-11-25", "2026-12-08", "2026-11-25T07:30:00" },
        { "a reporter who is asked waits for nobody", PROMISE_WORK, STATUS_AWAITING_REPORTER,
          "2026-12-01", "2026-12-30", "2026-12-01", "-" },
        { "resolved", PROMISE_KEPT, STATUS_RESOLVED, "2026-12-01", "2026-12-30", "2026-12-30",
          "-" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char promise_at[RFC3339_SIZE], due[RFC3339_SIZE];
        (void)snprintf(promise_at, sizeof promise_at, "%sT23:59:59+07:00", rows[i].promise_at);
        (void)snprintf(due, sizeof due, "%sT23:59:59+07:00", rows[i].due);
        struct ticket t = { .status = rows[i].status,
                            .stage_at = at("2026-11-24T10:00:00+07:00"),
                            .answered_at = at("2026-11-24T10:00:00+07:00"),
                            .promise = rows[i].promise,
                            .promise_at = at(promise_at),
                            .due_at = at(due) };
        if (t.status == STATUS_AWAITING_REPORTER) t.paused_since = t.stage_at;
        ladder_set(&desk, &t);
        equals("told", rows[i].rule, i, ticket_told_date(&t), rows[i].told);
        equals("ladder", rows[i].rule, i, t.ladder_at, rows[i].next);
    }
}

static void test_what_keeps_a_promise(void **state)
{
    struct ticket t = { .kind = KIND_COMPLAINT,
                        .status = STATUS_RECEIVED,
                        .received_at = at("2026-11-24T08:00:00+07:00") };
    (void)state;
    ticket_start_clocks(&desk, &t, t.received_at);
    assert_int_equal(t.promise, PROMISE_FIRST);
    move_apply(&desk, &t, STATUS_ASSIGNED, OUTCOME_NONE, at("2026-11-25T08:00:00+07:00"));
    assert_int_equal(t.promise, PROMISE_FIRST); /* handing it on is no follow-up */
    ticket_promise_anew(&desk, &t, at("2026-12-01T16:00:00+07:00"));
    assert_int_equal(t.promise, PROMISE_FIRST);
    equals("promise", "five days on", 0, t.promise_at, "2026-12-08");
    ticket_answer(&t, at("2026-12-02T08:00:00+07:00"));
    assert_int_equal(t.promise, PROMISE_KEPT);
    ticket_promise_anew(&desk, &t, at("2026-12-02T16:00:00+07:00"));
    ticket_answer(&t, at("2026-12-03T08:00:00+07:00"));
    assert_int_equal(t.promise, PROMISE_WORK); /* no word keeps it */
    move_apply(&desk, &t, STATUS_IN_PROGRESS, OUTCOME_NONE, at("2026-12-03T08:00:00+07:00"));
    assert_int_equal(t.promise, PROMISE_WORK);
    move_apply(&desk, &t, STATUS_RESOLVED, OUTCOME_NONE, at("2026-12-04T08:00:00+07:00"));
    assert_int_equal(t.promise, PROMISE_KEPT);
    move_apply(&desk, &t, STATUS_IN_PROGRESS, OUTCOME_NONE, at("2026-12-07T08:00:00+07:00"));
    equals("told", "reopened: a deadline of its own", 0, ticket_told_date(&t), "2026-12-29");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_clock_of_another_department),
        cmocka_unit_test(test_lives),
        cmocka_unit_test(test_the_ladder),
        cmocka_unit_test(test_the_ladder_counts_what_the_clock_counts),
        cmocka_unit_test(test_what_was_told_is_watched),
        cmocka_unit_test(test_what_keeps_a_promise),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
