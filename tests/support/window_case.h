/* window_case.h - for the tests of the window: rows of the outbox, leased and looked at. cmocka.h
 * comes before it. Threads: the test's. */
#ifndef KANDA_TESTS_WINDOW_CASE_H
#define KANDA_TESTS_WINDOW_CASE_H

#include "domain/window.h"
#include "store/contact_store.h"
#include "store/outbox_store.h"
#include "store/template_store.h"
#include "store_case.h"
#include <stdio.h>

#define LEASE_MAX 16
#define EDGE      (CASE_NOW + WINDOW_MS)

static inline int64_t column(struct store_case *c, const char *name, int64_t id)
{
    char sql[100];
    (void)snprintf(sql, sizeof sql, "SELECT %s FROM outbox WHERE id = %lld", name, (long long)id);
    return case_ask(c, sql);
}

static inline void state_is(struct store_case *c, int64_t id, enum outbox_state want)
{
    int64_t have = column(c, "state", id);
    if (have != want)
        fail_msg("row %lld is %s, want %s", (long long)id,
                 outbox_state_name((enum outbox_state)have), outbox_state_name(want));
}

static inline size_t lease(struct store_case *c, int64_t now, struct outbox_lease out[LEASE_MAX])
{
    struct err e = { 0 };
    size_t count = 99;
    must(outbox_lease(c->db, now, &c->arena, out, LEASE_MAX, &count, &e), &e);
    return count;
}

/* Leases exactly this row and gives what is sent. */
static inline struct outbound lease_one(struct store_case *c, int64_t now, int64_t id)
{
    struct outbox_lease out[LEASE_MAX];
    struct outbound m;
    struct err e = { 0 };
    assert_int_equal(lease(c, now, out), 1);
    assert_int_equal(out[0].id, id);
    must(outbound_decode(out[0].content_json, &c->arena, &m, &e), &e);
    must(outbound_check(&m, &e), &e);
    return m;
}

static inline void lease_none(struct store_case *c, int64_t now)
{
    struct outbox_lease out[LEASE_MAX];
    assert_int_equal(lease(c, now, out), 0);
}

static inline int64_t put(struct store_case *c, int64_t contact, int64_t ticket,
                          struct outbound content, const struct outbox_fallback *fallback)
{
    struct err e = { 0 };
    int64_t id = 0;
    struct outbox_draft draft = { .contact_id = contact,
                                  .ticket_id = ticket,
                                  .message_id = case_message(c, contact),
                                  .content = &content,
                                  .fallback = fallback,
                                  .now = CASE_NOW };
    must(outbox_put(c->db, &draft, &id, &e), &e);
    return id;
}

static inline int64_t text(struct store_case *c, int64_t contact, int64_t ticket, const char *words)
{
    struct outbound m = { .type = OUTBOUND_TEXT, .body = str_of(words) };
    return put(c, contact, ticket, m, NULL);
}

static inline int64_t resolved(struct store_case *c, int64_t contact, const char *done)
{
    struct outbound m = { .type = OUTBOUND_TEXT, .body = STR("Laporan selesai, begini ceritanya") };
    struct outbox_fallback f = { .key = TEMPLATE_RESOLVED,
                                 .params = { STR("LK26-00042-7"), str_of(done) },
                                 .param_count = 2 };
    return put(c, contact, 0, m, &f);
}

static inline int64_t released(struct store_case *c, int64_t contact, int64_t now)
{
    struct err e = { 0 };
    struct outbox_released out = { .room = OUTBOX_PRESENT_MAX };
    must(outbox_release(c->db, contact, now, &c->arena, &out, &e), &e);
    return out.count;
}

/* The citizen writes at `now`. */
static inline void writes(struct store_case *c, int64_t now)
{
    struct err e = { 0 };
    int64_t id;
    struct contact_seen seen = { .bsuid = STR_EMPTY,
                                 .wa_id = STR("6281200000001"),
                                 .username = STR_EMPTY,
                                 .name = STR_EMPTY,
                                 .sent_at = now,
                                 .now = now };
    must(contact_see(c->db, &seen, &c->arena, &id, &e), &e);
}

static inline void report(struct store_case *c, int64_t id, const char *wamid,
                          enum delivery_status status, int64_t code)
{
    struct err e = { 0 };
    bool fresh;
    char callback[OUTBOX_CALLBACK_SIZE];
    outbox_callback_format(id, callback);
    struct inbound_status s = { .wamid = str_of(wamid),
                                .status = status,
                                .at = CASE_NOW,
                                .callback = str_of(callback),
                                .error_code = code,
                                .error_title = STR_EMPTY,
                                .error_detail = STR_EMPTY,
                                .pricing_type = STR_EMPTY,
                                .pricing_category = STR_EMPTY };
    must(outbox_status(c->db, &s, CASE_NOW, &fresh, &e), &e);
}

#endif
