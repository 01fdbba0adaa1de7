/* contact.h - a person who writes to us, and what of them may be shown.
 *
 * Known by business-scoped user id (BSUID) and/or phone (`wa_id`); either may be missing.
 * Threads: pure. */
#ifndef KANDA_DOMAIN_CONTACT_H
#define KANDA_DOMAIN_CONTACT_H

#include "base/buf.h"

struct contact {
    int64_t id;
    struct str bsuid, wa_id, username, name; /* empty when unknown */
    int64_t created_at, last_inbound_at;     /* ms; the window counts from last_inbound_at */
};

/* "P-3F7K": how staff speak of a reporter without a name. Made from the id only. */
#define CONTACT_REF_SIZE 24
void contact_ref_format(int64_t contact_id, char out[CONTACT_REF_SIZE]);
/* The other way, from whatever somebody typed ("p-3f7k" too). False (out untouched) for what is the
 * ref of no id. */
bool contact_ref_parse(struct str ref, int64_t *contact_id);

/* "+62 812-0000-0001" -> "6281200000001": what WhatsApp calls a person with this number. False (out
 * untouched) for what is no number in international form: 8 to 15 digits (E.164), no leading 0. */
#define WA_ID_SIZE 16
bool wa_id_of_phone(struct str phone, char out[WA_ID_SIZE]);
/* The same as people here write it: "0812-0000-0001" and "812 0000 0001" are numbers of Indonesia.
 */
bool wa_id_of_typed(struct str phone, char out[WA_ID_SIZE]);

/* "Budi Santoso" -> "B*** S***"; "" stays "". */
void mask_name(struct str name, struct buf *out);
/* "6281200000001" -> "62812*****001" (less is shown of shorter numbers); "" stays "". */
void mask_phone(struct str phone, struct buf *out);
/* Copies text with every run of 16 digits (NIK) and every phone number (9 to 15 digits, optional
 * +, inner blanks, dashes, dots, brackets) replaced by [NIK] and [telepon]; so are pieces with
 * anything but letters between, line breaks too, that together are a mobile number (08, 628 or
 * +628; 10 to 13 digits). Ticket numbers, dates, prices with dots and lists of short numbers stay;
 * every other run of 9 digits or more goes. The result is valid UTF-8. */
void mask_text(struct str text, struct buf *out);
/* The same for a text of a chat, as staff read it: the key of a ticket's own page
 * (domain/tracking.h) is its citizen's too, and "?key=..." becomes "?key=[kunci]". Apart from
 * mask_text, because the search index holds what that one makes. */
void mask_chat(struct str text, struct buf *out);

#endif
