/* notice_mail.c - one notice becomes one letter. */
#include "notice_mail.h"
#include "store/staff_notice_store.h"
#include <stdio.h>

#define SUBJECT_SIZE 128
#define PAUSE_MS     MS_PER_MINUTE /* doubled with each attempt */
#define PAUSE_MAX_MS MS_PER_HOUR
#define ENDED_MAX    64 /* in one go */

static bool letter_write(struct notice_errand *errand, const struct staff_notice *n,
                         const struct notice_words *words, struct err *e)
{
    const struct alarm_courier_options *o = errand->options;
    const struct mail_road road = { .from = o->mail_from };
    char subject[SUBJECT_SIZE], id[64];
    struct buf line, letter;
    buf_fixed(&line, subject, sizeof subject - 1);
    notice_subject(words, &line);
    subject[line.len] = '\0';
    (void)snprintf(id, sizeof id, "notice-%lld-%lld", (long long)n->id, (long long)n->created_at);
    buf_fixed(&letter, errand->letter, sizeof errand->letter);
    if (!str_copy(errand->to, sizeof errand->to, n->mail))
        return err_set(e, ERR_INPUT, "notice: the address is too long");
    mail_head(&letter, &road, errand->to, subject, id, words->now);
    notice_text(words, &letter);
    buf_add_text(&letter, "\r\nPesan otomatis dari Lapor Kanda. Mohon tidak dibalas.\r\n");
    errand->letter_len = letter.len;
    errand->id = n->id;
    errand->attempts = n->attempts;
    return (buf_ok(&line) && buf_ok(&letter)) ||
           err_set(e, ERR_LIMIT, "notice: does not fit into a letter");
}

static bool write_one(struct notice_errand *errand, struct db *db, const struct staff_notice *n,
                      int64_t now, struct arena *arena, struct err *e)
{
    const struct alarm_courier_options *o = errand->options;
    struct notice_words words = { .desk = o->desk,
                                  .ticket_prefix = o->ticket_prefix,
                                  .console_url = o->console_url };
    struct ticket *ticket = arena_zero(arena, 1, sizeof *ticket);
    struct notice_digest *digest = arena_zero(arena, 1, sizeof *digest);
    bool is_true;
    if (!ticket || !digest) return err_set(e, ERR_MEMORY, "notice: no memory");
    if (!staff_notice_words(db, n, now, arena, ticket, digest, &words, &is_true, e)) return false;
    if (is_true && n->mail.len) return letter_write(errand, n, &words, e);
    return staff_notice_end(db, n->id, NOTICE_MOOT,
                            is_true ? STR("no address any more") : STR("no longer true"), now, e);
}

/* *more: one was ended instead, and there may be another. What fails for a reason of its own must
 * not hold up the others. */
static bool one(struct notice_errand *errand, struct db *db, struct arena *arena, bool *more,
                struct err *e)
{
    int64_t now = clock_now(&errand->options->clock);
    struct staff_notice n;
    struct err why = { 0 };
    *more = false;
    if (!staff_notice_next(db, ROAD_MAIL, now, arena, &n, e)) return false;
    if (n.id == 0) return true;
    if (write_one(errand, db, &n, now, arena, &why)) {
        *more = errand->id == 0;
        return true;
    }
    errand->id = 0;
    *more = true;
    if (!err_is_transient(why.code))
        return staff_notice_end(db, n.id, NOTICE_FAILED, str_of(why.text), now, e);
    *e = why;
    return false;
}

bool notice_mail_next(void *ctx, struct db *db, struct err *e)
{
    struct notice_errand *errand = ctx;
    bool more = true, ok = true;
    errand->id = 0;
    for (int i = 0; i < ENDED_MAX && ok && more; i++) {
        struct arena arena = { 0 };
        ok = one(errand, db, &arena, &more, e);
        arena_clear(&arena);
    }
    return ok;
}

bool notice_mail_end(void *ctx, struct db *db, struct err *e)
{
    struct notice_errand *errand = ctx;
    int64_t now = clock_now(&errand->options->clock), pause = PAUSE_MS;
    char why[80] = "";
    if (errand->outcome == MAIL_TAKEN)
        return staff_notice_end(db, errand->id, NOTICE_TOLD, STR_EMPTY, now, e);
    (void)snprintf(why, sizeof why,
                   errand->answer ? "the mail server answered %ld" : "no answer of a mail server",
                   errand->answer);
    if (errand->outcome == MAIL_REFUSED)
        return staff_notice_end(db, errand->id, NOTICE_FAILED, str_of(why), now, e);
    for (int64_t i = 0; i < errand->attempts && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    return staff_notice_later(db, errand->id, now + (pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS),
                              str_of(why), e);
}
