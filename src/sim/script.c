/* script.c - a played conversation. */
#include "script.h"
#include "letter.h"
#include <stdlib.h>

#define WITHIN_MS 10000

static void roll_digits(char *id, struct dice *dice)
{
    for (char *c = id; *c; c++)
        if (*c == '#') *c = (char)('0' + sim_dice_roll(dice) % 10);
}

static bool read_number(struct str pattern, struct dice *dice, char out[SIM_ID_SIZE], struct err *e)
{
    char digits[SIM_ID_SIZE];
    if (!str_copy(out, SIM_ID_SIZE, pattern)) return err_set(e, ERR_INPUT, "wa_id is too long");
    roll_digits(out, dice);
    return (sim_phone_digits(str_of(out), digits) && str_equal(str_of(digits), str_of(out))) ||
           err_set(e, ERR_INPUT, "wa_id: want 7 to 15 digits");
}

static bool read_citizen(const struct json *j, struct dice *dice, struct sim_script_citizen *out,
                         struct err *e)
{
    char derived[SIM_ID_SIZE];
    struct str number = json_get_text(j, "wa_id"), bsuid = json_get_text(j, "bsuid");
    struct str phone = json_get_text(j, "phone");
    out->name = json_get_text(j, "name");
    if (number.len == 0 && bsuid.len == 0)
        return err_set(e, ERR_INPUT, "a citizen needs wa_id or bsuid");
    if (number.len && !read_number(number, dice, out->wa_id, e)) return false;
    if (phone.len && !read_number(phone, dice, out->phone, e)) return false;
    if (bsuid.len == 0) {
        sim_id_user_of(str_of(out->wa_id), derived);
        bsuid = str_of(derived);
    }
    if (!str_copy(out->user_id, sizeof out->user_id, bsuid))
        return err_set(e, ERR_INPUT, "bsuid is too long");
    roll_digits(out->user_id, dice);
    return true;
}

static bool read_index(const struct json *j, const char *key, size_t count, size_t *out,
                       struct err *e)
{
    int64_t n;
    if (!json_i64(j, &n) || n < 0 || (size_t)n >= count)
        return err_set(e, ERR_INPUT, "%s: want the place of a citizen, counted from 0", key);
    *out = (size_t)n;
    return true;
}

static bool read_ms(const struct json *j, const char *key, int64_t *out, struct err *e)
{
    int64_t n;
    if (!json_i64(j, &n) || n < 0 || n > SCRIPT_WAIT_MAX_MS)
        return err_set(e, ERR_INPUT, "%s: want 0 to %d", key, SCRIPT_WAIT_MAX_MS);
    *out = n;
    return true;
}

static bool read_expect(const struct json *j, size_t citizens, struct sim_script_step *out,
                        struct err *e)
{
    const struct json *contains = json_get(j, "contains"), *within = json_get(j, "within_ms");
    out->kind = SCRIPT_EXPECT;
    out->ms = WITHIN_MS;
    if (!read_index(json_get(j, "to"), "to", citizens, &out->citizen, e)) return false;
    if (within && !read_ms(within, "within_ms", &out->ms, e)) return false;
    if (contains && !json_is_array(contains))
        return err_set(e, ERR_INPUT, "contains: want an array of words");
    for (const struct json *c = json_first(contains); c; c = json_next(c)) {
        if (out->contains_count == SCRIPT_CONTAINS_MAX || !json_text(c).len)
            return err_set(e, ERR_INPUT, "contains: want at most %d words", SCRIPT_CONTAINS_MAX);
        out->contains[out->contains_count++] = json_text(c);
    }
    return true;
}

static bool read_say(const struct json *j, size_t citizens, struct sim_script_step *out,
                     struct err *e)
{
    static const struct sim_photo photo = { { "1", 1 }, { "image/png", 9 }, { "", 0 }, { "", 0 } };
    char type[SIM_TYPE_SIZE];
    struct buf content;
    if (!read_index(json_get(j, "from"), "from", citizens, &out->citizen, e)) return false;
    if (json_get(j, "ago_s") && (!json_i64(json_get(j, "ago_s"), &out->ago_s) || out->ago_s < 0))
        return err_set(e, ERR_INPUT, "ago_s: want seconds");
    out->times = 1;
    if (json_get(j, "times") && (!json_i64(json_get(j, "times"), &out->times) || out->times < 1 ||
                                 out->times > SCRIPT_TIMES_MAX))
        return err_set(e, ERR_INPUT, "times: want 1 to %d", SCRIPT_TIMES_MAX);
    out->quote = json_bool(json_get(j, "quote"), false);
    if (json_is_string(json_get(j, "tap"))) {
        out->kind = SCRIPT_TAP;
        out->tap = json_get_text(j, "tap");
        return true;
    }
    out->kind = SCRIPT_SAY;
    out->words = j;
    buf_init(&content, (size_t)1 << 20);
    bool ok = sim_letter_compose(j, &photo, type, &content, e);
    buf_finish(&content);
    return ok;
}

