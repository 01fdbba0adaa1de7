/* deed.c - one deed of a citizen or of the desk. */
#include "domain/workday.h"
#include "life.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <ctype.h>

#define PIN_SPREAD 0.006 /* degrees: some 600 metres around the middle of a village */

static const char *one_of(struct town *t, const char *const *texts, size_t count)
{
    return texts[past_roll(&t->past, count)];
}
#define ONE_OF(town, texts) one_of(town, texts, sizeof(texts) / sizeof *(texts))

/* --- citizens --- */

static bool say(struct town *t, struct life *l, struct str text, struct str quoted, struct err *e)
{
    int64_t id;
    const struct past_letter letter = { .from = &l->who, .text = text, .quoted = quoted };
    return past_write(&t->past, &letter, &id, e);
}

/* As an answer to the newest message about the ticket, as people do who have several. */
static bool answer(struct town *t, struct life *l, const char *text, struct err *e)
{
    struct outbox_row row;
    size_t count;
    bool more;
    if (!outbox_list(t->past.db, OUTBOX_ALL, true, l->id, 0, 1, &t->past.arena, &row, &count, &more,
                     e))
        return false;
    return say(t, l, str_of(text), count ? row.wamid : STR_EMPTY, e);
}

/* "Pak, ada pembakaran", but "Pak, KTP saya". */
static struct str opened(const char *opening, struct str words, char first[1])
{
    struct str o = str_of(opening);
    bool goes_on = str_ends(o, STR(", ")) && islower((unsigned char)words.at[1]);
    first[0] = goes_on ? (char)tolower((unsigned char)words.at[0]) : words.at[0];
    return str_slice(words, 1, words.len);
}

static bool report(struct town *t, struct life *l, struct err *e)
{
    char first[1];
    static const char *const openings[] = {
        "", "", "", "Selamat pagi. ", "Assalamualaikum, mohon izin melapor. ", "Pak, ", "Min, ",
    };
    static const char *const endings[] = {
        "",
        "",
        "",
        " Mohon segera ditindaklanjuti.",
        " Terima kasih.",
        " Tolong ya.",
        " Sudah lama begini.",
    };
    struct str words, text;
    const char *opening = ONE_OF(t, openings), *ending = ONE_OF(t, endings);
    if (!script_fill(l->line->text, l->village, &t->past.arena, &words, e)) return false;
    words = opened(opening, words, first);
    if (!arena_text(&t->past.arena, &text, e, "%s%c%.*s%s", opening, first[0], STR_ARG(words),
                    ending))
        return false;
    const struct past_letter letter = { .from = &l->who, .text = text, .quoted = STR_EMPTY };
    return past_write(&t->past, &letter, &l->id, e) &&
           (l->id || err_set(e, ERR_INTERNAL, "no ticket came of: %.*s", STR_ARG(text)));
}

static double spread(struct town *t)
{
    return ((double)past_roll(&t->past, 2001) / 1000 - 1) * PIN_SPREAD;
}

static bool pin(struct town *t, struct life *l, struct err *e)
{
    int64_t id;
    const struct past_letter letter = { .from = &l->who,
                                        .text = STR_EMPTY,
                                        .quoted = STR_EMPTY,
                                        .latitude = l->village->latitude + spread(t),
                                        .longitude = l->village->longitude + spread(t) };
    return past_write(&t->past, &letter, &id, e);
}

static bool rate(struct town *t, struct life *l, struct err *e)
{
    static const char *const stars[] = { "5", "5", "5", "4", "4", "3", "2" };
    return say(t, l, str_of(ONE_OF(t, stars)), STR_EMPTY, e);
}

/* --- the desk --- */

static const struct staff *desk_of(const struct town *t, const struct ticket *ticket)
{
    if (ticket->kind != KIND_WHISTLEBLOWING) return &t->past.desk;
    return past_officer(&t->past, STR(WHISTLEBLOWING_DEPARTMENT));
}

/* A view that a deed leaves out is "", which is what the API hands on. */
static struct str or_empty(struct str s)
{
    return s.at ? s : STR_EMPTY;
}

static bool move(struct town *t, struct life *l, bool by_officer, struct casework_move move,
                 struct err *e)
{
    struct ticket ticket;
    struct casework c;
    move.reason = or_empty(move.reason);
    move.message = or_empty(move.message);
    move.department = or_empty(move.department);
    if (!past_work(&t->past, NULL, l->id, &ticket, &c, e)) return false;
    c.who = by_officer && ticket.kind != KIND_WHISTLEBLOWING
                ? past_officer(&t->past, ticket.department)
                : desk_of(t, &ticket);
    return past_did(&t->past, &c, casework_move(&c, &move, e), e);
}

#define MOVE(...) ((struct casework_move){ __VA_ARGS__ })

/* What another body has to do is handed over at once. */
static bool verify(struct town *t, struct life *l, struct err *e)
{
    static const enum deed referring[] = { DEED_VERIFY, DEED_REFER, DEED_END };
    struct ticket ticket;
    if (!ticket_get(t->past.db, l->id, &t->past.arena, &ticket, e)) return false;
    const struct department *d = desk_department(t->past.app.desk, ticket.department);
    if (d && d->external) l->plan = referring;
    return move(t, l, false, MOVE(.to = STATUS_VERIFIED), e);
}

