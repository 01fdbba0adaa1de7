/* test_log.c - log lines: form, harmlessness, cutting, one write each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "base/log.h"
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define PREFIX      "ts=2026-12-04T23:59:59+07:00 level=info event=e "

static int64_t fixed_now(void *ctx)
{
    (void)ctx;
    return 1796403599000;
}

/* Writes one event into memory; the caller frees the text. */
static char *line_of(enum log_format format, const char *event, const struct log_field *fields,
                     size_t count)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    struct log log = { out, LOG_INFO, format, { fixed_now, NULL } };
    log_write(&log, LOG_INFO, event, fields, count);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void test_logfmt_values(void **state)
{
    static const struct {
        const char *rule;
        struct log_field field;
        const char *want;
    } rows[] = {
        { "a number", { "jobs", true, 3, { "", 0 } }, "jobs=3" },
        { "the smallest number", { "n", true, INT64_MIN, { "", 0 } }, "n=-9223372036854775808" },
        { "a plain word", { "k", .text = { "PUPR", 4 } }, "k=PUPR" },
        { "plain signs", { "k", .text = { "a._:/+-9", 8 } }, "k=a._:/+-9" },
        { "a blank wants quotes", { "why", .text = { "disk full", 9 } }, "why=\"disk full\"" },
        { "an equals sign wants quotes", { "k", .text = { "a=b", 3 } }, "k=\"a=b\"" },
        { "empty wants quotes", { "k", .text = { "", 0 } }, "k=\"\"" },
        { "a new line cannot begin", { "k", .text = { "a\nts=1", 6 } }, "k=\"a?ts=1\"" },
        { "a quote cannot end", { "k", .text = { "a\" b=\"1", 7 } }, "k=\"a? b=?1\"" },
        { "a backslash", { "k", .text = { "a\\", 2 } }, "k=\"a?\"" },
        { "a NUL", { "k", .text = { "a\0b", 3 } }, "k=\"a?b\"" },
        { "an escape sequence", { "k", .text = { "\x1b[2J", 4 } }, "k=\"?[2J\"" },
        { "delete", { "k", .text = { "\x7f", 1 } }, "k=\"?\"" },
        { "each foreign byte", { "k", .text = { "\xc3\xa9", 2 } }, "k=\"\?\?\"" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char want[200];
        (void)snprintf(want, sizeof want, PREFIX "%s\n", rows[i].want);
        char *got = line_of(LOG_LOGFMT, "e", &rows[i].field, 1);
        if (strcmp(got, want) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].rule, got);
        free(got);
    }
}

static void test_several_fields(void **state)
{
    (void)state;
    const struct log_field fields[] = { LOG_NUM("jobs", 3), LOG_TEXT("why", "text with spaces") };
    char *got = line_of(LOG_LOGFMT, "writer.commit", fields, 2);
    assert_string_equal(got, "ts=2026-12-04T23:59:59+07:00 level=info event=writer.commit jobs=3 "
                             "why=\"text with spaces\"\n");
    free(got);
    got = line_of(LOG_JSON, "writer.commit", fields, 2);
    assert_string_equal(got, "{\"ts\":\"2026-12-04T23:59:59+07:00\",\"level\":\"info\","
                             "\"event\":\"writer.commit\",\"jobs\":3,"
                             "\"why\":\"text with spaces\"}\n");
    free(got);
    got = line_of(LOG_LOGFMT, "bad event\n", NULL, 0);
    assert_string_equal(got, "ts=2026-12-04T23:59:59+07:00 level=info event=\"bad event?\"\n");
    free(got);
}

/* Every length around the limit, both formats: one whole line that says when it was cut. */
static void test_cutting(void **state)
{
    (void)state;
    char big[2 * LOG_LINE_MAX];
    memset(big, 'x', sizeof big);
    for (size_t len = LOG_LINE_MAX - 150; len < sizeof big; len += len < LOG_LINE_MAX ? 1 : 97) {
        big[0] = len % 2 ? ' ' : 'x';
        const struct log_field fields[] = { LOG_STR("big", ((struct str){ big, len })),
                                            LOG_NUM("after", 7) };
        for (int format = LOG_LOGFMT; format <= LOG_JSON; format++) {
            char *got = line_of((enum log_format)format, "e", fields, 2);
            size_t n = strlen(got);
            assert_in_range(n, 1, LOG_LINE_MAX);
            assert_ptr_equal(strchr(got, '\n'), got + n - 1);
            bool whole = strstr(got, "after") != NULL;
            bool cut = strstr(got, format == LOG_JSON ? ",\"cut\":1}\n" : " cut=1\n") != NULL;
            if (whole == cut) fail_msg("length %zu: %s", len, got);
            if (format == LOG_JSON) {
                struct json *j = NULL;
                assert_true(json_parse((struct str){ got, n }, &j, NULL));
                json_free(j);
            } else {
                size_t quotes = 0;
                for (const char *q = got; (q = strchr(q, '"')); q++)
                    quotes++;
                assert_int_equal(quotes % 2, 0);
            }
            free(got);
        }
    }
}

