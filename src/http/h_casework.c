/* h_casework.c - the desk at work: moves, assignments, words, corrections. */
#include "store/contact_store.h"
#include "work.h"

/* --- transitions --- */

static bool read_proof(struct request *r, const struct json *body, struct casework_move *m)
{
    const struct json *proof = json_get(body, "proof");
    if (!proof || json_is_null(proof)) return true;
    if (!json_is_array(proof) || json_count(proof) > CASEWORK_PROOFS_MAX)
        return answer_invalid(r, "proof: at most ten ids of attachments.");
    for (const struct json *id = json_first(proof); id; id = json_next(id))
        if (!json_i64(id, &m->proof[m->proof_count++]))
            return answer_invalid(r, "proof: ids of attachments, as numbers.");
    return true;
}

static bool read_into(struct request *r, const struct json *body, struct casework_move *m)
{
    struct str into;
    if (!body_text(r, body, "into", &into)) return false;
    return into.len == 0 ||
           ticket_number_parse(r->server->options.intake.ticket_prefix, into, &m->into, NULL) ||
           answer_invalid(r, "into: a ticket number, such as LK26-00042-7.");
}

bool work_read_move(struct request *r, const struct json *body, struct casework_move *m)
{
    struct str to, outcome;
    *m = (struct casework_move){ .outcome = OUTCOME_NONE };
    if (!body_text(r, body, "to", &to) || !body_text(r, body, "outcome", &outcome) ||
        !body_text(r, body, "reason", &m->reason) || !body_text(r, body, "message", &m->message) ||
        !body_text(r, body, "department", &m->department) ||
        !body_text(r, body, "contact", &m->contact))
        return false;
    if (!ticket_status_parse(to, &m->to))
        return answer_invalid(r,
                              "to: received, verified, assigned, in_progress, awaiting_reporter, "
                              "resolved or closed.");
    if (outcome.len && !ticket_outcome_parse(outcome, &m->outcome))
        return answer_invalid(r,
                              "outcome: solved, partly_solved, not_actionable, referred, merged, "
                              "cancelled, unanswered or rejected.");
    return read_into(r, body, m) && read_proof(r, body, m);
}

bool h_transition_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct casework_move move;
    const struct json *body;
    if (!work_begin(r, db, "to outcome reason message department contact into proof", &t, &c, &body,
                    e))
        return false;
    if (!body || !work_read_move(r, body, &move)) return true;
    return casework_move(&c, &move, e) && work_end(r, db, &c, 200, e);
}

/* --- a use case that takes words only --- */

typedef bool words_case(struct casework *c, struct str words, struct err *e);

static bool words_post(struct request *r, struct db *db, const char *name, words_case *run,
                       unsigned status, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct str words;
    const struct json *body;
    if (!work_begin(r, db, name, &t, &c, &body, e)) return false;
    if (!body || !body_text(r, body, name, &words)) return true;
    return run(&c, words, e) && work_end(r, db, &c, status, e);
}

bool h_note_post(struct request *r, struct db *db, struct err *e)
{
    return words_post(r, db, "text", casework_note, 201, e);
}

bool h_reply_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct str text;
    int64_t attachment = 0;
    const struct json *body;
    if (!work_begin(r, db, "text attachment", &t, &c, &body, e)) return false;
    if (!body || !body_text(r, body, "text", &text)) return true;
    const struct json *id = json_get(body, "attachment");
    if (id && !json_is_null(id) && (!json_i64(id, &attachment) || attachment < 1)) {
        (void)answer_invalid(r, "attachment: the id of a file that was added, as a number.");
        return true;
    }
    return casework_reply(&c, text, attachment, e) && work_end(r, db, &c, 201, e);
}

bool h_extension_post(struct request *r, struct db *db, struct err *e)
{
    return words_post(r, db, "reason", casework_extend, 200, e);
}

bool h_block_post(struct request *r, struct db *db, struct err *e)
{
    return words_post(r, db, "reason", casework_block, 200, e);
}

bool h_unblock_post(struct request *r, struct db *db, struct err *e)
{
    return words_post(r, db, "reason", casework_unblock, 200, e);
}

bool h_unmerge_post(struct request *r, struct db *db, struct err *e)
{
    return words_post(r, db, "reason", casework_unmerge, 200, e);
}

/* --- whose, by when, who --- */

bool h_assignment_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct casework_assignment to;
    const struct json *body;
    if (!work_begin(r, db, "department note copy", &t, &c, &body, e)) return false;
    if (!body || !body_text(r, body, "department", &to.department) ||
        !body_text(r, body, "note", &to.note) || !body_text(r, body, "copy", &to.copy))
        return true;
    to.names_copy = json_get(body, "copy") != NULL;
    return casework_assign(&c, &to, e) && work_end(r, db, &c, 200, e);
}

