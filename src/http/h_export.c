/* h_export.c - tickets as a file of any size, with the filters and the eyes of the list. */
#include "service/export.h"
#include "ticket_path.h"

static bool piece(struct request *r, struct db *db, bool *last, struct err *e)
{
    return export_walk_step(r->pieces->ctx, db, &r->text, last, e);
}

static void lighten(struct request *r)
{
    struct export_walk *walk = r->pieces->ctx;
    if (walk->ids > 4) walk->ids /= 4;
}

/* The register has a path of its own, and no other words. */
static bool words_read(struct request *r, enum export_words *out)
{
    struct str words = request_query(r, "format");
    if (*out == EXPORT_REGISTER) return true;
    *out = str_equal(words, STR("sp4n")) ? EXPORT_SP4N : EXPORT_KANDA;
    if (words.len == 0 || *out == EXPORT_SP4N || str_equal(words, STR("kanda"))) return true;
    answer_problem(r, 422, "invalid_value", "format: kanda or sp4n.");
    return false;
}

static const char *const file_names[] = {
    [EXPORT_KANDA] = "tickets",
    [EXPORT_SP4N] = "tickets-sp4n",
    [EXPORT_REGISTER] = "register-informasi",
};

/* tickets-2026-11-28.csv: the day it was asked for. */
static const char *filename_make(struct request *r, const struct export_style *style)
{
    struct civil day;
    civil_of_ms(r->arrived_at, &day);
    return arena_printf(&r->arena, "%s-%04d-%02d-%02d.%s", file_names[style->words], day.year,
                        day.month, day.day, style->format == EXPORT_JSON ? "json" : "csv");
}

static bool export_begin_answer(struct request *r, struct db *db, enum export_format format,
                                enum export_words words, struct err *e)
{
    const struct http_options *o = &r->server->options;
    struct ticket_query q = { 0 };
    struct export_style style = {
        format, words, r->staff.role, o->intake.desk, o->intake.ticket_prefix, r->arrived_at
    };
    bool none;
    struct export_walk *walk = arena_alloc(&r->arena, sizeof *walk);
    if (!walk) return err_set(e, ERR_MEMORY, "export: no memory");
    if (!words_read(r, &style.words)) return true;
    if (!ticket_filter_read(r, &q, &none, e)) return r->answered;
    if (!export_walk_begin(db, &style, &q, none, walk, e)) return false;
    const struct pieces pieces = { .piece = piece,
                                   .lighten = lighten,
                                   .ctx = walk,
                                   .filename = filename_make(r, &style),
                                   .at_most = walk->at_most };
    if (!pieces.filename) return err_set(e, ERR_MEMORY, "export: no memory");
    return answer_pieces(
        r, db, format == EXPORT_JSON ? "application/json" : "text/csv; charset=utf-8", &pieces, e);
}

bool h_export_csv(struct request *r, struct db *db, struct err *e)
{
    return export_begin_answer(r, db, EXPORT_CSV, EXPORT_KANDA, e);
}

bool h_export_json(struct request *r, struct db *db, struct err *e)
{
    return export_begin_answer(r, db, EXPORT_JSON, EXPORT_KANDA, e);
}

bool h_register_csv(struct request *r, struct db *db, struct err *e)
{
    return export_begin_answer(r, db, EXPORT_CSV, EXPORT_REGISTER, e);
}

bool h_register_json(struct request *r, struct db *db, struct err *e)
{
    return export_begin_answer(r, db, EXPORT_JSON, EXPORT_REGISTER, e);
}
