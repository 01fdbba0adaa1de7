/* enquiry.c - whether a text asks to be told something: "bisa diambil di mana ya", "nanti kayunya
 * boleh diambil warga gak". How it goes is asked otherwise (follow.c), and no answer is wanted by
 * who only reproaches: "kok gini sih", "masa harus menunggu korban?". Of several clauses one that
 * asks is enough. */
#include "judge.h"
#include "language.h"

/* In a longer clause, and of "di mana" in the middle of one that is not short, a question word only
 * joins: "jalan di mana banyak anak sekolah lewat". */
#define CLAUSE_WORDS 16
#define SHORT_WORDS  9
/* A text with its mark and no question word. */
#define MARKED_WORDS 14
/* "boleh diambil warga gak": so many words may stand between. */
#define TAG_BACK 6
/* "dibaca", "dipotong", "terdaftar" */
#define PASSIVE_MIN 6
/* "tidak tahu itu siapa" */
#define KNOWN_REACH 3

struct clause {
    const struct lexicon *l;
    const struct reading *r;
    size_t from, to;
};

static bool is_word(const struct clause *c, size_t i, struct str word)
{
    return i >= c->from && i < c->to && str_equal(c->r->tokens.at[i].norm.text, word);
}

static bool is_in(const struct clause *c, size_t i, enum word_role role)
{
    return i >= c->from && i < c->to && token_in(c->l, &c->r->tokens.at[i], role);
}

static uint32_t traits_at(const struct clause *c, size_t i)
{
    return i >= c->from && i < c->to ? token_traits(c->l, &c->r->tokens.at[i]) : 0;
}

static bool denies_at(const struct clause *c, size_t i)
{
    return (traits_at(c, i) & TRAIT_NEGATION) != 0;
}

/* "bisa", "perlu", "buka": what is asked about. */
static bool may_at(const struct clause *c, size_t i)
{
    return is_in(c, i, WORD_ASK_MAY) || is_in(c, i, WORD_ASK_LEAVE) || is_in(c, i, WORD_ASK_OPEN) ||
           is_in(c, i, WORD_ASK_TAG) || traits_at(c, i) & TRAIT_MAY;
}

static bool whether_at(const struct clause *c, size_t i)
{
    return is_in(c, i, WORD_ASK_WHETHER) ||
           (i >= c->from && i < c->to && token_asks(c->l, &c->r->tokens.at[i], WORD_ASK_WHETHER));
}

/* Only courtesies stand from here on. */
static bool ends_at(const struct clause *c, size_t from)
{
    const uint64_t light = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_GREETING);
    for (size_t i = from; i < c->to; i++)
        if (c->r->tokens.at[i].norm.text.len && !(reading_roles(c->l, c->r, i) & light))
            return false;
    return true;
}

static bool ends_behind(const struct clause *c, size_t i)
{
    return i >= c->to || ends_at(&(struct clause){ c->l, c->r, i, i + 1 }, i);
}

/* "jalannya dilebarkan [juga gak]", and not "sudah lapor tapi ditanggapi [gak]". */
static bool is_done_to(const struct clause *c, size_t i)
{
    if (i > c->from && traits_at(c, i) & TRAIT_ALSO) i--;
    struct str raw = c->r->tokens.at[i].raw.text;
    bool passive =
        raw.len >= PASSIVE_MIN && (str_starts(raw, STR("di")) || str_starts(raw, STR("ter")));
    for (size_t k = c->from; k < i && passive; k++)
        if (is_in(c, k, WORD_ALREADY) || reading_roles(c->l, c->r, k) & ROLE_BIT(WORD_RESERVE))
            return false;
    return passive;
}

/* "... gak", "... apa tidak": the denial that asks; "tetangga dapat saya tidak" compares. */
static bool tagged(const struct clause *c)
{
    for (size_t i = c->from + 1; i < c->to; i++) {
        if (!is_word(c, i, STR("tidak")) || !ends_at(c, i + 1)) continue;
        if (whether_at(c, i - 1) || is_in(c, i - 1, WORD_OR) || is_done_to(c, i - 1)) return true;
        bool compared = is_in(c, i - 1, WORD_SELF);
        for (size_t k = i; k > c->from && i - k < TAG_BACK && !compared; k--)
            if (may_at(c, k - 1) || is_in(c, k - 1, WORD_EXISTS)) return true;
    }
    return false;
}

