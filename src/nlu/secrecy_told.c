/* secrecy_told.c - "apakah kepala sekolah bisa lihat nama saya?", "katanya saya yang lapor": who
 * learns of who reported is asked, or somebody takes them for who did. */
#include "judge.h"
#include "language.h"
#include "secrecy.h"

/* In more words a matter is told. */
#define SUSPECTED_WORDS 16
/* "siapa [sih yang] bocorin" */
#define LEAKED_REACH 3
/* "lihat [nomor] saya" */
#define SEEN_WITHIN 3

/* "apakah kepala sekolah bisa lihat nama saya?", "siapa saja yang tau saya lapor?": who learns of
 * them is asked, whoever that is. */
bool judge_who_sees(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    /* "tau nama saya ga" */
    bool question = r->marked || (r->tokens.count > 0 &&
                                  str_equal(at[r->tokens.count - 1].norm.text, STR("tidak")));
    for (size_t i = 0; i < r->tokens.count; i++) {
        question = question || secrecy_asks(l, &at[i]) || token_in(l, &at[i], WORD_ASK_WHO);
        if (!token_in(l, &at[i], WORD_SECRECY_SEES) && !token_in(l, &at[i], WORD_SECRECY_KNOWING))
            continue;
        size_t to = reading_ahead(r, i + 1, SEEN_WITHIN, STRETCH_PART);
        for (size_t k = i + 1; question && k + 1 < to; k++) {
            /* "bisa lihat data saya di dukcapil" is of what an office keeps. */
            bool kept = token_in(l, &at[k], WORD_SECRECY_KEPT);
            bool name = !kept && token_in(l, &at[k], WORD_SECRECY_IDENTITY) &&
                        secrecy_is_owner(l, &at[k + 1]);
            if (name || (secrecy_is_owner(l, &at[k]) && token_in(l, &at[k + 1], WORD_REPORTING)))
                return true;
        }
    }
    return false;
}

/* "saya yang lapor" at the end of a clause */
static bool tells_who_reported(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t end = i + 3;
    return end <= r->tokens.count && secrecy_is_owner(l, &at[i]) &&
           token_in(l, &at[i + 1], WORD_WHICH) && secrecy_is_reporting(l, &at[i + 2]) &&
           (end == r->tokens.count || at[end].new_part ||
            reading_roles(l, r, end) & ROLE_BIT(WORD_FILLER));
}

bool judge_suspected(const struct lexicon *l, const struct reading *r)
{
    bool suspects = false, told = false;
    if (r->tokens.count > SUSPECTED_WORDS || r->marked || !reading_says(l, r, WORD_SUSPECTS))
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (secrecy_asks(l, t) || secrecy_whether_at(l, r, i) ||
            token_in(l, t, WORD_SECRECY_FEAR) || token_in(l, t, WORD_SECRECY_NEVER) ||
            token_in(l, t, WORD_THREATENS) || token_in(l, t, WORD_THREATENED))
            return false;
        suspects = suspects || token_in(l, t, WORD_SUSPECTS);
        told = told || tells_who_reported(l, r, i);
    }
    return suspects && told;
}

bool judge_secrecy_doubted(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (secrecy_whether_at(l, r, i) || token_in(l, &r->tokens.at[i], WORD_SECRECY_FEAR))
            return true;
    return false;
}

/* "siapa yang [bocorin]??" */
static bool asks_who_leaked(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!token_in(l, &r->tokens.at[i], WORD_SECRECY_LEAKS)) return false;
    for (size_t k = reading_back(r, i, LEAKED_REACH, STRETCH_PART); k < i; k++) {
        if (token_in(l, &r->tokens.at[k], WORD_SECRECY_NEVER)) return false;
        if (token_in(l, &r->tokens.at[k], WORD_ASK_WHO)) return true;
    }
    return false;
}

/* "[nama saya] bocor pak": no pipe does. Of another identity only where nothing else is told
 * (bare): "nomor saya bocor, banyak sms penipuan" may be anybody's fault. */
static bool names_owner(const struct lexicon *l, const struct reading *r, size_t i, bool bare)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], bare ? WORD_SECRECY_IDENTITY : WORD_SECRECY_NAME)) return false;
    return str_ends(at[i].raw.text, STR("ku")) ||
           (i + 1 < r->tokens.count && token_in(l, &at[i + 1], WORD_SELF));
}

