/* past.c - an event that is told as past, or as a habit, is no danger now.
 *
 * Whatever is not told plainly stays a danger: it is better to name the emergency numbers in vain
 * than to pass a fire over. */
#include "judge.h"
#include "language.h"
#include "told.h"

/* "tahun lalu [rumah warga di desa kami] kebakaran" */
#define PAST_BEFORE 8
/* "kebakaran [di rumah saya di Semampir] tahun lalu" */
#define PAST_BEHIND 8
/* So many of either may be any words: "gudang kayu". */
#define PAST_FREE 2
/* "banjir di desa kami, airnya sudah surut" */
#define OVER_BEHIND 20
/* "jangan sampai terjadi lagi" */
#define AGAIN_BEFORE 4
/* "sekarang sudah ada [banjir]" */
#define NOW_BEFORE 6
/* "sekarang [belum dapat bantuan apa apa]" */
#define AID_BEHIND 6
/* "apakah di sana [sudah aman]" */
#define ASKED_BEFORE 3
/* "tolong [kalinya dipasangi] pagar" */
#define REQUEST_BEHIND 3

#define HURT_ROLES                                                                                 \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_VICTIM) | ROLE_BIT(WORD_ABUSE) |                        \
     ROLE_BIT(WORD_SELF_HARM))
#define DANGER_ROLES (HURT_ROLES | ROLE_BIT(WORD_EVENT) | ROLE_BIT(WORD_HAZARD))

/* "jangan sampai terjadi lagi", "takut terulang lagi" */
static bool is_again_denied(const struct told *t, const struct saying *s)
{
    const struct token *at = t->r->tokens.at;
    if (!(token_traits(t->l, &at[s->from]) & TRAIT_AGAIN)) return false;
    for (size_t i = reading_back(t->r, s->from, AGAIN_BEFORE, STRETCH_PART); i < s->from; i++)
        if (token_traits(t->l, &at[i]) & (TRAIT_NEGATION | TRAIT_UNREAL)) return true;
    return false;
}

/* "ini kebakaran"; "pasar ini" is none. */
static bool is_this(const struct told *t, size_t i)
{
    if (!token_in(t->l, &t->r->tokens.at[i], WORD_THIS)) return false;
    size_t from = i;
    while (from > 0 && !t->r->tokens.at[from].new_part &&
           reading_roles(t->l, t->r, from - 1) & ROLE_BIT(WORD_FILLER))
        from--;
    return from == 0 || t->r->tokens.at[from].new_part;
}

/* "sampai sekarang belum ada plengsengan", "sekarang belum dapat bantuan dari dinsos": what lasts
 * is the wait for what follows a danger. */
static bool is_waited(const struct told *t, const struct saying *s)
{
    const struct token *at = t->r->tokens.at;
    size_t to = reading_ahead(t->r, s->to, AID_BEHIND, STRETCH_PART);
    if (to < s->to + 3 || at[s->to].new_part) return false;
    if (!(token_traits(t->l, &at[s->to]) & TRAIT_NEGATION)) return false;
    return token_in(t->l, &at[s->to + 1], WORD_PAST_RECEIVE) &&
           token_in(t->l, &at[s->to + 2], WORD_PAST_AID) &&
           !judge_alarm(t->l, t->r, DANGER_ROLES, s->to, to);
}

static bool saying_has(const struct told *t, const struct saying *s, enum word_role role)
{
    return reading_has(t->l, t->r, s->from, s->to, role);
}

/* "tadi bau gas, sekarang sudah hilang": what was a moment ago, and is said to be over. */
static bool is_gone(const struct told *t, size_t i)
{
    if (!saying_has(t, &t->at[i], WORD_NOW_GONE)) return false;
    while (++i < t->count)
        if (t->at[i].roles & ROLE_BIT(WORD_OVER)) return true;
    return false;
}

/* "cepat kesini", of which it was said later that it was last week. */
static bool is_late_plea(const struct told *t, const struct saying *s)
{
    return t->r->telling.past && saying_has(t, s, WORD_NOW_PLEA);
}

