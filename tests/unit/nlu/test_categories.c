/* test_categories.c - what citizens complain of, in their own spelling, and which category of the
 * shipped desk data it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_a_complaint_finds_its_category(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "road", "jalan rusak" },
        { "road", "pak jalan di desa kami rusak parah, tolong diperbaiki" },
        { "road", "jln berlubang besar2 bgt di dpan balai desa, byk yg jatoh" },
        { "road", "JALANNYA RUSAAAAK PARAH PAK" },
        { "road", "dalane rusak kabeh pak, akeh jeglongan" },
        { "road", "mohon jalan yang sudah lama rusak segera di aspal" },
        { "road", "aspal ngelupas, jalan bolong-bolong" },
        { "road", "jhalan rosak pak bupati" },
        { "bridge", "jembatan penghubung dusun ambrol" },
        { "bridge", "jembatan putus diterjang air" },
        { "drainage", "got mampet bikin air meluber" },
        { "drainage", "gorong gorong depan rumah tersumbat" },
        { "drainage", "gorong2nya buntu pak" },
        { "irrigation", "saluran irigasi sawah jebol" },
        { "irrigation", "tanggul sungai kritis mau jebol" },
        { "street_light", "pju mati" },
        { "street_light", "lampu jalan mati sudah 2 minggu" },
        { "street_light", "lampune dalan mati kabeh, peteng" },
        { "street_light", "lampu penerangan jalannya padam semua" },
        { "street_light", "minta tolong lpju di gang kami tidak menyala" },
        { "traffic", "lampu merah di perempatan tidak nyala" },
        { "parking", "juru parkir minta uang 5 ribu tanpa karcis" },
        { "waste", "sampah menumpuk di pinggir jalan" },
        { "waste", "tumpukan sampah gak diangkut angkut" },
        { "pollution", "limbah pabrik dibuang ke sungai, ikan mati" },
        { "pollution", "bau busuk dari kandang ayam mengganggu warga" },
        { "tree", "pohon di pinggir jalan sudah miring mohon dipangkas" },
        { "id_card", "ktp saya belum jadi sampai sekarang" },
        { "id_card", "ngurus akta kelahiran kok lama sekali" },
        { "id_card", "KK hilang, ngurusnya dipersulit" },
        { "social_aid", "bansos tidak tepat sasaran" },
        { "social_aid", "pkh ibu saya gak cair cair" },
        { "social_aid", "bantuan beras belum datang" },
        { "odgj", "ada orang gila ngamuk di pasar" },
        { "health_service", "pelayanan puskesmas lambat sekali" },
        { "health_service", "mohon fogging banyak yang kena demam berdarah" },
        { "hospital", "rsud waluyo jati antri lama" },
        { "school", "atap sekolah dasar mau roboh" },
        { "school", "guru sd sering tidak masuk" },
        { "high_school", "sma negeri menahan ijazah anak saya" },
        { "madrasah", "kua minta bayar lebih untuk nikah" },
        { "public_order", "sound horeg sampai jam 2 malam" },
        { "public_order", "warung jual miras dekat sekolah" },
        { "fire", "kebakaran rumah" },
        { "flood", "banjir" },
        { "flood", "bnjir masuk rumah setinggi lutut" },
        { "flood", "banjer pak, aing masok ka roma" },
        { "disaster", "tanah longsor menutup jalan" },
        { "drought", "kekeringan pak, warga minta bantuan air bersih" },
        { "livestock", "sapi saya sakit pmk" },
        { "fertilizer", "pupuk langka" },
        { "fertilizer", "pupuk subsidi mahal dan susah dicari" },
        { "fishery", "nelayan kesulitan solar nelayan" },
        { "market", "retribusi pasar naik terus" },
        { "lpg", "gas melon langka, harga 3 kg sampai 30 ribu" },
        { "lpg", "elpiji susah" },
        { "permit", "ngurus izin usaha dipersulit" },
        { "employment", "perusahaan tidak bayar thr" },
        { "tax", "pbb saya salah nama" },
        { "vehicle_tax", "samsat antrinya lama" },
        { "internet", "sinyal hilang terus di desa kami" },
        { "electricity", "mati lampu dari tadi malam" },
        { "electricity", "listrik padam satu desa" },
        { "electricity", "tiang listrik miring mau roboh" },
        { "tap_water", "air pdam mati 3 hari" },
        { "tap_water", "pdam keruh" },
        { "village_water", "pipa hippam bocor" },
        { "housing", "rumah tidak layak huni mohon bedah rumah" },
        { "sanitation", "minta bantuan jamban" },
        { "police_matter", "motor saya dicuri maling" },
        { "violence", "ada kdrt di tetangga saya" },
        { "land_certificate", "sertifikat tanah ptsl belum jadi" },
        { "bpjs", "bpjs saya tidak aktif" },
        { "railway_crossing", "palang pintu kereta rusak" },
        { "village_fund", "kepala desa tidak transparan soal dana desa" },
        { "family", "kb gratis di mana ya" },
        { "harmony", "ormas minta jatah ke pedagang" },
        { "leadership", "proposal bantuan masjid belum dijawab" },
        { "planning", "usulan musrenbang desa kami tidak pernah masuk" },
        { "council", "anggota dewan tidak pernah reses" },
        { "food", "gerakan pangan murah kapan lagi, cadangan pangan desa habis" },
        { "library", "perpustakaan keliling tidak pernah datang" },
        { "passport", "cara buat paspor umroh" },
        { "toll_road", "jalan desa rusak gara gara proyek tol" },
        { "forest", "hutan perhutani ditebang orang" },
        { "national_park", "tiket masuk bromo habis terus" },
        { "drainage", "kalau hujan banjir terus karena saluran air tidak mengalir" },
        { "tree", "pohon mangga rimbun kena kabel minta dipangkas" },
        { "traffic", "minta rambu dilarang parkir di depan sekolah" },
        { "small_business", "minta bantuan modal usaha untuk pedagang kecil" },
        { "small_business", "koperasi simpan pinjam menahan uang anggota" },
        { "housing_queue", "sudah daftar rusun online tapi error terus" },
        { "housing", "atap rusunawa bocor" },
        { "police_matter", "ada yg jual pil koplo di desa saya, takut lapor" },
        { "police_matter", "ada yang jual dobel l di maron" },
        { "police_matter", "remaja mabuk pil dobel L di balai desa" },
        { "police_matter", "anak muda pesta sabu di rumah kosong" },
        { "police_matter", "transaksi inex di karaoke" },
        { "police_matter", "jual obat keras tanpa resep di warung" },
        { "police_matter", "pil setan dijual ke anak sekolah" },
        { "police_matter", "ada yang nanam ganja" },
        { "health_service", "obat di puskesmas habis" },
        { "health_service", "obat keras di puskesmas kosong" },
        { "health_service", "apotek jual obat mahal" },
        { "public_order", "dangdut koplo sampai malam" },
        { "village_office", "pengurusan izin hajatan ditarik 50 ribu sama rt" },
        { "village_office", "biaya rt untuk surat nikah 50 ribu" },
        { "village_office", "pungutan rw 50 ribu" },
        { "permit", "biaya izin usaha di rt 5 rw 2 mahal" },
        { "road", "trotoar ambles" },
        { "public_order", "trotoar penuh barang rongsokan" },
        { "public_order", "trotoar dipakai bangunan liar" },
        { "corruption", "pungli" },
        { "corruption", "ada korupsi di kantor" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != INTENT_REPORT) BED_WRONG("no report: %s", rows[i].text);
        if (!str_equal(u.category->code, str_of(rows[i].category)))
            BED_WRONG("%.*s, not %s: %s", STR_ARG(u.category->code), rows[i].category,
                      rows[i].text);
    }
}

static void test_what_stands_near_is_not_the_matter(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "street_light", "lampu jalan di depan puskesmas mati" },
        { "waste", "sampah numpuk di dekat balai desa" },
        { "road", "jalan berlubang di samping pasar" },
        { "flood", "banjir di sekitar sekolah" },
        /* A road that has an owner of its own */
        { "waste", "sampah di pinggir jalan raya pantura dringu numpuk baunya gak enak" },
        { "waste", "sampah numpuk di tepi jalan pantura gending" },
        { "waste", "banyak sampah di sepanjang jalur pantura paiton" },
        { "waste", "jalan pantura kraksaan banyak sampah" },
        { "waste", "sampah di jalan provinsi numpuk" },
        { "tree", "pohon tumbang di jalan pantura kraksaan" },
        { "public_order", "PKL jualan di pinggir jalan nasional kraksaan bikin macet" },
        { "public_order", "warung remang remang di pinggir pantura tongas" },
        { "public_order", "pasar tumpah di jalan pantura" },
        { "flood", "banjir di jalur pantura depan pasar gending" },
        { "odgj", "orang gila di jalan pantura leces" },
        { "pollution", "ada kandang sapi di pinggir jalan nasional bau" },
        { "tap_water", "pipa pdam bocor di jalan pantura" },
        { "police_matter", "balap liar di jalan pantura" },
        { "tree", "pohon tumbang nutup jalan pantura" },
        { "parking", "truk parkir di sepanjang jalan pantura dringu" },
        { "traffic", "truk mogok di pinggir pantura" },
        { "traffic", "mobil mogok di tengah jalan pantura tongas bikin macet" },
        { "accident", "truk terguling di jalur pantura" },
        { "traffic", "macet total di pantura karena truk mogok" },
        { "traffic", "truk odol lewat di jalan nasional" },
        { "traffic", "truk ugal ugalan di pantura" },
        { "traffic", "trailer mogok nang pinggir pantura" },
        { "public_order", "pkl jualan di pinggir pantura" },
        { "public_order", "PKL di sepanjang jalan pantura" },
        { "public_order", "pedagang kaki lima jualan di bahu jalan nasional" },
        { "public_order", "lapak pkl di tepi pantura kraksaan" },
        /* and what its owner keeps there */
        { "national_road", "jalan pantura paiton bergelombang" },
        { "national_road", "jalan raya pantura dringu rusak" },
        { "national_road", "lubang besar di jalan pantura banyuanyar" },
        { "national_road", "di jalur pantura tongas aspal mengelupas" },
        { "national_road", "jalan nasional di depan pasar leces rusak" },
        { "national_road", "jalan pantura bergelombang banyak kecelakaan" },
        { "national_road", "lampu di jalan pantura gending mati semua" },
        { "national_road", "trotoar rusak di pinggir jalan nasional" },
        { "national_road", "marka jalan pantura pudar" },
        { "national_road", "jalur pantura macet" },
        { "national_road", "lampu merah pantura mati" },
        { "national_road", "jalan pantura berlubang" },
        { "national_road", "rambu di pantura hilang" },
        { "national_road", "pantura macet karena jalan rusak" },
        { "national_road", "truk terperosok lubang di pantura" },
        { "national_road", "jalan nasional ambles truk mogok" },
        { "national_road", "perbaikan jalan pantura bikin macet" },
        { "provincial_road", "jalan provinsi rusak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_without_a_permit(void **state)
{
    static const struct {
        const char *department, *text;
    } rows[] = {
        { "DPMPTSP", "pabrik baru di tongas gak punya izin, bisa dicek?" },
        { "DPMPTSP", "pabrik izinnya bodong" },
        { "DPMPTSP", "tower seluler dibangun tanpa izin warga di leces" },
        { "DPMPTSP", "kandang ayam tidak ada izin di desa sebaung" },
        { "DPMPTSP", "kandang ayam belum berizin" },
        { "DPMPTSP", "toko modern gak ada izinnya" },
        { "DPMPTSP", "ternak babi tanpa ijin" },
        { "DPMPTSP", "proyek perumahan belum ada pbg tapi dibangun" },
        { "SATPOLPP", "kafe buka sampai malam gak ada ijinnya" },
        { "DISNAKER", "minta izin tidak masuk kerja pabrik ditolak" },
        { "DISNAKER", "izin mau tanya pabrik buka lowongan tidak" },
        { "DPMPTSP", "ruko dibangun tanpa imb" },
        { "DPMPTSP", "ono pabrik gak nduwe ijin nang leces" },
        { "SATPOLPP", "karaoke tanpa izin di gending" },
        { "SATPOLPP", "kos kosan belum berizin" },
        { "SATPOLPP", "bangunan di pinggir sungai gak ada izin" },
        /* Mines have keywords of their own; */
        { "DLH", "tambang galian c tidak berizin di lumbang" },
        { "DLH", "tambang pasir ilegal gak punya izin" },
        /* leave, and what somebody must consent to, is no permit; */
        { "DISNAKER", "kerja di pabrik tidak dikasih izin sakit" },
        { "DISNAKER", "pabrik gak bayar upah" },
        { "DIKDAYA", "guru tidak masuk tanpa izin" },
        { "DISHUB", "parkir tanpa izin di depan toko" },
        { "DLH", "pohon depan toko ditebang tanpa izin" },
        { "DLH", "pabrik limbahnya dibuang ke sungai" },
        /* nor is one that is waited for lacking. */
        { "DPMPTSP", "izin usaha saya belum keluar" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (!u.department || !str_equal(u.department->code, str_of(rows[i].department)))
            BED_WRONG("not %s: %s", rows[i].department, rows[i].text);
    }
}

/* A word that has a keyword inside says nothing of it. */
static void test_a_keyword_inside_a_word_is_none(void **state)
{
    static const struct {
        const char *category, *text; /* category: what it must not be */
    } rows[] = {
        { "irrigation", "sudah berkali kali kami lapor kenapa kalian diam" },
        { "fishery", "tolong berikan penjelasan kepada warga" },
        { "railway_crossing", "keretakan di dinding balai warga" },
        { "fishery", "anak anak menjaring burung di lapangan" },
        { "public_order", "penyakit menular di kampung kami" },
        { "tourism", "petugas dilapangan tidak ada" },
        { "id_card", "tolong dipindahkan tiangnya" },
        { "employment", "kapan dikerjakan" },
        { "health_service", "petugas kurang mengontrol" },
        { "health_service", "perawatan taman kurang" },
        { "corruption", "kami cari sesuap nasi" },
        { "tree", "ada potongan harga" },
        { "fire", "kami sudah memaparkan keadaan warga" },
        { "road", "kerabat saya sudah bertanya ke kantor" },
        { "market", "mohon menjadi pertimbangan bapak" },
        { "bridge", "tolong menjembatani warga dan kantor" },
        { "school", "termasuk tetangga saya" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (str_equal(u.category->code, str_of(rows[i].category)))
            BED_WRONG("%s: %s", rows[i].category, rows[i].text);
    }
}

static void test_how_an_official_works_is_of_the_officials_unit(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "civil_servant", "camat gak pernah ngantor" },
        { "civil_servant", "pak camat jarang di kantor" },
        { "civil_servant", "pak camat tidak pernah ada di kantor" },
        { "civil_servant", "camat jarang masuk" },
        { "civil_servant", "bu lurah sering bolos" },
        { "civil_servant", "lurah jarang ngantor" },
        { "civil_servant", "pegawai kecamatan sering bolos" },
        { "civil_servant", "staf kecamatan main hp saat jam kerja" },
        { "civil_servant", "petugas kelurahan marah marah" },
        { "civil_servant", "sekcam selingkuh sama staf" },
        { "civil_servant", "petugas kecamatan kasar sama warga" },
        { "civil_servant", "pak camat gak pernah turun ke lapangan" },
        { "civil_servant", "camat sulit ditemui" },
        { "civil_servant", "pegawai dukcapil jutek dan main hp" },
        { "civil_servant", "pns kecamatan karaoke jam kerja" },
        { "civil_servant", "lurah mabuk" },
        { "civil_servant", "minta surat pengantar ke lurah dipersulit" },
        { "civil_servant", "camat ora tau ngantor" },
        { "civil_servant", "camat ta' toman ngantor" },
        { "civil_servant", "petugas loket tidur saat jam kerja" },
        /* what is not about how they work */
        { "id_card", "ktp di kecamatan lama" },
        { "village_office", "pelayanan kecamatan lambat" },
        { "village_office", "kantor kecamatan tutup jam 10" },
        { "village_office", "surat di camat belum ditandatangani" },
        { "village_office", "tanda tangan camat lama sekali" },
        { "village_fund", "kades jarang ngantor" },
        { "village_fund", "kepala desa tidak pernah di kantor" },
        { "village_fund", "perangkat desa tidak pernah masuk" },
        { "school", "guru sd jarang masuk" },
        { "health_service", "dokter puskesmas jarang masuk" },
        { "road", "jalan depan rumah camat rusak" },
        { "road", "pak camat tolong jalan rusak di desa kami" },
        { "street_light", "lapor pak camat, lampu jalan mati" },
        { "waste", "sampah di depan kantor camat" },
        { "drainage", "pak lurah tolong got mampet" },
        { "waste", "petugas sampah jarang datang" },
        { "electricity", "petugas pln kasar" },
        { "tap_water", "air pdam jarang keluar" },
        { "flood", "rumah pak lurah kebanjiran" },
        { "public_order", "satpol pp tidak pernah patroli di leces" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

/* Gas goes to the fire brigade, dogs to the unit of animals; who is brought to safety tells not
 * from what. */
static void test_gas_dogs_and_rescue(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "fire", "bau gas, takut meledak" },
        { "fire", "pak ada bau gas di rumah tetangga takut meledak" },
        { "fire", "bau gas menyengat dari dapur" },
        { "fire", "tercium bau gas lpg kuat sekali" },
        { "fire", "bau elpiji di warung sebelah" },
        { "fire", "tabung gas bocor" },
        { "fire", "gas elpiji mendesis di dapur" },
        { "fire", "mambu gas pak ing omah" },
        { "fire", "beuh gas e bengko" },
        { "fire", "selang gas bocor takut kebakaran" },
        { "fire", "tabung lpg saya bocor khawatir meledak" },
        { "pollution", "bau gas buang pabrik mengganggu" },
        { "pollution", "bau gas amoniak dari kandang ayam" },
        { "pollution", "bau limbah tambak menyengat" },
        { "lpg", "gas langka" },
        { "lpg", "harga gas mahal" },
        { "lpg", "tabung gas 3 kg kosong" },
        { "drainage", "bau got" },
        { "waste", "bau gas dari tpa seboro" },
        { "disaster", "warga dievakuasi" },
        { "disaster", "warga sudah dievakuasi ke balai desa" },
        { "disaster", "korban sudah dievakuasi ke puskesmas" },
        { "disaster", "penduduk dievakuasi ke masjid" },
        { "flood", "warga dievakuasi karena banjir" },
        { "disaster", "tolong evakuasi, longsor" },
        { "public_order", "ular besar masuk dapur tolong dievakuasi" },
        { "tree", "pohon tumbang minta dievakuasi" },
        { "livestock", "anjing liar banyak di kampung" },
        { "livestock", "anjing liar berkeliaran di pasar" },
        { "livestock", "banyak anjing liar meresahkan" },
        { "livestock", "anjing gila gigit" },
        { "livestock", "anjing gila gigit anak" },
        { "livestock", "anak saya digigit anjing" },
        { "livestock", "digigit anjing barusan" },
        { "livestock", "anjing rabies di desa kami" },
        { "livestock", "ada anjing gila berkeliaran" },
        { "livestock", "tetangga digigit anjing liar" },
        { "livestock", "anak dicokot asu" },
        { "livestock", "nak kanak ekekke patek" },
        { "livestock", "kucing rabies gigit orang" },
        { "public_order", "digigit monyet" },
        { "public_order", "anjing tetangga berisik tiap malam" },
        { "public_order", "kucing liar buang kotoran" },
        { "health_service", "digigit nyamuk terus" },
        { "livestock", "vaksin rabies di mana" },
        { "livestock", "tahun lalu digigit anjing liar, tolong anjing liar ditertibkan" },
        { "livestock", "banyak anjing liar takut digigit" },
        { "pollution", "kandang anjing bau" },
        { "flood", "banjir besar, warga dievakuasi" },
        { "public_order", "ular masuk dapur tolong dievakuasi" },
        { "drainage", "bau gas dari selokan depan rumah" },
        { "pollution", "di desa seboro bau gas buang" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_sure_is_said_only_when_sure(void **state)
{
    static const struct {
        bool sure;
        const char *text;
    } rows[] = {
        { true, "jalan rusak berlubang di kraksaan" },
        { true, "pju mati" },
        { false, "tolong pak ini gimana kelanjutannya dari kemarin belum ditanggapi" },
        { false, "jalan rusak, sampah menumpuk" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.category_sure != rows[i].sure) BED_WRONG("%s", rows[i].text);
    }
}

/* Whoever is not helped here is sent away, and asked first where one weak word speaks for it, or
 * the office of the place has a part in it. */
static void test_nobody_is_sent_away_lightly(void **state)
{
    static const struct {
        bool sure;
        const char *text;
    } rows[] = {
        { true, "sertifikat tanah belum jadi" },
        { false, "sertifikat saya kapan keluar" },
        { false, "pak lurah lambat tanda tangan sertifikat tanah" },
        { true, "bpjs saya tidak aktif" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.sure != rows[i].sure) BED_WRONG("%s", rows[i].text);
    }
    bed_category(state, "other", "sertifikat zoom kemarin belum dikirim");
}

static void test_nothing_known_is_other(void **state)
{
    const struct nlu_bed *bed = *state;
    struct understood u = bed_understand(*state, STR("zzkqj wvxq brtpl mnhgf"));
    assert_int_equal(u.intent, INTENT_REPORT);
    assert_ptr_equal(u.category, bed->desk->other_category);
    assert_false(u.category_sure);
}

/* Letters that no rule of Unicode folds. */
static void test_fancy_letters(void **state)
{
    bed_category(state, "street_light",
                 "\u029F\u1D00\u1D0D\u1D18\u1D1C \u1D0A\u1D00\u029F\u1D00\u0274 "
                 "\u1D0D\u1D00\u1D1B\u026A");
    bed_category(state, "road",
                 "\U0001F179\U0001F170\U0001F17B\U0001F170\U0001F17D "
                 "\U0001F181\U0001F184\U0001F182\U0001F170\U0001F17A");
    bed_category(state, "road", "j\u0430l\u0430n rus\u0430k di lec\u0435s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_a_complaint_finds_its_category),
        BED_TEST(test_what_stands_near_is_not_the_matter),
        BED_TEST(test_without_a_permit),
        BED_TEST(test_a_keyword_inside_a_word_is_none),
        BED_TEST(test_how_an_official_works_is_of_the_officials_unit),
        BED_TEST(test_gas_dogs_and_rescue),
        BED_TEST(test_sure_is_said_only_when_sure),
        BED_TEST(test_nobody_is_sent_away_lightly),
        BED_TEST(test_nothing_known_is_other),
        BED_TEST(test_fancy_letters),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
