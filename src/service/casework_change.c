/* casework_change.c - what the desk corrects: category, kind, priority, place; and what it enters
 * for somebody who came another way. */
#include "casework_private.h"
#include "domain/ladder.h"
#include "domain/workday.h"
#include "intake_private.h"
#include "merge.h"
#include "store/contact_store.h"
#include "store/ticket_store.h"

#define DATA_MAX 1024

static bool place_fits(struct casework *c, struct str code, const struct place **out)
{
    const struct place *p = code.len ? desk_place(c->options->desk, code) : NULL;
    *out = p;
    if (code.len == 0 || (p && (p->level == PLACE_DISTRICT || p->level == PLACE_VILLAGE)))
        return true;
    return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                            "place: no district or village has this code.");
}

static bool category_fits(struct casework *c, struct str code, const struct category **out)
{
    *out = code.len ? desk_category(c->options->desk, code) : NULL;
    if (code.len == 0 || *out) return true;
    return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                            "category: no category has this code.");
}

/* Nobody works on it yet: its owner follows what it is about. */
static void owner_follow(const struct desk *desk, struct ticket *t, bool was_confidential)
{
    const struct place *place = desk_place(desk, t->village.len ? t->village : t->district);
    if (t->kind == KIND_WHISTLEBLOWING) {
        t->department = STR(WHISTLEBLOWING_DEPARTMENT);
        t->copy_to = STR_EMPTY;
        t->confidential = true;
    } else if (was_confidential || t->status <= STATUS_VERIFIED) {
        t->department = desk_owner(desk, desk_category(desk, t->category), place)->code;
    }
}

static bool data_make(struct casework *c, const struct ticket *before, struct str *out,
                      struct err *e)
{
    const struct ticket *t = c->ticket;
    struct buf text;
    struct json_writer w;
    buf_init(&text, DATA_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    if (!str_equal(before->category, t->category)) {
        json_member_text(&w, "category", t->category);
        json_member_text(&w, "category_before", before->category);
    }
    if (before->kind != t->kind) {
        json_member_text(&w, "kind", str_of(ticket_kind_name(t->kind)));
        json_member_text(&w, "kind_before", str_of(ticket_kind_name(before->kind)));
    }
    if (before->priority != t->priority)
        json_member_text(&w, "priority", str_of(ticket_priority_name(t->priority)));
    if (!str_equal(before->district, t->district) || !str_equal(before->village, t->village))
        json_member_text(&w, "place", t->village.len ? t->village : t->district);
    if (!str_equal(before->department, t->department)) {
        json_member_text(&w, "department", t->department);
        json_member_text(&w, "department_before", before->department);
    }
    json_end_object(&w);
    bool ok = casework_copy(c, &text, out, e);
    buf_finish(&text);
    return ok;
}

/* What was merged into a ticket that is one in confidence now. */
static bool parts_follow(struct casework *c, enum ticket_kind before, struct err *e)
{
    struct merge m = { c->db, c->options, c->arena, NULL, c->ticket, STR_EMPTY, c->now };
    if (c->ticket->kind != KIND_WHISTLEBLOWING || before == c->ticket->kind) return true;
    return casework_actor(c, &m.actor, e) && merge_into_confidence(&m, &c->replies, e);
}

bool casework_change(struct casework *c, const struct casework_change *change, struct err *e)
{
    const struct desk *desk = c->options->desk;
    const struct category *category;
    const struct place *place;
    struct ticket before = *c->ticket, *t = c->ticket;
    struct str data;
    if (!category_fits(c, change->category, &category) || !place_fits(c, change->place, &place) ||
        !casework_is_current(c))
        return true;
    if (!ticket_is_open(t->status))
        return casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                               "A closed ticket cannot be changed.");
    if (category) t->category = category->code;
    if (change->kind) t->kind = change->kind;
    if (change->priority) t->priority = change->priority;
    if (change->has_place) {
        t->district = place_district(place);
        t->village = place_village(place);
    }
    owner_follow(desk, t, before.kind == KIND_WHISTLEBLOWING && t->kind != before.kind);
    /* Another kind has other clocks; the day that was promised stays. */
    t->due_at = ticket_due(desk, t);
    ladder_fall_back(desk, t, c->now);
    return data_make(c, &before, &data, e) &&
           casework_save(c, EVENT_CHANGED, data, STR_EMPTY, STR_EMPTY, e) &&
           parts_follow(c, before.kind, e);
}

