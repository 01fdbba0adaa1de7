/* log.h - a log line is an event with fields: event=outbox.sent id=42 attempt=2
 *
 * One line, one write: lines of two threads never mix. Bytes from outside cannot start a
 * new line or a new field. Never message text, names, phone numbers or BSUIDs: log our own
 * ids instead.
 *
 * Threads: any; the log is the one thing besides the queues that threads share.
 * Memory: no allocation; a line is cut at LOG_LINE_MAX bytes, still well formed, and then ends
 * with the field cut=1. */
#ifndef KANDA_BASE_LOG_H
#define KANDA_BASE_LOG_H

#include "base/clock.h"
#include <stdio.h>

#define LOG_LINE_MAX 1024

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
enum log_format { LOG_LOGFMT, LOG_JSON };

struct log {
    FILE *out; /* borrowed, usually stderr; NULL writes nothing */
    enum log_level level;
    enum log_format format;
    struct clock clock; /* for the ts field */
};

struct log_field {
    const char *key; /* snake_case */
    bool is_number;
    int64_t number;
    struct str text;
};

#define LOG_NUM(k, n)         ((struct log_field){ .key = (k), .is_number = true, .number = (int64_t)(n) })
#define LOG_STR(k, s)         ((struct log_field){ .key = (k), .text = (s) })
#define LOG_TEXT(k, c_string) LOG_STR((k), str_of(c_string))

/* log may be NULL (nothing is written). Writes when level >= log->level. */
void log_write(const struct log *log, enum log_level level, const char *event,
               const struct log_field *fields, size_t count);

/* log_event(log, LOG_INFO, "writer.commit", LOG_NUM("jobs", n), LOG_NUM("us", t)); at least one
 * field is given. */
#define log_event(log, level, event, ...)                                                          \
    log_write((log), (level), (event), (const struct log_field[]){ __VA_ARGS__ },                  \
              sizeof((const struct log_field[]){ __VA_ARGS__ }) / sizeof(struct log_field))

MUST_CHECK bool log_level_parse(struct str s, enum log_level *out);   /* debug info warn error */
MUST_CHECK bool log_format_parse(struct str s, enum log_format *out); /* logfmt json */

#endif
