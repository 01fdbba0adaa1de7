/* spot.c - a place where people meet only says where: see weigh.h. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* "di area parkiran [pasar]": so many words say how it lies there. */
#define APPROACH_MAX 3
/* In more words a story is told. */
#define SPOT_WORDS 16
/* A keyword that says so much tells a matter by itself. */
#define MATTER_WEIGHT 4

/* "pasar", "lampu merah": nothing but such words, and not "lampu merah mati". */
static bool is_spot(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    if (match->place || match->apart) return false;
    for (size_t i = match->from; i < match->to; i++)
        if (!token_in(l, &r->tokens.at[i], WORD_SPOT)) return false;
    return true;
}

/* "di", "dekat", "di area", "pinggir" */
static bool lies_there(const struct lexicon *l, const struct reading *r, const struct match *spot)
{
    const struct token *at = r->tokens.at;
    for (size_t i = spot->from, n = 0; i > 0 && n < APPROACH_MAX && !at[i].new_part; i--, n++) {
        const struct token *t = &at[i - 1];
        if (token_says_where(l, t) || token_in(l, t, WORD_ALONG_BESIDE)) return true;
        if (!token_in(l, t, WORD_SPOT_PART) && !token_in(l, t, WORD_SPOT)) return false;
    }
    return false;
}

static bool speaks_for(const struct lexicon *l, const struct match *match, uint32_t unit)
{
    uint32_t k = l->words.items[match->phrase].first_meaning;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next)
        if (l->units[l->words.meanings[k].index] == unit) return true;
    return false;
}

/* Plainly, and for a unit that the spot does not speak for. */
static bool is_matter_beside(const struct lexicon *l, const struct reading *r,
                             const struct match *match, const struct match *spot)
{
    uint32_t k = l->words.items[match->phrase].first_meaning;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
        uint32_t category = l->words.meanings[k].index;
        if (match_weight(l, r, match, category) >= MATTER_WEIGHT &&
            !speaks_for(l, spot, l->units[category]))
            return true;
    }
    return false;
}

static bool has_matter_beside(const struct lexicon *l, const struct reading *r, const bool *meant,
                              const struct match *spot)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (meant[i] && !is_spot(l, r, match) && is_matter_beside(l, r, match, spot)) return true;
    }
    return false;
}

void spot_drop(const struct lexicon *l, const struct reading *r, bool *meant)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (meant[i] && is_spot(l, r, match) && lies_there(l, r, match) &&
            has_matter_beside(l, r, meant, match))
            meant[i] = false;
    }
}

/* "depan [balai desa]", "di [alun alun]" */
static bool says_where(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = &r->tokens.at[match->from];
    if (match->from > 0 && !at->new_part && token_traits(l, at - 1) & TRAIT_LOCATOR) return true;
    return is_spot(l, r, match) && lies_there(l, r, match);
}

/* Somebody in office alone does nothing: "depan balai desa". */
static bool is_alarmed(const struct lexicon *l, const struct reading *r)
{
    const uint64_t calm = ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_SERVANT);
    return judge_alarm(l, r, ALARM_ROLES & ~calm, 0, r->tokens.count) != NULL;
}

bool judge_spot_only(const struct lexicon *l, const struct reading *r)
{
    bool found = false;
    if (r->tokens.count > SPOT_WORDS || is_alarmed(l, r) || judge_trouble(l, r) ||
        judge_said(l, r, WORD_QUESTION))
        return false;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place || judge_weighs(l, match->phrase) < JUDGE_HEARD_MIN) continue;
        if (!says_where(l, r, match)) return false;
        found = true;
    }
    return found;
}

/* --- "lampu merah leces", to "where?" --- */

/* In more words something is told of it. */
#define NAMED_WORDS 7

static bool is_of_spot(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SPOT) || token_is_landmark(l, t) ||
           token_in(l, t, WORD_INSTITUTION) || token_in(l, t, WORD_PLACE_VILLAGE);
}

bool judge_names_spot(const struct lexicon *l, const struct reading *r)
{
    const uint64_t empty = ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_YES) |
                           ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK);
    bool found = false;
    if (r->tokens.count > NAMED_WORDS || is_alarmed(l, r) || r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool spot = is_of_spot(l, t);
        bool nothing = r->place_at[i] != MATCH_NONE || t->number || t->norm.text.len < 2 ||
                       reading_roles(l, r, i) & empty || token_says_where(l, t) ||
                       token_traits(l, t) & TRAIT_LIGHT;
        if (!spot && !nothing) return false; /* "pasar leces sepi" */
        found = found || spot;
    }
    return found;
}

bool judge_by_spot(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    bool found = false;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place || match_weight(l, r, match, category) == 0) continue;
        for (size_t k = match->from; k < match->to; k++)
            if (!is_of_spot(l, &r->tokens.at[k])) return false;
        found = true;
    }
    return found;
}
