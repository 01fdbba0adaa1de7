/* retry.c - what an outcome means for its row and for all others. */
#include "delivery/retry.h"
#include "base/clock.h"

#define HTTP_TOO_MANY 429
#define STOP_ALL_MS   (60 * MS_PER_SECOND)
#define AWAY_FIRST_MS MS_PER_SECOND
#define AWAY_MAX_MS   (30 * MS_PER_SECOND)
#define AWAY_TRIES    3000 /* about a day */

/* It never came to Meta: free to try again, and often, because only a try tells that the way is
 * open. */
static struct verdict not_sent(int nth, uint64_t random)
{
    int64_t pause = AWAY_FIRST_MS;
    for (int i = 1; i < nth && pause < AWAY_MAX_MS; i++)
        pause *= 2;
    if (pause > AWAY_MAX_MS) pause = AWAY_MAX_MS;
    if (nth > AWAY_TRIES) return (struct verdict){ .kind = VERDICT_FAILED };
    return (struct verdict){ .kind = VERDICT_RETRY,
                             .delay_ms =
                                 pause / 2 + (int64_t)(random % (uint64_t)(pause / 2 + 1)) };
}

static struct verdict refused(int64_t code, enum graph_class class, int nth, uint64_t random)
{
    struct verdict v = { .kind = VERDICT_FAILED };
    if (class == GRAPH_STOP_ALL)
        return (struct verdict){ .kind = VERDICT_GIVE_BACK, .delay_ms = STOP_ALL_MS };
    if (graph_again(code, class, nth, random, &v.delay_ms)) v.kind = VERDICT_RETRY;
    return v;
}

int retry_nth(enum send_outcome outcome, const struct graph_result *result,
              const struct outbox_tries *tries)
{
    bool answered = outcome == SEND_ANSWERED;
    bool stranger = answered && result->answer == GRAPH_STRANGER;
    bool refused = answered && result->answer == GRAPH_REFUSED;
    if (outcome == SEND_NOT_SENT || stranger) return tries->unsent + 1;
    if (refused && graph_counts_tries(result->code))
        return tries->code == result->code ? tries->refusals + 1 : 1;
    return tries->attempt > tries->unsent ? tries->attempt - tries->unsent : 1;
}

struct verdict retry_decide(enum send_outcome outcome, const struct graph_result *result, int nth,
                            uint64_t random)
{
    struct verdict v;
    switch (outcome) {
    case SEND_NOT_SENT: return not_sent(nth, random);
    case SEND_UNSURE: return (struct verdict){ .kind = VERDICT_UNSURE };
    case SEND_ANSWERED: break;
    }
    switch (result->answer) {
    case GRAPH_ACCEPTED: return (struct verdict){ .kind = VERDICT_ACCEPTED, .sane = true };
    case GRAPH_UNSURE: return (struct verdict){ .kind = VERDICT_UNSURE };
    case GRAPH_STRANGER:
        v = not_sent(nth, random);
        v.sane = v.throttled = result->http_status == HTTP_TOO_MANY;
        return v;
    case GRAPH_REFUSED: break;
    }
    v = refused(result->code, result->class, nth, random);
    /* A server that refuses with 5xx is not well, even if it says so in Graph's own words. */
    v.sane = result->http_status < 500;
    v.throttled = graph_says_too_fast(result->code) || result->http_status == HTTP_TOO_MANY;
    v.slow = result->class == GRAPH_STOP_TEMPLATES;
    return v;
}
