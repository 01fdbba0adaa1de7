/* hurt.c - somebody is hurt or lies there, told in everyday words ("kakinya patah", "orang sakit
 * tergeletak"); and whether a text pleads, or says that there is no danger. */
#include "hurt.h"
#include "judge.h"
#include "language.h"
#include "told.h"

/* "kaki [kanan anak saya sampai] patah" */
#define INJURY_WITHIN 4
/* "atap [kelas] ambrol [tadi pagi] kena siswa" */
#define FALLEN_WITHIN 6
/* "orang [yang sakit] tergeletak" */
#define LYING_WITHIN 6
/* So many of these may be any word: "pengemis [sakit] tergeletak". */
#define LYING_FREE 1
/* "ada [dua orang] lansia" */
#define EXISTS_WITHIN 3
/* "anak [saya tadi] kesetrum" */
#define BEFALLEN_WITHIN 3
/* "jatuh [di dapur, sampai sekarang] gak bisa bangun" */
#define HELPLESS_WITHIN 10
/* "tidak [bisa] bangun" */
#define DENIED_WITHIN 2
/* "jatuh [di] kamar mandi" */
#define HOME_WITHIN 3
/* "makin [tambah] sesak" */
#define WORSE_WITHIN 2
/* "bapak saya [kondisinya sekarang malah] makin parah" */
#define WORSE_BEFORE 6
/* "sekarang [orangnya malah] bawa pisau" */
#define NOW_WITHIN 6

/* Says neither who nor what: "saya", "sampai", "sudah", "pak". */
static bool is_aside(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint32_t traits = token_traits(l, t);
    if (traits & (TRAIT_NEGATION | TRAIT_UNREAL)) return false;
    return t->norm.text.len == 0 || t->number || token_in(l, t, WORD_SELF) ||
           token_in(l, t, WORD_EXISTS) ||
           traits & (TRAIT_LIGHT | TRAIT_REAL | TRAIT_REQUEST | TRAIT_TIME) ||
           reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING));
}

static bool is_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    return token_in(l, &r->tokens.at[i], WORD_PERSON);
}

static bool is_of_body(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_BODY_SIDE) || is_somebody(l, r, i) || is_aside(l, r, i);
}

/* "patah [tulang] kakinya"; of "bocor kepala sekolah" it is not the head. */
static bool ends_with_body(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t next = i + 1;
    if (!token_in(l, &r->tokens.at[i], WORD_BODY)) return false;
    return next >= r->tokens.count || r->tokens.at[next].new_part || is_of_body(l, r, next) ||
           token_in(l, &r->tokens.at[next], WORD_BODY);
}

/* Where the body begins that the injury at token i is told of; i: of none. */
static size_t body_before(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, INJURY_WITHIN, STRETCH_PART);
    for (size_t k = i; k-- > from;) {
        if (token_in(l, &at[k], WORD_BODY)) return k;
        if (!is_of_body(l, r, k)) break;
    }
    return i;
}

static bool injury_at(const struct lexicon *l, const struct reading *r, size_t i, struct span *out)
{
    if (!token_in(l, &r->tokens.at[i], WORD_INJURY)) return false;
    size_t from = body_before(l, r, i), to = i + 1;
    bool behind = to < r->tokens.count && !r->tokens.at[to].new_part && ends_with_body(l, r, to);
    *out = (struct span){ from, behind ? to + 1 : to };
    return from < i || behind;
}

/* "anak [saya] terjepit pintu", "dicakar tangannya": by what holds, strikes or scratches. */
static bool maimed_at(const struct lexicon *l, const struct reading *r, size_t i, struct span *out)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, INJURY_WITHIN, STRETCH_PART);
    /* "terjepit ekonomi" */
    if (!token_in(l, &at[i], WORD_MAIMED) || reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER))
        return false;
    for (size_t k = i; k-- > from;) {
        *out = (struct span){ k, i + 1 };
        if (token_in(l, &at[k], WORD_BODY) || is_somebody(l, r, k)) return true;
        if (!is_of_body(l, r, k)) break;
    }
    *out = (struct span){ i, i + 2 };
    return i + 1 < r->tokens.count && !at[i + 1].new_part && token_in(l, &at[i + 1], WORD_BODY);
}

/* "plafon [kelas] jatuh kena murid", "temboke ambruk nibani wong": not what nearly did, nor what
 * somebody owns ("kena motor orang"). */
