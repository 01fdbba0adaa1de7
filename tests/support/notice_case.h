/* notice_case.h - what a unit's people are told, on top of intake_case.h. Threads: the test's. */
#ifndef KANDA_TESTS_NOTICE_CASE_H
#define KANDA_TESTS_NOTICE_CASE_H

#include "intake_case.h"

#define CITIZEN "6281234567890"
#define ROAD    "Jalan berlubang parah di desa Sebaung kecamatan Gending"
#define BUDI    "6281200000001" /* PUPR's contact person (notice_road) */

extern int notice_digest_minute; /* of the options below; -1: no digests */
struct intake_options notice_options(void);
/* Whom to tell; phone and mail may be "". */
void notice_contact(struct intake_case *c, const char *department, const char *rung,
                    const char *phone, const char *mail);
void notice_upkeep(struct intake_case *c, int64_t now); /* until there is no more to do */
void notice_sql(struct intake_case *c, const char *sql);
void notice_approve(struct intake_case *c); /* every template for staff */
void notice_report(struct intake_case *c, const char *wamid, const char *text);
/* The newest ticket goes to this department, over `verified` where it must. */
void notice_assign(struct intake_case *c, const char *department, int64_t now);
/* The newest ticket is moved by the desk; reason may be "". */
void notice_move(struct intake_case *c, enum ticket_status to, const char *reason, int64_t now);
/* The newest ticket is closed by the desk. */
void notice_close(struct intake_case *c, enum ticket_outcome outcome, const char *reason,
                  int64_t now);
/* At NOW, with all of the above: a road goes to PUPR, where BUDI is to be told. */
void notice_road(struct intake_case *c);

#endif
