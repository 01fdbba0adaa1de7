/* test_reply_snapshots.c - every text in every language, filled in, as a citizen reads it: against
 * tests/data/replies/LANGUAGE.txt. KANDA_SNAPSHOTS=write writes those files anew; read the
 * difference before you commit it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/unicode.h"
#include "cli/app.h"
#include "cli/file.h"
#include "domain/reply.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SNAPSHOT_MAX (1 << 17)
#define TEXT_MAX     4096 /* of a WhatsApp text */

static const struct reply_vars values = {
    .number = { "LK26-00042-7", 12 },
    .matter = { "Lampu jalan mati", 16 },
    .unit = { "Dinas Perhubungan", 17 },
    .place = { "Desa Sebaung, Kecamatan Gending", 31 },
    .date = { "Jumat 4 Desember 2026", 21 },
    .status = { "Diterima", 8 },
    .lines = { "- baris satu\n- baris dua", 24 },
    .emergency = { "(darurat)\n\n", 11 },
    .contact = { "Kontak: 0335-000000", 19 },
    .other = { "LK26-00041-9", 12 },
    .count = { "12", 2 },
};

static void path_of(enum language language, char *out, size_t cap)
{
    const char *root = getenv("KANDA_ROOT");
    (void)snprintf(out, cap, "%s/tests/data/replies/%s.txt", root ? root : ".",
                   language_code(language));
}

/* One block for each text: its key, then what it says. */
static void render_all(const struct desk *desk, enum language language, struct buf *out)
{
    struct err e = { 0 };
    for (int key = 0; key < REPLY_KEY_COUNT; key++) {
        buf_addf(out, "== %s\n", reply_key_name((enum reply_key)key));
        size_t from = out->len;
        if (!reply_render(desk, language, (enum reply_key)key, &values, out, &e))
            fail_msg("%s", e.text);
        assert_true(utf8_count(str_slice(buf_view(out), from, out->len)) <= TEXT_MAX);
        buf_add_text(out, "\n\n");
    }
    assert_true(buf_ok(out));
}

/* The block of the first line that differs, for whoever reads the failure. */
static void say_difference(struct str want, struct str got)
{
    struct str w, g, key = STR_EMPTY;
    while (str_cut(&got, '\n', &g)) {
        if (!str_cut(&want, '\n', &w)) w = STR("(nothing)");
        if (str_starts(g, STR("== "))) key = g;
        if (str_equal(w, g)) continue;
        print_message("%.*s\n  was: %.*s\n  is:  %.*s\n", STR_ARG(key), STR_ARG(w), STR_ARG(g));
        return;
    }
    print_message("the file says more than the program\n");
}

static void check(const struct desk *desk, enum language language)
{
    char path[600];
    struct err e = { 0 };
    struct buf got, want;
    const char *mode = getenv("KANDA_SNAPSHOTS");
    buf_init(&got, SNAPSHOT_MAX);
    buf_init(&want, SNAPSHOT_MAX);
    path_of(language, path, sizeof path);
    render_all(desk, language, &got);
    if (mode && strcmp(mode, "write") == 0 && !file_replace(path, buf_view(&got), &e))
        fail_msg("%s", e.text);
    if (!file_read(path, &want, &e)) fail_msg("%s: %s", path, e.text);
    bool same = str_equal(buf_view(&got), buf_view(&want));
    if (!same) say_difference(buf_view(&want), buf_view(&got));
    buf_finish(&got);
    buf_finish(&want);
    if (!same) fail_msg("%s is not what the program says", path);
}

static void test_every_text_in_every_language(void **state)
{
    struct err e = { 0 };
    struct desk *desk = desk_load("", &e);
    (void)state;
    if (!desk) fail_msg("%s", e.text);
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++) {
        assert_int_equal(desk->replies[l].count, REPLY_KEY_COUNT);
        check(desk, (enum language)l);
    }
    desk_destroy(desk);
}

/* Drafts must say that they are drafts: nobody of the regency has read them yet. */
static void test_drafts_are_marked(void **state)
{
    static const char *const files[] = { "config/replies/jv.ini", "config/replies/mad.ini" };
    const char *root = getenv("KANDA_ROOT");
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[600];
        struct err e = { 0 };
        struct buf text;
        buf_init(&text, SNAPSHOT_MAX);
        (void)snprintf(path, sizeof path, "%s/%s", root ? root : ".", files[i]);
        if (!file_read(path, &text, &e)) fail_msg("%s", e.text);
        assert_true(str_starts(buf_view(&text), STR("; DRAF, belum diperiksa penutur asli.")));
        buf_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_text_in_every_language),
        cmocka_unit_test(test_drafts_are_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
