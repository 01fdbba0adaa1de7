/* template.h - Meta's message templates: which of our messages each stands for, what its body may
 * look like, what state Meta gives it, and what may be put into its variables.
 *
 * Source: reference 1.8 (webhook fields), 5.3 "template", errors 132xxx.
 *
 * Threads: pure. Memory: views are the caller's unless said otherwise. */
#ifndef KANDA_DOMAIN_TEMPLATE_H
#define KANDA_DOMAIN_TEMPLATE_H

#include "base/arena.h"
#include "base/buf.h"

/* The messages that may have to be said outside the window. The names are those of the column
 * `message` of templates.csv and of outbox.fallback: add at the end, never rename. */
enum template_key {
    TEMPLATE_RECEIVED,       /* number, matter, unit, last day */
    TEMPLATE_ASSIGNED,       /* number, unit, last day */
    TEMPLATE_PROGRESS,       /* number, unit, what is being done */
    TEMPLATE_ASKED,          /* number, the question */
    TEMPLATE_RESOLVED,       /* number, what was done */
    TEMPLATE_REFERRED,       /* number, unit, how to reach it */
    TEMPLATE_MERGED,         /* number, number of the ticket it went into */
    TEMPLATE_CLOSED,         /* number, the reason */
    TEMPLATE_DEADLINE,       /* number, why it is late, new day */
    TEMPLATE_REPLY,          /* number, words of the desk */
    TEMPLATE_STAFF_ASSIGNED, /* number, matter, last day */
    TEMPLATE_STAFF_REMINDER, /* number, matter, last day */
    TEMPLATE_STAFF_DIGEST,   /* day, the figures in words */
    TEMPLATE_STAFF_COPIED,   /* number, matter, unit */
    TEMPLATE_STAFF_NUMBER,   /* number: of a report in confidence, nothing else */
    TEMPLATE_KEY_COUNT
};
const char *template_key_name(enum template_key key); /* "received" ... */
MUST_CHECK bool template_key_parse(struct str name, enum template_key *out);
size_t template_key_params(enum template_key key); /* how many variables it has */

#define TEMPLATE_BODY_MAX 1024 /* code points of the filled-in body, and of the body itself */
#define TEMPLATE_VARS_MAX 10

struct message_template { /* one row of templates.csv */
    struct str name;      /* 1..512 of a-z 0-9 _ */
    struct str language;  /* "id"; must be Meta's code exactly */
    struct str category;  /* "UTILITY" */
    struct str body;      /* with {{1}} .. {{n}} */
    enum template_key key;
    struct str examples[TEMPLATE_VARS_MAX]; /* one for each variable; Meta's reviewers want them */
    size_t param_count;
    size_t room; /* code points that the variables may fill together */
};

/* What a body holds: its variables must be {{1}}, {{2}} ... in any order, each of them; none first
 * or last, no two side by side, at least twice as many other words, at most 1,024 code points. */
struct template_body {
    size_t params;
    size_t room; /* TEMPLATE_BODY_MAX less what is no variable */
};
/* ERR_INPUT says which rule is broken. */
MUST_CHECK bool template_body_read(struct str body, struct template_body *out, struct err *e);

/* Stored in template.state: add at the end, never renumber. */
enum template_state {
    TEMPLATE_UNKNOWN = 0,  /* Meta never told: not submitted, or never compared */
    TEMPLATE_PENDING = 1,  /* PENDING, IN_APPEAL */
    TEMPLATE_APPROVED = 2, /* APPROVED, REINSTATED: may be sent */
    TEMPLATE_PAUSED = 3,   /* by Meta, for its quality: comes back */
    TEMPLATE_REJECTED = 4,
    TEMPLATE_DISABLED = 5, /* DISABLED, LOCKED, LIMIT_EXCEEDED */
    TEMPLATE_DELETED = 6,  /* DELETED, PENDING_DELETION, ARCHIVED, or missing in Meta's list */
    TEMPLATE_DIFFERS =
        7, /* Meta's has another text, or other variables: would say what we do not */
    TEMPLATE_STATE_COUNT
};
const char *template_state_name(enum template_state state); /* "approved" ... */
/* Meta's word for it, as an `event` or a `status`. False for FLAGGED (a warning, still sent) and
 * for words that are new to us: the state then stays what it is. */
MUST_CHECK bool template_state_parse(struct str word, enum template_state *out);
/* Do two bodies say the same? Blanks and line breaks count as one blank: Meta tidies them. */
bool template_body_same(struct str a, struct str b);

/* What a refusal with this code says about the template; false: nothing (the row is at fault). */
MUST_CHECK bool template_state_of_error(int64_t code, enum template_state *out);

/* A text as Meta takes it for a variable: line breaks, tabs and runs of blanks become one blank,
 * other control characters and invalid bytes go, an empty one becomes "-". Appended to out. */
void template_param_clean(struct str text, struct buf *out);
/* Cleans all of them and cuts the longest (with "..." in one character) until together they have
 * at most `room` code points; count <= TEMPLATE_VARS_MAX, room >= count. ERR_MEMORY. */
MUST_CHECK bool template_params_fit(const struct str *in, size_t count, size_t room,
                                    struct arena *arena, struct str *out, struct err *e);

/* What a person reads: body with the count params in the places of its variables. Appended to out.
 */
void template_fill(struct str body, const struct str *params, size_t count, struct buf *out);

/* What is said instead of a reply once the window has closed; stored in outbox.fallback. */
struct outbox_fallback {
    enum template_key key;
    struct str language; /* the citizen's; "": id. Where it has no template, id is taken */
    struct str params[TEMPLATE_VARS_MAX];
    size_t param_count; /* template_key_params of the key */
};
void outbox_fallback_encode(const struct outbox_fallback *f, struct buf *out);
/* ERR_INPUT for what outbox_fallback_encode never writes. */
MUST_CHECK bool outbox_fallback_decode(struct str json, struct arena *arena,
                                       struct outbox_fallback *out, struct err *e);

/* One template as Meta's list tells of it. */
struct template_listed {
    struct str name, language, category, reason, quality, body;
    bool has_state;
    enum template_state state;
    size_t param_count; /* of its body; numbered or named */
};

/* Ours in Meta's list, by name and language; NULL: it is not there. */
const struct template_listed *template_listed_as(const struct message_template *ours,
                                                 const struct template_listed *theirs,
                                                 size_t count);
/* What it is worth to us as Meta lists it: approved counts only with our text, our variables and
 * our category. A state that is none of ours is a warning or new to us: it leaves what `before`
 * says. */
struct template_standing {
    enum template_state state;
    bool same_text, same_params, same_category;
    bool sendable;
};
struct template_standing template_stands(const struct message_template *ours,
                                         const struct template_listed *theirs,
                                         enum template_state before);

/* A webhook about a template: message_template_status_update, message_template_quality_update,
 * template_category_update. */
struct template_news {
    struct str name, language;
    bool has_state;
    enum template_state state;
    struct str reason;   /* for staff; may be empty */
    struct str category; /* as Meta has it now; empty: not told */
    struct str quality;  /* GREEN, YELLOW, RED, UNKNOWN; empty: not told */
};
/* False when the field is about something else, or names no template. Told apart by keys, because
 * Meta's sample of the quality update carries the name of the status update. Views live in the
 * arena. ERR_MEMORY reads as false too: the notice itself is kept. */
bool template_news_read(struct str field, struct str value_json, struct arena *arena,
                        struct template_news *out);

#endif
