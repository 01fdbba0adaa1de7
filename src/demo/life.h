/* life.h - the lives of the reports of the made-up town: from the first words to the rating.
 *
 * A life is a plan of deeds; each is done when its time has come, and says when the next comes.
 * Threads: main. */
#ifndef KANDA_DEMO_LIFE_H
#define KANDA_DEMO_LIFE_H

#include "past.h"
#include "script.h"

enum deed {
    DEED_END,
    DEED_REPORT,
    DEED_HIDE, /* the reporter says "rahasia" */
    DEED_PIN,
    DEED_VERIFY,
    DEED_REFER,
    DEED_ASSIGN,
    DEED_START,
    DEED_PROMISE, /* another day, with a reason */
    DEED_ASK,
    DEED_REPLY, /* to what was asked */
    DEED_NUDGE, /* the reporter asks how far it is */
    DEED_RESOLVE,
    DEED_SAY_SOLVED,
    DEED_SAY_PARTLY,
    DEED_SAY_NOT,
    DEED_RATE,
    DEED_CANCEL,
    DEED_SAY_YES,
    DEED_REFUSE, /* not actionable */
    DEED_REJECT,
    DEED_MERGE,
    DEED_COUNT
};

struct life {
    const enum deed *plan; /* what is still to be done, DEED_END last */
    const int64_t *before; /* how long before the end each deed is done; NULL: by lot */
    int64_t at;            /* of the next deed */
    int64_t id;            /* ticket; 0: not reported yet */
    const struct script_line *line;
    const struct place *village;
    struct past_person who;
    char name[40];
    bool slow, recent;
};

#define LIVES 200

struct town {
    struct past past;
    struct script script;
    int64_t end;  /* now */
    size_t dealt; /* fates, so far */
    struct life life[LIVES];
};

/* Who reports what, where and when: LIVES of them between past.now and end. */
MUST_CHECK bool town_plan(struct town *t, struct err *e);
/* Does the next deed of all; *more is false when there is none before the end. */
MUST_CHECK bool town_step(struct town *t, bool *more, struct err *e);

/* deed.c: one deed of a life, now. */
MUST_CHECK bool deed_do(struct town *t, struct life *l, enum deed deed, struct err *e);

#endif
