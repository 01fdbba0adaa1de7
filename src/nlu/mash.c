/* mash.c - see mash.h. */
#include "mash.h"
#include <stdlib.h>
#include <string.h>

/* So many keys in a row are struck at random; two may be. Backwards people write words by the way
 * ("dsa", "poi"), so that it takes a vowelless run, or one more. */
#define RUN_MIN       3
#define BACK_MIN      4
#define VOWELLESS_MIN 4

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiou", c);
}

/* The place of a key, so that neighbours differ by one; 0: it is no letter. */
static int key_place(char c)
{
    static const char rows[] = " qwertyuiop asdfghjkl zxcvbnm";
    const char *at = c > ' ' ? strchr(rows, c) : NULL;
    return at ? (int)(at - rows) : 0;
}

/* Keys that follow one another from `from` on, each maybe struck twice. */
struct run {
    size_t to, keys;
    bool back, vowel;
};

static struct run run_at(struct str word, size_t from)
{
    struct run run = { .to = from + 1, .keys = 1, .vowel = is_vowel(word.at[from]) };
    int step = 0;
    for (; run.to < word.len; run.to++) {
        int by = key_place(word.at[run.to]) - key_place(word.at[run.to - 1]);
        if (by == 0) continue;
        if (abs(by) != 1 || (step && by != step) || !key_place(word.at[run.to])) break;
        step = by;
        run.keys++;
        run.vowel |= is_vowel(word.at[run.to]);
    }
    run.back = step < 0;
    return run;
}

static enum mash mash_of_run(const struct run *run)
{
    if (run->back) return run->keys >= (run->vowel ? BACK_MIN : RUN_MIN) ? MASH_RUN : MASH_NONE;
    return run->keys >= RUN_MIN ? MASH_RUN : run->keys == 2 ? MASH_PAIR : MASH_NONE;
}

/* "qxrt", "zxzx": nobody leaves the vowels out of a word with letters that Indonesian hardly has.
 */
static bool is_no_word(struct str word)
{
    size_t rare = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (is_vowel(word.at[i]) || !key_place(word.at[i])) return false;
        rare += word.at[i] == 'q' || word.at[i] == 'x' || word.at[i] == 'z';
    }
    return word.len >= VOWELLESS_MIN && rare > 1;
}

enum mash mash_of(struct str word)
{
    enum mash most = MASH_NONE;
    if (is_no_word(word)) return MASH_RUN;
    for (size_t i = 0; i < word.len;) {
        if (!key_place(word.at[i])) return MASH_NONE;
        struct run run = run_at(word, i);
        enum mash mash = mash_of_run(&run);
        if (mash == MASH_NONE) return MASH_NONE;
        if (mash > most) most = mash;
        i = run.to;
    }
    return most;
}
