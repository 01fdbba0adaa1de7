/* news.c - what the reporter tells of their report: "petugasnya sudah datang, terima kasih", which
 * ends nothing; and that it is the one they made before: "itu laporan yang sama pak";
 * what they meant; or that "kk" may be a nod. */
#include "judge.h"
#include "language.h"

#define NEWS_WORDS 14
#define SAME_WORDS 10
#define HOPE_WORDS 16
/* "sudah [tadi pagi] dicek" */
#define VISIT_REACH 3
/* So many words beside it may be of nothing that we know. */
#define NEWS_OTHERS_MAX 1
/* Who thanks as well tells of nothing else so much the surer. */
#define THANKED_OTHERS_MAX 3

/* Beside any of these more than news is told, and more than thanks. */
#define GRAVE_BITS                                                                                 \
    (ROLE_BIT(WORD_WHISTLEBLOWING) | ROLE_BIT(WORD_DEMAND) | ROLE_BIT(WORD_EXACTED) |              \
     ROLE_BIT(WORD_MONEY) | ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_EMBEZZLED) | ROLE_BIT(WORD_CUT) |  \
     ROLE_BIT(WORD_COLLECTOR) | ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_SELF_HARM))
#define COMPLAINING                                                                                \
    (TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_ASK | TRAIT_REQUEST | TRAIT_AGAIN | TRAIT_UNREAL)

static bool is_grave(const struct lexicon *l, const struct reading *r)
{
    return judge_alarm(l, r, GRAVE_BITS, 0, r->tokens.count) != NULL;
}

static bool says_at(const struct lexicon *l, const struct reading *r, size_t i, uint64_t roles)
{
    return (reading_roles(l, r, i) & roles) != 0;
}

/* --- "lampunya sudah dicek petugas, terima kasih" --- */

/* A word of the matter, or of who came. */
static bool is_of_news(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || t->number || says_at(l, r, i, COURTESY_ROLES) ||
           token_in(l, t, WORD_ALREADY) || token_in(l, t, WORD_VISIT) ||
           token_in(l, t, WORD_WITHDRAW_DOER) || token_in(l, t, WORD_WITHDRAW_ASIDE) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_TIME | TRAIT_REAL) ||
           str_ends(t->raw.text, STR("nya"));
}

bool judge_news(const struct lexicon *l, const struct reading *r, bool *thanked)
{
    bool visited = false, doer = false, came = false, glad = false;
    size_t since = SIZE_MAX, there = SIZE_MAX, others = 0;
    *thanked = false;
    if (r->marked || r->tokens.count > NEWS_WORDS || is_grave(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool already = token_in(l, t, WORD_ALREADY) || token_in(l, t, WORD_JUST_NOW);
        if (token_traits(l, t) & COMPLAINING || says_at(l, r, i, ROLE_BIT(WORD_RESERVE)))
            return false;
        if (already) since = i;
        if (token_in(l, t, WORD_ALONG_THERE)) there = i; /* "hari ini [ada] petugas survei" */
        came |= there != SIZE_MAX && i - there <= VISIT_REACH && token_in(l, t, WORD_VISIT);
        visited |= since != SIZE_MAX && i - since <= VISIT_REACH && token_in(l, t, WORD_VISIT);
        doer |= token_in(l, t, WORD_WITHDRAW_DOER);
        bool thanks = says_at(l, r, i, ROLE_BIT(WORD_THANKS));
        glad |= thanks;
        *thanked |= thanks && !token_in(l, t, WORD_RELIEF); /* "alhamdulillah" thanks not us */
        others += !is_of_news(l, r, i);
    }
    size_t most = glad ? THANKED_OTHERS_MAX : NEWS_OTHERS_MAX;
    bool told = (visited && (glad || doer)) || (came && glad && doer);
    return told && others <= most;
}

/* --- "itu laporan yang sama pak" --- */

/* "bukan [laporan baru]", "jangan [dibuat laporan baru]": none was to be made. */
#define NEW_REACH 3

static bool denies_new(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 1; i + 1 < r->tokens.count; i++) {
        if (!token_in(l, &at[i], WORD_REPORT) || !token_in(l, &at[i + 1], WORD_REPORT_NEW))
            continue;
        for (size_t k = reading_back(r, i, NEW_REACH, STRETCH_PART); k < i; k++) {
            /* "tidak bisa membuat laporan baru" complains. */
            uint32_t traits = token_traits(l, &at[k]);
            bool denied = traits & TRAIT_NEGATION && traits & (TRAIT_AMEND | TRAIT_UNREAL);
            if (denied || token_in(l, &at[k], WORD_FORBID) ||
                reading_roles(l, r, k) & ROLE_BIT(WORD_DECLINE))
                return true;
        }
    }
    return false;
}

