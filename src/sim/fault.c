/* fault.c - how the simulator is told to misbehave. */
#include "fault.h"
#include "graph_code.h"
#include <string.h>

static const struct {
    const char *name;
    bool accepts; /* does the citizen get the message although the sender learns nothing? */
} modes[MODE_COUNT] = {
    [MODE_OK] = { "ok", true },
    [MODE_ERROR] = { "error", false },
    [MODE_GARBAGE] = { "garbage", false },
    [MODE_SILENCE] = { "silence", false },
    [MODE_RESET] = { "reset", false },
    [MODE_READ_AND_CLOSE] = { "read_and_close", true },
    [MODE_HALF] = { "half", true },
    [MODE_RESET_BODY] = { "reset_body", false },
    [MODE_RESET_LATE] = { "reset_late", true },
};

const char *sim_mode_name(enum sim_mode mode)
{
    return modes[mode].name;
}

bool sim_mode_parse(struct str text, enum sim_mode *out, struct err *e)
{
    for (int i = 0; i < MODE_COUNT; i++)
        if (str_equal(text, str_of(modes[i].name))) {
            *out = (enum sim_mode)i;
            return true;
        }
    return err_set(e, ERR_INPUT,
                   "mode: want ok, error, garbage, silence, reset, reset_body, reset_late, "
                   "read_and_close or half");
}

static bool read_share(const struct json *j, const char *key, double *out, struct err *e)
{
    double d;
    if (!json_double(j, &d) || d < 0 || d > 1)
        return err_set(e, ERR_INPUT, "%s: want a number from 0 to 1", key);
    *out = d;
    return true;
}

static bool read_whole(const struct json *j, const char *key, int64_t min, int64_t max,
                       int64_t *out, struct err *e)
{
    int64_t n;
    if (!json_i64(j, &n) || n < min || n > max)
        return err_set(e, ERR_INPUT, "%s: want %lld to %lld", key, (long long)min, (long long)max);
    *out = n;
    return true;
}

/* 0 means: the status that belongs to fail_code. */
static bool read_status(const struct json *j, int64_t *out, struct err *e)
{
    int64_t n;
    if (!json_i64(j, &n) || (n != 0 && (n < 400 || n > 599)))
        return err_set(e, ERR_INPUT, "fail_status: want 0 or 400 to 599");
    *out = n;
    return true;
}

static bool read_member(const struct json *j, struct sim_faults *f, struct err *e)
{
    const char *key = json_key(j);
    bool ok;
    if (sim_media_faults_member(j, &f->media, &ok, e)) return ok;
    if (strcmp(key, "mode") == 0) return sim_mode_parse(json_text(j), &f->mode, e);
    if (strcmp(key, "fail_rate") == 0) return read_share(j, key, &f->fail_rate, e);
    if (strcmp(key, "status_first") == 0) return read_share(j, key, &f->status_first, e);
    if (strcmp(key, "duplicate") == 0) return read_share(j, key, &f->duplicate, e);
    if (strcmp(key, "drop") == 0) return read_share(j, key, &f->drop, e);
    if (strcmp(key, "read_and_close") == 0) return read_share(j, key, &f->read_and_close, e);
    if (strcmp(key, "fail_status") == 0) return read_status(j, &f->fail_status, e);
    if (strcmp(key, "fail_code") == 0) return read_whole(j, key, 0, 9999999, &f->fail_code, e);
    if (strcmp(key, "report_code") == 0) return read_whole(j, key, 0, 9999999, &f->report_code, e);
    if (strcmp(key, "retry_after") == 0) return read_whole(j, key, 0, 86400, &f->retry_after, e);
    if (strcmp(key, "usage") == 0) return read_whole(j, key, 0, 1000, &f->usage, e);
    if (strcmp(key, "delay_ms") == 0) return read_whole(j, key, 0, 60000, &f->delay_ms, e);
    if (strcmp(key, "accept") == 0 && json_is_null(j)) {
        f->accepts = ACCEPTS_BY_MODE;
        return true;
    }
    if (strcmp(key, "accept") == 0 && json_is_bool(j)) {
        f->accepts = json_bool(j, false) ? ACCEPTS_ALWAYS : ACCEPTS_NEVER;
        return true;
    }
    return err_set(e, ERR_INPUT, "faults: unknown or wrong-typed key");
}

void sim_faults_settle(struct sim_faults *f, bool rate_given, bool mode_given)
{
    if (mode_given && f->mode == MODE_OK) {
        f->fail_rate = 0;
    } else if (mode_given && !rate_given) {
        f->fail_rate = 1;
    } else if (!mode_given && f->mode == MODE_OK && f->fail_rate > 0) {
        f->mode = MODE_ERROR;
    }
}

bool sim_faults_read(const struct json *object, struct sim_faults *faults, struct err *e)
{
    struct sim_faults changed = *faults;
    if (!json_is_object(object)) return err_set(e, ERR_INPUT, "faults: want a JSON object");
    for (const struct json *j = json_first(object); j; j = json_next(j))
        if (!read_member(j, &changed, e)) return false;
    sim_faults_settle(&changed, json_get(object, "fail_rate") != NULL,
                      json_get(object, "mode") != NULL);
    *faults = changed;
    return true;
}

static void write_share(struct json_writer *w, const char *key, double share)
{
    json_key_name(w, key);
    json_write_double(w, share);
}

void sim_faults_write(struct json_writer *w, const struct sim_faults *f)
{
    json_member_text(w, "mode", str_of(modes[f->mode].name));
    write_share(w, "fail_rate", f->fail_rate);
    json_member_i64(w, "fail_status", f->fail_status);
    json_member_i64(w, "fail_code", f->fail_code);
    json_member_i64(w, "report_code", f->report_code);
    json_member_i64(w, "delay_ms", f->delay_ms);
    json_member_i64(w, "retry_after", f->retry_after);
    json_member_i64(w, "usage", f->usage);
    write_share(w, "status_first", f->status_first);
    write_share(w, "duplicate", f->duplicate);
    write_share(w, "drop", f->drop);
    write_share(w, "read_and_close", f->read_and_close);
    if (f->accepts == ACCEPTS_BY_MODE)
        json_member_null(w, "accept");
    else
        json_member_bool(w, "accept", f->accepts == ACCEPTS_ALWAYS);
    sim_media_faults_write(w, &f->media);
}

enum sim_mode sim_faults_draw(const struct sim_faults *f, struct dice *dice, unsigned nth)
{
    bool closes = sim_dice_hit(dice, f->read_and_close);
    bool fails = sim_dice_hit(dice, f->fail_rate);
    if (closes && nth > 1) return MODE_READ_AND_CLOSE;
    if (!fails || (f->mode == MODE_READ_AND_CLOSE && nth < 2)) return MODE_OK;
    return f->mode;
}

bool sim_faults_accepts(const struct sim_faults *f, enum sim_mode mode)
{
    if (mode == MODE_OK) return true;
    if (mode == MODE_ERROR || mode == MODE_RESET || mode == MODE_RESET_BODY) return false;
    return f->accepts == ACCEPTS_BY_MODE ? modes[mode].accepts : f->accepts == ACCEPTS_ALWAYS;
}

int sim_faults_status(const struct sim_faults *f)
{
    if (f->fail_status != 0) return (int)f->fail_status;
    return f->fail_code != 0 ? sim_code_http(f->fail_code) : 500;
}
