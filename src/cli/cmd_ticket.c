/* cmd_ticket.c - kanda ticket NUMBER: one ticket with its timeline, for whoever sits at the
 * machine. Masked as the desk's pages are, and without reports in confidence to the inspectorate:
 * opening those is an act that the audit trail has to hold. */
#include "cli/app.h"
#include "domain/contact.h"
#include "domain/role.h"
#include "store/event_store.h"
#include "store/ticket_store.h"
#include <stdio.h>

#define SHOW_ARENA_MAX ((size_t)64 << 20)
#define LINE_MAX_BYTES ((size_t)4 << 20)

static void put(const char *name, struct str value)
{
    if (value.len) (void)printf("%-12s %.*s\n", name, STR_ARG(value));
}

static void put_time(const char *name, int64_t ms)
{
    char text[RFC3339_SIZE];
    if (ms == 0) return;
    rfc3339_format(ms, text);
    put(name, str_of(text));
}

static void put_masked(const char *name, struct str value, void (*mask)(struct str, struct buf *))
{
    struct buf masked;
    buf_init(&masked, LINE_MAX_BYTES);
    mask(value, &masked);
    if (buf_ok(&masked)) put(name, buf_view(&masked));
    buf_finish(&masked);
}

static void put_place(const struct desk *desk, const char *name, struct str code)
{
    const struct place *place = code.len ? desk_place(desk, code) : NULL;
    put(name, place ? place->name : code);
}

static void show_ticket(const struct app *app, const struct ticket *t)
{
    char number[TICKET_NUMBER_SIZE], ref[CONTACT_REF_SIZE];
    const struct department *department = desk_department(app->desk, t->department);
    const struct category *category = desk_category(app->desk, t->category);
    ticket_number_format(app->conf.desk_ticket_prefix, t->id, number);
    contact_ref_format(t->contact_id, ref);
    put("number", str_of(number));
    put("kind", str_of(ticket_kind_label(t->kind)));
    put("status", str_of(ticket_status_label(t->status)));
    put("outcome", str_of(ticket_outcome_label(t->outcome)));
    put("category", category ? category->name : t->category);
    put("department", department ? department->name : t->department);
    const struct department *body = desk_department(app->desk, t->referred_to);
    if (t->referred_to.len) put("referred to", body ? body->name : t->referred_to);
    put_place(app->desk, "district", t->district);
    put_place(app->desk, "village", t->village);
    put("priority", str_of(ticket_priority_name(t->priority)));
    put("reporter", str_of(ref));
    put_masked("name", t->reporter_name, mask_name);
    put_masked("phone", t->reporter_phone, mask_phone);
    if (t->confidential) put("confidential", STR("yes"));
    put_time("created", t->created_at);
    put_time("due", t->due_at);
    put_time("promised", t->promise_at);
    put_time("paused since", t->paused_since);
    put_time("closed", t->closed_at);
    put_masked("text", t->text, mask_chat);
}

static void show_event(const struct event *event)
{
    char at[RFC3339_SIZE];
    rfc3339_format(event->at, at);
    (void)printf("%s  %-18.*s %.*s %.*s\n", at, STR_ARG(event->type), STR_ARG(event->actor),
                 STR_ARG(event->data_json));
    put_masked("  reason", event->reason, mask_chat);
    put_masked("  text", event->text, mask_chat);
}

static bool show_timeline(struct db *db, int64_t ticket_id, struct err *e)
{
    struct event events[EVENT_LIST_MAX];
    int64_t after = 0;
    bool more = true, ok = true;
    (void)printf("\n");
    while (ok && more) {
        struct arena arena;
        size_t count = 0;
        arena_init(&arena, SHOW_ARENA_MAX);
        ok = event_list(db, ticket_id, after, EVENT_LIST_MAX, &arena, events, &count, &more, e);
        for (size_t i = 0; ok && i < count; i++)
            show_event(&events[i]);
        if (count) after = events[count - 1].id;
        arena_clear(&arena);
    }
    return ok;
}

static bool show(struct app *app, struct db *db, const char *number, struct err *e)
{
    static const struct staff operator= { .department = { "", 0 }, .role = ROLE_OPERATOR };
    int64_t id;
    struct ticket t;
    struct arena arena;
    if (!ticket_number_parse(app->conf.desk_ticket_prefix, str_of(number), &id, e)) return false;
    arena_init(&arena, SHOW_ARENA_MAX);
    bool ok =
        ticket_get(db, id, &arena, &t, e) && (staff_sees_ticket(&operator, t.kind, t.department) ||
                                              err_set(e, ERR_NOT_FOUND, "ticket: no such row"));
    if (ok) show_ticket(app, &t);
    arena_clear(&arena);
    return ok && show_timeline(db, id, e);
}

int cmd_ticket(const struct command_line *line)
{
    struct app app;
    struct db *db = NULL;
    struct err e = { 0 };
    if (line->count != 1) return cli_usage_of(cmd_ticket);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    bool ok = app_migrate(&app, &e) && db_open(app.conf.store_path, DB_READ, &db, &e) &&
              db_begin_read(db, &e);
    ok = ok && show(&app, db, line->operand[0], &e);
    if (db) db_rollback(db);
    db_close(db);
    app_close(&app);
    return ok ? EXIT_DONE : cli_fail(&e);
}
