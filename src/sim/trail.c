/* trail.c - the webhooks that were sent last. */
#include "trail.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct step {
    struct sim_try once; /* views into texts */
    bool cut;            /* the body was longer than what is kept */
    char texts[];
};

struct sim_trail {
    pthread_mutex_t lock;
    struct step *ring[SIM_TRAIL_MAX]; /* seq s is at (s - 1) % SIM_TRAIL_MAX */
    uint64_t last;
};

struct sim_trail *sim_trail_create(void)
{
    struct sim_trail *t = calloc(1, sizeof *t);
    if (t) (void)pthread_mutex_init(&t->lock, NULL);
    return t;
}

void sim_trail_destroy(struct sim_trail *t)
{
    if (!t) return;
    for (size_t i = 0; i < SIM_TRAIL_MAX; i++)
        free(t->ring[i]);
    (void)pthread_mutex_destroy(&t->lock);
    free(t);
}

void sim_trail_put(struct sim_trail *t, const struct sim_try *once)
{
    struct str body = str_slice(once->body, 0, SIM_TRAIL_BODY_MAX);
    struct str answer = str_slice(once->answer, 0, SIM_TRAIL_ANSWER_MAX);
    struct step *step = malloc(sizeof *step + body.len + answer.len);
    if (!step) return;
    step->once = *once;
    step->cut = body.len < once->body.len;
    if (body.len) memcpy(step->texts, body.at, body.len);
    if (answer.len) memcpy(step->texts + body.len, answer.at, answer.len);
    step->once.body = (struct str){ step->texts, body.len };
    step->once.answer = (struct str){ step->texts + body.len, answer.len };
    (void)pthread_mutex_lock(&t->lock);
    struct step **place = &t->ring[t->last++ % SIM_TRAIL_MAX];
    free(*place);
    *place = step;
    (void)pthread_mutex_unlock(&t->lock);
}

static void write_step(struct json_writer *w, uint64_t seq, const struct step *step)
{
    json_begin_object(w);
    json_member_i64(w, "seq", (int64_t)seq);
    json_member_i64(w, "at_ms", step->once.at_ms);
    json_member_i64(w, "took_ms", step->once.took_ms);
    json_member_i64(w, "status", step->once.http_status);
    json_member_i64(w, "try", step->once.nth);
    json_member_text(w, "body", step->once.body);
    json_member_bool(w, "cut", step->cut);
    json_member_text(w, "answer", step->once.answer);
    json_end_object(w);
}

void sim_trail_write(struct sim_trail *t, int64_t after, struct json_writer *w)
{
    (void)pthread_mutex_lock(&t->lock);
    uint64_t first = t->last > SIM_TRAIL_MAX ? t->last - SIM_TRAIL_MAX + 1 : 1;
    json_key_name(w, "items");
    json_begin_array(w);
    for (uint64_t seq = first; seq <= t->last; seq++)
        if ((int64_t)seq > after) write_step(w, seq, t->ring[(seq - 1) % SIM_TRAIL_MAX]);
    json_end_array(w);
    json_member_i64(w, "next_after", (int64_t)t->last);
    (void)pthread_mutex_unlock(&t->lock);
}
