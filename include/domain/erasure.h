/* erasure.h - a person who is to be forgotten, and how their name, number and ids are found in
 * texts.
 *
 * A phone number is found however it is written: with +62, 62, 0 or none of them, with blanks,
 * dots, dashes, brackets or slashes between its digits. A BSUID, a user name and a whole name are
 * found in any letter case (ASCII); the single words of a name only where the text is about this
 * person
 * (`own`), since elsewhere they are other people's. Threads: pure. */
#ifndef KANDA_DOMAIN_ERASURE_H
#define KANDA_DOMAIN_ERASURE_H

#include "base/arena.h"
#include "base/buf.h"

#define ERASURE_MAX  64 /* identifiers of each kind */
#define ERASURE_MARK "[dihapus]"

struct erasure {
    int64_t contacts[ERASURE_MAX]; /* rows that are this person */
    size_t contact_count;
    struct str numbers[ERASURE_MAX]; /* as WhatsApp writes them: digits */
    size_t number_count;
    struct str ids[ERASURE_MAX]; /* BSUIDs, user names */
    size_t id_count;
    struct str names[ERASURE_MAX];
    size_t name_count;
};

/* What somebody typed -> the number as WhatsApp writes it: "0812-3456-7890", "+62 812 ...". A
 * leading 0 is taken for Indonesia's. False: no phone number (a BSUID, perhaps). */
#define ERASURE_NUMBER_SIZE 16
bool erasure_number_of(struct str typed, char out[ERASURE_NUMBER_SIZE]);

/* Each is copied into the arena; known ones and empty ones are left out. ERR_LIMIT beyond
 * ERASURE_MAX, ERR_MEMORY. */
MUST_CHECK bool erasure_add_contact(struct erasure *p, int64_t id, struct err *e);
MUST_CHECK bool erasure_add_number(struct erasure *p, struct str number, struct arena *a,
                                   struct err *e);
MUST_CHECK bool erasure_add_id(struct erasure *p, struct str id, struct arena *a, struct err *e);
MUST_CHECK bool erasure_add_name(struct erasure *p, struct str name, struct arena *a,
                                 struct err *e);
bool erasure_has_contact(const struct erasure *p, int64_t id);

/* Whether the text holds anything of this person. */
bool erasure_finds(const struct erasure *p, struct str text, bool own);
/* Appends the text with ERASURE_MARK in place of each; how many there were. JSON stays JSON. */
size_t erasure_scrub(const struct erasure *p, struct str text, bool own, struct buf *out);

#endif
