/* test_openapi.c - the OpenAPI document and the program say the same: routes, query parameters,
 * callers, roles, error codes and words of the domain, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "cli/file.h"
#include "domain/attachment.h"
#include "domain/outbound.h"
#include "domain/outbox.h"
#include "gen/openapi.h"
#include "http/route.h"
#include "store/event_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#define SET_MAX  192
#define WORD_MAX 96

static const char *const methods[] = { "get", "put", "post", "delete", "patch", "head", "options" };

static int setup(void **state)
{
    struct err e = { 0 };
    struct json *document = NULL;
    if (openapi_count != 1) fail_msg("%zu documents are built in", openapi_count);
    struct str text = { (const char *)openapi_files[0].data, openapi_files[0].len };
    if (!json_parse(text, &document, &e)) fail_msg("not JSON: %s", e.text);
    *state = document;
    return 0;
}

static int teardown(void **state)
{
    json_free(*state);
    return 0;
}

/* --- sets of words --- */

struct set {
    char word[SET_MAX][WORD_MAX];
    size_t count;
};

static bool set_has(const struct set *s, struct str word)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_equal(str_of(s->word[i]), word)) return true;
    return false;
}

static void set_add(struct set *s, struct str word)
{
    if (set_has(s, word)) return;
    if (s->count == SET_MAX || !str_copy(s->word[s->count], WORD_MAX, word))
        fail_msg("no room for '%.*s'", STR_ARG(word));
    s->count++;
}

static void sets_must_equal(const char *what, const struct set *program, const struct set *document)
{
    for (size_t i = 0; i < program->count; i++)
        if (!set_has(document, str_of(program->word[i])))
            fail_msg("%s: the document lacks '%s'", what, program->word[i]);
    for (size_t i = 0; i < document->count; i++)
        if (!set_has(program, str_of(document->word[i])))
            fail_msg("%s: the program does not know '%s'", what, document->word[i]);
}

/* --- walking the document --- */

static bool is_method(const char *key)
{
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (strcmp(key, methods[i]) == 0) return true;
    return false;
}

/* "#/components/schemas/Ticket" -> that node; NULL when there is none. */
static const struct json *resolve(const struct json *document, struct str ref)
{
    struct str piece;
    const struct json *at = document;
    if (!str_starts(ref, STR("#/"))) return NULL;
    struct str rest = str_slice(ref, 2, ref.len);
    while (at && str_cut(&rest, '/', &piece)) {
        char key[WORD_MAX];
        if (!str_copy(key, sizeof key, piece)) return NULL;
        at = json_get(at, key);
    }
    return at;
}

/* The node itself, or the one that its $ref names. */
static const struct json *deref(const struct json *document, const struct json *node)
{
    const struct json *ref = json_get(node, "$ref");
    return ref ? resolve(document, json_text(ref)) : node;
}

typedef void visit(const struct json *document, const char *path, const char *method,
                   const struct json *operation, void *ctx);

static size_t each_operation(const struct json *document, visit *run, void *ctx)
{
    size_t count = 0;
    for (const struct json *path = json_first(json_get(document, "paths")); path;
         path = json_next(path))
        for (const struct json *op = json_first(path); op; op = json_next(op)) {
            if (!is_method(json_key(op))) continue;
            run(document, json_key(path), json_key(op), op, ctx);
            count++;
        }
    return count;
}

static const struct route *route_of(const char *path, const char *method)
{
    size_t count;
    const struct route *routes = http_routes(&count);
    for (size_t i = 0; i < count; i++) {
        const char *a = routes[i].method, *b = method;
        while (*a && tolower((unsigned char)*a) == *b)
            a++, b++;
        if (*a == '\0' && *b == '\0' && strcmp(routes[i].path, path) == 0) return &routes[i];
    }
    return NULL;
}

