/* asked.c - a question by its form. Whoever asks what is offered, by whom, when, or whether,
 * complains of nothing; whoever asks why, or how much longer, does. */
#include "judge.h"
#include "language.h"

/* In more words a story is told. */
#define ASKED_WORDS     16
#define ASKED_FEW_WORDS 9
/* Whoever says "mau tanya" may tell how it is with them; in more words they complain. */
#define STORY_WORDS 40
/* "ada lowongan kerja gak": so many words may stand between. */
#define TAG_REACH 6

static struct str said(const struct reading *r, size_t i)
{
    return i < r->tokens.count ? r->tokens.at[i].norm.text : STR_EMPTY;
}

static bool says(const struct reading *r, size_t i, struct str word)
{
    return str_equal(said(r, i), word);
}

static bool says_at(const struct lexicon *l, const struct reading *r, size_t i, enum word_role role)
{
    return reading_has(l, r, i, i + 1, role);
}

/* "yang siapa" tells which one. */
static bool says_which(const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (says(r, i, STR("yang"))) return true;
    return false;
}

/* "bisa", "dapat": what is asked about. */
static bool may_be_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    return says_at(l, r, i, WORD_ASK_MAY) || says_at(l, r, i, WORD_ASK_LEAVE);
}

static bool may_be_any(const struct lexicon *l, const struct reading *r)
{
    return reading_says(l, r, WORD_ASK_MAY) || reading_says(l, r, WORD_ASK_LEAVE);
}

/* "bisakah" */
static bool asks_any(const struct lexicon *l, const struct reading *r, enum word_role role)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_asks(l, &r->tokens.at[i], role)) return true;
    return false;
}

/* "apa", "apakah" */
static bool whether_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i < r->tokens.count && (token_in(l, &r->tokens.at[i], WORD_ASK_WHETHER) ||
                                   token_asks(l, &r->tokens.at[i], WORD_ASK_WHETHER));
}

/* With these words a question ends, courtesies or not. */
static bool ends_question(const struct lexicon *l, const struct reading *r, size_t i)
{
    return says(r, i, STR("tidak")) || says_at(l, r, i, WORD_ASK_WHETHER) || may_be_at(l, r, i) ||
           says_at(l, r, i, WORD_ASK_WHEN) || says_at(l, r, i, WORD_ASK_WHO);
}

/* Where the words end but for courtesy. */
static size_t last_said(const struct lexicon *l, const struct reading *r)
{
    size_t i = r->tokens.count;
    while (i > 0 && !ends_question(l, r, i - 1) &&
           (reading_roles(l, r, i - 1) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_THANKS)) ||
            said(r, i - 1).len == 0))
        i--;
    return i ? i - 1 : SIZE_MAX;
}

/* "buka gak hari minggu", "libur tidak tanggal 24" */
static bool names_day(const struct lexicon *l, const struct reading *r, size_t i)
{
    return !r->tokens.at[i].new_part &&
           (token_traits(l, &r->tokens.at[i]) & TRAIT_TIME || says_at(l, r, i, WORD_ASK_DAY));
}

/* "buka gak", "bayar gak" */
static bool tagged(const struct lexicon *l, const struct reading *r, size_t i)
{
    return may_be_at(l, r, i) || says_at(l, r, i, WORD_ASK_OPEN) || says_at(l, r, i, WORD_ASK_TAG);
}

/* "... gak", "... apa tidak ya": the word of denial that asks; SIZE_MAX: none does. What stands on
 * one side of "gak" as well as on the other is compared, not asked ("tetangga dapat saya tidak").
 */
static size_t whether_tag(const struct lexicon *l, const struct reading *r)
{
    size_t tag = last_said(l, r);
    for (size_t i = 1; i + 1 < r->tokens.count; i++)
        if (says(r, i, STR("tidak")) && says_at(l, r, i - 1, WORD_ASK_OPEN) &&
            names_day(l, r, i + 1))
            return i;
    if (tag == SIZE_MAX || tag == 0 || !says(r, tag, STR("tidak"))) return SIZE_MAX;
    bool either = says_at(l, r, tag - 1, WORD_ASK_WHETHER) || says(r, tag - 1, STR("atau"));
    if (either || tagged(l, r, tag - 1)) return tag;
    for (size_t n = 1; n <= TAG_REACH && n <= tag; n++) {
        if (r->tokens.at[tag - n + 1].new_start) break;
        if (says_at(l, r, tag - n, WORD_EXISTS) || says_at(l, r, tag - n, WORD_ASK_LEAVE) ||
            whether_at(l, r, tag - n))
            return tag;
    }
    return SIZE_MAX;
}

