/* conversation_rating.c - how was it? A rating in words, digits or stars, and what is said beside
 * it. */
#include "conversation_rules.h"
#include <string.h>

#define STAR      "\xE2\xAD\x90"
#define RATE_MAX  32 /* bytes of a message that is nothing but a rating */
#define STARS_MAX 5

static size_t stars_in(struct str text)
{
    size_t n = 0;
    for (size_t at = str_find(text, STR(STAR), 0); at != SIZE_MAX;
         at = str_find(text, STR(STAR), at + sizeof STAR - 1))
        n++;
    return n;
}

/* The titles of our buttons, and what ratings are called. */
static const struct rating_word {
    const char *word;
    int64_t rating;
} rating_words[] = {
    { "sangat puas", 5 }, { "kurang puas", 2 }, { "tidak puas", 1 }, { "biasa aja", 3 },
    { "biasa saja", 3 },  { "puas", 4 },        { "cukup", 3 },      { "mantap", 5 },
};
/* Numbers, in Indonesian and Javanese: they rate where a digit would. */
static const struct rating_word numerals[] = {
    { "1", 1 },    { "2", 2 },    { "3", 3 },    { "4", 4 },     { "5", 5 },
    { "satu", 1 }, { "dua", 2 },  { "tiga", 3 }, { "empat", 4 }, { "lima", 5 },
    { "siji", 1 }, { "loro", 2 }, { "telu", 3 }, { "papat", 4 }, { "limo", 5 },
};
static const char *const rating_names[] = { "nilai",  "nilainya", "bintang", "kasih",
                                            "rating", "rate",     "skor" };
static const char *const rating_company[] = { "pak",    "bu",      "min",   "kak",    "mas",
                                              "ya",     "yaa",     "aja",   "saja",   "deh",
                                              "-",      "ok",      "oke",   "puas",   "sangat",
                                              "mantap", "bintang", "stars", "terima", "makasih",
                                              "lah",    "kurang",  "cukup", "tidak" };

/* The next one, without the mark behind it. */
static struct str word_next(struct str *rest)
{
    struct str word = str_word(rest);
    while (word.len > 1 && strchr(".,!", word.at[word.len - 1]))
        word.len--;
    return word;
}

/* "puas pak, sudah bersih": what the text begins with. */
static int64_t rating_word_in(struct str text)
{
    for (size_t i = 0; i < sizeof rating_words / sizeof *rating_words; i++) {
        struct str word = str_of(rating_words[i].word);
        bool ends = text.len <= word.len || strchr(" ,.!", text.at[word.len]);
        if (text.len >= word.len && ends && str_equal_nocase(str_slice(text, 0, word.len), word))
            return rating_words[i].rating;
    }
    return 0;
}

static int64_t numeral_of(struct str word)
{
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (str_equal_nocase(word, str_of(numerals[i].word))) return numerals[i].rating;
    return 0;
}

/* "5", "nilai 4 pak", three stars; 0: no rating. A number among other words counts something else:
 * "lama nunggu 3 bulan", "tiga bulan baru selesai". */
static int64_t rating_in(struct str text)
{
    size_t stars = stars_in(text);
    struct str before = STR_EMPTY, rest = text;
    bool parted = false; /* a comma stands before the word */
    for (struct str word = word_next(&rest); word.len; word = word_next(&rest)) {
        struct str ahead = rest, behind = word_next(&ahead);
        int64_t number = numeral_of(word);
        bool named = STR_AMONG_NOCASE(before, rating_names);
        bool alone = (before.len == 0 || STR_AMONG_NOCASE(before, rating_company)) &&
                     (behind.len == 0 || STR_AMONG_NOCASE(behind, rating_company) ||
                      str_starts(behind, STR(STAR)));
        /* "kurang cepat, 3" */
        if (number && (named || alone || (parted && behind.len == 0))) return number;
        parted = behind.len > 0 && word.at[word.len] == ',';
        before = word;
    }
    if (stars) return stars <= STARS_MAX && text.len <= RATE_MAX ? (int64_t)stars : 0;
    return rating_word_in(text);
}

