/* meant.c - keywords that stand in a text and speak for nothing there: see weigh.h. */
#include "hurt.h"
#include "judge.h"
#include "language.h"
#include "place_mark.h"
#include "told.h"
#include "weigh.h"

/* So many words may stand between a denial and what it denies: "bukan soal yang lampu". */
#define DENIED_WITHIN 4

/* "siapa bilang", "kata siapa" */
static bool asks_who_says(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (i + 1 >= r->tokens.count) return false;
    const struct token *t = &r->tokens.at[i];
    return (token_in(l, t, WORD_ASK_WHO) && token_in(l, t + 1, WORD_SAYS_IT)) ||
           (token_in(l, t + 1, WORD_ASK_WHO) && token_in(l, t, WORD_SAYS_IT));
}

/* "bukan", but not "bukankah", "bukannya ke dinkes", nor "orang yang bukan guru", which says who.
 */
static bool denies(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint32_t traits = token_traits(l, t);
    if (asks_who_says(l, r, i)) return true;
    if (!(traits & TRAIT_NEGATION && traits & TRAIT_AMEND)) return false;
    if (token_in(l, t, WORD_UNIT_RATHER)) return false;
    return i == 0 || t->new_part || !str_equal(t[-1].norm.text, STR("yang"));
}

/* "malah", "masuk", "ke": between the wonder and what it is about. */
static bool is_wonder(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_WONDER_ASIDE) || token_in(l, t, WORD_PLACE_TOWARDS) ||
           (reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER) && !token_in(l, t, WORD_PLACE_WHY));
}

/* "kok [ktp, saya] tanya bansos": the words of a phrase that is none. */
static bool crosses_comma(const struct reading *r, const struct match *match)
{
    for (size_t i = match->from + 1; i < match->to; i++)
        if (r->tokens.at[i].new_part) return true;
    return false;
}

/* "lho kok perumahan, ini ...", "kok malah sampah pak": of all that was told, that. Not "kok sampah
 * pak" and no more, nor "kok sampahnya tidak diangkut", "kok lampu mati". */
static bool is_wondered_at(const struct lexicon *l, const struct reading *r,
                           const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t i = match->from, from = reading_back(r, match->from, DENIED_WITHIN, STRETCH_PART);
    while (i > from && is_wonder(l, r, i - 1))
        i--;
    if (i <= from || !token_in(l, &at[i - 1], WORD_PLACE_WHY)) return false;
    bool plain = i == match->from && !(i > 1 && token_in(l, &at[i - 2], WORD_PLACE_WHY)) &&
                 place_ends_text(l, r, match);
    return !plain && (crosses_comma(r, match) || place_ends_part(l, r, match)) &&
           !reading_troubled(l, r, match->from, match->to);
}

/* What the danger over the keyword comes to: 1: it is real, -1: it is not, 0: there is none. */
static int danger_over(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    static const enum word_role grave[] = { WORD_SELF_HARM, WORD_URGENT };
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *alarm = &r->alarms[i];
        if (alarm->from > match->from || alarm->to < match->to) continue;
        for (size_t k = 0; k < sizeof grave / sizeof *grave; k++)
            if (match_roles(l, r, alarm) & ROLE_BIT(grave[k]))
                return judge_real(l, r, alarm, grave[k]) ? 1 : -1;
    }
    return 0;
}

/* "saya tidak mau bunuh diri, hanya ...", "kalau terjadi kebakaran, mobil tidak bisa masuk". */
static bool is_unreal(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return danger_over(l, r, match) < 0;
}

/* "bukan jalan rusak, tapi ...": within its part, and up to a "tapi". "bukan hanya" denies nothing.
 */
static bool is_denied(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    if (is_wondered_at(l, r, match)) return true;
    size_t from = reading_back(r, match->from, DENIED_WITHIN, STRETCH_PART);
    for (size_t i = match->from; i-- > from;) {
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_BUT) return false;
        /* "bukan saya yang kecelakaan, anak saya" denies no accident. */
        if (denies(l, r, i)) return danger_over(l, r, match) <= 0;
    }
    return false;
}

