/* chat_case.c - plays the lines of a written chat; what they mean stands in tests/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "body_check.h"
#include "chat_case.h"
#include "domain/outbound.h"
#include "http/webhook_pin.h"
#include "service/casework.h"
#include "service/upkeep.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AFTER_MS 1000
#define READ_MS  (5 * MS_PER_SECOND) /* whoever reads an answer has waited for what follows it */

static bool say(char *why, size_t cap, const char *what, struct str words)
{
    (void)snprintf(why, cap, "%s: %.*s", what, STR_ARG(words));
    return false;
}

/* Takes "[tag ...] rest" apart; tag is empty when there is none. */
static struct str tag_of(struct str *text)
{
    size_t close = str_find(*text, STR("]"), 0);
    if (text->len == 0 || text->at[0] != '[' || close == SIZE_MAX) return STR_EMPTY;
    struct str tag = str_slice(*text, 1, close);
    *text = str_trim(str_slice(*text, close + 1, text->len));
    return tag;
}

/* The outbox row with this id. */
static bool row_read(struct chat_run *r, int64_t id, struct outbound *out)
{
    struct err e = { 0 };
    struct db_rows *rows;
    struct str content;
    bool more;
    must(db_open_rows(r->c->db, STMT_OUTBOX_LIST_ALL, VALUES(V_INT(id + 1), V_INT(true), V_INT(1)),
                      &rows, &e),
         &e);
    must(db_step(rows, &more, &e), &e);
    bool found = more && db_int(rows, 0) == id;
    if (found) must(db_text_copy(rows, 4, &r->c->arena, &content, &e), &e);
    db_close_rows(rows);
    if (found) must(outbound_decode(content, &r->c->arena, out, &e), &e);
    return found;
}

static bool find_choice(struct chat_run *r, struct str title, struct str *id)
{
    int64_t newest = ask(r->c, "SELECT COALESCE(MAX(id), 0) FROM outbox");
    for (int64_t row = newest; row > 0; row--) {
        struct outbound m;
        if (!row_read(r, row, &m)) continue;
        for (size_t i = 0; i < m.choice_count; i++)
            if (str_equal(m.choices[i].title, title)) {
                *id = m.choices[i].id;
                return true;
            }
    }
    return false;
}

/* Meta accepts our newest text, whose id the citizen's phone then knows. */
static bool quote(struct chat_run *r, struct inbound *m)
{
    char wamid[32];
    struct err e = { 0 };
    int64_t id =
        ask(r->c, "SELECT COALESCE(MAX(id), 0) FROM outbox WHERE ticket_id IS NOT NULL AND "
                  "type <> 'reaction'");
    (void)snprintf(wamid, sizeof wamid, "wamid.ours%lld", (long long)id);
    must(outbox_accept(r->c->db, id, str_of(wamid), r->at, &e), &e);
    return id != 0 && arena_copy(&r->c->arena, str_of(wamid), &m->reply_to);
}

/* What the citizen changes, or takes back, is what they wrote last. */
static bool touch(struct chat_run *r, struct inbound *m, enum message_type type)
{
    char wamid[32];
    (void)snprintf(wamid, sizeof wamid, "wamid.chat%d", r->sent - 1);
    m->type = type;
    return r->sent > 1 && arena_copy(&r->c->arena, str_of(wamid), &m->target);
}

/* A reaction to our newest text. */
static bool react(struct chat_run *r, struct inbound *m, struct str emoji)
{
    if (!quote(r, m)) return false;
    m->type = MESSAGE_REACTION;
    m->target = m->reply_to;
    m->reply_to = STR_EMPTY;
    m->text = emoji;
    return true;
}

static bool shape(struct chat_run *r, struct inbound *m, struct str tag)
{
    char numbers[80];
    char *end;
    if (str_equal(tag, STR("foto"))) m->type = MESSAGE_IMAGE;
    if (str_equal(tag, STR("suara"))) {
        m->type = MESSAGE_AUDIO;
        m->media.voice = true;
    }
    if (str_equal(tag, STR("kutip"))) return quote(r, m);
    if (str_equal(tag, STR("ubah"))) return touch(r, m, MESSAGE_EDIT);
    if (str_equal(tag, STR("hapus"))) return touch(r, m, MESSAGE_REVOKE);
    if (str_equal(tag, STR("diubah"))) m->type = MESSAGE_EDIT;
    if (str_starts(tag, STR("reaksi "))) return react(r, m, str_slice(tag, 7, tag.len));
    if (str_starts(tag, STR("tekan "))) {
        m->type = MESSAGE_INTERACTIVE;
        return find_choice(r, str_slice(tag, 6, tag.len), &m->choice_id);
    }
    if (str_starts(tag, STR("lokasi "))) {
        if (!str_copy(numbers, sizeof numbers, str_slice(tag, 7, tag.len))) return false;
        m->type = MESSAGE_LOCATION;
        m->location.present = true;
        m->location.latitude = strtod(numbers, &end);
        m->location.longitude = strtod(end, NULL);
    }
    return true;
}

