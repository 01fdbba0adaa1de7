/* test_any_order_plays.c - what each citizen of each play writes before they tap, answer or staff
 * work, in every order (order_case.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "order_case.h"
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#define FILE_MAX     (1 << 18)
#define CITIZENS_MAX 12
#define MESSAGES_MAX 4 /* of more all orders would take too long */
#define STORIES_MIN  45
#define BETWEEN_S    20

static char file[FILE_MAX];

static struct json *play_open(const char *path)
{
    struct json *play = NULL;
    struct err e = { 0 };
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("cannot open %s", path);
    size_t n = fread(file, 1, sizeof file, f);
    assert_int_equal(fclose(f), 0);
    assert_true(n < sizeof file);
    must(json_parse((struct str){ file, n }, &play, &e), &e);
    return play;
}

/* As a line of a written chat; false: it is something else, or names what only the run knows. */
static bool own_line(const struct json *step, char line[ORDER_LINE_MAX])
{
    const struct json *image = json_get(step, "image"), *pin = json_get(step, "location");
    struct str text = image ? json_get_text(image, "caption") : json_get_text(step, "text");
    double latitude = 0, longitude = 0;
    int n = -1;
    if (json_get(step, "quote") || str_contains(text, STR("{")) || str_contains(text, STR("\n")))
        return false;
    if (pin && json_double(json_get(pin, "latitude"), &latitude) &&
        json_double(json_get(pin, "longitude"), &longitude))
        n = snprintf(line, ORDER_LINE_MAX, "> [lokasi %.6f %.6f]", latitude, longitude);
    else if (image || text.len)
        n = snprintf(line, ORDER_LINE_MAX, "> %s%.*s", image ? "[foto] " : "", STR_ARG(text));
    return n > 0 && n < ORDER_LINE_MAX && order_is_own_words(str_of(line));
}

/* How many there are. */
static size_t own_words(const struct json *play, int64_t citizen, struct order_row *row,
                        char lines[MESSAGES_MAX][ORDER_LINE_MAX])
{
    size_t n = 0;
    const struct json *steps = json_get(play, "steps");
    for (const struct json *s = json_first(steps); s && n < MESSAGES_MAX; s = json_next(s)) {
        int64_t from;
        if (json_get(s, "staff")) break;
        if (!json_i64(json_get(s, "from"), &from) || from != citizen) continue;
        if (!own_line(s, lines[n])) break;
        row->said[n].at_s = (int)n * BETWEEN_S;
        row->said[n].line = lines[n];
        n++;
    }
    return n;
}

static void test_plays(void **state)
{
    static char lines[MESSAGES_MAX][ORDER_LINE_MAX];
    char pattern[512];
    const char *root = getenv("KANDA_ROOT");
    glob_t found;
    int stories = 0;
    (void)state;
    (void)snprintf(pattern, sizeof pattern, "%s/tests/data/plays/*.json", root ? root : ".");
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct json *play = play_open(found.gl_pathv[i]);
        for (int64_t citizen = 0; citizen < CITIZENS_MAX; citizen++) {
            struct order_row row = { .what = found.gl_pathv[i] };
            if (own_words(play, citizen, &row, lines) < 2) continue;
            order_try(&row, false);
            stories++;
        }
        json_free(play);
    }
    globfree(&found);
    print_message("%d citizens of plays in every order\n", stories);
    assert_true(stories >= STORIES_MIN);
    size_t wrong = order_wrong();
    if (wrong) fail_msg("%zu orders made other tickets", wrong);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_plays) };
    return cmocka_run_group_tests(tests, order_setup, order_teardown);
}
