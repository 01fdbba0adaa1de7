/* media_fault.c - the table of what can go wrong with a file. */
#include "media_fault.h"
#include "base/clock.h"
#include "wa/graph_error.h"

#define FIRST_DELAY_MS  (5 * MS_PER_SECOND)
#define LAST_DELAY_MS   (30 * MS_PER_MINUTE)
#define FAULTS_MAX      4
#define CODE_NO_SUCH_ID 33

enum patience { UNTIL_EXPIRY, A_FEW_TIMES, NEVER_AGAIN };

static const struct row {
    const char *code, *text;
    enum patience patience;
    enum attachment_state end; /* of its own accord; at the expiry it is expired anyhow */
} rows[MEDIA_FAULT_COUNT] = {
    [MEDIA_FINE] = { "", "", NEVER_AGAIN, ATTACHMENT_FAILED },
    [MEDIA_NETWORK] = { "network", "Meta cannot be reached", UNTIL_EXPIRY, ATTACHMENT_EXPIRED },
    [MEDIA_SLOW] = { "slow", "the file came too slowly", UNTIL_EXPIRY, ATTACHMENT_EXPIRED },
    [MEDIA_AWAY] = { "meta_away", "Meta does not answer as it should", UNTIL_EXPIRY,
                     ATTACHMENT_EXPIRED },
    [MEDIA_STRANGER] = { "stranger", "somebody before Meta answers, not Meta", UNTIL_EXPIRY,
                         ATTACHMENT_EXPIRED },
    [MEDIA_TOKEN] = { "token", "Meta refuses the access token", UNTIL_EXPIRY, ATTACHMENT_EXPIRED },
    [MEDIA_DEAD_URL] = { "dead_url", "the address of the file leads nowhere", UNTIL_EXPIRY,
                         ATTACHMENT_EXPIRED },
    [MEDIA_DISK] = { "disk", "the file cannot be written", UNTIL_EXPIRY, ATTACHMENT_EXPIRED },
    [MEDIA_GONE] = { "gone", "Meta has no such file", A_FEW_TIMES, ATTACHMENT_EXPIRED },
    [MEDIA_BAD_ANSWER] = { "bad_answer", "Meta's answer makes no sense", A_FEW_TIMES,
                           ATTACHMENT_FAILED },
    [MEDIA_FOREIGN_HOST] = { "foreign_host", "the file is said to be at a host that is not Meta's",
                             A_FEW_TIMES, ATTACHMENT_FAILED },
    [MEDIA_WRONG_LENGTH] = { "wrong_length", "the file has another length than announced",
                             A_FEW_TIMES, ATTACHMENT_FAILED },
    [MEDIA_WRONG_HASH] = { "wrong_hash", "the file is not the one that was sent", A_FEW_TIMES,
                           ATTACHMENT_FAILED },
    [MEDIA_TOO_LARGE] = { "too_large", "the file is larger than its kind may be", NEVER_AGAIN,
                          ATTACHMENT_FAILED },
    [MEDIA_BAD_ID] = { "bad_id", "the media id has letters that none of Meta's has", NEVER_AGAIN,
                       ATTACHMENT_FAILED },
};

/* Half to whole of a doubling delay, so that many files do not come back at one moment. */
static int64_t delay_of(int attempt, uint64_t random)
{
    int64_t delay = FIRST_DELAY_MS;
    for (int i = 1; i < attempt && delay < LAST_DELAY_MS; i++)
        delay *= 2;
    if (delay > LAST_DELAY_MS) delay = LAST_DELAY_MS;
    return delay / 2 + (int64_t)(random % (uint64_t)(delay / 2 + 1));
}

struct media_verdict media_fault_decide(enum media_fault fault, const struct attachment_work *work,
                                        int64_t now, uint64_t random)
{
    const struct row *row = &rows[fault];
    bool counts = row->patience == A_FEW_TIMES;
    struct media_verdict v = { .end = row->end, .why = { row->code, row->text, counts } };
    bool expired = now >= work->expires_at;
    if (expired && row->patience != NEVER_AGAIN) v.end = ATTACHMENT_EXPIRED;
    v.again =
        !expired && (row->patience == UNTIL_EXPIRY || (counts && work->faults + 1 < FAULTS_MAX));
    v.due_at = now + delay_of(work->attempt, random);
    if (v.due_at > work->expires_at) v.due_at = work->expires_at; /* one last time */
    return v;
}

/* A code that means "later" is no word about the file, whatever its HTTP status (all throttles are
 * 400); 33 says that the id is not known, which of a file is just that. */
static bool is_for_later(int64_t graph_code)
{
    const struct graph_rule *rule = graph_code != CODE_NO_SUCH_ID ? graph_rule(graph_code) : NULL;
    return rule && rule->class != GRAPH_NEVER && rule->class != GRAPH_STOP_USER;
}

enum media_fault media_fault_of_answer(const struct wa_provider *provider, int http_status,
                                       int64_t graph_code)
{
    if (graph_blames_token(graph_code)) return MEDIA_TOKEN;
    if (is_for_later(graph_code)) return MEDIA_AWAY;
    if (http_status == 429 || http_status == 408 || http_status >= 500) return MEDIA_AWAY;
    if (graph_code == GRAPH_NO_CODE)
        return wa_provider_refuses_key(provider, http_status) ? MEDIA_TOKEN : MEDIA_STRANGER;
    if (http_status == 401 || http_status == 403) return MEDIA_TOKEN;
    return http_status >= 400 ? MEDIA_GONE : MEDIA_BAD_ANSWER;
}
