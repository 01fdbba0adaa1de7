/* test_check.c - what Meta would refuse, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/check.h"
#include "base/crypto.h"
#include <stdio.h>
#include <stdlib.h>

#define ACCEPT 0
#define TO     "\"messaging_product\":\"whatsapp\",\"to\":\"+6281200000001\","

struct row {
    const char *rule, *body;
    int64_t code; /* ACCEPT, or Meta's code */
};

static struct sim_templates templates;
static struct sim_media *media;

static int64_t check(struct str body)
{
    const struct sim_account account = { &templates, media };
    struct refusal why = { -1, "" };
    struct json *tree;
    struct err e;
    if (!json_parse(body, &tree, &e)) fail_msg("the row is no JSON: %s", e.text);
    int64_t code = sim_check(tree, &account, &why) ? ACCEPT : why.code;
    if (code == ACCEPT) assert_int_equal(why.code, -1);
    json_free(tree);
    return code;
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t code = check(str_of(rows[i].body));
        if (code != rows[i].code)
            fail_msg("row %zu: %s: got %lld, want %lld", i, rows[i].rule, (long long)code,
                     (long long)rows[i].code);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void test_frame(void **state)
{
    static const struct row rows[] = {
        { "a text is taken", "{" TO "\"type\":\"text\",\"text\":{\"body\":\"x\"}}", ACCEPT },
        { "no type means text", "{" TO "\"text\":{\"body\":\"x\"}}", ACCEPT },
        { "a quote and a callback",
          "{" TO "\"recipient_type\":\"individual\",\"context\":{\"message_id\":\"wamid.A\"},"
          "\"biz_opaque_callback_data\":\"lk:1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
          ACCEPT },
        { "not an object", "[1]", 100 },
        { "the product is missing", "{\"to\":\"+6281200000001\",\"text\":{\"body\":\"x\"}}", 100 },
        { "nobody to send to", "{\"messaging_product\":\"whatsapp\",\"text\":{\"body\":\"x\"}}",
          131008 },
        { "letters in the number",
          "{\"messaging_product\":\"whatsapp\",\"to\":\"+62abc0000001\",\"text\":{\"body\":\"x\"}}",
          131009 },
        { "a user id instead of a number",
          "{\"messaging_product\":\"whatsapp\",\"recipient\":\"ID.1000000000000000001\","
          "\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
          ACCEPT },
        { "a user id without its country",
          "{\"messaging_product\":\"whatsapp\",\"recipient\":\"1000000000000000001\","
          "\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
          131009 },
        { "a type that does not exist", "{" TO "\"type\":\"poll\",\"poll\":{}}", 131051 },
        { "the object of the type is missing", "{" TO "\"type\":\"text\"}", 131008 },
        { "two objects", "{" TO "\"type\":\"text\",\"text\":{\"body\":\"x\"},\"image\":{}}", 100 },
        { "a misspelt key", "{" TO "\"type\":\"text\",\"text\":{\"bodi\":\"x\"}}", 100 },
        { "an empty text", "{" TO "\"type\":\"text\",\"text\":{\"body\":\"\"}}", 131008 },
        { "a number for a text", "{" TO "\"type\":\"text\",\"text\":{\"body\":7}}", 131009 },
        { "to a group",
          "{" TO "\"recipient_type\":\"group\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
          131009 },
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void test_receipts(void **state)
{
    static const struct row rows[] = {
        { "read",
          "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.A\"}",
          ACCEPT },
        { "read and typing",
          "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.A\","
          "\"typing_indicator\":{\"type\":\"text\"}}",
          ACCEPT },
        { "delivered is not ours to say",
          "{\"messaging_product\":\"whatsapp\",\"status\":\"sent\",\"message_id\":\"wamid.A\"}",
          131009 },
        { "of which message?", "{\"messaging_product\":\"whatsapp\",\"status\":\"read\"}", 131008 },
        { "an id that is none",
          "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"A\"}", 131009 },
    };
    (void)state;
    CHECK_ROWS(rows);
}

#define BUTTONS(list)                                                                              \
    "{" TO "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":"     \
    "\"x\"},\"action\":{\"buttons\":[" list "]}}}"
#define BUTTON(id, title)                                                                          \
    "{\"type\":\"reply\",\"reply\":{\"id\":\"" id "\",\"title\":\"" title "\"}}"
#define LIST(sections)                                                                             \
    "{" TO "\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"x\"}" \
    ",\"action\":{\"button\":\"Pilih\",\"sections\":[" sections "]}}}"
#define ROW(id)  "{\"id\":\"" id "\",\"title\":\"Baris\"}"
#define ROWS5(p) ROW(p "1") "," ROW(p "2") "," ROW(p "3") "," ROW(p "4") "," ROW(p "5")
#define OTHER(type, rest)                                                                          \
    "{" TO "\"type\":\"interactive\",\"interactive\":{\"type\":\"" type                            \
    "\",\"body\":{\"text\":\"x\"}," rest "}}"

static void test_interactive(void **state)
{
    static const struct row rows[] = {
        { "three buttons", BUTTONS(BUTTON("a", "A") "," BUTTON("b", "B") "," BUTTON("c", "C")),
          ACCEPT },
        { "four buttons",
          BUTTONS(BUTTON("a", "A") "," BUTTON("b", "B") "," BUTTON("c", "C") "," BUTTON("d", "D")),
          131009 },
        { "no button", BUTTONS(""), 131009 },
        { "a title of 20", BUTTONS(BUTTON("a", "12345678901234567890")), ACCEPT },
        { "a title of 21", BUTTONS(BUTTON("a", "123456789012345678901")), 100 },
        { "two equal ids", BUTTONS(BUTTON("a", "A") "," BUTTON("a", "B")), 131009 },
        { "two equal titles", BUTTONS(BUTTON("a", "A") "," BUTTON("b", "A")), 131009 },
        { "an id that ends in a space", BUTTONS(BUTTON("a ", "A")), 131009 },
        { "ten rows in two sections",
          LIST("{\"title\":\"S\",\"rows\":[" ROWS5("a") "]},{\"title\":\"T\",\"rows\":[" ROWS5(
              "b") "]}"),
          ACCEPT },
        { "eleven rows",
          LIST("{\"title\":\"S\",\"rows\":[" ROWS5("a") "]},{\"title\":\"T\",\"rows\":[" ROWS5(
              "b") "," ROW("c") "]}"),
          131009 },
        { "one section needs no title", LIST("{\"rows\":[" ROW("a") "]}"), ACCEPT },
        { "two sections do", LIST("{\"rows\":[" ROW("a") "]},{\"rows\":[" ROW("b") "]}"), 131008 },
        { "one id in two sections",
          LIST("{\"title\":\"S\",\"rows\":[" ROW("a") "]},{\"title\":\"T\",\"rows\":[" ROW(
              "a") "]}"),
          131009 },
        { "a row title of 25",
          LIST("{\"rows\":[{\"id\":\"a\",\"title\":\"1234567890123456789012345\"}]}"), 100 },
        { "a link",
          OTHER("cta_url", "\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":"
                           "\"Buka\",\"url\":\"https://contoh.id\"}}"),
          ACCEPT },
        { "a link that is none",
          OTHER("cta_url", "\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":"
                           "\"Buka\",\"url\":\"contoh.id\"}}"),
          131009 },
        { "asking for a location",
          OTHER("location_request_message", "\"action\":{\"name\":\"send_location\"}"), ACCEPT },
        { "asking for a location with a footer",
          OTHER("location_request_message",
                "\"footer\":{\"text\":\"f\"},\"action\":{\"name\":\"send_location\"}"),
          131009 },
        { "asking for the number",
          OTHER("request_contact_info", "\"action\":{\"name\":\"request_contact_info\"}"), ACCEPT },
        { "a list has no picture on top",
          OTHER("list", "\"header\":{\"type\":\"image\",\"image\":{\"link\":\"https://x.id/a\"}},"
                        "\"action\":{\"button\":\"P\",\"sections\":[{\"rows\":[" ROW("a") "]}]}"),
          131009 },
        { "buttons may have one",
          OTHER("button", "\"header\":{\"type\":\"image\",\"image\":{\"link\":\"https://x.id/a\"}}"
                          ",\"action\":{\"buttons\":[" BUTTON("a", "A") "]}"),
          ACCEPT },
        { "a flow",
          OTHER("flow", "\"action\":{\"name\":\"flow\",\"parameters\":{\"flow_message_version\":"
                        "\"3\",\"flow_id\":\"1\",\"flow_cta\":\"Isi\"}}"),
          ACCEPT },
        { "a flow with id and name",
          OTHER("flow", "\"action\":{\"name\":\"flow\",\"parameters\":{\"flow_message_version\":"
                        "\"3\",\"flow_id\":\"1\",\"flow_name\":\"n\",\"flow_cta\":\"Isi\"}}"),
          131009 },
        { "no such kind", OTHER("carousel", "\"action\":{}"), 131009 },
    };
    (void)state;
    CHECK_ROWS(rows);
}

#define ONE(type, object) "{" TO "\"type\":\"" type "\",\"" type "\":" object "}"

static void test_other_types(void **state)
{
    static const struct row rows[] = {
        { "a picture by link", ONE("image", "{\"link\":\"https://x.id/a.jpg\"}"), ACCEPT },
        { "a picture with both", ONE("image", "{\"id\":\"1\",\"link\":\"https://x.id/a\"}"), 100 },
        { "a picture with neither", ONE("image", "{\"caption\":\"c\"}"), 131008 },
        { "a picture nobody uploaded", ONE("image", "{\"id\":\"31\"}"), 131009 },
        { "sound has no caption", ONE("audio", "{\"link\":\"https://x.id/a\",\"caption\":\"c\"}"),
          100 },
        { "a file has a name", ONE("document", "{\"link\":\"https://x.id/a\",\"filename\":\"f\"}"),
          ACCEPT },
        { "a place in numbers", ONE("location", "{\"latitude\":-7.7,\"longitude\":113.5}"),
          ACCEPT },
        { "a place in texts", ONE("location", "{\"latitude\":\"-7.7\",\"longitude\":\"113.5\"}"),
          ACCEPT },
        { "a place beyond the pole", ONE("location", "{\"latitude\":-97.7,\"longitude\":113.5}"),
          131009 },
        { "a card", ONE("contacts", "[{\"name\":{\"formatted_name\":\"D\",\"first_name\":\"D\"}}]"),
          ACCEPT },
        { "a card with one name only", ONE("contacts", "[{\"name\":{\"formatted_name\":\"D\"}}]"),
          131009 },
        { "a reaction", ONE("reaction", "{\"message_id\":\"wamid.A\",\"emoji\":\"x\"}"), ACCEPT },
        { "taking a reaction away", ONE("reaction", "{\"message_id\":\"wamid.A\",\"emoji\":\"\"}"),
          ACCEPT },
        { "a reaction that quotes",
          "{" TO "\"type\":\"reaction\",\"context\":{\"message_id\":\"wamid.A\"},\"reaction\":"
          "{\"message_id\":\"wamid.A\",\"emoji\":\"x\"}}",
          100 },
    };
    (void)state;
    CHECK_ROWS(rows);
}

#define TEMPLATE(name, language, rest)                                                             \
    ONE("template", "{\"name\":\"" name "\",\"language\":{\"code\":\"" language "\"}" rest "}")
#define BODY(params) ",\"components\":[{\"type\":\"body\",\"parameters\":[" params "]}]"
#define PARAM(text)  "{\"type\":\"text\",\"text\":\"" text "\"}"
#define NAMED(name, text)                                                                          \
    "{\"type\":\"text\",\"parameter_name\":\"" name "\",\"text\":\"" text "\"}"

static void test_template(void **state)
{
    static const struct row rows[] = {
        { "two parameters", TEMPLATE("status", "id", BODY(PARAM("LK") "," PARAM("selesai"))),
          ACCEPT },
        { "one too few", TEMPLATE("status", "id", BODY(PARAM("LK"))), 132000 },
        { "none at all", TEMPLATE("status", "id", ""), 132000 },
        { "unknown", TEMPLATE("tidak_ada", "id", ""), 132001 },
        { "another language", TEMPLATE("status", "en", BODY(PARAM("a") "," PARAM("b"))), 132001 },
        { "paused", TEMPLATE("berhenti", "id", ""), 132015 },
        { "a line break", TEMPLATE("status", "id", BODY(PARAM("L\\nK") "," PARAM("b"))), 132018 },
        { "five spaces", TEMPLATE("status", "id", BODY(PARAM("L     K") "," PARAM("b"))), 132018 },
        { "four spaces", TEMPLATE("status", "id", BODY(PARAM("L    K") "," PARAM("b"))), ACCEPT },
        { "an empty one", TEMPLATE("status", "id", BODY(PARAM("") "," PARAM("b"))), 131008 },
        { "money is no text", TEMPLATE("status", "id", BODY("{\"type\":\"currency\"}," PARAM("b"))),
          132012 },
        { "named", TEMPLATE("bernama", "id", BODY(NAMED("nomor", "LK"))), ACCEPT },
        { "a name that is not there", TEMPLATE("bernama", "id", BODY(NAMED("nama", "LK"))),
          132000 },
        { "named without a name", TEMPLATE("bernama", "id", BODY(PARAM("LK"))), 100 },
        { "numbered with a name",
          TEMPLATE("status", "id", BODY(NAMED("nomor", "LK") "," PARAM("b"))), 100 },
        { "a quick reply",
          TEMPLATE("bernama", "id",
                   ",\"components\":[{\"type\":\"body\",\"parameters\":[" NAMED(
                       "nomor", "LK") "]},{\"type\":\"button\",\"sub_type\":\"quick_reply\","
                                      "\"index\":\"0\",\"parameters\":[{\"type\":\"payload\","
                                      "\"payload\":\"fb:1\"}]}]"),
          ACCEPT },
        { "a button it does not have",
          TEMPLATE("bernama", "id",
                   ",\"components\":[{\"type\":\"body\",\"parameters\":[" NAMED(
                       "nomor", "LK") "]},{\"type\":\"button\",\"sub_type\":\"quick_reply\","
                                      "\"index\":\"1\"}]"),
          132018 },
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* A text of `count` two-byte characters inside a body. */
static int64_t check_long(const char *before, size_t count, const char *after)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_add_text(&b, before);
    for (size_t i = 0; i < count; i++)
        buf_add_text(&b, "\xc3\xa9");
    buf_add_text(&b, after);
    assert_true(buf_ok(&b));
    int64_t code = check(buf_view(&b));
    buf_finish(&b);
    return code;
}

static void test_limits_count_characters(void **state)
{
    static const char text[] = "{" TO "\"type\":\"text\",\"text\":{\"body\":\"";
    static const char list[] =
        "{" TO "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\","
        "\"action\":{\"buttons\":[" BUTTON("a", "A") "]},\"body\":{\"text\":\"";
    static const char callback[] =
        "{" TO "\"type\":\"text\",\"text\":{\"body\":\"x\"},\"biz_opaque_callback_data\":\"";
    static const char filled[] =
        "{" TO "\"type\":\"template\",\"template\":{\"name\":\"status\",\"language\":{\"code\":"
        "\"id\"},\"components\":[{\"type\":\"body\",\"parameters\":[" PARAM("LK") ",{\"type\":"
                                                                                  "\"text\","
                                                                                  "\"text\":\"";
    (void)state;
    assert_int_equal(check_long(text, 4096, "\"}}"), ACCEPT);
    assert_int_equal(check_long(text, 4097, "\"}}"), 100);
    assert_int_equal(check_long(list, 1024, "\"}}}"), ACCEPT);
    assert_int_equal(check_long(list, 1025, "\"}}}"), 100);
    assert_int_equal(check_long(callback, 512, "\"}"), ACCEPT);
    assert_int_equal(check_long(callback, 513, "\"}"), 100);
    /* "Laporan " + LK + " kini " + the parameter + "." must stay within 1024. */
    assert_int_equal(check_long(filled, 1024 - 17, "\"}]}]}}"), ACCEPT);
    assert_int_equal(check_long(filled, 1024 - 16, "\"}]}]}}"), 132005);
}

static void test_uploaded_media(void **state)
{
    struct id_source ids = { "0123456789abcdef", 0 };
    char body[300];
    (void)state;
    const struct sim_media_item *item =
        sim_media_add(media, &ids, STR("image/png"), sim_media_sample());
    assert_non_null(item);
    (void)snprintf(body, sizeof body, ONE("image", "{\"id\":\"%s\"}"), item->id);
    assert_int_equal(check(str_of(body)), ACCEPT);
    assert_true(sim_media_remove(media, str_of(item->id)));
    assert_int_equal(check(str_of(body)), 131009);
}

static int set_up(void **state)
{
    static const char csv[] = "name,language,category,body\n"
                              "status,id,UTILITY,Laporan {{1}} kini {{2}}.\n"
                              "berhenti,id,UTILITY,Halo semua.\n";
    const struct sim_template_draft named = {
        STR("bernama"), STR("id"), STR("UTILITY"), STR_EMPTY, STR("Nomor {{nomor}} dibuat."),
        STR_EMPTY,      1,
    };
    struct err e;
    (void)state;
    media = calloc(1, sizeof *media);
    return media && crypto_init(&e) && sim_templates_init(&templates, &e) &&
                   sim_templates_read_csv(&templates, STR(csv), &e) &&
                   sim_templates_add(&templates, &named, &e) &&
                   sim_templates_set_status(&templates, STR("berhenti"), STR("id"), STR("PAUSED"))
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    sim_templates_finish(&templates);
    sim_media_finish(media);
    free(media);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frame),          cmocka_unit_test(test_receipts),
        cmocka_unit_test(test_interactive),    cmocka_unit_test(test_other_types),
        cmocka_unit_test(test_template),       cmocka_unit_test(test_limits_count_characters),
        cmocka_unit_test(test_uploaded_media),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
