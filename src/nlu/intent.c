/* intent.c - is this a matter for the desk, a command, or a courtesy? */
#include "judge.h"
#include "language.h"
#include "mash.h"
#include "pressing.h"
#include "spelling.h"

/* Unknown words that make a report by their number alone. */
#define UNKNOWN_MIN 2
/* "jangan sebut nama saya pak, saya takut": a plea among so many other words is one all the same;
 * beside more of them it is a part of what is told. */
#define PLEA_OTHERS_MAX 2
/* A phone number or an identity number is more than "123"; beside more words it is a part of what
 * is told. */
#define DIGITS_MIN        8
#define NUMBER_OTHERS_MAX 2
/* "kades minta uang ke nomor 0812...": what is told of is no number. */
#define TAKEN_BITS         (ROLE_BIT(WORD_DEMAND) | ROLE_BIT(WORD_MONEY) | ROLE_BIT(WORD_EXACTED))
#define ACTION_LETTERS_MIN 7

#define ANSWER_BITS   (ROLE_BIT(WORD_YES) | ROLE_BIT(WORD_NO))
#define COURTESY_BITS (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE))
#define EMPTY_BITS    (COURTESY_BITS | ANSWER_BITS | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK))
#define PLEA_BITS     (ROLE_BIT(WORD_CONFIDENTIAL) | ROLE_BIT(WORD_ERASE))
#define MATTER_BITS                                                                                \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_SELF_HARM) | ROLE_BIT(WORD_WHISTLEBLOWING) |            \
     ROLE_BIT(WORD_ABUSE))

static bool is_prefix(const struct lexicon *l, const struct token *t)
{
    for (size_t i = 0; i < l->prefix_count; i++)
        if (str_equal(t->raw.text, l->prefix[i].text)) return true;
    return false;
}

static enum intent command_of(uint64_t roles)
{
    static const struct {
        enum word_role role;
        enum intent intent;
    } commands[] = {
        { WORD_ERASE, INTENT_ERASE },     { WORD_STATUS, INTENT_STATUS },
        { WORD_CANCEL, INTENT_CANCEL },   { WORD_CONFIDENTIAL, INTENT_CONFIDENTIAL },
        { WORD_ADD, INTENT_ADD },         { WORD_HUMAN, INTENT_HUMAN },
        { WORD_PRIVACY, INTENT_PRIVACY }, { WORD_MENU, INTENT_MENU },
        { WORD_CORRECT, INTENT_CORRECT }, { WORD_LANGUAGE, INTENT_LANGUAGE },
        { WORD_HELP, INTENT_HELP },
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (roles & ROLE_BIT(commands[i].role)) return commands[i].intent;
    return INTENT_NONE;
}

/* "bahasa [medura]" */
static bool is_language_named(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool names = token_in(l, t, WORD_NAMES_INDONESIAN) || token_in(l, t, WORD_NAMES_JAVANESE) ||
                 token_in(l, t, WORD_NAMES_MADURESE);
    return names && i > 0 && reading_roles(l, r, i - 1) & ROLE_BIT(WORD_LANGUAGE);
}

/* "bantuan saya gimana pak": theirs, which they wait for; no help is asked for. */
static bool waits_for_own(const struct lexicon *l, const struct reading *r)
{
    bool own = false, how = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint32_t word = r->word_at[i];
        bool help = reading_roles(l, r, i) & ROLE_BIT(WORD_HELP) && word != MATCH_NONE;
        own |= help && i + 1 < r->tokens.count && token_in(l, &r->tokens.at[i + 1], WORD_SELF) &&
               l->words.items[r->matches[word].phrase].first_meaning != PHRASE_NONE;
        how |= str_equal(r->tokens.at[i].norm.text, STR("bagaimana"));
    }
    return own && how;
}

/* "sudah [dihapus]?", "apa sudah dibatalkan pak" */
static bool asks_whether_done(const struct lexicon *l, const struct reading *r)
{
    bool asks = r->marked;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (token_in(l, &r->tokens.at[i], WORD_ALREADY)) return asks;
        asks = asks || token_in(l, &r->tokens.at[i], WORD_ASK_WHETHER) ||
               token_asks(l, &r->tokens.at[i], WORD_ASK_WHETHER);
    }
    return false;
}

