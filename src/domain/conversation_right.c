/* conversation_right.c - what the reporter puts right about the matter of a ticket: that it is the
 * one they reported before ("itu laporan yang sama"), or another matter ("bukan masalah sekolah
 * pak, ini masalah portal"), or is taken back. That it is over: conversation_over.c. */
#include "conversation_rules.h"
#include "domain/role.h"

bool may_be_put_right(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    return t && ticket_is_own_open(t) && t->status < STATUS_RESOLVED && same_place(u, t) &&
           !would_betray(u, t) && t->received_at <= f->message->sent_at;
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

/* Nothing is open, or was then, and "batal" begins nothing; its report may be on its way, and why
 * it is needless stands on that. */
static void take_back_none(const struct conversation_facts *f, struct decision *out)
{
    hold_message(f, out, understood_of(f)->fears ? HELD_FEARED : HELD_ASIDE);
    if (f->open_count == 0)
        act_cancel(f, out);
    else
        wait_behind(f, out, HELD_CANCEL);
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
    bool none = f->open_count == 0 || (went_before(f) && !bound_ticket(f));
    bool alone = u->intent == INTENT_REPORT && !hears_matter(u) && !names_place(u);
    if (none && first && (alone || u->fears)) {
        take_back_none(f, out);
        return true;
    }
    /* "sudah saya tanyakan ke kemenag": that is none of theirs, whatever office stands in it. */
    bool tells = !first && !u->points_back && u->troubled;
    if (!may_be_put_right(f, t) || (tells && hears_another(u, t))) return false;
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

static void act_merge(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                      int64_t into_id)
{
    out->act = ACT_FOLLOW;
    out->ticket_id = ticket_id;
    out->into_id = into_id;
    if (f->before.asked_ticket_id == ticket_id) conversation_answered(&out->after);
    act_follow(f, out, into_id);
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
    act_merge(f, out, t->id, first->id);
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
    return f->retold_id == t->id || str_equal(t->category, u->category->code) ? NULL : t;
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

/* "bukan ktp pak, yang saya tanyakan BPJS", of a report that tells of that itself: nothing is put
 * right. */
static bool tells_of_itself(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = known_with_id(f, f->retold_id);
    if (f->message->text.len > RIGHT_MAX || bound_ticket(f) || !may_be_put_right(f, t) ||
        is_in_confidence(t))
        return false;
    act_join(f, out, t->id);
    return true;
}

bool means_other(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *denied)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = hears_matter(u) && !denies_matter(u, u->category->code)
                                       ? ticket_about(f, u->category, STATUS_RECEIVED)
                                       : NULL;
    if (!t || t->id == denied->id || t->status >= STATUS_RESOLVED || is_in_confidence(t))
        return false;
    bool mistaken = denied->status == STATUS_RECEIVED && !denied->urgent &&
                    t->received_at <= denied->received_at;
    /* "..., gabung saja", "lho kok ke rumah sakit? ini masih soal pohon tadi": the two are one. */
    if ((u->gathers || u->goes_back) && mistaken && may_be_merged(denied)) {
        act_merge(f, out, denied->id, t->id);
        return true;
    }
    /* "bukan kantor desa pak, itu lampu jalan juga" to what was made of the message before it. */
    bool just = f->last.id == denied->id || u->also || u->gathers;
    if (!mistaken || ((u->refers || u->continues || u->differs) && !just)) {
        act_answer_asked(f, out, t->id);
        return true;
    }
    act_join(f, out, denied->id);
    out->react = false;
    out->question = QUESTION_MATTER;
    out->into_id = t->id;
    conversation_ask(&out->after, QUESTION_MATTER, t->id, f->message->sent_at);
    return true;
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
    /* "kok RSUD pak? saya lapor jalan rusak", and that is what it is. */
    const struct known_ticket *as_told =
        !t && says && u->inquires ? ticket_about(f, u->category, STATUS_RECEIVED) : NULL;
    if (as_told && !names_place(u) && f->message->text.len <= RIGHT_MAX &&
        !is_in_confidence(as_told)) {
        act_answer_asked(f, out, as_told->id);
        return true;
    }
    if (!t && !says && u->amends && !names_place(u)) t = newest_unknown(f);
    if (!t && says && f->retold_id && tells_of_itself(f, out)) return true;
    if (f->message->text.len > RIGHT_MAX || !t || is_in_confidence(t)) return false;
    if (means_other(f, out, t)) return true;
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

/* "sekeluarga ngungsi di mushola, belum ada makanan": of what drove them there, a day or more ago;
 * NULL: of nothing that we know. */
static const struct known_ticket *hungry_by(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    if (!(u->presses_by & PRESSING_HUNGER) || hears_matter(u)) return NULL;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if ((t->urgent || t->pressing) && t->in_public && t->received_at <= f->message->sent_at &&
            was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t;
    }
    return NULL;
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
    bool hungry = !t && (t = hungry_by(f)) != NULL;
    if (!t) t = hurt_there(f);
    if (!may_be_put_right(f, t) || is_in_confidence(t)) return false;
    act_join(f, out, t->id);
    if (hungry) {
        /* What only goes before others is told so anyhow. */
        if (t->urgent) act_say_joined(out, REPLY_EMERGENCY);
    } else if (f->peril_id) {
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
    bool names = u->goes_back && u->intent == INTENT_REPORT && hears_matter(u) &&
                 f->before.asked != QUESTION_MATTER;
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
