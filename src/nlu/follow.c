/* follow.c - what a text is to those before it. */
#include "follow.h"
#include "assault.h"
#include "judge.h"
#include "language.h"
#include "place_mark.h"
#include "place_told.h"

/* "sudah 2 minggu belum diperbaiki pak jalannya": so many words may stand beside the chasing ones.
 * More of them tell something. */
#define CHASE_OTHERS_MAX 3
#define CHASE_TOKENS_MAX 32
#define CHASE_SKIP_MAX   2
#define AMEND_TOKENS_MAX 5

#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_YES) | \
     ROLE_BIT(WORD_NO) | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK) |                       \
     ROLE_BIT(WORD_SOLVED) | ROLE_BIT(WORD_UNSOLVED) | ROLE_BIT(WORD_STATUS))
#define EMPTY_TRAITS                                                                               \
    (TRAIT_NEGATION | TRAIT_LIGHT | TRAIT_REAL | TRAIT_REQUEST | TRAIT_ALSO | TRAIT_ASK)

struct chase {
    const struct lexicon *l;
    const struct reading *r;
    bool covered[CHASE_TOKENS_MAX]; /* by token: a part of a chasing phrase */
};

/* "maaf salah, ..." at the beginning; "salah satu" puts nothing right. */
static bool amends(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i < r->tokens.count && i < AMEND_TOKENS_MAX; i++) {
        bool one = i + 1 < r->tokens.count && token_in(l, &at[i + 1], WORD_NUMBER_ONE);
        bool right =
            i > 0 && token_in(l, &at[i - 1], WORD_WHICH) && token_in(l, &at[i], WORD_AMEND);
        if (right || (token_traits(l, &at[i]) & TRAIT_AMEND && !one)) return true;
    }
    return place_moves(l, r);
}

/* "yang satu", "satunya" */
static bool is_one_of(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (token_in(l, t, WORD_ONE_OF)) return true;
    return i > 0 && str_equal(r->tokens.at[i - 1].norm.text, STR("yang")) &&
           (token_in(l, t, WORD_NUMBER_ONE) || str_equal(t->raw.text, STR("1")));
}

static bool says_one_of(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (is_one_of(l, r, i)) return true;
    return false;
}

/* "kulkas saya juga"; "saya juga" is who. */
static bool is_own_too(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 2; i < r->tokens.count; i++)
        if (token_traits(l, &at[i]) & TRAIT_ALSO && token_in(l, &at[i - 1], WORD_SELF) &&
            !at[i].new_part && !at[i - 1].new_part)
            return true;
    return false;
}

static uint32_t traits_said(const struct lexicon *l, const struct reading *r)
{
    uint32_t said = 0;
    for (size_t i = 0; i < r->tokens.count; i++)
        said |= token_traits(l, &r->tokens.at[i]);
    return said;
}

static bool is_filler(const struct chase *c, size_t i)
{
    return reading_roles(c->l, c->r, i) & ROLE_BIT(WORD_FILLER) ||
           token_traits(c->l, &c->r->tokens.at[i]) & TRAIT_ALSO;
}

/* How the words of a phrase are read: also with a filler inside ("belum juga diperbaiki"), and as
 * they were written, where another word of the tables is their stem ("ditangani", "tangan"). */
struct chase_way {
    bool skip, written;
};

static bool has_stem(const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (r->tokens.at[i].derived) return true;
    return false;
}

/* "cara ceknya [gimana pak]": how that is done, and not how it goes. */
#define WAY_BACK 3
static bool asks_way(const struct chase *c, size_t i)
{
    if (!str_equal(c->r->tokens.at[i].norm.text, STR("bagaimana"))) return false;
    for (size_t k = i; k > 0 && i - k < WAY_BACK; k--)
        if (reading_roles(c->l, c->r, k - 1) & ROLE_BIT(WORD_QUESTION) ||
            token_in(c->l, &c->r->tokens.at[k - 1], WORD_WAY))
            return true;
    return false;
}

