/* language.c - codes and names. */
#include "domain/language.h"

static const struct {
    const char *code, *label;
} languages[LANGUAGE_END] = {
    [LANGUAGE_UNKNOWN] = { "id", "Bahasa Indonesia" },
    [LANGUAGE_INDONESIAN] = { "id", "Bahasa Indonesia" },
    [LANGUAGE_JAVANESE] = { "jv", "Basa Jawa" },
    [LANGUAGE_MADURESE] = { "mad", "Bhasa Madhura" },
};

static size_t row_of(enum language l)
{
    return (size_t)l < LANGUAGE_END ? (size_t)l : LANGUAGE_UNKNOWN;
}

const char *language_code(enum language l)
{
    return languages[row_of(l)].code;
}

const char *language_label(enum language l)
{
    return languages[row_of(l)].label;
}

bool language_parse(struct str code, enum language *out)
{
    for (size_t i = LANGUAGE_INDONESIAN; i < LANGUAGE_END; i++) {
        if (!str_equal(code, str_of(languages[i].code))) continue;
        *out = (enum language)i;
        return true;
    }
    return false;
}
