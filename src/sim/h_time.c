/* h_time.c - the clock of the showing, which only goes forward.
 *
 * Neither program has a switch for its clock. Where both run under libfaketime (`make demo`), the
 * file that --clock-file names is the one that it reads; elsewhere there is nothing to move. */
#include "route.h"
#include <inttypes.h>
#include <stdio.h>

#define OFFSET_MAX_S ((int64_t)400 * 86400)
#define PATH_SIZE    600

static void answer_time(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    sim_answer_begin(x, &w);
    json_member_i64(&w, "now_ms", clock_now(&sim->clock));
    json_member_i64(&w, "offset_s", sim->clock_offset_s);
    json_member_bool(&w, "movable", sim->settings->clock_file != NULL);
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_time_get(struct sim *sim, struct sim_exchange *x)
{
    answer_time(sim, x);
}

/* Whole or not at all: both programs may be reading it. */
static bool offset_write(const char *path, int64_t offset_s)
{
    char part[PATH_SIZE];
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part) return false;
    FILE *f = fopen(part, "wb");
    if (!f) return false;
    bool ok = fprintf(f, "+%" PRId64 "\n", offset_s) > 0;
    ok = fclose(f) == 0 && ok;
    return ok && rename(part, path) == 0;
}

void sim_h_sim_time(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    int64_t step = 0;
    if (!sim->settings->clock_file) {
        sim_answer_error(x, 409, "the clock cannot be moved here: no --clock-file");
        return;
    }
    if (!sim_exchange_json(x, &body)) return;
    bool known = json_i64(json_get(body, "forward_s"), &step);
    json_free(body);
    if (!known || step < 1 || step > OFFSET_MAX_S - sim->clock_offset_s) {
        sim_answer_error(x, 422, "forward_s: want seconds from 1, 400 days in all");
        return;
    }
    if (!offset_write(sim->settings->clock_file, sim->clock_offset_s + step)) {
        sim_answer_error(x, 500, "the clock file cannot be written");
        return;
    }
    sim->clock_offset_s += step;
    answer_time(sim, x);
}
