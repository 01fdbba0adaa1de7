/* template_list.h - Meta's JSON about message templates: the list, and one to be submitted.
 *
 * GET and POST /{version}/{business-account-id}/message_templates. Source: reference 5.3
 * "template".
 *
 * Threads: pure. Memory: views live in the arena. */
#ifndef KANDA_WA_TEMPLATE_LIST_H
#define KANDA_WA_TEMPLATE_LIST_H

#include "base/json.h"
#include "domain/template.h"

#define WA_TEMPLATES_MAX 6000 /* Meta's limit for a verified portfolio */
#define WA_CURSOR_SIZE   1024

/* Where the list stands in an answer: Meta's "data", or 360dialog's "waba_templates"
 * (wa/provider.h). NULL: nowhere. */
const struct json *wa_templates_of(const struct json *answer);

/* One page: appends to out[*count] up to max. `after` is what this page was asked with, and becomes
 * what the next one is to be asked with ("" behind the last): a cursor, or the number of rows so
 * far where the answer counts them by "total". Rows without name or language are passed over.
 * ERR_INPUT when it is no such list, ERR_LIMIT beyond max, ERR_MEMORY. */
MUST_CHECK bool wa_templates_parse(struct str body, struct arena *arena,
                                   struct template_listed *out, size_t max, size_t *count,
                                   char after[WA_CURSOR_SIZE], struct err *e);

/* The body of the POST, its examples included. ERR_LIMIT when the buffer is full. */
MUST_CHECK bool wa_template_build(const struct message_template *m, struct buf *out, struct err *e);

#endif
