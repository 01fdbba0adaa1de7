/* tongue.c - a count of words. */
#include "tongue.h"

/* So many different words of one language. */
#define WANTED 2
/* "... nggih, ngapunten" behind a long letter in Indonesian: so many times as many words of it say
 * more than a courtesy. */
#define OUTWEIGHED 4
/* More than a message has letters for: the lists are shorter. */
#define DIFFERENT_MAX 512
/* In a message of so few words one suffices, where it is no courtesy and half of all that is said.
 */
#define SHORT_WORDS 4
/* In one of so few words one suffices, where none of the others is Indonesian alone. */
#define MIXED_WORDS 7
/* A word of the lists may bear its "the" or "my": "dalane", "jhalanna". */
#define STEM_MIN 4

/* "suwun", "nggih" say nothing of it, nor do answers, but beside other words. */
#define COURTESY_BITS                                                                              \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_YES) | ROLE_BIT(WORD_AGREE))
#define ANSWER_BITS (ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_NO) | ROLE_BIT(WORD_DECLINE))

struct tongue {
    enum word_role words;
    const struct str *endings;
    size_t ending_count;
    struct str the[2]; /* its endings for "the", on words of any language: "jembatane" */
};

#define T(literal)                                                                                 \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
static const struct str javanese_endings[] = { T("nipun"), T("ipun"), T("ane"),
                                               T("ne"),    T("e"),    T("ku") };
static const struct str madurese_endings[] = { T("nna"), T("nga"), T("na"), T("ra"), T("a") };

static const struct tongue javanese = { WORD_JAVANESE,
                                        javanese_endings,
                                        sizeof javanese_endings / sizeof *javanese_endings,
                                        { T("e"), T("ne") } };
static const struct tongue madurese = { WORD_MADURESE,
                                        madurese_endings,
                                        sizeof madurese_endings / sizeof *madurese_endings,
                                        { T("na"), T("nna") } };

/* The word of this language, be it with an ending; PHRASE_NONE: it is none. */
static uint32_t find_stem(const struct lexicon *l, const struct tongue *t,
                          const struct token *token)
{
    struct str word = token->raw.text;
    if (lexicon_listed(l, t->words, token->raw_listed)) return token->raw_listed;
    for (size_t i = 0; i < t->ending_count; i++) {
        struct str ending = t->endings[i];
        if (word.len < ending.len + STEM_MIN) continue;
        if (word.at[word.len - 1] != ending.at[ending.len - 1] || !str_ends(word, ending)) continue;
        uint32_t stem = phrases_find_text(&l->listed, str_slice(word, 0, word.len - ending.len));
        if (lexicon_listed(l, t->words, stem)) return stem;
    }
    return PHRASE_NONE;
}

/* How many different words of this language stand in the text, of up to DIFFERENT_MAX. */
static size_t count(const struct lexicon *l, const struct tongue *t, const struct reading *r)
{
    size_t n = 0;
    uint32_t seen[DIFFERENT_MAX];
    for (size_t i = 0; i < r->plain.count && n < DIFFERENT_MAX; i++) {
        uint32_t found = find_stem(l, t, &r->plain.at[i]);
        size_t k = 0;
        while (k < n && seen[k] != found)
            k++;
        if (found != PHRASE_NONE && k == n) seen[n++] = found;
    }
    return n;
}

/* A known word with the ending: "jembatane", "sinyale". */
static bool is_the(const struct tongue *t, const struct token *token)
{
    struct str raw = token->raw.text, norm = token->norm.text;
    if (norm.len == 0 || raw.len <= norm.len || !str_starts(raw, norm)) return false;
    struct str ending = str_slice(raw, norm.len, raw.len);
    return str_equal(ending, t->the[0]) || str_equal(ending, t->the[1]);
}

/* Whether a short message is made of this language: "piye pak", "aeng tak ngaler"; or of one word
 * of it and others that both may use: "banyu PDAM mati". */
static bool is_all(const struct lexicon *l, const struct tongue *t, const struct reading *r)
{
    size_t words = 0, own = 0, beside = 0, listed = 0;
    bool indonesian = false;
    if (r->tokens.count > MIXED_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *token = &r->tokens.at[i];
        uint64_t roles = reading_roles(l, r, i);
        bool in = token_in(l, token, WORD_PLACE_IN);
        bool found = find_stem(l, t, token) != PHRASE_NONE;
        indonesian |= !found && lexicon_listed(l, WORD_INDONESIAN, token->raw_listed);
        if (i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_PLACE_ESTATE)) continue;
        if (token->number || r->place_at[i] != MATCH_NONE || roles & COURTESY_BITS) continue;
        listed += found && !in;
        found |= is_the(t, token);
        beside += found && (in || roles & ANSWER_BITS);
        if (roles & ANSWER_BITS) continue;
        own += found && !in;
        if (in || (!found && roles & ROLE_BIT(WORD_FILLER))) continue;
        words++;
    }
    if (words == 0) return false;
    if (!indonesian) return own + beside > 0;
    /* "gimana pak perkembangane": an ending on a word of Indonesian is not the language. */
    return r->tokens.count <= SHORT_WORDS && listed > 0 && own * 2 >= words;
}

static size_t count_indonesian(const struct lexicon *l, const struct reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->plain.count; i++)
        n += lexicon_listed(l, WORD_INDONESIAN, r->plain.at[i].raw_listed);
    return n;
}

enum language tongue_of(const struct lexicon *l, const struct reading *r, bool *indonesian)
{
    size_t jv = count(l, &javanese, r), mad = count(l, &madurese, r);
    size_t others = count_indonesian(l, r), wanted = others / OUTWEIGHED;
    *indonesian = jv == 0 && mad == 0 && others >= WANTED;
    if (wanted < WANTED) wanted = WANTED;
    if (jv > mad && jv >= wanted) return LANGUAGE_JAVANESE;
    if (mad > jv && mad >= wanted) return LANGUAGE_MADURESE;
    if (mad == 0 && is_all(l, &javanese, r)) return LANGUAGE_JAVANESE;
    if (jv == 0 && is_all(l, &madurese, r)) return LANGUAGE_MADURESE;
    return LANGUAGE_UNKNOWN;
}

enum language tongue_named(const struct lexicon *l, const struct reading *r)
{
    static const struct {
        enum word_role names;
        enum language language;
    } all[] = {
        { WORD_NAMES_INDONESIAN, LANGUAGE_INDONESIAN },
        { WORD_NAMES_JAVANESE, LANGUAGE_JAVANESE },
        { WORD_NAMES_MADURESE, LANGUAGE_MADURESE },
    };
    for (size_t i = 0; i < r->tokens.count; i++)
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            if (token_in(l, &r->tokens.at[i], all[k].names)) return all[k].language;
    return LANGUAGE_UNKNOWN;
}
