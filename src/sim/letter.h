/* letter.h - what a citizen sends, from the words of a script to the object in a webhook.
 *
 * {"text":"..."}, {"location":{"latitude","longitude","name","address"}}, {"image":{"caption"}},
 * {"tap":{"kind":"button"|"list"|"template","id","title"}}, {"reaction":{"message_id","emoji"}}, or
 * {"type":"...","content":{...}} for anything else.
 *
 * Threads: pure. */
#ifndef KANDA_SIM_LETTER_H
#define KANDA_SIM_LETTER_H

#include "base/json.h"
#include "basics.h"

struct sim_photo { /* what an image refers to; kanda can fetch it from the simulator */
    struct str id, mime, sha256; /* sha256 in base64 */
    struct str url;              /* good for minutes; "": none */
};

#define SIM_TYPE_SIZE 32

/* ERR_INPUT unless exactly one of these is there and has what it needs. */
MUST_CHECK bool sim_letter_compose(const struct json *words, const struct sim_photo *photo,
                                   char type[SIM_TYPE_SIZE], struct buf *content, struct err *e);
bool sim_letter_has_photo(const struct json *words);

#endif
