/* unit.c - "instansinya dp3ap2kb": the reporter says whose matter it is. */
#include "base/buf.h"
#include "follow.h"
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* "Dinas Pemberdayaan Perempuan dan Perlindungan Anak" has no more words. */
#define UNIT_NAME_WORDS 8
#define UNIT_NAME_MAX   128 /* bytes */
/* "instansinya [itu kayaknya] dinsos" */
#define UNIT_BETWEEN_MAX 2
/* "lomba dari dinas pendidikan pak": in more words, and with more than one of them beside the name,
 * something else is told. */
#define SPOKEN_WORDS  8
#define SPOKEN_BESIDE 1
/* "ke dinsos saja laporannya" */
#define WISH_WORDS 10
/* "harusnya [ke] desa", "bukannya [urusan] desa?" */
#define RATHER_WITHIN 2
/* A keyword that says less may stand in a question about anything: "yang bersihkan siapa". */
#define ASIDE_MAX 4

/* "dinasnya", "dinas nya"; "dinas" alone names no matter of anybody. */
static bool is_of_matter(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    struct str raw = at[i].raw.text;
    if (!token_in(l, &at[i], WORD_UNIT_KIND)) return false;
    bool apart = i + 1 < r->tokens.count && (str_equal(at[i + 1].raw.text, STR("nya")) ||
                                             str_equal(at[i + 1].raw.text, STR("e")));
    return apart || at[i].derived || str_ends(raw, STR("nya")) || str_ends(raw, STR("ne")) ||
           str_ends(raw, STR("na")) || str_ends(raw, STR("se"));
}

static bool is_between(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || str_equal(t->raw.text, STR("nya")) ||
           reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER) || token_in(l, t, WORD_REFERENCE) ||
           token_in(l, t, WORD_THIS) || token_in(l, t, WORD_PLACE_IN) ||
           token_traits(l, t) & TRAIT_LIGHT;
}

/* The longest name that begins at token i, up to *end. */
static const struct department *unit_until(const struct lexicon *l, const struct reading *r,
                                           size_t i, size_t *end)
{
    const struct department *found = NULL;
    char memory[UNIT_NAME_MAX];
    struct buf said;
    bool further = true;
    buf_fixed(&said, memory, sizeof memory);
    for (size_t k = i; further && k < r->tokens.count && k < i + UNIT_NAME_WORDS; k++) {
        unit_names_letters(r->tokens.at[k].raw.text, &said);
        if (!buf_ok(&said)) break;
        if (buf_view(&said).len == 0) continue;
        const struct department *d = unit_names_find(&l->unit_names, buf_view(&said), &further);
        if (d) {
            found = d;
            *end = k + 1;
        }
    }
    return found;
}

const struct department *judge_unit_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t end;
    return unit_until(l, r, i, &end);
}

/* "bukannya ke [dinkes]", "harusnya [satpol pp] pak", "itu urusan [pdam]" */
static bool is_rather(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i + 1 >= r->tokens.count || at[i + 1].new_part) return false;
    if (token_in(l, &at[i], WORD_UNIT_AFFAIR)) return true;
    if (!token_in(l, &at[i], WORD_UNIT_RATHER)) return false;
    if (token_in(l, &at[i + 1], WORD_PLACE_TOWARDS) || token_in(l, &at[i + 1], WORD_PLACE_IN))
        return true;
    /* "harusnya kecamatan banyuanyar" says where. */
    const struct department *named = judge_unit_at(l, r, i + 1);
    return named && !department_is_district(named);
}

static bool is_unit(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    char memory[UNIT_NAME_MAX];
    struct buf said;
    bool further;
    buf_fixed(&said, memory, sizeof memory);
    for (size_t i = match->from; i < match->to; i++)
        unit_names_letters(r->tokens.at[i].raw.text, &said);
    return buf_ok(&said) && buf_view(&said).len &&
           unit_names_find(&l->unit_names, buf_view(&said), &further) != NULL;
}

/* How many keywords speak for this category, each by the name of a unit; false: another does too.
 */