static bool is_now(const struct told *t, size_t i)
{
    const struct saying *s = &t->at[i];
    return s->roles & ROLE_BIT(WORD_NOW) && !is_again_denied(t, s) && !is_waited(t, s) &&
           !is_gone(t, i) && !is_late_plea(t, s);
}

static bool tells_of_now(const struct told *t)
{
    /* Whoever tells so much may tell of now as well. */
    if (t->count == SAYINGS_MAX) return true;
    for (size_t i = 0; i < t->count; i++)
        if (is_now(t, i)) return true;
    for (size_t i = 0; i < t->r->tokens.count; i++)
        if (is_this(t, i)) return true;
    return false;
}

static bool are_light(const struct told *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!told_is_light(t, i)) return false;
    return true;
}

/* Here another clause begins: "jalan yang dibangun tahun lalu dan ..." */
static bool is_joint(const struct told *t, size_t i)
{
    return token_in(t->l, &t->r->tokens.at[i], WORD_PAST_CONJUNCTION);
}

static bool is_verb(struct str word)
{
    return word.len > 5 && (str_starts(word, STR("di")) || str_starts(word, STR("me")) ||
                            str_starts(word, STR("ter")) || str_starts(word, STR("ber")));
}

/* "di rumah saya", "Semampir", "rt 3": where it was. */
static bool is_where(const struct told *t, size_t i)
{
    uint32_t before = i > 0 ? token_traits(t->l, &t->r->tokens.at[i - 1]) : 0;
    uint64_t marks = ROLE_BIT(WORD_PLACE_MARK);
    if (token_traits(t->l, &t->r->tokens.at[i]) & (TRAIT_NEGATION | TRAIT_REQUEST)) return false;
    return t->r->place_at[i] != MATCH_NONE || t->r->tokens.at[i].number ||
           reading_roles(t->l, t->r, i) & marks || before & TRAIT_LOCATOR ||
           token_traits(t->l, &t->r->tokens.at[i]) & TRAIT_LOCATOR ||
           (i > 0 && (reading_roles(t->l, t->r, i - 1) & marks ||
                      token_in(t->l, &t->r->tokens.at[i - 1], WORD_PLACE_IN)));
}

/* Only where it was stands between, and `free` other words. */
static bool are_where(const struct told *t, size_t from, size_t to, size_t free)
{
    for (size_t i = from; i < to; i++) {
        const struct token *token = &t->r->tokens.at[i];
        if (token->new_part || is_joint(t, i)) return false;
        if (told_is_light(t, i) || is_where(t, i)) continue;
        bool plain = !is_verb(token->norm.text) && !told_is_report(t, token) &&
                     !(token_traits(t->l, token) & (TRAIT_TROUBLE | TRAIT_REQUEST));
        if (!plain || free-- == 0) return false;
    }
    return true;
}

static bool begins_part(const struct told *t, size_t i)
{
    while (i > 0 && !t->r->tokens.at[i].new_part && told_is_light(t, i - 1))
        i--;
    return i == 0 || t->r->tokens.at[i].new_part;
}

static bool ends_part(const struct told *t, size_t i)
{
    return i >= t->r->tokens.count || t->r->tokens.at[i].new_part;
}

/* "belum pernah kebakaran sebesar ini" */
static bool is_denied(const struct told *t, const struct saying *s)
{
    const struct token *at = t->r->tokens.at;
    size_t i = s->from;
    while (i > 0 && !at[i].new_part && token_traits(t->l, &at[i - 1]) & TRAIT_LIGHT)
        i--;
    return i > 0 && !at[i].new_part && token_traits(t->l, &at[i - 1]) & TRAIT_NEGATION;
}

/* "rumah yang dibangun tahun lalu [kebakaran]": past is the building. */
static bool is_after_verb(const struct told *t, const struct saying *s)
{
    if (!(s->roles & ROLE_BIT(WORD_PAST)) || s->from == 0) return false;
    const struct token *at = t->r->tokens.at;
    return !at[s->from].new_part && is_verb(at[s->from - 1].norm.text) &&
           !told_is_light(t, s->from - 1);
}

