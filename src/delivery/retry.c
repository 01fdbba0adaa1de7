/* retry.c - delays by class. Limited codes wait long between their few tries, so that an outage of
 * ten minutes does not use them up. */
#include "delivery/retry.h"
#include "base/clock.h"

#define TRIES_MAX     300 /* with five minutes between them: about a day, the 24-hour window */
#define HTTP_TOO_MANY 429
#define STOP_ALL_MS   (60 * MS_PER_SECOND)

struct schedule {
    int64_t first_ms, factor, cap_ms;
};

static int64_t delay_of(struct schedule s, int attempt, uint64_t random)
{
    int64_t delay = s.first_ms;
    for (int i = 1; i < attempt && delay < s.cap_ms; i++)
        delay *= s.factor;
    if (delay > s.cap_ms) delay = s.cap_ms;
    return delay / 2 + (int64_t)(random % (uint64_t)(delay / 2 + 1));
}

static struct verdict retry_later(struct schedule s, int attempt, int tries, uint64_t random)
{
    if (attempt > tries) return (struct verdict){ .kind = VERDICT_FAILED };
    return (struct verdict){ .kind = VERDICT_RETRY, .delay_ms = delay_of(s, attempt, random) };
}

static struct verdict refused(const struct graph_result *result, int attempt, uint64_t random)
{
    static const struct schedule quick = { MS_PER_SECOND, 2, 5 * MS_PER_MINUTE };
    static const struct schedule few = { 2 * MS_PER_MINUTE, 8, 30 * MS_PER_MINUTE };
    static const struct schedule slow = { MS_PER_MINUTE, 2, 15 * MS_PER_MINUTE };
    static const struct schedule pair = { 2 * MS_PER_SECOND, 4, 20 * MS_PER_MINUTE };
    static const struct schedule wait = { 5 * MS_PER_MINUTE, 2, MS_PER_DAY };
    const struct graph_rule *rule = graph_rule(result->code);
    int tries = rule && rule->max_tries ? rule->max_tries : TRIES_MAX;
    switch (result->class) {
    case GRAPH_RETRY: return retry_later(tries < TRIES_MAX ? few : quick, attempt, tries, random);
    case GRAPH_RETRY_SLOW: return retry_later(slow, attempt, tries, random);
    case GRAPH_PAIR: return retry_later(pair, attempt, tries, random);
    case GRAPH_WAIT: return retry_later(wait, attempt, tries, random);
    case GRAPH_NEVER:
    case GRAPH_STOP_USER: break;
    case GRAPH_STOP_ALL:
        return (struct verdict){ .kind = VERDICT_GIVE_BACK, .delay_ms = STOP_ALL_MS };
    }
    return (struct verdict){ .kind = VERDICT_FAILED };
}

/* Too fast for all, not for one contact: the app's rate, the account's, the number's throughput. */
static bool is_throttle(const struct graph_result *result)
{
    static const int64_t codes[] = { 4, 80007, 130429 };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (result->code == codes[i]) return true;
    return result->http_status == HTTP_TOO_MANY;
}

struct verdict retry_decide(enum send_outcome outcome, const struct graph_result *result,
                            int attempt, uint64_t random)
{
    static const struct schedule away = { MS_PER_SECOND, 2, 30 * MS_PER_SECOND };
    struct verdict v;
    switch (outcome) {
    case SEND_NOT_SENT: return retry_later(away, attempt, TRIES_MAX * 10, random);
    case SEND_UNSURE: return (struct verdict){ .kind = VERDICT_UNSURE };
    case SEND_ANSWERED: break;
    }
    switch (result->answer) {
    case GRAPH_ACCEPTED: return (struct verdict){ .kind = VERDICT_ACCEPTED, .sane = true };
    case GRAPH_UNSURE: return (struct verdict){ .kind = VERDICT_UNSURE };
    case GRAPH_REFUSED: break;
    }
    v = refused(result, attempt, random);
    /* A server that refuses with 5xx is not well, even if it says so in Graph's own words. */
    v.sane = result->http_status < 500;
    v.throttled = is_throttle(result);
    return v;
}
