/* pressing.c - see pressing.h. Told in everyday words, in whatever order: "pohonnya sudah roboh pak
 * nutup jalan", "roboh tadi malam nimpa pagar sekolah", "dahannya jatuh hampir kena anak2". */
#include "pressing.h"
#include "hurt.h"
#include "judge.h"
#include "language.h"
#include "mishap.h"
#include "plight.h"
#include "threat.h"
#include "told.h"

/* "menutup [akses] jalan" */
#define BLOCK_WITHIN 3
/* "pohon tumbang [...] motor tidak bisa lewat" */
#define BLOCKED_WORDS 12
/* "hampir [saja] roboh", "bisa [saja] roboh" */
#define NEARLY_WITHIN 2
/* "kena [leher] orang", "nimpa [pagar] sekolah" */
#define STRUCK_WITHIN 3
/* "roboh [pak tadi kena angin,] nimpa motor" */
#define STRIKES_BEFORE 3
#define STRIKES_BEHIND 9
/* "antisipasi [ada dahan yang jatuh menimpa orang atau ranting] jatuh" */
#define FEARED_BEFORE 16
/* "roboh [nutup jalan pak] barusan" */
#define MOMENT_WITHIN 5
/* "sampai [harus] dibawa [ke rumah] sakit" */
#define CARRIED_WITHIN 2
/* "kena [kaca rumah saya sampai] pecah" */
#define BROKEN_WITHIN 6
/* "jembatannya [sudah] retak" */
#define WEAKENS_WITHIN 4

/* --- a road is barred --- */

/* "ke jalan", "sampai jalan" */
static bool leads_onto_road(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i + 1 >= r->tokens.count || !token_in(l, &at[i + 1], WORD_ALONG_WAY)) return false;
    return token_in(l, &at[i], WORD_PLACE_TOWARDS) || token_in(l, &at[i], WORD_AS_FAR_AS);
}

/* "menutup jalan", "melintang di jalan", "tidak bisa dilewati" */
static bool blocks_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (token_in(l, &at[i], WORD_PASSING)) return reading_denied_before(l, r, i);
    return token_in(l, &at[i], WORD_BLOCK) &&
           reading_has(l, r, i + 1, reading_ahead(r, i + 1, BLOCK_WITHIN, STRETCH_PART),
                       WORD_ALONG_WAY);
}

static bool is_blocked(const struct lexicon *l, const struct reading *r, struct span by)
{
    size_t from = by.from > BLOCKED_WORDS ? by.from - BLOCKED_WORDS : 0;
    size_t to = by.to + BLOCKED_WORDS;
    for (size_t i = from; i < to && i < r->tokens.count; i++)
        if (blocks_at(l, r, i)) return true;
    return false;
}

static bool hazard_bars(const struct lexicon *l, const struct reading *r,
                        const struct match *hazard)
{
    const struct span by = { hazard->from, hazard->to };
    if (reading_has(l, r, by.from, by.to, WORD_BLOCK) || is_blocked(l, r, by)) return true;
    size_t from = by.from > BLOCKED_WORDS ? by.from - BLOCKED_WORDS : 0;
    for (size_t i = from; i < by.to + BLOCKED_WORDS && i < r->tokens.count; i++)
        if (leads_onto_road(l, r, i)) return true;
    return false;
}

/* --- something fell --- */

/* "ambruk"; "jatuh" and "patah" of a tree or a pole; "dirobohkan" is a deed. */
static bool falls_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (t->derived) return false;
    return token_in(l, t, WORD_FALLS) || (token_in(l, t, WORD_DROPS) && judge_tall_near(l, r, i));
}

static bool is_told_before(const struct lexicon *l, const struct reading *r, size_t i,
                           enum word_role role)
{
    return reading_has(l, r, reading_back(r, i, NEARLY_WITHIN, STRETCH_PART), i, role);
}

/* "antisipasi ... jatuh", "sering roboh" */
static bool is_unreal_or_usual(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, FEARED_BEFORE, STRETCH_PART);
    for (size_t k = i; k-- > from;) {
        uint32_t traits = token_traits(l, &r->tokens.at[k]);
        if (traits & TRAIT_REAL) return false;
        if (traits & (TRAIT_UNREAL | TRAIT_HABIT)) return true;
    }
    return false;
}

