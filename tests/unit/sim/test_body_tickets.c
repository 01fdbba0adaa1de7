/* test_body_tickets.c - questions about tickets (which one, cancel it, is it the same) over every
 * category of the desk's table and in each language, against the simulator's checker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/service/intake_private.h"
#include "body_check.h"
#include "domain/conversation.h"
#include "intake_case.h"
#include "store/outbox_store.h"
#include <stdio.h>

#define PHONE   "6281200000001"
#define TICKETS 9 /* as many as the list has room for, beside "a new matter" */

static int64_t ids[TICKETS];

static void tickets_make(struct intake_case *c)
{
    for (int i = 0; i < TICKETS; i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.t%d", i);
        add_text(c, wamid, PHONE, "ID.1", "Jalan berlubang di desa Sebaung kecamatan Gending");
        take(c);
        c->work.now += 20 * MS_PER_DAY; /* too far apart to be one matter */
    }
    ask_equals(c, "SELECT COUNT(*) FROM ticket", TICKETS);
    ids[0] = ask(c, "SELECT MIN(id) FROM ticket");
    for (int i = 1; i < TICKETS; i++) {
        char sql[80];
        (void)snprintf(sql, sizeof sql, "SELECT MIN(id) FROM ticket WHERE id > %lld",
                       (long long)ids[i - 1]);
        ids[i] = ask(c, sql);
    }
}

/* The tickets are about these categories now. */
static size_t categories_give(struct intake_case *c, const struct desk *desk, size_t from)
{
    size_t given = 0;
    for (; from < desk->category_count && given < TICKETS; from++) {
        char sql[200];
        if (desk->categories[from].kind == KIND_WHISTLEBLOWING) continue;
        (void)snprintf(sql, sizeof sql, "UPDATE ticket SET category = '%.*s' WHERE id = %lld",
                       STR_ARG(desk->categories[from].code), (long long)ids[given++]);
        store_do(c->bed.path, sql);
    }
    return from;
}

static void outbox_newest(struct intake_case *c, struct outbound *out)
{
    struct err e = { 0 };
    struct db_rows *rows;
    struct str content = STR_EMPTY;
    bool more;
    must(db_open_rows(c->db, STMT_OUTBOX_LIST_ALL, VALUES(V_INT(INT64_MAX), V_INT(true), V_INT(1)),
                      &rows, &e),
         &e);
    must(db_step(rows, &more, &e) && more && db_text_copy(rows, 4, &c->arena, &content, &e), &e);
    db_close_rows(rows);
    must(outbound_decode(content, &c->arena, out, &e), &e);
}

/* A question of its own, as it stands in the outbox. */
static void asked(struct intake_case *c, struct intake_step *s, enum question question,
                  int64_t ticket_id, const char *label, size_t choices)
{
    struct err e = { 0 };
    struct outbound m = { .body = STR_EMPTY };
    const struct decision d = {
        .question = question, .ticket_id = ticket_id, .arg = STR_EMPTY, .after = { .token = 999999 }
    };
    must(db_begin(c->db, &e), &e);
    must(intake_ask(s, &d, 0, &e), &e);
    must(db_commit(c->db, &e), &e);
    outbox_newest(c, &m);
    assert_int_equal(m.choice_count, choices);
    body_check(&m, label);
}

/* Beside what is said of the ticket: is it a part of the other, the same as somebody else's? */
static void asked_beside(struct intake_step *s, enum question question, int64_t ticket_id,
                         int64_t into_id, const char *label)
{
    struct err e = { 0 };
    struct outbound m = { .type = OUTBOUND_TEXT, .body = STR("Laporan sudah kami terima.") };
    struct decision d = { .into_id = into_id, .after = { .token = 999999 } };
    struct ticket t = { .id = ticket_id };
    must(intake_ask_beside(s, &t, question, &m, &d, &e), &e);
    assert_int_equal(m.choice_count, 2);
    body_check(&m, label);
}

static void test_every_category_in_questions_about_tickets(void **state)
{
    struct intake_case *c = *state;
    struct intake_options options = intake_case_options();
    const struct inbound message = { .sent_at = NOW };
    const struct understood understood = { .intent = INTENT_REPORT };
    tickets_make(c);
    struct intake_step s = { .db = c->db,
                             .options = &options,
                             .arena = &c->arena,
                             .message = &message,
                             .understood = &understood,
                             .now = c->work.now,
                             .contact_id = ask(c, "SELECT MIN(id) FROM contact"),
                             .message_id = ask(c, "SELECT MAX(id) FROM message"),
                             .result = &c->result };
    for (size_t from = 0; from < options.desk->category_count;) {
        from = categories_give(c, options.desk, from);
        for (int l = LANGUAGE_INDONESIAN; l < LANGUAGE_END; l++) {
            s.language = (enum language)l;
            asked(c, &s, QUESTION_TICKET, 0, "which-ticket", TICKETS + 1);
            for (int i = 0; i < TICKETS; i++) {
                asked(c, &s, QUESTION_CANCEL, ids[i], "cancel", 2);
                asked_beside(&s, QUESTION_MATTER, ids[0], ids[i], "part-of");
                asked_beside(&s, QUESTION_SIMILAR, ids[0], ids[i], "same-as");
            }
        }
    }
}

static int teardown(void **state)
{
    body_check_tell();
    return intake_case_group_teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_category_in_questions_about_tickets,
                                        intake_case_setup, intake_case_teardown),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, teardown);
}
