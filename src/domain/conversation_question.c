/* conversation_question.c - what was asked last, and "where?" that another question came before.
 *
 * A question is forgotten when the next one is asked; but a ticket whose place nobody knows helps
 * nobody, so that one waits (HELD_WHERE) and is put again. */
#include "conversation_rules.h"

bool question_asks_where(enum question question)
{
    return question == QUESTION_PLACE || question == QUESTION_DISTRICT ||
           question == QUESTION_VILLAGE || question == QUESTION_NAMESAKE ||
           question == QUESTION_BORDER;
}

bool question_asks_cancel(enum question question)
{
    return question == QUESTION_CANCEL || question == QUESTION_CANCEL_ALL;
}

bool question_asks_solved(enum question question)
{
    return question == QUESTION_SOLVED || question == QUESTION_AGAIN;
}

bool question_asks_rating(enum question question)
{
    return question == QUESTION_RATING || question == QUESTION_RATING_AGAIN;
}

void conversation_answered(struct conversation *c)
{
    c->asked = QUESTION_NONE;
    c->asked_ticket_id = 0;
}

void conversation_ask(struct conversation *c, enum question question, int64_t ticket_id, int64_t at)
{
    bool again = question_asks_where(question);
    bool other = !again || ticket_id != c->asked_ticket_id;
    size_t waits = again ? held_find(&c->held, HELD_WHERE, ticket_id) : SIZE_MAX;
    if (waits != SIZE_MAX) held_drop(&c->held, waits);
    if (question_asks_where(c->asked) && c->asked_ticket_id && other &&
        held_find(&c->held, HELD_WHERE, c->asked_ticket_id) == SIZE_MAX)
        held_add(&c->held, (struct held_message){ HELD_WHERE, c->asked_at, c->asked_ticket_id });
    c->asked = question;
    c->asked_ticket_id = ticket_id;
    c->asked_at = at;
    c->token++;
}

bool conversation_asks_where(const struct conversation *c)
{
    return question_asks_where(c->asked) ||
           (c->asked_ticket_id && held_find(&c->held, HELD_WHERE, c->asked_ticket_id) != SIZE_MAX);
}

int64_t conversation_where_next(struct conversation *c, int64_t at)
{
    for (size_t i; (i = held_find(&c->held, HELD_WHERE, 0)) != SIZE_MAX;) {
        const struct held_message m = c->held.messages[i];
        held_drop(&c->held, i);
        if (time_apart(at, m.at) <= (uint64_t)CONVERSATION_ANSWER_MS) return m.id;
    }
    return 0;
}
