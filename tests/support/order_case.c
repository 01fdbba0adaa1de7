/* order_case.c - each order is a citizen of its own, and what became of them is compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "order_case.h"
#include <stdio.h>
#include <string.h>

#define TWICE_MAX   24 /* orders in which each message also comes twice */
#define SUMMARY_MAX 2000
/* Between two orders: nobody's report is the same as one of so long ago. */
#define APART_MS (20 * MS_PER_DAY)

/* A number that was given cannot be taken back: what was merged into a ticket is that ticket. */
#define WHOLE "(SELECT w.id FROM ticket AS w WHERE w.id = ticket.id OR w.merged_into = ticket.id)"
#define LINES                                                                                      \
    "COALESCE((SELECT group_concat(x, ' / ') FROM (SELECT m.type || ' ' || COALESCE(m.text, '') "  \
    "AS x FROM message AS m WHERE m.ticket_id IN " WHOLE " AND m.id IN (SELECT message_id FROM "   \
    "event WHERE ticket_id IN " WHOLE " AND type IN ('received', 'joined', 'corrected')) "         \
    "ORDER BY m.sent_at)), '') "
#define SUMMARY_OF(lines)                                                                          \
    "(SELECT COALESCE(group_concat(t, ' ; '), '') FROM (SELECT category || ' ' || department || "  \
    "' ' || COALESCE(district, '-') || ' ' || COALESCE(village, '-') || ' ' || kind || ' ' || "    \
    "priority || ' ' || confidential || ' ' || status || ' ' || supporters || ': ' || " lines      \
    "AS t FROM ticket WHERE merged_into IS NULL AND contact_id = (SELECT id FROM contact WHERE "   \
    "wa_id = '" CHAT_PHONE "%d') ORDER BY t))"
#define SUMMARY SUMMARY_OF(LINES)
#define TICKETS SUMMARY_OF("''")

static struct chat_run run; /* each order is a citizen of its own */
static bool lines_apart;    /* the tickets are the same, but not on which each line stands */
static size_t wrong;        /* orders that made other tickets */

/* Six letters at a time: ask() gives numbers only. */
static void summary_read(int citizen, char out[SUMMARY_MAX])
{
    char sql[2 * SUMMARY_MAX];
    size_t len = 0;
    for (int64_t at = 1, six = 1; six != 0 && len + 6 < SUMMARY_MAX; at += 6) {
        (void)snprintf(
            sql, sizeof sql,
            "WITH q(s) AS (SELECT substr(" SUMMARY ", %lld, 6)) SELECT SUM(COALESCE("
            "unicode(substr(s, n, 1)) & 127, 0) << (7 * n - 7)) FROM q, (SELECT 1 AS n "
            "UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6)",
            citizen, (long long)at);
        six = ask(run.c, sql);
        for (int64_t letters = six; letters; letters >>= 7)
            out[len++] = (char)(letters & 127);
    }
    out[len] = '\0';
}

/* Delivers the messages in this order, each `copies` times; the citizen they came from. */
static int deliver(const struct order_row *row, const size_t *order, size_t count, int copies)
{
    static int64_t from = NOW;
    from += APART_MS;
    arena_clear(&run.c->arena);
    run.citizen++;
    run.copies = copies;
    for (size_t i = 0; i < count; i++) {
        char why[700] = "";
        run.at = from + row->said[order[i]].at_s * MS_PER_SECOND;
        run.c->work.now = from + 10000 * MS_PER_SECOND;
        if (!chat_line(&run, str_of(row->said[order[i]].line), why, sizeof why))
            fail_msg("%s: %s", row->what, why);
    }
    return run.citizen;
}

static size_t wrong_before; /* orders of the rows before this one */

static void compare(const struct order_row *row, const size_t *order, size_t count, int copies,
                    int first)
{
    char sql[2 * SUMMARY_MAX], want[SUMMARY_MAX], got[SUMMARY_MAX],
        names[4 * ORDER_MESSAGES_MAX] = "";
    int citizen = deliver(row, order, count, copies);
    (void)snprintf(sql, sizeof sql,
                   lines_apart ? "SELECT " TICKETS " = " TICKETS : "SELECT " SUMMARY " = " SUMMARY,
                   first, citizen);
    if (ask(run.c, sql) == 1) return;
    if (wrong++ > wrong_before) return; /* one of a row is told */
    summary_read(first, want);
    summary_read(citizen, got);
    for (size_t i = 0; i < count; i++)
        (void)snprintf(names + strlen(names), sizeof names - strlen(names), " %zu", order[i]);
    print_message("%s, order%s x%d:\n  %s\n  instead of\n  %s\n", row->what, names, copies, got,
                  want);
}

static void permute(const struct order_row *row, size_t *order, size_t from, size_t count,
                    int first, int *orders)
{
    if (from == count) {
        compare(row, order, count, 1, first);
        if ((*orders)++ < TWICE_MAX) compare(row, order, count, 2, first);
        return;
    }
    for (size_t i = from; i < count; i++) {
        size_t kept = order[from];
        order[from] = order[i];
        order[i] = kept;
        permute(row, order, from + 1, count, first, orders);
        order[i] = order[from];
        order[from] = kept;
    }
}

void order_try(const struct order_row *row, bool apart)
{
    size_t count = 0, order[ORDER_MESSAGES_MAX];
    int orders = 0;
    lines_apart = apart;
    wrong_before = wrong;
    while (count < ORDER_MESSAGES_MAX && row->said[count].line) {
        order[count] = count;
        count++;
    }
    permute(row, order, 0, count, deliver(row, order, count, 1), &orders);
}

/* An answer cannot overtake the question, which follows from what was received. */
bool order_is_own_words(struct str line)
{
    static const char *const others[] = { "> [kutip", "> [tekan",   "+",
                                          "*",        "@",          "~",
                                          "> ya",     "> iya",      "> tidak",
                                          "> bukan",  "> yg ",      "> itu masalah lain",
                                          "> mboten", "> hal lain", "> drainase" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts(line, str_of(others[i]))) return false;
    return true;
}

size_t order_wrong(void)
{
    size_t count = wrong;
    wrong = 0;
    return count;
}

int order_setup(void **state)
{
    void *c = NULL;
    if (intake_case_group_setup(state) != 0 || intake_case_setup(&c) != 0) return -1;
    run = (struct chat_run){ .c = c };
    return 0;
}

int order_teardown(void **state)
{
    return intake_case_teardown((void **)&run.c) | intake_case_group_teardown(state);
}
