/* script.h - a played conversation: who takes part, and what happens step by step.
 *
 * {"citizens":[{"name","wa_id","bsuid","phone"}],
 *  "steps":[{"from":0,"text":"..."}, {"from":0,"location":{...}}, {"from":0,"image":{...}},
 *           {"from":0,"tap":"words of a button"}, {"wait_ms":500},
 *           {"expect":{"to":0,"contains":["LK"],"within_ms":10000}}, {"raw":{...}},
 *           {"ticket":{"of":0,"nth":0,"status":"received","department":"PUPR","category":"road",
 *                      "district":"35.13.18","events":["received"],"tickets":1,"replies":1}},
 *           {"staff":{"of":0,"nth":0,"do":"transitions","body":{"to":"verified"}}}]}
 * ticket and staff speak with the staff API (--api-token): what is named of a ticket must be so;
 * "tickets" and "replies" count what this citizen has heard of so far (replies on their way are
 * waited for). nth (the newest when it is not given) counts the ticket numbers in the order in
 * which the citizen heard of them. A step with `from` may have "ago_s" (the sender's clock is
 * behind), "quote":true (answers the newest message to that citizen) and "times" (its webhook is
 * sent so often). "{heard}" in what a step of any type, or a reaction, holds is the id of the
 * newest message to that citizen, "{said}" of the newest one from them:
 * {"reaction":{"message_id":"{heard}","emoji":"..."}}. "{number 1}" and
 * "{number 2}" are the first two ticket numbers of which the citizen has heard.
 *
 * Each '#' in a wa_id or bsuid becomes a random digit, so that the same script can be played again
 * by people whom kanda has not met.
 *
 * Threads: one owner. Memory: the script owns everything it hands out. */
#ifndef KANDA_SIM_SCRIPT_H
#define KANDA_SIM_SCRIPT_H

#include "base/json.h"
#include "basics.h"

#define SCRIPT_CITIZENS_MAX 1000
#define SCRIPT_STEPS_MAX    10000
#define SCRIPT_CONTAINS_MAX 8
#define SCRIPT_WAIT_MAX_MS  600000
#define SCRIPT_TIMES_MAX    100

struct sim_script_citizen {
    struct str name;
    char wa_id[SIM_ID_SIZE], user_id[160]; /* wa_id is "" for a citizen without a number, */
    char phone[SIM_ID_SIZE];               /* who may have one to share: {phone}; "": none */
};

enum sim_step_kind {
    SCRIPT_SAY,
    SCRIPT_TAP,
    SCRIPT_WAIT,
    SCRIPT_EXPECT,
    SCRIPT_RAW,
    SCRIPT_TICKET,
    SCRIPT_STAFF
};

struct sim_script_step {
    enum sim_step_kind kind;
    size_t citizen;           /* say, tap, expect, ticket, staff */
    size_t nth;               /* ticket, staff: of the numbers they have heard */
    const struct json *words; /* say: the step itself; raw, ticket, staff: what they hold */
    struct str tap;           /* tap: part of the title */
    int64_t ago_s;            /* say, tap */
    int64_t times;            /* say, tap: webhooks sent, 1 unless the script says more */
    bool quote;               /* say */
    int64_t ms;               /* wait, expect, ticket: how long at most for its replies */
    struct str contains[SCRIPT_CONTAINS_MAX]; /* expect */
    size_t contains_count;
};

struct sim_script {
    struct json *tree;
    struct sim_script_citizen *citizens;
    size_t citizen_count;
    struct sim_script_step *steps;
    size_t step_count;
};

/* ERR_INPUT names the step (counted from 1) and the rule. */
MUST_CHECK bool sim_script_parse(struct str text, struct dice *dice, struct sim_script *out,
                                 struct err *e);
void sim_script_finish(struct sim_script *s);

#endif
