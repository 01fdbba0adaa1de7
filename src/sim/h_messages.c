/* h_messages.c - POST /{version}/{phone-number-id}/messages: check, accept, answer or fail. */
#include "check.h"
#include "parking.h"
#include "reading.h"
#include "route.h"

#define READING_MAX     16384
#define CHOICES_MAX     16384
#define FIRST_STATUS_MS 40
#define WINDOW_MS       MS_PER_DAY

struct accepted {
    struct str to, user_id, type;
    char wa_id[SIM_ID_SIZE], wamid[SIM_ID_SIZE];
    struct sim_citizen *citizen; /* NULL: nobody we could remember */
};

static void answer_error(struct sim *sim, struct sim_exchange *x)
{
    struct refusal why;
    if (sim->faults.fail_code == 0) {
        sim_answer_text(x, sim_faults_status(&sim->faults), "text/html",
                        STR("<html><body><h1>Sorry, something went wrong.</h1></body></html>"));
        return;
    }
    sim_refuse(&why, sim->faults.fail_code, "The simulator was told to fail.");
    sim_answer_refusal(sim, x, &why);
    x->status = sim_faults_status(&sim->faults);
}

static bool may_receive(struct sim *sim, const struct accepted *a, struct refusal *why)
{
    struct sim_citizen *c = a->citizen;
    if (!c) return true;
    int64_t now = clock_now(&sim->clock);
    bool is_template = str_equal(a->type, STR("template"));
    if (!is_template && c->last_message_ms > 0 && now - c->last_message_ms > WINDOW_MS)
        return sim_refuse(why, 131047, "More than 24 hours have passed since the last message.");
    if (sim->settings->pair_limit && !sim_citizen_pair_take(c, clock_monotonic_ms()))
        return sim_refuse(why, 131056, "Too many messages to the same recipient.");
    return true;
}

static void address(struct sim *sim, const struct json *body, struct accepted *a)
{
    a->to = json_get_text(body, "to");
    a->type = sim_type_of(body);
    a->user_id = a->to.len ? STR_EMPTY : json_get_text(body, "recipient");
    if (!a->to.len || !sim_phone_digits(a->to, a->wa_id)) a->wa_id[0] = '\0';
    a->citizen = sim_citizens_meet(sim->citizens, str_of(a->wa_id), a->user_id, STR_EMPTY);
    sim_id_wamid(&sim->ids, "SIM", a->wamid);
}

static struct str user_id_of(const struct accepted *a)
{
    return a->citizen ? str_of(a->citizen->user_id) : a->user_id;
}

/* raw is the request as it came: body, before it was read. */
static const struct sim_mail *deliver(struct sim *sim, const struct json *body, struct str raw,
                                      const struct accepted *a, int64_t at_ms)
{
    struct buf text, choices;
    buf_init(&text, READING_MAX);
    buf_init(&choices, CHOICES_MAX);
    sim_reading_text(body, &sim->templates, &text);
    sim_reading_choices(body, &choices);
    const struct sim_mail mail = {
        .wa_id = str_of(a->citizen ? a->citizen->wa_id : a->wa_id),
        .user_id = user_id_of(a),
        .wamid = str_of(a->wamid),
        .type = a->type,
        .text = buf_view(&text),
        .callback = json_get_text(body, "biz_opaque_callback_data"),
        .choices = buf_ok(&choices) ? buf_view(&choices) : STR("[]"),
        .quoted = json_get_text(json_get(body, "context"), "message_id"),
        .body = raw,
        .at_ms = at_ms,
    };
    const struct sim_mail *kept = sim_mailbox_put(sim->mailbox, &mail);
    buf_finish(&text);
    buf_finish(&choices);
    return kept;
}

bool sim_message_remember(struct sim *sim, const struct json *request, struct str wamid,
                          int64_t at_ms, struct err *e)
{
    struct accepted a = { 0 };
    struct buf raw;
    buf_init(&raw, READING_MAX * 4);
    address(sim, request, &a);
    bool ok =
        json_print(request, &raw, e) &&
        (str_copy(a.wamid, sizeof a.wamid, wamid) ||
         err_set(e, ERR_LIMIT, "the wamid is too long")) &&
        (deliver(sim, request, buf_view(&raw), &a, at_ms) || err_set(e, ERR_MEMORY, "no memory"));
    buf_finish(&raw);
    return ok;
}

