/* template.c - keys, states, and the rules for a body. */
#include "domain/template.h"
#include "base/unicode.h"

static const struct {
    const char *name;
    size_t params;
} keys[TEMPLATE_KEY_COUNT] = {
    [TEMPLATE_RECEIVED] = { "received", 4 },
    [TEMPLATE_ASSIGNED] = { "assigned", 3 },
    [TEMPLATE_PROGRESS] = { "in_progress", 3 },
    [TEMPLATE_ASKED] = { "asked", 2 },
    [TEMPLATE_RESOLVED] = { "resolved", 2 },
    [TEMPLATE_REFERRED] = { "referred", 3 },
    [TEMPLATE_MERGED] = { "merged", 2 },
    [TEMPLATE_CLOSED] = { "closed", 2 },
    [TEMPLATE_DEADLINE] = { "deadline", 3 },
    [TEMPLATE_REPLY] = { "reply", 2 },
    [TEMPLATE_STAFF_ASSIGNED] = { "staff_assigned", 3 },
    [TEMPLATE_STAFF_REMINDER] = { "staff_reminder", 3 },
    [TEMPLATE_STAFF_DIGEST] = { "staff_digest", 2 },
    [TEMPLATE_STAFF_COPIED] = { "staff_copied", 3 },
    [TEMPLATE_STAFF_NUMBER] = { "staff_number", 1 },
};

const char *template_key_name(enum template_key key)
{
    return (size_t)key < TEMPLATE_KEY_COUNT ? keys[key].name : "";
}

bool template_key_parse(struct str name, enum template_key *out)
{
    for (size_t i = 0; i < TEMPLATE_KEY_COUNT; i++) {
        if (!str_equal(name, str_of(keys[i].name))) continue;
        *out = (enum template_key)i;
        return true;
    }
    return false;
}

size_t template_key_params(enum template_key key)
{
    return (size_t)key < TEMPLATE_KEY_COUNT ? keys[key].params : 0;
}

static const char *const state_names[TEMPLATE_STATE_COUNT] = {
    [TEMPLATE_UNKNOWN] = "unknown",   [TEMPLATE_PENDING] = "pending",
    [TEMPLATE_APPROVED] = "approved", [TEMPLATE_PAUSED] = "paused",
    [TEMPLATE_REJECTED] = "rejected", [TEMPLATE_DISABLED] = "disabled",
    [TEMPLATE_DELETED] = "deleted",   [TEMPLATE_DIFFERS] = "differs",
};

const char *template_state_name(enum template_state state)
{
    return (size_t)state < TEMPLATE_STATE_COUNT ? state_names[state] : "";
}

bool template_state_parse(struct str word, enum template_state *out)
{
    static const struct {
        const char *word;
        enum template_state state;
    } words[] = {
        { "APPROVED", TEMPLATE_APPROVED }, { "REINSTATED", TEMPLATE_APPROVED },
        { "PENDING", TEMPLATE_PENDING },   { "IN_APPEAL", TEMPLATE_PENDING },
        { "SUBMITTED", TEMPLATE_PENDING }, /* 360dialog's words, before Meta was asked */
        { "CREATED", TEMPLATE_PENDING },   { "PAUSED", TEMPLATE_PAUSED },
        { "REJECTED", TEMPLATE_REJECTED }, { "DISABLED", TEMPLATE_DISABLED },
        { "LOCKED", TEMPLATE_DISABLED },   { "LIMIT_EXCEEDED", TEMPLATE_DISABLED },
        { "DELETED", TEMPLATE_DELETED },   { "PENDING_DELETION", TEMPLATE_DELETED },
        { "ARCHIVED", TEMPLATE_DELETED },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_equal_nocase(word, str_of(words[i].word))) continue;
        *out = words[i].state;
        return true;
    }
    return false;
}

bool template_state_of_error(int64_t code, enum template_state *out)
{
    switch (code) {
    case 132001: *out = TEMPLATE_DELETED; return true;  /* missing, or not approved */
    case 132000:                                        /* number of parameters */
    case 132012: *out = TEMPLATE_DIFFERS; return true;  /* their format */
    case 132007: *out = TEMPLATE_REJECTED; return true; /* content policy */
    case 132015: *out = TEMPLATE_PAUSED; return true;
    case 132016: *out = TEMPLATE_DISABLED; return true;
    default: return false;
    }
}