enum intent judge_command(const struct lexicon *l, const struct reading *r, bool has_ticket)
{
    uint64_t said = 0, first = 0, last = 0;
    bool reserve = false; /* "salah dinas kayaknya" */
    bool denied = false;  /* "belum ada petugas ke sini" */
    if (judge_calls(l, r) || waits_for_own(l, r)) return INTENT_NONE;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        uint64_t roles = reading_roles(l, r, i);
        if (t->number || t->norm.text.len == 0 || is_prefix(l, t)) continue;
        if (is_language_named(l, r, i)) continue;
        /* "maksudnya saya mau batal" */
        if (token_in(l, t, WORD_MEANING) && !said) continue;
        if (roles == ROLE_BIT(WORD_RESERVE)) {
            reserve = true;
            continue;
        }
        if (!(roles & (COMMAND_ROLES | COURTESY_BITS | ROLE_BIT(WORD_FILLER)))) return INTENT_NONE;
        denied |= token_traits(l, t) & TRAIT_NEGATION && !(roles & COMMAND_ROLES);
        /* "halo admin": a word of courtesy commands nothing. */
        if (roles & COURTESY_BITS) continue;
        said |= roles & COMMAND_ROLES;
        if (!first) first = roles & COMMAND_ROLES;
        if (roles & COMMAND_ROLES) last = roles & COMMAND_ROLES;
    }
    /* "batalkan saja laporan saya" asks for no status, nor does "laporan saya batalkan saja". */
    if ((first | (r->marked ? 0 : last)) & ROLE_BIT(WORD_CANCEL)) said &= ~ROLE_BIT(WORD_STATUS);
    enum intent command = command_of(said);
    if (reserve && command != INTENT_CORRECT) return INTENT_NONE;
    if (denied && command == INTENT_HUMAN) return INTENT_NONE;
    /* "sudah dihapus?" */
    if (command == INTENT_CANCEL && asks_whether_done(l, r)) return INTENT_STATUS;
    if (command == INTENT_NONE && has_ticket) return INTENT_STATUS;
    return command;
}

int judge_weighs(const struct lexicon *l, uint32_t phrase)
{
    int most = 0;
    for (uint32_t i = l->words.items[phrase].first_meaning; i != PHRASE_NONE;
         i = l->words.meanings[i].next)
        if (l->words.meanings[i].weight > most) most = l->words.meanings[i].weight;
    return most;
}

/* A keyword of weight 1 ("surat", "bayar") only hints: it is a word like any other. */
static bool speaks(const struct lexicon *l, uint32_t phrase)
{
    return judge_weighs(l, phrase) > 1;
}

static bool tells_of_harm(const struct lexicon *l, const struct reading *r)
{
    return judge_alarm(l, r, MATTER_BITS, 0, r->tokens.count) != NULL;
}

static bool has_matter(const struct lexicon *l, const struct reading *r)
{
    if (tells_of_harm(l, r)) return true;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place) continue;
        if (l->words.items[match->phrase].roles & EMPTY_BITS) continue;
        if (speaks(l, match->phrase)) return true;
    }
    return false;
}

struct counts {
    size_t words, questions;
    size_t pairs, runs; /* of words: nobody knows them, and they are keys in a row */
    uint64_t courtesy, answers;
    bool wish, action, trouble; /* "tolong", "dibersihkan", "rusak" */
};

/* A verb, as far as its shape tells: "dibersihkan", "penambalan". */
static bool is_action(const struct token *t)
{
    struct str word = t->raw.text;
    return word.len >= ACTION_LETTERS_MIN &&
           (str_starts(word, STR("di")) || str_starts(word, STR("pe")) ||
            str_starts(word, STR("me")) || str_ends(word, STR("kan")) || str_ends(word, STR("an")));
}

