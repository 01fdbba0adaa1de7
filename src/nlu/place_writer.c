/* place_writer.c - see place_writer.h. */
#include "place_writer.h"
#include "language.h"

/* "pak maaf saya ini sedang ada di kota ..." */
#define WORDS_MAX 8

/* "di", "di kota": what stands between. */
static bool is_mark(const struct lexicon *l, const struct reading *r, size_t i)
{
    return lexicon_listed(l, WORD_PLACE_IN, r->tokens.at[i].raw_listed) ||
           lexicon_listed(l, WORD_PLACE_CITY, r->tokens.at[i].raw_listed) ||
           lexicon_listed(l, WORD_PLACE_REGENCY, r->tokens.at[i].raw_listed);
}

static bool tells_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint64_t courtesy = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_RESERVE);
    return reading_roles(l, r, i) & courtesy || token_traits(l, &r->tokens.at[i]) & TRAIT_AMEND;
}

/* "saya di bali sekarang, ..."; "saya di pasuruan lampu mati" tells of a lamp there. */
static bool ends_part(const struct reading *r, size_t to)
{
    size_t rest = reading_ahead(r, to, 2, STRETCH_PART);
    return rest - to <= 1;
}

/* So many words may stand between "kejadiannya" and its place. */
#define EVENT_WITHIN 6

/* "saya tinggal di kraksaan tapi [kejadiannya di surabaya]": where it was is told behind it. */
static bool happened_elsewhere(const struct lexicon *l, const struct reading *r, size_t to)
{
    for (size_t i = to; i < r->tokens.count; i++) {
        bool event = token_in(l, &r->tokens.at[i], WORD_PLACE_EVENT);
        for (size_t k = 0; event && k < r->match_count; k++)
            if (r->matches[k].place && r->matches[k].from > i &&
                r->matches[k].from <= i + EVENT_WITHIN)
                return true;
    }
    return false;
}

/* "saya tinggal di", "rumah saya di", "saya warga": where whoever writes lives. */
static bool is_where_they_live(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, WORDS_MAX, STRETCH_SENTENCE);
    return reading_has(l, r, from, i, WORD_SELF);
}

bool place_is_of_writer(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t i = match->from, words = 0;
    bool in = false, self = false, present = false;
    /* "ibu saya di rs dr soetomo, antri kamar": that is what it is about. */
    if (reading_has(l, r, match->from, match->to, WORD_CLINIC)) return false;
    if (is_where_they_live(l, r, i) && happened_elsewhere(l, r, match->to)) return true;
    for (; i > 0 && !at[i].new_part && is_mark(l, r, i - 1); i--)
        in = in || lexicon_listed(l, WORD_PLACE_IN, at[i - 1].raw_listed);
    for (; in && i > 0 && !at[i].new_part && words < WORDS_MAX; i--, words++) {
        bool me = token_in(l, &at[i - 1], WORD_SELF), is = token_in(l, &at[i - 1], WORD_PRESENT);
        if (!me && !is && !tells_nothing(l, r, i - 1)) return false;
        self = self || me;
        present = present || is;
    }
    return words < WORDS_MAX && (present || (self && ends_part(r, match->to)));
}
