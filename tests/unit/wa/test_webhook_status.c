/* test_webhook_status.c - elements of value.statuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "webhook_case.h"

static const struct {
    const char *rule, *value, *expected;
} rows[] = {
    { "sent, with what it costs",
      "\"statuses\":[{\"id\":\"wamid.FAKEOUT1\",\"status\":\"sent\",\"timestamp\":\"1795500500\","
      "\"recipient_id\":\"6281200000001\",\"recipient_user_id\":\"ID.1000000000000000001\","
      "\"biz_opaque_callback_data\":\"lk:out:4711\",\"pricing\":{\"billable\":true,"
      "\"pricing_model\":\"PMP\",\"type\":\"regular\",\"category\":\"service\"}}]",
      "status wamid.FAKEOUT1 1/sent at=1795500500000 wa_id=6281200000001 "
      "bsuid=ID.1000000000000000001 callback=lk:out:4711 pricing=regular category=service\n" },
    { "failed, with its error",
      "\"statuses\":[{\"id\":\"wamid.FAKEOUT1\",\"status\":\"failed\",\"timestamp\":\"1795500500\","
      "\"recipient_id\":\"6281200000001\",\"biz_opaque_callback_data\":\"lk:out:4711\","
      "\"errors\":[{\"code\":131047,\"title\":\"Re-engagement message\",\"message\":\"Other\","
      "\"error_data\":{\"details\":\"More than 24 hours\"}}]}]",
      "status wamid.FAKEOUT1 5/failed at=1795500500000 wa_id=6281200000001 callback=lk:out:4711 "
      "error=131047 title=Re-engagement message detail=More than 24 hours\n" },
    { "the older shape of an error, and its code as a string",
      "\"statuses\":[{\"id\":\"wamid.F\",\"status\":\"failed\",\"errors\":[{\"code\":\"131026\","
      "\"message\":\"Undeliverable\",\"details\":\"Old client\"}]}]",
      "status wamid.F 5/failed error=131026 title=Undeliverable detail=Old client\n" },
    { "each known name has its place, an unknown one is kept",
      "\"statuses\":[{\"id\":\"wamid.1\",\"status\":\"read\"},{\"id\":\"wamid.1\",\"status\":"
      "\"delivered\"},{\"id\":\"wamid.1\",\"status\":\"sent\"},{\"id\":\"wamid.1\",\"status\":"
      "\"played\"},{\"id\":\"wamid.1\",\"status\":\"failed\"},{\"id\":\"wamid.1\",\"status\":"
      "\"deleted\"},{\"id\":\"wamid.1\",\"status\":\"SENT\"}]",
      "status wamid.1 3/read\nstatus wamid.1 2/delivered\nstatus wamid.1 1/sent\n"
      "status wamid.1 4/played\nstatus wamid.1 5/failed\nstatus wamid.1 6/deleted\n"
      "status wamid.1 6/SENT\n" },
    { "no id, no name, no object: refused, and the one behind them is read",
      "\"statuses\":[{\"status\":\"sent\"},{\"id\":\"wamid.1\"},{\"id\":\"wamid.1\",\"status\":3},"
      "null,\"sent\",{\"id\":\"wamid.2\",\"status\":\"sent\"}]",
      "status wamid.2 1/sent\n"
      "reject bad_status entry[0].changes[0].statuses[0]: no id or no status name\n"
      "reject bad_status entry[0].changes[0].statuses[1]: no id or no status name\n"
      "reject bad_status entry[0].changes[0].statuses[2]: no id or no status name\n"
      "reject bad_status entry[0].changes[0].statuses[3]: no id or no status name\n"
      "reject bad_status entry[0].changes[0].statuses[4]: no id or no status name\n" },
    { "statuses is no array", "\"statuses\":{\"id\":\"wamid.1\",\"status\":\"sent\"}",
      "reject bad_status entry[0].changes[0]: statuses is not an array\n" },
    { "both names of the parent key",
      "\"statuses\":[{\"id\":\"wamid.1\",\"status\":\"sent\",\"recipient_parent_user_id\":"
      "\"ID.ENT.1\"},{\"id\":\"wamid.2\",\"status\":\"sent\",\"parent_recipient_user_id\":"
      "\"ID.ENT.2\"}]",
      "status wamid.1 1/sent parent=ID.ENT.1\nstatus wamid.2 1/sent parent=ID.ENT.2\n" },
    { "a group is nobody's phone",
      "\"contacts\":[{\"wa_id\":\"6281200000001\"}],\"statuses\":[{\"id\":\"wamid.1\",\"status\":"
      "\"sent\",\"recipient_type\":\"group\",\"recipient_id\":\"120363000000000001\"}]",
      "status wamid.1 1/sent\n" },
    { "a contact fills in what the status lacks",
      "\"contacts\":[{\"wa_id\":\"6281200000002\",\"user_id\":\"ID.2\"},{\"wa_id\":"
      "\"6281200000001\",\"user_id\":\"ID.1\"}],\"statuses\":[{\"id\":\"wamid.1\",\"status\":"
      "\"read\",\"recipient_user_id\":\"ID.1\"}]",
      "status wamid.1 3/read wa_id=6281200000001 bsuid=ID.1\n" },
    { "numbers where strings were promised",
      "\"statuses\":[{\"id\":\"wamid.1\",\"status\":\"sent\",\"timestamp\":1795500500,"
      "\"recipient_id\":6281200000001,\"biz_opaque_callback_data\":4711}]",
      "status wamid.1 1/sent at=1795500500000 wa_id=6281200000001 callback=4711\n" },
    { "odd members do no harm",
      "\"statuses\":[{\"id\":\"wamid.1\",\"status\":\"sent\",\"errors\":{},\"pricing\":[],"
      "\"conversation\":null,\"timestamp\":{},\"recipient_id\":[]}]",
      "status wamid.1 1/sent\n" },
};

static void test_statuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        struct buf text;
        char *body = body_around(rows[i].value);
        buf_init(&text, 1 << 16);
        parsed_open(&p, str_of(body));
        say_batch(&text, &p.batch);
        if (!str_equal(buf_view(&text), str_of(rows[i].expected)))
            fail_msg("%s:\n%s", rows[i].rule, text.at);
        buf_finish(&text);
        parsed_close(&p);
        free(body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_statuses) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
