/* request.h - struct outbound -> the JSON body of POST /{version}/{phone-number-id}/messages.
 *
 * Source: reference "Sending". Threads: pure. */
#ifndef KANDA_WA_REQUEST_H
#define KANDA_WA_REQUEST_H

#include "domain/outbound.h"

/* wa_id wins when both are known (it keeps numbers flowing in webhooks); it is sent with '+'.
 * bsuid goes into `recipient`. One of them must not be empty. */
struct wa_recipient {
    struct str wa_id, bsuid;
};

/* Appends the JSON. callback becomes biz_opaque_callback_data. ERR_INPUT when there is no
 * recipient, a file has no media_id, or outbound_check refuses; ERR_LIMIT when the buffer is full.
 */
MUST_CHECK bool wa_request_build(const struct outbound *message, const struct wa_recipient *to,
                                 struct str callback, struct buf *out, struct err *e);

/* {"status":"read"} of a citizen's message, which marks all before it as well; typing: and shows
 * that an answer is being written, until it comes or 25 s have passed. Source: reference 5.3, "read
 * receipt
 * + typing". ERR_INPUT without an id, ERR_LIMIT when the buffer is full. */
MUST_CHECK bool wa_receipt_build(struct str wamid, bool typing, struct buf *out, struct err *e);

#endif
