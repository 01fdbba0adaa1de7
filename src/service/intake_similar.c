/* intake_similar.c - others have reported the same: the citizen may follow theirs. */
#include "intake_private.h"
#include "store/subscriber_store.h"
#include "store/ticket_store.h"
#include <stdlib.h>

/* What others have reported of t: open, near and recent enough. */
static bool similar_find(struct intake_step *s, const struct ticket *t,
                         struct ticket out[TICKET_ALIKE_MAX], size_t *count, struct err *e)
{
    const struct similar_rule *rule = &s->options->similar;
    size_t found, n = 0;
    double metres;
    *count = 0;
    if (rule->within_ms == 0) return true;
    if (!ticket_alike(s->db, t, s->now - rule->within_ms, s->arena, out, TICKET_ALIKE_MAX, &found,
                      e))
        return false;
    for (size_t i = 0; i < found; i++)
        if (ticket_is_similar(s->options->desk, rule, t, &out[i], &metres)) out[n++] = out[i];
    *count = n;
    return true;
}

bool intake_similar(struct intake_step *s, const struct ticket *t, struct decision *d,
                    enum question *question, struct err *e)
{
    struct ticket similar[TICKET_ALIKE_MAX];
    size_t count;
    int64_t most = 0;
    bool first = *question == QUESTION_UNIT && s->understood->category_heard;
    if (*question != QUESTION_NONE && !first) return true;
    if (!similar_find(s, t, similar, &count, e)) return false;
    for (size_t i = 0; i < count; i++) {
        if (similar[i].supporters <= most) continue;
        most = similar[i].supporters;
        d->into_id = similar[i].id;
        *question = QUESTION_SIMILAR;
    }
    return true;
}

/* --- how many citizens --- */

/* Reporter and followers of it. */
static bool people_add(struct intake_step *s, const struct ticket *t, int64_t *people, size_t max,
                       size_t *count, struct err *e)
{
    int64_t page[SUBSCRIBER_PAGE], after = 0;
    size_t n = SUBSCRIBER_PAGE;
    if (*count < max) people[(*count)++] = t->contact_id;
    for (; t->supporters > 1 && n == SUBSCRIBER_PAGE; after = page[SUBSCRIBER_PAGE - 1]) {
        if (!subscriber_list(s->db, t->id, after, page, &n, e)) return false;
        for (size_t i = 0; i < n && *count < max; i++)
            people[(*count)++] = page[i];
    }
    return true;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Each once, and without `but`. */
static size_t people_count(int64_t *people, size_t count, int64_t but)
{
    size_t n = 0;
    if (count) qsort(people, count, sizeof *people, by_number);
    for (size_t i = 0; i < count; i++)
        if (people[i] != but && (i == 0 || people[i] != people[i - 1])) n++;
    return n;
}

bool intake_similar_people(struct intake_step *s, const struct ticket *t, const struct ticket *into,
                           size_t *count, struct err *e)
{
    struct ticket similar[TICKET_ALIKE_MAX];
    size_t tickets, n = 0, max = (size_t)into->supporters;
    if (!similar_find(s, t, similar, &tickets, e)) return false;
    for (size_t i = 0; i < tickets; i++)
        max += (size_t)similar[i].supporters;
    int64_t *people = arena_alloc(s->arena, max * sizeof *people);
    if (!people) return err_set(e, ERR_MEMORY, "similar: no memory");
    if (!people_add(s, into, people, max, &n, e)) return false;
    for (size_t i = 0; i < tickets; i++)
        if (similar[i].id != into->id && !people_add(s, &similar[i], people, max, &n, e))
            return false;
    *count = people_count(people, n, t->contact_id);
    return true;
}
