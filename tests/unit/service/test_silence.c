/* test_silence.c - a human answers from the WhatsApp Business app: it is recorded, and the bot is
 * silent in that chat for an hour, while everything else goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "intake_case.h"

#define PHONE      "6281200000001"
#define OTHER      "6281200000002"
#define UNNUMBERED "ID.1234567890"
#define ROAD       "Jalan berlubang di desa Sebaung kecamatan Gending"
#define LIGHT      "Lampu jalan mati di desa Maron Kidul kecamatan Maron"
#define FIRE       "TOLONG KEBAKARAN rumah di desa sumberanyar paiton"
#define REPLIES    "SELECT COUNT(*) FROM outbox"
#define TICKETS    "SELECT COUNT(*) FROM ticket"

static void report(struct intake_case *c, const char *wamid, const char *phone, const char *text)
{
    add_text(c, wamid, phone, "", text);
    take(c);
    assert_int_equal(c->result.quarantined, 0);
}

static void human(struct intake_case *c, const char *wamid, const char *text)
{
    add_echo(c, wamid, PHONE, text);
    take(c);
    assert_int_equal(c->result.quarantined, 0);
}

static void test_a_human_reply_stands_in_the_timeline(void **state)
{
    struct intake_case *c = *state;
    report(c, "wamid.1", PHONE, ROAD);
    human(c, "wamid.e1", "Baik pak, besok kami ke lokasi");
    assert_int_equal(c->result.echoes, 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM event WHERE type = 'reply' AND actor = 'app' AND data LIKE "
               "'%\"in_app\":true%'",
               1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE answered_at IS NOT NULL", 1);
    ask_equals(c, "SELECT COUNT(*) FROM remark WHERE text LIKE 'Baik pak%'", 1);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE data LIKE '%Baik pak%'", 0);
    ask_equals(c,
               "SELECT COUNT(*) FROM message WHERE direction = 1 AND ticket_id IS NOT NULL AND "
               "body_id IS NOT NULL",
               1);
    human(c, "wamid.e1", "Baik pak, besok kami ke lokasi"); /* Meta says it again */
    assert_int_equal(c->result.repeats, 1);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'reply'", 1);
}

static void test_the_bot_is_silent_and_tickets_are_made(void **state)
{
    struct intake_case *c = *state;
    report(c, "wamid.1", PHONE, ROAD);
    human(c, "wamid.e1", "Baik pak");
    int64_t before = ask(c, REPLIES);
    static const char *const said[] = { "Terima kasih", "menu",    "status",   "sudah seminggu pak",
                                        "batal",        "petugas", "asdf qwer" };
    static const char *const ids[] = { "wamid.2", "wamid.3", "wamid.4", "wamid.5",
                                       "wamid.6", "wamid.7", "wamid.8" };
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        report(c, ids[i], PHONE, said[i]);
    ask_equals(c, REPLIES, before);
    ask_equals(c, "SELECT COUNT(*) FROM message WHERE direction = 0", 8);
    report(c, "wamid.9", PHONE, LIGHT);
    ask_equals(c, TICKETS, 2);
    ask_equals(c, REPLIES, before + 1); /* its number waits for the end of the silence */
    ask_equals(c, "SELECT due_at - created_at FROM outbox ORDER BY id DESC LIMIT 1",
               59 * MS_PER_MINUTE + 59 * MS_PER_SECOND);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type <> 'text'", 0); /* and asks nothing */
    /* Somebody else is answered as ever. */
    report(c, "wamid.10", OTHER, "Lampu jalan mati di desa Maron Kidul kecamatan Maron, gelap");
    ask_equals(c, "SELECT due_at - created_at FROM outbox ORDER BY id DESC LIMIT 1", 0);
}

/* The answer that waits for the end of the silence asks nothing: by then the human has asked. */
static void test_the_number_that_waits_asks_nothing(void **state)
{
    struct intake_case *c = *state;
    report(c, "wamid.1", PHONE, ROAD);
    human(c, "wamid.e1", "Baik pak");
    report(c, "wamid.2", PHONE, "Lampu jalan juga mati sudah seminggu"); /* a part of the first? */
    ask_equals(c, TICKETS, 2);
    add_echo(c, "wamid.e2", "", "Selamat pagi")->bsuid = STR(UNNUMBERED);
    take(c);
    add_text(c, "wamid.3", "", UNNUMBERED, "petugas"); /* to be called, and where? */
    take(c);
    ask_equals(c, TICKETS, 3);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE due_at > created_at", 2);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type <> 'text'", 0);
    ask_equals(c, "SELECT COUNT(*) FROM conversation WHERE asked <> 0", 0);
}

