/* conversation_right.c - what the reporter puts right about the matter of a ticket: that it is over
 * ("pohonnya sudah dipotong warga"), or somebody has come for it; that it is the one they reported
 * before ("itu laporan yang sama"), or another matter ("bukan masalah sekolah pak, ini masalah
 * portal"). */
#include "conversation_rules.h"
#include "domain/role.h"

bool may_be_put_right(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    return t && ticket_is_own_open(t) && t->status < STATUS_RESOLVED && same_place(u, t) &&
           !would_betray(u, t) && t->received_at <= f->message->sent_at;
}

/* --- it is over --- */

/* "tiangnya sudah digeser": a word that only hints at roads tells no other matter, nor does who
 * came: "sudah ada yang survei"; of an end it is enough that one of its words is of the matter
 * ("kabelnya sudah dibereskan"). */
static bool is_of_matter(const struct understood *u, const struct known_ticket *t)
{
    return !u->category_heard || u->news || category_is_other(u->category->code) ||
           (u->over && mentions_matter(u, t)) || str_equal(u->category->code, t->category);
}

/* Days later: the newest that they were in touch about, of which it is news or an end. */
static int64_t newest_of_matter(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (ticket_is_own_open(t) && t->status < STATUS_RESOLVED && is_of_matter(u, t) &&
            !is_in_confidence(t) && was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t->id;
    }
    return 0;
}

/* The one that is named, quoted or just spoken of; else the one of this matter. 0: none, or
 * nobody can tell. */
static int64_t over_ticket(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *about = ticket_about(f, u->category, STATUS_RECEIVED);
    const struct known_ticket *only = f->open_count == 1 ? &f->open[0] : NULL;
    int64_t id = bound_ticket(f);
    if (id) return id;
    if (f->over_id && !(about && u->category_heard)) return f->over_id;
    if (about) return about->id;
    id = settling_ticket(f);
    if (id && is_of_matter(u, &f->last)) return id;
    if (only && is_of_matter(u, only)) return only->id;
    /* What is over is no new report: with thanks it is of theirs, whatever we took that for. */
    bool ended = u->over && u->thanked && u->intent == INTENT_REPORT;
    if (only) return ended ? only->id : 0;
    return newest_of_matter(f);
}

/* Somebody came for it, or a part of it is done, which is no end: it stands on the ticket, and who
 * thanks is thanked. */
static bool tell_news(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t id = u->news ? over_ticket(f) : 0;
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (!may_be_put_right(f, t)) return false;
    act_join(f, out, id);
    if (u->thanked) act_say_joined(out, REPLY_THANKS);
    return true;
}

static bool asks_opinion(enum question asked)
{
    return question_asks_rating(asked) || asked == QUESTION_COMMENT || asked == QUESTION_OBJECTION;
}

/* "sudah nyala semua, terima kasih", where there are several and no word tells which. */
static bool ask_cancel_several(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    struct decision all = *out;
    bool several = u->over && u->for_all && !u->category_heard && !bound_ticket(f);
    if (!several || asks_opinion(f->before.asked)) return false;
    act_on_all_open(f, &all, f->message->sent_at);
    if (all.also_count == 0 || would_betray(u, &f->open[0])) return false;
    *out = all;
    act_ask(f, out, QUESTION_CANCEL_ALL, out->ticket_id, STR_EMPTY);
    out->kept_with = out->ticket_id;
    return true;
}

/* "jukirnya sudah tidak ada", and nothing of theirs is open: of what has ended, and no new report.
 */
static bool thank_for_end(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    enum question asked = f->before.asked;
    bool ended = ticket_is_own(t) && !t->open && f->open_count == 0 && !f->overtaken &&
                 was_told_within(f, t, CONVERSATION_REPEAT_MS);
    if (!ended || u->intent != INTENT_REPORT || asked == QUESTION_COMMENT ||
        asked == QUESTION_OBJECTION || !same_place(u, t) || would_betray(u, t))
        return false;
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_THANKS);
    return true;
}

