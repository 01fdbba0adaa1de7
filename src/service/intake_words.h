/* intake_words.h - the values of the placeholders of a ticket's texts. */
#ifndef KANDA_SERVICE_INTAKE_WORDS_H
#define KANDA_SERVICE_INTAKE_WORDS_H

#include "domain/template.h"
#include "domain/ticket.h"
#include "domain/workday.h"
#include "intake_private.h"

/* What every ticket reply says of a ticket. The arrays are the caller's. */
struct ticket_words {
    char number[TICKET_NUMBER_SIZE], date[DATE_TEXT_SIZE];
    struct reply_vars vars; /* all but place and emergency */
};
void intake_ticket_words(const struct intake_step *s, const struct ticket *t,
                         struct ticket_words *w);

/* {number} and {matter} of ticket_id and those beside it: "LK26-00002-8, LK26-00001-1". *about: the
 * one that owns a text about all of them; a report in confidence keeps it to itself. */
MUST_CHECK bool intake_words_several(struct intake_step *s, const struct decision *d,
                                     struct reply_vars *vars, int64_t *about, struct err *e);

/* Who does what this text tells: until it is referred to an external body that is the desk, which
 * writes, asks and is late in its own name. */
void intake_words_worker(const struct intake_step *s, const struct ticket *t, enum reply_key key,
                         struct ticket_words *w);

/* Of what was referred: the contact that staff gave with it goes before that of the table. */
MUST_CHECK bool intake_words_referred(struct intake_step *s, const struct ticket *t,
                                      struct ticket_words *w, struct err *e);

/* A text of the desk, filled in, in the arena. */
MUST_CHECK bool intake_text(struct intake_step *s, enum reply_key key,
                            const struct reply_vars *vars, struct str *out, struct err *e);
/* "Desa X, Kecamatan Y", "Kecamatan Y", "Jati, Kota Probolinggo". */
MUST_CHECK bool intake_place_name(struct intake_step *s, const struct place *p, struct str *out,
                                  struct err *e);
/* The place in words, with what this message's pin leaves open, or honest words for none. */
MUST_CHECK bool intake_place_text(struct intake_step *s, const struct place *p, struct str *out,
                                  struct err *e);
/* The place of a ticket: its village, else its district, else the city or neighbour that owns it.
 */
MUST_CHECK bool intake_ticket_place(struct intake_step *s, const struct ticket *t, struct str *out,
                                    struct err *e);
/* Where the reporter can see how it goes, without a word in the chat; "" without public pages. */
MUST_CHECK bool intake_link(struct intake_step *s, const struct ticket *t, struct str *out,
                            struct err *e);
/* Into the outbox, whoever speaks in the chat; event_id 0: the message itself is the cause.
 * fallback: what is said instead outside the 24-hour window; NULL: it then waits. */
MUST_CHECK bool intake_put_or_template(struct intake_step *s, const struct outbound *content,
                                       const struct outbox_fallback *fallback, int64_t ticket_id,
                                       int64_t event_id, struct err *e);
/* The bot's own words: none while a human speaks with the contact (quiet_until). */
MUST_CHECK bool intake_put(struct intake_step *s, const struct outbound *content, int64_t ticket_id,
                           int64_t event_id, struct err *e);
/* What says it outside the 24-hour window. */
struct outbox_fallback intake_received_template(const struct intake_step *s,
                                                const struct reply_vars *vars);
/* Of a ticket that was received: outside the window its template says it, and while a human speaks
 * it waits for the end of that, unless it is urgent. */
MUST_CHECK bool intake_put_received(struct intake_step *s, const struct outbound *content,
                                    const struct reply_vars *vars, int64_t ticket_id,
                                    int64_t event_id, struct err *e);

/* How it stands; or, as long as it is worked on, `usual` instead of that; or that whoever handles
 * it answers what was asked. In the arena. */
MUST_CHECK bool intake_how_text(struct intake_step *s, const struct ticket *t, enum reply_key usual,
                                struct str *out, struct err *e);

#endif
