/* test_reply.c - filling in the regency's texts, and refusing texts that would leave somebody
 * without an answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "domain/reply.h"

#define TEXT_MAX 8192

/* A whole set of texts as a desk loads them: sorted by key. */
static struct reply_text texts[REPLY_KEY_COUNT];
static struct desk desk;

static const char *text_of(enum reply_key key)
{
    switch (key) {
    case REPLY_RECEIVED:
        return "{emergency}\nNomor {number}: {matter} di {place}. {unit}, paling lambat {date}.";
    case REPLY_RECEIVED_REFER:
        return "{emergency}Nomor {number}: {matter} adalah urusan {unit} ({contact}).";
    case REPLY_URGENT: return "{emergency}{number} {matter} {unit} {place} {date}";
    case REPLY_URGENT_REFER: return "{emergency}{number} {unit}";
    case REPLY_STATUS_CHASED:
    case REPLY_STATUS_CHASED_FIRST:
    case REPLY_STATUS_REPEATED:
    case REPLY_STATUS_ONE:
    case REPLY_STATUS_WORK: return "{number} {matter}: {status} di {unit}, {date}";
    case REPLY_STATUS_ASKED: return "{number} {unit} {date}";
    case REPLY_STATUS_STILL:
    case REPLY_STATUS_CLOSED: return "{number} {status}";
    case REPLY_STATUS_LIST: return "Laporan Anda:\n{lines}";
    case REPLY_STATUS_LINE: return "{number} {matter} {status} {date}";
    case REPLY_ASK_UNIT: return "Pilih:\n{lines}";
    case REPLY_QUESTION: return "{emergency}{number} {matter} {unit} {date}";
    case REPLY_HUMAN_RECEIVED:
    case REPLY_ERASE_RECEIVED:
    case REPLY_NEEDS_WORDS:
    case REPLY_UNIT_NOTED: return "{number} {unit} {date}";
    case REPLY_STATUS_ASKED_DONE:
    case REPLY_STATUS_ASKED_REFER:
    case REPLY_STATUS_ASKED_AGAIN:
    case REPLY_UNIT_REFERRED:
    case REPLY_UNIT_HAS:
    case REPLY_CORRECTED: return "{number} {unit}";
    case REPLY_PLACE_CHANGED:
    case REPLY_PLACE_NOTED: return "{number} {place} {unit}";
    case REPLY_PIN_FAR:
    case REPLY_ASK_PLACE_STILL:
    case REPLY_RAISED:
    case REPLY_PRESSING:
    case REPLY_UNANSWERED:
    case REPLY_AFTER_ELSEWHERE:
    case REPLY_CONDOLENCE:
    case REPLY_OVER_NOTED:
    case REPLY_HALF_NOTED:
    case REPLY_PLACE_TAKEN:
    case REPLY_ASK_DISTRICT_NOT:
    case REPLY_HARMLESS:
    case REPLY_CALMED:
    case REPLY_ASK_TICKET_ONE:
    case REPLY_BOUND:
    case REPLY_NOTED:
    case REPLY_NOTED_OTHER:
    case REPLY_NOTED_PLAIN:
    case REPLY_VOICE_KEPT:
    case REPLY_CANCEL_ASK:
    case REPLY_CANCEL_OVER:
    case REPLY_CANCEL_MISSENT:
    case REPLY_CANCEL_BEREAVED:
    case REPLY_CANCELLED:
    case REPLY_CANCEL_KEPT:
    case REPLY_CONFIDENTIAL:
    case REPLY_CONFIDENTIAL_SINCE:
    case REPLY_ADD:
    case REPLY_WORK_REOPENED:
    case REPLY_FOLLOWED_REOPENED:
    case REPLY_AFTER_SOLVED:
    case REPLY_AFTER_PARTLY:
    case REPLY_AFTER_SILENCE:
    case REPLY_AFTER_RATED:
    case REPLY_AFTER_RATE_AGAIN:
    case REPLY_AFTER_COMMENT:
    case REPLY_AFTER_OBJECTION:
    case REPLY_STATUS_ONLY:
    case REPLY_STATUS_SINGLE:
    case REPLY_STATUS_REGRET:
    case REPLY_SIMILAR_JOINED:
    case REPLY_SIMILAR_LEFT:
    case REPLY_ERASE:
    case REPLY_HUMAN: return "Dicatat pada {number}.";
    case REPLY_WORK_ASSIGNED:
    case REPLY_FOLLOWED_ASKED:
    case REPLY_WORK_STARTED: return "{number} {unit}";
    case REPLY_WORK_ASKED:
    case REPLY_FOLLOWED_REFUSED:
    case REPLY_WORK_REJECTED:
    case REPLY_WORK_NOT_ACTIONABLE:
    case REPLY_WORK_REPLY: return "{number} {lines}";
    case REPLY_WORK_RESOLVED:
    case REPLY_WORK_ANSWERED:
    case REPLY_WORK_FOLLOWED: return "{number} {unit} {lines}";
    case REPLY_WORK_REFERRED: return "{number} {unit} {contact}";
    case REPLY_WORK_MERGED: return "{number} {other}";
    case REPLY_WORK_UNMERGED: return "{number} {unit} {date} {other}";
    case REPLY_WORK_TAKEN_UP:
    case REPLY_WORK_WAITED:
    case REPLY_WORK_MOVED: return "{number} {date}";
    case REPLY_WORK_PROMISED:
    case REPLY_WORK_SOONER: return "{number} {date} {lines}";
    case REPLY_WORK_OVERDUE:
    case REPLY_WORK_LATE: return "{number} {unit} {date}";
    case REPLY_SIMILAR_ASK: return "{count}";
    case REPLY_ASK_WHOSE:
    case REPLY_ASK_WHOSE_REFER: return "{unit}";
    case REPLY_ASK_NAMESAKE: return "{place}";
    case REPLY_ASK_SECOND: return "{matter}";
    case REPLY_PLACE_NOT_OURS:
    case REPLY_ASK_PLACE_OURS: return "{other}";
    case REPLY_ASK_BORDER: return "{place} {other}";
    case REPLY_ASK_PIN: return "{number} {place} {other}";
    case REPLY_ASK_AGAIN:
    case REPLY_ASK_PART:
    case REPLY_PART_STAYS:
    case REPLY_ASK_MATTER: return "{number}";
    default: return "Teks.";
    }
}

