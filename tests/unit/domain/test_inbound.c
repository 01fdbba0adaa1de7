/* test_inbound.c - names and stored numbers of what comes in, and of what was understood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/inbound.h"
#include "domain/understood.h"

static void test_types(void **state)
{
    static const struct {
        int number; /* as stored, for ever */
        const char *name;
        bool media;
    } rows[] = {
        { 0, "unknown", false },     { 1, "text", false },     { 2, "image", true },
        { 3, "video", true },        { 4, "audio", true },     { 5, "document", true },
        { 6, "sticker", true },      { 7, "location", false }, { 8, "contacts", false },
        { 9, "interactive", false }, { 10, "button", false },  { 11, "reaction", false },
        { 12, "order", false },      { 13, "system", false },  { 14, "unsupported", false },
        { 15, "edit", false },       { 16, "revoke", false },  { 17, "request_welcome", false },
    };
    (void)state;
    assert_int_equal(sizeof rows / sizeof *rows, MESSAGE_TYPE_COUNT);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum message_type type = (enum message_type)rows[i].number;
        assert_string_equal(message_type_name(type), rows[i].name);
        assert_int_equal(message_type_parse(str_of(rows[i].name)), type);
        assert_int_equal(message_type_is_media(type), rows[i].media);
    }
    assert_string_equal(message_type_name(MESSAGE_TYPE_COUNT), "unknown");
    assert_string_equal(message_type_name((enum message_type)4000), "unknown");
}

static void test_unknown_types(void **state)
{
    static const char *const names[] = { "", "ephemeral", "Text", "text ", "poll", "hsm" };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(message_type_parse(str_of(names[i])), MESSAGE_UNKNOWN);
}

static void test_delivery(void **state)
{
    static const char *const names[] = { "other",  "sent",   "delivered", "read",
                                         "played", "failed", "other",     "other" };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(delivery_status_name((enum delivery_status)i), names[i]);
}

static void test_intents(void **state)
{
    static const char *const names[] = { "none", "report",       "greeting", "thanks", "noise",
                                         "menu", "status",       "help",     "cancel", "human",
                                         "add",  "confidential", "privacy",  "erase",  "yes",
                                         "no",   "language",     "correct",  "none" };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(intent_name((enum intent)i), names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_unknown_types),
        cmocka_unit_test(test_delivery),
        cmocka_unit_test(test_intents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
