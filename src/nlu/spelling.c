/* spelling.c - the one word that a misspelled word can be. */
#include "spelling.h"

/* "bundis" is a haircut: a word so short is too near to others to accuse anybody of despair. */
static bool is_too_short(const struct phrase *phrase)
{
    return phrase->roles & ROLE_BIT(WORD_SELF_HARM) && phrase->key.len <= FUZZY_LETTERS;
}

static bool is_grave(const struct phrase *phrase)
{
    return phrase->whole && phrase->words == 1 && (phrase->roles & GRAVE_ROLES) != 0 &&
           !is_too_short(phrase);
}

/* Two words that do the same are no contradiction: "kesetrum", "kesetrom". */
static bool does_the_same(const struct phrases *all, uint32_t a, uint32_t b)
{
    return (all->items[a].roles & all->items[b].roles & GRAVE_ROLES) != 0;
}

const struct fuzzy_rules spelling_grave = { is_grave, does_the_same };

/* Whether a word that does something else is as near to this one. What the meant word is made of is
 * none: "tabrak" is in "tabrakan". */
static bool has_rival(const struct lexicon *l, struct str word, const struct phrase *meant)
{
    for (size_t i = 0; i < l->words.count; i++) {
        const struct phrase *other = &l->words.items[i];
        if (other->words != 1 || other->roles & meant->roles & GRAVE_ROLES) continue;
        if (other->key.len > word.len + 1 || word.len > other->key.len + 1) continue;
        if (fuzzy_near(other->key, word) && !str_contains(meant->key, other->key)) return true;
    }
    return false;
}

uint32_t spelling_grave_word(const struct lexicon *l, struct str word)
{
    uint32_t found = fuzzy_find(&l->grave, &l->words, word);
    if (found == PHRASE_NONE) return PHRASE_NONE;
    return has_rival(l, word, &l->words.items[found]) ? PHRASE_NONE : found;
}

/* Errors that a command of so many letters may have. */
static size_t errors_of_command(struct str command)
{
    return command.len >= COMMAND_LETTERS_TWO ? 2 : command.len >= COMMAND_LETTERS_MIN;
}

static bool is_swap(struct str a, struct str b)
{
    size_t others = 0;
    for (size_t i = 0; i < a.len && a.len == b.len; i++)
        others += a.at[i] != b.at[i];
    return others == 2 && fuzzy_near(a, b);
}

/* SIZE_MAX: too many. */
static size_t command_errors(struct str command, struct str word)
{
    size_t most = errors_of_command(command);
    if (most == 0 || command.at[0] != word.at[0]) return SIZE_MAX;
    if (command.len > word.len + most || word.len > command.len + most) return SIZE_MAX;
    if (command.len < COMMAND_LETTERS_ONE && !is_swap(command, word)) return SIZE_MAX;
    return fuzzy_errors(command, word, most);
}

uint32_t spelling_command_word(const struct lexicon *l, struct str word)
{
    uint32_t found = PHRASE_NONE;
    size_t best = SIZE_MAX;
    if (word.len < COMMAND_LETTERS_MIN || word.len > FUZZY_LETTERS_MAX) return PHRASE_NONE;
    for (size_t i = 0; i < l->command_count; i++) {
        size_t errors = command_errors(l->words.items[l->commands[i]].key, word);
        if (errors >= best) continue;
        found = l->commands[i];
        best = errors;
    }
    return fuzzy_find(&l->fuzzy, &l->places, word) == PHRASE_NONE ? found : PHRASE_NONE;
}
