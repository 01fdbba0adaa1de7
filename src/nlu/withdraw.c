/* withdraw.c - "batal pak sudah diamankan": a report is taken back, and why it is needless. */
#include "withdraw.h"
#include "judge.h"
#include "language.h"
#include "point.h"

#define WITHDRAW_WORDS 14
/* "sudah [tadi pagi] dibersihkan": so many words may stand between. */
#define DONE_REACH        3
#define DONE_LETTERS_MIN  6
#define SUBJECT_MAX       3
#define NAMED_LETTERS_MIN 5
#define EMPTY_BITS        (COURTESY_ROLES | ROLE_BIT(WORD_YES))

/* "lampona": no word that we know, as "bencana" is. */
static bool is_named_in_madurese(const struct token *t)
{
    return t->word == PHRASE_NONE && str_ends(t->raw.text, STR("na"));
}

bool withdraw_names(const struct token *t)
{
    struct str raw = t->raw.text;
    return raw.len >= NAMED_LETTERS_MIN &&
           (str_ends(raw, STR("nya")) || str_ends(raw, STR("nga")) || str_ends(raw, STR("nna")) ||
            str_ends(raw, STR("ne")) || str_ends(raw, STR("ipun")) || is_named_in_madurese(t));
}

static bool tells_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || reading_roles(l, r, i) & EMPTY_BITS ||
           token_in(l, t, WORD_WITHDRAW_DOER) || token_in(l, t, WORD_WITHDRAW_ASIDE);
}

bool withdraw_tells_no_more(const struct lexicon *l, const struct reading *r, size_t i)
{
    return tells_nothing(l, r, i) || withdraw_names(&r->tokens.at[i]);
}

bool withdraw_addresses(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool office = reading_roles(l, r, i) & ROLE_BIT(WORD_OFFICIAL) || token_in(l, t, WORD_OFFICE) ||
                  token_in(l, t, WORD_WITHDRAW_DOER);
    return token_in(l, t, WORD_TITLE) ||
           (i > 0 && !t->new_part && token_in(l, t - 1, WORD_TITLE) && office);
}

bool withdraw_assures(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, i, STRETCH_PART);
    return token_in(l, &r->tokens.at[i], WORD_PLACE_WHY) &&
           reading_has(l, r, from, i, WORD_ALREADY);
}

/* "salah [lapor]" */
static bool is_mistaken(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_WITHDRAW_MISTAKEN) || token_in(l, t, WORD_REPORTING) ||
           token_in(l, t, WORD_REPORT);
}

bool withdraw_is_done(const struct lexicon *l, const struct token *t)
{
    if (token_in(l, t, WORD_WITHDRAW_WORSE)) return false;
    return token_in(l, t, WORD_WITHDRAW_DONE) || token_roles(l, t) & ROLE_BIT(WORD_SOLVED) ||
           (t->raw.text.len >= DONE_LETTERS_MIN && str_starts(t->raw.text, STR("di")));
}

/* "batal pak, [maling sudah ditangkap]", "tidak jadi lapor ...": who took a report back goes on
 * with a sentence of its own; "batal nikah ..." does not. */
static bool stands_alone(const struct lexicon *l, const struct reading *r, size_t end)
{
    const struct token *at = r->tokens.at;
    if (end >= r->tokens.count || at[end].new_part || token_in(l, &at[end - 1], WORD_REPORTING))
        return true;
    return at[end].norm.text.len == 0 || (reading_roles(l, r, end) & EMPTY_BITS) != 0;
}

/* The word that says "already" behind the subject of such a sentence; 0: none. */
static size_t behind_subject(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    for (size_t k = i + 1; k < r->tokens.count && k <= i + SUBJECT_MAX && !at[k].new_part; k++) {
        if (token_traits(l, &at[k - 1]) & TRAIT_NEGATION) return 0;
        if (token_in(l, &at[k], WORD_ALREADY)) return k;
    }
    return 0;
}

/* Where the command to cancel ends with which the text begins; 0: with none. */
static size_t behind_command(const struct lexicon *l, const struct reading *r)
{
    const struct match *command = point_command(l, r);
    return command && match_roles(l, r, command) & ROLE_BIT(WORD_CANCEL) ? command->to : 0;
}

/* "sudah diamankan", "sudah tadi pagi dibersihkan", "salah lapor": where it ends; 0: it is none. */
static size_t reason_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t count = r->tokens.count;
    if (str_equal(at[i].norm.text, STR("salah")))
        return i + 1 < count && is_mistaken(l, &at[i + 1]) ? i + 2 : 0;
    if (!token_in(l, &at[i], WORD_ALREADY)) return 0;
    for (size_t k = i + 1; k < count && k <= i + DONE_REACH; k++) {
        if (token_traits(l, &at[k]) & TRAIT_NEGATION) return 0;
        if (withdraw_is_done(l, &at[k])) return k + 1;
        if (!withdraw_tells_no_more(l, r, k)) return 0;
    }
    return 0;
}

