/* test_role.c - for whom which ticket exists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/role.h"

static void test_names(void **state)
{
    static const struct {
        enum role role;
        const char *name;
        bool reads;
    } rows[] = {
        { ROLE_ADMIN, "admin", true },      { ROLE_OPERATOR, "operator", true },
        { ROLE_OFFICER, "officer", true },  { ROLE_SUPERVISOR, "supervisor", true },
        { ROLE_AUDITOR, "auditor", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum role parsed = ROLE_NONE;
        assert_string_equal(role_name(rows[i].role), rows[i].name);
        assert_true(role_parse(str_of(rows[i].name), &parsed));
        assert_int_equal(parsed, rows[i].role);
        assert_int_equal(role_reads_tickets(rows[i].role), rows[i].reads);
    }
    assert_string_equal(role_name(ROLE_NONE), "");
    assert_string_equal(role_name(ROLE_END), "");
    assert_false(role_reads_tickets(ROLE_NONE));
    assert_false(role_reads_tickets(ROLE_END));
}

static void test_parse_refuses(void **state)
{
    static const char *const wrong[] = { "", "Admin", "root", "officer ", "none" };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        enum role r = ROLE_AUDITOR;
        if (role_parse(str_of(wrong[i]), &r)) fail_msg("accepted: %s", wrong[i]);
        assert_int_equal(r, ROLE_AUDITOR);
    }
}

static void test_sees(void **state)
{
    static const struct {
        const char *rule;
        enum role role;
        const char *own;
        enum ticket_kind kind;
        const char *department;
        bool sees;
    } rows[] = {
        { "admin sees all", ROLE_ADMIN, "", KIND_COMPLAINT, "PUPR", true },
        { "admin sees whistleblowing", ROLE_ADMIN, "", KIND_WHISTLEBLOWING, "INSPEKTORAT", true },
        { "the desk sees all", ROLE_OPERATOR, "", KIND_INFORMATION, "PUPR", true },
        { "the desk knows of no whistleblowing", ROLE_OPERATOR, "", KIND_WHISTLEBLOWING,
          "INSPEKTORAT", false },
        { "not even with that department on the account", ROLE_OPERATOR, "INSPEKTORAT",
          KIND_WHISTLEBLOWING, "INSPEKTORAT", false },
        { "a supervisor reads all", ROLE_SUPERVISOR, "", KIND_ASPIRATION, "DISHUB", true },
        { "a supervisor knows of no whistleblowing", ROLE_SUPERVISOR, "", KIND_WHISTLEBLOWING,
          "INSPEKTORAT", false },
        { "an officer sees the own department", ROLE_OFFICER, "PUPR", KIND_COMPLAINT, "PUPR",
          true },
        { "and no other", ROLE_OFFICER, "PUPR", KIND_COMPLAINT, "DISHUB", false },
        { "nor one whose code begins alike", ROLE_OFFICER, "KEC-1", KIND_COMPLAINT, "KEC-14",
          false },
        { "an officer without department sees nothing", ROLE_OFFICER, "", KIND_COMPLAINT, "PUPR",
          false },
        { "not even tickets without department", ROLE_OFFICER, "", KIND_COMPLAINT, "", false },
        { "an officer knows of no whistleblowing", ROLE_OFFICER, "PUPR", KIND_WHISTLEBLOWING,
          "PUPR", false },
        { "the inspectorate does", ROLE_OFFICER, "INSPEKTORAT", KIND_WHISTLEBLOWING, "INSPEKTORAT",
          true },
        { "wherever the ticket lies", ROLE_OFFICER, "INSPEKTORAT", KIND_WHISTLEBLOWING, "PUPR",
          true },
        { "the inspectorate sees no others' complaints", ROLE_OFFICER, "INSPEKTORAT",
          KIND_COMPLAINT, "PUPR", false },
        { "an auditor sees no ticket", ROLE_AUDITOR, "", KIND_COMPLAINT, "PUPR", false },
        { "nor whistleblowing", ROLE_AUDITOR, "INSPEKTORAT", KIND_WHISTLEBLOWING, "INSPEKTORAT",
          false },
        { "nobody is nobody", ROLE_NONE, "", KIND_COMPLAINT, "", false },
        { "an impossible role is nobody", ROLE_END, "PUPR", KIND_COMPLAINT, "PUPR", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct staff who = {
            .id = 1, .name = STR("petugas"), .department = str_of(rows[i].own), .role = rows[i].role
        };
        if (staff_sees_ticket(&who, rows[i].kind, str_of(rows[i].department)) != rows[i].sees)
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

/* Officers of the office that has a copy read the ticket; it is not theirs. */
static void test_reads(void **state)
{
    static const struct {
        const char *rule;
        enum role role;
        const char *own;
        enum ticket_kind kind;
        const char *department, *copy;
        bool reads;
    } rows[] = {
        { "the owner", ROLE_OFFICER, "PUPR", KIND_COMPLAINT, "PUPR", "KEC-18", true },
        { "the office in copy", ROLE_OFFICER, "KEC-18", KIND_COMPLAINT, "PUPR", "KEC-18", true },
        { "no other office", ROLE_OFFICER, "KEC-1", KIND_COMPLAINT, "PUPR", "KEC-18", false },
        { "nobody without a copy", ROLE_OFFICER, "KEC-18", KIND_COMPLAINT, "PUPR", "", false },
        { "an officer without department", ROLE_OFFICER, "", KIND_COMPLAINT, "PUPR", "", false },
        { "nothing in confidence", ROLE_OFFICER, "KEC-18", KIND_WHISTLEBLOWING, "INSPEKTORAT",
          "KEC-18", false },
        { "not even for the desk", ROLE_OPERATOR, "", KIND_WHISTLEBLOWING, "INSPEKTORAT", "KEC-18",
          false },
        { "an auditor no ticket", ROLE_AUDITOR, "KEC-18", KIND_COMPLAINT, "PUPR", "KEC-18", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct staff who = {
            .id = 1, .name = STR("petugas"), .department = str_of(rows[i].own), .role = rows[i].role
        };
        const struct ticket t = { .kind = rows[i].kind,
                                  .department = str_of(rows[i].department),
                                  .copy_to = str_of(rows[i].copy) };
        if (staff_reads_ticket(&who, &t) != rows[i].reads) fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_sees),
        cmocka_unit_test(test_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
