/* stem.c - light affix tolerance. */
#include "stem.h"
#include <string.h>

#define STEM_LETTERS_MIN 4
#define STEM_LETTERS_MAX 40

#define T(literal)                                                                                 \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* `only_the`: the word keeps its sense ("lampunya", "dalane", "jalanna"). */
static const struct suffix {
    struct str text;
    bool only_the;
} suffixes[] = {
    { T(""), true },       { T("nya"), true },     { T("ny"), true },    { T("ne"), true },
    { T("na"), true },     { T("e"), true },       { T("kan"), false },  { T("an"), false },
    { T("i"), false },     { T("in"), false },     { T("lah"), true },   { T("kah"), true },
    { T("annya"), false }, { T("kannya"), false }, { T("inya"), false },
};

/* `restore`: the letter that the prefix has swallowed ("menyumbat": sumbat). "be" is missing:
 * it would make "berapa" of "beberapa". */
static const struct prefix {
    struct str text, restore;
} prefixes[] = {
    { T(""), T("") },       { T("di"), T("") },    { T("ber"), T("") },   { T("ter"), T("") },
    { T("ke"), T("") },     { T("se"), T("") },    { T("me"), T("") },    { T("mem"), T("") },
    { T("men"), T("") },    { T("meng"), T("") },  { T("meny"), T("s") }, { T("men"), T("t") },
    { T("mem"), T("p") },   { T("meng"), T("k") }, { T("pe"), T("") },    { T("pem"), T("") },
    { T("pen"), T("") },    { T("peng"), T("") },  { T("per"), T("") },   { T("peny"), T("s") },
    { T("pen"), T("t") },   { T("pem"), T("p") },  { T("peng"), T("k") }, { T("diper"), T("") },
    { T("memper"), T("") }, { T("nge"), T("") },   { T("ng"), T("") },
};

static bool stem_try(const struct phrases *words, struct str middle, struct str restore,
                     uint32_t *phrase)
{
    char bytes[STEM_LETTERS_MAX];
    struct str stem = { bytes, restore.len + middle.len };
    if (stem.len < STEM_LETTERS_MIN || stem.len > sizeof bytes) return false;
    memcpy(bytes, restore.at, restore.len);
    memcpy(bytes + restore.len, middle.at, middle.len);
    *phrase = phrases_find_text(words, stem);
    return *phrase != PHRASE_NONE;
}

bool stem_find(const struct phrases *words, struct str word, struct stem *out)
{
    for (size_t p = 0; p < sizeof prefixes / sizeof *prefixes; p++) {
        struct str prefix = prefixes[p].text;
        if (prefix.len && prefix.at[0] != word.at[0]) continue;
        if (!str_starts(word, prefix)) continue;
        struct str rest = str_slice(word, prefix.len, word.len);
        for (size_t s = p == 0 ? 1 : 0; s < sizeof suffixes / sizeof *suffixes; s++) {
            struct str suffix = suffixes[s].text;
            if (rest.len < suffix.len + 2) continue;
            if (suffix.len && suffix.at[suffix.len - 1] != rest.at[rest.len - 1]) continue;
            if (!str_ends(rest, suffix)) continue;
            struct str middle = str_slice(rest, 0, rest.len - suffix.len);
            uint32_t phrase;
            if (!stem_try(words, middle, prefixes[p].restore, &phrase)) continue;
            *out = (struct stem){ phrase, p != 0 || !suffixes[s].only_the };
            return true;
        }
    }
    return false;
}