bool h_promise_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct str date, reason;
    int64_t day;
    const struct json *body;
    if (!work_begin(r, db, "date reason", &t, &c, &body, e)) return false;
    if (!body || !body_text(r, body, "date", &date) || !body_text(r, body, "reason", &reason))
        return true;
    if (!date_parse(date, &day, NULL)) {
        (void)answer_invalid(r, "date: a day, such as 2026-12-04.");
        return true;
    }
    return casework_promise(&c, day, reason, e) && work_end(r, db, &c, 200, e);
}

static bool answer_identity(struct request *r, struct db *db, int64_t contact_id, struct err *e)
{
    struct contact contact;
    struct json_writer w;
    char ref[CONTACT_REF_SIZE];
    if (!contact_get(db, contact_id, &r->arena, &contact, e)) return false;
    contact_ref_format(contact_id, ref);
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "ref", str_of(ref));
    json_member_text(&w, "name", contact.name);
    json_member_text(&w, "phone", contact.wa_id);
    json_member_text(&w, "username", contact.username);
    json_end_object(&w);
    answer_json_end(r, 200, &w);
    return true;
}

bool h_identity_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct str reason;
    const struct json *body;
    if (!work_begin(r, db, "reason", &t, &c, &body, e)) return false;
    if (!body || !body_text(r, body, "reason", &reason)) return true;
    if (!casework_identity(&c, reason, e)) return false;
    return !work_allowed(r, &c) || answer_identity(r, db, t.contact_id, e);
}

/* --- corrections --- */

/* A place is one code; district and village say the same in two members. */
static bool read_place(struct request *r, const struct json *body, struct casework_change *change)
{
    struct str district, village;
    change->has_place =
        json_get(body, "place") || json_get(body, "district") || json_get(body, "village");
    if (!body_text(r, body, "place", &change->place) ||
        !body_text(r, body, "district", &district) || !body_text(r, body, "village", &village))
        return false;
    if (change->place.len && (district.len || village.len))
        return answer_invalid(r, "place: give one code, or district and village.");
    if (district.len && village.len && !str_starts(village, district))
        return answer_invalid(r, "village: lies in another district.");
    if (change->place.len == 0) change->place = village.len ? village : district;
    return true;
}

static bool read_change(struct request *r, const struct json *body, struct casework_change *change)
{
    struct str kind, priority;
    *change = (struct casework_change){ .place = STR_EMPTY };
    if (!body_text(r, body, "category", &change->category) || !body_text(r, body, "kind", &kind) ||
        !body_text(r, body, "priority", &priority) || !read_place(r, body, change))
        return false;
    if (kind.len && !ticket_kind_parse(kind, &change->kind))
        return answer_invalid(r, "kind: complaint, aspiration, information, consultation or "
                                 "whistleblowing.");
    if (priority.len && !ticket_priority_parse(priority, &change->priority))
        return answer_invalid(r, "priority: normal, high or urgent.");
    return json_count(body) > 0 || answer_invalid(r, "Give at least one member to change.");
}

bool h_ticket_patch(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct casework_change change;
    const struct json *body;
    if (!work_begin(r, db, "category kind priority place district village", &t, &c, &body, e))
        return false;
    if (!body) return true;
    if (request_header(r, "If-Match").len == 0) {
        answer_problem(r, 428, "precondition_required",
                       "Send If-Match with the ETag of the ticket as you have read it.");
        return true;
    }
    if (!read_change(r, body, &change)) return true;
    return casework_change(&c, &change, e) && work_end(r, db, &c, 200, e);
}

/* --- entered by staff --- */

bool h_ticket_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t = { 0 };
    struct casework_entry entry = { .text = STR_EMPTY };
    struct str kind, source;
    struct casework c = work_of(r, db, &t);
    const struct json *body =
        request_object(r, "text kind category department place phone name source");
    if (!body || !body_text(r, body, "text", &entry.text) || !body_text(r, body, "kind", &kind) ||
        !body_text(r, body, "category", &entry.category) ||
        !body_text(r, body, "department", &entry.department) ||
        !body_text(r, body, "place", &entry.place) || !body_text(r, body, "phone", &entry.phone) ||
        !body_text(r, body, "name", &entry.name) || !body_text(r, body, "source", &source))
        return true;
    if (source.len && !ticket_source_parse(source, &entry.source)) {
        (void)answer_invalid(r, "source: phone, desk, social_media, letter, sp4n or other.");
        return true;
    }
    if (kind.len && !ticket_kind_parse(kind, &entry.kind)) {
        (void)answer_invalid(r, "kind: complaint, aspiration, information, consultation or "
                                "whistleblowing.");
        return true;
    }
    return casework_enter(&c, &entry, e) && work_end_told(r, db, &c, 201, e);
}
