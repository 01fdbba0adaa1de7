/* route.h - the Graph API and the control API as one table.
 *
 * Threads: pure. */
#ifndef KANDA_SIM_ROUTE_H
#define KANDA_SIM_ROUTE_H

#include "exchange.h"

enum {
    ROUTE_GRAPH = 1,  /* wants the bearer token, answers Graph's errors */
    ROUTE_FORM = 2,   /* multipart/form-data */
    ROUTE_FAULTY = 4, /* meets the faults */
    ROUTE_LOCAL = 8,  /* for pages of this very simulator, and for programs; not for other sites */
    ROUTE_FILE = 16,  /* meets them in media_mode as_messages, if a file is asked for or uploaded */
};

struct sim_route {
    const char *method, *pattern; /* "/:version/:id/messages" */
    unsigned flags;
    size_t max_body;
    void (*run)(struct sim *sim, struct sim_exchange *x);
};

/* The route for x (args filled in), or NULL with *known_path telling 405 from 404. */
const struct sim_route *sim_route_find(struct sim_exchange *x, bool *known_path);

/* A fault that ends a request before its handler would look at it: answered as messages are.
 * False: the handler runs, and what it answers may still be broken off. */
bool sim_fault_ends(struct sim *sim, struct sim_exchange *x);

typedef void sim_handler(struct sim *sim, struct sim_exchange *x);
sim_handler sim_h_messages, sim_h_media_put, sim_h_object_get, sim_h_object_delete,
    sim_h_media_file;
sim_handler sim_h_templates_list, sim_h_templates_add, sim_h_apps_list, sim_h_apps_add,
    sim_h_apps_remove, sim_h_debug_token, sim_h_subscriptions, sim_h_sim_account,
    sim_h_sim_account_get;
sim_handler sim_h_sim_messages, sim_h_sim_stats, sim_h_sim_faults, sim_h_sim_faults_get,
    sim_h_sim_send, sim_h_sim_config, sim_h_sim_citizens, sim_h_sim_media, sim_h_sim_template,
    sim_h_sim_letters, sim_h_sim_webhooks, sim_h_sim_time, sim_h_sim_time_get;

sim_handler sim_h_phone_page, sim_h_phone_file, sim_h_phone_photo;

/* Puts a message that was accepted at at_ms into the mailbox. ERR_MEMORY. */
MUST_CHECK bool sim_message_remember(struct sim *sim, const struct json *request, struct str wamid,
                                     int64_t at_ms, struct err *e);

#endif
