/* secrecy.c - "kalau saya lapor apa identitas saya aman": what becomes of who reports, asked
 * before, or without, a report; "mau lapor tapi jangan disebut nama saya", which announces one; and
 * "jangan dikasih tau nama saya ya pak", in whatever order and voice, or "jangan sampai pak RW
 * tau", which asks to be kept secret. */
#include "secrecy.h"
#include "judge.h"
#include "language.h"
#include "weigh.h"

#define FEAR_WORDS   6
#define FEARED_WORDS 8

bool secrecy_is_owner(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SELF) || token_in(l, t, WORD_PEOPLE);
}

/* "lapor", "laporan" */
static bool is_report(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_REPORTING) || token_in(l, t, WORD_REPORT);
}

bool secrecy_is_reporting(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SECRECY_REPORTER) || is_report(l, t);
}

/* "apa", "amankah" */
bool secrecy_asks(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_SECRECY_ASKING) || token_asks(l, t, WORD_SECRECY_OUTCOME);
}

struct said {
    bool secret, identity, owner, reporter, asks, fear;
};

/* "dirahasiakan gak", "tau gak kalau saya yang lapor", "aman apa tidak" */
bool secrecy_whether_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i == 0 || !str_equal(at[i].norm.text, STR("tidak")) || at[i].new_part) return false;
    return token_in(l, &at[i - 1], WORD_SECRECY_OUTCOME) ||
           token_in(l, &at[i - 1], WORD_SECRECY_KNOWING) ||
           token_in(l, &at[i - 1], WORD_ASK_WHETHER) || str_equal(at[i - 1].norm.text, STR("atau"));
}

/* "kades tau gak", "apa kades tau kalau saya yang lapor": of who reported, and of nothing else. */
static bool is_known(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_SECRECY_KNOWING)) return false;
    if (i + 1 < r->tokens.count && secrecy_whether_at(l, r, i + 1)) return true;
    for (size_t k = i + 1; k + 1 < r->tokens.count; k++)
        if (str_equal(at[k].norm.text, STR("yang")) && secrecy_is_reporting(l, &at[k + 1]))
            return true;
    return false;
}

/* False: something is told that is no question about secrecy. */
static bool listen(const struct lexicon *l, const struct reading *r, struct said *out)
{
    *out = (struct said){ .asks = r->marked };
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool secret = token_in(l, t, WORD_SECRECY_OUTCOME) || is_known(l, r, i);
        uint32_t traits = token_traits(l, t);
        if (traits_tell_trouble(traits) && !secret) return false;
        out->secret |= secret;
        out->identity |= token_in(l, t, WORD_SECRECY_IDENTITY);
        out->owner |= secrecy_is_owner(l, t);
        out->reporter |= secrecy_is_reporting(l, t);
        out->fear |= token_in(l, t, WORD_SECRECY_FEAR);
        out->asks |= secrecy_asks(l, t) || secrecy_whether_at(l, r, i);
    }
    return true;
}

bool judge_secrecy_asked(const struct lexicon *l, const struct reading *r, bool matter)
{
    struct said said;
    if (r->tokens.count > SECRECY_WORDS) return false;
    if (judge_who_sees(l, r)) return true;
    if (!listen(l, r, &said)) return false;
    if (matter && said.identity && said.owner) matter = !secrecy_only_leaks(l, r);
    if (said.fear && said.reporter && r->tokens.count <= FEAR_WORDS) return !matter;
    if (!said.secret || !said.asks || (matter && !said.reporter)) return false;
    return (said.identity && (said.owner || said.reporter)) || said.reporter;
}

/* --- a report that is still to come --- */

#define ANNOUNCE_WORDS 16
#define WISH_REACH     3

static bool is_announced(const struct lexicon *l, const struct token *t)
{
    return is_report(l, t) || token_in(l, t, WORD_SECRECY_TELLING);
}