bool judge_withdraws(const struct lexicon *l, const struct reading *r)
{
    size_t i = behind_command(l, r), end;
    bool reason = false, alone = i && stands_alone(l, r, i);
    if (i == 0 || r->tokens.count > WITHDRAW_WORDS) return false;
    while (i < r->tokens.count) {
        const struct token *t = &r->tokens.at[i];
        if ((end = reason_at(l, r, i)) != 0) {
            reason = true;
            i = end;
            continue;
        }
        bool fits =
            withdraw_tells_no_more(l, r, i) || reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL);
        if (token_traits(l, t) & TRAIT_NEGATION) return false;
        if (!fits && (!alone || (end = behind_subject(l, r, i)) == 0)) return false;
        i = fits ? i + 1 : end;
    }
    return reason;
}

/* --- "batal saja soalnya salah paham": why, in whatever words --- */

/* In more words a story is told. */
#define FIRST_WORDS 30

/* Behind "batal" says why: "sudah", "karena", "saya ...". "batal nikah" is no command; "batal saja"
 * is one whatever follows. */
static bool begins_reason(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    return stands_alone(l, r, i) || token_in(l, &at[i - 1], WORD_JUST) ||
           token_in(l, &at[i], WORD_ALREADY) || token_in(l, &at[i], WORD_SELF) ||
           token_in(l, &at[i], WORD_WITHDRAW_ASIDE);
}

bool judge_withdraws_first(const struct lexicon *l, const struct reading *r)
{
    size_t i = behind_command(l, r);
    return i && !r->marked && r->tokens.count <= FIRST_WORDS && begins_reason(l, r, i);
}

/* --- "orangnya sudah meninggal pak, laporannya dibatalkan saja" --- */

/* In more words a story is told. */
#define CANCEL_WORDS 16

static bool is_of_reports(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_REPORT) || token_in(l, t, WORD_REPORT_OWN) ||
           token_in(l, t, WORD_REPORTING) || token_in(l, t, WORD_SELF);
}

/* "percuma", "[ga] guna" */
static bool is_in_vain(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool denied = i + 1 < r->tokens.count && token_traits(l, &at[i]) & TRAIT_NEGATION;
    return token_in(l, &at[i + denied], WORD_VAIN);
}

/* "tidak jadi batal"; "tidak jadi, batal" takes back twice. */
static bool is_kept(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t words = 0;
    for (size_t i = match->from; i < match->to; i++) {
        if (i > match->from && r->tokens.at[i].new_part) return false;
        words += r->tokens.at[i].norm.text.len > 0;
    }
    return match_roles(l, r, match) & ROLE_BIT(WORD_DECLINE) && words > 2;
}

/* "[kok] belum dibatalkan", "[kenapa] tidak dibatalkan": whoever asks so wants it. */
static bool is_missed(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, r->tokens.count, STRETCH_PART);
    return str_equal(at[i].norm.text, STR("belum")) ||
           reading_has(l, r, from, i, WORD_ASK_REPROACH);
}

/* Beside the command its clause tells but of reports, and why: "acaranya batal" commands nothing.
 */
static bool commands(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t from = reading_back(r, match->from, r->tokens.count, STRETCH_PART);
    size_t to = reading_ahead(r, match->to, r->tokens.count, STRETCH_PART);
    if (is_kept(l, r, match)) return false;
    for (size_t i = from; i < to; i++) {
        const struct token *t = &r->tokens.at[i];
        bool here = i >= match->from && i < match->to;
        bool missed =
            token_traits(l, t) & TRAIT_NEGATION && i + 1 == match->from && is_missed(l, r, i);
        bool beside = missed || (token_in(l, t, WORD_ASK_REPROACH) && i + 1 < match->from) ||
                      tells_nothing(l, r, i) || is_of_reports(l, t) || is_in_vain(l, r, i) ||
                      token_in(l, t, WORD_ALREADY) ||
                      reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL);
        if (!here && !beside) return false;
    }
    return true;
}

bool judge_declines(const struct lexicon *l, const struct reading *r, bool somewhere)
{
    const struct match *command = point_command(l, r);
    if (!command || !(match_roles(l, r, command) & ROLE_BIT(WORD_DECLINE))) return false;
    bool done = reading_has(l, r, command->to, r->tokens.count, WORD_ALREADY), reports = false;
    for (size_t i = command->to; i < r->tokens.count; i++) {
        if (traits_tell_trouble(token_traits(l, &r->tokens.at[i]))) return false;
        reports = reports || (token_in(l, &r->tokens.at[i], WORD_REPORTING) &&
                              reading_has(l, r, command->to, i, WORD_WISH));
    }
    return reports || (somewhere && !done);
}

