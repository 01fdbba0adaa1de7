/* fuzz_understand.c - whatever a citizen writes, by the desk that ships, by rules alone and with a
 * model: it is understood, twice the same; category, place and departments are the desk's; what the
 * conversation builds on holds; and the explanation is JSON made of the desk's own words.
 *
 * Desk, rules and model are made once, because what ships takes longer to read than any message. */
#include "../../src/nlu/language.h"
#include "../../src/nlu/lex.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/unicode.h"
#include "cli/app.h"
#include "nlu/train.h"
#include "nlu/understand.h"
#include <stdlib.h>

#define COUNT_OF(rows)  (sizeof(rows) / sizeof *(rows))
#define OWN_WORDS_MAX   (4u << 20)
#define MODEL_BYTES_CAP (64u << 20)
#define TEXT_OF(code, text)                                                                        \
    {                                                                                              \
        { code, sizeof(code) - 1 },                                                                \
        {                                                                                          \
            text, sizeof(text) - 1                                                                 \
        }                                                                                          \
    }

static void demand(bool promise)
{
    if (!promise) abort();
}

static const struct labelled_text model_texts[] = {
    TEXT_OF("PUPR", "jalan rusak berlubang di depan toko"),
    TEXT_OF("PUPR", "aspal mengelupas dan bolong semua"),
    TEXT_OF("PUPR", "trotoar ambles banyak yang jatuh"),
    TEXT_OF("PUPR", "mohon jalan diaspal sudah lama hancur"),
    TEXT_OF("DISHUB", "lampu mati gelap sekali kalau malam"),
    TEXT_OF("DISHUB", "penerangan padam sejak kemarin"),
    TEXT_OF("DISHUB", "tolong pasang lampu di gang kami gelap gulita"),
    TEXT_OF("DISHUB", "bohlam putus minta diganti"),
};

/* --- the words of the desk --- */

/* As they are read: " jalan rusak ". */
static void put_words(struct str text, struct buf *out)
{
    char bytes[65536];
    struct err e = { .code = ERR_NONE };
    struct arena scratch = { 0 };
    struct tokens tokens;
    struct buf folded;
    buf_fixed(&folded, bytes, sizeof bytes);
    unicode_fold(text, &folded);
    demand(buf_ok(&folded) && lex(buf_view(&folded), &scratch, &tokens, &e));
    buf_add_char(out, ' ');
    for (size_t i = 0; i < tokens.count; i++) {
        buf_add(out, tokens.at[i].raw.text);
        buf_add_char(out, ' ');
    }
    buf_add_char(out, '\n');
    arena_clear(&scratch);
}

static void put_pieces(struct str all, struct buf *out)
{
    struct str piece;
    while (str_cut(&all, '|', &piece))
        put_words(str_slice(piece, 0, str_find(piece, STR(":"), 0)), out);
}

static struct buf own_words(const struct desk *desk)
{
    struct buf out;
    buf_init(&out, OWN_WORDS_MAX);
    for (size_t i = 0; i < desk->word_count; i++) {
        put_words(desk->words[i].phrase, &out);
        if (desk->words[i].role == WORD_SLANG) put_words(desk->words[i].value, &out);
    }
    for (size_t i = 0; i < desk->category_count; i++)
        put_pieces(desk->categories[i].keywords, &out);
    for (size_t i = 0; i < language_word_count; i++)
        put_words(str_of(language_words[i].word), &out);
    for (size_t i = 0; i < desk->place_count; i++) {
        put_words(desk->places[i].name, &out);
        put_pieces(desk->places[i].aliases, &out);
    }
    demand(buf_ok(&out));
    return out;
}

/* --- what is promised --- */

struct room {
    struct desk *desk;
    struct nlu *rules, *with_model;
    struct nlu_model *model;
    struct buf model_bytes, own;
};

static void check_words(const struct room *room, const struct json *why, const char *key)
{
    const struct json *words = json_get(why, key);
    demand(json_is_array(words));
    for (const struct json *w = json_first(words); w; w = json_next(w)) {
        char bytes[2048];
        struct buf word;
        buf_fixed(&word, bytes, sizeof bytes);
        put_words(json_text(w), &word);
        demand(buf_ok(&word) && word.len > 3);
        demand(str_contains(buf_view(&room->own), str_slice(buf_view(&word), 0, word.len - 1)));
    }
}