static unsigned draw_steps(struct sim *sim, double probability, unsigned among)
{
    unsigned drawn = 0;
    for (unsigned step = 0; step < STEP_COUNT; step++)
        if ((among & 1u << step) && sim_dice_hit(&sim->dice, probability)) drawn |= 1u << step;
    return drawn;
}

/* Statuses come after the answer unless the dice say that one comes first. */
static void plan_statuses(struct sim *sim, struct sim_exchange *x, const struct json *body,
                          const struct accepted *a)
{
    bool reaction = str_equal(a->type, STR("reaction"));
    unsigned steps = reaction ? 1u << STEP_SENT : (1u << STEP_FAILED) - 1;
    if (sim->faults.report_code) steps = 1u << STEP_FAILED;
    steps &= ~draw_steps(sim, sim->faults.drop, steps);
    bool first = sim_dice_hit(&sim->dice, sim->faults.status_first);
    if (sim->settings->no_statuses || !sim->subscribed || steps == 0) return;
    struct sim_plan plan = {
        .about = { .wamid = str_of(a->wamid),
                   .wa_id = str_of(a->citizen ? a->citizen->wa_id : a->wa_id),
                   .user_id = user_id_of(a),
                   .name = str_of(a->citizen ? a->citizen->name : ""),
                   .callback = json_get_text(body, "biz_opaque_callback_data"),
                   .category = sim->faults.report_code               ? STR_EMPTY
                               : str_equal(a->type, STR("template")) ? STR("utility")
                                                                     : STR("service"),
                   .error_code = sim->faults.report_code },
        .steps = steps,
        .twice = draw_steps(sim, sim->faults.duplicate, steps),
        .start_ms = sim->faults.delay_ms + FIRST_STATUS_MS,
    };
    if (first && x->manner == MANNER_ANSWER) {
        x->hold = plan.hold = sim_parking_reserve(sim->parking);
        plan.start_ms = 0;
    }
    if (sim_courier_plan(sim->courier, &plan)) return;
    sim_parking_cancel(sim->parking, x->hold);
    x->hold = 0;
}

static void answer_accepted(struct sim_exchange *x, const struct json *body,
                            const struct accepted *a)
{
    struct json_writer w;
    sim_answer_begin(x, &w);
    json_member_text(&w, "messaging_product", STR("whatsapp"));
    json_key_name(&w, "contacts");
    json_begin_array(&w);
    json_begin_object(&w);
    json_member_text(&w, "input", a->to.len ? a->to : json_get_text(body, "recipient"));
    if (a->to.len)
        json_member_text(&w, "wa_id", str_of(a->wa_id));
    else
        json_member_text(&w, "user_id", a->user_id);
    json_end_object(&w);
    json_end_array(&w);
    json_key_name(&w, "messages");
    json_begin_array(&w);
    json_begin_object(&w);
    json_member_text(&w, "id", str_of(a->wamid));
    if (str_equal(a->type, STR("template")))
        json_member_text(&w, "message_status", STR("accepted"));
    json_end_object(&w);
    json_end_array(&w);
    sim_answer_done(x, &w, 200);
}

