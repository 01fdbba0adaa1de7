/* conversation_report.c - the rule for what reports a trouble: a part of a ticket there is, or one
 * of its own; and what a new one and those around it tell of each other. */
#include "conversation_rules.h"

static const struct known_ticket *joined_ticket(const struct conversation_facts *f, int64_t id)
{
    if (f->named.id == id) return &f->named;
    if (f->alike.id == id) return &f->alike;
    return f->quoted.id == id ? &f->quoted : &f->last;
}

/* Its words had nothing to do with a report in confidence, as far as can be told. */
static bool stood_apart(const struct conversation_facts *f, const struct known_ticket *t)
{
    return t->in_public && !holds_at(f, HELD_LEANING, t->received_at);
}

/* The first message of its ticket, overtaken by one that told no matter: "di desa Seboro". */
static bool came_first(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->last;
    if (leads(f)) return true;
    return went_before(f) && ticket_is_own_open(t) && t->status == STATUS_RECEIVED &&
           (would_betray(understood_of(f), t)
                ? is_drawn_into_confidence(understood_of(f), t) && !stood_apart(f, t)
                : category_is_other(t->category));
}

/* "desa tamansari", which two districts have, before "kraksaan", which overtook it. */
static const struct place *namesake_at(const struct understood *u, const struct known_ticket *t)
{
    for (size_t i = 0; i < u->namesake_count && t->district.len && !t->village.len; i++)
        if (str_equal(place_district(u->namesakes[i]), t->district)) return u->namesakes[i];
    return NULL;
}

/* "itu namanya pungli", "bukan perizinan, ini pungli" behind a report of their own affairs: what
 * that was, and no second matter. A road stays with whoever mends it. */
static bool draws_into_confidence(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool behind = settling_ticket(f) == t->id || f->open_count == 1;
    /* "yang minta uang itu petugas dishub sendiri": those who have it must not read of it. */
    bool theirs = u->accused_unit && str_equal(u->accused_unit->code, t->department);
    /* "RT nya minta 50rb kalau mau dicairkan", hours later, is another matter than the aid. */
    bool apart = u->accuses && !u->amends && settling_ticket(f) != t->id && !is_with_police(f, t);
    bool goes_on = theirs || (!t->in_public && !apart && (u->refers || u->amends));
    return behind && ticket_is_own_open(t) && t->status == STATUS_RECEIVED && goes_on &&
           would_betray(u, t) && !u->also && !f->overtaken &&
           t->received_at <= f->message->sent_at && same_place(u, t);
}

/* "dipungut 50 ribu sama petugasnya" behind a matter of the police, of whom the inspectorate of the
 * regency has nothing to say: it stays with them, and by whom it was told is kept secret. */
static void keep_secret_there(struct decision *out)
{
    out->correct = out->leads = out->react = false;
    out->confide = true;
}

/* Where the report lies, when the message has joined it: a code; "": nothing new. */
static struct str place_of_joined(const struct conversation_facts *f, const struct known_ticket *t,
                                  bool first, const struct order *order)
{
    const struct understood *u = understood_of(f);
    const struct place *namesake = first ? namesake_at(u, t) : NULL;
    if (namesake) return namesake->code;
    /* It lies there already, by words that were told later than this. */
    bool there = str_equal(order->place, t->village.len ? t->village : t->district);
    if (order->place.len) return there ? STR_EMPTY : order->place;
    /* What is told first says where, unless words that tell just that have come behind it. */
    bool says = comes_home(f, t) || (first && u->place && (t->place_at == 0 || order->known)) ||
                tells_its_place(f, t);
    return says && u->place ? u->place->code : STR_EMPTY;
}

static void join_report(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                        const struct order *order)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = joined_ticket(f, ticket_id);
    bool first = t->id == f->last.id && (came_first(f) || order->known);
    struct str place = place_of_joined(f, t, first, order);
    if (place.len)
        act_place_at(f, out, ticket_id, place);
    else
        act_join(f, out, ticket_id);
    if (first) take_followers(f, out);
    bool told = u->category && !category_is_other(u->category->code);
    out->leads = first && (leads(f) || (order->known && told));
    /* Drawn into confidence it has its new owner at once. */
    bool drawn = t->id == f->last.id && draws_into_confidence(f);
    out->correct = makes_clear(u, t) || drawn || (first && (told || would_betray(u, t)));
    if (order->righted) out->leads = out->correct = false;
    if (order->secret) out->confide = true;
    if (out->correct) out->react = false;
    if (drawn && is_with_police(f, t)) keep_secret_there(out);
}

