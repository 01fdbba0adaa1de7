/* conversation_later.c - what comes long after the only report they have, and names no matter of
 * its own: "jalannya tambah parah", "sudah 5 hari lo pak", "nomor berkasnya yang tadi salah". Who
 * goes on with a report does not say again what it was; it is joined, and whether that was meant is
 * asked, so that a tap makes it a report of its own. */
#include "conversation_rules.h"

/* What is longer tells its own matter, whether we know the words or not. */
#define LATER_MAX 80

static const struct known_ticket *only_report(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->open[0];
    int64_t now = f->message->sent_at;
    if (f->open_count != 1 || !ticket_is_own_open(t) || t->status >= STATUS_RESOLVED) return NULL;
    if (is_in_confidence(t) || would_betray(u, t) || t->received_at > now) return NULL;
    if (time_apart(now, t->received_at) > (uint64_t)CONVERSATION_REPEAT_MS) return NULL;
    return t;
}

bool may_go_on_later(const struct understood *u)
{
    bool here = u->place || u->namesake_count > 0 || u->place_only || u->denies_place;
    return u->intent == INTENT_REPORT && !here && !u->urgent && !u->whistleblowing &&
           u->beside_count == 0 && !u->own_too;
}

/* "lampu sudah nyala 1, yang lain masih mati": how it stands, of that very matter. */
static bool tells_how_it_stands(const struct understood *u, const struct known_ticket *t)
{
    return u->category_heard && str_equal(u->category->code, t->category) &&
           (u->verdict == VERDICT_PARTLY || u->verdict == VERDICT_NOT);
}

static bool names_no_matter(const struct understood *u)
{
    return !u->category_heard || category_is_other(u->category->code);
}

static void ask_whether_part(const struct conversation_facts *f, struct decision *out, int64_t id)
{
    out->part = true;
    out->react = false;
    out->question = QUESTION_PART;
    hold_message(f, out, HELD_ASKED);
    conversation_ask(&out->after, QUESTION_PART, id, f->message->sent_at);
}

bool rule_later(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = only_report(f);
    if (!t || !may_go_on_later(u) || f->message->text.len > LATER_MAX || f->overtaken) return false;
    if (bound_ticket(f) || settling_ticket(f) || number_is_strange(f)) return false;
    bool clear = u->amends && makes_clear(u, t), stands = tells_how_it_stands(u, t);
    if (!clear && !stands && !names_no_matter(u)) return false;
    act_join(f, out, t->id);
    out->correct = clear;
    if (clear) out->react = false;
    if (!clear && !stands && !u->amends) ask_whether_part(f, out, t->id);
    return true;
}
