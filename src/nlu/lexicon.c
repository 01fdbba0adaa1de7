/* lexicon.c - compiles the desk's tables into phrases. */
#include "lexicon.h"
#include "base/unicode.h"
#include "language.h"
#include "normalise.h"
#include "spelling.h"
#include <stdlib.h>
#include <string.h>

#define PHRASE_BYTES_MAX 1024
#define WEIGHT_MAX       100

_Static_assert(WORD_SLANG <= 64, "ROLE_BIT has a bit for each role of phrases");

/* One phrase of a table, cut into words. */
struct cut {
    struct piece parts[PHRASE_WORDS_MAX];
    size_t count;
    char text_bytes[PHRASE_BYTES_MAX];
    struct buf text; /* as staff read it */
};

static bool is_too_long(struct err *e)
{
    return err_set(e, ERR_INPUT, "a phrase has more than %d words or %d bytes", PHRASE_WORDS_MAX,
                   PHRASE_BYTES_MAX);
}

/* Words of text: through slang for words and keywords, as written for slang and places. */
static bool cut_make(struct lexicon *l, struct str text, bool slang, struct arena *scratch,
                     struct cut *out, struct err *e)
{
    char bytes[PHRASE_BYTES_MAX];
    struct buf folded;
    struct tokens tokens;
    buf_fixed(&folded, bytes, sizeof bytes);
    unicode_fold(text, &folded);
    if (!buf_ok(&folded)) return is_too_long(e);
    if (!lex(buf_view(&folded), scratch, &tokens, e)) return false;
    if (slang) normalise_slang(l, &tokens);
    buf_fixed(&out->text, out->text_bytes, sizeof out->text_bytes);
    out->count = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        if (i) buf_add_char(&out->text, ' ');
        buf_add(&out->text, tokens.at[i].raw.text);
        if (tokens.at[i].norm.text.len == 0) continue;
        if (out->count == PHRASE_WORDS_MAX) return is_too_long(e);
        out->parts[out->count++] = tokens.at[i].norm;
    }
    return buf_ok(&out->text) || is_too_long(e);
}

/* Sets *phrase to the phrase of text, which stands in a table when `whole`; its single words become
 * known words too. */
static bool phrase_put(struct lexicon *l, struct phrases *into, struct str text, bool whole,
                       uint32_t *phrase, struct err *e)
{
    struct arena scratch = { 0 };
    struct cut cut;
    bool ok = false;
    uint32_t part = PHRASE_NONE;
    bool slang = into != &l->slang && into != &l->places;
    if (!cut_make(l, text, slang, &scratch, &cut, e)) goto out;
    if (!phrases_add(into, cut.parts, cut.count, buf_view(&cut.text), phrase, e)) goto out;
    if (whole) into->items[*phrase].whole = true;
    for (size_t i = 0; into == &l->words && cut.count > 1 && i < cut.count; i++)
        if (!phrases_add(into, &cut.parts[i], 1, cut.parts[i].text, &part, e)) goto out;
    ok = true;
out:
    arena_clear(&scratch);
    return ok;
}

static bool slang_put(struct lexicon *l, const struct word *word, struct err *e)
{
    struct arena scratch = { 0 };
    struct cut cut;
    struct str value;
    uint32_t phrase;
    bool ok = false;
    if (!phrase_put(l, &l->slang, word->phrase, true, &phrase, e)) goto out;
    if (!cut_make(l, word->value, false, &scratch, &cut, e)) goto out;
    if (cut.count == 0) {
        err_set(e, ERR_INPUT, "a slang word stands for nothing");
        goto out;
    }
    char joined[PHRASE_BYTES_MAX];
    struct buf all;
    buf_fixed(&all, joined, sizeof joined);
    for (size_t i = 0; i < cut.count; i++)
        buf_add(&all, cut.parts[i].text);
    if (!arena_copy(&l->arena, buf_view(&all), &value)) {
        err_set(e, ERR_MEMORY, "nlu: out of memory");
        goto out;
    }
    l->slang_values[l->slang_count] = piece_of(value);
    ok = phrases_mean(&l->slang, phrase, (struct meaning){ .index = (uint32_t)l->slang_count }, e);
    l->slang_count++;
out:
    arena_clear(&scratch);
    return ok;
}

