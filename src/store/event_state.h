/* event_state.h - what a line of the timeline may change of its ticket's state (event.state). */
#ifndef KANDA_STORE_EVENT_STATE_H
#define KANDA_STORE_EVENT_STATE_H

#include "base/str.h"

/* Whether two states are the same, as far as `said` goes: lines of before schema 37 held six words
 * of the ten. */
bool event_state_is(struct str said, struct str now);

/* Whether a line of this type may have led from one state to the other. Each type is known by what
 * it is written for, so that a change made by SQL is found, but for one that such a line could
 * itself have made. An unknown type may have changed everything. */
bool event_state_may_follow(struct str type, struct str before, struct str behind);

#endif
