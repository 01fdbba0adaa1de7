/* bench_read.c - how long reading takes in process, on a connection as a reader thread has it.
 *
 *   bench_read --db PATH [--samples N]
 *
 * Values are drawn at random from what the desk knows, pages begin anywhere in the list. Prints
 * "name p50 p99 max cpu late" in microseconds: cpu is the p99 of the processor time, which other
 * programs on the machine do not lengthen, late how many met the deadline. */
#include "bench.h"
#include "store/db.h"
#include "store/queue_store.h"
#include "store/statistics_store.h"
#include "store/ticket_store.h"
#include <stdio.h>

#define PAGE 50

#define YEARS_MAX 32
#define WARM_UP   200
#define BUDGET_NS 3000000000 /* for one kind of read, so that slow ones do not last for ever */
/* As of a reader's job: what takes longer is answered 503. */
#define DEADLINE_MS 250

struct year {
    int64_t first, count; /* ids of a year have no gap */
};

struct bed {
    struct db *db;
    const struct desk *desk;
    struct bench_dice dice;
    struct arena arena;
    struct year years[YEARS_MAX];
    size_t year_count;
    int64_t tickets, oldest, newest; /* created_at of the first and the last */
    struct ticket page[PAGE];
};

struct kind_of_read {
    const char *name;
    bool (*run)(struct bed *b, int64_t id, struct err *e);
};

static int64_t any_id(struct bed *b)
{
    int64_t nth = (int64_t)bench_below(&b->dice, (size_t)b->tickets);
    size_t i = 0;
    while (nth >= b->years[i].count)
        nth -= b->years[i++].count;
    return b->years[i].first + nth;
}

static bool list(struct bed *b, struct ticket_query *q, struct err *e)
{
    struct ticket_found found;
    q->limit = PAGE;
    return ticket_list(b->db, q, &b->arena, b->page, &found, e);
}

/* Every other page is a first one, the others begin behind some ticket. */
static struct ticket_query anywhere(struct bed *b, int64_t id)
{
    struct ticket_query q = { .without_whistleblowing = true };
    q.oldest_first = bench_below(&b->dice, 4) == 0;
    if (bench_below(&b->dice, 2)) q.after_id = id;
    return q;
}

static struct str any_department(struct bed *b)
{
    return b->desk->departments[bench_below(&b->dice, b->desk->department_count)].code;
}

static struct str any_category(struct bed *b)
{
    return b->desk->categories[bench_below(&b->dice, b->desk->category_count)].code;
}

static struct str any_place(struct bed *b, enum place_level level)
{
    for (;;) {
        const struct place *p = &b->desk->places[bench_below(&b->dice, b->desk->place_count)];
        if (p->level == level) return p->code;
    }
}

static bool list_all(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    return list(b, &q, e);
}

static bool list_status(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.status = (enum ticket_status)(STATUS_RECEIVED + bench_below(&b->dice, STATUS_CLOSED));
    return list(b, &q, e);
}

static bool list_category(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.category = any_category(b);
    return list(b, &q, e);
}

static bool list_department(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.department = any_department(b);
    return list(b, &q, e);
}

static bool list_district(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.district = any_place(b, PLACE_DISTRICT);
    return list(b, &q, e);
}

static bool list_span(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = { .without_whistleblowing = true };
    (void)id;
    q.from = b->oldest + (int64_t)bench_below(&b->dice, (size_t)(b->newest - b->oldest + 1));
    q.to = q.from + 7 * MS_PER_DAY;
    return list(b, &q, e);
}

/* What no index drives: rows are walked until the page is full. */
static bool list_village(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.village = any_place(b, PLACE_VILLAGE);
    return list(b, &q, e);
}

static bool list_kind(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.kind = bench_below(&b->dice, 2) ? KIND_ASPIRATION : KIND_INFORMATION;
    return list(b, &q, e);
}

static bool list_overdue(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.due_before = b->newest;
    return list(b, &q, e);
}

static bool list_unit_and_status(struct bed *b, int64_t id, struct err *e)
{
    struct ticket_query q = anywhere(b, id);
    q.department = any_department(b);
    q.status = (enum ticket_status)(STATUS_RECEIVED + bench_below(&b->dice, STATUS_CLOSED));
    return list(b, &q, e);
}