static bool add_message(struct chat_run *r, struct str text, char *why, size_t cap)
{
    struct str tag = tag_of(&text), wamid, phone, words;
    struct err e = { 0 };
    /* What Meta sends with a tap is its title. */
    if (str_starts(tag, STR("tekan "))) text = str_slice(tag, 6, tag.len);
    must(arena_text(&r->c->arena, &phone, &e, CHAT_PHONE "%d", r->citizen) &&
             arena_text(&r->c->arena, &wamid, &e, "wamid.chat%d", ++r->sent) &&
             arena_text(&r->c->arena, &words, &e, "%.*s", STR_ARG(text)),
         &e);
    struct inbound *m = add_text(r->c, wamid.at, phone.at, "", words.at);
    m->sent_at = r->at;
    r->at += AFTER_MS;
    return shape(r, m, tag) || say(why, cap, "cannot be done", tag);
}

/* " // " stands between messages of one body. */
static bool add_body(struct chat_run *r, struct str line, char *why, size_t cap)
{
    while (line.len) {
        size_t end = str_find(line, STR(" // "), 0);
        if (!add_message(r, str_trim(str_slice(line, 0, end)), why, cap)) return false;
        line = end == SIZE_MAX ? STR_EMPTY : str_slice(line, end + 4, line.len);
    }
    return true;
}

static bool write_message(struct chat_run *r, struct str text, char *why, size_t cap)
{
    int sent = r->sent;
    int64_t at = r->at;
    for (int copy = 0; copy < r->copies; copy++) {
        r->sent = sent;
        r->at = at;
        if (!add_body(r, text, why, cap)) return false;
        webhook_pin_read(r->area, &r->c->work);
        take(r->c);
        r->c->work.understood = r->c->understood;
        r->c->work.pins = NULL;
    }
    return true;
}

static bool has_titles(const struct outbound *m, struct str titles)
{
    size_t n = 0;
    while (titles.len) {
        size_t bar = str_find(titles, STR("|"), 0);
        struct str one = str_slice(titles, 0, bar);
        if (n == m->choice_count || !str_equal(m->choices[n].title, one)) return false;
        titles = bar == SIZE_MAX ? STR_EMPTY : str_slice(titles, bar + 1, titles.len);
        n++;
    }
    return n == m->choice_count;
}

static bool fits(const struct outbound *m, struct str tag)
{
    if (tag.len == 0) return m->type == OUTBOUND_TEXT;
    if (str_equal(tag, STR("apa saja"))) return m->type != OUTBOUND_REACTION;
    if (str_equal(tag, STR("reaksi"))) return m->type == OUTBOUND_REACTION;
    if (str_equal(tag, STR("minta lokasi"))) return m->type == OUTBOUND_LOCATION_REQUEST;
    if (str_starts(tag, STR("tombol")))
        return m->type == OUTBOUND_BUTTONS &&
               (tag.len == 6 || has_titles(m, str_slice(tag, 7, tag.len)));
    if (str_starts(tag, STR("daftar")))
        return m->type == OUTBOUND_LIST &&
               (tag.len == 6 || has_titles(m, str_slice(tag, 7, tag.len)));
    return false;
}

static bool expect(struct chat_run *r, struct str want, char *why, size_t cap)
{
    char sql[96];
    struct outbound m = { .body = STR_EMPTY };
    r->at += READ_MS;
    r->c->work.now += READ_MS;
    (void)snprintf(sql, sizeof sql,
                   "SELECT COALESCE(MIN(id), 0) FROM outbox WHERE id > %lld AND state <> 11",
                   (long long)r->seen);
    int64_t id = ask(r->c, sql);
    if (id) {
        assert_true(row_read(r, id, &m));
        body_check(&m, "chat");
    }
    if (str_equal(want, STR("-"))) return id == 0 || say(why, cap, "there was a reply", m.body);
    if (id == 0) return say(why, cap, "there was no reply", STR_EMPTY);
    r->seen = id;
    struct str tag = tag_of(&want);
    if (!fits(&m, tag)) {
        (void)snprintf(why, cap, "%s, choices %.*s|%.*s|%.*s: %.*s", outbound_type_name(m.type),
                       STR_ARG(m.choices[0].title), STR_ARG(m.choices[1].title),
                       STR_ARG(m.choices[2].title), STR_ARG(m.body));
        return false;
    }
    return str_contains(m.body, want) || say(why, cap, "the reply was", m.body);
}

static void upkeep(struct chat_run *r)
{
    struct err e = { 0 };
    struct upkeep_result result;
    struct intake_options options = intake_case_options();
    must(db_begin(r->c->db, &e), &e);
    must(upkeep_run(r->c->db, &options, r->c->work.now, &result, &e), &e);
    must(db_commit(r->c->db, &e), &e);
}

