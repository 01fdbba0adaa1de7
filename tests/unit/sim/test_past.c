/* test_past.c - what the showing needs of the simulator: chats of before, and a clock that moves.
 */
#include "rig.h"

#define CLOCK "/tmp/kanda-test-clock.XXXXXX"

static bool answered(struct rig *r, const char *words)
{
    return str_contains(buf_view(&r->answer), str_of(words));
}

static void write_file(char *path, const char *text)
{
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(fd);
}

static void reopen(struct rig *r)
{
    sim_close(r->sim);
    r->sim = NULL;
    open_sim(r);
}

static void test_chats_of_before(void **state)
{
    static const char lines[] =
        "{\"from\":\"6281200000001\",\"name\":\"Bu Melati\",\"wamid\":\"wamid.OLD1\",\"at_ms\":"
        "1700000000500,\"type\":\"text\",\"content\":{\"body\":\"Jalan rusak\"}}\n"
        "{\"wamid\":\"wamid.OLD2\",\"at_ms\":1700000001000,\"request\":" TEXT(
            "lk:7") "}\n"
                    "{\"from\":\"6281200000001\",\"wamid\":\"wamid.OLD3\",\"at_ms\":1700000002000,"
                    "\"type\":"
                    "\"text\",\"content\":{\"body\":\"ya\"},\"quoted\":\"wamid.OLD2\"}\n";
    struct rig *r = *state;
    char path[] = CLOCK;
    write_file(path, lines);
    r->settings.chats = path;
    reopen(r);
    assert_true(ask(r, "/sim/letters", NULL));
    assert_true(answered(r, "\"wamid\":\"wamid.OLD1\",\"type\":\"text\",\"content\":{\"body\":"
                            "\"Jalan rusak\"},\"quoted\":null,\"at_ms\":1700000000000"));
    assert_true(answered(r, "\"quoted\":\"wamid.OLD2\""));
    assert_true(answered(r, "\"http_status\":200,\"status\":\"read\""));
    assert_true(ask(r, "/sim/messages?whole=1", NULL));
    assert_true(answered(r, "\"wamid\":\"wamid.OLD2\"") && answered(r, "\"text\":\"Halo\""));
    assert_true(answered(r, "\"at_ms\":1700000001000"));
    /* They were not sent to this simulator, and its citizens have been silent since then. */
    assert_int_equal(number_in(r, "/sim/stats", "accepted", NULL), 0);
    assert_true(send_text(r, TEXT("lk:8")));
    assert_true(answered(r, "131047"));
    assert_int_equal(atomic_load(&r->valid), 0);
    (void)unlink(path);
}

static void test_chats_that_are_none(void **state)
{
    static const struct {
        const char *text, *why;
    } rows[] = {
        { "{\"wamid\":\"a\",\"at_ms\":1}\n", "--chats: line 1: want from and content" },
        { "{\"from\":\"62812\",\"content\":{}}\n", "--chats: line 1: want wamid and at_ms" },
        { "\n", "--chats: line 1: " },
        { "[1]\n", "--chats: line 1: want wamid and at_ms" },
    };
    struct rig *r = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[] = CLOCK;
        struct sim *sim = NULL;
        struct err e = { 0 };
        write_file(path, rows[i].text);
        r->settings.chats = path;
        assert_false(sim_open(&r->settings, clock_system(), NULL, &sim, &e));
        if (!str_starts(str_of(e.text), str_of(rows[i].why))) fail_msg("row %zu: %s", i, e.text);
        assert_int_equal(e.code, ERR_INPUT);
        (void)unlink(path);
    }
    struct err e = { 0 };
    struct sim *sim = NULL;
    r->settings.chats = "/nowhere/at/all";
    assert_false(sim_open(&r->settings, clock_system(), NULL, &sim, &e));
    assert_int_equal(e.code, ERR_IO);
}

static void test_time_stands_without_a_file(void **state)
{
    struct rig *r = *state;
    assert_true(ask(r, "/sim/time", NULL));
    assert_true(answered(r, "\"offset_s\":0,\"movable\":false"));
    assert_true(ask(r, "/sim/time", "{\"forward_s\":60}"));
    assert_int_equal(r->status, 409);
}

static void file_holds(const char *path, const char *want)
{
    char text[64] = "";
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_non_null(fgets(text, sizeof text, f));
    (void)fclose(f);
    assert_string_equal(text, want);
}

static void test_time_goes_forward(void **state)
{
    static const char *const refused[] = { "{}", "{\"forward_s\":0}", "{\"forward_s\":-60}",
                                           "{\"forward_s\":34560001}", "{\"forward_s\":\"x\"}" };
    struct rig *r = *state;
    char path[] = CLOCK;
    write_file(path, "+0\n");
    r->settings.clock_file = path;
    reopen(r);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_true(ask(r, "/sim/time", refused[i]));
        assert_int_equal(r->status, 422);
    }
    file_holds(path, "+0\n");
    assert_true(ask(r, "/sim/time", "{\"forward_s\":86400}"));
    assert_true(answered(r, "\"offset_s\":86400,\"movable\":true"));
    file_holds(path, "+86400\n");
    assert_true(ask(r, "/sim/time", "{\"forward_s\":3600}"));
    file_holds(path, "+90000\n");
    assert_true(ask(r, "/sim/time", "{\"forward_s\":34560000}")); /* 400 days, with what was */
    assert_int_equal(r->status, 422);
    (void)unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RIG(test_chats_of_before),
        WITH_RIG(test_chats_that_are_none),
        WITH_RIG(test_time_stands_without_a_file),
        WITH_RIG(test_time_goes_forward),
    };
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
