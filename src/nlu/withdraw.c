/* withdraw.c - "batal pak sudah diamankan": a report is taken back, and why it is needless. */
#include "judge.h"
#include "language.h"
#include "point.h"
#include "told.h"

#define WITHDRAW_WORDS 14
/* "sudah [tadi pagi] dibersihkan": so many words may stand between. */
#define DONE_REACH        3
#define DONE_LETTERS_MIN  6
#define SUBJECT_MAX       3
#define NAMED_LETTERS_MIN 5
#define COURTESY_BITS                                                                              \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_FILLER))

/* "lampunya", "orangnya", Madurese "aengnga", "jhalanna": the matter that was told before. */
static bool is_named(const struct token *t)
{
    struct str raw = t->raw.text;
    return raw.len >= NAMED_LETTERS_MIN &&
           (str_ends(raw, STR("nya")) || str_ends(raw, STR("nga")) || str_ends(raw, STR("nna")));
}

/* Courtesy, who did it, when: beside the reason no matter is told by these. */
static bool tells_no_more(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len == 0 || reading_roles(l, r, i) & COURTESY_BITS || is_named(t) ||
           token_in(l, t, WORD_WITHDRAW_DOER) || token_in(l, t, WORD_WITHDRAW_ASIDE);
}

/* "salah [lapor]" */
static bool is_mistaken(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_WITHDRAW_MISTAKEN) || token_in(l, t, WORD_REPORTING) ||
           token_in(l, t, WORD_REPORT);
}

static bool is_done(const struct lexicon *l, const struct token *t)
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
    return at[end].norm.text.len == 0 || (reading_roles(l, r, end) & COURTESY_BITS) != 0;
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
        if (is_done(l, &at[k])) return k + 1;
        if (!tells_no_more(l, r, k)) return 0;
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
        bool fits = tells_no_more(l, r, i) || reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL);
        if (token_traits(l, t) & TRAIT_NEGATION) return false;
        if (!fits && (!alone || (end = behind_subject(l, r, i)) == 0)) return false;
        i = fits ? i + 1 : end;
    }
    return reason;
}

/* --- "pohonnya sudah dipotong warga" --- */

/* "lampunya" names what was told; "petugasnya" who has come. */
static bool is_told_thing(const struct lexicon *l, const struct token *t)
{
    return is_named(t) && !token_in(l, t, WORD_WITHDRAW_DOER);
}

static bool speaks_for(const struct lexicon *l, const struct reading *r, const struct match *match,
                       uint32_t category)
{
    if (category != JUDGE_ANY) return match_weight(l, r, match, category) > 0;
    for (uint32_t i = 0; i < l->desk->category_count; i++)
        if (match_weight(l, r, match, i) > 0) return true;
    return false;
}

/* A word of the matter itself: "lampu jalan [sudah nyala]". */
static bool is_subject(const struct lexicon *l, const struct reading *r, size_t i,
                       uint32_t category)
{
    for (size_t k = 0; k < r->match_count; k++) {
        const struct match *match = &r->matches[k];
        bool here = i >= match->from && i < match->to;
        if (here && speaks_for(l, r, match, category)) return true;
    }
    return false;
}

/* Without a command before it only what ends a matter says that it has ended: "sudah dilaporkan"
 * does not. */
static bool ends_matter(const struct lexicon *l, const struct reading *r, size_t i,
                        uint32_t category)
{
    const struct token *t = &r->tokens.at[i];
    bool mine = category != JUDGE_ANY && l->desk->categories[category].is_private;
    if (token_in(l, t, WORD_ALREADY)) return false;
    /* "bantuannya sudah masuk"; water that has come in is no end. */
    if (mine && token_in(l, t, WORD_WITHDRAW_GIVEN)) return true;
    return token_in(l, t, WORD_WITHDRAW_ENDED) || reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) ||
           (token_roles(l, t) & ROLE_BIT(WORD_SOLVED) && is_done(l, t));
}