static int by_key(const void *a, const void *b)
{
    const struct reply_text *x = a, *y = b;
    return str_compare(x->key, y->key);
}

static int set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < REPLY_KEY_COUNT; i++)
        texts[i] = (struct reply_text){ .key = str_of(reply_key_name((enum reply_key)i)),
                                        .text = str_of(text_of((enum reply_key)i)) };
    qsort(texts, REPLY_KEY_COUNT, sizeof *texts, by_key);
    desk = (struct desk){ .replies[LANGUAGE_INDONESIAN] = { texts, REPLY_KEY_COUNT } };
    return 0;
}

static struct reply_text *text_by_key(const char *key)
{
    for (size_t i = 0; i < REPLY_KEY_COUNT; i++)
        if (str_equal(texts[i].key, str_of(key))) return &texts[i];
    fail_msg("no such key in the test: %s", key);
    return NULL;
}

static const struct reply_vars vars = {
    .number = { "LK26-00042-7", 12 },
    .matter = { "Jalan rusak", 11 },
    .unit = { "Dinas PUPR", 10 },
    .place = { "Desa Sukabumi", 13 },
    .date = { "Jumat 4 Desember 2026", 21 },
    .status = { "Diterima", 8 },
    .lines = { "satu\ndua", 8 },
    .contact = { "123", 3 },
};

static void test_keys(void **state)
{
    (void)state;
    assert_string_equal(reply_key_name(REPLY_MENU), "menu.text");
    assert_string_equal(reply_key_name(REPLY_RECEIVED), "ticket.received");
    assert_string_equal(reply_key_name(REPLY_KEY_COUNT), "");
    for (int i = 0; i < REPLY_KEY_COUNT; i++) {
        struct str name = str_of(reply_key_name((enum reply_key)i));
        assert_int_not_equal(str_find(name, STR("."), 0), SIZE_MAX);
        for (int k = 0; k < i; k++)
            assert_false(str_equal(name, str_of(reply_key_name((enum reply_key)k))));
    }
}

static void check_render(const char *why, enum reply_key key, const struct reply_vars *v,
                         const char *want)
{
    struct buf out;
    struct err e = { 0 };
    buf_init(&out, TEXT_MAX);
    if (!reply_render(&desk, LANGUAGE_INDONESIAN, key, v, &out, &e))
        fail_msg("%s: %s", why, e.text);
    if (!str_equal(buf_view(&out), str_of(want)))
        fail_msg("%s: got <%.*s>", why, STR_ARG(buf_view(&out)));
    buf_finish(&out);
}