static bool refer(struct town *t, struct life *l, struct err *e)
{
    struct ticket ticket;
    if (!ticket_get(t->past.db, l->id, &t->past.arena, &ticket, e)) return false;
    return move(t, l, false,
                MOVE(.to = STATUS_CLOSED, .outcome = OUTCOME_REFERRED,
                     .department = ticket.department,
                     .reason = STR("Kewenangan instansi lain; sudah kami hubungi.")),
                e);
}

static bool promise(struct town *t, struct life *l, struct err *e)
{
    struct ticket ticket;
    struct casework c;
    int64_t day =
        workday_add(t->past.app.desk, day_of_ms(t->past.now), 4 + (int)past_roll(&t->past, 6));
    return past_work(&t->past, &t->past.desk, l->id, &ticket, &c, e) &&
           past_did(&t->past, &c,
                    casework_promise(&c, day, STR("Bahan masih dalam pengiriman."), e), e);
}

/* Into an older open ticket about the same; where there is none, it goes its own way. */
static bool merge(struct town *t, struct life *l, struct err *e)
{
    static const enum deed alone[] = { DEED_MERGE, DEED_ASSIGN, DEED_START, DEED_RESOLVE,
                                       DEED_END };
    struct ticket mine, other;
    if (!ticket_get(t->past.db, l->id, &t->past.arena, &mine, e)) return false;
    for (size_t i = 0; i < LIVES; i++) {
        const struct life *o = &t->life[i];
        if (o->id == 0 || o->id >= l->id) continue;
        if (!ticket_get(t->past.db, o->id, &t->past.arena, &other, e)) return false;
        if (!ticket_is_open(other.status) || !str_equal(other.category, mine.category) ||
            other.status == STATUS_RESOLVED)
            continue;
        return move(t, l, false,
                    MOVE(.to = STATUS_CLOSED, .outcome = OUTCOME_MERGED, .into = o->id,
                         .reason = STR("Hal yang sama sudah dilaporkan warga lain.")),
                    e);
    }
    l->plan = alone;
    return true;
}

static bool resolve(struct town *t, struct life *l, struct err *e)
{
    struct ticket ticket;
    struct str done = l->line->done.len ? l->line->done : STR("Sudah ditangani petugas.");
    if (!ticket_get(t->past.db, l->id, &t->past.arena, &ticket, e)) return false;
    if (ticket.status == STATUS_AWAITING_REPORTER &&
        !move(t, l, true, MOVE(.to = STATUS_IN_PROGRESS), e))
        return false;
    return move(t, l, true, MOVE(.to = STATUS_RESOLVED, .message = done), e);
}

bool deed_do(struct town *t, struct life *l, enum deed deed, struct err *e)
{
    static const char *const solved[] = { "sudah pak, terima kasih", "sudah, terima kasih banyak",
                                          "sudah min" };
    static const char *const not_yet[] = { "belum, masih rusak seperti kemarin",
                                           "belum pak, petugasnya belum datang" };
    static const char *const asked[] = { "Mohon dijelaskan patokan tempatnya.",
                                         "Mohon kirim foto terbaru dari tempat itu." };
    switch (deed) {
    case DEED_REPORT: return report(t, l, e);
    case DEED_HIDE: return say(t, l, STR("rahasia"), STR_EMPTY, e);
    case DEED_PIN: return pin(t, l, e);
    case DEED_VERIFY: return verify(t, l, e);
    case DEED_REFER: return refer(t, l, e);
    case DEED_ASSIGN: return move(t, l, false, MOVE(.to = STATUS_ASSIGNED), e);
    case DEED_START: return move(t, l, true, MOVE(.to = STATUS_IN_PROGRESS), e);
    case DEED_PROMISE: return promise(t, l, e);
    case DEED_ASK:
        return move(t, l, true,
                    MOVE(.to = STATUS_AWAITING_REPORTER, .message = str_of(ONE_OF(t, asked))), e);
    case DEED_REPLY: return answer(t, l, "Di sebelah selatan balai desa, dekat warung kopi.", e);
    case DEED_NUDGE: return say(t, l, STR("status"), STR_EMPTY, e);
    case DEED_RESOLVE: return resolve(t, l, e);
    case DEED_SAY_SOLVED: return answer(t, l, ONE_OF(t, solved), e);
    case DEED_SAY_PARTLY: return answer(t, l, "sebagian", e);
    case DEED_SAY_NOT: return answer(t, l, ONE_OF(t, not_yet), e);
    case DEED_RATE: return rate(t, l, e);
    case DEED_CANCEL: return say(t, l, STR("batal"), STR_EMPTY, e);
    case DEED_SAY_YES: return say(t, l, STR("ya"), STR_EMPTY, e);
    case DEED_REFUSE:
        return move(t, l, false,
                    MOVE(.to = STATUS_CLOSED, .outcome = OUTCOME_NOT_ACTIONABLE,
                         .reason = STR("Tidak ada yang dapat dikerjakan pemerintah kabupaten.")),
                    e);
    case DEED_REJECT:
        return move(t, l, false,
                    MOVE(.to = STATUS_CLOSED, .outcome = OUTCOME_REJECTED,
                         .reason = STR("Bukan laporan: iklan atau kabar yang tidak benar.")),
                    e);
    case DEED_MERGE: return merge(t, l, e);
    case DEED_END:
    case DEED_COUNT: break;
    }
    return true;
}
