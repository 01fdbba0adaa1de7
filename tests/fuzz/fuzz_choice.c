/* fuzz_choice.c - what is read as a choice of ours is written as something that reads the same. */
#include "domain/choice.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char memory[CHOICE_ID_MAX + 1];
    struct buf id;
    struct choice c = { .token = -1 }, again;
    if (!choice_parse((struct str){ (const char *)data, size }, &c)) {
        if (c.token != -1) abort();
        return 0;
    }
    buf_fixed(&id, memory, sizeof memory);
    choice_format(&c, &id);
    if (!buf_ok(&id) || !choice_parse(buf_view(&id), &again)) abort();
    if (again.verb != c.verb || again.ticket_id != c.ticket_id || again.token != c.token) abort();
    if (!str_equal(again.arg, c.arg)) abort();
    return 0;
}