static bool only_units(const struct lexicon *l, const struct reading *r, uint32_t category,
                       size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place || match_weight(l, r, match, category) == 0) continue;
        if (!is_unit(l, r, match)) return false;
        (*count)++;
    }
    return true;
}

bool judge_only_unit(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    size_t count;
    return tells_of_report(l, r) && only_units(l, r, category, &count) && count > 0;
}

bool judge_only_aside(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    bool pressing = l->desk->categories[category].priority > PRIORITY_NORMAL;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        int weight = match->place ? 0 : match_weight(l, r, match, category);
        bool whom = weight && (is_unit(l, r, match) ||
                               judge_alarm_over(l, r, ROLE_BIT(WORD_OFFICIAL), match->from));
        bool supposed = weight && pressing && !judge_happened(l, r, match);
        if (weight >= ASIDE_MAX && !whom && !supposed) return false;
    }
    return true;
}

/* "bukan [urusan] pln", "kok malah ke dishub": so many words may stand between. */
#define DENIED_BETWEEN_MAX 3

static bool is_denial(const struct lexicon *l, const struct token *t)
{
    const uint32_t denies = TRAIT_NEGATION | TRAIT_AMEND;
    return ((token_traits(l, t) & denies) == denies && !token_in(l, t, WORD_UNIT_RATHER)) ||
           token_in(l, t, WORD_PLACE_WHY);
}

static bool is_towards(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return is_between(l, r, i) || token_in(l, t, WORD_PLACE_TOWARDS) ||
           token_in(l, t, WORD_UNIT_AFFAIR) || token_in(l, t, WORD_WONDER_ASIDE) ||
           token_in(l, t, WORD_CASE_SEND) || str_equal(t->norm.text, STR("diteruskan"));
}

/* "kok ke [pupr] lama sekali": it is theirs, and takes long. */
static bool is_slow(const struct lexicon *l, const struct reading *r, size_t denial, size_t unit)
{
    size_t end = reading_ahead(r, unit, r->tokens.count, STRETCH_PART);
    return token_in(l, &r->tokens.at[denial], WORD_PLACE_WHY) &&
           reading_has(l, r, unit, end, WORD_ASK_GRIEVANCE);
}

/* Nothing but courtesies up to the comma, or the mark. */
static bool ends_there(const struct lexicon *l, const struct reading *r, size_t from)
{
    const uint64_t empty = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    for (size_t i = from; i < r->tokens.count && !r->tokens.at[i].new_part; i++)
        if (r->tokens.at[i].norm.text.len && !(reading_roles(l, r, i) & empty)) return false;
    return true;
}

static const struct department *denied_unit(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i < r->tokens.count; i++) {
        size_t k = i + 1, end = reading_ahead(r, i + 1, DENIED_BETWEEN_MAX + 1, STRETCH_PART);
        /* "saya tidak mau kalau [pdam] yang jawab" */
        bool refuses = token_traits(l, &at[i]) & TRAIT_NEGATION && k < end &&
                       str_equal(at[k].norm.text, STR("mau"));
        if (!is_denial(l, &at[i]) && !refuses) continue;
        if (refuses) k++;
        if (refuses && k < end && token_in(l, &at[k], WORD_SUPPOSING)) k++;
        /* "kok ke dishub", but "kok dishub belum datang". */
        bool denied = !token_in(l, &at[i], WORD_PLACE_WHY);
        for (; k < end; k++) {
            size_t behind = 0;
            const struct department *d = unit_until(l, r, k, &behind);
            bool of_place = d && (department_is_elsewhere(d->code) || department_is_district(d));
            denied = denied || (d && ends_there(l, r, behind)); /* "kok kemenag?" */
            if (d && denied && !of_place) return is_slow(l, r, i, k) ? NULL : d;
            if (!is_towards(l, r, k)) break;
            denied = denied || token_in(l, &at[k], WORD_PLACE_TOWARDS) ||
                     token_in(l, &at[k], WORD_WONDER_ASIDE);
        }
    }
    return NULL;
}