/* "mau lapor", "ingin mengadu": where it ends; 0: it announces nothing. */
static size_t announcement_end(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        for (size_t k = i + 1; token_in(l, &r->tokens.at[i], WORD_WISH) && k < r->tokens.count;
             k++) {
            if (is_announced(l, &r->tokens.at[k])) return k + 1;
            if (k >= i + WISH_REACH) break;
        }
    return 0;
}

#define DANGER_ROLES                                                                               \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_VICTIM) |                       \
     ROLE_BIT(WORD_EVENT) | ROLE_BIT(WORD_ABUSE) | ROLE_BIT(WORD_BLOW))

/* A word that tells of something beside the plea: a keyword, what is wrong, or danger ("jangan
 * bilang siapa siapa, saya dipukuli"). */
static bool is_matter(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i], traits = token_traits(l, &r->tokens.at[i]);
    if (traits_tell_trouble(traits) || judge_alarm_over(l, r, DANGER_ROLES, i)) return true;
    return at != MATCH_NONE && l->words.items[r->matches[at].phrase].first_meaning != PHRASE_NONE;
}

/* Words that tell nothing of what it is about but whom. */
static bool is_empty(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t roles = reading_roles(l, r, i);
    bool courtesy = roles & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_HELP) |
                             ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_CONFIDENTIAL));
    if (courtesy) return true;
    if (token_in(l, t, WORD_SECRECY_THREAT))
        return i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_SECRECY_FEAR);
    return t->norm.text.len == 0 || secrecy_is_owner(l, t) || secrecy_is_reporting(l, t) ||
           is_announced(l, t) || judge_alarm_over(l, r, ROLE_BIT(WORD_OFFICIAL), i) ||
           token_in(l, t, WORD_WISH) || token_in(l, t, WORD_SECRECY_OUTCOME) ||
           token_in(l, t, WORD_SECRECY_KNOWING) ||
           (token_in(l, t, WORD_SECRECY_IDENTITY) && !is_matter(l, r, i)) ||
           token_in(l, t, WORD_SECRECY_FEAR) || token_in(l, t, WORD_SECRECY_PLEA) ||
           token_in(l, t, WORD_SECRECY_FILLER);
}

bool judge_announces(const struct lexicon *l, const struct reading *r)
{
    bool secret = false, plea = false, identity = false;
    if (r->tokens.count > ANNOUNCE_WORDS || announcement_end(l, r) == 0) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (!is_empty(l, r, i) || r->place_at[i] != MATCH_NONE) return false;
        secret |= reading_roles(l, r, i) & ROLE_BIT(WORD_CONFIDENTIAL) ||
                  token_in(l, t, WORD_SECRECY_FEAR);
        plea |= token_in(l, t, WORD_SECRECY_PLEA);
        identity |= token_in(l, t, WORD_SECRECY_IDENTITY) || token_in(l, t, WORD_SECRECY_KNOWING);
    }
    return secret || (plea && identity);
}

/* --- not to be told --- */

/* "jangan [sampai ada yang] tau": so many words behind it a verb of telling stands, */
#define HIDE_VERB_WITHIN 5
/* so many before it what is not to be told, */
#define HIDE_WHAT_BEFORE 4
/* or behind the verb: "jangan bilang [ke orang pabrik kalau] saya yang lapor". */
#define HIDE_WHAT_WITHIN 8
/* Words beside it that are explained by nothing, and are no matter. */
#define HIDE_OTHERS_MAX 2

/* "nama saya", "namaku", "nomor pelapor", "saya yang lapor", "siapa yang lapor", within [from, to):
 * where it ends; 0: it is not said. */
static size_t who_reports_end(const struct lexicon *l, const struct reading *r, size_t from,
                              size_t to)
{
    bool identity = false, mine = false, reports = false;
    for (size_t i = from; i < to; i++) {
        const struct token *t = &r->tokens.at[i];
        bool named = token_in(l, t, WORD_SECRECY_IDENTITY);
        identity |= named || token_in(l, t, WORD_ASK_WHO);
        mine |= token_in(l, t, WORD_SELF) || (named && str_ends(t->raw.text, STR("ku")));
        reports |= secrecy_is_reporting(l, t);
        if ((identity && (mine || reports)) || (mine && reports)) return i + 1;
    }
    return 0;
}

