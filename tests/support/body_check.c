/* body_check.c - builds, checks, stretches, keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/sim/check.h"
#include "body_check.h"
#include "cli/file.h"
#include "domain/outbox.h"
#include "wa/request.h"
#include "wa/template_list.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BODY_SIZE  (1 << 17)
#define STRETCHED  5000
#define SHAPES_MAX 256

static size_t bodies, stretched_bodies;

static const struct sim_account *account(void)
{
    static struct sim_templates templates;
    static const struct sim_account known = { .templates = &templates };
    struct buf csv;
    struct err e = { 0 };
    if (templates.count) return &known;
    buf_init(&csv, BODY_SIZE);
    if (!file_read("config/templates.csv", &csv, &e) || !sim_templates_init(&templates, &e) ||
        !sim_templates_read_csv(&templates, buf_view(&csv), &e))
        fail_msg("templates: %s", e.text);
    buf_finish(&csv);
    return &known;
}

/* A checker of the simulator. */
typedef bool taker(const struct json *tree, struct refusal *why);

static bool takes_message(const struct json *tree, struct refusal *why)
{
    return sim_check(tree, account(), why);
}

static bool takes_definition(const struct json *tree, struct refusal *why)
{
    struct sim_template_draft draft;
    return sim_check_definition(tree, &draft, why);
}

static bool is_taken(taker *takes, struct str body, struct refusal *why)
{
    struct json *tree = NULL;
    struct err e = { 0 };
    if (!json_parse(body, &tree, &e)) fail_msg("no JSON: %s", e.text);
    bool ok = takes(tree, why);
    json_free(tree);
    return ok;
}

static void keep(struct str body, const char *label)
{
    const char *folder = getenv("KANDA_BODIES");
    char path[600];
    struct err e = { 0 };
    if (!folder) return;
    (void)mkdir(folder, 0755); /* may be there */
    (void)snprintf(path, sizeof path, "%s/%05zu-%s.json", folder, bodies, label);
    if (!file_replace(path, body, &e)) fail_msg("%s", e.text);
}

/* The end of the JSON string that begins behind at. */
static size_t string_end(struct str body, size_t at)
{
    while (at < body.len && body.at[at] != '"')
        at += body.at[at] == '\\' ? 2 : 1;
    return at;
}

static void stretch(struct str body, size_t from, size_t to, struct buf *out)
{
    buf_clear(out);
    buf_add(out, str_slice(body, 0, from));
    for (int i = 0; i < STRETCHED; i++)
        buf_add_char(out, '7'); /* also digits of a phone number, too many */
    buf_add(out, str_slice(body, to, body.len));
    assert_true(buf_ok(out));
}

/* A body without its texts: bodies of one shape meet the same checks. */
static bool is_new_shape(struct str body)
{
    static uint64_t known[SHAPES_MAX];
    static size_t count;
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t at = 0; at < body.len; at++) {
        size_t end = body.at[at] == '"' ? string_end(body, at + 1) : at;
        bool text = end > at && (end + 1 >= body.len || body.at[end + 1] != ':');
        for (size_t i = at; i <= end && !text; i++)
            hash = (hash ^ (unsigned char)body.at[i]) * 1099511628211u;
        at = end;
    }
    for (size_t i = 0; i < count; i++)
        if (known[i] == hash) return false;
    assert_true(count < SHAPES_MAX);
    known[count++] = hash;
    return true;
}

static void stretch_each(taker *takes, struct str body, const char *label)
{
    struct buf longer;
    struct refusal why;
    if (!is_new_shape(body)) return;
    buf_init(&longer, BODY_SIZE);
    for (size_t at = 0; at < body.len; at++) {
        if (body.at[at] != '"') continue;
        size_t from = at + 1, to = string_end(body, from);
        at = to;
        if (to + 1 < body.len && body.at[to + 1] == ':') continue; /* a key */
        stretch(body, from, to, &longer);
        if (is_taken(takes, buf_view(&longer), &why))
            fail_msg("%s: no check looks at '%.*s' of %.*s", label,
                     STR_ARG(str_slice(body, from, to)), STR_ARG(body));
        stretched_bodies++;
    }
    buf_finish(&longer);
}

static void check(taker *takes, struct str body, const char *label)
{
    struct refusal why = { 0 };
    bodies++;
    if (!is_taken(takes, body, &why))
        fail_msg("%s: %lld %s: %.*s", label, (long long)why.code, why.details, STR_ARG(body));
    keep(body, label);
    stretch_each(takes, body, label);
}

void body_check(const struct outbound *message, const char *label)
{
    static const struct wa_recipient recipients[] = {
        { { "6281200000001", 13 }, { "", 0 } },
        { { "", 0 }, { "ID.1000000000000000001", 22 } },
    };
    char callback[OUTBOX_CALLBACK_SIZE];
    outbox_callback_format(INT64_MAX, callback);
    for (size_t i = 0; i < sizeof recipients / sizeof *recipients; i++) {
        struct buf body;
        struct err e = { 0 };
        buf_init(&body, BODY_SIZE);
        if (!wa_request_build(message, &recipients[i], str_of(callback), &body, &e))
            fail_msg("%s: %s", label, e.text);
        check(takes_message, buf_view(&body), label);
        buf_finish(&body);
    }
}

void body_check_receipt(struct str wamid, bool typing, const char *label)
{
    struct buf body;
    struct err e = { 0 };
    buf_init(&body, BODY_SIZE);
    if (!wa_receipt_build(wamid, typing, &body, &e)) fail_msg("%s: %s", label, e.text);
    check(takes_message, buf_view(&body), label);
    buf_finish(&body);
}

void body_check_submission(const struct message_template *m, const char *label)
{
    struct buf body;
    struct err e = { 0 };
    buf_init(&body, BODY_SIZE);
    if (!wa_template_build(m, &body, &e)) fail_msg("%s: %s", label, e.text);
    check(takes_definition, buf_view(&body), label);
    buf_finish(&body);
}

void body_check_tell(void)
{
    print_message("%zu bodies; %zu with one text stretched, all refused\n", bodies,
                  stretched_bodies);
}
