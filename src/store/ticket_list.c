/* ticket_list.c - lists of tickets: which index drives, and where the page begins. */
#include "base/clock.h"
#include "store/ticket_store.h"
#include "ticket_read.h"

#define OPEN_ONES (-1) /* as status in the statements */
/* A page that is not full by then ends, unless it was quick: then it goes on for so many parts. A
 * ticket costs 1 us, and 20 beside a busy writer, whose every commit empties the reader's cache. */
#define EXAMINED_MAX 400
#define PARTS_MAX    12
#define QUICK_MS     3

enum driver {
    DRIVER_ALL,
    DRIVER_STATUS,
    DRIVER_CATEGORY,
    DRIVER_DEPARTMENT,
    DRIVER_DISTRICT,
    DRIVER_COPY,
    DRIVER_VILLAGE,
    DRIVER_KIND,
    DRIVER_SOURCE,
    DRIVER_REFERRED,
    DRIVER_SEARCH,
    DRIVER_END
};

/* Which statement lists, and which finds where the page has to end, from the newest ([0]) and from
 * the oldest ([1]). apart: the index holds reports in confidence apart. */
#define STATEMENTS(name)                                                                           \
    { STMT_TICKET_LIST_##name##_NEWEST, STMT_TICKET_LIST_##name##_OLDEST },                        \
    {                                                                                              \
        STMT_TICKET_BOUND_##name##_NEWEST, STMT_TICKET_BOUND_##name##_OLDEST                       \
    }
static const struct {
    enum stmt_id list[2], bound[2];
    bool apart;
} drivers[DRIVER_END] = {
    [DRIVER_ALL] = { STATEMENTS(ALL), false },
    [DRIVER_STATUS] = { STATEMENTS(STATUS), true },
    [DRIVER_CATEGORY] = { STATEMENTS(CATEGORY), true },
    [DRIVER_DEPARTMENT] = { STATEMENTS(DEPARTMENT), true },
    [DRIVER_DISTRICT] = { STATEMENTS(DISTRICT), true },
    [DRIVER_COPY] = { STATEMENTS(COPY), false },
    [DRIVER_VILLAGE] = { STATEMENTS(VILLAGE), false },
    [DRIVER_KIND] = { STATEMENTS(KIND), false },
    [DRIVER_SOURCE] = { STATEMENTS(SOURCE), false },
    [DRIVER_REFERRED] = { STATEMENTS(REFERRED), false },
    [DRIVER_SEARCH] = { STATEMENTS(SEARCH), false },
};

/* One walk along an index. */
struct lane {
    const struct ticket_query *q;
    enum driver driver;
    struct db_value key; /* what the driving filter asks for */
    bool whistleblowing; /* where the index holds reports in confidence apart: those */
};

/* What a list reads, between two ids: one lane, or where its index holds reports in confidence
 * apart one for those and one for the others. What was referred to an external body has another
 * index than what is to be. */
#define LANES_MAX 3
struct walk {
    const struct ticket_query *q;
    struct ticket_query referred; /* the query of the lane of referrals */
    enum driver driver;
    struct db_value key;
    struct lane lanes[LANES_MAX];
    size_t lane_count;
    int64_t low, high;
    bool ends; /* the page has to end within low and high, and the list goes on behind */
};

struct found {
    struct ticket *at;
    size_t count;
    size_t next; /* the first that the page has not taken */
};

static void drive(struct walk *w, enum driver driver, struct db_value key)
{
    w->driver = driver;
    w->key = key;
}

/* The narrowest filter that has an index drives; a search drives always, because the full-text
 * table gives its rows in id order. */
static void driver_choose(struct walk *w)
{
    const struct ticket_query *q = w->q;
    if (q->copied)
        drive(w, DRIVER_COPY, V_TEXT(q->department));
    else if (q->words.len)
        drive(w, DRIVER_SEARCH, V_TEXT(q->words));
    else if (q->village.len)
        drive(w, DRIVER_VILLAGE, V_TEXT(q->village));
    else if (q->kind && q->kind != KIND_COMPLAINT)
        drive(w, DRIVER_KIND, V_INT(q->kind));
    else if (q->source && q->source != SOURCE_WHATSAPP)
        drive(w, DRIVER_SOURCE, V_INT(q->source));
    else if (q->referred_to.len)
        drive(w, DRIVER_REFERRED, V_TEXT(q->referred_to));
    else if (q->district.len)
        drive(w, DRIVER_DISTRICT, V_TEXT(q->district));
    else if (q->department.len)
        drive(w, DRIVER_DEPARTMENT, V_TEXT(q->department));
    else if (q->category.len)
        drive(w, DRIVER_CATEGORY, V_TEXT(q->category));
    else if (q->status)
        drive(w, DRIVER_STATUS, V_INT(q->status));
    else
        drive(w, DRIVER_ALL, V_NULL);
}

/* Whether rows that the driving filter lets pass may be left out by another. Reports in confidence,
 * where they do not stand apart, are too few to matter. */
static bool is_sifted(const struct walk *w)
{
    const struct ticket_query *q = w->q;
    int filters = (q->status != 0) + q->open + (q->kind != 0) + (q->category.len > 0) +
                  (q->department.len > 0) + (q->district.len > 0) + (q->village.len > 0) +
                  (q->words.len > 0) + (q->due_before != 0) + (q->source != 0) +
                  (q->referred_to.len > 0);
    return filters > (w->driver != DRIVER_ALL);
}

/* First id made at or after `from`, so that a span of time far back is not walked to from the
 * newest row. Past the end: an id no ticket has. */
static bool first_created(struct db *db, int64_t from, int64_t *id, struct err *e)
{
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_FIRST_CREATED, VALUES(V_INT(from)), id, &found, e))
        return false;
    if (!found) *id = INT64_MAX;
    return true;
}