/* Not "takut roboh", "bisa roboh", "mau roboh". */
bool judge_has_fallen(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    if (!falls_at(l, r, i) || !judge_befell(l, r, &at) || is_unreal_or_usual(l, r, i)) return false;
    return !is_told_before(l, r, i, WORD_LIABLE) && !is_told_before(l, r, i, WORD_WISH) &&
           !is_told_before(l, r, i, WORD_NEARLY);
}

/* "jatuh kena angin bu": whoever is spoken to; not "kena ibu saya". */
static bool is_spoken_to(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool own = i + 1 < r->tokens.count && !r->tokens.at[i + 1].new_part &&
               token_in(l, &r->tokens.at[i + 1], WORD_SELF);
    return !own && reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING));
}

static bool may_be_hit(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_BODY) || token_in(l, t, WORD_SELF) ||
           (token_in(l, t, WORD_PERSON) && !is_spoken_to(l, r, i));
}

static bool may_be_struck(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return may_be_hit(l, r, i) || token_in(l, t, WORD_STRUCK) || token_in(l, t, WORD_HOME) ||
           token_is_landmark(l, t);
}

/* "nimpa motor orang"; "motor saya kejatuhan dahan": a word that tells of the fall itself stands
 * behind what was struck as well. */
static bool strikes_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_STRIKES) || reading_denied_before(l, r, i)) return false;
    size_t from =
        token_in(l, &at[i], WORD_DROPS) ? reading_back(r, i, STRUCK_WITHIN, STRETCH_PART) : i + 1;
    size_t to = reading_ahead(r, i + 1, STRUCK_WITHIN, STRETCH_PART);
    for (size_t k = from; k < to; k++)
        if (k != i && may_be_struck(l, r, k)) return true;
    return false;
}

static bool has_struck(const struct lexicon *l, const struct reading *r, size_t fall)
{
    size_t from = reading_back(r, fall, STRIKES_BEFORE, STRETCH_SENTENCE);
    size_t to = reading_ahead(r, fall + 1, STRIKES_BEHIND, STRETCH_SENTENCE);
    for (size_t i = from; i < to; i++)
        if (strikes_at(l, r, i)) return true;
    return false;
}

/* "barusan", "tadi malam", "baru saja"; not "plengsengan baru". */
static bool was_a_moment_ago(const struct told *t, size_t i)
{
    size_t from = reading_back(t->r, i, MOMENT_WITHIN, STRETCH_SENTENCE);
    size_t to = reading_ahead(t->r, i + 1, MOMENT_WITHIN, STRETCH_SENTENCE);
    for (size_t k = 0; k < t->count; k++) {
        const struct saying *s = &t->at[k];
        if (s->from >= from && s->to <= to && told_is_fresh(t, s)) return true;
    }
    return false;
}

/* "dibersihkan", "dievakuasi" */
static bool is_clearing(const struct lexicon *l, const struct token *t)
{
    bool done = token_roles(l, t) & ROLE_BIT(WORD_SOLVED) && str_starts(t->norm.text, STR("di"));
    return done || token_in(l, t, WORD_WITHDRAW_ENDED);
}

/* "sudah [semua] dibersihkan warga": said behind the fall. */
static bool is_cleared(const struct lexicon *l, const struct reading *r, size_t from)
{
    const struct token *at = r->tokens.at;
    for (size_t i = from; i + 1 < r->tokens.count; i++) {
        size_t to = reading_ahead(r, i + 1, NEARLY_WITHIN, STRETCH_PART);
        if (!token_in(l, &at[i], WORD_ALREADY)) continue;
        for (size_t k = i + 1; k < to; k++)
            if (is_clearing(l, &at[k])) return true;
    }
    return false;
}

/* "pohonnya", "wite", "kabella": what was told before, as the tables list it. */
static bool is_told_thing(const struct lexicon *l, const struct reading *r, size_t i,
                          enum word_role role)
{
    static const char *const endings[] = { "nya", "e", "na", "la" };
    const struct token *t = &r->tokens.at[i];
    bool apart = i + 1 < r->tokens.count && str_equal(t[1].raw.text, STR("nya"));
    if (apart) return token_in(l, t, role); /* "ranting nya" */
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (str_ends(t->raw.text, str_of(endings[k]))) return token_in(l, t, role);
    return false;
}

