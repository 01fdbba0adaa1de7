/* danger.c - whether somebody is in danger now. */
#include "disown.h"
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* How many words before a danger may take it back. */
#define UNREAL_BEFORE 5
/* "agar [aman dan] tidak" */
#define AIM_WORDS 4
/* "macet, tabrakan, dan kebakaran" */
#define LIST_MAX 4
/* So many words may stand between a hazard and whoever is in it: 200 words apart they are two
 * stories. */
#define PERIL_WORDS 12

/* "bukan saya yang kecelakaan, anak saya": whom it befell is denied, and not what. */
static bool denies_whom(const struct reading *r, size_t denial, const struct match *danger)
{
    const struct token *at = r->tokens.at;
    if (!str_equal(at[denial].norm.text, STR("bukan"))) return false;
    for (size_t i = denial + 2; i < danger->to; i++)
        if (str_equal(at[i].norm.text, STR("yang"))) return true;
    return false;
}

/* "mengakui atau [tidak] bahwa ...", "tahu apa [tidak] kalau ...": asks, and denies nothing. */
static bool is_whether(const struct lexicon *l, const struct reading *r, size_t denial)
{
    const struct token *at = r->tokens.at;
    if (denial < 2 || at[denial].new_part) return false;
    if (token_in(l, &at[denial - 1], WORD_OR)) return true;
    return token_in(l, &at[denial - 1], WORD_ASK_WHETHER) && !at[denial - 1].new_part;
}

/* "tidak sampai menimbulkan korban": only empty words may stand between. */
static bool is_negated(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    for (size_t i = match->from; i > 0 && !at[i].new_part; i--) {
        uint32_t traits = token_traits(l, &at[i - 1]);
        if (traits & TRAIT_NEGATION)
            return !denies_whom(r, i - 1, match) && !is_whether(l, r, i - 1);
        if (traits & TRAIT_REAL) return false;
        if (!(traits & TRAIT_LIGHT) && !(reading_roles(l, r, i - 1) & ROLE_BIT(WORD_FILLER)))
            return false;
    }
    return false;
}

/* "orang mengancam pakai parang", "mengancam bunuh diri": who threatens with that is the danger;
 * "pohon mengancam roboh" is feared. */
static bool is_threat(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct match *match)
{
    bool grave = match_roles(l, r, match) & ROLE_BIT(WORD_SELF_HARM) ||
                 reading_has(l, r, match->from, match->to, WORD_WEAPON);
    return grave && judge_alarm(l, r, ROLE_BIT(WORD_VICTIM), i, i + 1) != NULL;
}

/* "supaya tidak": what follows is not to happen. */
static bool is_aim(const struct lexicon *l, const struct reading *r, size_t i)
{
    return token_in(l, &r->tokens.at[i], WORD_AIM) &&
           reading_denies(l, r, i + 1, reading_ahead(r, i + 1, AIM_WORDS, STRETCH_PART));
}

static bool joins(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_AND) || token_in(l, t, WORD_OR);
}

/* "kemacetan": a keyword. */
static bool is_trouble(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    return at != MATCH_NONE && l->words.items[r->matches[at].phrase].first_meaning != PHRASE_NONE;
}

/* Of "rawan [tanah longsor]": the keyword that ends at token i, but no word of a fear in it. */
static size_t member_begins(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    size_t first = at == MATCH_NONE ? i : r->matches[at].from;
    for (size_t k = i; k > first; k--)
        if (token_traits(l, &r->tokens.at[k - 1]) & (TRAIT_UNREAL | TRAIT_NEGATION)) return k;
    return first;
}

/* "[takut macet], dan [kebakaran]": where the list begins whose next member the match is; of none:
 * where the match begins. A comma lists troubles ("..., ada korban" is none), and only where
 * nothing is told of now. */
static size_t list_begins(const struct lexicon *l, const struct reading *r,
                          const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t from = match->from;
    for (int members = 0; from > 1 && members < LIST_MAX; members++) {
        bool joined = !at[from].new_part && joins(l, &at[from - 1]);
        bool comma = at[from - joined].new_part && !at[from - joined].new_start;
        if ((!joined && !comma) || from < 2u + joined) break;
        size_t last = from - joined - 1;
        if (comma && (token_in(l, &at[from], WORD_EXISTS) || !is_trouble(l, r, last))) break;
        if (token_traits(l, &at[last]) & (TRAIT_NEGATION | TRAIT_UNREAL | TRAIT_REAL)) break;
        from = member_begins(l, r, last);
    }
    for (size_t i = match->to; i < r->tokens.count && !at[i].new_start; i++)
        if (token_traits(l, &at[i]) & TRAIT_REAL) return match->from;
    return from;
}

