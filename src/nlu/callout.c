/* callout.c - "siapa yang bisa saya telepon?", "nomor ambulans berapa ya?", "kalau saya diancam
 * gimana pak": neither a matter nor a question that can wait for office hours. */
#include "callout.h"
#include "assault.h"
#include "beset.h"
#include "judge.h"
#include "language.h"
#include "withdraw.h"

/* In more words something is told. */
#define CALLOUT_WORDS 10
/* "kok belum ada yang datang dari tadi pak, [air makin naik]": in so many, that it is not over. */
#define UNABATED_WORDS 16
/* "nomor pemadam [kebakaran kraksaan] berapa" */
#define CALLOUT_OTHERS_MAX 2
/* "tolong kirim [segera] petugas": what stands beside it is that somebody comes, and where. */
#define SENT_WITHIN 2
/* "belum [ada yang] datang" */
#define COMING_WITHIN 3
/* "sudah dibawa ke rsud [...] tapi ga ada kamar katanya penuh" */
#define LACKS_WORDS 16
/* "vaksinnya [di puskesmas] habis", "tidak ada [stok] vaksin" */
#define LACKS_WITHIN 3

struct callout {
    bool service, number, call;    /* ambulans, nomor, telepon */
    bool saves;                    /* ambulans, damkar; the police may be awaited for a theft */
    bool who, whither, much, begs; /* siapa, ke mana, berapa, minta */
    bool told, of_case;            /* tidak, rusak; menangani */
    bool ill;                      /* sesak, pingsan: a clinic is what saves then */
    size_t others;
};

static bool is_whither(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_KIND_WHERE) || token_means(l, t, WORD_WHERE_TO);
}

static bool tells_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 3 || reading_roles(l, r, i) & OPENING_ROLES ||
           token_in(l, t, WORD_SELF) || token_in(l, t, WORD_THIS) || token_in(l, t, WORD_ASK_MAY) ||
           token_in(l, t, WORD_ASK_LEAVE) || token_in(l, t, WORD_EXISTS) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_ASK | TRAIT_MAY | TRAIT_REQUEST);
}

static void hear(const struct lexicon *l, const struct reading *r, size_t i, struct callout *c)
{
    const struct token *t = &r->tokens.at[i];
    bool service = token_in(l, t, WORD_RESCUE_SERVICE), call = token_in(l, t, WORD_RESCUE_CALL);
    bool number = token_in(l, t, WORD_RESCUE_NUMBER), who = token_in(l, t, WORD_ASK_WHO);
    bool clinic = c->ill && token_in(l, t, WORD_CLINIC);
    bool aid = clinic || token_in(l, t, WORD_AILS);
    bool whither = is_whither(l, t), much = str_equal(t->norm.text, STR("berapa"));
    c->service |= service || clinic;
    c->saves |= service && !token_in(l, t, WORD_RESCUE_POLICE);
    c->call |= call;
    c->number |= number;
    c->who |= who;
    c->whither |= whither;
    c->much |= much;
    c->begs |= (token_traits(l, t) & TRAIT_REQUEST) != 0 || token_in(l, t, WORD_EXISTS);
    c->of_case |= token_in(l, t, WORD_CASE_HANDLE);
    /* "ada nomor damkar gak" asks, and "pemadam kebakaran" is a name. */
    bool last = i + 1 == r->tokens.count;
    bool named = i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_RESCUE_SERVICE);
    c->told |= !last && !named && !aid && token_traits(l, t) & (TRAIT_TROUBLE | TRAIT_NEGATION);
    c->others +=
        !(service || aid || call || number || who || whither || much || tells_nothing(l, r, i));
}

/* "saya takut, bisa dilindungi?", "saya diancam, minta perlindungan"; not "apa identitas saya
 * dilindungi". */
static bool asks_for_shelter(const struct lexicon *l, const struct reading *r)
{
    bool menaced = reading_says(l, r, WORD_THREAT) || reading_says(l, r, WORD_THREATENED) ||
                   reading_says(l, r, WORD_THREATENS) || reading_says(l, r, WORD_SECRECY_FEAR);
    return menaced && reading_says(l, r, WORD_SHELTER) &&
           !reading_says(l, r, WORD_SECRECY_IDENTITY) && !reading_says(l, r, WORD_REPORTING);
}

