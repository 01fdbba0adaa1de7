/* lex.c - folded text -> words. */
#include "lex.h"
#include "base/unicode.h"
#include "phrases.h"
#include <assert.h>
#include <string.h>

/* After a shorter word a dot is an abbreviation's ("jl. raya", "kec. leces"). */
#define ABBREVIATION_MAX 3

struct lexer {
    struct token *tokens;
    size_t count, cap;
    char *at;   /* where the next byte goes */
    char *word; /* start of the word that is being read; == at: none */
    int32_t last;
    int run; /* how often `last` came in a row */
    bool number;
    bool attached;            /* the word hangs on the one before without a blank between */
    bool new_start, new_part; /* of the next word */
};

/* Everything WhatsApp keyboards and Madurese writers put inside words. */
static bool is_apostrophe(int32_t c)
{
    return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x2032;
}

static bool is_stop(int32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == ';';
}

static bool is_pause(int32_t c)
{
    return c == ',' || c == ':' || c == '(' || c == ')' || c == '"';
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_repeat_ending(struct str s)
{
    static const char *const endings[] = { "nya", "ny", "an", "kan", "ne", "na", "e", "i" };
    return STR_AMONG(s, endings) > 0;
}

/* "gorong2nya", "gorong2ne" */
static bool is_told_ending(struct str s)
{
    static const char *const endings[] = { "nya", "ny", "ne", "na" };
    return STR_AMONG(s, endings) > 0;
}

static void token_put(struct lexer *l, struct piece piece, bool number, bool repeated)
{
    assert(l->tokens);
    if (l->count == l->cap) return;
    l->tokens[l->count++] = (struct token){ .raw = piece,
                                            .norm = piece,
                                            .word = PHRASE_NONE,
                                            .raw_listed = PHRASE_NONE,
                                            .norm_listed = PHRASE_NONE,
                                            .number = number,
                                            .repeated = repeated,
                                            .new_part = l->new_part || l->new_start,
                                            .new_start = l->new_start };
    l->new_start = false;
    l->new_part = false;
}

static void word_end(struct lexer *l)
{
    struct str text = { l->word, (size_t)(l->at - l->word) };
    l->word = l->at;
    l->last = -1;
    l->run = 0;
    if (text.len == 0) return;
    const struct token *before = l->count ? &l->tokens[l->count - 1] : NULL;
    bool hangs = l->attached && before;
    if (hangs && l->number && !before->number && before->raw.text.len >= 3 &&
        str_equal(text, STR("2"))) {
        token_put(l, before->raw, false, true);
        return;
    }
    if (hangs && !l->number && before->repeated && is_repeat_ending(text)) {
        l->tokens[l->count - 1].told = is_told_ending(text);
        return;
    }
    token_put(l, piece_of(text), l->number, false);
}

static void word_byte(struct lexer *l, struct str bytes)
{
    memcpy(l->at, bytes.at, bytes.len);
    l->at += bytes.len;
}

static void word_take(struct lexer *l, int32_t c, struct str bytes)
{
    bool number = is_digit(c);
    if (l->word == l->at) {
        l->number = number;
    } else if (number != l->number) {
        word_end(l);
        l->attached = true;
        l->number = number;
    }
    l->run = c == l->last ? l->run + 1 : 1;
    l->last = c;
    if (number || l->run <= 2) word_byte(l, bytes);
}

static void gap_take(struct lexer *l, int32_t c)
{
    size_t len = (size_t)(l->at - l->word);
    bool in_word = len > 0;
    word_end(l);
    l->attached = false;
    if (is_pause(c)) l->new_part = true;
    if (is_stop(c) && !(c == '.' && in_word && len <= ABBREVIATION_MAX)) l->new_start = true;
}

/* The usual case, letters a to z, without the machinery; returns how many were taken. */
static size_t plain_run(struct lexer *l, struct str rest)
{
    size_t n = 0;
    if (l->word != l->at && l->number) return 0;
    for (; n < rest.len && rest.at[n] >= 'a' && rest.at[n] <= 'z'; n++) {
        int32_t c = (unsigned char)rest.at[n];
        l->run = c == l->last ? l->run + 1 : 1;
        l->last = c;
        if (l->run <= 2) *l->at++ = rest.at[n];
    }
    if (n) l->number = false;
    return n;
}

static void code_point_take(struct lexer *l, struct str *rest)
{
    int32_t c;
    struct str here = *rest;
    (void)utf8_next(rest, &c);
    here.len -= rest->len;
    if (is_apostrophe(c)) return;
    if (c >= 0 && unicode_is_word(c))
        word_take(l, c, here);
    else
        gap_take(l, c);
}

bool lex(struct str folded, struct arena *arena, struct tokens *out, struct err *e)
{
    size_t cap = folded.len < LEX_WORDS_MAX ? folded.len : LEX_WORDS_MAX;
    char *bytes = arena_alloc(arena, folded.len);
    struct token *tokens = arena_alloc(arena, cap * sizeof *tokens);
    if (!bytes || !tokens) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    struct lexer l = { .tokens = tokens, .cap = cap, .at = bytes, .word = bytes };
    l.last = -1;
    l.new_start = true;
    for (struct str rest = folded; rest.len > 0;) {
        size_t plain = plain_run(&l, rest);
        rest = str_slice(rest, plain, rest.len);
        if (plain == 0) code_point_take(&l, &rest);
    }
    word_end(&l);
    *out = (struct tokens){ l.tokens, l.count };
    return true;
}

bool lex_text(struct str text, struct arena *arena, struct tokens *out, struct err *e)
{
    struct buf folded;
    /* Folding makes a text shorter, save for a few ligatures: what does not fit is not read. */
    size_t cap = text.len * 2 + 64;
    char *bytes = arena_alloc(arena, cap);
    if (!bytes) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    buf_fixed(&folded, bytes, cap);
    unicode_fold(text, &folded);
    return lex(buf_view(&folded), arena, out, e);
}
