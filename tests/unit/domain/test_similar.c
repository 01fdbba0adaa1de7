/* test_similar.c - which reports of two citizens may be one matter, and which never are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "desk_case.h"
#include "domain/similar.h"

#define HERE  "99.01.14.2001"
#define THERE "99.01.15.1001"

static const struct similar_rule rule = { 14 * MS_PER_DAY, 300 };

static const struct row {
    const char *says;
    const char *category;
    const char *village; /* of the other; the first lies HERE */
    enum ticket_kind kind;
    bool confidential;
    enum ticket_status status;
    bool similar;
} rows[] = {
    { "the same road of the same village", "road", HERE, KIND_COMPLAINT, false, STATUS_ASSIGNED,
      true },
    { "a road of another village", "road", THERE, KIND_COMPLAINT, false, STATUS_ASSIGNED, false },
    { "a road that is done", "road", HERE, KIND_COMPLAINT, false, STATUS_CLOSED, false },
    { "a road reported in confidence", "road", HERE, KIND_COMPLAINT, true, STATUS_ASSIGNED, false },
    { "a wish for a road", "road", HERE, KIND_ASPIRATION, false, STATUS_ASSIGNED, false },
    { "what is each household's own", "office", HERE, KIND_COMPLAINT, false, STATUS_ASSIGNED,
      false },
    { "nobody knows what", "other", HERE, KIND_COMPLAINT, false, STATUS_ASSIGNED, false },
    { "a category that the desk has no more", "gone", HERE, KIND_COMPLAINT, false, STATUS_ASSIGNED,
      false },
};

static void test_the_same_or_only_the_same_kind(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    struct err e = { 0 };
    struct desk *desk = desk_create(&files, &e);
    if (!desk) fail_msg("%s", e.text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *r = &rows[i];
        struct ticket mine = { .id = 1,
                               .contact_id = 1,
                               .kind = KIND_COMPLAINT,
                               .status = STATUS_RECEIVED,
                               .category = str_of(r->category),
                               .village = STR(HERE) };
        struct ticket other = { .id = 2,
                                .contact_id = 2,
                                .kind = r->kind,
                                .status = r->status,
                                .confidential = r->confidential,
                                .category = str_of(r->category),
                                .village = str_of(r->village) };
        double metres;
        if (ticket_is_similar(desk, &rule, &mine, &other, &metres) != r->similar)
            fail_msg("%s: want %s", r->says, r->similar ? "similar" : "not similar");
    }
    desk_destroy(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_same_or_only_the_same_kind) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
