/* notices.c - who is told is decided here; by mail they are told in delivery/notice_mail.c. */
#include "notices.h"
#include "store/contact_store.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "store/staff_contact_store.h"
#include "store/staff_notice_store.h"
#include "store/template_store.h"

#define RUN_MAX      4
#define SETTLE_MAX   32
#define EXPIRES_MS   MS_PER_DAY
#define TEMPLATE_MS  (10 * MS_PER_MINUTE) /* until it is looked for again */
#define NOTICE_WAMID "notice:"

struct plan {
    struct db *db;
    struct arena *arena;
    struct staff_notice notice;
    int64_t now;
};

static bool road_plan(struct plan *p, enum notice_road road, struct str address, struct str other,
                      struct err *e)
{
    if (address.len == 0 || str_equal(address, other)) return true;
    p->notice.road = road;
    return staff_notice_put(p->db, &p->notice, p->now, e);
}

/* Whoever is contact person and head as well is told once: `first` has been told already. */
static bool person_plan(struct plan *p, const struct staff_contact *c,
                        const struct staff_contact *first, struct err *e)
{
    p->notice.department = c->department;
    p->notice.rung = c->rung;
    return road_plan(p, ROAD_WHATSAPP, c->phone, first ? first->phone : STR_EMPTY, e) &&
           road_plan(p, ROAD_MAIL, c->mail, first ? first->mail : STR_EMPTY, e);
}

bool notices_plan(struct db *db, const struct intake_options *options,
                  const struct notice_cause *cause, struct arena *arena, int64_t now, struct err *e)
{
    const struct notice_target target =
        notice_target_of(options->desk, cause->kind, cause->ticket, cause->percent);
    struct plan p = { .db = db,
                      .arena = arena,
                      .notice = { .kind = cause->kind,
                                  .cause = cause->event_id,
                                  .ticket_id = cause->ticket->id,
                                  .due_at = now },
                      .now = now };
    struct staff_contact people[2];
    const struct staff_contact *first = NULL;
    bool told = false;
    /* Whoever objects writes several messages: one look at the ticket sees them all. */
    if (cause->kind == NOTICE_OBJECTION &&
        !staff_notice_objection(db, cause->ticket->id, day_start_ms(day_of_ms(now)), &told, e))
        return false;
    if (told) return true;
    /* The ladder's last day ends at midnight, and citizens write at night. */
    if (cause->kind == NOTICE_REMINDER || cause->kind == NOTICE_OBJECTION)
        p.notice.due_at = notice_send_at(options->desk, now);
    p.notice.expires_at = p.notice.due_at + EXPIRES_MS;
    for (size_t i = 0; i < target.count; i++) {
        bool found;
        if (!staff_contact_get(db, target.department, target.rungs[i], arena, &people[i], &found,
                               e))
            return false;
        if (!found) continue;
        if (!person_plan(&p, &people[i], first, e)) return false;
        first = &people[i];
    }
    return true;
}

/* --- digests --- */

static bool digest_plan(struct db *db, const struct intake_options *o,
                        const struct staff_contact *c, struct arena *arena, int64_t now,
                        struct err *e)
{
    struct plan p = { .db = db,
                      .arena = arena,
                      .notice = { .kind = NOTICE_DIGEST,
                                  .cause = day_of_ms(now),
                                  .due_at = now,
                                  .expires_at = day_end_ms(day_of_ms(now)) },
                      .now = now };
    struct staff_contact to, first;
    bool found, has_first = false;
    struct notice_digest *digest = arena_zero(arena, 1, sizeof *digest);
    if (!digest) return err_set(e, ERR_MEMORY, "digest: no memory");
    if (!staff_contact_digest_done(db, c, p.notice.cause, e) ||
        !staff_digest_get(db, c->department, notice_soon_at(o->desk, now), now, arena, digest, e))
        return false;
    if (digest->open == 0) return true; /* nothing to tell */
    if (!staff_contact_get(db, c->department, c->rung, arena, &to, &found, e)) return false;
    if (c->rung == RUNG_HEAD &&
        !staff_contact_get(db, c->department, RUNG_CONTACT, arena, &first, &has_first, e))
        return false;
    return !found || person_plan(&p, &to, has_first ? &first : NULL, e);
}

static bool digests_run(struct db *db, const struct intake_options *o, int64_t now, bool *more,
                        struct err *e)
{
    if (o->digest_minute < 0 || !notice_digest_time(o->desk, o->digest_minute, now)) return true;
    for (int i = 0; i < RUN_MAX; i++) {
        struct arena arena = { 0 };
        struct staff_contact c;
        bool found;
        bool ok = staff_contact_digest_next(db, day_of_ms(now), &arena, &c, &found, e) &&
                  (!found || digest_plan(db, o, &c, &arena, now, e));
        arena_clear(&arena);
        if (!ok || !found) return ok;
    }
    *more = true;
    return true;
}

/* --- into the outbox --- */

struct hand {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    struct staff_notice notice;
    int64_t now;
    struct upkeep_result *out;
};

/* A reply in the outbox has a cause: of a digest, which has no event, a message that leaves for
 * nobody. */
