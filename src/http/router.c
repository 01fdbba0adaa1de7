/* router.c - the surface of the program on one screen. */
#include "request.h"

#define STAFF_READS                                                                                \
    (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_OFFICER) |                     \
     ROLE_BIT(ROLE_SUPERVISOR))
#define STAFF_DESK (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_SUPERVISOR))

static const struct route routes[] = {
    { "GET", "/webhook", CALLER_META, 0, 0, NULL, h_webhook_confirm, NULL },
    { "POST", "/webhook", CALLER_META, 0, HTTP_WEBHOOK_MAX, NULL, h_webhook_receive, NULL },
    { "GET", "/healthz", CALLER_ANYONE, 0, 0, NULL, h_health_alive, NULL },
    { "GET", "/readyz", CALLER_ANYONE, 0, 0, NULL, h_health_ready, NULL },
    { "GET", "/metrics", CALLER_OPERATOR, 0, 0, NULL, NULL, h_metrics },
    { "GET", "/api/v1/openapi.json", CALLER_ANYONE, 0, 0, "", h_openapi, NULL },
    { "GET", "/api/v1/tickets", CALLER_STAFF, STAFF_READS, 0,
      "status kind category department district village q from to overdue limit cursor sort", NULL,
      h_ticket_list },
    { "GET", "/api/v1/tickets/{number}", CALLER_STAFF, STAFF_READS, 0, "", NULL, h_ticket_get },
    { "GET", "/api/v1/tickets/{number}/timeline", CALLER_STAFF, STAFF_READS, 0, "limit cursor",
      NULL, h_ticket_timeline },
    { "GET", "/api/v1/tickets/{number}/outbox", CALLER_STAFF, STAFF_READS, 0, "limit cursor", NULL,
      h_ticket_outbox },
    { "GET", "/api/v1/tickets/{number}/attachments/{id}", CALLER_STAFF, STAFF_READS, 0, "", NULL,
      h_attachment_get },
    { "GET", "/api/v1/outbox", CALLER_STAFF, STAFF_DESK, 0, "state limit cursor", NULL,
      h_outbox_list },
    { "GET", "/api/v1/tickets/{number}/costs", CALLER_STAFF, STAFF_DESK, 0, "", NULL,
      h_cost_ticket },
    { "GET", "/api/v1/costs", CALLER_STAFF, STAFF_DESK, 0, "month", NULL, h_cost_month },
    { "GET", "/api/v1/alarms", CALLER_STAFF, STAFF_DESK, 0, "state limit cursor", NULL,
      h_alarm_list },
};

const struct route *http_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