/* "bisa dipakai di sana kan", "ijinnya ke polsek atau ke desa": without a word that asks. */
static bool tagged_else(const struct clause *c)
{
    bool already = false;
    for (size_t i = c->from; i < c->to; i++) {
        already |= is_in(c, i, WORD_ALREADY);
        bool tag = i > c->from && is_word(c, i, STR("kan")) && ends_at(c, i + 1);
        bool either = is_in(c, i, WORD_OR) && is_in(c, i + 1, WORD_PLACE_TOWARDS);
        if ((tag || either) && !already) return true;
    }
    return false;
}

/* "tidak tahu itu [siapa]", "[siapa] saya tidak tahu" */
static bool is_unknown(const struct clause *c, size_t i)
{
    size_t from = i > c->from + KNOWN_REACH ? i - KNOWN_REACH : c->from + 1;
    for (size_t k = from; k < c->to && k <= i + KNOWN_REACH; k++)
        if (is_in(c, k, WORD_SECRECY_KNOWING) && denies_at(c, k - 1)) return true;
    return false;
}

/* "dimana" is one word, and is written as its slang means it. */
static bool is_place_asked(const struct clause *c, size_t i)
{
    bool behind = is_in(c, i - 1, WORD_PLACE_IN) || is_in(c, i - 1, WORD_PLACE_TOWARDS) ||
                  is_word(c, i - 1, STR("yang"));
    /* "ke bank mana", "polsek mana yang dekat" */
    bool which = is_word(c, i + 1, STR("yang")) || is_in(c, i - 2, WORD_PLACE_IN) ||
                 is_in(c, i - 2, WORD_PLACE_TOWARDS);
    const struct token *t = &c->r->tokens.at[i];
    return token_means(c->l, t, WORD_WHERE_AT) || token_means(c->l, t, WORD_WHERE_TO) ||
           token_means(c->l, t, WORD_WHERE_FROM) ||
           (i > c->from && (behind || which) && is_in(c, i, WORD_KIND_WHERE));
}

/* "ke mana mana", "kemana2" */
static bool repeats(const struct clause *c, size_t i)
{
    const struct token *at = c->r->tokens.at;
    bool more = i + 1 < c->to && (at[i + 1].repeated || is_in(c, i + 1, WORD_KIND_WHERE));
    return at[i].repeated || more;
}

/* "di mana", "ke mana", "yang mana"; not "sampahnya di mana mana", nor "di pabrik mana saja mau".
 */
static bool asks_where(const struct clause *c, size_t i)
{
    bool any = is_word(c, i + 1, STR("saja")) && !c->r->marked && is_in(c, i + 2, WORD_WILLING);
    if (!is_place_asked(c, i) || repeats(c, i) || any) return false;
    return c->to - c->from <= SHORT_WORDS || i <= c->from + 1 || ends_behind(c, i + 1);
}

/* "... ya": asks whoever reads it to agree. */
static bool agrees_last(const struct clause *c)
{
    for (size_t i = c->from + 1; i < c->to; i++)
        if (is_word(c, i, STR("ya")) && ends_at(c, i + 1)) return true;
    return false;
}

/* "siapa", "apa", "berapa", but "tidak apa apa", "apa tidak malu", "sudah berapa kali". */
static bool asks_what(const struct clause *c, size_t i)
{
    bool what = whether_at(c, i), much = is_word(c, i, STR("berapa"));
    if (!what && !much && !is_in(c, i, WORD_ASK_WHO)) return false;
    if (i > c->from && denies_at(c, i - 1)) return false;
    /* "sidia itu apa bukan punya probolinggo ya" */
    if (what && i > c->from && is_word(c, i + 1, STR("bukan")) && agrees_last(c)) return true;
    /* "ada apa dengan pemda ini" reproaches. */
    if (what && i > c->from && is_in(c, i - 1, WORD_EXISTS) && !ends_at(c, i + 1)) return false;
    if (denies_at(c, i + 1) && !may_at(c, i + 2) && !ends_at(c, i + 2)) return false;
    if (what && (traits_at(c, i + 1) & TRAIT_AGAIN || whether_at(c, i + 1) ||
                 (i > c->from && whether_at(c, i - 1))))
        return false;
    return !much || !(is_in(c, i - 1, WORD_ALREADY) || is_word(c, i + 1, STR("kali")));
}

