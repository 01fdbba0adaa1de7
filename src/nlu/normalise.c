/* normalise.c - words as people write them -> words as our tables write them. */
#include "normalise.h"
#include "nlu/understand.h"
#include "spelling.h"
#include "stem.h"
#include <string.h>

/* So many letters has a name at least that a word in front hangs on to. */
#define GLUED_MIN 4

static const struct piece *slang_value(const struct lexicon *l, uint32_t phrase)
{
    return &l->slang_values[l->slang.meanings[l->slang.items[phrase].first_meaning].index];
}

/* Replaces the longest slang that begins at token i; returns how many tokens it took. Glued words
 * are no slang: "gada" is, "ga da" may be anything. */
static size_t slang_take(const struct lexicon *l, struct tokens *tokens, size_t i)
{
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    uint32_t longest = PHRASE_NONE;
    size_t words = 0;
    for (size_t k = 0; k < PHRASE_WORDS_MAX && i + k < tokens->count; k++) {
        parts[k] = &tokens->at[i + k].raw;
        glue = glue_join(glue, parts[k]->glue);
        uint32_t found = phrases_find(&l->slang, glue, parts, k + 1);
        if (found != PHRASE_NONE && l->slang.items[found].words == k + 1) {
            longest = found;
            words = k + 1;
        }
        if (l->slang.begins && !phrases_begin(&l->slang, glue)) break;
    }
    if (longest == PHRASE_NONE) return 1;
    tokens->at[i].norm = *slang_value(l, longest);
    tokens->at[i].slang = words == 1;
    for (size_t k = 1; k < words; k++)
        tokens->at[i + k].norm = (struct piece){ STR_EMPTY, GLUE_NOTHING };
    return words;
}

void normalise_slang(const struct lexicon *l, struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count;)
        i += slang_take(l, tokens, i);
}

/* "haloo" -> "halo"; false when no letter is doubled. */
static bool single_letters(struct str word, struct arena *arena, struct str *out)
{
    size_t doubled = 0;
    for (size_t i = 1; i < word.len; i++)
        doubled += word.at[i] == word.at[i - 1];
    if (doubled == 0) return false;
    char *bytes = arena_alloc(arena, word.len);
    if (!bytes) return false;
    size_t len = 0;
    for (size_t i = 0; i < word.len; i++)
        if (i == 0 || word.at[i] != word.at[i - 1]) bytes[len++] = word.at[i];
    *out = (struct str){ bytes, len };
    return true;
}

static void token_take(struct token *t, const struct phrases *words, uint32_t phrase)
{
    t->word = phrase;
    t->norm = piece_of(words->items[phrase].key);
}

/* What norm is listed as, once it is settled; raw is listed already. */
static void token_list(const struct lexicon *l, struct token *t)
{
    bool same = t->norm.text.at == t->raw.text.at && t->norm.text.len == t->raw.text.len;
    t->norm_listed = same ? t->raw_listed : phrases_find_one(&l->listed, &t->norm);
}

static bool settle_single(const struct lexicon *l, struct token *t, struct arena *arena)
{
    struct str single;
    /* "masukkan" is spelt right, and is no "masukan". */
    if (str_ends(t->raw.text, STR("kkan"))) return false;
    if (!single_letters(t->raw.text, arena, &single)) return false;
    uint32_t slang = phrases_find_text(&l->slang, single);
    if (slang != PHRASE_NONE) {
        t->norm = *slang_value(l, slang);
        t->word = phrases_find_one(&l->words, &t->norm);
        return true;
    }
    uint32_t word = phrases_find_text(&l->words, single);
    if (word != PHRASE_NONE) token_take(t, &l->words, word);
    return word != PHRASE_NONE;
}

/* So many unknown words of a message are tried: each may cost a walk over all words. */
#define SPELLING_TRIES 256

/* A word that nobody knows may be one of ours, misspelled. */
static void settle_misspelled(const struct lexicon *l, struct token *t, bool command)
{
    if (t->word != PHRASE_NONE || t->number || t->norm.text.at != t->raw.text.at) return;
    if (phrases_find_one(&l->places, &t->raw) != PHRASE_NONE) return;
    uint32_t meant = spelling_grave_word(l, t->raw.text);
    if (meant == PHRASE_NONE && command) meant = spelling_command_word(l, t->raw.text);
    if (meant != PHRASE_NONE) token_take(t, &l->words, meant);
}

