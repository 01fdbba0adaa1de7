/* conversation_rating.c - how was it? A rating in words, digits or stars. */
#include "conversation_rules.h"
#include <string.h>

#define STAR      "\xE2\xAD\x90"
#define RATE_MAX  32 /* bytes of a message that is nothing but a rating */
#define STARS_MAX 5

static size_t stars_in(struct str text)
{
    size_t n = 0;
    for (size_t at = str_find(text, STR(STAR), 0); at != SIZE_MAX;
         at = str_find(text, STR(STAR), at + sizeof STAR - 1))
        n++;
    return n;
}

/* The titles of our buttons, and what ratings are called. */
static const struct rating_word {
    const char *word;
    int64_t rating;
} rating_words[] = {
    { "sangat puas", 5 }, { "kurang puas", 2 }, { "tidak puas", 1 }, { "biasa aja", 3 },
    { "biasa saja", 3 },  { "puas", 4 },        { "cukup", 3 },      { "mantap", 5 },
};
/* Numbers, in Indonesian and Javanese: they rate where a digit would. */
static const struct rating_word numerals[] = {
    { "1", 1 },    { "2", 2 },    { "3", 3 },    { "4", 4 },     { "5", 5 },
    { "satu", 1 }, { "dua", 2 },  { "tiga", 3 }, { "empat", 4 }, { "lima", 5 },
    { "siji", 1 }, { "loro", 2 }, { "telu", 3 }, { "papat", 4 }, { "limo", 5 },
};
static const char *const rating_names[] = { "nilai",  "nilainya", "bintang", "kasih",
                                            "rating", "rate",     "skor" };
static const char *const rating_company[] = { "pak",    "bu",      "min",   "kak",    "mas",
                                              "ya",     "yaa",     "aja",   "saja",   "deh",
                                              "-",      "ok",      "oke",   "puas",   "sangat",
                                              "mantap", "bintang", "stars", "terima", "makasih",
                                              "lah",    "kurang",  "cukup", "tidak" };

/* The next one, without the mark behind it. */
static struct str word_next(struct str *rest)
{
    struct str word = str_word(rest);
    while (word.len > 1 && strchr(".,!", word.at[word.len - 1]))
        word.len--;
    return word;
}

/* "puas pak, sudah bersih": what the text begins with. */
static int64_t rating_word_in(struct str text)
{
    for (size_t i = 0; i < sizeof rating_words / sizeof *rating_words; i++) {
        struct str word = str_of(rating_words[i].word);
        bool ends = text.len <= word.len || strchr(" ,.!", text.at[word.len]);
        if (text.len >= word.len && ends && str_equal_nocase(str_slice(text, 0, word.len), word))
            return rating_words[i].rating;
    }
    return 0;
}

static int64_t numeral_of(struct str word)
{
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (str_equal_nocase(word, str_of(numerals[i].word))) return numerals[i].rating;
    return 0;
}

/* "5", "nilai 4 pak", three stars; 0: no rating. A number among other words counts something else:
 * "lama nunggu 3 bulan", "tiga bulan baru selesai". */
int64_t rating_in(struct str text)
{
    size_t stars = stars_in(text);
    struct str before = STR_EMPTY, rest = text;
    bool parted = false; /* a comma stands before the word */
    for (struct str word = word_next(&rest); word.len; word = word_next(&rest)) {
        struct str ahead = rest, behind = word_next(&ahead);
        int64_t number = numeral_of(word);
        bool named = STR_AMONG_NOCASE(before, rating_names);
        bool alone = (before.len == 0 || STR_AMONG_NOCASE(before, rating_company)) &&
                     (behind.len == 0 || STR_AMONG_NOCASE(behind, rating_company) ||
                      str_starts(behind, STR(STAR)));
        /* "kurang cepat, 3" */
        if (number && (named || alone || (parted && behind.len == 0))) return number;
        parted = behind.len > 0 && word.at[word.len] == ',';
        before = word;
    }
    if (stars) return stars <= STARS_MAX && text.len <= RATE_MAX ? (int64_t)stars : 0;
    return rating_word_in(text);
}
