/* georeport.c - one description, two forms. */
#include "georeport.h"
#include "base/xml.h"
#include <string.h>

#define XML_TYPE   "text/xml; charset=utf-8"
#define WEIGHT_MAX 1000

/* --- which form --- */

/* "q=0.8" among the parameters of a media range, in thousandths; without one it is 1. */
static int weight_of(struct str parameters)
{
    struct str one;
    while (str_cut(&parameters, ';', &one)) {
        one = str_trim(one);
        if (!str_starts(one, STR("q=")) || one.len < 3) continue;
        int weight = one.at[2] == '1' ? WEIGHT_MAX : 0, unit = WEIGHT_MAX / 10;
        for (size_t i = 4; weight == 0 && i < one.len && i < 7; i++, unit /= 10)
            if (one.at[i] >= '1' && one.at[i] <= '9')
                return (one.at[i] - '0') * unit; /* its first digit is enough to compare by */
        return weight;
    }
    return WEIGHT_MAX;
}

/* Whatever is not named counts as not wanted: only names are compared. */
static bool prefers_json(struct str accept)
{
    struct str range;
    int json = 0, xml = 0;
    while (str_cut(&accept, ',', &range)) {
        struct str type = STR_EMPTY;
        (void)str_cut(&range, ';', &type);
        type = str_trim(type);
        int weight = weight_of(range);
        if (str_equal_nocase(type, STR("application/json")) && weight > json) json = weight;
        if ((str_equal_nocase(type, STR("text/xml")) ||
             str_equal_nocase(type, STR("application/xml"))) &&
            weight > xml)
            xml = weight;
    }
    return json > xml;
}

bool georeport_owns(struct str path)
{
    static const struct str root = { "/open311/v2", 11 };
    return str_starts(path, root) && (path.len == root.len || path.at[root.len] == '/');
}

static bool is_xml(struct request *r)
{
    if (str_ends(r->georeport, STR(".json"))) return false;
    if (str_ends(r->georeport, STR(".xml"))) return true;
    r->varies = "Accept";
    return !prefers_json(request_header(r, "Accept"));
}

struct str georeport_without_form(struct str name)
{
    static const char *const forms[] = { ".json", ".xml" };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (str_ends(name, str_of(forms[i])))
            return str_slice(name, 0, name.len - strlen(forms[i]));
    return name;
}

/* --- the answer --- */

void georeport_begin(struct georeport *g, struct request *r, const char *list)
{
    *g = (struct georeport){ .r = r, .list = list };
    answer_json_begin(r, &g->json);
    g->xml = is_xml(r);
    if (!g->xml) {
        json_begin_array(&g->json);
        return;
    }
    r->content_type = XML_TYPE;
    buf_addf(&r->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s>\n", list);
}

static void field_xml(struct buf *out, const struct georeport_field *f)
{
    if (f->kind == GEOREPORT_NONE || f->value.len == 0) {
        buf_addf(out, "<%s/>", f->name);
        return;
    }
    buf_addf(out, "<%s>", f->name);
    xml_write_text(out, f->value);
    buf_addf(out, "</%s>", f->name);
}

static void field_json(struct json_writer *w, const struct georeport_field *f)
{
    json_key_name(w, f->name);
    switch (f->kind) {
    case GEOREPORT_TEXT: json_write_text(w, f->value); break;
    case GEOREPORT_PLAIN: json_write_raw(w, f->value); break;
    case GEOREPORT_NONE: json_write_null(w); break;
    }
}

void georeport_row(struct georeport *g, const char *row, const struct georeport_field *fields,
                   size_t count)
{
    struct buf *out = &g->r->text;
    if (g->xml)
        buf_addf(out, "<%s>", row);
    else
        json_begin_object(&g->json);
    for (size_t i = 0; i < count; i++)
        if (g->xml)
            field_xml(out, &fields[i]);
        else
            field_json(&g->json, &fields[i]);
    if (g->xml)
        buf_addf(out, "</%s>\n", row);
    else
        json_end_object(&g->json);
}

void georeport_end(struct georeport *g, unsigned status)
{
    if (!g->xml) {
        json_end_array(&g->json);
        answer_json_end(g->r, status, &g->json);
        return;
    }
    buf_addf(&g->r->text, "</%s>\n", g->list);
    g->r->status = status;
}

void georeport_refuse(struct request *r, unsigned status, const char *why)
{
    struct georeport g;
    char code[16];
    struct buf digits;
    buf_fixed(&digits, code, sizeof code);
    buf_add_i64(&digits, status);
    const struct georeport_field fields[] = {
        { "code", buf_view(&digits), GEOREPORT_PLAIN },
        { "description", str_of(why), GEOREPORT_TEXT },
    };
    georeport_begin(&g, r, "errors");
    georeport_row(&g, "error", fields, sizeof fields / sizeof fields[0]);
    georeport_end(&g, status);
}
