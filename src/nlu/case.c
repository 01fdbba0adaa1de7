/* case.c - see case.h. */
#include "case.h"
#include "judge.h"
#include "language.h"

/* In more words a question tells of something. */
#define CASE_WORDS 9
/* But "teman saya punya foto pelakunya, boleh dikirim ke sini pak?". */
#define SENDING_WORDS 12
/* "kalau bpjs ketenagakerjaan ke mana": so many words may name what the report is about. */
#define CASE_OTHERS_MAX 3

struct question {
    bool who, whither, where, how, may; /* siapa, ke mana, di mana, bagaimana, bisa */
    bool handle, send, file, trouble;
    bool machine, person, here; /* bot, orang, ini */
    bool hired;                 /* kontraktor */
    size_t others;
};

/* "mana", and "dimana", "kemana" as one word. */
static bool is_where(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_KIND_WHERE) || token_means(l, t, WORD_WHERE_AT) ||
           token_means(l, t, WORD_WHERE_TO);
}

/* "ke"; "dari mana" asks whence. */
static bool is_towards(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PLACE_TOWARDS) && !token_in(l, t, WORD_PLACE_FROM);
}

static bool tells_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 3 || reading_roles(l, r, i) & OPENING_ROLES ||
           token_in(l, t, WORD_SELF) || token_in(l, t, WORD_REPORT) ||
           token_in(l, t, WORD_REPORT_OWN) || token_in(l, t, WORD_THIS) ||
           token_in(l, t, WORD_ASK_MAY) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_ASK | TRAIT_NEGATION | TRAIT_MAY);
}

static void hear(const struct lexicon *l, const struct reading *r, size_t i, struct question *q)
{
    const struct token *t = &r->tokens.at[i];
    bool handle = token_in(l, t, WORD_CASE_HANDLE), send = token_in(l, t, WORD_CASE_SEND);
    bool file = token_in(l, t, WORD_CASE_FILE), who = token_in(l, t, WORD_ASK_WHO);
    bool where = is_where(l, t), may = token_in(l, t, WORD_ASK_LEAVE);
    bool to = where &&
              (token_means(l, t, WORD_WHERE_TO) || (i > 0 && is_towards(l, &r->tokens.at[i - 1])));
    q->trouble |= traits_tell_trouble(token_traits(l, t));
    q->who |= who;
    q->where |= where;
    q->whither |= to;
    q->how |= str_equal(t->norm.text, STR("bagaimana"));
    q->may |= may;
    q->handle |= handle;
    q->send |= send;
    q->file |= file;
    q->hired |= token_in(l, t, WORD_CASE_HIRED);
    q->machine |= token_in(l, t, WORD_CASE_MACHINE);
    q->person |= token_in(l, t, WORD_TALK_PERSON);
    q->here |= token_in(l, t, WORD_THIS);
    q->others += !(handle || send || file || who || where || may || tells_nothing(l, r, i));
}

/* "bisa online?", "online bisa ga" */
static bool ends_with_doubt(const struct lexicon *l, const struct reading *r)
{
    const struct token *last = &r->tokens.at[r->tokens.count - 1];
    return r->marked || token_traits(l, last) & TRAIT_NEGATION;
}

/* "ini bot atau orang?": of others than these two nothing is said. */
static bool asks_machine(const struct lexicon *l, const struct reading *r, const struct question *q)
{
    bool told = q->handle || q->send || q->file || q->where;
    if (q->who && q->here && !q->machine) return !told && !q->others && !q->person;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool fits = token_in(l, t, WORD_CASE_MACHINE) || token_in(l, t, WORD_TALK_PERSON) ||
                    token_in(l, t, WORD_OR) || token_in(l, t, WORD_TALK_REAL) ||
                    tells_nothing(l, r, i);
        if (!fits) return false;
    }
    return q->machine && q->person && !told;
}

/* "ini kantor mana sih", "ini chat orang pemkab mana ya": who we are; "ini dinas mana" may ask
 * whose it is. */
