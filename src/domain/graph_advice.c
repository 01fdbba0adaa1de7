/* graph_advice.c - beside the table of codes, what a human does about a reply that failed with one.
 *
 * Read by people of the desk and of the units, so: what happened, then what to do, in that order.
 */
#include "domain/graph_rule.h"

#define OTHER_ROAD "Hubungi pelapor lewat jalan lain, lalu tandai sudah ditangani."
#define TEMPLATE_AMISS                                                                             \
    "Template di Meta tidak cocok dengan milik kita. Admin menjalankan `kanda templates compare` " \
    "dan membetulkannya; sesudah itu kirim lagi."

static const struct {
    int64_t code, code_to; /* inclusive range */
    const char *advice;
} advices[] = {
    { 130403, 130403,
      "Orang ini diblokir dari nomor meja di WhatsApp. Admin membuka blokirnya bila ia memang "
      "harus "
      "dibalas, lalu kirim lagi." },
    { 130472, 130472,
      "Meta sengaja tidak mengantar template kepada sebagian orang, termasuk orang ini. Tunggu "
      "sampai pelapor menulis, atau hubungi lewat jalan lain." },
    { 130497, 130497, "Meta tidak mengizinkan pesan ke negara nomor ini. " OTHER_ROAD },
    { 131021, 131021,
      "Penerimanya nomor meja sendiri. Tidak ada yang perlu dikirim: tandai sudah ditangani." },
    { 131026, 131026,
      "Orang ini tidak memakai WhatsApp di nomor itu, aplikasinya terlalu lama, atau ia memblokir "
      "kita. " OTHER_ROAD },
    { 131030, 131030,
      "Nomor uji hanya boleh mengirim ke nomor yang terdaftar. Admin mendaftarkan nomor ini di "
      "Meta, "
      "lalu kirim lagi." },
    { 131047, 131047,
      "Pelapor terakhir menulis lebih dari 24 jam lalu. Kirim kabar lewat tindakan (memakai "
      "template), atau tunggu sampai ia menulis." },
    { 131049, 131049,
      "Meta menahan template supaya orang ini tidak terlalu sering dikirimi. Tunggu sampai pelapor "
      "menulis, atau hubungi lewat jalan lain." },
    { 131050, 131050,
      "Orang ini menolak pesan promosi, dan Meta menganggap template ini begitu. Tunggu sampai "
      "pelapor menulis; admin memeriksa kategori template." },
    { 131056, 131056,
      "Terlalu banyak pesan kepada orang ini dalam waktu pendek. Tunggu beberapa menit, lalu kirim "
      "lagi." },
    { 131062, 131062,
      "Pesan ini hanya bisa dikirim ke nomor telepon, dan orang ini menyembunyikan nomornya. "
      "Tunggu "
      "sampai ia membagikannya, lalu kirim lagi." },
    { 131063, 131064,
      "Meta membatasi template karena kategorinya. Admin mengajukannya sebagai UTILITY; sesudah "
      "itu "
      "kirim lagi." },
    { 132000, 132001, TEMPLATE_AMISS },
    { 132005, 132005,
      "Isi template terlalu panjang setelah diisi. Tulis balasan baru yang lebih pendek, lalu "
      "tandai "
      "ini sudah ditangani." },
    { 132007, 132007, TEMPLATE_AMISS },
    { 132008, 132012, TEMPLATE_AMISS },
    { 132015, 132016,
      "Meta menghentikan template ini. Tunggu sampai pelapor menulis, atau hubungi lewat jalan "
      "lain; "
      "admin menyiapkan penggantinya." },
    { 132018, 132018, TEMPLATE_AMISS },
    { 137000, 137000,
      "Pelapor berganti ponsel, atau nomornya pindah tangan. Pastikan dulu orangnya masih sama, "
      "lalu "
      "kirim lagi." },
};

static const char *advice_of_class(enum graph_class class)
{
    switch (class) {
    case GRAPH_RETRY:
    case GRAPH_RETRY_SLOW:
    case GRAPH_PAIR:
    case GRAPH_WAIT:
        return "WhatsApp terganggu terlalu lama, jadi pesan ini tidak dicoba lagi. Kirim lagi bila "
               "isinya masih berlaku.";
    case GRAPH_NEVER:
        return "WhatsApp menolak pesan ini; mengirimnya lagi tidak menolong. Tulis balasan baru, "
               "tandai ini sudah ditangani, dan beri tahu admin kodenya.";
    case GRAPH_STOP_USER: return "WhatsApp tidak dapat mengantar kepada orang ini. " OTHER_ROAD;
    case GRAPH_STOP_TEMPLATES:
    case GRAPH_STOP_ALL: break;
    }
    return "Akun WhatsApp meja sedang dihentikan. Admin melihat halaman Gangguan; sesudah beres, "
           "kirim lagi.";
}

const char *graph_advice(int64_t code)
{
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (code >= advices[i].code && code <= advices[i].code_to) return advices[i].advice;
    const struct graph_rule *rule = code > 0 ? graph_rule(code) : NULL;
    if (rule) return advice_of_class(rule->class);
    if (code > 0) return advice_of_class(GRAPH_NEVER);
    return "Tidak ada kabar dari WhatsApp: mungkin sampai, mungkin tidak. Lihat apakah pelapor "
           "menjawab; kalau tidak, kirim lagi.";
}
