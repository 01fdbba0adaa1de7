/* template_store.h - message templates: ours, and what Meta says of them.
 *
 * A template may be sent when Meta's list or a webhook called it approved, Meta has it as UTILITY,
 * and its number of variables is ours. Everything else makes replies wait, in sight of staff.
 *
 * Threads: writing on the writer thread inside a job, or in a command; reading on any connection.
 * Memory: text lives in the arena passed in. */
#ifndef KANDA_STORE_TEMPLATE_STORE_H
#define KANDA_STORE_TEMPLATE_STORE_H

#include "domain/template.h"
#include "store/db.h"

/* The rows of templates.csv become rows of the table; what Meta said of them stays. Rows that are
 * no longer in the file stand for no message any more. At every start, before anything is sent. */
MUST_CHECK bool template_sync(struct db *db, const struct message_template *ours, size_t count,
                              int64_t now, struct err *e);

struct template_choice {
    struct str name, language;
    struct str body; /* with {{1}} .. {{n}} */
    size_t room;     /* template_params_fit */
};
/* The approved template for a message in this language ("": id), else the Indonesian one. */
MUST_CHECK bool template_find(struct db *db, enum template_key key, struct str language,
                              struct arena *arena, struct template_choice *out, bool *found,
                              struct err *e);
/* For a person who wants to write to this contact: is the window open, and if not, which template
 * would work (an empty name: none)? ERR_NOT_FOUND without such a contact. */
struct template_offer {
    bool window_open;
    struct str name, language;
};
MUST_CHECK bool template_offer(struct db *db, int64_t contact_id, enum template_key key,
                               struct str language, int64_t now, struct arena *arena,
                               struct template_offer *out, struct err *e);

/* TEMPLATE_UNKNOWN when there is no such row. */
MUST_CHECK bool template_state_of(struct db *db, struct str name, struct str language,
                                  enum template_state *out, struct err *e);
/* After a refusal; reason is Meta's. */
MUST_CHECK bool template_state_set(struct db *db, struct str name, struct str language,
                                   enum template_state state, struct str reason, int64_t now,
                                   struct err *e);
/* A webhook; at: Meta's clock. What is older than the newest one changes no state. */
MUST_CHECK bool template_news_apply(struct db *db, const struct template_news *news, int64_t at,
                                    int64_t now, struct err *e);

struct template_count {
    size_t approved, other; /* of ours */
};
/* Meta's whole list against ours: each row of ours gets Meta's state; what is missing there was
 * deleted or never submitted. */
MUST_CHECK bool template_reconcile(struct db *db, const struct message_template *ours, size_t count,
                                   const struct template_listed *theirs, size_t listed, int64_t now,
                                   struct template_count *out, struct err *e);

struct template_row {
    struct str name, language, message, reason, category, quality; /* any but the first two: "" */
    size_t params, room;
    enum template_state state;
    int64_t updated_at;
};
#define TEMPLATE_LIST_MAX 300
/* By name and language; ours and others that webhooks told of. */
MUST_CHECK bool template_list(struct db *db, struct arena *arena, struct template_row *out,
                              size_t max, size_t *count, struct err *e);

#endif
