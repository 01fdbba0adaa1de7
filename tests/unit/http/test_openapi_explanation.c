/* test_openapi_explanation.c - the document describes every key of a ticket's explanation, and none
 * that is not written; what the example shows is of the same kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/crypto.h"
#include "base/json.h"
#include "cli/app.h"
#include "gen/openapi.h"
#include "nlu/train.h"

#define KEYS_MAX 32
#define KEY_SIZE 32
#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

struct keys {
    char name[KEYS_MAX][KEY_SIZE];
    size_t count;
};

static bool keys_have(const struct keys *k, const char *name)
{
    for (size_t i = 0; i < k->count; i++)
        if (strcmp(k->name[i], name) == 0) return true;
    return false;
}

static void keys_add(struct keys *k, const char *name)
{
    if (keys_have(k, name)) return;
    assert_true(k->count < KEYS_MAX && str_copy(k->name[k->count], KEY_SIZE, str_of(name)));
    k->count++;
}

static bool is_of_type(const struct json *value, struct str type)
{
    int64_t number;
    if (str_equal(type, STR("array"))) return json_is_array(value);
    if (str_equal(type, STR("string"))) return json_text(value).len > 0;
    bool integer = json_i64(value, &number);
    if (str_equal(type, STR("integer"))) return integer;
    return !integer && !json_is_array(value) && json_text(value).len == 0;
}

/* Every key is described, with the type that it has. */
static void check(const struct json *described, const struct json *why, struct keys *seen)
{
    for (const struct json *member = json_first(why); member; member = json_next(member)) {
        const char *name = json_key(member);
        const struct json *of = json_get(described, name);
        if (!of) fail_msg("the document does not describe '%s'", name);
        if (!is_of_type(member, json_text(json_get(of, "type")))) fail_msg("type of '%s'", name);
        if (json_text(json_get(of, "description")).len == 0)
            fail_msg("nothing is said of '%s'", name);
        keys_add(seen, name);
    }
}

/* Of whom a model is in these tests: anybody of whom there are two texts. */
static struct nlu_model *model_make(struct buf *bytes)
{
    static const struct labelled_text texts[] = {
        { TEXT("PUPR"), TEXT("jalan rusak berlubang") },
        { TEXT("PUPR"), TEXT("aspal bolong semua") },
        { TEXT("DISHUB"), TEXT("lampu mati gelap sekali") },
        { TEXT("DISHUB"), TEXT("lampu jalan padam sejak kemarin") },
    };
    struct err e = { .code = ERR_NONE };
    buf_init(bytes, 64u << 20);
    if (!crypto_init(&e) || !nlu_train(texts, sizeof texts / sizeof *texts, bytes, &e))
        fail_msg("%s", e.text);
    return nlu_model_create(buf_view(bytes), &e);
}

static void test_every_key(void **state)
{
    static const char *const texts[] = {
        "lampu jalan mati di desa sebaung",
        "jalan rusak di desa karanganyar",
        "a.n. bapak saya, ada orang tenggelam di sungai leces, tolong",
        "mau tanya syarat bikin ktp dan kk",
        "kades minta uang 50 ribu",
    };
    struct err e = { .code = ERR_NONE };
    struct json *document = NULL, *why = NULL;
    struct buf bytes;
    struct keys written = { .count = 0 }, shown = { .count = 0 };
    struct str file = { (const char *)openapi_files[0].data, openapi_files[0].len };
    (void)state;
    assert_true(json_parse(file, &document, &e));
    const struct json *schemas = json_path(document, "components", "schemas", NULL);
    const struct json *described = json_path(schemas, "Explanation", "properties", NULL);
    struct desk *desk = desk_load("", &e);
    assert_non_null(desk);
    struct nlu_model *model = model_make(&bytes);
    assert_non_null(model);
    for (size_t i = 0; i < 2 * (sizeof texts / sizeof *texts); i++) {
        struct arena arena = { 0 };
        struct understood u;
        struct nlu *nlu = nlu_create(desk, "LK", i % 2 ? model : NULL, &e);
        assert_non_null(nlu);
        assert_true(
            nlu_understand(nlu, str_of(texts[i / 2]), (struct telling){ 0 }, &arena, &u, &e));
        assert_true(json_parse(u.explanation, &why, &e));
        check(described, why, &written);
        json_free(why);
        arena_clear(&arena);
        nlu_destroy(nlu);
    }
    for (const struct json *key = json_first(described); key; key = json_next(key))
        if (!keys_have(&written, json_key(key))) fail_msg("'%s' is never written", json_key(key));
    check(described, json_path(schemas, "Ticket", "example", "explanation", NULL), &shown);
    assert_true(shown.count > 0);
    nlu_model_destroy(model);
    buf_finish(&bytes);
    desk_destroy(desk);
    json_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_key) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
