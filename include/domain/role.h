/* role.h - the five roles of the staff (DESIGN part 5, "Roles"). Stored by name.
 * Threads: pure. */
#ifndef KANDA_DOMAIN_ROLE_H
#define KANDA_DOMAIN_ROLE_H

#include "domain/ticket.h"

enum role {
    ROLE_NONE,
    ROLE_ADMIN,
    ROLE_OPERATOR,
    ROLE_OFFICER,
    ROLE_SUPERVISOR,
    ROLE_AUDITOR,
    ROLE_END
};

const char *role_name(enum role role);
MUST_CHECK bool role_parse(struct str name, enum role *out);

/* Who is asking. department is set for officers only. */
struct staff {
    int64_t id;
    struct str name, department;
    enum role role;
};

#define WHISTLEBLOWING_DEPARTMENT "INSPEKTORAT"

/* admin, operator, officer, supervisor: may read tickets at all; auditor may not (403). */
bool role_reads_tickets(enum role role);
/* Whether this ticket exists for this person; false is answered 404. An officer sees the tickets
 * of the own department; whistleblowing exists for officers of INSPEKTORAT and admin only. */
bool staff_sees_ticket(const struct staff *who, enum ticket_kind kind, struct str department);
/* Whether whistleblowing exists for them. */
bool staff_sees_whistleblowing(const struct staff *who);
/* Whether this person may read it: who sees it, and officers of the office that has a copy, who do
 * nothing with it. */
bool staff_reads_ticket(const struct staff *who, const struct ticket *t);

#endif
