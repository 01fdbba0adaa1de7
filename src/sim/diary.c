/* diary.c - what citizens wrote, and how far it got. */
#include "diary.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct page {
    struct sim_entry entry; /* views into texts */
    uint64_t number;        /* 1, 2, 3 ... */
    int64_t changed;
    int times;       /* how often it was sent */
    int http_status; /* of the last try, -1 before the first */
    bool delivered, read;
    char texts[];
};

struct sim_diary {
    pthread_mutex_t lock;
    struct page *ring[SIM_DIARY_MAX]; /* number n is at (n - 1) % SIM_DIARY_MAX */
    uint64_t last;
    int64_t changes;
};

struct sim_diary *sim_diary_create(void)
{
    struct sim_diary *d = calloc(1, sizeof *d);
    if (d) (void)pthread_mutex_init(&d->lock, NULL);
    return d;
}

void sim_diary_destroy(struct sim_diary *d)
{
    if (!d) return;
    for (size_t i = 0; i < SIM_DIARY_MAX; i++)
        free(d->ring[i]);
    (void)pthread_mutex_destroy(&d->lock);
    free(d);
}

static uint64_t first_number(const struct sim_diary *d)
{
    return d->last > SIM_DIARY_MAX ? d->last - SIM_DIARY_MAX + 1 : 1;
}

static struct page *page_at(const struct sim_diary *d, uint64_t number)
{
    if (number < first_number(d) || number > d->last) return NULL;
    return d->ring[(number - 1) % SIM_DIARY_MAX];
}

static struct page *page_of(const struct sim_diary *d, struct str wamid)
{
    for (uint64_t n = d->last; n >= first_number(d); n--)
        if (page_at(d, n) && str_equal(page_at(d, n)->entry.wamid, wamid)) return page_at(d, n);
    return NULL;
}

static struct str pack(char **at, struct str s)
{
    char *here = *at;
    if (s.len) memcpy(here, s.at, s.len);
    *at += s.len;
    return (struct str){ here, s.len };
}

static struct page *page_create(const struct sim_entry *e)
{
    struct page *p = calloc(1, sizeof *p + e->from.len + e->wamid.len + e->type.len +
                                   e->content.len + e->quoted.len);
    if (!p) return NULL;
    char *at = p->texts;
    p->entry = (struct sim_entry){
        .from = pack(&at, e->from),
        .wamid = pack(&at, e->wamid),
        .type = pack(&at, e->type),
        .content = pack(&at, e->content),
        .quoted = pack(&at, e->quoted),
        .at_s = e->at_s,
        .sent_ms = e->sent_ms,
    };
    p->http_status = -1;
    return p;
}

uint64_t sim_diary_put(struct sim_diary *d, const struct sim_entry *entry)
{
    uint64_t number = 0;
    if (entry->content.len > SIM_DIARY_CONTENT_MAX) return 0;
    (void)pthread_mutex_lock(&d->lock);
    struct page *p = page_of(d, entry->wamid);
    if (!p && (p = page_create(entry)) != NULL) {
        p->number = ++d->last;
        struct page **place = &d->ring[(p->number - 1) % SIM_DIARY_MAX];
        free(*place);
        *place = p;
    }
    if (p) {
        number = p->number;
        p->times++;
        p->changed = ++d->changes;
    }
    (void)pthread_mutex_unlock(&d->lock);
    return number;
}

void sim_diary_answered(struct sim_diary *d, uint64_t number, int http_status)
{
    (void)pthread_mutex_lock(&d->lock);
    struct page *p = page_at(d, number);
    if (p) {
        p->http_status = http_status;
        p->delivered = p->delivered || http_status == 200;
        p->changed = ++d->changes;
    }
    (void)pthread_mutex_unlock(&d->lock);
}

void sim_diary_read(struct sim_diary *d, struct str wamid)
{
    (void)pthread_mutex_lock(&d->lock);
    const struct page *newest = page_of(d, wamid);
    for (uint64_t n = newest ? newest->number : 0; n >= first_number(d); n--) {
        struct page *p = page_at(d, n);
        if (!p || p->read || !str_equal(p->entry.from, newest->entry.from)) continue;
        p->read = true;
        p->changed = ++d->changes;
    }
    (void)pthread_mutex_unlock(&d->lock);
}

static void write_page(struct json_writer *w, const struct page *p)
{
    json_begin_object(w);
    json_member_i64(w, "number", (int64_t)p->number);
    json_member_text(w, "from", p->entry.from);
    json_member_text(w, "wamid", p->entry.wamid);
    json_member_text(w, "type", p->entry.type);
    json_key_name(w, "content");
    json_write_raw(w, p->entry.content);
    json_member_text_or_null(w, "quoted", p->entry.quoted);
    json_member_i64(w, "at_ms", p->entry.at_s * 1000);
    json_member_i64(w, "sent_ms", p->entry.sent_ms);
    json_member_i64(w, "times", p->times);
    if (p->http_status >= 0)
        json_member_i64(w, "http_status", p->http_status);
    else
        json_member_null(w, "http_status");
    const char *status = p->delivered ? "delivered" : "sent";
    json_member_text(w, "status", str_of(p->read ? "read" : status));
    json_end_object(w);
}

void sim_diary_write(struct sim_diary *d, int64_t after, struct json_writer *w)
{
    (void)pthread_mutex_lock(&d->lock);
    json_key_name(w, "items");
    json_begin_array(w);
    for (uint64_t n = first_number(d); n <= d->last; n++) {
        const struct page *p = page_at(d, n);
        if (p && p->changed > after) write_page(w, p);
    }
    json_end_array(w);
    json_member_i64(w, "next_after", d->changes);
    (void)pthread_mutex_unlock(&d->lock);
}
