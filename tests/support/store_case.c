/* store_case.c - rows as the program makes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/contact_store.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include "store_case.h"
#include <stdio.h>
#include <string.h>

int store_case_setup(void **state)
{
    static struct store_case c;
    struct err e = { 0 };
    memset(&c, 0, sizeof c);
    if (!store_bed_make(&c.bed)) return -1;
    must(store_bed_migrate(&c.bed, &e), &e);
    must(db_open(c.bed.path, DB_WRITE, &c.db, &e) && db_begin(c.db, &e), &e);
    *state = &c;
    return 0;
}

int store_case_teardown(void **state)
{
    struct store_case *c = *state;
    db_rollback(c->db);
    db_close(c->db);
    arena_clear(&c->arena);
    return store_bed_remove(&c->bed) ? 0 : -1;
}

int64_t case_ask(struct store_case *c, const char *sql)
{
    struct err e = { 0 };
    int64_t n = -1;
    must(db_script_i64(c->db, sql, &n, &e), &e);
    return n;
}

void case_equals(struct store_case *c, const char *sql, int64_t want)
{
    int64_t have = case_ask(c, sql);
    if (have != want) fail_msg("%s: %lld, want %lld", sql, (long long)have, (long long)want);
}

void case_do(struct store_case *c, const char *sql)
{
    struct err e = { 0 };
    must(db_script(c->db, sql, &e), &e);
}

int64_t case_contact(struct store_case *c, const char *phone, const char *bsuid)
{
    struct err e = { 0 };
    int64_t id = 0;
    struct contact_seen seen = { .bsuid = str_of(bsuid),
                                 .wa_id = str_of(phone),
                                 .username = STR_EMPTY,
                                 .name = STR("Warga"),
                                 .sent_at = CASE_NOW,
                                 .now = CASE_NOW };
    must(contact_see(c->db, &seen, &c->arena, &id, &e), &e);
    return id;
}

int64_t case_message(struct store_case *c, int64_t contact_id)
{
    struct err e = { 0 };
    int64_t id = 0;
    char wamid[32];
    (void)snprintf(wamid, sizeof wamid, "wamid.IN%d", ++c->serial);
    struct message_row row = { .wamid = str_of(wamid),
                               .type = MESSAGE_TEXT,
                               .contact_id = contact_id,
                               .sent_at = CASE_NOW,
                               .received_at = CASE_NOW,
                               .text = STR("halo"),
                               .reply_to = STR_EMPTY,
                               .details_json = STR_EMPTY };
    must(message_insert(c->db, &row, &id, &e), &e);
    return id;
}

struct ticket case_ticket(int64_t contact_id)
{
    return (struct ticket){ .contact_id = contact_id,
                            .kind = KIND_COMPLAINT,
                            .status = STATUS_RECEIVED,
                            .channel = CHANNEL_WHATSAPP,
                            .source = SOURCE_WHATSAPP,
                            .priority = PRIORITY_NORMAL,
                            .category = STR("road"),
                            .department = STR("PUPR"),
                            .district = STR("35.13.18"),
                            .village = STR("35.13.18.2008"),
                            .text = STR("Jalan berlubang"),
                            .explanation = STR("{}"),
                            .received_at = CASE_NOW,
                            .created_at = CASE_NOW,
                            .updated_at = CASE_NOW,
                            .stage_at = CASE_NOW,
                            .due_at = CASE_NOW + 3 * MS_PER_DAY,
                            .promise_at = CASE_NOW + 5 * MS_PER_DAY };
}

int64_t case_ticket_insert(struct store_case *c, struct ticket t)
{
    struct err e = { 0 };
    must(ticket_insert(c->db, &t, &e), &e);
    return t.id;
}

static int64_t put(struct store_case *c, int64_t contact_id, int64_t ticket_id,
                   const struct outbound *content)
{
    struct err e = { 0 };
    int64_t id = 0;
    struct outbox_draft draft = { .contact_id = contact_id,
                                  .ticket_id = ticket_id,
                                  .message_id = case_message(c, contact_id),
                                  .content = content,
                                  .now = CASE_NOW };
    must(outbox_put(c->db, &draft, &id, &e), &e);
    return id;
}

int64_t case_reply(struct store_case *c, int64_t contact_id, int64_t ticket_id)
{
    struct outbound content = { .type = OUTBOUND_TEXT, .body = STR("Terima kasih") };
    return put(c, contact_id, ticket_id, &content);
}

int64_t case_template(struct store_case *c, int64_t contact_id)
{
    struct outbound content = { .type = OUTBOUND_TEMPLATE,
                                .template_name = STR("kabar_laporan"),
                                .template_language = STR("id") };
    case_approved(c, "kabar_laporan", "reply", 2);
    return put(c, contact_id, 0, &content);
}

void case_approved(struct store_case *c, const char *name, const char *message, int params)
{
    char sql[400];
    (void)snprintf(
        sql, sizeof sql,
        "INSERT INTO template (name, language, message, params, room, state, updated_at) "
        "VALUES ('%s', 'id', '%s', %d, 900, 2, 0) ON CONFLICT (name, language) DO NOTHING",
        name, message, params);
    case_do(c, sql);
}
