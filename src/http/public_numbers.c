/* public_numbers.c - groups become tables, and small counts go. */
#include "public_numbers.h"
#include "domain/suppress.h"
#include <stdio.h>
#include <stdlib.h>

void public_month_name(int64_t month, char out[16])
{
    static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                         "Jul", "Agu", "Sep", "Okt", "Nov", "Des" };
    (void)snprintf(out, 16, "%s %d", names[(month + 11) % 100 % 12], (int)(month / 100));
}

/* A median of fewer than five says too much about each of them. */
static int64_t median(const struct tally *t, enum tally_count histogram)
{
    if (tally_sum(t, histogram) < SUPPRESS_BELOW) return -1;
    return tally_percentile(t, histogram, 50);
}

static struct public_row row_of(const struct tally *t)
{
    return (struct public_row){
        .value = { [COLUMN_RECEIVED] = t->n[TALLY_RECEIVED],
                   [COLUMN_SOLVED] = t->n[TALLY_OPEN + OUTCOME_SOLVED],
                   [COLUMN_PARTLY] = t->n[TALLY_OPEN + OUTCOME_PARTLY_SOLVED],
                   [COLUMN_REFERRED] = t->n[TALLY_OPEN + OUTCOME_REFERRED],
                   [COLUMN_LATE] = t->n[TALLY_LATE] },
        .answer = median(t, TALLY_ANSWER),
        .solution = median(t, TALLY_SOLUTION),
    };
}

static bool month_row(int64_t month, const struct statistics_set *set, struct arena *arena,
                      struct public_row *out)
{
    static const struct tally nothing;
    char name[16];
    char code[MONTH_SIZE];
    month_format(month, code);
    *out = row_of(&nothing);
    for (size_t i = 0; i < set->count; i++)
        if (str_equal(set->groups[i].code, str_of(code))) *out = row_of(&set->groups[i].tally);
    public_month_name(month, name);
    return arena_copy(arena, str_of(code), &out->code) &&
           arena_copy(arena, str_of(name), &out->name);
}

static bool months_make(struct public_numbers *n, const struct statistics_set *set,
                        struct arena *arena)
{
    struct public_table *table = &n->tables[TABLE_MONTHS];
    for (int i = 0; i < PUBLIC_MONTHS; i++)
        if (!month_row(month_add(n->from_month, i), set, arena, &table->rows[table->count++]))
            return false;
    return true;
}

static struct str name_of(const struct desk *desk, enum public_table_id id, struct str code)
{
    const struct department *d = id == TABLE_UNITS ? desk_department(desk, code) : NULL;
    const struct place *p = id == TABLE_DISTRICTS && code.len ? desk_place(desk, code) : NULL;
    if (d) return d->name;
    if (p) return p->name;
    return code.len ? code : STR("Tempat belum diketahui atau di luar kabupaten");
}

static int by_name(const void *a, const void *b)
{
    const struct public_row *x = a, *y = b;
    return str_compare(x->name, y->name);
}

static void groups_make(struct public_numbers *n, const struct desk *desk, enum public_table_id id,
                        const struct statistics_set *set)
{
    struct public_table *table = &n->tables[id];
    for (size_t i = 0; i < set->count; i++) {
        if (set->groups[i].tally.n[TALLY_RECEIVED] == 0) continue;
        struct public_row *row = &table->rows[table->count++];
        *row = row_of(&set->groups[i].tally);
        row->code = set->groups[i].code;
        row->name = name_of(desk, id, row->code);
    }
    qsort(table->rows, table->count, sizeof *table->rows, by_name);
}

/* One column of one table. Where the number of reports is hidden, nothing of the row is shown. */
static void column_hide(struct public_numbers *n, struct public_table *table, size_t column)
{
    int64_t values[STATISTICS_GROUPS_MAX];
    bool hidden[STATISTICS_GROUPS_MAX];
    for (size_t i = 0; i < table->count; i++) {
        values[i] = table->rows[i].value[column];
        hidden[i] = column != COLUMN_RECEIVED && table->rows[i].hidden[COLUMN_RECEIVED];
    }
    suppress_column(values, hidden, table->count, &n->total.hidden[column]);
    for (size_t i = 0; i < table->count; i++)
        table->rows[i].hidden[column] = hidden[i];
}

static void row_medians_hide(struct public_row *row)
{
    if (row->hidden[COLUMN_RECEIVED]) row->answer = -1;
    if (row->hidden[COLUMN_RECEIVED] || row->hidden[COLUMN_SOLVED]) row->solution = -1;
}

static void hide(struct public_numbers *n)
{
    for (size_t t = 0; t < PUBLIC_TABLES; t++) {
        for (size_t c = 0; c < PUBLIC_COLUMNS; c++)
            column_hide(n, &n->tables[t], c);
        for (size_t i = 0; i < n->tables[t].count; i++)
            row_medians_hide(&n->tables[t].rows[i]);
    }
    row_medians_hide(&n->total);
}

static bool tables_begin(struct public_numbers *n, struct arena *arena)
{
    n->tables[TABLE_MONTHS] =
        (struct public_table){ .name = "bulan", .title = "Menurut bulan", .first = "Bulan" };
    n->tables[TABLE_UNITS] = (struct public_table){
        .name = "unit", .title = "Menurut unit penanggung jawab", .first = "Unit", .one = "unit"
    };
    n->tables[TABLE_DISTRICTS] = (struct public_table){
        .name = "kecamatan", .title = "Menurut kecamatan", .first = "Kecamatan", .one = "kecamatan"
    };
    for (size_t i = 0; i < PUBLIC_TABLES; i++) {
        n->tables[i].rows = arena_zero(arena, STATISTICS_GROUPS_MAX, sizeof(struct public_row));
        if (!n->tables[i].rows) return false;
    }
    return true;
}

bool public_numbers_read(struct db *db, const struct desk *desk, int64_t now, struct arena *arena,
                         struct public_numbers *out, struct err *e)
{
    struct statistics_set sets[] = {
        { .by = BY_MONTH }, { .by = BY_DEPARTMENT }, { .by = BY_DISTRICT }, { .by = BY_NOTHING }
    };
    int64_t month = month_of_ms(now);
    struct statistics_query q = { .from_month = month_add(month, 1 - PUBLIC_MONTHS),
                                  .to_month = month,
                                  .department = STR_EMPTY };
    static const struct tally nothing;
    *out = (struct public_numbers){
        .made_at = now, .from_month = q.from_month, .to_month = month, .desk = desk
    };
    if (!statistics_read(db, &q, sets, sizeof sets / sizeof sets[0], arena, e) ||
        !summary_newest(db, PUBLIC_SUMMARIES, arena, out->summaries, &out->summary_count, e))
        return false;
    out->total = row_of(sets[3].count ? &sets[3].groups[0].tally : &nothing);
    if (!tables_begin(out, arena) || !months_make(out, &sets[0], arena))
        return err_set(e, ERR_MEMORY, "public page: no memory");
    groups_make(out, desk, TABLE_UNITS, &sets[1]);
    groups_make(out, desk, TABLE_DISTRICTS, &sets[2]);
    hide(out);
    return true;
}
