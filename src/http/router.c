/* router.c - the surface of the program on one screen. */
#include "request.h"

#define STAFF_READS                                                                                \
    (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_OFFICER) |                     \
     ROLE_BIT(ROLE_SUPERVISOR))
#define STAFF_DESK (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_SUPERVISOR))

/* Where it runs. */
#define DOOR(handler)   .at_door = (handler)
#define READER(handler) .on_reader = (handler)

static const struct route routes[] = {
    { "GET", "/webhook", CALLER_META, 0, 0, NULL, DOOR(h_webhook_confirm) },
    { "POST", "/webhook", CALLER_META, 0, HTTP_WEBHOOK_MAX, NULL, DOOR(h_webhook_receive) },
    { "GET", "/healthz", CALLER_ANYONE, 0, 0, NULL, DOOR(h_health_alive) },
    { "GET", "/readyz", CALLER_ANYONE, 0, 0, NULL, DOOR(h_health_ready) },
    { "GET", "/metrics", CALLER_OPERATOR, 0, 0, NULL, READER(h_metrics) },
    { "GET", "/api/v1/openapi.json", CALLER_ANYONE, 0, 0, "", DOOR(h_openapi) },
    { "GET", "/api/v1/tickets", CALLER_STAFF, STAFF_READS, 0,
      "status kind category department district village q from to overdue limit cursor sort",
      READER(h_ticket_list) },
    { "GET", "/api/v1/tickets/{number}", CALLER_STAFF, STAFF_READS, 0, "", READER(h_ticket_get) },
    { "GET", "/api/v1/tickets/{number}/timeline", CALLER_STAFF, STAFF_READS, 0, "limit cursor",
      READER(h_ticket_timeline) },
    { "GET", "/api/v1/tickets/{number}/outbox", CALLER_STAFF, STAFF_READS, 0, "limit cursor",
      READER(h_ticket_outbox) },
    { "GET", "/api/v1/tickets/{number}/attachments/{id}", CALLER_STAFF, STAFF_READS, 0, "",
      READER(h_attachment_get) },
    { "GET", "/api/v1/outbox", CALLER_STAFF, STAFF_DESK, 0, "state limit cursor",
      READER(h_outbox_list) },
};

const struct route *http_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
