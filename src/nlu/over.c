/* over.c - "pohonnya sudah dipotong warga": what was told is over, or a part of it is. */
#include "judge.h"
#include "language.h"
#include "told.h"
#include "withdraw.h"

#define OVER_WORDS 14
/* "sudah [tadi pagi] dibersihkan": so many words may stand between. */
#define DONE_REACH 3
/* "sudah bisa [daftar akte]": so many words say what. */
#define ABLE_WORDS 2
/* Behind an end that somebody thanks for: "..., tadi dikabari orang kelurahan". */
#define ASIDE_WORDS 5
/* Beside any of these more is told than an end. */
#define GRAVE_BITS                                                                                 \
    (ROLE_BIT(WORD_WHISTLEBLOWING) | ROLE_BIT(WORD_DEMAND) | ROLE_BIT(WORD_EXACTED) |              \
     ROLE_BIT(WORD_MONEY) | ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_URGENT))

/* "lampunya" names what was told; "petugasnya" who has come, and "laporannya" nothing. */
static bool is_told_thing(const struct lexicon *l, const struct token *t)
{
    return withdraw_names(t) && !token_in(l, t, WORD_WITHDRAW_DOER) &&
           !token_in(l, t, WORD_REPORT_OWN);
}

/* "gerbang [nya]" */
static bool is_told_apart(const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    return i + 1 < r->tokens.count && !at[i + 1].new_part &&
           str_equal(at[i + 1].raw.text, STR("nya")) && at[i].norm.text.len > 1;
}

static bool speaks_for(const struct lexicon *l, const struct reading *r, const struct match *match,
                       uint32_t category)
{
    if (category != JUDGE_ANY) return match_weight(l, r, match, category) > 0;
    for (uint32_t i = 0; i < l->desk->category_count; i++)
        if (match_weight(l, r, match, i) > 0) return true;
    return false;
}

/* A word of the matter itself: "lampu jalan [sudah nyala]". */
static bool is_subject(const struct lexicon *l, const struct reading *r, size_t i,
                       uint32_t category)
{
    for (size_t k = 0; k < r->match_count; k++) {
        const struct match *match = &r->matches[k];
        bool here = i >= match->from && i < match->to;
        if (here && speaks_for(l, r, match, category)) return true;
    }
    return false;
}

/* Without a command before it only what ends a matter says that it has ended: "sudah dilaporkan"
 * does not. */
static bool ends_matter(const struct lexicon *l, const struct reading *r, size_t i,
                        uint32_t category)
{
    const struct token *t = &r->tokens.at[i];
    bool mine = category != JUDGE_ANY && l->desk->categories[category].is_private;
    if (token_in(l, t, WORD_ALREADY)) return false;
    /* "bantuannya sudah masuk"; water that has come in is no end. */
    if (mine && token_in(l, t, WORD_WITHDRAW_GIVEN)) return true;
    return token_in(l, t, WORD_WITHDRAW_ENDED) || reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) ||
           (token_roles(l, t) & ROLE_BIT(WORD_SOLVED) && withdraw_is_done(l, t));
}

static bool is_fire_out(const struct told *t)
{
    bool over = false;
    for (size_t i = 0; i < t->count; i++)
        over = over || t->at[i].roles & ROLE_BIT(WORD_OVER);
    return over && reading_says(t->l, t->r, WORD_FIRE);
}

static bool is_of_fire(const struct told *t, size_t i)
{
    return token_in(t->l, &t->r->tokens.at[i], WORD_FIRE) || told_covers(t, WORD_OVER, i, i + 1);
}

bool judge_fire_out(const struct told *told, const struct match *match)
{
    return is_fire_out(told) && is_of_fire(told, match->from) && is_of_fire(told, match->to - 1);
}

/* What so far was said of an end. */
struct ending {
    uint32_t category;
    size_t since;  /* the word that says "already"; SIZE_MAX: none yet */
    bool thanked;  /* somewhere in the message */
    bool glad;     /* or it is a relief */
    bool reported; /* it speaks of a report or a visit, or of who came */
    size_t asides; /* words behind the end that tell nothing we know */
    bool ended, told, named;
    bool plainly;  /* ended, by more than what may be said of an answer ("sudah diterima") */
    bool departed; /* "sudah pindah": an end of what is named */
    bool gone;     /* "sudah tidak ada": an end of what annoys */
    bool thing, annoys, subject;
};

