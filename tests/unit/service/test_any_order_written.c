/* test_any_order_written.c - what the written chats begin with, in every order (order_case.h); and
 * letters that were drawn from them, of which nobody would have thought. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_file.h"
#include "dice.h"
#include "order_case.h"
#include <stdio.h>
#include <stdlib.h>

#define CHAT_MESSAGES_MAX 4
#define WRITTEN_MIN       250
#define LETTERS_MAX       4000
#define LETTER_MIN        14  /* bytes: what is shorter answers something */
#define PAIRS             300 /* RUNS=3000 SEED=7 make check-any_order_written: more, and others */
#define WRONG_PERCENT     6   /* of the pairs at most: 4 to 5 as measured with other seeds */

/* What is known to depend on the order: */
static const char *const excepted[] = {
    /* of "jalan", "mati" nobody knows that "lampu" went before; */
    "# What the first words leave open the next ones tell",
    /* whom the report's hazard put in danger is heard with the report alone; */
    "# a tree that fell on a house and hurt somebody, told in two messages",
    "# ... and that burns at times",
    /* what answers a question, or takes back what was told, has nothing to stand on before it. */
    "# after \"salah dinas\" the matter is told in a sentence, and the report moves",
    "# \"alamatnya salah\": where then is asked",
    "# ... nor does whoever tells of the other as well",
    "# After \"tambah\" all that follows in one go belongs to the ticket",
};
/* and a line stays where it was first understood to belong: */
static const char *const apart[] = {
    /* a bare place behind two reports that both lie there stands on that which it was asked of. */
    ("# danger right behind a report lies where that does, which is said, and so does what bars "
     "the road a day later"),
    "# ... as does what may be a part of it, by a word of its own",
    /* a word that commands or denies is told only behind its report */
    "# \"salah\" behind a report, and nothing else: what is wrong is asked",
    "# ... with a full stop, and in Javanese",
};

static const char *file; /* the written chats */

/* The own words that the next chat begins with, ten seconds apart, as many of them as can be tried;
 * false at the end. *fit: there are several. */
static bool chat_next(struct str *rest, struct order_row *row,
                      char lines[ORDER_MESSAGES_MAX][ORDER_LINE_MAX], char title[ORDER_LINE_MAX],
                      bool *fit)
{
    size_t n = 0, at = str_find(*rest, STR("\n# "), 0);
    if (at == SIZE_MAX) return false;
    *rest = str_slice(*rest, at + 1, rest->len);
    size_t end = str_find(*rest, STR("\n# "), 0);
    struct str chat = str_slice(*rest, 0, end);
    *fit = str_copy(title, ORDER_LINE_MAX, str_slice(chat, 0, str_find(chat, STR("\n"), 0)));
    *row = (struct order_row){ .what = title };
    while (chat.len && *fit) {
        size_t stop = str_find(chat, STR("\n"), 0);
        struct str line = str_slice(chat, 0, stop);
        chat = stop == SIZE_MAX ? STR_EMPTY : str_slice(chat, stop + 1, chat.len);
        if (!order_is_own_words(line) || n == CHAT_MESSAGES_MAX) break;
        if (!str_starts(line, STR(">"))) continue;
        if (!str_copy(lines[n], ORDER_LINE_MAX, line)) break;
        row->said[n].at_s = (int)n * 10;
        row->said[n].line = lines[n];
        n++;
    }
    *fit = *fit && n > 1;
    return true;
}

static void test_written_chats(void **state)
{
    static char lines[ORDER_MESSAGES_MAX][ORDER_LINE_MAX], title[ORDER_LINE_MAX];
    struct str rest = str_of(file);
    struct order_row row;
    bool fit;
    int chats = 0;
    (void)state;
    while (chat_next(&rest, &row, lines, title, &fit)) {
        if (!fit || STR_AMONG(str_of(title), excepted)) continue;
        order_try(&row, STR_AMONG(str_of(title), apart) > 0);
        chats++;
    }
    print_message("%d written chats in every order\n", chats);
    assert_true(chats >= WRITTEN_MIN);
    size_t wrong = order_wrong();
    if (wrong) fail_msg("%zu orders made other tickets", wrong);
}

/* --- letters that have nothing to do with each other --- */

static char letters[LETTERS_MAX][ORDER_LINE_MAX];

static size_t letters_read(void)
{
    struct str rest = str_of(file);
    size_t n = 0;
    while (rest.len && n < LETTERS_MAX) {
        size_t stop = str_find(rest, STR("\n"), 0);
        struct str line = str_slice(rest, 0, stop);
        rest = stop == SIZE_MAX ? STR_EMPTY : str_slice(rest, stop + 1, rest.len);
        bool fit = str_starts(line, STR("> ")) && order_is_own_words(line) &&
                   line.len > LETTER_MIN && !str_contains(line, STR("["));
        if (fit && str_copy(letters[n], ORDER_LINE_MAX, line)) n++;
    }
    return n;
}

/* Most of them answer or follow something, and begin a chat here: a few orders may differ. */
static void test_drawn_letters(void **state)
{
    size_t count = letters_read(), pairs = (size_t)dice_setting("RUNS", PAIRS), bad = 0;
    uint64_t dice = (uint64_t)dice_setting("SEED", 1);
    (void)state;
    for (size_t i = 0; i < pairs; i++) {
        struct order_row row = { .what = "drawn" };
        for (int k = 0; k < 2; k++) {
            row.said[k].at_s = 20 * k;
            row.said[k].line = letters[dice_roll(&dice, count)];
        }
        order_try(&row, false);
        bad += order_wrong() > 0;
    }
    print_message("%zu of %zu pairs depend on the order\n", bad, pairs);
    assert_true(bad * 100 <= pairs * WRONG_PERCENT);
}

static int group_setup(void **state)
{
    file = chat_file_read("chats.txt");
    return order_setup(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_written_chats),
                                        cmocka_unit_test(test_drawn_letters) };
    return cmocka_run_group_tests(tests, group_setup, order_teardown);
}
