/* test_accident.c - an accident on a road, now, is a matter of the police, wherever it happened;
 * where accidents happen again and again, or something is broken and nobody hurt, it is a matter of
 * those who build and mend. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static struct understood understood(void **state, const char *text)
{
    struct understood u = bed_understand(*state, str_of(text));
    if (u.intent != INTENT_REPORT) BED_WRONG("no report: %s", text);
    return u;
}

static void test_an_accident_is_for_the_police(void **state)
{
    static const char *const texts[] = {
        "tabrakan di pantura korban luka",
        "ada kecelakaan di jalan pantura paiton",
        "kecelakaan di depan pasar leces, korban luka parah",
        "laka lantas di jalan nasional dekat pom bensin dringu",
        "motor terguling di tikungan, pengendara luka",
        "truk terguling di jalan raya tongas",
        "truk nggoling ning dalan pantura",
        "orang ketabrak motor di zebra cross",
        "tabrak lari di depan sdn sebaung, korban tergeletak",
        "barusan ada yang ditabrak lari",
        "tabrakn beruntun di tongas tolong",
        "kecelakaan tunggal, pengendara tidak sadarkan diri",
        "mobil nabrak truk parkir di jalan provinsi, sopir terjepit",
        "pejalan kaki keserempet bus, kakinya patah berdarah",
        "bus masuk jurang di sukapura",
        "kecelakaan di jembatan gending, macet total",
        "ada kecelakaan di perempatan yang sering macet",
        /* somebody is hurt: whoever must mend the road comes second */
        "kecelakaan karena jalan berlubang di maron, korban luka parah",
        "tabrakan di perempatan lampu merah mati, ada korban",
        "kecelakaan lagi di tikungan, korban tergeletak, mohon dipasang cermin",
        "nenek katabrak motor e lorong, berdarah",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = understood(state, texts[i]);
        if (!u.urgent) BED_WRONG("no danger: %s", texts[i]);
        if (!str_equal(u.category->code, STR("accident")))
            BED_WRONG("%.*s: %s", STR_ARG(u.category->code), texts[i]);
        if (!u.department || !str_equal(u.department->code, STR("POLRES")) || !u.sure)
            BED_WRONG("another unit: %s", texts[i]);
        if (u.kind != KIND_COMPLAINT) BED_WRONG("no complaint: %s", texts[i]);
    }
}

static void test_what_only_speaks_of_accidents(void **state)
{
    static const struct {
        bool urgent;
        const char *department, *text;
    } rows[] = {
        { false, "DISHUB", "sering terjadi kecelakaan di tikungan, minta rambu" },
        { false, "DISHUB", "sering terjadi kecelakaan di tikungan, minta lampu" },
        { false, "DISHUB", "sering terjadi tabrakan di perempatan itu" },
        { false, "DISHUB", "tikungan ini rawan kecelakaan" },
        { false, "DISHUB", "kerap ada tabrakan di pertigaan, mohon dipasang lampu merah" },
        { false, "DISHUB", "minggu lalu ada tabrakan di pertigaan, mohon dipasang rambu" },
        { false, "PUPR", "jalan rusak rawan kecelakaan" },
        { false, "PUPR", "jalan berlubang sering terjadi kecelakaan" },
        { false, "BBPJN", "jalan pantura bergelombang banyak kecelakaan" },
        { false, "DISHUB", "lampu jalan mati, gelap dan rawan kecelakaan" },
        /* nobody is hurt: who must mend it */
        { true, "PUPR", "ada kecelakaan karena jalan berlubang" },
        { true, "DISHUB", "tadi tabrakan gara gara lampu merah mati" },
        { true, "DISHUB", "minta polisi tidur, banyak anak ketabrak" },
        { true, "DISHUB", "tiang pju miring ditabrak truk" },
        { true, "DISHUB", "pembatas jalan rusak karena ditabrak truk" },
        { true, "PUPR", "lubang di jalan bikin orang kecelakaan, mohon ditambal" },
        { true, "BPJS", "bpjs tidak mau tanggung kecelakaan" },
        { true, "DISHUB", "rambu di tikungan hilang, sudah tiga kali kecelakaan" },
        /* past, and nobody lies there: still theirs */
        { false, "POLRES", "minggu lalu ada tabrakan di depan toko saya" },
        { true, "SATPOLPP", "tabrakan, mobilnya terbakar, kebakaran besar" },
        { true, "KAI", "orang ketabrak kereta" },
        { true, "KAI", "kecelakaan kereta di perlintasan, korban luka" },
        { true, "DISNAKER", "kecelakaan kerja di pabrik, ada korban" },
        { false, "DISHUB", "truk tambang ngebut, takut nabrak anak sekolah" },
        { false, "DLH", "pohon miring mau nabrak kabel" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = understood(state, rows[i].text);
        struct str code = u.department ? u.department->code : STR_EMPTY;
        if (u.urgent != rows[i].urgent)
            BED_WRONG("%s: %s", u.urgent ? "danger" : "no danger", rows[i].text);
        if (!str_equal(code, str_of(rows[i].department)))
            BED_WRONG("%.*s (%.*s): %s", STR_ARG(code), STR_ARG(u.category->code), rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_an_accident_is_for_the_police),
        BED_TEST(test_what_only_speaks_of_accidents),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