/* "sudah muncul pak": of what somebody waits for it is an end. */
bool ends_own(const struct understood *u, const struct known_ticket *t)
{
    return u->over_if_own && !t->in_public && !category_is_other(t->category);
}

/* Whether to cancel it is asked as long as nobody works on it; then it is for them to read. */
bool rule_over(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    if (u->urgent || f->message->type != MESSAGE_TEXT) return false;
    /* What the desk has asked is answered first. */
    if (question_asks_solved(asked) || asked == QUESTION_REPORTER) return false;
    /* "ya tutup", asked whether to cancel. */
    if (question_asks_cancel(asked) && u->consent != CONSENT_NONE) return false;
    if (!u->over && !u->over_if_own) return tell_news(f, out);
    if (ask_cancel_several(f, out)) return true;
    /* "sudah bagus" may be of how it was done. */
    if ((u->over_bare || !u->over) && asks_opinion(asked)) return false;
    int64_t id = over_ticket(f);
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (!t && u->over && thank_for_end(f, out)) return true;
    if (!may_be_put_right(f, t)) return false;
    if (!u->over && !ends_own(u, t)) return tell_news(f, out);
    if (t->status != STATUS_RECEIVED) {
        act_join(f, out, id);
        bool thanks = u->intent == INTENT_THANKS;
        act_say_joined(out, thanks ? REPLY_THANKS : REPLY_OVER_NOTED);
        return true;
    }
    act_ask_cancel(f, out, id);
    out->over = true;
    return true;
}

/* --- it is taken back, whatever else is said --- */

static const struct known_ticket *ticket_taken_back(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *about =
        u->category_heard ? ticket_about(f, u->category, STATUS_RECEIVED) : NULL;
    int64_t id = bound_ticket(f);
    if (id == 0 && about) return about;
    if (id == 0) id = settling_ticket(f);
    if (id) return known_with_id(f, id);
    return f->open_count > 0 ? &f->open[0] : NULL;
}

/* "maaf pak saya salah kirim, ini desk nya probolinggo ya": and nothing else is told. */
static bool tells_missent(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool ours = u->namesake_count > 0 || place_district(u->place).len > 0;
    return u->missent && u->intent == INTENT_REPORT && f->message->type == MESSAGE_TEXT &&
           !hears_matter(u) && !u->troubled && !u->urgent && !ours &&
           f->message->text.len <= RIGHT_MAX;
}

/* "nama sudah saya betulkan kok, nggak jadi pak": asked as a command alone is, and why stands on
 * the ticket. What points at another report (conversation_command.c) or answers is left to that. */
bool rule_taken_back(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    /* A command in front is one, whatever its reason speaks of ("batal pak, saya pindah rumah"). */
    bool first = u->command == INTENT_CANCEL || u->fears;
    if (tells_missent(f) && act_take_back(f, out)) return true;
    enum question asked = f->before.asked;
    bool answers = question_asks_solved(asked) || asked == QUESTION_REPORTER ||
                   asks_opinion(asked) || (asked != QUESTION_NONE && u->consent != CONSENT_NONE);
    if (!(u->fears || (u->cancels && !u->points)) || u->gathers || answers ||
        f->message->type != MESSAGE_TEXT)
        return false;
    const struct known_ticket *t = ticket_taken_back(f);
    if (f->open_count == 0 && first && u->intent == INTENT_REPORT && !hears_matter(u) &&
        !names_place(u)) {
        act_cancel(f, out); /* nothing is open, and "batal" begins nothing */
        return true;
    }
    if (!may_be_put_right(f, t) || (!first && u->troubled && hears_another(u, t))) return false;
    act_ask_cancel(f, out, t->id);
    out->confide = u->fears && !t->confidential;
    return true;
}

/* --- it is the one before --- */