/* Phrases that begin at token i. */
static bool chase_from(struct chase *c, size_t i, struct chase_way way)
{
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    size_t words = 0, skipped = 0;
    bool found = false;
    /* "kapan pendaftaran dibuka" asks for information. */
    if (reading_roles(c->l, c->r, i) & ROLE_BIT(WORD_QUESTION) &&
        !token_in(c->l, &c->r->tokens.at[i], WORD_ASK_WHO))
        return false;
    if (asks_way(c, i)) return false;
    for (size_t k = i; k < c->r->tokens.count && words < PHRASE_WORDS_MAX; k++) {
        const struct token *t = &c->r->tokens.at[k];
        const struct piece *word = way.written && t->derived ? &t->raw : &t->norm;
        if (word->text.len == 0) continue;
        if (way.skip && k > i && (is_filler(c, k) || token_names_told(t))) {
            if (++skipped > CHASE_SKIP_MAX) break;
            continue;
        }
        parts[words++] = word;
        glue = glue_join(glue, word->glue);
        if (phrases_find(&c->l->chase, glue, parts, words) != PHRASE_NONE) {
            found = true;
            for (size_t n = i; n <= k; n++)
                c->covered[n] = true;
        }
        if (!phrases_begin(&c->l->chase, glue)) break;
    }
    return found;
}

/* The last word but for courtesies; SIZE_MAX: there is none. "belum ada kabar" ends in no "belum".
 */
static size_t last_word(const struct chase *c)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < c->r->tokens.count; i++)
        if (c->r->tokens.at[i].norm.text.len &&
            (token_traits(c->l, &c->r->tokens.at[i]) & TRAIT_LIGHT ||
             !(is_filler(c, i) || reading_roles(c->l, c->r, i) & ROLE_BIT(WORD_GREETING))))
            last = i;
    return last;
}

/* "sudah diperbaiki belum", "lampunya sudah nyala apa belum pak": is it? */
static bool whether_done(struct chase *c)
{
    size_t last = last_word(c), done = SIZE_MAX;
    if (last == SIZE_MAX || !(reading_roles(c->l, c->r, last) & ROLE_BIT(WORD_UNSOLVED)) ||
        !(token_traits(c->l, &c->r->tokens.at[last]) & TRAIT_NEGATION))
        return false;
    if (last > 0 && is_one_of(c->l, c->r, last - 1))
        return false; /* "yang satu sudah, yang satu belum" */
    for (size_t i = 0; i < last; i++) {
        if (reading_roles(c->l, c->r, i) & ROLE_BIT(WORD_RESERVE)) return false;
        if (done == SIZE_MAX && reading_roles(c->l, c->r, i) & ROLE_BIT(WORD_SOLVED)) done = i;
    }
    if (done == SIZE_MAX) return false;
    c->covered[done] = c->covered[last] = true;
    return true;
}

/* "apa sudah dicek pak", and with the mark also without "apa". */
static bool whether_yet(struct chase *c)
{
    const struct token *at = c->r->tokens.at;
    for (size_t i = 0; i + 1 < c->r->tokens.count; i++) {
        bool asked = c->r->marked || (i > 0 && (token_in(c->l, &at[i - 1], WORD_ASK_WHETHER) ||
                                                token_asks(c->l, &at[i - 1], WORD_ASK_WHETHER)));
        bool done = reading_roles(c->l, c->r, i + 1) & ROLE_BIT(WORD_SOLVED) ||
                    token_in(c->l, &at[i + 1], WORD_VISIT);
        if (!asked || !done || !token_in(c->l, &at[i], WORD_ALREADY)) continue;
        c->covered[i] = c->covered[i + 1] = true;
        return true;
    }
    return false;
}

/* "jadi diperbaiki apa tidak", "jadi dapat tidak pak karungnya": will it come to that? */
static bool whether_so(struct chase *c)
{
    const struct token *at = c->r->tokens.at;
    size_t end = 1;
    bool found = false;
    if (c->r->tokens.count == 0 || !lexicon_listed(c->l, WORD_ASK_SO, at[0].raw_listed))
        return false;
    while (end < c->r->tokens.count && !at[end].new_part && !at[end].new_start)
        end++;
    for (size_t i = 2; i < end; i++)
        found |= str_equal(at[i].norm.text, STR("tidak")) &&
                 (i + 1 == end || is_filler(c, i + 1) ||
                  reading_roles(c->l, c->r, i + 1) & ROLE_BIT(WORD_GREETING));
    for (size_t k = 0; found && k < end; k++)
        c->covered[k] = true;
    return found;
}

static bool says_something(const struct chase *c, size_t i)
{
    const struct token *t = &c->r->tokens.at[i];
    if (c->covered[i] || t->number || t->repeated || t->norm.text.len < 2) return false;
    if (c->r->place_at[i] != MATCH_NONE || reading_roles(c->l, c->r, i) & EMPTY_BITS) return false;
    return !(token_traits(c->l, t) & EMPTY_TRAITS);
}

