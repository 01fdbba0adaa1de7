/* fuzz_understand.c - whatever a citizen writes, by rules alone and with a model: it is understood,
 * twice the same; category, place and departments are the desk's; and the explanation is JSON made
 * of the desk's own words. */
#include <stdlib.h>
#include <string.h>

#define fail_msg(...) abort()
#include "../../src/nlu/language.h"
#include "../unit/nlu/model_bed.h"
#include "base/json.h"

static void demand(bool promise)
{
    if (!promise) abort();
}

static void check_words(const struct json *why, const char *key)
{
    const struct json *words = json_get(why, key);
    demand(json_is_array(words));
    for (const struct json *w = json_first(words); w; w = json_next(w)) {
        struct str text = json_text(w);
        bool known = false;
        for (size_t i = 0; i < COUNT_OF(small_words); i++)
            known |= str_equal(text, small_words[i].phrase);
        for (size_t i = 0; i < COUNT_OF(small_categories); i++)
            known |= str_contains(small_categories[i].keywords, text);
        for (size_t i = 0; i < language_word_count; i++)
            known |= str_equal(text, str_of(language_words[i].word));
        for (size_t i = 0; i < COUNT_OF(small_places); i++)
            known |= str_equal_nocase(text, small_places[i].name) ||
                     str_equal(text, STR("probolinggo")) || str_equal(text, STR("alas lor")) ||
                     str_equal(text, STR("pasar lor"));
        demand(known);
    }
}

static void check_explanation(const struct understood *u)
{
    struct json *why = NULL;
    struct err e = { .code = ERR_NONE };
    demand(json_parse(u->explanation, &why, &e));
    if (u->intent == INTENT_REPORT) {
        check_words(why, "words");
        check_words(why, "place_words");
        check_words(why, "kind_words");
        check_words(why, "urgent_words");
        if (json_get(why, "model_words")) check_words(why, "model_words");
    }
    json_free(why);
}

static void check(const struct desk *desk, const struct understood *u)
{
    demand(u->intent >= INTENT_NONE && u->intent <= INTENT_HUMAN);
    demand(u->kind >= KIND_COMPLAINT && u->kind < KIND_END);
    demand(u->category >= desk->categories &&
           u->category < desk->categories + desk->category_count);
    demand(!u->place || (u->place >= desk->places && u->place < desk->places + desk->place_count));
    demand(u->whistleblowing == (u->kind == KIND_WHISTLEBLOWING));
    demand(u->intent == INTENT_REPORT || !u->urgent);
    demand((u->intent == INTENT_REPORT) == (u->candidate_count > 0));
    for (size_t i = 0; i < u->candidate_count; i++) {
        demand(u->candidates[i] >= desk->departments &&
               u->candidates[i] < desk->departments + desk->department_count);
        for (size_t k = 0; k < i; k++)
            demand(u->candidates[k] != u->candidates[i]);
    }
    demand(!u->department || u->department == u->candidates[0]);
    check_explanation(u);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
static void check_twice(const struct desk *desk, const struct nlu_model *model, struct str text)
{
    struct err e = { .code = ERR_NONE };
    struct arena arena = { 0 };
    struct understood first, second;
    struct nlu *nlu = nlu_create(desk, "LK", model, &e);
    demand(nlu != NULL);
    demand(nlu_understand(nlu, text, (struct telling){ 0 }, &arena, &first, &e));
    check(desk, &first);
    demand(nlu_understand(nlu, text, (struct telling){ 0 }, &arena, &second, &e));
    demand(first.intent == second.intent && first.kind == second.kind &&
           first.category == second.category && first.place == second.place &&
           first.department == second.department && first.sure == second.sure &&
           first.ticket_id == second.ticket_id && first.urgent == second.urgent &&
           str_equal(first.explanation, second.explanation));
    arena_clear(&arena);
    nlu_destroy(nlu);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct buf bytes;
    static struct nlu_model *model;
    struct str text = { size ? (const char *)data : "", size };
    struct desk desk = small_desk();
    struct err e = { .code = ERR_NONE };
    if (!model) {
        demand(crypto_init(&e));
        bytes = model_bytes(model_texts, COUNT_OF(model_texts));
        model = nlu_model_create(buf_view(&bytes), &e);
        demand(model != NULL);
    }
    check_twice(&desk, NULL, text);
    check_twice(&desk, model, text);
    return 0;
}
