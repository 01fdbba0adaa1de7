/* conversation_later.c - what comes long after the only report they have, and names no matter of
 * its own: "jalannya tambah parah", "sudah 5 hari lo pak", "nomor berkasnya yang tadi salah"; or
 * one of the same unit, and no place: "selokannya mampet" behind a bad road. Who goes on with a
 * report does not say again what it was; it is joined, and whether that was meant is asked, so
 * that a tap makes it a report of its own. Danger that is told on joins the urgent report it speaks
 * of, and is not asked about. */
#include "conversation_rules.h"

/* What is longer tells its own matter, whether we know the words or not; with an accusation or
 * "juga" in it that is so much sooner. */
#define LATER_MAX   300
#define DOUBTED_MAX 80
#define PART_MAX    120 /* what points back by its own words */

/* A sure trouble of another kind told in so many letters is whole. */
#define WHOLE_MIN 60

static const struct known_ticket *only_report(const struct conversation_facts *f)
{
    return f->open_count == 1 && may_go_on_with(f, &f->open[0]) ? &f->open[0] : NULL;
}

/* "yg di depan pasar semampir juga ada", "teman saya yang lain di tiris juga sama": more of the
 * same, of which no word says what it is. */
static bool tells_more_of_it(const struct understood *u, const struct known_ticket *t)
{
    bool there = t->district.len > 0 && place_village(u->place).len == 0 && same_place(u, t);
    return u->also && (u->continues || there) && !u->troubled && !hears_matter(u);
}

/* "ada nomer wa nya surabaya pak?": of the place that has it, where nothing else is told. */
static bool asks_of_there(const struct understood *u, const struct known_ticket *t)
{
    return u->place && department_is_elsewhere(t->department) && lies_at(t, u->place) &&
           u->inquires && !u->troubled && !hears_matter(u);
}

static bool may_go_on_later(const struct understood *u, const struct known_ticket *t)
{
    /* One's own matter is told with where it is: "spmb smpn 1 kraksaan". */
    bool own = u->category && u->category->is_private && u->place;
    bool told = u->place && !own && !u->states && !tells_more_of_it(u, t) && !u->heads_there &&
                !asks_of_there(u, t);
    bool only = u->place_only && !tells_more_of_it(u, t);
    bool here = told || u->namesake_count > 0 || only || u->denies_place;
    return u->intent == INTENT_REPORT && !here && !u->urgent && !u->whistleblowing &&
           u->beside_count == 0 && !(u->own_too && hears_matter(u) && !belongs_ever(u, t));
}

static bool is_of_category(const struct understood *u, const struct known_ticket *t)
{
    return u->category && str_equal(u->category->code, t->category);
}

/* Of several the newest of that matter; what only states something goes with what was told last. */
static const struct known_ticket *meant_report(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *only = only_report(f);
    if (only || u->intent != INTENT_REPORT || u->command != INTENT_NONE) return only;
    /* "kapan dokter gantinya ada?": a hint is enough of what is asked. */
    bool hint = u->category && !category_is_other(u->category->code) &&
                (u->inquires || (u->asks_to_know && (u->refers || u->sure)));
    for (size_t i = 0; i < f->open_count && (hears_matter(u) || hint); i++)
        if (is_of_category(u, &f->open[i]) && may_go_on_with(f, &f->open[i])) return &f->open[i];
    for (size_t i = 0; i < f->open_count; i++)
        if (speaks_of_part(u, &f->open[i]) &&
            (belongs_surely(u, &f->open[i]) || (u->asks_to_know && !hears_matter(u))) &&
            may_go_on_with(f, &f->open[i]))
            return &f->open[i];
    bool lately = time_apart(f->message->sent_at, f->before.last_message_at) <=
                  (uint64_t)CONVERSATION_ANSWER_MS;
    return u->states && lately && may_go_on_with(f, &f->last) ? &f->last : NULL;
}