/* "surat yang dari [kelurahan x] itu" */
static bool is_from(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && token_in(l, &r->tokens.at[i], WORD_PLACE_FROM) &&
           str_equal(r->tokens.at[i - 1].norm.text, STR("yang")) && !judge_trouble(l, r) &&
           reading_has(l, r, i + 2, r->tokens.count, WORD_REFERENCE);
}

/* "ke [dinsos] saja laporannya": where it is to go, and not where whoever writes went. */
static const struct department *wished_unit(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 2 < r->tokens.count && r->tokens.count <= WISH_WORDS; i++) {
        size_t end = 0;
        if (!token_in(l, &r->tokens.at[i], WORD_PLACE_TOWARDS)) continue;
        const struct department *d = unit_until(l, r, i + 1, &end);
        if (d && is_from(l, r, i)) return d;
        bool rather = d && end < r->tokens.count && token_in(l, &r->tokens.at[end], WORD_JUST);
        if (rather && !department_is_district(d) && !reading_says(l, r, WORD_SELF)) return d;
    }
    return NULL;
}

/* "[bukan] urusan desa"; not "[bukannya] urusan desa?" */
static bool is_denied_affair(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    return i > 0 && !at[i].new_part && token_traits(l, &at[i - 1]) & TRAIT_NEGATION &&
           !token_in(l, &at[i - 1], WORD_UNIT_RATHER);
}

static bool is_office_of_place(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PLACE_VILLAGE) || token_in(l, t, WORD_PLACE_DISTRICT) ||
           token_in(l, t, WORD_OFFICE_THERE);
}

/* "dari desa pak", "ke desa saja", "itu di desanya", "urusan kelurahan": the office, whatever place
 * it is of; "di desa x" says where. */
static bool names_office_of_place(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 1; i < r->tokens.count; i++) {
        size_t next = i + 1;
        if (!is_office_of_place(l, &at[i]) || at[i].new_part) continue;
        if (is_denied_affair(l, r, i - 1)) continue;
        bool rather = token_in(l, &at[i - 1], WORD_UNIT_RATHER);
        bool whose = rather || token_in(l, &at[i - 1], WORD_UNIT_AFFAIR) ||
                     token_in(l, &at[i - 1], WORD_PLACE_TOWARDS) ||
                     token_in(l, &at[i - 1], WORD_PLACE_FROM) ||
                     token_in(l, &at[i - 1], WORD_PLACE_IN);
        while (next < r->tokens.count && !at[next].new_part && is_between(l, r, next))
            next++;
        bool ends = next == r->tokens.count || at[next].new_part ||
                    token_in(l, &at[next], WORD_JUST) || token_in(l, &at[next], WORD_REPORT);
        if (whose && ends) return true;
    }
    return false;
}

/* "harusnya ke desa pak", "bukannya urusan desa?" */
static bool is_rather_of_place(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count && r->tokens.count <= WISH_WORDS; i++) {
        size_t to = reading_ahead(r, i + 1, RATHER_WITHIN, STRETCH_PART);
        for (size_t k = i + 1; k < to && is_rather(l, r, i) && !is_denied_affair(l, r, i); k++)
            if (is_office_of_place(l, &r->tokens.at[k])) return true;
    }
    return false;
}

static const struct category *village_office(const struct lexicon *l, const struct reading *r,
                                             const struct understood *out)
{
    const struct desk *desk = l->desk;
    bool objects = out->not_unit || out->not_about_count > 0 || is_rather_of_place(l, r);
    if (!objects || out->unit_named || out->place || !names_office_of_place(l, r)) return NULL;
    return desk_category(desk, STR(PLACE_OFFICE_CATEGORY));
}

/* "kata 165 disuruh [balik] ke dinsos" */
static const struct department *sent_to(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 2 < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_SENT_OFF)) continue;
        size_t k = i + 1 + token_in(l, &r->tokens.at[i + 1], WORD_SENT_BACK);
        if (k + 1 < r->tokens.count && token_in(l, &r->tokens.at[k], WORD_PLACE_TOWARDS))
            return judge_unit_at(l, r, k + 1);
    }
    return NULL;
}

