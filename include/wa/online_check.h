/* online_check.h - what Meta says of token, number, subscriptions and templates, judged against
 * what our settings and tables say.
 *
 * Each function reads one answer and gives one finding: good or trouble, and in words what was seen
 * and what to do. Nothing secret gets into a finding. Pure; time is passed in. Source:
 * reference 1.6, 1.8, 5.2, 7.3. Threads: any. */
#ifndef KANDA_WA_ONLINE_CHECK_H
#define KANDA_WA_ONLINE_CHECK_H

#include "base/json.h"
#include "domain/template.h"

#define ONLINE_TEXT_SIZE    320
#define ONLINE_WARN_DAYS    60 /* before a version or a token ends */
#define ONLINE_SKEW_MAX_S   30
#define ONLINE_APP_ID_SIZE  32
#define ONLINE_WEBHOOK_PATH "/webhook" /* behind http.public_url */

struct online_finding {
    bool good;
    char text[ONLINE_TEXT_SIZE];
};

/* status: of HTTP. body: a tree, NULL when it was no JSON. */
struct online_answer {
    int status;
    const struct json *body;
};

/* GET /debug_token; app_id gets the app's id ("" when there is none). */
void online_token(const struct online_answer *a, int64_t now, char app_id[ONLINE_APP_ID_SIZE],
                  struct online_finding *out);
/* GET /{number}?fields=ONLINE_NUMBER_FIELDS */
#define ONLINE_NUMBER_FIELDS                                                                       \
    "display_phone_number,verified_name,name_status,quality_rating,status,throughput,"             \
    "whatsapp_business_manager_messaging_limit,health_status"
void online_number(const struct online_answer *a, struct online_finding *out);

/* What is ours, to be compared with what Meta has. */
struct online_ours {
    struct str app_id;     /* of online_token; empty: not known, any app is taken for it */
    struct str public_url; /* http.public_url; empty: no address is compared */
    bool coexistence;      /* smb_message_echoes is needed as well */
    bool number_elsewhere; /* the number has an address of its own, which comes before all others */
};
/* GET /{number}?fields=webhook_configuration: an address of the number's own (its
 * override_callback_uri) must be ours, because it comes before the account's and the app's. Source:
 * Meta, "Webhook overrides" (23 Mar 2026). */
#define ONLINE_NUMBER_WEBHOOK "webhook_configuration"
void online_number_webhook(const struct online_answer *a, const struct online_ours *ours,
                           bool *elsewhere, struct online_finding *out);
/* How much is used of Meta's limit of people that may be written to first in a day. tier: Meta's
 * word for it; reached: whom we wrote to within 24 hours, counted no further than the limit. */
void online_people(struct str tier, int64_t reached, struct online_finding *out);
/* GET /{account}/subscribed_apps: the account sends to our app. *elsewhere: it or the number has an
 * address of its own for it (override_callback_uri), which comes before the app's. */
void online_account_webhook(const struct online_answer *a, const struct online_ours *ours,
                            bool *elsewhere, struct online_finding *out);
/* GET /{app}/subscriptions: the app sends every field that this program acts on to our address,
 * unless the account sends elsewhere. */
void online_app_webhook(const struct online_answer *a, const struct online_ours *ours,
                        bool elsewhere, struct online_finding *out);

/* Our templates in Meta's list (wa/template_list.h), by name and language. out[0] is how many are
 * approved; behind it stands one finding for each kind of trouble that some of them have. */
#define ONLINE_TEMPLATE_FINDINGS 10
size_t online_templates(const struct message_template *ours, size_t count,
                        const struct template_listed *theirs, size_t listed,
                        struct online_finding out[ONLINE_TEMPLATE_FINDINGS]);
/* versions: the text of graph_versions.csv. ERR_INPUT when it is malformed. */
MUST_CHECK bool online_version(struct str version, struct str versions, int64_t now,
                               struct online_finding *out, struct err *e);
/* server_time: of the Date header, ms; 0: there was none. */
void online_clock(int64_t server_time, int64_t now, struct online_finding *out);

#endif
