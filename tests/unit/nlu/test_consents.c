/* test_consents.c - "mau ikut?", "mau dibuatkan?", "yakin?": which words say yes, which no, and
 * which tell something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

#define YES  CONSENT_YES
#define NO   CONSENT_NO
#define NONE CONSENT_NONE

static const struct {
    enum consent consent;
    const char *text;
} rows[] = {
    { YES, "ya" },
    { YES, "iya pak" },
    { YES, "ya pak ikut aja" },
    { YES, "ikut" },
    { YES, "saya mau ikut" },
    { YES, "oke" },
    { YES, "boleh pak" },
    { YES, "iya buatkan" },
    { YES, "ya, batalkan" },
    { YES, "nggih pak" },
    { YES, "lanjut aja pak" },
    { YES, "terusin aja" },
    { NO, "gak usah pak, terusin aja" },
    { NO, "gausah, lanjut aja" },
    { NO, "gajadi batal" },
    { NO, "gak jadi dibatalkan pak" },
    { NO, "tidak" },
    { NO, "nggak usah" },
    { NO, "tidak usah pak" },
    { NO, "gak perlu min, terima kasih" },
    { NO, "tidak mau ikut" },
    { NO, "jangan dibatalkan pak" },
    { NO, "bukan" },
    { NO, "bukan semua" },
    { NO, "mboten pak" },
    /* What tells more, or nothing. */
    { NONE, "batalkan" },
    { NONE, "tidak jadi" },
    { NONE, "tidak bisa lewat" },
    { NONE, "ya jalannya juga rusak" },
    { NONE, "iya di desa Sebaung" },
    { NONE, "ya allah pak" },
    { NONE, "mau tanya pak" },
    { NONE, "ok pak, makasih" },
    { NONE, "makasih banyak ya pak sudah cepat" },
    { NONE, "terima kasih ya" },
    { YES, "terima kasih, ya saya ikut" },
    { YES, "ya terima kasih" },
    { NONE, "kapan diperbaiki" },
    { NONE, "ya gimana ya bingung saya" },
    { NONE, "iya maksudnya apa ya" },
    { NONE, "ya?" },
    { NONE, "iya tapi nanti" },
    { NONE, "oke besok" },
    { YES, "iya pak batalkan saja" },
    { YES, "ya sama saja" },
    { NONE, "" },
};

static void test_consents(void **state)
{
    static const char *const names[] = { "NONE", "YES", "NO" };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.consent != rows[i].consent)
            BED_WRONG("\"%s\" is %s, not %s", rows[i].text, names[u.consent],
                      names[rows[i].consent]);
    }
}

static void test_another_one(void **state)
{
    static const char *const other[] = { "bukan, beda",
                                         "beda pak",
                                         "itu masalah lain pak",
                                         "mboten, niku laine",
                                         "enggak, itu beda lagi",
                                         "laporan baru",
                                         "lain",
                                         "bukan, fogging beda pak",
                                         "iki beda wit pak",
                                         "hal lain pak" };
    static const char *const none[] = {
        "gak beda pak",    "lampu lain juga mati", "beda?", "tidak", "ya masih itu",
        "bedanya apa pak", "jalan lain rusak",     ""
    };
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (!bed_understand(*state, str_of(other[i])).other)
            BED_WRONG("\"%s\" is another one", other[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (bed_understand(*state, str_of(none[i])).other)
            BED_WRONG("\"%s\" is not plainly another one", none[i]);
}

/* "lanjut" is a yes, and no consent to an end. */
static void test_who_goes_on(void **state)
{
    static const struct {
        bool proceeds, missent;
        const char *text;
    } said[] = {
        { true, false, "lanjut aja pak" },
        { true, false, "ya lanjutkan" },
        { true, false, "teruskan saja" },
        { true, false, "tetap diproses aja pak" },
        { false, false, "lanjut batalkan" },
        { false, false, "ya" },
        { false, false, "oke" },
        { false, false, "gak usah pak, terusin aja" },
        { false, true, "eh salah kirim pak" },
        { false, true, "maaf klentu kirim" },
        { false, false, "salah pak, yang benar di desa Sebaung" },
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct understood u = bed_understand(*state, str_of(said[i].text));
        if (u.proceeds != said[i].proceeds || u.missent != said[i].missent)
            BED_WRONG("%s: goes on %d, sent by mistake %d", said[i].text, u.proceeds, u.missent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_who_goes_on), BED_TEST(test_consents),
                                        BED_TEST(test_another_one) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
