/* reporter_search.c - from a person to what they reported. */
#include "service/reporter_search.h"
#include "domain/contact.h"
#include "store/contact_store.h"
#include "store/ticket_store.h"

/* Looked at, of which the caller may not know of some. */
#define OF_ONE_MAX ((size_t)4 * REPORTER_SEARCH_MAX)

static bool reason_is_known(struct str reason)
{
    return str_equal(reason, STR("call")) || str_equal(reason, STR("counter")) ||
           str_equal(reason, STR("letter")) || str_equal(reason, STR("other"));
}

/* *id: 0 when nobody is known by it. */
static bool find_person(struct db *db, const struct reporter_search *s, struct arena *arena,
                        int64_t *id, struct err *e)
{
    char wa_id[WA_ID_SIZE];
    if ((s->phone.len == 0) == (s->ref.len == 0))
        return err_set(e, ERR_INPUT, "phone, ref: give one of the two");
    if (s->ref.len)
        return contact_ref_parse(s->ref, id) ||
               err_set(e, ERR_INPUT, "ref: as it stands on a ticket, such as P-3F7K");
    if (!wa_id_of_typed(s->phone, wa_id))
        return err_set(e, ERR_INPUT, "phone: a whole number such as 0812-0000-0001");
    return contact_of_wa_id(db, str_of(wa_id), arena, id, e);
}

static bool tickets_of(struct db *db, const struct staff *who, int64_t contact_id,
                       struct arena *arena, struct ticket *out, size_t *count, struct err *e)
{
    size_t all = 0, n = 0;
    struct ticket *found = arena_zero(arena, OF_ONE_MAX, sizeof *found);
    if (!found) return err_set(e, ERR_MEMORY, "reporter search: no memory");
    if (contact_id && !ticket_list_of_contact(db, contact_id, arena, found, OF_ONE_MAX, &all, e))
        return false;
    for (size_t i = 0; i < all && n < REPORTER_SEARCH_MAX; i++) {
        if (!staff_sees_ticket(who, found[i].kind, found[i].department)) continue;
        if (!ticket_get(db, found[i].id, arena, &out[n], e)) return false; /* with its words */
        n++;
    }
    *count = n;
    return true;
}

bool reporter_search(struct db *db, const struct reporter_search *s, const struct desk_act *by,
                     struct arena *arena, struct ticket *out, size_t *count, struct err *e)
{
    int64_t contact_id = 0;
    if (!reason_is_known(s->reason))
        return err_set(e, ERR_INPUT, "reason: call, counter, letter or other");
    if (!find_person(db, s, arena, &contact_id, e) ||
        !tickets_of(db, s->who, contact_id, arena, out, count, e))
        return false;
    return desk_event_insert(db, by, EVENT_REPORTER_SOUGHT, e,
                             "{\"by\":\"%s\",\"reason\":\"%.*s\",\"tickets\":%zu}",
                             s->ref.len ? "ref" : "phone", STR_ARG(s->reason), *count);
}
