/* ticket_json.h - a ticket as the API shows it: masked for everybody. */
#ifndef KANDA_HTTP_TICKET_JSON_H
#define KANDA_HTTP_TICKET_JSON_H

#include "base/json.h"
#include "domain/desk.h"
#include "domain/role.h"
#include "domain/ticket.h"
#include "store/attachment_store.h"

#define LIST_TEXT_POINTS 300

struct ticket_view {
    const struct desk *desk;
    const char *prefix;
    int64_t now;
    const struct attachment_list *attachments; /* of all tickets that are written */
    size_t text_points; /* a list shows the first LIST_TEXT_POINTS, one ticket all */
    const bool *told;   /* a WhatsApp message goes to its reporter because of this; NULL: unsaid */
    enum role role;     /* who reads: names in confidence are for the desk alone, masked as ever */
};
void ticket_json_write(struct json_writer *w, const struct ticket_view *view,
                       const struct ticket *t);
/* A member whose value is masked text: NIK, phone numbers and keys of tickets' pages never leave
 * unmasked. */
void member_masked(struct json_writer *w, const char *key, struct str text);

#endif