/* "sering terjadi [kebakaran]", "tahun lalu rumah saya [kebakaran]" */
static bool governs_behind(const struct told *t, const struct saying *s, const struct match *event)
{
    if (!(s->roles & (ROLE_BIT(WORD_USUAL) | ROLE_BIT(WORD_PAST)))) return false;
    if (reading_back(t->r, event->from, PAST_BEFORE + s->to - s->from, STRETCH_PART) > s->from)
        return false;
    if (is_after_verb(t, s)) return false;
    if (are_light(t, s->to, event->from)) return true;
    if (!(s->roles & ROLE_BIT(WORD_PAST)) || !begins_part(t, s->from)) return false;
    return are_where(t, s->to, event->from, PAST_FREE);
}

/* "[kebakaran tahun lalu] belum diusut"; of "kebakaran tahun lalu lampu mati" nobody knows which
 * of the two it was. */
static bool closes(const struct told *t, size_t i, uint32_t traits)
{
    size_t end = i;
    if (ends_part(t, i)) return true;
    if (token_traits(t->l, &t->r->tokens.at[i]) & TRAIT_ALSO) return false; /* and now */
    while (!ends_part(t, end) && told_is_light(t, end))
        end++;
    if (ends_part(t, end)) return true;
    return token_traits(t->l, &t->r->tokens.at[i]) & traits || is_where(t, i);
}

/* "[kebakaran] di pasar tahun lalu", "[kecelakaan] sering terjadi", "[banjir] tapi sudah surut" */
static bool governs_before(const struct told *t, const struct saying *s, const struct match *event)
{
    uint32_t happens = TRAIT_LIGHT | TRAIT_REAL;
    if (reading_ahead(t->r, event->to, PAST_BEHIND, STRETCH_PART) <= s->from) return false;
    if (s->roles & ROLE_BIT(WORD_OVER)) {
        bool but = token_traits(t->l, &t->r->tokens.at[s->from - 1]) & TRAIT_BUT;
        return but ? are_where(t, event->to, s->from - 1, PAST_FREE)
                   : are_light(t, event->to, s->from);
    }
    if (s->roles & ROLE_BIT(WORD_PAST))
        return are_where(t, event->to, s->from, PAST_FREE) &&
               closes(t, s->to, happens | TRAIT_NEGATION | TRAIT_REQUEST);
    size_t to = s->to;
    while (!ends_part(t, to) && token_traits(t->l, &t->r->tokens.at[to]) & happens)
        to++;
    return s->roles & ROLE_BIT(WORD_USUAL) && are_where(t, event->to, s->from, 0) &&
           (ends_part(t, to) || is_where(t, to));
}

/* "sekarang sudah padam": it begins a clause by itself. */
static bool begins_with_now(const struct told *t, const struct saying *s)
{
    uint32_t word = phrases_find_one(&t->l->times, &t->r->tokens.at[s->from].norm);
    return word != PHRASE_NONE && t->l->times.items[word].roles & ROLE_BIT(WORD_NOW);
}

/* "[banjir] di desa kami, airnya sudah surut": of the last event before it. */
static bool is_over(const struct told *t, const struct saying *s, const struct match *event)
{
    if (!(s->roles & ROLE_BIT(WORD_OVER))) return false;
    if (!begins_part(t, s->from) && !begins_with_now(t, s)) return false;
    if (s->from - event->to > OVER_BEHIND) return false;
    for (size_t i = 0; i < t->r->alarm_count; i++) {
        const struct match *other = &t->r->alarms[i];
        bool between = other->from >= event->to && other->from < s->to;
        if (between && match_roles(t->l, t->r, other) & (HURT_ROLES | ROLE_BIT(WORD_HAZARD)))
            return false;
    }
    return true;
}

