/* desk.c - the regency's tables as one immutable whole, and the questions asked of them. */
#include "domain/desk.h"
#include "desk_private.h"
#include <stdlib.h>

static bool load(struct desk *desk, const struct desk_files *files, struct err *e)
{
    return desk_load_departments(desk, files->departments, e) &&
           desk_load_categories(desk, files->categories, e) &&
           desk_load_places(desk, files->places, e) && desk_load_clocks(desk, files->clocks, e) &&
           desk_load_holidays(desk, files->holidays, e) && desk_load_words(desk, files->words, e) &&
           desk_load_replies(desk, LANGUAGE_INDONESIAN, files->replies_id, e) &&
           (files->replies_jv.len == 0 ||
            desk_load_replies(desk, LANGUAGE_JAVANESE, files->replies_jv, e)) &&
           (files->replies_mad.len == 0 ||
            desk_load_replies(desk, LANGUAGE_MADURESE, files->replies_mad, e)) &&
           (files->templates.len == 0 || desk_load_templates(desk, files->templates, e)) &&
           (files->canned.len == 0 || desk_load_canned(desk, files->canned, e));
}

struct desk *desk_create(const struct desk_files *files, struct err *e)
{
    struct err why = { .code = ERR_NONE };
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk) (void)err_set(&why, ERR_MEMORY, "desk: no memory");
    if (desk && load(desk, files, &why)) return desk;
    desk_destroy(desk);
    if (e) *e = why;
    return NULL;
}

void desk_destroy(struct desk *desk)
{
    if (!desk) return;
    arena_clear(&desk->arena);
    free(desk);
}

const struct department *desk_department(const struct desk *desk, struct str code)
{
    size_t at = desk_codes_find(desk->department_codes, desk->department_count, code);
    return at == SIZE_MAX ? NULL : &desk->departments[at];
}

const struct category *desk_category(const struct desk *desk, struct str code)
{
    size_t at = desk_codes_find(desk->category_codes, desk->category_count, code);
    return at == SIZE_MAX ? NULL : &desk->categories[at];
}

bool category_is_servants(struct str code)
{
    return str_equal(code, STR("civil_servant"));
}

bool category_is_other(struct str code)
{
    return str_equal(code, OTHER_CATEGORY);
}

bool category_is_public(const struct category *category)
{
    return category && category->needs_place && !category->is_private;
}

const struct place *desk_place(const struct desk *desk, struct str code)
{
    size_t at = desk_codes_find(desk->place_codes, desk->place_count, code);
    return at == SIZE_MAX ? NULL : &desk->places[at];
}

int64_t desk_holidays_end(const struct desk *desk)
{
    return desk->holiday_count ? day_start_ms(desk->holidays[desk->holiday_count - 1].day) : 1;
}

bool desk_is_holiday(const struct desk *desk, int64_t day)
{
    size_t from = 0, to = desk->holiday_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (desk->holidays[middle].day == day) return true;
        if (desk->holidays[middle].day < day)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

struct str place_district(const struct place *place)
{
    if (place && place->level == PLACE_VILLAGE) place = place->parent;
    return place && place->level == PLACE_DISTRICT ? place->code : STR_EMPTY;
}

struct str place_village(const struct place *place)
{
    return place && place->level == PLACE_VILLAGE ? place->code : STR_EMPTY;
}

bool place_is_elsewhere(const struct place *place)
{
    return place && (place->level == PLACE_CITY || place->level == PLACE_OUTSIDE);
}

void place_name_add(const struct place *p, struct buf *out)
{
    if (p->level == PLACE_VILLAGE)
        buf_addf(out, "%s %.*s, Kecamatan %.*s", p->is_kelurahan ? "Kelurahan" : "Desa",
                 STR_ARG(p->name), STR_ARG(p->parent->name));
    else if (p->level == PLACE_DISTRICT)
        buf_addf(out, "Kecamatan %.*s", STR_ARG(p->name));
    else
        buf_add(out, p->name);
}

bool department_is_district(const struct department *d)
{
    return str_starts(d->code, STR("KEC-")) && !d->external;
}

bool department_is_city(struct str code)
{
    return str_equal(code, STR(CITY_DEPARTMENT));
}

bool department_is_elsewhere(struct str code)
{
    return str_equal(code, STR(CITY_DEPARTMENT)) || str_equal(code, STR(OUTSIDE_DEPARTMENT));
}

/* BPJS, a passport: the same body wherever the reporter is. */
static bool is_anywhere(const struct category *category)
{
    return category && category->department && category->department->external &&
           !category->needs_place;
}

const struct department *desk_owner(const struct desk *desk, const struct category *category,
                                    const struct place *place)
{
    if (place_is_elsewhere(place) && !is_anywhere(category)) return place->owner;
    if (category && category->department) return category->department;
    return category && place ? place->owner : desk->desk_department;
}

const struct department *desk_worker(const struct desk *desk, const struct department *owner)
{
    return owner->external ? desk->desk_department : owner;
}

const struct clock_rule *desk_clock(const struct desk *desk, enum ticket_kind kind,
                                    enum ticket_status stage, bool inspection)
{
    const struct clock_rule *plain = NULL;
    for (size_t i = 0; i < desk->clock_count; i++) {
        const struct clock_rule *rule = &desk->clocks[i];
        if (rule->kind != kind || rule->stage != stage) continue;
        if (rule->inspection && inspection) return rule;
        if (!rule->inspection) plain = rule;
    }
    return plain;
}
