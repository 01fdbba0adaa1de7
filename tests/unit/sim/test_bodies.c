/* test_bodies.c - every body that we can send, at its longest, against the simulator's checker:
 * each kind of message, each text in each language with the longest values of the desk's own
 * tables, each template, as a message and as it is submitted, and receipts. Lists and buttons over
 * the desk's tables: test_body_lists.c. What citizens are answered in the written chats is checked
 * where those are played (support/chat_case.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "body_check.h"
#include "cli/app.h"
#include "domain/choice.h"
#include "domain/reply.h"
#include "service/casework.h"
#include <stdio.h>
#include <string.h>

#define TEXT_MAX        4096
#define INTERACTIVE_MAX 1024
#define WAMID           "wamid.HBgNNjI4MTIwMDAwMDAwMRUCABIYFjNFQjBDNDRBNDRBNDRBNDRBNDRBNEEA"

static struct desk *desk;
static struct arena arena;

/* n characters, none of them ASCII, so that whoever counts bytes is found out. */
static struct str letters(size_t n)
{
    struct buf b;
    struct str out = STR_EMPTY;
    buf_init(&b, 2 * TEXT_MAX + 2);
    for (size_t i = 0; i < n; i++)
        buf_add_text(&b, "\xC3\xA9");
    assert_true(arena_copy(&arena, buf_view(&b), &out));
    buf_finish(&b);
    return out;
}

static struct str choice_id(int64_t token)
{
    struct buf b;
    struct str out = STR_EMPTY;
    struct choice c = { .verb = CHOICE_LANGUAGE,
                        .ticket_id = 20269999999,
                        .arg = STR("35.13.24.2007"),
                        .token = token };
    buf_init(&b, CHOICE_ID_MAX);
    choice_format(&c, &b);
    assert_true(arena_copy(&arena, buf_view(&b), &out));
    buf_finish(&b);
    return out;
}

/* Meta takes no title twice. */
static struct str title_of(size_t nth, size_t n)
{
    char digit = (char)('0' + nth);
    struct str out = STR_EMPTY;
    struct buf b;
    buf_init(&b, TEXT_MAX);
    buf_add_char(&b, digit);
    buf_add(&b, letters(n - 1));
    assert_true(arena_copy(&arena, buf_view(&b), &out));
    buf_finish(&b);
    return out;
}

static void choices_add(struct outbound *m, size_t count, size_t title, size_t description)
{
    for (size_t i = 0; i < count; i++)
        m->choices[m->choice_count++] =
            (struct outbound_choice){ choice_id((int64_t)i + 1), title_of(i, title),
                                      letters(description) };
}

/* The longest of each kind; a kind that is not here ends the test. */
static struct outbound longest(enum outbound_type type)
{
    struct outbound m = { .type = type, .body = letters(INTERACTIVE_MAX) };
    switch (type) {
    case OUTBOUND_TEXT: m.body = letters(TEXT_MAX); return m;
    case OUTBOUND_BUTTONS:
        m.footer = letters(60);
        choices_add(&m, OUTBOUND_BUTTONS_MAX, 20, 0);
        return m;
    case OUTBOUND_LIST:
        m.footer = letters(60);
        m.list_button = letters(20);
        choices_add(&m, OUTBOUND_ROWS_MAX, 24, 72);
        return m;
    case OUTBOUND_REACTION:
        m.body = STR_EMPTY;
        m.emoji = STR("\xF0\x9F\x99\x8F");
        return m;
    case OUTBOUND_LOCATION_REQUEST:
    case OUTBOUND_CONTACT_REQUEST: return m;
    case OUTBOUND_TEMPLATE:
        m.body = STR_EMPTY;
        m.template_name = STR("lapor_kanda_digabung");
        m.template_language = STR("id");
        m.params[m.param_count++] = STR("LK26-00042-7");
        m.params[m.param_count++] = STR("LK26-00041-9");
        return m;
    case OUTBOUND_DOCUMENT:
        m.file_name = letters(240);
        m.file = letters(64);
        m.file_type = STR("application/pdf");
        m.media_id = STR("1000000000000001");
        return m;
    case OUTBOUND_IMAGE:
        m.file = letters(64);
        m.file_type = STR("image/jpeg");
        m.media_id = STR("1000000000000001");
        return m;
    case OUTBOUND_TYPE_COUNT: break;
    }
    fail_msg("no body for kind %d", (int)type);
    return m;
}

