/* desk_tables.c - departments, categories, clocks and holidays: who, what and by when. */
#include "desk_private.h"
#include "domain/role.h"
#include <stdlib.h>

#define DESK_DEPARTMENT   STR("DISKOMINFO")
#define VIOLENCE_CATEGORY "violence"
/* A row of a WhatsApp list holds 24 characters. */
#define MATTER_MAX       24
#define UNIT_MAX         80
#define HANDLES_MAX      400
#define KEYWORDS_MAX     16000
#define HOLIDAY_NAME_MAX 80
#define WEIGHT_MAX       20
/* Of departments.csv, behind those that must be there. */
#define FIELD_COLUMN 5

/* --- departments.csv --- */

struct departments {
    struct department *at;
    struct desk_code *codes;
};

/* A table of before this column, or a row that ends before it: none. */
static bool read_field(const struct table *t, struct str *out)
{
    *out = t->row.count > FIELD_COLUMN ? table_field(t, FIELD_COLUMN) : STR_EMPTY;
    return out->len <= CODE_MAX || table_fault(t, "field: at most %d letters", CODE_MAX);
}

static bool read_department(const struct table *t, size_t n, void *into)
{
    struct departments *all = into;
    struct department *d = &all->at[n];
    if (!table_code(t, 0, &d->code) || !table_words(t, 1, UNIT_MAX, false, &d->name) ||
        !table_words(t, 2, HANDLES_MAX, true, &d->handles) || !table_flag(t, 3, &d->external) ||
        /* Whoever is referred is told where to, in the same breath. */
        !table_words(t, 4, DEPARTMENT_CONTACT_MAX, !d->external, &d->contact))
        return false;
    all->codes[n] = (struct desk_code){ d->code, n, t->csv.line };
    return read_field(t, &d->field);
}

bool desk_load_departments(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    if (!table_open(&t, desk, "departments.csv", text, "code,name,handles,external,contact", e))
        return false;
    struct departments all = { table_items(&t, sizeof *all.at),
                               table_items(&t, sizeof *all.codes) };
    if (!all.at || !all.codes) return false;
    if (!table_each(&t, read_department, &all, &count)) return false;
    if (!desk_codes_sort(&t, all.codes, count)) return false;
    desk->departments = all.at;
    desk->department_count = count;
    desk->department_codes = all.codes;
    desk->desk_department = desk_department(desk, DESK_DEPARTMENT);
    return (desk->desk_department && !desk->desk_department->external) ||
           err_set(e, ERR_INPUT, "departments.csv: needs DISKOMINFO with external no");
}

/* --- categories.csv --- */

struct categories {
    struct category *at;
    struct desk_code *codes;
};

static bool read_department_of(const struct table *t, size_t column, const struct department **out)
{
    struct str code = table_field(t, column);
    const struct department *found = desk_department(t->desk, code);
    if (code.len > 0 && !found)
        return table_fault(t, "unknown department '%.*s'", (int)(code.len < 40 ? code.len : 40),
                           code.at);
    *out = found;
    return true;
}

static bool read_priority(const struct table *t, size_t column, enum ticket_priority *out)
{
    struct str name = table_field(t, column);
    for (int p = PRIORITY_NORMAL; p < PRIORITY_END; p++) {
        if (!str_equal(name, str_of(ticket_priority_name((enum ticket_priority)p)))) continue;
        *out = (enum ticket_priority)p;
        return true;
    }
    return table_fault(t, "unknown priority: want normal, high or urgent");
}

static bool read_kind(const struct table *t, size_t column, enum ticket_kind *out)
{
    return ticket_kind_parse(table_field(t, column), out) ||
           table_fault(t, "unknown kind: want complaint, aspiration, information, consultation or "
                          "whistleblowing");
}

/* "jalan rusak:4" or "aspal" */
static bool check_keyword(const struct table *t, struct str piece, struct str *phrase)
{
    struct str rest = piece;
    if (!str_cut(&rest, ':', phrase)) return table_fault(t, "an empty keyword");
    bool weighted = phrase->len < piece.len;
    if (weighted && !str_to_i64(rest, 1, WEIGHT_MAX, &(int64_t){ 0 }, NULL))
        return table_fault(t, "keyword '%.*s': want a weight of 1 to %d", (int)phrase->len,
                           phrase->at, WEIGHT_MAX);
    return table_phrase(t, *phrase);
}

static bool stands_before(struct str keywords, struct str phrase)
{
    struct str piece, other;
    while (str_cut(&keywords, '|', &piece) && piece.at < phrase.at)
        if (str_cut(&piece, ':', &other) && str_equal(other, phrase)) return true;
    return false;
}

static bool read_keywords(const struct table *t, size_t column, struct str *out)
{
    struct str all, rest, piece, phrase;
    if (!table_words(t, column, KEYWORDS_MAX, true, &all)) return false;
    for (rest = all; str_cut(&rest, '|', &piece);) {
        if (!check_keyword(t, piece, &phrase)) return false;
        if (stands_before(all, phrase))
            return table_fault(t, "keyword '%.*s' stands there twice", STR_ARG(phrase));
    }
    *out = all;
    return true;
}

/* Whoever wrote this file, these two are never laid beside a stranger's. */
static bool read_private(const struct table *t, size_t column, struct category *c)
{
    bool always = c->kind == KIND_WHISTLEBLOWING || str_equal(c->code, STR(VIOLENCE_CATEGORY));
    if (!table_flag(t, column, &c->is_private)) return false;
    return c->is_private || !always ||
           table_fault(t, "private no: violence and whistleblowing are always private");
}

