/* play_run.c - plays a script step by step. */
#include "letter.h"
#include "play_private.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define POLL_MS 100
/* Nobody answers a message before it is read; by then Kanda knows by which id Meta took it. */
#define READ_MS 300
#define TAIL_MS 300 /* what comes after the last step is shown too */

static void print_line(FILE *out, const char *who, struct str name, struct str text)
{
    struct str rest = text, line;
    bool first = true;
    while (str_cut(&rest, '\n', &line)) {
        if (first)
            (void)fprintf(out, "%s%.*s: %.*s\n", who, STR_ARG(name), STR_ARG(line));
        else
            (void)fprintf(out, "%s%.*s\n", line.len ? "      " : "", STR_ARG(line));
        first = false;
    }
}

static size_t citizen_of(const struct play *p, const struct json *item)
{
    struct str to = json_get_text(item, "to"), user = json_get_text(item, "user_id");
    for (size_t i = 0; i < p->script->citizen_count; i++) {
        const struct sim_script_citizen *c = &p->script->citizens[i];
        if (to.len && str_equal(to, str_of(c->wa_id))) return i;
        if (to.len && str_equal(to, str_of(c->phone))) return i;
        if (user.len && str_equal(user, str_of(c->user_id))) return i;
    }
    return SIZE_MAX;
}

static struct str about_of(const struct json *item)
{
    struct str quoted = json_get_text(item, "quoted");
    const struct json *reaction = json_path(item, "message", "reaction", NULL);
    return quoted.len ? quoted : json_get_text(reaction, "message_id");
}

static bool hear(struct play *p, const struct json *item, struct err *e)
{
    struct buf choices;
    struct heard *h = arena_zero(&p->arena, 1, sizeof *h);
    size_t citizen = citizen_of(p, item);
    const struct json *interactive = json_path(item, "message", "interactive", NULL);
    if (!h) return err_set(e, ERR_MEMORY, "too many replies");
    h->citizen = citizen;
    if (citizen == SIZE_MAX || !json_i64(json_get(item, "seq"), &h->seq)) return true;
    buf_init(&choices, BODY_MAX);
    bool ok = json_print(json_get(item, "choices"), &choices, e) &&
              arena_copy(&p->arena, buf_view(&choices), &h->choices) &&
              arena_copy(&p->arena, json_get_text(item, "text"), &h->text) &&
              arena_copy(&p->arena, json_get_text(item, "type"), &h->type) &&
              arena_copy(&p->arena, json_get_text(interactive, "type"), &h->form) &&
              arena_copy(&p->arena, about_of(item), &h->about) &&
              arena_copy(&p->arena, json_get_text(item, "wamid"), &h->wamid);
    buf_finish(&choices);
    if (!ok) return err_set(e, ERR_MEMORY, "too many replies");
    h->older = p->newest;
    p->newest = h;
    p->result->heard++;
    print_line(p->wish->out, "  Lapor Kanda -> ", p->script->citizens[citizen].name, h->text);
    return true;
}

/* *more: the answer had its limit, there is more to read. */
static bool read_page(struct play *p, bool show, bool *more, struct err *e)
{
    char url[400];
    int status = 0;
    struct json *tree = NULL;
    (void)snprintf(url, sizeof url, "%s/sim/messages?whole=1&after=%lld", p->target->graph,
                   (long long)p->after);
    if (!sim_caller_get(p->caller, url, &p->answer, &status, e) ||
        !json_parse(buf_view(&p->answer), &tree, e))
        return err_wrap(e, "simulator");
    bool ok = true;
    const struct json *item = show ? json_first(json_get(tree, "items")) : NULL;
    for (; ok && item; item = json_next(item))
        ok = hear(p, item, e);
    if (!json_i64(json_get(tree, "next_after"), &p->after))
        ok = ok && err_set(e, ERR_IO, "simulator: an answer without next_after");
    *more = json_bool(json_get(tree, "more"), false);
    json_free(tree);
    return ok;
}

bool play_catch_up(struct play *p, bool show, struct err *e)
{
    bool more = true;
    while (more)
        if (!read_page(p, show, &more, e)) return false;
    return true;
}

bool play_pause(struct play *p, int64_t ms, struct err *e)
{
    int64_t end = clock_monotonic_ms() + ms;
    for (int64_t left; (left = end - clock_monotonic_ms()) > 0;) {
        int64_t nap = left < POLL_MS ? left : POLL_MS;
        (void)nanosleep(&(struct timespec){ .tv_nsec = nap * 1000000 }, NULL);
        if (!play_catch_up(p, true, e)) return false;
    }
    return true;
}