static bool read_desk(const struct json *j, enum sim_step_kind kind, size_t citizens,
                      struct sim_script_step *out, struct err *e)
{
    int64_t nth;
    out->kind = kind;
    out->nth = SIZE_MAX;
    out->ms = WITHIN_MS;
    out->words = j;
    if (!read_index(json_get(j, "of"), "of", citizens, &out->citizen, e)) return false;
    if (json_get(j, "nth")) {
        if (!json_i64(json_get(j, "nth"), &nth) || nth < 0 || nth > 100)
            return err_set(e, ERR_INPUT, "nth: want 0 to 100");
        out->nth = (size_t)nth;
    }
    if (kind == SCRIPT_STAFF && (json_get_text(j, "do").len == 0 || !json_get(j, "body")))
        return err_set(e, ERR_INPUT, "staff: want do and body");
    return true;
}

static bool read_step(const struct json *j, size_t citizens, struct sim_script_step *out,
                      struct err *e)
{
    if (json_get(j, "wait_ms")) {
        out->kind = SCRIPT_WAIT;
        return read_ms(json_get(j, "wait_ms"), "wait_ms", &out->ms, e);
    }
    if (json_get(j, "expect")) return read_expect(json_get(j, "expect"), citizens, out, e);
    if (json_get(j, "raw")) {
        out->kind = SCRIPT_RAW;
        out->words = json_get(j, "raw");
        return true;
    }
    if (json_get(j, "ticket"))
        return read_desk(json_get(j, "ticket"), SCRIPT_TICKET, citizens, out, e);
    if (json_get(j, "staff"))
        return read_desk(json_get(j, "staff"), SCRIPT_STAFF, citizens, out, e);
    if (json_get(j, "from")) return read_say(j, citizens, out, e);
    return err_set(e, ERR_INPUT, "want from, expect, wait_ms, ticket, staff or raw");
}

static bool read_all(struct sim_script *s, struct dice *dice, struct err *e)
{
    const struct json *citizens = json_get(s->tree, "citizens"),
                      *steps = json_get(s->tree, "steps");
    size_t people = json_count(citizens), count = json_count(steps);
    if (!json_is_array(citizens) || people > SCRIPT_CITIZENS_MAX || !json_is_array(steps) ||
        count == 0 || count > SCRIPT_STEPS_MAX)
        return err_set(e, ERR_INPUT, "want arrays citizens (at most %d) and steps (1 to %d)",
                       SCRIPT_CITIZENS_MAX, SCRIPT_STEPS_MAX);
    s->citizens = calloc(people + 1, sizeof *s->citizens);
    s->steps = calloc(count, sizeof *s->steps);
    if (!s->citizens || !s->steps) return err_set(e, ERR_MEMORY, "no memory for the script");
    for (const struct json *j = json_first(citizens); j; j = json_next(j))
        if (!read_citizen(j, dice, &s->citizens[s->citizen_count++], e))
            return err_wrap(e, "citizens");
    for (const struct json *j = json_first(steps); j; j = json_next(j)) {
        if (!read_step(j, people, &s->steps[s->step_count], e))
            return err_set(e, e->code, "step %zu: %s", s->step_count + 1, e->text);
        s->step_count++;
    }
    return true;
}

bool sim_script_parse(struct str text, struct dice *dice, struct sim_script *out, struct err *e)
{
    struct sim_script s = { 0 };
    if (!json_parse(text, &s.tree, e)) return false;
    if (!read_all(&s, dice, e)) {
        sim_script_finish(&s);
        return false;
    }
    *out = s;
    return true;
}

void sim_script_finish(struct sim_script *s)
{
    json_free(s->tree);
    free(s->citizens);
    free(s->steps);
    *s = (struct sim_script){ 0 };
}