/* "portalnya sudah dibuka, matur nuwun": whoever names it and thanks for what was done to it, or
 * for how it is now, is glad of an end; not of a visit or of where it was passed on. */
static bool is_thanked_for(const struct lexicon *l, const struct reading *r, size_t i,
                           const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool done = str_starts(t->raw.text, STR("di")) && withdraw_is_done(l, t);
    bool visit = token_in(l, t, WORD_VISIT) || token_in(l, t, WORD_CASE_HANDLE) ||
                 token_in(l, t, WORD_REPORTING) || token_in(l, t, WORD_ANSWERED);
    return e->thanked && e->told && !visit && (done || token_in(l, t, WORD_ASK_OPEN));
}

/* "sudah masuk email, terima kasih": who thanks waited for it; water that has come in, a report
 * that did, or somebody who came, is no end. */
static bool is_given(const struct lexicon *l, const struct reading *r, size_t i,
                     const struct ending *e)
{
    return e->thanked && !e->reported && token_in(l, &r->tokens.at[i], WORD_WITHDRAW_GIVEN);
}

/* "hidup siang hari": when it is so, always. */
static bool is_so_at_times(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i + 1 < r->tokens.count && !r->tokens.at[i + 1].new_part &&
           token_traits(l, &r->tokens.at[i + 1]) & TRAIT_TIME;
}

/* "lampunya menyala, terima kasih": who thanks need not say "already"; but "jalannya diperbaiki,
 * terima kasih" may ask for it. */
static bool is_so_now(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e)
{
    return e->thanked && e->told && reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) &&
           !str_starts(r->tokens.at[i].raw.text, STR("di")) && !is_so_at_times(l, r, i);
}

/* "acaranya batal": what was to come does not; "laporannya batal" is a command. */
static bool is_called_off(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL) &&
           is_told_thing(l, &r->tokens.at[i - 1]);
}

static bool is_near(const struct ending *e, size_t i)
{
    return e->since != SIZE_MAX && i - e->since <= DONE_REACH;
}

static bool ends_here(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e)
{
    return is_called_off(l, r, i) ||
           ((is_near(e, i) || is_so_now(l, r, i, e)) && ends_matter(l, r, i, e->category));
}

/* "bagus [lagi]" is as it was before; "dipasang lagi" may be the trouble. */
static bool is_restored(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (i == 0 || !(token_traits(l, &r->tokens.at[i]) & TRAIT_AGAIN)) return false;
    const struct token *before = &r->tokens.at[i - 1];
    return reading_roles(l, r, i - 1) == ROLE_BIT(WORD_SOLVED) &&
           !str_starts(before->raw.text, STR("di")) && !token_in(l, before, WORD_ALREADY);
}

static bool complains(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e, bool subject)
{
    uint32_t traits = token_traits(l, &r->tokens.at[i]);
    if (traits & (TRAIT_NEGATION | TRAIT_ASK | TRAIT_REQUEST)) return true;
    if (traits & TRAIT_AGAIN && !is_restored(l, r, i)) return true;
    return traits & TRAIT_TROUBLE && (e->since != SIZE_MAX || !subject);
}

static bool says_beside(const struct lexicon *l, const struct reading *r, size_t i,
                        const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool praise = e->ended && token_in(l, t, WORD_PRAISE);
    bool beside = e->since != SIZE_MAX && token_in(l, t, WORD_WITHDRAW_DONE); /* "sudah datang" */
    return praise || beside || is_restored(l, r, i) || token_in(l, t, WORD_RELIEF) ||
           token_in(l, t, WORD_RATING_VERY) || withdraw_tells_no_more(l, r, i) ||
           r->place_at[i] != MATCH_NONE;
}

/* What token i names; "sudah diamankan polisi" is no matter of the police, nor does what it did say
 * what it is: "sudah pindah". */
static void count_named(const struct lexicon *l, const struct token *t, struct ending *e,
                        bool subject)
{
    bool thing = is_told_thing(l, t), annoys = token_in(l, t, WORD_ANNOYS);
    e->subject = e->subject || subject;
    e->annoys = e->annoys || annoys;
    e->named = e->named || thing || subject;
    e->thing = e->thing || thing || annoys || subject;
}