static void settle(const struct lexicon *l, struct token *t, struct arena *arena)
{
    struct stem stem;
    if (t->norm.text.len == 0) return;
    t->word = phrases_find_one(&l->words, &t->norm);
    if (t->word != PHRASE_NONE || t->number || t->norm.text.at != t->raw.text.at) return;
    /* A place is a place: "bantaran" has no affix. */
    if (phrases_find_one(&l->places, &t->raw) != PHRASE_NONE) return;
    if (settle_single(l, t, arena)) return;
    if (!stem_find(&l->words, t->raw.text, &stem)) return;
    token_take(t, &l->words, stem.phrase);
    t->derived = stem.derived;
}

/* A place whose name is no everyday word, unless it is a district ("dimaron"), or a word that
 * announces one. */
static bool is_place_word(const struct lexicon *l, struct str text)
{
    uint32_t word = phrases_find_text(&l->words, text);
    uint32_t place = phrases_find_text(&l->places, text);
    if (word != PHRASE_NONE && l->words.items[word].whole)
        return l->words.items[word].roles & ROLE_BIT(WORD_PLACE_MARK);
    if (place == PHRASE_NONE) return false;
    uint32_t first = l->places.items[place].first_meaning;
    const struct place *named = &l->desk->places[l->places.meanings[first].index];
    return !named->common_word || named->level == PLACE_DISTRICT;
}

/* Length of the longest word of WORD_PLACE_FRONT that the text begins with, and that leaves a name;
 * 0: of none. */
static size_t front_length(const struct lexicon *l, struct str text)
{
    struct glue glue = GLUE_NOTHING;
    size_t longest = 0;
    for (size_t len = 1; len + GLUED_MIN <= text.len; len++) {
        glue = glue_byte(glue, text.at[len - 1]);
        struct piece front = { str_slice(text, 0, len), glue };
        if (phrases_find_one(&l->fronts, &front) != PHRASE_NONE) longest = len;
        if (!phrases_begin(&l->fronts, glue)) break;
    }
    return longest;
}

/* Length of the word in front that hangs on to a place, 0 when there is none. */
static size_t glued_length(const struct lexicon *l, const struct token *t)
{
    struct str text = t->raw.text;
    if (t->number) return 0;
    size_t len = front_length(l, text);
    if (len == 0) return 0;
    if (phrases_find_one(&l->words, &t->raw) != PHRASE_NONE) return 0;
    if (phrases_find_one(&l->slang, &t->raw) != PHRASE_NONE) return 0;
    if (phrases_find_one(&l->places, &t->raw) != PHRASE_NONE) return 0;
    return is_place_word(l, str_slice(text, len, text.len)) ? len : 0;
}

static struct token token_part(const struct lexicon *l, const struct token *t, size_t from,
                               size_t to)
{
    struct token part = *t;
    part.raw = piece_of(str_slice(t->raw.text, from, to));
    part.norm = part.raw;
    part.raw_listed = phrases_find_one(&l->listed, &part.raw);
    if (from > 0) part.new_start = part.new_part = false;
    return part;
}

static bool unglue(const struct lexicon *l, struct arena *arena, struct tokens *tokens,
                   struct err *e)
{
    size_t glued = 0, to = 0;
    for (size_t i = 0; i < tokens->count; i++)
        glued += glued_length(l, &tokens->at[i]) > 0;
    if (glued == 0) return true;
    struct token *all = arena_alloc(arena, (tokens->count + glued) * sizeof *all);
    if (!all) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->at[i];
        size_t front = glued_length(l, t);
        if (front) all[to++] = token_part(l, t, 0, front);
        all[to++] = front ? token_part(l, t, front, t->raw.text.len) : *t;
    }
    *tokens = (struct tokens){ all, to };
    return true;
}

bool normalise(const struct lexicon *l, struct str text, bool command, struct arena *arena,
               struct tokens *plain, struct tokens *out, struct err *e)
{
    struct tokens tokens;
    if (!lex_text(str_slice(text, 0, NLU_TEXT_MAX), arena, &tokens, e)) return false;
    for (size_t i = 0; i < tokens.count; i++)
        tokens.at[i].raw_listed = phrases_find_one(&l->listed, &tokens.at[i].raw);
    *plain = tokens;
    if (!unglue(l, arena, &tokens, e)) return false;
    normalise_slang(l, &tokens);
    for (size_t i = 0, tries = 0; i < tokens.count; i++) {
        settle(l, &tokens.at[i], arena);
        if (tokens.at[i].word == PHRASE_NONE && tries++ < SPELLING_TRIES)
            settle_misspelled(l, &tokens.at[i], command);
        token_list(l, &tokens.at[i]);
    }
    *out = tokens;
    return true;
}
