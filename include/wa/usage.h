/* usage.h - how much of its quotas Meta says is used, in two headers of its answers.
 *
 *   X-App-Usage                  {"call_count":28,"total_time":25,"total_cputime":25}
 *   X-Business-Use-Case-Usage    {"<id>":[{"type":"...","call_count":100,"total_cputime":25,
 *                                "total_time":25,"estimated_time_to_regain_access":19}]}
 *
 * Percent, and minutes. Source: reference "Errors", usage headers. Threads: pure. */
#ifndef KANDA_WA_USAGE_H
#define KANDA_WA_USAGE_H

#include "base/str.h"

#define WA_USAGE_APP      "X-App-Usage"
#define WA_USAGE_BUSINESS "X-Business-Use-Case-Usage"

struct wa_usage {
    int64_t percent;   /* the highest told; 0: none was */
    int64_t regain_ms; /* until calls are taken again; 0: they are, or nothing was said */
};

/* Values of the headers, empty when absent. What cannot be read tells nothing. */
void wa_usage_read(struct str app, struct str business, struct wa_usage *out);

#endif
