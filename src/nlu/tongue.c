/* tongue.c - a count of different words. */
#include "tongue.h"

#define WANTED 2

/* How many different words of this language stand in the text; no more than are wanted by far. */
static size_t count(const struct word_list *list, const struct reading *r)
{
    size_t n = 0;
    for (size_t k = 0; k < list->count; k++)
        for (size_t i = 0; i < r->plain.count; i++)
            if (piece_equal(&list->at[k], &r->plain.at[i].raw)) {
                n++;
                break;
            }
    return n;
}

enum language tongue_of(const struct lexicon *l, const struct reading *r)
{
    size_t javanese = count(&l->lists[WORD_JAVANESE], r);
    size_t madurese = count(&l->lists[WORD_MADURESE], r);
    if (javanese >= WANTED && javanese > madurese) return LANGUAGE_JAVANESE;
    if (madurese >= WANTED && madurese > javanese) return LANGUAGE_MADURESE;
    return LANGUAGE_UNKNOWN;
}

enum language tongue_named(const struct reading *r)
{
    static const struct {
        const char *word;
        enum language language;
    } names[] = {
        { "indonesia", LANGUAGE_INDONESIAN }, { "indo", LANGUAGE_INDONESIAN },
        { "jawa", LANGUAGE_JAVANESE },        { "jowo", LANGUAGE_JAVANESE },
        { "jawi", LANGUAGE_JAVANESE },        { "jabah", LANGUAGE_JAVANESE },
        { "madura", LANGUAGE_MADURESE },      { "madhura", LANGUAGE_MADURESE },
        { "medura", LANGUAGE_MADURESE },      { "meddura", LANGUAGE_MADURESE },
    };
    for (size_t i = 0; i < r->plain.count; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            if (str_equal(r->plain.at[i].raw.text, str_of(names[k].word))) return names[k].language;
    return LANGUAGE_UNKNOWN;
}