bool judge_cancels(const struct lexicon *l, const struct reading *r)
{
    if (judge_withdraws_first(l, r)) return true;
    if (r->marked || r->tokens.count > CANCEL_WORDS) return false;
    for (size_t i = 0; i < r->match_count; i++)
        if (match_roles(l, r, &r->matches[i]) & ROLE_BIT(WORD_CANCEL) &&
            commands(l, r, &r->matches[i]))
            return true;
    return false;
}

bool judge_trouble_beside_cancel(const struct lexicon *l, const struct reading *r)
{
    const uint64_t none = ROLE_BIT(WORD_QUESTION) | ROLE_BIT(WORD_GREETING) |
                          ROLE_BIT(WORD_CANCEL) | ROLE_BIT(WORD_DECLINE);
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE && !(reading_roles(l, r, i) & none))
            return true;
    return false;
}

bool judge_cancel_missed(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++) {
        size_t at = r->matches[i].from;
        if (match_roles(l, r, &r->matches[i]) & ROLE_BIT(WORD_CANCEL) && at > 0 &&
            !r->tokens.at[at].new_part && token_traits(l, &r->tokens.at[at - 1]) & TRAIT_NEGATION &&
            is_missed(l, r, at - 1))
            return true;
    }
    return false;
}

/* --- "jangan jadi batal pak" --- */

#define KEEP_WORDS 10
/* "laporan [lampu jalan] jangan dibatalkan" */
#define WHICH_REACH 3

/* "tidak jadi batal", "jangan jadi [batal]", "ojo [dibatalno]", "tidak usah [dibatalkan]"; "tidak
 * usah" alone cancels, and so does "gak pak batal". */
static bool is_denied(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t i = match->from, from = reading_back(r, i, 2, STRETCH_PART);
    if (is_kept(l, r, match)) return true;
    if (i > from && reading_roles(l, r, i - 1) & ROLE_BIT(WORD_DECLINE)) return true;
    if (i > from && token_in(l, &at[i - 1], WORD_KEEP)) i--;
    if (i == from) return false;
    return token_in(l, &at[i - 1], WORD_FORBID) ||
           (token_traits(l, &at[i - 1]) & TRAIT_NEGATION && !is_missed(l, r, i - 1));
}

/* "diproses saja", "tetap dilanjut", "kok dibatalkan" */
static bool goes_on(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_KEEP) || token_in(l, t, WORD_FORBID) ||
           token_in(l, t, WORD_PLACE_WHY) || is_of_reports(l, t) ||
           token_traits(l, t) & (TRAIT_NEGATION | TRAIT_AMEND | TRAIT_REQUEST | TRAIT_LIGHT) ||
           reading_roles(l, r, i) & (ROLE_BIT(WORD_PROCEED) | ROLE_BIT(WORD_NO));
}

/* "laporan [jalan] jangan dibatalkan": which report. */
static bool names_which(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, WHICH_REACH, STRETCH_PART);
    for (size_t k = from; k < i; k++)
        if (is_of_reports(l, &at[k]) || token_traits(l, &at[k]) & TRAIT_POINT)
            return r->word_at[i] != MATCH_NONE && !traits_tell_trouble(token_traits(l, &at[i]));
    return false;
}

bool judge_goes_ahead(const struct lexicon *l, const struct reading *r)
{
    bool keeps = false;
    if (r->tokens.count > KEEP_WORDS || r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool denies = (token_traits(l, t) & TRAIT_NEGATION) != 0;
        keeps = keeps || token_in(l, t, WORD_KEEP);
        bool turns = token_traits(l, t) & (TRAIT_BUT | TRAIT_REAL);
        if (denies || (!turns && !tells_nothing(l, r, i) && !goes_on(l, r, i))) return false;
    }
    return keeps;
}

bool judge_keeps(const struct lexicon *l, const struct reading *r)
{
    bool denied = false;
    if (r->tokens.count > KEEP_WORDS) return false;
    for (size_t i = 0; i < r->match_count; i++)
        denied = denied || (match_roles(l, r, &r->matches[i]) & ROLE_BIT(WORD_CANCEL) &&
                            is_denied(l, r, &r->matches[i]));
    for (size_t i = 0; denied && i < r->tokens.count; i++)
        if (!tells_nothing(l, r, i) && !goes_on(l, r, i) && !names_which(l, r, i) &&
            !(reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL)))
            return false;
    return denied;
}

bool withdraw_is_not_after_all(const struct lexicon *l, const struct reading *r)
{
    size_t first = 0;
    while (first < r->tokens.count && withdraw_tells_no_more(l, r, first))
        first++;
    return first < r->tokens.count && token_traits(l, &r->tokens.at[first]) & TRAIT_NEGATION &&
           !reading_says(l, r, WORD_REPORTING) && !reading_says(l, r, WORD_REPORT);
}
