/* life.c - who reports what and when, and what comes next. */
#include "life.h"
#include "domain/workday.h"
#include <stdio.h>

#define OPENS_HOUR    8 /* of the desk */
#define CLOSES_HOUR   15
#define AWAKE_MINUTES 30 /* whoever has just written is still awake */
#define RECENT_MS     (40 * MS_PER_DAY)
#define DEAL_STRIDE   37 /* shares no factor with a hundred: each card once, no fate in a row */

/* --- plans --- */

#define BEGIN  DEED_REPORT, DEED_PIN, DEED_VERIFY
#define WORK   DEED_ASSIGN, DEED_START
#define PRAISE DEED_SAY_SOLVED, DEED_RATE, DEED_END
#define PLAN(...)                                                                                  \
    (const enum deed[])                                                                            \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static const enum deed merged[] = { DEED_REPORT, DEED_VERIFY, DEED_MERGE, DEED_END };

struct fate {
    const enum deed *plan;
    size_t share;      /* of a hundred */
    bool slow, recent; /* recent: else it would be late beyond belief */
};
static const struct fate fates[] = {
    { PLAN(BEGIN, WORK, DEED_RESOLVE, PRAISE), 38, false, false },
    { PLAN(BEGIN, WORK, DEED_RESOLVE, PRAISE), 8, true, false },
    { PLAN(BEGIN, WORK, DEED_PROMISE, DEED_RESOLVE, PRAISE), 4, true, false },
    { PLAN(BEGIN, WORK, DEED_RESOLVE, DEED_SAY_PARTLY, DEED_RATE, DEED_END), 7, false, false },
    { PLAN(BEGIN, WORK, DEED_RESOLVE, DEED_SAY_NOT, DEED_RESOLVE, PRAISE), 10, false, false },
    { PLAN(BEGIN, WORK, DEED_RESOLVE, DEED_END), 9, false, false },
    { PLAN(BEGIN, WORK, DEED_ASK, DEED_REPLY, DEED_RESOLVE, PRAISE), 6, false, false },
    { PLAN(DEED_REPORT, DEED_VERIFY, DEED_REFUSE, DEED_END), 4, false, false },
    { PLAN(DEED_REPORT, DEED_CANCEL, DEED_SAY_YES, DEED_END), 4, false, false },
    { merged, 5, false, false },
    { PLAN(BEGIN, DEED_ASSIGN, DEED_NUDGE, DEED_END), 3, true, true },
    { PLAN(BEGIN, WORK, DEED_END), 2, true, true },
};
static const enum deed spam[] = { DEED_REPORT, DEED_REJECT, DEED_END };
static const enum deed vague[] = { DEED_REPORT, DEED_VERIFY, DEED_REFUSE, DEED_END };
static const enum deed secret[] = { DEED_REPORT,  DEED_HIDE,       DEED_VERIFY, WORK,
                                    DEED_RESOLVE, DEED_SAY_SOLVED, DEED_END };

/* Dealt from a deck, not rolled: of any hundred lives in a row each fate gets exactly its share, so
 * that what the showing is to show is there on any day. */
static const enum deed *plan_of(struct town *t, enum script_fate fate, struct life *l)
{
    if (fate == SCRIPT_SPAM) return spam;
    if (fate == SCRIPT_VAGUE) return vague;
    if (fate == SCRIPT_SECRET) return secret;
    size_t card = t->dealt++ * DEAL_STRIDE % 100, i = 0;
    while (i + 1 < sizeof fates / sizeof *fates && card >= fates[i].share)
        card -= fates[i++].share;
    l->slow = fates[i].slow;
    l->recent = fates[i].recent;
    return fates[i].plan;
}

/* The citizens of the phone: one with a report that is worked on, one who is asked whether it is
 * done, one who is asked for more. Their times are told from the end, so that the showing begins
 * the same way on any day. */
