/* test_model.c - training, the file, and what a spoilt file is called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model_bed.h"

/* Where things stand in the file: see nlu/model.h. */
#define AT_VERSION     8
#define AT_FEATURES    12
#define AT_BUCKETS     16
#define AT_DEPARTMENTS 20
#define AT_TEXTS       24
#define AT_FIRST       28
#define ENTRY_SIZE     44
#define AT_SCALE       36 /* within an entry */
#define AT_BIAS        40

struct bed {
    struct buf bytes;
    struct nlu_model *model;
};

static int setup(void **state)
{
    static struct bed bed;
    struct err e = { 0 };
    if (!crypto_init(&e)) return -1;
    bed.bytes = model_bytes(model_texts, COUNT_OF(model_texts));
    bed.model = nlu_model_create(buf_view(&bed.bytes), &e);
    if (!bed.model) fail_msg("%s", e.text);
    *state = &bed;
    return 0;
}

static int teardown(void **state)
{
    struct bed *bed = *state;
    nlu_model_destroy(bed->model);
    buf_finish(&bed->bytes);
    return 0;
}

static const char *best_of(const struct nlu_model *model, const char *text)
{
    float margins[2];
    struct arena arena = { 0 };
    struct err e = { 0 };
    static char code[40];
    if (!nlu_model_predict(model, str_of(text), &arena, margins, &e)) fail_msg("%s", e.text);
    arena_clear(&arena);
    (void)snprintf(code, sizeof code, "%.*s",
                   STR_ARG(nlu_model_department(model, margins[1] > margins[0])));
    return code;
}

static void test_what_was_learnt_is_known(void **state)
{
    static const struct {
        const char *rule, *text, *department;
    } rows[] = {
        { "a text it has seen", "aspal mengelupas dan bolong semua", "ROADS" },
        { "words in another order", "gelap sekali, lampu mati", "LAMPS" },
        { "a word it has seen once", "bohlam", "LAMPS" },
        { "a typing error", "trotoarr amblesss", "ROADS" },
        { "an ending", "jalannya", "ROADS" },
        { "capitals", "PENERANGAN PADAM", "LAMPS" },
        { "accents and fancy letters",
          "l\xC3\xA1mpu \xF0\x9D\x97\xBA\xF0\x9D\x97\xAE\xF0\x9D\x98\x81"
          "\xF0\x9D\x97\xB6",
          "LAMPS" },
    };
    const struct bed *bed = *state;
    assert_int_equal(nlu_model_departments(bed->model), 2);
    assert_int_equal(nlu_model_texts(bed->model), COUNT_OF(model_texts));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (strcmp(best_of(bed->model, rows[i].text), rows[i].department) != 0)
            fail_msg("%s: %s", rows[i].rule, rows[i].text);
}

static void margins_of(const struct nlu_model *model, const char *text, float out[2])
{
    struct arena arena = { 0 };
    struct err e = { 0 };
    assert_true(nlu_model_predict(model, str_of(text), &arena, out, &e));
    arena_clear(&arena);
}

static void test_numbers_leave_no_trace(void **state)
{
    const struct bed *bed = *state;
    float plain[2], with[2];
    margins_of(bed->model, "lampu mati", plain);
    margins_of(bed->model, "lampu 081234567890 mati 3513010101010001", with);
    assert_memory_equal(plain, with, sizeof plain);
    margins_of(bed->model, "", plain);
    margins_of(bed->model, "3513010101010001", with);
    assert_memory_equal(plain, with, sizeof plain);
}

static void test_the_same_texts_give_the_same_bytes(void **state)
{
    const struct bed *bed = *state;
    struct buf again = model_bytes(model_texts, COUNT_OF(model_texts));
    assert_int_equal(again.len, bed->bytes.len);
    assert_memory_equal(again.at, bed->bytes.at, again.len);
    assert_true(again.len < MODEL_BYTES_MAX);
    buf_finish(&again);
}

