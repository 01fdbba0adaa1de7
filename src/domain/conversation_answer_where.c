/* conversation_answer_where.c - an answer to where: a place, a pin, a landmark, or a list then. */
#include "conversation_rules.h"

/* An answer in other words than a place is short: "di depan balai desa". */
#define ASIDE_MAX 80

static bool is_retold(const struct conversation_facts *f)
{
    return f->retold_id && f->retold_id == f->asked.id;
}

/* "saya jualan di desa x", "lampu merah leces": where it is, and nothing else. */
static bool only_says_where(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool self = u->tells_self && !u->category->is_private;
    return names_place(u) && u->states && (u->names_spot || self) && !would_betray(u, &f->asked);
}

/* "klenang lor, samping rumah pak kades": where it is, and nothing is wrong with that. */
static bool states_where(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool shows = names_place(u) && u->states && u->shows_where && !would_betray(u, &f->asked);
    return shows || only_says_where(f);
}

static bool is_other_category(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    if (u->strange_spot || is_retold(f)) return false;
    bool where = states_where(f) || (names_place(u) && category_is_other(u->category->code));
    /* "perumahan griya asri" */
    bool spot = u->names_spot || (u->by_spot && u->states && u->shows_where);
    if (spot && !names_place(u) && question_asks_where(f->before.asked)) return false;
    if (where && !u->also && conversation_asks_where(&f->before)) return false;
    return (u->category_sure && !str_equal(u->category->code, f->asked.category)) ||
           (u->troubled && hears_another(u, &f->asked));
}

/* "di desa pajurangan pak maaf baru bales", "itu yang paving rusak di desa jabung candi": hours
 * later too, as long as nothing else is told. */
static bool is_late_place(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool same = is_retold(f) || only_says_where(f) ||
                (u->category_heard && str_equal(u->category->code, f->asked.category));
    return f->before.asked != QUESTION_UNIT && f->message->text.len <= ASIDE_MAX &&
           (same || (!u->category_heard && !u->troubled)) && !u->urgent && !u->also;
}

/* A place that was asked for, in words or by a pin, and no other matter beside it. */
static bool answer_place(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool tells = u->intent == INTENT_REPORT || u->intent == INTENT_NONE;
    bool by_list = f->before.asked == QUESTION_DISTRICT || f->before.asked == QUESTION_VILLAGE ||
                   f->before.asked == QUESTION_BORDER;
    bool pin = u->intent == INTENT_NONE;
    if (!u->place || !tells || (f->asked.district.len && !by_list)) return false;
    if (!pin && !u->place_only && !asked_within(f, f->settle_ms) && !is_late_place(f)) return false;
    if (is_other_category(f) || would_betray(u, &f->asked)) return false;
    act_place(f, out, f->asked.id);
    out->correct = makes_clear(u, &f->asked);
    conversation_answered(&out->after);
    return true;
}

/* Of its district and village, from here on by list. */
static void ask_district_beside(const struct conversation_facts *f, struct decision *out)
{
    act_join(f, out, f->asked.id);
    out->react = false;
    out->question = QUESTION_DISTRICT;
    conversation_ask(&out->after, QUESTION_DISTRICT, f->asked.id, f->message->sent_at);
}

/* A pin at sea, or where nobody can tell, is no answer. */
static bool answer_nowhere(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_LOCATION || understood_of(f)->place || f->asked.district.len ||
        would_betray(understood_of(f), &f->asked))
        return false;
    ask_district_beside(f, out);
    return true;
}

/* "di depan balai desa", "tidak tahu": then by list, once. "udah lama" tells something else. */
static bool ask_by_list(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->command == INTENT_CANCEL && u->points) return false; /* "yang ketintang ga usah" */
    /* "kantornya di mana ya"; not "di mana ya tepatnya" */
    if (u->asks_to_know && u->refers_beside && !u->refers) return false;
    bool nothing = u->intent == INTENT_NOISE || u->intent == INTENT_YES || u->intent == INTENT_NO;
    /* "oke", "5", hours after it: to what the desk has said since. */
    if (nothing && (u->consent == CONSENT_YES || u->rating) && !u->inquires &&
        !asked_within(f, f->settle_ms))
        return false;
    bool aside = u->intent == INTENT_REPORT && !u->place && !is_other_category(f) &&
                 !would_betray(u, &f->asked) && !u->urgent && !tells_own_too(f) &&
                 f->message->text.len <= ASIDE_MAX;
    /* Behind another question only what cannot be an answer to that. */
    bool behind = f->before.asked == QUESTION_PART && u->whereabouts;
    bool asked = f->before.asked == QUESTION_PLACE || f->before.asked == QUESTION_NAMESAKE ||
                 (behind && conversation_asks_where(&f->before));
    if (f->message->type != MESSAGE_TEXT || !asked || f->unseen || u->number) return false;
    if (f->asked.district.len || (!nothing && !aside)) return false;
    bool here = nothing && u->there && u->states; /* "disini pak" */
    /* "gang mawar" */
    bool lane = u->shows_where && u->states && (!hears_matter(u) || u->by_spot);
    bool where = u->whereabouts || u->strange_spot || u->names_spot || here || lane;
    /* "bisa gak pak truknya?" is no answer, and "baik" would be none to that. */
    if (aside && u->inquires && (u->refers || (hears_matter(u) && !lane && !u->names_spot))) {
        act_answer_asked(f, out, f->asked.id);
        return true;
    }
    if (is_several_words(f) && !where && u->intent != INTENT_NO)
        act_join(f, out, f->asked.id);
    else if (nothing && !is_several_words(f))
        act_ask(f, out, QUESTION_DISTRICT, f->asked.id, STR_EMPTY);
    else
        ask_district_beside(f, out);
    return true;
}

/* "desa Karanganyar": of which district? */
static bool answer_namesake(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->namesake_count == 0 || u->intent != INTENT_REPORT || f->asked.district.len) return false;
    bool late = !u->place_only && !asked_within(f, f->settle_ms) && !is_late_place(f);
    if (u->urgent || late) return false;
    if (is_other_category(f) || would_betray(u, &f->asked)) return false;
    act_ask_namesake(f, out, f->asked.id);
    return true;
}

bool answer_where(const struct conversation_facts *f, struct decision *out)
{
    return answer_place(f, out) || answer_nowhere(f, out) || answer_namesake(f, out) ||
           answer_unit(f, out) || ask_by_list(f, out);
}
