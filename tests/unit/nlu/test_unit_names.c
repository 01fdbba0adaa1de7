/* test_unit_names.c - what units are called, by a few that begin alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small_desk.h"

#include "../../../src/domain/desk_private.h"
#include "../../../src/nlu/unit_names.h"

static const struct department units[] = {
    { .code = LIT("BINA-A"), .name = LIT("Dinas Bina Air (Bair)") },
    { .code = LIT("BINA-M"), .name = LIT("Dinas Bina Marga") },
    { .code = LIT("BAIR"), .name = LIT("Balai Irigasi") },
    { .code = LIT("---"), .name = LIT("Satuan Pamong") },
};
static const struct word words[] = {
    { WORD_UNIT_ALIAS, LIT("jalan"), LIT("BINA-M") },
    { WORD_UNIT_ALIAS, LIT("satuanp"), LIT("BINA-M") },
    { WORD_GREETING, LIT("halo"), LIT("") },
};
static const struct desk_code codes[] = { /* in order */
                                          { LIT("---"), 3, 0 },
                                          { LIT("BAIR"), 2, 0 },
                                          { LIT("BINA-A"), 0, 0 },
                                          { LIT("BINA-M"), 1, 0 }
};
static const struct desk desk = { .department_codes = codes,
                                  .departments = units,
                                  .department_count = sizeof units / sizeof *units,
                                  .words = words,
                                  .word_count = sizeof words / sizeof *words };

static const struct {
    const char *letters;
    int unit; /* of units; -1: none */
    bool further;
} rows[] = {
    { "binaa", 0, false },               /* a code, without its sign */
    { "dinasbinamarga", 1, false },      /* a name */
    { "dinasbinaair", 0, false },        /* the name without what stands in brackets */
    { "bair", 0, false },                /* the same twice: whom the file has first */
    { "jalan", 1, false },               /* an alias */
    { "satuanp", 1, true },              /* an alias goes before what begins so */
    { "satuanpa", 3, true },             /* the beginning of one name */
    { "dinasbina", -1, true },           /* of two */
    { "balai", -1, true },               /* too short a beginning */
    { "dinasbinamargalagi", -1, false }, /* more than a name */
    { "halo", -1, false },               /* a word of something else */
    { "a", -1, false },
    { "z", -1, false },
    { "", -1, true },
};

static void test_names(void **state)
{
    struct arena arena = { 0 };
    struct unit_names names;
    (void)state;
    assert_true(unit_names_init(&names, &desk, &arena));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool further;
        const struct department *found = unit_names_find(&names, str_of(rows[i].letters), &further);
        const struct department *wanted = rows[i].unit < 0 ? NULL : &units[rows[i].unit];
        if (found != wanted || further != rows[i].further)
            fail_msg("%s: %.*s, further %d", rows[i].letters,
                     STR_ARG(found ? found->code : STR("none")), further);
    }
    arena_clear(&arena);
}

static void test_letters(void **state)
{
    char memory[12];
    struct buf letters;
    (void)state;
    buf_fixed(&letters, memory, sizeof memory);
    unit_names_letters(STR("Sat-Pol PP "), &letters);
    unit_names_letters(STR("(24\xc3\xa9)"), &letters);
    assert_true(str_equal(buf_view(&letters), STR("satpolpp24")));
    unit_names_letters(STR("terlalu panjang"), &letters);
    assert_false(buf_ok(&letters));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