/* "kalau saya diancam gimana pak", "nek aku dipukuli piye": nothing has happened yet. */
static bool asks_if_threatened(const struct lexicon *l, const struct reading *r)
{
    bool unreal = false, threat = false;
    bool asks = r->marked || judge_said(l, r, WORD_QUESTION);
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        threat = threat || (unreal && token_in(l, t, WORD_THREATENED));
        unreal = unreal || token_in(l, t, WORD_SUPPOSING);
        asks = asks || token_traits(l, t) & TRAIT_ASK || token_in(l, t, WORD_ASK_WHO);
    }
    return threat && asks;
}

/* "polisi belum datang pak", "durung ono sing teko": in few words that tell nothing else. */
static bool awaits_rescue(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 1; i < r->tokens.count; i++) {
        size_t from = reading_back(r, i, COMING_WITHIN, STRETCH_PART);
        if (!token_in(l, &r->tokens.at[i], WORD_COMES_BACK)) continue;
        /* "belum sampai roboh" */
        bool more = i + 1 < r->tokens.count && !r->tokens.at[i + 1].new_part;
        if (more && (token_traits(l, &r->tokens.at[i + 1]) & TRAIT_TROUBLE ||
                     token_in(l, &r->tokens.at[i + 1], WORD_FALLS)))
            continue;
        for (size_t k = from; k < i; k++) {
            uint32_t traits = token_traits(l, &r->tokens.at[k]);
            /* not "jangan sampai dia tahu" */
            if (traits & TRAIT_NEGATION && !(traits & TRAIT_UNREAL) &&
                !token_in(l, &r->tokens.at[k], WORD_FORBID))
                return true;
        }
    }
    return false;
}

/* "habis", "tidak ada" */
static bool is_lacking(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (token_in(l, &at[i], WORD_RESCUE_GONE)) return !reading_denied_before(l, r, i);
    return i > 0 && token_in(l, &at[i], WORD_EXISTS) &&
           token_traits(l, &at[i - 1]) & TRAIT_NEGATION;
}

/* "vaksin rabies habis", "ga ada kamar katanya penuh": what whoever is hurt needs is not there,
 * which is asked of nobody. */
static bool lacks_help(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count > LACKS_WORDS || r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_RESCUE_NEED)) continue;
        size_t from = reading_back(r, i, LACKS_WITHIN, STRETCH_PART);
        size_t to = reading_ahead(r, i + 1, LACKS_WITHIN, STRETCH_PART);
        for (size_t k = from; k < to; k++)
            if (is_lacking(l, r, k)) return true;
    }
    return false;
}

/* "110 gak diangkat pak", "telpon polsek tidak nyambung", "sudah ditelepon ga ada yang angkat". */
static bool is_unanswered(const struct lexicon *l, const struct reading *r)
{
    bool called = reading_says(l, r, WORD_RESCUE_DIGITS) || reading_says(l, r, WORD_RESCUE_CALL) ||
                  reading_says(l, r, WORD_RESCUE_SERVICE);
    for (size_t i = 0; called && i < r->tokens.count; i++)
        if (token_in(l, &r->tokens.at[i], WORD_PICKS_UP) &&
            reading_denies(l, r, reading_back(r, i, COMING_WITHIN, STRETCH_PART), i))
            return true;
    return false;
}

/* "kirim orang", "kirim petugas ke sini", "kirim bantuan". */
static bool sends_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t to = reading_ahead(r, i + 1, SENT_WITHIN + 1, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++) {
        const struct token *t = &r->tokens.at[k];
        if (token_in(l, t, WORD_SENT_FOR) || token_in(l, t, WORD_RESCUE_SERVICE)) return true;
    }
    return false;
}

/* "tolong kirim orang kesini pak": somebody is asked for, and nothing else is told. */
static bool asks_somebody_here(const struct lexicon *l, const struct reading *r)
{
    size_t others = 0, pleas = 0;
    bool sends = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & TRAIT_NEGATION) return false;
        bool here = token_in(l, t, WORD_COMES_BACK) || token_in(l, t, WORD_PLACE_THERE) ||
                    token_in(l, t, WORD_NOW_PLEA) || token_in(l, t, WORD_SENT_FOR) ||
                    token_in(l, t, WORD_RESCUE_SERVICE) || token_traits(l, t) & TRAIT_REQUEST;
        bool send = token_in(l, t, WORD_SENDS);
        pleas += token_in(l, t, WORD_NOW_PLEA);
        sends = sends || (send && sends_somebody(l, r, i));
        others += !(here || send || tells_nothing(l, r, i));
    }
    return (sends && others <= 1) || (pleas > 1 && others == 0); /* "cepat kesini pak" */
}