/* --- entered by staff --- */

static bool phone_normal(struct casework *c, struct str typed, struct str *out)
{
    char digits[WA_ID_SIZE];
    *out = STR_EMPTY;
    if (typed.len == 0) return true;
    if (wa_id_of_typed(typed, digits) && arena_copy(c->arena, str_of(digits), out)) return true;
    return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                            "phone: 8 to 15 digits, such as 0812-0000-0001.");
}

static bool contact_for(struct casework *c, struct str phone, struct str name, int64_t *id,
                        struct err *e)
{
    struct contact_seen seen = {
        .bsuid = STR_EMPTY, .wa_id = phone, .username = STR_EMPTY, .name = name, .now = c->now
    };
    return phone.len ? contact_see(c->db, &seen, c->arena, id, e)
                     : contact_make(c->db, &seen, id, e);
}

static void draft(struct casework *c, const struct casework_entry *entry,
                  const struct category *category, const struct place *place, struct ticket *t)
{
    const struct desk *desk = c->options->desk;
    *t = (struct ticket){ .kind = entry->kind ? entry->kind : category->kind,
                          .status = STATUS_RECEIVED,
                          .channel = CHANNEL_STAFF,
                          .source = entry->source ? entry->source : SOURCE_OTHER,
                          .priority = category->priority,
                          .category = category->code,
                          .department = entry->department.len
                                            ? entry->department
                                            : desk_owner(desk, category, place)->code,
                          .district = place_district(place),
                          .village = place_village(place),
                          .text = entry->text,
                          .explanation = STR("{}"),
                          .received_at = c->now,
                          .created_at = c->now,
                          .supporters = 1 };
    t->confidential = t->kind == KIND_WHISTLEBLOWING;
    if (t->confidential) t->department = STR(WHISTLEBLOWING_DEPARTMENT);
    ticket_start_clocks(desk, t, c->now);
    ladder_set(desk, t);
}

/* As whoever writes in the chat is; outside their window the template says it, or it waits. */
static bool entered_tell(struct casework *c, struct err *e)
{
    struct news news = { .key = intake_received_key(c->options->desk, c->ticket) };
    return casework_tell(c, &news, e);
}

bool casework_enter(struct casework *c, const struct casework_entry *entry, struct err *e)
{
    const struct desk *desk = c->options->desk;
    const struct category *category;
    const struct place *place;
    struct str phone;
    int64_t contact_id = 0;
    if (!casework_words_fit(c, "text", entry->text, true, CASEWORK_WORDS_MAX) ||
        !casework_words_fit(c, "name", entry->name, false, 100) ||
        !category_fits(c, entry->category, &category) || !place_fits(c, entry->place, &place) ||
        !phone_normal(c, entry->phone, &phone))
        return true;
    if (entry->department.len && !desk_department(desk, entry->department))
        return casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                               "department: no department has this code.");
    if (entry->source == SOURCE_WHATSAPP)
        return casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                               "source: what came by WhatsApp is recorded by itself.");
    draft(c, entry, category ? category : desk->other_category, place, c->ticket);
    if (!contact_for(c, phone, entry->name, &contact_id, e)) return false;
    c->ticket->contact_id = contact_id;
    const char *data = arena_printf(c->arena, "{\"channel\":\"staff\",\"source\":\"%s\"}",
                                    ticket_source_name(c->ticket->source));
    if (!data) return err_set(e, ERR_MEMORY, "casework: no memory");
    return ticket_insert(c->db, c->ticket, e) &&
           casework_event(c, EVENT_RECEIVED, str_of(data), STR_EMPTY, STR_EMPTY, e) &&
           entered_tell(c, e) && ticket_get(c->db, c->ticket->id, c->arena, c->ticket, e);
}
