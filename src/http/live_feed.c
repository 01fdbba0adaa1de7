/* live_feed.c - the job of the readers: new events to those who may see them, and whether the
 * callers are still who they were. */
#include "live_stream.h"
#include "store/event_store.h"
#include <stddef.h>
#include <string.h>

#define NEWS_MAX 200

struct news {
    struct event_news at[NEWS_MAX];
    size_t count;
    int64_t after, head; /* at holds all that lies behind `after`, or the first NEWS_MAX of it */
};

/* --- from one event to one caller --- */

static bool block_make(const struct live *l, const struct event_news *n, struct buf *out)
{
    struct json_writer w;
    char number[TICKET_NUMBER_SIZE], id[LIVE_ID_SIZE];
    live_id_write(l, n->id, id);
    ticket_number_format(l->prefix, n->ticket_id, number);
    buf_addf(out, "id: %s\nevent: ticket\ndata: ", id);
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "kind", str_of(n->type));
    json_member_text(&w, "number", str_of(number));
    json_member_i64(&w, "version", n->version);
    json_member_text(&w, "status", str_of(ticket_status_name(n->status)));
    json_member_time(&w, "at", n->at);
    json_end_object(&w);
    buf_add_text(out, "\n\n");
    return json_writer_done(&w) && buf_ok(out);
}

static bool is_for(const struct live_stream *s, const struct event_news *n)
{
    const struct ticket t = { .kind = n->kind,
                              .department = str_of(n->department),
                              .copy_to = str_of(n->copy_to) };
    return !event_is_of_trail(str_of(n->type)) && staff_reads_ticket(&s->staff, &t);
}

static void tell(struct live_stream *s, const struct news *news)
{
    char memory[LIVE_BLOCK_MAX];
    for (size_t i = 0; i < news->count; i++) {
        const struct event_news *n = &news->at[i];
        struct buf block;
        if (n->id <= s->seen_id) continue;
        if (!live_has_room(s)) return;
        buf_fixed(&block, memory, sizeof memory);
        if (is_for(s, n) && block_make(s->live, n, &block)) live_add(s, buf_view(&block));
        s->seen_id = n->id;
    }
    if (news->count < NEWS_MAX && s->seen_id < news->head) s->seen_id = news->head;
}

static bool is_lost(const struct live_stream *s, int64_t head)
{
    return !live_has_room(s) && head - s->seen_id > LIVE_BEHIND_MAX &&
           clock_monotonic_ms() - s->taken_ms > LIVE_STUCK_MS;
}

/* Who takes nothing waits where they are; who then is too far behind begins anew. */
static void tell_all(struct live *l, const struct news *news)
{
    (void)pthread_mutex_lock(&l->lock);
    l->head = news->head;
    l->more = false;
    for (struct live_stream *s = l->streams; s; s = s->next) {
        if (s->ended) continue;
        if (live_has_room(s) && s->seen_id >= news->after)
            tell(s, news);
        else if (is_lost(s, news->head))
            live_reset(s, news->head);
        l->more = l->more || (live_has_room(s) && s->seen_id < news->head);
    }
    (void)pthread_mutex_unlock(&l->lock);
}

/* Where the one begins who can take something and is furthest behind; INT64_MAX: nobody can. */
static int64_t next_after(struct live *l)
{
    int64_t after = INT64_MAX;
    (void)pthread_mutex_lock(&l->lock);
    for (const struct live_stream *s = l->streams; s; s = s->next)
        if (live_has_room(s) && s->seen_id < after) after = s->seen_id;
    (void)pthread_mutex_unlock(&l->lock);
    return after;
}

/* --- still the same caller? --- */

static struct live_stream *stream_of(struct live *l, int64_t id)
{
    struct live_stream *s = l->streams;
    while (s && s->id != id)
        s = s->next;
    return s;
}

/* The next whose proof is old; false: none. */
static bool proof_next(struct live *l, int64_t now_ms, int64_t *id, struct proof *proof)
{
    bool found = false;
    (void)pthread_mutex_lock(&l->lock);
    for (struct live_stream *s = l->streams; s && !found; s = s->next) {
        if (s->ended || now_ms - s->proven_ms < LIVE_PROVE_EVERY_MS) continue;
        found = true;
        s->proven_ms = now_ms;
        *id = s->id;
        *proof = s->proof;
    }
    (void)pthread_mutex_unlock(&l->lock);
    return found;
}

static void proof_take(struct live *l, int64_t id, bool stands, const struct staff *who)
{
    (void)pthread_mutex_lock(&l->lock);
    struct live_stream *s = stream_of(l, id);
    if (s && stands && (s->roles & ROLE_BIT(who->role)) &&
        str_copy(s->department, sizeof s->department, who->department)) {
        s->staff.role = who->role;
        s->staff.department = str_of(s->department);
    } else if (s) {
        live_end(s);
    }
    (void)pthread_mutex_unlock(&l->lock);
}

static bool prove_all(struct live *l, struct db *db, int64_t now, struct err *e)
{
    int64_t id, now_ms = clock_monotonic_ms();
    struct proof proof;
    bool ok = true;
    while (ok && proof_next(l, now_ms, &id, &proof)) {
        struct arena arena = { 0 };
        struct staff who = { 0 };
        struct err why = { 0 };
        bool stands = auth_proof_stands(&proof, db, now, &arena, &who, &why);
        ok = stands || why.code == ERR_NOT_FOUND;
        if (ok) proof_take(l, id, stands, &who);
        arena_clear(&arena);
        if (!ok) *e = why;
    }
    secret_wipe(&proof, sizeof proof);
    return ok;
}

/* --- the job --- */

static struct live *of_job(struct read_job *job)
{
    return (struct live *)((char *)job - offsetof(struct live, job));
}

/* Proven first: who was closed hears nothing of this look. */
static bool look(struct read_job *job, struct db *db, struct err *e)
{
    struct live *l = of_job(job);
    struct chain_head head;
    struct news news = { .count = 0 };
    l->more = false;
    if (!prove_all(l, db, clock_now(&l->clock), e) || !chain_head_get(db, &head, e)) return false;
    news.after = next_after(l);
    news.head = head.event_id;
    if (news.after < news.head && !event_news(db, news.after, NEWS_MAX, news.at, &news.count, e))
        return false;
    tell_all(l, &news);
    return true;
}

static void looked(struct read_job *job, bool ok, const struct err *why)
{
    struct live *l = of_job(job);
    (void)why; /* a query that took too long: the ticker asks again */
    bool again = ok && l->more;
    l->waits = false;
    if (again || l->dirty) live_poke(l);
}

void live_poke(struct live *l)
{
    l->dirty = true;
    if (l->count == 0 || l->stopping || atomic_exchange(&l->waits, true)) return;
    l->dirty = false;
    l->job = (struct read_job){ .run = look, .done = looked };
    if (!readers_submit(l->readers, &l->job)) l->waits = false; /* full: the ticker asks again */
}

void live_committed(struct live *l)
{
    if (l->count) live_poke(l);
}
