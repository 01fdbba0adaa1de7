/* ending.c - stretches of words that tell of an end. See ending.h. */
#include "ending.h"
#include "language.h"
#include "withdraw.h"

/* "sudah [tadi pagi] dibersihkan": so many words may stand between. */
#define DONE_REACH 3
/* "sudah bisa [daftar akte]": so many words say what. */
#define ABLE_WORDS 2
/* "tidak usah [dikirim petugas lagi]": so many what is needless. */
#define NEEDLESS_WORDS 3
/* "adik saya sudah vaksin [tadi di puskesmas Bantaran], beres" */
#define WELL_WORDS 12

#define STAYING (TRAIT_NEGATION | TRAIT_ASK | TRAIT_TROUBLE)
/* Beside any of these what somebody can do now is no end. */
#define GRAVE_BITS                                                                                 \
    (ROLE_BIT(WORD_WHISTLEBLOWING) | ROLE_BIT(WORD_DEMAND) | ROLE_BIT(WORD_EXACTED) |              \
     ROLE_BIT(WORD_MONEY) | ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_THANKS))

bool ending_is_near(const struct ending *e, size_t i)
{
    return e->since != SIZE_MAX && i - e->since <= DONE_REACH;
}

void ending_is_of(const struct token *t, struct ending *e)
{
    struct str name = t->norm.text.len ? t->norm.text : t->raw.text;
    if (str_ends(name, STR("nya"))) name.len -= 3;
    if (e->of.len == 0) e->of = name;
}

static bool is_again(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i < r->tokens.count && token_traits(l, &r->tokens.at[i]) & TRAIT_AGAIN;
}

/* Token i says "no" behind an "already"; "sudah belum" does not. */
static bool is_no_more(const struct lexicon *l, const struct reading *r, size_t i,
                       const struct ending *e)
{
    return ending_is_near(e, i) && token_traits(l, &r->tokens.at[i]) & TRAIT_NEGATION &&
           !(reading_roles(l, r, i) & ROLE_BIT(WORD_UNSOLVED));
}

/* Where "[sudah] bisa daftar akte" ends, which could not be done before. */
static size_t able_end(const struct lexicon *l, const struct reading *r, size_t i,
                       const struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1;
    if (!ending_is_near(e, i) || !token_in(l, &at[i], WORD_ASK_LEAVE)) return i;
    /* "aplikasinya sudah bisa [juga pak]" */
    while (to < r->tokens.count && !at[to].new_part && token_traits(l, &at[to]) & TRAIT_ALSO)
        to++;
    bool alone = to == r->tokens.count || at[to].new_part ||
                 reading_roles(l, r, to) == ROLE_BIT(WORD_FILLER);
    if (alone) return to;
    if (!e->glad) return i;
    to = i + 1;
    for (size_t n = 0; n < ABLE_WORDS && to < r->tokens.count && !at[to].new_part; n++, to++)
        if (token_traits(l, &at[to]) & (STAYING | TRAIT_REQUEST) ||
            reading_roles(l, r, to) & GRAVE_BITS)
            break;
    return to > i + 1 ? to : i;
}

/* Where "tidak ada [lagi]" ends, as far as "sudah" stands before it. */
static size_t absent_end(const struct lexicon *l, const struct reading *r, size_t i,
                         const struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1, count = r->tokens.count;
    if (!ending_is_near(e, i) || !(token_traits(l, &at[i]) & TRAIT_NEGATION)) return i;
    if (!token_in(l, &at[i], WORD_EXISTS) && !token_in(l, &at[i], WORD_NOBODY)) {
        if (to == count || !token_in(l, &at[to], WORD_EXISTS)) return i;
        to++;
    }
    return is_again(l, r, to) ? to + 1 : to;
}

/* Where "[sudah] tidak apa apa" ends. */
static size_t unharmed_end(const struct lexicon *l, const struct reading *r, size_t i,
                           const struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1, count = r->tokens.count;
    if (!is_no_more(l, r, i, e)) return i;
    while (to < count && !at[to].new_part && token_traits(l, &at[to]) & TRAIT_ASK &&
           token_in(l, &at[to], WORD_ASK_WHETHER))
        to++;
    return to > i + 1 ? to : i;
}

/* What somebody is glad to be without, and what nobody is. */
static bool is_missed(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return reading_roles(l, r, i) & ROLE_BIT(WORD_SOLVED) ||
           token_roles(l, t) & ROLE_BIT(WORD_SOLVED) || token_in(l, t, WORD_VISIT) ||
           token_in(l, t, WORD_WITHDRAW_GIVEN) || token_in(l, t, WORD_WITHDRAW_ENDED) ||
           token_in(l, t, WORD_WITHDRAW_DONE) || token_in(l, t, WORD_ASK_LEAVE) ||
           token_in(l, t, WORD_WELL);
}

