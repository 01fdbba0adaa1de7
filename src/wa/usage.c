/* usage.c - two headers, one number that matters. */
#include "wa/usage.h"
#include "base/clock.h"
#include "base/json.h"

#define PERCENT_MAX 1000 /* Meta counts past 100 */
#define MINUTES_MAX (7 * 24 * 60)

static int64_t number_in(const struct json *object, const char *key, int64_t most)
{
    int64_t n;
    if (!json_i64(json_get(object, key), &n) || n < 0) return 0;
    return n < most ? n : most;
}

static void read_counts(const struct json *counts, struct wa_usage *out)
{
    static const char *const shares[] = { "call_count", "total_time", "total_cputime" };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        int64_t percent = number_in(counts, shares[i], PERCENT_MAX);
        if (percent > out->percent) out->percent = percent;
    }
    int64_t wait =
        number_in(counts, "estimated_time_to_regain_access", MINUTES_MAX) * MS_PER_MINUTE;
    if (wait > out->regain_ms) out->regain_ms = wait;
}

void wa_usage_read(struct str app, struct str business, struct wa_usage *out)
{
    struct json *tree = NULL;
    *out = (struct wa_usage){ 0 };
    if (app.len && json_parse(app, &tree, NULL)) read_counts(tree, out);
    json_free(tree);
    tree = NULL;
    if (business.len && json_parse(business, &tree, NULL))
        for (const struct json *of = json_first(tree); of; of = json_next(of))
            for (const struct json *c = json_is_array(of) ? json_first(of) : NULL; c;
                 c = json_next(c))
                read_counts(c, out);
    json_free(tree);
}
