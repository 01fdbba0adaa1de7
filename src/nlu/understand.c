/* understand.c - from a citizen's text to what was understood. */
#include "nlu/understand.h"
#include "belongs.h"
#include "callout.h"
#include "case.h"
#include "consent.h"
#include "disown.h"
#include "each.h"
#include "follow.h"
#include "hurt.h"
#include "mishap.h"
#include "place_told.h"
#include "plain.h"
#include "point.h"
#include "pressing.h"
#include "rating.h"
#include "rescue.h"
#include "second.h"
#include "told.h"
#include "tongue.h"
#include "verdict.h"
#include <ctype.h>
#include <stdlib.h>

/* A message of more words is none of commands alone. */
#define COMMAND_WORDS 4
/* One of more words tells more than where. */
#define ANSWER_WORDS 10

struct nlu {
    struct lexicon lexicon;
    struct router router;
    const char *ticket_prefix;
};

struct nlu *nlu_create(const struct desk *desk, const char *ticket_prefix,
                       const struct nlu_model *model, struct err *e)
{
    struct nlu *nlu = calloc(1, sizeof *nlu);
    if (!nlu) {
        err_set(e, ERR_MEMORY, "nlu: out of memory");
        return NULL;
    }
    nlu->ticket_prefix = ticket_prefix;
    if (!lexicon_init(&nlu->lexicon, desk, ticket_prefix, e) ||
        !router_init(&nlu->router, &nlu->lexicon, model, e)) {
        nlu_destroy(nlu);
        return NULL;
    }
    return nlu;
}

void nlu_destroy(struct nlu *nlu)
{
    if (!nlu) return;
    lexicon_finish(&nlu->lexicon);
    router_finish(&nlu->router);
    free(nlu);
}

static bool is_blank_text(const struct reading *r, struct str text)
{
    return r->tokens.count == 0 && str_trim(text).len == 0;
}

static void routed(const struct reasons *why, struct understood *out)
{
    const struct route *route = &why->route;
    const struct desk *desk = why->lexicon->desk;
    uint32_t category = (uint32_t)(route->category - desk->categories);
    out->category = route->category;
    out->department = route->department;
    bool asked = route->weak && !out->urgent && !category_is_other(route->category->code);
    out->sure = route->sure && !asked;
    out->category_heard = why->scores.all[category] >= JUDGE_HEARD_MIN &&
                          !judge_only_hints(why->lexicon, why->reading, category) &&
                          !judge_only_located(why->lexicon, why->reading, category);
    out->category_sure = route->sure && out->category_heard;
    out->candidate_count = route->ranked_count;
    out->evident = route->evident;
    out->offered = route->offered;
    out->keyword = judge_keyword(why->lexicon, why->reading, category);
    for (size_t i = 0; i < route->ranked_count; i++) {
        out->candidates[i] = route->ranked[i];
        out->matters[i] = route->matters[i];
    }
    if (!judge_only_unit(why->lexicon, why->reading, category)) return;
    out->category = out->matters[0] = desk->other_category;
    out->sure = out->category_sure = out->category_heard = false;
}

/* "itu kejadian kemarin malam" tells when; "kebakarannya kemarin malam" also what. */
static bool is_only_when(const struct reasons *why, const struct understood *u)
{
    const struct reading *r = why->reading;
    return u->past.len > 0 &&
           !judge_alarm(why->lexicon, r, ROLE_BIT(WORD_EVENT), 0, r->tokens.count);
}

/* "kecamatan Gending": where, not what. */
static void nothing_told(const struct desk *desk, struct understood *out)
{
    out->category = desk->other_category;
    out->department = NULL;
    out->sure = out->category_sure = out->category_heard = false;
    out->evident = 0;
    out->offered = 0;
}

/* What is told in confidence has one owner, which nobody is asked about. */
static void confide(const struct category *category, struct understood *out)
{
    out->category = category;
    out->category_sure = out->category_heard = true;
    out->department = category->department;
    out->sure = true;
    out->candidate_count = category->department != NULL;
    out->candidates[0] = category->department;
}

/* What whoever is harmed or in danger needs has one owner, too. */
static void harmed(const struct reasons *why, struct understood *out)
{
    const struct category *category = rescue_owner(why);
    if (!category) return;
    confide(category, out);
    out->kind = category->kind;
    /* "ada korban luka parah" behind a bad road goes on with it; who is ill does not, nor who fell
     * at home. */
    bool hurt = why->ailing && !judge_grows_worse(why->lexicon, why->reading) &&
                !judge_fell_at_home(why->lexicon, why->reading);
    if (category == why->rescuer && (hurt || why->trapped))
        out->category_sure = out->category_heard = false;
}

