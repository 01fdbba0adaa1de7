/* store_case.h - a migrated database inside one open transaction, and rows to fill it with.
 *
 * Nothing is committed, so a test costs no fsync; questions go through the same connection.
 * Threads: the test's. */
#ifndef KANDA_TESTS_STORE_CASE_H
#define KANDA_TESTS_STORE_CASE_H

#include "domain/outbound.h"
#include "domain/ticket.h"
#include "store_bed.h"

#define CASE_NOW INT64_C(1795500000000) /* 2026-11-24T13:00:00+07:00 */

struct store_case {
    struct store_bed bed;
    struct db *db;
    struct arena arena;
    int serial; /* of wamids */
};

int store_case_setup(void **state); /* *state is the case */
int store_case_teardown(void **state);

int64_t case_ask(struct store_case *c, const char *sql);
void case_equals(struct store_case *c, const char *sql, int64_t want);
void case_do(struct store_case *c, const char *sql);

/* phone and bsuid: NULL or "" when unknown. */
int64_t case_contact(struct store_case *c, const char *phone, const char *bsuid);
int64_t case_message(struct store_case *c, int64_t contact_id);
/* A road complaint for PUPR, made at CASE_NOW; to be changed before ticket_insert. */
struct ticket case_ticket(int64_t contact_id);
int64_t case_ticket_insert(struct store_case *c, struct ticket t);
/* A text that waits in the outbox. */
int64_t case_reply(struct store_case *c, int64_t contact_id, int64_t ticket_id);
/* A message that is a template by itself, approved by Meta. */
int64_t case_template(struct store_case *c, int64_t contact_id);
/* An approved Indonesian template for a message of include/domain/template.h. */
void case_approved(struct store_case *c, const char *name, const char *message, int params);

#endif