static void check_explanation(const struct room *room, const struct understood *u)
{
    struct json *why = NULL;
    struct err e = { .code = ERR_NONE };
    demand(json_parse(u->explanation, &why, &e));
    if (u->intent == INTENT_REPORT) {
        check_words(room, why, "words");
        check_words(room, why, "place_words");
        check_words(room, why, "kind_words");
        check_words(room, why, "urgent_words");
        if (json_get(why, "model_words")) check_words(room, why, "model_words");
    }
    json_free(why);
}

/* A report always has somebody to go to, the best first; and what is told in confidence is never
 * taken for a mere courtesy, a question, or a wish to call off. */
static void check_owners(const struct desk *desk, const struct understood *u)
{
    demand(u->intent != INTENT_REPORT || u->candidate_count > 0);
    demand(u->candidate_count <= UNDERSTOOD_CANDIDATES && u->evident <= UNDERSTOOD_CANDIDATES);
    for (size_t i = 0; i < u->candidate_count; i++) {
        demand(u->candidates[i] >= desk->departments &&
               u->candidates[i] < desk->departments + desk->department_count);
        for (size_t k = 0; k < i; k++)
            demand(u->candidates[k] != u->candidates[i]);
    }
    demand(u->intent != INTENT_REPORT || !u->department || u->department == u->candidates[0]);
    if (!u->whistleblowing) return;
    demand(u->intent == INTENT_REPORT || (u->intent == INTENT_CONFIDENTIAL && u->points));
}

static void check(const struct room *room, const struct understood *u)
{
    const struct desk *desk = room->desk;
    demand(u->intent >= INTENT_NONE && u->intent <= INTENT_CORRECT);
    demand(u->kind >= KIND_COMPLAINT && u->kind < KIND_END);
    demand(u->category >= desk->categories &&
           u->category < desk->categories + desk->category_count);
    demand(!u->place || (u->place >= desk->places && u->place < desk->places + desk->place_count));
    demand(!u->place || u->namesake_count == 0);
    demand(u->whistleblowing == (u->kind == KIND_WHISTLEBLOWING));
    demand(u->intent == INTENT_REPORT || !u->urgent);
    check_owners(desk, u);
    check_explanation(room, u);
}

static void check_twice(const struct room *room, const struct nlu *nlu, struct str text)
{
    struct err e = { .code = ERR_NONE };
    struct arena arena = { 0 };
    struct understood first, second;
    demand(nlu_understand(nlu, text, (struct telling){ 0 }, &arena, &first, &e));
    check(room, &first);
    demand(nlu_understand(nlu, text, (struct telling){ 0 }, &arena, &second, &e));
    demand(first.intent == second.intent && first.kind == second.kind &&
           first.category == second.category && first.place == second.place &&
           first.department == second.department && first.sure == second.sure &&
           first.ticket_id == second.ticket_id && first.urgent == second.urgent &&
           str_equal(first.explanation, second.explanation));
    arena_clear(&arena);
}

static void open_room(struct room *room)
{
    struct err e = { .code = ERR_NONE };
    demand(crypto_init(&e));
    room->desk = desk_load("", &e);
    demand(room->desk);
    room->own = own_words(room->desk);
    buf_init(&room->model_bytes, MODEL_BYTES_CAP);
    demand(nlu_train(model_texts, COUNT_OF(model_texts), &room->model_bytes, &e));
    room->model = nlu_model_create(buf_view(&room->model_bytes), &e);
    demand(room->model);
    room->rules = nlu_create(room->desk, "LK", NULL, &e);
    room->with_model = nlu_create(room->desk, "LK", room->model, &e);
    demand(room->rules && room->with_model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = { size ? (const char *)data : "", size };
    if (!room.desk) open_room(&room);
    check_twice(&room, room.rules, text);
    check_twice(&room, room.with_model, text);
    return 0;
}