static const struct json *operation_of(const struct json *document, const struct route *route)
{
    char method[16];
    size_t n = 0;
    for (; route->method[n] && n < sizeof method - 1; n++)
        method[n] = (char)tolower((unsigned char)route->method[n]);
    method[n] = '\0';
    return json_path(document, "paths", route->path, method, NULL);
}

static void names_in(const struct json *document, const struct json *operation, const char *in,
                     struct set *out)
{
    for (const struct json *p = json_first(json_get(operation, "parameters")); p;
         p = json_next(p)) {
        const struct json *parameter = deref(document, p);
        if (str_equal(json_get_text(parameter, "in"), str_of(in)))
            set_add(out, json_get_text(parameter, "name"));
    }
}

static void texts_of(const struct json *array, struct set *out)
{
    for (const struct json *item = json_first(array); item; item = json_next(item))
        set_add(out, json_text(item));
}

/* --- tests --- */

static void is_in_the_program(const struct json *document, const char *path, const char *method,
                              const struct json *operation, void *ctx)
{
    (void)document;
    (void)operation;
    (void)ctx;
    if (!route_of(path, method)) fail_msg("the program has no %s %s", method, path);
}

static void test_same_routes_both_ways(void **state)
{
    size_t count;
    const struct route *routes = http_routes(&count);
    size_t pages = 0;
    for (size_t i = 0; i < count; pages += routes[i++].page)
        if (!routes[i].page && !operation_of(*state, &routes[i]))
            fail_msg("the document lacks %s %s", routes[i].method, routes[i].path);
    /* also when a route stands in the table twice, the counts differ */
    assert_int_equal(each_operation(*state, is_in_the_program, NULL), count - pages);
}

static void has_same_parameters(const struct json *document, const char *path, const char *method,
                                const struct json *operation, void *ctx)
{
    const struct route *route = route_of(path, method);
    struct set program = { 0 }, described = { 0 }, in_path = { 0 }, described_path = { 0 };
    (void)ctx;
    names_in(document, operation, "query", &described);
    names_in(document, operation, "path", &described_path);
    if (route->query) { /* NULL: whoever calls (Meta, a probe) may add what it likes */
        struct str rest = str_of(route->query), word;
        while ((word = str_word(&rest)).len)
            set_add(&program, word);
        sets_must_equal(path, &program, &described);
    }
    for (struct str rest = str_of(path), piece; str_cut(&rest, '/', &piece);)
        if (str_starts(piece, STR("{"))) set_add(&in_path, str_slice(piece, 1, piece.len - 1));
    sets_must_equal(path, &in_path, &described_path);
}

static void test_same_parameters(void **state)
{
    (void)each_operation(*state, has_same_parameters, NULL);
}

static void callers_agree(const char *path, const struct json *operation, const char *caller,
                          size_t securities)
{
    if (!str_equal(json_get_text(operation, "x-kanda-caller"), str_of(caller)))
        fail_msg("%s: x-kanda-caller must be %s", path, caller);
    if (!json_is_array(json_get(operation, "security")) ||
        json_count(json_get(operation, "security")) != securities)
        fail_msg("%s: security does not fit a route for %s", path, caller);
}

static void has_same_callers(const struct json *document, const char *path, const char *method,
                             const struct json *operation, void *ctx)
{
    const struct route *route = route_of(path, method);
    const struct json *security = json_first(json_get(operation, "security"));
    unsigned allowed = route->roles;
    struct set program = { 0 }, described = { 0 };
    (void)document;
    (void)ctx;
    switch (route->caller) {
    case CALLER_ANYONE: callers_agree(path, operation, "anyone", 0); break;
    case CALLER_META: callers_agree(path, operation, "meta", 0); break;
    case CALLER_OPERATOR: /* by address ({}), an admin's token, an admin's session */
        callers_agree(path, operation, "operator", 3);
        assert_int_equal(json_count(security), 0);
        assert_non_null(json_get(json_next(security), "bearer"));
        allowed = ROLE_BIT(ROLE_ADMIN);
        break;
    case CALLER_STAFF:
        callers_agree(path, operation, "staff", 2);
        assert_non_null(json_get(security, "bearer"));
        assert_non_null(json_get(json_next(security), "session"));
        if (allowed == 0) fail_msg("%s: nobody may call it", path);
        break;
    }
    for (int i = ROLE_NONE + 1; i < ROLE_END; i++)
        if (allowed & ROLE_BIT(i)) set_add(&program, str_of(role_name((enum role)i)));
    if (!json_is_array(json_get(operation, "x-kanda-roles"))) fail_msg("%s: x-kanda-roles", path);
    texts_of(json_get(operation, "x-kanda-roles"), &described);
    sets_must_equal(path, &program, &described);
}

