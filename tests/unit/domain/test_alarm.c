/* test_alarm.c - what is watched, and from which number on it is an alarm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/alarm.h"
#include <string.h>

#define MIB(n) ((int64_t)(n) << 20)

static const struct alarm *of_cause(const struct alarm all[ALARM_WATCH_COUNT], const char *cause)
{
    for (size_t i = 0; i < ALARM_WATCH_COUNT; i++)
        if (str_equal(str_of(all[i].cause), str_of(cause))) return &all[i];
    fail_msg("nothing is said of %s", cause);
    return NULL;
}

static void test_a_disk_that_fills(void **state)
{
    static const struct {
        const char *rule;
        int64_t least, free;
        int severity; /* 0: no alarm */
        const char *says;
    } rows[] = {
        { "four times as much as must be free", MIB(256), MIB(1024), 0, "" },
        { "a little less is a warning", MIB(256), MIB(1024) - 1, ALARM_WARNING,
          "kurang dari 1024 MiB" },
        { "as much as must be free is one yet", MIB(256), MIB(256), ALARM_WARNING, "1024" },
        { "less is critical", MIB(256), MIB(256) - 1, ALARM_CRITICAL, "tinggal 192 MiB" },
        { "nothing at all", MIB(256), 0, ALARM_CRITICAL, "tinggal 0 MiB" },
        { "the number is a setting", MIB(8192), MIB(8000), ALARM_CRITICAL, "tinggal 8000 MiB" },
        { "and so is four times it", MIB(8192), MIB(9000), ALARM_WARNING, "32768 MiB" },
        { "what is not known is no alarm", MIB(256), -1, 0, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct alarm_watch seen = { .can_send = true,
                                          .stopped_by = STR_EMPTY,
                                          .disk_free = rows[i].free,
                                          .disk_least = rows[i].least };
        struct alarm all[ALARM_WATCH_COUNT];
        alarm_watch_judge(&seen, 1, all);
        const struct alarm *a = of_cause(all, ALARM_CAUSE_DISK);
        if ((int)a->severity != rows[i].severity || !strstr(a->text, rows[i].says))
            fail_msg("%s: %d, %s", rows[i].rule, (int)a->severity, a->text);
    }
}

/* Each reason is a trouble of its own: who was told that the network is gone must be told as well
 * that the token has expired meanwhile. */
static void test_nothing_leaves(void **state)
{
    static const char *const causes[] = { ALARM_CAUSE_SENDING, ALARM_CAUSE_AWAY,
                                          ALARM_CAUSE_FAILING };
    static const struct {
        const char *by, *cause, *says;
    } rows[] = {
        { "", NULL, "" },
        { "account", NULL, "" }, /* has an alarm of its own */
        { "unreachable", ALARM_CAUSE_AWAY, "jaringan server" },
        { "failing", ALARM_CAUSE_FAILING, "tidak menerima satu pesan pun" },
        { "190", ALARM_CAUSE_SENDING, "buat token baru" },
        { "0", ALARM_CAUSE_SENDING, "buat token baru" },
        { "131042", ALARM_CAUSE_SENDING, "pembayaran" },
        { "230", ALARM_CAUSE_SENDING, "kode 230" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct alarm_watch seen = { .can_send = rows[i].by[0] == '\0',
                                          .stopped_by = str_of(rows[i].by),
                                          .disk_free = -1 };
        struct alarm all[ALARM_WATCH_COUNT];
        alarm_watch_judge(&seen, 1, all);
        for (size_t k = 0; k < sizeof causes / sizeof *causes; k++) {
            const struct alarm *a = of_cause(all, causes[k]);
            bool wanted = rows[i].cause && strcmp(rows[i].cause, causes[k]) == 0;
            if ((a->severity == ALARM_CRITICAL) != wanted ||
                (wanted && !strstr(a->text, rows[i].says)))
                fail_msg("stopped by '%s': %s: %d, %s", rows[i].by, causes[k], (int)a->severity,
                         a->text);
        }
    }
}

static void test_holidays_run_out(void **state)
{
    static const struct {
        int64_t end, now;
        int severity;
    } rows[] = {
        { 400 * MS_PER_DAY, 310 * MS_PER_DAY, 0 },
        { 400 * MS_PER_DAY, 310 * MS_PER_DAY + 1, ALARM_WARNING },
        { 400 * MS_PER_DAY, 500 * MS_PER_DAY, ALARM_WARNING },
        { 1, 310 * MS_PER_DAY, ALARM_WARNING }, /* an empty table */
        { 0, 310 * MS_PER_DAY, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct alarm_watch seen = {
            .can_send = true, .stopped_by = STR_EMPTY, .disk_free = -1, .holidays_end = rows[i].end
        };
        struct alarm all[ALARM_WATCH_COUNT];
        alarm_watch_judge(&seen, rows[i].now, all);
        const struct alarm *a = of_cause(all, ALARM_CAUSE_HOLIDAYS);
        if ((int)a->severity != rows[i].severity) fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_disk_that_fills),
                                        cmocka_unit_test(test_nothing_leaves),
                                        cmocka_unit_test(test_holidays_run_out) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
