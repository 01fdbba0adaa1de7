/* manner.c - how somebody in office behaves: see weigh.h. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* So many words may stand between: "pegawai di loket dua kantor kelurahan itu judes". */
#define MANNER_BEHIND 7
/* "lurah A mengakui atau tidak bahwa attitudenya buruk, bicaranya kasar": what is his points back.
 */
#define MANNER_HIS 14
/* "judes banget petugasnya", "dibentak bentak sama pegawai loket": fewer, the other way round. */
#define MANNER_BEFORE 3

/* "lurah patokan ... . Orangnya kasar": so far behind whom it tells of, in sentences of its own. */
#define MANNER_LATER 100

/* "di depan [rumah] camat" */
#define ASIDE_BEFORE 2
/* A keyword that weighs less only hints. */
#define NAMED_MIN 3

static struct manner heavier(struct manner most, const struct lexicon *l, uint32_t phrase)
{
    uint32_t k = l->words.items[phrase].first_meaning;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
        const struct meaning *m = &l->words.meanings[k];
        if (m->weight > most.weight)
            most = (struct manner){ .of = &l->desk->categories[m->index], .weight = m->weight };
    }
    return most;
}

/* The category that the keywords within [from, to) name most, but not the office of the place:
 * among its own people no office judges; and how much they do. */
static struct manner named_by(const struct lexicon *l, const struct reading *r, size_t from,
                              size_t to)
{
    struct manner most = { .weight = NAMED_MIN - 1 };
    for (size_t i = from; i < to && i < r->tokens.count; i++) {
        uint32_t at = r->word_at[i];
        if (at != MATCH_NONE && !r->matches[at].place)
            most = heavier(most, l, r->matches[at].phrase);
    }
    return most.of && most.of->department ? most : (struct manner){ 0 };
}

/* --- who leads an office --- */

/* "lurah", "bu camat", "kepala dinsos", and not "kepala desa", of whom another office hears. */
static bool is_chief(const struct lexicon *l, const struct reading *r, const struct match *servant)
{
    size_t i = servant->from;
    while (i < servant->to && !token_in(l, &r->tokens.at[i], WORD_CHIEF))
        i++;
    if (i == servant->to) return false;
    uint32_t at = r->word_at[i];
    if (at == MATCH_NONE || r->matches[at].place) return true;
    struct manner named = heavier((struct manner){ .weight = 0 }, l, r->matches[at].phrase);
    return !named.of || !named.of->department || named.of == l->servants;
}

/* "dokter", "guru sd", "petugas pln", and whoever works "di puskesmas", have units of their own; of
 * all others it is l->servants. What
 * their names have said already is not said again. */
static struct manner manner_of(const struct lexicon *l, const struct reading *r,
                               const struct match *servant, const struct match *manner)
{
    struct manner own = named_by(l, r, servant->from, servant->to);
    struct manner next = { 0 };
    /* "lurah [melaporkan saya ke polisi]" is no "petugas pln". */
    if (!match_meets(manner, servant->to, servant->to + 1))
        next = named_by(l, r, servant->to, servant->to + 1);
    if (!own.of && next.of && next.of->department->external) own.of = next.of;
    bool chief = is_chief(l, r, servant);
    if (chief && own.of && !own.of->department->external)
        own = (struct manner){ .led = own.of->department };
    size_t times;
    uint32_t house = own.of || chief ? MATCH_NONE : institution_named(l, r, NULL, &times);
    if (house != MATCH_NONE) own.of = &l->desk->categories[house];
    if (!own.of) own.of = l->servants;
    own.weight = own.weight < MANNER_WEIGHT ? MANNER_WEIGHT - own.weight : 0;
    return own;
}

/* "pak camat [tolong] ..." asks of him; "lurah [tidak] malu menghina" does not. */
static bool is_request(const struct lexicon *l, const struct token *t, bool chief)
{
    uint32_t traits = token_traits(l, t);
    return traits & TRAIT_REQUEST && !(chief && traits & TRAIT_NEGATION);
}

