/* test_zip.c - archives written as they come: every byte of a small one, and what does not fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/zip.h"
#include <string.h>

/* 2026-11-28 14:05:09 WIB */
#define MADE_AT INT64_C(1795849509000)

static void add_file(struct zip *z, const char *name, const char *text, struct buf *out)
{
    assert_true(zip_begin(z, name, out));
    zip_add(z, str_of(text), out);
    zip_end(z, out);
}

/* The CRC-32 of "123456789" is CBF43926 by definition. */
static void test_every_byte(void **state)
{
    static const uint8_t want[] = {
        /* local header: 2.0, sizes behind, stored, 14:05:08, 2026-11-28, name of 5 */
        'P', 'K', 3, 4, 20, 0, 8, 8, 0, 0, 0xA4, 0x70, 0x7C, 0x5D, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 5, 0, 0, 0, 'a', '.', 't', 'x', 't', '1', '2', '3', '4', '5', '6', '7', '8', '9',
        /* descriptor */
        'P', 'K', 7, 8, 0x26, 0x39, 0xF4, 0xCB, 9, 0, 0, 0, 9, 0, 0, 0,
        /* directory */
        'P', 'K', 1, 2, 20, 0, 20, 0, 8, 8, 0, 0, 0xA4, 0x70, 0x7C, 0x5D, 0x26, 0x39, 0xF4, 0xCB, 9,
        0, 0, 0, 9, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'a', '.', 't',
        'x', 't',
        /* its end: one file, 51 bytes from 60 on */
        'P', 'K', 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 51, 0, 0, 0, 60, 0, 0, 0, 0, 0
    };
    struct zip z;
    struct buf out;
    (void)state;
    buf_init(&out, 4096);
    zip_init(&z, MADE_AT);
    add_file(&z, "a.txt", "123456789", &out);
    assert_true(zip_finish(&z, &out));
    assert_int_equal(out.len, sizeof want);
    assert_memory_equal(out.at, want, sizeof want);
    buf_finish(&out);
}

/* Pieces and an emptied buffer change nothing but where the bytes are. */
static void test_in_pieces(void **state)
{
    struct zip whole, parts;
    struct buf one, all, piece;
    (void)state;
    buf_init(&one, 4096);
    buf_init(&all, 4096);
    buf_init(&piece, 4096);
    zip_init(&whole, MADE_AT);
    zip_init(&parts, MADE_AT);
    add_file(&whole, "a", "satu dua", &one);
    add_file(&whole, "b", "", &one);
    assert_true(zip_finish(&whole, &one));
    assert_true(zip_begin(&parts, "a", &piece));
    zip_add(&parts, STR("satu"), &piece);
    buf_add(&all, buf_view(&piece));
    buf_clear(&piece);
    zip_add(&parts, STR(" dua"), &piece);
    zip_end(&parts, &piece);
    add_file(&parts, "b", "", &piece);
    buf_add(&all, buf_view(&piece));
    buf_clear(&piece);
    assert_true(zip_finish(&parts, &piece));
    buf_add(&all, buf_view(&piece));
    assert_true(str_equal(buf_view(&one), buf_view(&all)));
    buf_finish(&one);
    buf_finish(&all);
    buf_finish(&piece);
}

static void test_what_does_not_fit(void **state)
{
    struct zip z;
    struct buf out;
    (void)state;
    buf_init(&out, 65536);
    zip_init(&z, MADE_AT);
    for (int i = 0; i < ZIP_FILES_MAX; i++)
        add_file(&z, "a", "x", &out);
    assert_false(zip_begin(&z, "a", &out));
    assert_true(zip_finish(&z, &out));
    zip_init(&z, MADE_AT);
    add_file(&z, "a", "x", &out);
    z.files[0].size = UINT64_C(1) << 32;
    assert_false(zip_finish(&z, &out));
    zip_init(&z, MADE_AT);
    add_file(&z, "a", "x", &out);
    z.written = UINT64_C(1) << 32;
    assert_false(zip_finish(&z, &out));
    buf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_in_pieces),
        cmocka_unit_test(test_what_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
