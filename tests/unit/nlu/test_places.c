/* test_places.c - which village or district a text names, with the traps of the real map. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct row {
    const char *rule, *text, *place; /* "" is nowhere */
};

static void check(void **state, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char found[128];
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (strcmp(bed_place(&u, found, sizeof found), rows[i].place) != 0)
            BED_WRONG("%s: \"%s\" is in <%s>, not in <%s>", rows[i].rule, rows[i].text, found,
                      rows[i].place);
    }
}

#define CHECK(state, rows) check((state), (rows), sizeof(rows) / sizeof *(rows))

static void test_names(void **state)
{
    static const struct row rows[] = {
        { "a district", "jalan rusak di kraksaan", "Kraksaan" },
        { "without di", "kraksaan banjir", "Kraksaan" },
        { "in capitals", "BANJIR DI DRINGU", "Dringu" },
        { "written on to di", "lampu mati dikraksaan", "Kraksaan" },
        { "desa written on to di", "banjir didesa dringu", "Dringu, Dringu" },
        { "a village", "sampah di desa kalibuntu", "Kalibuntu, Kraksaan" },
        { "a village in two words", "jalan kraksaan wetan rusak", "Kraksaan Wetan, Kraksaan" },
        { "glued", "banjir di alassumurlor", "Alassumurlor, Besuk" },
        { "in pieces", "banjir di alas sumur lor", "Alassumurlor, Besuk" },
        { "with a hyphen", "jembatan di Alas-Sumur Kulon", "Alassumur Kulon, Kraksaan" },
        { "with an apostrophe", "jalan desa remba'an rusak", "Remba'an, Sumber" },
        { "with a curly apostrophe", "jalan desa remba’an rusak", "Remba'an, Sumber" },
        { "a landmark", "sampah di pantai bentar", "Gending" },
        { "an island", "air mati di gili ketapang", "Gili Ketapang, Sumberasih" },
        { "the end of the road", "jalan ke cemoro lawang longsor", "Ngadisari, Sukapura" },
        { "fancy letters", "banjir di \U0001D41D\U0001D42B\U0001D422\U0001D427\U0001D420\U0001D42E",
          "Dringu" },
        { "no place at all", "jalan rusak parah", "" },
        { "the regency is no place", "jalan di probolinggo rusak", "" },
        { "nor with its title", "warga kabupaten probolinggo lapor jalan rusak", "" },
    };
    CHECK(state, rows);
}

static void test_longer_names_win(void **state)
{
    static const struct row rows[] = {
        { "a village beginning like a district", "banjir di maron wetan", "Maron Wetan, Maron" },
        { "Gading Wetan", "jalan gading wetan rusak", "Gadingwetan, Gading" },
        { "Gading Kulon is elsewhere", "jalan gading kulon rusak", "Gadingkulon, Banyuanyar" },
        { "Malasan Kulon", "jalan rusak di malasan kulon", "Malasankulon, Leces" },
        { "Malasan Wetan is elsewhere", "jalan rusak di malasan wetan",
          "Malesanwetan, Tegalsiwalan" },
        { "Brumbungan Lor", "banjir brumbungan lor", "Brumbungan Lor, Gending" },
        { "Brumbungan Kidul is elsewhere", "banjir brumbungan kidul", "Brumbungan Kidul, Maron" },
    };
    CHECK(state, rows);
}

static void test_everyday_words(void **state)
{
    static const struct row rows[] = {
        { "a spring is no district", "sumber air kami mengering", "" },
        { "after kecamatan it is", "kekeringan di kecamatan sumber", "Sumber" },
        { "after kec", "kekeringan kec. sumber", "Sumber" },
        { "besuk is tomorrow", "besuk tolong diperbaiki jalannya", "" },
        { "in Besuk", "banjir di kec besuk", "Besuk" },
        { "ivory", "pipa gading di rumah bocor", "" },
        { "beside its own village", "jalan rusak wangkal gading", "Wangkal, Gading" },
        { "prone to accidents", "daerah rawan kecelakaan", "" },
        { "durian", "harga duren murah di pasar", "" },
        { "the coast", "sampah di pesisir pantai", "" },
        { "di is enough for a district", "jalan rusak di maron", "Maron" },
        { "also written on to it", "jalan rusak dimaron", "Maron" },
        { "and so is kec", "jalan rusak kecmaron", "Maron" },
        { "and desa", "jalan rusak desabantaran", "Bantaran, Bantaran" },
        { "who is visited is not in Besuk", "pasien tidak boleh dibesuk", "" },
        { "at the end of a text", "lampu mati maron", "Maron" },
        { "but not tomorrow", "lampunya diperbaiki besuk", "" },
        { "nor where it springs", "airnya kotor di dekat sumber", "" },
        { "a wall in maroon", "cat temboknya maron", "" },
    };
    CHECK(state, rows);
}

