/* parcel.c - what waits to be carried, and in which order. */
#include "parcel.h"
#include <stdlib.h>
#include <string.h>

#define GAP_MS 60 /* between sent and delivered, delivered and read */

static struct str pack(char **at, struct str s)
{
    char *here = *at;
    memcpy(here, s.at, s.len);
    *at += s.len;
    return (struct str){ here, s.len };
}

struct sim_parcel *sim_parcel_of_errand(const struct sim_errand *errand)
{
    struct sim_parcel *p = calloc(1, sizeof *p + errand->body.len);
    if (!p) return NULL;
    char *at = p->texts;
    p->raw = pack(&at, errand->body);
    p->hold = errand->hold;
    p->letter = errand->letter;
    p->once = errand->once;
    return p;
}

struct sim_parcel *sim_parcel_of_plan(const struct sim_plan *plan)
{
    const struct sim_receipt *r = &plan->about;
    struct sim_parcel *p = calloc(1, sizeof *p + r->wamid.len + r->wa_id.len + r->user_id.len +
                                         r->name.len + r->callback.len + r->category.len);
    if (!p) return NULL;
    char *at = p->texts;
    p->about = *r;
    p->about.wamid = pack(&at, r->wamid);
    p->about.wa_id = pack(&at, r->wa_id);
    p->about.user_id = pack(&at, r->user_id);
    p->about.name = pack(&at, r->name);
    p->about.callback = pack(&at, r->callback);
    p->about.category = pack(&at, r->category);
    p->about.error_title = r->error_code ? STR("The simulator was told to report this") : STR_EMPTY;
    p->planned = true;
    p->steps = plan->steps;
    p->twice = plan->twice;
    p->hold = plan->hold;
    return p;
}

void sim_parcel_destroy(struct sim_parcel *p)
{
    if (!p) return;
    buf_finish(&p->body);
    free(p);
}

static enum sim_step step_of(const struct sim_parcel *p)
{
    unsigned step = 0;
    while (step < STEP_FAILED && !(p->steps & 1u << step))
        step++;
    return (enum sim_step)step;
}

bool sim_parcel_pack(struct sim_parcel *p, const struct sim_line *line, int64_t now_ms)
{
    static const char *const names[STEP_COUNT] = { "sent", "delivered", "read", "failed" };
    buf_finish(&p->body);
    buf_init(&p->body, (size_t)8 << 20);
    if (p->planned) {
        p->about.status = str_of(names[step_of(p)]);
        p->about.at_s = now_ms / 1000;
        sim_notice_receipt(&p->body, line, &p->about);
    } else {
        buf_add(&p->body, p->raw);
    }
    return buf_ok(&p->body);
}

bool sim_parcel_advance(struct sim_parcel *p, int64_t monotonic_ms)
{
    if (!p->planned) return false;
    unsigned bit = 1u << step_of(p);
    p->tries = 0;
    if (p->twice & bit) {
        p->twice &= ~bit;
        p->due_ms = monotonic_ms;
        return true;
    }
    p->steps &= ~bit;
    p->due_ms = monotonic_ms + GAP_MS;
    return p->steps != 0;
}

static void sift_up(struct sim_parcel_queue *q, size_t at)
{
    while (at > 0 && q->item[at]->due_ms < q->item[(at - 1) / 2]->due_ms) {
        struct sim_parcel *p = q->item[at];
        q->item[at] = q->item[(at - 1) / 2];
        q->item[(at - 1) / 2] = p;
        at = (at - 1) / 2;
    }
}

static void sift_down(struct sim_parcel_queue *q)
{
    for (size_t at = 0;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < q->count; child++)
            if (q->item[child]->due_ms < q->item[least]->due_ms) least = child;
        if (least == at) return;
        struct sim_parcel *p = q->item[at];
        q->item[at] = q->item[least];
        q->item[least] = p;
        at = least;
    }
}

bool sim_queue_push(struct sim_parcel_queue *q, struct sim_parcel *p)
{
    if (q->count == q->cap) {
        size_t cap = q->cap ? q->cap * 2 : 256;
        struct sim_parcel **wider = realloc(q->item, cap * sizeof(struct sim_parcel *));
        if (!wider) return false;
        q->item = wider;
        q->cap = cap;
    }
    q->item[q->count] = p;
    sift_up(q, q->count++);
    return true;
}

struct sim_parcel *sim_queue_pop(struct sim_parcel_queue *q, int64_t monotonic_ms)
{
    if (q->count == 0 || q->item[0]->due_ms > monotonic_ms) return NULL;
    struct sim_parcel *first = q->item[0];
    q->item[0] = q->item[--q->count];
    sift_down(q);
    return first;
}

int64_t sim_queue_next_ms(const struct sim_parcel_queue *q, int64_t monotonic_ms)
{
    if (q->count == 0) return -1;
    int64_t wait = q->item[0]->due_ms - monotonic_ms;
    return wait > 0 ? wait : 0;
}

void sim_queue_finish(struct sim_parcel_queue *q)
{
    for (size_t i = 0; i < q->count; i++)
        sim_parcel_destroy(q->item[i]);
    free(q->item);
    *q = (struct sim_parcel_queue){ 0 };
}
