/* test_ticket_store.c - tickets: numbered within their year, joined, found, listed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/ticket_store.h"
#include "store_case.h"
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define YEAR_END   INT64_C(1798736399999) /* 2026-12-31T23:59:59.999+07:00 */
#define YEAR_BEGIN INT64_C(1798736400000) /* 2027-01-01T00:00:00+07:00 */

static int64_t made_at(struct store_case *c, int64_t contact, int64_t created_at)
{
    struct ticket t = case_ticket(contact);
    t.created_at = created_at;
    return case_ticket_insert(c, t);
}

static void test_numbers_begin_anew_each_year(void **state)
{
    static const struct {
        const char *rule;
        int64_t created_at;
        const char *number; /* without its check digit */
    } rows[] = {
        { "the first", CASE_NOW, "LK26-00001-" },
        { "the next", CASE_NOW + 1, "LK26-00002-" },
        { "in the last millisecond, as the clock on the wall says", YEAR_END, "LK26-00003-" },
        { "and in the first", YEAR_BEGIN, "LK27-00001-" },
        { "a clock that was set back finds its year again", CASE_NOW, "LK26-00004-" },
        { "and forward", YEAR_BEGIN + 1, "LK27-00002-" },
    };
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "1", NULL);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char number[TICKET_NUMBER_SIZE];
        ticket_number_format("LK", made_at(c, contact, rows[i].created_at), number);
        if (strncmp(number, rows[i].number, strlen(rows[i].number)) != 0)
            fail_msg("%s: %s", rows[i].rule, number);
    }
}