static const struct department *told_unit(const struct lexicon *l, const struct reading *r,
                                          const struct department *denied)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!is_of_matter(l, r, i) && !is_rather(l, r, i)) continue;
        size_t k = i + 1;
        while (k < r->tokens.count && k <= i + UNIT_BETWEEN_MAX && is_between(l, r, k))
            k++;
        const struct department *d = judge_unit_at(l, r, k);
        if (d && d != denied) return d;
    }
    return NULL;
}

/* Says nothing beside a name: courtesies, "dari", "mungkin", "itu". */
static bool is_aside(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    const uint64_t light = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_RESERVE);
    return is_between(l, r, i) || reading_roles(l, r, i) & light ||
           token_in(l, t, WORD_PLACE_TOWARDS) || token_in(l, t, WORD_UNIT_KIND) ||
           token_in(l, t, WORD_UNIT_AFFAIR) || token_in(l, t, WORD_UNIT_RATHER) ||
           token_in(l, t, WORD_CASE_HANDLE);
}

static const struct department *spoken_unit(const struct lexicon *l, const struct reading *r)
{
    const struct department *found = NULL;
    size_t beside = 0, end = 0;
    if (r->tokens.count > SPOKEN_WORDS || r->marked || reading_denies(l, r, 0, r->tokens.count))
        return NULL;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        /* "depan dinas sosial" says where, "panggil polisi" who is to come. */
        if (token_in(l, t, WORD_REPORTING) || token_in(l, t, WORD_ALREADY) ||
            token_in(l, t, WORD_RESCUE_CALL) || token_in(l, t, WORD_PLACE_IN) ||
            traits_tell_trouble(token_traits(l, t)) ||
            token_traits(l, t) & (TRAIT_ASK | TRAIT_LOCATOR))
            return NULL;
        const struct department *d = i < end ? NULL : unit_until(l, r, i, &end);
        if (d && found && d != found) return NULL;
        if (d) found = d;
        beside += i >= end && !is_aside(l, r, i);
    }
    bool of_place =
        found && (department_is_elsewhere(found->code) || department_is_district(found));
    return beside <= SPOKEN_BESIDE && !of_place ? found : NULL;
}

/* "yang gratis tidak bisa", "bukan jalan [nasional]"; "jalan [nasional] katanya, bukan kabupaten"
 * denies the other one. */
static bool says_otherwise(const struct lexicon *l, const struct reading *r, size_t word)
{
    bool denied = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint32_t traits = token_traits(l, &r->tokens.at[i]);
        bool other = i > word && traits & TRAIT_AMEND; /* "bukan [kabupaten]" */
        denied = denied || (traits & TRAIT_NEGATION && !other);
        denied = denied || (traits_tell_trouble(traits) && !(traits & TRAIT_NEGATION));
    }
    return denied;
}

/* All but courtesies: "kata pak kades itu jalan provinsi pak bukan kabupaten". */
static size_t told_words(const struct lexicon *l, const struct reading *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->tokens.count; i++)
        count += !(reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING)));
    return count;
}

/* "yang PBI pak", "BPJS yang gratis itu": of one of two matters; NULL: no word says so. */
static const struct narrowing *narrowed(const struct lexicon *l, const struct reading *r)
{
    /* "ini komite SMK, apa dinas yang ngurus?" */
    bool asks = r->marked && !reading_says(l, r, WORD_CASE_HANDLE);
    if (asks || r->tokens.count > 2 * WISH_WORDS) return NULL;
    if (told_words(l, r) > (r->marked ? WISH_WORDS : SPOKEN_WORDS)) return NULL;
    for (size_t i = 0; i < r->tokens.count; i++)
        for (size_t k = 0; k < l->narrowing_count; k++)
            if (str_equal(r->tokens.at[i].norm.text, l->narrowings[k].word))
                return says_otherwise(l, r, i) ? NULL : &l->narrowings[k];
    return NULL;
}

