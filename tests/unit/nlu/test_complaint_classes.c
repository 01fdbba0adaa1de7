/* test_complaint_classes.c - classes of sentences that labelled complaints told of, each beside
 * what only sounds like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct row {
    const char *category, *text;
};

static void check(void **state, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

/* Bumps of the road, waste in what drains, aid of schools, offices that are given and taken, a
 * road's damage at traffic lights, and roads that nobody mends. */
static void test_what_names_two_units(void **state)
{
    static const struct row rows[] = {
        { "traffic", "minta polisi kejut di depan sd" },
        { "traffic", "mohon dipasang polisi kejut karena banyak yang ngebut" },
        { "traffic", "polisi kejut depan gang terlalu tinggi" },
        { "traffic", "tolong dikasih gundukan biar motor pelan" },
        { "traffic", "speed bump depan masjid hilang" },
        { "police_matter", "polisi tidak datang waktu ada maling" },
        { "police_matter", "lapor polisi motor hilang" },
        { "waste", "banyak sampah di selokan" },
        { "waste", "sampah di got depan rumah numpuk" },
        { "waste", "sampah di saluran air tidak diangkut" },
        { "waste", "ada yang buang sampah di parit" },
        { "waste", "sampah menumpuk di irigasi" },
        { "waste", "sampah di gorong gorong" },
        { "waste", "sampah di drainase pasar bau" },
        { "waste", "sampah di kali desa kami" },
        { "drainage", "selokan mampet" },
        { "drainage", "got mampet karena sampah" },
        { "drainage", "selokan banjir" },
        { "school", "bantuan seragam sekolah anak saya belum dapat" },
        { "school", "mengajukan bantuan bos untuk anak sd" },
        { "school", "bantuan pip tidak cair" },
        { "school", "anak saya belum dapat bantuan seragam smp" },
        { "school", "dana bopda untuk anak saya" },
        { "school", "bantuan alat tulis sekolah" },
        { "social_aid", "bantuan pkh tidak cair" },
        { "social_aid", "bantuan untuk anak yatim" },
        { "civil_servant", "sk kenaikan pangkat saya belum keluar" },
        { "civil_servant", "sk pensiun belum terbit" },
        { "civil_servant", "saya diberhentikan dari jabatan tanpa sebab" },
        { "civil_servant", "pembebasan jabatan saya tidak sesuai aturan" },
        { "civil_servant", "kenaikan gaji berkala terlambat" },
        { "civil_servant", "sk cpns belum dibagikan" },
        { "fertilizer", "sk kelompok tani belum jadi" },
        { "village_fund", "jabatan kades berapa tahun" },
        { "road", "jalan berlubang di perempatan lampu merah" },
        { "road", "ada lubang di pertigaan lampu merah semampir" },
        { "road", "aspal rusak di simpang lampu merah" },
        { "road", "jalan rusak dekat lampu merah kraksaan" },
        { "road", "lubang besar sebelum lampu merah" },
        { "traffic", "lampu merah perempatan mati" },
        { "traffic", "perempatan lampu merah mati semua" },
        { "traffic", "lampu merah di pertigaan rusak" },
        { "traffic", "perempatan lampu merah macet" },
        { "road", "jalan kami tidak pernah tersentuh perbaikan" },
        { "road", "sudah mengajukan proposal perbaikan jalan tapi belum ada kelanjutan" },
        { "road", "jalan dusun belum tersentuh aspal" },
        { "road", "proposal pengaspalan jalan tidak ada jawaban" },
        { "road", "jalan desa tidak pernah tersentuh pembangunan" },
        { "leadership", "proposal bantuan masjid belum dijawab" },
        { "leadership", "proposal hibah untuk mushola" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

/* A pavement that is used for something else is no road that is broken; trees at schools. */
static void test_what_stands_on_another(void **state)
{
    static const struct row rows[] = {
        { "tree", "pohon di halaman sdn miring mau roboh" },
        { "tree", "mohon perantingan pohon di halaman sekolah smp" },
        { "tree", "pohon besar di dalam sekolah sd rawan tumbang" },
        { "tree", "pohon di area puskesmas minta dipangkas" },
        { "tree", "pohon di belakang sekolah rimbun" },
        { "tree", "pohon di lapangan sd perlu dipotong" },
        { "school", "halaman sekolah becek" },
        { "school", "pagar sekolah roboh" },
        { "public_order", "trotoar dipakai jualan" },
        { "public_order", "trotoar dibuat usaha bengkel" },
        { "public_order", "trotoar depan pasar dipakai pedagang" },
        { "public_order", "trotoar penuh lapak" },
        { "public_order", "trotoar dipakai warung sampai tidak bisa lewat" },
        { "public_order", "pkl di trotoar alun alun" },
        { "public_order", "trotoar dijadikan tempat usaha" },
        { "road", "trotoar rusak" },
        { "road", "trotoar ambles depan pasar" },
        { "road", "trotoar pecah pecah dekat warung" },
        { "road", "trotoar berlubang di depan toko" },
        { "employment", "kontrak pkwt habis tidak dapat kompensasi" },
        { "employment", "pesangon tidak dibayar perusahaan" },
        { "employment", "jht tidak bisa cair" },
        { "employment", "perusahaan tidak memberi paklaring" },
        { "employment", "lembur tidak dibayar pabrik" },
        { "employment", "gaji di bawah umk" },
        { "employment", "ijazah ditahan perusahaan" },
        { "employment", "outsourcing potong gaji" },
        { "public_order", "trotoar di depan rsud dipenuhi pkl" },
        { "public_order", "pedagang buah berjualan di trotoar kraksaan" },
        { "public_order", "warung di trotoar pasar maron" },
        { "public_order", "trotoar kraksaan dikuasai pkl" },
        { "public_order", "lapak di atas trotoar" },
        { "market", "pasar dipakai pedagang sampai malam" },
        { "other", "bantuan set top box belum dapat" },
        { "permit", "rumah dijadikan tempat usaha tanpa izin" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_what_names_two_units),
        BED_TEST(test_what_stands_on_another),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
