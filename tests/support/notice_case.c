/* notice_case.c - a report, a unit with its people, and time that is passed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notice_case.h"
#include "service/casework.h"
#include "service/staff_contact.h"
#include "service/upkeep.h"
#include "store/ticket_store.h"

int notice_digest_minute = -1;

struct intake_options notice_options(void)
{
    struct intake_options o = intake_case_options();
    o.digest_minute = notice_digest_minute;
    return o;
}

void notice_contact(struct intake_case *c, const char *department, const char *rung,
                    const char *phone, const char *mail)
{
    struct err e = { 0 };
    const struct staff_contact_wish wish = { str_of(department), str_of(rung), str_of(phone),
                                             str_of(mail) };
    const struct desk_act by = { STR("staff:uji"), NOW };
    must(db_begin(c->db, &e), &e);
    must(staff_contact_set(c->db, notice_options().desk, &wish, &by, &e), &e);
    must(db_commit(c->db, &e), &e);
}

void notice_upkeep(struct intake_case *c, int64_t now)
{
    struct err e = { 0 };
    struct upkeep_result result;
    struct intake_options o = notice_options();
    do {
        must(db_begin(c->db, &e), &e);
        must(upkeep_run(c->db, &o, now, &result, &e), &e);
        must(db_commit(c->db, &e), &e);
    } while (result.more);
}

void notice_sql(struct intake_case *c, const char *sql)
{
    store_do(c->bed.path, sql);
}

void notice_approve(struct intake_case *c)
{
    notice_sql(
        c, "INSERT INTO template (name, language, message, params, room, state, updated_at) VALUES "
           "('tugas', 'id', 'staff_assigned', 3, 900, 2, 0), ('pengingat', 'id', 'staff_reminder', "
           "3, 900, 2, 0), ('ringkasan', 'id', 'staff_digest', 2, 900, 2, 0), ('tembusan', 'id', "
           "'staff_copied', 3, 900, 2, 0), ('nomor', 'id', 'staff_number', 1, 900, 2, 0)");
}

void notice_report(struct intake_case *c, const char *wamid, const char *text)
{
    (void)add_text(c, wamid, CITIZEN, "", text);
    take(c);
}

/* What the desk does to the newest ticket, in a transaction of its own. */
static void desk_does(struct intake_case *c, const struct casework_move *move,
                      const struct casework_assignment *to, int64_t now)
{
    static const struct staff desk_staff = { .id = 1, .role = ROLE_ADMIN, .name = { "uji", 3 } };
    static const struct casework_move verify = { .to = STATUS_VERIFIED };
    struct err e = { 0 };
    struct intake_options o = notice_options();
    struct ticket t;
    struct casework work = {
        .db = c->db, .options = &o, .arena = &c->arena, .who = &desk_staff, .now = now, .ticket = &t
    };
    must(db_begin(c->db, &e), &e);
    must(ticket_get(c->db, ask(c, "SELECT MAX(id) FROM ticket"), &c->arena, &t, &e), &e);
    if (to && t.status == STATUS_RECEIVED) must(casework_move(&work, &verify, &e), &e);
    must(to ? casework_assign(&work, to, &e) : casework_move(&work, move, &e), &e);
    assert_int_equal(work.refusal.kind, REFUSAL_NONE);
    must(db_commit(c->db, &e), &e);
}

void notice_assign(struct intake_case *c, const char *department, int64_t now)
{
    const struct casework_assignment to = { .department = str_of(department), .note = STR_EMPTY };
    desk_does(c, NULL, &to, now);
}

void notice_move(struct intake_case *c, enum ticket_status to, const char *reason, int64_t now)
{
    const struct casework_move move = {
        .to = to, .reason = str_of(reason), .message = STR_EMPTY, .department = STR_EMPTY
    };
    desk_does(c, &move, NULL, now);
}

void notice_close(struct intake_case *c, enum ticket_outcome outcome, const char *reason,
                  int64_t now)
{
    const struct casework_move move = { .to = STATUS_CLOSED,
                                        .outcome = outcome,
                                        .reason = str_of(reason),
                                        .message = str_of(reason),
                                        .department = STR_EMPTY };
    desk_does(c, &move, NULL, now);
}

void notice_road(struct intake_case *c)
{
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
}