static bool struck_at(const struct lexicon *l, const struct reading *r, size_t i, struct span *out)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, FALLEN_WITHIN, STRETCH_PART);
    if (!token_in(l, &at[i], WORD_STRIKES) || i + 1 >= r->tokens.count || at[i + 1].new_part)
        return false;
    if (reading_denies(l, r, from, i) || reading_has(l, r, from, i, WORD_NEARLY) ||
        reading_has(l, r, from, i, WORD_LIABLE) || reading_has(l, r, from, i, WORD_WISH))
        return false;
    bool addressed = reading_roles(l, r, i + 1) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING));
    if (!is_somebody(l, r, i + 1) || addressed) return false;
    for (size_t k = i; k-- > from;) {
        *out = (struct span){ k, i + 2 };
        if (token_traits(l, &at[k]) & TRAIT_UNREAL) return false;
        if (token_in(l, &at[k], WORD_FALLS) ||
            (token_in(l, &at[k], WORD_DROPS) && reading_has(l, r, from, k, WORD_TALL)))
            return true;
    }
    return false;
}

/* Of whom is told, and not of what is theirs: "sampah [warga] tergeletak". */
static bool is_told_of(const struct lexicon *l, const struct reading *r, size_t i)
{
    for (; i > 0 && !r->tokens.at[i].new_part; i--) {
        if (is_aside(l, r, i - 1) || r->place_at[i - 1] != MATCH_NONE) return true;
        const struct token *before = &r->tokens.at[i - 1];
        if (token_in(l, before, WORD_PAST_BEFALL) || token_in(l, before, WORD_AFFECTS)) return true;
        if (!is_somebody(l, r, i - 1)) return token_says_where(l, before);
    }
    return true;
}

/* "tidak sadar [pak]", "tidak sadarkan diri", but no "tidak sadar buang sampah" */
static bool is_unconscious(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t next = i + 1;
    if (!token_in(l, &r->tokens.at[i], WORD_CONSCIOUS) || !reading_denied_before(l, r, i))
        return false;
    return next == r->tokens.count || r->tokens.at[next].new_part || is_aside(l, r, next) ||
           is_somebody(l, r, next);
}

/* Nobody else is told of in it: "masih tidak sadar pak". */
static bool stands_alone(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, r->tokens.count, STRETCH_PART);
    for (; from < i; from++)
        if (!is_aside(l, r, from) && !token_in(l, &r->tokens.at[from], WORD_PRESENT) &&
            !(token_traits(l, &r->tokens.at[from]) & TRAIT_NEGATION))
            return false;
    return true;
}

/* "[orangnya] tidak sadar": of whom. */
static bool unconscious_at(const struct lexicon *l, const struct reading *r, size_t i,
                           struct span *out)
{
    size_t from = reading_back(r, i, LYING_WITHIN, STRETCH_PART);
    if (!is_unconscious(l, r, i)) return false;
    *out = (struct span){ from, i + 1 };
    for (size_t k = from; k < i; k++)
        if (is_somebody(l, r, k) || token_in(l, &r->tokens.at[k], WORD_INJURY)) return true;
    return stands_alone(l, r, i);
}

/* "tidak bisa", "ora iso", "ndak kuat" */
static bool is_unable(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (token_in(l, &r->tokens.at[i], WORD_ABLE) && reading_denies(l, r, from, i)) return true;
    return false;
}

/* "saya jatuh", "tadi saya jatuh"; not "motor saya jatuh". */
static bool is_self(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!token_in(l, &r->tokens.at[i], WORD_SELF)) return false;
    return i == 0 || r->tokens.at[i].new_part || is_aside(l, r, i - 1) || is_somebody(l, r, i - 1);
}

/* "ibu saya jatuh [di dapur] gak bisa bangun": who fell cannot rise; neither "lampunya tidak
 * jalan" nor "usaha saya jatuh gak bisa bangkit". */
static bool helpless_at(const struct lexicon *l, const struct reading *r, size_t i,
                        struct span *out)
{
    const struct token *at = r->tokens.at;
    size_t denied = reading_back(r, i, DENIED_WITHIN, STRETCH_PART);
    if (!token_in(l, &at[i], WORD_RISES) || !is_unable(l, r, denied, i)) return false;
    size_t from = reading_back(r, i, HELPLESS_WITHIN, STRETCH_SENTENCE);
    *out = (struct span){ denied, i + 1 };
    bool who = false;
    for (size_t k = from; k < i; k++) {
        if (token_in(l, &at[k], WORD_SLUMPS)) return false;
        who = who || is_somebody(l, r, k) || is_self(l, r, k);
        bool other = reading_roles(l, r, k) & ROLE_BIT(WORD_FILLER); /* "jatuh sakit" */
        if (who && !other && token_in(l, &at[k], WORD_TUMBLES)) return true;
    }
    return false;
}

