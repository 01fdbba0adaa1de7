/* h_phone.c - the phone: its page and files from the program itself, and what only it asks for. */
#include "base/embedded.h"
#include "gen/phone.h"
#include "route.h"

static const struct embedded_file *file_find(struct str path)
{
    for (size_t i = 0; i < phone_count; i++)
        if (str_equal(str_of(phone_files[i].path), path)) return &phone_files[i];
    return NULL;
}

static const char *type_of(struct str path)
{
    if (str_ends(path, STR(".html"))) return "text/html; charset=utf-8";
    if (str_ends(path, STR(".css"))) return "text/css; charset=utf-8";
    if (str_ends(path, STR(".js"))) return "text/javascript; charset=utf-8";
    if (str_ends(path, STR(".svg"))) return "image/svg+xml";
    return NULL;
}

static void answer_file(struct sim_exchange *x, struct str path)
{
    const struct embedded_file *file = file_find(path);
    const char *type = type_of(path);
    if (file && type)
        sim_answer_text(x, 200, type, (struct str){ (const char *)file->data, file->len });
    else
        sim_answer_error(x, 404, "no such path");
}

void sim_h_phone_page(struct sim *sim, struct sim_exchange *x)
{
    (void)sim;
    answer_file(x, STR("index.html"));
}

void sim_h_phone_file(struct sim *sim, struct sim_exchange *x)
{
    (void)sim;
    answer_file(x, x->args[0]);
}

/* A photo or a sound as the phone shows it; the Graph API's own address wants a token and ends
 * soon. */
void sim_h_phone_photo(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_media_item *item = sim_media_find(sim->media, x->args[0]);
    if (item && (str_starts(str_of(item->mime), STR("image/")) ||
                 str_starts(str_of(item->mime), STR("audio/")) ||
                 str_equal(str_of(item->mime), STR("application/pdf"))))
        sim_answer_text(x, 200, item->mime, (struct str){ item->data, item->len });
    else
        sim_answer_error(x, 404, "no such photo");
}

static bool read_after(struct sim_exchange *x, int64_t *after)
{
    struct str text = sim_exchange_query(x, "after");
    *after = 0;
    if (!text.len || str_to_i64(text, 0, INT64_MAX, after, NULL)) return true;
    sim_answer_error(x, 400, "after is a whole number");
    return false;
}

void sim_h_sim_letters(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    int64_t after;
    if (!read_after(x, &after)) return;
    sim_answer_begin(x, &w);
    sim_diary_write(sim->diary, after, &w);
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_webhooks(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    int64_t after;
    if (!read_after(x, &after)) return;
    sim_answer_begin(x, &w);
    sim_trail_write(sim->trail, after, &w);
    sim_answer_done(x, &w, 200);
}