/* "parkirnya masih ada pak", "lampunya masih mati": what was told before goes on. */
#define GOES_ON_TOKENS_MAX 10
#define GOES_ON_OTHERS_MAX 3

/* "masih mati juga": here it says that nothing has changed, not that something stands beside it. */
static bool persists(const struct chase *c, size_t i)
{
    const struct token *at = c->r->tokens.at;
    return i >= 2 && token_traits(c->l, &at[i]) & TRAIT_ALSO && !at[i].new_part &&
           token_traits(c->l, &at[i - 1]) & TRAIT_TROUBLE && token_in(c->l, &at[i - 2], WORD_STILL);
}

static bool goes_on(const struct chase *c, const struct understood *u)
{
    const struct reading *r = c->r;
    bool still = false, named = false;
    size_t others = 0;
    if (u->place || u->namesake_count || u->over || r->tokens.count > GOES_ON_TOKENS_MAX)
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(c->l, t) & TRAIT_ALSO && !persists(c, i)) return false;
        named |= persists(c, i);
        still |= token_in(c->l, t, WORD_STILL);
        named |= token_names_told(t) &&
                 !(reading_roles(c->l, r, i) & (ROLE_BIT(WORD_RESERVE) | ROLE_BIT(WORD_FILLER)));
        others += !(token_traits(c->l, t) & (TRAIT_TIME | TRAIT_TROUBLE)) && says_something(c, i);
    }
    return still && named && others <= GOES_ON_OTHERS_MAX;
}

/* "kapan disurvei": all that speaks for the category are words with which one asks. */
static bool is_asked_with(const struct chase *c, const struct understood *u)
{
    uint32_t category = (uint32_t)(u->category - c->l->desk->categories);
    bool found = false;
    for (size_t i = 0; i < c->r->match_count; i++) {
        const struct match *match = &c->r->matches[i];
        if (match_weight(c->l, c->r, match, category) == 0) continue;
        for (size_t k = match->from; k < match->to; k++)
            if (!c->covered[k]) return false;
        found = true;
    }
    return found;
}

/* *whether: it asks whether it is done; *bare: the words that ask are all that speaks for a matter.
 */
static bool chases(const struct lexicon *l, const struct reading *r, const struct understood *u,
                   bool *whether, bool *bare)
{
    struct chase c = { .l = l, .r = r };
    size_t others = 0;
    *whether = *bare = false;
    if (u->urgent || r->tokens.count > CHASE_TOKENS_MAX) return false;
    /* "laporan korupsi saya sudah sampai mana?" accuses nobody anew. */
    if (u->whistleblowing) return r->marked && !u->place && tells_of_report(l, r);
    bool found = *whether = whether_done(&c) || whether_yet(&c) || whether_so(&c);
    int ways = has_stem(r) ? 4 : 2; /* without one all words are as they were written */
    for (size_t i = 0; i < r->tokens.count; i++) {
        for (int way = 0; way < ways; way++)
            found |= chase_from(&c, i, (struct chase_way){ way & 1, way & 2 });
    }
    for (size_t i = 0; found && i < r->tokens.count; i++)
        others += says_something(&c, i);
    *bare = found && is_asked_with(&c, u);
    return (found && others <= CHASE_OTHERS_MAX) || goes_on(&c, u);
}

/* "kapan nyala": of water as well as of lamps. */
static bool awaits(const struct lexicon *l, const struct reading *r, const struct understood *u)
{
    uint32_t category = (uint32_t)(u->category - l->desk->categories);
    bool found = false;
    for (size_t i = 0; i < r->match_count; i++) {
        if (match_weight(l, r, &r->matches[i], category) == 0) continue;
        if (!(match_roles(l, r, &r->matches[i]) & ROLE_BIT(WORD_SOLVED))) return false;
        found = true;
    }
    return found;
}

/* --- "laporan saya yang dulu gimana" --- */

/* In more words, or with more beside it, something is told. */
#define REPORT_TOKENS_MAX 20
#define REPORT_OTHERS_MAX 4
#define OWNER_REACH       3
#define BEFORE_REACH      4

bool tells_of_report(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        size_t back = i > BEFORE_REACH ? i - BEFORE_REACH : 0;
        if (token_in(l, t, WORD_REPORT_OWN)) return true;
        if (token_in(l, t, WORD_REPORT) && reading_has(l, r, i + 1, i + 1 + OWNER_REACH, WORD_SELF))
            return true;
        if (token_in(l, t, WORD_REPORTING) && reading_has(l, r, back, i, WORD_REPORT_BEFORE))
            return true;
    }
    return false;
}

