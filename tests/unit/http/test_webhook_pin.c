/* test_webhook_pin.c - what a location and the words beside it mean together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../nlu/area_bed.h"
#include "http/webhook_pin.h"

static int setup(void **state)
{
    *state = small_map_desk(SMALL_PLACES SMALL_OUTSIDE);
    return 0;
}

static int teardown(void **state)
{
    desk_destroy(*state);
    return 0;
}

/* 1 Utara with 1.1 Asri and 1.2 Bakti, 2 Selatan with 2.1 Cinta, 9 Kota with 9.1 and 9.2. */
static void test_words_and_pin(void **state)
{
    static const struct {
        const char *rule, *named, *pin, *other, *place, *open;
    } rows[] = {
        { "no words of a place: the pin", "", "1.1", "", "1.1", "" },
        { "and what it leaves open", "", "1.1", "2.1", "1.1", "2.1" },
        { "a pin that nobody can tell", "2", "", "", "2", "" },
        { "neither", "", "", "", "", "" },
        { "a village in the text stands", "2.1", "1.1", "", "2.1", "" },
        { "a district in the text gets its village", "1", "1.1", "", "1.1", "" },
        { "a village beats another district", "2", "1.1", "", "1.1", "" },
        { "and the city", "9", "1.1", "", "1.1", "" },
        { "the text settles the border", "2", "1.1", "2.1", "2.1", "" },
        { "on the pin's own side too", "1", "1.1", "2.1", "1.1", "" },
        { "but not between two of one district", "1", "1.1", "1.2", "1.1", "1.2" },
        { "nor does a third district", "9", "1.1", "2.1", "1.1", "2.1" },
        { "the text settles two districts", "2", "1", "2", "2", "" },
        { "the city gets its part", "9", "9.1", "", "9.1", "" },
        { "between village and city the city is named", "9", "1.1", "9.1", "9.1", "" },
        { "a pin in a district alone does not beat another", "2", "1", "", "2", "" },
        { "nor does one in the city", "1", "9.1", "", "1", "" },
        { "nor one outside", "1", "LUAR", "", "1", "" },
        { "outside is what is known without words", "", "LUAR", "", "LUAR", "" },
    };
    const struct desk *desk = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pin pin = { .place = desk_place(desk, str_of(rows[i].pin)),
                           .other = desk_place(desk, str_of(rows[i].other)) };
        const struct place *place =
            webhook_pin_place(desk_place(desk, str_of(rows[i].named)), &pin);
        if (place != desk_place(desk, str_of(rows[i].place))) fail_msg("%s", rows[i].rule);
        if (pin.other != desk_place(desk, str_of(rows[i].open)))
            fail_msg("%s: open is wrong", rows[i].rule);
    }
}

static void test_a_batch(void **state)
{
    struct arena arena = { 0 };
    struct err e = { 0 };
    const struct desk *desk = *state;
    struct area *area = area_create(desk, STR_EMPTY, &e);
    struct inbound messages[3] = {
        { .location = { .present = true, .latitude = -1.995, .longitude = 100.005 } },
        { .location = { .latitude = -1.995, .longitude = 100.005 } },
        { .location = { .present = true, .latitude = -2.1, .longitude = 100 } },
    };
    struct understood understood[3] = { { 0 }, { .place = desk_place(desk, STR("2.1")) }, { 0 } };
    struct intake_work work = { .batch = { .messages = messages, .message_count = 3 },
                                .understood = understood,
                                .arena = &arena };
    assert_non_null(area);
    webhook_pin_read(NULL, &work);
    assert_null(work.pins);
    assert_null(work.understood[0].place);
    webhook_pin_read(area, &work);
    assert_ptr_equal(work.understood[0].place, desk_place(desk, STR("1.1")));
    assert_ptr_equal(work.pins[0].place, work.understood[0].place);
    assert_ptr_equal(work.understood[1].place, desk_place(desk, STR("2.1")));
    assert_null(work.pins[1].place);
    assert_ptr_equal(work.understood[2].place, desk_place(desk, STR("LUAR")));
    arena_clear(&arena);
    area_destroy(area);
}

static void test_what_needs_no_look(void **state)
{
    struct arena arena = { 0 };
    struct err e = { 0 };
    struct area *area = area_create(*state, STR_EMPTY, &e);
    struct inbound message = { .location = { .latitude = -1.995, .longitude = 100.005 } };
    struct understood understood = { 0 };
    struct intake_work work = { .batch = { .messages = &message, .message_count = 1 },
                                .understood = &understood,
                                .arena = &arena };
    assert_non_null(area);
    webhook_pin_read(area, &work);
    assert_null(work.pins);
    assert_ptr_equal(work.understood, &understood);
    /* No room: the message stays as it is, and so does what was understood. */
    message.location.present = true;
    arena_init(&arena, 8);
    webhook_pin_read(area, &work);
    assert_null(work.pins);
    assert_ptr_equal(work.understood, &understood);
    work = (struct intake_work){ .arena = &arena }; /* a body that was put aside */
    webhook_pin_read(area, &work);
    assert_null(work.pins);
    area_destroy(area);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_pin),
        cmocka_unit_test(test_a_batch),
        cmocka_unit_test(test_what_needs_no_look),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