static bool is_fire_out(const struct told *t)
{
    bool over = false;
    for (size_t i = 0; i < t->count; i++)
        over = over || t->at[i].roles & ROLE_BIT(WORD_OVER);
    return over && reading_says(t->l, t->r, WORD_FIRE);
}

static bool is_of_fire(const struct told *t, size_t i)
{
    return token_in(t->l, &t->r->tokens.at[i], WORD_FIRE) || told_covers(t, WORD_OVER, i, i + 1);
}

bool judge_fire_out(const struct told *told, const struct match *match)
{
    return is_fire_out(told) && is_of_fire(told, match->from) && is_of_fire(told, match->to - 1);
}

/* What so far was said of an end. */
struct ending {
    uint32_t category;
    size_t since; /* the word that says "already"; SIZE_MAX: none yet */
    bool thanked; /* somewhere in the message */
    bool ended, told, named;
};

/* "hidup siang hari": when it is so, always. */
static bool is_so_at_times(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i + 1 < r->tokens.count && !r->tokens.at[i + 1].new_part &&
           token_traits(l, &r->tokens.at[i + 1]) & TRAIT_TIME;
}

/* "lampunya menyala, terima kasih": who thanks need not say "already"; but "jalannya diperbaiki,
 * terima kasih" may ask for it. */
static bool is_so_now(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e)
{
    return e->thanked && e->told && reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) &&
           !str_starts(r->tokens.at[i].raw.text, STR("di")) && !is_so_at_times(l, r, i);
}

/* "acaranya batal": what was to come does not; "laporannya batal" is a command. */
static bool is_called_off(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL) &&
           is_told_thing(l, &r->tokens.at[i - 1]) &&
           !token_in(l, &r->tokens.at[i - 1], WORD_REPORT_OWN);
}

static bool ends_here(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e)
{
    bool near = e->since != SIZE_MAX && i - e->since <= DONE_REACH;
    return is_called_off(l, r, i) ||
           ((near || is_so_now(l, r, i, e)) && ends_matter(l, r, i, e->category));
}

/* Whether token i fits into such a message; it is counted in. */
static bool fits(const struct lexicon *l, const struct reading *r, size_t i, struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool subject = is_subject(l, r, i, e->category), thing = is_told_thing(l, t);
    bool doer = token_in(l, t, WORD_WITHDRAW_DOER), ends = ends_here(l, r, i, e);
    if (token_traits(l, t) & (TRAIT_NEGATION | TRAIT_ASK | TRAIT_REQUEST | TRAIT_AGAIN))
        return false;
    if (reading_roles(l, r, i) & ROLE_BIT(WORD_RESERVE)) return false; /* "tapi ..." */
    if (token_traits(l, t) & TRAIT_TROUBLE && (e->since != SIZE_MAX || !subject)) return false;
    e->told = e->told || subject || thing;
    if (token_in(l, t, WORD_ALREADY)) {
        e->since = i;
        return true;
    }
    e->ended = e->ended || ends;
    /* "sudah diamankan polisi" is no matter of the police. */
    e->named = e->named || thing || (subject && !ends && !doer);
    bool beside = e->since != SIZE_MAX && token_in(l, t, WORD_WITHDRAW_DONE); /* "sudah datang" */
    return ends || subject || beside || tells_no_more(l, r, i) || r->place_at[i] != MATCH_NONE;
}

static bool thanks(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (reading_roles(l, r, i) & ROLE_BIT(WORD_THANKS)) return true;
    return false;
}

bool judge_over(const struct lexicon *l, const struct reading *r, uint32_t category, bool *named)
{
    struct ending e = { .category = category, .since = SIZE_MAX, .thanked = thanks(l, r) };
    struct told t = { .l = l, .r = r };
    *named = false;
    if (r->marked || r->tokens.count > WITHDRAW_WORDS) return false;
    told_read(&t);
    bool fire = is_fire_out(&t);
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (fire && is_of_fire(&t, i))
            e.ended = e.told = true;
        else if (!fits(l, r, i, &e))
            return false;
    }
    *named = e.named;
    return e.ended && e.told;
}