/* Of others its tickets would exist for nobody but admins. */
static bool check_whistleblowing(const struct table *t, const struct category *c)
{
    const struct department *d = c->department;
    return c->kind != KIND_WHISTLEBLOWING ||
           (d && str_equal(d->code, STR(WHISTLEBLOWING_DEPARTMENT))) ||
           table_fault(t, "whistleblowing: the department must be " WHISTLEBLOWING_DEPARTMENT);
}

static bool read_category(const struct table *t, size_t n, void *into)
{
    struct categories *all = into;
    struct category *c = &all->at[n];
    if (!table_code(t, 0, &c->code) || !table_words(t, 1, MATTER_MAX, false, &c->name) ||
        !read_kind(t, 2, &c->kind) || !read_department_of(t, 3, &c->department) ||
        !table_flag(t, 4, &c->inspection) || !read_priority(t, 5, &c->priority) ||
        !table_flag(t, 6, &c->needs_place) || !read_private(t, 7, c) ||
        !check_whistleblowing(t, c) || !read_keywords(t, 8, &c->keywords))
        return false;
    all->codes[n] = (struct desk_code){ c->code, n, t->csv.line };
    return true;
}

bool desk_load_categories(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    if (!table_open(&t, desk, "categories.csv", text,
                    "code,name,kind,department,inspection,priority,place,private,keywords", e))
        return false;
    struct categories all = { table_items(&t, sizeof *all.at), table_items(&t, sizeof *all.codes) };
    if (!all.at || !all.codes) return false;
    if (!table_each(&t, read_category, &all, &count)) return false;
    if (!desk_codes_sort(&t, all.codes, count)) return false;
    desk->categories = all.at;
    desk->category_count = count;
    desk->category_codes = all.codes;
    desk->other_category = desk_category(desk, OTHER_CATEGORY);
    const struct category *crime = desk_category(desk, CRIME_CATEGORY);
    desk->police_department = crime ? crime->department : NULL;
    return desk->other_category ||
           err_set(e, ERR_INPUT, "categories.csv: needs the category other");
}

/* --- clocks.csv --- */

static bool read_stage(const struct table *t, struct clock_rule *rule)
{
    struct str stage = table_field(t, 1);
    rule->inspection = str_equal(stage, STR("in_progress_inspection"));
    if (rule->inspection) stage = STR("in_progress");
    if (!ticket_status_parse(stage, &rule->stage)) return table_fault(t, "unknown stage");
    bool runs = rule->stage != STATUS_AWAITING_REPORTER && rule->stage != STATUS_CLOSED;
    return runs || table_fault(t, "no clock runs in this stage");
}

static bool read_clock(const struct table *t, size_t n, void *into)
{
    struct clock_rule *all = into, *rule = &all[n];
    if (!read_kind(t, 0, &rule->kind) || !read_stage(t, rule) ||
        !table_days(t, 2, &rule->legal_days) || !table_days(t, 3, &rule->promise_days))
        return false;
    if (rule->promise_days > 0 && rule->stage != STATUS_RECEIVED)
        return table_fault(t, "promise_days: 0 in every stage but received");
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == rule->kind && all[i].stage == rule->stage &&
            all[i].inspection == rule->inspection)
            return table_fault(t, "this kind and stage stand there already");
    return true;
}

/* The first reply names a last day, so no kind may be without one. */
static bool promises_check(const struct desk *desk, struct err *e)
{
    for (int k = KIND_COMPLAINT; k < KIND_END; k++) {
        enum ticket_kind kind = (enum ticket_kind)k;
        const struct clock_rule *rule = desk_clock(desk, kind, STATUS_RECEIVED, false);
        if (!rule || rule->promise_days == 0)
            return err_set(e, ERR_INPUT, "clocks.csv: needs %s,received with promise_days above 0",
                           ticket_kind_name(kind));
    }
    return true;
}

bool desk_load_clocks(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    if (!table_open(&t, desk, "clocks.csv", text, "kind,stage,legal_days,promise_days", e))
        return false;
    struct clock_rule *all = table_items(&t, sizeof *all);
    if (!all || !table_each(&t, read_clock, all, &count)) return false;
    desk->clocks = all;
    desk->clock_count = count;
    return promises_check(desk, e);
}

/* --- holidays.csv --- */

static bool read_holiday(const struct table *t, size_t n, void *into)
{
    struct holiday *all = into;
    if (!date_parse(table_field(t, 0), &all[n].day, NULL))
        return table_fault(t, "want a date like 2026-12-25");
    for (size_t i = 0; i < n; i++)
        if (all[i].day == all[n].day) return table_fault(t, "this date stands there already");
    return table_words(t, 1, HOLIDAY_NAME_MAX, false, &all[n].name);
}

static int day_order(const void *left, const void *right)
{
    const struct holiday *a = left, *b = right;
    return (a->day > b->day) - (a->day < b->day);
}

bool desk_load_holidays(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    if (!table_open(&t, desk, "holidays.csv", text, "date,name", e)) return false;
    struct holiday *all = table_items(&t, sizeof *all);
    if (!all || !table_each(&t, read_holiday, all, &count)) return false;
    if (count > 1) qsort(all, count, sizeof *all, day_order);
    desk->holidays = all;
    desk->holiday_count = count;
    return true;
}
