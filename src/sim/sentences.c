/* sentences.c - complaints that nobody wrote. '@' stands for the place. */
#include "sentences.h"

static const char *const sentences[] = {
    "Jalan di @ berlubang besar, kemarin ada motor jatuh. Mohon segera ditambal.",
    "Lampu jalan di @ sudah seminggu mati, gelap sekali kalau malam.",
    "Sampah di pinggir jalan @ menumpuk dan baunya sampai ke rumah warga.",
    "Selokan di @ mampet, tiap hujan airnya naik ke jalan.",
    "Air PDAM di @ tidak keluar sejak dua hari lalu.",
    "Jembatan kecil di @ retak, takut ambrol kalau dilewati truk.",
    "Pohon di tepi jalan @ sudah miring, bahaya kalau angin kencang.",
    "Mohon informasi syarat membuat KTP baru untuk warga @.",
    "Antrean di puskesmas @ lama sekali, dokternya datang siang.",
    "Bantuan sembako di @ belum kami terima padahal nama sudah didata.",
    "Listrik di @ sering padam setiap sore.",
    "Guru kelas 3 di SD @ sering tidak masuk, anak-anak tidak ada yang mengajar.",
    "Ada pungutan parkir tidak jelas di pasar @.",
    "Saluran irigasi ke sawah @ rusak, padi kami kekeringan.",
    "Truk pasir lewat @ siang malam, jalan jadi hancur dan berdebu.",
    "Saya mengusulkan agar di @ dibuatkan tempat bermain anak.",
    "Rambu di perempatan @ hilang, sering hampir tabrakan.",
    "Anjing liar di @ makin banyak, anak kecil takut lewat.",
    "Banjir di @ sudah selutut, mohon bantuan perahu dan makanan.",
    "Kartu BPJS keluarga saya di @ tidak aktif, harus mengurus ke mana?",
    "Got di depan balai desa @ penuh lumpur, mohon dikeruk.",
    "Tiang listrik di @ hampir roboh karena longsor.",
    "Dalane ning @ rusak parah, tulung didandani pak.",
    "Lampune mati kabeh ning @, peteng ndedet.",
    "Orang buang limbah ke sungai @, airnya hitam dan ikan mati.",
    "Musik dari warung di @ keras sekali sampai jam dua pagi.",
    "Pengurusan akta kelahiran di kecamatan untuk warga @ sudah sebulan belum jadi.",
    "Trotoar di @ dipakai jualan, pejalan kaki harus turun ke jalan.",
    "Atap kelas di SMP @ bocor, buku-buku basah.",
    "Pupuk bersubsidi di @ langka, harganya dua kali lipat.",
    "Mohon penyemprotan nyamuk di @, sudah tiga tetangga kena demam berdarah.",
    "Pasar @ becek dan lampunya kurang, tolong dibenahi.",
    "Ada lubang bekas galian kabel di @ yang belum ditutup lagi.",
    "Kenapa pembangunan jalan di @ berhenti di tengah-tengah?",
    "Tolong diadakan pelatihan kerja untuk pemuda @.",
    "Papan nama jalan di @ salah tulis, kurir sering kesasar.",
    "Bau dari kandang ayam di @ menyengat, banyak lalat masuk rumah.",
    "Sumur bor bantuan di @ rusak, warga harus ambil air jauh.",
    "Petugas di kantor desa @ melayani dengan ramah, terima kasih, tapi loketnya kurang.",
    "Mobil sampah sudah dua minggu tidak datang ke @.",
};

/* Places of the regency and of the made-up one of the demonstration. */
static const char *const places[] = {
    "Desa Sumberkledung",    "Desa Bayeman",
    "Kelurahan Patokan",     "Desa Ngadisari",
    "Desa Kalisalam",        "Desa Alaspandan",
    "Desa Bucor Wetan",      "Desa Jorongan",
    "Desa Negororejo",       "Kecamatan Krucil",
    "Kecamatan Leces",       "dekat alun-alun Kraksaan",
    "Dusun Krajan",          "depan SDN Talkandang 1",
    "Desa Banyuripin",       "Desa Karangmulya Asri",
    "Desa Wanalestari",      "Kecamatan Bukitsari",
    "Kelurahan Bandarkanda", "RT 02 RW 05 Desa Muaraputih",
};

#define SENTENCES (sizeof sentences / sizeof *sentences)
#define PLACES    (sizeof places / sizeof *places)

size_t sim_sentence_count(void)
{
    return SENTENCES * PLACES;
}

void sim_sentence_add(struct buf *out, uint64_t number)
{
    struct str sentence = str_of(sentences[number % SENTENCES]);
    size_t at = str_find(sentence, STR("@"), 0);
    buf_add(out, str_slice(sentence, 0, at));
    buf_add_text(out, places[number / SENTENCES % PLACES]);
    buf_add(out, str_slice(sentence, at + 1, sentence.len));
}
