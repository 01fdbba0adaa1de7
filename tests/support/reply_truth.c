/* reply_truth.c - reads a reply back into the texts it is made of. See reply_truth.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/reply.h"
#include "domain/workday.h"
#include "reply_truth.h"
#include "store/ticket_store.h"
#include <stdio.h>

#define VALUES_MAX 16

/* One placeholder of a text, and what stands in its place. */
struct value {
    struct str name, text;
};

struct found {
    struct str key; /* "ticket.received" */
    struct value values[VALUES_MAX];
    size_t count;
    size_t literal; /* bytes of the body that are the desk's own words */
    struct str rest;
};

static size_t texts_found, values_compared;

static struct str trim_lines(struct str s)
{
    while (s.len > 0 && s.at[0] == '\n')
        s = str_slice(s, 1, s.len);
    return s;
}

static bool match(struct str pattern, struct str body, bool line_start, struct found *f);

/* Anything up to where the rest of the pattern goes on; at the end what is left of the line, or of
 * the text where a value has many. */
static bool match_value(struct str name, struct str pattern, struct str body, bool line_start,
                        struct found *f)
{
    struct value *v = &f->values[f->count];
    const struct found before = *f;
    if (f->count == VALUES_MAX) return false;
    v->name = name;
    f->count++;
    if (line_start) { /* an empty value takes its line along */
        v->text = STR_EMPTY;
        if (match(trim_lines(pattern), body, true, f)) return true;
    }
    size_t line = str_find(body, STR("\n"), 0);
    bool many = str_equal(name, STR("lines")) || str_equal(name, STR("contact"));
    size_t whole = many || line == SIZE_MAX ? body.len : line;
    for (size_t len = pattern.len ? 0 : whole; len <= (pattern.len ? body.len : whole); len++) {
        *f = before;
        f->values[f->count++] = (struct value){ name, str_slice(body, 0, len) };
        if (match(pattern, str_slice(body, len, body.len), false, f)) return true;
    }
    *f = before;
    return false;
}

static bool ends_in_value(struct str pattern)
{
    return pattern.len > 0 && pattern.at[0] == '{' &&
           str_find(pattern, STR("}"), 0) == pattern.len - 1;
}

/* Whether the body begins as the pattern says. */
static bool match(struct str pattern, struct str body, bool line_start, struct found *f)
{
    size_t n = 0;
    while (n < pattern.len && pattern.at[n] != '{') {
        struct str left = str_slice(pattern, n, pattern.len);
        /* The last line held an empty value: the text ends with the line before. */
        if (pattern.at[n] == '\n' && n == body.len && ends_in_value(trim_lines(left))) {
            f->rest = STR_EMPTY;
            return true;
        }
        if (n == body.len || body.at[n] != pattern.at[n]) return false;
        n++;
    }
    f->literal += n;
    body = str_slice(body, n, body.len);
    if (n > 0) line_start = pattern.at[n - 1] == '\n';
    pattern = str_slice(pattern, n, pattern.len);
    if (pattern.len == 0) {
        f->rest = body;
        return body.len == 0 || body.at[0] == '\n';
    }
    size_t close = str_find(pattern, STR("}"), 0);
    return match_value(str_slice(pattern, 1, close), str_slice(pattern, close + 1, pattern.len),
                       body, line_start, f);
}

/* The text with which the body begins; of several the one with most words of its own. */
static bool find_text(const struct reply_texts *texts, struct str body, struct found *best)
{
    *best = (struct found){ 0 };
    for (size_t i = 0; i < texts->count; i++) {
        struct found f = { .key = texts->at[i].key };
        if (str_starts(f.key, STR("button.")) || str_equal(f.key, STR("place.unknown"))) continue;
        if (match(texts->at[i].text, body, true, &f) && f.literal > best->literal) *best = f;
    }
    return best->literal > 0;
}

static struct str value_of(const struct found *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (str_equal(f->values[i].name, str_of(name))) return f->values[i].text;
    return STR_EMPTY;
}

static void must_be(const struct found *f, const char *name, struct str want)
{
    struct str have = value_of(f, name);
    if (have.len == 0) return;
    values_compared++;
    if (!str_equal(have, want))
        fail_msg("%.*s: {%s} is '%.*s', not '%.*s'", STR_ARG(f->key), name, STR_ARG(have),
                 STR_ARG(want));
}

/* own: it is a report of theirs, or they follow it. */
static void check_ticket_of(struct intake_case *c, int64_t contact_id, struct str number, bool own,
                            struct ticket *t)
{
    char sql[300];
    struct err e = { 0 };
    int64_t id;
    if (!ticket_number_parse("LK", number, &id, &e))
        fail_msg("no ticket number: %.*s", STR_ARG(number));
    must(ticket_get(c->db, id, &c->arena, t, &e), &e);
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM ticket WHERE id = %lld AND (contact_id = %lld OR EXISTS "
                   "(SELECT 1 FROM subscriber WHERE ticket_id = ticket.id AND contact_id = %lld))",
                   (long long)id, (long long)contact_id, (long long)contact_id);
    if (own && ask(c, sql) != 1) fail_msg("%.*s is somebody else's", STR_ARG(number));
}