/* "saya jangan disebut", "jangan sebut saya"; "jangan kasih tau saya" is another wish. */
static bool is_not_named(const struct lexicon *l, const struct reading *r, size_t never,
                         size_t verb)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[verb], WORD_SECRECY_OUTCOME) && !token_in(l, &at[verb], WORD_SECRECY_PLEA))
        return false;
    /* "saya tidak mau disebut", and not "saya tidak mau disebut warga malas" */
    if (never > 1 && !at[never].new_part && token_traits(l, &at[never - 1]) & TRAIT_NEGATION)
        return token_in(l, &at[never - 2], WORD_SELF) &&
               (verb + 1 == r->tokens.count || at[verb + 1].new_part ||
                (is_empty(l, r, verb + 1) && !secrecy_is_owner(l, &at[verb + 1])));
    return (never > 0 && !at[never].new_part && token_in(l, &at[never - 1], WORD_SELF)) ||
           (verb + 1 < r->tokens.count && !at[verb + 1].new_part &&
            token_in(l, &at[verb + 1], WORD_SELF));
}

/* "[nik saya] jangan disebar": where what ends at `end` begins. */
static size_t who_reports_begins(const struct lexicon *l, const struct reading *r, size_t from,
                                 size_t end)
{
    while (end > from) {
        const struct token *t = &r->tokens.at[end - 1];
        if (!token_in(l, t, WORD_SECRECY_IDENTITY) && !token_in(l, t, WORD_SELF) &&
            !token_in(l, t, WORD_ASK_WHO) && !secrecy_is_reporting(l, t))
            break;
        end--;
    }
    return end;
}

/* Where a plea stands: its words tell no matter. */
static struct span plea_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, HIDE_WHAT_BEFORE, STRETCH_PART);
    size_t end = reading_ahead(r, i + 1, HIDE_VERB_WITHIN, STRETCH_PART);
    for (size_t k = i + 1; k < end; k++) {
        if (!token_in(l, &r->tokens.at[k], WORD_SECRECY_REVEAL)) continue;
        size_t to = reading_ahead(r, k + 1, HIDE_WHAT_WITHIN, STRETCH_PART);
        size_t said = who_reports_end(l, r, from, to);
        if (said > k) return (struct span){ i, said };
        if (said) return (struct span){ who_reports_begins(l, r, from, said), k + 1 };
        if (is_not_named(l, r, i, k)) return (struct span){ i, k + 1 };
    }
    return (struct span){ 0, 0 };
}

/* --- not to be told to somebody --- */

/* "orang [pabrik]", "tetangga [sebelah]": so many words may stand beside whom it is kept from. */
#define WHOM_FREE 2

/* "[jangan kasih tau] bapak saya", "[jangan sampai] ibu tau", "[jangan bilang] ibu": a word by
 * which people address us, too, is whom it is kept from. */
static bool is_of_family(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool more = i + 1 < r->tokens.count && !at[i + 1].new_part;
    bool full = token_typed(l, &at[i], WORD_PARENT);
    if (more &&
        (token_in(l, &at[i + 1], WORD_SELF) || token_in(l, &at[i + 1], WORD_SECRECY_KNOWING)))
        return true;
    return full && i > 0 && !at[i].new_part && token_in(l, &at[i - 1], WORD_SECRECY_LEARN);
}

/* Whom it is kept from: an office, who works there, neighbours, family; not who is spoken to ("ya
 * bu"). */