/* --- a thing at home --- */

static bool has_word(const struct lexicon *l, const struct reading *r, const struct match *match,
                     enum word_role role)
{
    return reading_has(l, r, match->from, match->to, role);
}

/* The word, or the keyword that it is a part of: "pompa air". */
static bool is_household(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    if (token_in(l, &r->tokens.at[i], WORD_HOUSEHOLD)) return true;
    return at != MATCH_NONE && has_word(l, r, &r->matches[at], WORD_HOUSEHOLD);
}

/* "saya", "juga", "sudah": between a thing and what is wrong with it. */
static bool is_between(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len == 0 || token_in(l, t, WORD_SELF) ||
           token_traits(l, t) & (TRAIT_ALSO | TRAIT_LIGHT | TRAIT_REAL | TRAIT_ALL) ||
           reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER);
}

static bool is_trouble(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    for (size_t i = match->from; i < match->to; i++)
        if (!(token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE)) return false;
    return true;
}

/* "kulkas saya juga [rusak]", "[rusak] semua kulkas saya": it is no road. */
static bool is_broken_at_home(const struct lexicon *l, const struct reading *r,
                              const struct match *match)
{
    const struct token *at = r->tokens.at;
    if (!is_trouble(l, r, match)) return false;
    size_t i = match->from;
    while (i > 0 && !at[i].new_part && is_between(l, r, i - 1))
        i--;
    if (i > 0 && !at[i].new_part && is_household(l, r, i - 1)) return true;
    for (i = match->to; i < r->tokens.count && !at[i].new_part && is_between(l, r, i);)
        i++;
    return i < r->tokens.count && !at[i].new_part && is_household(l, r, i);
}

/* "[pompa air] saya": not that of the village. A keyword that only hints ("kulkas") may stay. */
static bool is_own_thing(const struct lexicon *l, const struct reading *r,
                         const struct match *match)
{
    uint32_t first = l->words.items[match->phrase].first_meaning;
    return first != PHRASE_NONE && l->words.meanings[first].weight > 1 &&
           match->to < r->tokens.count && !r->tokens.at[match->to].new_part &&
           token_in(l, &r->tokens.at[match->to], WORD_SELF) &&
           has_word(l, r, match, WORD_HOUSEHOLD);
}

/* --- a suspicion --- */

#define HEDGE_BEFORE   5
#define OFFICIAL_ABOUT 6

/* "takutnya", "jangan-jangan" before it; SIZE_MAX: it is no suspicion. */
static size_t hedge_before(const struct lexicon *l, const struct reading *r,
                           const struct match *match)
{
    size_t from = reading_back(r, match->from, HEDGE_BEFORE, STRETCH_PART);
    for (size_t i = match->from; i-- > from;) {
        uint32_t traits = token_traits(l, &r->tokens.at[i]);
        if (traits & TRAIT_UNREAL) return i;
        if (traits & TRAIT_REAL) break;
    }
    return SIZE_MAX;
}

/* Plainly, wherever it stands. */
static bool is_alleged(const struct lexicon *l, const struct reading *r)
{
    return judge_danger(l, r, WORD_WHISTLEBLOWING) || judge_extortion(l, r) ||
           judge_embezzlement(l, r);
}

/* "jalan baru sebulan sudah rusak, takutnya ada [korupsi]": beside what is complained of, and of
 * nobody in office. */
static bool is_suspicion(const struct lexicon *l, const struct reading *r,
                         const struct match *match)
{
    const struct token *at = r->tokens.at;
    if (!l->corruption ||
        match_weight(l, r, match, (uint32_t)(l->corruption - l->desk->categories)) == 0)
        return false;
    size_t hedge = hedge_before(l, r, match);
    if (hedge == SIZE_MAX) return false;
    size_t end = reading_ahead(r, match->to, OFFICIAL_ABOUT, STRETCH_PART);
    if (judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), hedge, end) || is_alleged(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint32_t traits = token_traits(l, &at[i]);
        if ((i < hedge || i >= end) && traits & TRAIT_TROUBLE && !(traits & TRAIT_UNREAL))
            return true;
    }
    return false;
}