static void check_place(const struct desk *desk, const struct found *f, const struct ticket *t)
{
    struct str have = value_of(f, "place");
    const struct place *p = desk_place(desk, t->village.len ? t->village : t->district);
    if (have.len == 0 || !p) return;
    values_compared++;
    if (!str_contains(have, p->name))
        fail_msg("%.*s: {place} is '%.*s', not '%.*s'", STR_ARG(f->key), STR_ARG(have),
                 STR_ARG(p->name));
}

/* Nothing is referred yet: whoever works on it, or is late, is the desk. */
static bool is_work_of_desk(const struct found *f, const struct department *unit)
{
    bool work = str_starts(f->key, STR("work.")) && !str_equal(f->key, STR("work.assigned"));
    return work && unit->external && !str_equal(f->key, STR("work.referred")) &&
           !str_equal(f->key, STR("work.unmerged"));
}

/* "batalkan semua" alone speaks of several in one text. */
static bool check_several(struct intake_case *c, int64_t contact_id, const struct found *f)
{
    const struct desk *desk = intake_case_options().desk;
    struct str numbers = value_of(f, "number"), matters = value_of(f, "matter"), number;
    if (!str_contains(numbers, STR(", "))) return false;
    if (!str_starts(f->key, STR("cancel."))) fail_msg("%.*s: several", STR_ARG(f->key));
    while (str_cut(&numbers, ',', &number)) {
        struct ticket t;
        check_ticket_of(c, contact_id, str_trim(number), true, &t);
        const struct category *matter = desk_category(desk, t.category);
        if (matters.len && matters.len < 150 && matter && !str_contains(matters, matter->name))
            fail_msg("%.*s: nothing of %.*s", STR_ARG(f->key), STR_ARG(matter->name));
        values_compared++;
    }
    return true;
}

static void check_values(struct intake_case *c, int64_t contact_id, const struct found *f)
{
    const struct desk *desk = intake_case_options().desk;
    struct ticket t;
    char date[DATE_TEXT_SIZE];
    struct str number = value_of(f, "number");
    if (number.len == 0 || check_several(c, contact_id, f)) return;
    /* Whoever has just left a report follows it no more. */
    check_ticket_of(c, contact_id, number, !str_equal(f->key, STR("similar.left")), &t);
    const struct department *unit = desk_department(desk, t.department);
    if (!unit) fail_msg("no unit: %.*s", STR_ARG(t.department));
    const struct category *matter = desk_category(desk, t.category);
    must_be(f, "unit", is_work_of_desk(f, unit) ? desk->desk_department->name : unit->name);
    must_be(f, "matter", matter ? matter->name : t.category);
    must_be(f, "status",
            str_of(t.status == STATUS_CLOSED ? ticket_outcome_label(t.outcome)
                                             : ticket_status_plain(t.status)));
    int64_t told = ticket_told_date(&t);
    date_text(told, date);
    must_be(f, "date", told ? str_of(date) : STR("-"));
    check_place(desk, f, &t);
}

/* Each line of a list of tickets. */
static void check_lines(struct intake_case *c, int64_t contact_id, const struct reply_texts *texts,
                        const struct found *list)
{
    struct str lines = value_of(list, "lines"), line;
    while (str_equal(list->key, STR("status.list")) && str_cut(&lines, '\n', &line)) {
        struct found f;
        if (!find_text(texts, line, &f) || !str_equal(f.key, STR("status.line")))
            fail_msg("no line of a list: %.*s", STR_ARG(line));
        check_values(c, contact_id, &f);
    }
}

void reply_truth_check(struct intake_case *c, int64_t contact_id, enum language language,
                       const struct outbound *m)
{
    const struct reply_texts *texts = &intake_case_options().desk->replies[language];
    struct str body = m->body;
    if (m->type == OUTBOUND_REACTION) return;
    if (str_contains(body, STR("(null)"))) fail_msg("left over: %.*s", STR_ARG(body));
    while (body.len > 0) {
        struct found f;
        if (!find_text(texts, body, &f))
            fail_msg("no text in %s begins so: %.*s", language_code(language), STR_ARG(body));
        for (size_t i = 0; i < f.count; i++)
            if (str_contains(f.values[i].text, STR("{")))
                fail_msg("left over: %.*s", STR_ARG(f.values[i].text));
        texts_found++;
        check_values(c, contact_id, &f);
        check_lines(c, contact_id, texts, &f);
        body = trim_lines(f.rest);
    }
}

void reply_truth_tell(void)
{
    print_message("%zu texts read back, %zu values as in the database\n", texts_found,
                  values_compared);
}
