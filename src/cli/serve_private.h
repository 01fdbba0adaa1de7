/* serve_private.h - the parts of a running service, in the order in which they start. */
#ifndef KANDA_CLI_SERVE_PRIVATE_H
#define KANDA_CLI_SERVE_PRIVATE_H

#include "base/buf.h"
#include "cli/app.h"
#include "delivery/alarm_courier.h"
#include "delivery/hook_courier.h"
#include "delivery/sender.h"
#include "delivery/template_watch.h"
#include "http/server.h"
#include "service/account_watch.h"
#include "service/alarm.h"
#include "service/cost_watch.h"
#include "service/upkeep.h"
#include "store/checkpointer.h"
#include "store/reader.h"
#include "store/writer.h"

struct service {
    struct app app;
    struct wa_provider provider;
    int lock; /* on the database; -1: none */
    struct buf tls_cert, tls_key;
    _Atomic(struct checkpointer *) checkpointer;
    struct writer *writer;
    struct readers *readers;
    struct readers *hashers;
    struct media_store *media;
    struct sender *sender;
    struct template_watch *templates; /* NULL: nothing to compare */
    struct live *live;
    struct http_server *http;
    struct job upkeep;
    struct upkeep_result upkept;
    struct alarm_watch watched; /* what the job is to judge when watching; stopped_by is below */
    char stopped_by[32];
    bool watching;
    int64_t watch_at;                    /* monotonic ms: not before */
    struct alarm_courier *alarm_courier; /* NULL: alarms have no second road */
    struct hook_courier *hook_courier;
    int64_t head_event, head_due_ms; /* of the audit trail, as it stands in its own file */
    bool head_due;                   /* in this job: it is to be written */
    _Atomic bool upkeep_waits;       /* the job is at the writer */
};

/* Starts everything; on failure stops what was started. */
MUST_CHECK bool service_start(struct service *s, struct err *e);
/* In watch.c: looks at disk and sender every few seconds; before the upkeep job is given away. */
void watch_look(struct service *s);
/* Alarms leave by e-mail and webhook where the settings name them. */
MUST_CHECK bool watch_courier_start(struct service *s, struct err *e);
/* Other systems are told what happens, where admins have named some. */
MUST_CHECK bool watch_hooks_start(struct service *s, struct err *e);
/* What the main thread does every moment. */
void service_tick(struct service *s);
/* Shuts the tap before the basins: door, sender, readers, writer. Under two seconds. */
void service_stop(struct service *s);

#endif