/* "bau", "bakar", "macet": without it all is well; of other words gladness alone tells. */
static bool is_better_without(const struct lexicon *l, const struct reading *r, size_t i,
                              const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool bad = token_in(l, t, WORD_ANNOYS) || token_in(l, t, WORD_WORN) ||
               traits_tell_trouble(token_traits(l, t));
    return bad || (e->relieved && !is_missed(l, r, i) && t->norm.text.len > 1 && !t->number);
}

/* "tidak [pernah]", "tidak [mau]", "ora [tau]" */
static bool is_ever(const struct lexicon *l, const struct token *t)
{
    return token_traits(l, t) & TRAIT_LIGHT || token_in(l, t, WORD_WISH) ||
           token_in(l, t, WORD_SECRECY_KNOWING);
}

/* Where "[sudah] tidak pernah bakar [lagi]" ends. */
static size_t stopped_end(const struct lexicon *l, const struct reading *r, size_t i,
                          struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1, count = r->tokens.count;
    if (!is_no_more(l, r, i, e)) return i;
    while (to < count && is_ever(l, &at[to]))
        to++;
    if (to == count || at[to].new_part || !is_better_without(l, r, to, e)) return i;
    ending_is_of(&at[to], e);
    to++;
    while (to < count && at[to].repeated)
        to++;
    return is_again(l, r, to) ? to + 1 : to;
}

/* Where "tidak usah ditindak" ends, which whoever tells of an end may say beside it. */
static size_t needless_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    const uint64_t declines = ROLE_BIT(WORD_DECLINE) | ROLE_BIT(WORD_CANCEL);
    uint32_t match = r->word_at[i];
    if (match == MATCH_NONE) return i;
    uint64_t roles = match_roles(l, r, &r->matches[match]);
    bool no = token_traits(l, &at[i]) & TRAIT_NEGATION && roles & declines;
    if (!no && (roles & declines) != declines) return i; /* "gausah" */
    size_t to = r->matches[match].to;
    for (size_t n = 0; n < NEEDLESS_WORDS && to < r->tokens.count && !at[to].new_part; n++, to++)
        if (token_traits(l, &at[to]) & (STAYING | TRAIT_BUT) ||
            reading_roles(l, r, to) & ROLE_BIT(WORD_THANKS))
            break;
    return to;
}

/* Where "[sudah] saya bersihkan sendiri" ends; whoever has reported, or looked, has ended nothing.
 */
static size_t own_end(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e)
{
    const struct token *at = r->tokens.at, *deed = &at[i + 1];
    if (i + 2 >= r->tokens.count || !ending_is_near(e, i) || !token_in(l, &at[i], WORD_SELF))
        return i;
    bool tells = token_in(l, deed, WORD_REPORTING) || token_in(l, deed, WORD_VISIT) ||
                 token_in(l, deed, WORD_CASE_SEND) || token_traits(l, deed) & STAYING;
    bool alone = token_in(l, deed + 1, WORD_WITHDRAW_DOER) && !deed->new_part;
    return alone && !tells ? i + 3 : i;
}

/* Where "[sudah] saya ambil" ends: what they waited for they have; not a photo that they took. */
static size_t taken_end(const struct lexicon *l, const struct reading *r, size_t i,
                        const struct ending *e)
{
    bool taken = i + 1 < r->tokens.count && ending_is_near(e, i) &&
                 token_in(l, &r->tokens.at[i], WORD_SELF) &&
                 token_in(l, &r->tokens.at[i + 1], WORD_WITHDRAW_TAKEN);
    return taken && !reading_says(l, r, WORD_CASE_FILE) ? i + 2 : i;
}

/* "dipindah [ke ruangan]": whereto. */
static size_t towards_end(const struct lexicon *l, const struct reading *r, size_t i,
                          const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool to = (e->ended || e->departed) && i + 1 < r->tokens.count &&
              (token_in(l, t, WORD_PLACE_TOWARDS) || token_in(l, t, WORD_PLACE_IN)) &&
              (!token_traits(l, t + 1) || (e->departed && token_says_where(l, t + 1)));
    return to ? i + 2 : i;
}

/* Where "[sudah dibenahi tetangga,] tukangnya tidak datang datang" ends: who was waited for, and is
 * needed no more. */
static size_t unvisited_end(const struct lexicon *l, const struct reading *r, size_t i,
                            const struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i, count = r->tokens.count;
    while (to < count && (to == i || !at[to].new_part) && token_in(l, &at[to], WORD_WITHDRAW_DOER))
        to++;
    bool missed = e->ended && to > i && to + 1 < count &&
                  token_traits(l, &at[to]) & TRAIT_NEGATION && token_in(l, &at[to + 1], WORD_VISIT);
    if (!missed) return i;
    to += 2;
    while (to < count && !at[to].new_part && (at[to].repeated || token_in(l, &at[to], WORD_VISIT)))
        to++;
    return to;
}

