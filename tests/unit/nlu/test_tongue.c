/* test_tongue.c - in which language a citizen writes, as far as it is clear. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_languages(void **state)
{
    static const struct {
        enum language want;
        const char *text;
    } rows[] = {
        { LANGUAGE_JAVANESE, "Lampu dalan ing desa Sebaung mati, sampun kalih minggu" },
        { LANGUAGE_JAVANESE, "ngapunten pak, dalan ngarep griyo kulo rusak nemen" },
        { LANGUAGE_JAVANESE, "banyu ora mlaku wis telung dina" },
        { LANGUAGE_JAVANESE, "sampah nang pinggir dalan kuwi akeh banget mambu" },
        { LANGUAGE_JAVANESE, "pripun niki pak, bantuane dereng medal" },
        { LANGUAGE_MADURESE, "Lampu e jelen Sebaung mate, ampon abit" },
        { LANGUAGE_MADURESE, "aeng ta' agili ampon tello are" },
        { LANGUAGE_MADURESE, "jhalan rosak e disa kaula" },
        { LANGUAGE_MADURESE, "bede oreng agabay lobang e jelen" },
        { LANGUAGE_MADURESE, "nyo'on tolong, dhamar e adha'na bengko petteng" },
        { LANGUAGE_UNKNOWN, "Lampu jalan mati di desa Sebaung" },
        { LANGUAGE_UNKNOWN, "jalan rusak parah, tolong diperbaiki" },
        { LANGUAGE_UNKNOWN, "suwun pak" },
        { LANGUAGE_UNKNOWN, "sakalangkong" },
        { LANGUAGE_UNKNOWN, "nggih pak, terima kasih" },
        { LANGUAGE_UNKNOWN, "besok ban saya bocor di jalan" },
        { LANGUAGE_UNKNOWN, "ing ing ing" },
        { LANGUAGE_UNKNOWN, "ok" },
        { LANGUAGE_UNKNOWN, "" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.language != rows[i].want) fail_msg("%s: %s", rows[i].text, language_code(u.language));
    }
}

static void test_commands_name_a_language(void **state)
{
    static const struct {
        enum language want;
        const char *text;
    } rows[] = {
        { LANGUAGE_UNKNOWN, "bahasa" },
        { LANGUAGE_UNKNOWN, "Ganti bahasa" },
        { LANGUAGE_JAVANESE, "bahasa jawa" },
        { LANGUAGE_JAVANESE, "Boso Jowo pak" },
        { LANGUAGE_MADURESE, "BAHASA MADURA" },
        { LANGUAGE_MADURESE, "ganti bahasa madura" },
        { LANGUAGE_INDONESIAN, "bahasa indonesia" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != INTENT_LANGUAGE || u.language != rows[i].want)
            fail_msg("%s: %s %s", rows[i].text, intent_name(u.intent), language_code(u.language));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_languages),
        BED_TEST(test_commands_name_a_language),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
