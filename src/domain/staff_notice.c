/* staff_notice.c - whom, when, and whether it is still true. */
#include "domain/staff_notice.h"
#include "domain/ladder.h"
#include "domain/role.h"
#include "domain/workday.h"
#include <string.h>

#define SOON_DAYS 2
/* What a person writes so long after a notice, unasked, may be an answer to it. */
#define ANSWER_MS MS_PER_DAY

static const char *const kind_names[NOTICE_KIND_END] = {
    [NOTICE_ASSIGNED] = "assigned",   [NOTICE_COPIED] = "copied",
    [NOTICE_REMINDER] = "reminder",   [NOTICE_DIGEST] = "digest",
    [NOTICE_OBJECTION] = "objection",
};
static const char *const rung_names[RUNG_END] = {
    [RUNG_CONTACT] = "contact",
    [RUNG_HEAD] = "head",
    [RUNG_SECRETARY] = "secretary",
    [RUNG_REGENT] = "regent",
};
static const char *const state_names[NOTICE_STATE_END] = {
    [NOTICE_PENDING] = "pending", [NOTICE_HANDED] = "handed", [NOTICE_TOLD] = "told",
    [NOTICE_FAILED] = "failed",   [NOTICE_MOOT] = "moot",
};

static const char *name_at(const char *const *names, size_t count, size_t at)
{
    return at < count && names[at] ? names[at] : "";
}

static bool name_find(const char *const *names, size_t count, struct str name, size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !str_equal(name, str_of(names[i]))) continue;
        *out = i;
        return true;
    }
    return false;
}

const char *notice_kind_name(enum notice_kind kind)
{
    return name_at(kind_names, NOTICE_KIND_END, kind);
}

const char *notice_rung_name(enum notice_rung rung)
{
    return name_at(rung_names, RUNG_END, rung);
}

const char *notice_road_name(enum notice_road road)
{
    return road == ROAD_WHATSAPP ? "whatsapp" : "mail";
}

const char *notice_state_name(enum notice_state state)
{
    return name_at(state_names, NOTICE_STATE_END, state);
}

bool notice_rung_parse(struct str name, enum notice_rung *out)
{
    size_t at;
    if (!name_find(rung_names, RUNG_END, name, &at)) return false;
    *out = (enum notice_rung)at;
    return true;
}

bool notice_state_parse(struct str name, enum notice_state *out)
{
    size_t at;
    if (!name_find(state_names, NOTICE_STATE_END, name, &at)) return false;
    *out = (enum notice_state)at;
    return true;
}

bool notice_rung_belongs(const struct desk *desk, struct str department, enum notice_rung rung)
{
    const struct department *d = desk_department(desk, department);
    if (rung == RUNG_SECRETARY || rung == RUNG_REGENT)
        return str_equal(department, STR(NOTICE_REGENCY));
    return d && !d->external;
}

bool mail_address_is_valid(struct str address)
{
    size_t signs = 0;
    if (address.len < 3 || address.len > MAIL_ADDRESS_MAX) return false;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.at[i];
        if (c <= ' ' || c >= 127 || strchr("<>\"\\();:,", c)) return false;
        if (c == '@') signs++;
    }
    return signs == 1 && address.at[0] != '@' && address.at[address.len - 1] != '@';
}

/* --- who --- */

static enum notice_rung rung_at(int64_t percent)
{
    enum notice_rung rung;
    return notice_rung_parse(str_of(ladder_rung(percent)), &rung) ? rung : RUNG_CONTACT;
}

/* Whose deadline it is. */
static struct str charged_with(const struct desk *desk, const struct ticket *t)
{
    if (t->kind == KIND_WHISTLEBLOWING) return STR(WHISTLEBLOWING_DEPARTMENT);
    return t->status <= STATUS_VERIFIED ? desk->desk_department->code : t->department;
}

static struct notice_target reminded(const struct desk *desk, const struct ticket *t,
                                     enum notice_rung rung)
{
    bool regency = rung == RUNG_SECRETARY || rung == RUNG_REGENT;
    /* Beyond the inspectorate nobody knows of a report in confidence. */
    if (regency && t->kind == KIND_WHISTLEBLOWING) {
        rung = RUNG_HEAD;
        regency = false;
    }
    return (struct notice_target){ .department =
                                       regency ? STR(NOTICE_REGENCY) : charged_with(desk, t),
                                   .rungs = { rung },
                                   .count = 1 };
}

struct notice_target notice_target_of(const struct desk *desk, enum notice_kind kind,
                                      const struct ticket *t, int64_t percent)
{
    struct notice_target both = { .rungs = { RUNG_CONTACT, RUNG_HEAD }, .count = 2 };
    if (kind == NOTICE_REMINDER) return reminded(desk, t, rung_at(percent));
    both.department = kind == NOTICE_COPIED ? t->copy_to : t->department;
    if (kind == NOTICE_OBJECTION) both.department = desk->desk_department->code;
    if (t->kind == KIND_WHISTLEBLOWING) both.department = STR(WHISTLEBLOWING_DEPARTMENT);
    if (kind == NOTICE_COPIED && (t->kind == KIND_WHISTLEBLOWING || t->copy_to.len == 0))
        both.count = 0;
    return both;
}

/* --- when --- */

static int64_t minute_ms(int64_t day, int minute)
{
    return day * MS_PER_DAY - WIB_OFFSET_MS + minute * MS_PER_MINUTE;
}

int64_t notice_send_at(const struct desk *desk, int64_t now)
{
    int64_t day = day_of_ms(now);
    bool works = workday_is(desk, day);
    if (works && now < office_opens_at(desk, day)) return office_opens_at(desk, day);
    if (works && now < office_closes_at(desk, day)) return now;
    return office_opens_at(desk, workday_add(desk, day, 1));
}

bool notice_digest_time(const struct desk *desk, int minute, int64_t now)
{
    int64_t day = day_of_ms(now);
    return workday_is(desk, day) && now >= minute_ms(day, minute) &&
           now < office_closes_at(desk, day);
}

int64_t notice_soon_at(const struct desk *desk, int64_t now)
{
    return deadline_ms(desk, now, SOON_DAYS) + 1;
}

bool notice_is_true(enum notice_kind kind, const struct ticket *t, struct str department,
                    int64_t made_at)
{
    if (kind == NOTICE_OBJECTION)
        return ticket_is_refused(t->status, t->outcome) ||
               (t->status == STATUS_CLOSED && t->outcome == OUTCOME_CANCELLED);
    if (!ticket_is_open(t->status)) return false;
    switch (kind) {
    case NOTICE_ASSIGNED: return str_equal(t->department, department);
    case NOTICE_COPIED: return str_equal(t->copy_to, department);
    /* A stage that began later has deadlines of its own. */
    case NOTICE_REMINDER:
        return t->status < STATUS_RESOLVED && !t->paused_since && t->stage_at <= made_at;
    case NOTICE_DIGEST:
    case NOTICE_OBJECTION:
    case NOTICE_KIND_END: break;
    }
    return true;
}

bool notice_is_answered(const struct staff_line *line, bool quotes_notice, int64_t now)
{
    if (line->notice_at == 0) return false;
    return quotes_notice ||
           (line->notice_at > line->answer_at && now - line->notice_at < ANSWER_MS);
}