/* "petugas bilang warga kasar", "pak camat tolong ...", "pak lurah, bapak saya mabuk": it is
 * another's manner. "petugas sama warga kasar" tells to whom, and so does "lurah kalau melayani
 * warga [marah marah]". chief: of who leads an office. */
static bool is_another(const struct lexicon *l, const struct reading *r, size_t from, size_t to,
                       bool chief)
{
    bool apart = false;
    for (size_t i = from; i < to; i++) {
        const struct token *t = &r->tokens.at[i];
        apart |= t->new_part;
        if (is_request(l, t, chief)) return true;
        if (chief && str_starts(t[-1].norm.text, STR("me"))) continue; /* "menyuruh [saya]" */
        if (apart && token_in(l, t, WORD_SELF)) return true;
        if ((apart || !chief) && token_in(l, t, WORD_BYSTANDER) &&
            !token_in(l, t - 1, WORD_TO_WHOM))
            return true;
    }
    return false;
}

/* Where whose servant it is stands: "[istri] pak lurah"; SIZE_MAX: nobody does. */
static size_t whose_servant(const struct lexicon *l, const struct reading *r,
                            const struct match *servant)
{
    size_t near = reading_back(r, servant->from, ASIDE_BEFORE, STRETCH_PART), of = servant->from;
    const uint64_t title = ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_FILLER);
    while (of > near && (reading_roles(l, r, of - 1) & title ||
                         str_equal(r->tokens.at[of - 1].raw.text, STR("seorang"))))
        of--;
    return of > near ? of - 1 : SIZE_MAX;
}

/* "rumah [anak lurah]", "dekat [adik pak camat]": where it is */
static bool is_where(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (i == 0 || t->new_part) return false;
    return token_in(l, t - 1, WORD_CHIEF_ROOM) || token_traits(l, t - 1) & TRAIT_LOCATOR;
}

/* "istri lurah", "anak pak camat", "adik kades": of the house of whoever leads an office, and as he
 * no matter of that office. */
static bool is_kin(const struct lexicon *l, const struct reading *r, const struct match *servant)
{
    size_t of = whose_servant(l, r, servant);
    return of != SIZE_MAX && token_in(l, &r->tokens.at[of], WORD_CHIEF_KIN) &&
           !is_where(l, r, of) &&
           (reading_has(l, r, servant->from, servant->to, WORD_CHIEF) ||
            named_by(l, r, servant->from, servant->to).of);
}

/* "lapor pak camat", "di depan rumah camat", "bukan petugas": spoken to, where it is, or not he. */
static bool is_aside(const struct lexicon *l, const struct reading *r, size_t from,
                     const struct match *servant)
{
    size_t near = reading_back(r, servant->from, ASIDE_BEFORE, STRETCH_PART);
    size_t of = whose_servant(l, r, servant);
    if (is_kin(l, r, servant)) return false;
    if (of != SIZE_MAX && token_in(l, &r->tokens.at[of], WORD_PERSON)) return true;
    for (size_t i = near > from ? near : from; i < servant->from; i++) {
        const struct token *t = &r->tokens.at[i];
        if (str_equal(t->raw.text, STR("seorang"))) continue;
        if (token_in(l, t, WORD_BYSTANDER) || token_in(l, t, WORD_REPORTING)) return true;
        if (token_traits(l, t) & (TRAIT_LOCATOR | TRAIT_AMEND)) return true;
    }
    return false;
}

/* "kantor lurah", "depan rumah pak camat" */
static bool is_at_room(const struct lexicon *l, const struct reading *r,
                       const struct match *servant)
{
    return servant->from > 0 && token_in(l, &r->tokens.at[servant->from - 1], WORD_CHIEF_ROOM);
}