static void test_every_kind_at_its_longest(void **state)
{
    (void)state;
    for (int type = 0; type < OUTBOUND_TYPE_COUNT; type++) {
        struct outbound m = longest((enum outbound_type)type);
        m.reply_to = STR(WAMID);
        body_check(&m, outbound_type_name(m.type));
        if (m.type == OUTBOUND_REACTION) {
            m.emoji = STR_EMPTY;
            body_check(&m, "reaction-back");
            continue;
        }
        m.reply_to = STR_EMPTY;
        body_check(&m, outbound_type_name(m.type));
    }
}

static void test_every_receipt(void **state)
{
    (void)state;
    body_check_receipt(STR(WAMID), false, "read");
    body_check_receipt(STR(WAMID), true, "read-and-typing");
}

/* --- texts --- */

static void longer(struct str *have, struct str text)
{
    if (utf8_count(text) > utf8_count(*have)) *have = text;
}

static struct str joined(const char *format, struct str a, struct str b)
{
    char text[600];
    struct str out = STR_EMPTY;
    (void)snprintf(text, sizeof text, format, STR_ARG(a), STR_ARG(b));
    assert_true(arena_copy(&arena, str_of(text), &out));
    return out;
}

/* The longest that the desk's tables and the rules of the desk allow. */
static struct reply_vars longest_values(void)
{
    struct str village = STR_EMPTY, district = STR_EMPTY;
    struct reply_vars v = { .number = STR("LK26-1000000-7"),
                            .matter = STR_EMPTY,
                            .unit = STR_EMPTY,
                            .date = STR("Minggu 30 September 2026"),
                            .status = STR("Ditindaklanjuti"),
                            .lines = letters(CASEWORK_MOVE_WORDS_MAX),
                            .emergency = letters(1000),
                            .contact = STR_EMPTY,
                            .other = STR("LK26-1000001-7"),
                            .count = STR("1000000"),
                            .link = letters(300) };
    for (size_t i = 0; i < desk->category_count; i++)
        longer(&v.matter, desk->categories[i].name);
    for (size_t i = 0; i < desk->department_count; i++) {
        longer(&v.unit, desk->departments[i].name);
        longer(&v.contact, desk->departments[i].contact);
    }
    for (size_t i = 0; i < desk->place_count; i++)
        longer(desk->places[i].level == PLACE_VILLAGE ? &village : &district, desk->places[i].name);
    v.place = joined("Kelurahan %.*s, Kecamatan %.*s", village, district);
    return v;
}

static struct str rendered(enum language language, enum reply_key key, const struct reply_vars *v)
{
    struct buf b;
    struct err e = { 0 };
    struct str out = STR_EMPTY;
    buf_init(&b, 4 * TEXT_MAX);
    if (!reply_render(desk, language, key, v, &b, &e)) fail_msg("%s", e.text);
    assert_true(arena_copy(&arena, str_trim(buf_view(&b)), &out));
    buf_finish(&b);
    return out;
}

static bool is_title(enum reply_key key)
{
    return str_starts(str_of(reply_key_name(key)), STR("button."));
}

/* Titles of list rows may be longer than those of buttons. */
static bool is_row(enum reply_key key)
{
    return (key >= REPLY_ROW_MORE && key <= REPLY_ROW_NEW) ||
           (key >= REPLY_ROW_RATE_5 && key <= REPLY_ROW_RATE_1);
}