static void test_a_year_without_numbers_left(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    char sql[160];
    int64_t contact = case_contact(c, "1", NULL);
    (void)made_at(c, contact, CASE_NOW);
    case_do(c, "DELETE FROM ticket_words_pending");
    (void)snprintf(sql, sizeof sql, "UPDATE ticket SET id = %lld",
                   (long long)ticket_last_id(CASE_NOW));
    case_do(c, sql);
    struct ticket t = case_ticket(contact);
    t.id = -7;
    assert_false(ticket_insert(c->db, &t, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_int_equal(t.id, -7);
    case_equals(c, "SELECT COUNT(*) FROM ticket", 1);
}

static void test_what_was_put_in_comes_out(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct ticket in = case_ticket(case_contact(c, "6281200000001", NULL)), out = { .id = -7 };
    in.kind = KIND_INFORMATION;
    in.priority = PRIORITY_URGENT;
    in.confidential = in.needs_words = in.has_location = true;
    in.latitude = -7.81239;
    in.longitude = 113.31282;
    in.village = STR_EMPTY;
    in.explanation = STR("{\"words\":[\"jalan\"]}");
    in.due_at = 0;
    int64_t id = case_ticket_insert(c, in);
    must(ticket_get(c->db, id, &c->arena, &out, &e), &e);
    assert_int_equal(out.version, 1);
    assert_int_equal(out.kind, KIND_INFORMATION);
    assert_int_equal(out.status, STATUS_RECEIVED);
    assert_int_equal(out.outcome, OUTCOME_NONE);
    assert_int_equal(out.priority, PRIORITY_URGENT);
    assert_true(out.confidential && out.needs_words && out.has_location);
    assert_true(out.latitude == in.latitude && out.longitude == in.longitude);
    assert_true(str_equal(out.district, in.district));
    assert_int_equal(out.village.len, 0);
    assert_true(str_equal(out.text, in.text));
    assert_true(str_equal(out.explanation, in.explanation));
    assert_int_equal(out.due_at, 0);
    assert_int_equal(out.promise_at, in.promise_at);
    assert_int_equal(out.paused_since, 0);
    assert_int_equal(out.supporters, 1);
    assert_true(str_equal(out.reporter_phone, STR("6281200000001")));
    assert_true(str_equal(out.reporter_name, STR("Warga")));
    assert_false(ticket_get(c->db, id + 1, &c->arena, &out, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
    assert_int_equal(out.id, id); /* untouched */
}

static void test_what_no_ticket_can_be(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "1", NULL);
    for (int i = 0; i < 5; i++) {
        struct err e = { 0 };
        struct ticket t = case_ticket(contact);
        if (i == 0) t.contact_id = 99;
        if (i == 1) t.kind = KIND_END;
        if (i == 2) t.status = STATUS_CLOSED; /* without an outcome */
        if (i == 3) t.has_location = true, t.latitude = 90.5;
        if (i == 4) t.priority = (enum ticket_priority)0;
        bool ok = ticket_insert(c->db, &t, &e);
        if (i == 0 && ok) continue; /* a broken reference may show at the end of the transaction */
        if (ok || e.code != ERR_CONFLICT) fail_msg("case %d: %s", i, e.text);
    }
}

static void join(struct store_case *c, int64_t id, const char *text,
                 const struct inbound_location *pin, int64_t now)
{
    static const struct inbound_location none = { .present = false };
    struct err e = { 0 };
    struct ticket_addition more = { .text = str_of(text),
                                    .location = pin ? pin : &none,
                                    .district = STR_EMPTY,
                                    .village = STR_EMPTY };
    must(ticket_join(c->db, id, &more, now, &e), &e);
}

static void test_joining(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct inbound_location pin = { .present = true, .latitude = -7.8, .longitude = 113.3 };
    struct inbound_location other = { .present = true, .latitude = 1, .longitude = 2 };
    struct ticket t = case_ticket(case_contact(c, "1", NULL)), out;
    t.needs_words = true;
    int64_t id = case_ticket_insert(c, t);
    join(c, id, "", &pin, CASE_NOW + 1);
    must(ticket_get(c->db, id, &c->arena, &out, &e), &e);
    assert_true(str_equal(out.text, STR("Jalan berlubang"))); /* no empty line */
    assert_true(out.needs_words);                             /* a pin says where, not what */
    assert_true(out.has_location && out.latitude == -7.8);
    assert_int_equal(out.version, 2);
    assert_int_equal(out.updated_at, CASE_NOW + 1);
    join(c, id, "dekat balai desa", &other, CASE_NOW + 2);
    join(c, id, "yang kedua", NULL, CASE_NOW + 3);
    must(ticket_get(c->db, id, &c->arena, &out, &e), &e);
    assert_true(str_equal(out.text, STR("Jalan berlubang\ndekat balai desa\nyang kedua")));
    assert_false(out.needs_words);
    assert_true(out.latitude == -7.8); /* the first pin counts */
    assert_int_equal(out.version, 4);
    assert_int_equal(out.created_at, CASE_NOW);
    struct ticket_addition more = {
        .text = STR("x"), .location = &pin, .district = STR_EMPTY, .village = STR_EMPTY
    };
    assert_false(ticket_join(c->db, id + 1, &more, CASE_NOW, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
}

static void test_a_further_message_fills_in_the_place(void **state)
{
    static const struct {
        const char *rule;
        const char *before[2], *more[2], *after[2]; /* district, village */
    } rows[] = {
        { "nothing was known",
          { "", "" },
          { "35.13.17", "35.13.17.2003" },
          { "35.13.17", "35.13.17.2003" } },
        { "the district is known, the village comes",
          { "35.13.17", "" },
          { "35.13.17", "35.13.17.2003" },
          { "35.13.17", "35.13.17.2003" } },
        { "a village elsewhere",
          { "35.13.18", "" },
          { "35.13.17", "35.13.17.2003" },
          { "35.13.18", "" } },
        { "all is known",
          { "35.13.18", "35.13.18.2008" },
          { "35.13.17", "35.13.17.2003" },
          { "35.13.18", "35.13.18.2008" } },
        { "nothing comes", { "35.13.18", "" }, { "", "" }, { "35.13.18", "" } },
        { "a district alone", { "", "" }, { "35.13.17", "" }, { "35.13.17", "" } },
    };
    struct store_case *c = *state;
    struct inbound_location none = { .present = false };
    int64_t contact = case_contact(c, "1", NULL);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        struct ticket t = case_ticket(contact), out;
        t.district = str_of(rows[i].before[0]);
        t.village = str_of(rows[i].before[1]);
        int64_t id = case_ticket_insert(c, t);
        struct ticket_addition more = { .text = STR_EMPTY,
                                        .location = &none,
                                        .district = str_of(rows[i].more[0]),
                                        .village = str_of(rows[i].more[1]) };
        must(ticket_join(c->db, id, &more, CASE_NOW, &e), &e);
        must(ticket_get(c->db, id, &c->arena, &out, &e), &e);
        if (!str_equal(out.district, str_of(rows[i].after[0])) ||
            !str_equal(out.village, str_of(rows[i].after[1])))
            fail_msg("%s: '%.*s' '%.*s'", rows[i].rule, STR_ARG(out.district),
                     STR_ARG(out.village));
    }
}

static void test_what_a_conversation_asks(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct known_ticket k;
    int64_t a = case_contact(c, "1", NULL), b = case_contact(c, "2", NULL);
    int64_t first = case_ticket_insert(c, case_ticket(a));
    int64_t second = case_ticket_insert(c, case_ticket(a));
    must(ticket_known(c->db, first, a, &c->arena, &k, &e), &e);
    assert_true(k.id == first && k.own && k.open);
    assert_true(str_equal(k.category, STR("road")) && str_equal(k.department, STR("PUPR")) &&
                str_equal(k.district, STR("35.13.18")));
    must(ticket_known(c->db, first, b, &c->arena, &k, &e), &e);
    assert_true(k.id == first && !k.own);
    must(ticket_known(c->db, second + 1, a, &c->arena, &k, &e), &e);
    assert_int_equal(k.id, 0);
    must(ticket_newest_open(c->db, a, &c->arena, &k, &e), &e);
    assert_int_equal(k.id, second);
    case_do(c, "UPDATE ticket SET status = 7, outcome = 1 WHERE id = (SELECT MAX(id) FROM ticket)");
    must(ticket_newest_open(c->db, a, &c->arena, &k, &e), &e);
    assert_int_equal(k.id, first);
    must(ticket_newest_open(c->db, b, &c->arena, &k, &e), &e);
    assert_int_equal(k.id, 0);
    struct ticket list[2];
    size_t count = 9;
    must(ticket_list_of_contact(c->db, a, &c->arena, list, 1, &count, &e), &e);
    assert_true(count == 1 && list[0].id == second);
    must(ticket_list_of_contact(c->db, b, &c->arena, list, 2, &count, &e), &e);
    assert_int_equal(count, 0);
    int64_t open[STATUS_END];
    must(ticket_count_open(c->db, open, &e), &e);
    assert_int_equal(open[STATUS_RECEIVED], 1);
    assert_int_equal(open[STATUS_CLOSED], 0);
}

/* --- lists --- */

#define MANY 30

static struct ticket_query whole(void)
{
    return (struct ticket_query){ .category = STR_EMPTY,
                                  .department = STR_EMPTY,
                                  .district = STR_EMPTY,
                                  .village = STR_EMPTY,
                                  .words = STR_EMPTY,
                                  .limit = 7 };
}

/* Walks every page; how many came. Fails when one comes twice or out of order. */
static int walk(struct store_case *c, struct ticket_query q)
{
    static struct ticket page[TICKET_LIST_MAX];
    struct err e = { 0 };
    int64_t last = 0;
    int seen = 0;
    bool more = true;
    while (more) {
        struct ticket_found found;
        must(ticket_list(c->db, &q, &c->arena, page, &found, &e), &e);
        assert_true(found.count <= q.limit);
        more = found.more;
        if (more) assert_int_equal(found.count, q.limit);
        for (size_t i = 0; i < found.count; i++) {
            if (last != 0 && (q.oldest_first ? page[i].id <= last : page[i].id >= last))
                fail_msg("%lld behind %lld", (long long)page[i].id, (long long)last);
            last = page[i].id;
            seen++;
        }
        assert_int_equal(found.last_id, last);
        q.after_id = last;
        assert_true(seen <= MANY);
    }
    return seen;
}

static void fill(struct store_case *c)
{
    struct err e = { 0 };
    int64_t contact = case_contact(c, "1", NULL), indexed;
    for (int i = 0; i < MANY; i++) {
        struct ticket t = case_ticket(contact);
        t.created_at = CASE_NOW + i * MS_PER_MINUTE;
        if (i % 2) t.category = STR("waste");
        if (i % 3 == 0) t.department = STR("DLH");
        if (i % 5 == 0) t.district = t.village = STR_EMPTY;
        if (i % 6 == 0) t.kind = KIND_WHISTLEBLOWING;
        if (i % 10 == 0) t.text = STR("Sampah menumpuk");
        (void)case_ticket_insert(c, t);
    }
    case_do(c, "UPDATE ticket SET status = 4 WHERE id % 4 = 0");
    must(ticket_words_index(c->db, 1000, &indexed, &e), &e);
    assert_int_equal(indexed, MANY);
}

static void test_pages_of_every_list(void **state)
{
    struct store_case *c = *state;
    fill(c);
    for (int order = 0; order < 2; order++) {
        struct ticket_query q = whole();
        q.oldest_first = order == 1;
        assert_int_equal(walk(c, q), MANY);
        q.without_whistleblowing = true;
        assert_int_equal(walk(c, q), 25);
        q.department = STR("DLH");
        assert_int_equal(walk(c, q), 5);
        q = whole();
        q.oldest_first = order == 1;
        q.category = STR("waste");
        assert_int_equal(walk(c, q), 15);
        q.status = STATUS_IN_PROGRESS;
        q.category = STR_EMPTY;
        assert_int_equal(walk(c, q), 7); /* ids that four divides: 4, 8 ... 28 of the year */
        q = whole();
        q.oldest_first = order == 1;
        q.category = STR("road");
        assert_int_equal(walk(c, q), 15);
        q.without_whistleblowing = true;
        assert_int_equal(walk(c, q), 10);
        q = whole();
        q.oldest_first = order == 1;
        q.district = STR("35.13.18");
        assert_int_equal(walk(c, q), 24);
        q.village = case_ticket(1).village;
        assert_int_equal(walk(c, q), 24);
        q.kind = KIND_WHISTLEBLOWING;
        assert_int_equal(walk(c, q), 4);
        q.kind = KIND_COMPLAINT;
        assert_int_equal(walk(c, q), 20);
        q.kind = KIND_WHISTLEBLOWING;
        q.without_whistleblowing = true;
        assert_int_equal(walk(c, q), 0);
        q = whole();
        q.oldest_first = order == 1;
        q.from = CASE_NOW + 10 * MS_PER_MINUTE;
        q.to = CASE_NOW + 25 * MS_PER_MINUTE;
        assert_int_equal(walk(c, q), 15);
        q.to = q.from;
        assert_int_equal(walk(c, q), 0);
        q = whole();
        q.oldest_first = order == 1;
        q.words = STR("\"sampah\"");
        assert_int_equal(walk(c, q), 3);
        q.limit = 1;
        assert_int_equal(walk(c, q), 3);
        q = whole();
        q.oldest_first = order == 1;
        q.only_id = ticket_first_id(CASE_NOW) + 4;
        assert_int_equal(walk(c, q), 1);
        q.status = STATUS_CLOSED;
        assert_int_equal(walk(c, q), 0);
    }
}

/* Where hardly anything passes, a page ends when so many have been looked at, and says where. */
static void test_filters_that_hardly_anything_passes(void **state)
{
    enum { ROADS = 12000, EXAMINED_LEAST = 400, EXAMINED_MOST = 4800 };
    struct store_case *c = *state;
    struct ticket page[7];
    fill(c);
    case_do(c, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) "
               "INSERT INTO ticket (id, contact_id, kind, status, channel, priority, category, "
               "department, text, received_at, created_at, updated_at, stage_at) "
               "SELECT m.id + n.i, m.contact_id, 1, iif(n.i IN (10, 6000, 11990), 4, 2), 1, 2, "
               "'road', 'DPUPR', 'x', 1, m.created_at + n.i, 1, 1 "
               "FROM n, (SELECT * FROM ticket ORDER BY id DESC LIMIT 1) AS m");
    for (int order = 0; order < 2; order++) {
        struct ticket_query q = whole();
        struct ticket_found found = { .more = true };
        int seen = 0, pages = 0;
        q.oldest_first = order == 1;
        q.category = STR("road");
        q.status = STATUS_IN_PROGRESS;
        q.from = CASE_NOW + (MANY - 1) * MS_PER_MINUTE + 1;
        while (found.more) {
            struct err e = { 0 };
            must(ticket_list(c->db, &q, &c->arena, page, &found, &e), &e);
            seen += (int)found.count;
            q.after_id = found.last_id;
            pages++;
        }
        assert_int_equal(seen, 3);
        assert_in_range(pages, ROADS / EXAMINED_MOST + 1, ROADS / EXAMINED_LEAST + 1);
    }
}

/* What is to be referred and what was stand in two indexes, and come as one list. */
static void test_what_is_an_external_body_s(void **state)
{
    struct store_case *c = *state;
    fill(c);
    case_do(c, "UPDATE ticket SET department = 'PLN' WHERE id % 5 = 1");
    case_do(c, "UPDATE ticket SET status = 7, outcome = 4, referred_to = 'PLN' WHERE id % 5 = 2");
    case_do(c, "UPDATE ticket SET status = 7, outcome = 4, referred_to = 'PDAM' WHERE id % 5 = 3");
    /* As it is for a moment after an upgrade: it comes once. */
    case_do(c, "UPDATE ticket SET status = 7, outcome = 4, referred_to = 'PLN' WHERE id % 30 = 1");
    for (int order = 0; order < 2; order++) {
        struct ticket_query q = whole();
        q.oldest_first = order == 1;
        q.department = STR("PLN");
        assert_int_equal(walk(c, q), 6); /* an officer's view: the department alone */
        q.or_referred = true;
        assert_int_equal(walk(c, q), 12);
        q.limit = 1;
        assert_int_equal(walk(c, q), 12);
        q.limit = 7;
        q.status = STATUS_CLOSED;
        assert_int_equal(walk(c, q), 7);
        q.status = 0;
        q.category = STR("waste");
        assert_int_equal(walk(c, q), 6);
        q.category = STR_EMPTY;
        q.without_whistleblowing = true;
        assert_int_equal(walk(c, q), 10);
        q = whole();
        q.oldest_first = order == 1;
        q.referred_to = STR("PLN");
        assert_int_equal(walk(c, q), 7);
        q.department = STR("PLN");
        q.or_referred = true;
        assert_int_equal(walk(c, q), 7);
        q.department = STR("DLH");
        q.or_referred = false;
        assert_int_equal(walk(c, q), 2);
    }
}

static void test_overdue(void **state)
{
    struct store_case *c = *state;
    struct ticket_query q = whole();
    fill(c);
    q.due_before = CASE_NOW + 3 * MS_PER_DAY;
    assert_int_equal(walk(c, q), 0); /* in its last instant nothing is late */
    q.due_before++;
    assert_int_equal(walk(c, q), MANY);
    q.due_from = q.due_before - 1;
    assert_int_equal(walk(c, q), MANY);
    q.due_from++;
    assert_int_equal(walk(c, q), 0);
    q.due_from = 0;
    case_do(c, "UPDATE ticket SET status = 7, outcome = 1 WHERE id % 10 < 5");
    assert_int_equal(walk(c, q), 15);
    case_do(c, "UPDATE ticket SET paused_since = 5 WHERE id % 10 = 5");
    assert_int_equal(walk(c, q), 12);
    case_do(c, "UPDATE ticket SET due_at = NULL WHERE id % 10 = 6");
    assert_int_equal(walk(c, q), 9);
}

static void test_limits_of_a_list(void **state)
{
    struct store_case *c = *state;
    static const size_t limits[] = { 0, TICKET_LIST_MAX + 1 };
    for (size_t i = 0; i < LENGTH(limits); i++) {
        struct err e = { 0 };
        struct ticket_query q = whole();
        struct ticket_found found = { .count = 7 };
        q.limit = limits[i];
        assert_false(ticket_list(c->db, &q, &c->arena, NULL, &found, &e));
        assert_int_equal(e.code, ERR_INPUT);
        assert_int_equal(found.count, 7);
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_numbers_begin_anew_each_year),
        CASE(test_a_year_without_numbers_left),
        CASE(test_what_was_put_in_comes_out),
        CASE(test_what_no_ticket_can_be),
        CASE(test_joining),
        CASE(test_a_further_message_fills_in_the_place),
        CASE(test_what_a_conversation_asks),
        CASE(test_pages_of_every_list),
        CASE(test_filters_that_hardly_anything_passes),
        CASE(test_what_is_an_external_body_s),
        CASE(test_overdue),
        CASE(test_limits_of_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