/* A word that stands in no table, as neighbours on a keyboard. */
static void count_mash(const struct reading *r, size_t i, struct counts *out)
{
    const struct token *t = &r->tokens.at[i];
    bool known = t->word != PHRASE_NONE || t->slang || t->raw_listed != PHRASE_NONE ||
                 t->norm_listed != PHRASE_NONE || r->word_at[i] != MATCH_NONE;
    enum mash mash = known ? MASH_NONE : mash_of(t->raw.text);
    out->pairs += mash == MASH_PAIR;
    out->runs += mash == MASH_RUN;
}

/* "asdf jkl qwe", "zxc vb": all that is said, were it more than courtesy. */
static bool is_mashed(const struct counts *said)
{
    return said->runs > 0 && said->runs + said->pairs == said->words && said->questions == 0;
}

/* "mohon" in "mohon maaf" wishes nothing. */
static bool is_single(const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    return at == MATCH_NONE || r->matches[at].to - r->matches[at].from == 1;
}

static void count(const struct lexicon *l, const struct reading *r, struct counts *out)
{
    *out = (struct counts){ 0 };
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        uint64_t roles = reading_roles(l, r, i);
        uint32_t traits = token_traits(l, t);
        if (!judge_time_of_day(l, r, i)) out->courtesy |= roles & COURTESY_BITS;
        out->answers |= roles & ANSWER_BITS;
        out->wish |= traits & TRAIT_REQUEST && is_single(r, i);
        out->trouble |= traits_tell_trouble(traits) &&
                        !(roles & ROLE_BIT(WORD_GREETING)); /* "maaf mengganggu" */
        if (t->number || t->repeated || t->norm.text.len == 0 || t->raw.text.len < 2) continue;
        if (roles & ROLE_BIT(WORD_QUESTION))
            out->questions++;
        else if (!(roles & EMPTY_BITS) && !(traits & (TRAIT_NEGATION | TRAIT_LIGHT))) {
            out->words++;
            out->action |= is_action(t);
            count_mash(r, i, out);
        }
    }
}

/* To be kept secret, or forgotten, is wished for in many words. */
static enum intent judge_plea(const struct lexicon *l, const struct reading *r)
{
    uint64_t said = 0;
    size_t others = 0;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        uint64_t roles = reading_roles(l, r, i);
        uint32_t traits = token_traits(l, t);
        said |= roles & PLEA_BITS;
        if (traits_tell_trouble(traits)) return INTENT_NONE;
        if (roles & (PLEA_BITS | EMPTY_BITS) || traits & (TRAIT_NEGATION | TRAIT_LIGHT)) continue;
        if (t->norm.text.len) others++;
    }
    return others <= PLEA_OTHERS_MAX ? command_of(said) : INTENT_NONE;
}

static enum intent judge_courtesy(const struct counts *said)
{
    if (said->courtesy & ROLE_BIT(WORD_THANKS)) return INTENT_THANKS;
    if (said->courtesy & ROLE_BIT(WORD_GREETING)) return INTENT_GREETING;
    if (said->answers & ROLE_BIT(WORD_NO)) return INTENT_NO;
    if (said->answers & ROLE_BIT(WORD_YES)) return INTENT_YES;
    return INTENT_NOISE;
}

/* Any of these, and it is more than thanks. */
#define PRAISE_TRAITS                                                                              \
    (TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_UNREAL | TRAIT_REQUEST | TRAIT_ASK | TRAIT_AGAIN)
#define PRAISE_ROLES                                                                               \
    (ROLE_BIT(WORD_UNSOLVED) | ROLE_BIT(WORD_PARTLY) | ROLE_BIT(WORD_RESERVE) |                    \
     ROLE_BIT(WORD_QUESTION))
/* "[sudah] diperbaiki", "[sudah] agak lancar". */
#define DONE_BEFORE 2
/* A keyword of this weight names what is wrong; "air bersih" and "air keluar" weigh less. */
#define NAMING_WEIGHT 4

/* "sumur kering", also with others between: what is dry there is the trouble, not its end. What was
 * asked to be done ("jalan diperbaiki") is done once it is. */
