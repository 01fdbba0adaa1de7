/* webhook_walk.c - the tools of the webhook parser: growing the batch, reading one member,
 * finding out who somebody is. */
#include "refusal.h"
#include "webhook_private.h"
#include <string.h>

/* Every message looks through them; Meta puts at most 1000 messages into a request. */
#define CONTACTS_MAX     1000
#define TIME_AHEAD_MAX_S ((int64_t)2 * 24 * 60 * 60)

static void refused(struct walk *w, size_t size)
{
    w->failed = true;
    (void)err_set(&w->err, refusal_code(w->arena, size), "webhook: no room in the arena");
}

/* The array with room for one more element: itself, or a copy of twice the size. */
static void *grown(struct walk *w, void *old, size_t count, size_t *cap, size_t size)
{
    if (count < *cap) return old;
    size_t more = *cap ? *cap * 2 : 1;
    void *array = arena_alloc(w->arena, more * size);
    if (!array) {
        refused(w, more * size);
        return NULL;
    }
    if (count) memcpy(array, old, count * size);
    *cap = more;
    return array;
}

static void add_inbound(struct walk *w, struct inbound **list, size_t *count, size_t *cap,
                        const struct inbound *message)
{
    void *array = grown(w, *list, *count, cap, sizeof *message);
    if (!array) return;
    *list = array;
    (*list)[(*count)++] = *message;
}

void walk_add_message(struct walk *w, const struct inbound *message)
{
    add_inbound(w, &w->batch.messages, &w->batch.message_count, &w->message_cap, message);
}

void walk_add_echo(struct walk *w, const struct inbound *echo)
{
    add_inbound(w, &w->batch.echoes, &w->batch.echo_count, &w->echo_cap, echo);
}

void walk_add_status(struct walk *w, const struct inbound_status *status)
{
    struct inbound_batch *b = &w->batch;
    void *array = grown(w, b->statuses, b->status_count, &w->status_cap, sizeof *status);
    if (!array) return;
    b->statuses = array;
    b->statuses[b->status_count++] = *status;
}

void walk_add_notice(struct walk *w, struct inbound_notice notice, const struct json *value)
{
    struct inbound_batch *b = &w->batch;
    notice.value_json = walk_json(w, value);
    void *array = grown(w, b->notices, b->notice_count, &w->notice_cap, sizeof notice);
    if (!array) return;
    b->notices = array;
    b->notices[b->notice_count++] = notice;
}

static char *place_text(struct walk *w, const char *what)
{
    const struct place *p = &w->place;
    switch (p->level) {
    case PLACE_BODY: return arena_printf(w->arena, "body: %s", what);
    case PLACE_ENTRY: return arena_printf(w->arena, "entry[%zu]: %s", p->entry, what);
    case PLACE_CHANGE:
        return arena_printf(w->arena, "entry[%zu].changes[%zu]: %s", p->entry, p->change, what);
    case PLACE_ITEM:
        return arena_printf(w->arena, "entry[%zu].changes[%zu].%s[%zu]: %s", p->entry, p->change,
                            p->list, p->item, what);
    }
    return NULL;
}

void walk_reject(struct walk *w, const char *reason, const char *what)
{
    struct inbound_batch *b = &w->batch;
    const char *detail = place_text(w, what);
    if (!detail) {
        refused(w, strlen(what) + sizeof "entry[].changes[].statuses[]: " + 60);
        return;
    }
    struct inbound_reject reject = { .reason = reason, .detail = str_of(detail) };
    void *array = grown(w, b->rejects, b->reject_count, &w->reject_cap, sizeof reject);
    if (!array) return;
    b->rejects = array;
    b->rejects[b->reject_count++] = reject;
}

bool walk_next(struct walk *w)
{
    if (w->full || w->failed) return false;
    if (w->updates < WA_UPDATES_MAX) {
        w->updates++;
        return true;
    }
    w->full = true;
    walk_reject(w, "too_many", "more updates in one request than are read; the rest is left");
    return false;
}

/* As walk_text, but a string is left where it is: in the tree. */
static struct str peek_text(struct walk *w, const struct json *node)
{
    return json_is_string(node) ? json_text(node) : json_text_or_number(node, w->arena);
}

static struct str kept(struct walk *w, struct str s)
{
    struct str copy = STR_EMPTY;
    if (s.len && !arena_copy(w->arena, s, &copy)) refused(w, s.len + 1);
    return copy;
}