static bool lying_at(const struct lexicon *l, const struct reading *r, size_t i, struct span *out)
{
    const struct token *at = r->tokens.at;
    size_t free = LYING_FREE, from = reading_back(r, i, LYING_WITHIN, STRETCH_PART);
    if (!token_in(l, &at[i], WORD_LYING)) return false;
    for (size_t k = i; k-- > from;) {
        *out = (struct span){ k, i + 1 };
        if (is_somebody(l, r, k) && is_told_of(l, r, k)) return true;
        if (token_traits(l, &at[k]) & (TRAIT_NEGATION | TRAIT_UNREAL)) return false;
        if (!is_aside(l, r, k) && !is_somebody(l, r, k) && free-- == 0) break;
    }
    *out = (struct span){ i, i + 2 };
    return i + 1 < r->tokens.count && !at[i + 1].new_part && is_somebody(l, r, i + 1);
}

/* "bapak saya [kondisinya] makin parah": of whom, and not of what is theirs; with a word that only
 * tells of people nobody need be named. */
static bool is_worse(const struct lexicon *l, const struct reading *r, size_t i, bool ails)
{
    const struct token *at = r->tokens.at;
    for (size_t k = i; k-- > reading_back(r, i, WORSE_BEFORE, STRETCH_PART);) {
        bool own =
            token_in(l, &at[k + 1], WORD_SELF) || !(reading_roles(l, r, k) & ROLE_BIT(WORD_FILLER));
        /* "orang orang makin panas" */
        bool theirs = ails || token_in(l, &at[k + 1], WORD_SELF);
        if (is_somebody(l, r, k) && own) return theirs && is_told_of(l, r, k);
        if (!is_aside(l, r, k) && !token_in(l, &at[k], WORD_CONDITION) &&
            !token_in(l, &at[k], WORD_CONTINUES))
            return false;
    }
    return ails;
}

/* "bapak saya makin sesak", "ibu saya kondisinya tambah parah": who is ill gets worse. */
static bool worse_at(const struct lexicon *l, const struct reading *r, size_t i, struct span *out)
{
    size_t to = reading_ahead(r, i + 1, WORSE_WITHIN, STRETCH_PART);
    if (!token_in(l, &r->tokens.at[i], WORD_WORSENS)) return false;
    for (size_t k = i + 1; k < to; k++) {
        bool ails = token_in(l, &r->tokens.at[k], WORD_AILS);
        *out = (struct span){ i, k + 1 };
        if (ails || token_in(l, &r->tokens.at[k], WORD_DECLINES)) return is_worse(l, r, i, ails);
    }
    return false;
}

bool judge_injured(const struct lexicon *l, const struct reading *r, struct span *out)
{
    if (!reading_says(l, r, WORD_WORSENS) && !reading_says(l, r, WORD_INJURY) &&
        !reading_says(l, r, WORD_MAIMED) && !reading_says(l, r, WORD_STRIKES) &&
        !reading_says(l, r, WORD_LYING) && !reading_says(l, r, WORD_CONSCIOUS) &&
        !reading_says(l, r, WORD_RISES))
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool told = injury_at(l, r, i, out) || maimed_at(l, r, i, out) || struck_at(l, r, i, out) ||
                    lying_at(l, r, i, out) || unconscious_at(l, r, i, out) ||
                    helpless_at(l, r, i, out) || worse_at(l, r, i, out);
        const struct match at = { .from = (uint32_t)out->from, .to = (uint32_t)out->to };
        if (told && judge_befell(l, r, &at)) return true;
    }
    return false;
}

bool judge_hurt(const struct lexicon *l, const struct reading *r, struct span *out)
{
    bool found = judge_injured(l, r, out) && !judge_tells_past(l, r);
    if (!found) *out = (struct span){ 0, 0 };
    return found;
}

bool judge_hurt_past(const struct lexicon *l, const struct reading *r)
{
    /* "tolong", "belum ketemu": it is not over. */
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & (TRAIT_REQUEST | TRAIT_NEGATION)) return false;
    return judge_tells_past(l, r);
}

/* "bayi", "orang tua saya": who would be in danger where there is one; "sedada" and "luka" tell it.
 */
static bool is_mere_person(const struct lexicon *l, const struct reading *r, const struct match *m)
{
    return is_somebody(l, r, m->from) &&
           (m->to - m->from <= 2 || token_in(l, &r->tokens.at[m->to - 1], WORD_SELF));
}

/* "minta tolong ya pak": of nobody, as long as no "ada yang" stands before it. */
static bool is_mere_plea(const struct lexicon *l, const struct reading *r, const struct match *m)
{
    for (size_t i = m->from; i < m->to; i++)
        if (!(token_traits(l, &r->tokens.at[i]) & TRAIT_REQUEST)) return false;
    return true;
}