bool judge_same(const struct lexicon *l, const struct reading *r)
{
    bool same = false, this = false, report = false, before = false;
    if (r->marked || r->tokens.count > NEWS_WORDS) return false;
    if (denies_new(l, r)) return true;
    if (r->tokens.count > SAME_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool here = token_in(l, t, WORD_REFERENCE) || token_in(l, t, WORD_THIS);
        bool told = token_in(l, t, WORD_REPORT) || token_in(l, t, WORD_REPORT_OWN);
        bool time = token_in(l, t, WORD_REPORT_BEFORE) && !token_in(l, t, WORD_ALREADY);
        bool like = token_in(l, t, WORD_SAME);
        if (token_in(l, t, WORD_STILL)) return false;
        if (token_traits(l, t) & (TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_ASK | TRAIT_OTHER))
            return false;
        this |= here, report |= told, before |= time, same |= like;
        bool empty = t->norm.text.len < 2 || says_at(l, r, i, COURTESY_ROLES) ||
                     token_in(l, t, WORD_TO_WHOM) || /* "sama [dengan]" */
                     token_traits(l, t) & (TRAIT_LIGHT | TRAIT_TIME);
        if (!(here || told || time || like || empty)) return false;
    }
    return same ? this || report || before : this && report && before;
}

/* --- "itu masih soal bansos, jangan dipisah" --- */

#define GATHER_WORDS 14
/* "jangan [sampai] dipisah" */
#define SEVER_REACH 2
/* "soal [gorong gorong] yang sama" */
#define SAME_REACH 5

static bool is_denied_near(const struct lexicon *l, const struct reading *r, size_t i)
{
    for (size_t k = reading_back(r, i, SEVER_REACH, STRETCH_PART); k < i; k++)
        if (token_traits(l, &r->tokens.at[k]) & TRAIT_NEGATION ||
            token_in(l, &r->tokens.at[k], WORD_FORBID))
            return true;
    return false;
}

/* "soal ... yang sama" */
static bool tells_the_same(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_REPORT_THEME) || token_in(l, &at[i], WORD_PLACE_TOWARDS) ||
        token_in(l, &at[i], WORD_PLACE_IN))
        return false;
    size_t to = reading_ahead(r, i + 1, SAME_REACH, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++)
        if (token_in(l, &at[k], WORD_SAME) && str_equal(at[k - 1].norm.text, STR("yang")))
            return true;
    return false;
}

/* "jadi [2] laporan", "laporannya [kok] dobel" */
#define DOUBLE_REACH 4

/* "kok jadi dua laporan ya", "laporan saya kok dobel": that there are two is not what they meant.
 */
static bool wonders_at_two(const struct lexicon *l, const struct reading *r)
{
    bool wonders = reading_says(l, r, WORD_ASK_REPROACH) || reading_says(l, r, WORD_DOUBLED);
    for (size_t i = 0; wonders && i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool two = token_in(l, t, WORD_NUMBER_TWO) || token_in(l, t, WORD_DOUBLED) ||
                   (t->number && str_equal(t->raw.text, STR("2")));
        size_t from = reading_back(r, i, DOUBLE_REACH, STRETCH_PART);
        size_t to = reading_ahead(r, i + 1, DOUBLE_REACH, STRETCH_PART);
        if (two && (reading_has(l, r, from, to, WORD_REPORT) ||
                    reading_has(l, r, from, to, WORD_REPORT_OWN)))
            return true;
    }
    return false;
}

