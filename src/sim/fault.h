/* fault.h - how the simulator is told to misbehave, and the dice that decide it.
 *
 * `fail_rate` is the share of POST messages requests that meet `mode`. Setting a mode other than
 * ok without a rate means every request; setting a rate while the mode is ok means mode error;
 * mode ok heals.
 *
 * `report_code` lies beside them: what is taken reaches nobody, and its status says so with this
 * code.
 *
 * Threads: the door's. */
#ifndef KANDA_SIM_FAULT_H
#define KANDA_SIM_FAULT_H

#include "base/json.h"
#include "basics.h"
#include "media_fault.h"

enum sim_mode {
    MODE_OK,
    MODE_ERROR,          /* fail_status with fail_code's error JSON; code 0: an HTML page */
    MODE_GARBAGE,        /* 200 with something that is not JSON */
    MODE_SILENCE,        /* read, never answered, closed after a minute */
    MODE_RESET,          /* TCP reset before the body is read */
    MODE_READ_AND_CLOSE, /* the first request of a connection is answered; each later one is read
                            to its end and the connection closed without a byte */
    MODE_HALF,           /* closed in the middle of the answer */
    MODE_RESET_BODY,     /* TCP reset when the first of the body is here */
    MODE_RESET_LATE,     /* TCP reset when all of it is here, instead of an answer */
    MODE_COUNT
};

#define SIM_SILENCE_MS 60000

/* Whether a message whose sender learns nothing is delivered all the same. */
enum sim_accepts { ACCEPTS_BY_MODE, ACCEPTS_NEVER, ACCEPTS_ALWAYS };

struct sim_faults {
    enum sim_mode mode;
    double fail_rate;
    int64_t fail_status, fail_code; /* status 0: the one that belongs to the code */
    int64_t report_code;            /* 0: none */
    int64_t delay_ms;
    int64_t retry_after, usage; /* of each answer's headers: seconds, percent; 0: no such header */
    double status_first, duplicate, drop, read_and_close;
    enum sim_accepts accepts;
    struct sim_media_faults media;
};

const char *sim_mode_name(enum sim_mode mode);
MUST_CHECK bool sim_mode_parse(struct str text, enum sim_mode *out, struct err *e);
/* Changes *faults as the object says; untouched on ERR_INPUT (unknown key, out of range). */
MUST_CHECK bool sim_faults_read(const struct json *object, struct sim_faults *faults,
                                struct err *e);
/* The same rules for settings that came from the command line. */
void sim_faults_settle(struct sim_faults *faults, bool rate_given, bool mode_given);
/* Writes the members of an object that is open. */
void sim_faults_write(struct json_writer *w, const struct sim_faults *faults);
/* What the next request meets; nth counts the requests on its connection from 1. */
enum sim_mode sim_faults_draw(const struct sim_faults *faults, struct dice *dice, unsigned nth);
/* Is a message that meets this mode taken and delivered although its sender cannot know? */
bool sim_faults_accepts(const struct sim_faults *faults, enum sim_mode mode);
int sim_faults_status(const struct sim_faults *faults);

#endif
