/* choice.c - ids of buttons and rows: verb:ticket:arg:token. */
#include "domain/choice.h"

#define PARTS   4
#define ARG_MAX 32

static const char *const verbs[CHOICE_VERB_COUNT] = {
    [CHOICE_UNIT] = "unit",
    [CHOICE_DISTRICT] = "district",
    [CHOICE_DISTRICTS] = "districts",
    [CHOICE_VILLAGE] = "village",
    [CHOICE_VILLAGES] = "villages",
    [CHOICE_TICKET] = "ticket",
    [CHOICE_NEW] = "new",
    [CHOICE_CANCEL] = "cancel",
    [CHOICE_KEEP] = "keep",
    [CHOICE_HUMAN] = "human",
    [CHOICE_SOLVED] = "solved",
    [CHOICE_PARTLY] = "partly",
    [CHOICE_NOT] = "not",
    [CHOICE_RATE] = "rate",
    [CHOICE_FOLLOW] = "follow",
    [CHOICE_OWN] = "own",
    [CHOICE_LANGUAGE] = "language",
    [CHOICE_CATEGORY] = "category",
    [CHOICE_SECOND] = "second",
    [CHOICE_CATEGORIES] = "categories",
    [CHOICE_APART] = "apart",
};

void choice_format(const struct choice *c, struct buf *out)
{
    buf_addf(out, "%s:%lld:%.*s:%lld", verbs[c->verb], (long long)c->ticket_id,
             STR_ARG(c->arg.len ? c->arg : STR("-")), (long long)c->token);
}

static bool verb_parse(struct str name, enum choice_verb *out)
{
    for (int v = 0; v < CHOICE_VERB_COUNT; v++) {
        if (!str_equal(name, str_of(verbs[v]))) continue;
        *out = (enum choice_verb)v;
        return true;
    }
    return false;
}

static bool arg_parse(struct str text, struct str *out)
{
    if (text.len == 0 || text.len > ARG_MAX) return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool fine = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                    c == '.' || c == '-' || c == '_';
        if (!fine) return false;
    }
    *out = str_equal(text, STR("-")) ? STR_EMPTY : text;
    return true;
}

static bool split(struct str id, struct str parts[PARTS])
{
    size_t n = 0;
    while (n < PARTS) {
        size_t colon = str_find(id, STR(":"), 0);
        bool last = colon == SIZE_MAX;
        if (last != (n + 1 == PARTS)) return false;
        parts[n++] = str_slice(id, 0, last ? id.len : colon);
        if (!last) id = str_slice(id, colon + 1, id.len);
    }
    return true;
}

bool choice_parse(struct str id, struct choice *out)
{
    struct str parts[PARTS];
    struct choice c = { 0 };
    if (id.len > CHOICE_ID_MAX || !split(id, parts)) return false;
    if (!verb_parse(parts[0], &c.verb) || !str_to_i64(parts[1], 0, INT64_MAX, &c.ticket_id, NULL) ||
        !arg_parse(parts[2], &c.arg) || !str_to_i64(parts[3], 1, INT64_MAX, &c.token, NULL))
        return false;
    *out = c;
    return true;
}
