/* export_private.h - columns of an export: a name, a kind of value, who writes it. */
#ifndef KANDA_DOMAIN_EXPORT_PRIVATE_H
#define KANDA_DOMAIN_EXPORT_PRIVATE_H

#include "domain/export.h"

struct export_column {
    const char *name;
    /* TEXT: as it is, "" is nothing. NUMBER and BOOL: a JSON value, "" is null. */
    enum { EXPORT_TEXT, EXPORT_NUMBER, EXPORT_BOOL } type;
    void (*write)(const struct export_style *style, const struct ticket *t, struct buf *cell);
};

const struct export_column *export_columns_kanda(size_t *count);
const struct export_column *export_columns_sp4n(size_t *count);
const struct export_column *export_columns_register(size_t *count);

/* Cells that several have. */
void cell_number(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_text(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_category(const struct export_style *style, const struct ticket *t, struct buf *cell);
void add_department_name(const struct export_style *style, struct str code, struct buf *cell);
void cell_department(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_latitude(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_longitude(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_received(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_answered(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_closed(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_reporter_ref(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_reporter_name(const struct export_style *style, const struct ticket *t, struct buf *cell);
void cell_reporter_phone(const struct export_style *style, const struct ticket *t,
                         struct buf *cell);
/* By which way it came. */
void cell_way(const struct export_style *style, const struct ticket *t, struct buf *cell);
/* RFC 3339; nothing for 0. */
void export_time(struct buf *cell, int64_t ms);
/* The name of a place, its code where the desk no longer knows it. */
struct str export_place(const struct export_style *style, struct str code);

#endif
