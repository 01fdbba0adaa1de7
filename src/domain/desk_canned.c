/* desk_canned.c - canned.csv: words that staff often need, with the gaps that a ticket fills. */
#include "desk_private.h"
#include "domain/reply.h"
#include "domain/role.h"

#define TITLE_MAX 40

enum column { CODE, TITLE, ROLES, BODY };

/* Whoever may write to citizens. */
#define WRITERS (1u << ROLE_ADMIN | 1u << ROLE_OPERATOR | 1u << ROLE_OFFICER)

/* "admin|operator"; empty: all who may write. */
static bool read_roles(const struct table *t, struct canned_answer *a)
{
    struct str rest = table_field(t, ROLES), name;
    a->roles = rest.len ? 0 : WRITERS;
    while (str_cut(&rest, '|', &name)) {
        enum role role;
        if (!role_parse(str_trim(name), &role) || !(WRITERS & 1u << role))
            return table_fault(t, "roles: want admin, operator, officer, between |");
        a->roles |= 1u << role;
    }
    return true;
}

static bool read_body(const struct table *t, struct canned_answer *a)
{
    struct err why = { 0 };
    if (!table_words(t, BODY, CANNED_BODY_MAX, false, &a->body)) return false;
    return reply_canned_check(a->body, &why) || table_fault(t, "%s", why.text);
}

static bool read_answer(const struct table *t, size_t n, void *into)
{
    struct canned_answer *all = into, *a = &all[n];
    if (!table_code(t, CODE, &a->code) || !table_words(t, TITLE, TITLE_MAX, false, &a->title) ||
        !read_roles(t, a) || !read_body(t, a))
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_equal(all[i].code, a->code) || str_equal(all[i].title, a->title))
            return table_fault(t, "this code or title stands there already");
    return true;
}

bool desk_load_canned(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    if (!table_open(&t, desk, "canned.csv", text, "code,title,roles,body", e)) return false;
    struct canned_answer *all = table_items(&t, sizeof *all);
    if (!all || !table_each(&t, read_answer, all, &count)) return false;
    desk->canned = all;
    desk->canned_count = count;
    return true;
}
