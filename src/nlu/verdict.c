/* verdict.c - is it done? See verdict.h. */
#include "verdict.h"
#include "judge.h"
#include "language.h"
#include "rating.h"
#include "withdraw.h"

#define VERDICT_BITS                                                                               \
    (ROLE_BIT(WORD_SOLVED) | ROLE_BIT(WORD_PARTLY) | ROLE_BIT(WORD_UNSOLVED) |                     \
     ROLE_BIT(WORD_RESERVE) | ROLE_BIT(WORD_BLAME))
/* Beside a verdict these tell nothing. */
#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_YES) | \
     ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK) | VERDICT_BITS)
/* "sebagian besar warga ..." is a tale, not a verdict. */
#define PARTLY_OTHERS_MAX 3

struct heard {
    bool solved, partly, unsolved, reserve, blame, asks;
    bool wish;     /* "mohon diperbaiki", "semoga": what follows is not done */
    bool refused;  /* "belum", "tidak beres", "rusak lagi": plainly not */
    bool denied;   /* something else is denied */
    bool trouble;  /* and something is said to be wrong */
    bool again;    /* "rusak lagi" */
    bool halves;   /* "yang depan sudah, yang belakang belum", "baru 2, kurang 2 lagi" */
    bool relieved; /* "tidak gelap lagi" */
    bool relief;   /* "alhamdulillah" */
    bool praise;   /* "cepat": of how it was done, or of an answer alone */
    size_t others; /* words that none of these explains */
};

static const struct token *token_behind(const struct lexicon *l, const struct reading *r, size_t i,
                                        size_t *at)
{
    for (*at = i + 1; *at < r->tokens.count; (*at)++)
        if (reading_roles(l, r, *at) != ROLE_BIT(WORD_FILLER)) return &r->tokens.at[*at];
    return NULL;
}

/* "tidak nyala", "tidak gelap", "tidak ada yang datang". */
static void hear_negation(const struct lexicon *l, const struct reading *r, size_t i,
                          struct heard *out)
{
    size_t at;
    const struct token *next = token_behind(l, r, i, &at);
    uint64_t roles = reading_roles(l, r, i);
    uint32_t traits = next ? token_traits(l, next) : 0;
    /* "belum saya cek", "tidak becus" */
    if (roles & (ROLE_BIT(WORD_RESERVE) | ROLE_BIT(WORD_BLAME))) return;
    if (roles & ROLE_BIT(WORD_UNSOLVED) || (next && token_roles(l, next) & ROLE_BIT(WORD_SOLVED)))
        out->refused = true;
    else if (traits_tell_trouble(traits))
        out->relieved = true;
    else
        out->denied = true;
}

static bool is_denied(const struct lexicon *l, const struct reading *r, size_t i)
{
    while (i > 0 && reading_roles(l, r, i - 1) == ROLE_BIT(WORD_FILLER))
        i--;
    return i > 0 && token_traits(l, &r->tokens.at[i - 1]) & TRAIT_NEGATION;
}

static void hear_trouble(const struct lexicon *l, const struct reading *r, size_t i,
                         struct heard *out)
{
    const struct token *next = i + 1 < r->tokens.count ? &r->tokens.at[i + 1] : NULL;
    if (is_denied(l, r, i)) return;
    out->trouble = true;
    if (next && token_traits(l, next) & TRAIT_AGAIN) out->refused = out->again = true;
}

/* "aspalnya ngelupas lagi": of no trouble by itself. */
static void hear_worn(const struct lexicon *l, const struct reading *r, size_t i, struct heard *out)
{
    const struct token *next = i + 1 < r->tokens.count ? &r->tokens.at[i + 1] : NULL;
    bool again = next && !next->new_part && token_traits(l, next) & TRAIT_AGAIN;
    if (!again || !token_in(l, &r->tokens.at[i], WORD_WORN) || out->wish || is_denied(l, r, i))
        return;
    out->trouble = out->refused = out->again = true;
}

/* "lampunya sudah": what the ticket is about, before the verdict or with a "the". */
static bool is_the_matter(const struct lexicon *l, const struct token *t, bool told)
{
    /* "petugas sudah ke sini": who came, not what is done. */
    if (t->word == PHRASE_NONE || token_roles(l, t)) return false;
    const struct phrase *p = &l->words.items[t->word];
    bool the = !t->derived && !str_equal(p->key, t->raw.text);
    bool means = p->first_meaning != PHRASE_NONE;
    return told ? means && the : means || p->begins_pair;
}

/* "cepet banget, sudah terang"; "sudah cepat" says how it was done, and not that it is. */
static bool praises_how(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!token_in(l, &r->tokens.at[i], WORD_PRAISE)) return false;
    return i == 0 || r->tokens.at[i].new_part ||
           !(token_traits(l, &r->tokens.at[i - 1]) & TRAIT_REAL);
}

/* "sudah ada [lagi]": of what was missed, or of the trouble. */
static bool is_there_again(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool denied = i > 1 && token_traits(l, t - 2) & TRAIT_NEGATION;
    return i > 0 && token_traits(l, t) & TRAIT_AGAIN && token_in(l, t - 1, WORD_EXISTS) && !denied;
}

/* "sudah [bisa dilewati]" */
static bool is_able(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, 2, STRETCH_PART);
    for (size_t k = from; k <= i; k++)
        if (k > 0 && token_in(l, &r->tokens.at[k], WORD_ASK_LEAVE) &&
            token_in(l, &r->tokens.at[k - 1], WORD_ALREADY))
            return true;
    return false;
}

