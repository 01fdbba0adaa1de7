/* intake_similar.c - others have reported the same: the citizen may follow theirs. */
#include "intake_private.h"
#include "store/ticket_store.h"

bool intake_similar(struct intake_step *s, const struct ticket *t, struct decision *d,
                    enum question *question, struct err *e)
{
    const struct similar_rule *rule = &s->options->similar;
    struct ticket alike[TICKET_ALIKE_MAX];
    size_t count;
    double metres;
    int64_t most = 0;
    bool first = *question == QUESTION_UNIT && s->understood->category_heard;
    if (rule->within_ms == 0 || (*question != QUESTION_NONE && !first)) return true;
    if (!ticket_alike(s->db, t, s->now - rule->within_ms, s->arena, alike, TICKET_ALIKE_MAX, &count,
                      e))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!ticket_is_similar(s->options->desk, rule, t, &alike[i], &metres) ||
            alike[i].supporters <= most)
            continue;
        most = alike[i].supporters;
        d->into_id = alike[i].id;
        *question = QUESTION_SIMILAR;
    }
    return true;
}