/* So many words may stand between "kalau" and the weather: "kalau [pas kena] hujan". */
#define WEATHER_WITHIN 3

/* "kalau hujan kabelnya keluar api": it tells when a thing that stands there burns, or gives
 * shocks, which is no fear. */
static bool tells_when(const struct lexicon *l, const struct reading *r, size_t i,
                       const struct match *match)
{
    uint32_t rescuer = l->words.items[match->phrase].rescuer;
    bool live = match_roles(l, r, match) & ROLE_BIT(WORD_URGENT) && rescuer != PHRASE_NONE;
    bool burns = live && (reading_has(l, r, match->from, match->to, WORD_FIRE) ||
                          str_equal(l->desk->categories[rescuer].code, STR("electricity")));
    return burns && reading_has(l, r, i + 1, reading_ahead(r, i + 1, WEATHER_WITHIN, STRETCH_PART),
                                WORD_WEATHER);
}

/* "khawatir nanti pohonnya roboh", "agar tidak terjadi macet dan kecelakaan" */
static bool is_feared(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t from = list_begins(l, r, match);
    for (size_t i = from, n = 0; i > 0 && n < UNREAL_BEFORE && !at[i].new_part; i--, n++) {
        uint32_t traits = token_traits(l, &at[i - 1]);
        if (traits & TRAIT_REAL) return false;
        if (is_aim(l, r, i - 1)) return true;
        if (traits & TRAIT_UNREAL && tells_when(l, r, i - 1, match)) return false;
        if (traits & TRAIT_UNREAL && !is_threat(l, r, i - 1, match)) return true;
    }
    return false;
}

/* "korban tidak ada [pak]", "korban tidak ada [tapi ...]": nothing is named that is not there. */
static bool ends_denial(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (i >= r->tokens.count || r->tokens.at[i].new_part) return true;
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_PAST_CONJUNCTION) || token_in(l, t, WORD_PLACE_IN) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_BUT) ||
           reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING));
}

/* "korban tidak ada", "korban nihil"; of "kebakaran tidak ada petugas" the fire is there. */
static bool is_denied_after(const struct lexicon *l, const struct reading *r,
                            const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t next = match->to;
    if (next >= r->tokens.count || at[next].new_part) return false;
    if (token_in(l, &at[next], WORD_NOBODY)) return true;
    return next + 1 < r->tokens.count && token_traits(l, &at[next]) & TRAIT_NEGATION &&
           token_in(l, &at[next + 1], WORD_EXISTS) && ends_denial(l, r, next + 2);
}

/* So many words stand between "besar kemungkinan" and what is likely. */
#define GUESS_BEFORE 3

/* "besar kemungkinan terjadi kecelakaan": an accident that is likely has not happened. Whoever may
 * lie under something is searched for all the same. */
static bool is_guessed(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    if (!l->accident ||
        match_weight(l, r, match, (uint32_t)(l->accident - l->desk->categories)) == 0)
        return false;
    for (size_t i = match->from, n = 0; i > 0 && n < GUESS_BEFORE && !at[i].new_part; i--, n++) {
        if (token_traits(l, &at[i - 1]) & TRAIT_REAL) return false;
        if (token_in(l, &at[i - 1], WORD_LIKELY)) return true;
    }
    return false;
}

/* "dahannya [pak] barusan jatuh [pak] dahannya" */
#define THING_BEFORE 2
#define THING_BEHIND 2

/* "dahannya barusan jatuh": a thing did, and nobody is spoken of. */
static bool is_of_thing(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    if (!reading_has(l, r, match->from, match->to, WORD_DROPS) ||
        !reading_has(l, r, match->from, match->to, WORD_NOW_GONE))
        return false;
    size_t from = reading_back(r, match->from, THING_BEFORE, STRETCH_PART);
    size_t to = reading_ahead(r, match->to, THING_BEHIND, STRETCH_PART);
    bool spoken =
        reading_has(l, r, from, to, WORD_PERSON) || reading_has(l, r, from, to, WORD_SELF);
    return !spoken && reading_has(l, r, from, to, WORD_TALL);
}

