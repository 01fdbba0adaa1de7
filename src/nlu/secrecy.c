/* secrecy.c - "kalau saya lapor apa identitas saya aman": what becomes of who reports, asked
 * before, or without, a report; and "mau lapor tapi jangan disebut nama saya", which announces one.
 */
#include "judge.h"
#include "language.h"

/* In more words a matter is told. */
#define SECRECY_WORDS 16
#define FEAR_WORDS    6

static bool is_owner(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SELF) || token_in(l, t, WORD_PEOPLE);
}

/* "lapor", "laporan" */
static bool is_report(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_REPORTING) || token_in(l, t, WORD_REPORT);
}

static bool is_reporting(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SECRECY_REPORTER) || is_report(l, t);
}

/* "apa", "amankah" */
static bool asks(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SECRECY_ASKING) || token_asks(l, t, WORD_SECRECY_OUTCOME);
}

struct said {
    bool secret, identity, owner, reporter, asks, fear;
};

/* "dirahasiakan gak", "tau gak kalau saya yang lapor", "aman apa tidak" */
static bool whether_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i == 0 || !str_equal(at[i].norm.text, STR("tidak")) || at[i].new_part) return false;
    return token_in(l, &at[i - 1], WORD_SECRECY_OUTCOME) ||
           token_in(l, &at[i - 1], WORD_SECRECY_KNOWING) ||
           token_in(l, &at[i - 1], WORD_ASK_WHETHER) || str_equal(at[i - 1].norm.text, STR("atau"));
}

/* "kades tau gak", "apa kades tau kalau saya yang lapor": of who reported, and of nothing else. */
static bool is_known(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_SECRECY_KNOWING)) return false;
    if (i + 1 < r->tokens.count && whether_at(l, r, i + 1)) return true;
    for (size_t k = i + 1; k + 1 < r->tokens.count; k++)
        if (str_equal(at[k].norm.text, STR("yang")) && is_reporting(l, &at[k + 1])) return true;
    return false;
}

/* False: something is told that is no question about secrecy. */
static bool listen(const struct lexicon *l, const struct reading *r, struct said *out)
{
    *out = (struct said){ .asks = r->marked };
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool secret = token_in(l, t, WORD_SECRECY_OUTCOME) || is_known(l, r, i);
        uint32_t traits = token_traits(l, t);
        if (traits & TRAIT_TROUBLE && !(traits & TRAIT_NEGATION) && !secret) return false;
        out->secret |= secret;
        out->identity |= token_in(l, t, WORD_SECRECY_IDENTITY);
        out->owner |= is_owner(l, t);
        out->reporter |= is_reporting(l, t);
        out->fear |= token_in(l, t, WORD_SECRECY_FEAR);
        out->asks |= asks(l, t) || whether_at(l, r, i);
    }
    return true;
}

bool judge_secrecy_asked(const struct lexicon *l, const struct reading *r, bool matter)
{
    struct said said;
    if (r->tokens.count > SECRECY_WORDS || !listen(l, r, &said)) return false;
    if (said.fear && said.reporter && r->tokens.count <= FEAR_WORDS) return !matter;
    if (!said.secret || !said.asks || (matter && !said.reporter)) return false;
    return (said.identity && (said.owner || said.reporter)) || said.reporter;
}

bool judge_secrecy_doubted(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (whether_at(l, r, i) || token_in(l, &r->tokens.at[i], WORD_SECRECY_FEAR)) return true;
    return false;
}

/* --- a report that is still to come --- */

#define ANNOUNCE_WORDS 16
#define WISH_REACH     3

static bool is_announced(const struct lexicon *l, const struct token *t)
{
    return is_report(l, t) || token_in(l, t, WORD_SECRECY_TELLING);
}

/* "mau lapor", "ingin mengadu": where it ends; 0: it announces nothing. */
static size_t announcement_end(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        for (size_t k = i + 1; token_in(l, &r->tokens.at[i], WORD_WISH) && k < r->tokens.count;
             k++) {
            if (is_announced(l, &r->tokens.at[k])) return k + 1;
            if (k >= i + WISH_REACH) break;
        }
    return 0;
}

static bool is_official(const struct lexicon *l, const struct reading *r, size_t i)
{
    for (size_t k = 0; k < r->alarm_count; k++)
        if (r->alarms[k].from <= i && i < r->alarms[k].to &&
            match_roles(l, r, &r->alarms[k]) & ROLE_BIT(WORD_OFFICIAL))
            return true;
    return false;
}

/* Words that tell nothing of what it is about but whom. */
static bool is_empty(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t roles = reading_roles(l, r, i);
    bool courtesy = roles & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_HELP) |
                             ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_CONFIDENTIAL));
    if (courtesy) return true;
    if (token_in(l, t, WORD_SECRECY_THREAT))
        return i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_SECRECY_FEAR);
    return t->norm.text.len == 0 || is_owner(l, t) || is_reporting(l, t) || is_announced(l, t) ||
           is_official(l, r, i) || token_in(l, t, WORD_WISH) ||
           token_in(l, t, WORD_SECRECY_OUTCOME) || token_in(l, t, WORD_SECRECY_KNOWING) ||
           token_in(l, t, WORD_SECRECY_IDENTITY) || token_in(l, t, WORD_SECRECY_FEAR) ||
           token_in(l, t, WORD_SECRECY_PLEA) || token_in(l, t, WORD_SECRECY_FILLER);
}

bool judge_announces(const struct lexicon *l, const struct reading *r)
{
    bool secret = false, plea = false, identity = false;
    if (r->tokens.count > ANNOUNCE_WORDS || announcement_end(l, r) == 0) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (!is_empty(l, r, i) || r->place_at[i] != MATCH_NONE) return false;
        secret |= reading_roles(l, r, i) & ROLE_BIT(WORD_CONFIDENTIAL) ||
                  token_in(l, t, WORD_SECRECY_FEAR);
        plea |= token_in(l, t, WORD_SECRECY_PLEA);
        identity |= token_in(l, t, WORD_SECRECY_IDENTITY) || token_in(l, t, WORD_SECRECY_KNOWING);
    }
    return secret || (plea && identity);
}
