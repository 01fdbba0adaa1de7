/* fuzz_graph_result.c - any answer of the Graph API: three digits of HTTP status, a line end,
 * the body. What was accepted has no error, what was refused no id, and 5xx without an error
 * code is never taken for a refusal. */
#include "wa/graph_error.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds) abort();
}

static void touch(struct str s)
{
    volatile unsigned char sum = 0;
    require(s.at != NULL);
    for (size_t i = 0; i < s.len; i++)
        sum = (unsigned char)(sum + (unsigned char)s.at[i]);
}

static void check(const struct graph_result *r, int status)
{
    touch(r->wamid);
    touch(r->message_status);
    touch(r->title);
    touch(r->detail);
    touch(r->trace);
    const struct graph_rule *rule = graph_rule(r->code);
    require(r->http_status == status);
    require((int)r->class >= GRAPH_RETRY && r->class <= GRAPH_STOP_ALL);
    require(strcmp(graph_class_name(r->class), "unknown") != 0);
    switch (r->answer) {
    case GRAPH_ACCEPTED:
        require(status >= 200 && status < 300 && r->code == 0 && r->title.len == 0);
        break;
    case GRAPH_REFUSED:
        require(r->wamid.len == 0);
        if (r->code != 0) require(r->class == (rule ? rule->class : graph_class_by_http(status)));
        break;
    case GRAPH_STRANGER:
        require(status >= 400 && status < 500 && r->code == 0 && r->class == GRAPH_RETRY);
        break;
    case GRAPH_UNSURE:
        require(!(status >= 400 && status < 500));
        require(r->wamid.len == 0 && r->code == 0);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct graph_result r;
    struct err e = { 0 };
    if (size < 4) return 0;
    int status = 0;
    for (size_t i = 0; i < 3; i++)
        status = status * 10 + data[i] % 10;
    char *body = malloc(size - 4 + 1);
    require(body != NULL);
    memcpy(body, data + 4, size - 4);
    bool ok = graph_result_parse(status, (struct str){ body, size - 4 }, &arena, &r, &e);
    free(body);
    require(ok);
    check(&r, status);
    arena_clear(&arena);
    return 0;
}
