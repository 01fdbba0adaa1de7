/* past.c - a town whose clock is passed in: letters, answers, deeds of the desk, time. */
#include "past.h"
#include "http/webhook_pin.h"
#include "http/webhook_work.h"
#include "letter.h"
#include "service/staff_account.h"
#include "service/upkeep.h"
#include "store/migrate.h"
#include "store/outbox_store.h"
#include "store/staff_store.h"
#include "store/template_store.h"
#include "store/ticket_store.h"
#include "wa/request.h"
#include <stdio.h>

#define UPKEEP_EVERY_MS (3 * MS_PER_HOUR)
#define LEASE_MAX       32
#define BODY_MAX        ((size_t)64 << 10)
#define WAMID_SIZE      40
#define NOT_THERE       131026 /* Meta: the number is not on WhatsApp; source: reference "Errors" */

size_t past_roll(struct past *p, size_t below)
{
    p->dice = p->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(p->dice >> 33) % below;
}

/* --- the desk's people --- */

static bool account_make(struct past *p, const char *name, enum role role, const char *department,
                         const char *hash, struct staff *out, struct err *e)
{
    struct staff_row row;
    const struct staff_account account = { .name = str_of(name),
                                           .role = str_of(role_name(role)),
                                           .department = str_of(department),
                                           .password_hash = hash };
    const struct desk_act by = { STR(ACTOR_COMMAND), p->now };
    if (!staff_account_add(p->db, p->app.desk, &account, &by, e) ||
        !staff_find(p->db, str_of(name), &p->arena, &row, e))
        return false;
    if (!out) return true;
    *out = row.staff; /* the arena goes; names and codes are literals here */
    out->name = str_of(name);
    out->department = str_of(department);
    return true;
}

static bool accounts_make(struct past *p, const char *password, struct err *e)
{
    static const char *const officers[][2] = {
        { "petugas-pupr", "PUPR" },     { "petugas-dishub", "DISHUB" },
        { "petugas-dlh", "DLH" },       { "petugas-dukcapil", "DUKCAPIL" },
        { "petugas-dinsos", "DINSOS" }, { "petugas-dinkes", "DINKES" },
        { "inspektur", "INSPEKTORAT" },
    };
    char hash[PASSWORD_HASH_SIZE];
    if (!staff_account_hash(str_of(password), hash, e) ||
        !account_make(p, "meja", ROLE_OPERATOR, "", hash, &p->desk, e) ||
        !account_make(p, "pimpinan", ROLE_SUPERVISOR, "", hash, NULL, e) ||
        !account_make(p, "pengawas", ROLE_AUDITOR, "", hash, NULL, e))
        return false;
    for (size_t i = 0; i < sizeof officers / sizeof *officers; i++)
        if (!account_make(p, officers[i][0], ROLE_OFFICER, officers[i][1], hash,
                          &p->officer[p->officers++], e))
            return false;
    return true;
}

const struct staff *past_officer(const struct past *p, struct str department)
{
    for (size_t i = 0; i < p->officers; i++)
        if (str_equal(p->officer[i].department, department)) return &p->officer[i];
    return &p->desk;
}

/* --- open and close --- */

static bool templates_approve(struct past *p, struct err *e)
{
    const struct desk *desk = p->app.desk;
    if (!template_sync(p->db, desk->templates, desk->template_count, p->now, e)) return false;
    for (size_t i = 0; i < desk->template_count; i++) {
        const struct message_template *t = &desk->templates[i];
        const struct template_news news = { .name = t->name,
                                            .language = t->language,
                                            .has_state = true,
                                            .state = TEMPLATE_APPROVED,
                                            .category = t->category };
        if (!template_news_apply(p->db, &news, p->now, p->now, e)) return false;
    }
    return true;
}

static bool newest_ticket(struct past *p, int64_t *id, struct err *e)
{
    const struct ticket_query query = { .limit = 1 };
    struct ticket t;
    struct ticket_found found;
    if (!ticket_list(p->db, &query, &p->arena, &t, &found, e)) return false;
    *id = found.count ? t.id : 0;
    return true;
}