#define DANGER_ROLES                                                                               \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_VICTIM) | ROLE_BIT(WORD_EVENT))

bool judge_towed(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    if (!reading_has(l, r, match->from, match->to, WORD_EVACUATION) ||
        !reading_says(l, r, WORD_BREAKDOWN))
        return false;
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *other = &r->alarms[i];
        if (match_roles(l, r, other) & DANGER_ROLES &&
            !reading_has(l, r, other->from, other->to, WORD_EVACUATION))
            return false;
    }
    return true;
}

/* "yang lapor kecelakaan itu bukan saya": what somebody else has told. */
static bool is_told_by_others(const struct lexicon *l, const struct reading *r,
                              const struct match *match)
{
    const struct span told = disown_of_others(l, r);
    return span_holds(&told, match->from, match->to);
}

/* Whoever writes, or somebody else, or a part of them. */
static bool tells_of_people(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_in(l, t, WORD_PERSON) || token_in(l, t, WORD_SELF) || token_in(l, t, WORD_BODY) ||
            token_in(l, t, WORD_LYING) || token_in(l, t, WORD_WOUNDED))
            return true;
    }
    return judge_alarm(l, r, ROLE_BIT(WORD_VICTIM), 0, r->tokens.count) != NULL;
}

/* "kacanya pecah lagi, [ditabrak] truk": by what a thing was broken again, and nobody is told of.
 */
static bool is_cause(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    bool again = false;
    if (!l->accident ||
        match_weight(l, r, match, (uint32_t)(l->accident - l->desk->categories)) == 0)
        return false;
    for (size_t i = 1; i < match->from; i++) {
        const struct token *t = &r->tokens.at[i - 1];
        bool broken = traits_tell_trouble(token_traits(l, t)) || token_in(l, t, WORD_WORN) ||
                      token_in(l, t, WORD_CRACKED) || token_in(l, t, WORD_DROPS);
        again = again || (broken && token_traits(l, t + 1) & TRAIT_AGAIN);
    }
    return again && !tells_of_people(l, r);
}

bool judge_broken_by(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++)
        if (is_cause(l, r, &r->matches[i])) return true;
    return false;
}

/* "mau lahiran [bulan depan]": who could help is in no haste. */
#define COMING_WITHIN 3

static bool is_to_come(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    bool birth = reading_has(l, r, match->from, match->to, WORD_BIRTH);
    size_t to = reading_ahead(r, match->to, COMING_WITHIN, STRETCH_PART);
    for (size_t i = match->to; birth && i < to; i++)
        /* "bulan depan", "besok"; not "di jalan depan masjid" */
        if (token_in(l, &at[i], WORD_COMING) &&
            (token_traits(l, &at[i]) | token_traits(l, &at[i - 1])) & TRAIT_TIME)
            return true;
    return false;
}

/* "airnya memercik ke jalan": no more than sparks is said, and nothing that is wired. */
static bool is_splash(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    for (size_t i = match->from; i < match->to; i++)
        if (!token_in(l, &r->tokens.at[i], WORD_SPARKS)) return false;
    return !reading_says(l, r, WORD_WIRED);
}

static bool is_real(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return !is_splash(l, r, match) && !is_told_by_others(l, r, match) && !is_cause(l, r, match) &&
           !is_to_come(l, r, match) && !is_negated(l, r, match) && !is_feared(l, r, match) &&
           !is_guessed(l, r, match) && !is_denied_after(l, r, match) && !judge_towed(l, r, match) &&
           !is_of_thing(l, r, match);
}

bool judge_happened(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return is_real(l, r, match);
}

bool judge_fears_on(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = r->tokens.count, n = 0; i > 0 && n < UNREAL_BEFORE; i--, n++) {
        const struct token *t = &r->tokens.at[i - 1];
        if (token_traits(l, t) & TRAIT_REAL) return false;
        if (token_traits(l, t) & TRAIT_UNREAL || is_aim(l, r, i - 1)) return true;
        if (t->new_start) return false;
    }
    return false;
}

bool judge_affirmed(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return !is_negated(l, r, match) && !is_denied_after(l, r, match) &&
           !is_told_by_others(l, r, match);
}