/* "kabelnya masih di situ pak", "apinya masih ada"; not "anaknya masih di sana". */
static bool stays_there(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 1; i + 1 < r->tokens.count && !r->marked; i++) {
        const struct token *what = &at[i - 1];
        if (!token_in(l, &at[i], WORD_STILL) || at[i].new_part || !withdraw_names(what)) continue;
        bool somebody = token_in(l, what, WORD_PERSON);
        size_t next = i + 1;
        if (token_in(l, &at[next], WORD_PLACE_IN) && next + 1 < r->tokens.count) next++;
        bool there =
            token_in(l, &at[next], WORD_PLACE_THERE) || token_in(l, &at[next], WORD_EXISTS);
        bool ends = next + 1 == r->tokens.count || at[next + 1].new_part ||
                    reading_roles(l, r, next + 1) & ROLE_BIT(WORD_FILLER);
        if (there && !somebody && ends) return true;
    }
    return false;
}

/* "apinya nyala lagi"; neither "belum datang lagi" nor "lama lagi". */
static bool is_again(const struct lexicon *l, const struct token *what, const struct token *next)
{
    return token_traits(l, next) & TRAIT_AGAIN && !token_in(l, what, WORD_COMES_BACK) &&
           !token_in(l, what, WORD_ASK_GRIEVANCE) &&
           !(token_traits(l, what) & (TRAIT_NEGATION | TRAIT_TIME));
}

/* "air makin naik", "orangnya masih di depan rumah"; neither "makin lama" nor "masih belum". */
static bool is_unabated(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        const struct token *next = &at[i + 1];
        if (next->new_part) continue;
        bool slow = token_in(l, next, WORD_ASK_GRIEVANCE) && !token_in(l, next, WORD_DECLINES);
        if (token_in(l, &at[i], WORD_WORSENS) && !slow) return true;
        if (is_again(l, &at[i], next)) return true;
        if (token_in(l, &at[i], WORD_STILL) &&
            (token_in(l, next, WORD_PLACE_IN) || token_in(l, next, WORD_PLACE_THERE) ||
             token_in(l, next, WORD_EXISTS)))
            return true;
    }
    return false;
}

void callout_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    struct callout c = { .ill = reading_says(l, r, WORD_AILS) };
    out->asks_whom_to_call = out->asks_rescuer = false;
    out->asks_if_threatened = out->asks_shelter = false;
    out->comes_back = judge_comes_back(l, r);
    out->at_door = judge_at_door(l, r);
    out->unabated = is_unabated(l, r);
    out->awaits_rescue = out->lacks_help = lacks_help(l, r);
    out->awaits_service = out->unanswered = out->asks_somebody = out->stays_there = false;
    bool few = r->tokens.count > 0 && r->tokens.count <= CALLOUT_WORDS;
    bool may = few || (out->unabated && r->tokens.count <= UNABATED_WORDS);
    bool awaits = may && !out->place && awaits_rescue(l, r);
    out->awaits_rescue |= awaits;
    if (!few) return;
    for (size_t i = 0; i < r->tokens.count; i++)
        hear(l, r, i, &c);
    out->asks_if_threatened = !out->urgent && !out->place && asks_if_threatened(l, r);
    out->asks_shelter = !out->urgent && !out->place && asks_for_shelter(l, r);
    out->awaits_service = awaits && c.saves;
    out->lacks_help &= !awaits;
    out->unanswered = is_unanswered(l, r);
    out->stays_there = stays_there(l, r);
    out->asks_somebody = !r->marked && asks_somebody_here(l, r);
    if (out->unanswered) return;
    if (c.told || c.of_case || c.others > CALLOUT_OTHERS_MAX) return;
    bool asks = c.who || c.whither || c.much || c.begs || r->marked;
    out->asks_rescuer =
        c.service && (c.number || (c.call && (c.who || c.whither || c.much))) && asks;
    out->asks_whom_to_call = out->asks_rescuer || (c.call && (c.who || c.whither)) ||
                             (c.call && c.number && (c.much || c.begs));
}
