/* test_random_chats.c - citizens who write real sentences, one after the other, with photos, pins,
 * taps, quotes and thumbs, late and twice, while staff work and time passes. Whatever comes: no
 * message is lost or without its ticket, no reply is untrue, unfinished or in another language, and
 * nobody is stuck.
 *
 * Real sentences, real use cases, a real database. domain/test_conversation_random.c does the same
 * without texts, for more conversations. RUNS and SEED change how many, and which; sentences of
 * ../shared are used where they are there (KANDA_SHARED names another folder). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "body_check.h"
#include "dice.h"
#include "reply_truth.h"
#include "service/casework.h"
#include "service/upkeep.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS          400
#define STEPS_MAX     14
#define SENTENCES_MAX 4000
#define SENTENCE_SIZE 600

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static char sentences[SENTENCES_MAX][SENTENCE_SIZE];
static size_t sentence_count;

struct world {
    struct intake_case *c;
    uint64_t dice;
    int64_t at;         /* the citizen's clock */
    int64_t contact_id; /* 0: nothing came yet */
    int64_t seen;       /* outbox rows that were looked at */
    int64_t asked;      /* what is asked of them; 0: nothing */
    char phone[32];     /* "": known by bsuid alone */
    char bsuid[32];
    char last[SENTENCE_SIZE + 64]; /* what was said last, for the report of a failure */
    size_t messages, replies;
};

static size_t roll(struct world *w, size_t below)
{
    return dice_roll(&w->dice, below);
}

static int64_t value(struct world *w, const char *format, long long number)
{
    char sql[400];
    struct err e = { 0 };
    int64_t n = -1;
    (void)snprintf(sql, sizeof sql, format, number);
    must(db_script_i64(w->c->db, sql, &n, &e), &e);
    return n;
}

/* --- sentences --- */

/* The column that holds the sentence; lines of `chats` count when a citizen speaks. */
static void load(const char *path, size_t column, bool chats)
{
    char line[4096];
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f) && sentence_count < SENTENCES_MAX) {
        struct str rest = str_trim(str_of(line)), field = rest;
        if (chats ? !str_starts(rest, STR("> ")) : rest.len == 0 || rest.at[0] == '#') continue;
        if (chats) rest = str_slice(rest, 2, rest.len);
        for (size_t i = 0; i <= column; i++)
            if (!str_cut(&rest, '\t', &field)) field = STR_EMPTY;
        if (field.len == 0 || field.at[0] == '[') continue;
        if (str_copy(sentences[sentence_count], SENTENCE_SIZE, field)) sentence_count++;
    }
    if (f) (void)fclose(f);
}

static int load_all(void **state)
{
    static const struct {
        const char *name;
        size_t column;
        bool chats;
    } ours[] = { { "chats.txt", 0, true },
                 { "place_sentences.tsv", 0, false },
                 { "placeless_sentences.tsv", 0, false },
                 { "danger_sentences.tsv", 1, false },
                 { "routing-own.tsv", 1, false } };
    const char *root = getenv("KANDA_ROOT"), *shared = getenv("KANDA_SHARED");
    char path[512];
    for (size_t i = 0; i < LENGTH(ours); i++) {
        (void)snprintf(path, sizeof path, "%s/tests/data/%s", root ? root : ".", ours[i].name);
        load(path, ours[i].column, ours[i].chats);
    }
    assert_true(sentence_count > 1000);
    (void)snprintf(path, sizeof path, "%s/complaints/dev.tsv", shared ? shared : "../shared/data");
    load(path, 1, false);
    return intake_case_group_setup(state);
}

/* --- what must hold --- */