struct str walk_text(struct walk *w, const struct json *node)
{
    if (json_is_string(node)) return kept(w, json_text(node));
    struct str number = json_text_or_number(node, w->arena);
    if (number.len == 0 && json_is_number(node)) refused(w, 32);
    return number;
}

struct str walk_member(struct walk *w, const struct json *object, const char *key)
{
    return walk_text(w, json_get(object, key));
}

struct str walk_json(struct walk *w, const struct json *node)
{
    struct str json = STR_EMPTY;
    struct buf text;
    /* Nothing becomes eight times as long in print ("9e15" is worst), so only memory can fail. */
    buf_init(&text, w->body_len * 8 + 64);
    if (json_print(node, &text, NULL)) {
        json = kept(w, buf_view(&text));
    } else {
        w->failed = true;
        (void)err_set(&w->err, ERR_MEMORY, "webhook: no memory to print JSON");
    }
    buf_finish(&text);
    return json;
}

int64_t walk_time(const struct walk *w, const struct json *seconds)
{
    int64_t s;
    if (!json_i64(seconds, &s) || s <= 0 || s > w->now / 1000 + TIME_AHEAD_MAX_S) return w->now;
    return s * 1000;
}

const struct json *walk_first_error(const struct json *owner)
{
    const struct json *errors = json_get(owner, "errors");
    return json_is_array(errors) ? json_first(errors) : NULL;
}

int64_t walk_error_code(const struct json *error)
{
    int64_t code;
    return json_i64(json_get(error, "code"), &code) ? code : 0;
}

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9') return false;
    return s.len > 0;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Country letters, a dot, and something behind it: "ID.1000000000000000001", "ID.ENT.1". */
static bool looks_like_bsuid(struct str s)
{
    return s.len > 3 && is_letter(s.at[0]) && is_letter(s.at[1]) && s.at[2] == '.';
}

/* A BSUID has been seen under the phone's key (reference 2.1): accept either form there. */
static struct identity peek_identity(struct walk *w, const struct json *phone,
                                     const struct json *user)
{
    struct identity who = { .wa_id = STR_EMPTY, .bsuid = peek_text(w, user) };
    struct str given = peek_text(w, phone);
    if (is_digits(given))
        who.wa_id = given;
    else if (who.bsuid.len == 0 && looks_like_bsuid(given))
        who.bsuid = given;
    return who;
}

struct identity walk_identity(struct walk *w, const struct json *phone, const struct json *user)
{
    struct identity who = peek_identity(w, phone, user);
    return (struct identity){ .wa_id = kept(w, who.wa_id), .bsuid = kept(w, who.bsuid) };
}

static struct identity peek_contact(struct walk *w, const struct json *contact)
{
    return peek_identity(w, json_get(contact, "wa_id"), json_get(contact, "user_id"));
}

static bool same(struct str a, struct str b)
{
    return a.len > 0 && str_equal(a, b);
}

static bool differ(struct str a, struct str b)
{
    return a.len > 0 && b.len > 0 && !str_equal(a, b);
}

/* Not by index: contacts relate to messages by id (reference 1.7). Taking the name or the BSUID
 * of somebody else would show one citizen's tickets to another. */
static const struct json *find_contact(struct walk *w, const struct json *contacts,
                                       const struct identity *who)
{
    const struct json *by_phone = NULL, *only = NULL;
    size_t looked_at = 0;
    if (!json_is_array(contacts)) return NULL;
    for (const struct json *c = json_first(contacts); c && looked_at < CONTACTS_MAX;
         c = json_next(c), looked_at++) {
        struct identity known = peek_contact(w, c);
        if (same(known.bsuid, who->bsuid)) return c;
        if (differ(known.bsuid, who->bsuid)) continue;
        if (!by_phone && same(known.wa_id, who->wa_id)) by_phone = c;
        if (!differ(known.wa_id, who->wa_id)) only = c;
    }
    if (by_phone) return by_phone;
    const struct json *first = json_first(contacts);
    return first && !json_next(first) ? only : NULL;
}

const struct json *walk_contact(struct walk *w, const struct json *contacts, struct identity *who)
{
    const struct json *contact = find_contact(w, contacts, who);
    if (!contact) return NULL;
    struct identity known = peek_contact(w, contact);
    if (who->wa_id.len == 0) who->wa_id = kept(w, known.wa_id);
    if (who->bsuid.len == 0) who->bsuid = kept(w, known.bsuid);
    return contact;
}
