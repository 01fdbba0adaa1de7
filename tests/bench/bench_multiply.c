/* bench_multiply.c - a database many times as large, from one that intake has filled.
 *
 *   bench_multiply --db PATH --times N
 *
 * Every row of the first messages is written N - 1 times more, each time with new ids, new
 * citizens, new random keys and a later date, so that the indexes look as if all of it had come in
 * one by one; that would take ten times as long. Columns are asked of the database, so that a new
 * one is copied as it is. A broken-off run leaves a broken file: run.sh renames it when it is
 * whole. */
#include "base/buf.h"
#include "bench.h"
#include "domain/ticket.h"
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define SQL_MAX 8192
#define PRIME   10000000019 /* contact ids times PHI, modulo this, are different phone numbers */
#define PHI     2654435761

struct multiplying {
    sqlite3 *db;
    int64_t copy, shift_ms; /* which copy, how much later */
};

static const char *const ids[] = { "contact", "webhook_body", "message", "event", "outbox" };
#define IDS (sizeof ids / sizeof ids[0])

/* What a column of a copy holds instead of the original's value. K stands for the number of the
 * copy, TABLE, PRIME and PHI for what they say. */
static const struct {
    const char *table, *column, *value; /* table NULL: in every table */
} changed[] = {
    { "ticket", "id", "(SELECT m.new FROM map AS m WHERE m.old = t.id)" },
    { "conversation", "contact_id",
      "t.contact_id + K * (SELECT n FROM top WHERE name = 'contact')" },
    { "contact", "bsuid", "'ID.' || hex(randomblob(10))" },
    { "contact", "wa_id",
      "'62' || (91300000000 + (t.id + K * (SELECT n FROM top WHERE name = 'contact')) * PHI % "
      "PRIME)" },
    { NULL, "wamid",
      "CASE WHEN t.wamid IS NULL THEN NULL ELSE 'wamid.HBgN' || hex(randomblob(20)) END" },
    { NULL, "ticket_id", "(SELECT m.new FROM map AS m WHERE m.old = t.ticket_id)" },
    { NULL, "last_ticket_id", "(SELECT m.new FROM map AS m WHERE m.old = t.last_ticket_id)" },
    { NULL, "contact_id", "t.contact_id + K * (SELECT n FROM top WHERE name = 'contact')" },
    { NULL, "body_id", "t.body_id + K * (SELECT n FROM top WHERE name = 'webhook_body')" },
    { NULL, "message_id", "t.message_id + K * (SELECT n FROM top WHERE name = 'message')" },
    { NULL, "event_id", "t.event_id + K * (SELECT n FROM top WHERE name = 'event')" },
    { NULL, "id", "t.id + K * (SELECT n FROM top WHERE name = 'TABLE')" },
};

static void run(struct multiplying *m, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(m->db, sql, NULL, NULL, &why) == SQLITE_OK) return;
    struct err e = { 0 };
    err_set(&e, ERR_IO, "%s in: %.80s", why ? why : "?", sql);
    bench_die("multiply", &e);
}

static const char *value_of(const char *table, const char *column)
{
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++)
        if (strcmp(changed[i].column, column) == 0 &&
            (!changed[i].table || strcmp(changed[i].table, table) == 0))
            return changed[i].value;
    return NULL;
}

/* Appends value with its stand-ins replaced. */
static void value_add(struct buf *out, const struct multiplying *m, const char *table,
                      const char *value)
{
    const struct {
        const char *name, *text;
        int64_t number;
    } known[] = { { "TABLE", table, 0 },
                  { "PRIME", NULL, PRIME },
                  { "PHI", NULL, PHI },
                  { "K *", NULL, m->copy } };
    while (*value) {
        size_t i = 0;
        while (i < 4 && strncmp(value, known[i].name, strlen(known[i].name)) != 0)
            i++;
        if (i == 4) {
            buf_add_char(out, *value++);
            continue;
        }
        if (known[i].text)
            buf_add_text(out, known[i].text);
        else
            buf_add_i64(out, known[i].number);
        if (i == 3) buf_add_text(out, " *");
        value += strlen(known[i].name);
    }
}

static bool ends_at(const char *column)
{
    size_t len = strlen(column);
    return len > 3 && strcmp(column + len - 3, "_at") == 0;
}

static void column_add(struct buf *names, struct buf *values, const struct multiplying *m,
                       const char *table, const char *column)
{
    const char *value = value_of(table, column);
    if (names->len) {
        buf_add_char(names, ',');
        buf_add_char(values, ',');
    }
    buf_add_text(names, column);
    if (value)
        value_add(values, m, table, value);
    else if (ends_at(column)) /* NULL stays NULL, 0 stays 0: "never" */
        buf_addf(values, "t.%s + (t.%s <> 0) * %lld", column, column, (long long)m->shift_ms);
    else
        buf_addf(values, "t.%s", column);
}