static void test_names_that_stand_twice(void **state)
{
    static const struct row rows[] = {
        { "nobody can tell", "jalan rusak di desa tamansari", "" },
        { "the district tells", "jalan rusak di desa tamansari kecamatan dringu",
          "Tamansari, Dringu" },
        { "the other district tells", "jalan rusak desa tamansari, kraksaan",
          "Tamansari, Kraksaan" },
        { "Patokan in Kraksaan", "kelurahan patokan kraksaan banjir", "Patokan, Kraksaan" },
        { "Patokan in Bantaran", "desa patokan kec bantaran banjir", "Patokan, Bantaran" },
        { "Leces is the district", "jalan rusak di leces", "Leces" },
        { "desa Leces the village", "jalan rusak di desa leces", "Leces, Leces" },
        { "both said", "desa leces kecamatan leces", "Leces, Leces" },
        { "kec Besuk", "jalan kec. besuk rusak", "Besuk" },
        { "desa Besuk lies in Bantaran", "jalan di desa besuk rusak", "Besuk, Bantaran" },
    };
    CHECK(state, rows);
}

/* Which it is, only the citizen knows. */
static void test_namesakes_are_for_the_citizen(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        bool alone; /* next to nothing but the name */
    } rows[] = {
        { "jalan rusak di desa karanganyar", 2, false },
        { "desa karanganyar pak", 2, true },
        { "lampu mati di wringinanom", 2, false },
        { "jalan rusak di desa karanganyar kecamatan paiton", 0, false },
        { "jalan rusak di desa kalibuntu", 0, false },
        { "jalan rusak parah", 0, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        assert_int_equal(u.namesake_count, rows[i].count);
        if (!u.namesake_count) {
            assert_false(str_contains(u.explanation, STR("namesakes")));
            continue;
        }
        assert_null(u.place);
        assert_int_equal(u.intent, INTENT_REPORT);
        assert_int_equal(u.place_only, rows[i].alone);
        assert_true(str_equal(u.namesakes[0]->name, u.namesakes[1]->name));
        assert_ptr_not_equal(u.namesakes[0]->parent, u.namesakes[1]->parent);
        assert_true(str_contains(u.explanation, STR("\"namesakes\":[\"35.13.")));
    }
}

/* A landmark says where, as long as nothing is said of it. */
static void test_nothing_but_where(void **state)
{
    static const struct {
        bool alone;
        const char *text;
    } rows[] = {
        { true, "leces pak" },
        { true, "leces pak, deket pasar" },
        { true, "dekat pasar leces" },
        { true, "di maron kidul, depan puskesmas" },
        { true, "kecamatan bantaran samping lampu merah" },
        { true, "desa sebaung belakang sekolah" },
        { false, "pasar leces kotor" },
        { false, "leces, dekat pasar banjir" },
        { false, "di maron kidul depan puskesmas jalannya rusak" },
        { false, "depan rumah di leces sampah menumpuk" },
        { false, "banjir di leces" },
        { true, "pasar leces" },
        { true, "maron kidul sekolah" },
        { true, "jembatan leces" },
        { true, "rumah saya di desa sebaung" },
        { true, "desa sebaung gendingg" },
        { false, "sampah di desa sebaung gending" },
        { false, "narkoba di desa maron kidul" },
        { false, "bansos desa sebaung" },
        { false, "desa sebaung listrik" },
        { false, "pupuk di desa sebaung" },
        { false, "miras desa sebaung" },
        { false, "jembatan di desa sebaung" },
        { false, "odgj di desa sebaung" },
        { false, "got desa sebaung" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.place_only != rows[i].alone) BED_WRONG("%d: %s", u.place_only, rows[i].text);
    }
}

static void test_village_against_district(void **state)
{
    static const struct row rows[] = {
        { "a village beats its district", "jalan di kalibuntu kraksaan rusak",
          "Kalibuntu, Kraksaan" },
        { "in either order", "kraksaan, desa kalibuntu, banjir", "Kalibuntu, Kraksaan" },
        { "a district beats another's village", "warga kalibuntu, jalan di kec paiton rusak",
          "Paiton" },
        { "unless it is marked", "desa kalibuntu arah paiton jalannya rusak",
          "Kalibuntu, Kraksaan" },
        { "the first of two districts", "jalan leces sampai dringu rusak", "Leces" },
    };
    CHECK(state, rows);
}

static void test_outside(void **state)
{
    static const struct row rows[] = {
        { "another regency", "jalan rusak di lumajang", "Lumajang" },
        { "with its title", "lampu mati kab. pasuruan", "Pasuruan" },
        { "ours beats it", "jalan raya leces arah lumajang rusak", "Leces" },
        { "bad luck is no city", "nasib malang pak jalan rusak terus", "" },
        { "the city's district", "sampah di kecamatan mayangan", "Mayangan" },
        { "Sumber Wetan is the city's", "lampu mati di sumber wetan", "Sumber Wetan" },
        { "Pohsangit Lor is ours", "lampu mati di pohsangit lor", "Pohsangit Lor, Wonomerto" },
        { "Pohsangit Kidul is not", "lampu mati pohsangit kidul", "Pohsangit Kidul" },
    };
    CHECK(state, rows);
}