/* Who is meant: "nama", "pelapor". "kok data saya bocor": what offices and lenders have, too,
 * unless a matter of theirs is told. */
static bool is_identity(const struct lexicon *l, const struct token *t, bool only_leak)
{
    if (token_in(l, t, WORD_SECRECY_KEPT)) return only_leak;
    return token_in(l, t, WORD_SECRECY_IDENTITY) || secrecy_is_reporting(l, t);
}

/* "kok nama saya bisa tahu RT? katanya rahasia": somebody learnt of who reported, which is said,
 * not asked or feared. */
bool judge_exposed(const struct lexicon *l, const struct reading *r)
{
    bool reproach = false, known = false, identity = false, owner = false, secret = false;
    bool broken = false, own_name = false;
    if (r->tokens.count > SECRECY_WORDS) return false;
    bool only_leak = secrecy_only_leaks(l, r), bare = secrecy_bare(l, r);
    for (size_t i = 0; i < r->tokens.count; i++)
        if (asks_who_leaked(l, r, i)) return true;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        uint64_t roles = reading_roles(l, r, i);
        /* "tau kalau saya yang ngadu": that it is so */
        bool that = i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_SECRECY_KNOWING);
        uint32_t unsaid = TRAIT_NEGATION | (that ? 0 : TRAIT_UNREAL);
        if (token_traits(l, t) & unsaid || token_in(l, t, WORD_SECRECY_NEVER) ||
            token_in(l, t, WORD_SECRECY_FEAR) || token_in(l, t, WORD_SECRECY_ASKING) ||
            token_in(l, t, WORD_WISH))
            return false;
        reproach |= token_in(l, t, WORD_ASK_REPROACH) || (roles & ROLE_BIT(WORD_RESERVE)) != 0;
        broken |= token_in(l, t, WORD_SECRECY_BROKEN);
        own_name |= names_owner(l, r, i, bare);
        known |= token_in(l, t, WORD_SECRECY_KNOWING) || token_in(l, t, WORD_SECRECY_BROKEN);
        identity |= is_identity(l, t, only_leak);
        owner |= secrecy_is_owner(l, t) || str_ends(t->raw.text, STR("ku"));
        secret |= (roles & ROLE_BIT(WORD_CONFIDENTIAL)) != 0;
    }
    if (broken && own_name && only_leak && !r->marked) return true;
    return reproach && known && ((identity && owner) || secret);
}

bool judge_name_is_out(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count > SUSPECTED_WORDS || r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!names_owner(l, r, i, false)) continue;
        size_t from = reading_back(r, i, LEAKED_REACH, STRETCH_PART);
        size_t to = reading_ahead(r, i + 1, LEAKED_REACH, STRETCH_PART);
        if (reading_has(l, r, from, to, WORD_SECRECY_BROKEN) && !reading_denies(l, r, from, to))
            return true;
    }
    return false;
}

bool judge_fears_leak(const struct lexicon *l, const struct reading *r)
{
    return reading_says(l, r, WORD_SECRECY_FEAR) && judge_name_is_out(l, r);
}

/* "rt nya marah ke saya, kok bisa tau ya": somebody is said to know, be it of what; or may come to
 * know, which is feared: "mun ketemmo oreng, kaule tako". */
bool judge_known(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count <= SUSPECTED_WORDS && reading_says(l, r, WORD_SECRECY_FEAR) &&
        reading_says(l, r, WORD_SECRECY_LEARN))
        return true;
    for (size_t i = 0; i < r->tokens.count && r->tokens.count <= SUSPECTED_WORDS; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_SECRECY_KNOWING)) continue;
        size_t from = reading_back(r, i, LEAKED_REACH, STRETCH_PART);
        if (reading_has(l, r, from, i, WORD_PLACE_WHY) && !reading_denies(l, r, from, i) &&
            !reading_has(l, r, from, i, WORD_SELF))
            return true;
    }
    return false;
}

/* "hapus laporan saya, saya takut" */
bool judge_fears(const struct lexicon *l, const struct reading *r)
{
    return reading_says(l, r, WORD_SECRECY_FEAR);
}
