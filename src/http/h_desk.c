/* h_desk.c - the desk's own tables, for whoever writes a face for it: who does what, where, and
 * which moves there are. */
#include "domain/move.h"
#include "request.h"

#define ETAG_BYTES 8

static void write_departments(struct json_writer *w, const struct desk *desk)
{
    json_key_name(w, "departments");
    json_begin_array(w);
    for (size_t i = 0; i < desk->department_count; i++) {
        const struct department *d = &desk->departments[i];
        json_begin_object(w);
        json_member_text(w, "code", d->code);
        json_member_text(w, "name", d->name);
        json_member_text(w, "handles", d->handles);
        json_member_bool(w, "external", d->external);
        json_member_text(w, "contact", d->contact);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_categories(struct json_writer *w, const struct desk *desk)
{
    json_key_name(w, "categories");
    json_begin_array(w);
    for (size_t i = 0; i < desk->category_count; i++) {
        const struct category *c = &desk->categories[i];
        json_begin_object(w);
        json_member_text(w, "code", c->code);
        json_member_text(w, "name", c->name);
        json_member_text(w, "kind", str_of(ticket_kind_name(c->kind)));
        if (c->department)
            json_member_text(w, "department", c->department->code);
        else
            json_member_null(w, "department");
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_place(struct json_writer *w, const struct place *p)
{
    json_begin_object(w);
    json_member_text(w, "code", p->code);
    json_member_text(w, "name", p->name);
    if (p->parent)
        json_member_text(w, "district", p->parent->code);
    else
        json_member_null(w, "district");
    if (p->has_centre) {
        json_key_name(w, "centre");
        json_begin_array(w);
        json_write_double(w, p->latitude);
        json_write_double(w, p->longitude);
        json_end_array(w);
    }
    json_end_object(w);
}

/* Only what a ticket can lie in; the city and the world outside are owners, not places. */
static void write_places(struct json_writer *w, const struct desk *desk)
{
    json_key_name(w, "places");
    json_begin_array(w);
    for (size_t i = 0; i < desk->place_count; i++)
        if (!place_is_elsewhere(&desk->places[i])) write_place(w, &desk->places[i]);
    json_end_array(w);
}

/* Names for the bits that are set. */
struct bit_name {
    unsigned bit;
    const char *name;
};

static void write_bits(struct json_writer *w, const char *key, unsigned bits,
                       const struct bit_name *names, size_t count)
{
    json_key_name(w, key);
    json_begin_array(w);
    for (size_t i = 0; i < count; i++)
        if (bits & names[i].bit) json_write_text(w, str_of(names[i].name));
    json_end_array(w);
}

static void write_move(struct json_writer *w, const struct move_rule *rule, bool proof_required)
{
    static const struct bit_name movers[] = { { MOVER_DESK, "desk" },
                                              { MOVER_OFFICER, "officer" },
                                              { MOVER_REPORTER, "reporter" },
                                              { MOVER_TIME, "time" },
                                              { MOVER_SPEAKER, "speaker" } };
    static const struct bit_name needs[] = {
        { NEEDS_REASON, "reason" },         { NEEDS_MESSAGE, "message" },
        { NEEDS_DEPARTMENT, "department" }, { NEEDS_INTO, "into" },
        { NEEDS_PROOF, "proof" },           { NEEDS_UNIT, "unit" }
    };
    unsigned needed = proof_required ? rule->needs : rule->needs & ~(unsigned)NEEDS_PROOF;
    json_begin_object(w);
    json_key_name(w, "from");
    json_begin_array(w);
    for (int s = STATUS_RECEIVED; s < STATUS_END; s++)
        if (rule->from & 1u << s)
            json_write_text(w, str_of(ticket_status_name((enum ticket_status)s)));
    json_end_array(w);
    json_member_text(w, "to", str_of(ticket_status_name(rule->to)));
    if (rule->outcome)
        json_member_text(w, "outcome", str_of(ticket_outcome_name(rule->outcome)));
    else
        json_member_null(w, "outcome");
    write_bits(w, "movers", rule->movers, movers, sizeof movers / sizeof movers[0]);
    write_bits(w, "needs", needed, needs, sizeof needs / sizeof needs[0]);
    json_member_bool(w, "tells", rule->tells);
    json_end_object(w);
}

static void write_moves(struct json_writer *w, bool proof_required)
{
    size_t count;
    const struct move_rule *rules = move_rules(&count);
    json_key_name(w, "moves");
    json_begin_array(w);
    for (size_t i = 0; i < count; i++)
        write_move(w, &rules[i], proof_required);
    json_end_array(w);
}

static char *etag_of(struct request *r)
{
    uint8_t digest[SHA256_SIZE];
    char hex[2 * ETAG_BYTES + 1];
    sha256(buf_view(&r->text), digest);
    hex_encode(digest, ETAG_BYTES, hex);
    return arena_printf(&r->arena, "\"%s\"", hex);
}

/* The same for everybody who may sign in: nothing of it is secret, but it is not for strangers. */
bool h_desk_get(struct request *r, struct db *db, struct err *e)
{
    const struct http_options *o = &r->server->options;
    struct json_writer w;
    (void)db;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "ticket_prefix", str_of(o->intake.ticket_prefix));
    json_member_text(&w, "desk_department", o->intake.desk->desk_department->code);
    json_member_i64(&w, "reopen_days", MOVE_REOPEN_DAYS);
    write_departments(&w, o->intake.desk);
    write_categories(&w, o->intake.desk);
    write_places(&w, o->intake.desk);
    write_moves(&w, o->proof_required);
    json_end_object(&w);
    answer_json_end(r, 200, &w);
    if (r->status != 200) return true;
    const char *etag = etag_of(r);
    if (!etag) return err_set(e, ERR_MEMORY, "desk: no memory");
    if (answer_is_known(r, etag)) answer_unchanged(r);
    r->etag = etag;
    r->cache = "private, no-cache";
    return true;
}