/* What speaks for which department. In danger the desk's tables alone where they name it: hardly
 * any of the texts that a model learns from tells of one, and it took a flood with people in it for
 * a drain. Of another danger ("kena setrum") it may only weigh the units that they hear of, because
 * nobody is asked then whether its guess is right. */
static bool choose(const struct nlu *nlu, struct reasons *why, const struct place *place,
                   struct arena *scratch, struct err *e)
{
    struct router router = nlu->router;
    rescue_danger(why);
    if (!judge_category(why->lexicon, why->reading, scratch, &why->scores, e)) return false;
    rescue_find(why);
    if (why->self_harm || (rescue_is_needed(why) && rescue_is_named(why))) router.model = NULL;
    router.told_only = rescue_is_needed(why);
    why->model = router.model;
    return route_find(&router, why->reading, &why->scores, place, scratch, &why->route, e);
}

static bool says_where(const struct understood *u)
{
    return u->place || u->namesake_count > 0;
}

/* Beside a place of ours: nothing but what stands there. */
static bool tells_only_where(const struct lexicon *l, const struct reading *r)
{
    return judge_spot(l, r) || judge_spot_only(l, r) || judge_nearby(l, r) ||
           judge_declines(l, r, true);
}

/* A matter for the desk: category, department, kind, urgency, and why. */
static bool understand_report(const struct nlu *nlu, struct reasons *why, struct arena *scratch,
                              struct arena *arena, struct understood *out, struct err *e)
{
    const struct lexicon *l = why->lexicon;
    const struct category *best;
    if (!choose(nlu, why, out->place, scratch, e)) return false;
    out->urgent = rescue_is_needed(why);
    out->self_harm = why->self_harm;
    out->beset = why->attacks && !why->self_harm;
    routed(why, out);
    bool there = judge_lies_there(l, why->reading, why->place.names[0], out->category);
    if (!there && out->category->is_private && !out->place_only) out->place = NULL;
    if (out->place_only || judge_landmark_only(l, why->reading) || is_only_when(why, out) ||
        (says_where(out) && tells_only_where(l, why->reading)))
        nothing_told(l->desk, out);
    best = why->scores.best ? why->scores.best : out->category;
    bool accuses = best->kind == KIND_WHISTLEBLOWING;
    enum ticket_kind usual = accuses ? best->kind : out->category->kind;
    out->kind = judge_kind(l, why->reading, out->category, usual, &why->kind_by);
    if (out->kind == KIND_WHISTLEBLOWING && (accuses || l->corruption))
        confide(accuses ? best : l->corruption, out);
    harmed(why, out);
    if (!rescue_thing(why, out->category, arena, &out->keyword, e)) return false;
    out->whistleblowing = out->kind == KIND_WHISTLEBLOWING;
    rescue_calm(why, out);
    out->hurt_past = out->urgent && !out->self_harm && !why->harm_by && !why->missing_by &&
                     judge_hurt_past(l, why->reading);
    pressing_judge(l, why->reading, out);
    out->pleads = out->pressing || judge_pleads(l, why->reading);
    return explain(why, out, arena, &out->explanation, e);
}

/* Where, be it by a name that several villages have. */
static void located(const struct place_found *found, struct understood *out)
{
    out->place = found->place;
    out->namesake_count = found->namesake_count;
    for (size_t i = 0; i < found->namesake_count; i++)
        out->namesakes[i] = found->namesakes[i];
}

/* "yang maron": the place that is meant if "where?" was asked; NULL: none, or the text is too long
 * to be an answer. */
static const struct place *place_if_asked(const struct lexicon *l, const struct reading *r)
{
    struct place_found found;
    if (r->tokens.count > ANSWER_WORDS) return NULL;
    place_find(l, r, true, &found);
    return found.place;
}

static bool may_be_command(const struct lexicon *l, const struct reading *r)
{
    size_t unknown = 0;
    for (size_t i = 0; i < r->tokens.count; i++)
        unknown += r->tokens.at[i].word == PHRASE_NONE && !r->tokens.at[i].number;
    return r->tokens.count <= COMMAND_WORDS && unknown > 0 && !judge_danger(l, r, WORD_URGENT);
}