/* "petugas [dishub]", "oknum [satpol pp]" */
static const struct department *unit_of_people(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        bool people = judge_alarm_over(l, r, ROLE_BIT(WORD_OFFICIAL), i);
        const struct department *d = people ? judge_unit_at(l, r, i + 1) : NULL;
        if (d) return d;
    }
    return NULL;
}

/* "kepala [dispendukcapil] marah marah": who leads an office, and which. */
static void blame_chief(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    struct manner manner = manner_told(l, r);
    out->blames_chief = manner.blames;
    if (!manner.blames || out->accused_unit) return;
    size_t next = manner.servant->from + 1u;
    out->accused_unit = manner.led;
    if (!manner.led && next < r->tokens.count) out->accused_unit = judge_unit_at(l, r, next);
}

/* "laporannya [jangan ke desa, tolong] dipindah ke kecamatan" */
#define MOVE_REACH 6

/* "[ke] kecamatan", and in Javanese and Madurese "[nang] deso", "[ka] dhisa". */
static bool leads_to(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PLACE_TOWARDS) || token_in(l, t, WORD_LEADS_TO);
}

/* "bisa laporannya dipindah ke kecamatan", "dipindah ke inspektorat aja laporan saya" */
static bool wishes_move(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_CASE_MOVE)) continue;
        size_t from = reading_back(r, i, MOVE_REACH, STRETCH_SENTENCE);
        size_t to = reading_ahead(r, i + 1, MOVE_REACH, STRETCH_SENTENCE);
        bool report = reading_has(l, r, from, to, WORD_REPORT) ||
                      reading_has(l, r, from, to, WORD_REPORT_OWN);
        bool done =
            reading_has(l, r, from, i, WORD_ALREADY) || reading_has(l, r, from, i, WORD_PLACE_WHY);
        bool towards = false;
        for (size_t k = i + 1; k < to; k++)
            towards = towards || leads_to(l, &r->tokens.at[k]);
        if (report && !done && towards) return true;
    }
    return false;
}

/* "dipindah [ke desa] aja", "[nang kantor kelurahan]": the office of the place, whichever it is. */
static const struct category *moves_home(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        if (!leads_to(l, &at[i]) || at[i + 1].new_part) continue;
        size_t k = i + 1;
        while (k + 1 < r->tokens.count && !at[k + 1].new_part && is_office_of_place(l, &at[k + 1]))
            k++;
        bool office = is_office_of_place(l, &at[k]);
        bool named =
            k + 1 < r->tokens.count && !at[k + 1].new_part && r->place_at[k + 1] != MATCH_NONE;
        if (office && !named) return desk_category(l->desk, STR(PLACE_OFFICE_CATEGORY));
    }
    return NULL;
}

/* The unit of this category has others: its name tells of none. */
static bool has_several(const struct lexicon *l, uint32_t category)
{
    for (uint32_t i = 0; i < l->desk->category_count; i++)
        if (i != category && l->units[i] == l->units[category]) return true;
    return false;
}

void unit_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    size_t count;
    uint32_t category = (uint32_t)(out->category - l->desk->categories);
    out->not_unit = denied_unit(l, r);
    out->unit_named = told_unit(l, r, out->not_unit);
    if (!out->unit_named && !r->marked) out->unit_named = wished_unit(l, r);
    out->of_village = village_office(l, r, out);
    out->unit_spoken = spoken_unit(l, r);
    out->unit_sent = sent_to(l, r);
    out->moves = wishes_move(l, r);
    out->moves_home = out->moves ? moves_home(l, r) : NULL;
    out->names_unit_only = only_units(l, r, category, &count) && has_several(l, category);
    out->accused_unit = out->accuses || out->whistleblowing ? unit_of_people(l, r) : NULL;
    if (out->category == l->servants) blame_chief(l, r, out);
    const struct narrowing *narrows = narrowed(l, r);
    out->narrows_from = narrows ? narrows->from : NULL;
    out->narrows = narrows ? narrows->to : NULL;
}