#define MINUTES(n) ((n)*MS_PER_MINUTE)
#define HOURS(n)   ((n)*MS_PER_HOUR)
#define DAYS(n)    ((n)*MS_PER_DAY)
struct guest {
    const char *name, *phone, *village;
    const enum deed *plan;
    const int64_t *before;
    size_t line;
};
static const struct guest guests[] = {
    { "Bu Melati", PAST_PHONE_PREFIX "01", "99.01.01.2001", PLAN(BEGIN, WORK, DEED_RESOLVE, PRAISE),
      (const int64_t[]){ DAYS(44), DAYS(44) - MINUTES(3), DAYS(43), DAYS(42), DAYS(41), DAYS(37),
                         DAYS(36), DAYS(36) - MINUTES(5) },
      2 },
    { "Bu Melati", PAST_PHONE_PREFIX "01", "99.01.01.2002", PLAN(BEGIN, WORK, DEED_END),
      (const int64_t[]){ DAYS(5), DAYS(5) - MINUTES(3), DAYS(4), DAYS(4) - HOURS(3), DAYS(2) }, 0 },
    { "Pak Cemara", PAST_PHONE_PREFIX "02", "99.01.02.2002",
      PLAN(BEGIN, WORK, DEED_NUDGE, DEED_RESOLVE, DEED_END),
      (const int64_t[]){ DAYS(9), DAYS(9) - MINUTES(3), DAYS(8), DAYS(7), DAYS(6), HOURS(6),
                         HOURS(2) },
      1 },
    { "Mas Samudra", PAST_PHONE_PREFIX "03", "99.01.03.2002",
      PLAN(BEGIN, WORK, DEED_NUDGE, DEED_ASK, DEED_END),
      (const int64_t[]){ DAYS(7), DAYS(7) - MINUTES(3), DAYS(6), DAYS(5), DAYS(4), HOURS(9),
                         HOURS(3) },
      3 },
};
#define GUESTS (sizeof guests / sizeof *guests)

/* --- times --- */

/* The next hour of the desk's day, some minutes into it. */
static int64_t office_time(struct town *t, int64_t at)
{
    struct civil c;
    civil_of_ms(at, &c);
    int64_t day = day_of_ms(at);
    if (c.hour >= CLOSES_HOUR) day = workday_add(t->past.app.desk, day, 1);
    if (!workday_is(t->past.app.desk, day)) day = workday_add(t->past.app.desk, day, 1);
    if (day == day_of_ms(at) && c.hour >= OPENS_HOUR) return at;
    return day_end_ms(day - 1) + HOURS(OPENS_HOUR) +
           (int64_t)past_roll(&t->past, 120) * MS_PER_MINUTE;
}

/* Citizens sleep from ten to half past five. */
static int64_t waking_time(struct town *t, int64_t at)
{
    struct civil c;
    civil_of_ms(at, &c);
    if (c.hour >= 6 && c.hour < 22) return at;
    int64_t day = day_of_ms(at) + (c.hour >= 22);
    return day_end_ms(day - 1) + HOURS(6) + (int64_t)past_roll(&t->past, 180) * MS_PER_MINUTE;
}

struct delay {
    int64_t least, most; /* minutes after the deed before */
    bool by_desk;
};
static const struct delay delays[DEED_COUNT] = {
    [DEED_HIDE] = { 2, 9, false },           [DEED_PIN] = { 1, 8, false },
    [DEED_VERIFY] = { 30, 1500, true },      [DEED_REFER] = { 60, 1800, true },
    [DEED_ASSIGN] = { 20, 1500, true },      [DEED_START] = { 600, 4500, true },
    [DEED_PROMISE] = { 2000, 4000, true },   [DEED_ASK] = { 600, 2500, true },
    [DEED_REPLY] = { 60, 3000, false },      [DEED_NUDGE] = { 5000, 9000, false },
    [DEED_RESOLVE] = { 1500, 14000, true },  [DEED_SAY_SOLVED] = { 20, 2500, false },
    [DEED_SAY_PARTLY] = { 20, 2500, false }, [DEED_SAY_NOT] = { 20, 2500, false },
    [DEED_RATE] = { 1, 30, false },          [DEED_CANCEL] = { 30, 2000, false },
    [DEED_SAY_YES] = { 1, 5, false },        [DEED_REFUSE] = { 300, 3000, true },
    [DEED_REJECT] = { 30, 600, true },       [DEED_MERGE] = { 60, 1200, true },
};