/* --- a part of something else --- */

/* "[tebang] pilih": how somebody in office behaves. */
static bool is_part_of_manner(const struct lexicon *l, const struct reading *r,
                              const struct match *match)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *manner = &r->alarms[i];
        const struct span said = { manner->from, manner->to };
        if (span_holds(&said, match->from, match->to) &&
            manner->to - manner->from > match->to - match->from &&
            match_roles(l, r, manner) & ROLE_BIT(WORD_MANNER))
            return true;
    }
    return false;
}

/* "jalan ke [puskesmas]", "akses jalan menuju [rusun]": where a road leads. */
static bool is_led_to(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    return match->from >= 2 && token_in(l, &at[match->from - 1], WORD_PLACE_TOWARDS) &&
           !at[match->from].new_part && !at[match->from - 1].new_part &&
           str_equal(at[match->from - 2].norm.text, STR("jalan"));
}

/* --- all of them --- */

/* What is asked of the text once, however many keywords it has. */
struct whole {
    struct business business;
    struct told told;
    struct span injury; /* "sampai [patah tangannya]": of a body, and of no tree */
    struct span plea;   /* "[jangan sampai pak kades tau]": from whom it is kept */
};

static void whole_read(const struct lexicon *l, const struct reading *r, struct whole *out)
{
    *out = (struct whole){ .business = manner_of_business(l, r), .told = { .l = l, .r = r } };
    told_read(&out->told);
    if (!judge_injured(l, r, &out->injury)) out->injury = (struct span){ 0, 0 };
    out->plea = secrecy_plea(l, r);
}

/* "kemarin [malam] ada kebakaran": nothing happens by night. */
static bool is_time(const struct told *t, const struct match *match)
{
    return judge_time_of_day(t->l, t->r, match->from) &&
           told_covers(t, WORD_PAST, match->from, match->to);
}

/* "selain [pohon], lampunya juga mati": told before; "selain lampu mati, ..." tells it. */
static bool is_told_before(const struct lexicon *l, const struct reading *r,
                           const struct match *match)
{
    size_t from = reading_back(r, match->from, r->tokens.count, STRETCH_PART);
    size_t end = reading_ahead(r, match->to, r->tokens.count, STRETCH_PART);
    return end < r->tokens.count && !reading_troubled(l, r, from, end) &&
           str_equal(r->tokens.at[from].raw.text, STR("selain"));
}

/* "rt 03", "rw 01" */
#define ADDRESS_LINES 2

/* "[RT] 03 [RW] 01": both with a number, which is where. */
static bool is_address(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t named = 0;
    for (size_t i = match->from; i < match->to; i++) {
        const struct token *t = &r->tokens.at[i];
        if (t->number) continue;
        bool part = token_typed(l, t, WORD_PLACE_LINE);
        if (!part || i + 1 >= r->tokens.count || !r->tokens.at[i + 1].number) return false;
        named++;
    }
    return named == ADDRESS_LINES;
}

/* "[perbaiki supaya jalan] terang": what it is to be good for, and not what is broken. */
static bool crosses_aim(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return match->to - match->from > 2 &&
           reading_has(l, r, match->from + 1u, match->to - 1u, WORD_AIM);
}

/* "untuk acara [hajatan]": what something is wished for. */
static bool is_occasion(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t at = match->from;
    while (at > 0 && token_in(l, &r->tokens.at[at], WORD_OCCASION))
        at--;
    return at < match->from && token_in(l, &r->tokens.at[at], WORD_BEHALF_FOR);
}

