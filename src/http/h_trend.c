/* h_trend.c - the desk's numbers over time: what came and went each week, and how old is what is
 * open. */
#include "page.h"
#include "request.h"
#include "store/queue_store.h"
#include "store/statistics_store.h"

#define WEEKS_PRESET 13
#define DAYS_OF_WEEK 7

static struct str own_department(const struct request *r)
{
    return r->staff.role == ROLE_OFFICER ? r->staff.department : STR_EMPTY;
}

static void write_week(struct json_writer *w, const struct statistics_week *week)
{
    json_begin_object(w);
    json_member_day(w, "week", week->week);
    json_member_i64(w, "received", week->received);
    json_member_i64(w, "solved", week->solved);
    json_member_i64(w, "partly_solved", week->partly_solved);
    json_member_i64(w, "referred", week->referred);
    json_member_i64(w, "other", week->other);
    json_end_object(w);
}

/* Every week is there, also one in which nothing happened. */
static void write_weeks(struct request *r, int64_t from, int64_t to,
                        const struct statistics_week *weeks, size_t count)
{
    struct json_writer w;
    size_t at = 0;
    page_begin(r, &w);
    for (int64_t week = from; week <= to; week += DAYS_OF_WEEK) {
        struct statistics_week nothing = { .week = week };
        bool there = at < count && weeks[at].week == week;
        write_week(&w, there ? &weeks[at++] : &nothing);
    }
    page_end_at(r, &w, NULL);
}

bool h_statistics_weeks(struct request *r, struct db *db, struct err *e)
{
    struct str text = request_query(r, "weeks");
    struct statistics_week weeks[STATISTICS_WEEKS_MAX];
    int64_t n = WEEKS_PRESET, to = statistics_week_of(r->arrived_at);
    size_t count;
    if (text.len && !str_to_i64(text, 1, STATISTICS_WEEKS_MAX, &n, NULL)) {
        (void)answer_invalid(r, "weeks: a whole number from 1 to 106.");
        return true;
    }
    int64_t from = to - (n - 1) * DAYS_OF_WEEK;
    if (!statistics_weeks(db, from, to, own_department(r), staff_sees_whistleblowing(&r->staff),
                          weeks, &count, e))
        return false;
    write_weeks(r, from, to, weeks, count);
    return true;
}

static void write_age(struct json_writer *w, const struct queue_age *age)
{
    int64_t sum = 0;
    bool more = false;
    for (int s = STATUS_RECEIVED; s < STATUS_CLOSED; s++) {
        sum += age->of_status[s];
        more = more || age->of_status[s] >= QUEUE_AGE_MAX;
    }
    json_begin_object(w);
    json_member_i64(w, "from_days", age->from_days);
    if (age->to_days >= 0)
        json_member_i64(w, "to_days", age->to_days);
    else
        json_member_null(w, "to_days");
    json_member_i64(w, "count", sum);
    json_member_bool(w, "more", more);
    json_key_name(w, "statuses");
    json_begin_object(w);
    for (int s = STATUS_RECEIVED; s < STATUS_CLOSED; s++)
        json_member_i64(w, ticket_status_name((enum ticket_status)s), age->of_status[s]);
    json_end_object(w);
    json_end_object(w);
}

bool h_statistics_ages(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    struct queue_age ages[QUEUE_AGES];
    struct queue_view view = { .role = r->staff.role,
                               .department = own_department(r),
                               .whistleblowing = staff_sees_whistleblowing(&r->staff),
                               .now = r->arrived_at };
    if (!queue_ages(db, &view, ages, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < QUEUE_AGES; i++)
        write_age(&w, &ages[i]);
    page_end_at(r, &w, NULL);
    return true;
}