static void test_a_number_is_never_cut(void **state)
{
    (void)state;
    char big[LOG_LINE_MAX];
    memset(big, 'x', sizeof big);
    for (size_t len = LOG_LINE_MAX - 130; len < LOG_LINE_MAX - 50; len++) {
        const struct log_field fields[] = { LOG_STR("big", ((struct str){ big, len })),
                                            LOG_NUM("n", 1234567890) };
        char *got = line_of(LOG_LOGFMT, "e", fields, 2);
        const char *number = strstr(got, " n=");
        if (number && strncmp(number, " n=1234567890\n", 14) != 0) fail_msg("%s", got);
        free(got);
    }
}

static void test_level_and_absence(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    struct log log = { out, LOG_WARN, LOG_LOGFMT, { fixed_now, NULL } };
    log_event(&log, LOG_INFO, "quiet", LOG_NUM("n", 1));
    assert_int_equal(fflush(out), 0);
    assert_int_equal(len, 0);
    log_event(&log, LOG_WARN, "warned", LOG_NUM("n", 1));
    log_event(&log, LOG_ERROR, "failed", LOG_NUM("n", 1), LOG_TEXT("t", NULL));
    assert_int_equal(fclose(out), 0);
    assert_non_null(strstr(text, "level=warn event=warned n=1\n"));
    assert_non_null(strstr(text, "level=error event=failed n=1 t=\"\"\n"));
    free(text);
    log_event(NULL, LOG_ERROR, "nobody", LOG_NUM("n", 1));
    log.out = NULL;
    log_event(&log, LOG_ERROR, "nowhere", LOG_NUM("n", 1));
}

/* A datagram socket keeps the borders between writes, so a line in two writes would show. */
static void test_one_line_is_one_write(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
    FILE *out = fdopen(ends[1], "w");
    assert_non_null(out);
    assert_int_equal(setvbuf(out, NULL, _IONBF, 0), 0);
    struct log log = { out, LOG_INFO, LOG_LOGFMT, { fixed_now, NULL } };
    char big[2 * LOG_LINE_MAX], got[4 * LOG_LINE_MAX];
    memset(big, ' ', sizeof big);
    log_event(&log, LOG_INFO, "big", LOG_STR("t", ((struct str){ big, sizeof big })));
    log_event(&log, LOG_INFO, "small", LOG_NUM("n", 1));
    ssize_t n = recv(ends[0], got, sizeof got, MSG_DONTWAIT);
    assert_in_range(n, LOG_LINE_MAX - 20, LOG_LINE_MAX);
    assert_int_equal(got[n - 1], '\n');
    n = recv(ends[0], got, sizeof got, MSG_DONTWAIT);
    assert_in_range(n, 20, 100);
    assert_int_equal(got[n - 1], '\n');
    assert_int_equal(fclose(out), 0);
    assert_int_equal(close(ends[0]), 0);
}

static void *write_many(void *ctx)
{
    for (int i = 0; i < 500; i++)
        log_event(ctx, LOG_INFO, "thread", LOG_TEXT("t", "two words"), LOG_NUM("n", 5));
    return NULL;
}

static void test_threads_do_not_mix(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    struct log log = { out, LOG_INFO, LOG_LOGFMT, { fixed_now, NULL } };
    pthread_t threads[3];
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, &log), 0);
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(fclose(out), 0);
    struct str rest = { text, len }, line;
    size_t lines = 0;
    for (; str_cut(&rest, '\n', &line); lines++)
        assert_true(str_equal(line, STR("ts=2026-12-04T23:59:59+07:00 level=info event=thread "
                                        "t=\"two words\" n=5")));
    assert_int_equal(lines, 1500);
    free(text);
}

static void test_names(void **state)
{
    (void)state;
    enum log_level level = LOG_ERROR;
    assert_true(log_level_parse(STR("debug"), &level));
    assert_int_equal(level, LOG_DEBUG);
    assert_true(log_level_parse(STR("warn"), &level));
    assert_int_equal(level, LOG_WARN);
    assert_false(log_level_parse(STR("WARN"), &level));
    assert_false(log_level_parse(STR("warning"), &level));
    assert_false(log_level_parse(STR_EMPTY, &level));
    assert_int_equal(level, LOG_WARN);
    enum log_format format = LOG_LOGFMT;
    assert_true(log_format_parse(STR("json"), &format));
    assert_int_equal(format, LOG_JSON);
    assert_false(log_format_parse(STR("xml"), &format));
    assert_int_equal(format, LOG_JSON);
    assert_true(log_format_parse(STR("logfmt"), &format));
    assert_int_equal(format, LOG_LOGFMT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logfmt_values),
        cmocka_unit_test(test_several_fields),
        cmocka_unit_test(test_cutting),
        cmocka_unit_test(test_a_number_is_never_cut),
        cmocka_unit_test(test_level_and_absence),
        cmocka_unit_test(test_one_line_is_one_write),
        cmocka_unit_test(test_threads_do_not_mix),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
