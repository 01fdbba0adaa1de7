/* tongue.c - a count of different words. */
#include "tongue.h"

#define WANTED 2

static bool stands_before(const struct reading *r, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_equal(r->plain.at[i].raw.text, r->plain.at[at].raw.text)) return true;
    return false;
}

static bool is_marker(const struct markers *m, const struct piece *word)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].glue.hash == word->glue.hash && str_equal(m->at[i].text, word->text))
            return true;
    return false;
}

static size_t count(const struct markers *m, const struct reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->plain.count; i++)
        n += is_marker(m, &r->plain.at[i].raw) && !stands_before(r, i);
    return n;
}

enum language tongue_of(const struct lexicon *l, const struct reading *r)
{
    size_t javanese = count(&l->javanese, r), madurese = count(&l->madurese, r);
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
