/* webhook.h - Meta's webhook JSON -> struct inbound_batch.
 *
 * Walks every entry, change, message and status. What cannot be understood becomes a reject
 * (for quarantine) and never stops the rest; unknown types and fields are kept as such.
 * Source: reference parts 1.7, 2, 3 and 4.
 *
 * Reasons of rejects: not_json, not_whatsapp, bad_entry, bad_change, other_number, bad_message,
 * no_message_id, bad_status, bad_errors, too_many. Each element of value.errors is a notice of
 * its own; a change that names no number counts as ours. A message's sender is completed from
 * `contacts` by id, never by index alone, so that nobody gets another person's name or BSUID.
 *
 * Threads: pure. Memory: results live in the arena and as long as it. */
#ifndef KANDA_WA_WEBHOOK_H
#define KANDA_WA_WEBHOOK_H

#include "base/arena.h"
#include "domain/inbound.h"

/* More updates (messages, statuses, notices and rejects) than this in one request are left, with
 * one reject "too_many" for all of them (Meta batches up to 1000). */
#define WA_UPDATES_MAX 2000

/* body: raw bytes, signature already proven. our_number: [whatsapp] phone_number_id; a change for
 * another number becomes a reject "other_number"; empty accepts every number.
 * now: arrival, ms. A body that is no JSON, no object, or not about whatsapp_business_account
 * gives one reject and an empty batch (an empty `entry` gives neither).
 * Fails with ERR_MEMORY / ERR_LIMIT only. */
MUST_CHECK bool wa_webhook_parse(struct str body, struct str our_number, int64_t now,
                                 struct arena *arena, struct inbound_batch *out, struct err *e);

#endif