static void test_three_departments(void **state)
{
    struct labelled_text texts[COUNT_OF(model_texts) + 1];
    (void)state;
    memcpy(texts, model_texts, sizeof model_texts);
    texts[COUNT_OF(model_texts)] = (struct labelled_text){ STR("DESK"), STR("aplikasi error") };
    struct buf bytes = model_bytes(texts, COUNT_OF(texts));
    struct err e = { 0 };
    struct nlu_model *model = nlu_model_create(buf_view(&bytes), &e);
    float margins[3];
    struct arena arena = { 0 };
    assert_non_null(model);
    assert_true(nlu_model_predict(model, STR("aplikasinya error"), &arena, margins, &e));
    assert_string_equal(nlu_model_department(model, 2).at, "DESK");
    assert_true(margins[2] > margins[0] && margins[2] > margins[1]);
    assert_true(margins[2] > 0 && margins[0] < 0 && margins[1] < 0);
    arena_clear(&arena);
    nlu_model_destroy(model);
    buf_finish(&bytes);
}

/* More departments leave fewer buckets, never a larger file. */
static void test_the_file_stays_small(void **state)
{
    enum { MANY = 120 };
    static char codes[MANY][8], words[MANY][16];
    struct labelled_text texts[MANY];
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(codes[i], sizeof codes[i], "D%zu", i);
        (void)snprintf(words[i], sizeof words[i], "kata%c%c", (int)('a' + i / 26),
                       (int)('a' + i % 26));
        texts[i] = (struct labelled_text){ str_of(codes[i]), str_of(words[i]) };
    }
    struct buf bytes = model_bytes(texts, MANY);
    struct err e = { 0 };
    struct nlu_model *model = nlu_model_create(buf_view(&bytes), &e);
    assert_non_null(model);
    assert_int_equal(nlu_model_departments(model), MANY);
    assert_true(bytes.len < MODEL_BYTES_MAX);
    nlu_model_destroy(model);
    buf_finish(&bytes);
}

static void test_what_cannot_be_learnt_is_refused(void **state)
{
    static const struct labelled_text one[] = { { LIT("ROADS"), LIT("jalan") } };
    static const struct labelled_text same[] = { { LIT("ROADS"), LIT("jalan") },
                                                 { LIT("ROADS"), LIT("aspal") } };
    static const struct labelled_text empty[] = { { LIT("ROADS"), LIT("") },
                                                  { LIT("LAMPS"), LIT("123 !!") } };
    static const struct labelled_text nameless[] = { { LIT(""), LIT("jalan") },
                                                     { LIT("LAMPS"), LIT("lampu") } };
    static const struct labelled_text longwinded[] = {
        { LIT("ABCDEFGHIJABCDEFGHIJABCDEFGHIJABC"), LIT("jalan") }, { LIT("LAMPS"), LIT("lampu") }
    };
    static const struct {
        const char *rule;
        const struct labelled_text *texts;
        size_t count;
        const char *says;
    } rows[] = {
        { "nothing", one, 0, "fewer than two departments" },
        { "one text", one, 1, "fewer than two departments" },
        { "one department", same, 2, "fewer than two departments" },
        { "no words", empty, 2, "no words" },
        { "no code", nameless, 2, "code" },
        { "a code too long", longwinded, 2, "code" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buf out;
        struct err e = { 0 };
        buf_init(&out, MODEL_BYTES_MAX);
        if (nlu_train(rows[i].texts, rows[i].count, &out, &e)) fail_msg("taken: %s", rows[i].rule);
        if (e.code != ERR_INPUT || !strstr(e.text, rows[i].says))
            fail_msg("%s: %s", rows[i].rule, e.text);
        if (out.len) fail_msg("%s: left bytes", rows[i].rule);
        buf_finish(&out);
    }
}

static void refuse(struct str bytes, const char *rule, const char *says)
{
    struct err e = { 0 };
    struct nlu_model *model = nlu_model_create(bytes, &e);
    if (model) fail_msg("taken: %s", rule);
    if (e.code != ERR_INPUT || !strstr(e.text, says)) fail_msg("%s: '%s'", rule, e.text);
}

static void test_no_model(void **state)
{
    const struct bed *bed = *state;
    struct str whole = buf_view(&bed->bytes);
    refuse(STR_EMPTY, "an empty file", "is no routing model");
    refuse(STR("halo"), "a few letters", "is no routing model");
    refuse(str_slice(whole, 1, whole.len), "the first byte is missing", "is no routing model");
    refuse(str_slice(whole, 0, 40), "only the head", "is no routing model");
    refuse(str_slice(whole, 0, whole.len - 1), "the last byte is missing", "cut off");
    refuse(str_slice(whole, 0, whole.len / 2), "half of it", "cut off");
}

static void test_one_changed_byte_is_noticed(void **state)
{
    const struct bed *bed = *state;
    struct buf copy;
    buf_init(&copy, MODEL_BYTES_MAX);
    buf_add(&copy, buf_view(&bed->bytes));
    assert_true(buf_ok(&copy));
    for (size_t i = 0; i < copy.len; i += 1 + copy.len / 23) {
        copy.at[i] = (char)(copy.at[i] ^ 1);
        refuse(buf_view(&copy), "a changed byte", "");
        copy.at[i] = (char)(copy.at[i] ^ 1);
    }
    buf_add_char(&copy, 'x');
    refuse(buf_view(&copy), "a byte too many", "cut off");
    buf_finish(&copy);
}

/* Spoilt on purpose: the check sum is right. */
static void test_impossible_contents_are_refused(void **state)
{
    static const uint8_t nan[4] = { 0, 0, 0xC0, 0x7F }, minus_one[4] = { 0, 0, 0x80, 0xBF };
    static const struct {
        const char *rule;
        size_t at;
        const void *bytes;
        size_t len;
        const char *says;
    } rows[] = {
        { "a later version", AT_VERSION, "\2", 1, "another version" },
        { "other features", AT_FEATURES, "\x7F", 1, "another version" },
        { "no departments", AT_DEPARTMENTS, "\0", 1, "damaged" },
        { "one department", AT_DEPARTMENTS, "\1", 1, "damaged" },
        { "departments without end", AT_DEPARTMENTS, "\xFF\xFF\xFF\xFF", 4, "damaged" },
        { "no buckets", AT_BUCKETS, "\0\0\0\0", 4, "damaged" },
        { "buckets without end", AT_BUCKETS, "\xFF\xFF\xFF\xFF", 4, "damaged" },
        { "a department twice", AT_FIRST + ENTRY_SIZE, "ROADS", 6, "department 2" },
        { "one without a code", AT_FIRST, "\0", 1, "department 1" },
        { "a code with a hole", AT_FIRST, "R\0X", 3, "department 1" },
        { "a scale that is no number", AT_FIRST + AT_SCALE, nan, 4, "department 1" },
        { "a negative scale", AT_FIRST + AT_SCALE, minus_one, 4, "department 1" },
        { "a bias that is no number", AT_FIRST + AT_BIAS, nan, 4, "department 1" },
    };
    const struct bed *bed = *state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buf copy;
        buf_init(&copy, MODEL_BYTES_MAX);
        buf_add(&copy, buf_view(&bed->bytes));
        memcpy(copy.at + rows[i].at, rows[i].bytes, rows[i].len);
        model_sign(&copy);
        refuse(buf_view(&copy), rows[i].rule, rows[i].says);
        buf_finish(&copy);
    }
}