/* Whether token i fits into such a message; it is counted in. */
static bool fits(const struct lexicon *l, const struct reading *r, size_t i, struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool subject = is_subject(l, r, i, e->category), ends = ends_here(l, r, i, e);
    bool doer = token_in(l, t, WORD_WITHDRAW_DOER), annoys = token_in(l, t, WORD_ANNOYS);
    bool departs = token_in(l, t, WORD_DEPARTED) && is_near(e, i), apart = is_told_apart(r, i);
    bool thanked = is_near(e, i) && (is_thanked_for(l, r, i, e) || is_given(l, r, i, e));
    if (complains(l, r, i, e, subject || annoys)) return false;
    count_named(l, t, e, subject && !ends && !departs && !doer);
    e->thing = e->thing || (apart && !doer);
    e->told = e->told || e->thing || (subject && !departs);
    if (token_in(l, t, WORD_ALREADY)) {
        e->since = i;
        return true;
    }
    e->departed = e->departed || departs;
    e->ended = e->ended || ends || thanked;
    e->plainly = e->plainly || (ends && !token_in(l, t, WORD_ANSWERED));
    return ends || thanked || departs || apart || subject || annoys || says_beside(l, r, i, e);
}

/* What is known of the whole message before it is read word by word. */
static void look_over(const struct lexicon *l, const struct reading *r, struct ending *e)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        e->thanked |= (reading_roles(l, r, i) & ROLE_BIT(WORD_THANKS)) != 0;
        e->glad |= token_in(l, t, WORD_RELIEF);
        e->reported |= token_in(l, t, WORD_REPORT) || token_in(l, t, WORD_REPORT_OWN) ||
                       token_in(l, t, WORD_VISIT) || token_in(l, t, WORD_WITHDRAW_DOER);
    }
    e->glad |= e->thanked;
}

/* Where "[sudah] bisa daftar akte" ends, which could not be done before; i: it does not say so. */
static size_t able_end(const struct lexicon *l, const struct reading *r, size_t i,
                       const struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1;
    if (!e->glad || !is_near(e, i) || !token_in(l, &at[i], WORD_ASK_LEAVE)) return i;
    for (size_t n = 0; n < ABLE_WORDS && to < r->tokens.count && !at[to].new_part; n++, to++) {
        uint32_t traits = token_traits(l, &at[to]);
        if (traits & (TRAIT_NEGATION | TRAIT_ASK | TRAIT_REQUEST | TRAIT_TROUBLE)) break;
        if (reading_roles(l, r, to) & (GRAVE_BITS | ROLE_BIT(WORD_THANKS))) break;
    }
    return to > i + 1 ? to : i;
}

/* Behind an end that was thanked for, words that complain of nothing say how it came. */
static bool is_aside(const struct lexicon *l, const struct reading *r, size_t i, struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    uint32_t more = TRAIT_NEGATION | TRAIT_ASK | TRAIT_REQUEST | TRAIT_TROUBLE | TRAIT_AGAIN |
                    TRAIT_UNREAL | TRAIT_ALSO | TRAIT_BUT;
    bool told = token_traits(l, t) & more || reading_roles(l, r, i) & GRAVE_BITS || t->number ||
                token_in(l, t, WORD_ANNOYS) || token_in(l, t, WORD_BESIDE) ||
                token_in(l, t, WORD_VISIT);
    return e->thanked && e->ended && !told && e->asides++ < ASIDE_WORDS;
}

/* Where "tidak ada [lagi]" ends, as far as "sudah" stands before it; i: it does not say so. */
static size_t gone_end(const struct lexicon *l, const struct reading *r, size_t i,
                       const struct ending *e)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1, count = r->tokens.count;
    if (!is_near(e, i) || !(token_traits(l, &at[i]) & TRAIT_NEGATION)) return i;
    if (!token_in(l, &at[i], WORD_EXISTS)) {
        if (to == count || !token_in(l, &at[to], WORD_EXISTS)) return i;
        to++;
    }
    return to < count && token_traits(l, &at[to]) & TRAIT_AGAIN ? to + 1 : to;
}

/* "dipindah [ke ruangan]": whereto. */
static size_t towards_end(const struct lexicon *l, const struct reading *r, size_t i,
                          const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool to = (e->ended || e->departed) && i + 1 < r->tokens.count &&
              (token_in(l, t, WORD_PLACE_TOWARDS) || token_in(l, t, WORD_PLACE_IN)) &&
              !token_traits(l, t + 1);
    return to ? i + 2 : i;
}