/* "alhamdulillah", "matur nuwun [sanget]", "pak [camat]", "murup [lagi]", "sudah, [nilai lima]" */
static bool is_beside(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct heard *out)
{
    const struct token *t = &r->tokens.at[i];
    /* "sudah lebih baik" */
    bool better = out->solved && i + 1 < r->tokens.count && token_in(l, t, WORD_PRAISE_WISH) &&
                  reading_roles(l, r, i + 1) & ROLE_BIT(WORD_SOLVED);
    return better || is_able(l, r, i) || rating_told_at(l, r, i) || token_in(l, t, WORD_RELIEF) ||
           token_in(l, t, WORD_RATING_VERY) || withdraw_addresses(l, r, i) ||
           token_in(l, t, WORD_WITHDRAW_ASIDE) || token_traits(l, t) & TRAIT_ALL ||
           (out->solved && token_traits(l, t) & TRAIT_AGAIN);
}

static void hear_token(const struct lexicon *l, const struct reading *r, size_t i,
                       struct heard *out)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t roles = reading_roles(l, r, i);
    uint32_t traits = token_traits(l, t);
    bool told = out->solved || out->partly;
    bool idle = token_in(l, t, WORD_ASK_IDLE); /* "kok masih sama saja" */
    bool question = (traits & TRAIT_ASK && !idle) || roles & ROLE_BIT(WORD_QUESTION);
    out->asks |= question && !(told && withdraw_assures(l, r, i));
    out->blame |= (roles & ROLE_BIT(WORD_BLAME)) != 0;
    out->reserve |= (roles & ROLE_BIT(WORD_RESERVE)) != 0 || is_there_again(l, r, i);
    out->unsolved |= (roles & ROLE_BIT(WORD_UNSOLVED)) != 0;
    out->partly |= (roles & ROLE_BIT(WORD_PARTLY)) != 0;
    out->wish |= traits & (TRAIT_REQUEST | TRAIT_UNREAL) && !(traits & TRAIT_NEGATION);
    out->relief |= token_in(l, t, WORD_RELIEF);
    out->praise |= praises_how(l, r, i);
    hear_worn(l, r, i, out);
    out->halves |= (i == 0 || told) && judge_short_of(l, r, i);
    out->solved |= roles & ROLE_BIT(WORD_SOLVED) && !out->wish && !is_denied(l, r, i);
    if (traits & TRAIT_NEGATION)
        hear_negation(l, r, i, out);
    else if (traits & TRAIT_TROUBLE)
        hear_trouble(l, r, i, out);
    else if (t->norm.text.len > 1 && !(roles & EMPTY_BITS) && r->place_at[i] == MATCH_NONE &&
             !(traits & (TRAIT_LIGHT | TRAIT_REAL | TRAIT_ALSO | TRAIT_ASK)) &&
             !is_the_matter(l, t, told) && !praises_how(l, r, i) && !is_beside(l, r, i, out))
        out->others++;
}

/* The least that was said counts: "katanya sudah tapi belum". */
static enum verdict weigh(const struct heard *h)
{
    if (h->halves) return VERDICT_PARTLY;
    if (h->refused || (h->unsolved && h->trouble)) return VERDICT_NOT;
    if (h->blame) return VERDICT_UNSURE;
    bool mixed = h->solved || h->partly || h->reserve || h->asks;
    if (h->unsolved) return mixed ? VERDICT_UNSURE : VERDICT_NOT;
    bool plain = !h->asks && !h->denied && !h->trouble;
    if (h->partly) return plain && h->others <= PARTLY_OTHERS_MAX ? VERDICT_PARTLY : VERDICT_UNSURE;
    if (!h->solved && (h->reserve || h->relieved)) return VERDICT_UNSURE;
    if (!h->solved && !(h->relief && plain && !h->wish && !h->praise && h->others == 0))
        return VERDICT_NONE;
    return plain && !h->reserve && h->others == 0 ? VERDICT_SOLVED : VERDICT_UNSURE;
}

/* "masak? tadi pagi masih ada tuh mobilnya": what is said to be done is not. */
static bool is_disbelieved(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count < 2 || !token_in(l, &r->tokens.at[0], WORD_DISBELIEF)) return false;
    return reading_says(l, r, WORD_STILL) || judge_said(l, r, WORD_UNSOLVED);
}

void verdict_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    struct heard heard = { .asks = r->marked };
    for (size_t i = 0; i < r->tokens.count; i++)
        hear_token(l, r, i, &heard);
    heard.halves = !heard.again && !heard.blame && (heard.halves || judge_halves(l, r));
    bool returned = judge_returned(l, r);
    heard.refused = heard.refused || returned || is_disbelieved(l, r);
    out->verdict = weigh(&heard);
    /* "ternyata yang dipotong cuma ranting, batangnya masih melintang" */
    bool still = reading_says(l, r, WORD_STILL) && !r->marked;
    if (out->verdict == VERDICT_UNSURE && still && reading_says(l, r, WORD_TURNS_OUT))
        out->verdict = VERDICT_NOT;
    /* "kok cuma 1 dus, keluarga saya 6 orang" */
    bool reproach = r->tokens.count > 0 && token_in(l, &r->tokens.at[0], WORD_PLACE_WHY);
    out->leaves_rest = (heard.halves || reproach) && out->verdict == VERDICT_PARTLY;
    out->blames = heard.blame;
    /* "jukirnya ada lagi": of what, it says. */
    out->recurs =
        !judge_further(l, r) && (heard.again || (returned && reading_says(l, r, WORD_ANNOYS)));
    /* "rusak lagi pak": of what, the question says. */
    bool again = r->tokens.count > 1 && token_traits(l, &r->tokens.at[0]) & TRAIT_TROUBLE &&
                 token_traits(l, &r->tokens.at[1]) & TRAIT_AGAIN;
    out->verdict_first = out->verdict != VERDICT_NONE && r->tokens.count > 0 &&
                         (again || reading_roles(l, r, 0) & VERDICT_BITS);
}