static void test_bytes_may_lie_anywhere(void **state)
{
    const struct bed *bed = *state;
    struct buf copy;
    struct err e = { 0 };
    buf_init(&copy, MODEL_BYTES_MAX + 1);
    buf_add_char(&copy, '?');
    buf_add(&copy, buf_view(&bed->bytes));
    struct nlu_model *model = nlu_model_create(str_slice(buf_view(&copy), 1, copy.len), &e);
    assert_non_null(model);
    assert_string_equal(best_of(model, "lampu"), "LAMPS");
    nlu_model_destroy(model);
    nlu_model_destroy(NULL);
    buf_finish(&copy);
}

static void test_a_full_arena_leaves_the_margins_alone(void **state)
{
    const struct bed *bed = *state;
    struct arena arena;
    struct err e = { 0 };
    float margins[2] = { 7, 7 };
    arena_init(&arena, 64);
    assert_false(nlu_model_predict(bed->model, STR("lampu jalan mati"), &arena, margins, &e));
    assert_true(e.code == ERR_LIMIT || e.code == ERR_MEMORY);
    assert_true(margins[0] == 7.0F && margins[1] == 7.0F);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_learnt_is_known),
        cmocka_unit_test(test_numbers_leave_no_trace),
        cmocka_unit_test(test_the_same_texts_give_the_same_bytes),
        cmocka_unit_test(test_three_departments),
        cmocka_unit_test(test_the_file_stays_small),
        cmocka_unit_test(test_what_cannot_be_learnt_is_refused),
        cmocka_unit_test(test_no_model),
        cmocka_unit_test(test_one_changed_byte_is_noticed),
        cmocka_unit_test(test_impossible_contents_are_refused),
        cmocka_unit_test(test_bytes_may_lie_anywhere),
        cmocka_unit_test(test_a_full_arena_leaves_the_margins_alone),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