/* It is of something else, whatever stands beside it. */
static bool is_aside(const struct lexicon *l, const struct reading *r, const struct match *match,
                     const struct whole *whole)
{
    const struct business *business = &whole->business;
    bool of_business = match_meets(match, business->who.from, business->who.to) ||
                       match_meets(match, business->how.from, business->how.to);
    return match->place || of_business || span_holds(&whole->injury, match->from, match->to) ||
           span_holds(&whole->plea, match->from, match->to) || is_time(&whole->told, match) ||
           judge_towed(l, r, match) || judge_fire_out(&whole->told, match) ||
           is_broken_at_home(l, r, match) || is_own_thing(l, r, match) ||
           is_part_of_manner(l, r, match) || is_led_to(l, r, match) ||
           is_told_before(l, r, match) || is_address(l, r, match) || crosses_aim(l, r, match) ||
           is_occasion(l, r, match);
}

/* It is told, and taken back. */
static bool is_taken_back(const struct lexicon *l, const struct reading *r,
                          const struct match *match)
{
    return is_denied(l, r, match) || is_unreal(l, r, match) || is_suspicion(l, r, match);
}

static bool is_meant(const struct lexicon *l, const struct reading *r, const struct match *match,
                     const struct whole *whole)
{
    bool keyword = !match->place && l->words.items[match->phrase].first_meaning != PHRASE_NONE;
    return keyword && !is_aside(l, r, match, whole) && !is_taken_back(l, r, match);
}

void meant_find(const struct lexicon *l, const struct reading *r, bool *meant)
{
    struct whole whole;
    size_t count = 0;
    whole_read(l, r, &whole);
    for (size_t i = 0; i < r->match_count; i++)
        count += meant[i] = is_meant(l, r, &r->matches[i], &whole);
    /* "bukan sampah" alone speaks of waste all the same, "bukan kebakaran pak" of no fire. */
    for (size_t i = 0; i < r->match_count && count == 0; i++)
        meant[i] = !is_aside(l, r, &r->matches[i], &whole) &&
                   !(is_denied(l, r, &r->matches[i]) && is_unreal(l, r, &r->matches[i]));
}

/* A keyword of a category that another word of the text speaks for denies nothing of it. What only
 * tells how something is (stateless) need not be of that: "bukan lampu jalan tapi listrik rumah
 * [padam]". */
static bool is_told(const struct lexicon *l, const struct reading *r, uint32_t category, int least,
                    bool stateless)
{
    struct whole whole;
    whole_read(l, r, &whole);
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (is_meant(l, r, match, &whole) && match_weight(l, r, match, category) >= least &&
            !(stateless && is_trouble(l, r, match)))
            return true;
    }
    return false;
}

static bool is_among(const struct category *const *all, size_t count, const struct category *c)
{
    for (size_t i = 0; i < count; i++)
        if (all[i] == c) return true;
    return false;
}

/* "katanya [bukan] desil" */
#define HEARSAY_REACH 3

/* "katanya bukan desil": so somebody else says. */
static bool is_hearsay(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t from = reading_back(r, match->from, HEARSAY_REACH, STRETCH_PART);
    for (size_t i = from; i < match->from; i++)
        if (str_equal(r->tokens.at[i].raw.text, STR("katanya"))) return true;
    return reading_has(l, r, from, match->from, WORD_PAST_TELLING);
}

/* Adds those of which a denied keyword says so much. instead: what the text tells, or NULL. */
static size_t not_about(const struct lexicon *l, const struct reading *r, int least,
                        const struct category *instead, const struct category **out, size_t count,
                        size_t max)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place || !is_denied(l, r, match) || is_hearsay(l, r, match)) continue;
        uint32_t k = l->words.items[match->phrase].first_meaning;
        for (; k != PHRASE_NONE && count < max; k = l->words.meanings[k].next) {
            uint32_t index = l->words.meanings[k].index;
            const struct category *c = &l->desk->categories[index];
            bool heard = l->words.meanings[k].weight >= least;
            bool other = instead && instead != c;
            if (heard && !is_told(l, r, index, least, other) && !is_among(out, count, c))
                out[count++] = c;
        }
    }
    return count;
}

size_t judge_not_about(const struct lexicon *l, const struct reading *r,
                       const struct category *instead, const struct category **out, size_t max)
{
    size_t count = not_about(l, r, JUDGE_HEARD_MIN, instead, out, 0, max);
    return instead ? not_about(l, r, 1, instead, out, count, max) : count;
}
