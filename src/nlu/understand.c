/* understand.c - from a citizen's text to what was understood. */
#include "nlu/understand.h"
#include "consent.h"
#include "each.h"
#include "explain.h"
#include "follow.h"
#include "plain.h"
#include "point.h"
#include "second.h"
#include "tongue.h"
#include "verdict.h"
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

static void routed(const struct route *route, const struct scores *scores, const struct desk *desk,
                   struct understood *out)
{
    out->category = route->category;
    out->department = route->department;
    out->sure = route->sure;
    out->category_heard = scores->all[route->category - desk->categories] >= JUDGE_HEARD_MIN;
    out->category_sure = route->sure && out->category_heard;
    out->candidate_count = route->ranked_count;
    out->evident = route->evident;
    for (size_t i = 0; i < route->ranked_count; i++) {
        out->candidates[i] = route->ranked[i];
        out->matters[i] = route->matters[i];
    }
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

/* Violence at home or at school has one owner, whoever else is named; so has a missing person. */
static void harmed(const struct reasons *why, struct understood *out)
{
    const struct lexicon *l = why->lexicon;
    const struct category *category = why->harm_by ? l->violence : l->police;
    if (!category) return;
    confide(category, out);
    out->kind = category->kind;
}

/* Danger to a life now, the own one first: it is answered in another way. */
static void endangered(struct reasons *why)
{
    const struct lexicon *l = why->lexicon;
    why->harm_by = judge_harm(l, why->reading);
    why->missing_by = judge_missing(l, why->reading);
    why->urgent_by = judge_danger(l, why->reading, WORD_SELF_HARM);
    why->self_harm = why->urgent_by != NULL;
    if (!why->self_harm) why->urgent_by = judge_urgent(l, why->reading);
    if (!why->urgent_by) why->urgent_by = judge_peril(l, why->reading);
    if (!why->urgent_by) why->urgent_by = why->harm_by ? why->harm_by : why->missing_by;
}

/* "banjir", "kebakaran": a matter that is pressing by itself. */
static bool names_danger(const struct scores *scores)
{
    const struct category *heard = judge_heard(scores);
    return heard && heard->priority > PRIORITY_NORMAL;
}

/* What speaks for which department. In danger the desk's tables alone: hardly any of the texts that
 * a model learns from tells of one, and it took a flood with people in it for a drain. */
static bool choose(const struct nlu *nlu, struct reasons *why, const struct place *place,
                   struct arena *scratch, struct err *e)
{
    struct router router = nlu->router;
    endangered(why);
    if (!judge_category(why->lexicon, why->reading, scratch, &why->scores, e)) return false;
    if (why->self_harm || (why->urgent_by && names_danger(&why->scores))) router.model = NULL;
    why->model = router.model;
    return route_find(&router, why->reading, &why->scores, place, scratch, &why->route, e);
}

/* A category that is urgent by itself is not where its events are past: the unit's calm one is. */
static void calmed(const struct reasons *why, struct understood *out)
{
    const struct lexicon *l = why->lexicon;
    const struct category *all = l->desk->categories, *best = NULL;
    uint32_t from = (uint32_t)(out->category - all);
    if (out->urgent || out->category->priority != PRIORITY_URGENT) return;
    if (!judge_only_past(l, why->reading, from)) return;
    for (size_t i = 0; i < l->desk->category_count; i++) {
        if (l->units[i] != l->units[from] || all[i].priority == PRIORITY_URGENT) continue;
        if (!best || why->scores.all[i] > why->scores.all[best - all]) best = &all[i];
    }
    if (best) out->category = best;
}

/* A matter for the desk: category, department, kind, urgency, and why. */
static bool understand_report(const struct nlu *nlu, struct reasons *why, struct arena *scratch,
                              struct arena *arena, struct understood *out, struct err *e)
{
    const struct lexicon *l = why->lexicon;
    const struct category *best;
    if (!choose(nlu, why, out->place, scratch, e)) return false;
    out->urgent = why->urgent_by != NULL;
    out->self_harm = why->self_harm;
    routed(&why->route, &why->scores, l->desk, out);
    if (out->place_only || judge_landmark_only(l, why->reading) || is_only_when(why, out) ||
        (out->place && judge_spot(l, why->reading)))
        nothing_told(l->desk, out);
    best = why->scores.best ? why->scores.best : out->category;
    bool accuses = best->kind == KIND_WHISTLEBLOWING;
    enum ticket_kind usual = accuses ? best->kind : out->category->kind;
    out->kind = judge_kind(l, why->reading, out->category, usual, &why->kind_by);
    if (out->kind == KIND_WHISTLEBLOWING && (accuses || l->corruption))
        confide(accuses ? best : l->corruption, out);
    if (why->harm_by || why->missing_by) harmed(why, out);
    out->whistleblowing = out->kind == KIND_WHISTLEBLOWING;
    calmed(why, out);
    return explain(why, out, arena, &out->explanation, e);
}

/* Whether the text says where, be it by a name that several villages have. */
static bool located(const struct place_found *found, struct understood *out)
{
    out->place = found->place;
    out->namesake_count = found->namesake_count;
    for (size_t i = 0; i < found->namesake_count; i++)
        out->namesakes[i] = found->namesakes[i];
    return found->place || found->namesake_count > 0;
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
    bool somewhere = u->place || u->namesake_count;
    point_judge(l, why->reading, u);
    bool secret = keeps_one_secret(why, u), withdrawn = judge_withdraws(l, why->reading);
    if ((u->intent == INTENT_REPORT || secret) &&
        !understand_report(nlu, why, scratch, arena, u, e))
        return false;
    if (secret) u->intent = INTENT_CONFIDENTIAL;
    if (withdrawn && !u->urgent && !u->whistleblowing) withdraw(u);
    follow_judge(l, why->reading, u);
    u->not_about_count = judge_not_about(l, why->reading, u->not_about, UNDERSTOOD_DENIED);
    u->over = !u->urgent && !u->whistleblowing &&
              judge_over(l, why->reading, (uint32_t)(u->category - l->desk->categories));
    /* A question about no matter: of which report, the chat tells. */
    if (u->awaits && u->asks && !somewhere) u->intent = INTENT_NOISE;
    return u->intent != INTENT_REPORT || (each_judge(l, &why->scores, text, scratch, u, e) &&
                                          second_judge(l, &why->scores, text, scratch, u, e));
}

/* "saya lagi di maron" tells where something is if that was asked, and else nothing of a matter. */
static void only_writer_there(struct understood *u)
{
    u->place_if_asked = u->place;
    u->place = NULL;
    u->intent = INTENT_NOISE;
    u->place_only = false;
}

/* "tapi itu sudah 2 minggu lalu" */
static bool told_when(const struct lexicon *l, const struct reading *r, struct arena *arena,
                      struct str *out, struct err *e)
{
    size_t from, to;
    *out = STR_EMPTY;
    if (!judge_only_when(l, r, &from, &to)) return true;
    for (size_t i = from; i < to; i++)
        if (!arena_text(arena, out, e, "%.*s%s%.*s", STR_ARG(*out), out->len ? " " : "",
                        STR_ARG(r->tokens.at[i].norm.text)))
            return false;
    return true;
}

/* What it says to whatever was asked. */
static void understand_answer(const struct lexicon *l, const struct reading *r,
                              struct understood *u)
{
    u->row = plain_row(l, r);
    /* "ini nomor pengaduan ya?" agrees to nothing. */
    if (!judge_hails(l, r)) u->consent = consent_judge(l, r, &u->proceeds);
    u->missent = judge_said(l, r, WORD_MISSENT);
    u->other = consent_is_other(l, r);
    verdict_judge(l, r, u);
}

/* "kok Tongas pak?" is noise, and still says where it is not. */
static bool names_place_only(const struct lexicon *l, const struct reading *r, enum intent intent,
                             bool denied)
{
    bool may = intent == INTENT_REPORT || (intent == INTENT_NOISE && denied);
    return may && judge_place_only(l, r);
}

static bool understand(const struct nlu *nlu, struct str text, struct telling telling,
                       struct arena *scratch, struct arena *arena, struct understood *out,
                       struct err *e)
{
    const struct lexicon *l = &nlu->lexicon;
    struct reading reading;
    struct reasons why = { .lexicon = l, .reading = &reading };
    struct understood u = { .intent = INTENT_NONE,
                            .kind = KIND_COMPLAINT,
                            .category = l->desk->other_category,
                            .explanation = STR("{}") };
    text = str_slice(text, 0, NLU_TEXT_MAX);
    if (!reading_make(l, text, false, scratch, &reading, e)) return false;
    if (is_blank_text(&reading, text)) {
        *out = u;
        return true;
    }
    if (!ticket_number_find(nlu->ticket_prefix, text, &u.ticket_id))
        u.ticket_id = ticket_number_like(nlu->ticket_prefix, text) ? UNDERSTOOD_MISTYPED : 0;
    bool has_ticket = u.ticket_id != 0;
    place_find(l, &reading, false, &why.place);
    bool somewhere = located(&why.place, &u);
    u.intent = judge_intent(l, &reading, somewhere, has_ticket);
    bool no_command = u.intent == INTENT_REPORT || u.intent == INTENT_NOISE;
    u.number = no_command && !somewhere && judge_number_only(l, &reading);
    if (u.number) u.intent = INTENT_NOISE;
    if (!somewhere && !intended(l, text, has_ticket, scratch, &reading, &u.intent, e)) return false;
    reading.telling = telling;
    if (u.intent == INTENT_HUMAN || u.intent == INTENT_ERASE) u.kind = KIND_CONSULTATION;
    if (!somewhere) u.place_if_asked = place_if_asked(l, &reading);
    u.confidential = judge_said(l, &reading, WORD_CONFIDENTIAL);
    u.third_party = judge_said(l, &reading, WORD_THIRD_PARTY);
    u.language = u.intent == INTENT_LANGUAGE ? tongue_named(l, &reading) : tongue_of(l, &reading);
    if (!plain_words(l, &reading, arena, &u.plain, e) || !told_when(l, &reading, arena, &u.past, e))
        return false;
    understand_answer(l, &reading, &u);
    bool place_only = names_place_only(l, &reading, u.intent, why.place.denied);
    u.place_only = somewhere && place_only;
    u.denies_place = !somewhere && why.place.denied && place_only;
    if (u.place_only && why.place.of_writer) only_writer_there(&u);
    if (!understand_words(nlu, &why, text, scratch, arena, &u, e)) return false;
    if (u.denies_place) u.intent = INTENT_NOISE; /* of which report, the chat tells */
    *out = u;
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
                                 .sure = why.route.sure };
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
