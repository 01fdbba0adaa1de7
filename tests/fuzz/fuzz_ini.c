/* fuzz_ini.c - what the visitor is told stands in the text: lines go upwards, keys are trimmed and
 * not empty, values are trimmed and bounded, and there is no NUL and no line end in them. */
#include "base/ini.h"
#include <stdlib.h>
#include <string.h>

struct seen {
    struct str text;
    int line;
    size_t count;
};

static void demand(bool promise)
{
    if (!promise) abort();
}

static void check_part(struct str part)
{
    demand(str_equal(str_trim(part), part));
    demand(memchr(part.at, '\n', part.len) == NULL && memchr(part.at, '\0', part.len) == NULL);
}

static bool look_at(void *ctx, const struct ini_entry *entry, struct err *e)
{
    struct seen *s = ctx;
    (void)e;
    demand(entry->line > s->line);
    s->line = entry->line;
    s->count++;
    check_part(entry->section);
    check_part(entry->key);
    check_part(entry->value);
    demand(entry->key.len > 0 && entry->value.len <= INI_VALUE_MAX);
    demand(str_contains(s->text, entry->section) && str_contains(s->text, entry->key) &&
           str_contains(s->text, entry->value));
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct seen s = { .text = { size ? (const char *)data : "", size } };
    struct err e = { .code = ERR_NONE };
    bool ok = ini_parse_text(s.text, look_at, &s, &e);
    demand(ok == (e.code == ERR_NONE));
    if (!ok) demand(e.code == ERR_INPUT && strncmp(e.text, "line ", 5) == 0);
    return 0;
}
