/* err.h - an error is a value: a code for the program, a sentence for the human.
 *
 * A function that can fail returns bool, takes a `struct err *` last and is marked
 * MUST_CHECK. On failure its outputs are untouched and the error is set. Only the top
 * of each thread logs. The sentence never holds a citizen's name, number or words.
 *
 * Threads: a struct err belongs to whoever declared it. Memory: no allocation. */
#ifndef KANDA_BASE_ERR_H
#define KANDA_BASE_ERR_H

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))

/* Switches over this enum have no default, so that a new code is a compile warning. */
enum err_code {
    ERR_NONE,
    ERR_INPUT,     /* what was given is malformed or out of range: do not repeat it unchanged */
    ERR_NOT_FOUND, /* there is no such thing (or the caller may not know of it) */
    ERR_DENIED,    /* the caller is known and may not do this */
    ERR_CONFLICT,  /* it exists already, or is not in a state that allows this */
    ERR_LIMIT,     /* a fixed bound (buffer, arena, depth, count) was reached */
    ERR_BUSY,      /* a queue is full, a lock is held, a deadline passed: try again later */
    ERR_IO,        /* disk or network failed: full disk, closed socket ... try again later */
    ERR_MEMORY,    /* the allocator said no: try again later */
    ERR_INTERNAL,  /* a promise inside the program was broken: a defect, tell an operator */
};

struct err {
    enum err_code code;
    char text[200];
};

/* Fills *e (which may be NULL) and returns false, so that a failing line reads
 * `return err_set(e, ERR_INPUT, "...");`. The text is cut to fit. */
__attribute__((format(printf, 3, 4))) bool err_set(struct err *e, enum err_code code,
                                                   const char *fmt, ...);

/* Puts `prefix: ` before the sentence that is already there; returns false. */
bool err_wrap(struct err *e, const char *prefix);

/* "input", "not_found" ...: stable lower-case names for logs and JSON. */
const char *err_code_name(enum err_code code);

/* True when the same call may succeed later without a change (BUSY, IO, MEMORY). */
bool err_is_transient(enum err_code code);

#endif
