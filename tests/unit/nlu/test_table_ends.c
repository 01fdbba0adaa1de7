/* test_table_ends.c - what one line of words.csv decides about the end of a report: it is over,
 * taken back, or there again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "table_said.h"

static void test_one_word_of_an_end_decides(void **state)
{
    static const struct table_row rows[] = {
        /* What is over, and keywords that speak for nothing. */
        { W, "now_gone,tadi,", "", "tadi bau gas, sekarang sudah hilang",
          "complaint fire_safety, apart", "complaint fire urgent, apart" },
        { W, "", "household,akuarium,", "akuarium saya rusak", "complaint road, apart",
          "complaint other" },
        { W, "household,kulkas,", "", "kulkas rusak", "complaint electricity",
          "complaint road, apart" },
        { W, "", "breakdown,rewel,", "mobil rewel minta dievakuasi", "complaint disaster urgent",
          "complaint traffic" },
        { W, "evacuation,evakuasi,", "", "mobil mogok minta dievakuasi", "complaint traffic",
          "complaint traffic urgent" },
        { W, "", "business,laundry,", "pegawai laundry ketus", "complaint civil_servant",
          "complaint other" },
        { W, "", "clerk,pramusaji,", "pramusaji warung judes", "complaint health_service",
          "complaint other" },
        { W, "business,alfamart,", "", "pegawai alfamart ketus", "complaint other",
          "complaint civil_servant" },
        /* How was it?, numbers, questions, denials. */
        { W, "", "number_one,sittunga,", "nilai sittunga", "complaint school",
          "complaint school, rated 1" },
        { W, "", "number_two,kale,", "bintang kale", "complaint other",
          "complaint other, rated 2" },
        { W, "", "number_three,talo,", "bintang talo", "complaint other",
          "complaint other, rated 3" },
        { W, "", "number_four,paton,", "bintang paton", "complaint other",
          "complaint other, rated 4" },
        { W, "", "number_five,laema,", "bintang laema", "complaint other",
          "complaint other, rated 5" },
        { W, "", "number_six,annem,", "nomor annem", "complaint other", "complaint other row" },
        { W, "", "number_seven,papitu,", "nomor papitu", "complaint other", "complaint other row" },
        { W, "", "number_eight,walu,", "nomor walu", "complaint other", "complaint other row" },
        { W, "", "number_nine,sangang,", "nomor sangang", "complaint other",
          "complaint other row" },
        { W, "", "rating_name,angka,", "rumah angka 4", "complaint housing",
          "complaint housing, rated 4" },
        { W, "", "rating_company,lur,", "lur 4", "noise", "noise, rated 4" },
        { W, "", "rating_best,jos,", "jos", "noise", "noise, rated 5" },
        { W, "", "rating_good,lego,", "lego", "noise", "noise, rated 4" },
        { W, "", "rating_very,amat,", "amat puas", "complaint other", "complaint other, rated 5" },
        { W, "", "rating_less,rodok,", "rodok puas", "complaint other",
          "complaint other, rated 2" },
        { W, "", "rating_fair,lumayan,", "lumayan", "noise", "noise, rated 3" },
        { W, "", "ask_whether,punapa,", "punapa saya terdaftar pip", "complaint school",
          "information school, to know" },
        { W, "", "exists,hadir,", "hadir lowongan pabrik gak", "complaint employment",
          "information employment, to know" },
        { W, "", "nobody,nol,", "kecelakaan nol", "complaint accident urgent, apart",
          "complaint accident, apart" },
        { W, "", "still,tetep,", "parkirnya tetep liar", "complaint other",
          "complaint other, chases" },
        { W, "", "same,persis,", "itu laporan persis", "noise, continues",
          "noise, continues, the same" },
        { W, "", "visit,ditilik,", "sudah ditilik rt", "complaint other", "complaint other, news" },
        { W, "", "hope,mugia,", "suwun mugia lancar berkah", "complaint other", "thanks" },
        { W, "", "rest,turah,", "sudah beres turah 1", "complaint other", "complaint other, news" },
        { W, "", "annoys,kambing,", "sudah tidak ada kambingnya", "complaint livestock, news",
          "complaint livestock over" },
        { W, "", "departed,cus,", "tendane wes cus", "complaint other", "complaint other over" },
        { W, "", "answered,rampung,", "sudah rampung", "noise over", "noise" },
        { W, "", "vain,mubazir,", "mubazir batalkan saja", "complaint other",
          "complaint other, cancels" },
        { W, "", "case_handle,menggarapnya,", "siapa menggarapnya", "noise, to know",
          "noise, of the case" },
        { W, "", "ask_idle,gerangan,", "gerangan bisa diambil di mana pak",
          "information other, to know", "information other" },
        { W, "", "case_send,lempar,", "lempar fotonya ke mana", "complaint other, of the case",
          "noise, sends" },
        { W, "", "case_machine,otomaton,", "ini otomaton atau orang?", "complaint other, to know",
          "complaint other, of the machine" },
        { W, "", "rescue_service,lesehan,", "minta nomor lesehan pak", "information other, to know",
          "information other, to know, whom of a service to call" },
        { W, "", "rescue_number,angkanya,", "angkanya ambulans berapa",
          "information health_service, to know",
          "information health_service, to know, whom of a service to call" },
        { W, "", "rescue_call,dibel,", "siapa yang bisa dibel", "noise, continues, to know",
          "noise, continues, to know, whom to call" },
        { W, "", "unit_affair,garapan,", "iku garapan dishub", "complaint parking, continues",
          "complaint parking, continues, of a unit" },
        { W, "", "unit_rather,mestine,", "mestine ke dishub", "complaint parking",
          "complaint parking, of a unit" },
        { W, "", "wonder_aside,nyasar,", "kok nyasar sampah, saya lapor lampu", "complaint waste",
          "complaint street_light" },
        { W, "", "unit_kind,jawatannya,", "jawatannya dishub", "complaint parking",
          "complaint parking, of a unit" },
        { W, "", "case_file,selfi,", "kirim selfi ke mana", "complaint other, of the case",
          "noise, sends" },
        /* For somebody who did not write. */
        { W, "", "behalf_on,demi,", "demi nama siti lampu mati", "complaint street_light, apart",
          "complaint street_light, apart, for another" },
        { W, "", "behalf_name,panggilan,", "atas panggilan siti lampu mati",
          "complaint street_light, apart", "complaint street_light, apart, for another" },
        { W, "", "behalf_short,atn,", "atn bapak siti lampu mati", "complaint street_light, apart",
          "complaint street_light, apart, for another" },
        { W, "", "behalf_for,nggo,", "nggo ibu saya lampu mati", "complaint street_light, apart",
          "complaint street_light, apart, for another" },
        { W, "", "behalf_person,tante,", "untuk tante lampu mati", "complaint street_light, apart",
          "complaint street_light, apart, for another" },
    };
    table_play(state, rows, sizeof rows / sizeof *rows, taken_for);
}

static void place_taken_for(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    static const char *const sources[] = { "", "by pin", "by words" };
    struct understood u = bed_understand(bed, str_of(text));
    (void)snprintf(out, cap, "%s", sources[u.source]);
}

static void test_one_word_of_two_places_decides(void **state)
{
    static const struct table_row rows[] = {
        { W, "", "source_pin,bolongan,", "yang benar bolongan", "", "by pin" },
        { W, "", "source_words,sastra,", "sesuai sastra saya pak", "", "by words" },
        { W, "", "source_pin,cobekan,", "bukan cobekan pak", "", "by words" },
        { W, "", "source_pin,geprekan,", "geprekan nya salah pak", "", "by words" },
    };
    table_play(state, rows, sizeof rows / sizeof *rows, place_taken_for);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_one_word_of_an_end_decides),
                                        BED_TEST(test_one_word_of_two_places_decides) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