static bool asks_who_we_are(const struct lexicon *l, const struct reading *r,
                            const struct question *q)
{
    bool channel = false;
    if (!q->here || !q->where || q->whither || q->handle || q->send || q->file) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool desk = token_in(l, t, WORD_HAIL_CHANNEL) || token_in(l, t, WORD_UNIT_KIND) ||
                    token_in(l, t, WORD_TALK_PERSON);
        bool fits = desk || token_in(l, t, WORD_HAIL_OTHER) || token_in(l, t, WORD_HAIL_ASK) ||
                    is_where(l, t) || tells_nothing(l, r, i);
        if (!fits) return false;
        channel |= desk;
    }
    return channel;
}

/* "kapok lapor", "ga ada gunanya lapor": nothing of a matter; "percuma, batalkan saja" is a
 * command. */
static bool is_fed_up(const struct lexicon *l, const struct reading *r, const struct understood *u)
{
    bool reports = reading_says(l, r, WORD_REPORTING) || reading_says(l, r, WORD_REPORT) ||
                   reading_says(l, r, WORD_REPORT_OWN);
    bool told = u->command != INTENT_NONE || u->intent == INTENT_CANCEL || u->cancels ||
                (u->category_heard && !category_is_other(u->category->code));
    return reports && !told && !r->marked && r->tokens.count <= CASE_WORDS &&
           reading_says(l, r, WORD_VAIN);
}

/* "[lho] kok [bisa] ditolak" */
#define REFUSED_REACH 3

/* "kok ditolak??", "ditolak karena apa"; "bansos saya ditolak" tells of another. */
static bool disputes(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_REFUSED)) continue;
        size_t from = reading_back(r, i, REFUSED_REACH, STRETCH_PART);
        if (i == from) return true;
        for (size_t k = from; k < i; k++)
            if (token_in(l, &r->tokens.at[k], WORD_ASK_REPROACH) ||
                token_in(l, &r->tokens.at[k], WORD_REPORT) ||
                token_in(l, &r->tokens.at[k], WORD_REPORT_OWN))
                return true;
    }
    return false;
}

void case_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    struct question q = { 0 };
    bool told = out->place || out->namesake_count > 0 || out->urgent || out->whistleblowing;
    /* "ini dengan siapa ya": its "ya" agrees to nothing. */
    bool words =
        out->intent == INTENT_NOISE || out->intent == INTENT_REPORT || out->intent == INTENT_YES;
    out->asks_case = out->asks_sending = out->asks_machine = false;
    out->asks_whose = judge_whose(l, r, out);
    if (out->asks_whose) out->asks_to_know = false; /* that we know */
    out->disputes = !out->urgent && disputes(l, r);
    bool few = r->tokens.count <= CASE_WORDS;
    if (told || r->tokens.count == 0 || r->tokens.count > SENDING_WORDS ||
        !(few || reading_says(l, r, WORD_CASE_SEND)))
        return;
    out->fed_up = is_fed_up(l, r, out);
    for (size_t i = 0; i < r->tokens.count; i++)
        hear(l, r, i, &q);
    if (q.trouble) return;
    out->asks_machine = few && words && !out->category_heard &&
                        (asks_machine(l, r, &q) || asks_who_we_are(l, r, &q));
    bool may = q.may && ends_with_doubt(l, r);
    out->asks_sending = q.file && ((q.send && (q.where || q.how || may)) || (q.how && !q.others));
    /* "yang ngerjakan siapa ya kontraktornya": that the unit knows. */
    out->asks_to_know |= few && q.hired && q.who;
    out->asks_case = few && !out->asks_sending && !(q.hired && q.who) &&
                     ((q.others <= CASE_OTHERS_MAX && (q.whither || (q.who && q.handle))) ||
                      (!q.others && q.handle && (q.how || may)));
    /* Who has it, and how to send, we know. */
    out->asks_to_know &= !(out->asks_case || out->asks_sending || out->asks_machine);
    /* Of no matter: of which report, the chat tells. */
    bool nothing = (out->asks_case || out->asks_sending) && !q.others && !out->category_heard;
    if (nothing && out->intent == INTENT_REPORT) out->intent = INTENT_NOISE;
}