static int64_t time_of_next(struct town *t, struct life *l)
{
    const struct delay *d = &delays[l->plan[0]];
    if (l->before) return t->end - *l->before++;
    int64_t minutes = d->least + (int64_t)past_roll(&t->past, (size_t)(d->most - d->least) + 1);
    if (l->slow && (l->plan[0] == DEED_START || l->plan[0] == DEED_RESOLVE)) minutes *= 4;
    int64_t at = t->past.now + minutes * MS_PER_MINUTE;
    if (d->by_desk) return office_time(t, at);
    return d->most <= AWAKE_MINUTES ? at : waking_time(t, at);
}

/* --- the town --- */

static const struct place *any_village(struct town *t)
{
    const struct desk *desk = t->past.app.desk;
    for (;;) {
        const struct place *p = &desk->places[past_roll(&t->past, desk->place_count)];
        if (p->level == PLACE_VILLAGE && p->parent && p->has_centre) return p;
    }
}

static void person_draw(struct town *t, struct life *l, size_t nth)
{
    static const char *const titles[] = { "Bu", "Pak", "Mas", "Mbak" };
    static const char *const names[] = {
        "Anggrek", "Kenanga", "Seruni",  "Jati",     "Mahoni", "Sengon", "Bayu",     "Fajar",
        "Senja",   "Pelangi", "Bintang", "Rembulan", "Embun",  "Telaga", "Samudera", "Gunung",
        "Padi",    "Jagung",  "Kopi",    "Cengkih",  "Pala",   "Randu",  "Waru",     "Ketapang",
    };
    (void)snprintf(l->name, sizeof l->name, "%s %s", titles[past_roll(&t->past, 4)],
                   names[past_roll(&t->past, sizeof names / sizeof *names)]);
    l->who.name = l->name;
    (void)snprintf(l->who.phone, sizeof l->who.phone, "628120002%04zu", nth);
}

static bool guest_plan(struct town *t, struct life *l, const struct guest *g, struct err *e)
{
    *l = (struct life){ .plan = g->plan,
                        .before = g->before + 1,
                        .at = t->end - g->before[0],
                        .line = &t->script.line[g->line % t->script.count],
                        .village = desk_place(t->past.app.desk, str_of(g->village)) };
    l->who.name = g->name;
    (void)snprintf(l->who.phone, sizeof l->who.phone, "%s", g->phone);
    return (l->village && l->village->parent) ||
           err_set(e, ERR_INPUT, "places.csv: no village %s, where %s lives", g->village, g->name);
}

static int64_t any_time(struct town *t, int64_t first)
{
    size_t minutes = (size_t)((t->end - first) / MS_PER_MINUTE);
    return first + (int64_t)past_roll(&t->past, minutes) * MS_PER_MINUTE;
}

/* A neighbour tells the same within the day, while the first report is surely still open. */
static void repeat(struct town *t, struct life *l, const struct life *first)
{
    l->line = first->line;
    l->village = first->village;
    l->at = first->at + (int64_t)(60 + past_roll(&t->past, 600)) * MS_PER_MINUTE;
}

bool town_plan(struct town *t, struct err *e)
{
    int64_t begin = t->past.now;
    for (size_t i = 0; i < GUESTS; i++)
        if (!guest_plan(t, &t->life[i], &guests[i], e)) return false;
    for (size_t i = GUESTS; i < LIVES; i++) {
        struct life *l = &t->life[i];
        *l = (struct life){ .line = &t->script.line[(i - GUESTS) * 7 % t->script.count],
                            .village = any_village(t) };
        person_draw(t, l, i);
        l->plan = plan_of(t, l->line->fate, l);
        if (l->plan == merged)
            repeat(t, l, l - 1);
        else
            l->at = any_time(t, l->recent ? t->end - RECENT_MS : begin);
        l->at = waking_time(t, l->at);
        if (l->at > t->end) l->at = t->end - MS_PER_HOUR;
    }
    return true;
}

bool town_step(struct town *t, bool *more, struct err *e)
{
    struct life *next = NULL;
    for (size_t i = 0; i < LIVES; i++)
        if (*t->life[i].plan != DEED_END && (!next || t->life[i].at < next->at)) next = &t->life[i];
    *more = next && next->at <= t->end;
    if (!*more) return past_wait(&t->past, t->end, e);
    if (!past_wait(&t->past, next->at, e) || !deed_do(t, next, *next->plan, e)) return false;
    next->plan++;
    if (*next->plan != DEED_END) next->at = time_of_next(t, next);
    return true;
}