static bool is_whom(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t spoken_to = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    if (token_in(l, t, WORD_PERSON) && is_of_family(l, r, i)) return true;
    if (judge_alarm_over(l, r, ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_SERVANT), i)) return true;
    if (token_in(l, t, WORD_OFFICE) || token_in(l, t, WORD_PLACE_LINE)) return true;
    return token_in(l, t, WORD_ASK_WHO) || token_in(l, t, WORD_PEOPLE) ||
           (token_in(l, t, WORD_PERSON) && !(reading_roles(l, r, i) & spoken_to));
}

static bool is_clause(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PAST_CONJUNCTION) || token_in(l, t, WORD_CONTINUES);
}

/* What may stand in such a plea beside whom; *free: so many other words may still do. */
static bool is_of_plea(const struct lexicon *l, const struct reading *r, size_t i, size_t *free)
{
    const struct token *t = &r->tokens.at[i];
    uint32_t traits = token_traits(l, t);
    if (is_whom(l, r, i) || token_in(l, t, WORD_SECRECY_REVEAL) || t->number) return true;
    /* "jangan kasih tau saya" is another wish, "tetangga saya" is whom. */
    if (token_in(l, t, WORD_SELF)) return is_whom(l, r, i - 1);
    if (traits & TRAIT_NEGATION && !token_in(l, t, WORD_SECRECY_NEVER)) return false;
    if (is_empty(l, r, i) || traits & TRAIT_LIGHT || token_in(l, t, WORD_PLACE_TOWARDS) ||
        token_in(l, t, WORD_EXACTED_BY))
        return true;
    return !traits_tell_trouble(traits) && (*free)-- > 0;
}

/* --- their name may get out --- */

/* "nama saya [bocor]" is no pipe's, nor "ketahuan [pak kades]", "bocor ke orang [pabrik]" an
 * office's matter. */
static bool is_of_leak(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (token_in(l, t, WORD_SECRECY_OUTCOME) || token_in(l, t, WORD_SECRECY_BROKEN)) return true;
    bool behind = i > 0 && !t->new_part && reading_has(l, r, 0, i, WORD_SECRECY_BROKEN);
    bool towards = behind && (token_in(l, t - 1, WORD_PLACE_TOWARDS) ||
                              token_in(l, t - 1, WORD_EXACTED_BY) || is_whom(l, r, i - 1));
    return (behind && is_whom(l, r, i)) || (towards && !traits_tell_trouble(token_traits(l, t)));
}

bool secrecy_only_leaks(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *m = &r->matches[i];
        if (m->place || l->words.items[m->phrase].first_meaning == PHRASE_NONE) continue;
        for (size_t k = m->from; k < m->to; k++)
            if (!is_of_leak(l, r, k)) return false;
    }
    return true;
}

bool secrecy_bare(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (!is_empty(l, r, i) && !token_in(l, &r->tokens.at[i], WORD_SECRECY_BROKEN)) return false;
    return true;
}

/* So many words behind the fear may be known to no table: "takut nama saya bocor ke [orang
 * pabrik]". */
#define FEARED_FREE 2

bool judge_fears_leak_only(const struct lexicon *l, const struct reading *r)
{
    size_t free = 0;
    if (!judge_fears_leak(l, r) || !secrecy_only_leaks(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool fear = token_in(l, t, WORD_SECRECY_FEAR);
        if (fear || t->new_part) free = fear ? FEARED_FREE : 0;
        if (is_empty(l, r, i) || is_of_leak(l, r, i)) continue;
        if (is_matter(l, r, i) || r->place_at[i] != MATCH_NONE || !is_of_plea(l, r, i, &free))
            return false;
    }
    return true;
}

/* "laporan saya jangan sampai [ke lurah]", "laporanku ojo nganti tekan [lurah]" */
static bool reaches_at(const struct lexicon *l, const struct reading *r, size_t never, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!(token_in(l, &at[i], WORD_PLACE_TOWARDS) || is_whom(l, r, i)) || i < never + 2)
        return false;
    for (size_t k = never + 1; k < i; k++)
        if (!token_in(l, &at[k], WORD_SECRECY_REACHES)) return false;
    for (size_t k = reading_back(r, never, HIDE_WHAT_BEFORE, STRETCH_PART); k < never; k++)
        if (is_report(l, &at[k]) || token_in(l, &at[k], WORD_REPORT_OWN) ||
            token_in(l, &at[k], WORD_SECRECY_IDENTITY))
            return true;
    return false;
}

