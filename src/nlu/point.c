/* point.c - see point.h. */
#include "point.h"
#include "hurt.h"
#include "language.h"

#define WORDS_MAX    8 /* of a text that ends with its command */
#define REASON_WORDS 3

static enum intent command_of(uint64_t roles)
{
    if (roles & ROLE_BIT(WORD_CANCEL)) return INTENT_CANCEL;
    if (roles & ROLE_BIT(WORD_ADD)) return INTENT_ADD;
    if (roles & ROLE_BIT(WORD_CONFIDENTIAL)) return INTENT_CONFIDENTIAL;
    return roles & ROLE_BIT(WORD_STATUS) ? INTENT_STATUS : INTENT_NONE;
}

static bool is_empty(const struct token *t)
{
    return t->norm.text.len == 0;
}

static bool is_pointer(const struct lexicon *l, const struct token *t)
{
    return (token_traits(l, t) & TRAIT_POINT) != 0;
}

static bool is_courtesy(const struct lexicon *l, const struct reading *r, size_t i)
{
    return is_empty(&r->tokens.at[i]) ||
           (command_of(reading_roles(l, r, i)) == INTENT_NONE && reading_courteous(l, r, i));
}

const struct match *point_command(const struct lexicon *l, const struct reading *r)
{
    size_t i = 0;
    while (i < r->tokens.count && is_courtesy(l, r, i))
        i++;
    if (i == r->tokens.count || command_of(reading_roles(l, r, i)) == INTENT_NONE) return NULL;
    return &r->matches[r->word_at[i]];
}

/* "tambahan pak, ..." */
static bool is_passed(const struct lexicon *l, const struct reading *r, size_t i, bool adds)
{
    const struct token *t = &r->tokens.at[i];
    return is_empty(t) || (adds && !t->new_part && !is_pointer(l, t) && is_courtesy(l, r, i));
}

/* "batalkan laporan ...", "batalkan yang ...", "tambahan: ..."; but no "laporan saya ...", nor
 * "dirahasiakan ya, masuk pppk bayar": behind a plea for secrecy a matter may begin. */
static bool points(const struct lexicon *l, const struct reading *r, const struct match *command)
{
    size_t i = command->from + 1;
    for (; i < command->to; i++)
        if (is_pointer(l, &r->tokens.at[i])) return true;
    bool adds = command_of(match_roles(l, r, command)) == INTENT_ADD;
    while (i < r->tokens.count && is_passed(l, r, i, adds))
        i++;
    if (i == r->tokens.count) return false;
    const struct token *next = &r->tokens.at[i];
    if (command_of(match_roles(l, r, command)) == INTENT_CONFIDENTIAL)
        return is_pointer(l, next) && !next->new_part;
    return is_pointer(l, next) || next->new_part;
}

static bool may_lead(const struct lexicon *l, const struct reading *r, size_t i)
{
    return is_courtesy(l, r, i) || token_in(l, &r->tokens.at[i], WORD_SUPPOSING) ||
           token_in(l, &r->tokens.at[i], WORD_REPORT_THEME);
}

/* "..., saya tidak pernah minta": a clause of its own that is listed as one. */
static bool is_reason(const struct reading *r, size_t i)
{
    const uint32_t at = r->word_at[i];
    return at != MATCH_NONE && r->matches[at].to - r->matches[at].from >= REASON_WORDS;
}

/* "yang lampu dibatalkan saja", "kok ga dijawab, laporan jalan tidak jadi pak", "kalau yang leces
 * ga usah": the last clause ends with a command to cancel what it points at, which is told in
 * [from, to); empty: it does not. */
static struct span cancelled_at_end(const struct lexicon *l, const struct reading *r)
{
    size_t end = r->tokens.count;
    while (end > 0 && is_courtesy(l, r, end - 1) &&
           (!r->tokens.at[end - 1].new_part || is_reason(r, end - 1)))
        end--;
    if (end == 0 || command_of(reading_roles(l, r, end - 1)) != INTENT_CANCEL)
        return (struct span){ 0, 0 };
    size_t to = r->matches[r->word_at[end - 1]].from, i = reading_back(r, to, to, STRETCH_PART);
    while (i < end && may_lead(l, r, i) && !is_pointer(l, &r->tokens.at[i]))
        i++;
    bool points = end > i + 1 && end <= i + WORDS_MAX && is_pointer(l, &r->tokens.at[i]);
    return points ? (struct span){ i, to } : (struct span){ 0, 0 };
}