static void table_copy(struct multiplying *m, const char *table, const char *which)
{
    char names_memory[SQL_MAX], values_memory[SQL_MAX], sql[3 * SQL_MAX];
    struct buf names, values;
    sqlite3_stmt *columns = NULL;
    buf_fixed(&names, names_memory, sizeof names_memory);
    buf_fixed(&values, values_memory, sizeof values_memory);
    if (sqlite3_prepare_v2(m->db, "SELECT name FROM pragma_table_info(?)", -1, &columns, NULL) !=
            SQLITE_OK ||
        sqlite3_bind_text(columns, 1, table, -1, SQLITE_STATIC) != SQLITE_OK)
        bench_die("columns", NULL);
    while (sqlite3_step(columns) == SQLITE_ROW)
        column_add(&names, &values, m, table, (const char *)sqlite3_column_text(columns, 0));
    (void)sqlite3_finalize(columns);
    if (!buf_ok(&names) || !buf_ok(&values)) bench_die("too many columns", NULL);
    (void)snprintf(sql, sizeof sql, "INSERT INTO %s (%s) SELECT %s FROM %s AS t WHERE %s", table,
                   names.at, values.at, table, which);
    run(m, sql);
}

/* Numbers go on in the year of the later date, as the program would have given them. */
static void map_make(struct multiplying *m)
{
    char sql[SQL_MAX];
    (void)snprintf(
        sql, sizeof sql,
        "DELETE FROM map; INSERT INTO map SELECT s.id, s.y * %lld + row_number() OVER (PARTITION "
        "BY "
        "s.y ORDER BY s.id) + COALESCE((SELECT MAX(t.id) %% %lld FROM ticket AS t WHERE t.id / "
        "%lld = "
        "s.y AND t.id BETWEEN s.y * %lld AND s.y * %lld + %lld), 0) FROM (SELECT id, "
        "CAST(strftime('%%Y', (created_at + %lld) / 1000 + 25200, 'unixepoch') AS INTEGER) AS y "
        "FROM first) AS s;",
        (long long)TICKET_IDS_PER_YEAR, (long long)TICKET_IDS_PER_YEAR,
        (long long)TICKET_IDS_PER_YEAR, (long long)TICKET_IDS_PER_YEAR,
        (long long)TICKET_IDS_PER_YEAR, (long long)TICKET_IDS_PER_YEAR - 1, (long long)m->shift_ms);
    run(m, sql);
}

static void copy_make(struct multiplying *m)
{
    char which[128];
    run(m, "BEGIN");
    map_make(m);
    table_copy(m, "contact", "t.id <= (SELECT n FROM top WHERE name = 'contact')");
    table_copy(m, "ticket", "t.id IN (SELECT old FROM map) ORDER BY t.id");
    for (size_t i = 1; i < IDS; i++) {
        (void)snprintf(which, sizeof which, "t.id <= (SELECT n FROM top WHERE name = '%s')",
                       ids[i]);
        table_copy(m, ids[i], which);
    }
    table_copy(m, "conversation", "t.contact_id <= (SELECT n FROM top WHERE name = 'contact')");
    run(m, "INSERT INTO ticket_words (rowid, text) SELECT id, text FROM ticket WHERE id IN (SELECT "
           "new FROM map) ORDER BY id");
    run(m, "COMMIT");
}

static void remember_first(struct multiplying *m)
{
    char sql[256];
    run(m, "PRAGMA foreign_keys=OFF; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
           "PRAGMA cache_size=-262144; PRAGMA temp_store=MEMORY;"
           "CREATE TEMP TABLE map (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);"
           "CREATE TEMP TABLE top (name TEXT PRIMARY KEY, n INTEGER NOT NULL);"
           "CREATE TEMP TABLE first AS SELECT id, created_at FROM ticket;");
    for (size_t i = 0; i < IDS; i++) {
        (void)snprintf(sql, sizeof sql, "INSERT INTO top SELECT '%s', COALESCE(MAX(id), 0) FROM %s",
                       ids[i], ids[i]);
        run(m, sql);
    }
}

static int64_t ask(struct multiplying *m, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    int64_t n = 0;
    if (sqlite3_prepare_v2(m->db, sql, -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_step(stmt) != SQLITE_ROW)
        bench_die(sql, NULL);
    n = sqlite3_column_int64(stmt, 0);
    (void)sqlite3_finalize(stmt);
    return n;
}

int main(int argc, char **argv)
{
    struct multiplying m = { 0 };
    const char *path = bench_option(argc, argv, "--db");
    int64_t times = bench_number(argc, argv, "--times", 10), start = bench_ns();
    if (!path || sqlite3_open_v2(path, &m.db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        bench_die("--db PATH of a filled database", NULL);
    remember_first(&m);
    int64_t before = ask(&m, "SELECT COUNT(*) FROM message");
    int64_t span = ask(&m, "SELECT MAX(created_at) - MIN(created_at) FROM first");
    for (m.copy = 1; m.copy < times; m.copy++) {
        m.shift_ms += span;
        copy_make(&m);
    }
    run(&m, "PRAGMA journal_mode=WAL");
    int64_t messages = ask(&m, "SELECT COUNT(*) FROM message");
    (void)printf("messages %lld\ntickets %lld\nper_second %.0f\n", (long long)messages,
                 (long long)ask(&m, "SELECT COUNT(*) FROM ticket"),
                 (double)(messages - before) * 1e9 / (double)(bench_ns() - start));
    (void)sqlite3_close(m.db);
    return 0;
}