/* What may leave now is taken by Meta, in the order of its line. */
static void send_all(struct chat_run *r)
{
    enum { AT_ONCE = 16 };
    struct outbox_lease out[AT_ONCE];
    struct err e = { 0 };
    size_t count = 1;
    must(db_begin(r->c->db, &e), &e);
    while (count) {
        must(outbox_lease(r->c->db, r->c->work.now, &r->c->arena, out, AT_ONCE, &count, &e), &e);
        for (size_t i = 0; i < count; i++) {
            char wamid[40];
            (void)snprintf(wamid, sizeof wamid, "wamid.sent.%lld", (long long)out[i].id);
            must(outbox_accept(r->c->db, out[i].id, str_of(wamid), r->c->work.now, &e), &e);
        }
    }
    must(db_commit(r->c->db, &e), &e);
}

/* What staff may do to the ticket that was made last, and goes on: a status, "assign CODE", "reply
 * words", or "close OUTCOME words", with " | CONTACT" behind what is referred. */
static bool staff_do(struct casework *c, struct str verb, struct str words, struct err *e)
{
    struct casework_move move = {
        .to = STATUS_CLOSED, .reason = words, .message = words, .department = STR_EMPTY
    };
    if (str_equal(verb, STR("block"))) return casework_block(c, STR("Kata-kata kasar."), e);
    if (str_equal(verb, STR("unblock"))) return casework_unblock(c, STR("Sudah minta maaf."), e);
    if (str_equal(verb, STR("assign")))
        return casework_assign(
            c, &(struct casework_assignment){ .department = words, .note = STR_EMPTY }, e);
    if (str_equal(verb, STR("reply"))) return casework_reply(c, words, 0, e);
    if (str_equal(verb, STR("close"))) {
        if (!ticket_outcome_parse(str_word(&words), &move.outcome))
            return err_set(e, ERR_INPUT, "no such outcome");
        move.reason = STR_EMPTY;
        (void)str_cut(&words, '|', &move.reason);
        move.reason = str_trim(move.reason);
        move.contact = str_trim(words);
        move.message = STR_EMPTY;
        if (move.outcome == OUTCOME_REFERRED) move.department = STR("PLN");
    } else if (!ticket_status_parse(verb, &move.to)) {
        return err_set(e, ERR_INPUT, "no such act");
    }
    return casework_move(c, &move, e);
}

static bool staff(struct chat_run *r, struct str line, char *why, size_t cap)
{
    static const struct staff admin = { .id = 1, .role = ROLE_ADMIN, .name = { "uji", 3 } };
    struct err e = { 0 };
    struct ticket t;
    struct intake_options options = intake_case_options();
    struct casework c = { .db = r->c->db,
                          .options = &options,
                          .arena = &r->c->arena,
                          .who = &admin,
                          .now = r->c->work.now,
                          .ticket = &t };
    struct str rest = line, verb = str_word(&rest);
    must(db_begin(r->c->db, &e), &e);
    int64_t id = ask(r->c, "SELECT MAX(id) FROM ticket WHERE outcome <> 5"); /* merged */
    must(ticket_get(r->c->db, id, &r->c->arena, &t, &e), &e);
    bool ok = staff_do(&c, verb, str_trim(rest), &e);
    if (ok && c.refusal.kind != REFUSAL_NONE)
        ok = err_set(&e, ERR_CONFLICT, "%s: %s", c.refusal.code, c.refusal.detail);
    must(db_commit(r->c->db, &e), &e);
    return ok || say(why, cap, "staff may not", str_of(e.text));
}

bool chat_line(struct chat_run *r, struct str line, char *why, size_t cap)
{
    struct str rest = str_trim(str_slice(line, 1, line.len));
    char text[600];
    switch (line.at[0]) {
    case '>': return write_message(r, rest, why, cap);
    case '<': return expect(r, rest, why, cap);
    case '+':
        assert_true(str_copy(text, sizeof text, rest));
        r->at += strtoll(text, NULL, 10) * MS_PER_SECOND;
        /* An older message comes late. */
        if (r->c->work.now < r->at + AFTER_MS) r->c->work.now = r->at + AFTER_MS;
        return true;
    case '~': upkeep(r); return true;
    case '!': send_all(r); return true;
    case '@': r->citizen = rest.len ? rest.at[0] - '0' : 1; return true;
    case '*': return staff(r, rest, why, cap);
    case '=': {
        struct err e = { 0 };
        int64_t so = 0;
        assert_true(str_copy(text, sizeof text, rest));
        bool asked = db_script_i64(r->c->db, text, &so, &e);
        if (!asked) return say(why, cap, e.text, rest); /* no row, or no such column */
        return so == 1 || say(why, cap, "is not so", rest);
    }
    default: return say(why, cap, "no such line", line);
    }
}
