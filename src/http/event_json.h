/* event_json.h - one line of the timeline, or of the audit trail. Private to the room. */
#ifndef KANDA_HTTP_EVENT_JSON_H
#define KANDA_HTTP_EVENT_JSON_H

#include "base/json.h"
#include "store/event_store.h"

/* prefix: of ticket numbers, for the trail, where lines of many tickets stand together; NULL: the
 * number is left out. What staff wrote is masked. */
void event_json_write(struct json_writer *w, const struct event *event, const char *prefix);

#endif