/* It is so, or is whenever he is asked: "lurah [kalau ditanya] marah marah". */
static bool is_so(const struct lexicon *l, const struct reading *r, const struct match *manner,
                  const struct match *servant)
{
    if (judge_real(l, r, manner, WORD_MANNER)) return true;
    return servant->to <= manner->from && judge_affirmed(l, r, manner) &&
           reading_has(l, r, servant->to, manner->from, WORD_SUPPOSING);
}

/* "assalamualaikum pak lurah semampir. ...", "pak lurah tolong ...": spoken to. */
static bool is_addressed(const struct lexicon *l, const struct reading *r,
                         const struct match *servant)
{
    const struct token *at = r->tokens.at;
    for (size_t i = servant->from; i > 0 && !at[i].new_start; i--)
        if (!(reading_roles(l, r, i - 1) & (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_FILLER))))
            return false;
    size_t i = servant->to;
    while (i < r->tokens.count && !at[i].new_part && r->place_at[i] != MATCH_NONE)
        i++;
    return i >= r->tokens.count || at[i].new_part || is_request(l, &at[i], true);
}

/* So many words behind it may tell by whom. */
#define BY_WITHIN 3

/* "warga [diabaikan]", and not "diejek temannya": by nobody else. */
static bool is_suffered_alone(const struct lexicon *l, const struct reading *r,
                              const struct match *manner)
{
    size_t to = reading_ahead(r, manner->to, BY_WITHIN, STRETCH_PART);
    return judge_suffered(r, manner) && !reading_has(l, r, manner->to, to, WORD_PERSON) &&
           !reading_has(l, r, manner->to, to, WORD_BYSTANDER);
}

static const struct match *servant_before(const struct lexicon *l, const struct reading *r,
                                          const struct match *manner)
{
    const struct token *first = &r->tokens.at[manner->from];
    bool his = str_ends(first->raw.text, STR("nya")) ||
               (manner->from > 0 && str_ends(first[-1].raw.text, STR("nya")));
    size_t reach = his ? MANNER_HIS : MANNER_BEHIND;
    size_t from = reading_back(r, manner->from, reach, STRETCH_SENTENCE);
    const struct match *last = NULL;
    for (size_t i = 0; i < r->alarm_count && r->alarms[i].to <= manner->from; i++)
        if (r->alarms[i].from >= from && match_roles(l, r, &r->alarms[i]) & ROLE_BIT(WORD_SERVANT))
            last = &r->alarms[i];
    if (!last || is_aside(l, r, 0, last)) return NULL;
    bool chief = is_chief(l, r, last);
    /* "camat tidak peduli, warga diabaikan" */
    if (chief && is_suffered_alone(l, r, manner) && !is_addressed(l, r, last)) return last;
    return is_another(l, r, last->to, manner->from, chief) ? NULL : last;
}

/* --- of whom it is told in an earlier sentence --- */

/* "saya mau lapor soal lurah patokan. Orangnya kasar": the last one before, who leads an office,
 * and nobody else in the sentence of the manner. */
static const struct match *chief_before(const struct lexicon *l, const struct reading *r,
                                        const struct match *manner)
{
    size_t begin = reading_back(r, manner->from, r->tokens.count, STRETCH_SENTENCE);
    const struct match *last = NULL;
    for (size_t i = 0; i < r->alarm_count && r->alarms[i].to <= manner->from; i++)
        if (match_roles(l, r, &r->alarms[i]) & ROLE_BIT(WORD_SERVANT)) last = &r->alarms[i];
    if (!last || !is_chief(l, r, last) || last->from + MANNER_LATER < manner->from) return NULL;
    if (last->to > begin && is_aside(l, r, begin, last)) return NULL;
    size_t from = last->to > begin ? last->to : begin;
    bool his =
        is_suffered_alone(l, r, manner) || reading_has(l, r, from, manner->from, WORD_CHIEF_HE);
    bool another = !his && is_another(l, r, from, manner->from, true);
    return another || is_addressed(l, r, last) || is_at_room(l, r, last) ? NULL : last;
}