/* --- bodies --- */

/* {{7}} at the front of s: its number and length; 0: no variable stands there. */
static size_t variable_at(struct str s, size_t *number)
{
    size_t at = 2, n = 0;
    if (!str_starts(s, STR("{{"))) return 0;
    while (at < s.len && s.at[at] >= '0' && s.at[at] <= '9' && n <= TEMPLATE_VARS_MAX)
        n = n * 10 + (size_t)(s.at[at++] - '0');
    if (at == 2 || !str_starts(str_slice(s, at, s.len), STR("}}"))) return 0;
    *number = n;
    return at + 2;
}

struct body_walk {
    bool seen[TEMPLATE_VARS_MAX + 1];
    size_t variables, words, points; /* points: code points outside of variables */
    bool in_word, beside;            /* beside: only blanks since the last variable */
};

static bool walk_variable(struct body_walk *w, size_t number, struct err *e)
{
    if (number < 1 || number > TEMPLATE_VARS_MAX)
        return err_set(e, ERR_INPUT, "body: variables are {{1}} to {{%d}}", TEMPLATE_VARS_MAX);
    if (w->seen[number]) return err_set(e, ERR_INPUT, "body: {{%zu}} stands there twice", number);
    if (w->variables && w->beside)
        return err_set(e, ERR_INPUT, "body: two variables stand side by side");
    w->seen[number] = true;
    w->variables++;
    w->in_word = false;
    w->beside = true;
    return true;
}

static bool walk_point(struct body_walk *w, int32_t c, struct err *e)
{
    if (c < ' ' || c == '{' || c == '}')
        return err_set(e, ERR_INPUT, "body: one line of text, braces only as {{1}}");
    bool word = unicode_is_word(c);
    if (word && !w->in_word) w->words++;
    if (c != ' ') w->beside = false;
    w->in_word = word;
    w->points++;
    return true;
}

static bool walk(struct body_walk *w, struct str body, struct err *e)
{
    while (body.len) {
        size_t number, len = variable_at(body, &number);
        int32_t c;
        if (len) {
            if (!walk_variable(w, number, e)) return false;
            body = str_slice(body, len, body.len);
        } else if (!utf8_next(&body, &c) || !walk_point(w, c, e)) {
            return false;
        }
    }
    return true;
}

/* Meta also refuses a variable that only punctuation follows; a word behind it is safe. */
static bool ends_with_variable(struct str body)
{
    while (body.len && body.at[body.len - 1] != '}') {
        unsigned char c = (unsigned char)body.at[body.len - 1];
        if (c >= 0x80 || unicode_is_word(c)) return false;
        body.len--;
    }
    return body.len > 0;
}

bool template_body_read(struct str body, struct template_body *out, struct err *e)
{
    struct body_walk w = { .beside = true };
    size_t number;
    if (body.len == 0) return err_set(e, ERR_INPUT, "body: is empty");
    if (utf8_count(body) > TEMPLATE_BODY_MAX)
        return err_set(e, ERR_INPUT, "body: at most %d characters", TEMPLATE_BODY_MAX);
    if (variable_at(str_trim(body), &number) || ends_with_variable(body))
        return err_set(e, ERR_INPUT, "body: no variable first or last");
    if (!walk(&w, body, e)) return false;
    for (size_t i = 1; i <= w.variables; i++)
        if (!w.seen[i]) return err_set(e, ERR_INPUT, "body: {{%zu}} is missing", i);
    if (w.words < 2 * w.variables + 1)
        return err_set(e, ERR_INPUT, "body: too few words for %zu variables", w.variables);
    *out = (struct template_body){ .params = w.variables, .room = TEMPLATE_BODY_MAX - w.points };
    return w.points + w.variables <= TEMPLATE_BODY_MAX ||
           err_set(e, ERR_INPUT, "body: leaves no room for its variables");
}

void template_fill(struct str body, const struct str *params, size_t count, struct buf *out)
{
    size_t number;
    for (size_t at = 0; at < body.len;) {
        struct str rest = str_slice(body, at, body.len);
        size_t len = variable_at(rest, &number);
        if (len && number >= 1 && number <= count) {
            buf_add(out, params[number - 1]);
            at += len;
        } else {
            buf_add(out, str_slice(rest, 0, 1));
            at++;
        }
    }
}
