/* media_fault.c - how the simulator misbehaves when a file is asked for. */
#include "media_fault.h"
#include <string.h>

static const char *const names[MEDIA_MODE_COUNT] = {
    "ok",    "token", "dead_url", "gone",     "away",    "stranger",
    "short", "wrong", "page",     "redirect", "foreign", "as_messages",
};

static bool read_mode(const struct json *j, enum sim_media_mode *out, struct err *e)
{
    for (int i = 0; i < MEDIA_MODE_COUNT; i++)
        if (str_equal(json_text(j), str_of(names[i]))) {
            *out = (enum sim_media_mode)i;
            return true;
        }
    return err_set(
        e, ERR_INPUT,
        "media_mode: want ok, token, dead_url, gone, away, stranger, short, wrong, page, "
        "redirect, foreign or as_messages");
}

static bool read_count(const struct json *j, int64_t *out, struct err *e)
{
    int64_t n;
    if (!json_i64(j, &n) || n < 0 || n > 60000)
        return err_set(e, ERR_INPUT, "%s: want 0 to 60000", json_key(j));
    *out = n;
    return true;
}

bool sim_media_faults_member(const struct json *j, struct sim_media_faults *f, bool *ok,
                             struct err *e)
{
    const char *key = json_key(j);
    if (strcmp(key, "media_mode") == 0)
        *ok = read_mode(j, &f->mode, e);
    else if (strcmp(key, "media_times") == 0)
        *ok = read_count(j, &f->times, e);
    else if (strcmp(key, "media_delay_ms") == 0)
        *ok = read_count(j, &f->delay_ms, e);
    else if (strcmp(key, "media_target") == 0)
        *ok = (json_is_string(j) && str_copy(f->target, sizeof f->target, json_text(j))) ||
              err_set(e, ERR_INPUT, "media_target: want a URL");
    else
        return false;
    return true;
}

void sim_media_faults_write(struct json_writer *w, const struct sim_media_faults *f)
{
    json_member_text(w, "media_mode", str_of(names[f->mode]));
    json_member_i64(w, "media_times", f->times);
    json_member_i64(w, "media_delay_ms", f->delay_ms);
    json_member_text(w, "media_target", str_of(f->target));
}

bool sim_media_faults_strike(struct sim_media_faults *f, enum sim_media_mode mode)
{
    if (f->mode != mode || mode == MEDIA_MODE_OK) return false;
    if (f->times > 0 && --f->times == 0) f->mode = MEDIA_MODE_OK;
    return true;
}
