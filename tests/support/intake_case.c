/* intake_case.c - requests as the door hands them to service/intake. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/crypto.h"
#include "cli/app.h"
#include "domain/outbox.h"
#include "intake_case.h"
#include <string.h>

static struct desk *desk;
static struct nlu *nlu;

int intake_case_group_setup(void **state)
{
    struct err e = { 0 };
    (void)state;
    must(crypto_init(&e), &e);
    desk = desk_load("", &e);
    must(desk != NULL, &e);
    nlu = nlu_create(desk, "LK", NULL, &e);
    must(nlu != NULL, &e);
    return 0;
}

int intake_case_group_teardown(void **state)
{
    (void)state;
    nlu_destroy(nlu);
    desk_destroy(desk);
    return 0;
}

void intake_case_model(const struct nlu_model *model)
{
    struct err e = { 0 };
    nlu_destroy(nlu);
    nlu = nlu_create(desk, "LK", model, &e);
    must(nlu != NULL, &e);
}

int intake_case_setup(void **state)
{
    static struct intake_case c;
    struct err e = { 0 };
    memset(&c, 0, sizeof c);
    if (!store_bed_make(&c.bed)) return -1;
    must(store_bed_migrate(&c.bed, &e), &e);
    must(db_open(c.bed.path, DB_WRITE, &c.db, &e), &e);
    c.work = (struct intake_work){ .body = STR("{\"the\":\"raw request\"}"),
                                   .now = NOW,
                                   .arena = &c.arena,
                                   .understood = c.understood };
    c.work.batch = (struct inbound_batch){ .messages = c.messages,
                                           .echoes = c.echoes,
                                           .statuses = c.statuses,
                                           .notices = c.notices,
                                           .rejects = c.rejects };
    *state = &c;
    return 0;
}

int intake_case_teardown(void **state)
{
    struct intake_case *c = *state;
    db_close(c->db);
    arena_clear(&c->arena);
    return store_bed_remove(&c->bed) ? 0 : -1;
}

static struct inbound text_of(const struct intake_case *c, const char *wamid, const char *phone,
                              const char *bsuid, const char *text)
{
    return (struct inbound){ .type = MESSAGE_TEXT,
                             .type_name = STR("text"),
                             .wamid = str_of(wamid),
                             .sent_at = c->work.now - MS_PER_SECOND,
                             .wa_id = str_of(phone),
                             .bsuid = str_of(bsuid),
                             .username = STR_EMPTY,
                             .profile_name = STR("Warga"),
                             .group_id = STR_EMPTY,
                             .text = str_of(text),
                             .reply_to = STR_EMPTY,
                             .choice_id = STR_EMPTY,
                             .flow_json = STR_EMPTY,
                             .target = STR_EMPTY,
                             .shared_phone = STR_EMPTY,
                             .system_type = STR_EMPTY,
                             .new_wa_id = STR_EMPTY,
                             .new_bsuid = STR_EMPTY,
                             .unsupported_type = STR_EMPTY };
}

struct inbound *add_echo(struct intake_case *c, const char *wamid, const char *phone,
                         const char *text)
{
    size_t n = c->work.batch.echo_count++;
    assert_true(n < PARTS_MAX);
    c->echoes[n] = text_of(c, wamid, phone, "", text);
    return &c->echoes[n];
}

struct inbound *add_text(struct intake_case *c, const char *wamid, const char *phone,
                         const char *bsuid, const char *text)
{
    struct err e = { 0 };
    size_t n = c->work.batch.message_count++;
    assert_true(n < PARTS_MAX);
    struct inbound *m = &c->messages[n];
    *m = text_of(c, wamid, phone, bsuid, text);
    must(nlu_understand(nlu, m->text, telling_at(NOW), &c->arena, &c->understood[n], &e), &e);
    return m;
}

struct inbound_status *add_status(struct intake_case *c, const char *wamid,
                                  enum delivery_status status, int64_t outbox_id)
{
    char callback[OUTBOX_CALLBACK_SIZE];
    size_t n = c->work.batch.status_count++;
    assert_true(n < PARTS_MAX);
    struct inbound_status *s = &c->statuses[n];
    *s = (struct inbound_status){ .wamid = str_of(wamid),
                                  .status = status,
                                  .status_name = str_of(delivery_status_name(status)),
                                  .at = c->work.now,
                                  .callback = STR_EMPTY,
                                  .error_title = STR_EMPTY,
                                  .error_detail = STR_EMPTY,
                                  .pricing_type = STR_EMPTY,
                                  .pricing_category = STR_EMPTY };
    if (outbox_id == 0) return s;
    outbox_callback_format(outbox_id, callback);
    assert_true(arena_copy(&c->arena, str_of(callback), &s->callback));
    return s;
}

static bool understand(const void *ctx, struct str text, struct telling telling,
                       struct arena *arena, struct understood *out, struct err *e)
{
    return nlu_understand(ctx, text, telling, arena, out, e);
}

struct intake_options intake_case_options(void)
{
    return (struct intake_options){ .desk = desk,
                                    .understand = understand,
                                    .understand_ctx = nlu,
                                    .ticket_prefix = "LK",
                                    .silence_ms = 60 * MS_PER_MINUTE,
                                    .settle_ms = 600 * MS_PER_SECOND,
                                    .similar = { 14 * MS_PER_DAY, 300 } };
}

static bool run(struct intake_case *c, struct err *e)
{
    struct intake_options options = intake_case_options();
    bool ok = intake_run(c->db, &options, &c->work, &c->result, e);
    c->work.batch.message_count = c->work.batch.status_count = 0;
    c->work.batch.echo_count = 0;
    c->work.batch.notice_count = c->work.batch.reject_count = 0;
    return ok;
}

void take(struct intake_case *c)
{
    struct err e = { 0 };
    must(db_begin(c->db, &e), &e);
    must(run(c, &e), &e);
    must(db_commit(c->db, &e), &e);
}

void take_fails(struct intake_case *c, enum err_code code)
{
    struct err e = { 0 };
    must(db_begin(c->db, &e), &e);
    db_set_deadline(c->db, 1); /* long ago */
    assert_false(run(c, &e));
    assert_int_equal(e.code, code);
    db_set_deadline(c->db, 0);
    db_rollback(c->db);
}

/* By the connection of the case: to open another reads the whole schema, which takes longer than
 * what is asked. */
int64_t ask(struct intake_case *c, const char *sql)
{
    struct err e = { 0 };
    int64_t n = -1;
    must(db_script_i64(c->db, sql, &n, &e), &e);
    return n;
}

void ask_equals(struct intake_case *c, const char *sql, int64_t want)
{
    int64_t have = ask(c, sql);
    if (have != want) fail_msg("%s: %lld, want %lld", sql, (long long)have, (long long)want);
}
