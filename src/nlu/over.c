/* over.c - "pohonnya sudah dipotong warga": what was told is over, or a part of it is. */
#include "ending.h"
#include "judge.h"
#include "language.h"
#include "told.h"
#include "withdraw.h"

#define OVER_WORDS 14
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

/* "sudah dicopot", "sudah berhenti": an end of what annoys, of what somebody is glad of, or of
 * their own: else it may be the trouble ("tutupnya sudah diambil"). */
static bool is_gladly_gone(const struct lexicon *l, const struct reading *r, size_t i,
                           const struct ending *e)
{
    const struct category *about =
        e->category == JUDGE_ANY ? NULL : &l->desk->categories[e->category];
    bool mine = about && about->is_private && about != l->police;
    if (!token_in(l, &r->tokens.at[i], WORD_GONE)) return false;
    return e->annoyance || e->glad || mine;
}

/* "rantingnya sudah kering": of a road, or a flood, it would be an end. */
static bool is_withered(const struct lexicon *l, const struct reading *r, size_t i)
{
    return str_equal(r->tokens.at[i].norm.text, STR("kering")) && reading_says(l, r, WORD_WITHERS);
}

/* Without a command before it only what ends a matter says that it has ended: "sudah dilaporkan"
 * does not. */
static bool ends_matter(const struct lexicon *l, const struct reading *r, size_t i,
                        const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool mine = e->category != JUDGE_ANY && l->desk->categories[e->category].is_private;
    if (token_in(l, t, WORD_ALREADY) || is_withered(l, r, i)) return false;
    /* "polisi datang, jalannya ditutup" */
    if (e->visited && !(token_roles(l, t) & ROLE_BIT(WORD_SOLVED))) return false;
    /* "bantuannya sudah masuk"; water that has come in is no end. */
    if (mine && token_in(l, t, WORD_WITHDRAW_GIVEN)) return true;
    if (is_gladly_gone(l, r, i, e)) return true;
    return token_in(l, t, WORD_WITHDRAW_ENDED) || token_in(l, t, WORD_WELL) ||
           reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) ||
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

/* "terima kasih sudah dibantu": what somebody is thanked for. */
static bool is_thanks_for_it(const struct lexicon *l, const struct reading *r, size_t since)
{
    size_t i = since;
    while (i > 0 && !r->tokens.at[i].new_part &&
           reading_roles(l, r, i - 1) == ROLE_BIT(WORD_FILLER))
        i--;
    return i > 0 && !r->tokens.at[i].new_part &&
           reading_roles(l, r, i - 1) & ROLE_BIT(WORD_THANKS) &&
           !token_in(l, &r->tokens.at[i - 1], WORD_RELIEF);
}

/* "portalnya sudah dibuka, matur nuwun": whoever names it and thanks for what was done to it, or
 * for how it is now, is glad of an end, and "alhamdulillah sudah didata" needs no name; not of a
 * visit, of an answer or of where it was passed on. */
static bool is_thanked_for(const struct lexicon *l, const struct reading *r, size_t i,
                           const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool done = (str_starts(t->raw.text, STR("di")) && withdraw_is_done(l, t)) ||
                str_starts(t->raw.text, STR("ter"));
    bool visit = token_in(l, t, WORD_VISIT) || token_in(l, t, WORD_CASE_HANDLE) ||
                 token_in(l, t, WORD_REPORTING) || token_in(l, t, WORD_ANSWERED);
    if (!e->glad || visit) return false;
    return e->told ? done || token_in(l, t, WORD_ASK_OPEN)
                   : done && !is_thanks_for_it(l, r, e->since);
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
    return (e->thanked || e->closes) && e->told &&
           reading_roles(l, r, i) == ROLE_BIT(WORD_SOLVED) &&
           !str_starts(r->tokens.at[i].raw.text, STR("di")) && !is_so_at_times(l, r, i);
}

/* "tutup aja", "ya tutup", "sudah beres tutup aja"; not "tutup got", nor "jalannya ditutup saja".
 */
static bool closes_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t to = i + 1, count = r->tokens.count;
    if (!token_in(l, &at[i], WORD_WITHDRAW_CLOSES)) return false;
    while (to < count && !at[to].new_part &&
           (token_in(l, &at[to], WORD_JUST) || withdraw_tells_no_more(l, r, to)))
        to++;
    if (to < count && !at[to].new_part) return false;
    if (i == 0 || at[i].new_part) return true;
    uint64_t before = reading_roles(l, r, i - 1);
    if (before & (ROLE_BIT(WORD_YES) | ROLE_BIT(WORD_FILLER)) || token_in(l, &at[i - 1], WORD_JUST))
        return true;
    bool report = token_in(l, &at[i - 1], WORD_REPORT) || token_in(l, &at[i - 1], WORD_REPORT_OWN);
    bool well = before & ROLE_BIT(WORD_SOLVED) && !token_in(l, &at[i - 1], WORD_ALREADY);
    bool now = token_in(l, &at[i - 1], WORD_WITHDRAW_ASIDE);
    return i + 1 < count && token_in(l, &at[i + 1], WORD_JUST) && (report || well || now);
}