/* "bohong": no manner of anybody else. */
static bool is_of_chiefs(const struct lexicon *l, const struct reading *r,
                         const struct match *manner)
{
    return reading_has(l, r, manner->from, manner->to, WORD_CHIEF_MANNER);
}

/* "dibentak petugas", "galak sama pegawai", "judes banget petugasnya"; but "warga mabuk pak camat".
 */
static bool is_his(const struct lexicon *l, const struct reading *r, const struct match *manner,
                   const struct match *servant)
{
    return judge_suffered(r, manner) ||
           token_in(l, &r->tokens.at[servant->from - 1], WORD_EXACTED_BY) ||
           str_ends(r->tokens.at[servant->to - 1].raw.text, STR("nya")) ||
           (servant->from == manner->to && is_of_chiefs(l, r, manner)); /* "kelakuan lurah" */
}

static const struct match *servant_behind(const struct lexicon *l, const struct reading *r,
                                          const struct match *manner)
{
    size_t to = reading_ahead(r, manner->to, MANNER_BEFORE, STRETCH_PART);
    const struct match *next = judge_alarm(l, r, ROLE_BIT(WORD_SERVANT), manner->to, to);
    /* "warga [marah] ke lurah": they are, and he is told. */
    bool others = next && manner->from > 0 && !judge_suffered(r, manner) &&
                  token_in(l, &r->tokens.at[manner->from - 1], WORD_BYSTANDER) &&
                  token_in(l, &r->tokens.at[next->from - 1], WORD_PLACE_TOWARDS);
    if (!next || others || !is_his(l, r, manner, next)) return NULL;
    return is_another(l, r, manner->to, next->from, false) || is_aside(l, r, manner->to, next)
               ? NULL
               : next;
}

/* --- whose people --- */

/* "kasir", "pegawai alfamart": whose words begin at token i; false: nobody's of a shop. */
static bool is_clerk(const struct lexicon *l, const struct reading *r, size_t i, struct span *who)
{
    const struct match *servant = NULL;
    *who = (struct span){ i, i + 1 };
    for (size_t k = 0; k < r->alarm_count; k++)
        if (r->alarms[k].from == i && match_roles(l, r, &r->alarms[k]) & ROLE_BIT(WORD_SERVANT))
            servant = &r->alarms[k];
    size_t next = servant ? servant->to : i + 1;
    bool shop = next < r->tokens.count && !r->tokens.at[next].new_part &&
                token_in(l, &r->tokens.at[next], WORD_BUSINESS);
    if (shop) who->to = next + 1;
    return token_in(l, &r->tokens.at[i], WORD_CLERK) || (servant && shop);
}

/* "pegawai alfamart [di paiton] ketus", "dibentak [sama] kasir": of the nearest one, and of nobody
 * else in between. */
static bool is_of_business(const struct lexicon *l, const struct reading *r,
                           const struct match *manner, struct business *out)
{
    size_t from = reading_back(r, manner->from, MANNER_BEHIND, STRETCH_SENTENCE);
    size_t to = reading_ahead(r, manner->to, MANNER_BEFORE, STRETCH_PART);
    out->how = (struct span){ manner->from, manner->to };
    for (size_t i = manner->from; i-- > from;) {
        if (is_clerk(l, r, i, &out->who))
            return !is_another(l, r, out->who.to, manner->from, false);
        if (judge_alarm(l, r, ROLE_BIT(WORD_SERVANT), i, i + 1)) return false;
    }
    for (size_t i = manner->to; i < to; i++)
        if (is_clerk(l, r, i, &out->who)) return true;
    return false;
}

struct business manner_of_business(const struct lexicon *l, const struct reading *r)
{
    struct business found;
    for (size_t i = 0; i < r->alarm_count; i++)
        if (judge_real(l, r, &r->alarms[i], WORD_MANNER) &&
            is_of_business(l, r, &r->alarms[i], &found))
            return found;
    return (struct business){ 0 };
}

