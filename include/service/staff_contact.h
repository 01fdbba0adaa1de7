/* staff_contact.h - whom of a department notices go to, as the admin sets it.
 *
 * Nobody but the admin is shown any of it, and nothing of it stands in a log. Every change is a
 * line of the audit trail, in the same transaction: by whom, of whom and which road, no address.
 *
 * Threads: the writer thread, inside a job, or a command's own connection. */
#ifndef KANDA_SERVICE_STAFF_CONTACT_H
#define KANDA_SERVICE_STAFF_CONTACT_H

#include "domain/desk.h"
#include "store/event_store.h"

struct staff_contact_wish {
    struct str department; /* code of one of ours, or KABUPATEN for secretary and regent */
    struct str rung;       /* "contact", "head", "secretary", "regent" */
    struct str phone;      /* as typed: "0812-0000-0001", "+62 812 ..."; "": no WhatsApp */
    struct str mail;       /* "": no e-mail; one of the two is needed */
};
/* In place of who was there. ERR_INPUT says which member is wrong. */
MUST_CHECK bool staff_contact_set(struct db *db, const struct desk *desk,
                                  const struct staff_contact_wish *wish, const struct desk_act *by,
                                  struct err *e);
/* ERR_NOT_FOUND when nobody is there. */
MUST_CHECK bool staff_contact_remove(struct db *db, struct str department, struct str rung,
                                     const struct desk_act *by, struct err *e);

#endif
