/* letter.c - what a citizen sends. */
#include "letter.h"
#include <string.h>

static bool compose_text(const struct json *value, struct json_writer *w, struct err *e)
{
    if (json_text(value).len == 0) return err_set(e, ERR_INPUT, "text: want a sentence");
    json_member_text(w, "body", json_text(value));
    return true;
}

static bool compose_location(const struct json *value, struct json_writer *w, struct err *e)
{
    double latitude, longitude;
    if (!json_double(json_get(value, "latitude"), &latitude) ||
        !json_double(json_get(value, "longitude"), &longitude))
        return err_set(e, ERR_INPUT, "location: want latitude and longitude");
    json_key_name(w, "latitude");
    json_write_double(w, latitude);
    json_key_name(w, "longitude");
    json_write_double(w, longitude);
    if (json_get(value, "name")) json_member_text(w, "name", json_get_text(value, "name"));
    if (json_get(value, "address")) json_member_text(w, "address", json_get_text(value, "address"));
    return true;
}

static bool compose_image(const struct json *value, const struct sim_photo *photo,
                          struct json_writer *w, struct err *e)
{
    if (!photo || !json_is_object(value))
        return err_set(e, ERR_INPUT, "image: want an object, and a simulator that holds the photo");
    json_member_text(w, "id", photo->id);
    json_member_text(w, "mime_type", photo->mime);
    json_member_text(w, "sha256", photo->sha256);
    if (photo->url.len) json_member_text(w, "url", photo->url);
    if (json_get(value, "caption")) json_member_text(w, "caption", json_get_text(value, "caption"));
    return true;
}

static bool compose_reaction(const struct json *value, struct json_writer *w, struct err *e)
{
    if (json_get_text(value, "message_id").len == 0)
        return err_set(e, ERR_INPUT, "reaction: want message_id");
    json_member_text(w, "message_id", json_get_text(value, "message_id"));
    struct str emoji = json_get_text(value, "emoji");
    if (emoji.len) json_member_text(w, "emoji", emoji); /* Meta leaves it out on removal */
    return true;
}

/* A tap has three shapes: of a button, of a list row, and of a template's quick reply. */
static bool compose_tap(const struct json *tap, const char **type, struct json_writer *w,
                        struct err *e)
{
    struct str kind = json_get_text(tap, "kind");
    struct str id = json_get_text(tap, "id"), title = json_get_text(tap, "title");
    if (id.len == 0) return err_set(e, ERR_INPUT, "tap: want id");
    if (str_equal(kind, STR("template"))) {
        *type = "button";
        json_member_text(w, "payload", id);
        json_member_text(w, "text", title);
        return true;
    }
    const char *reply = str_equal(kind, STR("list")) ? "list_reply" : "button_reply";
    *type = "interactive";
    json_member_text(w, "type", str_of(reply));
    json_key_name(w, reply);
    json_begin_object(w);
    json_member_text(w, "id", id);
    json_member_text(w, "title", title);
    json_end_object(w);
    return true;
}

bool sim_letter_has_photo(const struct json *words)
{
    return json_get(words, "image") != NULL;
}

static bool compose_raw(const struct json *words, char type[SIM_TYPE_SIZE], struct buf *content,
                        struct err *e)
{
    struct str name = json_get_text(words, "type");
    if (name.len == 0 || !str_copy(type, SIM_TYPE_SIZE, name))
        return err_set(e, ERR_INPUT, "type: want the name of a message type");
    const struct json *object = json_get(words, "content");
    return !object || json_print(object, content, e);
}

bool sim_letter_compose(const struct json *words, const struct sim_photo *photo,
                        char type[SIM_TYPE_SIZE], struct buf *content, struct err *e)
{
    static const char *const names[] = { "text", "location", "image", "reaction", "tap", "type" };
    const char *found = NULL, *becomes;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!json_get(words, names[i])) continue;
        if (found) return err_set(e, ERR_INPUT, "want one of text, location, image, tap ...");
        found = names[i];
    }
    if (!found) return err_set(e, ERR_INPUT, "want one of text, location, image, tap ...");
    if (strcmp(found, "type") == 0) return compose_raw(words, type, content, e);
    struct json_writer w;
    const struct json *value = json_get(words, found);
    bool ok = false;
    becomes = found;
    json_writer_init(&w, content);
    json_begin_object(&w);
    if (strcmp(found, "text") == 0) ok = compose_text(value, &w, e);
    if (strcmp(found, "location") == 0) ok = compose_location(value, &w, e);
    if (strcmp(found, "image") == 0) ok = compose_image(value, photo, &w, e);
    if (strcmp(found, "reaction") == 0) ok = compose_reaction(value, &w, e);
    if (strcmp(found, "tap") == 0) ok = compose_tap(value, &becomes, &w, e);
    json_end_object(&w);
    if (ok && !json_writer_done(&w)) ok = err_set(e, ERR_LIMIT, "the message is too long");
    return ok && (str_copy(type, SIM_TYPE_SIZE, str_of(becomes)) ||
                  err_set(e, ERR_LIMIT, "the type is too long"));
}