/* "laporan [ditutup saja]" */
static bool is_closed_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i + 1 < r->tokens.count && token_in(l, &r->tokens.at[i], WORD_REPORT) &&
           closes_at(l, r, i + 1);
}

/* "acaranya batal": what was to come does not; "laporannya batal" is a command. */
static bool is_called_off(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && reading_roles(l, r, i) & ROLE_BIT(WORD_CANCEL) &&
           is_told_thing(l, &r->tokens.at[i - 1]);
}

static bool ends_here(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e)
{
    return is_called_off(l, r, i) ||
           ((ending_is_near(e, i) || is_so_now(l, r, i, e)) && ends_matter(l, r, i, e));
}

/* "bagus [lagi]" is as it was before; "dipasang lagi" may be the trouble. */
static bool is_restored(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (i == 0 || !(token_traits(l, &r->tokens.at[i]) & TRAIT_AGAIN)) return false;
    const struct token *before = &r->tokens.at[i - 1];
    bool well =
        reading_roles(l, r, i - 1) == ROLE_BIT(WORD_SOLVED) || token_in(l, before, WORD_WELL);
    return well && !str_starts(before->raw.text, STR("di")) && !token_in(l, before, WORD_ALREADY);
}

/* "sampahnya"; "tempat sampahnya" is missed. */
static bool annoys(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_ANNOYS) &&
           !(i > 0 && !t->new_part && token_in(l, t - 1, WORD_HOLDER));
}

static bool complains(const struct lexicon *l, const struct reading *r, size_t i,
                      const struct ending *e, bool subject)
{
    uint32_t traits = token_traits(l, &r->tokens.at[i]);
    if (withdraw_assures(l, r, i)) return false;
    if (traits & (TRAIT_NEGATION | TRAIT_ASK | TRAIT_REQUEST | TRAIT_AMEND)) return true;
    if (traits & TRAIT_AGAIN && !e->stopped && !is_restored(l, r, i)) return true;
    /* "sudah surut banjirnya" */
    if (e->ended && withdraw_names(&r->tokens.at[i]) && annoys(l, r, i)) return false;
    return traits & TRAIT_TROUBLE && (e->since != SIZE_MAX || !subject);
}

/* "mushola [wes ditebang, suwun]": where, of what somebody is glad of. */
static bool says_where(const struct lexicon *l, const struct token *t, const struct ending *e)
{
    return e->glad && (token_in(l, t, WORD_LANDMARK) || token_in(l, t, WORD_SPOT) ||
                       token_traits(l, t) & TRAIT_LOCATOR);
}

static bool says_beside(const struct lexicon *l, const struct reading *r, size_t i,
                        const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool praise = e->ended && token_in(l, t, WORD_PRAISE);
    bool beside = e->since != SIZE_MAX && token_in(l, t, WORD_WITHDRAW_DONE); /* "sudah datang" */
    bool again = e->stopped && token_traits(l, t) & TRAIT_AGAIN;
    return praise || beside || again || is_restored(l, r, i) || token_in(l, t, WORD_RELIEF) ||
           token_in(l, t, WORD_RATING_VERY) || withdraw_tells_no_more(l, r, i) ||
           withdraw_addresses(l, r, i) || withdraw_assures(l, r, i) ||
           (e->ended && token_in(l, t, WORD_PLACE_THERE)) || token_traits(l, t) & TRAIT_ALL ||
           ((e->ended || e->glad) && token_in(l, t, WORD_PERSON)) || says_where(l, t, e) ||
           r->place_at[i] != MATCH_NONE;
}

/* "petugas [datang], meterannya diganti" */
static bool is_visit(const struct lexicon *l, const struct reading *r, size_t i,
                     const struct ending *e)
{
    return i > 0 && e->since == SIZE_MAX && token_in(l, &r->tokens.at[i], WORD_VISIT) &&
           token_in(l, &r->tokens.at[i - 1], WORD_WITHDRAW_DOER);
}

/* "sudah [muncul]", "sudah [ada] namanya": of water, or of who came, it would be no end. */
static bool may_be_given(const struct lexicon *l, const struct reading *r, size_t i,
                         const struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    return ending_is_near(e, i) && !e->visited && !e->reported &&
           (token_in(l, t, WORD_WITHDRAW_GIVEN) || token_in(l, t, WORD_EXISTS));
}