/* --- what follows from it --- */

static bool rate(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t, int64_t rating)
{
    if (!ticket_is_own(t) || t->open || rating == 0) return false;
    out->act = ACT_RATE;
    out->ticket_id = t->id;
    out->rating = rating;
    conversation_ask(&out->after, QUESTION_COMMENT, t->id, f->message->sent_at);
    return true;
}

void tap_rating(const struct conversation_facts *f, struct decision *out)
{
    if (!rate(f, out, &f->chosen, rating_in(f->choice->arg))) act_say(out, REPLY_CHOICE_OLD);
}

/* "belum pak masih gelap" instead of a rating: it was not done after all. */
static bool takes_back(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (rule_other(f, out)) return true;
    if (u->verdict != VERDICT_NOT || would_betray(u, &f->asked) ||
        (u->intent == INTENT_REPORT && is_another_matter(u, &f->asked)) ||
        !act_verdict(f, out, &f->asked, VERDICT_NOT))
        return false;
    conversation_answered(&out->after);
    return true;
}

/* "puas, tapi jalan di maron rusak" is a matter of its own first. */
static bool tells_another(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return u->intent == INTENT_REPORT &&
           (u->urgent || ((u->category_sure || u->place) && is_another_matter(u, &f->asked)));
}

static void comment(const struct conversation_facts *f, struct decision *out)
{
    out->act = ACT_COMMENT;
    out->ticket_id = f->asked.id;
    conversation_answered(&out->after);
}

/* "gak usah lah" ends the question kindly. */
static bool declines_rating(const struct conversation_facts *f, struct decision *out)
{
    if (understood_of(f)->consent != CONSENT_NO) return false;
    act_say(out, REPLY_THANKS);
    conversation_answered(&out->after);
    return true;
}

/* "lumayan", "10", "petugasnya ramah": kept, and it is asked once more for a number of 1 to 5. Who
 * gives none then either is not asked for one. */
static bool rates_unclearly(const struct conversation_facts *f, struct decision *out)
{
    enum intent intent = understood_of(f)->intent;
    bool words = intent == INTENT_REPORT && tells_no_other(f) && !understood_of(f)->category_sure;
    bool small = intent == INTENT_NOISE || intent == INTENT_YES || intent == INTENT_NO;
    bool again = f->before.asked == QUESTION_RATING_AGAIN;
    if (!words && !small) return false;
    if (small && again) {
        act_say(out, REPLY_THANKS);
        conversation_answered(&out->after);
        return true;
    }
    comment(f, out);
    if (again) return true;
    out->question = QUESTION_RATING_AGAIN;
    conversation_ask(&out->after, QUESTION_RATING_AGAIN, f->asked.id, f->message->sent_at);
    return true;
}

bool answer_rating(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_TEXT) return false;
    if (takes_back(f, out)) return true;
    if (tells_another(f)) return false;
    if (rate(f, out, &f->asked, rating_in(str_trim(f->message->text)))) return true;
    if (declines_rating(f, out)) return true;
    /* What was opened again meanwhile is not rated. */
    return ticket_is_own(&f->asked) && !f->asked.open && rates_unclearly(f, out);
}

/* What follows a rating is a comment, unless it clearly is a matter for the desk, or the same one
 * again: "pak lampunya mati lagi". */
bool answer_comment(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (f->message->type == MESSAGE_TEXT && takes_back(f, out)) return true;
    bool matter = u->intent == INTENT_REPORT && (u->category_sure || u->place || u->urgent);
    bool words = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE ||
                 u->intent == INTENT_YES || u->intent == INTENT_NO;
    if (f->message->type != MESSAGE_TEXT || !words || matter || !ticket_is_own(&f->asked))
        return false;
    comment(f, out);
    return true;
}
