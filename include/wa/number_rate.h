/* number_rate.h - how many messages a second Meta takes of a business number.
 *
 * Source: Meta, "Throughput" (developers.facebook.com/documentation/business-messaging/whatsapp/
 * throughput, 21 May 2026): 80 by default, 1,000 after an upgrade, fixed 20 for a number that is
 * also used in the WhatsApp Business app; reference 7.3. That the app uses it too is told by
 * is_on_biz_app ("Onboard WhatsApp Business app users", the same place). Threads: pure. */
#ifndef KANDA_WA_NUMBER_RATE_H
#define KANDA_WA_NUMBER_RATE_H

#include "base/json.h"

#define WA_RATE_STANDARD 80
#define WA_RATE_HIGH     1000
#define WA_RATE_SHARED   20 /* coexistence */

/* GET /{version}/{number}?fields=... */
#define WA_RATE_FIELDS                                                                             \
    "throughput,is_on_biz_app,platform_type,whatsapp_business_manager_messaging_limit"

struct wa_number_rate {
    int per_second;
    bool shared;    /* with the WhatsApp Business app */
    char level[24]; /* Meta's word, "STANDARD"; "" when it told none */
    char tier[32];  /* how many people a day may be written to outside the window, "TIER_250" */
};

/* ERR_INPUT when the answer tells neither of throughput nor of the app; ERR_MEMORY. */
MUST_CHECK bool wa_number_rate_read(struct str body, struct wa_number_rate *out, struct err *e);

#endif