static bool contains_nocase(struct str text, struct str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (str_equal_nocase(str_slice(text, i, i + part.len), part)) return true;
    return false;
}

static bool fits(const struct heard *h, const struct sim_script_step *step)
{
    for (size_t i = 0; i < step->contains_count; i++)
        if (!contains_nocase(h->text, step->contains[i])) return false;
    return true;
}

/* The oldest reply to this citizen that is new since the last expectation and fits. */
static const struct heard *find_reply(const struct play *p, const struct sim_script_step *step)
{
    const struct heard *found = NULL;
    for (const struct heard *h = p->newest; h; h = h->older)
        if (h->citizen == step->citizen && h->seq > p->since[step->citizen] && fits(h, step))
            found = h;
    return found;
}

static bool expect(struct play *p, const struct sim_script_step *step, struct err *e)
{
    int64_t end = clock_monotonic_ms() + step->ms;
    while (true) {
        if (!play_catch_up(p, true, e)) return false;
        const struct heard *found = find_reply(p, step);
        if (found) {
            p->since[step->citizen] = found->seq;
            p->result->met++;
            return true;
        }
        if (clock_monotonic_ms() >= end) break;
        (void)nanosleep(&(struct timespec){ .tv_nsec = POLL_MS * 1000000 }, NULL);
    }
    char words[100];
    struct buf list;
    buf_fixed(&list, words, sizeof words);
    for (size_t i = 0; i < step->contains_count; i++)
        buf_addf(&list, "%s\"%.*s\"", i ? ", " : "", STR_ARG(step->contains[i]));
    return err_set(e, ERR_CONFLICT, "tidak ada balasan yang memuat %.*s dalam %lld ms",
                   STR_ARG(buf_view(&list)), (long long)step->ms);
}

static bool post(struct play *p, struct err *e)
{
    int status = 0;
    if (!buf_ok(&p->body)) return err_set(e, ERR_LIMIT, "the message is too long");
    if (!sim_caller_post(p->caller, p->target->webhook, buf_view(&p->body),
                         str_of(p->target->secret), &p->answer, &status, e))
        return err_wrap(e, "kanda");
    p->result->said++;
    return status == 200 || err_set(e, ERR_CONFLICT, "kanda menjawab HTTP %d", status);
}

static const struct heard *newest_for(const struct play *p, size_t citizen)
{
    const struct heard *h = p->newest;
    while (h && h->citizen != citizen)
        h = h->older;
    return h;
}

static const struct said *last_of(const struct play *p, size_t citizen)
{
    const struct said *s = p->last_said;
    while (s && s->citizen != citizen)
        s = s->older;
    return s;
}

static bool remember(struct play *p, size_t citizen, struct str wamid, struct err *e)
{
    const struct said *before = last_of(p, citizen);
    struct said *s = arena_zero(&p->arena, 1, sizeof *s);
    if (!s || !arena_copy(&p->arena, wamid, &s->wamid)) return err_set(e, ERR_MEMORY, "no memory");
    s->citizen = citizen;
    s->nth = before ? before->nth + 1 : 1;
    s->older = p->last_said;
    p->last_said = s;
    return true;
}

/* Puts ids where the content names them: {heard}, {said}, {phone}, {number 1}, {number 2}. */
static bool fill_ids(struct play *p, size_t citizen, struct err *e)
{
    const struct heard *h = newest_for(p, citizen);
    const struct said *s = last_of(p, citizen);
    struct str numbers[PLAY_NUMBERS_MAX] = { STR_EMPTY, STR_EMPTY };
    (void)play_numbers(p, citizen, numbers);
    const struct {
        struct str name, id;
    } ids[] = { { STR("{heard}"), h ? h->wamid : STR_EMPTY },
                { STR("{said}"), s ? s->wamid : STR_EMPTY },
                { STR("{number 1}"), numbers[0] },
                { STR("{number 2}"), numbers[1] },
                { STR("{phone}"), str_of(p->script->citizens[citizen].phone) } };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct str rest = buf_view(&p->content);
        size_t at = str_find(rest, ids[i].name, 0);
        if (at == SIZE_MAX) continue;
        if (ids[i].id.len == 0)
            return err_set(e, ERR_CONFLICT, "belum ada pesan untuk %.*s", STR_ARG(ids[i].name));
        if (h && str_equal(ids[i].id, h->wamid) && !play_pause(p, READ_MS, e)) return false;
        buf_clear(&p->filled);
        buf_add(&p->filled, str_slice(rest, 0, at));
        buf_add(&p->filled, ids[i].id);
        buf_add(&p->filled, str_slice(rest, at + ids[i].name.len, rest.len));
        buf_clear(&p->content);
        buf_add(&p->content, buf_view(&p->filled));
    }
    return true;
}