struct str point_name(const struct lexicon *l, const struct reading *r,
                      const struct understood *out)
{
    const struct span back = cancelled_at_end(l, r);
    if (out->command != INTENT_CANCEL || !out->points || out->category_heard || out->place)
        return STR_EMPTY;
    for (size_t i = back.to; i-- > back.from;) {
        const struct token *t = &r->tokens.at[i];
        if (t->norm.text.len > 0 && !is_pointer(l, t) && !is_courtesy(l, r, i) &&
            !(token_traits(l, t) & TRAIT_LIGHT))
            return t->raw.text;
    }
    return STR_EMPTY;
}

/* "tambah longsor pak": it grows worse, and nothing is added. */
static bool grows_worse(const struct lexicon *l, const struct reading *r, const struct match *first)
{
    const struct token *next = &r->tokens.at[first->to];
    return first->to < r->tokens.count && token_in(l, next - 1, WORD_WORSENS) &&
           traits_tell_trouble(token_traits(l, next));
}

void point_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    const struct match *first = point_command(l, r);
    if (first && grows_worse(l, r, first)) first = NULL;
    out->command = first ? command_of(match_roles(l, r, first)) : INTENT_NONE;
    out->points = first && points(l, r, first);
    const struct span back = cancelled_at_end(l, r);
    bool other = first && out->command != INTENT_STATUS;
    if (other || !span_is_told(&back)) return;
    out->command = INTENT_CANCEL;
    out->points = true;
}

/* "batalkan [laporan kebakaran] tadi", but no "batalkan [laporan lampu], ada orang tenggelam":
 * from token `from` on, where what is pointed at ends: with the first matter, or before what is
 * told to be there. */
static size_t pointed_end(const struct lexicon *l, const struct reading *r, size_t from)
{
    size_t i = from;
    for (; i < r->tokens.count && (i == from || !r->tokens.at[i].new_part); i++) {
        size_t end = i;
        if (token_in(l, &r->tokens.at[i], WORD_EXISTS)) break;
        for (size_t k = 0; k < r->alarm_count; k++)
            if (r->alarms[k].from == i && r->alarms[k].to > end) end = r->alarms[k].to;
        for (size_t k = 0; k < r->match_count; k++)
            if (r->matches[k].from == i && r->matches[k].to > end && !r->matches[k].place &&
                l->words.items[r->matches[k].phrase].first_meaning != PHRASE_NONE)
                end = r->matches[k].to;
        if (end > i) return end;
    }
    return i;
}

/* What a command to cancel points at; empty: nothing, or in so many words that a story is told. */
static struct span taken_back(const struct lexicon *l, const struct reading *r,
                              const struct understood *out)
{
    const struct match *first = point_command(l, r);
    if (out->command != INTENT_CANCEL || !out->points) return (struct span){ 0, 0 };
    const struct span end = cancelled_at_end(l, r);
    if (span_is_told(&end)) return (struct span){ end.from, r->tokens.count };
    if (!first) return (struct span){ 0, 0 };
    /* "batal, rumah saya kebakaran" points at nothing. */
    size_t next = first->to;
    bool apart = next < r->tokens.count && r->tokens.at[next].new_part &&
                 !is_pointer(l, &r->tokens.at[next]);
    return (struct span){ first->from, apart ? next : pointed_end(l, r, next) };
}

void point_take_back(const struct lexicon *l, const struct reading *r, const struct span *disowned,
                     struct understood *out)
{
    const struct span back = taken_back(l, r, out);
    struct span hurt;
    if (out->self_harm || !(span_is_told(disowned) || span_is_told(&back))) return;
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *alarm = &r->alarms[i];
        if (!span_holds(&back, alarm->from, alarm->to) &&
            !span_holds(disowned, alarm->from, alarm->to))
            return;
    }
    if (judge_injured(l, r, &hurt) && !span_holds(&back, hurt.from, hurt.to) &&
        !span_holds(disowned, hurt.from, hurt.to))
        return;
    out->urgent = out->pressing = out->befell = out->pleads = out->hurt_past = out->in_need = false;
}