static bool by_number(struct bed *b, int64_t id, struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    int64_t parsed;
    ticket_number_format("LK", id, number);
    return ticket_number_parse("LK", str_of(number), &parsed, e) &&
           ticket_get(b->db, parsed, &b->arena, &b->page[0], e);
}

static bool search(struct bed *b, const char *words, struct err *e)
{
    struct ticket_query q = { .without_whistleblowing = true };
    return ticket_words_query(str_of(words), &b->arena, &q.words, e) && list(b, &q, e);
}

static bool search_common(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    static const char *const words[] = { "jalan", "desa", "mohon", "kecamatan" };
    return search(b, words[bench_below(&b->dice, 4)], e);
}

static bool search_two(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    static const char *const words[] = { "jalan berlubang", "lampu padam", "pohon masjid",
                                         "pupuk panen", "jembatan anak" };
    return search(b, words[bench_below(&b->dice, 5)], e);
}

static bool search_rare(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    char word[16];
    bench_rare_word(bench_throw(&b->dice), word);
    return search(b, word, e);
}

static bool queue_list(struct bed *b, struct str department, struct err *e)
{
    size_t count;
    bool more;
    struct ticket_queue q = { .department = department, .due_to = b->newest, .limit = PAGE };
    return ticket_queue_list(b->db, &q, &b->arena, b->page, &count, &more, e);
}

static bool queue_of_all(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    return queue_list(b, STR_EMPTY, e);
}

static bool queue_of_unit(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    return queue_list(b, any_department(b), e);
}

/* As an operator sees them, or somebody of a unit. */
static struct queue_view any_view(struct bed *b)
{
    bool officer = bench_below(&b->dice, 2);
    return (struct queue_view){ .role = officer ? ROLE_OFFICER : ROLE_OPERATOR,
                                .department =
                                    officer ? any_department(b) : b->desk->desk_department->code,
                                .now = b->newest };
}

static bool numbers_counts(struct bed *b, int64_t id, struct err *e)
{
    struct queue_view view = any_view(b);
    int64_t count;
    bool exists, ok = true;
    (void)id;
    for (int q = 0; ok && q < QUEUE_END; q++)
        ok = queue_count(b->db, &view, (enum queue)q, &count, &exists, e);
    return ok;
}

static bool numbers_ages(struct bed *b, int64_t id, struct err *e)
{
    struct queue_view view = any_view(b);
    struct queue_age ages[QUEUE_AGES];
    (void)id;
    return queue_ages(b->db, &view, ages, e);
}

/* Of all units or one, by everything that there is. */
static bool statistics_of(struct bed *b, int months, struct err *e)
{
    struct statistics_set sets[STATISTICS_BY_END];
    for (int by = 0; by < STATISTICS_BY_END; by++)
        sets[by] = (struct statistics_set){ .by = (enum statistics_by)by };
    int64_t newest = month_of_ms(b->newest);
    struct statistics_query q = { .from_month = month_add(newest, 1 - months),
                                  .to_month = newest,
                                  .confidential = true };
    if (bench_below(&b->dice, 2)) q.department = any_department(b);
    return statistics_read(b->db, &q, sets, STATISTICS_BY_END, &b->arena, e);
}

static bool numbers_of_a_year(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    return statistics_of(b, 12, e);
}

static bool numbers_of_three_years(struct bed *b, int64_t id, struct err *e)
{
    (void)id;
    return statistics_of(b, STATISTICS_MONTHS_MAX, e);
}

static bool numbers_weeks(struct bed *b, int64_t id, struct err *e)
{
    struct statistics_week weeks[STATISTICS_WEEKS_MAX];
    int64_t last = statistics_week_of(b->newest);
    size_t count;
    (void)id;
    struct str unit = bench_below(&b->dice, 2) ? any_department(b) : STR_EMPTY;
    return statistics_weeks(b->db, last - 7 * (STATISTICS_WEEKS_MAX - 1), last, unit, false, weeks,
                            &count, e);
}

