/* test_session_store.c - sessions and tokens: who is found by what is shown, and until when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/sign_in.h"
#include "store/session_store.h"
#include "store/staff_store.h"
#include "store/token_store.h"
#include "store_case.h"
#include <stdio.h>

#define NOW CASE_NOW

static int64_t account(struct store_case *c, const char *name)
{
    struct err e = { 0 };
    int64_t id;
    struct staff_draft draft = {
        .name = str_of(name), .department = STR("PUPR"), .role = ROLE_OFFICER, .now = NOW
    };
    must(staff_insert(c->db, &draft, &id, &e), &e);
    return id;
}

static bool session_is(struct store_case *c, const char *cookie, int64_t now, struct session *out)
{
    struct err e = { 0 };
    if (session_find(c->db, str_of(cookie), now, &c->arena, out, &e)) return true;
    assert_int_equal(e.code, ERR_NOT_FOUND);
    return false;
}

static void test_a_session(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct session s;
    int64_t id = account(c, "peni");
    must(session_insert(c->db, id, STR("kue"), NOW, &e), &e);
    assert_true(session_is(c, "kue", NOW, &s));
    assert_int_equal(s.staff.id, id);
    assert_int_equal(s.staff.role, ROLE_OFFICER);
    assert_true(str_equal(s.staff.name, STR("peni")));
    assert_true(str_equal(s.staff.department, STR("PUPR")));
    assert_int_equal(s.expires_at, NOW + SESSION_IDLE_MS);
    assert_false(session_is(c, "lain", NOW, &s));
    assert_true(session_is(c, "kue", NOW + SESSION_IDLE_MS - 1, &s));
    assert_false(session_is(c, "kue", NOW + SESSION_IDLE_MS, &s));

    must(session_touch(c->db, STR("kue"), NOW, NOW + 60000, &e), &e);
    assert_true(session_is(c, "kue", NOW + SESSION_IDLE_MS, &s));
    assert_int_equal(s.seen_at, NOW + 60000);
    /* an older touch that comes late takes nothing away; one that comes too late wakes nobody */
    must(session_touch(c->db, STR("kue"), NOW, NOW + 1, &e), &e);
    must(session_touch(c->db, STR("kue"), NOW, NOW + MS_PER_DAY, &e), &e);
    assert_true(session_is(c, "kue", NOW + SESSION_IDLE_MS, &s));
    assert_int_equal(s.seen_at, NOW + 60000);

    must(session_delete(c->db, STR("kue"), &e), &e);
    assert_false(session_is(c, "kue", NOW, &s));
    must(session_delete(c->db, STR("kue"), &e), &e);
}

static void test_a_closed_account_has_none(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct session s;
    int64_t id = account(c, "peni"), other = account(c, "dedi");
    must(session_insert(c->db, id, STR("a"), NOW, &e), &e);
    must(session_insert(c->db, other, STR("b"), NOW, &e), &e);
    must(staff_disable(c->db, id, NOW, &e), &e);
    assert_false(session_is(c, "a", NOW, &s));
    must(session_delete_of(c->db, other, &e), &e);
    assert_false(session_is(c, "b", NOW, &s));
    case_equals(c, "SELECT COUNT(*) FROM session", 1);
}

static void test_tidying(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct session s;
    char cookie[16];
    int64_t id = account(c, "peni"), other = account(c, "dedi");
    must(session_insert(c->db, other, STR("lama"), NOW - MS_PER_DAY, &e), &e);
    must(session_insert(c->db, other, STR("baru"), NOW, &e), &e);
    for (int i = 0; i < SESSIONS_MAX + 2; i++) {
        (void)snprintf(cookie, sizeof cookie, "kue%d", i);
        must(session_insert(c->db, id, str_of(cookie), NOW, &e), &e);
    }
    must(session_tidy(c->db, id, NOW, &e), &e);
    case_equals(c, "SELECT COUNT(*) FROM session", SESSIONS_MAX + 1);
    assert_false(session_is(c, "kue1", NOW, &s)); /* the oldest made room */
    assert_true(session_is(c, "kue2", NOW, &s));
    assert_true(session_is(c, "baru", NOW, &s));
}

static bool token_is(struct store_case *c, const char *token, int64_t now, struct token_grant *out)
{
    struct err e = { 0 };
    if (token_find(c->db, str_of(token), now, &c->arena, out, &e)) return true;
    assert_int_equal(e.code, ERR_NOT_FOUND);
    return false;
}