/* "kok", but not the "masa" of "masa aktif", which is read as "aktif", nor "sampai 3 bulan". */
static bool reproaches_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool span = i + 1 < r->tokens.count && r->tokens.at[i + 1].number;
    if (span && says(r, i, STR("sampai"))) return false;
    return token_means(l, &r->tokens.at[i], WORD_ASK_REPROACH);
}

static bool is_troubled(const struct lexicon *l, const struct reading *r, size_t tag)
{
    const uint64_t courtesy = ROLE_BIT(WORD_QUESTION) | ROLE_BIT(WORD_GREETING);
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool trouble = token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE;
        if (reproaches_at(l, r, i)) return true;
        if (i != tag && trouble && !(reading_roles(l, r, i) & courtesy)) return true;
    }
    return false;
}

/* "apa benar ada bantuan", "benarkah" */
static bool doubts_rumour(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if (whether_at(l, r, i) && says_at(l, r, i + 1, WORD_ASK_TRUE)) return true;
    return asks_any(l, r, WORD_ASK_TRUE);
}

/* "apakah saya terdaftar", "apa bisa diwakilkan" */
static bool asks_whether(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if (says_at(l, r, i, WORD_ASK_WHETHER) &&
            (may_be_at(l, r, i + 1) || says_at(l, r, i + 1, WORD_SELF) ||
             says_at(l, r, i + 1, WORD_PEOPLE)))
            return true;
    return asks_any(l, r, WORD_ASK_WHETHER) || asks_any(l, r, WORD_ASK_MAY) ||
           asks_any(l, r, WORD_ASK_LEAVE);
}

/* "kapan pasar murah", "jadwal posyandu kapan" */
static bool asks_when(const struct lexicon *l, const struct reading *r)
{
    bool when = reading_says(l, r, WORD_ASK_WHEN);
    if (when && reading_says(l, r, WORD_OFFER)) return true;
    return reading_says(l, r, WORD_ASK_SCHEDULE) &&
           (r->marked || when || reading_says(l, r, WORD_ASK_REQUEST));
}

/* "cek bansos saya": whether they are on a list. */
static bool looks_up(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if (says_at(l, r, i, WORD_ASK_LOOKUP) &&
            (says_at(l, r, i + 1, WORD_ASK_RECORD) || says_at(l, r, i + 2, WORD_ASK_RECORD)))
            return true;
    return false;
}

bool judge_asks_who(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count > ASKED_FEW_WORDS || !reading_says(l, r, WORD_ASK_WHO)) return false;
    if (says_which(r) || is_troubled(l, r, SIZE_MAX) || reading_says(l, r, WORD_ASK_DESK))
        return false;
    return judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), 0, r->tokens.count) ||
           reading_says(l, r, WORD_ASK_OFFICE);
}

/* "pak apa benar ktp yang hilang jadinya 3 bulan"; behind a complaint it is no question ("antri
 * dari subuh, apa benar begini"). */
static bool opens_with_doubt(const struct lexicon *l, const struct reading *r)
{
    const uint64_t courtesy =
        ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_QUESTION);
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (whether_at(l, r, i) && says_at(l, r, i + 1, WORD_ASK_TRUE)) return true;
        if (token_asks(l, &r->tokens.at[i], WORD_ASK_TRUE)) return true;
        if (said(r, i).len > 0 && !(reading_roles(l, r, i) & courtesy)) return false;
    }
    return false;
}

/* "mau tanya", "bagaimana caranya", "apa bisa"; a "syarat" or "jam buka" may be told about. */
static bool asks_plainly(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match_roles(l, r, match) & ROLE_BIT(WORD_QUESTION) &&
            reading_has(l, r, match->from, match->to, WORD_ASK_PLAIN))
            return true;
    }
    return asks_whether(l, r) || opens_with_doubt(l, r);
}

/* Where the clause "izin tanya apakah pip ada masa aktifnya" ends: what is wondered at behind it is
 * why it is asked. Without such a clause the text has no end. */
static size_t asked_until(const struct lexicon *l, const struct reading *r)
{
    bool opened = false, whether = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (opened && whether && (t->new_part || t->new_start)) return i;
        if (t->new_start) opened = whether = false;
        opened |=
            reading_roles(l, r, i) & ROLE_BIT(WORD_QUESTION) && token_in(l, t, WORD_ASK_PLAIN);
        whether |=
            opened && (token_in(l, t, WORD_ASK_WHETHER) || token_asks(l, t, WORD_ASK_WHETHER));
    }
    return r->tokens.count;
}

