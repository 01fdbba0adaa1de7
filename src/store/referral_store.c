/* referral_store.c - what the trail tells of old referrals. */
#include "store/referral_store.h"

#define STATE_DEPARTMENT 4 /* which word of a state it is: statement ticket_state */

bool referral_unsettled(struct db *db, int64_t *id, struct err *e)
{
    bool found;
    if (!db_exec_i64(db, STMT_REFERRAL_UNSETTLED, NO_VALUES, id, &found, e)) return false;
    if (!found) *id = 0;
    return true;
}

bool referral_department_before(struct db *db, int64_t ticket_id, struct arena *arena,
                                struct str *out, struct err *e)
{
    struct str state, word = STR_EMPTY;
    if (!db_exec_text(db, STMT_REFERRAL_STATE_BEFORE, VALUES(V_INT(ticket_id)), arena, &state, e))
        return false;
    for (int i = 0; i < STATE_DEPARTMENT; i++)
        word = str_word(&state);
    *out = word;
    return true;
}

bool referral_closed(struct db *db, int64_t ticket_id, struct arena *arena, struct str *out,
                     struct err *e)
{
    return db_exec_text(db, STMT_REFERRAL_CLOSED, VALUES(V_INT(ticket_id)), arena, out, e);
}

bool referral_assigned(struct db *db, int64_t ticket_id, struct arena *arena, struct str *out,
                       struct err *e)
{
    return db_exec_text(db, STMT_REFERRAL_ASSIGNED, VALUES(V_INT(ticket_id)), arena, out, e);
}
