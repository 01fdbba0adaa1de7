/* fuzz_template.c - any text in a variable is one that Meta takes, and together they fit; bodies,
 * lists, news and fallbacks never go wrong, and a fallback that was read is written back the same.
 */
#include "base/unicode.h"
#include "wa/template_list.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void params_hold(struct str text, struct arena *arena)
{
    struct str half = str_slice(text, 0, text.len / 2), out[3];
    struct str in[3] = { text, half, STR("LK26-00042-7") };
    size_t room = 3 + text.len % 1020, points = 0;
    if (!template_params_fit(in, 3, room, arena, out, NULL)) return; /* no memory */
    for (int i = 0; i < 3; i++) {
        points += utf8_count(out[i]);
        if (out[i].len == 0 || !utf8_valid(out[i])) abort();
        for (size_t k = 0; k < out[i].len; k++)
            if ((unsigned char)out[i].at[k] < ' ') abort();
        if (str_contains(out[i], STR("  "))) abort();
    }
    if (points > room) abort();
}

static void fallback_holds(struct str text, struct arena *arena)
{
    struct outbox_fallback f, again;
    struct buf first, second;
    if (!outbox_fallback_decode(text, arena, &f, NULL)) return;
    buf_init(&first, 1 << 22);
    buf_init(&second, 1 << 22);
    outbox_fallback_encode(&f, &first);
    if (outbox_fallback_decode(buf_view(&first), arena, &again, NULL)) {
        outbox_fallback_encode(&again, &second);
        if (!str_equal(buf_view(&first), buf_view(&second))) abort();
    }
    buf_finish(&first);
    buf_finish(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { (const char *)data, size };
    struct arena arena;
    struct template_body body;
    struct template_news news;
    struct template_listed list[8];
    char after[WA_CURSOR_SIZE];
    size_t count = 0;
    arena_init(&arena, 1 << 22);
    if (template_body_read(text, &body, NULL) &&
        (body.params > TEMPLATE_VARS_MAX || body.room > TEMPLATE_BODY_MAX))
        abort();
    if (template_news_read(STR("message_template_status_update"), text, &arena, &news) &&
        (news.name.len == 0 || news.language.len == 0))
        abort();
    if (wa_templates_parse(text, &arena, list, 8, &count, after, NULL) && count > 8) abort();
    params_hold(text, &arena);
    fallback_holds(text, &arena);
    arena_clear(&arena);
    return 0;
}