static bool is_named_trouble(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (is_action(&r->tokens.at[i])) return false;
    for (size_t k = 0; k < r->match_count; k++) {
        const struct match *match = &r->matches[k];
        bool ends_it = match->to == i + 1 && match->to - match->from > 1;
        if (ends_it && !match->place && judge_weighs(l, match->phrase) >= NAMING_WEIGHT)
            return true;
    }
    return false;
}

/* "Desa Sumberjaya Baru" has not become anything yet, whether we know it or not. */
static bool is_of_a_name(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (r->place_at[i] != MATCH_NONE) return true;
    return i >= 2 && str_equal(r->tokens.at[i].raw.text, STR("baru")) &&
           reading_roles(l, r, i - 2) & ROLE_BIT(WORD_PLACE_MARK) &&
           !token_in(l, &r->tokens.at[i - 2], WORD_PLACE_IN);
}

static bool is_done(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool solved = token_roles(l, &at[i]) & ROLE_BIT(WORD_SOLVED);
    if (!solved || token_traits(l, &at[i]) & TRAIT_REAL || is_named_trouble(l, r, i)) return false;
    for (size_t k = i, n = 0; k > 0 && n < DONE_BEFORE && !at[k].new_part; k--, n++)
        if (token_traits(l, &at[k - 1]) & TRAIT_REAL && !is_of_a_name(l, r, k - 1)) return true;
    return false;
}

/* "pelayanan dispendukcapil bagus cepat": what begins with a service and goes on with how good it
 * was. */
#define SERVICE_WORDS 6

static bool is_praised_service(const struct lexicon *l, const struct reading *r)
{
    size_t from = 0, to;
    while (from < r->tokens.count && !token_in(l, &r->tokens.at[from], WORD_PRAISE_SERVICE))
        if (!(reading_roles(l, r, from++) & EMPTY_BITS)) return false;
    for (to = from + 1; to < r->tokens.count && to <= from + SERVICE_WORDS; to++) {
        const struct token *t = &r->tokens.at[to];
        if (t->new_part || token_in(l, t, WORD_PRAISE_WISH)) return false;
        if (token_in(l, t, WORD_PRAISE)) return true;
    }
    return false;
}

/* "matur nuwun, perawatnya baik baik": whatever was told of, by its "-nya". */
static bool praises_told(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        if (!token_names_told(&r->tokens.at[i])) continue;
        size_t to = reading_ahead(r, i + 1, DONE_BEFORE, STRETCH_PART);
        for (size_t k = i + 1; k < to; k++)
            if (token_in(l, &r->tokens.at[k], WORD_PRAISE) ||
                token_in(l, &r->tokens.at[k], WORD_PRAISE_KIND))
                return true;
    }
    return false;
}

