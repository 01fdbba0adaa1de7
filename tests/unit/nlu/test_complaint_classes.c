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
        { "drainage", "mohon ditutup selokan yang menganga, dibuat buang sampah orang" },
        { "drainage", "tutup gorong gorong hilang, jadi tempat buang sampah" },
        { "housing", "rumah mbah saya jebol temboknya, kec tiris" },
        { "parking", "petugas parking nya gak sopan" },
        { "waste", "banyak sampah di selokan yang terbuka, mohon diangkut" },
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

/* Guests' cars beside music, where leaves fall, what a locked number was needed for, and an estate
 * that is named like a company are no matter of their own. */
static void test_what_stands_beside_the_matter(void **state)
{
    static const struct row rows[] = {
        { "public_order", "musik dugem sampai subuh, tamunya parkir di depan rumah saya" },
        { "public_order", "pemuda cangkrukan ramai di perum perhutani tiap malam" },
        { "public_order", "arek arek nyangkruk sampe bengi nang komplek perhutani, rame" },
        { "forest", "tanah perum perhutani dijual orang" },
        { "forest", "hutan perhutani ditebang" },
        { "tree", "bekas pemotongan pohon belum diambil, daunnya jatuh ke saluran" },
        { "tree", "sisa tebangan menumpuk di atas got" },
        { "drainage", "saluran air penuh daun dan mampet" },
        { "id_card", "nik cucu saya terblokir, tidak bisa daftar sekolah" },
        { "id_card", "nik diblokir padahal mau daftar sd" },
        { "harmony", "mahasiswa mengajukan organisasi daerah" },
        { "village_office", "iuran mobil dan jimpitan ditagih rt, tidak ada perincian" },
        { "parking", "juru parkir menarik iuran" },
        { "traffic", "toko bongkar elpiji di perempatan bikin gaduh" },
        { "lpg", "toko elpiji menjual di atas harga" },
        { "traffic", "rambu dilarang parkir tidak tampak tertutup pohon" },
        { "road", "tidak ada sarana pejalan kaki di jalan raya" },
        { "public_order", "baliho dipasang menutup jalur pejalan kaki" },
        { "drainage", "genangan di jalan setiap hujan" },
        { "road", "jalan rusak karena genangan air" },
        { "school", "anak saya tidak dapat bantuan indonesia pintar" },
        { "school", "bantuan pip tidak cair" },
        { "social_aid", "apakah 1 kk bisa mbr" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

/* Whoever helps an office is paid by it. */
static void test_what_is_not_paid_to_helpers(void **state)
{
    static const struct row rows[] = {
        { "health_service", "insentif kader posyandu belum cair" },
        { "health_service", "honor kader kapan cair" },
        { "village_office", "insentif rt rw durung metu" },
        { "village_office", "honor ketua rt tidak dibayar" },
        { "public_order", "honor linmas telat 3 bulan" },
        { "leadership", "insentif guru ngaji belum turun" },
        { "leadership", "honor guru madin kapan cair" },
        { "school", "honor guru paud belum dibayar" },
        { "waste", "upah tukang sapu jalan belum dibayar" },
        { "other", "insentip satgas 2 bulan kok belum cair" },
        { "health_service", "kader posyandu tidak pernah datang" },
        { "corruption", "insentif kader dikorupsi kades" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_what_names_two_units),
        BED_TEST(test_what_stands_beside_the_matter),
        BED_TEST(test_what_is_not_paid_to_helpers),
        BED_TEST(test_what_stands_on_another),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
