/* intake_case.h - a real database, the built-in desk, and messages to be taken in. Threads: the
 * test's. */
#ifndef KANDA_TESTS_INTAKE_CASE_H
#define KANDA_TESTS_INTAKE_CASE_H

#include "nlu/model.h"
#include "service/intake.h"
#include "store_bed.h"

#define NOW       INT64_C(1795500000000) /* 2026-11-24T13:00:00+07:00 */
#define PARTS_MAX 8

/* One request on its way in. */
struct intake_case {
    struct store_bed bed;
    struct db *db;
    struct arena arena;
    struct inbound messages[PARTS_MAX];
    struct inbound echoes[PARTS_MAX];
    struct inbound_status statuses[PARTS_MAX];
    struct inbound_notice notices[PARTS_MAX];
    struct inbound_reject rejects[PARTS_MAX];
    struct understood understood[PARTS_MAX];
    struct intake_work work;
    struct intake_result result;
};

int intake_case_group_setup(void **state);
int intake_case_group_teardown(void **state);
/* From here on this model (of a desk as the built-in one) is asked too; NULL: rules alone. It must
 * outlive the group. */
void intake_case_model(const struct nlu_model *model);
int intake_case_setup(void **state); /* *state is the case */
int intake_case_teardown(void **state);

struct intake_options intake_case_options(void);
/* Adds a text to the request; phone and bsuid may be "". Gives it back to be changed. */
struct inbound *add_text(struct intake_case *c, const char *wamid, const char *phone,
                         const char *bsuid, const char *text);
/* What a human wrote to this phone from the app. */
struct inbound *add_echo(struct intake_case *c, const char *wamid, const char *phone,
                         const char *text);
struct inbound_status *add_status(struct intake_case *c, const char *wamid,
                                  enum delivery_status status, int64_t outbox_id);
/* Runs the request in a transaction of its own and forgets its parts; c->result tells. */
void take(struct intake_case *c);
/* The same after its deadline: it must fail with this code, and nothing is stored. */
void take_fails(struct intake_case *c, enum err_code code);
int64_t ask(struct intake_case *c, const char *sql);
void ask_equals(struct intake_case *c, const char *sql, int64_t want);

#endif