static const struct kind_of_read reads[] = {
    { "number", by_number },
    { "list_all", list_all },
    { "list_status", list_status },
    { "list_category", list_category },
    { "list_department", list_department },
    { "list_district", list_district },
    { "list_span", list_span },
    { "queue_of_all", queue_of_all },
    { "queue_of_unit", queue_of_unit },
    { "numbers_counts", numbers_counts },
    { "numbers_ages", numbers_ages },
    { "numbers_of_a_year", numbers_of_a_year },
    { "numbers_of_three_years", numbers_of_three_years },
    { "numbers_weeks", numbers_weeks },
    { "search_common", search_common },
    { "search_two", search_two },
    { "search_rare", search_rare },
    { "walk_unit_and_status", list_unit_and_status },
    { "walk_village", list_village },
    { "walk_kind", list_kind },
    { "walk_overdue", list_overdue },
};

static void measure(struct bed *b, const struct kind_of_read *read, size_t samples)
{
    struct bench_values took = { 0 }, cpu = { 0 };
    struct err e = { 0 };
    size_t late = 0;
    int64_t start = bench_ns();
    bool warm = false;
    for (size_t i = 0; i < samples + WARM_UP && bench_ns() - start < BUDGET_NS; i++) {
        warm = warm || i >= WARM_UP || bench_ns() - start > BUDGET_NS / 6;
        int64_t id = any_id(b);
        db_set_deadline(b->db, clock_monotonic_ms() + DEADLINE_MS);
        int64_t begin_cpu = bench_cpu_ns(), begin = bench_ns();
        bool ok = read->run(b, id, &e);
        int64_t end = bench_ns(), end_cpu = bench_cpu_ns();
        arena_clear(&b->arena);
        if (!ok && e.code != ERR_BUSY) bench_die(read->name, &e);
        late += !ok;
        if (!warm && ok) continue;
        bench_add(&took, end - begin);
        bench_add(&cpu, end_cpu - begin_cpu);
    }
    (void)printf("%s %.1f %.1f %.1f %.1f %zu\n", read->name, (double)bench_share(&took, 0.5) / 1e3,
                 (double)bench_share(&took, 0.99) / 1e3, (double)bench_share(&took, 1) / 1e3,
                 (double)bench_share(&cpu, 0.99) / 1e3, late);
    bench_values_free(&cpu);
    bench_values_free(&took);
}

static int64_t ask(struct bed *b, const char *what, int64_t low, int64_t high)
{
    char sql[160];
    struct err e = { 0 };
    int64_t n = 0;
    (void)snprintf(sql, sizeof sql,
                   "SELECT COALESCE(%s, 0) FROM ticket WHERE id BETWEEN %lld AND %lld", what,
                   (long long)low, (long long)high);
    if (!db_script_i64(b->db, sql, &n, &e)) bench_die("ask", &e);
    return n;
}

static void years_find(struct bed *b)
{
    int64_t newest = ask(b, "MAX(id)", 0, INT64_MAX);
    int64_t oldest = ask(b, "MIN(id)", 0, INT64_MAX), id = oldest;
    while (id <= newest && b->year_count < YEARS_MAX) {
        struct year *y = &b->years[b->year_count++];
        int64_t end = (id / TICKET_IDS_PER_YEAR + 1) * TICKET_IDS_PER_YEAR;
        y->first = ask(b, "MIN(id)", id, end - 1);
        y->count = y->first ? ask(b, "MAX(id)", id, end - 1) - y->first + 1 : 0;
        b->tickets += y->count;
        id = end;
    }
    if (b->tickets == 0) bench_die("no ticket to read", NULL);
    b->oldest = ask(b, "created_at", oldest, oldest);
    b->newest = ask(b, "created_at", newest, newest);
}

int main(int argc, char **argv)
{
    static struct bed b;
    struct bench_desk desk;
    struct err e = { 0 };
    size_t samples = (size_t)bench_number(argc, argv, "--samples", 2000);
    const char *path = bench_option(argc, argv, "--db");
    if (!path) bench_die("--db PATH is missing", NULL);
    bench_desk_open(&desk);
    b.desk = desk.desk;
    b.dice.state = 11;
    if (!db_open(path, DB_READ, &b.db, &e)) bench_die("bench_read", &e);
    years_find(&b);
    for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++)
        measure(&b, &reads[i], samples);
    db_close(b.db);
    bench_desk_close(&desk);
    return 0;
}