/* Right behind a ticket: another matter, as far as the words tell. Only who also says where is
 * surely not going on about the first (of complaints told in two messages a third changes its
 * words so far). */
static bool in_doubt(const struct conversation_facts *f, bool another)
{
    const struct understood *u = understood_of(f);
    if (settling_ticket(f) == 0 || !ticket_is_own_open(&f->last) || would_betray(u, &f->last))
        return false;
    /* "lampunya juga mati" behind a report about waste: another one, by its own word. */
    if (another && u->also && u->troubled) return false;
    /* "mau tanya vaksin rabies" behind a lamp: and nothing that was told before. */
    bool back = u->refers || u->there || u->continues || belongs_to(u, &f->last);
    if (another && u->asks_to_know && u->category_sure && u->kind == KIND_INFORMATION && !back)
        return false;
    /* Whoever works on the one must not hear of the other. */
    if (is_in_confidence(&f->last)) return false;
    return another ? !u->place || u->heads_there : may_be_another_matter(u, &f->last);
}

/* A ticket of its own, and the question beside it. */
static void create_in_doubt(const struct conversation_facts *f, struct decision *out,
                            int64_t before_id)
{
    act_create(f, out);
    /* The question names the number of the one before: whoever is unnamed there is so here. */
    const struct known_ticket *before = known_with_id(f, before_id);
    out->beside_secret = before && before->confidential;
    /* A "ya" is about the latest ticket, which one that was overtaken does not become. In danger
     * nothing is asked that can wait, and no tap may take it from whoever can help. */
    if (f->overtaken || understood_of(f)->urgent) return;
    out->question = QUESTION_MATTER;
    out->into_id = before_id;
}

/* "camat pajarakan yang saya maksud": who it was, and nothing that is wrong with anything. */
static bool names_whom(const struct understood *u)
{
    return (u->accuses || u->amends || u->refers) && !u->troubled && !u->urgent && !u->also &&
           !u->own_too && u->kind != KIND_INFORMATION && u->kind != KIND_ASPIRATION;
}

/* "pelakunya sekdes" behind a report in confidence, be there another matter between, and, who is no
 * more than named, long after it: the office of whoever is accused must not read of it. 0: none. */
static int64_t accused_before(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool names = names_whom(u), newest = true;
    /* "yang minta uang itu perangkat desanya": of what was told, once more; "itu pungli kan". */
    bool again = u->whistleblowing && (u->refers || u->continues) && !names_place(u) && !u->also &&
                 !u->house && !u->accused_unit;
    for (size_t i = 0; (u->accuses || names) && i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->received_at > f->message->sent_at) continue;
        uint64_t ago = time_apart(f->message->sent_at, t->received_at);
        bool burst = u->accuses && ago <= (uint64_t)f->settle_ms && same_place(u, t);
        bool later =
            (again || (names && (newest || u->accuses))) && ago <= (uint64_t)CONVERSATION_REPEAT_MS;
        if (is_in_confidence(t) && (burst || later)) return t->id;
        newest = false;
    }
    return 0;
}

/* The ticket that the report is a part of; 0: none. */
static int64_t ticket_of_report(const struct conversation_facts *f, bool another, bool doubt)
{
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0) ticket_id = accused_before(f);
    if (ticket_id == 0 && draws_into_confidence(f)) ticket_id = f->last.id;
    if (ticket_id) return ticket_id;
    /* Nobody hurries to what is done. */
    if (understood_of(f)->pressing && f->last.status >= STATUS_RESOLVED) return 0;
    if (!another) return doubt ? 0 : settling_ticket(f);
    /* Of two matters told in turns each word finds its own. */
    bool alike = ticket_is_own_open(&f->alike) && !is_another_matter(understood_of(f), &f->alike);
    return alike ? f->alike.id : 0;
}

/* "LK26-00017-3 masih rusak": the words are kept, and that the number says nothing is said. */
static void say_strange_number(const struct conversation_facts *f, struct decision *out)
{
    if (!number_is_strange(f)) return;
    out->unknown_number = out->act == ACT_CREATE;
    if (out->act != ACT_JOIN || out->has_reply || out->question || out->correct) return;
    act_say_joined(out, REPLY_STATUS_UNKNOWN);
}