/* What neither the whole desk may read nor somebody works on yet. */
static bool may_be_merged(const struct known_ticket *t)
{
    return ticket_is_own_open(t) && t->status == STATUS_RECEIVED && !is_in_confidence(t);
}

/* "yang rambu sama polisi digabung": of those units none is meant as the one that it is a part of.
 */
static bool is_of_unit_named(const struct understood *u, const struct known_ticket *t)
{
    for (size_t i = 0; i < u->evident && i < u->candidate_count; i++)
        if (str_equal(u->candidates[i]->code, t->department)) return true;
    return false;
}

/* "itu masih soal bansos, jangan dipisah": the one of that matter; of what names the newest itself,
 * or nothing, the newest of no unit that is named, or else the newest. */
static const struct known_ticket *gathered_into(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *newest = NULL, *unnamed = NULL;
    for (size_t i = 1; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->status >= STATUS_RESOLVED || is_in_confidence(t)) continue;
        if (hears_matter(u) && str_equal(u->category->code, t->category)) return t;
        if (!newest) newest = t;
        if (!unnamed && !is_of_unit_named(u, t)) unnamed = t;
    }
    return unnamed ? unnamed : newest;
}

/* The report that a needless one repeats: the newest of its unit before it, else the newest. */
static const struct known_ticket *told_first(const struct conversation_facts *f)
{
    if (understood_of(f)->gathers) return gathered_into(f);
    const struct known_ticket *newest = NULL;
    for (size_t i = 1; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->status >= STATUS_RESOLVED || is_in_confidence(t)) continue;
        if (str_equal(t->department, f->open[0].department)) return t;
        if (!newest) newest = t;
    }
    return newest;
}

/* "itu laporan yang sama pak" behind a ticket that need not have been: as a tap at "ya, masih itu".
 * Where that was asked it is an answer. */
bool rule_same(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->open[0];
    enum question asked = f->before.asked;
    bool asks = asked == QUESTION_MATTER || asked == QUESTION_PART || asked == QUESTION_SIMILAR ||
                question_asks_cancel(asked);
    bool same = u->same_report || u->gathers;
    if (!same || u->urgent || asks || f->message->type != MESSAGE_TEXT || f->overtaken)
        return false;
    if (f->open_count < 2 || bound_ticket(f) || !may_be_merged(t)) return false;
    /* Where another one was spoken of since, only they can tell that this one is meant. */
    if (f->last.id != t->id && (!u->gathers || t->urgent)) return false;
    const struct known_ticket *first = told_first(f);
    if (!first || !was_told_within(f, t, CONVERSATION_ANSWER_MS)) return false;
    /* Reports that were joined stay joined: later, and to who only wonders, it is asked first. */
    if (!was_told_within(f, t, f->settle_ms) || f->last.id != t->id || u->inquires) {
        act_ask(f, out, QUESTION_MATTER, first->id, STR_EMPTY);
        out->into_id = first->id;
        out->ticket_id = t->id;
        return true;
    }
    out->act = ACT_FOLLOW;
    out->ticket_id = t->id;
    out->into_id = first->id;
    if (f->before.asked_ticket_id == t->id) conversation_answered(&out->after);
    act_follow(f, out, first->id);
    return true;
}

/* --- it is another matter --- */

bool denies_matter(const struct understood *u, struct str category)
{
    for (size_t i = 0; i < u->not_about_count; i++)
        if (str_equal(u->not_about[i]->code, category)) return true;
    return false;
}

/* The newest of which the words deny that it is what they say. */
static const struct known_ticket *denied_ticket(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if ((!bound || t->id == bound) && may_be_put_right(f, t) && denies_matter(u, t->category))
            return t;
    }
    return NULL;
}