static void check_replies(struct world *w)
{
    struct err e = { 0 };
    int64_t newest = value(w, "SELECT COALESCE(MAX(id), 0) FROM outbox WHERE id > %lld", w->seen);
    for (int64_t id = w->seen + 1; id <= newest; id++) {
        struct db_rows *rows;
        struct outbound m = { 0 };
        struct str content;
        bool more;
        must(db_open_rows(w->c->db, STMT_OUTBOX_LIST_ALL,
                          VALUES(V_INT(id + 1), V_INT(true), V_INT(1)), &rows, &e),
             &e);
        must(db_step(rows, &more, &e), &e);
        must(db_text_copy(rows, 4, &w->c->arena, &content, &e), &e);
        db_close_rows(rows);
        must(outbound_decode(content, &w->c->arena, &m, &e), &e);
        int64_t to = value(w, "SELECT contact_id FROM outbox WHERE id = %lld", id);
        int64_t language =
            value(w, "SELECT language FROM conversation WHERE contact_id = %lld", to);
        reply_truth_check(w->c, to, language > 0 ? (enum language)language : LANGUAGE_INDONESIAN,
                          &m);
        body_check(&m, "random");
        w->replies++;
    }
    if (newest > w->seen) w->seen = newest;
}

/* A report has a ticket; only words that ask about one of several may wait for the answer. */
static void check_bound(struct world *w, const char *wamid, const struct understood *u)
{
    char sql[200];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) + 2 * COUNT(ticket_id) FROM message WHERE wamid = '%s'", wamid);
    int64_t known = value(w, sql, 0);
    if (known != 1 && known != 3) fail_msg("%lld rows: %s", (long long)known, w->last);
    /* "batalkan laporan ...", "batal saja, salah paham saya" */
    bool command = u->command != INTENT_NONE && (u->points || u->cancels);
    /* "itu masalah lain pak", "jangan dibatalkan pak": these answer a question. */
    bool answer = u->other || (w->asked && u->consent != CONSENT_NONE);
    /* Who answers here, how to send, whom to call, and whose another matter is. */
    bool how = u->asks_machine || u->asks_sending || u->asks_rescuer || u->asks_whose;
    /* "salah kirim, ini desknya probolinggo ya" takes back photos that had no ticket yet. */
    bool astray = u->missent && !u->category_heard && !u->troubled && !u->place;
    bool other = command || answer || how || astray;
    if (u->intent == INTENT_REPORT && !u->chases && !other && known != 3)
        fail_msg("without a ticket: %s", w->last);
}

/* --- what citizens do --- */

static bool ours_at_random(struct world *w, struct str *wamid)
{
    struct err e = { 0 };
    int64_t id = value(w,
                       "SELECT COALESCE((SELECT id FROM outbox WHERE contact_id = %lld AND type <> "
                       "'reaction' ORDER BY id DESC LIMIT 1), 0)",
                       w->contact_id);
    id -= (int64_t)roll(w, 3);
    if (id <= 0 || value(w, "SELECT COALESCE((SELECT contact_id FROM outbox WHERE id = %lld), 0)",
                         id) != w->contact_id)
        return false;
    char name[40];
    (void)snprintf(name, sizeof name, "wamid.ours%lld", (long long)id);
    must(outbox_accept(w->c->db, id, str_of(name), w->c->work.now, &e), &e);
    return arena_copy(&w->c->arena, str_of(name), wamid);
}

/* A button or row of one of the last messages, old ones too. */
static bool tap(struct world *w, struct inbound *m)
{
    struct err e = { 0 };
    struct str content;
    int64_t id =
        value(w,
              "SELECT COALESCE(MAX(id), 0) FROM outbox WHERE contact_id = %lld AND type IN "
              "('buttons', 'list')",
              w->contact_id);
    if (id == 0) return false;
    struct db_rows *rows;
    struct outbound offer = { 0 };
    bool more;
    must(db_open_rows(w->c->db, STMT_OUTBOX_LIST_ALL, VALUES(V_INT(id + 1), V_INT(true), V_INT(1)),
                      &rows, &e),
         &e);
    must(db_step(rows, &more, &e), &e);
    must(db_text_copy(rows, 4, &w->c->arena, &content, &e), &e);
    db_close_rows(rows);
    must(outbound_decode(content, &w->c->arena, &offer, &e), &e);
    const struct outbound_choice *choice = &offer.choices[roll(w, offer.choice_count)];
    m->type = MESSAGE_INTERACTIVE;
    m->choice_id = choice->id;
    m->text = choice->title;
    return true;
}