/* Who waits in one hospital does not tell it from the other, nor from the health office. */
static bool is_of_field(const struct understood *u, const struct known_ticket *t)
{
    const struct department *owner = owner_of(u);
    return owner && t->field.len > 0 && str_equal(owner->field, t->field);
}

/* "Antrinya dari jam 6", "ini saya masih di rsud": of the field, and no word says that it is the
 * first time that it is told. */
static bool goes_on_in_field(const struct understood *u, const struct known_ticket *t)
{
    return is_of_field(u, t) && category_is_public(u->category) == t->in_public &&
           (u->refers || u->chases || u->verdict == VERDICT_NOT || u->category->is_private);
}

/* "dokternya baru datang": of one's own matter, and speaks of what was told. */
static bool tells_own_field(const struct understood *u, const struct known_ticket *t)
{
    return goes_on_in_field(u, t) && u->category->is_private && u->refers;
}

/* "lampu sudah nyala 1, yang lain masih mati": how it stands, of that very matter. */
static bool tells_how_it_stands(const struct understood *u, const struct known_ticket *t)
{
    return u->category_heard && is_of_category(u, t) &&
           (u->verdict == VERDICT_PARTLY || u->verdict == VERDICT_NOT);
}

static bool may_be_second(const struct understood *u)
{
    return u->accuses || u->also;
}

static bool names_no_matter(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool short_enough = f->message->text.len <= DOUBTED_MAX || !may_be_second(u);
    return short_enough && !hears_matter(u) &&
           (!u->place || tells_more_of_it(u, t) || asks_of_there(u, t));
}

/* It lies where that does, or says of the same matter where it is. */
static bool stays_there(const struct understood *u, const struct known_ticket *t)
{
    if (!u->place) return true;
    return t->district.len ? same_place(u, t) && place_district(u->place).len
                           : is_of_category(u, t) && !u->troubled;
}

/* The unit has it before its eyes either way. */
static bool is_of_unit(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    const struct department *owner = owner_of(u);
    bool same = is_of_category(u, t), field = goes_on_in_field(u, t);
    bool whole = !same && u->category_sure && u->troubled && f->message->text.len >= WHOLE_MIN;
    /* "airnya juga keruh": one more thing about what was told; so is "belum dipanggil juga". */
    bool its = u->refers && u->category->is_private && !u->house; /* "perawatnya juga galak" */
    bool more = (same && u->refers) || (field && (u->verdict == VERDICT_NOT || its));
    bool second = (u->accuses && !same) || (u->also && !(more && !u->own_too));
    bool unit = owner && str_equal(owner->code, t->department);
    return (same || unit || field) && !whole && !second && stays_there(u, t) &&
           u->category->priority != PRIORITY_URGENT;
}

/* "tiang listrik roboh" a day behind a tree: danger, or a sure trouble of another unit, and no word
 * speaks of what was told; right behind that the same words are a part of it. */
static bool tells_elsewhere(const struct understood *u, const struct known_ticket *t)
{
    const struct department *owner = u->category ? owner_of(u) : NULL;
    bool other = hears_matter(u) && u->category_sure && u->apart && !is_of_category(u, t) &&
                 owner && !str_equal(owner->code, t->department);
    /* "udah surut, kasur sama lemari rusak semua": begins with how that stands. */
    bool back =
        belongs_ever(u, t) || (u->verdict_first && speaks_of_part(u, t) && belongs_surely(u, t));
    return ((u->urgent && !belongs_ever(u, t)) || (other && !back)) && !u->refers && !u->there;
}

bool presses_elsewhere(const struct understood *u, const struct known_ticket *t)
{
    const struct department *owner = owner_of(u);
    bool same = is_of_category(u, t) || (owner && str_equal(owner->code, t->department));
    /* "truk keperosok disitu, jalan macet": by what was told, whoever else is named. */
    if (u->suffers && u->there && !u->refers && !u->also && !u->urgent) return false;
    return u->pressing && u->category_sure && category_is_public(u->category) && !same &&
           !mentions_matter(u, t) && !belongs_to(u, t);
}

