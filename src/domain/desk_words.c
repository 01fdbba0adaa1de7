/* desk_words.c - the words the desk listens for, and the texts it answers with. */
#include "base/ini.h"
#include "base/unicode.h"
#include "desk_private.h"
#include "domain/reply.h"
#include <stdlib.h>

/* --- words.csv --- */

struct words {
    struct word *at;
    struct desk_code *codes; /* phrases; `at` is their role */
};

static bool read_role(const struct table *t, enum word_role *out)
{
    return word_role_of(table_field(t, 0), out) || table_fault(t, "unknown role");
}

/* Blanks and signs, which part words in a message. */
static bool is_one_word(struct str phrase)
{
    for (int32_t c; utf8_next(&phrase, &c);)
        if (!unicode_is_word(c)) return false;
    return true;
}

/* "road|drainage:2" */
static bool are_categories(const struct desk *desk, struct str codes)
{
    struct str code, weight;
    while (str_cut(&codes, '|', &weight)) {
        bool weighs = str_contains(weight, STR(":"));
        (void)str_cut(&weight, ':', &code);
        if (!desk_category(desk, code)) return false;
        if (weighs && (weight.len != 1 || weight.at[0] < '1' || weight.at[0] > '4')) return false;
    }
    return true;
}

/* "bpjs|social_aid" */
static bool are_two(const struct desk *desk, struct str codes)
{
    struct str first;
    return str_cut(&codes, '|', &first) && desk_category(desk, first) && desk_category(desk, codes);
}

/* Of a danger: the category of whoever can help; of what belongs to reports: which; of what a unit
 * is called: its code. */
static bool read_value(const struct table *t, const struct word *w)
{
    bool danger = w->role == WORD_URGENT || w->role == WORD_HAZARD;
    if (w->value.len == 0 || w->role == WORD_SLANG) return true;
    if (w->role == WORD_BELONGS)
        return are_categories(t->desk, w->value) ||
               table_fault(t, "value: want categories, each with :1 to :4");
    if (w->role == WORD_NARROWS)
        return are_two(t->desk, w->value) || table_fault(t, "value: want two categories");
    if (w->role == WORD_UNIT_ALIAS)
        return desk_department(t->desk, w->value) || table_fault(t, "value: no such department");
    if (!danger) return table_fault(t, "this role has no value");
    return desk_category(t->desk, w->value) || table_fault(t, "value: no such category");
}

static bool read_word(const struct table *t, size_t n, void *into)
{
    struct words *all = into;
    struct word w = { .phrase = table_field(t, 1), .value = table_field(t, 2) };
    if (!read_role(t, &w.role) || !table_phrase(t, w.phrase)) return false;
    if (w.role == WORD_SLANG && !table_phrase(t, w.value)) return false;
    if (!read_value(t, &w)) return false;
    if (word_role_stands_apart(w.role) && !is_one_word(w.phrase))
        return table_fault(t, "phrase: want one word");
    all->at[n] = w;
    all->codes[n] = (struct desk_code){ w.phrase, (size_t)w.role, t->csv.line };
    return true;
}

static int word_order(const void *left, const void *right)
{
    const struct desk_code *a = left, *b = right;
    int order = str_compare(a->code, b->code);
    if (order == 0) order = (a->at > b->at) - (a->at < b->at);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* A phrase may play several roles, but none twice. */
static bool words_once(struct desk_code *codes, size_t count, struct err *e)
{
    if (count > 1) qsort(codes, count, sizeof *codes, word_order);
    for (size_t i = 1; i < count; i++)
        if (str_equal(codes[i - 1].code, codes[i].code) && codes[i - 1].at == codes[i].at)
            return err_set(e, ERR_INPUT, "words.csv line %zu: '%.*s' stands in line %zu already",
                           codes[i].line, STR_ARG(codes[i].code), codes[i - 1].line);
    return true;
}

bool desk_load_words(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    struct arena scratch = { 0 };
    if (!table_open(&t, desk, "words.csv", text, "role,phrase,value", e)) return false;
    struct words all = { .at = table_items(&t, sizeof *all.at) };
    if (!all.at) return false;
    all.codes = arena_zero(&scratch, desk_lines(t.text), sizeof *all.codes);
    bool ok = all.codes || err_set(e, ERR_MEMORY, "words.csv: no memory");
    ok = ok && table_each(&t, read_word, &all, &count) && words_once(all.codes, count, e);
    if (ok) {
        desk->words = all.at;
        desk->word_count = count;
    }
    arena_clear(&scratch);
    return ok;
}

size_t desk_wordless(const struct desk *desk, enum word_role *out)
{
    bool played[WORD_ROLE_COUNT] = { false };
    size_t count = 0;
    for (size_t i = 0; i < desk->word_count; i++)
        played[desk->words[i].role] = true;
    for (int r = 0; r < WORD_ROLE_COUNT; r++)
        if (!played[r]) out[count++] = (enum word_role)r;
    return count;
}

/* --- replies/<language>.ini --- */

struct texts {
    struct arena *arena;
    struct reply_text *at;
    size_t count;
};

/* A value is one line of the file; backslash and n in it begin a new line of the message. */
static void break_lines(char *text, size_t *len)
{
    size_t to = 0;
    for (size_t from = 0; from < *len; from++) {
        bool breaks = text[from] == '\\' && from + 1 < *len && text[from + 1] == 'n';
        text[to++] = breaks ? '\n' : text[from];
        from += breaks;
    }
    text[to] = '\0';
    *len = to;
}

static bool take_text(void *ctx, const struct ini_entry *entry, struct err *e)
{
    struct texts *all = ctx;
    struct reply_text *text = &all->at[all->count];
    char *key = arena_printf(all->arena, "%.*s.%.*s", STR_ARG(entry->section), STR_ARG(entry->key));
    char *words = arena_printf(all->arena, "%.*s", STR_ARG(entry->value));
    if (!key || !words) return err_set(e, ERR_MEMORY, "no memory");
    size_t len = entry->value.len;
    break_lines(words, &len);
    text->key = str_of(key);
    text->text = (struct str){ words, len };
    text->line = entry->line;
    all->count++;
    return true;
}

static int key_order(const void *left, const void *right)
{
    const struct reply_text *a = left, *b = right;
    return str_compare(a->key, b->key);
}

bool desk_load_replies(struct desk *desk, enum language language, struct str text, struct err *e)
{
    static const char *const files[LANGUAGE_END] = { [LANGUAGE_INDONESIAN] = "replies/id.ini",
                                                     [LANGUAGE_JAVANESE] = "replies/jv.ini",
                                                     [LANGUAGE_MADURESE] = "replies/mad.ini" };
    const char *file = files[language];
    struct str copy;
    if (!desk_text(desk, file, text, &copy, e)) return false;
    struct texts all = { .arena = &desk->arena };
    all.at = arena_zero(&desk->arena, desk_lines(copy), sizeof *all.at);
    if (!all.at) return err_set(e, ERR_MEMORY, "%s: no memory", file);
    if (!ini_parse_text(copy, take_text, &all, e)) return err_wrap(e, file);
    if (all.count > 1) qsort(all.at, all.count, sizeof *all.at, key_order);
    if (!reply_texts_check(all.at, all.count, e)) return err_wrap(e, file);
    desk->replies[language] = (struct reply_texts){ all.at, all.count };
    return true;
}