/* "ini pohon pak, bukan sampah" behind what was taken for neither: the newest, not long ago. */
static const struct known_ticket *newest_mistaken(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->open[0];
    bool fresh = f->open_count > 0 && time_apart(f->message->sent_at, t->received_at) <=
                                          (uint64_t)CONVERSATION_ANSWER_MS;
    if (!fresh || f->message->text.len > MISTAKEN_MAX || u->also || bound_ticket(f) ||
        !may_be_put_right(f, t))
        return NULL;
    return str_equal(t->category, u->category->code) ? NULL : t;
}

/* "bukan sertifikat tanah pak, sertifikat zoom" behind what nobody knows yet: that it is not. */
static const struct known_ticket *newest_unknown(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->open[0];
    bool fresh = f->open_count > 0 && was_told_within(f, t, CONVERSATION_ANSWER_MS);
    return fresh && category_is_other(t->category) && !bound_ticket(f) && may_be_put_right(f, t)
               ? t
               : NULL;
}

/* What they say it is instead, if any word tells; else it is asked. Once somebody works on it they
 * read it there. */
bool rule_not_about(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = u->urgent || u->whistleblowing || u->namesake_count > 0, says = hears_matter(u);
    if (u->not_about_count == 0 || told || f->message->type != MESSAGE_TEXT) return false;
    const struct known_ticket *t = denied_ticket(f);
    /* With a place it may be another report, unless that is the very one. */
    if (names_place(u) && !says) t = NULL;
    if (!t && says && !names_place(u)) t = newest_mistaken(f);
    if (!t && !says && u->amends && !names_place(u)) t = newest_unknown(f);
    if (f->message->text.len > RIGHT_MAX || !t || is_in_confidence(t)) return false;
    if (t->status != STATUS_RECEIVED) {
        act_join(f, out, t->id);
        return true;
    }
    /* What stands somewhere only hints: "bukan sampah rumah tangga tapi plastik pabrik". */
    bool hint = !u->sure && u->by_spot;
    out->denies_danger = t->urgent && denies_matter(u, t->category);
    if (!says || hint || denies_matter(u, u->category->code)) {
        act_join_asking(f, out, t->id, QUESTION_CATEGORY);
        return true;
    }
    out->act = ACT_CATEGORY;
    out->ticket_id = t->id;
    out->arg = u->category->code;
    act_follow(f, out, t->id);
    return true;
}

/* --- it was meant otherwise --- */

/* "yang utama judinya pak": of a report that tells of that itself, and nothing new is. */
bool rule_retold(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = f->retold_id ? known_with_id(f, f->retold_id) : NULL;
    bool more = u->troubled || u->urgent || u->also || u->own_too || u->accuses || u->chases ||
                u->beside_count > 0 || names_place(u);
    if (more || u->intent != INTENT_REPORT || f->message->type != MESSAGE_TEXT || f->overtaken ||
        f->message->text.len > MISTAKEN_MAX || bound_ticket(f) || number_is_strange(f))
        return false;
    if (!may_be_put_right(f, t) || is_in_confidence(t) ||
        !was_told_within(f, t, CONVERSATION_GOES_ON_MS))
        return false;
    act_join(f, out, t->id);
    return true;
}

/* Of which report: who was hurt there the day before, or is ill by it; NULL: of none. */
static const struct known_ticket *hurt_there(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool alone = !u->also && !u->own_too && !u->beside_count;
    const struct known_ticket *t = alone && (u->hurt_past || u->suffers) ? spoken_of(f) : NULL;
    /* "sudah ada korban, kemarin patah kaki", "adik saya masuk rs gara2 itu": by what else but what
     * all use. */
    bool by_it = t && (u->hurt_past ? u->refers || (!hears_matter(u) && t->in_public)
                                    : !u->urgent && t->in_public && (u->refers || u->there) &&
                                          u->category && u->category->is_private);
    return by_it ? t : NULL;
}

/* Told by what was reported: whom its hazard puts in danger now, and who was hurt there the day
 * before, which is no alarm. */