static bool send_letter(struct play *p, const struct sim_script_step *step, const char *type,
                        struct str quoted, struct err *e)
{
    const struct sim_script_citizen *c = &p->script->citizens[step->citizen];
    const struct sim_line line = sim_target_line(p->target);
    char wamid[SIM_ID_SIZE];
    sim_id_wamid(&p->ids, "PLAY", wamid);
    const struct sim_letter letter = {
        .wa_id = str_of(c->wa_id),
        .user_id = str_of(c->user_id),
        .name = c->name,
        .wamid = str_of(wamid),
        .at_s = clock_now(&p->clock) / 1000 - step->ago_s,
        .quoted = quoted,
        .type = str_of(type),
        .content = buf_view(&p->content),
    };
    if (quoted.len && !play_pause(p, READ_MS, e)) return false;
    buf_clear(&p->body);
    sim_notice_letters(&p->body, &line, &letter, 1);
    /* Replies from here on count for the next expectation of this citizen. */
    if (!play_catch_up(p, true, e)) return false;
    p->since[step->citizen] = p->after;
    bool ok = true;
    for (int64_t n = 0; ok && n < step->times; n++)
        ok = post(p, e);
    return ok && remember(p, step->citizen, letter.wamid, e);
}

static void print_words(const struct play *p, const struct sim_script_step *step)
{
    struct str name = p->script->citizens[step->citizen].name;
    const struct json *w = step->words;
    struct str text = json_get_text(w, "text"),
               caption = json_path(w, "image", "caption", NULL)
                             ? json_get_text(json_get(w, "image"), "caption")
                             : STR_EMPTY;
    if (text.len)
        print_line(p->wish->out, "", name, text);
    else if (json_get(w, "location"))
        print_line(p->wish->out, "", name, STR("[lokasi]"));
    else if (json_get(w, "image"))
        (void)fprintf(p->wish->out, "%.*s: [foto] %.*s\n", STR_ARG(name), STR_ARG(caption));
    else
        print_line(p->wish->out, "", name, STR("[pesan]"));
}

static bool fetch_photo(struct play *p, struct json **tree, struct sim_photo *photo, struct err *e)
{
    char url[400];
    int status = 0;
    (void)snprintf(url, sizeof url, "%s/sim/media", p->target->graph);
    if (!sim_caller_post(p->caller, url, STR("{}"), STR_EMPTY, &p->answer, &status, e) ||
        !json_parse(buf_view(&p->answer), tree, e))
        return err_wrap(e, "simulator");
    *photo = (struct sim_photo){ json_get_text(*tree, "id"), json_get_text(*tree, "mime_type"),
                                 json_get_text(*tree, "sha256"), json_get_text(*tree, "url") };
    return true;
}

static bool say(struct play *p, const struct sim_script_step *step, struct err *e)
{
    char type[SIM_TYPE_SIZE];
    struct json *tree = NULL;
    struct sim_photo photo;
    bool with_photo = sim_letter_has_photo(step->words);
    print_words(p, step);
    buf_clear(&p->content);
    const struct heard *quoted = step->quote ? newest_for(p, step->citizen) : NULL;
    bool ok = (!with_photo || fetch_photo(p, &tree, &photo, e)) &&
              sim_letter_compose(step->words, with_photo ? &photo : NULL, type, &p->content, e) &&
              fill_ids(p, step->citizen, e) &&
              send_letter(p, step, type, quoted ? quoted->wamid : STR_EMPTY, e);
    json_free(tree);
    return ok;
}

/* The choice of the newest message that offers one with these words in its title. */
static const struct heard *find_choice(const struct play *p, const struct sim_script_step *step,
                                       struct json **tree, const struct json **choice)
{
    struct err e;
    for (const struct heard *h = p->newest; h; h = h->older) {
        if (h->citizen != step->citizen || !json_parse(h->choices, tree, &e)) continue;
        for (*choice = json_first(*tree); *choice; *choice = json_next(*choice))
            if (contains_nocase(json_get_text(*choice, "title"), step->tap)) return h;
        json_free(*tree);
        *tree = NULL;
    }
    return NULL;
}

