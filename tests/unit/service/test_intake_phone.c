/* test_intake_phone.c - a citizen whom WhatsApp shows without a number is asked for it when a human
 * is to call, and keeps it once it was shared by our button. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "intake_case.h"

#define BSUID     "ID.1000000000000000001"
#define SHARED    "+62 812-0000-0001"
#define WA_ID     "6281200000001"
#define REQUESTS  "SELECT COUNT(*) FROM outbox WHERE type = 'contact_request'"
#define WITH_ID   "SELECT COUNT(*) FROM contact WHERE wa_id = '" WA_ID "' AND bsuid = '" BSUID "'"
#define PHONE_OUT "SELECT COUNT(*) FROM outbox WHERE content LIKE '%nomornya sudah kami simpan%'"

static void say(struct intake_case *c, const char *wamid, const char *phone, const char *text)
{
    struct inbound *m = add_text(c, wamid, phone, BSUID, text);
    m->sent_at = NOW;
    take(c);
}

static void share(struct intake_case *c, const char *wamid, struct str phone, bool on_request)
{
    struct inbound *m = add_text(c, wamid, "", BSUID, "");
    m->type = MESSAGE_CONTACTS;
    m->sent_at = NOW + 1000;
    m->shared_phone = phone;
    m->shared_on_request = on_request;
    take(c);
}

static void test_asked_beside_the_new_ticket(void **state)
{
    struct intake_case *c = *state;
    say(c, "wamid.1", "", "petugas");
    ask_equals(c, REQUESTS " AND content LIKE '%LK26-%' AND content LIKE '%membagikan nomor%'", 1);
    share(c, "wamid.2", STR(SHARED), true);
    ask_equals(c, WITH_ID, 1);
    ask_equals(c, PHONE_OUT, 1);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'joined'", 1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 1);
    ask_equals(c, "SELECT asked FROM conversation", 0);
    say(c, "wamid.3", "", "petugas"); /* known now: not asked again */
    ask_equals(c, REQUESTS, 1);
}

static void test_asked_about_an_open_ticket(void **state)
{
    struct intake_case *c = *state;
    say(c, "wamid.1", "", "Jalan berlubang di desa Sebaung kecamatan Gending");
    ask_equals(c, REQUESTS, 0);
    say(c, "wamid.2", "", "petugas");
    ask_equals(c, REQUESTS " AND content LIKE '%dibaca petugas%'", 1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 1);
}

static void test_not_asked_of_whoever_has_one(void **state)
{
    struct intake_case *c = *state;
    say(c, "wamid.1", WA_ID, "petugas");
    ask_equals(c, REQUESTS, 0);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'text'", 1);
}

static void test_only_the_own_number_counts(void **state)
{
    static const struct {
        struct str phone;
        bool on_request;
    } rows[] = {
        { { SHARED, sizeof SHARED - 1 }, false }, /* a card that was passed on */
        { { "0812-0000-0001", 14 }, true },       /* of which country? */
        { { "112", 3 }, true },
        { { "6281200000001234567", 19 }, true },
        { { "kantor", 6 }, true },
    };
    struct intake_case *c = *state;
    char wamid[] = "wamid.a";
    say(c, "wamid.1", "", "petugas");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wamid[6]++;
        share(c, wamid, rows[i].phone, rows[i].on_request);
        ask_equals(c, "SELECT COUNT(*) FROM contact WHERE wa_id IS NOT NULL", 0);
    }
}

/* The number is known from before BSUIDs: one person, seen from two sides. */
static void test_the_number_joins_what_was_two(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", WA_ID, "", "Lampu jalan mati di desa Maron Kidul")->sent_at = NOW - 9000;
    take(c);
    say(c, "wamid.2", "", "petugas");
    share(c, "wamid.3", STR(SHARED), true);
    ask_equals(c, WITH_ID, 1);
    ask_equals(c, "SELECT COUNT(DISTINCT contact_id) FROM ticket", 1);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, intake_case_setup, intake_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_asked_beside_the_new_ticket),   CASE(test_asked_about_an_open_ticket),
        CASE(test_not_asked_of_whoever_has_one),  CASE(test_only_the_own_number_counts),
        CASE(test_the_number_joins_what_was_two),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
