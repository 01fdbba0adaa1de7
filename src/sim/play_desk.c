/* play_desk.c - steps that look at a ticket, or let the desk work on it, over the staff API. */
#include "play_private.h"
#include "transcript.h"
#include <stdio.h>
#include <string.h>

#define PATH_SIZE 200
#define URL_SIZE  800

size_t play_numbers(const struct play *p, size_t citizen, struct str out[PLAY_NUMBERS_MAX])
{
    size_t heard = 0, count = 0;
    for (const struct heard *h = p->newest; h; h = h->older)
        heard++;
    for (size_t i = heard; i-- > 0 && count < PLAY_NUMBERS_MAX;) {
        const struct heard *h = p->newest;
        for (size_t k = 0; k < i; k++)
            h = h->older;
        struct str number = h->citizen == citizen ? sim_number_in(h->text, 0) : STR_EMPTY;
        bool known = number.len == 0;
        for (size_t k = 0; k < count && !known; k++)
            known = str_equal(out[k], number);
        if (!known) out[count++] = number;
    }
    return count;
}

static size_t replies_of(const struct play *p, size_t citizen)
{
    size_t n = 0;
    for (const struct heard *h = p->newest; h; h = h->older)
        n += h->citizen == citizen;
    return n;
}

/* The path of what is asked of the step's ticket. */
static bool path_make(const struct play *p, const struct sim_script_step *step, struct str what,
                      char *out, size_t cap, struct err *e)
{
    struct str numbers[PLAY_NUMBERS_MAX];
    size_t count = play_numbers(p, step->citizen, numbers);
    size_t nth = step->nth == SIZE_MAX && count ? count - 1 : step->nth;
    if (nth >= count)
        return err_set(e, ERR_CONFLICT, "warga ini baru mendengar %zu nomor laporan", count);
    int n = snprintf(out, cap, "/tickets/%.*s%s%.*s", STR_ARG(numbers[nth]), what.len ? "/" : "",
                     STR_ARG(what));
    return (n > 0 && (size_t)n < cap) || err_set(e, ERR_LIMIT, "the address is too long");
}

static bool ask(struct play *p, const char *path, struct str body, struct err *e)
{
    char url[URL_SIZE];
    int status = 0;
    struct str base = str_of(p->target->webhook);
    if (!p->wish->token) return err_set(e, ERR_INPUT, "langkah ini perlu --api-token");
    if (str_ends(base, STR("/webhook"))) base = str_slice(base, 0, base.len - 8);
    int n = snprintf(url, sizeof url, "%.*s/api/v1%s", STR_ARG(base), path);
    if (n < 0 || (size_t)n >= sizeof url) return err_set(e, ERR_LIMIT, "the address is too long");
    if (!sim_caller_staff(p->caller, url, p->wish->token, body, &p->answer, &status, e))
        return err_wrap(e, "kanda");
    return status / 100 == 2 || err_set(e, ERR_CONFLICT, "kanda menjawab HTTP %d: %.120s", status,
                                        p->answer.at ? p->answer.at : "");
}

bool play_ask(struct play *p, const char *path, struct str body, struct json **tree, struct err *e)
{
    return ask(p, path, body, e) && json_parse(buf_view(&p->answer), tree, e);
}

/* A member that is an object ("department") is compared by its code; null reads as "". */
static struct str value_of(const struct json *ticket, const char *key)
{
    const struct json *member = json_get(ticket, key);
    return json_is_object(member) ? json_get_text(member, "code") : json_text(member);
}

static bool members_check(const struct json *want, const struct json *ticket, struct err *e)
{
    static const char *const others[] = { "of", "nth", "events", "tickets", "replies" };
    for (const struct json *m = json_first(want); m; m = json_next(m)) {
        bool other = false;
        int64_t number, got;
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            other = other || strcmp(json_key(m), others[i]) == 0;
        if (other) continue;
        if (json_is_number(m) && json_i64(m, &number)) {
            if (json_i64(json_get(ticket, json_key(m)), &got) && got == number) continue;
            return err_set(e, ERR_CONFLICT, "%s: bukan %lld", json_key(m), (long long)number);
        }
        struct str text = value_of(ticket, json_key(m));
        if (!str_equal(text, json_text(m)))
            return err_set(e, ERR_CONFLICT, "%s: %.*s, bukan %.*s", json_key(m), STR_ARG(text),
                           STR_ARG(json_text(m)));
    }
    return true;
}

