/* check.h - would Meta accept this message?
 *
 * One answer for every body of POST /{version}/{number}/messages: shape, required keys, limits.
 * Keys that Meta does not know are refused as well, since a misspelt key is a reply that looks
 * different from what was meant. Where Meta's pages disagree about a limit, the number of its
 * OpenAPI description holds, which is the smaller one.
 * Source: reference "Types and limits". The parts: check.c, check_interactive.c, check_template.c,
 * check_definition.c.
 *
 * Threads: pure. */
#ifndef KANDA_SIM_CHECK_H
#define KANDA_SIM_CHECK_H

#include "base/json.h"
#include "graph_code.h"
#include "media.h"
#include "templates.h"

/* media may be NULL: then every media id counts as known. */
struct sim_account {
    const struct sim_templates *templates;
    const struct sim_media *media;
};

/* False with *why set when Meta would refuse. A read receipt is a message here too. */
MUST_CHECK bool sim_check(const struct json *body, const struct sim_account *account,
                          struct refusal *why);
/* The same of POST /{version}/{account}/message_templates, a template to be reviewed; *out has
 * views into body. *why names the rule. Source: reference 5.3, "Definition limits". */
MUST_CHECK bool sim_check_definition(const struct json *body, struct sim_template_draft *out,
                                     struct refusal *why);
/* True for {"status":"read",...}, which is answered {"success":true}. */
bool sim_is_receipt(const struct json *body);
/* What Meta takes as the type: "text" when the key is missing. */
struct str sim_type_of(const struct json *body);

/* --- for the parts of the checker only --- */

enum sim_part_kind {
    PART_TEXT,       /* 1..max characters */
    PART_ANY_TEXT,   /* 0..max characters */
    PART_URL,        /* http(s), 1..max characters */
    PART_COORDINATE, /* a number, or its decimal text */
    PART_BOOL,
    PART_OBJECT,
    PART_ARRAY,     /* 1..max items */
    PART_ANY_ARRAY, /* 0..max items */
};

struct sim_part {
    const char *key;
    enum sim_part_kind kind;
    bool required;
    size_t max; /* 0: no limit */
};

/* Every key of object is one of these, of the right kind and size, and no required one is
 * missing. where names the object in the details: "interactive.action". */
MUST_CHECK bool sim_check_parts(const struct json *object, const char *where,
                                const struct sim_part *parts, size_t count, struct refusal *why);
#define SIM_CHECK_PARTS(object, where, parts, why)                                                 \
    sim_check_parts((object), (where), (parts), sizeof(parts) / sizeof *(parts), (why))

bool sim_check_interactive(const struct json *interactive, const struct sim_account *account,
                           struct refusal *why);
bool sim_check_template(const struct json *message_template, const struct sim_account *account,
                        struct refusal *why);
/* id or link, never both; extra keys are those the kind of media allows. */
bool sim_check_media(const struct json *media, struct str kind, const struct sim_account *account,
                     struct refusal *why);

#endif