static bool is_empty(struct past *p, struct err *e)
{
    int64_t id;
    return newest_ticket(p, &id, e) &&
           (id == 0 || err_set(e, ERR_CONFLICT, "%s: has tickets already", p->app.conf.store_path));
}

bool past_open(struct past *p, const char *config, const char *password, const char *chats,
               int64_t begin, struct err *e)
{
    *p = (struct past){ .now = begin, .kept_up = begin, .dice = 20261128 };
    if (!app_open(&p->app, config, e)) return false;
    p->options = app_intake(&p->app);
    if (chats && !(p->chats = fopen(chats, "wb")))
        return err_set(e, ERR_IO, "%s: cannot be written", chats);
    return store_migrate(p->app.conf.store_path, &p->app.clock, NULL, e) &&
           app_database(&p->app, &p->db, e) && is_empty(p, e) && db_begin(p->db, e) &&
           accounts_make(p, password, e) && templates_approve(p, e);
}

bool past_commit(struct past *p, struct err *e)
{
    arena_clear(&p->arena);
    return db_commit(p->db, e) && db_begin(p->db, e);
}

void past_close(struct past *p)
{
    arena_clear(&p->arena);
    if (p->chats) (void)fclose(p->chats);
    if (p->db) db_close(p->db); /* what is not committed is not wanted */
    app_close(&p->app);
}

/* --- our answers --- */

static bool status_tell(struct past *p, struct str wamid, const struct outbox_lease *row,
                        enum delivery_status status, struct str category, struct err *e)
{
    char callback[OUTBOX_CALLBACK_SIZE];
    struct intake_result result;
    outbox_callback_format(row->id, callback);
    struct inbound_status told = { .wamid = wamid,
                                   .status = status,
                                   .status_name = str_of(delivery_status_name(status)),
                                   .at = p->now,
                                   .recipient_wa_id = row->wa_id,
                                   .callback = str_of(callback),
                                   .pricing_type = STR("regular"),
                                   .pricing_category = category };
    const struct intake_work work = { .body = STR("{}"),
                                      .batch = { .statuses = &told, .status_count = 1 },
                                      .now = p->now,
                                      .arena = &p->arena };
    return intake_run(p->db, &p->options, &work, &result, e);
}

/* Some citizens read at once, some never do. */
static bool statuses_tell(struct past *p, struct str wamid, const struct outbox_lease *row,
                          const struct outbound *content, struct err *e)
{
    struct str category = content->type == OUTBOUND_TEMPLATE ? STR("utility") : STR("service");
    if (!status_tell(p, wamid, row, DELIVERY_SENT, category, e)) return false;
    if (past_roll(p, 40) == 0) return true;
    if (!status_tell(p, wamid, row, DELIVERY_DELIVERED, category, e)) return false;
    return past_roll(p, 6) == 0 || status_tell(p, wamid, row, DELIVERY_READ, category, e);
}

static bool on_phone(const struct outbox_lease *row)
{
    return str_starts(row->wa_id, STR(PAST_PHONE_PREFIX));
}

static bool chat_keep(struct past *p, const struct outbox_lease *row,
                      const struct outbound *content, struct str wamid, struct err *e)
{
    char callback[OUTBOX_CALLBACK_SIZE];
    struct buf request;
    if (!p->chats || !on_phone(row)) return true;
    buf_init(&request, BODY_MAX);
    outbox_callback_format(row->id, callback);
    bool ok = wa_request_build(content, &(struct wa_recipient){ row->wa_id, row->bsuid },
                               str_of(callback), &request, e);
    if (ok) demo_chat_answer(p, buf_view(&request), wamid);
    buf_finish(&request);
    return ok;
}