static bool events_check(struct play *p, const struct sim_script_step *step, struct err *e)
{
    char path[PATH_SIZE];
    struct json *tree = NULL;
    const struct json *want = json_first(json_get(step->words, "events"));
    if (!json_get(step->words, "events")) return true;
    if (!path_make(p, step, STR("timeline"), path, sizeof path, e) ||
        !play_ask(p, path, STR_EMPTY, &tree, e))
        return false;
    const struct json *got = json_first(json_get(tree, "items"));
    bool ok = true;
    for (; ok && (want || got); want = json_next(want), got = json_next(got)) {
        struct str type = json_get_text(got, "type");
        ok = str_equal(type, json_text(want)) ||
             err_set(e, ERR_CONFLICT, "events: \"%.*s\", bukan \"%.*s\"", STR_ARG(type),
                     STR_ARG(json_text(want)));
    }
    json_free(tree);
    return ok;
}

static bool count_check(const struct json *want, const char *what, size_t got, struct err *e)
{
    int64_t n;
    if (!json_i64(want, &n) || n == (int64_t)got) return true;
    return err_set(e, ERR_CONFLICT, "%s: %zu, bukan %lld", what, got, (long long)n);
}

/* Something about the ticket itself, beside what was heard. */
static bool tells_more(const struct json *want)
{
    for (const struct json *m = json_first(want); m; m = json_next(m))
        if (strcmp(json_key(m), "of") != 0 && strcmp(json_key(m), "tickets") != 0 &&
            strcmp(json_key(m), "replies") != 0)
            return true;
    return false;
}

/* What is on its way may still come; more than was expected may not. */
static bool replies_check(struct play *p, const struct sim_script_step *step, struct err *e)
{
    int64_t want, end = clock_monotonic_ms() + step->ms;
    const struct json *replies = json_get(step->words, "replies");
    if (!play_catch_up(p, true, e)) return false;
    if (!json_i64(replies, &want)) return true;
    while ((int64_t)replies_of(p, step->citizen) < want && clock_monotonic_ms() < end)
        if (!play_pause(p, 100, e)) return false;
    return count_check(replies, "replies", replies_of(p, step->citizen), e);
}

bool play_ticket(struct play *p, const struct sim_script_step *step, struct err *e)
{
    char path[PATH_SIZE];
    struct json *tree = NULL;
    struct str numbers[PLAY_NUMBERS_MAX];
    if (!replies_check(p, step, e) || !count_check(json_get(step->words, "tickets"), "tickets",
                                                   play_numbers(p, step->citizen, numbers), e))
        return false;
    if (!tells_more(step->words)) {
        p->result->met++;
        return true;
    }
    if (!path_make(p, step, STR_EMPTY, path, sizeof path, e) ||
        !play_ask(p, path, STR_EMPTY, &tree, e))
        return false;
    bool ok = members_check(step->words, tree, e);
    json_free(tree);
    if (!ok || !events_check(p, step, e)) return false;
    p->result->met++;
    return true;
}

bool play_staff(struct play *p, const struct sim_script_step *step, struct err *e)
{
    char path[PATH_SIZE];
    struct buf body;
    struct str act = json_get_text(step->words, "do");
    if (!play_catch_up(p, true, e) || !path_make(p, step, act, path, sizeof path, e)) return false;
    buf_init(&body, BODY_MAX);
    bool ok =
        json_print(json_get(step->words, "body"), &body, e) && ask(p, path, buf_view(&body), e);
    buf_finish(&body);
    if (!ok) return false;
    (void)fprintf(p->wish->out, "[petugas: %.*s]\n", STR_ARG(act));
    p->since[step->citizen] = p->after;
    return true;
}
