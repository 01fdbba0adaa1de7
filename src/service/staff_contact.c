/* staff_contact.c - what is written down must be reachable. */
#include "service/staff_contact.h"
#include "domain/contact.h"
#include "store/staff_contact_store.h"

/* Which roads lead elsewhere now. */
static bool record_set(struct db *db, const struct desk_act *by, const struct staff_contact *was,
                       const struct staff_contact *now, struct err *e)
{
    bool phone = !str_equal(was->phone, now->phone), mail = !str_equal(was->mail, now->mail);
    return desk_event_insert(db, by, EVENT_CONTACT_SET, e,
                             "{\"department\":\"%.*s\",\"rung\":\"%s\",\"changed\":[%s%s%s]}",
                             STR_ARG(now->department), notice_rung_name(now->rung),
                             phone ? "\"phone\"" : "", phone && mail ? "," : "",
                             mail ? "\"mail\"" : "");
}

static bool put(struct db *db, const struct staff_contact *c, const struct desk_act *by,
                struct err *e)
{
    struct arena arena = { 0 };
    struct staff_contact was = { .phone = STR_EMPTY, .mail = STR_EMPTY };
    bool found;
    bool ok = staff_contact_get(db, c->department, c->rung, &arena, &was, &found, e) &&
              staff_contact_put(db, c, by->now, e) && record_set(db, by, &was, c, e);
    arena_clear(&arena);
    return ok;
}

bool staff_contact_set(struct db *db, const struct desk *desk,
                       const struct staff_contact_wish *wish, const struct desk_act *by,
                       struct err *e)
{
    char phone[WA_ID_SIZE] = "";
    struct staff_contact c = { .department = wish->department, .mail = wish->mail };
    if (!notice_rung_parse(wish->rung, &c.rung))
        return err_set(e, ERR_INPUT, "rung: contact, head, secretary or regent");
    if (!notice_rung_belongs(desk, wish->department, c.rung))
        return err_set(e, ERR_INPUT,
                       "department: one of ours for contact and head, " NOTICE_REGENCY
                       " for secretary and regent");
    if (wish->phone.len == 0 && wish->mail.len == 0)
        return err_set(e, ERR_INPUT, "give a phone, a mail or both");
    if (wish->phone.len && !wa_id_of_typed(wish->phone, phone))
        return err_set(e, ERR_INPUT, "phone: a number such as 0812-0000-0001");
    if (wish->mail.len && !mail_address_is_valid(wish->mail))
        return err_set(e, ERR_INPUT, "mail: one e-mail address");
    c.phone = str_of(phone);
    return put(db, &c, by, e);
}

bool staff_contact_remove(struct db *db, struct str department, struct str rung,
                          const struct desk_act *by, struct err *e)
{
    enum notice_rung which;
    if (!notice_rung_parse(rung, &which))
        return err_set(e, ERR_NOT_FOUND, "staff contact: nobody is known there");
    return staff_contact_delete(db, department, which, e) &&
           desk_event_insert(db, by, EVENT_CONTACT_REMOVED, e,
                             "{\"department\":\"%.*s\",\"rung\":\"%s\"}", STR_ARG(department),
                             notice_rung_name(which));
}