static bool exists_before(const struct lexicon *l, const struct reading *r, const struct match *m)
{
    return reading_has(l, r, reading_back(r, m->from, EXISTS_WITHIN, STRETCH_PART), m->to,
                       WORD_EXISTS);
}

/* "tolong", "cepat": beside what is told. */
static bool calls_for_help(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_REQUEST) return true;
    return reading_says(l, r, WORD_NOW_PLEA);
}

/* "lansia belum dapat bansos": a matter of theirs, by another word than who they are. */
static bool is_of_matter(const struct reading *r, const struct match *m, struct str keyword)
{
    for (size_t i = m->from; i < m->to; i++)
        if (str_find(keyword, r->tokens.at[i].norm.text, 0) != SIZE_MAX) return false;
    return keyword.len > 0;
}

static bool is_in_need(const struct lexicon *l, const struct reading *r, const struct match *m,
                       struct str keyword)
{
    if (!judge_real(l, r, m, WORD_VICTIM) || judge_past(l, r, m)) return false;
    if (is_mere_plea(l, r, m)) return exists_before(l, r, m);
    if (!is_mere_person(l, r, m)) return true;
    return (exists_before(l, r, m) || calls_for_help(l, r)) && !is_of_matter(r, m, keyword);
}

/* "sekarang orangnya lagi bawa pisau", "umur 67 sekarang sesak nafas" */
static bool is_of_this_moment(const struct lexicon *l, const struct reading *r,
                              const struct match *m)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    for (size_t i = reading_back(r, m->from, NOW_WITHIN, STRETCH_PART); i < m->from; i++)
        if (told_covers(&t, WORD_NOW, i, i + 1)) return true;
    return false;
}

/* "anak saya kesetrum": it has come to somebody; who carries a weapon is the danger, anew where it
 * is told as of now. */
static bool befalls_somebody(const struct lexicon *l, const struct reading *r,
                             const struct match *m)
{
    size_t from = reading_back(r, m->from, BEFALLEN_WITHIN, STRETCH_PART);
    size_t to = reading_ahead(r, m->to, BEFALLEN_WITHIN, STRETCH_PART);
    if (!judge_real(l, r, m, WORD_URGENT) || judge_past(l, r, m)) return false;
    if (reading_has(l, r, m->from, m->to, WORD_WEAPON)) return is_of_this_moment(l, r, m);
    return reading_has(l, r, from, to, WORD_PERSON) || reading_has(l, r, from, to, WORD_SELF) ||
           (reading_has(l, r, m->from, m->to, WORD_ILLNESS) && is_of_this_moment(l, r, m));
}

/* "bapak saya makin sesak": now, and not weeks ago. */
bool judge_grows_worse(const struct lexicon *l, const struct reading *r)
{
    struct span at;
    for (size_t i = 0; reading_says(l, r, WORD_WORSENS) && i < r->tokens.count; i++) {
        if (!worse_at(l, r, i, &at)) continue;
        const struct match here = { .from = (uint32_t)at.from, .to = (uint32_t)at.to };
        return judge_befell(l, r, &here) && !judge_tells_past(l, r);
    }
    return false;
}

bool judge_fell_at_home(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_TUMBLES)) continue;
        size_t to = reading_ahead(r, i + 1, HOME_WITHIN, STRETCH_PART);
        for (size_t k = i + 1; k < to; k++) {
            if (token_traits(l, &r->tokens.at[k]) & TRAIT_LOCATOR) break; /* "di depan rumah" */
            if (token_in(l, &r->tokens.at[k], WORD_HOME)) return true;
        }
    }
    return false;
}

bool judge_in_need(const struct lexicon *l, const struct reading *r, struct str keyword)
{
    if (judge_grows_worse(l, r)) return true;
    for (size_t i = 0; i < r->alarm_count; i++)
        if (is_in_need(l, r, &r->alarms[i], keyword) || befalls_somebody(l, r, &r->alarms[i]))
            return true;
    return false;
}

bool judge_pleads(const struct lexicon *l, const struct reading *r)
{
    struct span at;
    bool asks = false;
    if (judge_alarm(l, r, ROLE_BIT(WORD_URGENT), 0, r->tokens.count) || judge_injured(l, r, &at))
        return true;
    for (size_t i = 0; i < r->tokens.count; i++)
        asks = asks || token_traits(l, &r->tokens.at[i]) & TRAIT_REQUEST;
    return asks && told_a_moment_ago(l, r);
}

bool judge_harmless(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    bool harmless = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (token_traits(l, &at[i]) & TRAIT_UNREAL) return false;
        if (!token_in(l, &at[i], WORD_HARMLESS)) continue;
        harmless = reading_denied_before(l, r, i);
        if (!harmless) return false; /* "tidak darurat, tapi bahaya" */
    }
    return harmless && !r->marked;
}