static void test_same_callers_and_roles(void **state)
{
    (void)each_operation(*state, has_same_callers, NULL);
    assert_true(str_equal(
        json_text(json_path(*state, "components", "securitySchemes", "bearer", "scheme", NULL)),
        STR("bearer")));
    assert_true(str_equal(
        json_text(json_path(*state, "components", "securitySchemes", "session", "name", NULL)),
        STR("kanda_session")));
}

static void must_answer(const char *path, const struct json *operation, const char *status,
                        bool needed)
{
    if (needed && !json_path(operation, "responses", status, NULL))
        fail_msg("%s: lacks %s", path, status);
}

static void is_described_whole(const struct json *document, const char *path, const char *method,
                               const struct json *operation, void *ctx)
{
    struct set *ids = ctx;
    struct str id = json_get_text(operation, "operationId");
    const struct route *route = route_of(path, method);
    bool proven = route->caller == CALLER_STAFF || route->caller == CALLER_OPERATOR;
    (void)document;
    if (json_get_text(operation, "summary").len == 0) fail_msg("%s: no summary", path);
    if (id.len == 0 || set_has(ids, id)) fail_msg("%s: operationId missing or taken", path);
    set_add(ids, id);
    if (!json_path(operation, "responses", "201", NULL) &&
        !json_path(operation, "responses", "204", NULL))
        must_answer(path, operation, "200", true);
    must_answer(path, operation, "400", route->query != NULL);
    must_answer(path, operation, "401", proven);
    must_answer(path, operation, "403", proven);
    must_answer(path, operation, "404", strchr(path, '{') != NULL);
    must_answer(path, operation, "422", route->query && strstr(route->query, "limit"));
    must_answer(path, operation, "500", proven);
    must_answer(path, operation, "503", true);
    if ((route->max_body > 0) != (json_get(operation, "requestBody") != NULL))
        fail_msg("%s: requestBody exactly where a body is taken", path);
}

static void test_every_operation_is_described(void **state)
{
    struct set ids = { 0 };
    (void)each_operation(*state, is_described_whole, &ids);
    assert_true(str_equal(json_get_text(*state, "openapi"), STR("3.1.0")));
    assert_true(
        str_equal(json_text(json_path(*state, "info", "license", "name", NULL)), STR("MIT")));
}

/* Every $ref below node leads somewhere; every component that is used is noted. */
static size_t refs_check(const struct json *document, const struct json *node, struct set *used)
{
    size_t count = 0;
    for (const struct json *item = json_first(node); item; item = json_next(item)) {
        if (strcmp(json_key(item), "$ref") == 0) {
            if (!resolve(document, json_text(item)))
                fail_msg("$ref '%.*s' leads nowhere", STR_ARG(json_text(item)));
            set_add(used, json_text(item));
            count++;
        }
        count += refs_check(document, item, used);
    }
    return count;
}

static void test_references_lead_somewhere(void **state)
{
    static const char *const groups[] = { "parameters", "responses", "schemas" };
    struct set used = { 0 };
    assert_true(refs_check(*state, *state, &used) > 50);
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
        for (const struct json *part = json_first(json_path(*state, "components", groups[g], NULL));
             part; part = json_next(part)) {
            char ref[WORD_MAX];
            (void)snprintf(ref, sizeof ref, "#/components/%s/%s", groups[g], json_key(part));
            if (!set_has(&used, str_of(ref))) fail_msg("nobody uses %s", ref);
        }
}