static bool bounds_find(struct db *db, struct walk *w, struct err *e)
{
    const struct ticket_query *q = w->q;
    int64_t id;
    w->low = q->only_id ? q->only_id : 1;
    w->high = q->only_id ? q->only_id : INT64_MAX;
    if (q->up_to_id && q->up_to_id < w->high) w->high = q->up_to_id;
    if (q->from) {
        if (!first_created(db, q->from, &id, e)) return false;
        if (id > w->low) w->low = id;
    }
    if (q->to) {
        if (!first_created(db, q->to, &id, e)) return false;
        if (id - 1 < w->high) w->high = id - 1;
    }
    if (q->after_id && q->oldest_first && q->after_id >= w->low) w->low = q->after_id + 1;
    if (q->after_id && !q->oldest_first && q->after_id <= w->high) w->high = q->after_id - 1;
    return true;
}

/* Up to one row more than the page has, which tells that there is a further page. */
static bool lane_read(struct db *db, const struct walk *w, const struct lane *lane,
                      struct arena *arena, struct found *out, struct err *e)
{
    const struct ticket_query *q = lane->q;
    struct db_rows *rows;
    bool more, ok;
    struct found f = { .at = arena_alloc(arena, (q->limit + 1) * sizeof *f.at) };
    if (!f.at) return err_set(e, ERR_MEMORY, "ticket list: out of memory");
    if (!db_open_rows(
            db, drivers[lane->driver].list[q->oldest_first],
            VALUES(V_INT(w->low), V_INT(w->high), V_INT(q->open ? OPEN_ONES : (int)q->status),
                   V_INT(q->kind), v_text_or_null(q->category), v_text_or_null(q->department),
                   v_text_or_null(q->or_referred ? q->department : STR_EMPTY),
                   v_text_or_null(q->district), v_text_or_null(q->village), V_INT(q->source),
                   v_text_or_null(q->referred_to), V_INT(q->from), V_INT(q->to),
                   V_INT(q->due_before), V_INT(q->due_from), V_INT(lane->whistleblowing),
                   v_text_or_null(q->words), V_INT(q->limit + 1)),
            &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && f.count <= q->limit) {
        if (!(ok = ticket_row_read(rows, arena, &f.at[f.count], e))) break;
        f.count++;
    }
    db_close_rows(rows);
    if (ok) *out = f;
    return ok;
}

static void lane_add(struct walk *w, const struct ticket_query *q, enum driver driver,
                     struct db_value key, bool whistleblowing)
{
    w->lanes[w->lane_count++] = (struct lane){ q, driver, key, whistleblowing };
}

/* Of which reports is read: of those in confidence, the others, or (not apart) all at once. */
static void lanes_choose(struct walk *w)
{
    const struct ticket_query *q = w->q;
    bool apart = drivers[w->driver].apart, seen = !q->without_whistleblowing;
    bool is_one = q->kind == KIND_WHISTLEBLOWING;
    if (!apart) lane_add(w, q, w->driver, w->key, seen);
    if (apart && !is_one) lane_add(w, q, w->driver, w->key, false);
    if (apart && seen && (!q->kind || is_one)) lane_add(w, q, w->driver, w->key, true);
    if (w->driver != DRIVER_DEPARTMENT || !q->or_referred) return;
    w->referred = *q;
    w->referred.referred_to = q->department;
    lane_add(w, &w->referred, DRIVER_REFERRED, w->key, seen);
}

/* Draws the end of the page nearer where the driving filter lets too many pass until there. */
static bool bound_draw(struct db *db, struct walk *w, const struct lane *lane, struct err *e)
{
    bool oldest_first = w->q->oldest_first, found;
    int64_t id;
    if (!db_exec_i64(db, drivers[lane->driver].bound[oldest_first],
                     VALUES(V_INT(w->low), V_INT(w->high), lane->key, V_INT(lane->whistleblowing),
                            V_INT(EXAMINED_MAX)),
                     &id, &found, e))
        return false;
    if (!found) return true;
    w->ends = true;
    if (oldest_first)
        w->high = id;
    else
        w->low = id;
    return true;
}

static bool walk_all(struct db *db, struct walk *w, struct arena *arena,
                     struct found found[LANES_MAX], struct err *e)
{
    lanes_choose(w);
    for (size_t i = 0; is_sifted(w) && i < w->lane_count; i++)
        if (!bound_draw(db, w, &w->lanes[i], e)) return false;
    for (size_t i = 0; i < w->lane_count; i++)
        if (!lane_read(db, w, &w->lanes[i], arena, &found[i], e)) return false;
    return true;
}

/* The lane whose next ticket comes first; NULL: all are empty. */
static struct found *lane_next(struct found found[LANES_MAX], bool oldest_first)
{
    struct found *first = NULL;
    for (size_t i = 0; i < LANES_MAX; i++) {
        struct found *f = &found[i];
        if (f->next < f->count &&
            (!first || (f->at[f->next].id < first->at[first->next].id) == oldest_first))
            first = f;
    }
    return first;
}

/* Each is in the order of ids already. *full: some are left over. */
static size_t merge(struct found found[LANES_MAX], const struct ticket_query *q, struct ticket *out,
                    bool *full)
{
    size_t n = 0;
    struct found *from;
    while ((from = lane_next(found, q->oldest_first)) != NULL && n < q->limit) {
        const struct ticket *t = &from->at[from->next++];
        if (n == 0 || out[n - 1].id != t->id) out[n++] = *t;
    }
    *full = from != NULL;
    return n;
}

static bool list_part(struct db *db, const struct ticket_query *q, struct arena *arena,
                      struct ticket *out, struct ticket_found *found, struct err *e)
{
    struct walk w = { .q = q };
    struct found lanes[LANES_MAX] = { 0 };
    bool full;
    *found = (struct ticket_found){ 0 };
    driver_choose(&w);
    if (!bounds_find(db, &w, e) || !walk_all(db, &w, arena, lanes, e)) return false;
    found->count = merge(lanes, q, out, &full);
    found->more = full || w.ends;
    if (full || !w.ends)
        found->last_id = found->count ? out[found->count - 1].id : 0;
    else
        found->last_id = q->oldest_first ? w.high : w.low;
    return true;
}

bool ticket_list(struct db *db, const struct ticket_query *q, struct arena *arena,
                 struct ticket *out, struct ticket_found *found, struct err *e)
{
    struct ticket_query part = *q;
    struct ticket_found all = { .more = true };
    int64_t began = clock_monotonic_ms();
    if (q->limit < 1 || q->limit > TICKET_LIST_MAX)
        return err_set(e, ERR_INPUT, "ticket list: limit must be 1 to %d", TICKET_LIST_MAX);
    for (int i = 0; all.more && all.count < q->limit && i < PARTS_MAX; i++) {
        if (i > 0 && clock_monotonic_ms() - began >= QUICK_MS) break;
        struct ticket_found here;
        if (!list_part(db, &part, arena, out + all.count, &here, e)) return false;
        all.count += here.count;
        all.more = here.more;
        if (here.last_id) all.last_id = here.last_id;
        part.after_id = all.last_id;
        part.limit = q->limit - all.count;
    }
    *found = all;
    return true;
}

bool ticket_id_from(struct db *db, int64_t id, int64_t *out, struct err *e)
{
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_ID_FROM, VALUES(V_INT(id)), out, &found, e)) return false;
    if (!found) *out = 0;
    return true;
}

/* Numbers of a year have no gaps (ticket_next_id), so that looking at its end is counting. */
static bool year_count(struct db *db, int64_t first, int64_t high, int64_t *last, struct err *e)
{
    int64_t end = (first / TICKET_IDS_PER_YEAR + 1) * TICKET_IDS_PER_YEAR - 1;
    return db_exec_i64(db, STMT_TICKET_ID_UNTIL, VALUES(V_INT(end < high ? end : high)), last, NULL,
                       e);
}

bool ticket_span_find(struct db *db, const struct ticket_query *q, struct ticket_span *out,
                      struct err *e)
{
    struct walk w = { .q = q };
    struct ticket_span span = { 0 };
    int64_t id, last;
    if (!bounds_find(db, &w, e) || !ticket_id_from(db, w.low, &id, e)) return false;
    while (id && id <= w.high) {
        if (!year_count(db, id, w.high, &last, e)) return false;
        if (!span.first) span.first = id;
        span.last = last;
        span.count += last - id + 1;
        if (!ticket_id_from(db, last + 1, &id, e)) return false;
    }
    *out = span;
    return true;
}
