/* test_script.c - scripts, letters, templates and parcels: what is read before anything is sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/letter.h"
#include "../../../src/sim/parcel.h"
#include "../../../src/sim/reading.h"
#include "../../../src/sim/script.h"
#include <string.h>

#define SCRIPT(steps)                                                                              \
    "{\"citizens\":[{\"name\":\"Siti\",\"wa_id\":\"6281200000001\"}],\"steps\":[" steps "]}"

static void test_scripts(void **state)
{
    static const struct {
        const char *rule, *text;
        bool ok;
    } rows[] = {
        { "a sentence", SCRIPT("{\"from\":0,\"text\":\"x\"}"), true },
        { "a location", SCRIPT("{\"from\":0,\"location\":{\"latitude\":-7,\"longitude\":113}}"),
          true },
        { "a photo", SCRIPT("{\"from\":0,\"image\":{\"caption\":\"c\"}}"), true },
        { "a tap by its words", SCRIPT("{\"from\":0,\"tap\":\"Salah\"}"), true },
        { "a pause", SCRIPT("{\"wait_ms\":10}"), true },
        { "an expectation", SCRIPT("{\"expect\":{\"to\":0,\"contains\":[\"LK\"]}}"), true },
        { "any webhook", SCRIPT("{\"raw\":{\"object\":\"x\"}}"), true },
        { "a sticker", SCRIPT("{\"from\":0,\"type\":\"sticker\",\"content\":{\"id\":\"1\"}}"),
          true },
        { "a thumb below the newest reply",
          SCRIPT("{\"from\":0,\"reaction\":{\"message_id\":\"{heard}\",\"emoji\":\"x\"}}"), true },
        { "a webhook that comes three times", SCRIPT("{\"from\":0,\"text\":\"x\",\"times\":3}"),
          true },
        { "a webhook that never comes", SCRIPT("{\"from\":0,\"text\":\"x\",\"times\":0}"), false },
        { "a citizen without a number",
          "{\"citizens\":[{\"bsuid\":\"ID.##\"}],\"steps\":[{\"wait_ms\":1}]}", true },
        { "nothing to do", SCRIPT(""), false },
        { "nobody we know", SCRIPT("{\"from\":1,\"text\":\"x\"}"), false },
        { "a step of no kind", SCRIPT("{}"), false },
        { "two things at once", SCRIPT("{\"from\":0,\"text\":\"x\",\"image\":{}}"), false },
        { "an empty sentence", SCRIPT("{\"from\":0,\"text\":\"\"}"), false },
        { "half a location", SCRIPT("{\"from\":0,\"location\":{\"latitude\":-7}}"), false },
        { "a pause of a day", SCRIPT("{\"wait_ms\":86400000}"), false },
        { "words that are none", SCRIPT("{\"expect\":{\"to\":0,\"contains\":\"LK\"}}"), false },
        { "no citizens", "{\"steps\":[{\"wait_ms\":1}]}", false },
        { "a citizen without ids", "{\"citizens\":[{\"name\":\"A\"}],\"steps\":[{\"wait_ms\":1}]}",
          false },
        { "a number with letters",
          "{\"citizens\":[{\"wa_id\":\"62812abc0001\"}],\"steps\":[{\"wait_ms\":1}]}", false },
        { "not JSON", "{", false },
    };
    struct dice dice;
    (void)state;
    sim_dice_init(&dice, 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sim_script s = { 0 };
        struct err e = { 0 };
        if (sim_script_parse(str_of(rows[i].text), &dice, &s, &e) != rows[i].ok)
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        if (!rows[i].ok) assert_null(s.tree);
        sim_script_finish(&s);
    }
}

static void test_random_numbers(void **state)
{
    static const char text[] =
        "{\"citizens\":[{\"wa_id\":\"62812000#####1\"}],\"steps\":[{\"wait_ms\":1}]}";
    struct dice dice;
    struct sim_script one, other;
    struct err e;
    (void)state;
    sim_dice_init(&dice, 1);
    assert_true(sim_script_parse(STR(text), &dice, &one, &e));
    assert_true(sim_script_parse(STR(text), &dice, &other, &e));
    assert_string_not_equal(one.citizens[0].wa_id, other.citizens[0].wa_id);
    assert_int_equal(strspn(one.citizens[0].wa_id, "0123456789"), 14);
    assert_true(str_starts(str_of(one.citizens[0].user_id), STR("ID.")));
    sim_script_finish(&one);
    sim_script_finish(&other);
}

static void test_letters(void **state)
{
    static const struct sim_photo photo = {
        { "31", 2 }, { "image/png", 9 }, { "aGFzaA==", 8 }, { "http://x", 8 }
    };
    static const struct {
        const char *words, *type, *content;
    } rows[] = {
        { "{\"text\":\"x\"}", "text", "{\"body\":\"x\"}" },
        { "{\"tap\":{\"kind\":\"button\",\"id\":\"a\",\"title\":\"A\"}}", "interactive",
          "{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"a\",\"title\":\"A\"}}" },
        { "{\"tap\":{\"kind\":\"list\",\"id\":\"a\",\"title\":\"A\"}}", "interactive",
          "{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"a\",\"title\":\"A\"}}" },
        { "{\"tap\":{\"kind\":\"template\",\"id\":\"a\",\"title\":\"A\"}}", "button",
          "{\"payload\":\"a\",\"text\":\"A\"}" },
        { "{\"reaction\":{\"message_id\":\"wamid.A\"}}", "reaction",
          "{\"message_id\":\"wamid.A\"}" },
        { "{\"image\":{}}", "image",
          "{\"id\":\"31\",\"mime_type\":\"image/png\",\"sha256\":\"aGFzaA==\",\"url\":\"http://"
          "x\"}" },
        { "{\"type\":\"unsupported\",\"content\":{\"type\":\"poll_creation\"}}", "unsupported",
          "{\"type\":\"poll_creation\"}" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char type[SIM_TYPE_SIZE], text[256];
        struct json *words;
        struct buf content;
        struct err e;
        buf_fixed(&content, text, sizeof text);
        assert_true(json_parse(str_of(rows[i].words), &words, &e));
        assert_true(sim_letter_compose(words, &photo, type, &content, &e));
        assert_string_equal(type, rows[i].type);
        assert_string_equal(text, rows[i].content);
        json_free(words);
    }
}

static void test_templates(void **state)
{
    static const struct {
        const char *rule, *name, *category, *body;
        bool ok;
    } rows[] = {
        { "numbered", "a_1", "UTILITY", "Laporan {{1}} dan {{2}}.", true },
        { "named", "a", "UTILITY", "Laporan {{nomor}} baru.", true },
        { "both", "a", "UTILITY", "Laporan {{nomor}} dan {{1}} baru.", false },
        { "a parameter first", "a", "UTILITY", "{{1}} baru.", false },
        { "a parameter last", "a", "UTILITY", "Laporan {{1}}", false },
        { "side by side", "a", "UTILITY", "Laporan {{1}} {{2}} baru.", false },
        { "capitals", "A", "UTILITY", "Halo.", false },
        { "no such category", "a", "SERVICE", "Halo.", false },
        { "no body", "a", "UTILITY", "", false },
    };
    struct sim_templates t;
    struct err e;
    (void)state;
    assert_true(sim_templates_init(&t, &e));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct sim_template_draft draft = {
            .name = str_of(rows[i].name),
            .language = STR("id"),
            .category = str_of(rows[i].category),
            .body = str_of(rows[i].body),
            .header = STR_EMPTY,
            .footer = STR_EMPTY,
        };
        if (sim_templates_add(&t, &draft, &e) != rows[i].ok)
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
    }
    assert_int_equal(t.count, 3);
    assert_int_equal(sim_templates_find(&t, STR("a_1"), STR("id"))->params.count, 2);
    assert_true(sim_templates_find(&t, STR("a"), STR("id"))->params.named);
    assert_false(sim_templates_set_status(&t, STR("a"), STR("id"), STR("HAPPY")));
    sim_templates_finish(&t);
}

static void test_reading(void **state)
{
    static const struct {
        const char *message, *text, *choices;
    } rows[] = {
        { "{\"text\":{\"body\":\"Halo\"}}", "Halo", "[]" },
        { "{\"type\":\"image\",\"image\":{\"caption\":\"c\"}}", "[foto] c", "[]" },
        { "{\"type\":\"interactive\",\"interactive\":{\"header\":{\"type\":\"text\",\"text\":\"H\"}"
          ","
          "\"body\":{\"text\":\"B\"},\"action\":{\"buttons\":[{\"reply\":{\"id\":\"a\",\"title\":"
          "\"A\"}}]}}}",
          "H\nB\n[A]", "[{\"kind\":\"button\",\"id\":\"a\",\"title\":\"A\"}]" },
        { "{\"type\":\"interactive\",\"interactive\":{\"body\":{\"text\":\"B\"},\"action\":"
          "{\"sections\":[{\"rows\":[{\"id\":\"r\",\"title\":\"R\",\"description\":\"d\"}]}]}}}",
          "B\n[R] d", "[{\"kind\":\"list\",\"id\":\"r\",\"title\":\"R\"}]" },
        { "{\"type\":\"template\",\"template\":{\"name\":\"s\",\"language\":{\"code\":\"id\"},"
          "\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"LK\"}]}"
          "]}}",
          "Nomor LK dibuat.", "[]" },
        { "{\"type\":\"reaction\",\"reaction\":{\"emoji\":\"x\"}}", "x", "[]" },
    };
    const struct sim_template_draft draft = {
        STR("s"), STR("id"), STR("UTILITY"), STR_EMPTY, STR("Nomor {{1}} dibuat."), STR_EMPTY, 0
    };
    struct sim_templates t;
    struct err e;
    (void)state;
    assert_true(sim_templates_init(&t, &e) && sim_templates_add(&t, &draft, &e));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200], choices[200];
        struct buf b, c;
        struct json *message;
        buf_fixed(&b, text, sizeof text);
        buf_fixed(&c, choices, sizeof choices);
        assert_true(json_parse(str_of(rows[i].message), &message, &e));
        sim_reading_text(message, &t, &b);
        sim_reading_choices(message, &c);
        assert_string_equal(text, rows[i].text);
        assert_string_equal(choices, rows[i].choices);
        json_free(message);
    }
    sim_templates_finish(&t);
}

static void test_queue(void **state)
{
    static const int64_t due[] = { 50, 10, 40, 10, 30, 20, 60 };
    struct sim_parcel_queue q = { 0 };
    int64_t last = 0;
    size_t popped = 0;
    (void)state;
    assert_int_equal(sim_queue_next_ms(&q, 0), -1);
    for (size_t i = 0; i < sizeof due / sizeof *due; i++) {
        struct sim_parcel *p = sim_parcel_of_errand(&(struct sim_errand){ .body = STR("x") });
        p->due_ms = due[i];
        assert_true(sim_queue_push(&q, p));
    }
    assert_null(sim_queue_pop(&q, 9));
    assert_int_equal(sim_queue_next_ms(&q, 4), 6);
    for (struct sim_parcel *p; (p = sim_queue_pop(&q, 50)) != NULL; popped++) {
        assert_true(p->due_ms >= last);
        last = p->due_ms;
        sim_parcel_destroy(p);
    }
    assert_int_equal(popped, 6);
    sim_queue_finish(&q);
}

static void test_steps_of_a_plan(void **state)
{
    static const struct {
        const char *rule;
        unsigned steps, twice;
        const char *statuses;
    } rows[] = {
        { "one after the other", 7, 0, "sent delivered read " },
        { "one is dropped", 5, 0, "sent read " },
        { "one comes twice", 7, 2, "sent delivered delivered read " },
        { "a reaction", 1, 0, "sent " },
    };
    const struct sim_line line = { STR("1"), STR("2"), STR("3") };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct sim_plan plan = {
            .about = { .wamid = STR("wamid.A"),
                       .wa_id = STR("6281200000001"),
                       .user_id = STR("ID.1"),
                       .name = STR_EMPTY,
                       .callback = STR("lk:1"),
                       .category = STR("service") },
            .steps = rows[i].steps,
            .twice = rows[i].twice,
        };
        struct sim_parcel *p = sim_parcel_of_plan(&plan);
        char said[100];
        struct buf all;
        buf_fixed(&all, said, sizeof said);
        do {
            assert_true(sim_parcel_pack(p, &line, 1795500000000));
            buf_add(&all, p->about.status);
            buf_add_char(&all, ' ');
            assert_true(str_contains(buf_view(&p->body), p->about.status));
        } while (sim_parcel_advance(p, 0));
        if (strcmp(said, rows[i].statuses) != 0) fail_msg("%s: %s", rows[i].rule, said);
        sim_parcel_destroy(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts),         cmocka_unit_test(test_random_numbers),
        cmocka_unit_test(test_letters),         cmocka_unit_test(test_templates),
        cmocka_unit_test(test_reading),         cmocka_unit_test(test_queue),
        cmocka_unit_test(test_steps_of_a_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