/* What is unclear belongs to a report in confidence that it may have overtaken. */
static void lean(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (category_is_public(u->category) && !u->apart && !u->whistleblowing)
        hold_message(f, out, HELD_LEANING);
}

/* What a new ticket and those around it tell of each other; a place that is told before one that is
 * guessed. */
void settle_new(const struct conversation_facts *f, struct decision *out)
{
    place_both(f, out);
    place_behind(f, out);
    place_beside(f, out);
    place_those_beside(f, out);
    place_of_danger(f, out);
    place_of_accused(f, out);
    confide_beside(f, out);
    lean(f, out);
}

/* "kebakarannya bulan lalu", "ga ada bahaya kok": of the danger that was told. */
static bool tells_when(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return (u->past.len > 0 || u->harmless) && f->last.urgent && settling_ticket(f) == f->last.id;
}

/* "itu jalan ke sekolah anak anak": right behind a report, how it is there, whatever keyword is in
 * it. */
static bool goes_on_stating(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool tells =
        u->place && lacks_its_place(t) && (u->shows_where || u->names_spot || !u->category_sure);
    bool same = u->place && t->district.len && same_place(u, t);
    /* "saya ngekos di kraksaan": whoever tells their own matter may live elsewhere. */
    bool lives =
        u->tells_self && u->place && u->whereabouts && !t->in_public && u->category->is_private;
    bool there = !names_place(u) || same || lives || tells || (u->place && comes_home(f, t));
    return settling_ticket(f) == t->id && !went_before(f) && ticket_is_own_open(t) &&
           !is_in_confidence(t) && !would_betray(u, t) && there &&
           (only_states(u, t) || (same && u->states && belongs_surely(u, t)));
}

/* ... which may tell where that lies as well: "saya sudah pindah ke desa X pak". */
static void join_statement(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->place && lacks_its_place(&f->last))
        act_place(f, out, f->last.id);
    else if (u->place || !u->category_sure)
        join_report(f, out, f->last.id, &(struct order){ .known = false });
    else
        act_part(f, out);
}

/* Of no matter that we know, while a report of theirs is open: it may go on with that. 0: none. */
static int64_t may_go_on(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool unknown = !u->category_heard && u->kind == KIND_COMPLAINT && !u->urgent &&
                   !u->whistleblowing && !u->also && u->beside_count == 0 && !names_place(u);
    if (!unknown || f->overtaken || settling_ticket(f) || number_is_strange(f)) return 0;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (ticket_is_own_open(t) && t->status < STATUS_RESOLVED && !is_in_confidence(t) &&
            was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t->id;
    }
    return 0;
}

bool rule_report(const struct conversation_facts *f, struct decision *out)
{
    if (understood_of(f)->intent != INTENT_REPORT) return false;
    const struct order order = conversation_order(f);
    bool first = came_first(f) || (order.known && !order.apart);
    bool another =
        order.apart ||
        (!first && !tells_when(f) &&
         (is_another_matter(understood_of(f), &f->last) || stands_beside_own(f, &f->last)));
    bool doubt = !first && (in_doubt(f, another) ||
                            (!another && tells_own_too(f) && is_part(f, another, true)));
    int64_t ticket_id = ticket_of_report(f, another, doubt);
    if (ticket_id)
        join_report(f, out, ticket_id, &order);
    else if (is_part(f, another, doubt))
        act_part(f, out);
    else if (goes_on_stating(f))
        join_statement(f, out);
    else if ((ticket_id = told_before(f)) != 0)
        act_repeat(f, out, ticket_id);
    else if ((ticket_id = asked_back(f)) != 0)
        act_answer_asked(f, out, ticket_id);
    else if (doubt)
        create_in_doubt(f, out, f->last.id);
    else if ((ticket_id = may_be_told_before(f)) != 0 || (ticket_id = may_go_on(f)) != 0)
        create_in_doubt(f, out, ticket_id);
    else if (!joins_back(f, out) && !place_found(f, out))
        act_create(f, out);
    if (out->act == ACT_CREATE) settle_new(f, out);
    say_strange_number(f, out);
    return true;
}