static bool answer_send(struct past *p, const struct outbox_lease *row, struct err *e)
{
    static const struct outbox_reason not_there = { NOT_THERE, { "Message undeliverable", 21 } };
    struct outbound content;
    char wamid[WAMID_SIZE];
    (void)snprintf(wamid, sizeof wamid, "wamid.ANSWER%lld", (long long)row->id);
    if (!on_phone(row) && past_roll(p, 250) == 0)
        return outbox_fail(p->db, row->id, &not_there, p->now, e);
    return outbound_decode(row->content_json, &p->arena, &content, e) &&
           outbox_accept(p->db, row->id, str_of(wamid), p->now, e) &&
           chat_keep(p, row, &content, str_of(wamid), e) &&
           statuses_tell(p, str_of(wamid), row, &content, e);
}

static bool answers_send(struct past *p, struct err *e)
{
    struct outbox_lease rows[LEASE_MAX];
    size_t count;
    do {
        if (!outbox_lease(p->db, p->now, &p->arena, rows, LEASE_MAX, &count, e)) return false;
        for (size_t i = 0; i < count; i++)
            if (!answer_send(p, &rows[i], e)) return false;
    } while (count > 0);
    return true;
}

/* --- what citizens write --- */

bool past_write(struct past *p, const struct past_letter *letter, int64_t *ticket_id, struct err *e)
{
    struct intake_work work;
    struct intake_result result;
    struct buf body;
    char wamid[WAMID_SIZE];
    struct str kept;
    (void)snprintf(wamid, sizeof wamid, "wamid.LETTER%lld", (long long)++p->letters);
    buf_init(&body, BODY_MAX);
    demo_letter_webhook(p, letter, str_of(wamid), &body);
    bool ok = buf_ok(&body) && arena_copy(&p->arena, buf_view(&body), &kept);
    buf_finish(&body);
    if (!ok) return err_set(e, ERR_MEMORY, "past: no memory for a letter");
    if (!webhook_work_make(p->app.nlu, str_of(p->app.conf.whatsapp_phone_number_id), kept, p->now,
                           &p->arena, &work, e))
        return false;
    webhook_pin_read(p->app.area, &work);
    if (!intake_run(p->db, &p->options, &work, &result, e)) return false;
    if (result.quarantined) return err_set(e, ERR_INTERNAL, "past: a letter went to quarantine");
    demo_chat_letter(p, letter, str_of(wamid));
    *ticket_id = 0;
    return (!result.tickets || newest_ticket(p, ticket_id, e)) && answers_send(p, e);
}

/* --- time, and work --- */

static bool keep_up(struct past *p, struct err *e)
{
    struct upkeep_result result;
    do {
        if (!upkeep_run(p->db, &p->options, p->now, &result, e)) return false;
        if (result.troubles) return err_set(e, ERR_INTERNAL, "past: upkeep put a ticket off");
    } while (result.more);
    return answers_send(p, e);
}

bool past_wait(struct past *p, int64_t until, struct err *e)
{
    while (p->kept_up + UPKEEP_EVERY_MS <= until) {
        p->kept_up += UPKEEP_EVERY_MS;
        if (p->now < p->kept_up) p->now = p->kept_up;
        if (!keep_up(p, e)) return false;
    }
    if (p->now < until) p->now = until;
    return true;
}

bool past_work(struct past *p, const struct staff *who, int64_t ticket_id, struct ticket *t,
               struct casework *c, struct err *e)
{
    *c = (struct casework){ .db = p->db,
                            .options = &p->options,
                            .arena = &p->arena,
                            .who = who,
                            .now = p->now,
                            .ticket = t };
    return ticket_get(p->db, ticket_id, &p->arena, t, e);
}

bool past_did(struct past *p, const struct casework *c, bool ok, struct err *e)
{
    if (!ok) return false;
    if (c->refusal.kind != REFUSAL_NONE) {
        p->refused++;
        (void)snprintf(p->refusal, sizeof p->refusal, "%s: %s", c->refusal.code, c->refusal.detail);
    }
    return answers_send(p, e);
}
