/* understand.c - from a citizen's text to what was understood. */
#include "nlu/understand.h"
#include "explain.h"
#include <stdlib.h>

struct nlu {
    struct lexicon lexicon;
    const char *ticket_prefix;
};

struct nlu *nlu_create(const struct desk *desk, const char *ticket_prefix, struct err *e)
{
    struct nlu *nlu = calloc(1, sizeof *nlu);
    if (!nlu) {
        err_set(e, ERR_MEMORY, "nlu: out of memory");
        return NULL;
    }
    nlu->ticket_prefix = ticket_prefix;
    if (!lexicon_init(&nlu->lexicon, desk, ticket_prefix, e)) {
        nlu_destroy(nlu);
        return NULL;
    }
    return nlu;
}

void nlu_destroy(struct nlu *nlu)
{
    if (!nlu) return;
    lexicon_finish(&nlu->lexicon);
    free(nlu);
}

static bool is_blank_text(const struct reading *r, struct str text)
{
    return r->tokens.count == 0 && str_trim(text).len == 0;
}

/* A matter for the desk: category, kind, urgency, and why. */
static bool understand_report(struct reasons *why, struct arena *scratch, struct arena *arena,
                              struct understood *out, struct err *e)
{
    const struct lexicon *l = why->lexicon;
    if (!judge_category(l, why->reading, scratch, &why->scores, e)) return false;
    if (why->scores.best) out->category = why->scores.best;
    out->category_sure = scores_sure(&why->scores);
    out->kind = judge_kind(l, why->reading, out->category->kind, &why->kind_by);
    out->whistleblowing = out->kind == KIND_WHISTLEBLOWING;
    if (why->kind_by != MATCH_NONE && out->whistleblowing && l->corruption) {
        out->category = l->corruption;
        out->category_sure = true;
    }
    why->urgent_by = judge_danger(l, why->reading, WORD_URGENT);
    out->urgent = why->urgent_by != MATCH_NONE;
    why->category = out->category;
    return explain(why, arena, &out->explanation, e);
}

static bool understand(const struct nlu *nlu, struct str text, struct arena *scratch,
                       struct arena *arena, struct understood *out, struct err *e)
{
    const struct lexicon *l = &nlu->lexicon;
    struct reading reading;
    struct reasons why = {
        .lexicon = l, .reading = &reading, .kind_by = MATCH_NONE, .urgent_by = MATCH_NONE
    };
    struct understood u = { .intent = INTENT_NONE,
                            .kind = KIND_COMPLAINT,
                            .category = l->desk->other_category,
                            .explanation = STR("{}") };
    text = str_slice(text, 0, NLU_TEXT_MAX);
    if (!reading_make(l, text, scratch, &reading, e)) return false;
    if (is_blank_text(&reading, text)) {
        *out = u;
        return true;
    }
    bool has_ticket = ticket_number_find(nlu->ticket_prefix, text, &u.ticket_id);
    if (!has_ticket) u.ticket_id = 0;
    place_find(l, &reading, &why.place);
    u.place = why.place.place;
    u.intent = judge_intent(l, &reading, u.place != NULL, has_ticket);
    if (u.intent == INTENT_HUMAN) u.kind = KIND_CONSULTATION;
    if (u.intent == INTENT_REPORT && !understand_report(&why, scratch, arena, &u, e)) return false;
    *out = u;
    return true;
}

bool nlu_understand(const struct nlu *nlu, struct str text, struct arena *arena,
                    struct understood *out, struct err *e)
{
    struct arena scratch = { 0 };
    bool ok = understand(nlu, text, &scratch, arena, out, e);
    arena_clear(&scratch);
    return ok;
}
