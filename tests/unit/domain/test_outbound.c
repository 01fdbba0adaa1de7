/* test_outbound.c - Meta's limits, and a message that comes back from its JSON as it went in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "domain/outbound.h"

/* Longer than any limit; letters(n) is a view of its first n. */
static char alphabet[5000];

static struct str letters(size_t n)
{
    return (struct str){ alphabet, n };
}

static int set_up(void **state)
{
    (void)state;
    memset(alphabet, 'a', sizeof alphabet);
    return 0;
}

static struct outbound text_message(void)
{
    return (struct outbound){ .type = OUTBOUND_TEXT, .body = STR("Halo") };
}

static struct outbound buttons_message(void)
{
    return (struct outbound){ .type = OUTBOUND_BUTTONS,
                              .body = STR("Sudah selesai?"),
                              .footer = STR("Lapor Kanda"),
                              .reply_to = STR("wamid.1"),
                              .choices = { { .id = STR("s:1"), .title = STR("Sudah") },
                                           { .id = STR("b:1"), .title = STR("Belum") } },
                              .choice_count = 2 };
}

static struct outbound list_message(void)
{
    return (struct outbound){ .type = OUTBOUND_LIST,
                              .body = STR("Pilih"),
                              .list_button = STR("Unit"),
                              .choices = { { .id = STR("u:1"),
                                             .title = STR("Jalan"),
                                             .description = STR("Lubang, longsor") },
                                           { .id = STR("u:2"), .title = STR("Jalan") } },
                              .choice_count = 2 };
}

static struct outbound reaction_message(void)
{
    return (struct outbound){ .type = OUTBOUND_REACTION,
                              .reply_to = STR("wamid.1"),
                              .emoji = STR("\U0001F44D") };
}

static struct outbound location_message(void)
{
    return (struct outbound){ .type = OUTBOUND_LOCATION_REQUEST, .body = STR("Di mana?") };
}

static struct outbound contact_message(void)
{
    return (struct outbound){ .type = OUTBOUND_CONTACT_REQUEST, .body = STR("Nomornya?") };
}

static struct outbound template_message(void)
{
    return (struct outbound){ .type = OUTBOUND_TEMPLATE,
                              .template_name = STR("status_laporan_2"),
                              .template_language = STR("id"),
                              .params = { STR("LK26-00042-7"), STR("Selesai") },
                              .param_count = 2 };
}

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct outbound image_message(void)
{
    return (struct outbound){ .type = OUTBOUND_IMAGE,
                              .body = STR("Sudah ditambal."),
                              .file = STR(HASH),
                              .file_type = STR("image/jpeg"),
                              .attachment = 12 };
}

static struct outbound document_message(void)
{
    return (struct outbound){ .type = OUTBOUND_DOCUMENT,
                              .body = STR("Suratnya kami lampirkan."),
                              .file = STR(HASH),
                              .file_type = STR("application/pdf"),
                              .file_name = STR("LK26-00042-7-13.pdf"),
                              .attachment = 13 };
}

static struct outbound (*const makers[OUTBOUND_TYPE_COUNT])(void) = {
    text_message,    buttons_message,  list_message,  reaction_message, location_message,
    contact_message, template_message, image_message, document_message,
};

