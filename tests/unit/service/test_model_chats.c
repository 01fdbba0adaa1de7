/* test_model_chats.c - what must hold whatever a trained model says: the chats of
 * tests/data/model_chats.txt, with rules alone, with a model of the tests' own texts, and with one
 * that learnt each of them as another unit's, and is wrong without a doubt. Each reply is read
 * back: what it says of its ticket is so. And danger, confidence and places are heard alike in all
 * sentences of the tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_file.h"
#include "cli/app.h"
#include "cli/labelled.h"
#include "nlu/understand.h"
#include "reply_truth.h"
#include <stdio.h>
#include <stdlib.h>

#define CHATS_MIN     20
#define OWN_MAX       500
#define SENTENCES_MIN 400

static struct desk *desk;
static struct area *area;
static int replies; /* that were read back */
static struct labelled own;
static struct labelled sentences; /* of nobody: only their texts count */

/* Told, and now in the database. */
static void read_replies(struct chat_run *r)
{
    struct err e = { 0 };
    int64_t newest = ask(r->c, "SELECT COALESCE(MAX(id), 0) FROM outbox");
    for (; r->read < newest; r->read++) {
        struct db_rows *rows;
        struct outbound m = { 0 };
        struct str content;
        bool more;
        must(db_open_rows(r->c->db, STMT_OUTBOX_LIST_ALL,
                          VALUES(V_INT(r->read + 2), V_INT(true), V_INT(1)), &rows, &e),
             &e);
        must(db_step(rows, &more, &e), &e);
        bool there = more && db_int(rows, 0) == r->read + 1; /* else it was taken back */
        if (there) must(db_text_copy(rows, 4, &r->c->arena, &content, &e), &e);
        db_close_rows(rows);
        if (!there) continue;
        must(outbound_decode(content, &r->c->arena, &m, &e), &e);
        char sql[120];
        (void)snprintf(sql, sizeof sql, "SELECT contact_id FROM outbox WHERE id = %lld",
                       (long long)r->read + 1);
        int64_t to = ask(r->c, sql);
        (void)snprintf(sql, sizeof sql, "SELECT language FROM conversation WHERE contact_id = %lld",
                       (long long)to);
        int64_t language = ask(r->c, sql);
        replies++;
        reply_truth_check(r->c, to, language > 0 ? (enum language)language : LANGUAGE_INDONESIAN,
                          &m);
    }
}

/* Nothing is told before what was taken is given back. */
static int play(const struct nlu_model *model, int *chats)
{
    intake_case_model(model);
    int bad = chat_file_play("model_chats.txt", area, read_replies, chats);
    intake_case_model(NULL);
    return bad;
}

static void told(const char *which, int bad, int chats)
{
    assert_true(chats >= CHATS_MIN);
    assert_true(replies >= 2 * chats);
    replies = 0;
    if (bad) fail_msg("%s: %d of %d chats did not go as written", which, bad, chats);
}

static void test_rules_alone(void **state)
{
    int chats, bad = play(NULL, &chats);
    (void)state;
    told("rules alone", bad, chats);
}

/* In danger nobody is asked whether the unit is right: keywords must speak for it. */
static bool is_guessed(const struct understood *rules, const struct understood *both)
{
    bool spoken_for = both->department == rules->department;
    for (size_t i = 0; i < rules->evident; i++)
        spoken_for |= both->department == rules->candidates[i];
    return rules->urgent && !spoken_for;
}

/* Whatever this model says, is heard and placed as the rules hear and place it. */
static int hear(const struct nlu_model *model)
{
    struct err e = { 0 };
    struct arena arena = { 0 };
    struct nlu *rules = nlu_create(desk, "LK", NULL, &e);
    must(rules != NULL, &e);
    struct nlu *both = nlu_create(desk, "LK", model, &e);
    must(both != NULL, &e);
    int bad = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        struct understood a, b;
        struct str text = sentences.texts[i].text;
        must(nlu_understand(rules, text, telling_at(NOW), &arena, &a, &e), &e);
        must(nlu_understand(both, text, telling_at(NOW), &arena, &b, &e), &e);
        bool same = a.intent == b.intent && a.urgent == b.urgent && a.place == b.place &&
                    a.whistleblowing == b.whistleblowing && a.confidential == b.confidential &&
                    a.namesake_count == b.namesake_count && a.language == b.language;
        /* Where a keyword names the danger itself. */
        bool named = a.urgent && a.category_heard && a.category->priority > PRIORITY_NORMAL;
        bool owner = !named || (a.department == b.department && a.category == b.category);
        bool alike = same && owner && !is_guessed(&a, &b);
        if (!alike) print_message("heard otherwise: %.*s\n", STR_ARG(text));
        bad += !alike;
        arena_clear(&arena);
    }
    nlu_destroy(both);
    nlu_destroy(rules);
    return bad;
}

