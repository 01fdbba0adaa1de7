/* test_mash.c - keys struck at random, and words that only look so; no complaint of the shared data
 * is made of nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../src/nlu/mash.h"

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

static void test_words(void **state)
{
    static const struct {
        enum mash mash;
        const char *word;
    } rows[] = {
        { MASH_RUN, "asdf" },   { MASH_RUN, "zxc" },
        { MASH_RUN, "jkl" },    { MASH_RUN, "qwe" },
        { MASH_RUN, "sdfsdf" }, { MASH_RUN, "qweasdzxc" },
        { MASH_RUN, "lkjh" },   { MASH_RUN, "mnbvcxz" },
        { MASH_RUN, "fghjk" },  { MASH_RUN, "asdfghjklzxcvbnm" },
        { MASH_RUN, "ffgghh" }, { MASH_RUN, "qxzt" },
        { MASH_PAIR, "vb" },    { MASH_PAIR, "kl" },
        { MASH_PAIR, "rt" },    { MASH_PAIR, "sdkl" },
        { MASH_NONE, "" },      { MASH_NONE, "jl" },
        { MASH_NONE, "ds" },    { MASH_NONE, "kk" },
        { MASH_NONE, "ktp" },   { MASH_NONE, "pjl" },
        { MASH_NONE, "dgn" },   { MASH_NONE, "yg" },
        { MASH_NONE, "mmpt" },  { MASH_NONE, "rsk" },
        { MASH_NONE, "dsa" },   { MASH_NONE, "opo" },
        { MASH_NONE, "iki" },   { MASH_NONE, "jnzh" },
        { MASH_NONE, "poi" },   { MASH_NONE, "asdf1" },
        { MASH_NONE, "lampu" }, { MASH_NONE, "\xd0\xb0sd" },
        { MASH_NONE, "kcmtn" }, { MASH_NONE, "pngmbln" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (mash_of(str_of(rows[i].word)) != rows[i].mash)
            fail_msg("%s is %d", rows[i].word, mash_of(str_of(rows[i].word)));
}

/* Label, tab, text. */
static bool is_mash_alone(char *bytes)
{
    struct str line = str_of(bytes), text, word;
    size_t words = 0;
    for (char *c = bytes; *c; c++)
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
    if (!str_cut(&line, '\t', &text)) return false;
    while ((word = str_word(&line)).len > 0) {
        words++;
        if (mash_of(word) == MASH_NONE) return false;
    }
    return words > 0;
}

static void test_shared_complaints(void **state)
{
    static const char *const names[] = { "train", "dev", "purbalingga-train", "purbalingga-dev" };
    const char *root = getenv("KANDA_SHARED");
    static char line[1 << 16];
    size_t read = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/complaints/%s.tsv", root ? root : "../shared/data",
                       names[i]);
        FILE *f = fopen(path, "rb");
        if (!f) continue;
        for (; fgets(line, sizeof line, f); read++)
            if (is_mash_alone(line)) fail_msg("%s, line %zu", path, read + 1);
        (void)fclose(f);
    }
    if (read == 0)
        print_message("skipped: no complaints in %s\n", root ? root : "../shared/data");
    else
        print_message("%zu complaints\n", read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_shared_complaints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
