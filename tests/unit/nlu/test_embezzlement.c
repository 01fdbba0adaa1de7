/* test_embezzlement.c - an official who takes, cuts, sells or uses what is public is told of in
 * confidence; whoever asks for public money, or tells of it, is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_it_is_told_in_confidence(void **state)
{
    static const char *const texts[] = {
        "kades pake dana desa buat beli mobil",
        "kepala desa memakai dana desa untuk membeli motor pribadi",
        "dana desa dipakai kades buat bangun rumah sendiri",
        "pak kades gunakan anggaran desa untuk kepentingan keluarganya",
        "sekdes pakai uang kas desa buat beli tanah",
        "bendahara desa pakai dana bumdes untuk nikahan anaknya",
        "dana desa digunakan kades untuk nikahan anaknya",
        "jual tanah kas desa",
        "kades jual tanah kas desa ke orang lain",
        "tanah kas desa dijual pak kades",
        "tkd dijual oleh perangkat desa",
        "tanah bengkok dijual kades",
        "aset desa dijual kepala desa",
        "mobil siaga desa dipakai anak kades buat jalan jalan",
        "mobil dinas dipakai mudik keluarganya",
        "ambulans desa dipakai pribadi kades",
        "gaji dipotong kepala sekolah",
        "gaji kami dipotong kepala sekolah tiap bulan",
        "honor guru dipotong kepsek",
        "upah padat karya dipotong kasun",
        "insentif kader posyandu disunat bu bidan",
        "uang bansos disunat pak rt",
        "kades di desa saya sunat dana BLT 100rb per orang",
        "pak rt nyunati bansos warga",
        "dana blt disunati perangkat desa",
        "bansos dipotong rt",
        "beras bantuan dijual pak rt",
        "sembako bantuan dijual perangkat desa",
        "raskin dijual lagi sama pak kasun",
        "pak kampung ngobel dana desa ghebey melle motor",
        "klebun ajuwal tana kas disa",
        "kades nganggo dana desa kanggo tuku mobil",
        "tanah kas desa didol pak kades",
        "uang bansos dicatut rt",
        "dana bos dipakai kepsek buat beli mobil",
        "pak lurah pake duit kas desa buat nikahan anaknya",
        "duit dana desa dipake kades buat mantenan",
        "kepala dusun menjual aset desa diam diam",
        "sawah desa dijual kades tanpa musyawarah",
        "tanah bengkok digadaikan kades",
        "kades gadaikan tanah kas desa",
        "motor dinas dipakai anak kades",
        "mobil dinas dipakai untuk mudik",
        "kepala sekolah memotong gaji guru honorer",
        "gaji honorer dipotong kepsek 100 ribu",
        "upah tukang dipotong sekdes",
        "gajinya perangkat disunat kades",
        "gaji guru epotong kepala sekolah",
        "bansos beras dijual kasun ke toko",
        "bantuan sapi dijual ketua kelompok tani",
        "kades beli mobil pakai dana desa",
        "dana bos dipakai kepala sekolah untuk umroh",
        "apbdes dipakai pak kades untuk beli tanah",
        "perangkat desa menggunakan uang kas desa untuk bayar utang",
        "inventaris desa dijual perangkat",
        "tkd ejuwal klebun",
        "klebun ngangghuy dana desa ghebey melle motor",
        "material proyek desa dijual kadus",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (!u.whistleblowing || u.intent != INTENT_REPORT)
            BED_WRONG("not in confidence: %s", texts[i]);
    }
}

static void test_what_sounds_like_it_is_no_accusation(void **state)
{
    static const char *const texts[] = {
        "dana desa buat jalan kapan cair",
        "kapan ada sunat massal di desa pak",
        "mohon bantuan dana sunat anak saya pak kades",
        "sunatan massal dari bansos kapan pak rt",
        "gaji saya belum dibayar pabrik",
        "tanah kas desa banjir",
        "minta tolong kades pakai dana desa buat perbaiki jalan",
        "gaji saya dipotong pabrik",
        "tolong pak kades anggarkan dana desa buat beli ambulans",
        "kades beli mobil siaga desa dari dana desa",
        "dana desa dipakai buat bangun jalan",
        "dana desa dipakai kades untuk bangun gapura",
        "jalan menuju tanah kas desa rusak",
        "tanah kas desa disewakan kades untuk pasar",
        "saya mau jual tanah di dekat kantor desa",
        "jual tanah warisan butuh surat dari kades",
        "beras bantuan belum dibagi pak rt",
        "bansos belum dapat, pak rt bilang tunggu",
        "kepala sekolah belum bayar gaji guru",
        "gaji guru honorer belum cair",
        "pohon di tanah kas desa dipotong petugas desa",
        "mobil siaga desa rusak",
        "ambulans desa dipakai warga antar orang sakit",
        "apakah tanah kas desa boleh dijual",
        "apa boleh dana desa untuk beli mobil",
        "pedagang jual beras di kantor desa",
        "pupuk subsidi dijual mahal di kios",
        "kades tidak memakai dana desa untuk jalan",
        "dana desa buat beli lampu jalan",
        "warga jual tanah ke tol",
        "ada yang jual miras dekat kantor desa",
        "usul dana desa dipakai beli mobil sampah",
        "kades perbaiki jalan pakai uang sendiri",
        "tanah kas desa dipakai parkir motor warga",
        "tanah kas desa dibuat parkir mobil",
        "mobil desa dipakai warga antar istrinya melahirkan",
        "dana desa dipakai kades buat beli mobil ambulans",
        "dana desa dipakai kades untuk beli mobil sampah",
        "dana desa dipakai kades buat bangun jalan sampai rumah warga",
        "saya jual motor buat bayar sekolah, bantuan belum cair",
        "bantuan belum cair terpaksa jual motor",
        "kapan dana desa dipakai untuk jalan dusun kami",
        "gaji pabrik dipotong tiap bulan",
        "gaji saya dipotong bpjs",
        "upah buruh dipotong mandor",
        "gaji saya dipotong pabrik tolong petugas disnaker cek",
        "boleh tidak tanah kas desa dijual",
        "mohon tanah kas desa dipakai untuk lapangan",
        "warung jual bensin dekat tanah kas desa",
        "pedagang jual sayur di tanah kas desa",
        "pupuk bersubsidi dijual mahal",
        "gas melon dijual 30 ribu di pangkalan",
        "minta bantuan modal untuk jual beras di kantor desa",
        "mobil sampah tidak pernah datang",
        "usul beli mobil sampah pakai dana desa",
        "uang lembur belum dibayar perusahaan",
        "ktp saya dipakai orang untuk beli motor",
        "data saya dipakai petugas untuk bansos orang lain",
        "rumah saya mau dijual butuh surat kades",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (u.whistleblowing) BED_WRONG("in confidence: %s", texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_it_is_told_in_confidence),
        BED_TEST(test_what_sounds_like_it_is_no_accusation),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
