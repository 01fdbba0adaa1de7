/* test_cost_store.c - each delivered message is counted once, whatever order its statuses come in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/cost_store.h"
#include "store/outbox_store.h"
#include "window_case.h"

#define RATES                                                                                      \
    "category,type,from,currency,price,free_per_month,confirmed\n"                                 \
    "service,regular,2026-10-01,IDR,300,0,yes\nutility,regular,2026-10-01,IDR,400,0,yes\n"

static void priced(struct store_case *c, const char *wamid, int status, int64_t outbox_id,
                   const char *category)
{
    char callback[OUTBOX_CALLBACK_SIZE] = "";
    struct err e = { 0 };
    bool fresh;
    if (outbox_id) outbox_callback_format(outbox_id, callback);
    struct inbound_status s = { .wamid = str_of(wamid),
                                .status = (enum delivery_status)status,
                                .status_name = STR("x"),
                                .at = CASE_NOW,
                                .callback = str_of(callback),
                                .pricing_type = category[0] ? STR("regular") : STR_EMPTY,
                                .pricing_category = str_of(category) };
    must(outbox_status(c->db, &s, CASE_NOW, &fresh, &e), &e);
}

static int64_t counted(struct store_case *c)
{
    return case_ask(c, "SELECT COALESCE(SUM(messages), 0) FROM cost_count");
}

static void test_once_in_any_order(void **state)
{
    static const struct {
        int status[4];
        bool priced[4];
        int64_t count;
    } cases[] = {
        { { DELIVERY_SENT, DELIVERY_DELIVERED, DELIVERY_READ }, { true, true, false }, 1 },
        { { DELIVERY_SENT, DELIVERY_DELIVERED, DELIVERY_READ }, { true, false, true }, 1 },
        { { DELIVERY_READ, DELIVERY_SENT, DELIVERY_DELIVERED }, { true, true, true }, 1 },
        { { DELIVERY_READ, DELIVERY_SENT, 0 }, { false, true, false }, 1 },
        { { DELIVERY_SENT, DELIVERY_SENT, DELIVERY_DELIVERED }, { true, true, true }, 1 },
        { { DELIVERY_SENT, DELIVERY_FAILED, 0 }, { true, true, false }, 0 },
        { { DELIVERY_DELIVERED, DELIVERY_READ, 0 }, { false, false, false }, 0 },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char wamid[32];
        int64_t before = counted(c);
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        for (int n = 0; n < 4 && cases[i].status[n]; n++)
            priced(c, wamid, cases[i].status[n], 0, cases[i].priced[n] ? "service" : "");
        if (counted(c) - before != cases[i].count) fail_msg("case %zu", i);
    }
}

static void test_month_template_and_ticket(void **state)
{
    struct store_case *c = *state;
    struct cost_rates rates;
    struct cost_line lines[4];
    struct err e = { 0 };
    int64_t person = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(person));
    int64_t plain = case_reply(c, person, ticket), other = case_reply(c, person, 0);
    int64_t template = case_template(c, person);
    must(cost_rates_parse(STR(RATES), &rates, &e), &e);
    priced(c, "wamid.1", DELIVERY_DELIVERED, plain, "service");
    priced(c, "wamid.2", DELIVERY_DELIVERED, other, "service");
    priced(c, "wamid.3", DELIVERY_READ, template, "utility");
    struct cost_sum sum = { .rates = &rates, .lines = lines, .line_max = 4 };
    must(cost_month(c->db, 202611, &sum, &e), &e);
    assert_true(sum.messages == 3 && sum.cost == INT64_C(1000) * COST_MICRO);
    assert_true(sum.line_count == 2 && lines[1].template_name[0] != '\0');
    sum = (struct cost_sum){ .rates = &rates, .lines = lines, .line_max = 4 };
    must(cost_month(c->db, 202612, &sum, &e), &e);
    assert_true(sum.messages == 0);
    sum = (struct cost_sum){ .rates = &rates, .lines = lines, .line_max = 4, .no_free = true };
    must(cost_of_ticket(c->db, ticket, &sum, &e), &e);
    assert_true(sum.messages == 1 && sum.cost == INT64_C(300) * COST_MICRO);
}

/* What citizens get is a text of ours; outside the window its template goes instead. */
static void test_a_reply_that_went_as_its_template(void **state)
{
    struct store_case *c = *state;
    struct cost_rates rates;
    struct cost_line lines[4];
    struct err e = { 0 };
    int64_t person = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(person)), id = resolved(c, person, "beres");
    case_do(c, "UPDATE outbox SET ticket_id = (SELECT id FROM ticket)");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    assert_int_equal(lease_one(c, EDGE, id).type, OUTBOUND_TEMPLATE);
    must(outbox_accept(c->db, id, STR("wamid.1"), EDGE, &e), &e);
    priced(c, "wamid.1", DELIVERY_DELIVERED, id, "utility");
    must(cost_rates_parse(STR(RATES), &rates, &e), &e);
    struct cost_sum sum = { .rates = &rates, .lines = lines, .line_max = 4 };
    must(cost_month(c->db, 202611, &sum, &e), &e);
    assert_int_equal(sum.line_count, 1);
    assert_string_equal(lines[0].template_name, "lapor_kanda_selesai");
    sum = (struct cost_sum){ .rates = &rates, .lines = lines, .line_max = 4, .no_free = true };
    must(cost_of_ticket(c->db, ticket, &sum, &e), &e);
    assert_string_equal(lines[0].template_name, "lapor_kanda_selesai");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_once_in_any_order),
        TEST(test_month_template_and_ticket),
        TEST(test_a_reply_that_went_as_its_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