static int64_t token_put(struct store_case *c, int64_t staff_id, const char *token,
                         const char *label, int64_t expires_at)
{
    struct err e = { 0 };
    int64_t id;
    struct token_draft draft = { .staff_id = staff_id,
                                 .token = str_of(token),
                                 .label = str_of(label),
                                 .read_only = expires_at != 0,
                                 .expires_at = expires_at,
                                 .now = NOW };
    must(token_insert(c->db, &draft, &id, &e), &e);
    return id;
}

static void test_tokens(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct token_grant g;
    struct token_row rows[8];
    size_t count;
    int64_t id = account(c, "peni"), other = account(c, "dedi");
    int64_t plain = token_put(c, id, "satu", "", 0);
    (void)token_put(c, id, "dua", "dasbor", NOW + 10);
    assert_true(token_is(c, "satu", NOW + MS_PER_DAY, &g));
    assert_true(g.staff.id == id && !g.read_only && g.expires_at == 0);
    assert_true(token_is(c, "dua", NOW + 9, &g));
    assert_true(g.read_only && g.expires_at == NOW + 10);
    assert_false(token_is(c, "dua", NOW + 10, &g));
    must(token_list(c->db, id, &c->arena, rows, 8, &count, &e), &e);
    assert_int_equal(count, 2);
    assert_true(rows[0].id == plain && str_equal(rows[1].label, STR("dasbor")));

    assert_false(token_revoke(c->db, other, plain, NOW, &e)); /* not one of theirs */
    assert_int_equal(e.code, ERR_NOT_FOUND);
    const struct str label = STR("dasbor"), none = STR("tidak ada");
    int64_t revoked;
    must(token_revoke_next(c->db, id, &none, NOW, &revoked, &e), &e);
    assert_int_equal(revoked, 0);
    must(token_revoke_next(c->db, id, &label, NOW, &revoked, &e), &e);
    assert_int_equal(revoked, rows[1].id);
    assert_false(token_is(c, "dua", NOW, &g));
    assert_true(token_is(c, "satu", NOW, &g));
    must(token_revoke(c->db, id, plain, NOW, &e), &e);
    assert_false(token_is(c, "satu", NOW, &g));
    assert_false(token_revoke(c->db, id, plain, NOW, &e)); /* once */
    must(token_revoke_next(c->db, id, NULL, NOW, &revoked, &e), &e);
    assert_int_equal(revoked, 0);
    must(token_list(c->db, id, &c->arena, rows, 8, &count, &e), &e);
    assert_int_equal(count, 0);
}

static void test_accounts_change(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct staff_row row;
    int64_t id = account(c, "peni"), admins;
    must(staff_count_admins(c->db, &admins, &e), &e);
    assert_int_equal(admins, 0);
    assert_false(staff_set_role(c->db, id, ROLE_ADMIN, STR("PUPR"), &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    must(staff_set_role(c->db, id, ROLE_ADMIN, STR_EMPTY, &e), &e);
    must(staff_set_failures(c->db, id, (struct failures){ 4, NOW }, &e), &e);
    must(staff_find(c->db, STR("peni"), &c->arena, &row, &e), &e);
    assert_true(row.staff.role == ROLE_ADMIN && row.staff.department.len == 0);
    assert_true(row.failures.count == 4 && row.failures.last_at == NOW && !row.password_hash);
    must(staff_set_password(c->db, id, "$argon2id$contoh", &e), &e);
    must(staff_find(c->db, STR("peni"), &c->arena, &row, &e), &e);
    assert_string_equal(row.password_hash, "$argon2id$contoh");
    assert_int_equal(row.failures.count, 0);
    must(staff_disable(c->db, id, NOW, &e), &e);
    must(staff_count_admins(c->db, &admins, &e), &e);
    assert_int_equal(admins, 0);
    must(staff_enable(c->db, id, &e), &e);
    must(staff_count_admins(c->db, &admins, &e), &e);
    assert_int_equal(admins, 1);
    assert_false(staff_find(c->db, STR("nemo"), &c->arena, &row, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_a_session), CASE(test_a_closed_account_has_none), CASE(test_tidying),
        CASE(test_tokens),    CASE(test_accounts_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