bool judge_of_both(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool two = token_in(l, t, WORD_NUMBER_TWO) || str_equal(t->raw.text, STR("2"));
        if (two && !t[1].new_part &&
            (token_in(l, t + 1, WORD_REPORT) || token_in(l, t + 1, WORD_REPORT_OWN)))
            return true;
    }
    return false;
}

bool judge_gathers(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count <= GATHER_WORDS && wonders_at_two(l, r)) return true;
    if (r->ends_marked || r->tokens.count > GATHER_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool gathers = token_in(l, t, WORD_GATHER) && !is_denied_near(l, r, i);
        bool severs = token_in(l, t, WORD_SEVER) && is_denied_near(l, r, i);
        if (gathers || severs || tells_the_same(l, r, i)) return true;
    }
    return false;
}

/* --- "eh maaf masih soal vaksin tadi", "ya itu jukir tadi" --- */

#define BACK_WORDS 8

/* "lho kok ke rumah sakit pak? [ini masih soal pohon tadi]": what is denied before it tells nothing
 * of its own. */
static size_t behind_reproach(const struct lexicon *l, const struct reading *r)
{
    size_t count = r->tokens.count;
    size_t from = count > 0 ? reading_back(r, count - 1, count, STRETCH_PART) : 0;
    bool denies = reading_has(l, r, 0, from, WORD_ASK_REPROACH) || reading_denies(l, r, 0, from);
    return denies ? from : 0;
}

bool judge_goes_back(const struct lexicon *l, const struct reading *r)
{
    const uint32_t tells = TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_ASK | TRAIT_REQUEST | TRAIT_OTHER;
    bool theme = false, still = false, before = false;
    const uint64_t grave = GRAVE_BITS & ~ROLE_BIT(WORD_COLLECTOR); /* "ya itu jukir tadi" */
    const size_t from = behind_reproach(l, r);
    if ((from > 0 ? r->ends_marked : r->marked) || r->tokens.count > from + BACK_WORDS ||
        judge_alarm(l, r, grave, 0, r->tokens.count))
        return false;
    for (size_t i = from; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & tells || r->place_at[i] != MATCH_NONE) return false;
        theme = theme || str_equal(t->norm.text, STR("yang")) || token_in(l, t, WORD_THAT) ||
                token_in(l, t, WORD_SAME) ||
                (token_in(l, t, WORD_REPORT_THEME) && !token_in(l, t, WORD_PLACE_TOWARDS) &&
                 !token_in(l, t, WORD_PLACE_IN));
        still = still || token_in(l, t, WORD_STILL);
        before = before ||
                 (theme && token_in(l, t, WORD_REPORT_BEFORE) && !token_in(l, t, WORD_ALREADY));
    }
    return theme && (before || still);
}

/* --- "ini sudah 2 minggu lho pak" --- */

#define WAITED_WORDS 10

static bool is_count(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->number || says_at(l, r, i, ROLE_BIT(WORD_PARTLY)) ||
           token_in(l, t, WORD_NUMBER_ONE) || token_in(l, t, WORD_NUMBER_TWO) ||
           token_in(l, t, WORD_NUMBER_THREE);
}

/* "[2] minggu", "sebulan", "lama"; "sudah malam", "jam 10" is no span. */
static bool is_span(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool time = token_traits(l, t) & TRAIT_TIME || token_in(l, t, WORD_PAST_SPAN);
    return (time && i > 0 && is_count(l, r, i - 1)) || token_in(l, t, WORD_BRIEF) ||
           str_equal(t->norm.text, STR("lama"));
}

/* "hampir", "lebih dari", "2" */
static bool is_about_span(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || t->repeated || is_count(l, r, i) ||
           says_at(l, r, i, COURTESY_ROLES) || token_in(l, t, WORD_THIS) ||
           token_in(l, t, WORD_PRAISE_WISH) || token_in(l, t, WORD_WITHDRAW_ASIDE) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_REAL | TRAIT_UNREAL);
}

#define STILL_WORDS 3