static void shape(struct world *w, struct inbound *m, struct understood *u)
{
    static const char *const thumbs[] = { "\xF0\x9F\x91\x8D", "\xF0\x9F\x91\x8E", "" };
    static const struct understood nothing = { .intent = INTENT_NONE };
    size_t what = roll(w, 16);
    if (what == 0) m->type = MESSAGE_IMAGE; /* with words */
    if (what == 1) (void)ours_at_random(w, &m->reply_to);
    if (what < 2 || what > 7) return;
    *u = nothing;
    m->text = STR_EMPTY;
    switch (what) {
    case 2: m->type = MESSAGE_IMAGE; break;
    case 3:
        m->type = MESSAGE_AUDIO;
        m->media.voice = true;
        break;
    case 4:
        m->type = MESSAGE_LOCATION;
        m->location.present = true;
        m->location.latitude = -7.7 - (double)roll(w, 300) / 1000;
        m->location.longitude = 113.0 + (double)roll(w, 600) / 1000;
        break;
    case 5:
        m->type = MESSAGE_REACTION;
        if (!ours_at_random(w, &m->target)) m->target = STR("wamid.unknown");
        m->text = str_of(thumbs[roll(w, LENGTH(thumbs))]);
        break;
    case 6: m->type = roll(w, 2) ? MESSAGE_STICKER : MESSAGE_UNSUPPORTED; break;
    default:
        if (!tap(w, m)) m->type = MESSAGE_STICKER;
        break;
    }
}

static void deliver(struct world *w, const char *text, bool plain)
{
    char wamid[40];
    struct inbound kept = { 0 };
    struct understood u = { 0 };
    (void)snprintf(wamid, sizeof wamid, "wamid.r%llx.%zu", (unsigned long long)w->dice,
                   w->messages++);
    (void)snprintf(w->last, sizeof w->last, "%s: %s", wamid, text);
    size_t copies = plain || roll(w, 8) ? 1 : 3;
    w->asked = value(w, "SELECT COALESCE(MAX(asked), 0) FROM conversation WHERE contact_id = %lld",
                     w->contact_id);
    int64_t rows = 0;
    for (size_t copy = 0; copy < copies; copy++) {
        struct inbound *m = add_text(w->c, wamid, w->phone, w->bsuid, text);
        if (copy == 0 && !plain) shape(w, m, &w->c->understood[0]);
        if (copy > 0) *m = kept;
        m->sent_at = w->at - (plain || roll(w, 8) ? 0 : (int64_t)roll(w, 200) * MS_PER_SECOND);
        if (copy == 0) u = w->c->understood[0];
        if (copy == 0) kept = *m;
        take(w->c);
        if (w->c->result.quarantined) fail_msg("in quarantine: %s", w->last);
        int64_t now = value(w, "SELECT COUNT(*) FROM outbox WHERE id > %lld", w->seen);
        if (copy > 0) assert_int_equal(now, rows);
        rows = now;
    }
    w->contact_id = value(w,
                          "SELECT MAX(contact_id) FROM message WHERE id = (SELECT MAX(id) FROM "
                          "message WHERE direction = 0) + 0 * %lld",
                          0);
    check_bound(w, wamid, &u);
    check_replies(w);
}

/* --- what staff and time do --- */

static void staff_does(struct world *w)
{
    static const struct staff admin = { .id = 1, .role = ROLE_ADMIN, .name = { "uji", 3 } };
    static const enum ticket_status ways[] = { STATUS_VERIFIED, STATUS_IN_PROGRESS, STATUS_RESOLVED,
                                               STATUS_RESOLVED, STATUS_AWAITING_REPORTER };
    struct err e = { 0 };
    struct ticket t;
    struct intake_options options = intake_case_options();
    int64_t id = value(w,
                       "SELECT COALESCE((SELECT id FROM ticket WHERE contact_id = %lld ORDER BY "
                       "updated_at LIMIT 1), 0)",
                       w->contact_id);
    if (id == 0) return;
    struct casework c = { .db = w->c->db,
                          .options = &options,
                          .arena = &w->c->arena,
                          .who = &admin,
                          .now = w->c->work.now,
                          .ticket = &t };
    struct casework_move move = { .to = ways[roll(w, LENGTH(ways))],
                                  .reason = STR("Sudah diperiksa."),
                                  .message = STR("Sudah dikerjakan petugas."),
                                  .department = STR_EMPTY };
    static const char *const units[] = { "PUPR", "DISHUB", "DLH" };
    const struct casework_assignment to = { .department = str_of(units[roll(w, LENGTH(units))]),
                                            .note = STR_EMPTY };
    must(db_begin(w->c->db, &e), &e);
    must(ticket_get(w->c->db, id, &w->c->arena, &t, &e), &e);
    bool ok = t.status < STATUS_ASSIGNED && t.kind != KIND_WHISTLEBLOWING
                  ? casework_assign(&c, &to, &e)
                  : casework_move(&c, &move, &e);
    must(ok, &e);
    must(db_commit(w->c->db, &e), &e);
    check_replies(w);
}