/* A title, as the choice that it is. */
static void title_check(struct str title, const char *label, bool button)
{
    struct outbound m = longest(button ? OUTBOUND_BUTTONS : OUTBOUND_LIST);
    m.choices[0].title = title;
    body_check(&m, label);
}

static void text_check(struct str text, const char *label)
{
    struct outbound m = { .type = OUTBOUND_TEXT, .body = text };
    body_check(&m, label);
    if (utf8_count(text) > INTERACTIVE_MAX) return; /* it then goes without its question */
    static const enum outbound_type asked[] = { OUTBOUND_BUTTONS, OUTBOUND_LIST,
                                                OUTBOUND_LOCATION_REQUEST,
                                                OUTBOUND_CONTACT_REQUEST };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        m = longest(asked[i]);
        m.body = text;
        body_check(&m, label);
    }
}

static void test_every_text_in_every_language(void **state)
{
    struct reply_vars values = longest_values();
    (void)state;
    for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++)
        for (int k = 0; k < REPLY_KEY_COUNT; k++) {
            enum reply_key key = (enum reply_key)k;
            char label[80];
            struct reply_vars v = values;
            (void)snprintf(label, sizeof label, "%s-%s", reply_key_name(key),
                           language_code((enum language)l));
            if (key == REPLY_WORK_REPLY) v.lines = letters(CASEWORK_WORDS_MAX);
            struct str text = rendered((enum language)l, key, &v);
            if (is_title(key))
                title_check(text, label, !is_row(key));
            else
                text_check(text, label);
        }
}

/* --- templates --- */

static void test_every_template(void **state)
{
    (void)state;
    assert_true(desk->template_count > 0);
    for (size_t i = 0; i < desk->template_count; i++) {
        const struct message_template *t = &desk->templates[i];
        struct str values[TEMPLATE_VARS_MAX];
        struct err e = { 0 };
        char label[80];
        struct outbound m = { .type = OUTBOUND_TEMPLATE,
                              .template_name = t->name,
                              .template_language = t->language,
                              .param_count = t->param_count };
        (void)snprintf(label, sizeof label, "%.*s-%.*s", STR_ARG(t->name), STR_ARG(t->language));
        /* Too long, and with all that Meta refuses in a variable. */
        for (size_t p = 0; p < t->param_count; p++)
            values[p] = joined("%.*s\n\t      %.*s", letters(200), letters(100));
        if (!template_params_fit(values, t->param_count, t->room, &arena, m.params, &e))
            fail_msg("%s: %s", label, e.text);
        body_check(&m, label);
        /* And empty ones. */
        for (size_t p = 0; p < t->param_count; p++)
            values[p] = STR_EMPTY;
        if (!template_params_fit(values, t->param_count, t->room, &arena, m.params, &e))
            fail_msg("%s: %s", label, e.text);
        body_check(&m, label);
    }
}

/* As `kanda templates submit` sends them; each message of ours has one. */
static void test_every_submission(void **state)
{
    bool has[TEMPLATE_KEY_COUNT] = { false };
    (void)state;
    for (size_t i = 0; i < desk->template_count; i++) {
        const struct message_template *t = &desk->templates[i];
        char label[80];
        (void)snprintf(label, sizeof label, "submit-%.*s-%.*s", STR_ARG(t->name),
                       STR_ARG(t->language));
        body_check_submission(t, label);
        has[t->key] = true;
    }
    for (int key = 0; key < TEMPLATE_KEY_COUNT; key++)
        if (!has[key]) fail_msg("no template for %s", template_key_name((enum template_key)key));
}

static int setup(void **state)
{
    struct err e = { 0 };
    (void)state;
    desk = desk_load("", &e);
    return desk ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    body_check_tell();
    desk_destroy(desk);
    arena_clear(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_at_its_longest),
        cmocka_unit_test(test_every_receipt),
        cmocka_unit_test(test_every_text_in_every_language),
        cmocka_unit_test(test_every_template),
        cmocka_unit_test(test_every_submission),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
