/* alarm.h - a trouble of the service that a human must know of.
 *
 * One alarm is open for each cause at a time. Its text is for staff, in Indonesian, and holds
 * nothing of a citizen: it leaves the house by e-mail and webhook. Pure; threads: any. */
#ifndef KANDA_DOMAIN_ALARM_H
#define KANDA_DOMAIN_ALARM_H

#include "base/clock.h"
#include "base/str.h"

/* Stored in alarm.severity: never renumber. */
enum alarm_severity {
    ALARM_WARNING = 1, /* somebody should look today */
    ALARM_CRITICAL = 2 /* citizens are left without answers, or will be */
};
/* "warning", "critical" as in our API. */
const char *alarm_severity_name(enum alarm_severity severity);

/* Three ways in which nothing leaves, each of which asks for something else. */
#define ALARM_CAUSE_SENDING    "sending"             /* Meta says no */
#define ALARM_CAUSE_AWAY       "sending.unreachable" /* nobody answers */
#define ALARM_CAUSE_FAILING    "sending.failing"     /* it answers, and takes no message */
#define ALARM_CAUSE_DISK       "disk"
#define ALARM_CAUSE_QUARANTINE "quarantine"
#define ALARM_CAUSE_FAILED     "outbox.failed"
#define ALARM_CAUSE_NOTICE     "staff.notice"
#define ALARM_CAUSE_HOLIDAYS   "holidays"
#define ALARM_CAUSE_TRAIL      "audit" /* its end was cut off, or another put in its place */

#define ALARM_CAUSE_SIZE 160
#define ALARM_TEXT_SIZE  400

struct alarm {
    int64_t id; /* 0: not stored */
    char cause[ALARM_CAUSE_SIZE];
    enum alarm_severity severity;
    char text[ALARM_TEXT_SIZE];
    int64_t since, last_at; /* ms */
    int64_t quiet_at;       /* over by itself then; 0: something will say so */
    int64_t cleared_at;     /* 0: open */
};

/* What is looked at every few seconds, and the alarms that follow from it. */
struct alarm_watch {
    bool can_send;
    struct str stopped_by; /* code of Meta's, "unreachable", "failing" ...; empty while sending */
    int64_t disk_free;     /* bytes where database and files live, the lesser; negative: unknown */
    int64_t disk_least;    /* bytes that must be free; a warning comes at four times as many */
    int64_t quarantined;   /* requests in quarantine */
    int64_t failed;        /* replies that wait for a human */
    int64_t holidays_end; /* ms, when the last holiday of the table begins; 1: it holds none; 0: not
                           * looked at */
    bool trail_cut;       /* the head kept beside the database is not in it */
};
#define ALARM_QUARANTINE_LIMIT 20 /* more than this many */
#define ALARM_FAILED_LIMIT     10
/* Deadlines that are given now may lie so far ahead: by then the next year's holidays must be
 * known. The decree comes in autumn. */
#define ALARM_HOLIDAYS_MS (90 * MS_PER_DAY)
/* Whether deadlines may be reckoned with holidays that nobody has entered. */
bool alarm_holidays_end(int64_t holidays_end, int64_t now);

/* A template of ours whose text at Meta is another; severity 0 in its place: it is the same again.
 */
void alarm_template_text(struct str name, struct str language, enum alarm_severity severity,
                         int64_t now, struct alarm *out);
/* The alarm that a code of Meta's asks for by itself (domain/graph_rule.h): cause "meta.CODE", over
 * when it was not heard of for a day. False: none. */
bool alarm_of_code(int64_t code, int64_t now, struct alarm *out);

/* Another system did not take its news for so long that it is told no more; over when somebody
 * switches it on again. alarm_hook_cause is its cause alone. */
#define ALARM_HOOK_CAUSE_SIZE 40
void alarm_hook_cause(int64_t hook_id, char out[ALARM_HOOK_CAUSE_SIZE]);
void alarm_hook_given_up(int64_t hook_id, int64_t now, struct alarm *out);
/* A notice to a unit's people did not reach them; over after a day without another. */
void alarm_notice_failed(int64_t now, struct alarm *out);

#define ALARM_WATCH_COUNT 8
/* One row for each cause that is watched, always all ALARM_WATCH_COUNT: severity 0 means that it is
 * over. */
void alarm_watch_judge(const struct alarm_watch *seen, int64_t now,
                       struct alarm out[ALARM_WATCH_COUNT]);

#endif