/* The words of the roles that stand apart, and then what each is listed as. */
static bool lists_put(struct lexicon *l, struct err *e)
{
    const struct desk *desk = l->desk;
    l->listed_as = calloc(desk->word_count + 1, sizeof *l->listed_as);
    if (!l->listed_as) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t i = 0; i < desk->word_count; i++) {
        uint32_t at, front;
        const struct word *word = &desk->words[i];
        struct piece piece = piece_of(word->phrase);
        if (!word_role_stands_apart(word->role)) continue;
        if (!phrases_add(&l->listed, &piece, 1, word->phrase, &at, e)) return err_wrap(e, "words");
        if (word->role == WORD_PLACE_FRONT &&
            !phrases_add(&l->fronts, &piece, 1, word->phrase, &front, e))
            return err_wrap(e, "words");
        role_set_put(&l->listed_as[at], word->role);
    }
    return true;
}

bool lexicon_lists(const struct lexicon *l, enum word_role role, const struct piece *word)
{
    return lexicon_listed(l, role, phrases_find_one(&l->listed, word));
}

/* The table of phrases that this role looks in. */
static struct phrases *table_of(struct lexicon *l, enum word_role role)
{
    if (role == WORD_CHASE) return &l->chase;
    if (role == WORD_BELONGS) return &l->belongs;
    bool time = role == WORD_USUAL || role == WORD_PAST || role == WORD_OVER || role == WORD_NOW;
    return time ? &l->times : &l->words;
}

/* PHRASE_NONE: there is none. */
static uint32_t category_of(const struct desk *desk, struct str code)
{
    for (uint32_t i = 0; i < desk->category_count; i++)
        if (str_equal(desk->categories[i].code, code)) return i;
    return PHRASE_NONE;
}

/* Whose reports it goes on with, or whoever can help in such a danger. */
static bool value_put(struct lexicon *l, const struct word *word, uint32_t phrase, struct err *e)
{
    struct phrases *into = table_of(l, word->role);
    struct str codes = word->value, weight, code;
    if (word->role != WORD_BELONGS) {
        into->items[phrase].rescuer = category_of(l->desk, codes);
        return true;
    }
    while (str_cut(&codes, '|', &weight)) {
        (void)str_cut(&weight, ':', &code);
        struct meaning meaning = { .index = category_of(l->desk, code),
                                   .weight = weight.len ? weight.at[0] - '0' : 1 };
        if (!phrases_mean(into, phrase, meaning, e)) return false;
    }
    return true;
}

static size_t role_count(const struct desk *desk, enum word_role role)
{
    size_t count = 0;
    for (size_t i = 0; i < desk->word_count; i++)
        count += desk->words[i].role == role;
    return count;
}

/* Words of one unit, and of one of two matters. */
static bool tellers_make(struct lexicon *l)
{
    const struct desk *desk = l->desk;
    l->narrowings = calloc(role_count(desk, WORD_NARROWS) + 1, sizeof *l->narrowings);
    if (!l->narrowings || !unit_names_init(&l->unit_names, desk, &l->arena)) return false;
    for (size_t i = 0; i < desk->word_count; i++) {
        const struct word *word = &desk->words[i];
        struct str to = word->value, from;
        if (word->role == WORD_NARROWS && str_cut(&to, '|', &from))
            l->narrowings[l->narrowing_count++] =
                (struct narrowing){ word->phrase, desk_category(desk, from),
                                    desk_category(desk, to) };
    }
    return true;
}

static bool words_put(struct lexicon *l, struct err *e)
{
    const struct desk *desk = l->desk;
    l->slang_values = calloc(desk->word_count + 1, sizeof *l->slang_values);
    if (!l->slang_values || !tellers_make(l)) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t i = 0; i < desk->word_count; i++)
        if (desk->words[i].role == WORD_SLANG && !slang_put(l, &desk->words[i], e))
            return err_wrap(e, "slang");
    for (size_t i = 0; i < desk->word_count; i++) {
        uint32_t phrase;
        enum word_role role = desk->words[i].role;
        struct phrases *into = table_of(l, role);
        if (role == WORD_SLANG || word_role_stands_apart(role)) continue;
        if (!phrase_put(l, into, desk->words[i].phrase, true, &phrase, e))
            return err_wrap(e, "words");
        into->items[phrase].roles |= ROLE_BIT(role);
        if (desk->words[i].value.len && !value_put(l, &desk->words[i], phrase, e))
            return err_wrap(e, "words");
    }
    return true;
}

