/* explain.c - why a text was understood as it was. */
#include "explain.h"
#include "base/json.h"

/* More words explain nothing more. */
#define WORDS_MAX       8
#define EXPLANATION_MAX 65536

static struct str match_text(const struct reasons *why, const struct match *match)
{
    const struct phrases *table = match->place ? &why->lexicon->places : &why->lexicon->words;
    return table->items[match->phrase].text;
}

/* Words that stand in an explanation, each once. */
struct shown {
    struct str words[WORDS_MAX];
    size_t count;
};

static void show(struct shown *shown, struct str word, struct json_writer *w)
{
    for (size_t i = 0; i < shown->count; i++)
        if (str_equal(shown->words[i], word)) return;
    if (word.len == 0 || shown->count == WORDS_MAX) return;
    shown->words[shown->count++] = word;
    json_write_text(w, word);
}

/* As our tables write it; "": it stands in none. */
static struct str token_text(const struct lexicon *l, const struct token *t)
{
    if (t->norm_listed != PHRASE_NONE) return l->listed.items[t->norm_listed].text;
    return t->raw_listed != PHRASE_NONE ? l->listed.items[t->raw_listed].text : STR_EMPTY;
}

/* What decided beside the keywords: how somebody in office behaves, that a permit is lacked. */
static void show_rules(const struct reasons *why, const struct category *category,
                       struct shown *shown, struct json_writer *w)
{
    const struct lexicon *l = why->lexicon;
    const struct token *at = why->reading->tokens.at;
    struct manner manner = manner_told(l, why->reading);
    struct licence licence = licence_lacking(l, why->reading);
    if (manner.of == category) {
        show(shown, match_text(why, manner.servant), w);
        show(shown, match_text(why, manner.manner), w);
    }
    struct fee fee = fee_told(l, why->reading);
    if (span_is_told(&fee.money) && str_equal(category->code, STR(PLACE_OFFICE_CATEGORY))) {
        show(shown, token_text(l, &at[fee.money.from]), w);
        show(shown, token_text(l, &at[fee.taker.from]), w);
    }
    if (!str_equal(licence.code, category->code)) return;
    show(shown, token_text(l, &at[licence.permit.from]), w);
    show(shown, token_text(l, &at[licence.thing.from]), w);
}

static void write_keywords(const struct reasons *why, uint32_t category, struct json_writer *w)
{
    struct shown shown = { .count = 0 };
    const struct reading *r = why->reading;
    json_key_name(w, "words");
    json_begin_array(w);
    show_rules(why, &why->lexicon->desk->categories[category], &shown, w);
    for (uint32_t i = 0; i < r->match_count; i++)
        if (match_weight(why->lexicon, r, &r->matches[i], category))
            show(&shown, match_text(why, &r->matches[i]), w);
    json_end_array(w);
}

static void write_match(const struct reasons *why, struct json_writer *w, const char *key,
                        const struct match *match)
{
    json_key_name(w, key);
    json_begin_array(w);
    if (match) json_write_text(w, match_text(why, match));
    json_end_array(w);
}

/* What told of danger: a phrase, or words that stand apart. */
static void write_danger(const struct reasons *why, struct json_writer *w)
{
    struct shown shown = { .count = 0 };
    if (why->urgent_by) {
        write_match(why, w, "urgent_words", why->urgent_by);
        return;
    }
    json_key_name(w, "urgent_words");
    json_begin_array(w);
    for (size_t i = why->hurt.from; i < why->hurt.to; i++)
        show(&shown, token_text(why->lexicon, &why->reading->tokens.at[i]), w);
    json_end_array(w);
}

static void write_names(const struct reasons *why, struct json_writer *w)
{
    const struct phrases *places = &why->lexicon->places;
    json_key_name(w, "place_words");
    json_begin_array(w);
    for (size_t i = 0; i < why->place.name_count; i++)
        json_write_text(w, places->items[why->place.names[i]].text);
    json_end_array(w);
}

static const char *by_name(enum route_by by)
{
    switch (by) {
    case ROUTE_BY_RULES: break;
    case ROUTE_BY_MODEL: return "model";
    case ROUTE_BY_BOTH: return "both";
    }
    return "rules";
}

struct spoken {
    float weight;
    uint32_t phrase;
};

/* Keeps the strongest ones, the strongest first; each word once. */
static size_t spoken_put(struct spoken *all, size_t count, struct spoken word)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].phrase == word.phrase) return count;
    if (count < WORDS_MAX)
        count++;
    else if (all[count - 1].weight >= word.weight)
        return count;
    size_t at = count - 1;
    for (; at > 0 && all[at - 1].weight < word.weight; at--)
        all[at] = all[at - 1];
    all[at] = word;
    return count;
}

/* Of the words that our tables know, those that spoke most for the department. */
static void write_model_words(const struct reasons *why, struct json_writer *w)
{
    const struct nlu_model *model = why->model;
    struct spoken all[WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < why->reading->tokens.count; i++) {
        const struct token *t = &why->reading->tokens.at[i];
        if (t->number || t->word == PHRASE_NONE) continue;
        size_t bucket = feature_of_word(t, model->buckets);
        int8_t weight = model->weights[bucket * model->departments + (size_t)why->route.class];
        if (weight <= 0 || model->idf[bucket] == 0) continue;
        struct spoken word = { (float)weight * (float)model->idf[bucket], t->word };
        count = spoken_put(all, count, word);
    }
    json_key_name(w, "model_words");
    json_begin_array(w);
    for (size_t i = 0; i < count; i++)
        json_write_text(w, why->lexicon->words.items[all[i].phrase].text);
    json_end_array(w);
}

static void write_route(const struct reasons *why, const struct understood *what,
                        struct json_writer *w)
{
    json_member_text(w, "decided_by", str_of(by_name(why->route.by)));
    json_member_bool(w, "sure", what->sure);
    json_key_name(w, "candidates");
    json_begin_array(w);
    for (size_t i = 0; i < what->candidate_count; i++)
        json_write_text(w, what->candidates[i]->code);
    json_end_array(w);
    if (why->model && why->route.class >= 0) write_model_words(why, w);
}

/* Villages that are all called what the text says, only where there are several. */
static void write_namesakes(const struct understood *what, struct json_writer *w)
{
    if (what->namesake_count == 0) return;
    json_key_name(w, "namesakes");
    json_begin_array(w);
    for (size_t i = 0; i < what->namesake_count; i++)
        json_write_text(w, what->namesakes[i]->code);
    json_end_array(w);
}

bool explain(const struct reasons *why, const struct understood *what, struct arena *arena,
             struct str *out, struct err *e)
{
    struct buf text;
    struct json_writer w;
    bool ok = false;
    uint32_t category = (uint32_t)(what->category - why->lexicon->desk->categories);
    buf_init(&text, EXPLANATION_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    json_member_text(&w, "category", what->category->code);
    write_keywords(why, category, &w);
    json_member_i64(&w, "score", why->scores.all[category]);
    if (why->scores.next) json_member_text(&w, "next", why->scores.next->code);
    json_member_i64(&w, "next_score", why->scores.next_score);
    write_route(why, what, &w);
    write_names(why, &w);
    write_namesakes(what, &w);
    write_match(why, &w, "kind_words", why->kind_by);
    write_danger(why, &w);
    if (what->third_party) json_member_bool(&w, "third_party", true);
    json_end_object(&w);
    ok = json_writer_done(&w) && arena_copy(arena, buf_view(&text), out);
    buf_finish(&text);
    return ok || err_set(e, ERR_MEMORY, "nlu: out of memory");
}