static void test_names(void **state)
{
    static const char *const names[] = {
        "text",     "buttons", "list",     "reaction", "location_request", "contact_request",
        "template", "image",   "document", ""
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(outbound_type_name((enum outbound_type)i), names[i]);
}

static void test_check_accepts(void **state)
{
    (void)state;
    for (size_t i = 0; i < OUTBOUND_TYPE_COUNT; i++) {
        struct outbound m = makers[i]();
        struct err e = { 0 };
        if (!outbound_check(&m, &e)) fail_msg("%s: %s", outbound_type_name(m.type), e.text);
    }
    struct outbound taken_away = reaction_message();
    taken_away.emoji = STR_EMPTY;
    assert_true(outbound_check(&taken_away, NULL));
    struct outbound bare = template_message();
    bare.param_count = 0;
    assert_true(outbound_check(&bare, NULL));
}

/* Each row: the longest text that fits a field, and the field's name when one more is refused. */
static void test_check_longest(void **state)
{
    struct outbound m[OUTBOUND_TYPE_COUNT];
    (void)state;
    for (size_t i = 0; i < OUTBOUND_TYPE_COUNT; i++)
        m[i] = makers[i]();
    const struct {
        enum outbound_type type;
        struct str *field;
        size_t max;
        const char *error;
    } rows[] = {
        { OUTBOUND_TEXT, &m[OUTBOUND_TEXT].body, 4096, "outbound body: want 1 to 4096" },
        { OUTBOUND_BUTTONS, &m[OUTBOUND_BUTTONS].body, 1024, "outbound body: want 1 to 1024" },
        { OUTBOUND_BUTTONS, &m[OUTBOUND_BUTTONS].footer, 60, "outbound footer: want 0 to 60" },
        { OUTBOUND_BUTTONS, &m[OUTBOUND_BUTTONS].choices[0].id, 256,
          "outbound choice id: want 1 to 256" },
        { OUTBOUND_BUTTONS, &m[OUTBOUND_BUTTONS].choices[1].title, 20,
          "outbound choice title: want 1 to 20" },
        { OUTBOUND_LIST, &m[OUTBOUND_LIST].body, 1024, "outbound body: want 1 to 1024" },
        { OUTBOUND_LIST, &m[OUTBOUND_LIST].footer, 60, "outbound footer: want 0 to 60" },
        { OUTBOUND_LIST, &m[OUTBOUND_LIST].list_button, 20, "outbound list_button: want 1 to 20" },
        { OUTBOUND_LIST, &m[OUTBOUND_LIST].choices[0].id, 200,
          "outbound choice id: want 1 to 200" },
        { OUTBOUND_LIST, &m[OUTBOUND_LIST].choices[0].title, 24,
          "outbound choice title: want 1 to 24" },
        { OUTBOUND_LIST, &m[OUTBOUND_LIST].choices[0].description, 72,
          "outbound choice description: want 0 to 72" },
        { OUTBOUND_LOCATION_REQUEST, &m[OUTBOUND_LOCATION_REQUEST].body, 1024,
          "outbound body: want 1 to 1024" },
        { OUTBOUND_CONTACT_REQUEST, &m[OUTBOUND_CONTACT_REQUEST].body, 1024,
          "outbound body: want 1 to 1024" },
        { OUTBOUND_TEMPLATE, &m[OUTBOUND_TEMPLATE].template_name, 512,
          "outbound template_name: want 1 to 512" },
        { OUTBOUND_TEMPLATE, &m[OUTBOUND_TEMPLATE].params[1], 1024,
          "outbound param: want 1 to 1024" },
        { OUTBOUND_IMAGE, &m[OUTBOUND_IMAGE].body, 1024, "outbound body: want 0 to 1024" },
        { OUTBOUND_IMAGE, &m[OUTBOUND_IMAGE].file, 64, "outbound file: want 64 to 64" },
        { OUTBOUND_DOCUMENT, &m[OUTBOUND_DOCUMENT].body, 1024, "outbound body: want 0 to 1024" },
        { OUTBOUND_DOCUMENT, &m[OUTBOUND_DOCUMENT].file_name, 240,
          "outbound file_name: want 1 to 240" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str kept = *rows[i].field;
        struct err e = { 0 };
        *rows[i].field = letters(rows[i].max);
        if (!outbound_check(&m[rows[i].type], &e)) fail_msg("row %zu: %s", i, e.text);
        *rows[i].field = letters(rows[i].max + 1);
        if (outbound_check(&m[rows[i].type], &e)) fail_msg("row %zu: %s", i, rows[i].error);
        assert_int_equal(e.code, ERR_INPUT);
        if (strncmp(e.text, rows[i].error, strlen(rows[i].error)) != 0)
            fail_msg("row %zu: %s, not %s", i, e.text, rows[i].error);
        *rows[i].field = kept;
    }
}

/* Meta counts characters, not bytes. */
static void test_check_counts_code_points(void **state)
{
    (void)state;
    struct outbound m = buttons_message();
    m.choices[0].title = STR("\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9"
                             "\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9");
    assert_int_equal(m.choices[0].title.len, 40);
    assert_true(outbound_check(&m, NULL));
}

static void check_refused(const char *why, const struct outbound *m)
{
    struct err e = { 0 };
    if (outbound_check(m, &e)) fail_msg("accepted: %s", why);
    assert_int_equal(e.code, ERR_INPUT);
    assert_int_not_equal(e.text[0], '\0');
}

static void test_check_refuses_texts(void **state)
{
    (void)state;
    struct outbound m = text_message();
    m.body = STR_EMPTY;
    check_refused("an empty text", &m);
    m.body = STR(" \n\t ");
    check_refused("a text of blanks alone", &m);
    m = buttons_message();
    m.choices[0].title = STR("  ");
    check_refused("a button of blanks alone", &m);
    m = text_message();
    m.body = STR("a\xFF");
    check_refused("a text that is not UTF-8", &m);
    m.body = STR("a\0b");
    check_refused("a text with a NUL", &m);
    m = text_message();
    m.footer = STR("x");
    check_refused("a footer that a text would lose", &m);
    m = reaction_message();
    m.reply_to = STR_EMPTY;
    check_refused("a reaction to nothing", &m);
    m = reaction_message();
    m.body = STR("x");
    check_refused("a reaction with words", &m);
    m = (struct outbound){ .type = OUTBOUND_TEXT };
    check_refused("a zeroed message", &m);
    m = text_message();
    m.type = OUTBOUND_TYPE_COUNT;
    check_refused("no type", &m);
}

static void test_check_refuses_choices(void **state)
{
    (void)state;
    struct outbound m = buttons_message();
    m.choice_count = 0;
    check_refused("no buttons", &m);
    m = buttons_message();
    m.choices[2] = (struct outbound_choice){ .id = STR("x"), .title = STR("x") };
    m.choices[3] = (struct outbound_choice){ .id = STR("y"), .title = STR("y") };
    m.choice_count = 3;
    assert_true(outbound_check(&m, NULL));
    m.choice_count = 4;
    check_refused("four buttons", &m);
    m = buttons_message();
    m.choices[1].id = m.choices[0].id;
    check_refused("two buttons with one id", &m);
    m = buttons_message();
    m.choices[1].title = m.choices[0].title;
    check_refused("two buttons with one title", &m);
    m = buttons_message();
    m.choices[0].description = STR("x");
    check_refused("a button with a description", &m);
    m = buttons_message();
    m.choices[0].id = STR(" s:1");
    check_refused("an id that begins with a blank", &m);
    m = list_message();
    m.choices[1].id = m.choices[0].id;
    check_refused("two rows with one id", &m);
    m = list_message();
    m.list_button = STR_EMPTY;
    check_refused("a list without its button", &m);
    m = list_message();
    m.choice_count = OUTBOUND_ROWS_MAX + 1;
    check_refused("eleven rows", &m);
    m = text_message();
    m.choice_count = 1;
    check_refused("a text with a choice", &m);
}

static void test_check_refuses_templates(void **state)
{
    static const char *const params[] = { "", "a\nb", "a\rb", "a\tb", "a     b" };
    static const char *const names[] = { "", "Status", "status-laporan", "status laporan" };
    (void)state;
    struct outbound m = template_message();
    for (size_t i = 0; i < sizeof params / sizeof *params; i++) {
        m.params[1] = str_of(params[i]);
        check_refused("a parameter that Meta refuses", &m);
    }
    m.params[1] = STR("a    b");
    assert_true(outbound_check(&m, NULL));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        m.template_name = str_of(names[i]);
        check_refused("a name that Meta refuses", &m);
    }
    m = template_message();
    m.template_language = STR_EMPTY;
    check_refused("no language", &m);
    m = template_message();
    m.param_count = OUTBOUND_PARAMS_MAX + 1;
    check_refused("eleven parameters", &m);
    m = text_message();
    m.params[0] = STR("x");
    m.param_count = 1;
    check_refused("a text with a parameter", &m);
}

static void check_same(struct str a, struct str b)
{
    if (!a.at) a = STR_EMPTY;
    assert_non_null(b.at);
    assert_true(str_equal(a, b));
}

static void check_equal(const struct outbound *a, const struct outbound *b)
{
    assert_int_equal(a->type, b->type);
    check_same(a->body, b->body);
    check_same(a->footer, b->footer);
    check_same(a->reply_to, b->reply_to);
    check_same(a->emoji, b->emoji);
    check_same(a->list_button, b->list_button);
    check_same(a->template_name, b->template_name);
    check_same(a->template_language, b->template_language);
    assert_int_equal(a->choice_count, b->choice_count);
    for (size_t i = 0; i < a->choice_count; i++) {
        check_same(a->choices[i].id, b->choices[i].id);
        check_same(a->choices[i].title, b->choices[i].title);
        check_same(a->choices[i].description, b->choices[i].description);
    }
    assert_int_equal(a->attachment, b->attachment);
    check_same(a->file, b->file);
    check_same(a->file_type, b->file_type);
    check_same(a->file_name, b->file_name);
    assert_int_equal(a->param_count, b->param_count);
    for (size_t i = 0; i < a->param_count; i++)
        check_same(a->params[i], b->params[i]);
}

static void check_round_trip(const struct outbound *m)
{
    struct buf json;
    struct arena arena = { 0 };
    struct outbound back;
    struct err e = { 0 };
    buf_init(&json, 1 << 20);
    outbound_encode(m, &json);
    assert_true(buf_ok(&json));
    if (!outbound_decode(buf_view(&json), &arena, &back, &e)) fail_msg("%s", e.text);
    check_equal(m, &back);
    /* The copy must not lean on the JSON. */
    memset(json.at, 'x', json.len);
    check_equal(m, &back);
    buf_finish(&json);
    arena_clear(&arena);
}

static void test_round_trip(void **state)
{
    (void)state;
    for (size_t i = 0; i < OUTBOUND_TYPE_COUNT; i++) {
        struct outbound m = makers[i]();
        check_round_trip(&m);
    }
    struct outbound odd = text_message();
    odd.body = STR("\"kutip\" \\ baris\nbaru \t \x01 \U0001F64F </script> \u2028");
    check_round_trip(&odd);
    struct outbound full = list_message();
    for (size_t i = 0; i < OUTBOUND_ROWS_MAX; i++)
        full.choices[i] = (struct outbound_choice){ letters(i + 1), letters(24), letters(72) };
    full.choice_count = OUTBOUND_ROWS_MAX;
    check_round_trip(&full);
    struct outbound many = template_message();
    for (size_t i = 0; i < OUTBOUND_PARAMS_MAX; i++)
        many.params[i] = letters(i);
    many.param_count = OUTBOUND_PARAMS_MAX;
    check_round_trip(&many);
}

/* Rows of the outbox are read by people and by later versions: this is their format. */
static void test_encode_is_stable(void **state)
{
    static const char *const want[OUTBOUND_TYPE_COUNT] = {
        "{\"type\":\"text\",\"body\":\"Halo\"}",
        ("{\"type\":\"buttons\",\"body\":\"Sudah selesai?\",\"footer\":\"Lapor Kanda\","
         "\"reply_to\":\"wamid.1\",\"choices\":[{\"id\":\"s:1\",\"title\":\"Sudah\"},"
         "{\"id\":\"b:1\",\"title\":\"Belum\"}]}"),
        ("{\"type\":\"list\",\"body\":\"Pilih\",\"list_button\":\"Unit\",\"choices\":["
         "{\"id\":\"u:1\",\"title\":\"Jalan\",\"description\":\"Lubang, longsor\"},"
         "{\"id\":\"u:2\",\"title\":\"Jalan\"}]}"),
        "{\"type\":\"reaction\",\"reply_to\":\"wamid.1\",\"emoji\":\"\U0001F44D\"}",
        "{\"type\":\"location_request\",\"body\":\"Di mana?\"}",
        "{\"type\":\"contact_request\",\"body\":\"Nomornya?\"}",
        ("{\"type\":\"template\",\"template_name\":\"status_laporan_2\","
         "\"template_language\":\"id\",\"params\":[\"LK26-00042-7\",\"Selesai\"]}"),
        "{\"type\":\"image\",\"body\":\"Sudah ditambal.\",\"file\":\"" HASH
        "\",\"file_type\":\"image/jpeg\",\"attachment\":12}",
        "{\"type\":\"document\",\"body\":\"Suratnya kami lampirkan.\",\"file\":\"" HASH
        "\",\"file_type\":\"application/"
        "pdf\",\"file_name\":\"LK26-00042-7-13.pdf\",\"attachment\":13}",
    };
    (void)state;
    for (size_t i = 0; i < OUTBOUND_TYPE_COUNT; i++) {
        struct buf json;
        struct outbound m = makers[i]();
        buf_init(&json, 4096);
        outbound_encode(&m, &json);
        assert_string_equal(json.at, want[i]);
        buf_finish(&json);
    }
}

static void test_encode_without_room(void **state)
{
    (void)state;
    char memory[16];
    struct buf json;
    struct outbound m = buttons_message();
    buf_fixed(&json, memory, sizeof memory);
    outbound_encode(&m, &json);
    assert_false(buf_ok(&json));
}

static void test_decode_refuses(void **state)
{
    static const char *const wrong[] = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{}",
        "{\"type\":\"text\"",
        "{\"type\":\"fax\",\"body\":\"x\"}",
        "{\"type\":1,\"body\":\"x\"}",
        "{\"type\":\"text\",\"body\":1}",
        "{\"type\":\"text\",\"body\":null}",
        "{\"type\":\"text\",\"body\":{\"text\":\"x\"}}",
        "{\"type\":\"buttons\",\"choices\":{}}",
        "{\"type\":\"buttons\",\"choices\":\"x\"}",
        "{\"type\":\"buttons\",\"choices\":[\"x\"]}",
        "{\"type\":\"buttons\",\"choices\":[{\"id\":1}]}",
        "{\"type\":\"list\",\"choices\":[{},{},{},{},{},{},{},{},{},{},{}]}",
        "{\"type\":\"image\",\"attachment\":\"dua\"}",
        "{\"type\":\"image\",\"file\":12}",
        "{\"type\":\"template\",\"params\":[1]}",
        "{\"type\":\"template\",\"params\":\"x\"}",
        ("{\"type\":\"template\",\"params\":[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\","
         "\"\"]"
         "}"),
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena arena = { 0 };
        struct outbound m = { .type = OUTBOUND_LIST, .choice_count = 7 };
        struct err e = { 0 };
        if (outbound_decode(str_of(wrong[i]), &arena, &m, &e)) fail_msg("accepted: %s", wrong[i]);
        assert_int_equal(e.code, ERR_INPUT);
        assert_int_equal(m.type, OUTBOUND_LIST);
        assert_int_equal(m.choice_count, 7);
        arena_clear(&arena);
    }
}

static void test_decode_without_memory(void **state)
{
    (void)state;
    struct arena arena;
    struct outbound m = { .type = OUTBOUND_LIST };
    struct err e = { 0 };
    arena_init(&arena, 16);
    assert_false(outbound_decode(STR("{\"type\":\"text\",\"body\":\"0123456789012345678901234\"}"),
                                 &arena, &m, &e));
    assert_int_equal(e.code, ERR_MEMORY);
    assert_int_equal(m.type, OUTBOUND_LIST);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_check_accepts),
        cmocka_unit_test(test_check_longest),
        cmocka_unit_test(test_check_counts_code_points),
        cmocka_unit_test(test_check_refuses_texts),
        cmocka_unit_test(test_check_refuses_choices),
        cmocka_unit_test(test_check_refuses_templates),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_encode_is_stable),
        cmocka_unit_test(test_encode_without_room),
        cmocka_unit_test(test_decode_refuses),
        cmocka_unit_test(test_decode_without_memory),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