/* "kalau mau langganan bagaimana", "terus saya harus bagaimana biar bisa ikut" */
static bool asks_how(const struct clause *c, size_t i)
{
    if (!is_word(c, i, STR("bagaimana"))) return false;
    if (is_word(c, i + 1, STR("nasib")) || is_word(c, i + 1, STR("nasibnya"))) return true;
    if (i > c->from && is_in(c, i - 1, WORD_ASK_MAY) && !may_at(c, i)) return true;
    for (size_t k = c->from; k < i; k++)
        if (traits_at(c, k) & TRAIT_UNREAL) return true;
    return false;
}

/* "mau tanya", "jam berapa", "caranya": a phrase that asks by itself. */
static bool asks_by_phrase(const struct clause *c)
{
    for (size_t i = 0; i < c->r->match_count; i++) {
        const struct match *m = &c->r->matches[i];
        if (!match_meets(m, c->from, c->to)) continue;
        if (match_roles(c->l, c->r, m) & ROLE_BIT(WORD_QUESTION) &&
            (reading_has(c->l, c->r, m->from, m->to, WORD_ASK_PLAIN) ||
             reading_has(c->l, c->r, m->from, m->to, WORD_ASK_REQUEST)))
            return true;
    }
    return false;
}

/* "rusak" complains, unless it is only supposed, or what may be done about it is asked. */
static bool complains(const struct clause *c)
{
    bool trouble = false, supposed = false;
    for (size_t i = c->from; i < c->to; i++) {
        /* Not the "masa" of "masa aktif", which is read as "aktif". */
        if (token_means(c->l, &c->r->tokens.at[i], WORD_ASK_IDLE)) return true;
        bool long_time = is_word(c, i, STR("lama")) && is_word(c, i - 1, STR("berapa"));
        trouble |= !long_time && traits_tell_trouble(traits_at(c, i));
        supposed |= may_at(c, i) || traits_at(c, i) & TRAIT_UNREAL;
    }
    return trouble && !supposed;
}

/* "nomor telpon dinkes [maksud saya]", "minta nomernya dinsos": so many words may stand beside. */
#define NUMBER_OTHERS 2

static bool is_call_name(const struct clause *c, size_t i)
{
    return is_in(c, i, WORD_RESCUE_NUMBER) || is_in(c, i, WORD_CALL_BY);
}

/* How to call an office, where nothing is told of it ("nomor dinkes tidak aktif"), and no number.
 */
static bool asks_number(const struct clause *c)
{
    bool call = false, office = false, wished = false;
    size_t others = 0;
    if (!reading_says(c->l, c->r, WORD_RESCUE_NUMBER)) return false;
    for (size_t i = c->from; i < c->to; i++) {
        uint32_t traits = traits_at(c, i);
        bool name = is_call_name(c, i), wish = is_in(c, i, WORD_WISH) || is_in(c, i, WORD_EXISTS);
        if (c->r->tokens.at[i].number || traits_tell_trouble(traits) || denies_at(c, i))
            return false;
        office = office || is_in(c, i, WORD_OFFICE) || (call && judge_unit_at(c->l, c->r, i));
        wished = wished || wish || traits & TRAIT_REQUEST;
        call = call || (is_in(c, i, WORD_RESCUE_NUMBER) && (wished || is_call_name(c, i + 1)));
        others += !(name || office || wish || is_in(c, i, WORD_SELF) || ends_behind(c, i) ||
                    traits & (TRAIT_LIGHT | TRAIT_AMEND | TRAIT_REQUEST));
    }
    return call && office && others <= NUMBER_OTHERS;
}

