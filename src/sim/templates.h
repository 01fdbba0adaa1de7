/* templates.h - the message templates of the made-up business account.
 *
 * A template is approved the moment it is created, or pending until /sim/templates decides. Bodies
 * hold {{1}}.. or {{name}}.
 *
 * Threads: the door's. Memory: the table owns every text. */
#ifndef KANDA_SIM_TEMPLATES_H
#define KANDA_SIM_TEMPLATES_H

#include "base/buf.h"

#define TEMPLATES_MAX        250 /* Meta's limit for an account that is not verified */
#define TEMPLATE_PARAMS_MAX  20
#define TEMPLATE_NAME_MAX    512
#define TEMPLATE_BUTTONS_MAX 10

struct sim_template_param {
    char name[64]; /* "1", "2" or "nomor" */
};

struct sim_template_variables {
    struct sim_template_param item[TEMPLATE_PARAMS_MAX]; /* each once; numbers in order */
    size_t count;
    bool named; /* by words, not by numbers */
};

struct sim_template {
    char id[24];
    char name[TEMPLATE_NAME_MAX + 1], language[16], category[24], status[24];
    char *header, *body, *footer;         /* "" where there is none */
    struct sim_template_variables params; /* of the body */
    size_t header_params;
    size_t buttons;
};

struct sim_template_draft {
    struct str name, language, category, header, body, footer;
    size_t buttons;
};

struct sim_templates {
    struct sim_template *item[TEMPLATES_MAX];
    size_t count;
};

/* ERR_INPUT: too many, no name, numbers and words mixed, or numbers that leave one out. */
MUST_CHECK bool sim_template_variables_read(struct str text, struct sim_template_variables *out,
                                            struct err *e);
/* The rules of Meta for names and texts (reference 5.3, "Definition limits"); ERR_INPUT names the
 * one that is broken. */
MUST_CHECK bool sim_template_draft_check(const struct sim_template_draft *draft, struct err *e);

/* Starts with one template, as a new account does. */
MUST_CHECK bool sim_templates_init(struct sim_templates *t, struct err *e);
void sim_templates_finish(struct sim_templates *t);
/* Replaces one of the same name and language. ERR_INPUT names the rule it breaks. */
MUST_CHECK bool sim_templates_add(struct sim_templates *t, const struct sim_template_draft *draft,
                                  struct err *e);
/* CSV with the columns name,language,category,body and whatever follows them. */
MUST_CHECK bool sim_templates_read_csv(struct sim_templates *t, struct str text, struct err *e);
const struct sim_template *sim_templates_find(const struct sim_templates *t, struct str name,
                                              struct str language); /* NULL if unknown */
bool sim_templates_has_name(const struct sim_templates *t, struct str name);
/* APPROVED, FLAGGED (both are sent), PAUSED, DISABLED, PENDING, REJECTED, ARCHIVED, DELETED; false
 * when the template or the word is unknown. */
MUST_CHECK bool sim_templates_set_status(struct sim_templates *t, struct str name,
                                         struct str language, struct str status);
/* As Meta may do to any template; false when the template or the word is unknown. */
MUST_CHECK bool sim_templates_set_category(struct sim_templates *t, struct str name,
                                           struct str language, struct str category);
void sim_templates_remove(struct sim_templates *t, struct str name, struct str language);
/* Appends the text with its {{...}} filled: names[i] stands for values[i]. */
void sim_template_fill(struct str text, const struct str *names, const struct str *values,
                       size_t count, struct buf *out);

#endif