static void test_the_city_itself(void **state)
{
    static const char *const texts[] = { "lampu mati di kota probolinggo",
                                         "sampah kotamadya probolinggo",
                                         "pemkot probolinggo tolong jalan rusak" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (!u.place || u.place->level != PLACE_CITY) BED_WRONG("%s", texts[i]);
    }
}

static void test_typing_errors(void **state)
{
    static const struct row rows[] = {
        { "a letter missing", "jalan rusak di krakaan", "Kraksaan" },
        { "a letter changed", "jalan rusak di kraksian", "Kraksaan" },
        { "two swapped", "jalan rusak di karksaan", "Kraksaan" },
        { "one too many", "banjir di paajarakan", "Pajarakan" },
        { "in the middle of two words", "lampu mati desa kandangjtai kulon",
          "Kandangjati Kulon, Kraksaan" },
        { "short names must be right", "banjir di pajton", "" },
        { "a hole is not Lumbang", "ada lubang di jalan", "" },
        { "because is not Bantaran", "lantaran hujan jalan rusak", "" },
        { "trade is not Pedagangan", "dinas perdagangan tidak menanggapi", "" },
        { "fields are not Pesawahan", "jalan di persawahan rusak", "" },
        { "gone is not Pilang", "motor hilang di jalan", "" },
    };
    CHECK(state, rows);
}

/* Whatever letter of a long name is left out, "desa" before it finds the village or says nothing;
 * it never finds another one. */
static void test_a_missing_letter_never_names_another_village(void **state)
{
    struct nlu_bed *bed = *state;
    size_t tried = 0, found = 0;
    for (size_t i = 0; i < bed->desk->place_count; i++) {
        const struct place *place = &bed->desk->places[i];
        if (place->level != PLACE_VILLAGE || place->name.len < 9 || place->common_word ||
            str_contains(place->name, STR(" ")))
            continue;
        for (size_t cut = 1; cut < place->name.len; cut++) {
            char text[128];
            (void)snprintf(text, sizeof text, "jalan rusak desa %.*s%.*s", (int)cut, place->name.at,
                           (int)(place->name.len - cut - 1), place->name.at + cut + 1);
            struct understood u = bed_understand(bed, str_of(text));
            tried++;
            found += u.place == place;
            if (u.place && u.place != place && !str_equal(u.place->name, place->name) &&
                u.place->level == PLACE_VILLAGE)
                fail_msg("%s: %.*s", text, STR_ARG(u.place->name));
        }
    }
    if (found * 100 < tried * 90) fail_msg("only %zu of %zu", found, tried);
}

/* Where whoever writes is. */
static void test_of_writer(void **state)
{
    static const struct {
        const char *text, *place;
    } rows[] = {
        { "lagi di surabaya pak, rumah saya di leces yang bocor pipanya", "Leces" },
        { "lagi di surabaya pak, rumah saya di maron yang bocor pipanya", "Maron" },
        { "lagi di surabaya pak, cat rumah saya maron yang luntur", NULL },
        { "saya di leces, jalan di desa sebaung gending rusak", "Sebaung" },
        { "maaf pak saya masih di jakarta, lampu mati di desa pikatan gending", "Pikatan" },
        { "saya lagi di surabaya, lampu jalan depan rumah mati", NULL },
        { "saya merantau di bali, ibu saya belum dapat bansos", NULL },
        { "lagi di surabaya", NULL },
        { "saya lagi di leces", NULL },
        { "saya lagi di leces, jalan di sini rusak", "Leces" },
        { "saya di gending desa sebaung jalan rusak", "Sebaung" },
        { "jalan rusak di surabaya", "Surabaya" },
        { "jalan rusak lagi di surabaya", "Surabaya" },
        { "lampu depan rumah saya di lumajang mati", "Lumajang" },
        { "saya di surabaya lampu mati", "Surabaya" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        struct str is = u.place ? u.place->name : STR_EMPTY;
        struct str wanted = rows[i].place ? str_of(rows[i].place) : STR_EMPTY;
        if (!str_equal(is, wanted)) BED_WRONG("\"%s\": %.*s", rows[i].text, STR_ARG(is));
    }
    struct understood u = bed_understand(*state, STR("saya lagi di leces"));
    if (u.intent != INTENT_NOISE || !u.place_if_asked) BED_WRONG("no answer to where");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_of_writer),
        BED_TEST(test_names),
        BED_TEST(test_longer_names_win),
        BED_TEST(test_everyday_words),
        BED_TEST(test_namesakes_are_for_the_citizen),
        BED_TEST(test_names_that_stand_twice),
        BED_TEST(test_nothing_but_where),
        BED_TEST(test_village_against_district),
        BED_TEST(test_outside),
        BED_TEST(test_the_city_itself),
        BED_TEST(test_typing_errors),
        BED_TEST(test_a_missing_letter_never_names_another_village),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