/* "anak saya [sudah diterima]" */
static bool is_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool own = i + 1 < r->tokens.count && token_in(l, &r->tokens.at[i + 1], WORD_SELF);
    return token_in(l, &r->tokens.at[i], WORD_PERSON) && own;
}

/* What token t names; "sudah diamankan polisi" is no matter of the police, nor does what it did say
 * what it is: "sudah pindah". */
static void count_named(const struct lexicon *l, const struct token *t, struct ending *e,
                        bool subject, bool bad)
{
    bool thing = is_told_thing(l, t);
    e->subject = e->subject || subject;
    e->annoys = e->annoys || bad;
    e->named = e->named || thing || subject;
    e->thing = e->thing || thing || bad || subject;
    if (thing || bad || subject) ending_is_of(t, e);
}

/* Whether token i fits into such a message; it is counted in. */
static bool fits(const struct lexicon *l, const struct reading *r, size_t i, struct ending *e)
{
    const struct token *t = &r->tokens.at[i];
    bool subject = is_subject(l, r, i, e->category), ends = ends_here(l, r, i, e);
    bool doer = token_in(l, t, WORD_WITHDRAW_DOER), bad = annoys(l, r, i);
    bool departs = token_in(l, t, WORD_DEPARTED) && ending_is_near(e, i),
         apart = is_told_apart(r, i);
    bool thanked = ending_is_near(e, i) && (is_thanked_for(l, r, i, e) || is_given(l, r, i, e));
    bool gone = token_in(l, t, WORD_GONE) && ending_is_near(e, i);
    if (e->closes && closes_at(l, r, i)) return e->ended = e->plainly = true;
    if (e->closes && is_closed_at(l, r, i)) return true;
    if (complains(l, r, i, e, subject || bad)) return false;
    count_named(l, t, e, subject && !ends && !departs && !doer, bad);
    e->thing = e->thing || (apart && !doer);
    if (apart && !doer) ending_is_of(t, e);
    e->told = e->told || e->thing || (subject && !departs) || (e->glad && is_somebody(l, r, i));
    if (token_in(l, t, WORD_ALREADY)) {
        e->since = ending_is_resigned(l, r, i) ? e->since : i;
        return true;
    }
    if (is_visit(l, r, i, e)) {
        e->since = i;
        return e->visited = true;
    }
    bool given = may_be_given(l, r, i, e);
    e->given = e->given || given;
    e->departed = e->departed || departs;
    e->gone = e->gone || gone;
    e->ended = e->ended || ends || thanked;
    e->plainly = e->plainly || ((ends || thanked) && !token_in(l, t, WORD_ANSWERED));
    return ends || thanked || departs || gone || apart || subject || bad || given ||
           says_beside(l, r, i, e);
}

/* What is known of the whole message before it is read word by word. */
static void look_over(const struct lexicon *l, const struct reading *r, struct ending *e)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        e->thanked |= (reading_roles(l, r, i) & ROLE_BIT(WORD_THANKS)) != 0;
        e->relieved |= token_in(l, t, WORD_RELIEF);
        e->annoyance |= annoys(l, r, i);
        e->closes |= closes_at(l, r, i);
        e->others |= token_in(l, t, WORD_WITHDRAW_OTHERS) && !reading_has(l, r, 0, i, WORD_ALREADY);
        e->reported |= token_in(l, t, WORD_REPORT) || token_in(l, t, WORD_REPORT_OWN) ||
                       token_in(l, t, WORD_VISIT) || token_in(l, t, WORD_WITHDRAW_DOER);
    }
    e->glad = e->thanked || e->relieved;
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

/* "tetangga sudah cair semua": theirs; "fotonya sudah dikirim": to us; "sudah dibawa ke igd", and
 * no word what: it goes on there. */
