/* place_mark.c - what the words around a place's name say of it. */
#include "place_mark.h"

struct marking {
    const char *word;
    enum mark mark;
};

/* The administration's own words and how they are shortened; and what bears a district's name. */
static const struct marking markings[] = {
    { "desa", MARK_VILLAGE },    { "ds", MARK_VILLAGE },
    { "des", MARK_VILLAGE },     { "deso", MARK_VILLAGE },
    { "desanya", MARK_VILLAGE }, { "kelurahan", MARK_VILLAGE },
    { "kel", MARK_VILLAGE },     { "kades", MARK_VILLAGE },
    { "lurah", MARK_VILLAGE },   { "pemdes", MARK_VILLAGE },
    { "dhisah", MARK_VILLAGE },  { "balai desa", MARK_VILLAGE },
    { "dusun", MARK_HAMLET },    { "dsn", MARK_HAMLET },
    { "dukuh", MARK_HAMLET },    { "kecamatan", MARK_DISTRICT },
    { "kec", MARK_DISTRICT },    { "camat", MARK_DISTRICT },
    { "kota", MARK_CITY },       { "kotamadya", MARK_CITY },
    { "kodya", MARK_CITY },      { "walikota", MARK_CITY },
    { "pemkot", MARK_CITY },     { "kabupaten", MARK_REGENCY },
    { "kab", MARK_REGENCY },     { "ke", MARK_TOWARDS },
    { "arah", MARK_TOWARDS },    { "menuju", MARK_TOWARDS },
    { "jurusan", MARK_TOWARDS }, { "jalan", MARK_TOWARDS },
    { "dari", MARK_TOWARDS },    { "di", MARK_IN },
    { "nang", MARK_IN },         { "ning", MARK_IN },
    { "neng", MARK_IN },         { "ing", MARK_IN },
    { "wonten", MARK_IN },       { "e", MARK_IN },
    { "raya", MARK_HOUSE },      { "pasar", MARK_HOUSE },
    { "puskesmas", MARK_HOUSE }, { "polsek", MARK_HOUSE },
    { "koramil", MARK_HOUSE },   { "terminal", MARK_HOUSE },
    { "stasiun", MARK_HOUSE },   { "tol", MARK_HOUSE },
    { "sdn", MARK_HOUSE },       { "smpn", MARK_HOUSE },
    { "sman", MARK_HOUSE },      { "smkn", MARK_HOUSE },
    { "rsud", MARK_HOUSE },      { "kua", MARK_HOUSE },
    { "pertigaan", MARK_HOUSE }, { "perempatan", MARK_HOUSE },
    { "simpang", MARK_HOUSE },   { "lapangan", MARK_HOUSE },
    { "gula", MARK_HOUSE },      { "pg", MARK_HOUSE },
    { "gang", MARK_LANE },       { "gg", MARK_LANE },
};

static enum mark mark_of(struct str word)
{
    for (size_t i = 0; i < sizeof markings / sizeof *markings; i++)
        if (str_equal(word, str_of(markings[i].word))) return markings[i].mark;
    return MARK_NONE;
}

enum mark place_mark_before(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    const struct token *t = r->tokens.at;
    if (i == 0) return MARK_NONE;
    /* "sdn 2 sumber", "smpn 1 gading" */
    if (t[i - 1].number && i > 1 && mark_of(t[i - 2].raw.text) == MARK_HOUSE) return MARK_HOUSE;
    enum mark mark = mark_of(t[i - 1].norm.text);
    if (mark == MARK_NONE) mark = mark_of(t[i - 1].raw.text);
    if (mark != MARK_NONE) return mark;
    uint32_t word = t[i - 1].word;
    bool weak = word != PHRASE_NONE && l->words.items[word].roles & ROLE_BIT(WORD_PLACE_MARK);
    return weak ? MARK_WEAK : MARK_NONE;
}

bool place_is_own_word(const struct reading *r, const struct match *match)
{
    return r->tokens.at[match->from].word != PHRASE_NONE;
}

bool place_is_thing(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *t = r->tokens.at;
    if (match->to < r->tokens.count && !t[match->to].new_part &&
        lexicon_lists(l, WORD_THING_AFTER, &t[match->to].raw))
        return true;
    if (match->from == 0) return false;
    const struct piece *before = &t[match->from - 1].raw;
    return lexicon_lists(l, WORD_THING_BEFORE, before) || lexicon_lists(l, WORD_COLOUR, before);
}

#define POLITE_BITS (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS))

bool place_ends_text(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    /* "cat temboknya maron" */
    if (match->from > 1 && lexicon_lists(l, WORD_COLOUR, &r->tokens.at[match->from - 2].raw))
        return false;
    for (uint32_t i = match->to; i < r->tokens.count; i++)
        if (!(reading_roles(l, r, i) & POLITE_BITS)) return false;
    return true;
}

bool place_is_whole_text(const struct lexicon *l, const struct reading *r,
                         const struct match *match)
{
    static const uint64_t polite = POLITE_BITS | ROLE_BIT(WORD_PLACE_MARK);
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        bool inside = i >= match->from && i < match->to;
        if (!inside && !(reading_roles(l, r, i) & polite)) return false;
    }
    return true;
}

bool place_is_part_of_its_own(const struct reading *r, const struct match *match)
{
    const struct tokens *t = &r->tokens;
    return t->at[match->from].new_part && (match->to == t->count || t->at[match->to].new_part);
}
