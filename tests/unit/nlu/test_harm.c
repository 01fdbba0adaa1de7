/* test_harm.c - violence against children and women goes to their unit, whoever else is named, and
 * is urgent; so is somebody who is missing. What only sounds like it is neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void check(void **state, const char *category, bool urgent, const char *text)
{
    struct understood u = bed_understand(*state, str_of(text));
    if (u.intent != INTENT_REPORT) BED_WRONG("no report: %s", text);
    if (u.urgent != urgent) BED_WRONG("%s: %s", urgent ? "danger" : "no danger", text);
    if (!str_equal(u.category->code, str_of(category)))
        BED_WRONG("%.*s, not %s: %s", STR_ARG(u.category->code), category, text);
}

static void test_violence_goes_to_its_unit(void **state)
{
    static const char *const texts[] = {
        /* sexual violence, against anyone */
        "anak saya 9 tahun dilecehkan guru ngajinya",
        "guru cabul di SDN Sumberkare wonomerto",
        "saya dilecehkan kepala sekolah",
        "ponakan saya dicabuli bapak tirinya",
        "siswi diraba raba guru olahraga",
        "guru ngaji nyabuli santrine",
        "ustad cabuli santri di pondok, desa Karanganyar paiton",
        "ayah tiri setubuhi anaknya pak",
        "pakdenya cabulin keponakan",
        "gurunya suka gerayangi murid",
        "anak kos dirudapaksa tetangganya",
        "guru ngaji lecehkan santriwati",
        "keponakan saya dihamili pamannya",
        "ada om om suka pegang pegang anak kecil di kampung",
        "istri saya diperkosa",
        "anak tetangga dilecehin di madrasah",
        /* blows against a child or a wife */
        "anak tetangga sering dipukul bapaknya sampai biru",
        "murid dipukul guru sampai pingsan di SDN Gemito",
        "anakku digepuk bapake terus",
        "anak kulo ditempeleng gurune",
        "bocah dikaplok guru nang sekolah",
        "bapake ngeplak anake nganti biru",
        "na'kana' ekeplak guruna",
        "reng lake' mokol binena",
        "anak disundut rokok oleh ibu tirinya",
        "anak dirantai orang tuanya",
        "balita dikurung di kamar tidak dikasih makan",
        "tetangga saya dipukuli suaminya sampai berdarah",
        "saya sering dipukul suami",
        "suami saya suka mukul",
        "anak SMP dipaksa nikah sama orang tuanya",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        check(state, "violence", true, texts[i]);
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (!u.department || !str_equal(u.department->code, STR("DP3AP2KB")) || !u.sure)
            BED_WRONG("another unit: %s", texts[i]);
        if (u.kind != KIND_COMPLAINT) BED_WRONG("no complaint: %s", texts[i]);
    }
}

static void test_somebody_is_missing(void **state)
{
    static const char *const texts[] = {
        "anak saya umur 5 tahun hilang sejak siang di pasar semampir kraksaan",
        "tolong pak anak saya hilang",
        "sudah 2 hari anak saya belum pulang",
        "bapak saya pikun hilang dari rumah sejak kemarin",
        "nenek saya hilang",
        "mbah kulo ilang wingi sore",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check(state, "police_matter", true, texts[i]);
}

static void test_what_only_sounds_like_it(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "id_card", "akta anak saya hilang, cara urusnya" },
        { "id_card", "kia anak saya hilang" },
        { "id_card", "data anak saya hilang di kk" },
        { "school", "sepeda anak saya hilang di sekolah" },
        { "school", "lonceng dipukul anak sekolah" },
        { "school", "guru di SDN Leces sering tidak masuk" },
        { "school", "anak saya belum dapat pip" },
        { "road", "anak saya jatuh karena jalan berlubang" },
        { "tree", "bola ditendang anak anak ke pohon, dahannya patah" },
        { "road", "jalan rusak, anak anak tidak dipukul lagi" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(state, rows[i].category, false, rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_violence_goes_to_its_unit),
        BED_TEST(test_somebody_is_missing),
        BED_TEST(test_what_only_sounds_like_it),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
