/* staff_notice.h - what a department's people are told, who of them, when, and in which words.
 *
 * A notice holds nothing of a citizen: number, matter, place, last day and a link to the console.
 * Of a report in confidence it holds the number alone, and only the inspectorate's people get it.
 * Source of the ladder: DESIGN part 5, "Ticket life".
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_STAFF_NOTICE_H
#define KANDA_DOMAIN_STAFF_NOTICE_H

#include "base/buf.h"
#include "domain/desk.h"
#include "domain/template.h"

/* Stored in staff_notice and staff_contact: add at the end, never renumber. */
enum notice_kind {
    NOTICE_ASSIGNED = 1,  /* the department got a ticket */
    NOTICE_COPIED = 2,    /* the district office reads along */
    NOTICE_REMINDER = 3,  /* a step of the ladder */
    NOTICE_DIGEST = 4,    /* what is open, once a working day */
    NOTICE_OBJECTION = 5, /* a reporter does not accept that their report was not taken up */
    NOTICE_KIND_END
};
enum notice_rung {
    RUNG_CONTACT = 1,
    RUNG_HEAD = 2,
    RUNG_SECRETARY = 3, /* of the regency: these two belong to no department */
    RUNG_REGENT = 4,
    RUNG_END
};
enum notice_road { ROAD_WHATSAPP = 1, ROAD_MAIL = 2, ROAD_END };
enum notice_state {
    NOTICE_PENDING = 0,
    NOTICE_HANDED = 1, /* in the outbox: WhatsApp has not said yet that it arrived */
    NOTICE_TOLD = 2,
    NOTICE_FAILED = 3, /* a human should look */
    NOTICE_MOOT = 4,   /* no longer true, or nobody to tell, when it was to go */
    NOTICE_STATE_END
};
const char *notice_kind_name(enum notice_kind kind);    /* "assigned" ... */
const char *notice_rung_name(enum notice_rung rung);    /* "contact" ..., as ladder_rung */
const char *notice_road_name(enum notice_road road);    /* "whatsapp", "mail" */
const char *notice_state_name(enum notice_state state); /* "pending" ... */
MUST_CHECK bool notice_rung_parse(struct str name, enum notice_rung *out);
MUST_CHECK bool notice_state_parse(struct str name, enum notice_state *out);

/* In place of a department's code: where secretary and regent are kept. */
#define NOTICE_REGENCY "KABUPATEN"
/* Whether this rung exists there: secretary and regent with NOTICE_REGENCY, the other two with a
 * department of the regency. */
bool notice_rung_belongs(const struct desk *desk, struct str department, enum notice_rung rung);
/* One plain e-mail address, at most MAIL_ADDRESS_MAX bytes; nothing in it may end a line. */
#define MAIL_ADDRESS_MAX 120
bool mail_address_is_valid(struct str address);

/* Who is told of something about a ticket: count rungs of one department. */
struct notice_target {
    struct str department;
    enum notice_rung rungs[2];
    size_t count;
};
/* percent: of a reminder. Before a unit was given the ticket, its deadlines are the desk's own; so
 * is an objection, because only the desk takes up again what it closed. */
struct notice_target notice_target_of(const struct desk *desk, enum notice_kind kind,
                                      const struct ticket *t, int64_t percent);

/* --- when --- */

/* Now within office hours, else when the office opens next. */
int64_t notice_send_at(const struct desk *desk, int64_t now);
/* Digests go out on working days from this minute of the day until the office closes. */
bool notice_digest_time(const struct desk *desk, int minute, int64_t now);
/* What is due until the end of the second working day from now is due soon. */
int64_t notice_soon_at(const struct desk *desk, int64_t now);
/* Whether a notice about a ticket, made at made_at for this department, still tells the truth. */
bool notice_is_true(enum notice_kind kind, const struct ticket *t, struct str department,
                    int64_t made_at);

/* --- in which words --- */

#define NOTICE_LINES_MAX 20 /* tickets that a digest by e-mail names */
struct notice_digest {
    int64_t open, soon, overdue;           /* overdue: of these; each at most NOTICE_COUNT_MAX */
    struct ticket lines[NOTICE_LINES_MAX]; /* those with a deadline up to soon, the earliest first:
                                            * id, category, district, village, due_at */
    size_t line_count;
};
#define NOTICE_COUNT_MAX 1000

struct notice_words {
    const struct desk *desk;
    const char *ticket_prefix;
    const char *console_url; /* "https://lapor.example.go.id"; "": there is no link */
    enum notice_kind kind;
    const struct ticket *ticket;        /* not of a digest */
    const struct notice_digest *digest; /* of a digest */
    struct str department;              /* whom the digest is for */
    int64_t now;
};
/* The template that says it and what it is filled with; the params live in the arena. */
MUST_CHECK bool notice_template(const struct notice_words *w, struct arena *arena,
                                struct outbox_fallback *out, struct err *e);
/* The same as a mail: one line of ASCII, and text with CRLF. */
void notice_subject(const struct notice_words *w, struct buf *out);
void notice_text(const struct notice_words *w, struct buf *out);

/* --- when its reader answers --- */

/* A person of the staff reads notices in the same chat in which they could report as a citizen.
 * What they write is an answer to a notice, and no report, when it quotes one, or when it is the
 * first thing they write within a day of the latest notice. */
struct staff_line {
    int64_t notice_at; /* the latest notice; 0: none ever */
    int64_t answer_at; /* when they were last told where answers belong */
};
bool notice_is_answered(const struct staff_line *line, bool quotes_notice, int64_t now);

#endif
