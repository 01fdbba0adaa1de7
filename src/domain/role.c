/* role.c - who may know of which ticket. */
#include "domain/role.h"

static const struct {
    const char *name;
    bool reads_tickets;
} roles[ROLE_END] = {
    [ROLE_NONE] = { "", false },
    [ROLE_ADMIN] = { "admin", true },
    [ROLE_OPERATOR] = { "operator", true },
    [ROLE_OFFICER] = { "officer", true },
    [ROLE_SUPERVISOR] = { "supervisor", true },
    [ROLE_AUDITOR] = { "auditor", false },
};

const char *role_name(enum role role)
{
    return roles[(size_t)role < ROLE_END ? role : ROLE_NONE].name;
}

bool role_parse(struct str name, enum role *out)
{
    for (size_t i = ROLE_NONE + 1; i < ROLE_END; i++) {
        if (!str_equal(name, str_of(roles[i].name))) continue;
        *out = (enum role)i;
        return true;
    }
    return false;
}

bool role_reads_tickets(enum role role)
{
    return (size_t)role < ROLE_END && roles[role].reads_tickets;
}

bool staff_sees_whistleblowing(const struct staff *who)
{
    return who->role == ROLE_ADMIN || (who->role == ROLE_OFFICER &&
                                       str_equal(who->department, STR(WHISTLEBLOWING_DEPARTMENT)));
}

bool staff_sees_ticket(const struct staff *who, enum ticket_kind kind, struct str department)
{
    if (!role_reads_tickets(who->role)) return false;
    if (kind == KIND_WHISTLEBLOWING) return staff_sees_whistleblowing(who);
    if (who->role != ROLE_OFFICER) return true;
    /* An account without a department must not match tickets without one. */
    return who->department.len > 0 && str_equal(who->department, department);
}

bool staff_reads_ticket(const struct staff *who, const struct ticket *t)
{
    if (staff_sees_ticket(who, t->kind, t->department)) return true;
    return who->role == ROLE_OFFICER && t->kind != KIND_WHISTLEBLOWING && t->copy_to.len > 0 &&
           str_equal(who->department, t->copy_to);
}
