/* intake_loose.c - photos, pins and voice notes that came before any words. */
#include "intake_words.h"
#include "store/conversation_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

bool intake_loose_keep(struct intake_step *s, struct loose *loose, struct err *e)
{
    const struct inbound_location *location = &s->message->location;
    /* Of more than an album's worth the first ones stay; all are stored as messages anyhow. */
    if (loose->count < LOOSE_MAX) loose->ids[loose->count++] = s->message_id;
    if (!loose->dropped) loose->due_at = s->now + s->options->settle_ms;
    if (s->put_id) loose->asked_row = s->put_id;
    if (!location->present) return true;
    const struct place *place = s->understood->place;
    loose->has_pin = true;
    loose->latitude = location->latitude;
    loose->longitude = location->longitude;
    const struct place *other = place && place == s->pin->place ? s->pin->other : NULL;
    return (arena_copy(s->arena, place ? place->code : STR_EMPTY, &loose->place) &&
            arena_copy(s->arena, other ? other->code : STR_EMPTY, &loose->other)) ||
           err_set(e, ERR_MEMORY, "intake: no memory");
}

static bool pin_join(struct intake_step *s, const struct loose *loose, int64_t ticket_id,
                     struct err *e)
{
    const struct place *place = desk_place(s->options->desk, loose->place);
    const struct inbound_location location = { .present = true,
                                               .latitude = loose->latitude,
                                               .longitude = loose->longitude };
    struct ticket_addition more = { .text = STR_EMPTY,
                                    .location = &location,
                                    .sent_at = loose->at,
                                    .district = place_district(place),
                                    .village = place_village(place) };
    return !loose->has_pin || ticket_join(s->db, ticket_id, &more, s->now, e);
}

bool intake_loose_bind(struct intake_step *s, struct loose *loose, int64_t ticket_id, struct err *e)
{
    for (size_t i = 0; i < loose->count; i++) {
        int64_t event_id;
        if (!message_bind(s->db, loose->ids[i], ticket_id, e) ||
            !intake_event_of(s, ticket_id, loose->ids[i], EVENT_JOINED, STR_EMPTY, &event_id, e))
            return false;
        s->result->joined++;
    }
    bool gone;
    if (loose->asked_row && !outbox_take_back(s->db, loose->asked_row, s->now, &gone, e))
        return false;
    if (!pin_join(s, loose, ticket_id, e)) return false;
    *loose = (struct loose){ .place = STR_EMPTY };
    return true;
}

/* What belongs to no ticket belongs to this one; what stands with another one comes from there. */
static bool held_bind(struct intake_step *s, int64_t message_id, int64_t ticket_id, bool *came,
                      struct err *e)
{
    struct message_told m;
    if (!message_told(s->db, message_id, 0, s->contact_id, s->arena, &m, e)) return false;
    *came = m.ticket_id != ticket_id;
    if (m.ticket_id && *came) return intake_message_move(s, message_id, m.ticket_id, ticket_id, e);
    return message_bind(s->db, message_id, ticket_id, e);
}

bool intake_held_bind(struct intake_step *s, const struct held *held, int64_t ticket_id,
                      struct err *e)
{
    for (size_t i = 0; i < held->count; i++) {
        bool came;
        int64_t event_id, message_id = held->messages[i].id;
        enum held_what what = held->messages[i].what;
        /* A command is no part of what is told, nor is an "ok" behind it. */
        bool told = what == HELD_CHASE || what == HELD_ASIDE || what == HELD_NUMBER ||
                    what == HELD_WORD || what == HELD_FEARED;
        bool only_seen = what == HELD_WORD && held->messages[i].at > s->message->sent_at;
        if (!told) continue;
        if (!held_bind(s, message_id, ticket_id, &came, e)) return false;
        if (only_seen || !came) continue;
        if (!intake_event_of(s, ticket_id, message_id, EVENT_JOINED, STR_EMPTY, &event_id, e))
            return false;
        s->result->joined++;
    }
    return true;
}