static void test_it_ends(void **state)
{
    struct intake_case *c = *state;
    human(c, "wamid.e1", "Selamat pagi"); /* a chat that the bot does not know yet */
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE last_inbound_at = 0",
               1); /* opens no window */
    c->work.now += 59 * MS_PER_MINUTE;
    report(c, "wamid.1", PHONE, "menu");
    ask_equals(c, REPLIES, 0);
    c->work.now += MS_PER_MINUTE;
    report(c, "wamid.2", PHONE, "menu");
    ask_equals(c, REPLIES, 1);
}

static void test_each_further_word_of_the_human_lengthens_it(void **state)
{
    struct intake_case *c = *state;
    human(c, "wamid.e1", "Selamat pagi");
    report(c, "wamid.1", PHONE, ROAD);
    int64_t due = ask(c, "SELECT due_at FROM outbox");
    c->work.now += 30 * MS_PER_MINUTE;
    human(c, "wamid.e2", "Kami cek dulu");
    ask_equals(c, "SELECT due_at FROM outbox", due + 30 * MS_PER_MINUTE);
    /* One that comes late, of an earlier hour, shortens nothing. */
    add_echo(c, "wamid.e3", PHONE, "Sebentar")->sent_at = c->work.now - 50 * MS_PER_MINUTE;
    take(c);
    ask_equals(c, "SELECT due_at FROM outbox", due + 30 * MS_PER_MINUTE);
    ask_equals(c, "SELECT quiet_until FROM conversation", due + 30 * MS_PER_MINUTE);
    /* A clock that runs ahead does not silence the bot for longer. */
    add_echo(c, "wamid.e4", PHONE, "Ya")->sent_at = c->work.now + MS_PER_DAY;
    take(c);
    ask_equals(c, "SELECT quiet_until FROM conversation", c->work.now + 60 * MS_PER_MINUTE);
}

static void test_danger_waits_for_nobody(void **state)
{
    struct intake_case *c = *state;
    human(c, "wamid.e1", "Selamat pagi");
    report(c, "wamid.1", PHONE, ROAD); /* its answer waits */
    report(c, "wamid.2", PHONE, FIRE);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%113%'", 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE due_at > created_at", 0); /* no longer */
    int64_t before = ask(c, REPLIES);
    c->work.now += 11 * MS_PER_MINUTE; /* so long do the numbers that were told stand for all */
    report(c, "wamid.3", PHONE, "Cepat, kebakaran di rumah itu tambah besar");
    ask_equals(c, REPLIES, before + 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE due_at > created_at", 0);
}

/* "ya" is meant for the human, not for the question that the bot asked before. */
static void test_an_answer_to_the_human_is_none_to_the_bot(void **state)
{
    struct intake_case *c = *state;
    report(c, "wamid.1", PHONE, ROAD);
    report(c, "wamid.2", PHONE, "batal");
    ask_equals(c, "SELECT asked FROM conversation", 6); /* really? */
    human(c, "wamid.e1", "Apakah lubangnya dalam?");
    report(c, "wamid.3", PHONE, "ya");
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE status = 7", 0);
    ask_equals(c, "SELECT asked FROM conversation", 6); /* it is asked still */
    c->work.now += 61 * MS_PER_MINUTE;
}

static void test_corrections_of_the_human_are_kept_and_told_to_nobody(void **state)
{
    struct intake_case *c = *state;
    report(c, "wamid.1", PHONE, ROAD);
    add_echo(c, "wamid.e1", PHONE, "")->type = MESSAGE_REVOKE;
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM message WHERE direction = 1", 1);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'reply'", 0);
}

static void test_to_a_group_or_to_nobody(void **state)
{
    struct intake_case *c = *state;
    add_echo(c, "wamid.e1", PHONE, "Halo semua")->group_id = STR("group");
    add_echo(c, "wamid.e2", "", "Halo");
    take(c);
    assert_int_equal(c->result.echoes, 2);
    ask_equals(c, "SELECT COUNT(*) FROM message WHERE contact_id IS NULL", 2);
    ask_equals(c, "SELECT COUNT(*) FROM conversation", 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, intake_case_setup, intake_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_a_human_reply_stands_in_the_timeline),
        CASE(test_the_bot_is_silent_and_tickets_are_made),
        CASE(test_the_number_that_waits_asks_nothing),
        CASE(test_it_ends),
        CASE(test_each_further_word_of_the_human_lengthens_it),
        CASE(test_danger_waits_for_nobody),
        CASE(test_an_answer_to_the_human_is_none_to_the_bot),
        CASE(test_corrections_of_the_human_are_kept_and_told_to_nobody),
        CASE(test_to_a_group_or_to_nobody),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
