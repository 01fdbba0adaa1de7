/* hook.h - other systems that are told what happens to tickets which everybody may know of: which
 * events, to which addresses, how long it is tried. Pure; threads: any. */
#ifndef KANDA_DOMAIN_HOOK_H
#define KANDA_DOMAIN_HOOK_H

#include "domain/ticket.h"

#define HOOKS_MAX       10
#define HOOK_URL_MAX    500
#define HOOK_EVENTS_MAX 240                /* bytes of all names */
#define HOOK_GIVE_UP_MS INT64_C(172800000) /* two days without an answer of 2xx */

/* The types that may be asked for, blank-separated: what a stranger may see change. */
extern const char *const hook_events;
bool hook_event_is_known(struct str type);
/* Whether this list of names holds the type. */
bool hook_wants(struct str events, struct str type);

/* https://host[:port][/...], or http too where the host is this machine: 127.0.0.1, [::1] or
 * localhost. No user, no fragment; so plain that any reader of URLs finds the same host. */
bool hook_url_fits(struct str url);
bool hook_url_is_local(struct str url);
/* What of it may be told: behind the host there may be keys. "" where it does not fit. */
struct str hook_url_host(struct str url);

/* Ten seconds after the first failure, then twice as long each time, an hour at most. */
int64_t hook_pause_ms(int64_t failures);

/* As Open311 shows it: complaints that were not told in confidence. */
bool hook_may_tell(enum ticket_kind kind, bool confidential);

#endif