static bool is_still_so(const struct lexicon *l, const struct reading *r, size_t from)
{
    bool few = from < r->tokens.count && r->tokens.count - from <= STILL_WORDS;
    for (size_t i = from; few && i < r->tokens.count; i++)
        few = r->place_at[i] == MATCH_NONE && !r->tokens.at[i].number &&
              !token_in(l, &r->tokens.at[i], WORD_SELF) && !r->tokens.at[i].new_part;
    return few;
}

bool judge_waited(const struct lexicon *l, const struct reading *r)
{
    bool already = false, span = false;
    if (r->marked || r->tokens.count > WAITED_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool here = is_span(l, r, i);
        /* "sudah seminggu masih jualan tuh" */
        if (span && token_in(l, t, WORD_STILL) && is_still_so(l, r, i + 1)) return true;
        if (token_in(l, t, WORD_SELF) || token_traits(l, t) & TRAIT_NEGATION) return false;
        if (r->place_at[i] != MATCH_NONE || !(here || is_about_span(l, r, i))) return false;
        span |= here && already;
        already |= token_in(l, t, WORD_ALREADY);
    }
    return span;
}

/* --- "maksud saya lampu yang di gang", "saluran pdam maksudnya" --- */

static bool is_meaning(const struct lexicon *l, const struct token *t)
{
    return token_typed(l, t, WORD_MEANING);
}

/* "[saya salah ketik,] maksudnya ..." */
static bool is_mistake(const struct lexicon *l, const struct token *t)
{
    uint32_t traits = token_traits(l, t);
    return token_in(l, t, WORD_SELF) || token_in(l, t, WORD_WITHDRAW_MISTAKEN) ||
           (traits & TRAIT_AMEND && !(traits & TRAIT_NEGATION) && !is_meaning(l, t));
}

static size_t mistake_end(const struct lexicon *l, const struct reading *r, size_t first)
{
    size_t i = first;
    while (i < r->tokens.count &&
           (is_mistake(l, &r->tokens.at[i]) || says_at(l, r, i, COURTESY_ROLES)))
        i++;
    return i < r->tokens.count && is_meaning(l, &r->tokens.at[i]) ? i : first;
}

/* "ini [soal] imb pak" */
static bool is_theme(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_REPORT_THEME) && !token_in(l, t, WORD_PLACE_IN) &&
           !token_in(l, t, WORD_PLACE_TOWARDS);
}

bool judge_clarifies(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    size_t first = 0, last = r->tokens.count;
    while (first < last && (at[first].norm.text.len == 0 || says_at(l, r, first, COURTESY_ROLES)))
        first++;
    first = mistake_end(l, r, first);
    while (last > first &&
           (at[last - 1].norm.text.len == 0 || says_at(l, r, last - 1, COURTESY_ROLES)))
        last--;
    bool theme = first > 0 && first < last && is_theme(l, &at[first]) &&
                 (token_in(l, &at[first - 1], WORD_THIS) || token_in(l, &at[first - 1], WORD_THAT));
    return first < last && (theme || is_meaning(l, &at[first]) || is_meaning(l, &at[last - 1]));
}

/* --- "matur suwun, mugo2 lancar" --- */

/* "tidak [ada jalan rusak] lagi" */
#define UNWISHED_WORDS 5

/* "semoga [tidak judes lagi]": where what is hoped to be over ends; i: none begins there. */
static size_t unwished_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t to = reading_ahead(r, i + 1, UNWISHED_WORDS, STRETCH_PART);
    if (!(token_traits(l, &at[i]) & TRAIT_NEGATION)) return i;
    for (size_t k = i + 1; k < to; k++)
        if (token_traits(l, &at[k]) & TRAIT_AGAIN) return k + 1;
    return i;
}

