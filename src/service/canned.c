/* canned.c - canned answers, filled in as every text about a ticket is. */
#include "service/canned.h"
#include "domain/reply.h"
#include "intake_words.h"

bool canned_is_for(const struct canned_answer *a, enum role role)
{
    return (a->roles & 1u << role) != 0;
}

/* A day that has passed, or that nobody waits for any more, is no promise. */
static bool day_lies_ahead(const struct ticket *t, int64_t now)
{
    return ticket_is_open(t->status) && ticket_told_date(t) > now;
}

bool canned_fill(const struct intake_options *options, const struct canned_answer *a,
                 const struct ticket *t, int64_t now, struct arena *arena, bool *fits,
                 struct str *out, struct err *e)
{
    static const struct pin no_pin = { 0 };
    struct intake_step s = { .options = options,
                             .arena = arena,
                             .pin = &no_pin,
                             .now = now,
                             .language = LANGUAGE_INDONESIAN };
    struct ticket_words w;
    struct buf text;
    *fits = !reply_names_date(a->body) || day_lies_ahead(t, now);
    if (!*fits) return true;
    intake_ticket_words(&s, t, &w);
    intake_words_worker(&s, t, REPLY_WORK_REPLY, &w); /* what it will be sent as */
    if (!intake_ticket_place(&s, t, &w.vars.place, e)) return false;
    buf_init(&text, CANNED_TEXT_MAX);
    bool ok =
        reply_fill(a->body, &w.vars, &text, e) &&
        (arena_copy(arena, buf_view(&text), out) || err_set(e, ERR_MEMORY, "canned: no memory"));
    buf_finish(&text);
    return ok;
}
