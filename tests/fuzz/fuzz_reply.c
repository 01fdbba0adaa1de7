/* fuzz_reply.c - whatever a desk writes into its replies and canned answers: what the check lets
 * pass is filled in, with each value where its name stood and no brace left; what it refuses at
 * start is refused when it is filled; and no text that passes leaves a citizen without number, unit
 * and date. */
#include "cli/app.h"
#include "domain/reply.h"
#include <stdlib.h>
#include <string.h>

#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
#define FILLED_MAX (4u << 20)

static void demand(bool promise)
{
    if (!promise) abort();
}

static const struct reply_vars full = {
    .number = TEXT("LK26-00042-7"),
    .matter = TEXT("Jalan rusak"),
    .unit = TEXT("Dinas PUPR"),
    .place = TEXT("Desa Sebaung"),
    .date = TEXT("Senin, 3 Agustus"),
    .status = TEXT("diterima"),
    .lines = TEXT("satu\ndua"),
    .emergency = TEXT("112"),
    .contact = TEXT("PLN 123"),
    .other = TEXT("LK26-00043-5"),
    .count = TEXT("3"),
    .link = TEXT("https://x.example"),
};

static const struct {
    struct str name;
    const struct str *value;
} named[] = {
    { TEXT("{number}"), &full.number },   { TEXT("{matter}"), &full.matter },
    { TEXT("{unit}"), &full.unit },       { TEXT("{place}"), &full.place },
    { TEXT("{date}"), &full.date },       { TEXT("{status}"), &full.status },
    { TEXT("{lines}"), &full.lines },     { TEXT("{emergency}"), &full.emergency },
    { TEXT("{contact}"), &full.contact }, { TEXT("{other}"), &full.other },
    { TEXT("{count}"), &full.count },     { TEXT("{link}"), &full.link },
};

/* The same by the plainest rule. False: a brace stands there that names nothing. */
static bool fill_plainly(struct str text, struct buf *out)
{
    while (text.len > 0) {
        size_t i = 0, count = sizeof named / sizeof *named;
        while (i < count && !str_starts(text, named[i].name))
            i++;
        if (i == count && (text.at[0] == '{' || text.at[0] == '}')) return false;
        if (i < count)
            buf_add(out, *named[i].value);
        else
            buf_add_char(out, text.at[0]);
        text = str_slice(text, i < count ? named[i].name.len : 1, text.len);
    }
    return true;
}

static void check_fill(struct str text)
{
    struct err e = { .code = ERR_NONE };
    struct buf filled, plain, empty;
    buf_init(&filled, FILLED_MAX);
    buf_init(&plain, FILLED_MAX);
    buf_init(&empty, FILLED_MAX);
    bool ok = reply_fill(text, &full, &filled, &e), right = fill_plainly(text, &plain);
    if (buf_ok(&plain)) demand(ok == right);
    if (ok) {
        demand(str_equal(buf_view(&filled), buf_view(&plain)));
        demand(!str_contains(buf_view(&filled), STR("{")));
        demand(!reply_names_date(text) || str_contains(buf_view(&filled), full.date));
    }
    if (reply_canned_check(text, &e)) demand(right && (ok || !buf_ok(&filled)));
    /* Where nothing is known no value stands, and lines that held but one are gone. */
    if (reply_fill(text, &(struct reply_vars){ .number = STR_EMPTY }, &empty, &e)) {
        demand(ok && empty.len <= text.len);
        demand(!str_contains(buf_view(&empty), STR("}")));
    }
    buf_finish(&filled);
    buf_finish(&plain);
    buf_finish(&empty);
}

/* The desk that ships, but for this one text. */
static void check_received(const struct desk *shipped, struct str text)
{
    struct err e = { .code = ERR_NONE };
    struct desk desk = *shipped;
    struct reply_texts *texts = &desk.replies[LANGUAGE_INDONESIAN];
    struct reply_text *own = calloc(texts->count, sizeof *own);
    demand(own != NULL);
    for (size_t i = 0; i < texts->count; i++) {
        own[i] = texts->at[i];
        if (str_equal(own[i].key, str_of(reply_key_name(REPLY_RECEIVED)))) own[i].text = text;
    }
    texts->at = own;
    if (reply_texts_check(own, texts->count, &e)) {
        struct buf out;
        buf_init(&out, FILLED_MAX);
        demand(reply_render(&desk, LANGUAGE_INDONESIAN, REPLY_RECEIVED, &full, &out, &e));
        demand(str_contains(buf_view(&out), full.number));
        demand(str_contains(buf_view(&out), full.unit));
        demand(str_contains(buf_view(&out), full.date));
        demand(str_contains(buf_view(&out), full.emergency));
        buf_finish(&out);
    } else {
        demand(e.code == ERR_INPUT && str_contains(str_of(e.text), STR("ticket.received: ")));
    }
    free(own);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct desk *desk;
    struct err e = { .code = ERR_NONE };
    struct str text = { size ? (const char *)data : "", size };
    if (!desk) desk = desk_load("", &e);
    demand(desk);
    check_fill(text);
    check_received(desk, text);
    return 0;
}