size_t ending_stretch(const struct lexicon *l, const struct reading *r, size_t i, struct ending *e)
{
    size_t end;
    if ((end = absent_end(l, r, i, e)) > i) {
        e->absent = e->stopped = true;
        e->no_more = e->no_more || is_again(l, r, end - 1);
    } else if ((end = unharmed_end(l, r, i, e)) > i) {
        e->ended = e->plainly = true;
    } else if ((end = stopped_end(l, r, i, e)) > i) {
        e->ended = e->told = e->plainly = e->stopped = true;
    } else if ((end = towards_end(l, r, i, e)) > i) {
        /* "pindah ke depan sekolah" */
        bool beside = token_traits(l, &r->tokens.at[end - 1]) & TRAIT_LOCATOR;
        e->towards = e->towards || (e->departed && beside);
    } else if ((end = able_end(l, r, i, e)) > i) {
        e->ended = e->plainly = true;
        e->told = e->told || e->glad;
    } else if ((end = taken_end(l, r, i, e)) > i) {
        e->ended = e->plainly = true;
    } else if ((end = own_end(l, r, i, e)) > i) {
        e->own = true;
        e->ended = e->ended || e->glad;
    } else if ((end = needless_end(l, r, i)) > i) {
        e->needless = true;
    } else {
        end = unvisited_end(l, r, i, e);
    }
    return end;
}

bool ending_is_resigned(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t next = i + 1;
    if (i == 0 || i > 2) return false;
    bool yes = reading_roles(l, r, i - 1) & ROLE_BIT(WORD_YES) ||
               str_equal(r->tokens.at[i - 1].raw.text, STR("yo")); /* "yo wis" */
    if (!yes) return false;
    while (next < r->tokens.count && !r->tokens.at[next].new_part &&
           reading_roles(l, r, next) == ROLE_BIT(WORD_FILLER))
        next++;
    return next < r->tokens.count &&
           (r->tokens.at[next].new_part || reading_roles(l, r, next) & ROLE_BIT(WORD_THANKS));
}

/* "saya [coba ke SMP lain]", Javanese "tak [coba]": what whoever writes will do. */
static bool is_own_deed(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && (token_in(l, &r->tokens.at[i - 1], WORD_SELF) ||
                     token_typed(l, &r->tokens.at[i - 1], WORD_SELF_DOES));
}

bool ending_resigns(const struct lexicon *l, const struct reading *r)
{
    const uint32_t more = TRAIT_TROUBLE | TRAIT_ASK | TRAIT_BUT;
    bool resigned = false;
    if (r->marked || r->tokens.count > WELL_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        uint32_t traits = token_traits(l, t);
        bool wishes = traits & (TRAIT_REQUEST | TRAIT_NEGATION) && !is_own_deed(l, r, i);
        /* "aja"; "tak coba" */
        bool empty = token_in(l, t, WORD_JUST) || token_typed(l, t, WORD_SELF_DOES);
        if (!empty && (traits & more || wishes)) return false;
        resigned = resigned || (token_in(l, t, WORD_ALREADY) && ending_is_resigned(l, r, i));
    }
    return resigned;
}

/* Nothing but that it is done: "beres pak". */
static bool is_done_only(const struct lexicon *l, const struct reading *r, size_t from)
{
    bool done = false;
    for (size_t i = from; i < r->tokens.count; i++) {
        bool well = reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) &&
                    !token_in(l, &r->tokens.at[i], WORD_ALREADY);
        if (!well && !token_in(l, &r->tokens.at[i], WORD_ALREADY) &&
            !withdraw_tells_no_more(l, r, i))
            return false;
        done = done || well;
    }
    return done;
}

bool ending_says_well(const struct lexicon *l, const struct reading *r)
{
    const uint32_t more = TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_ASK | TRAIT_REQUEST | TRAIT_BUT |
                          TRAIT_UNREAL | TRAIT_AGAIN | TRAIT_ALSO;
    size_t count = r->tokens.count;
    bool already = false;
    if (r->marked || count == 0) return false;
    size_t last = reading_back(r, count - 1, count, STRETCH_PART);
    if (last == 0 || last >= WELL_WORDS || !is_done_only(l, r, last)) return false;
    for (size_t i = 0; i < last; i++) {
        if (token_traits(l, &r->tokens.at[i]) & more) return false;
        already = already || token_in(l, &r->tokens.at[i], WORD_ALREADY);
    }
    return already && !reading_says(l, r, WORD_CASE_SEND);
}
