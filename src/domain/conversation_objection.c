/* conversation_objection.c - a report was not taken up, and its reporter says that this is a
 * mistake.
 */
#include "conversation_rules.h"

/* In more letters a matter of its own is told. */
#define CONTRADICTS_MAX 100

static bool was_not_taken_up(const struct known_ticket *t)
{
    return ticket_is_own(t) && ticket_is_refused(t->status, t->outcome);
}

/* Words, or a photo, that answer such an end: no courtesy, and no command. */
static bool object_to(const struct conversation_facts *f, struct decision *out,
                      const struct known_ticket *t)
{
    enum intent intent = understood_of(f)->intent;
    bool words = intent == INTENT_REPORT || intent == INTENT_NOISE || intent == INTENT_YES ||
                 intent == INTENT_NO;
    bool photo = is_wordless_type(f->message) && f->message->type != MESSAGE_STICKER;
    /* "oke", "nggih" behind it: it was read. */
    const struct understood *u = understood_of(f);
    bool nods = intent != INTENT_REPORT && u->consent == CONSENT_YES && !u->still && !u->inquires;
    if (!was_not_taken_up(t) || nods || !(words || (photo && intent == INTENT_NONE))) return false;
    out->act = ACT_OBJECT;
    out->ticket_id = t->id;
    out->take_loose = loose_is_fresh(f);
    return true;
}

/* "lho kok ditolak? asapnya tiap hari kami hirup", where that lies: why it is wrong; not "kok
 * bansos saya ditolak" of a lamp. */
static bool disputes(const struct understood *u, const struct known_ticket *t)
{
    bool another = hears_another(u, t) && u->category_sure && !u->refers;
    return u->disputes && same_place(u, t) && !u->urgent && !another;
}

/* "jadi gimana keputusannya? pohonnya dipotong apa tidak": goes on about what was not taken up, not
 * long ago. */
static bool asks_what_is_decided(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool back = u->refers || u->refers_beside || u->points_back;
    return u->chases && u->asks && back && !u->also && !u->urgent && same_place(u, t) &&
           !hears_another(u, t) && !is_in_confidence(t) &&
           was_told_within(f, t, CONVERSATION_GOES_ON_MS) && f->message->type == MESSAGE_TEXT;
}

/* "itu yang masang pak kades, makanya dibiarkan": tells on of what was not taken up, in words that
 * begin with it, and of nothing else. */
static bool tells_on(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    return f->open_count == 0 && u->intent == INTENT_REPORT && u->refers && !u->inquires &&
           (u->accuses || u->continues || u->points_back) && !u->also && !u->urgent && !u->apart &&
           !names_place(u) && u->kind == KIND_COMPLAINT && !is_in_confidence(t) &&
           !(hears_another(u, t) && u->category_sure && u->troubled && !u->accuses) &&
           !(u->accuses && is_led_by(u, t)) && was_told_within(f, t, CONVERSATION_REPEAT_MS) &&
           f->message->type == MESSAGE_TEXT;
}

/* "mohon dicek lagi, kok tetangga saya boleh jualan tapi saya ndak": of the matter that was not
 * taken up, days later, and of no place. */
static bool asks_why_others(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    return u->intent == INTENT_REPORT && u->inquires && hears_matter(u) &&
           str_equal(u->category->code, t->category) && !names_place(u) && !u->also && !u->urgent &&
           !u->shows_where && !is_in_confidence(t) && f->message->type == MESSAGE_TEXT &&
           was_told_within(f, t, CONVERSATION_REPEAT_MS);
}

/* "ini bansos adik saya yang odgj itu pak, bukan hal lain": their own matter, of the unit that had
 * it. */
static bool insists(const struct understood *u, const struct known_ticket *t)
{
    bool unit = u->evident > 0 && str_equal(u->candidates[0]->code, t->department);
    return unit && u->refers && u->category && u->category->is_private && !t->in_public &&
           !names_place(u) && !u->urgent;
}

/* "bukan jalan pak, rumah saya itu yang kebanjiran", "..., jembatannya hampir ambruk itu": what was
 * not taken up is denied, and what another unit has is somewhere; or something else is in danger.
 */
static bool means_another_thing(const struct understood *u, const struct known_ticket *t)
{
    const struct department *owner = owner_of(u);
    bool theirs = owner && str_equal(owner->code, t->department);
    bool lies = (u->shows_where || u->there) && !theirs && denies_matter(u, t->category);
    return u->category_sure && (u->pressing || lies);
}

/* "itu bukan jalan nasional pak, itu jalan kabupaten": of what was not taken up, by its own "itu",
 * the reason is wrong. Not "bukan itu pak, lampu depan rumah saya yang mati". */
static bool contradicts(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool says = u->amends || u->not_about_count > 0;
    bool another = hears_another(u, t);
    bool told = u->not_about_count > 0 ? another && means_another_thing(u, t)
                                       : hears_matter(u) && (another || u->shows_where);
    return says && !told && f->open_count == 0 && u->intent == INTENT_REPORT && u->refers &&
           !u->also && !u->urgent && u->kind == KIND_COMPLAINT && same_place(u, t) &&
           !is_in_confidence(t) && f->message->text.len <= CONTRADICTS_MAX &&
           was_told_within(f, t, CONVERSATION_GOES_ON_MS) && f->message->type == MESSAGE_TEXT;
}

/* Below its end, or with its number; "lho kok ditolak" of the one they were told of last. */
bool rule_objection(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = f->named.id ? &f->named : &f->quoted;
    const struct understood *u = understood_of(f);
    bool of_last = disputes(u, &f->last) || asks_what_is_decided(f) || tells_on(f) ||
                   asks_why_others(f) || contradicts(f) ||
                   (f->open_count == 0 && u->intent == INTENT_REPORT && insists(u, &f->last));
    if (!t->id && of_last && !f->overtaken) t = &f->last;
    return !would_betray(u, t) && object_to(f, out, t);
}

/* A trouble somewhere, or danger, is not about the reason that was given. */
static bool is_new_matter(const struct understood *u, const struct known_ticket *t)
{
    bool tells = u->place || u->troubled || u->urgent;
    if (disputes(u, t) || insists(u, t)) return false;
    if (u->refers && u->inquires && same_place(u, t) && !u->urgent) return false;
    return u->intent == INTENT_REPORT && (u->urgent || (tells && is_another_matter(u, t)));
}

/* "belum" takes the ticket up again as long as that is lawful, whether the reason comes along or
 * not; whatever else is written back reaches the desk on the ticket. */
bool answer_objection(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->asked;
    bool belum = u->intent == INTENT_NO || u->verdict == VERDICT_NOT;
    if (!was_not_taken_up(t) || would_betray(u, t)) return false;
    if (belum && (u->verdict_first || !is_new_matter(u, t)) &&
        act_verdict(f, out, t, VERDICT_NOT)) {
        conversation_answered(&out->after);
        return true;
    }
    bool late =
        time_apart(f->message->sent_at, f->before.asked_at) > (uint64_t)CONVERSATION_REPEAT_MS;
    /* Days later only what goes on about it, and no question of which report is meant. */
    bool about = u->disputes || u->asks_case ||
                 !(hears_another(u, t) || (u->chases && u->asks && u->of_report));
    about = about || !came_late(f);
    return !is_new_matter(u, t) && !late && about && object_to(f, out, t);
}