static bool tap(struct play *p, const struct sim_script_step *step, struct err *e)
{
    struct json *tree = NULL, *words = NULL;
    const struct json *choice = NULL;
    struct buf text;
    char type[SIM_TYPE_SIZE];
    const struct heard *offer = find_choice(p, step, &tree, &choice);
    if (!offer) return err_set(e, ERR_CONFLICT, "tidak ada tombol \"%.*s\"", STR_ARG(step->tap));
    print_line(p->wish->out, "", p->script->citizens[step->citizen].name,
               json_get_text(choice, "title"));
    buf_init(&text, BODY_MAX);
    buf_clear(&p->content);
    buf_add(&text, STR("{\"tap\":"));
    bool ok = json_print(choice, &text, e);
    buf_add_char(&text, '}');
    ok = ok && json_parse(buf_view(&text), &words, e) &&
         sim_letter_compose(words, NULL, type, &p->content, e) &&
         send_letter(p, step, type, offer->wamid, e);
    json_free(words);
    json_free(tree);
    buf_finish(&text);
    return ok;
}

static bool send_raw(struct play *p, const struct sim_script_step *step, struct err *e)
{
    (void)fprintf(p->wish->out, "[webhook mentah]\n");
    buf_clear(&p->body);
    return json_print(step->words, &p->body, e) && post(p, e);
}

static bool run_step(struct play *p, const struct sim_script_step *step, struct err *e)
{
    switch (step->kind) {
    case SCRIPT_SAY: return say(p, step, e);
    case SCRIPT_TAP: return tap(p, step, e);
    case SCRIPT_WAIT: return play_pause(p, step->ms, e);
    case SCRIPT_EXPECT: return expect(p, step, e);
    case SCRIPT_RAW: return send_raw(p, step, e);
    case SCRIPT_TICKET: return play_ticket(p, step, e);
    case SCRIPT_STAFF: return play_staff(p, step, e);
    }
    return err_set(e, ERR_INTERNAL, "no such kind of step");
}

/* So that the statuses the simulator sends carry the ids of the script. */
static bool introduce(struct play *p, struct err *e)
{
    char url[400];
    int status = 0;
    struct buf body;
    struct json_writer w;
    buf_init(&body, BODY_MAX);
    json_writer_init(&w, &body);
    json_begin_object(&w);
    json_key_name(&w, "citizens");
    json_begin_array(&w);
    for (size_t i = 0; i < p->script->citizen_count; i++) {
        const struct sim_script_citizen *c = &p->script->citizens[i];
        json_begin_object(&w);
        json_member_text(&w, "wa_id", str_of(c->wa_id));
        json_member_text(&w, "bsuid", str_of(c->user_id));
        json_member_text(&w, "name", c->name);
        json_end_object(&w);
    }
    json_end_array(&w);
    json_end_object(&w);
    (void)snprintf(url, sizeof url, "%s/sim/citizens", p->target->graph);
    bool ok = json_writer_done(&w) &&
              sim_caller_post(p->caller, url, buf_view(&body), STR_EMPTY, &p->answer, &status, e);
    buf_finish(&body);
    return ok && play_catch_up(p, false, e);
}

bool sim_play_run(const struct sim_script *script, const struct sim_target *target,
                  struct sim_caller *caller, struct clock clock, const struct sim_play_wish *wish,
                  struct sim_play_result *result, struct err *e)
{
    struct play p = { .script = script,
                      .target = target,
                      .caller = caller,
                      .clock = clock,
                      .wish = wish,
                      .result = result };
    memset(result, 0, sizeof *result);
    arena_init(&p.arena, HEARD_MAX);
    buf_init(&p.answer, ANSWER_MAX);
    buf_init(&p.body, BODY_MAX);
    buf_init(&p.content, BODY_MAX);
    sim_id_source_init(&p.ids);
    buf_init(&p.filled, BODY_MAX);
    p.since = calloc(script->citizen_count + 1, sizeof *p.since);
    bool ok = p.since ? introduce(&p, e) : err_set(e, ERR_MEMORY, "no memory");
    for (size_t i = 0; ok && i < script->step_count; i++) {
        ok = run_step(&p, &script->steps[i], e);
        (void)fflush(wish->out);
        if (!ok) err_set(e, e->code, "langkah %zu: %s", i + 1, e->text);
    }
    ok = ok && play_pause(&p, TAIL_MS, e) && (!wish->transcript || play_transcript(&p, e));
    free(p.since);
    buf_finish(&p.filled);
    buf_finish(&p.answer);
    buf_finish(&p.body);
    buf_finish(&p.content);
    arena_clear(&p.arena);
    return ok;
}
