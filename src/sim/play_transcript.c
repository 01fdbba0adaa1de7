/* play_transcript.c - what each citizen read, one after the other, and the tickets that came of it.
 *
 * By citizen, because which of two hears first is not determined; and without what they wrote,
 * because whether an answer comes before or after their next message is not either. */
#include "play_private.h"
#include "transcript.h"
#include <stdlib.h>

#define PATH_SIZE   100
#define SEARCH_SIZE 160

static const struct said *said_by_id(const struct play *p, struct str wamid)
{
    const struct said *s = p->last_said;
    while (s && !str_equal(s->wamid, wamid))
        s = s->older;
    return s;
}

static void write_message(const struct play *p, struct sim_transcript *t, const struct heard *h)
{
    const struct said *about = h->about.len ? said_by_id(p, h->about) : NULL;
    buf_addf(t->out, "-- %.*s%s%.*s", STR_ARG(h->type), h->form.len ? " " : "", STR_ARG(h->form));
    if (about) buf_addf(t->out, " (about message %zu)", about->nth);
    buf_add_char(t->out, '\n');
    sim_transcript_indented(t, h->text);
    buf_add_char(t->out, '\n');
}

/* From the oldest message to the newest, which is the one that the list begins with. */
static void write_messages(const struct play *p, struct sim_transcript *t, size_t citizen)
{
    size_t count = 0, i;
    const struct heard *h;
    for (h = p->newest; h; h = h->older)
        count += h->citizen == citizen;
    const struct heard **all = calloc(count + 1, sizeof(struct heard *));
    if (!all) {
        t->out->failed = true;
        return;
    }
    for (h = p->newest, i = count; h; h = h->older)
        if (h->citizen == citizen) all[--i] = h;
    for (i = 0; i < count; i++)
        write_message(p, t, all[i]);
    free(all);
}

static void name_ticket(struct sim_transcript *t, struct str number, bool first, bool *shown)
{
    size_t n = sim_transcript_number(t, number);
    if (!n) return;
    shown[n - 1] = true;
    buf_addf(t->out, "%s {number %zu}", first ? "" : ",", n);
}

/* The desk knows whoever has a number by it, and with it also a ticket of which they never heard.
 * Of others there is only what they heard. */
static bool write_tickets_of(struct play *p, struct sim_transcript *t, size_t citizen, bool *shown,
                             struct err *e)
{
    char search[SEARCH_SIZE];
    struct json *tree = NULL;
    struct str heard[PLAY_NUMBERS_MAX];
    const struct sim_script_citizen *c = &p->script->citizens[citizen];
    buf_add_text(t->out, "tickets:");
    if (c->wa_id[0]) {
        (void)snprintf(search, sizeof search, "{\"phone\":\"%s\",\"reason\":\"other\"}", c->wa_id);
        if (!play_ask(p, "/reporters/search", str_of(search), &tree, e)) return false;
        const struct json *items = json_get(tree, "items");
        for (size_t left = json_count(items); left > 0; left--) { /* the newest comes first */
            const struct json *item = json_first(items);
            for (size_t i = 1; i < left; i++)
                item = json_next(item);
            name_ticket(t, json_get_text(item, "number"), left == json_count(items), shown);
        }
        json_free(tree);
    } else {
        size_t count = play_numbers(p, citizen, heard);
        for (size_t i = 0; i < count; i++)
            name_ticket(t, heard[i], i == 0, shown);
    }
    buf_add_text(t->out, "\n\n");
    return true;
}

/* An object by its code or kind where it has one. */
static void write_value(struct sim_transcript *t, const struct json *v)
{
    int64_t number;
    struct err e;
    struct str name =
        json_get_text(v, "code").len ? json_get_text(v, "code") : json_get_text(v, "kind");
    if (json_is_bool(v))
        buf_add_text(t->out, "yes");
    else if (json_is_number(v) && json_i64(v, &number))
        buf_add_i64(t->out, number);
    else if (json_is_object(v) && !name.len)
        t->out->failed = !json_print(v, t->out, &e) || t->out->failed;
    else
        sim_transcript_add(t, json_is_object(v) ? name : json_text(v));
}

