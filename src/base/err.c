/* err.c - error values: code, sentence, prefix. */
#include "base/err.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
    if (!e) return false;
    /* Through a copy, so that e->text itself may be one of the arguments. */
    char text[sizeof e->text];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (n < 0) text[0] = '\0';
    memcpy(e->text, text, sizeof text);
    e->code = code;
    return false;
}

bool err_wrap(struct err *e, const char *prefix)
{
    if (!e) return false;
    return err_set(e, e->code, "%s: %s", prefix, e->text);
}

const char *err_code_name(enum err_code code)
{
    switch (code) {
    case ERR_NONE: return "none";
    case ERR_INPUT: return "input";
    case ERR_NOT_FOUND: return "not_found";
    case ERR_DENIED: return "denied";
    case ERR_CONFLICT: return "conflict";
    case ERR_LIMIT: return "limit";
    case ERR_BUSY: return "busy";
    case ERR_IO: return "io";
    case ERR_MEMORY: return "memory";
    case ERR_INTERNAL: return "internal";
    }
    return "unknown";
}

bool err_is_transient(enum err_code code)
{
    return code == ERR_BUSY || code == ERR_IO || code == ERR_MEMORY;
}
