/* router.c - the surface of the program on one screen. */
#include "request.h"

#define STAFF_READS                                                                                \
    (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_OFFICER) |                     \
     ROLE_BIT(ROLE_SUPERVISOR))
#define STAFF_WORKS (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_OFFICER))
#define STAFF_ACTS  (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR))
#define BODY_FILE   (((size_t)8 << 20) + ((size_t)64 << 10)) /* and what wraps it */
#define BODY_JSON   ((size_t)64 << 10)
#define STAFF_DESK  (ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_SUPERVISOR))

#define STAFF_ADMIN ROLE_BIT(ROLE_ADMIN)
#define STAFF_ALL   (STAFF_READS | ROLE_BIT(ROLE_AUDITOR))
#define BODY_PERSON ((size_t)4 << 10)

#define EXPORT_QUERY                                                                               \
    "status kind source category department referred_to district village q from to overdue "       \
    "due_before format"

#define REGISTER_QUERY "status department from to overdue due_before"
#define OPEN311_QUERY                                                                              \
    "jurisdiction_id service_request_id service_code start_date end_date status page page_size"

/* Where it runs. */
#define DOOR(handler)   .at_door = (handler)
#define WRITER(handler) .on_writer = (handler)
#define READER(handler) .on_reader = (handler)

static const struct route routes[] = {
    { "GET", "/webhook", CALLER_META, 0, 0, NULL, DOOR(h_webhook_confirm) },
    { "POST", "/webhook", CALLER_META, 0, HTTP_WEBHOOK_MAX, NULL, DOOR(h_webhook_receive) },
    { "GET", "/healthz", CALLER_ANYONE, 0, 0, NULL, DOOR(h_health_alive) },
    { "GET", "/readyz", CALLER_ANYONE, 0, 0, NULL, DOOR(h_health_ready) },
    { "GET", "/metrics", CALLER_OPERATOR, 0, 0, NULL, READER(h_metrics) },
    { "GET", "/api/v1/openapi.json", CALLER_ANYONE, 0, 0, "", DOOR(h_openapi) },
    { "GET", "/api/v1/events", CALLER_STAFF, STAFF_READS, 0, "", READER(h_events) },
    { "GET", "/api/v1/tickets", CALLER_STAFF, STAFF_READS, 0,
      "status kind source category department referred_to district village q from to overdue "
      "due_before "
      "copied queue limit cursor sort",
      READER(h_ticket_list) },
    { "GET", "/api/v1/export/tickets.csv", CALLER_STAFF, STAFF_READS, 0, EXPORT_QUERY,
      READER(h_export_csv) },
    { "GET", "/api/v1/export/tickets.json", CALLER_STAFF, STAFF_READS, 0, EXPORT_QUERY,
      READER(h_export_json) },
    { "GET", "/api/v1/export/information.csv", CALLER_STAFF, STAFF_READS, 0, REGISTER_QUERY,
      READER(h_register_csv) },
    { "GET", "/api/v1/export/information.json", CALLER_STAFF, STAFF_READS, 0, REGISTER_QUERY,
      READER(h_register_json) },
    { "GET", "/api/v1/export/evidence.zip", CALLER_STAFF, STAFF_DESK, 0, "month",
      READER(h_evidence) },
    { "GET", "/api/v1/tickets/{number}", CALLER_STAFF, STAFF_READS, 0, "", READER(h_ticket_get) },
    { "GET", "/api/v1/tickets/{number}/timeline", CALLER_STAFF, STAFF_READS, 0, "sort limit cursor",
      READER(h_ticket_timeline) },
    { "GET", "/api/v1/tickets/{number}/messages", CALLER_STAFF, STAFF_READS, 0, "sort limit cursor",
      READER(h_ticket_messages) },
    { "GET", "/api/v1/tickets/{number}/outbox", CALLER_STAFF, STAFF_READS, 0, "limit cursor",
      READER(h_ticket_outbox) },
    { "GET", "/api/v1/tickets/{number}/attachments/{id}", CALLER_STAFF, STAFF_READS, 0, "",
      WRITER(h_attachment_get) }, /* each opening is a line of the trail */
    { "POST", "/api/v1/tickets", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "", WRITER(h_ticket_post) },
    { "PATCH", "/api/v1/tickets/{number}", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      WRITER(h_ticket_patch) },
    { "POST", "/api/v1/tickets/{number}/transitions", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_transition_post) },
    { "POST", "/api/v1/tickets/{number}/assignments", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_assignment_post) },
    { "POST", "/api/v1/tickets/{number}/promises", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_promise_post) },
    { "POST", "/api/v1/tickets/{number}/extensions", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_extension_post) },
    { "POST", "/api/v1/tickets/{number}/unmerge", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      WRITER(h_unmerge_post) },
    { "POST", "/api/v1/tickets/{number}/block", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      WRITER(h_block_post) },
    { "POST", "/api/v1/tickets/{number}/unblock", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      WRITER(h_unblock_post) },
    { "POST", "/api/v1/tickets/{number}/attachments", CALLER_STAFF, STAFF_WORKS, BODY_FILE, "",
      READER(h_upload_prepare), WRITER(h_upload_post) },
    { "POST", "/api/v1/tickets/{number}/notes", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_note_post) },
    { "POST", "/api/v1/tickets/{number}/replies", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_reply_post) },
    { "GET", "/api/v1/tickets/{number}/canned", CALLER_STAFF, STAFF_WORKS, 0, "",
      READER(h_canned_list) },
    { "POST", "/api/v1/tickets/{number}/identity", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      .secret = true, WRITER(h_identity_post) },
    { "POST", "/api/v1/reporters/search", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "", .asks = true,
      WRITER(h_reporter_search) },
    { "GET", "/api/v1/tickets/{number}/similar", CALLER_STAFF, STAFF_READS, 0, "",
      READER(h_similar_list) },
    { "GET", "/api/v1/tickets/{number}/summary", CALLER_STAFF, STAFF_READS, 0, "",
      READER(h_summary_get) },
    { "POST", "/api/v1/tickets/{number}/summary", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_summary_post) },
    { "POST", "/api/v1/tickets/{number}/summary/approval", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      WRITER(h_summary_approve) },
    { "GET", "/api/v1/templates", CALLER_STAFF, STAFF_READS, 0, "", READER(h_template_list) },
    { "GET", "/api/v1/holidays", CALLER_STAFF, STAFF_READS, 0, "", READER(h_holiday_list) },
    { "GET", "/api/v1/clocks", CALLER_STAFF, STAFF_READS, 0, "", READER(h_clock_list) },
    { "GET", "/api/v1/boundaries", CALLER_STAFF, STAFF_READS, 0, "", READER(h_boundary_get) },
    { "POST", "/api/v1/bulk/transitions", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      READER(h_bulk_move_prepare), WRITER(h_bulk_move_post) },
    { "POST", "/api/v1/bulk/assignments", CALLER_STAFF, STAFF_ACTS, BODY_JSON, "",
      READER(h_bulk_assign_prepare), WRITER(h_bulk_assign_post) },
    { "GET", "/api/v1/desk", CALLER_STAFF, STAFF_ALL, 0, "", READER(h_desk_get) },
    { "GET", "/api/v1/audit", CALLER_STAFF, ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_AUDITOR), 0,
      "actor type ticket from to limit cursor", READER(h_audit_list) },
    { "POST", "/api/v1/session", CALLER_ANYONE, 0, BODY_PERSON, "", .hashes = true, .secret = true,
      READER(h_session_judge), WRITER(h_session_post) },
    { "GET", "/api/v1/session", CALLER_STAFF, STAFF_ALL, 0, "", READER(h_session_get) },
    { "DELETE", "/api/v1/session", CALLER_STAFF, STAFF_ALL, 0, "", WRITER(h_session_delete) },
    { "GET", "/api/v1/staff", CALLER_STAFF, STAFF_ADMIN, 0, "", READER(h_staff_list) },
    { "POST", "/api/v1/staff", CALLER_STAFF, STAFF_ADMIN, BODY_PERSON, "", .hashes = true,
      .secret = true, READER(h_staff_post_prepare), WRITER(h_staff_post) },
    { "PATCH", "/api/v1/staff/{name}", CALLER_STAFF, STAFF_ADMIN, BODY_PERSON, "", .hashes = true,
      READER(h_staff_patch_prepare), WRITER(h_staff_patch) },
    { "GET", "/api/v1/staff/{name}/tokens", CALLER_STAFF, STAFF_ADMIN, 0, "",
      READER(h_token_list) },
    { "POST", "/api/v1/staff/{name}/tokens", CALLER_STAFF, STAFF_ADMIN, BODY_PERSON, "",
      .secret = true, WRITER(h_token_post) },
    { "DELETE", "/api/v1/staff/{name}/tokens/{id}", CALLER_STAFF, STAFF_ADMIN, 0, "",
      WRITER(h_token_delete) },
    { "GET", "/api/v1/statistics", CALLER_STAFF, STAFF_READS, 0, "from to by",
      READER(h_statistics) },
    { "GET", "/api/v1/statistics/weeks", CALLER_STAFF, STAFF_READS, 0, "weeks",
      READER(h_statistics_weeks) },
    { "GET", "/api/v1/statistics/ages", CALLER_STAFF, STAFF_READS, 0, "",
      READER(h_statistics_ages) },
    { "GET", "/api/v1/queues", CALLER_STAFF, STAFF_READS, 0, "", READER(h_queue_list) },
    { "GET", "/api/v1/filters", CALLER_STAFF, STAFF_READS, 0, "", READER(h_filter_list) },
    { "POST", "/api/v1/filters", CALLER_STAFF, STAFF_READS, BODY_PERSON, "",
      WRITER(h_filter_post) },
    { "DELETE", "/api/v1/filters/{id}", CALLER_STAFF, STAFF_READS, 0, "", WRITER(h_filter_delete) },
    { "GET", "/api/v1/hooks", CALLER_STAFF, STAFF_ADMIN, 0, "", READER(h_hook_list) },
    { "POST", "/api/v1/hooks", CALLER_STAFF, STAFF_ADMIN, BODY_PERSON, "", .secret = true,
      WRITER(h_hook_post) },
    { "PATCH", "/api/v1/hooks/{id}", CALLER_STAFF, STAFF_ADMIN, BODY_PERSON, "",
      WRITER(h_hook_patch) },
    { "DELETE", "/api/v1/hooks/{id}", CALLER_STAFF, STAFF_ADMIN, 0, "", WRITER(h_hook_delete) },
    { "GET", "/api/v1/hooks/{id}/deliveries", CALLER_STAFF, STAFF_ADMIN, 0, "limit cursor",
      READER(h_hook_deliveries) },
    /* For everybody. Links get parameters of other people's making: only Open311 checks them, whose
     * addresses end in the form that is wanted, or leave it to Accept. */
    { "GET", "/", CALLER_ANYONE, 0, 0, NULL, READER(h_public_page) },
    { "GET", "/data/ringkasan.csv", CALLER_ANYONE, 0, 0, NULL, READER(h_public_csv) },
    { "GET", "/data/ringkasan.json", CALLER_ANYONE, 0, 0, NULL, READER(h_public_json) },
    { "GET", "/assets/{name}", CALLER_ANYONE, 0, 0, NULL, DOOR(h_public_asset) },
    { "GET", "/staff/{path...}", CALLER_ANYONE, 0, 0, NULL, DOOR(h_web_console), .page = true },
    { "GET", "/assets/{version}/{path...}", CALLER_ANYONE, 0, 0, NULL, DOOR(h_web_asset),
      .page = true },
    { "GET", "/t/{number}", CALLER_ANYONE, 0, 0, NULL, READER(h_track) },
    { "GET", "/open311/v2/services", CALLER_ANYONE, 0, 0, "jurisdiction_id",
      DOOR(h_open311_services) },
    { "GET", "/open311/v2/services.xml", CALLER_ANYONE, 0, 0, "jurisdiction_id",
      DOOR(h_open311_services) },
    { "GET", "/open311/v2/services.json", CALLER_ANYONE, 0, 0, "jurisdiction_id",
      DOOR(h_open311_services) },
    { "GET", "/open311/v2/requests", CALLER_ANYONE, 0, 0, OPEN311_QUERY, READER(h_open311_list) },
    { "GET", "/open311/v2/requests.xml", CALLER_ANYONE, 0, 0, OPEN311_QUERY,
      READER(h_open311_list) },
    { "GET", "/open311/v2/requests.json", CALLER_ANYONE, 0, 0, OPEN311_QUERY,
      READER(h_open311_list) },
    { "GET", "/open311/v2/requests/{id}", CALLER_ANYONE, 0, 0, "jurisdiction_id",
      READER(h_open311_get) },
    { "GET", "/api/v1/outbox", CALLER_STAFF, STAFF_DESK, 0, "state limit cursor",
      READER(h_outbox_list) },
    { "POST", "/api/v1/outbox/{id}/resend", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_outbox_resend) },
    { "POST", "/api/v1/outbox/{id}/handled", CALLER_STAFF, STAFF_WORKS, BODY_JSON, "",
      WRITER(h_outbox_handled) },
    { "GET", "/api/v1/tickets/{number}/costs", CALLER_STAFF, STAFF_DESK, 0, "",
      READER(h_cost_ticket) },
    { "GET", "/api/v1/costs", CALLER_STAFF, STAFF_DESK, 0, "month", READER(h_cost_month) },
    { "GET", "/api/v1/staff-contacts", CALLER_STAFF, STAFF_ADMIN, 0, "",
      READER(h_staff_contact_list) },
    { "PUT", "/api/v1/staff-contacts/{department}/{rung}", CALLER_STAFF, STAFF_ADMIN, BODY_PERSON,
      "", WRITER(h_staff_contact_put) },
    { "DELETE", "/api/v1/staff-contacts/{department}/{rung}", CALLER_STAFF, STAFF_ADMIN, 0, "",
      WRITER(h_staff_contact_delete) },
    { "GET", "/api/v1/notices", CALLER_STAFF, STAFF_ADMIN, 0, "state limit cursor",
      READER(h_notice_list) },
    { "GET", "/api/v1/account", CALLER_STAFF, STAFF_DESK, 0, "", READER(h_account) },
    { "GET", "/api/v1/alarms", CALLER_STAFF, STAFF_DESK, 0, "state limit cursor",
      READER(h_alarm_list) },
};

const struct route *http_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
