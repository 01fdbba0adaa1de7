/* ticket_words.c - searching by words: what is looked for, and what can be found.
 *
 * Phones and NIKs never enter the index (they are masked first), so that nobody learns a number by
 * asking for its pieces. */
#include "base/unicode.h"
#include "domain/contact.h"
#include "store/ticket_store.h"

#define WORDS_MAX        8
#define SECRET_DIGITS    6 /* a number this long may be a phone or NIK: not searched */
#define WORD_LETTERS_MIN 2
#define STEM_LETTERS_MIN 3 /* shorter ones are looked for as they stand */
#define STEM_LETTERS_MAX                                                                           \
    9 /* beginnings of 3 to 9 letters have an index: 0038_search_long_words.sql */
#define TEXT_MAX ((size_t)4 << 20)

static struct str first_letters(struct str word, size_t max)
{
    struct str rest = word;
    int32_t c;
    while (max-- && utf8_next(&rest, &c)) {
    }
    return (struct str){ word.at, word.len - rest.len };
}

/* Adds one word as a quoted term, so that nothing a person types is an operator of FTS5. What
 * stands behind it may be -nya, -kan, -an, or yet untyped. */
static void word_add(struct buf *out, struct str word)
{
    size_t digits = 0, letters = utf8_count(word);
    for (size_t i = 0; i < word.len; i++)
        digits += word.at[i] >= '0' && word.at[i] <= '9';
    if (letters < WORD_LETTERS_MIN || (digits == word.len && digits >= SECRET_DIGITS)) return;
    if (out->len) buf_add_char(out, ' ');
    buf_add_char(out, '"');
    buf_add(out, first_letters(word, STEM_LETTERS_MAX));
    buf_add_char(out, '"');
    if (letters >= STEM_LETTERS_MIN) buf_add_char(out, '*');
}

bool ticket_words_query(struct str typed, struct arena *arena, struct str *out, struct err *e)
{
    char memory[WORDS_MAX * (STEM_LETTERS_MAX * 4 + 4)]; /* UTF-8, and ""* with a blank */
    struct buf terms;
    struct str rest = typed;
    int32_t c;
    size_t words = 0;
    buf_fixed(&terms, memory, sizeof memory);
    while (rest.len && words < WORDS_MAX) {
        struct str word = { rest.at, 0 };
        struct str before = rest;
        while (utf8_next(&rest, &c) && unicode_is_word(c)) {
            word.len = (size_t)(rest.at - word.at);
            before = rest;
        }
        if (word.len) {
            word_add(&terms, word);
            words++;
        } else if (before.len == rest.len) {
            break;
        }
    }
    return (buf_ok(&terms) && arena_copy(arena, buf_view(&terms), out)) ||
           err_set(e, ERR_MEMORY, "search: no memory");
}

/* Runs STMT_TICKET_WORDS_FORGET or _LEARN for one ticket, with its text masked. Forgetting needs
 * the very words that were learnt: mask_text may only change together with a migration that
 * rebuilds the index. */
static bool words_put(struct db *db, enum stmt_id statement, int64_t id, struct str text,
                      struct err *e)
{
    struct buf masked;
    buf_init(&masked, TEXT_MAX);
    mask_text(text, &masked);
    bool ok = (buf_ok(&masked) || err_set(e, ERR_MEMORY, "search: no memory")) &&
              db_exec(db, statement, VALUES(V_INT(id), V_TEXT(buf_view(&masked))), NULL, e);
    buf_finish(&masked);
    return ok;
}

static bool words_learn(struct db *db, int64_t last, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    if (!db_open_rows(db, STMT_TICKET_WORDS_WAITING, VALUES(V_INT(last)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        int64_t id = db_int(rows, 0);
        ok = (db_is_null(rows, 1) ||
              words_put(db, STMT_TICKET_WORDS_FORGET, id, db_text(rows, 1), e)) &&
             words_put(db, STMT_TICKET_WORDS_LEARN, id, db_text(rows, 2), e);
        if (!ok) break;
    }
    db_close_rows(rows);
    return ok;
}

bool ticket_words_index(struct db *db, size_t max, int64_t *count, struct err *e)
{
    int64_t last, settled = 0;
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_WORDS_LAST, VALUES(V_INT(max)), &last, &found, e))
        return false;
    if (found && (!words_learn(db, last, e) ||
                  !db_exec(db, STMT_TICKET_WORDS_SETTLE, VALUES(V_INT(last)), &settled, e)))
        return false;
    *count = settled;
    return true;
}
