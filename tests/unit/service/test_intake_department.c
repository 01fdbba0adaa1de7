/* test_intake_department.c - whose ticket it becomes: what was understood, unless the place or
 * confidence says otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "intake_case.h"
#include <stdio.h>

#define TICKETS_OF "SELECT COUNT(*) FROM ticket WHERE department = "

static const struct department elsewhere = { .code = { "SETDA", 5 }, .name = { "Setda", 5 } };

static void test_the_department_that_was_understood(void **state)
{
    static const struct {
        const char *rule, *text, *sql;
        const struct department *department; /* NULL: the category's own */
    } rows[] = {
        { "another than the category's", "jalan rusak di Semampir Kraksaan", TICKETS_OF "'SETDA'",
          &elsewhere },
        { "nobody: the category's", "jalan rusak di Semampir Kraksaan", TICKETS_OF "'PUPR'", NULL },
        { "nobody and no category's: the office of the place", "kantor desa tutup di Leces",
          TICKETS_OF "'KEC-05'", NULL },
        { "the city comes before it", "jalan rusak di Mayangan", TICKETS_OF "'KOTA'", &elsewhere },
        { "so does another regency", "jalan rusak di Lumajang", TICKETS_OF "'LUAR'", &elsewhere },
        { "and confidence", "ada pungli di kantor kecamatan", TICKETS_OF "'INSPEKTORAT'",
          &elsewhere },
    };
    struct intake_case *c = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char wamid[32], phone[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        (void)snprintf(phone, sizeof phone, "62800000000%zu", i);
        (void)add_text(c, wamid, phone, "", rows[i].text);
        c->understood[0].department = rows[i].department;
        int64_t before = ask(c, rows[i].sql);
        take(c);
        if (ask(c, rows[i].sql) != before + 1) fail_msg("%s", rows[i].rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_department_that_was_understood, intake_case_setup,
                                        intake_case_teardown),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
