/* standing.h - the state of token, number and subscriptions that the simulator tells of: healthy at
 * first, and each trouble on request (POST /sim/account).
 *
 * Threads: the door's. */
#ifndef KANDA_SIM_STANDING_H
#define KANDA_SIM_STANDING_H

#include "base/json.h"

#define SIM_APP_ID "400000000000004" /* of the app that the token belongs to */

struct sim_standing {
    bool token_valid, can_manage; /* can_manage: has whatsapp_business_management */
    int64_t token_expires_at;     /* unix seconds; 0: never */
    char quality_rating[16], name_status[32], status[16], can_send_message[16];
    char messaging_limit[32], throughput[16];
    bool is_on_biz_app; /* coexistence: the WhatsApp Business app uses the number too */
    /* The app's own webhook; callback_url empty: where webhooks go. app_fields: with commas. */
    bool app_subscribed;
    char app_fields[512], callback_url[256];
    /* The app that the account sends to, and an address that comes before the app's. */
    char account_app_id[24], override_callback_uri[256];
    char number_callback_uri[256]; /* the same of the number, which comes first */
    int64_t clock_skew_s;          /* of the Date header */
};

void sim_standing_init(struct sim_standing *a);
/* Changes what the object names; untouched on ERR_INPUT (unknown key, wrong type, too long). */
MUST_CHECK bool sim_standing_read(const struct json *object, struct sim_standing *a, struct err *e);
void sim_standing_write(struct json_writer *w, const struct sim_standing *a);

#endif
