/* test_definition.c - which templates Meta would not even take for review, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/check.h"
#include <stdio.h>
#include <string.h>

#define HEAD           "{\"name\":\"uji\",\"language\":\"id\",\"category\":\"UTILITY\",\"components\":["
#define BODY           "{\"type\":\"BODY\",\"text\":\"Laporan sudah selesai.\"}"
#define TEXT(text)     HEAD "{\"type\":\"BODY\",\"text\":\"" text "\"}]}"
#define BUTTONS(list)  HEAD BODY ",{\"type\":\"BUTTONS\",\"buttons\":[" list "]}]}"
#define QUICK          "{\"type\":\"QUICK_REPLY\",\"text\":\"Ya\"}"
#define URL            "{\"type\":\"URL\",\"text\":\"Buka\",\"url\":\"https://example.invalid/\"}"
#define EXAMPLES(list) ",\"example\":{\"body_text\":[[" list "]]}}]}"
#define WITH_TWO       HEAD "{\"type\":\"BODY\",\"text\":\"Laporan {{2}} dan {{1}} ada.\""
#define X10            "xxxxxxxxxx"
#define X60            X10 X10 X10 X10 X10 X10
#define X300           X60 X60 X60 X60 X60

static void test_definitions(void **state)
{
    static const struct {
        const char *rule, *body, *says; /* says NULL: taken */
    } rows[] = {
        { "a text alone", HEAD BODY "]}", NULL },
        { "two variables with examples", WITH_TWO EXAMPLES("\"LK1\",\"LK2\""), NULL },
        { "an example is missing", WITH_TWO EXAMPLES("\"LK1\""), "2 variables and 1 examples" },
        { "no examples at all", WITH_TWO "}]}", "2 variables and 0 examples" },
        { "one example too many", WITH_TWO EXAMPLES("\"a\",\"b\",\"c\""), "and 3 examples" },
        { "an empty example", WITH_TWO EXAMPLES("\"a\",\"\""), "is empty" },
        { "an example that is no text", WITH_TWO EXAMPLES("\"a\",7"), "no text" },
        { "examples that make the text too long",
          WITH_TWO EXAMPLES("\"" X300 X300 "\",\"" X300 X300 "\""), "longer than 1024" },
        { "a number is left out", TEXT("Laporan {{1}} dan {{3}} ada."), "left out" },
        { "numbers begin at 1", TEXT("Laporan {{0}} ada."), "left out" },
        { "words where numbers are promised", TEXT("Laporan {{nomor}} ada."), "parameter_format" },
        { "words as promised",
          "{\"name\":\"uji\",\"language\":\"en_US\",\"category\":\"UTILITY\",\"parameter_format\":"
          "\"NAMED\",\"components\":[{\"type\":\"BODY\",\"text\":\"Laporan {{nomor}} ada.\","
          "\"example\":{\"body_text_named_params\":[{\"param_name\":\"nomor\",\"example\":\"LK\"}]}"
          "}]}",
          NULL },
        { "a format that is none",
          "{\"name\":\"uji\",\"language\":\"id\",\"category\":\"UTILITY\",\"parameter_format\":"
          "\"BOTH\",\"components\":[" BODY "]}",
          "NAMED or POSITIONAL" },
        { "a variable first", HEAD "{\"type\":\"BODY\",\"text\":\"{{1}} ada.\"" EXAMPLES("\"LK1\""),
          "first or last" },
        { "a name with capitals",
          "{\"name\":\"Uji\",\"language\":\"id\",\"category\":\"UTILITY\",\"components\":[" BODY
          "]}",
          "lower case" },
        { "a language in words",
          "{\"name\":\"uji\",\"language\":\"Indonesian\",\"category\":\"UTILITY\",\"components\":"
          "[" BODY "]}",
          "no code" },
        { "a category that is none",
          "{\"name\":\"uji\",\"language\":\"id\",\"category\":\"SERVICE\",\"components\":[" BODY
          "]}",
          "category" },
        { "a misspelt key",
          "{\"name\":\"uji\",\"languages\":\"id\",\"category\":\"UTILITY\",\"components\":[" BODY
          "]}",
          "Unexpected key" },
        { "no body", HEAD "{\"type\":\"FOOTER\",\"text\":\"Lapor Kanda\"}]}", "body has" },
        { "two bodies", HEAD BODY "," BODY "]}", "one type" },
        { "a body of 1,025", TEXT(X300 X300 X300 X60 X60 "xxxxx"), "at most 1024" },
        { "a footer of 61", HEAD BODY ",{\"type\":\"FOOTER\",\"text\":\"" X60 "x\"}]}",
          "at most 60" },
        { "a footer with a variable", HEAD BODY ",{\"type\":\"FOOTER\",\"text\":\"a {{1}} b\"}]}",
          "no variables" },
        { "a header of 61",
          HEAD BODY ",{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"" X60 "x\"}]}",
          "at most 60" },
        { "a header with two variables",
          HEAD BODY ",{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"a {{1}} b {{2}} c\"}]}",
          "one variable" },
        { "a header with one",
          HEAD BODY ",{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"a {{1}} b\",\"example\":{"
                    "\"header_text\":[\"LK1\"]}}]}",
          NULL },
        { "ten quick replies",
          BUTTONS(QUICK "," QUICK "," QUICK "," QUICK "," QUICK "," QUICK "," QUICK "," QUICK
                        "," QUICK "," QUICK),
          NULL },
        { "eleven",
          BUTTONS(QUICK "," QUICK "," QUICK "," QUICK "," QUICK "," QUICK "," QUICK "," QUICK
                        "," QUICK "," QUICK "," QUICK),
          "more than 10" },
        { "two links", BUTTONS(URL "," URL), NULL },
        { "three links", BUTTONS(URL "," URL "," URL), "More than 2" },
        { "a button of 26", BUTTONS("{\"type\":\"QUICK_REPLY\",\"text\":\"" X10 X10 "xxxxxx\"}"),
          "at most 25" },
        { "a button of no kind", BUTTONS("{\"type\":\"DANCE\",\"text\":\"Ya\"}"), "not known" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sim_template_draft draft;
        struct refusal why = { 0 };
        struct json *tree;
        struct err e;
        if (!json_parse(str_of(rows[i].body), &tree, &e)) fail_msg("%s: %s", rows[i].rule, e.text);
        bool taken = sim_check_definition(tree, &draft, &why);
        if (taken != !rows[i].says || (rows[i].says && !strstr(why.details, rows[i].says)))
            fail_msg("%s: %s", rows[i].rule, taken ? "taken" : why.details);
        json_free(tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_definitions) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