/* "Proposalnya sudah kami kirim", "saya kuliah di unzah": what complains of nothing is no report
 * beside one, whatever keyword is in it; but a public matter of another unit that is told with
 * where it is ("di pasar maron harga beras naik"). */
bool only_states(const struct understood *u, const struct known_ticket *t)
{
    const struct department *owner = owner_of(u);
    bool elsewhere = u->place && u->category_sure && category_is_public(u->category) &&
                     !(owner && str_equal(owner->code, t->department));
    return u->states && (!elsewhere || u->names_spot) && !presses_elsewhere(u, t) &&
           !may_be_second(u) && u->command == INTENT_NONE &&
           u->category->priority != PRIORITY_URGENT;
}

/* "kalau hujan airnya masuk ke warung saya", "pak rt bilang sudah diusulkan" behind a drain:
 * another matter by its keyword, in a few words that say no place and no trouble of a new one. It
 * is kept there, and asked about, which is less than a report of its own that lies nowhere. */
static bool may_be_of_it(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    if (!u->category_heard || u->place || u->also || f->message->text.len > DOUBTED_MAX)
        return false;
    /* "vaksin rabies bisa di mana ya" */
    bool asks = u->asks_to_know && u->category_sure &&
                (!u->refers || (u->kind == KIND_INFORMATION && !u->there));
    bool shared = category_is_public(u->category);
    bool back = u->refers_beside || u->recurs || u->lies_before || u->continues ||
                (u->there && !u->refers) || (u->chases && shared);
    /* "debt collector ngancam saya": whoever threatens is told with it. */
    bool grave =
        shared || (u->presses_by & PRESSING_MENACED && u->category->priority > PRIORITY_NORMAL);
    bool trouble =
        ((u->category_sure && u->troubled) || (u->pressing && grave && !u->refers)) && !back;
    return u->category->priority != PRIORITY_URGENT && !asks && !trouble;
}

/* Not twice in a row. */
static bool just_asked(const struct conversation_facts *f, int64_t id)
{
    const struct conversation *c = &f->before;
    return c->asked == QUESTION_PART && c->asked_ticket_id == id &&
           c->asked_at >= c->last_message_at;
}

/* They have said, not long ago, that such a thing is of it: the same sort of thing is not asked
 * about again. Another's matter, or a second one, is. */
static bool was_confirmed(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    size_t i = held_find(&f->before.held, HELD_SAME, t->id);
    if (i == SIZE_MAX || (u->accuses && hears_another(u, t)) || u->also || u->beside_count > 0)
        return false;
    return time_apart(f->message->sent_at, f->before.held.messages[i].at) <=
               (uint64_t)CONVERSATION_GOES_ON_MS &&
           (!hears_another(u, t) || !u->category_sure || u->refers || u->there || belongs_to(u, t));
}

/* Of what is asked: "lampu lain kapan", or of another matter. */
static bool may_stand_beside(const struct understood *u, const struct known_ticket *t)
{
    return is_of_category(u, t) ? u->also && u->kind != KIND_INFORMATION
                                : u->also || hears_matter(u);
}

/* Plainly of what was told, whatever keyword is in it: "di rumah pak budi RT 4, sudah 2 minggu"
 * says where, "sampai sekarang belum diproses juga, padahal saya mau nikah" that it waits, "nomor
 * telpon cabang dinasnya berapa?" whom to call about it. */
static bool is_plainly_of_it(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    /* "obat di apotek rsud habis" is another unit's matter; "rumah pak RT 4" is none. */
    bool another = hears_another(u, t) && u->category->department;
    bool where = u->states && u->whereabouts && u->shows_where && !u->also && !names_place(u) &&
                 !another && !category_is_public(u->category);
    bool waits = u->continues && u->verdict == VERDICT_NOT && !u->category_sure;
    bool whom = u->asks_whom_to_call && u->refers && !u->also;
    return (where || waits || whom) && !u->accuses && !u->apart && !u->own_too &&
           !tells_elsewhere(u, t) && f->message->text.len <= DOUBTED_MAX;
}