/* A few words that are a command once its typing errors are mended: "batlkan laporan sya". */
static bool intended(const struct lexicon *l, struct str text, bool has_ticket,
                     struct arena *scratch, struct reading *reading, enum intent *intent,
                     struct err *e)
{
    struct reading mended;
    if (judge_command(l, reading, has_ticket) != INTENT_NONE || !may_be_command(l, reading))
        return true;
    if (!reading_make(l, text, true, scratch, &mended, e)) return false;
    enum intent command = judge_command(l, &mended, has_ticket);
    if (command == INTENT_NONE) return true;
    *reading = mended;
    *intent = command;
    return true;
}

/* "rahasiakan yang lampu" */
static bool keeps_one_secret(const struct reasons *why, const struct understood *u)
{
    return u->command == INTENT_CONFIDENTIAL && u->points && !u->place && u->namesake_count == 0 &&
           !judge_trouble(why->lexicon, why->reading) &&
           !judge_secrecy_doubted(why->lexicon, why->reading);
}

/* What is over is neither told anew nor an answer to whether it is. */
static void withdraw(struct understood *u)
{
    u->intent = INTENT_CANCEL;
    u->verdict = VERDICT_NONE;
}

/* What is told, what it is to the messages before it, and what stands beside it. */
static bool understand_words(const struct nlu *nlu, struct reasons *why, struct str text,
                             struct arena *scratch, struct arena *arena, struct understood *u,
                             struct err *e)
{
    const struct lexicon *l = why->lexicon;
    bool somewhere = says_where(u);
    point_judge(l, why->reading, u);
    bool secret = keeps_one_secret(why, u), withdrawn = judge_withdraws(l, why->reading);
    if ((u->intent == INTENT_REPORT || secret) &&
        !understand_report(nlu, why, scratch, arena, u, e))
        return false;
    u->in_need = judge_in_need(l, why->reading, u->category_heard ? u->keyword : STR_EMPTY);
    if (secret) u->intent = INTENT_CONFIDENTIAL;
    if (withdrawn && !u->urgent && !u->whistleblowing) withdraw(u);
    u->keeps = !u->urgent && judge_keeps(l, why->reading);
    u->goes_ahead = judge_goes_ahead(l, why->reading);
    const struct span disowned = disown_judge(l, why->reading, u);
    point_take_back(l, why->reading, &disowned, u);
    follow_judge(l, why->reading, u);
    if (!belongs_judge(l, why->reading, arena, u, e)) return false;
    u->harmless = !u->urgent && judge_harmless(l, why->reading);
    /* "bukan jalan pak, lantai rumah saya": what it is instead may only be hinted at. */
    bool names = (u->category_heard || u->amends) && !category_is_other(u->category->code);
    const struct category *instead = names ? u->category : NULL;
    u->not_about_count = judge_not_about(l, why->reading, instead, u->not_about, UNDERSTOOD_DENIED);
    /* Who thanks tells of no matter, but maybe that theirs is over. */
    uint32_t category =
        u->intent == INTENT_THANKS ? JUDGE_ANY : (uint32_t)(u->category - l->desk->categories);
    judge_end(l, why->reading, category, somewhere, u);
    if (u->cancels) u->troubled = judge_trouble_beside_cancel(l, why->reading);
    if (u->over_of.len == 0) u->over_of = point_name(l, why->reading, u);
    if (!arena_text(arena, &u->over_of, e, "%.*s", STR_ARG(u->over_of))) return false;
    case_judge(l, why->reading, u);
    callout_judge(l, why->reading, u);
    unit_judge(l, why->reading, u);
    /* "makasih dishub": whom they thank, and nothing else. */
    bool whom = u->unit_spoken || u->names_unit_only;
    bool thanks = u->thanked && whom && str_equal(u->plain, u->keyword);
    if (thanks && u->intent == INTENT_REPORT && !u->urgent) u->intent = INTENT_THANKS;
    u->house = u->heads_there ? NULL : judge_house(l, why->reading);
    u->goes_back = !somewhere && judge_goes_back(l, why->reading);
    u->same_report = !somewhere && !u->urgent && !u->whistleblowing && judge_same(l, why->reading);
    u->of_ours =
        !somewhere && (judge_heads_home(l, why->reading) ||
                       (u->asks_to_know && reading_says(l, why->reading, WORD_PLACE_OURS)));
    u->gathers = !somewhere && !u->urgent && !u->whistleblowing && judge_gathers(l, why->reading);
    if (u->same_report || u->keeps)
        u->intent = INTENT_NOISE; /* of no matter: of which report, the chat tells */
    /* A question about no matter: of which report, the chat tells. */
    if (u->awaits && u->asks && !somewhere) u->intent = INTENT_NOISE;
    return u->intent != INTENT_REPORT ||
           (each_judge(l, &why->scores, text, scratch, u, e) &&
            second_judge(l, why->reading, &why->scores, text, scratch, u, e));
}