static void time_passes(struct world *w)
{
    static const int64_t seconds[] = { 5, 30, 120, 700, 3600, 90000, 1000000 };
    struct err e = { 0 };
    struct upkeep_result result;
    struct intake_options options = intake_case_options();
    w->at += seconds[roll(w, LENGTH(seconds))] * MS_PER_SECOND;
    w->c->work.now = w->at + MS_PER_SECOND;
    must(db_begin(w->c->db, &e), &e);
    must(upkeep_run(w->c->db, &options, w->c->work.now, &result, &e), &e);
    must(db_commit(w->c->db, &e), &e);
    check_replies(w);
}

/* --- nobody is stuck --- */

static void must_answer(struct world *w, const char *text, const char *how)
{
    size_t before = w->replies;
    w->at += 2 * MS_PER_HOUR;
    w->c->work.now = w->at + MS_PER_SECOND;
    deliver(w, text, true);
    if (w->replies == before) fail_msg("%s is not answered after %s", text, how);
}

static void check_not_stuck(struct world *w)
{
    char how[sizeof w->last];
    memcpy(how, w->last, sizeof how);
    must_answer(w, "menu", how);
    must_answer(w, "status", how);
    must_answer(w, "Jembatan gantung putus di desa Tiris kecamatan Tiris", how);
    must_answer(w, "petugas", how);
}

/* Whatever was said and done: each ticket is what its lines say. */
static void check_trail(struct world *w)
{
    struct chain_report chain;
    struct err e = { 0 };
    must(event_verify(w->c->db, NULL, &chain, &e), &e);
    if (chain.broken_at) fail_msg("event %lld: %s", (long long)chain.broken_at, chain.why);
    assert_int_equal(chain.events, value(w, "SELECT COUNT(*) FROM event", 0));
}

static void test_random_chats(void **state)
{
    int64_t runs = dice_setting("RUNS", RUNS), seed = dice_setting("SEED", 1);
    struct err e = { 0 };
    struct world w = { .c = *state, .at = NOW };
    size_t messages = 0, replies = 0;
    must(db_script(w.c->db, "PRAGMA synchronous = OFF", &e), &e); /* nothing outlives the test */
    for (int64_t i = 0; i < runs; i++) {
        w.dice = (uint64_t)(seed * 1000003 + i);
        w.contact_id = 0;
        if (i % 5)
            (void)snprintf(w.phone, sizeof w.phone, "62813%08lld", (long long)i);
        else
            w.phone[0] = 0;
        (void)snprintf(w.bsuid, sizeof w.bsuid, "ID.%08lld", (long long)i);
        for (size_t step = 1 + roll(&w, STEPS_MAX); step-- > 0;) {
            deliver(&w, sentences[roll(&w, sentence_count)], false);
            w.at += (int64_t)roll(&w, 90) * MS_PER_SECOND;
            w.c->work.now = w.at + MS_PER_SECOND;
            if (roll(&w, 3) == 0) staff_does(&w);
            if (roll(&w, 5) == 0) time_passes(&w);
            arena_clear(&w.c->arena);
        }
        check_not_stuck(&w);
        arena_clear(&w.c->arena);
    }
    check_trail(&w);
    messages = w.messages;
    replies = w.replies;
    print_message("%lld conversations of %zu sentences: %zu messages, %zu replies\n",
                  (long long)runs, sentence_count, messages, replies);
    reply_truth_tell();
    assert_true(replies > messages / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_chats, intake_case_setup, intake_case_teardown),
    };
    return cmocka_run_group_tests(tests, load_all, intake_case_group_teardown);
}