/* "jangan dikasih tau RW nya ya", "pak kades jangan sampai tahu": where the plea stands. Not what
 * somebody else has said: "kades bilang jangan sampai warga tahu". */
static struct span kept_from_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t from = i, to = i + 1, end = to, free = WHOM_FREE;
    bool whom = false, learns = false, behind = false, towards = false, past = false;
    /* "pak RT [tidak] perlu tahu" */
    if (!token_in(l, &at[i], WORD_SECRECY_NEVER)) from--;
    for (; from > 0 && !at[from].new_part; from--) {
        if (token_in(l, &at[from - 1], WORD_SECRECY_LEARN)) return (struct span){ 0, 0 };
        if (!is_whom(l, r, from - 1) && !is_empty(l, r, from - 1)) break;
        whom = whom || is_whom(l, r, from - 1);
    }
    for (; to < r->tokens.count && !at[to].new_part; to++) {
        behind = behind || is_whom(l, r, to);
        /* "petugasnya jangan cuma bilang ..." is who tells. */
        learns = learns || reaches_at(l, r, i, to) ||
                 (to == i + 1 && token_in(l, &at[to], WORD_REPORTING)) ||
                 (token_in(l, &at[to], WORD_SECRECY_LEARN) &&
                  !(whom && token_in(l, &at[to], WORD_PAST_TELLING)));
        /* "jangan bilang ke yang punya kandang" */
        bool begins = towards && token_in(l, &at[to], WORD_PAST_CONJUNCTION);
        towards = learns && (token_in(l, &at[to], WORD_PLACE_TOWARDS) ||
                             token_in(l, &at[to], WORD_EXACTED_BY));
        behind = behind || towards;
        /* Behind whom a matter may begin: "ojo ngomong pak kades [dana desa dipangan]". */
        bool of_it = towards || is_whom(l, r, to) || token_in(l, &at[to], WORD_SECRECY_REVEAL);
        past = past || (learns && (whom || behind) && !of_it && !is_empty(l, r, to));
        if (of_it && !past) end = to + 1;
        if (begins) end = r->tokens.count;
        if (begins || is_of_plea(l, r, to, &free)) continue;
        if (is_clause(l, &at[to])) break;
        return (struct span){ 0, 0 };
    }
    if (end > to) end = to;
    return learns && (whom || behind) ? (struct span){ from, end } : (struct span){ 0, 0 };
}

/* "jangan", "tidak mau", "tidak usah" */
static bool is_never(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool wished = token_in(l, t, WORD_WISH) || token_in(l, t, WORD_SECRECY_NEED);
    bool unwished = i > 0 && !t->new_part && wished && token_traits(l, t - 1) & TRAIT_NEGATION;
    return token_in(l, t, WORD_SECRECY_NEVER) || unwished;
}

/* So many words may stand between "supaya" and who is not to know. */
#define UNAWARE_BEFORE 4

/* "supaya kades [tidak] tahu": the same as what is aimed at; not "biar warga tidak tahu arah". */
static struct span unaware_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool whom = false, ends = i + 2 >= r->tokens.count || at[i + 2].new_part;
    if (i + 1 >= r->tokens.count || !(token_traits(l, &at[i]) & TRAIT_NEGATION) ||
        !token_in(l, &at[i + 1], WORD_SECRECY_KNOWING) || !(ends || is_empty(l, r, i + 2)))
        return (struct span){ 0, 0 };
    for (size_t k = i; k-- > reading_back(r, i, UNAWARE_BEFORE, STRETCH_PART);) {
        if (token_in(l, &at[k], WORD_AIM))
            return whom ? (struct span){ k, i + 2 } : (struct span){ 0, 0 };
        whom = whom || is_whom(l, r, k);
    }
    return (struct span){ 0, 0 };
}