/* "jadi pohonnya [tumbang]" */
static bool is_of_told(const struct lexicon *l, const struct reading *r, size_t i)
{
    for (size_t k = reading_back(r, i, TALL_BEFORE, STRETCH_PART); k < i; k++)
        if (is_told_thing(l, r, k, WORD_TALL)) return true;
    return false;
}

/* "sudah roboh pak": what did, was told before. */
static bool is_untold(const struct lexicon *l, const struct reading *r, size_t i)
{
    const uint64_t empty = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    size_t from = reading_back(r, i, TALL_BEFORE, STRETCH_PART);
    if (from == i || !reading_has(l, r, from, i, WORD_ALREADY)) return false;
    for (size_t k = from; k < i; k++) {
        const struct token *t = &r->tokens.at[k];
        if (!token_in(l, t, WORD_ALREADY) && !(token_traits(l, t) & TRAIT_LIGHT) &&
            !(reading_roles(l, r, k) & empty))
            return false;
    }
    return true;
}

static unsigned fall_presses(const struct told *t, size_t i)
{
    const struct lexicon *l = t->l;
    const struct reading *r = t->r;
    const struct span by = { i, i + 1 };
    bool heavy = token_in(l, &r->tokens.at[i], WORD_FALLS);
    if (!judge_has_fallen(l, r, i) || is_cleared(l, r, i + 1)) return 0;
    unsigned presses = has_struck(l, r, i) ? PRESSING_STRUCK : 0;
    if (is_blocked(l, r, by)) presses |= PRESSING_BARRED;
    if (heavy && (was_a_moment_ago(t, i) || leads_onto_road(l, r, i + 1) || is_of_told(l, r, i) ||
                  is_untold(l, r, i) || judge_lies_in_the_way(l, r, i)))
        presses |= PRESSING_FELL;
    return presses ? presses | PRESSING_FELL : 0;
}

/* --- and what else has happened --- */

/* "hampir kena anak sekolah" */
static bool nearly_strikes(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!token_in(l, &r->tokens.at[i], WORD_NEARLY)) return false;
    size_t to = reading_ahead(r, i + 1, NEARLY_WITHIN + 1, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++) {
        if (!token_in(l, &r->tokens.at[k], WORD_STRIKES)) continue;
        size_t end = reading_ahead(r, k + 1, STRUCK_WITHIN, STRETCH_PART);
        for (size_t who = k + 1; who < end; who++)
            if (may_be_hit(l, r, who)) return true;
    }
    return false;
}

/* "sampai dibawa ke puskesmas" */
static bool is_carried(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_CARRIED)) return false;
    size_t from = reading_back(r, i, CARRIED_WITHIN, STRETCH_PART);
    size_t to = reading_ahead(r, i + 1, CARRIED_WITHIN + 1, STRETCH_PART);
    for (size_t k = from; k < i; k++)
        if (token_traits(l, &at[k]) & TRAIT_LIGHT) return reading_has(l, r, i, to, WORD_CLINIC);
    return false;
}

static bool was_threatened(const struct told *t, size_t i)
{
    return threat_at(t->l, t->r, i, was_a_moment_ago(t, i));
}

/* "pohonnya nutup jalan, motor tidak bisa lewat": what was told of bars it, whenever it fell. */
static bool bars_by_told(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, BLOCKED_WORDS, STRETCH_SENTENCE);
    if (!token_in(l, &r->tokens.at[i], WORD_PASSING) || !reading_denied_before(l, r, i))
        return false;
    for (size_t k = from; k < i; k++)
        if (is_told_thing(l, r, k, WORD_TALL)) return true;
    return false;
}

/* "merconnya kena kaca rumah saya sampai pecah" */
static bool breaks_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool so = false;
    size_t to = reading_ahead(r, i + 1, BROKEN_WITHIN, STRETCH_PART);
    for (size_t k = i + 1; k < to && strikes_at(l, r, i); k++) {
        const struct token *t = &r->tokens.at[k];
        uint32_t traits = token_traits(l, t);
        bool broken = token_in(l, t, WORD_INJURY) || traits & TRAIT_TROUBLE;
        if (so && broken && !(traits & TRAIT_NEGATION)) return true;
        so = so || traits & TRAIT_LIGHT;
    }
    return false;
}

/* "banyak yang jatuh terluka": by a thing that is still there. */
static bool has_hurt(const struct lexicon *l, const struct reading *r)
{
    struct span at;
    if (judge_injured(l, r, &at)) return true;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct match word = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
        if (r->tokens.at[i].derived) continue; /* "mencederai keindahan kota" */
        if (token_in(l, &r->tokens.at[i], WORD_WOUNDED) && judge_befell(l, r, &word)) return true;
    }
    return false;
}