/* "cuma mau tau kenapa ...", "pengen ngerti alasannya": asks even for what it complains of. */
static bool wants_to_know(const struct clause *c)
{
    for (size_t i = c->from + 1; i < c->to; i++) {
        bool wish = is_in(c, i - 1, WORD_WISH) && is_in(c, i, WORD_SECRECY_KNOWING);
        bool why = is_in(c, i + 1, WORD_ASK_REPROACH) || is_in(c, i + 1, WORD_PLACE_WHY) ||
                   whether_at(c, i + 1) || is_in(c, i + 1, WORD_ASK_WHO) ||
                   (i + 1 < c->to && str_starts(c->r->tokens.at[i + 1].norm.text, STR("alasan")));
        if (wish && why) return true;
    }
    return false;
}

static bool clause_asks(const struct clause *c)
{
    if (wants_to_know(c)) return true;
    if (complains(c) || c->to - c->from > CLAUSE_WORDS) return false;
    if (asks_number(c) || tagged(c) || tagged_else(c) || asks_by_phrase(c)) return true;
    for (size_t i = c->from; i < c->to; i++)
        if ((asks_where(c, i) || asks_what(c, i) || asks_how(c, i)) && !is_unknown(c, i))
            return true;
    return false;
}

/* "ini jalan nasional ya pak?" */
static bool agrees(const struct clause *c)
{
    for (size_t i = c->from; i < c->to; i++)
        if (denies_at(c, i)) return false;
    return agrees_last(c);
}

/* "fotonya perlu lagi pak?": asked by the mark, of what may or must be. */
static bool marked_asks(const struct clause *c)
{
    bool may = false, supposed = is_in(c, c->from, WORD_SUPPOSING);
    if (!c->r->marked || c->to != c->r->tokens.count || c->to > MARKED_WORDS || complains(c))
        return false;
    for (size_t i = c->from; i < c->to; i++) {
        bool trouble = traits_tell_trouble(traits_at(c, i)) && !supposed;
        if (trouble || is_in(c, i, WORD_STILL)) return false;
        /* "kalau ditolak saya harus bayar ya?" */
        may |= may_at(c, i) || is_in(c, i, WORD_ASK_TRUE) || is_in(c, i, WORD_OR) ||
               is_word(c, i, STR("kan")) ||
               ((is_in(c, i, WORD_THIS) || is_in(c, i, WORD_THAT)) &&
                c->to - c->from <= SHORT_WORDS && agrees(c));
    }
    return may && !is_in(c, c->from, WORD_ALREADY);
}

/* So many words may stand before it: "jadi [bener ga] pak 2 bulan itu?". */
#define TRUE_WITHIN 3

bool judge_asks_if_true(const struct lexicon *l, const struct reading *r)
{
    const struct clause c = { l, r, 0, r->tokens.count };
    for (size_t i = 0; i < c.to && i <= TRUE_WITHIN; i++) {
        if (!is_in(&c, i, WORD_ASK_TRUE)) continue;
        bool asks = is_word(&c, i + 1, STR("tidak")) || whether_at(&c, i + 1) ||
                    is_word(&c, i + 1, STR("kah")) || (i > 0 && whether_at(&c, i - 1));
        const struct clause rest = { l, r, i + 2 < c.to ? i + 2 : c.to, c.to };
        return asks && !complains(&rest);
    }
    return false;
}

bool judge_asks_to_know(const struct lexicon *l, const struct reading *r)
{
    struct clause c = { .l = l, .r = r };
    for (; c.from < r->tokens.count; c.from = c.to) {
        const struct token *at = r->tokens.at;
        c.to = c.from + 1;
        while (c.to < r->tokens.count && !at[c.to].new_part && !at[c.to].new_start)
            c.to++;
        if (clause_asks(&c) || marked_asks(&c)) return true;
    }
    return false;
}

/* "[lha] sing lampu piye", "terus yang bansos gimana pak": so many words may stand in front. */
#define WHICH_WITHIN 2

bool judge_asks_which(const struct lexicon *l, const struct reading *r)
{
    const struct clause c = { l, r, 0, r->tokens.count };
    size_t which = 0;
    while (which <= WHICH_WITHIN && which < c.to && !is_in(&c, which, WORD_WHICH))
        which++;
    for (size_t i = which + 2; which <= WHICH_WITHIN && i < c.to && i - which <= TAG_BACK; i++)
        if (is_word(&c, i, STR("bagaimana"))) return ends_at(&c, i + 1);
    return false;
}