/* "saya lagi di maron" tells where something is if that was asked, and else nothing of a matter. */
static void only_writer_there(struct understood *u)
{
    u->place_if_asked = u->writer_at = u->place;
    u->place = NULL;
    u->intent = INTENT_NOISE;
    u->place_only = false;
}

/* A text while it is understood. */
struct hearing {
    const struct nlu *nlu;
    struct str text;
    struct arena *scratch, *arena; /* for this while, and for what is found */
    struct reading reading;
    struct reasons why; /* about reading */
    struct understood u;
    struct err *e;
};

static void hear_ticket(struct hearing *h)
{
    const char *prefix = h->nlu->ticket_prefix;
    if (ticket_number_like(prefix, h->text) &&
        !ticket_number_find(prefix, h->text, &h->u.ticket_id))
        h->u.ticket_id = UNDERSTOOD_MISTYPED;
}

static void hear_place(struct hearing *h)
{
    const struct lexicon *l = h->why.lexicon;
    place_find(l, &h->reading, false, &h->why.place);
    located(&h->why.place, &h->u);
}

/* A command may be misspelt: then what is read from here on is what it was meant to be. */
static bool hear_intent(struct hearing *h)
{
    const struct lexicon *l = h->why.lexicon;
    struct understood *u = &h->u;
    bool somewhere = says_where(u), has_ticket = u->ticket_id != 0;
    u->intent = judge_intent(l, &h->reading, somewhere, has_ticket);
    bool no_command = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE;
    u->exposed = u->intent == INTENT_HUMAN && judge_exposed(l, &h->reading);
    u->known = judge_known(l, &h->reading);
    u->witnesses = reading_says(l, &h->reading, WORD_WITNESS);
    u->fears = u->intent == INTENT_CANCEL && judge_fears(l, &h->reading);
    u->number = no_command && !somewhere && judge_number_only(l, &h->reading);
    if (u->number) u->intent = INTENT_NOISE;
    if (!somewhere && !intended(l, h->text, has_ticket, h->scratch, &h->reading, &u->intent, h->e))
        return false;
    if (u->intent == INTENT_HUMAN || u->intent == INTENT_ERASE) u->kind = KIND_CONSULTATION;
    return true;
}

/* How it is said, whatever it says. */
static bool hear_manner(struct hearing *h)
{
    const struct lexicon *l = h->why.lexicon;
    const struct reading *r = &h->reading;
    struct understood *u = &h->u;
    u->confidential = !u->exposed && (judge_said(l, r, WORD_CONFIDENTIAL) || judge_hides(l, r) ||
                                      judge_name_is_out(l, r));
    u->third_party = judge_third_party(l, r);
    u->language = tongue_of(l, r, &u->indonesian);
    if (u->intent == INTENT_LANGUAGE) u->language = tongue_named(l, r);
    return plain_words(l, r, h->arena, &u->plain, h->e) &&
           judge_only_when(l, r, h->arena, &u->past, h->e);
}

/* "kel tambak wedi kec kenjeran", as it is written to people. */
static bool hear_strange_place(struct hearing *h)
{
    struct str name;
    struct understood *u = &h->u;
    if (says_where(u) || !judge_strange_district(h->why.lexicon, &h->reading, &name)) return true;
    return arena_text(h->arena, &u->strange_district, h->e, "%c%.*s", toupper(name.at[0]),
                      STR_ARG(str_slice(name, 1, name.len)));
}