/* "[dahannya sudah dipotong,] tinggal pohonnya", "tapi sekarang ...": what is not over. */
static bool tells_rest(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint64_t rest = ROLE_BIT(WORD_RESERVE) | ROLE_BIT(WORD_UNSOLVED) | ROLE_BIT(WORD_PARTLY);
    return reading_roles(l, r, i) & rest || token_in(l, &r->tokens.at[i], WORD_REST);
}

/* "tapi sekarang jalannya berlubang": it may be another matter. */
static bool tells_trouble(const struct lexicon *l, const struct reading *r, size_t from)
{
    for (size_t i = from; i < r->tokens.count; i++) {
        uint32_t traits = token_traits(l, &r->tokens.at[i]);
        if (traits_tell_trouble(traits)) return true;
    }
    return false;
}

/* Up to which token the text tells of an end and nothing else. */
static size_t read_ending(const struct told *told, struct ending *e)
{
    const struct lexicon *l = told->l;
    const struct reading *r = told->r;
    bool fire = is_fire_out(told);
    size_t i = 0, end;
    while (i < r->tokens.count) {
        if (fire && is_of_fire(told, i)) {
            e->ended = e->told = e->plainly = true;
            i++;
        } else if (tells_rest(l, r, i)) {
            return i;
        } else if ((end = gone_end(l, r, i, e)) > i) {
            e->gone = true;
            i = end;
        } else if ((end = towards_end(l, r, i, e)) > i) {
            i = end;
        } else if ((end = able_end(l, r, i, e)) > i) {
            e->ended = e->told = e->plainly = true;
            i = end;
        } else if (fits(l, r, i, e) || is_aside(l, r, i, e)) {
            i++;
        } else {
            return i;
        }
    }
    return i;
}

struct over {
    bool over;  /* the matter is over, and that is all: "pohonnya sudah dipotong warga" */
    bool named; /* another word than the one of its end tells which: "sudah nyala pak" may be of
                   lamps or of power */
    bool bare;  /* no word tells which: "sudah beres pak" */
    bool thanked;
    bool part; /* it is not over, but some of it, or something: "dahannya sudah dipotong, tinggal
                   pohonnya", "sudah tidak ada pak" */
};

static void read_over(const struct lexicon *l, const struct reading *r, uint32_t category,
                      struct over *out)
{
    struct ending e = { .category = category, .since = SIZE_MAX };
    struct told t = { .l = l, .r = r };
    *out = (struct over){ 0 };
    if (r->marked || r->tokens.count > OVER_WORDS) return;
    told_read(&t);
    look_over(l, r, &e);
    size_t end = read_ending(&t, &e);
    bool all = end == r->tokens.count;
    bool rest = !all && tells_rest(l, r, end) && !tells_trouble(l, r, end);
    bool over = e.ended || (e.departed && e.thing) || (e.gone && e.annoys);
    /* "airnya sudah tidak ada" is the trouble. */
    bool stays = e.gone && e.thing && !e.annoys;
    out->named =
        e.departed ? e.subject : e.named; /* "mobilnya sudah pindah" is no civil register */
    out->bare = !e.told;
    out->thanked = e.thanked;
    out->over = all && over && !stays && (e.told || e.plainly);
    /* Who says that something is gone, and not what, or that some of it is done, brings news. */
    out->part = !out->over && ((rest && over) || (all && (e.gone || e.departed)));
}

void judge_end(const struct lexicon *l, const struct reading *r, uint32_t category, bool somewhere,
               struct understood *out)
{
    bool cancelled = out->intent == INTENT_CANCEL;
    struct over over;
    read_over(l, r, category, &over);
    bool part = over.part && !out->chases && !somewhere;
    bool news = judge_news(l, r, &out->thanked) || part;
    if (out->urgent || out->whistleblowing) return;
    out->thanked = out->thanked || (over.over && over.thanked);
    out->over = over.over && !cancelled;
    out->over_bare = out->over && over.bare;
    out->news = news && !out->over;
    out->cancels = !cancelled && judge_cancels(l, r);
    if (out->over && !over.named) out->category_heard = false;
}