static void test_render(void **state)
{
    (void)state;
    struct reply_vars urgent = vars;
    urgent.emergency = STR("Bahaya: 112");
    check_render("no placeholder", REPLY_MENU, &vars, "Teks.");
    check_render(
        "every placeholder, the line of the empty one gone", REPLY_RECEIVED, &vars,
        "Nomor LK26-00042-7: Jalan rusak di Desa Sukabumi. Dinas PUPR, paling lambat Jumat "
        "4 Desember 2026.");
    check_render(
        "danger first", REPLY_RECEIVED, &urgent,
        "Bahaya: 112\nNomor LK26-00042-7: Jalan rusak di Desa Sukabumi. Dinas PUPR, paling "
        "lambat Jumat 4 Desember 2026.");
    check_render("a referral", REPLY_RECEIVED_REFER, &vars,
                 "Nomor LK26-00042-7: Jalan rusak adalah urusan Dinas PUPR (123).");
    check_render("lines", REPLY_STATUS_LIST, &vars, "Laporan Anda:\nsatu\ndua");
    check_render("the last thing is a placeholder", REPLY_STATUS_LINE, &vars,
                 "LK26-00042-7 Jalan rusak Diterima Jumat 4 Desember 2026");
}

static void test_empty_values(void **state)
{
    static const struct {
        const char *why, *text, *want;
    } rows[] = {
        { "an empty line goes with its value", "A\n{emergency}\nB", "A\nB" },
        { "and the blank lines after it", "{emergency}\n\n\nB", "B" },
        { "a line with other words stays", "A: {emergency}\nB", "A: \nB" },
        { "two empty values on one line", "{emergency}{contact}\nB", "B" },
        { "a value after an empty one keeps its line", "{emergency}{unit}\nB", "Dinas PUPR\nB" },
        { "at the end", "A\n{emergency}", "A" },
        { "at the end with blank lines", "A\n\n{emergency}\n", "A" },
        { "all of it", "{emergency}", "" },
    };
    (void)state;
    struct reply_text *t = text_by_key("ticket.received_refer");
    struct str kept = t->text;
    struct reply_vars v = vars;
    v.contact = STR_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        t->text = str_of(rows[i].text);
        check_render(rows[i].why, REPLY_RECEIVED_REFER, &v, rows[i].want);
    }
    t->text = kept;
}

/* A value is never read as a text: what looks like a placeholder in it stays as it is. */
static void test_values_are_not_expanded(void **state)
{
    (void)state;
    struct reply_vars odd = { .number = STR("{number}"), .status = STR("}{") };
    check_render("braces in values", REPLY_STATUS_LINE, &odd, "{number}  }{ ");
}

static void test_no_room(void **state)
{
    (void)state;
    char memory[24];
    struct buf out;
    struct err e = { 0 };
    buf_fixed(&out, memory, sizeof memory);
    assert_false(reply_render(&desk, LANGUAGE_INDONESIAN, REPLY_RECEIVED, &vars, &out, &e));
    assert_int_equal(e.code, ERR_LIMIT);
}

/* Cannot happen behind reply_texts_check; if it does, it is our defect, not the citizen's. */
static void test_unchecked_desk(void **state)
{
    (void)state;
    const struct desk empty = { 0 };
    const struct reply_text wrong = { .key = STR("menu.text"), .text = STR("a {x} b") };
    const struct desk damaged = { .replies[LANGUAGE_INDONESIAN] = { &wrong, 1 } };
    struct buf out;
    struct err e = { 0 };
    buf_init(&out, TEXT_MAX);
    assert_false(reply_render(&empty, LANGUAGE_INDONESIAN, REPLY_MENU, &vars, &out, &e));
    assert_int_equal(e.code, ERR_INTERNAL);
    e.code = ERR_NONE;
    assert_false(reply_render(&damaged, LANGUAGE_INDONESIAN, REPLY_MENU, &vars, &out, &e));
    assert_int_equal(e.code, ERR_INTERNAL);
    buf_finish(&out);
}

static void test_check_accepts(void **state)
{
    (void)state;
    struct err e = { 0 };
    if (!reply_texts_check(texts, REPLY_KEY_COUNT, &e)) fail_msg("%s", e.text);
}

