/* intake_details.c - the parts of a message that are not words, as JSON for its row. */
#include "base/json.h"
#include "intake_private.h"

#define DETAILS_MAX 65536

static void member_if(struct json_writer *w, const char *key, struct str value)
{
    if (value.len) json_member_text(w, key, value);
}

static void write_media(struct json_writer *w, const struct inbound_media *m)
{
    if (m->id.len == 0) return;
    json_key_name(w, "media");
    json_begin_object(w);
    json_member_text(w, "id", m->id);
    member_if(w, "mime_type", m->mime_type);
    member_if(w, "sha256", m->sha256);
    member_if(w, "filename", m->filename);
    if (m->voice) json_member_bool(w, "voice", true);
    json_end_object(w);
}

static void write_location(struct json_writer *w, const struct inbound_location *l)
{
    if (!l->present) return;
    json_key_name(w, "location");
    json_begin_object(w);
    json_key_name(w, "lat");
    json_write_double(w, l->latitude);
    json_key_name(w, "lon");
    json_write_double(w, l->longitude);
    member_if(w, "name", l->name);
    member_if(w, "address", l->address);
    json_end_object(w);
}

static bool take(struct json_writer *w, struct buf *text, struct arena *arena, struct str *out,
                 struct err *e)
{
    json_end_object(w);
    bool ok = json_writer_done(w) && arena_copy(arena, buf_view(text), out);
    buf_finish(text);
    return ok || err_set(e, ERR_MEMORY, "details: no memory");
}

bool intake_details(const struct inbound *m, struct arena *arena, struct str *out, struct err *e)
{
    struct buf text;
    struct json_writer w;
    struct str json;
    buf_init(&text, DETAILS_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    write_media(&w, &m->media);
    write_location(&w, &m->location);
    member_if(&w, "choice", m->choice_id);
    member_if(&w, "flow", m->flow_json);
    member_if(&w, "target", m->target);
    member_if(&w, "unsupported", m->unsupported_type);
    member_if(&w, "system", m->system_type);
    member_if(&w, "group", m->group_id);
    if (m->error_code) json_member_i64(&w, "error_code", m->error_code);
    if (m->forwarded) json_member_bool(&w, "forwarded", true);
    if (m->frequently_forwarded) json_member_bool(&w, "frequently_forwarded", true);
    if (m->type == MESSAGE_UNKNOWN) member_if(&w, "type", m->type_name);
    if (!take(&w, &text, arena, &json, e)) return false;
    *out = str_equal(json, STR("{}")) ? STR_EMPTY : json;
    return true;
}

/* The first of them is asked about, the others once that is answered. */
static void also_write(struct json_writer *w, const struct intake_beside *beside)
{
    const struct matter *m = beside->also;
    if (beside->also_count == 0) return;
    json_member_text(w, "also", m[0].category->code);
    if (m[0].place) json_member_text(w, "also_place", m[0].place->code);
    if (beside->also_count == 1) return;
    json_key_name(w, "further");
    json_begin_array(w);
    for (size_t i = 1; i < beside->also_count; i++) {
        json_begin_object(w);
        json_member_text(w, "category", m[i].category->code);
        if (m[i].place) json_member_text(w, "place", m[i].place->code);
        json_end_object(w);
    }
    json_end_array(w);
}

bool intake_event_data(const struct ticket *t, const struct intake_beside *beside,
                       struct arena *arena, struct str *out, struct err *e)
{
    struct buf text;
    struct json_writer w;
    buf_init(&text, DETAILS_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    json_member_text(&w, "kind", str_of(ticket_kind_name(t->kind)));
    json_member_text(&w, "category", t->category);
    json_member_text(&w, "department", t->department);
    member_if(&w, "district", t->district);
    member_if(&w, "village", t->village);
    also_write(&w, beside);
    member_if(&w, "told_in", beside->told_in);
    if (t->promise_at) json_member_time(&w, "promise_at", t->promise_at);
    if (t->due_at) json_member_time(&w, "due_at", t->due_at);
    return take(&w, &text, arena, out, e);
}

bool intake_joined_data(const struct intake_step *s, struct str *out, struct err *e)
{
    const struct place *place = s->understood->place;
    struct buf text;
    struct json_writer w;
    if (!place) {
        *out = STR_EMPTY;
        return true;
    }
    buf_init(&text, DETAILS_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    json_member_text(&w, "place", place->code);
    if (place == s->pin->place && s->pin->other) json_member_text(&w, "or", s->pin->other->code);
    return take(&w, &text, s->arena, out, e);
}