static void play_with(const struct labelled_text *texts, const char *which)
{
    struct buf bytes;
    struct err e = { 0 };
    int chats;
    buf_init(&bytes, MODEL_BYTES_MAX);
    must(nlu_train(texts, own.count, &bytes, &e), &e);
    struct nlu_model *model = nlu_model_create(buf_view(&bytes), &e);
    must(model != NULL, &e);
    int bad = play(model, &chats), deaf = hear(model);
    nlu_model_destroy(model);
    buf_finish(&bytes);
    told(which, bad, chats);
    if (deaf) fail_msg("%s: %d sentences are heard otherwise", which, deaf);
}

static void test_own_model(void **state)
{
    (void)state;
    play_with(own.texts, "a model of our own texts");
}

/* The department that follows in departments.csv among those of the texts. */
static struct str next_department(struct str code)
{
    size_t at = 0;
    while (!str_equal(desk->departments[at].code, code))
        at++;
    for (;;) {
        at = (at + 1) % desk->department_count;
        for (size_t i = 0; i < own.count; i++)
            if (str_equal(own.texts[i].department, desk->departments[at].code))
                return desk->departments[at].code;
    }
}

static void test_wrong_model(void **state)
{
    static struct labelled_text wrong[OWN_MAX];
    (void)state;
    assert_in_range(own.count, 1, OWN_MAX);
    for (size_t i = 0; i < own.count; i++)
        wrong[i] =
            (struct labelled_text){ next_department(own.texts[i].department), own.texts[i].text };
    play_with(wrong, "a model that is always wrong");
}

/* Of a file of tests/data the words between two tabs; the rest of the line is another test's. */
static void sentences_read(const char *name, size_t column)
{
    char path[512], line[1024];
    const char *root = getenv("KANDA_ROOT");
    struct err e = { 0 };
    (void)snprintf(path, sizeof path, "%s/tests/data/%s", root ? root : ".", name);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("cannot open %s", path);
    while (fgets(line, sizeof line, f)) {
        struct str text = str_trim(str_of(line));
        if (text.len == 0 || text.at[0] == '#') continue;
        for (size_t i = 0; i < column; i++)
            text = str_slice(text, str_find(text, STR("\t"), 0) + 1, text.len);
        text = str_slice(text, 0, str_find(text, STR("\t"), 0));
        must(labelled_add(&sentences, desk->desk_department, text, &e), &e);
    }
    assert_int_equal(fclose(f), 0);
}

static int group_setup(void **state)
{
    char path[512];
    const char *root = getenv("KANDA_ROOT");
    struct err e = { 0 };
    if (intake_case_group_setup(state) != 0) return -1;
    desk = desk_load("", &e);
    must(desk != NULL, &e);
    area = area_create(desk, STR_EMPTY, &e);
    must(area != NULL, &e);
    (void)snprintf(path, sizeof path, "%s/tests/data/routing-own.tsv", root ? root : ".");
    must(labelled_read(&own, desk, path, &e), &e);
    sentences_read("routing-own.tsv", 1);
    sentences_read("danger_sentences.tsv", 1);
    sentences_read("place_sentences.tsv", 0);
    sentences_read("placeless_sentences.tsv", 0);
    assert_true(sentences.count >= SENTENCES_MIN);
    return 0;
}

static int group_teardown(void **state)
{
    labelled_finish(&sentences);
    labelled_finish(&own);
    area_destroy(area);
    desk_destroy(desk);
    return intake_case_group_teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_alone),
        cmocka_unit_test(test_own_model),
        cmocka_unit_test(test_wrong_model),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
