/* reading.c - what a citizen would read and could tap. */
#include "reading.h"

static void add_line(struct buf *out, size_t start, struct str text)
{
    if (text.len == 0) return;
    if (out->len > start) buf_add_char(out, '\n');
    buf_add(out, text);
}

static void add_choice(struct buf *out, size_t start, struct str title, struct str description)
{
    if (out->len > start) buf_add_char(out, '\n');
    buf_add_char(out, '[');
    buf_add(out, title);
    buf_add_char(out, ']');
    if (description.len) {
        buf_add_char(out, ' ');
        buf_add(out, description);
    }
}

static void read_interactive(const struct json *i, struct buf *out)
{
    size_t start = out->len;
    const struct json *action = json_get(i, "action");
    add_line(out, start, json_get_text(json_get(i, "header"), "text"));
    add_line(out, start, json_get_text(json_get(i, "body"), "text"));
    add_line(out, start, json_get_text(json_get(i, "footer"), "text"));
    const struct json *b = json_first(json_get(action, "buttons"));
    for (; b; b = json_next(b))
        add_choice(out, start, json_get_text(json_get(b, "reply"), "title"), STR_EMPTY);
    const struct json *s = json_first(json_get(action, "sections"));
    for (; s; s = json_next(s))
        for (const struct json *r = json_first(json_get(s, "rows")); r; r = json_next(r))
            add_choice(out, start, json_get_text(r, "title"), json_get_text(r, "description"));
    const struct json *p = json_get(action, "parameters");
    if (json_get(p, "display_text"))
        add_choice(out, start, json_get_text(p, "display_text"), json_get_text(p, "url"));
    if (json_get(p, "flow_cta")) add_choice(out, start, json_get_text(p, "flow_cta"), STR_EMPTY);
    if (str_equal(json_get_text(action, "name"), STR("send_location")))
        add_choice(out, start, STR("Kirim lokasi"), STR_EMPTY);
    if (str_equal(json_get_text(action, "name"), STR("request_contact_info")))
        add_choice(out, start, STR("Bagikan nomor"), STR_EMPTY);
}

static void fill_from(struct str text, const struct json *params, const struct sim_template *known,
                      struct buf *out)
{
    static const char *const numbers[] = { "1", "2", "3", "4", "5" };
    struct str names[TEMPLATE_PARAMS_MAX], values[TEMPLATE_PARAMS_MAX];
    size_t n = 0;
    for (const struct json *p = json_first(params); p && n < TEMPLATE_PARAMS_MAX;
         p = json_next(p), n++) {
        names[n] = json_get_text(p, "parameter_name");
        if (!names[n].len && known && n < known->params.count)
            names[n] = str_of(known->params.item[n].name);
        if (!names[n].len && n < sizeof numbers / sizeof *numbers) names[n] = str_of(numbers[n]);
        values[n] = json_get_text(p, "text");
    }
    sim_template_fill(text, names, values, n, out);
}

static const struct json *params_of(const struct json *t, struct str component)
{
    const struct json *c = json_first(json_get(t, "components"));
    for (; c; c = json_next(c))
        if (str_equal_nocase(json_get_text(c, "type"), component)) return json_get(c, "parameters");
    return NULL;
}

static void read_template(const struct json *t, const struct sim_templates *templates,
                          struct buf *out)
{
    size_t start = out->len;
    const struct sim_template *known = sim_templates_find(
        templates, json_get_text(t, "name"), json_get_text(json_get(t, "language"), "code"));
    if (!known) {
        buf_add(out, json_get_text(t, "name"));
        return;
    }
    fill_from(str_of(known->header), params_of(t, STR("header")), NULL, out);
    if (out->len > start) buf_add_char(out, '\n');
    fill_from(str_of(known->body), params_of(t, STR("body")), known, out);
    add_line(out, start, str_of(known->footer));
}

static void read_labelled(const char *label, struct str text, struct buf *out)
{
    buf_addf(out, "[%s]", label);
    if (text.len) {
        buf_add_char(out, ' ');
        buf_add(out, text);
    }
}

void sim_reading_text(const struct json *message, const struct sim_templates *templates,
                      struct buf *out)
{
    static const struct {
        const char *type, *label;
    } media[] = { { "image", "foto" },
                  { "video", "video" },
                  { "audio", "suara" },
                  { "document", "berkas" },
                  { "sticker", "stiker" } };
    struct str type = json_get_text(message, "type");
    if (str_equal(type, STR("interactive"))) {
        read_interactive(json_get(message, "interactive"), out);
    } else if (str_equal(type, STR("template"))) {
        read_template(json_get(message, "template"), templates, out);
    } else if (str_equal(type, STR("reaction"))) {
        buf_add(out, json_get_text(json_get(message, "reaction"), "emoji"));
    } else if (str_equal(type, STR("location"))) {
        read_labelled("lokasi", json_get_text(json_get(message, "location"), "name"), out);
    } else if (str_equal(type, STR("contacts"))) {
        const struct json *card = json_first(json_get(message, "contacts"));
        read_labelled("kontak", json_get_text(json_get(card, "name"), "formatted_name"), out);
    } else {
        for (size_t i = 0; i < sizeof media / sizeof *media; i++)
            if (str_equal(type, str_of(media[i].type))) {
                const struct json *m = json_get(message, media[i].type);
                read_labelled(media[i].label, json_get_text(m, "caption"), out);
                return;
            }
        buf_add(out, json_get_text(json_get(message, "text"), "body"));
    }
}

static void write_choice(struct json_writer *w, const char *kind, struct str id, struct str title)
{
    json_begin_object(w);
    json_member_text(w, "kind", str_of(kind));
    json_member_text(w, "id", id);
    json_member_text(w, "title", title);
    json_end_object(w);
}

void sim_reading_choices(const struct json *message, struct buf *out)
{
    struct json_writer w;
    const struct json *action = json_path(message, "interactive", "action", NULL);
    json_writer_init(&w, out);
    json_begin_array(&w);
    for (const struct json *b = json_first(json_get(action, "buttons")); b; b = json_next(b)) {
        const struct json *r = json_get(b, "reply");
        write_choice(&w, "button", json_get_text(r, "id"), json_get_text(r, "title"));
    }
    for (const struct json *s = json_first(json_get(action, "sections")); s; s = json_next(s))
        for (const struct json *r = json_first(json_get(s, "rows")); r; r = json_next(r))
            write_choice(&w, "list", json_get_text(r, "id"), json_get_text(r, "title"));
    const struct json *c = json_first(json_path(message, "template", "components", NULL));
    for (; c; c = json_next(c)) {
        const struct json *p = json_first(json_get(c, "parameters"));
        if (str_equal(json_get_text(p, "type"), STR("payload")))
            write_choice(&w, "template", json_get_text(p, "payload"), json_get_text(p, "payload"));
    }
    json_end_array(&w);
}