/* The first text behind every `answer_problem(` of the room, or refusal of the service, is its
 * code. */
static void codes_of_source(const char *path, struct str call, struct set *out)
{
    struct err e = { 0 };
    struct buf text;
    buf_init(&text, 1 << 20);
    if (!file_read(path, &text, &e)) fail_msg("%s: %s", path, e.text);
    struct str source = buf_view(&text);
    for (size_t at = 0; (at = str_find(source, call, at)) != SIZE_MAX; at += call.len) {
        size_t open = str_find(source, STR("\""), at), end = str_find(source, STR(";"), at);
        if (open == SIZE_MAX || open > end) continue; /* its definition */
        size_t close = str_find(source, STR("\""), open + 1);
        set_add(out, str_slice(source, open + 1, close));
    }
    buf_finish(&text);
}

static void test_same_error_codes(void **state)
{
    glob_t files;
    struct set program = { 0 }, problem = { 0 }, explained = { 0 };
    /* What is not tied to one operation is told in the document's introduction. */
    static const char *const general[] = { "method_not_allowed", "conflict" };
    assert_int_equal(glob("src/http/*.c", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        codes_of_source(files.gl_pathv[i], STR("answer_problem("), &program);
    globfree(&files);
    assert_int_equal(glob("src/service/casework*.c", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        codes_of_source(files.gl_pathv[i], STR("casework_refuse("), &program);
    globfree(&files);
    assert_true(program.count > 10);
    texts_of(
        json_path(*state, "components", "schemas", "Problem", "properties", "code", "enum", NULL),
        &problem);
    sets_must_equal("Problem.code", &program, &problem);
    for (const struct json *r = json_first(json_path(*state, "components", "responses", NULL)); r;
         r = json_next(r)) {
        if (!json_path(r, "content", "application/problem+json", NULL)) continue; /* of Open311 */
        if (json_count(json_get(r, "x-kanda-codes")) == 0) fail_msg("%s: no codes", json_key(r));
        texts_of(json_get(r, "x-kanda-codes"), &explained);
        struct str example =
            json_text(json_path(r, "content", "application/problem+json", "example", "code", NULL));
        struct set own = { 0 };
        texts_of(json_get(r, "x-kanda-codes"), &own);
        if (example.len && !set_has(&own, example)) fail_msg("%s: example", json_key(r));
    }
    for (size_t i = 0; i < sizeof general / sizeof general[0]; i++)
        set_add(&explained, str_of(general[i]));
    sets_must_equal("x-kanda-codes", &problem, &explained);
}

/* --- words and limits of the domain --- */

#define NAMES(function, type, name)                                                                \
    static const char *function(int i)                                                             \
    {                                                                                              \
        return name((type)i);                                                                      \
    }
NAMES(kind_at, enum ticket_kind, ticket_kind_name)
NAMES(role_at, enum role, role_name)
NAMES(status_at, enum ticket_status, ticket_status_name)
NAMES(outcome_at, enum ticket_outcome, ticket_outcome_name)
NAMES(priority_at, enum ticket_priority, ticket_priority_name)
NAMES(channel_at, enum ticket_channel, ticket_channel_name)
NAMES(source_at, enum ticket_source, ticket_source_name)
NAMES(state_at, enum outbox_state, outbox_state_name)
NAMES(type_at, enum outbound_type, outbound_type_name)
NAMES(file_state_at, enum attachment_state, attachment_state_name)
NAMES(file_kind_at, enum message_type, message_type_name)

static void test_same_words(void **state)
{
    static const struct {
        const char *schema, *property; /* property NULL: the schema itself is the enum */
        int first, end;
        const char *(*name)(int);
    } rows[] = {
        { "Kind", NULL, 1, KIND_END, kind_at },
        { "Role", NULL, ROLE_NONE + 1, ROLE_END, role_at },
        { "Status", NULL, 1, STATUS_END, status_at },
        { "Outcome", NULL, 1, OUTCOME_END, outcome_at },
        { "Ticket", "priority", 1, PRIORITY_END, priority_at },
        { "Ticket", "channel", 1, CHANNEL_END, channel_at },
        { "Source", NULL, 1, SOURCE_END, source_at },
        { "OutboxItem", "state", 0, OUTBOX_STATE_COUNT, state_at },
        { "Attachment", "state", 0, ATTACHMENT_STATE_COUNT, file_state_at },
        { "Attachment", "kind", MESSAGE_IMAGE, MESSAGE_STICKER + 1, file_kind_at },
        { "OutboxItem", "type", 0, OUTBOUND_TYPE_COUNT, type_at },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct set program = { 0 }, described = { 0 };
        const struct json *schema =
            json_path(*state, "components", "schemas", rows[i].schema, NULL);
        if (rows[i].property) schema = json_path(schema, "properties", rows[i].property, NULL);
        for (int word = rows[i].first; word < rows[i].end; word++)
            set_add(&program, str_of(rows[i].name(word)));
        texts_of(json_get(schema, "enum"), &described);
        sets_must_equal(rows[i].property ? rows[i].property : rows[i].schema, &program, &described);
    }
}

static void test_same_limits(void **state)
{
    static const struct {
        const char *path;
        int64_t max;
    } rows[] = { { "/api/v1/tickets", TICKET_LIST_MAX },
                 { "/api/v1/tickets/{number}/timeline", EVENT_LIST_MAX },
                 { "/api/v1/tickets/{number}/outbox", OUTBOX_LIST_MAX },
                 { "/api/v1/outbox", OUTBOX_LIST_MAX } };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t min = 0, max = 0;
        const struct json *list =
            json_path(*state, "paths", rows[i].path, "get", "parameters", NULL);
        const struct json *limit = json_first(list);
        while (limit && !str_equal(json_get_text(limit, "name"), STR("limit")))
            limit = json_next(limit);
        if (!json_i64(json_path(limit, "schema", "minimum", NULL), &min) || min != 1 ||
            !json_i64(json_path(limit, "schema", "maximum", NULL), &max) || max != rows[i].max)
            fail_msg("%s: limit is 1 to %lld", rows[i].path, (long long)rows[i].max);
    }
}

/* An example that lacks what its schema requires would teach the wrong thing. */
static void test_examples_fit_their_schemas(void **state)
{
    size_t examples = 0;
    for (const struct json *s = json_first(json_path(*state, "components", "schemas", NULL)); s;
         s = json_next(s)) {
        const struct json *example = json_get(s, "example"),
                          *properties = json_get(s, "properties");
        for (const struct json *name = json_first(json_get(s, "required")); name;
             name = json_next(name)) {
            char key[WORD_MAX];
            assert_true(str_copy(key, sizeof key, json_text(name)));
            if (!json_get(properties, key)) fail_msg("%s requires %s", json_key(s), key);
            if (example && !json_get(example, key))
                fail_msg("%s: example lacks %s", json_key(s), key);
        }
        for (const struct json *member = json_first(example); member; member = json_next(member))
            if (!json_get(properties, json_key(member)))
                fail_msg("%s: example has %s", json_key(s), json_key(member));
        examples += example != NULL;
    }
    assert_true(examples >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_routes_both_ways),
        cmocka_unit_test(test_same_parameters),
        cmocka_unit_test(test_same_callers_and_roles),
        cmocka_unit_test(test_every_operation_is_described),
        cmocka_unit_test(test_references_lead_somewhere),
        cmocka_unit_test(test_same_error_codes),
        cmocka_unit_test(test_same_words),
        cmocka_unit_test(test_same_limits),
        cmocka_unit_test(test_examples_fit_their_schemas),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
