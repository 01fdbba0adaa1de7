/* kind.c - complaint, wish, question or accusation. */
#include "judge.h"
#include "language.h"

/* "berapa lama", "buka tidak", "maaf mengganggu": within a question or a courtesy a word of trouble
 * tells of none. */
static size_t first_trouble(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE &&
            !(reading_roles(l, r, i) & (ROLE_BIT(WORD_QUESTION) | ROLE_BIT(WORD_GREETING))))
            return i;
    return SIZE_MAX;
}

bool judge_trouble(const struct lexicon *l, const struct reading *r)
{
    return first_trouble(l, r) != SIZE_MAX;
}

static const struct match *first_of_role(const struct lexicon *l, const struct reading *r,
                                         enum word_role role)
{
    for (size_t i = 0; i < r->match_count; i++)
        if (match_roles(l, r, &r->matches[i]) & ROLE_BIT(role)) return &r->matches[i];
    return NULL;
}

bool judge_said(const struct lexicon *l, const struct reading *r, enum word_role role)
{
    return first_of_role(l, r, role) != NULL;
}

/* "tarif pdam berapa ya", "kantornya di mana pak": nothing follows what is asked. */
static bool asks_last(const struct lexicon *l, const struct reading *r)
{
    size_t i = r->tokens.count;
    while (i > 0 && (reading_roles(l, r, i - 1) & ROLE_BIT(WORD_FILLER) ||
                     r->tokens.at[i - 1].norm.text.len == 0))
        i--;
    if (i == 0) return false;
    const struct token *last = &r->tokens.at[i - 1];
    /* "dimana mana" is one word of slang */
    bool other = !last->derived && !lexicon_listed(l, WORD_KIND_WHAT, last->norm_listed);
    if (token_in(l, last, WORD_KIND_WHAT) && !other) return true;
    return i > 1 && token_in(l, last, WORD_KIND_WHERE) && token_in(l, last - 1, WORD_PLACE_IN);
}

/* "jukir liar pungli": who watches cars, and nobody in office, takes the money. */
static bool is_street_levy(const struct lexicon *l, const struct reading *r,
                           const struct match *match)
{
    return match && token_in(l, &r->tokens.at[match->from], WORD_LEVY) &&
           judge_alarm(l, r, ROLE_BIT(WORD_COLLECTOR), 0, r->tokens.count) &&
           !judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), 0, r->tokens.count);
}

/* "atas [saran] dari kelurahan", "di input [usulan] untuk": one that somebody made. */
static bool is_told_about(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[from], WORD_WISH_TOLD)) return false;
    if (from > 0 && token_in(l, &at[from - 1], WORD_WISH_TOLD_BEFORE)) return true;
    return to < r->tokens.count && token_in(l, &at[to], WORD_WISH_TOLD_BEHIND);
}

static const struct match *first_wish(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++)
        if (match_roles(l, r, &r->matches[i]) & ROLE_BIT(WORD_ASPIRATION) &&
            !is_told_about(l, r, r->matches[i].from, r->matches[i].to))
            return &r->matches[i];
    return NULL;
}

/* "[mengusulkan] bansos untuk ibu saya, prosesnya lama": an own matter that was applied for. */
static bool is_application(const struct lexicon *l, const struct reading *r,
                           const struct match *wish, const struct category *about, size_t trouble)
{
    return about->is_private && trouble != SIZE_MAX &&
           token_in(l, &r->tokens.at[wish->from], WORD_WISH_TOLD);
}

enum ticket_kind judge_kind(const struct lexicon *l, const struct reading *r,
                            const struct category *about, enum ticket_kind usual,
                            const struct match **by)
{
    size_t trouble = first_trouble(l, r);
    const struct match *wish = first_wish(l, r);
    *by = judge_danger(l, r, WORD_WHISTLEBLOWING);
    if (is_street_levy(l, r, *by)) *by = NULL;
    if (!*by) *by = judge_extortion(l, r);
    if (!*by) *by = judge_embezzlement(l, r);
    if (!*by) *by = judge_haste_paid(l, r, about);
    if (*by) return KIND_WHISTLEBLOWING;
    *by = first_of_role(l, r, WORD_QUESTION);
    if (trouble == SIZE_MAX && (*by || asks_last(l, r))) return KIND_INFORMATION;
    if (judge_asks_in_need(l, r, about)) return KIND_INFORMATION;
    /* Whichever comes first is what the message is: "usul: jalan rusak diaspal" is a wish,
     * "jalan rusak, usul segera diaspal" a complaint. */
    *by = wish;
    if (wish && wish->from < trouble && !is_application(l, r, wish, about, trouble))
        return KIND_ASPIRATION;
    *by = first_of_role(l, r, WORD_CONSULTATION);
    if (*by && (*by)->from < trouble) return KIND_CONSULTATION;
    *by = NULL;
    return judge_asked(l, r, about) ? KIND_INFORMATION : usual;
}