/* Marks the two words of a keyword, so that they are known when they stand apart. */
static bool pair_put(struct lexicon *l, struct str text, struct err *e)
{
    struct arena scratch = { 0 };
    struct cut cut;
    bool ok = cut_make(l, text, true, &scratch, &cut, e);
    if (ok && cut.count == 2) {
        uint32_t first = phrases_find_one(&l->words, &cut.parts[0]);
        uint32_t second = phrases_find_one(&l->words, &cut.parts[1]);
        if (first != PHRASE_NONE) l->words.items[first].begins_pair = true;
        if (second != PHRASE_NONE) l->words.items[second].ends_pair = true;
    }
    arena_clear(&scratch);
    return ok;
}

/* "jalan rusak:3" */
static bool keyword_put(struct lexicon *l, uint32_t category, struct str text, struct err *e)
{
    int64_t weight = 1;
    uint32_t phrase;
    struct str words = text;
    size_t colon = str_find(text, STR(":"), 0);
    if (colon != SIZE_MAX) {
        words = str_slice(text, 0, colon);
        struct str number = str_trim(str_slice(text, colon + 1, text.len));
        if (!str_to_i64(number, 1, WEIGHT_MAX, &weight, e)) return err_wrap(e, "weight");
    }
    if (!phrase_put(l, &l->words, words, true, &phrase, e)) return false;
    struct meaning meaning = { .index = category, .weight = (int)weight };
    return phrases_mean(&l->words, phrase, meaning, e) && pair_put(l, words, e);
}

static uint32_t unit_of(const struct desk *desk, const struct department *department)
{
    uint32_t i = 0;
    while (i < desk->department_count && &desk->departments[i] != department)
        i++;
    return i;
}

static bool categories_put(struct lexicon *l, struct err *e)
{
    l->units = calloc(l->desk->category_count + 1, sizeof *l->units);
    if (!l->units) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t i = 0; i < l->desk->category_count; i++) {
        const struct category *category = &l->desk->categories[i];
        struct str rest = category->keywords, piece;
        l->units[i] = unit_of(l->desk, category->department);
        if (str_equal(category->code, STR("corruption"))) l->corruption = category;
        if (str_equal(category->code, STR("violence"))) l->violence = category;
        if (str_equal(category->code, STR("police_matter"))) l->police = category;
        if (str_equal(category->code, STR("accident"))) l->accident = category;
        if (str_equal(category->code, STR("health_service"))) l->health = category;
        if (str_equal(category->code, STR("disaster"))) l->disaster = category;
        if (str_equal(category->code, STR("civil_servant"))) l->servants = category;
        while (str_cut(&rest, '|', &piece)) {
            if (str_trim(piece).len == 0) continue;
            if (!keyword_put(l, (uint32_t)i, piece, e)) return err_wrap(e, "keywords");
        }
    }
    return true;
}

static bool language_put(struct lexicon *l, struct err *e)
{
    for (size_t i = 0; i < language_word_count; i++) {
        uint32_t phrase;
        struct str word = str_of(language_words[i].word);
        if (!phrase_put(l, &l->words, word, false, &phrase, e)) return err_wrap(e, "language");
        l->words.items[phrase].traits |= language_words[i].traits;
    }
    return true;
}

/* Known words of their own, which are no phrase of any table. */
static bool everyday_put(struct lexicon *l, struct err *e)
{
    for (size_t i = 0; i < l->desk->word_count; i++) {
        const struct word *word = &l->desk->words[i];
        uint32_t phrase;
        if (word->role != WORD_EVERYDAY) continue;
        if (!phrase_put(l, &l->words, word->phrase, false, &phrase, e))
            return err_wrap(e, "everyday words");
    }
    return true;
}

static bool name_put(struct lexicon *l, struct str name, struct meaning meaning, struct err *e)
{
    uint32_t phrase;
    if (str_trim(name).len == 0) return true;
    if (!phrase_put(l, &l->places, name, true, &phrase, e)) return false;
    return phrases_mean(&l->places, phrase, meaning, e);
}

