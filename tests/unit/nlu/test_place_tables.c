/* test_place_tables.c - the regency's own tables decide where something is, and what stands beside
 * it: one line of words.csv or places.csv, and what is understood is another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table_bed.h"

/* "Maron", "Maron and street_light", "in confidence" */
static void heard(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    struct understood u = bed_understand(bed, str_of(text));
    (void)bed_place(&u, out, cap);
    size_t len = strlen(out);
    if (u.beside_count)
        (void)snprintf(out + len, cap - len, " and %.*s", STR_ARG(u.beside[0].category->code));
    if (u.whistleblowing) (void)snprintf(out, cap, "in confidence");
}

#define TIRIS_OFTEN "35.13.07,kecamatan,Tiris,,often,Ranu Segaran,-7.95129,113.38187"
#define TIRIS_YES   "35.13.07,kecamatan,Tiris,,yes,Ranu Segaran,-7.95129,113.38187"
#define DRINGU      "35.13.19,kecamatan,Dringu,,no,Dringo,-7.78791,113.25577"
#define DRINGU_YES  "35.13.19,kecamatan,Dringu,,yes,Dringo,-7.78791,113.25577"

static void test_where_and_beside(void **state)
{
    static const struct table_row rows[] = {
        { W, "", "thing_before,gelas,", "lampu mati, ada gelas maron", "Maron", "" },
        { W, "thing_before,pohon,", "", "pohon maron", "", "Maron" },
        { W, "", "thing_after,bocor,", "air di gending bocor", "Gending", "" },
        { W, "thing_after,timur,", "", "lampu mati di maron timur", "", "Maron" },
        { W, "", "colour,pagar,", "lampu pagar dekat maron", "Maron", "" },
        { W, "", "place_front,nang,", "banjir nangdringu", "", "Dringu" },
        { W, "place_front,di,", "", "banjir didringu", "Dringu", "" },
        { W, "", "beside,lagipula,", "jalan rusak di desa sebaung, lagipula lampu mati",
          "Sebaung, Gending", "Sebaung, Gending and street_light" },
        { W, "", "affects,menyentuh,", "pohon tumbang menyentuh kabel dan listrik padam",
          " and electricity", "" },
        { W, "", "exacted_by,lewat,", "saya dimintai 50 ribu lewat petugas", "", "in confidence" },
        { W, "", "place_village,petinggi,", "jalan di petinggi leces rusak", "Leces",
          "Leces, Leces" },
        { W, "place_village,desa,", "", "jalan di desa leces rusak", "Leces, Leces", "Leces" },
        { W, "", "place_ward,petinggi,", "jalan di petinggi patokan rusak", "",
          "Patokan, Kraksaan" },
        { W, "", "place_district,asisten,", "jalan di desa sebaung asisten paiton rusak",
          "Sebaung, Gending", "Paiton" },
        { W, "", "place_hamlet,kampong,", "kampong tukul gelap", "", "Tukul, Sumber" },
        { W, "", "place_city,balekota,", "sampah di balekota probolinggo", "", "Kota Probolinggo" },
        { W, "", "place_regency,kabupatin,", "jalan rusak kabupatin malang", "", "Malang" },
        { W, "", "place_in,wek,", "rusak wek maron rusak", "", "Maron" },
        { W, "", "place_towards,tujuan,", "lampu mati tujuan kuripan ada jalan rusak", "",
          "Kuripan" },
        { W, "", "place_house,alfamart,", "alfamart maron kotor", "", "Maron" },
        { W, "", "place_lane,lorong,", "banjir lorong kalibuntu", "Kalibuntu, Kraksaan", "" },
        { W, "", "place_why,hare,", "hare sebaung pak", "Sebaung, Gending", "" },
        { P, TIRIS_OFTEN, TIRIS_YES, "lampu mati tiris", "", "Tiris" },
        { P, DRINGU, DRINGU_YES, "dringu itu lampunya mati", "Dringu", "" },
    };
    table_play(state, rows, sizeof rows / sizeof *rows, heard);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_where_and_beside) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