/* "[tagihan] air naik": another keyword reaches into it, and none of whoever can help. */
static bool is_of_another(const struct lexicon *l, const struct reading *r,
                          const struct match *hazard)
{
    uint32_t at = r->word_at[hazard->from], rescuer = l->words.items[hazard->phrase].rescuer;
    return at != MATCH_NONE && r->matches[at].from < hazard->from &&
           match_weight(l, r, &r->matches[at], rescuer) == 0;
}

bool judge_nears_home(const struct lexicon *l, const struct reading *r, const struct match *hazard)
{
    size_t from = hazard->from > HOME_WORDS ? hazard->from - HOME_WORDS : 0;
    bool force = l->words.items[hazard->phrase].rescuer != PHRASE_NONE &&
                 !reading_has(l, r, hazard->from, hazard->to, WORD_TALL);
    if (!force || is_of_another(l, r, hazard)) return false;
    for (size_t i = from; i < hazard->to + HOME_WORDS && i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_HABIT) return false;
    return reading_has(l, r, from, hazard->to + HOME_WORDS, WORD_HOME);
}

static unsigned hazard_presses(const struct lexicon *l, const struct reading *r)
{
    unsigned presses = 0;
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *hazard = &r->alarms[i];
        if (!judge_real(l, r, hazard, WORD_HAZARD) || judge_past(l, r, hazard)) continue;
        if (hazard_bars(l, r, hazard) && !is_cleared(l, r, hazard->to)) presses |= PRESSING_BARRED;
        if (judge_nears_home(l, r, hazard)) presses |= PRESSING_NEARS;
    }
    return presses;
}

/* "asapnya ...", not "karena demam": a thing that was told of has done it. */
static bool names_cause(const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_names_told(&r->tokens.at[i])) return true;
    return false;
}

/* in_public: who was taken ill at home is no matter of a moment. */
static unsigned has_befallen(const struct told *t, bool in_public)
{
    const struct lexicon *l = t->l;
    const struct reading *r = t->r;
    unsigned presses = 0;
    for (size_t i = 0; i < r->tokens.count; i++) {
        presses |= fall_presses(t, i);
        if (bars_by_told(l, r, i) && !is_cleared(l, r, i)) presses |= PRESSING_BARRED;
        if (nearly_strikes(l, r, i) ||
            (in_public && (breaks_at(l, r, i) || mishap_nearly_at(t, i))))
            presses |= PRESSING_STRUCK;
        if (was_threatened(t, i)) presses |= PRESSING_HURT | PRESSING_MENACED;
        if (((in_public || names_cause(r)) && is_carried(l, r, i)) ||
            (in_public && mishap_at(t, i)))
            presses |= PRESSING_HURT;
    }
    return presses;
}

/* --- and what threatens --- */

bool judge_about_to_fall(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!falls_at(l, r, i)) return false;
    for (size_t k = reading_back(r, i, NEARLY_WITHIN, STRETCH_PART); k < i; k++) {
        const struct match at = { .from = (uint32_t)k, .to = (uint32_t)k + 1 };
        bool soon =
            token_in(l, &r->tokens.at[k], WORD_NEARLY) || token_in(l, &r->tokens.at[k], WORD_WISH);
        if (soon && judge_befell(l, r, &at)) return true;
    }
    return false;
}

/* "suami saya kadang ngamuk": what would be an emergency now comes and goes. */
static bool comes_and_goes(const struct lexicon *l, const struct reading *r,
                           const struct match *alarm)
{
    uint64_t all = ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_VICTIM) | ROLE_BIT(WORD_EVENT);
    return (match_roles(l, r, alarm) & all) == all && judge_befell(l, r, alarm) &&
           judge_past(l, r, alarm);
}

/* "pohon sebelahnya": it stands beside what was told of. */
static bool is_beside_told(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool there = token_names_told(t) || str_ends(t->raw.text, STR("e"));
    return i > 0 && there && token_traits(l, t) & TRAIT_LOCATOR && token_in(l, &t[-1], WORD_TALL);
}

/* "tiangnya sudah miring", "jembatannya makin retak", "pohon sebelahnya juga miring": what was told
 * of, or stands beside it, has come to this. */