/* A city is also known by what follows "Kota", but only beside a word such as "kotamadya". */
static bool places_put(struct lexicon *l, struct err *e)
{
    for (size_t i = 0; i < l->desk->place_count; i++) {
        const struct place *place = &l->desk->places[i];
        struct str rest = place->aliases, alias, kota = STR("Kota ");
        struct meaning name = { .index = (uint32_t)i };
        struct meaning other = { .index = (uint32_t)i, .alias = true };
        struct meaning second = { .index = (uint32_t)i, .second_name = true };
        if (!name_put(l, place->name, name, e)) return err_wrap(e, "places");
        if (place->level == PLACE_CITY &&
            str_equal_nocase(str_slice(place->name, 0, kota.len), kota) &&
            !name_put(l, str_slice(place->name, kota.len, SIZE_MAX), second, e))
            return err_wrap(e, "places");
        while (str_cut(&rest, '|', &alias))
            if (!name_put(l, alias, other, e)) return err_wrap(e, "places");
    }
    return fuzzy_init(&l->fuzzy, &fuzzy_places, &l->places, e);
}

/* What a misspelled word may command (spelling.c), so that nobody has to look at all words. */
static bool commands_find(struct lexicon *l, struct err *e)
{
    l->commands = calloc(l->words.count + 1, sizeof *l->commands);
    if (!l->commands) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (uint32_t i = 0; i < l->words.count; i++) {
        const struct phrase *phrase = &l->words.items[i];
        if (phrase->words == 1 && phrase->whole && phrase->roles & COMMAND_ROLES)
            l->commands[l->command_count++] = i;
    }
    return true;
}

static bool prefix_put(struct lexicon *l, const char *ticket_prefix, struct err *e)
{
    struct arena scratch = { 0 };
    struct cut cut;
    bool ok = cut_make(l, str_of(ticket_prefix), false, &scratch, &cut, e);
    size_t most = sizeof l->prefix / sizeof *l->prefix;
    for (size_t i = 0; ok && i < cut.count && i < most; i++) {
        struct str text;
        ok = arena_copy(&l->arena, cut.parts[i].text, &text) ||
             err_set(e, ERR_MEMORY, "nlu: out of memory");
        if (ok) l->prefix[l->prefix_count++] = piece_of(text);
    }
    arena_clear(&scratch);
    return ok;
}

bool lexicon_init(struct lexicon *l, const struct desk *desk, const char *ticket_prefix,
                  struct err *e)
{
    *l = (struct lexicon){ .desk = desk };
    phrases_init(&l->slang, &l->arena);
    phrases_init(&l->words, &l->arena);
    phrases_init(&l->places, &l->arena);
    phrases_init(&l->chase, &l->arena);
    phrases_init(&l->belongs, &l->arena);
    phrases_init(&l->times, &l->arena);
    phrases_init(&l->listed, &l->arena);
    phrases_init(&l->fronts, &l->arena);
    return lists_put(l, e) && words_put(l, e) && categories_put(l, e) && language_put(l, e) &&
           everyday_put(l, e) && places_put(l, e) &&
           fuzzy_init(&l->grave, &spelling_grave, &l->words, e) && commands_find(l, e) &&
           prefix_put(l, ticket_prefix, e) && phrases_seal(&l->slang, e) &&
           phrases_seal(&l->words, e) && phrases_seal(&l->places, e) &&
           phrases_seal(&l->chase, e) && phrases_seal(&l->belongs, e) &&
           phrases_seal(&l->times, e) && phrases_seal(&l->listed, e) && phrases_seal(&l->fronts, e);
}

void lexicon_finish(struct lexicon *l)
{
    phrases_finish(&l->slang);
    phrases_finish(&l->words);
    phrases_finish(&l->places);
    phrases_finish(&l->chase);
    phrases_finish(&l->belongs);
    phrases_finish(&l->times);
    phrases_finish(&l->listed);
    phrases_finish(&l->fronts);
    fuzzy_finish(&l->fuzzy);
    fuzzy_finish(&l->grave);
    free(l->slang_values);
    free(l->units);
    free(l->narrowings);
    free(l->listed_as);
    free(l->commands);
    arena_clear(&l->arena);
    *l = (struct lexicon){ 0 };
}
