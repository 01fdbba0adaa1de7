/* test_media_type.c - what a file is by its content, whatever it is called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/media_type.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define BYTES(text)                                                                                \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

static void test_by_its_content(void **state)
{
    static const struct {
        const char *rule;
        struct str bytes;
        const char *type;
    } rows[] = {
        { "a photo", BYTES("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1"), "image/jpeg" },
        { "a sticker", BYTES("RIFF\x1a\0\0\0WEBPVP8 "), "image/webp" },
        { "a voice note of an old phone", BYTES("#!AMR\n\x3c\x91"), "audio/amr" },
        { "a film of an old phone",
          BYTES("\0\0\0\x18"
                "ftyp3gp4\0\0\0\0"),
          "video/3gpp" },
        { "a letter", BYTES("%PDF-1.7\n%\xe2\xe3"), "application/pdf" },
        { "a page", BYTES("<html><body>halo</body></html>"), "text/html" },
        { "a script", BYTES("#!/bin/sh\necho halo\n"), "text/x-shellscript" },
        { "words", BYTES("Jalan di desa kami berlubang."), "text/plain" },
        { "nobody knows", BYTES("\1\2\3\4\xff\xfe\0\7"), "application/octet-stream" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char type[MEDIA_TYPE_SIZE];
        FILE *f = tmpfile();
        assert_non_null(f);
        assert_int_equal(fwrite(rows[i].bytes.at, 1, rows[i].bytes.len, f), rows[i].bytes.len);
        assert_int_equal(fflush(f), 0);
        assert_true(media_type_sniff(fileno(f), type));
        (void)fclose(f);
        if (strcmp(type, rows[i].type) != 0) fail_msg("%s: %s", rows[i].rule, type);
    }
}

static void test_what_cannot_be_read(void **state)
{
    char type[MEDIA_TYPE_SIZE] = "x";
    FILE *f = tmpfile();
    (void)state;
    assert_non_null(f);
    assert_true(media_type_sniff(fileno(f), type)); /* empty */
    assert_string_equal(type, "application/octet-stream");
    (void)fclose(f);
    assert_true(media_type_sniff(-1, type));
    assert_string_equal(type, "application/octet-stream");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_its_content),
        cmocka_unit_test(test_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