/* "apakah sudah aman", "kalau sudah padam", "sudah aman?" */
static bool is_asked(const struct told *t, const struct saying *s)
{
    if (!(s->roles & ROLE_BIT(WORD_OVER))) return false;
    for (size_t i = reading_back(t->r, s->from, ASKED_BEFORE, STRETCH_PART); i < s->from; i++)
        if (token_traits(t->l, &t->r->tokens.at[i]) & (TRAIT_ASK | TRAIT_UNREAL | TRAIT_MAY))
            return true;
    size_t end = s->to;
    while (end < t->r->tokens.count && told_is_light(t, end))
        end++;
    return t->r->marked && end == t->r->tokens.count;
}

static bool governs(const struct told *t, const struct saying *s, const struct match *event)
{
    if (is_denied(t, s) || is_asked(t, s)) return false;
    if (s->to <= event->from) return governs_behind(t, s, event);
    /* "[sering] ada maling": the event begins within it. */
    if (s->from < event->from && s->roles & ROLE_BIT(WORD_USUAL)) return true;
    if (s->from < event->to) return s->roles & ROLE_BIT(WORD_OVER); /* "banjir sudah surut" */
    return governs_before(t, s, event) || is_over(t, s, event);
}

static bool is_past(const struct told *t, const struct match *alarm)
{
    if (!(match_roles(t->l, t->r, alarm) & ROLE_BIT(WORD_EVENT))) return false;
    bool past = t->r->telling.past;
    for (size_t i = 0; i < t->count && !past; i++)
        past = governs(t, &t->at[i], alarm);
    return past;
}

/* "tahun lalu", "bulan kemarin", "tahun 2022": so long ago that nobody still lies there. */
static bool is_long_ago(const struct told *t, const struct saying *s)
{
    return s->roles & ROLE_BIT(WORD_PAST) && !(s->roles & ROLE_BIT(WORD_NOW)) &&
           token_in(t->l, &t->r->tokens.at[s->from], WORD_PAST_SPAN);
}

/* "tolong dipasangi pagar": what is wanted is no rescue. */
static bool wants_works(const struct told *t)
{
    const struct token *at = t->r->tokens.at;
    for (size_t i = 0; i < t->r->tokens.count; i++) {
        if (!(token_traits(t->l, &at[i]) & TRAIT_REQUEST)) continue;
        size_t to = reading_ahead(t->r, i + 1, REQUEST_BEHIND, STRETCH_PART);
        for (size_t k = i + 1; k < to; k++)
            if (token_in(t->l, &at[k], WORD_PAST_WORKS)) return true;
    }
    for (size_t i = 0; i < t->count; i++)
        if (t->at[i].roles & ROLE_BIT(WORD_NOW) && is_waited(t, &t->at[i])) return true;
    return false;
}

/* "tahun 2022 longsor [ada yang] meninggal" */
static bool is_story(const struct told *t, const struct saying *s, const struct match *hurt)
{
    if (!begins_part(t, s->from) || s->to > hurt->from) return false;
    for (size_t i = s->to; i < hurt->from; i++) {
        bool event = judge_alarm(t->l, t->r, ROLE_BIT(WORD_EVENT), i, i + 1);
        if (t->r->tokens.at[i].new_part) return false;
        if (!event && !told_is_light(t, i) && !is_where(t, i) &&
            !token_in(t->l, &t->r->tokens.at[i], WORD_PAST_STORY))
            return false;
    }
    return true;
}

/* Somebody was hurt long ago, and what is wanted is something to be built. Violence is told late,
 * and is no story. */
static bool is_old_hurt(const struct told *t, const struct match *hurt)
{
    if (match_roles(t->l, t->r, hurt) & (ROLE_BIT(WORD_ABUSE) | ROLE_BIT(WORD_SELF_HARM)))
        return false;
    for (size_t i = 0; i < t->count; i++)
        if (is_long_ago(t, &t->at[i]) &&
            (governs(t, &t->at[i], hurt) || is_story(t, &t->at[i], hurt)))
            return wants_works(t);
    return false;
}

