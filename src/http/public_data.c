/* public_data.c - the same numbers for programs. Hidden counts are empty, never 0. */
#include "base/csv.h"
#include "base/json.h"
#include "public_write.h"

const char *public_column_code(size_t column)
{
    static const char *const codes[PUBLIC_COLUMNS] = { "diterima", "tuntas", "tuntas_sebagian",
                                                       "diteruskan", "terlambat" };
    return column < PUBLIC_COLUMNS ? codes[column] : "";
}

const char *public_column_name(size_t column)
{
    static const char *const names[PUBLIC_COLUMNS] = { "Diterima", "Tuntas", "Tuntas sebagian",
                                                       "Diteruskan", "Terlambat" };
    return column < PUBLIC_COLUMNS ? names[column] : "";
}

static void csv_hours(struct buf *out, int64_t minutes)
{
    buf_add_char(out, ',');
    if (minutes >= 0) buf_addf(out, "%.1f", (double)minutes / 60);
}

static void csv_row(struct buf *out, const char *table, const struct public_row *row)
{
    csv_write_text(out, str_of(table));
    buf_add_char(out, ',');
    csv_write_text(out, row->code);
    buf_add_char(out, ',');
    csv_write_text(out, row->name);
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++) {
        buf_add_char(out, ',');
        if (!row->hidden[c]) buf_add_i64(out, row->value[c]);
    }
    csv_hours(out, row->answer);
    csv_hours(out, row->solution);
    buf_add_text(out, "\r\n");
}

bool public_write_csv(const struct public_numbers *n, struct buf *out)
{
    struct public_row total = n->total;
    total.code = STR("semua");
    total.name = STR("Seluruh laporan");
    buf_add_text(out, "tabel,kode,nama");
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++)
        buf_addf(out, ",%s", public_column_code(c));
    buf_add_text(out, ",median_jam_kerja_jawaban,median_jam_kerja_selesai\r\n");
    csv_row(out, "semua", &total);
    for (size_t t = 0; t < PUBLIC_TABLES; t++)
        for (size_t i = 0; i < n->tables[t].count; i++)
            csv_row(out, n->tables[t].name, &n->tables[t].rows[i]);
    buf_add_text(out, "\"lisensi\",\"" PUBLIC_LICENCE "\","
                      "\"https://creativecommons.org/licenses/by/4.0/deed.id\",,,,,,,\r\n");
    return buf_ok(out);
}

static void json_hours(struct json_writer *w, const char *key, int64_t minutes)
{
    int64_t tenths = (minutes + 3) / 6; /* of an hour */
    json_key_name(w, key);
    if (minutes >= 0)
        json_write_double(w, (double)tenths / 10);
    else
        json_write_null(w);
}

static void json_row(struct json_writer *w, const struct public_row *row)
{
    json_begin_object(w);
    if (row->name.len) {
        json_member_text(w, "kode", row->code);
        json_member_text(w, "nama", row->name);
    }
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++) {
        if (row->hidden[c])
            json_member_null(w, public_column_code(c));
        else
            json_member_i64(w, public_column_code(c), row->value[c]);
    }
    json_hours(w, "median_jam_kerja_jawaban", row->answer);
    json_hours(w, "median_jam_kerja_selesai", row->solution);
    json_end_object(w);
}

bool public_write_json(const struct public_numbers *n, struct buf *out)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "judul", STR("Lapor Kanda: ringkasan laporan dua belas bulan terakhir"));
    json_member_text(&w, "lisensi", STR(PUBLIC_LICENCE));
    json_member_text(&w, "lisensi_url", STR("https://creativecommons.org/licenses/by/4.0/deed.id"));
    json_member_text(
        &w, "keterangan",
        STR("null: disembunyikan karena di bawah lima, atau agar angka lain yang di "
            "bawah lima tidak dapat dihitung. Laporan rahasia dan whistleblowing tidak "
            "termasuk."));
    json_member_time(&w, "dibuat", n->made_at);
    json_key_name(&w, "semua");
    json_row(&w, &n->total);
    for (size_t t = 0; t < PUBLIC_TABLES; t++) {
        json_key_name(&w, n->tables[t].name);
        json_begin_array(&w);
        for (size_t i = 0; i < n->tables[t].count; i++)
            json_row(&w, &n->tables[t].rows[i]);
        json_end_array(&w);
    }
    json_end_object(&w);
    return json_writer_done(&w);
}
