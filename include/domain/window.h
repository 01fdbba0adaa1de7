/* window.h - the 24-hour window: may we write freely to this person now, and if not, what then?
 *
 * Meta takes any message for 24 hours after the citizen's latest one, and only approved templates
 * outside of that (131047). We stop ten minutes earlier, because a message is on its way for a
 * while and clocks differ. Source: reference "Window and templates". One gate for replies, staff
 * and timers: store/outbox_store.h asks window_way when a row is about to leave.
 *
 * Threads: pure. */
#ifndef KANDA_DOMAIN_WINDOW_H
#define KANDA_DOMAIN_WINDOW_H

#include "domain/outbound.h"

#define WINDOW_MS INT64_C(85800000) /* 23 h 50 min */

/* last_inbound_at: newest message of the contact, by the sender's clock (contact.last_inbound_at);
 * 0: there was none. A sender's clock that is ahead of ours counts as now, but not when it is ahead
 * by more than the window: that is no clock but a mistake. */
bool window_is_open(int64_t last_inbound_at, int64_t now);
/* The time of a message as the window may count it: never later than its arrival, so that a phone
 * whose clock is ahead holds the window open no longer than Meta does. */
int64_t window_inbound_at(int64_t sent_at, int64_t arrived_at);

enum window_way {
    WINDOW_AS_IT_IS, /* the window is open, or the row is a template anyhow */
    WINDOW_TEMPLATE, /* its template goes instead */
    WINDOW_WAIT,     /* nothing may be sent until the citizen writes */
    WINDOW_DROP,     /* worth nothing later: a reaction */
};
/* has_template: an approved one exists for it (a row of type template: that one itself). */
enum window_way window_way(enum outbound_type type, bool open, bool has_template);

#endif