static bool is_no_end(const struct told *told, const struct ending *e, uint32_t category)
{
    const struct lexicon *l = told->l;
    const struct reading *r = told->r;
    bool own = category == JUDGE_ANY || l->desk->categories[category].is_private ||
               category_is_other(l->desk->categories[category].code);
    bool sent = reading_says(l, r, WORD_CASE_SEND) && reading_says(l, r, WORD_CASE_FILE);
    bool taken = reading_says(l, r, WORD_CARRIED) && reading_says(l, r, WORD_PLACE_TOWARDS);
    /* "sudah dikirim nasi bungkus": those who lost their house have eaten. */
    bool fed = reading_says(l, r, WORD_FOOD) && category != JUDGE_ANY &&
               category_is_other(l->desk->categories[category].code);
    if (e->closes) return false;
    return (e->others && own && !e->annoyance && !e->stopped) || (sent && !e->glad) ||
           (taken && !e->told) || (fed && !e->stopped);
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
        } else if ((end = ending_stretch(l, r, i, e)) > i) {
            i = end;
        } else if (tells_rest(l, r, i)) {
            return i;
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
    bool named; /* another word than its end tells which; "sudah nyala pak" may be of power */
    bool bare;  /* no word tells which: "sudah beres pak" */
    bool thanked;
    struct str of; /* the word that does; "": none */
    bool no_more;  /* of part: "sudah tidak ada lagi", and no word tells what */
    bool given;    /* it is over if it was one's own: "sudah muncul pak" */
    bool theirs;   /* "tetangga sudah cair": it is over for others */
    bool rest;     /* the rest is not over: "dahannya sudah dipotong, tinggal pohonnya" */
    bool part;     /* so, or something is: "sudah tidak ada pak" */
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
    bool away = e.absent || e.departed || (e.gone && !e.thing), glad = e.absent && e.glad;
    /* "dokter sudah pulang" */
    bool servant = judge_alarm(l, r, ROLE_BIT(WORD_SERVANT), 0, r->tokens.count) != NULL;
    bool over = e.ended || (e.departed && e.thing && !servant) || (e.absent && e.annoys) || glad ||
                (e.needless && (away || e.own));
    /* "airnya sudah tidak ada" is the trouble, and "pindah ke depan sekolah" may be. */
    bool stays = (e.absent && e.thing && !e.annoys) || (e.towards && e.annoys);
    out->named =
        e.departed ? e.subject : e.named; /* "mobilnya sudah pindah" is no civil register */
    out->bare = !e.told;
    out->thanked = e.thanked;
    out->of = e.of;
    bool ends = over && !is_no_end(&t, &e, category);
    out->over = all && ends && !stays && (e.told || e.plainly || e.needless || glad);
    /* Something is gone, and not what, or some of it is done: news. */
    bool people = e.absent && str_equal(e.of, STR("orang")); /* "sudah tidak ada orangnya" */
    out->no_more = all && ((e.no_more && !e.thing) || people);
    out->given = all && e.given && !over && !e.others && !reading_says(l, r, WORD_CASE_FILE);
    out->theirs = over != ends && e.others;
    /* "sudah diperbaiki belum" asks. */
    const struct token *at = rest ? &r->tokens.at[end] : NULL;
    bool asks = at && !at->new_part && str_equal(at->norm.text, STR("belum"));
    out->rest = !out->over && rest && over && !asks;
    out->part = !out->over && ((rest && over) || (all && (away || e.own || over != ends)));
}

void judge_end(const struct lexicon *l, const struct reading *r, uint32_t category, bool somewhere,
               struct understood *out)
{
    bool cancelled = out->intent == INTENT_CANCEL;
    out->not_after_all = cancelled && withdraw_is_not_after_all(l, r);
    struct over over;
    read_over(l, r, category, &over);
    bool part = over.part && !out->chases && !somewhere;
    bool resigned = !somewhere && out->intent == INTENT_REPORT && ending_resigns(l, r);
    bool news = judge_news(l, r, &out->thanked) || part || resigned;
    if (out->urgent || out->whistleblowing) return;
    out->half = (over.rest ? out->chases : out->leaves_rest) && !out->inquires && !somewhere;
    out->thanked = !resigned && (out->thanked || (over.over && over.thanked));
    bool well = !over.over && !cancelled && ending_says_well(l, r);
    out->over = well || (over.over && !cancelled);
    if (well) { /* where it was done, and not where it lay */
        out->place = NULL;
        out->namesake_count = 0;
    }
    /* "jukirnya sudah tidak ada", where it is asked whether it is done. */
    if (out->over || (part && over.no_more)) out->verdict = VERDICT_SOLVED;
    if (over.theirs && out->verdict == VERDICT_SOLVED) out->verdict = VERDICT_UNSURE;
    out->over_bare = out->over && !well && over.bare;
    out->over_if_own = over.given && !cancelled && !out->chases;
    out->news = news && !out->over;
    out->over_of = out->over || out->news ? over.of : STR_EMPTY;
    out->waited = out->past.len == 0 && judge_waited(l, r);
    bool declines = judge_declines(l, r, somewhere);
    out->cancels = !cancelled && !declines && judge_cancels(l, r);
    if (out->cancels && out->command == INTENT_NONE && judge_cancel_missed(l, r))
        out->command = INTENT_CANCEL;
    if (declines) {
        out->command = INTENT_NONE;
        out->points = false;
    }
    if (out->over && !well && !over.named) out->category_heard = false;
}
