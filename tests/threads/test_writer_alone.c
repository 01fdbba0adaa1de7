/* test_writer_alone.c - a job of many messages has a transaction to itself, and no savepoint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe_job.h"

#define HEAVY 1000

static int setup(void **state)
{
    static struct store_bed bed;
    *state = &bed;
    return probe_bed_make(&bed) ? 0 : -1;
}

static int teardown(void **state)
{
    return store_bed_remove(*state) ? 0 : -1;
}

/* A heavy job between two light ones, all three submitted at once. */
static void test_its_end_is_its_own(void **state)
{
    static const struct {
        const char *rule;
        enum deed deed;
        enum job_end end;
        int64_t stored;
    } rows[] = {
        { "it stores", STORE_LARGE, JOB_COMMITTED, 3 },
        { "it breaks a rule of the schema", REPEAT, JOB_FAILED, 2 },
        { "it says no after it has stored", REFUSE, JOB_FAILED, 2 },
        { "it has no memory", REFUSE_MEMORY, JOB_UNSTORED, 2 },
        { "it leaves a reference broken", ORPHAN, JOB_FAILED, 2 },
        { "it leaves a savepoint open", NEST_AND_FORGET, JOB_COMMITTED, 3 },
    };
    struct store_bed *bed = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct tally t;
        struct gate gate;
        struct probe first, jobs[3];
        struct writer_stats stats;
        store_do(bed->path, "DELETE FROM probe");
        tally_init(&t);
        struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, &t);
        gate_hold(&gate, &first, &t);
        jobs[0] = probe_of(&t, STORE, 1);
        jobs[1] = probe_of(&t, rows[i].deed, 2);
        jobs[1].job.weight = HEAVY;
        jobs[2] = probe_of(&t, STORE, 3);
        for (size_t k = 0; k < 3; k++)
            assert_true(writer_submit(w, &jobs[k].job));
        gate_open(&gate);
        tally_wait(&t, 4);
        writer_stats(w, &stats);
        writer_stop(w);
        gate_finish(&gate);
        tally_finish(&t);
        if (jobs[1].end != rows[i].end) fail_msg("%s: end %d", rows[i].rule, (int)jobs[1].end);
        if (jobs[0].end != JOB_COMMITTED || jobs[2].end != JOB_COMMITTED)
            fail_msg("%s: and its neighbours are hurt", rows[i].rule);
        if (store_ask(bed->path, "SELECT COUNT(*) FROM probe") != rows[i].stored)
            fail_msg("%s: other rows than that", rows[i].rule);
        assert_true(stats.commits >= 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_its_end_is_its_own, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
