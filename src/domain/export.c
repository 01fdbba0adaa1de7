/* export.c - rows of columns as CSV or JSON. */
#include "domain/export.h"
#include "base/csv.h"
#include "base/json.h"
#include "export_private.h"

#define CELL_MAX        ((size_t)4 << 20)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const struct export_column *columns_of(const struct export_style *style, size_t *count)
{
    switch (style->words) {
    case EXPORT_SP4N: return export_columns_sp4n(count);
    case EXPORT_REGISTER: return export_columns_register(count);
    case EXPORT_KANDA: break;
    }
    return export_columns_kanda(count);
}

void export_begin(const struct export_style *style, struct buf *out)
{
    size_t count;
    const struct export_column *columns = columns_of(style, &count);
    if (style->format == EXPORT_JSON) {
        buf_add_text(out, "{\"items\":[");
        return;
    }
    buf_add_text(out, BYTE_ORDER_MARK);
    for (size_t i = 0; i < count; i++)
        buf_addf(out, "%s%s", i ? "," : "", columns[i].name);
    buf_add_text(out, "\r\n");
}

static void csv_row(const struct export_style *style, const struct ticket *t, struct buf *cell,
                    struct buf *out)
{
    size_t count;
    const struct export_column *columns = columns_of(style, &count);
    for (size_t i = 0; i < count; i++) {
        buf_clear(cell);
        columns[i].write(style, t, cell);
        if (i) buf_add_char(out, ',');
        if (!buf_ok(cell))
            csv_write_text(out, STR("[teks tidak dapat ditampilkan]"));
        else if (columns[i].type == EXPORT_TEXT)
            csv_write_text(out, buf_view(cell));
        else
            buf_add(out, buf_view(cell));
    }
    buf_add_text(out, "\r\n");
}

static void json_row(const struct export_style *style, const struct ticket *t, int64_t before,
                     struct buf *cell, struct buf *out)
{
    size_t count;
    struct json_writer w;
    const struct export_column *columns = columns_of(style, &count);
    if (before) buf_add_text(out, ",\n");
    json_writer_init(&w, out);
    json_begin_object(&w);
    for (size_t i = 0; i < count; i++) {
        buf_clear(cell);
        columns[i].write(style, t, cell);
        json_key_name(&w, columns[i].name);
        if (!buf_ok(cell))
            json_write_text(&w, STR("[teks tidak dapat ditampilkan]"));
        else if (cell->len == 0)
            json_write_null(&w);
        else if (columns[i].type == EXPORT_TEXT)
            json_write_text(&w, buf_view(cell));
        else
            json_write_raw(&w, buf_view(cell));
    }
    json_end_object(&w);
}

bool export_ticket(const struct export_style *style, const struct ticket *t, int64_t before,
                   struct buf *out)
{
    struct buf cell;
    if (style->words == EXPORT_SP4N && t->kind == KIND_WHISTLEBLOWING) return false;
    buf_init(&cell, CELL_MAX);
    if (style->format == EXPORT_JSON)
        json_row(style, t, before, &cell, out);
    else
        csv_row(style, t, &cell, out);
    buf_finish(&cell);
    return true;
}

void export_end(const struct export_style *style, int64_t count, struct buf *out)
{
    if (style->format == EXPORT_JSON) buf_addf(out, "],\"count\":%lld}\n", (long long)count);
}