static void accept_message(struct sim *sim, struct sim_exchange *x, const struct json *body)
{
    const struct sim_account account = { &sim->templates, sim->media };
    struct refusal why = { 0 };
    struct accepted a = { 0 };
    if (!sim_check(body, &account, &why)) {
        sim_answer_refusal(sim, x, &why);
        return;
    }
    if (sim_is_receipt(body)) {
        sim->stats.receipts++;
        sim_diary_read(sim->diary, json_get_text(body, "message_id"));
        if (json_get(body, "typing_indicator")) sim->stats.typings++;
        log_event(&sim->log, LOG_INFO, "graph.read",
                  LOG_STR("wamid", json_get_text(body, "message_id")));
        sim_answer_success(x);
        return;
    }
    address(sim, body, &a);
    if (!may_receive(sim, &a, &why)) {
        sim_answer_refusal(sim, x, &why);
        return;
    }
    if (sim->faults.report_code) {
        sim->stats.undelivered++;
        plan_statuses(sim, x, body, &a);
        answer_accepted(x, body, &a);
        return;
    }
    const struct sim_mail *kept =
        deliver(sim, body, buf_view(&x->body), &a, clock_now(&sim->clock));
    if (!kept) {
        sim_refuse(&why, 131000, "The simulator is out of memory.");
        sim_answer_refusal(sim, x, &why);
        return;
    }
    sim->stats.accepted++;
    if (kept->count > 1) sim->stats.doubles++;
    log_event(&sim->log, LOG_INFO, "graph.accepted", LOG_NUM("seq", kept->seq),
              LOG_STR("type", kept->type), LOG_NUM("count", kept->count));
    plan_statuses(sim, x, body, &a);
    answer_accepted(x, body, &a);
}

/* Faults that end the story before Meta would even look at the body. */
static bool is_lost(struct sim *sim, struct sim_exchange *x)
{
    switch (x->fault) {
    case MODE_ERROR: answer_error(sim, x); return true;
    case MODE_GARBAGE: return !sim_faults_accepts(&sim->faults, MODE_GARBAGE);
    case MODE_SILENCE:
        x->hold_ms = SIM_SILENCE_MS;
        x->manner = MANNER_CLOSE;
        return !sim_faults_accepts(&sim->faults, MODE_SILENCE);
    case MODE_READ_AND_CLOSE:
        x->manner = MANNER_CLOSE;
        return !sim_faults_accepts(&sim->faults, MODE_READ_AND_CLOSE);
    case MODE_RESET_LATE:
        x->manner = MANNER_RESET;
        return !sim_faults_accepts(&sim->faults, MODE_RESET_LATE);
    case MODE_HALF: x->manner = MANNER_HALF; return !sim_faults_accepts(&sim->faults, MODE_HALF);
    case MODE_RESET_BODY: x->manner = MANNER_RESET; return true; /* there was no body */
    case MODE_OK:
    case MODE_RESET:
    case MODE_COUNT: break;
    }
    return false;
}

static void answer_garbage(struct sim_exchange *x)
{
    sim_answer_text(x, 200, "text/plain", STR("\x1f\x8b OK <not json> {\"messages\":["));
}

bool sim_fault_ends(struct sim *sim, struct sim_exchange *x)
{
    sim->stats.faulted[x->fault]++;
    bool lost = (is_lost(sim, x) && x->fault != MODE_HALF) || x->fault == MODE_SILENCE;
    if (x->fault == MODE_GARBAGE) answer_garbage(x);
    if (lost && x->status == 0) sim_answer_error(x, 500, "nobody reads this");
    return lost || x->fault == MODE_GARBAGE;
}

void sim_h_messages(struct sim *sim, struct sim_exchange *x)
{
    struct refusal why;
    struct json *body = NULL;
    struct err e;
    bool read = json_parse(buf_view(&x->body), &body, &e);
    bool receipt = read && sim_is_receipt(body);
    if (!receipt) sim->stats.requests++;
    sim->stats.faulted[x->fault]++;
    x->hold_ms = sim->faults.delay_ms;
    x->retry_after = sim->faults.retry_after;
    x->usage = sim->faults.usage;
    bool lost = is_lost(sim, x);
    if (!lost && !str_equal(x->args[1], sim->line.phone_number_id)) {
        sim_refuse(&why, 33, "Object with this id does not exist or may not be used.");
        sim_answer_refusal(sim, x, &why);
    } else if (!lost && !read) {
        sim_refuse(&why, e.code == ERR_MEMORY ? 131000 : 100, "The body is not valid JSON.");
        sim_answer_refusal(sim, x, &why);
    } else if (!lost) {
        accept_message(sim, x, body);
    }
    json_free(body);
    if (x->fault == MODE_GARBAGE)
        answer_garbage(x);
    else if (x->status == 0)
        sim_answer_error(x, 500, "nobody reads this");
}
