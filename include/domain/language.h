/* language.h - the three languages in which citizens are answered. Threads: pure. */
#ifndef KANDA_DOMAIN_LANGUAGE_H
#define KANDA_DOMAIN_LANGUAGE_H

#include "base/str.h"

/* Stored in conversation.language: add at the end, never renumber. */
enum language {
    LANGUAGE_UNKNOWN = 0, /* answered in Indonesian */
    LANGUAGE_INDONESIAN = 1,
    LANGUAGE_JAVANESE = 2,
    LANGUAGE_MADURESE = 3,
    LANGUAGE_END
};
const char *language_code(enum language l);  /* "id", "jv", "mad": ISO 639; "id" for unknown */
const char *language_label(enum language l); /* its own name for itself, at most 20 letters */
MUST_CHECK bool language_parse(struct str code, enum language *out);

#endif