/* null, "", 0, false and an empty list say nothing. */
static bool says_something(const struct json *v)
{
    int64_t number;
    if (json_is_number(v)) return !json_i64(v, &number) || number != 0;
    if (json_is_array(v)) return json_first(v) != NULL;
    return json_is_object(v) || json_bool(v, false) || json_text(v).len > 0;
}

static void write_member(struct sim_transcript *t, const char *key, const struct json *v)
{
    if (!says_something(v)) return;
    buf_addf(t->out, "%s: ", key);
    if (json_is_array(v))
        for (const struct json *item = json_first(v); item; item = json_next(item)) {
            write_value(t, item);
            if (json_next(item)) buf_add_text(t->out, ", ");
        }
    else
        write_value(t, v);
    buf_add_char(t->out, '\n');
}

static bool write_events(struct play *p, struct sim_transcript *t, size_t n, struct err *e)
{
    char path[PATH_SIZE];
    struct json *tree = NULL;
    (void)snprintf(path, sizeof path, "/tickets/%s/timeline?limit=200", t->numbers[n]);
    if (!play_ask(p, path, STR_EMPTY, &tree, e)) return false;
    buf_add_text(t->out, "events:");
    const struct json *item = json_first(json_get(tree, "items"));
    for (; item; item = json_next(item)) {
        buf_addf(t->out, " %.*s", STR_ARG(json_get_text(item, "type")));
        if (json_next(item)) buf_add_char(t->out, ',');
    }
    buf_add_text(t->out, "\n\n");
    json_free(tree);
    return true;
}

static bool write_ticket(struct play *p, struct sim_transcript *t, size_t n, struct err *e)
{
    static const char *const keys[] = {
        "status",      "outcome",  "kind",         "category",    "priority",
        "department",  "copies",   "handed_from",  "referred_to", "district",
        "village",     "location", "confidential", "needs_words", "supporters",
        "merged_into", "reopened", "extended",     "rating",      "attachments"
    };
    char path[PATH_SIZE];
    struct json *tree = NULL;
    (void)snprintf(path, sizeof path, "/tickets/%s", t->numbers[n]);
    if (!play_ask(p, path, STR_EMPTY, &tree, e)) return false;
    buf_addf(t->out, "== {number %zu}\n\n", n + 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        write_member(t, keys[i], json_get(tree, keys[i]));
    buf_add_text(t->out, "text:\n");
    sim_transcript_indented(t, json_get_text(tree, "text"));
    json_free(tree);
    return write_events(p, t, n, e);
}

bool play_transcript(struct play *p, struct err *e)
{
    struct sim_transcript t;
    bool shown[SIM_TRANSCRIPT_NUMBERS] = { false }, ok = true;
    sim_transcript_init(&t, p->wish->transcript);
    buf_addf(t.out, "%.*s\n\n", STR_ARG(json_get_text(p->script->tree, "title")));
    for (size_t i = 0; ok && i < p->script->citizen_count; i++) {
        buf_addf(t.out, "== %.*s\n\n", STR_ARG(p->script->citizens[i].name));
        write_messages(p, &t, i);
        ok = !p->wish->token || write_tickets_of(p, &t, i, shown, e);
    }
    for (size_t n = 0; ok && n < t.count; n++)
        ok = !shown[n] || write_ticket(p, &t, n, e);
    if (!ok) return err_wrap(e, "transkrip");
    if (t.full || !buf_ok(t.out)) return err_set(e, ERR_LIMIT, "transkrip: terlalu panjang");
    buf_shorten(t.out, t.out->len - 1); /* the last empty line */
    return true;
}
