/* small_desk.h - a made-up town with few words, filled in by hand: rules are tested on it without
 * the shipped desk data, which may change any day. */
#ifndef KANDA_TESTS_SMALL_DESK_H
#define KANDA_TESTS_SMALL_DESK_H

#include "nlu/understand.h"

#define LIT(literal)                                                                               \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct department small_departments[] = {
    { .code = LIT("ROADS"), .name = LIT("Roads") },
    { .code = LIT("LAMPS"), .name = LIT("Lamps") },
    { .code = LIT("DESK"), .name = LIT("Desk") },
    { .code = LIT("KOTA"), .name = LIT("City"), .external = true },
};

static const struct category small_categories[] = {
    { .code = LIT("road"),
      .kind = KIND_COMPLAINT,
      .department = &small_departments[0],
      .keywords = LIT("jalan rusak:6|jalan:1|aspal:3|bolong:2") },
    { .code = LIT("pavement"),
      .kind = KIND_COMPLAINT,
      .department = &small_departments[0],
      .keywords = LIT("trotoar:3|bolong:2") },
    { .code = LIT("lamp"),
      .kind = KIND_COMPLAINT,
      .department = &small_departments[1],
      .keywords = LIT("lampu jalan:5|lampu mati:4|lampu:2|gang gelap gulita:5") },
    { .code = LIT("corruption"),
      .kind = KIND_WHISTLEBLOWING,
      .department = &small_departments[2],
      .keywords = LIT("pungli:5") },
    { .code = LIT("other"), .kind = KIND_COMPLAINT, .department = &small_departments[2] },
};

static const struct place small_places[] = {
    { .code = LIT("1"), .level = PLACE_DISTRICT, .name = LIT("Sumber"), .common_word = COMMON_YES },
    { .code = LIT("2"), .level = PLACE_DISTRICT, .name = LIT("Kraksaan") },
    { .code = LIT("1.1"),
      .level = PLACE_VILLAGE,
      .name = LIT("Wonorejo"),
      .parent = &small_places[0] },
    { .code = LIT("2.1"),
      .level = PLACE_VILLAGE,
      .name = LIT("Wonorejo"),
      .parent = &small_places[1] },
    { .code = LIT("2.2"),
      .level = PLACE_VILLAGE,
      .name = LIT("Alassumurlor"),
      .aliases = LIT("Alas Lor|Pasar Lor"),
      .parent = &small_places[1] },
    { .code = LIT("KOTA"), .level = PLACE_CITY, .name = LIT("Kota Probolinggo") },
};

static const struct word small_words[] = {
    { WORD_GREETING, LIT("halo"), LIT("") },
    { WORD_THANKS, LIT("terima kasih"), LIT("") },
    { WORD_NOISE, LIT("ok"), LIT("") },
    { WORD_FILLER, LIT("pak"), LIT("") },
    { WORD_FILLER, LIT("yang"), LIT("") },
    { WORD_FILLER, LIT("sangat"), LIT("") },
    { WORD_URGENT, LIT("ada korban"), LIT("") },
    { WORD_URGENT, LIT("meninggal"), LIT("") },
    { WORD_SELF_HARM, LIT("bunuh diri"), LIT("") },
    { WORD_STATUS, LIT("status"), LIT("") },
    { WORD_CANCEL, LIT("batal"), LIT("") },
    { WORD_HUMAN, LIT("petugas"), LIT("") },
    { WORD_HELP, LIT("bantuan"), LIT("") },
    { WORD_MENU, LIT("menu"), LIT("") },
    { WORD_QUESTION, LIT("apa syarat"), LIT("") },
    { WORD_ASPIRATION, LIT("usul"), LIT("") },
    { WORD_CONSULTATION, LIT("konsultasi"), LIT("") },
    { WORD_WHISTLEBLOWING, LIT("pungli"), LIT("") },
    { WORD_PLACE_MARK, LIT("di"), LIT("") },
    { WORD_PLACE_MARK, LIT("desa"), LIT("") },
    { WORD_PLACE_IN, LIT("di"), LIT("") },
    { WORD_PLACE_VILLAGE, LIT("desa"), LIT("") },
    { WORD_PLACE_DISTRICT, LIT("kecamatan"), LIT("") },
    { WORD_PLACE_DISTRICT, LIT("kec"), LIT("") },
    { WORD_PLACE_CITY, LIT("kota"), LIT("") },
    { WORD_PLACE_CITY, LIT("walikota"), LIT("") },
    { WORD_PLACE_TOWARDS, LIT("arah"), LIT("") },
    { WORD_PLACE_FRONT, LIT("di"), LIT("") },
    { WORD_SLANG, LIT("jln"), LIT("jalan") },
    { WORD_SLANG, LIT("gak ada"), LIT("tidak ada") },
    { WORD_SLANG, LIT("mksh"), LIT("terima kasih") },
};

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

static inline struct desk small_desk(void)
{
    return (struct desk){ .departments = small_departments,
                          .department_count = COUNT_OF(small_departments),
                          .categories = small_categories,
                          .category_count = COUNT_OF(small_categories),
                          .places = small_places,
                          .place_count = COUNT_OF(small_places),
                          .words = small_words,
                          .word_count = COUNT_OF(small_words),
                          .desk_department = &small_departments[2],
                          .other_category = &small_categories[4] };
}

#endif