/* "kok", "dipersulit", "sudah 3 bulan belum": more than how it is with whoever asks. */
static bool is_aggrieved(const struct lexicon *l, const struct reading *r)
{
    bool already = false, lacking = false;
    size_t asked = asked_until(l, r);
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (reading_roles(l, r, i) & ROLE_BIT(WORD_QUESTION)) continue;
        if (token_in(l, t, WORD_ASK_GRIEVANCE)) return true;
        if (i < asked && reproaches_at(l, r, i)) return true;
        already = already || token_in(l, t, WORD_ALREADY);
        lacking = lacking || token_traits(l, t) & TRAIT_NEGATION;
    }
    return already && lacking;
}

bool judge_asks_in_need(const struct lexicon *l, const struct reading *r,
                        const struct category *about)
{
    return !about->needs_place && about->priority == PRIORITY_NORMAL &&
           r->tokens.count <= STORY_WORDS && asks_plainly(l, r) && !is_aggrieved(l, r);
}

bool judge_asked(const struct lexicon *l, const struct reading *r, const struct category *about)
{
    size_t tag = whether_tag(l, r);
    bool few = r->tokens.count <= ASKED_FEW_WORDS;
    if (r->tokens.count > ASKED_WORDS || is_troubled(l, r, tag)) return false;
    if (tag != SIZE_MAX || doubts_rumour(l, r) || judge_asks_who(l, r)) return true;
    bool open = reading_says(l, r, WORD_ASK_OPEN), marked = r->marked && few;
    if (about->priority != PRIORITY_NORMAL) return false;
    if ((open && (marked || asks_whether(l, r))) || asks_when(l, r)) return true;
    if (reading_says(l, r, WORD_OFFER) &&
        (asks_whether(l, r) || (marked && reading_says(l, r, WORD_EXISTS))))
        return true;
    /* Somebody must go there: "bisakah jalan ini diperbaiki" wishes. */
    if (about->needs_place) return false;
    return asks_whether(l, r) || looks_up(l, r) || (marked && may_be_any(l, r));
}

/* "sudah ditindaklanjuti pak": only whoever handles it knows; the mark was left out. */
bool judge_asks_bare(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    size_t i = 0;
    while (i < r->tokens.count &&
           reading_roles(l, r, i) & (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_FILLER)))
        i++;
    return i + 1 < r->tokens.count && token_in(l, &at[i], WORD_ALREADY) &&
           str_starts(at[i + 1].raw.text, STR("di")) && !judge_said(l, r, WORD_THANKS) &&
           !reading_denies(l, r, 0, r->tokens.count);
}

/* "sejak [kapan]": so long, and not when. */
static bool begins_span(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && (token_traits(l, &r->tokens.at[i - 1]) & TRAIT_TIME ||
                     token_in(l, &r->tokens.at[i - 1], WORD_PLACE_FROM));
}

/* "kamis [pagi] apa siang?" */
#define TIME_WITHIN 4

/* "kamis pagi apa siang?", "jam berapa ya?", "besok atau lusa?": it begins with when. */
static bool asks_which_time(const struct lexicon *l, const struct reading *r)
{
    const uint64_t courtesy = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    size_t i = 0;
    while (i < r->tokens.count && reading_roles(l, r, i) & courtesy)
        i++;
    if (i == r->tokens.count) return false;
    const struct token *t = &r->tokens.at[i];
    if (!token_in(l, t, WORD_ASK_DAY) && !(token_traits(l, t) & TRAIT_TIME)) return false;
    for (size_t k = i + 1; k < reading_ahead(r, i + 1, TIME_WITHIN, STRETCH_PART); k++) {
        /* "pagi apa sore pak", without a mark */
        bool two = k + 1 < r->tokens.count && token_traits(l, &r->tokens.at[k + 1]) & TRAIT_TIME;
        if (says_at(l, r, k, WORD_ASK_WHICH_TIME) && (two || r->marked)) return true;
    }
    return false;
}

/* "bila" is "kapan" in front of a few words, and else "kalau". */
#define BILA_WORDS 4

bool judge_asks_when(const struct lexicon *l, const struct reading *r)
{
    const uint64_t courtesy =
        ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_QUESTION);
    bool first = r->tokens.count <= BILA_WORDS;
    if (asks_which_time(l, r)) return true;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (says_at(l, r, i, WORD_ASK_WHEN) && !begins_span(l, r, i)) return true;
        if (first && str_equal(r->tokens.at[i].raw.text, STR("bila"))) return true;
        first = first && reading_roles(l, r, i) & courtesy;
    }
    return false;
}