/* It may be another matter all the same: another one of the unit's, one told as if for the first
 * time or at another spot, or so many words that they may tell what we do not know. Who names
 * nothing ("nama anak saya Rizky") or the very thing ("pohonnya tumbang barusan") goes on. */
static bool is_doubtful(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    if (u->continues && !u->also && f->message->text.len <= DOUBTED_MAX && !tells_elsewhere(u, t))
        return false;
    if (is_plainly_of_it(f, t)) return false;
    if (u->asks_to_know && !may_stand_beside(u, t)) return false;
    if (u->inquires && speaks_of_part(u, t) && !u->also && !u->troubled) return false;
    if (belongs_surely(u, t) && f->message->text.len <= DOUBTED_MAX) return false;
    if (hears_matter(u))
        return u->accuses || !(is_of_category(u, t) || tells_own_field(u, t)) ||
               (!u->refers && !u->chases && !(u->also && u->lies_there) &&
                (u->apart || u->whereabouts));
    return f->message->text.len > DOUBTED_MAX || may_be_second(u);
}

static void ask_whether_part(const struct conversation_facts *f, struct decision *out, int64_t id)
{
    out->part = true;
    hold_message(f, out, just_asked(f, id) ? HELD_JOINED : HELD_ASKED);
    if (just_asked(f, id)) return;
    ask_part(f, out, id);
}

/* --- danger told on: "orangnya bawa parang" --- */

/* Right behind what was told of people: "orangnya bawa parang" is about them. */
static const struct known_ticket *turns_to_danger(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool behind = settling_ticket(f) == t->id && t->received_at <= f->message->sent_at;
    if (!behind || !ticket_is_own_open(t) || t->status >= STATUS_RESOLVED) return NULL;
    if (is_in_confidence(t) || would_betray(u, t)) return NULL;
    return is_of_category(u, t) || is_of_field(u, t) ? t : NULL;
}

/* Of two in the field the one whom its words name can help, as long as nobody works on it. */
static bool needs_another(const struct understood *u, const struct known_ticket *t)
{
    /* "belum ditangani dokter" in a hospital is for those who have it. */
    bool own = u->category->is_private && !t->in_public && u->house != u->category;
    if (own && is_of_field(u, t)) return false;
    return t->status == STATUS_RECEIVED && u->category_sure && !is_of_category(u, t);
}

/* "yg naik motor sudah dibawa ke puskesmas", "lagi di rumah sakit dijahit tangan saya": where
 * whoever was hurt is by now, of which nothing is complained. */
static bool is_treated(const struct understood *u)
{
    return u->states && u->category && u->category->is_private && hears_matter(u);
}

/* The newest of theirs that is urgent, not long ago, and may be about the same. */
static const struct known_ticket *danger_before(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    int64_t now = f->message->sent_at;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || !t->urgent || t->status >= STATUS_RESOLVED) continue;
        /* "orangnya masih bawa parang" is for the police, and stands in the report itself. */
        bool theirs = is_treated(u) || turns_on_people(u, t) || f->retold_id == t->id;
        if (hears_another(u, t) && !theirs) continue;
        if (is_in_confidence(t) || would_betray(u, t) || t->received_at > now) continue;
        return time_apart(now, t->received_at) <= (uint64_t)CONVERSATION_ANSWER_MS ? t : NULL;
    }
    return turns_to_danger(f);
}