/* Whether it tells, or denies, a place and next to nothing else. */
static void hear_place_only(struct hearing *h)
{
    const struct lexicon *l = h->why.lexicon;
    struct understood *u = &h->u;
    bool somewhere = says_where(u), denied = h->why.place.denied;
    bool small = u->intent == INTENT_NOISE || u->intent == INTENT_NO;
    bool may = u->intent == INTENT_REPORT || (small && denied);
    bool only = may && judge_place_only(l, &h->reading);
    if (!somewhere) u->place_if_asked = place_if_asked(l, &h->reading);
    u->place_only = somewhere && only;
    /* "salah alamat berarti": not where it lies is wrong, but that they wrote to us. */
    u->denies_there = !somewhere && place_denies_there(l, &h->reading);
    if (u->missent && (denied || u->denies_there)) {
        u->intent = u->intent == INTENT_REPORT ? INTENT_NOISE : u->intent;
        u->denies_there = denied = false;
    }
    bool instead = may && denied && judge_strange_instead(l, &h->reading);
    u->denies_place = u->denies_there || (!somewhere && denied && (only || instead));
    u->denies_count = u->denies_there ? 0 : h->why.place.denies_count;
    for (size_t i = 0; i < u->denies_count; i++)
        u->denies[i] = h->why.place.denies[i];
    bool ours = somewhere && place_district(u->place).len > 0;
    u->home = may || small ? judge_home(l, &h->reading) : HOME_NONE;
    if (ours || (u->place && !reading_says(l, &h->reading, WORD_PLACE_WHY))) u->home = HOME_NONE;
    u->strange_spot = may && !somewhere && judge_strange_spot(l, &h->reading);
    if (u->place_only && h->why.place.of_writer) only_writer_there(u);
}

/* The order matters: a name of a place is no command, a mended command is read by all that follow,
 * and what is told (`understand_words`) is judged last, because it looks at all the rest. */
static bool hear(struct hearing *h, struct telling telling)
{
    hear_ticket(h);
    hear_place(h);
    if (!hear_intent(h)) return false;
    told_since(h->why.lexicon, &h->reading, telling); /* mending makes a new reading */
    if (!hear_manner(h) || !hear_strange_place(h)) return false;
    answer_judge(h->why.lexicon, &h->reading, h->text, &h->u);
    hear_place_only(h);
    if (!understand_words(h->nlu, &h->why, h->text, h->scratch, h->arena, &h->u, h->e))
        return false;
    if (h->u.denies_place) h->u.intent = INTENT_NOISE; /* of which report, the chat tells */
    return true;
}

static bool understand(const struct nlu *nlu, struct str text, struct telling telling,
                       struct arena *scratch, struct arena *arena, struct understood *out,
                       struct err *e)
{
    const struct lexicon *l = &nlu->lexicon;
    struct hearing h = { .nlu = nlu,
                         .text = str_slice(text, 0, NLU_TEXT_MAX),
                         .scratch = scratch,
                         .arena = arena,
                         .why = { .lexicon = l },
                         .u = { .intent = INTENT_NONE,
                                .kind = KIND_COMPLAINT,
                                .category = l->desk->other_category,
                                .explanation = STR("{}") },
                         .e = e };
    h.why.reading = &h.reading;
    if (!reading_make(l, h.text, false, scratch, &h.reading, e)) return false;
    if (!is_blank_text(&h.reading, h.text) && !hear(&h, telling)) return false;
    *out = h.u;
    return true;
}

bool nlu_understand(const struct nlu *nlu, struct str text, struct telling telling,
                    struct arena *arena, struct understood *out, struct err *e)
{
    struct arena scratch = { 0 };
    bool ok = understand(nlu, text, telling, &scratch, arena, out, e);
    arena_clear(&scratch);
    return ok;
}

static bool rank(const struct nlu *nlu, struct str text, struct arena *scratch,
                 struct nlu_ranking *out, struct err *e)
{
    const struct lexicon *l = &nlu->lexicon;
    struct reading reading;
    struct reasons why = { .lexicon = l, .reading = &reading };
    if (!reading_make(l, str_slice(text, 0, NLU_TEXT_MAX), false, scratch, &reading, e))
        return false;
    place_find(l, &reading, false, &why.place);
    if (!choose(nlu, &why, why.place.place, scratch, e)) return false;
    *out = (struct nlu_ranking){ .count = why.route.ranked_count,
                                 .margin = why.route.margin,
                                 .sure = why.route.sure && !why.route.weak };
    for (size_t i = 0; i < why.route.ranked_count; i++)
        out->departments[i] = why.route.ranked[i];
    return true;
}

bool nlu_rank(const struct nlu *nlu, struct str text, struct nlu_ranking *out, struct err *e)
{
    struct arena scratch = { 0 };
    bool ok = rank(nlu, text, &scratch, out, e);
    arena_clear(&scratch);
    return ok;
}