static void test_check_refuses(void **state)
{
    static const struct {
        const char *why, *key, *text, *error;
    } rows[] = {
        { "nothing", "menu.text", "", "menu.text: is empty" },
        { "only blanks", "menu.text", " \n ", "menu.text: is empty" },
        { "no UTF-8", "menu.text", "a\xFF", "menu.text: not UTF-8" },
        { "a placeholder of another text", "menu.text", "Halo {number}",
          "menu.text: this text does not get {number}; allowed: {greeting}" },
        { "an unknown placeholder", "status.none", "Halo {nama}",
          "status.none: unknown placeholder {nama}; allowed: none" },
        { "an unclosed one", "cancel.done", "Nomor {number",
          "cancel.done: unknown placeholder {number; allowed: {number}" },
        { "one that is only closed", "cancel.done", "Nomor number}",
          "cancel.done: unknown placeholder }; allowed: {number}" },
        { "an empty one", "cancel.done", "{}",
          "cancel.done: unknown placeholder {}; allowed: {number}" },
        { "blanks inside", "cancel.done", "{ number }",
          "cancel.done: unknown placeholder { number }; allowed: {number}" },
        { "no number for the citizen", "ticket.received",
          "{emergency}{matter} {place} {unit} {date}", "ticket.received: lacks {number}" },
        { "no date for the citizen", "ticket.received",
          "{emergency}{number} {matter} {place} {unit}", "ticket.received: lacks {date}" },
        { "no unit for the citizen", "ticket.received",
          "{emergency}{number} {matter} {place} {date}", "ticket.received: lacks {unit}" },
        { "no emergency numbers", "ticket.received", "{number} {matter} {place} {unit} {date}",
          "ticket.received: lacks {emergency}" },
        { "a list without its lines", "status.list",
          "Laporan Anda:", "status.list: lacks {lines}" },
        { "a status without status", "status.one", "{number} {matter}",
          "status.one: lacks {status}" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply_text *t = text_by_key(rows[i].key);
        struct str kept = t->text;
        struct err e = { 0 };
        t->text = str_of(rows[i].text);
        if (reply_texts_check(texts, REPLY_KEY_COUNT, &e)) fail_msg("%s: accepted", rows[i].why);
        assert_int_equal(e.code, ERR_INPUT);
        assert_string_equal(e.text, rows[i].error);
        t->text = kept;
    }
}

static void test_check_length(void **state)
{
    (void)state;
    static char letters[3002];
    memset(letters, 'a', sizeof letters);
    struct reply_text *t = text_by_key("menu.text");
    struct str kept = t->text;
    struct err e = { 0 };
    t->text = (struct str){ letters, 3000 };
    assert_true(reply_texts_check(texts, REPLY_KEY_COUNT, &e));
    t->text = (struct str){ letters, 3001 };
    assert_false(reply_texts_check(texts, REPLY_KEY_COUNT, &e));
    assert_string_equal(e.text, "menu.text: longer than 3000 bytes");
    t->text = kept;
}

static void test_check_keys(void **state)
{
    (void)state;
    struct reply_text more[REPLY_KEY_COUNT + 1];
    struct err e = { 0 };
    memcpy(more, texts, sizeof texts);
    more[REPLY_KEY_COUNT] =
        (struct reply_text){ .key = STR("zebra.text"), .text = STR("Teks."), .line = 7 };
    assert_false(reply_texts_check(more, REPLY_KEY_COUNT + 1, &e));
    assert_string_equal(e.text, "line 7: zebra.text: no such text");
    more[REPLY_KEY_COUNT] = more[REPLY_KEY_COUNT - 1];
    assert_false(reply_texts_check(more, REPLY_KEY_COUNT + 1, &e));
    assert_string_equal(e.text, "work.waited: given twice");
    for (size_t gone = 0; gone < REPLY_KEY_COUNT; gone++) {
        memcpy(more, texts, sizeof texts);
        memmove(more + gone, more + gone + 1, (REPLY_KEY_COUNT - gone - 1) * sizeof *more);
        assert_false(reply_texts_check(more, REPLY_KEY_COUNT - 1, &e));
        assert_non_null(strstr(e.text, ": missing"));
    }
    assert_false(reply_texts_check(NULL, 0, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),          cmocka_unit_test(test_render),
        cmocka_unit_test(test_empty_values),  cmocka_unit_test(test_values_are_not_expanded),
        cmocka_unit_test(test_no_room),       cmocka_unit_test(test_unchecked_desk),
        cmocka_unit_test(test_check_accepts), cmocka_unit_test(test_check_refuses),
        cmocka_unit_test(test_check_length),  cmocka_unit_test(test_check_keys),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