/* Who behaves as the match says; NULL: nobody in office. */
static const struct match *servant_of(const struct lexicon *l, const struct reading *r,
                                      const struct match *manner)
{
    const struct match *servant = servant_before(l, r, manner);
    if (!servant) servant = servant_behind(l, r, manner);
    if (!servant) servant = chief_before(l, r, manner);
    if (!servant || !is_so(l, r, manner, servant)) return NULL;
    if (is_of_chiefs(l, r, manner) && !is_chief(l, r, servant)) return NULL;
    return is_of_business(l, r, manner, &(struct business){ 0 }) ? NULL : servant;
}

/* "lurahnya tidak ada di tempat": today, which blames nobody; "tidak pernah ada" does. */
static bool is_absent_once(const struct lexicon *l, const struct reading *r,
                           const struct match *manner)
{
    bool denied = false, absent = false;
    for (size_t i = manner->from; i < manner->to; i++) {
        struct str word = r->tokens.at[i].norm.text;
        if (str_equal(word, STR("pernah"))) return false;
        denied = denied || str_equal(word, STR("tidak"));
        absent = absent || token_in(l, &r->tokens.at[i], WORD_MANNER_THERE);
    }
    return denied && absent;
}

struct manner manner_told(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *manner = &r->alarms[i], *servant;
        if (!(match_roles(l, r, manner) & ROLE_BIT(WORD_MANNER))) continue;
        if (!(servant = servant_of(l, r, manner))) continue;
        struct manner told = manner_of(l, r, servant, manner);
        told.servant = servant;
        told.manner = manner;
        told.chief = is_chief(l, r, servant);
        /* "selokan mampet, lurahnya tidak peduli" is the drain's. */
        if (is_of_chiefs(l, r, manner) && reading_denies(l, r, manner->from, manner->to))
            told.weight /= 2;
        told.blames = told.chief && !is_absent_once(l, r, manner);
        return told;
    }
    return (struct manner){ 0 };
}

/* "mau lapor soal lurah patokan", "mengadukan camat": of him, and not to him ("lapor pak camat").
 */
#define DENOUNCED_BEFORE 4

static bool is_denounced(const struct lexicon *l, const struct reading *r,
                         const struct match *chief)
{
    bool wish = false, reports = false, about = false;
    for (size_t i = reading_back(r, chief->from, DENOUNCED_BEFORE, STRETCH_SENTENCE);
         i < chief->from; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_in(l, t, WORD_PLACE_TOWARDS) || token_in(l, t, WORD_TO_WHOM)) return false;
        wish |= token_in(l, t, WORD_WISH);
        reports |= token_in(l, t, WORD_REPORTING);
        about |= token_in(l, t, WORD_MATTER) || str_ends(t->raw.text, STR("kan"));
    }
    return reports && (wish || about);
}

bool manner_names_kin(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++)
        if (match_roles(l, r, &r->alarms[i]) & ROLE_BIT(WORD_SERVANT) &&
            is_chief(l, r, &r->alarms[i]) && is_kin(l, r, &r->alarms[i]))
            return true;
    return false;
}

bool manner_blames_chief(const struct lexicon *l, const struct reading *r)
{
    const struct match *chief = NULL;
    if (reading_says(l, r, WORD_CHIEF_ROOM)) return false; /* "lurah belum tanda tangan" */
    for (size_t i = 0; i < r->alarm_count && !chief; i++)
        if (match_roles(l, r, &r->alarms[i]) & ROLE_BIT(WORD_SERVANT) &&
            is_chief(l, r, &r->alarms[i]))
            chief = &r->alarms[i];
    if (!chief) return false;
    if (is_denounced(l, r, chief)) return true;
    if (is_aside(l, r, 0, chief) || is_addressed(l, r, chief)) return false;
    size_t to = reading_ahead(r, chief->to, r->tokens.count, STRETCH_SENTENCE);
    return reading_troubled(l, r, chief->to, to) || reading_denies(l, r, chief->to, to);
}