bool judge_befell(const struct lexicon *l, const struct reading *r, const struct match *at)
{
    return !is_negated(l, r, at) && !is_feared(l, r, at);
}

bool judge_real(const struct lexicon *l, const struct reading *r, const struct match *alarm,
                enum word_role role)
{
    return match_roles(l, r, alarm) & ROLE_BIT(role) && is_real(l, r, alarm);
}

const struct match *judge_danger(const struct lexicon *l, const struct reading *r,
                                 enum word_role role)
{
    for (size_t i = 0; i < r->alarm_count; i++)
        if (judge_real(l, r, &r->alarms[i], role)) return &r->alarms[i];
    return NULL;
}

const struct match *judge_urgent(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++)
        if (judge_real(l, r, &r->alarms[i], WORD_URGENT) && !judge_past(l, r, &r->alarms[i]))
            return &r->alarms[i];
    return NULL;
}

const struct match *judge_alarm(const struct lexicon *l, const struct reading *r, uint64_t roles,
                                size_t from, size_t to)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *match = &r->alarms[i];
        if (match->from < from || match->to > to) continue;
        if (match_roles(l, r, match) & roles) return match;
    }
    return NULL;
}

bool judge_alarm_over(const struct lexicon *l, const struct reading *r, uint64_t roles, size_t i)
{
    for (size_t k = 0; k < r->alarm_count; k++)
        if (match_meets(&r->alarms[k], i, i + 1) && match_roles(l, r, &r->alarms[k]) & roles)
            return true;
    return false;
}

bool judge_suffered(const struct reading *r, const struct match *deed)
{
    for (size_t i = deed->from; i < deed->to; i++) {
        const struct token *t = &r->tokens.at[i];
        struct str word = t->derived ? t->raw.text : t->norm.text;
        if (str_starts(word, STR("di")) || str_starts(word, STR("ke")) ||
            str_starts(word, STR("e")))
            return true;
    }
    return false;
}

/* "tiap hujan", "langganan banjir": how it is, not what happens now. */
static bool is_habit(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_HABIT) return true;
    return false;
}

static bool is_near(const struct match *a, const struct match *b)
{
    size_t gap = a->from >= b->to ? a->from - b->to : b->from >= a->to ? b->from - a->to : 0;
    return gap <= PERIL_WORDS;
}

/* Who is real and near the hazard; NULL: nobody. */
static const struct match *victim_of(const struct lexicon *l, const struct reading *r,
                                     const struct match *hazard)
{
    for (size_t i = 0; i < r->alarm_count; i++)
        if (is_near(hazard, &r->alarms[i]) && judge_real(l, r, &r->alarms[i], WORD_VICTIM))
            return &r->alarms[i];
    return NULL;
}

const struct match *judge_peril(const struct lexicon *l, const struct reading *r)
{
    bool habit = is_habit(l, r);
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *hazard = &r->alarms[i], *victim;
        if (!judge_real(l, r, hazard, WORD_HAZARD) || !(victim = victim_of(l, r, hazard))) continue;
        if ((!habit || judge_now(l, r, hazard)) && !judge_past(l, r, hazard)) return victim;
    }
    return NULL;
}

static bool is_better(const struct lexicon *l, const struct scores *scores, uint32_t i,
                      const struct category *than)
{
    const struct category *all = l->desk->categories;
    if (!than) return true;
    bool pressing = all[i].priority > PRIORITY_NORMAL, other = than->priority > PRIORITY_NORMAL;
    if (pressing != other) return pressing;
    return scores->all[i] > scores->all[than - all];
}

const struct category *judge_rescuer(const struct lexicon *l, const struct reading *r,
                                     const struct scores *scores)
{
    const struct category *best = NULL;
    bool peril = judge_peril(l, r) != NULL; /* a fallen tree alone is the gardeners' */
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *danger = &r->alarms[i];
        uint32_t rescuer = l->words.items[danger->phrase].rescuer;
        bool real = judge_real(l, r, danger, WORD_URGENT) ||
                    (peril && judge_real(l, r, danger, WORD_HAZARD));
        if (rescuer == PHRASE_NONE || !real || judge_past(l, r, danger)) continue;
        if (is_better(l, scores, rescuer, best)) best = &l->desk->categories[rescuer];
    }
    return best;
}