/* "kabel listrik ikut ketarik": what took it along was told last, and is a thing that all use. */
static const struct known_ticket *swept_before(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->last;
    bool lately = ticket_is_own_open(t) && t->received_at <= f->message->sent_at &&
                  was_told_within(f, t, CONVERSATION_ANSWER_MS);
    return lately && t->status < STATUS_RESOLVED && t->in_public && !is_in_confidence(t) ? t : NULL;
}

static bool goes_on_in_danger(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->intent != INTENT_REPORT || !u->urgent || u->self_harm || u->whistleblowing) return false;
    /* "anak saya belum ditangani dokter" right behind a hospital: nothing that others have. */
    const struct known_ticket *own = u->category->is_private ? turns_to_danger(f) : NULL;
    bool goes_on = u->refers || u->swept || is_treated(u) || (own && !own->in_public);
    if (!goes_on || names_place(u) || u->beside_count > 0 || f->overtaken) return false;
    if (f->message->text.len > DOUBTED_MAX || bound_ticket(f) || number_is_strange(f)) return false;
    const struct known_ticket *t = danger_before(f);
    if (!t && u->swept) t = swept_before(f);
    if (!t) return false;
    act_join(f, out, t->id);
    bool other = !t->urgent || turns_on_people(u, t);
    out->leads = other && !u->swept && needs_another(u, t);
    out->correct = out->leads || makes_clear(u, t);
    if (out->correct) out->react = false;
    return true;
}

/* "rumah saya sekarang kemasukan air" behind a drain or a river: what was told has come to that,
 * and who is told of is not under it. */
static bool swells(const struct understood *u, const struct known_ticket *t)
{
    const struct known_ticket told = { .category = u->category->code };
    return u->presses_by & PRESSING_NEARS && belongs_surely(u, t) && speaks_of_part(u, &told) &&
           u->category->priority == PRIORITY_HIGH;
}

/* "barusan ada yang jatuh pak, tolong": danger at what was reported, unless its words name another
 * who can help. It is answered with the numbers. */
static bool in_danger_there(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = only_report(f);
    bool here = names_place(u) || u->beside_count > 0 || u->also;
    if (!t || !u->urgent || u->self_harm || u->intent != INTENT_REPORT || here || f->overtaken)
        return false;
    if (bound_ticket(f) || number_is_strange(f) || u->whistleblowing) return false;
    if (settling_ticket(f) && !(settling_ticket(f) == t->id && swells(u, t))) return false;
    /* "kesetrum waktu nutup kotaknya": of a thing that the report tells of; a fire there is for
     * those who put it out. */
    bool retold = f->retold_id == t->id && u->category->priority == PRIORITY_NORMAL;
    /* "odgjnya bawa pisau": for whoever can take it from him. */
    bool turns = u->refers && !t->in_public && mentions_matter(u, t);
    bool there =
        is_of_unit(f, t) || retold || turns || swells(u, t) ||
        (belongs_to(u, t) && !tells_elsewhere(u, t) && u->category->priority == PRIORITY_NORMAL);
    if (u->category_heard && !there) return false;
    act_join(f, out, t->id);
    out->leads = (turns || swells(u, t)) && needs_another(u, t);
    out->correct = out->leads;
    if (out->correct) out->react = false;
    return true;
}

/* "ada yang nunggu di depan rumah saya" behind what was told in confidence: danger that may come of
 * it, and a report of its own would tell who wrote the first. */
static bool beset_for_it(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool menaced = u->beset || u->presses_by & PRESSING_MENACED;
    if (!menaced || u->intent != INTENT_REPORT || names_place(u) || bound_ticket(f)) return false;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool secret = t->confidential || is_in_confidence(t);
        if (!ticket_is_own_open(t) || !secret) continue;
        if (!was_told_within(f, t, CONVERSATION_GOES_ON_MS)) continue;
        act_join(f, out, t->id);
        return true;
    }
    return false;
}