static bool comes_to_weaken(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    const struct match here = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    size_t from = reading_back(r, i, WEAKENS_WITHIN, STRETCH_PART);
    bool told = false, beside = false, now = false, also = false;
    if (!token_in(l, &at[i], WORD_WEAKENS) || !judge_befell(l, r, &here)) return false;
    for (size_t k = from; k < i; k++) {
        told = told || is_told_thing(l, r, k, WORD_TALL) || is_told_thing(l, r, k, WORD_BEARS);
        beside = beside || is_beside_told(l, r, k);
        now = now || token_in(l, &at[k], WORD_ALREADY) || token_in(l, &at[k], WORD_WORSENS) ||
              token_in(l, &at[k], WORD_SWEPT);
        also = also || token_traits(l, &at[k]) & TRAIT_ALSO;
    }
    /* "pohon sebelahnya doyong juga" */
    also = also || (i + 1 < r->tokens.count && token_traits(l, &at[i + 1]) & TRAIT_ALSO);
    return (told && now) || (beside && (now || also));
}

static bool threatens(const struct told *t, bool fresh)
{
    const struct lexicon *l = t->l;
    const struct reading *r = t->r;
    for (size_t i = 0; i < r->tokens.count; i++)
        if ((judge_about_to_fall(l, r, i) && !plight_own_house(l, r, i)) ||
            (judge_leans_on_home(l, r, i) && !is_unreal_or_usual(l, r, i)) ||
            (fresh && comes_to_weaken(l, r, i)))
            return true;
    for (size_t i = 0; i < r->alarm_count; i++)
        if (comes_and_goes(l, r, &r->alarms[i])) return true;
    return false;
}

/* By what: PRESSING_...; 0: by nothing. */
static unsigned presses_by(const struct lexicon *l, const struct reading *r, bool in_public)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    bool fresh = !judge_bygone(l, r);
    unsigned presses = hazard_presses(l, r);
    if (in_public && has_hurt(l, r)) presses |= PRESSING_HURT;
    if (judge_near_by_distance(l, r)) presses |= PRESSING_NEARS;
    if (!in_public && judge_treated_soon(l, r)) presses |= PRESSING_TREATED;
    if (judge_starves(l, r)) presses |= PRESSING_HUNGER;
    if (fresh) presses |= has_befallen(&t, in_public);
    if (fresh && threat_named(l, r)) presses |= PRESSING_HURT | PRESSING_MENACED;
    return threatens(&t, fresh) ? presses | PRESSING_THREAT : presses;
}

/* Of a thing that all use. */
static bool suffers(const struct lexicon *l, const struct reading *r, unsigned by)
{
    return judge_ails(l, r) || by & (PRESSING_HURT | PRESSING_STRUCK);
}

bool judge_suffers(const struct lexicon *l, const struct reading *r)
{
    return suffers(l, r, presses_by(l, r, true));
}

/* So many words behind "ikut" it is told what came of it: "ikut [sampai] roboh". */
#define SWEPT_WITHIN 2

/* "kabel listrik ikut ketarik", "tiangnya ikut roboh": not "ikut kerja bakti". */
static bool is_swept(const struct lexicon *l, const struct reading *r)
{
    const uint64_t danger = ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD);
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_SWEPT)) continue;
        if (judge_alarm_over(l, r, danger, i)) return true;
        size_t to = reading_ahead(r, i + 1, SWEPT_WITHIN, STRETCH_PART);
        if (reading_troubled(l, r, i + 1, to) || reading_has(l, r, i + 1, to, WORD_FALLS) ||
            reading_has(l, r, i + 1, to, WORD_STRIKES) ||
            reading_has(l, r, i + 1, to, WORD_WEAKENS) || judge_alarm(l, r, danger, i + 1, to))
            return true;
    }
    return false;
}

void pressing_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    const unsigned in_public = presses_by(l, r, true);
    out->presses_by = out->category->is_private ? presses_by(l, r, false) : in_public;
    out->pressing = out->presses_by || out->urgent;
    out->befell = out->presses_by & ~(unsigned)PRESSING_THREAT || out->urgent;
    out->suffers = suffers(l, r, in_public);
    out->hurries =
        out->pressing && reading_says(l, r, WORD_HELP_ME) && reading_says(l, r, WORD_NOW_PLEA);
    out->swept = out->pressing && is_swept(l, r);
}
