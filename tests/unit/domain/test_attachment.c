/* test_attachment.c - what a file may be, and when it is not what it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/attachment.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_what_is_suspicious(void **state)
{
    static const struct {
        const char *rule;
        enum message_type kind;
        const char *announced, *found;
        bool suspect;
    } rows[] = {
        { "a photo that is one", MESSAGE_IMAGE, "image/jpeg", "image/jpeg", false },
        { "a photo of another format", MESSAGE_IMAGE, "image/jpeg", "image/png", false },
        { "a page as a photo", MESSAGE_IMAGE, "image/jpeg", "text/html", true },
        { "a drawing that can hold a script", MESSAGE_IMAGE, "image/png", "image/svg+xml", true },
        { "a program as a photo", MESSAGE_IMAGE, "image/jpeg", "application/x-pie-executable",
          true },
        { "an archive as a photo", MESSAGE_IMAGE, "image/jpeg", "application/zip", true },
        { "bytes nobody knows as a photo", MESSAGE_IMAGE, "image/jpeg", "application/octet-stream",
          true },
        { "a sticker", MESSAGE_STICKER, "image/webp", "image/webp", false },
        { "a voice note", MESSAGE_AUDIO, "audio/ogg; codecs=opus", "audio/ogg", false },
        { "the same under its other name", MESSAGE_AUDIO, "audio/ogg", "application/ogg", false },
        { "sound in a film's box", MESSAGE_AUDIO, "audio/mp4", "video/mp4", false },
        { "sound of a format nobody knows", MESSAGE_AUDIO, "audio/aac", "application/octet-stream",
          false },
        { "a script as sound", MESSAGE_AUDIO, "audio/amr", "text/x-shellscript", true },
        { "a text as sound", MESSAGE_AUDIO, "audio/amr", "text/plain", true },
        { "a film", MESSAGE_VIDEO, "video/mp4", "video/mp4", false },
        { "a page as a film", MESSAGE_VIDEO, "video/mp4", "text/html", true },
        { "a photo as a film", MESSAGE_VIDEO, "video/mp4", "image/jpeg", true },
        { "a letter", MESSAGE_DOCUMENT, "application/pdf", "application/pdf", false },
        { "a letter of another format", MESSAGE_DOCUMENT, "application/pdf", "text/plain", false },
        { "a program as a letter", MESSAGE_DOCUMENT, "application/pdf", "application/x-dosexec",
          true },
        { "a page as a letter", MESSAGE_DOCUMENT, "application/pdf", "text/html", true },
        { "a page that says so", MESSAGE_DOCUMENT, "text/html; charset=utf-8", "text/html", false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (attachment_is_suspect(rows[i].kind, str_of(rows[i].announced), str_of(rows[i].found)) !=
            rows[i].suspect)
            fail_msg("%s", rows[i].rule);
}

static void test_what_a_browser_may_show(void **state)
{
    static const struct {
        const char *rule, *type;
        enum attachment_state state;
        bool suspect, photo;
    } rows[] = {
        { "a photo", "image/jpeg", ATTACHMENT_STORED, false, true },
        { "a drawing of dots", "image/png", ATTACHMENT_STORED, false, true },
        { "a sticker", "image/webp", ATTACHMENT_STORED, false, true },
        { "not one that was sent as something else", "image/png", ATTACHMENT_STORED, true, false },
        { "not what is only announced", "image/png", ATTACHMENT_WAITING, false, false },
        { "no script", "image/svg+xml", ATTACHMENT_STORED, false, false },
        { "no letter", "application/pdf", ATTACHMENT_STORED, false, false },
        { "nothing unknown", "", ATTACHMENT_STORED, false, false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct attachment a = { .type = str_of(rows[i].type),
                                .state = rows[i].state,
                                .suspect = rows[i].suspect };
        if (attachment_is_photo(&a) != rows[i].photo) fail_msg("%s", rows[i].rule);
    }
}

static void test_limits_and_names(void **state)
{
    (void)state;
    assert_int_equal(attachment_max_bytes(MESSAGE_IMAGE), 5 << 20);
    assert_int_equal(attachment_max_bytes(MESSAGE_AUDIO), 16 << 20);
    assert_int_equal(attachment_max_bytes(MESSAGE_VIDEO), 16 << 20);
    assert_int_equal(attachment_max_bytes(MESSAGE_DOCUMENT), 100 << 20);
    assert_int_equal(attachment_max_bytes(MESSAGE_STICKER), 500 << 10);
    assert_int_equal(attachment_max_bytes(MESSAGE_TEXT), 0);
    for (int i = MESSAGE_UNKNOWN; i < MESSAGE_TYPE_COUNT; i++)
        assert_true(message_type_is_media((enum message_type)i) ==
                    (attachment_max_bytes((enum message_type)i) > 0));
    assert_string_equal(attachment_extension(STR("image/jpeg")), ".jpg");
    assert_string_equal(attachment_extension(STR("text/plain; charset=us-ascii")), ".txt");
    assert_string_equal(attachment_extension(STR("text/html")), ".bin");
    assert_string_equal(attachment_extension(STR_EMPTY), ".bin");
    assert_string_equal(attachment_state_name(ATTACHMENT_EXPIRED), "expired");
    assert_string_equal(attachment_state_name((enum attachment_state)9), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_suspicious),
        cmocka_unit_test(test_what_a_browser_may_show),
        cmocka_unit_test(test_limits_and_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
