/* intake_similar.c - others have reported the same: the citizen may follow theirs. */
#include "base/unicode.h"
#include "intake_words.h"
#include "store/ticket_store.h"
#include <stdio.h>

#define BODY_POINTS 1024

bool intake_similar(struct intake_step *s, const struct ticket *t, struct ticket *out,
                    struct err *e)
{
    const struct similar_rule *rule = &s->options->similar;
    struct ticket alike[TICKET_ALIKE_MAX];
    size_t count;
    double metres;
    *out = (struct ticket){ 0 };
    if (rule->within_ms == 0) return true;
    if (!ticket_alike(s->db, t, s->now - rule->within_ms, s->arena, alike, TICKET_ALIKE_MAX, &count,
                      e))
        return false;
    for (size_t i = 0; i < count; i++)
        if (ticket_is_similar(rule, t, &alike[i], &metres) && alike[i].supporters > out->supporters)
            *out = alike[i];
    return true;
}

static bool add_choices(struct intake_step *s, const struct ticket *t, const struct ticket *other,
                        int64_t token, struct outbound *content, struct err *e)
{
    struct choice choice = { .verb = CHOICE_FOLLOW, .ticket_id = t->id, .token = token };
    if (!arena_text(s->arena, &choice.arg, e, "%lld", (long long)other->id) ||
        !intake_choice_add(s, content, &choice, REPLY_BUTTON_JOIN, e))
        return false;
    choice.verb = CHOICE_OWN;
    choice.arg = STR_EMPTY;
    return intake_choice_add(s, content, &choice, REPLY_BUTTON_OWN, e);
}

bool intake_offer_similar(struct intake_step *s, const struct ticket *t, struct outbound *content,
                          struct conversation *after, struct err *e)
{
    struct ticket other;
    struct str words;
    char count[24];
    if (s->quiet_until) return true; /* nothing is asked while a human speaks */
    if (!intake_similar(s, t, &other, e)) return false;
    if (other.id == 0) return true;
    (void)snprintf(count, sizeof count, "%lld", (long long)other.supporters);
    struct reply_vars vars = { .count = str_of(count) };
    if (!intake_text(s, REPLY_SIMILAR_ASK, &vars, &words, e)) return false;
    struct outbound asked = { .type = OUTBOUND_BUTTONS };
    if (!arena_text(s->arena, &asked.body, e, "%.*s\n\n%.*s", STR_ARG(str_trim(content->body)),
                    STR_ARG(words)))
        return false;
    if (utf8_count(asked.body) > BODY_POINTS) return true;
    conversation_ask(after, QUESTION_SIMILAR, t->id, s->message->sent_at);
    if (!add_choices(s, t, &other, after->token, &asked, e)) return false;
    *content = asked;
    return true;
}
