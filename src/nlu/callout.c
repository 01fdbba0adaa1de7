/* callout.c - "siapa yang bisa saya telepon?", "nomor ambulans berapa ya?", "kalau saya diancam
 * gimana pak": neither a matter nor a question that can wait for office hours. */
#include "callout.h"
#include "assault.h"
#include "beset.h"
#include "judge.h"
#include "language.h"

/* In more words something is told. */
#define CALLOUT_WORDS 10
/* "nomor pemadam [kebakaran kraksaan] berapa" */
#define CALLOUT_OTHERS_MAX 2
/* "belum [ada yang] datang" */
#define COMING_WITHIN 3

#define COURTESY_BITS                                                                              \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) |                      \
     ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_HELP) | ROLE_BIT(WORD_QUESTION))

struct callout {
    bool service, number, call;    /* ambulans, nomor, telepon */
    bool saves;                    /* ambulans, damkar; the police may be awaited for a theft */
    bool who, whither, much, begs; /* siapa, ke mana, berapa, minta */
    bool told, of_case;            /* tidak, rusak; menangani */
    size_t others;
};

static bool is_whither(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_KIND_WHERE) || str_equal(t->norm.text, STR("kemana"));
}

static bool tells_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 3 || reading_roles(l, r, i) & COURTESY_BITS ||
           token_in(l, t, WORD_SELF) || token_in(l, t, WORD_THIS) || token_in(l, t, WORD_ASK_MAY) ||
           token_in(l, t, WORD_ASK_LEAVE) || token_in(l, t, WORD_EXISTS) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_ASK | TRAIT_MAY | TRAIT_REQUEST);
}

static void hear(const struct lexicon *l, const struct reading *r, size_t i, struct callout *c)
{
    const struct token *t = &r->tokens.at[i];
    bool service = token_in(l, t, WORD_RESCUE_SERVICE), call = token_in(l, t, WORD_RESCUE_CALL);
    bool number = token_in(l, t, WORD_RESCUE_NUMBER), who = token_in(l, t, WORD_ASK_WHO);
    bool whither = is_whither(l, t), much = str_equal(t->norm.text, STR("berapa"));
    c->service |= service;
    c->saves |= service && !str_starts(t->norm.text, STR("pol"));
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
    c->told |= !last && !named && token_traits(l, t) & (TRAIT_TROUBLE | TRAIT_NEGATION);
    c->others += !(service || call || number || who || whither || much || tells_nothing(l, r, i));
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

void callout_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    struct callout c = { 0 };
    out->asks_whom_to_call = out->asks_rescuer = false;
    out->asks_if_threatened = out->asks_shelter = false;
    out->comes_back = judge_comes_back(l, r);
    out->at_door = judge_at_door(l, r);
    out->awaits_rescue = out->awaits_service = false;
    if (r->tokens.count == 0 || r->tokens.count > CALLOUT_WORDS) return;
    for (size_t i = 0; i < r->tokens.count; i++)
        hear(l, r, i, &c);
    out->asks_if_threatened = !out->urgent && !out->place && asks_if_threatened(l, r);
    out->asks_shelter = !out->urgent && !out->place && asks_for_shelter(l, r);
    out->awaits_rescue = !out->place && awaits_rescue(l, r);
    out->awaits_service = out->awaits_rescue && c.saves;
    if (c.told || c.of_case || c.others > CALLOUT_OTHERS_MAX) return;
    bool asks = c.who || c.whither || c.much || c.begs || r->marked;
    out->asks_rescuer =
        c.service && (c.number || (c.call && (c.who || c.whither || c.much))) && asks;
    out->asks_whom_to_call = out->asks_rescuer || (c.call && (c.who || c.whither)) ||
                             (c.call && c.number && (c.much || c.begs));
}
