/* explain.c - why a text was understood as it was. */
#include "explain.h"
#include "base/json.h"

/* More words explain nothing more. */
#define WORDS_MAX       8
#define EXPLANATION_MAX 65536

static struct str match_text(const struct reasons *why, uint32_t index)
{
    const struct match *match = &why->reading->matches[index];
    const struct phrases *table = match->place ? &why->lexicon->places : &why->lexicon->words;
    return table->items[match->phrase].text;
}

static bool is_shown(const struct reasons *why, const uint32_t *shown, size_t count, uint32_t index)
{
    for (size_t i = 0; i < count; i++)
        if (why->reading->matches[shown[i]].phrase == why->reading->matches[index].phrase)
            return true;
    return false;
}

static void write_keywords(const struct reasons *why, struct json_writer *w)
{
    const struct category *best = why->scores.best;
    uint32_t shown[WORDS_MAX];
    size_t count = 0;
    json_key_name(w, "words");
    json_begin_array(w);
    for (uint32_t i = 0; best && i < why->reading->match_count && count < WORDS_MAX; i++) {
        uint32_t category = (uint32_t)(best - why->lexicon->desk->categories);
        if (match_weight(why->lexicon, why->reading, &why->reading->matches[i], category) == 0)
            continue;
        if (is_shown(why, shown, count, i)) continue;
        shown[count++] = i;
        json_write_text(w, match_text(why, i));
    }
    json_end_array(w);
}

static void write_matches(const struct reasons *why, struct json_writer *w, const char *key,
                          const uint32_t *matches, size_t count)
{
    json_key_name(w, key);
    json_begin_array(w);
    for (size_t i = 0; i < count; i++)
        if (matches[i] != MATCH_NONE) json_write_text(w, match_text(why, matches[i]));
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

bool explain(const struct reasons *why, struct arena *arena, struct str *out, struct err *e)
{
    struct buf text;
    struct json_writer w;
    bool ok = false;
    buf_init(&text, EXPLANATION_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    json_member_text(&w, "category", why->category->code);
    write_keywords(why, &w);
    json_member_i64(&w, "score", why->scores.best_score);
    if (why->scores.next) json_member_text(&w, "next", why->scores.next->code);
    json_member_i64(&w, "next_score", why->scores.next_score);
    write_names(why, &w);
    write_matches(why, &w, "kind_words", &why->kind_by, 1);
    write_matches(why, &w, "urgent_words", &why->urgent_by, 1);
    json_end_object(&w);
    ok = json_writer_done(&w) && arena_copy(arena, buf_view(&text), out);
    buf_finish(&text);
    return ok || err_set(e, ERR_MEMORY, "nlu: out of memory");
}
