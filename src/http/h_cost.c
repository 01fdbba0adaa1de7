/* h_cost.c - what a month or a ticket cost, by Meta's reports and the desk's rate table. */
#include "request.h"
#include "store/cost_store.h"
#include "ticket_path.h"
#include <stdio.h>

#define LINES_MAX 256

static void member_money(struct json_writer *w, const char *key, int64_t micro)
{
    json_key_name(w, key);
    json_write_double(w, (double)micro / (double)COST_MICRO);
}

static void lines_json(struct json_writer *w, const struct cost_sum *sum)
{
    json_key_name(w, "items");
    json_begin_array(w);
    for (size_t i = 0; i < sum->line_count; i++) {
        const struct cost_line *l = &sum->lines[i];
        json_begin_object(w);
        json_member_text(w, "category", str_of(l->category));
        json_member_text(w, "type", str_of(l->type));
        json_member_text_or_null(w, "template", str_of(l->template_name));
        json_member_i64(w, "messages", l->messages);
        json_member_i64(w, "unpriced", l->unpriced);
        member_money(w, "estimated_cost", l->cost);
        json_end_object(w);
    }
    json_end_array(w);
}

/* The object is open, with its own members first. */
static void sum_end(struct request *r, struct json_writer *w, const struct cost_sum *sum)
{
    json_member_text(w, "currency", str_of(sum->rates->currency));
    json_member_bool(w, "rates_confirmed", sum->rates->confirmed);
    json_member_i64(w, "messages", sum->messages);
    json_member_i64(w, "unpriced", sum->unpriced);
    member_money(w, "estimated_cost", sum->cost);
    lines_json(w, sum);
    json_end_object(w);
    answer_json_end(r, 200, w);
}

static bool sum_begin(struct request *r, struct cost_sum *sum, struct err *e)
{
    *sum = (struct cost_sum){ .rates = r->server->options.rates, .line_max = LINES_MAX };
    sum->lines = arena_zero(&r->arena, LINES_MAX, sizeof *sum->lines);
    return sum->lines || err_set(e, ERR_MEMORY, "costs: no memory");
}

bool h_cost_month(struct request *r, struct db *db, struct err *e)
{
    struct str text = request_query(r, "month");
    int64_t month = month_of_ms(r->arrived_at);
    char name[MONTH_SIZE];
    struct cost_sum sum;
    struct json_writer w;
    if (text.len && !month_parse(text, &month, NULL)) {
        (void)answer_invalid(r, "month: YYYY-MM.");
        return true;
    }
    if (!sum_begin(r, &sum, e) || !cost_month(db, month, &sum, e)) return false;
    month_format(month, name);
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "month", str_of(name));
    json_member_i64_or_null(&w, "cap", r->server->options.monthly_cost_cap);
    sum_end(r, &w, &sum);
    return true;
}

bool h_cost_ticket(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    char number[TICKET_NUMBER_SIZE];
    struct cost_sum sum;
    struct json_writer w;
    if (!ticket_of_path(r, db, &t, e) || !sum_begin(r, &sum, e)) return false;
    sum.no_free = true;
    if (!cost_of_ticket(db, t.id, &sum, e)) return false;
    ticket_number_format(r->server->options.intake.ticket_prefix, t.id, number);
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "ticket", str_of(number));
    sum_end(r, &w, &sum);
    return true;
}