bool judge_blesses(const struct lexicon *l, const struct reading *r)
{
    const uint32_t complaining = COMPLAINING & ~TRAIT_UNREAL;
    size_t unwished = 0;
    bool thanks = false, hope = false;
    if (r->marked || r->tokens.count > HOPE_WORDS || is_grave(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool hopes = token_in(l, t, WORD_HOPE);
        bool empty = t->norm.text.len < 2 || says_at(l, r, i, COURTESY_ROLES);
        thanks |= says_at(l, r, i, ROLE_BIT(WORD_THANKS));
        hope |= hopes;
        if (hope && i >= unwished) unwished = unwished_end(l, r, i);
        if (hope && i < unwished) continue;
        /* "segera" is a part of the hope. */
        if (token_traits(l, t) & (hope ? complaining & ~TRAIT_REQUEST : complaining)) return false;
        if (r->place_at[i] != MATCH_NONE || says_at(l, r, i, ROLE_BIT(WORD_RESERVE))) return false;
        /* What stands before thanks and hope is a matter. */
        if (!thanks && !hope && !empty) return false;
    }
    return thanks && hope;
}

/* --- "sudah lapor kades, belum ditanggapi" --- */

/* "sudah [saya coba] lapor", "lapor [ke pak] kades" */
#define REPORTED_BACK  3
#define REPORTED_AHEAD 3

/* A keyword that hints at more than one matter settles none ("ditanggapi", "desa"). */
#define HINT_MAX 1

static bool speaks_of_matter(const struct lexicon *l, const struct reading *r,
                             const struct match *match)
{
    for (size_t k = 0; k < l->desk->category_count; k++) {
        bool other = category_is_other(l->desk->categories[k].code);
        if (!other && match_weight(l, r, match, (uint32_t)k) > HINT_MAX) return true;
    }
    return false;
}

/* Any but those from..to. */
static bool tells_matter(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *m = &r->matches[i];
        bool inside = m->from >= from && m->to <= to;
        if (!inside && !m->place && speaks_of_matter(l, r, m)) return true;
    }
    return false;
}

/* How far the name of the office or its head reaches; `from`: none stands there. */
static size_t office_end(const struct lexicon *l, const struct reading *r, size_t from)
{
    size_t end = from, last = from + REPORTED_AHEAD;
    for (size_t i = from; i < r->tokens.count && i < last && !r->tokens.at[i].new_part; i++)
        if (token_in(l, &r->tokens.at[i], WORD_OFFICE) || says_at(l, r, i, ROLE_BIT(WORD_OFFICIAL)))
            end = i + 1;
    return end;
}

/* Where the name of an office begins that ends right before token `end`; `end`: none does. */
static size_t office_before(const struct lexicon *l, const struct reading *r, size_t end)
{
    size_t from = reading_back(r, end, REPORTED_AHEAD, STRETCH_PART), begin = end;
    for (size_t i = from; i < end; i++)
        if (begin == end && (token_in(l, &r->tokens.at[i], WORD_OFFICE) ||
                             says_at(l, r, i, ROLE_BIT(WORD_OFFICIAL))))
            begin = i;
    return begin;
}

/* "pak rt [sudah] negur tapi ga digubris": who knows of it, or has said so; no matter of theirs. */
static bool is_known_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = office_before(l, r, i);
    size_t end = reading_ahead(r, i + 1, REPORTED_BACK, STRETCH_PART);
    if (!token_in(l, &r->tokens.at[i], WORD_ALREADY) || from == i) return false;
    for (size_t k = i + 1; k < end; k++)
        if (token_in(l, &r->tokens.at[k], WORD_REPORT_KNOWN) ||
            token_in(l, &r->tokens.at[k], WORD_REPORTING))
            return !tells_matter(l, r, from, k + 1);
    return false;
}

bool judge_reported(const struct lexicon *l, const struct reading *r)
{
    if (is_grave(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (is_known_at(l, r, i)) return true;
    for (size_t i = 0; i < r->tokens.count; i++) {
        size_t back = i > REPORTED_BACK ? i - REPORTED_BACK : 0;
        if (!token_in(l, &r->tokens.at[i], WORD_REPORTING) ||
            !reading_has(l, r, back, i, WORD_REPORT_BEFORE))
            continue;
        size_t end = office_end(l, r, i + 1);
        if (end > i + 1 && !tells_matter(l, r, i, end)) return true;
    }
    return false;
}

/* "kk pak", and nothing else. */
bool judge_may_nod(const struct lexicon *l, const struct reading *r)
{
    bool nod = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool here = token_in(l, t, WORD_NOD);
        nod = nod || here;
        if (!here && t->norm.text.len && !(reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER)))
            return false;
    }
    return nod;
}
