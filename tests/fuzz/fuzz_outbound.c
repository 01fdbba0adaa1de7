/* fuzz_outbound.c - what can be decoded is encoded and decoded to the same, and checking it never
 * goes wrong. */
#include "domain/outbound.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct buf first, second;
    struct outbound m, again;
    struct err e = { 0 };
    arena_init(&arena, 1 << 20);
    buf_init(&first, 1 << 22);
    buf_init(&second, 1 << 22);
    if (outbound_decode((struct str){ (const char *)data, size }, &arena, &m, &e)) {
        outbound_encode(&m, &first);
        if (!buf_ok(&first) || !outbound_decode(buf_view(&first), &arena, &again, &e)) {
            if (e.code != ERR_MEMORY) abort();
        } else {
            outbound_encode(&again, &second);
            if (!str_equal(buf_view(&first), buf_view(&second))) abort();
            if (outbound_check(&m, &e) != outbound_check(&again, &e)) abort();
        }
    }
    buf_finish(&first);
    buf_finish(&second);
    arena_clear(&arena);
    return 0;
}
