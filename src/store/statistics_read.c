/* statistics_read.c - a few thousand sums a month, grouped as they come. */
#include "store/statistics_store.h"

/* Columns of statistics_read that hold the codes. */
static struct str code_of(struct db_rows *rows, enum statistics_by by, char memory[MONTH_SIZE])
{
    switch (by) {
    case BY_KIND: return str_of(ticket_kind_name((enum ticket_kind)db_int(rows, 2)));
    case BY_CATEGORY: return db_text(rows, 3);
    case BY_DEPARTMENT: return db_text(rows, 1);
    case BY_DISTRICT: return db_text(rows, 4);
    case BY_MONTH: month_format(db_int(rows, 0), memory); return str_of(memory);
    case BY_NOTHING:
    case STATISTICS_BY_END: break;
    }
    return STR_EMPTY;
}

/* Backwards: rows that follow each other mostly belong to the newest group. NULL after an error. */
static struct statistics_group *group_of(struct statistics_set *set, struct str code,
                                         struct arena *arena, struct err *e)
{
    for (size_t i = set->count; i-- > 0;)
        if (str_equal(set->groups[i].code, code)) return &set->groups[i];
    if (set->count == STATISTICS_GROUPS_MAX) {
        (void)err_set(e, ERR_LIMIT, "statistics: too many groups");
        return NULL;
    }
    struct statistics_group *fresh = &set->groups[set->count];
    *fresh = (struct statistics_group){ .code = STR_EMPTY };
    if (!arena_copy(arena, code, &fresh->code)) {
        (void)err_set(e, ERR_MEMORY, "statistics: no memory");
        return NULL;
    }
    set->count++;
    return fresh;
}

static bool row_add(struct db_rows *rows, struct statistics_set *sets, size_t set_count,
                    struct arena *arena, struct err *e)
{
    char memory[MONTH_SIZE];
    struct tally_parts parts;
    if (!tally_parts_read(db_text(rows, 5), &parts, e)) return false;
    for (size_t i = 0; i < set_count; i++) {
        struct statistics_group *group =
            group_of(&sets[i], code_of(rows, sets[i].by, memory), arena, e);
        if (!group) return false;
        tally_add_parts(&group->tally, &parts);
    }
    return true;
}

bool statistics_read(struct db *db, const struct statistics_query *query,
                     struct statistics_set *sets, size_t set_count, struct arena *arena,
                     struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    for (size_t i = 0; i < set_count; i++) {
        sets[i].count = 0;
        sets[i].groups = arena_alloc(arena, STATISTICS_GROUPS_MAX * sizeof *sets[i].groups);
        if (!sets[i].groups) return err_set(e, ERR_MEMORY, "statistics: no memory");
    }
    if (!db_open_rows(db, STMT_STATISTICS_READ,
                      VALUES(V_INT(query->from_month), V_INT(query->to_month),
                             v_text_or_null(query->department), V_INT(query->whistleblowing),
                             V_INT(query->confidential)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more)
        if (!(ok = row_add(rows, sets, set_count, arena, e))) break;
    db_close_rows(rows);
    return ok;
}