void intake_held_keep(struct intake_step *s, struct held *held)
{
    for (size_t i = 0; i < held->count; i++)
        if (held->messages[i].id == 0) held->messages[i].id = s->message_id;
}

/* --- no words came --- */

static bool wordless_tell(struct intake_step *s, const struct ticket *t, int64_t event_id,
                          struct err *e)
{
    struct ticket_words w;
    struct outbound content = { .type = OUTBOUND_TEXT };
    intake_ticket_words(s, t, &w);
    return intake_ticket_place(s, t, &w.vars.place, e) &&
           intake_text(s, REPLY_NEEDS_WORDS, &w.vars, &content.body, e) &&
           intake_put_received(s, &content, &w.vars, t->id, event_id, e);
}

/* It was said that it joins the only report that is open, and nothing else was told: then it does.
 * *id 0: it does not. */
static bool only_open(struct intake_step *s, const struct conversation *c, int64_t *id,
                      struct err *e)
{
    enum { TWO = 2 };
    struct ticket open[TWO];
    size_t count = 0;
    *id = 0;
    if (c->asked != QUESTION_TICKET) return true;
    if (!ticket_list_open_of_contact(s->db, s->contact_id, s->arena, open, TWO, &count, e))
        return false;
    bool only = count == 1 && open[0].id == c->asked_ticket_id &&
                open[0].contact_id == s->contact_id && open[0].kind != KIND_WHISTLEBLOWING;
    if (only) *id = open[0].id;
    return true;
}

static bool bind_only(struct intake_step *s, struct conversation *c, int64_t ticket_id,
                      struct err *e)
{
    int64_t at = c->loose.at;
    conversation_answered(c);
    if (at >= c->last_message_at) {
        c->last_message_at = at;
        c->last_ticket_id = ticket_id;
    }
    return intake_loose_bind(s, &c->loose, ticket_id, e) && conversation_save(s->db, c, e);
}

bool intake_wordless(struct db *db, const struct intake_options *options, int64_t contact_id,
                     int64_t now, struct arena *arena, struct err *e)
{
    static const struct understood nothing = { .intent = INTENT_NONE, .kind = KIND_COMPLAINT };
    static const struct pin no_pin = { 0 };
    const struct intake_beside alone = { .told_in = STR_EMPTY };
    struct inbound silence = { .type = MESSAGE_UNKNOWN, .text = STR_EMPTY };
    struct intake_result result = { 0 };
    struct intake_step s = { .db = db,
                             .options = options,
                             .arena = arena,
                             .message = &silence,
                             .understood = &nothing,
                             .pin = &no_pin,
                             .now = now,
                             .contact_id = contact_id,
                             .result = &result };
    struct decision d = { .act = ACT_CREATE, .take_loose = true };
    struct conversation *c = &d.after;
    struct ticket t;
    struct str data;
    int64_t event_id, only;
    if (!conversation_get(db, contact_id, arena, c, e)) return false;
    silence.sent_at = c->loose.at;
    s.language = c->language;
    s.muted = c->blocked != BLOCK_NONE;
    s.quiet_until = c->quiet_until > now ? c->quiet_until : 0;
    s.message_id = c->loose.count ? c->loose.ids[0] : 0;
    if (!only_open(&s, c, &only, e)) return false;
    if (only) return bind_only(&s, c, only, e);
    intake_draft(&s, &d, &t);
    t.needs_words = true;
    if (!ticket_insert(db, &t, e) || !intake_event_data(&t, &alone, arena, &data, e) ||
        !intake_event(&s, t.id, EVENT_RECEIVED, data, &event_id, e))
        return false;
    conversation_ask(c, QUESTION_WORDS, t.id, c->loose.at);
    c->last_ticket_id = t.id;
    return intake_loose_bind(&s, &c->loose, t.id, e) && wordless_tell(&s, &t, event_id, e) &&
           conversation_save(db, c, e);
}