bool rule_later(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (beset_for_it(f, out) || goes_on_in_danger(f, out)) return true;
    const struct known_ticket *t = meant_report(f);
    if (in_danger_there(f, out)) return true;
    if (!t || !may_go_on_later(u, t) || f->message->text.len > LATER_MAX || f->overtaken)
        return false;
    if (bound_ticket(f) || settling_ticket(f) || number_is_strange(f)) return false;
    if (presses_elsewhere(u, t) || stands_beside_own(f, t) || begins_another(u, t)) return false;
    if (asks_police(f, t)) return false;
    /* "tentang pemilihan RT yang kemarin itu" to "ini tentang urusan apa?" */
    bool answers = u->states && u->refers && !u->also && !u->place;
    bool clear = (u->amends || answers) && makes_clear(u, t), stands = tells_how_it_stands(u, t);
    bool told = only_states(u, t);
    bool part = belongs_to(u, t) && !tells_elsewhere(u, t) && (belongs_surely(u, t) || !u->apart) &&
                f->message->text.len <= DOUBTED_MAX;
    if (!clear && !stands && !told && !part && !names_no_matter(f, t) && !is_of_unit(f, t) &&
        !may_be_of_it(f))
        return false;
    bool lies = u->place && !u->heads_there && t->district.len == 0 && stays_there(u, t);
    if (lies || (u->place && !u->heads_there && comes_home(f, t)))
        act_place(f, out, t->id);
    else
        act_join(f, out, t->id);
    out->correct = clear;
    if (clear) out->react = false;
    if (u->inquires && !clear && !is_doubtful(f, t)) act_answer_asked(f, out, t->id);
    bool doubtful =
        !clear && !stands && !u->amends && !u->pleads && is_doubtful(f, t) && !was_confirmed(f, t);
    if (doubtful) ask_whether_part(f, out, t->id);
    return true;
}

/* --- what would make a second ticket --- */

/* By its first words, or by a "-nya" that is none of its own matter: "yg punya pegawai situ juga",
 * "tiange miring pisan". A sure trouble of a thing that all use needs nothing before it. */
static bool points_back(const struct understood *u)
{
    bool nya = u->continues || (u->refers && u->refers_beside);
    return u->points_back || (nya && !u->apart && !u->asks_to_know);
}

static bool may_point_back(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool grave = u->urgent || u->whistleblowing || u->category->priority == PRIORITY_URGENT;
    bool whole = grave || names_place(u) || u->own_too || u->beside_count > 0 || u->accused_unit ||
                 u->kind != KIND_COMPLAINT || f->message->text.len > PART_MAX;
    return !whole && !f->overtaken && !number_is_strange(f) && f->message->type == MESSAGE_TEXT &&
           points_back(u);
}

/* One of their open reports whose matter stands in it, be it by a word that only hints ("terus
 * bantuan makan buat anak saya gimana"); else one whose part does, else the newest. */
static const struct known_ticket *pointed_at(const struct conversation_facts *f, bool *named)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *newest = NULL, *part = NULL;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!may_go_on_with(f, t) || presses_elsewhere(u, t) || stands_beside_own(f, t)) continue;
        if (asks_police(f, t)) continue;
        *named = true;
        if (mentions_matter(u, t) || (is_of_category(u, t) && !category_is_other(t->category)))
            return t;
        if (!part && (belongs_to(u, t) || names_part_of(u, t))) part = t;
        if (!newest) newest = t;
    }
    *named = part != NULL;
    return part ? part : newest;
}

bool joins_back(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool named = false;
    const struct known_ticket *t = may_point_back(f) ? pointed_at(f, &named) : NULL;
    if (!t) return false;
    act_join(f, out, t->id);
    bool states_back = u->points_back && !u->troubled && !u->accuses;
    bool waits = u->points_back && u->verdict == VERDICT_NOT && u->inquires;
    if (waits)
        act_answer_asked(f, out, t->id);
    else if (!named && !states_back && !is_plainly_of_it(f, t) && !was_confirmed(f, t))
        ask_whether_part(f, out, t->id);
    return true;
}