/* It asks what became of it, and where it was made or what about is not told. */
static bool asks_of_report(const struct chase *c, const struct understood *u, bool question)
{
    const struct reading *r = c->r;
    size_t others = 0;
    bool told = u->category_heard && !category_is_other(u->category->code);
    if (told || u->place || u->namesake_count || u->urgent || u->whistleblowing) return false;
    if (u->intent != INTENT_REPORT && u->intent != INTENT_NOISE) return false;
    if (r->tokens.count > REPORT_TOKENS_MAX || reading_says(c->l, r, WORD_REPORT_THEME) ||
        reading_says(c->l, r, WORD_WISH) || !tells_of_report(c->l, r))
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint32_t traits = token_traits(c->l, &r->tokens.at[i]);
        if (traits_tell_trouble(traits)) return false;
        others += !(traits & TRAIT_TIME) && says_something(c, i);
    }
    size_t last = last_word(c);
    /* "sudah lapor tapi belum" asks nothing. */
    question |= last != SIZE_MAX && !judge_said(c->l, r, WORD_RESERVE) &&
                reading_roles(c->l, r, last) & ROLE_BIT(WORD_UNSOLVED) &&
                token_traits(c->l, &r->tokens.at[last]) & TRAIT_NEGATION;
    return others <= REPORT_OTHERS_MAX && (question || reading_says(c->l, r, WORD_REPORT_STANDING));
}

/* In more words something is told. */
#define OWN_TOKENS_MAX 7
#define OWN_OTHERS_MAX 2

/* "gimana kelanjutan bpjs saya": how it stands, of whatever was told before; the thing only says
 * which. */
static bool asks_of_own(const struct chase *c, const struct understood *u)
{
    const struct reading *r = c->r;
    bool which = judge_asks_which(c->l, c->r), standing = which, asked = which;
    size_t others = 0;
    if (u->place || u->namesake_count || u->urgent || u->whistleblowing) return false;
    if (u->intent != INTENT_REPORT || u->troubled || r->tokens.count > OWN_TOKENS_MAX) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool course = token_in(c->l, t, WORD_REPORT_COURSE), self = token_in(c->l, t, WORD_SELF);
        asked |= self || token_in(c->l, t, WORD_ASK_PLAIN);
        standing |= course;
        others += !course && !self && says_something(c, i);
    }
    return asked && standing && others <= OWN_OTHERS_MAX + (size_t)which;
}

#define ACCUSING                                                                                   \
    (ROLE_BIT(WORD_WHISTLEBLOWING) | ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_DEMAND) |             \
     ROLE_BIT(WORD_EXACTED) | ROLE_BIT(WORD_MONEY) | ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_ASSET) |  \
     ROLE_BIT(WORD_EMBEZZLED) | ROLE_BIT(WORD_CUT) | ROLE_BIT(WORD_COLLECTOR))

static bool accuses(const struct lexicon *l, const struct reading *r)
{
    return judge_alarm(l, r, ACCUSING, 0, r->tokens.count) != NULL;
}

/* "airnya masuk ke warung": not with the words that tell the matter ("sampahnya numpuk"). */
static bool refers_beside(const struct lexicon *l, const struct reading *r,
                          const struct understood *u)
{
    uint32_t category = (uint32_t)(u->category - l->desk->categories);
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool tells = false;
        for (size_t k = 0; k < r->match_count; k++)
            tells = tells || (match_meets(&r->matches[k], i, i + 1) &&
                              match_weight(l, r, &r->matches[k], category) > 0);
        if (!tells && str_ends(r->tokens.at[i].raw.text, STR("nya"))) return true;
    }
    return false;
}

/* "anonim bisa", "boleh dirahasiakan": nobody has asked for it yet. */
static bool asks_leave(const struct lexicon *l, const struct reading *r)
{
    return reading_says(l, r, WORD_ASK_LEAVE);
}

/* "bisa online gak pak": its "gak" asks, and denies nothing. */
static void hear_tag(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    size_t denials = 0;
    for (size_t i = 0; i < r->tokens.count; i++)
        denials += (token_traits(l, &r->tokens.at[i]) & TRAIT_NEGATION) != 0;
    if (out->intent != INTENT_NO || denials != 1) return;
    out->intent = INTENT_NOISE;
    out->consent = CONSENT_NONE;
}