static bool tells_of_hurt(const struct told *t)
{
    for (size_t i = 0; i < t->r->alarm_count; i++) {
        const struct match *alarm = &t->r->alarms[i];
        uint64_t roles = match_roles(t->l, t->r, alarm);
        if (roles & ROLE_BIT(WORD_EVENT) || is_old_hurt(t, alarm)) continue;
        for (int role = WORD_URGENT; role <= WORD_SELF_HARM; role++)
            if (HURT_ROLES & roles & ROLE_BIT(role) &&
                judge_real(t->l, t->r, alarm, (enum word_role)role))
                return true;
    }
    return false;
}

bool judge_now(const struct lexicon *l, const struct reading *r, const struct match *alarm)
{
    struct told t = { .l = l, .r = r };
    size_t from = reading_back(r, alarm->from, NOW_BEFORE, STRETCH_PART);
    told_read(&t);
    for (size_t i = 0; i < t.count; i++)
        if (t.at[i].roles & ROLE_BIT(WORD_NOW) && t.at[i].from >= from &&
            t.at[i].to <= alarm->from && are_light(&t, t.at[i].to, alarm->from))
            return true;
    return false;
}

bool judge_past(const struct lexicon *l, const struct reading *r, const struct match *alarm)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    return (is_past(&t, alarm) || is_old_hurt(&t, alarm)) && !tells_of_now(&t) &&
           !tells_of_hurt(&t);
}

bool judge_tells_past(const struct lexicon *l, const struct reading *r)
{
    struct told t = { .l = l, .r = r };
    bool past = r->telling.past;
    told_read(&t);
    for (size_t i = 0; i < t.count; i++) {
        /* Whoever pleads for haste wants it mended. */
        if (is_now(&t, i) && !saying_has(&t, &t.at[i], WORD_NOW_PLEA)) return false;
        past = past || t.at[i].roles & (ROLE_BIT(WORD_PAST) | ROLE_BIT(WORD_USUAL));
    }
    return past;
}

/* "minggu lalu"; not "kemarin malam", whose first word tells of the past by itself. */
static bool is_before_yesterday(const struct told *t, const struct saying *s)
{
    uint32_t word = phrases_find_one(&t->l->times, &t->r->tokens.at[s->from].norm);
    return s->roles & ROLE_BIT(WORD_PAST) &&
           (word == PHRASE_NONE || !(t->l->times.items[word].roles & ROLE_BIT(WORD_PAST)));
}

bool judge_bygone(const struct lexicon *l, const struct reading *r)
{
    struct told t = { .l = l, .r = r };
    bool bygone = false;
    told_read(&t);
    for (size_t i = 0; i < t.count; i++)
        bygone =
            bygone || is_before_yesterday(&t, &t.at[i]) || t.at[i].roles & ROLE_BIT(WORD_USUAL);
    return bygone && !tells_of_now(&t);
}

static bool is_of_past(const struct told *t, const struct match *keyword)
{
    for (size_t i = 0; i < t->r->alarm_count; i++) {
        const struct match *alarm = &t->r->alarms[i];
        if (match_meets(alarm, keyword->from, keyword->to) && is_past(t, alarm)) return true;
    }
    return told_covers(t, WORD_OVER, keyword->from, keyword->to); /* "api sudah padam" */
}

bool judge_only_past(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    struct told t = { .l = l, .r = r };
    bool any = false;
    told_read(&t);
    if (tells_of_now(&t) || tells_of_hurt(&t)) return false;
    for (size_t i = 0; i < r->match_count; i++) {
        if (match_weight(l, r, &r->matches[i], category) == 0) continue;
        if (!is_of_past(&t, &r->matches[i])) return false;
    }
    for (size_t i = 0; i < r->alarm_count && !any; i++)
        any = is_past(&t, &r->alarms[i]);
    return any;
}

bool judge_usual(const struct lexicon *l, const struct reading *r, const struct match *keyword)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    for (size_t i = 0; i < t.count; i++)
        if (t.at[i].roles & ROLE_BIT(WORD_USUAL) && governs(&t, &t.at[i], keyword)) return true;
    return false;
}

bool judge_wants_works(const struct lexicon *l, const struct reading *r)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    return wants_works(&t);
}