/* "terima kasih, lampu jalan sudah nyala": what it is about is no matter any more. */
static bool is_praise(const struct lexicon *l, const struct reading *r)
{
    bool thanks = false, done = is_praised_service(l, r) || praises_told(l, r);
    if (tells_of_harm(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint64_t roles = reading_roles(l, r, i);
        if (token_traits(l, &r->tokens.at[i]) & PRAISE_TRAITS || roles & PRAISE_ROLES) return false;
        thanks |= (roles & ROLE_BIT(WORD_THANKS)) != 0;
        done |= is_done(l, r, i);
    }
    return thanks && done;
}

/* "mau ngomong sama orang bukan robot": whoever wishes to talk, and to whom, within so many words.
 * In more of them a matter is told. */
#define TALK_WORDS 12
#define TALK_REACH 4

/* The first token of this role behind `from`, as far as a wish reaches; the count: none. */
static size_t word_within(const struct lexicon *l, const struct reading *r, size_t from,
                          enum word_role role)
{
    for (size_t i = from; i < r->tokens.count && i < from + TALK_REACH; i++)
        if (token_in(l, &r->tokens.at[i], role)) return i;
    return r->tokens.count;
}

static bool asks_from(const struct lexicon *l, const struct reading *r, size_t wish)
{
    size_t talk = word_within(l, r, wish + 1, WORD_TALK_SPEAK);
    if (talk < r->tokens.count)
        return word_within(l, r, talk + 1, WORD_TALK_PERSON) < r->tokens.count;
    size_t person = word_within(l, r, wish + 1, WORD_TALK_PERSON);
    return person + 1 < r->tokens.count && token_in(l, &r->tokens.at[person + 1], WORD_TALK_REAL);
}

/* "jangan dibalas otomatis", "tidak mau dijawab robot": who answers, which is no trouble. */
static bool refuses_machine(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t to = reading_ahead(r, i + 1, TALK_REACH, STRETCH_PART);
    return reading_has(l, r, i + 1, to, WORD_CASE_MACHINE);
}

static bool asks_for_human(const struct lexicon *l, const struct reading *r)
{
    bool found = false;
    if (r->tokens.count > TALK_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        /* "petugas tidak bisa ngomong ..." */
        bool wrong = token_traits(l, t) & (TRAIT_NEGATION | TRAIT_TROUBLE) &&
                     !str_equal(t->norm.text, STR("bukan")) && !refuses_machine(l, r, i);
        if (wrong) return false;
        bool wish = token_in(l, t, WORD_WISH) || token_in(l, t, WORD_TALK_REQUEST);
        bool denies = token_traits(l, t) & TRAIT_NEGATION || token_in(l, t, WORD_FORBID);
        found |= (wish && asks_from(l, r, i)) || (denies && refuses_machine(l, r, i));
    }
    return found;
}

enum intent judge_intent(const struct lexicon *l, const struct reading *r, bool place,
                         bool has_ticket)
{
    struct counts counts;
    enum intent command = judge_command(l, r, has_ticket);
    if (command != INTENT_NONE) return command;
    if (judge_hails(l, r)) return INTENT_GREETING;
    /* Neither asks what becomes of their data. */
    if (!place && !tells_of_harm(l, r)) {
        if (judge_asks_here(l, r)) return INTENT_HELP;
        if (judge_exposed(l, r)) return INTENT_HUMAN;
        if (judge_fears(l, r) && judge_cancels(l, r)) return INTENT_CANCEL;
    }
    if (is_praise(l, r) || (!place && judge_blesses(l, r))) return INTENT_THANKS;
    if (!place && (judge_announces(l, r) || judge_hides_only(l, r) || judge_fears_leak_only(l, r)))
        return INTENT_CONFIDENTIAL;
    if (!place && !tells_of_harm(l, r) && judge_suspected(l, r)) return INTENT_CONFIDENTIAL;
    bool matter = has_matter(l, r);
    bool plea = judge_said(l, r, WORD_CONFIDENTIAL) || judge_hides(l, r);
    if (!place && !plea && !tells_of_harm(l, r) && judge_secrecy_asked(l, r, matter))
        return INTENT_PRIVACY;
    if (place || matter || judge_asks_who(l, r) || judge_suffers(l, r)) return INTENT_REPORT;
    if (asks_for_human(l, r)) return INTENT_HUMAN;
    command = judge_plea(l, r);
    if (command != INTENT_NONE) return command;
    count(l, r, &counts);
    if (counts.words > 0 && counts.words + counts.questions >= UNKNOWN_MIN && !is_mashed(&counts))
        return INTENT_REPORT;
    if (counts.trouble || (counts.wish && counts.action)) return INTENT_REPORT;
    return judge_courtesy(&counts);
}

bool judge_number_only(const struct lexicon *l, const struct reading *r)
{
    size_t digits = 0, others = 0;
    if (tells_of_harm(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & TRAIT_TROUBLE || reading_roles(l, r, i) & TAKEN_BITS) return false;
        if (t->number) digits += t->raw.text.len;
        /* "ini nomor pak RT nya 0812...": whose it is. */
        bool whose = token_in(l, t, WORD_THIS) ||
                     reading_roles(l, r, i) & (EMPTY_BITS | ROLE_BIT(WORD_OFFICIAL));
        if (!t->number && t->norm.text.len > 1 && !whose) others++;
    }
    return digits >= DIGITS_MIN && others <= NUMBER_OTHERS_MAX;
}