/* A keyword is not always what it is about: "kata pak kades", "dibawa ke rsud". */
static void hear_category(const struct lexicon *l, const struct reading *r, bool reported,
                          struct understood *out)
{
    uint32_t category = (uint32_t)(out->category - l->desk->categories);
    bool carried = judge_only_carried_to(l, r, category);
    bool numbered = judge_states(l, r) && judge_only_numbered(l, r, category);
    if (reported || carried || numbered || judge_broken_by(l, r))
        out->category_heard = out->category_sure = false;
}

/* A plea for secrecy: for a report to come, in doubt, or whether it may be. */
static void hear_plea(const struct lexicon *l, const struct reading *r, bool question,
                      struct understood *out)
{
    out->announces = judge_said(l, r, WORD_HELP) || judge_announces(l, r);
    out->doubts = judge_secrecy_doubted(l, r);
    out->asks_may = asks_leave(l, r);
    out->asks = question || out->asks_may;
}

void follow_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    uint32_t said = traits_said(l, r);
    bool reported = judge_reported(l, r);
    hear_category(l, r, reported, out);
    out->may_nod = judge_may_nod(l, r);
    out->amends = amends(l, r);
    out->clarifies = judge_clarifies(l, r);
    out->own_too = is_own_too(l, r);
    out->troubled = judge_trouble(l, r);
    out->states = judge_states(l, r);
    out->further = judge_further(l, r);
    out->also = said & TRAIT_ALSO || out->further || place_begins_further(l, r);
    where_judge(l, r, out);
    bool whether, bare, truth = judge_asks_if_true(l, r);
    bool know = truth || judge_asks_to_know(l, r);
    bool question = said & TRAIT_ASK || r->marked;
    if (know) hear_tag(l, r, out);
    out->inquires = question || judge_said(l, r, WORD_QUESTION);
    contest_judge(l, r, out);
    out->asks_when = judge_asks_when(l, r);
    out->accuses = !reported && accuses(l, r);
    out->afraid = judge_fears(l, r) || out->category == l->police || out->category == l->violence;
    out->refers = !out->further && /* "selain [itu]" */
                  (judge_refers_back(l, r) || judge_armed_by_now(l, r));
    out->continues = judge_continues(l, r, out->states);
    out->refers_beside = refers_beside(l, r, out);
    out->points_back = judge_points_back(l, r);
    out->apart = out->troubled && out->category_sure && !out->accuses &&
                 category_is_public(out->category) && out->category->kind == KIND_COMPLAINT &&
                 !out->refers;
    out->one_of = says_one_of(l, r);
    out->for_all = (said & TRAIT_ALL) != 0 || judge_of_both(l, r);
    out->chases = chases(l, r, out, &whether, &bare) && !truth;
    if (out->intent == INTENT_CONFIDENTIAL) {
        hear_plea(l, r, question, out);
        return;
    }
    const struct chase c = { .l = l, .r = r };
    out->of_report = asks_of_report(&c, out, question || whether);
    bool of_own = asks_of_own(&c, out);
    bool sighs = out->chases && !question && !whether && !know && !judge_asks_bare(l, r);
    /* "ini laporan yang dulu apa yang baru, bingung saya" */
    out->of_report = out->of_report || (out->chases && question && !out->category_heard &&
                                        !out->place && reading_says(l, r, WORD_REPORT));
    out->chases = out->chases || out->of_report || of_own || judge_reminds(l, r);
    out->asks = out->chases && !sighs;
    out->awaits =
        of_own || (out->chases && (out->category_heard ? bare || awaits(l, r, out) : whether));
    /* "daftarnya di mana ya": it agrees to nothing. */
    bool words =
        out->intent == INTENT_REPORT || out->intent == INTENT_NOISE || out->intent == INTENT_YES;
    out->asks_to_know = words && !out->chases && out->command == INTENT_NONE && !out->urgent &&
                        !out->whistleblowing && know;
    /* "dari pu apa dlh": not what it is about. */
    if (out->asks_to_know && out->category_heard &&
        judge_only_aside(l, r, (uint32_t)(out->category - l->desk->categories)))
        out->category_heard = out->category_sure = false;
    /* "sudah diperbaiki belum" says neither. */
    if (out->chases && whether && out->verdict != VERDICT_PARTLY) out->verdict = VERDICT_UNSURE;
}