/* "[takut] sama pak kades": so far behind stands whom. */
#define FEARED_WITHIN 4

/* "saya takut sama pak kades", "wedi karo pak carik": whoever says no more does not want to be
 * named. Not of a danger, and of nobody in their own house. */
static struct span feared_at(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    struct span fear = { 0, 0 };
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (token_in(l, &at[i], WORD_SECRECY_FEAR) && !span_is_told(&fear) &&
            !reading_denied_before(l, r, i))
            fear = (struct span){ i, i + 1 };
        bool office = judge_alarm_over(l, r, ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_SERVANT), i);
        bool whom =
            office || token_in(l, &at[i], WORD_PLACE_LINE) || token_in(l, &at[i], WORD_NEIGHBOUR);
        if (whom && span_is_told(&fear) && i <= fear.from + FEARED_WITHIN) fear.to = i + 1;
        bool beside = token_traits(l, &at[i]) & TRAIT_LIGHT || at[i].number ||
                      token_in(l, &at[i], WORD_TO_WHOM) || token_in(l, &at[i], WORD_EXACTED_BY);
        /* "[anak saya] takut sama gurunya" reports that. */
        bool other = str_equal(at[i].norm.text, STR("anak"));
        if (other || (!whom && !beside && !is_empty(l, r, i))) return (struct span){ 0, 0 };
    }
    return fear.to > fear.from + 1 ? fear : (struct span){ 0, 0 };
}

struct span secrecy_plea(const struct lexicon *l, const struct reading *r)
{
    bool may = reading_says(l, r, WORD_SECRECY_REVEAL) ||
               reading_says(l, r, WORD_SECRECY_REACHES) || reading_says(l, r, WORD_REPORTING);
    for (size_t i = 0; may && i < r->tokens.count; i++) {
        struct span plea = unaware_at(l, r, i);
        if (!span_is_told(&plea) && is_never(l, r, i)) plea = plea_at(l, r, i);
        if (!span_is_told(&plea) && is_never(l, r, i)) plea = kept_from_at(l, r, i);
        if (span_is_told(&plea)) return plea;
    }
    bool fears = r->tokens.count <= FEARED_WORDS && reading_says(l, r, WORD_SECRECY_FEAR);
    return fears ? feared_at(l, r) : (struct span){ 0, 0 };
}

bool judge_hides(const struct lexicon *l, const struct reading *r)
{
    const struct span plea = secrecy_plea(l, r);
    return span_is_told(&plea);
}

/* "rahasia ya, takut [preman]": whom they fear, in few words. */
static bool is_feared(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (r->tokens.count > FEARED_WORDS) return false;
    for (size_t k = reading_back(r, i, 2, STRETCH_PART); k < i; k++)
        if (token_in(l, &r->tokens.at[k], WORD_SECRECY_FEAR)) return true;
    return false;
}

bool judge_hides_only(const struct lexicon *l, const struct reading *r)
{
    size_t others = 0;
    const struct span plea = secrecy_plea(l, r);
    if (!span_is_told(&plea) && !judge_said(l, r, WORD_CONFIDENTIAL)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool part = token_in(l, t, WORD_SECRECY_NEVER) || token_in(l, t, WORD_SECRECY_REVEAL) ||
                    token_in(l, t, WORD_SECRECY_THREAT);
        if (part || (plea.from <= i && i < plea.to) || is_empty(l, r, i) || t->number) continue;
        /* "... diketahui satpol pp": whom it is kept from. */
        if (is_feared(l, r, i) || (span_is_told(&plea) && token_in(l, t, WORD_OFFICE))) continue;
        if (is_matter(l, r, i)) return false;
        others += !(token_traits(l, t) & (TRAIT_NEGATION | TRAIT_LIGHT));
    }
    return others <= HIDE_OTHERS_MAX;
}