bool rule_hurt(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->intent != INTENT_REPORT || f->message->type != MESSAGE_TEXT || f->overtaken ||
        u->whistleblowing || names_place(u) || (bound_ticket(f) && bound_ticket(f) != f->peril_id))
        return false;
    const struct known_ticket *t = f->peril_id ? known_with_id(f, f->peril_id) : NULL;
    if (!t) t = hurt_there(f);
    if (!may_be_put_right(f, t) || is_in_confidence(t)) return false;
    act_join(f, out, t->id);
    if (f->peril_id) {
        bool other = !str_equal(u->category->code, t->category);
        out->leads = out->correct = other && t->status == STATUS_RECEIVED;
        out->react = out->react && !out->correct;
    } else {
        out->past_hurt = out->react = true;
        out->has_reply = false;
        out->reply = (enum reply_key)0;
    }
    return true;
}

bool puts_matter_right(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool calm = !u->urgent || (u->clarifies && !u->in_need && !u->self_harm &&
                               f->message->text.len <= MISTAKEN_MAX);
    return f->message->type == MESSAGE_TEXT && f->message->text.len <= RIGHT_MAX && !f->overtaken &&
           calm && !u->whistleblowing && !u->also && !number_is_strange(f) &&
           may_be_put_right(f, t) && !is_in_confidence(t);
}

/* "eh maaf masih soal vaksin tadi", be another one told of between. */
bool rule_goes_back(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool names = u->goes_back && u->intent == INTENT_REPORT && hears_matter(u);
    const struct known_ticket *t = names ? ticket_about(f, u->category, STATUS_RECEIVED) : NULL;
    if (!t || bound_ticket(f) || !puts_matter_right(f, t)) return false;
    act_join(f, out, t->id);
    return true;
}

/* "maksud saya aplikasinya, data hilang": by its own word a part of what was told, and its matter
 * where that was unclear and is sure now. What else it says (where, how it goes) other rules hear.
 */
bool rule_meant(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = u->clarifies ? spoken_of(f) : NULL;
    bool tells = u->intent == INTENT_REPORT && !u->inquires && !names_place(u);
    if (!tells || !puts_matter_right(f, t)) return false;
    /* "maksudnya saluran PDAM pak": a few words that say nothing else. */
    bool fresh = was_told_within(f, t, CONVERSATION_ANSWER_MS);
    bool renamed = (u->states || u->urgent) && fresh && f->message->text.len <= MISTAKEN_MAX;
    bool unsure = category_is_other(t->category) || renamed ||
                  (f->before.asked == QUESTION_UNIT && f->before.asked_ticket_id == t->id);
    bool another = unsure && u->category_sure && !str_equal(u->category->code, t->category);
    if (!another && conversation_asks_where(&f->before)) return false;
    act_join(f, out, t->id);
    out->correct = makes_clear(u, t);
    if (out->correct) out->react = false;
    if (!another || out->correct || t->status != STATUS_RECEIVED) return true;
    if (u->urgent) {
        out->leads = out->correct = true;
        out->react = false;
        return true;
    }
    out->act = ACT_CATEGORY;
    out->react = false;
    out->arg = u->category->code;
    return true;
}

/* "di balai desa", "di puskesmas" right behind a report of how somebody behaves, or of which the
 * unit was left open: whose house it is. */
bool rule_house(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t id = settling_ticket(f);
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    bool house = u->category && (u->house == u->category || !u->category->department);
    bool names = u->names_spot && u->states && u->category_sure && hears_matter(u);
    if (!t || !names || !house || names_place(u) || !puts_matter_right(f, t)) return false;
    bool open = category_is_servants(t->category) ||
                (f->before.asked == QUESTION_UNIT && f->before.asked_ticket_id == t->id);
    if (!open || t->status != STATUS_RECEIVED || str_equal(u->category->code, t->category))
        return false;
    act_join(f, out, t->id);
    out->act = ACT_CATEGORY;
    out->react = false;
    out->arg = u->category->code;
    return true;
}