static bool anchor(struct hand *h, int64_t contact_id, int64_t *message_id, struct err *e)
{
    const char *wamid = arena_printf(h->arena, "%s%lld", NOTICE_WAMID, (long long)h->notice.id);
    if (!wamid) return err_set(e, ERR_MEMORY, "notice: no memory");
    const struct message_row row = { .wamid = str_of(wamid),
                                     .outbound = true,
                                     .type = MESSAGE_UNKNOWN,
                                     .contact_id = contact_id,
                                     .sent_at = h->now,
                                     .received_at = h->now };
    return message_insert(h->db, &row, message_id, e);
}

/* What is still true when WhatsApp may be asked again is worth the wait; else it fails then, in
 * sight. */
static bool waits(struct hand *h, int64_t contact_id, bool *yes, struct err *e)
{
    int64_t until;
    if (!contact_unreachable_until(h->db, contact_id, h->now, &until, e)) return false;
    *yes = until != 0;
    return !*yes || staff_notice_later(h->db, h->notice.id, until,
                                       STR("WhatsApp cannot reach this number"), e);
}

static bool put(struct hand *h, const struct outbox_fallback *f,
                const struct template_choice *choice, struct err *e)
{
    struct outbound m = { .type = OUTBOUND_TEMPLATE,
                          .template_name = choice->name,
                          .template_language = choice->language,
                          .param_count = f->param_count };
    const struct contact_seen seen = { .bsuid = STR_EMPTY,
                                       .wa_id = h->notice.phone,
                                       .username = STR_EMPTY,
                                       .name = STR_EMPTY,
                                       .now = h->now };
    struct outbox_draft draft = { .content = &m, .now = h->now };
    int64_t outbox_id;
    bool digest = h->notice.kind == NOTICE_DIGEST, later;
    /* No ticket_id: whoever reads the ticket's replies is not shown whom the unit was told by. */
    draft.event_id = digest ? 0 : h->notice.cause;
    if (!template_params_fit(f->params, f->param_count, choice->room, h->arena, m.params, e) ||
        !contact_see(h->db, &seen, h->arena, &draft.contact_id, e) ||
        !waits(h, draft.contact_id, &later, e))
        return false;
    if (later) return true;
    if ((digest && !anchor(h, draft.contact_id, &draft.message_id, e)) ||
        !outbox_put(h->db, &draft, &outbox_id, e))
        return false;
    h->out->replies++;
    return staff_notice_handed(h->db, h->notice.id, outbox_id, draft.contact_id, h->now, e);
}

static bool hand_one(struct hand *h, struct err *e)
{
    const struct staff_notice *n = &h->notice;
    struct notice_words words = { .desk = h->options->desk,
                                  .ticket_prefix = h->options->ticket_prefix,
                                  .console_url = "" };
    struct ticket *ticket = arena_zero(h->arena, 1, sizeof *ticket);
    struct notice_digest *digest = arena_zero(h->arena, 1, sizeof *digest);
    struct outbox_fallback f;
    struct template_choice choice;
    bool is_true, found;
    if (!ticket || !digest) return err_set(e, ERR_MEMORY, "notice: no memory");
    if (!staff_notice_words(h->db, n, h->now, h->arena, ticket, digest, &words, &is_true, e))
        return false;
    if (!is_true || n->phone.len == 0)
        return staff_notice_end(h->db, n->id, NOTICE_MOOT,
                                is_true ? STR("no address any more") : STR("no longer true"),
                                h->now, e);
    if (!notice_template(&words, h->arena, &f, e) ||
        !template_find(h->db, f.key, f.language, h->arena, &choice, &found, e))
        return false;
    return found ? put(h, &f, &choice, e)
                 : staff_notice_later(h->db, n->id, h->now + TEMPLATE_MS,
                                      STR("its template is not approved"), e);
}

/* What fails for a reason of its own must not hold up the others. */
static bool hand_or_end(struct hand *h, struct err *e)
{
    struct err why = { 0 };
    if (!db_savepoint(h->db, e)) return false;
    if (hand_one(h, &why)) return db_release(h->db, e);
    if (err_is_transient(why.code)) {
        *e = why;
        return false;
    }
    return db_rollback_to(h->db, e) &&
           staff_notice_end(h->db, h->notice.id, NOTICE_FAILED, str_of(why.text), h->now, e);
}

static bool hands_run(struct db *db, const struct intake_options *o, int64_t now,
                      struct upkeep_result *out, struct err *e)
{
    for (int i = 0; i < RUN_MAX; i++) {
        struct arena arena = { 0 };
        struct hand h = { .db = db, .options = o, .arena = &arena, .now = now, .out = out };
        bool ok = staff_notice_next(db, ROAD_WHATSAPP, now, &arena, &h.notice, e) &&
                  (h.notice.id == 0 || hand_or_end(&h, e));
        arena_clear(&arena);
        if (!ok || h.notice.id == 0) return ok;
    }
    out->more = true;
    return true;
}

bool notices_run(struct db *db, const struct intake_options *options, int64_t now,
                 struct upkeep_result *out, struct err *e)
{
    return digests_run(db, options, now, &out->more, e) && hands_run(db, options, now, out, e) &&
           staff_notice_settle(db, now, SETTLE_MAX, e);
}
