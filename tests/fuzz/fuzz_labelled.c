/* fuzz_labelled.c - whatever stands in a file for `kanda train` and `kanda evaluate`: each line is
 * a text of a department that the desk has, passed over, or refused by its number; what is refused
 * is named by nothing that a citizen wrote; and a file reads as its lines do one by one. */
#include "cli/app.h"
#include "cli/labelled.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

/* Of one line: 1 a text, 0 nothing, -1 refused. */
static int read_alone(const struct desk *desk, struct str line, bool first)
{
    struct labelled l = { 0 };
    struct err e = { .code = ERR_NONE };
    /* The mark of UTF-8 belongs to the file. */
    if (!first && str_starts(line, STR("\xEF\xBB\xBF"))) return -2;
    bool ok = labelled_take(&l, desk, line, "alone", &e);
    int found = ok ? (int)l.count : -1;
    demand(l.count <= 1);
    labelled_finish(&l);
    return found;
}

static void check_texts(const struct desk *desk, const struct labelled *l, struct str input)
{
    size_t whole = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct labelled_text *t = &l->texts[i];
        const struct department *d = desk_department(desk, t->department);
        demand(d && d->code.at == t->department.at);
        demand(t->text.len > 0 && str_equal(str_trim(t->text), t->text));
        demand(str_contains(input, t->text) && !str_contains(t->text, STR("\n")));
        whole += t->text.len + 2;
    }
    demand(whole <= input.len + 1);
}

/* "tulisan.tsv:12: why", where only what looks like a code is said again. */
static void check_refusal(const struct err *e, size_t line)
{
    char begin[40];
    int n = snprintf(begin, sizeof begin, "tulisan.tsv:%zu: ", line);
    demand(e->code == ERR_INPUT && strncmp(e->text, begin, (size_t)n) == 0);
    const char *quote = strchr(e->text, '\'');
    for (const char *c = quote ? quote + 1 : ""; *c && *c != '\''; c++)
        demand((*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') ||
               strchr("-_.", *c));
    for (const char *c = e->text; *c; c++)
        demand(*c >= ' ' && *c <= '~');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct desk *desk;
    struct labelled l = { 0 };
    struct err e = { .code = ERR_NONE };
    struct str input = { size ? (const char *)data : "", size }, rest = input, line;
    if (!desk) desk = desk_load("", &e);
    demand(desk);
    bool ok = labelled_take(&l, desk, input, "tulisan.tsv", &e);
    check_texts(desk, &l, input);
    size_t texts = 0, number = 0;
    int found = 0;
    while (found >= 0 && str_cut(&rest, '\n', &line)) {
        found = read_alone(desk, line, number++ == 0);
        texts += found > 0;
    }
    if (found != -2) {
        demand(ok == (found >= 0));
        demand(texts == l.count);
        if (!ok) check_refusal(&e, number);
    }
    labelled_finish(&l);
    return 0;
}
