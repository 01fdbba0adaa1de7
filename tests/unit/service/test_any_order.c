/* test_any_order.c - chats that were made up to be delivered in every order (order_case.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "order_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct order_row rows[] = {
    { "a matter, more about it, a photo",
      { { 0, "> Lampu jalan mati di desa Sebaung kecamatan Gending" },
        { 20, "> sudah seminggu gelap sekali" },
        { 40, "> [foto]" } } },
    { "a photo, a matter, a photo",
      { { 0, "> [foto]" },
        { 10, "> Jalan berlubang di desa Sebaung" },
        { 20, "> [foto]" },
        { 25, "> [foto] ini lubangnya" } } },
    { "two matters",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 30, "> Sampah menumpuk di pasar Maron" } } },
    { "two matters with a word for each",
      { { 0, "> Jalan berlubang di desa Sebaung" },
        { 10, "> Sampah menumpuk di pasar Maron" },
        { 20, "> jalannya sudah lama rusak" } } },
    { "a greeting, a matter, thanks",
      { { 0, "> Assalamualaikum pak" },
        { 10, "> Air PDAM mati di desa Sebaung" },
        { 20, "> terima kasih" } } },
    { "a plea, then the matter",
      { { 0, "> tolong pak" }, { 5, "> jalan rusak parah di desa Sebaung" } } },
    { "a matter, then its place",
      { { 0, "> Lampu jalan mati sudah seminggu" },
        { 20, "> di desa Sebaung kecamatan Gending" } } },
    { "a matter, then the house and its place",
      { { 0, "> petugas bagian pendaftaran pelayanannya sangat tidak ramah" },
        { 20, "> di puskesmas gending" } } },
    { "danger and more of it",
      { { 0, "> Kebakaran rumah di desa Sebaung" }, { 10, "> apinya besar sekali tolong" } } },
    { "a matter and a plea for confidence",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 8, "> rahasia" } } },
    { "a plea for confidence and a matter",
      { { 0, "> rahasia" }, { 8, "> Jalan berlubang di desa Sebaung" } } },
    { "a matter, a human called",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 8, "> petugas" } } },
    { "a matter and its status",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 8, "> status" }, { 12, "> menu" } } },
    { "a matter, its place, another matter elsewhere",
      { { 0, "> sampah numpuk" },
        { 10, "> desa seboro" },
        { 20, "> pohon tumbang di desa temenggungan" } } },
    { "a place that is put right",
      { { 0, "> jalan rusak parah" },
        { 10, "> di desa opo opo" },
        { 20, "> bukan, di desa seboro" } } },
    { "no danger at first, and then there is",
      { { 0, "> jalan berlubang di desa Sebaung gending" },
        { 20, "> lho saya cuma lapor jalan berlubang, ga ada bahaya" },
        { 40, "> jalan berlubang di desa Sebaung, barusan ada yang jatuh kakinya patah" } } },
    { "two further matters that lie where the first does",
      { { 0, "> jalan berlubang di desa Sebaung gending" },
        { 10, "> selokannya juga mampet" },
        { 20, "> lampu jalan juga mati di situ" } } },
    { "a place that is put right to a neighbour's",
      { { 0, "> jalan berlubang di desa Pikatan gending" }, { 10, "> itu di surabaya" } } },
    { "a place that is put right, a photo, a plea",
      { { 0, "> jalan rusak parah di desa opo opo" },
        { 10, "> maaf salah, di desa seboro krejengan" },
        { 20, "> [foto]" },
        { 30, "> tolong rahasiakan nama saya" } } },
    { "a matter, a pin, a photo",
      { { 0, "> jalan rusak parah, banyak motor jatuh" },
        { 10, "> [lokasi -7.7945 113.3246]" },
        { 20, "> [foto]" } } },
    { "a matter, a question how it goes",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 60, "> kapan diperbaiki pak?" } } },
    { "two matters, pleas and thanks",
      { { 0, "> Lampu jalan mati di desa Sebaung" },
        { 10, "> sudah seminggu pak" },
        { 20, "> Sampah menumpuk di pasar Maron" },
        { 30, "> sampahnya sudah bau" },
        { 40, "> terima kasih" } } },
    { "a matter and two words about it",
      { { 0, "> Lampu jalan mati di desa Sebaung" },
        { 10, "> sudah seminggu pak" },
        { 20, "> kapan?" } } },
    { "a human called, then the matter",
      { { 0, "> petugas" }, { 8, "> Jalan berlubang di desa Sebaung" } } },
    { "a matter, batal", { { 0, "> Jalan berlubang di desa Sebaung" }, { 8, "> batal" } } },
    { "batal, then a matter, more of it",
      { { 0, "> batal" },
        { 8, "> Jalan berlubang di desa Sebaung" },
        { 20, "> sudah seminggu pak" } } },
    { "a matter, tambah, what is added",
      { { 0, "> Jalan berlubang di desa Sebaung" },
        { 8, "> tambah" },
        { 20, "> lubangnya dalam sekali" } } },
    { "a matter, tambah, a photo",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 8, "> tambah" }, { 20, "> [foto]" } } },
    { "a photo, its matter, batal",
      { { 0, "> [foto]" }, { 8, "> Jalan berlubang di desa Sebaung" }, { 16, "> batal" } } },
    { "a matter, salah dinas, batal",
      { { 0, "> Jalan berlubang di desa Sebaung" }, { 8, "> salah dinas" }, { 20, "> batal" } } },
    { "a matter, a plea, a photo",
      { { 0, "> lampu jalan mati di desa Bago besuk" }, { 20, "> rahasia" }, { 40, "> [foto]" } } },
    { "a matter, a plea, another matter",
      { { 0, "> ada tetangga jual miras di desa Puspan maron" },
        { 20, "> tolong dirahasiakan ya" },
        { 40, "> sampah numpuk di pasar maron" } } },
    { "a name of several villages, the district, more",
      { { 0, "> lampu jalan mati di desa tamansari" },
        { 20, "> kraksaan" },
        { 40, "> sudah seminggu" } } },
    { "a place put right, a photo",
      { { 0, "> lampu jalan mati di desa Sentul gading" },
        { 20, "> eh salah, sentulan banyuanyar maksudnya" },
        { 40, "> [foto]" } } },
    { "a place, a matter, more of it",
      { { 0, "> di desa Rejing tiris" }, { 20, "> lampu mati" }, { 40, "> gelap" } } },
    { "a pin, a matter, a photo, a plea",
      { { 0, "> [lokasi -7.77 113.47]" },
        { 20, "> pohon tumbang nutup jalan" },
        { 40, "> [foto]" },
        { 60, "> tolong cepat" } } },
    { "a human called, a matter, its place",
      { { 0, "> tolong ptugas" },
        { 20, "> ktp saya hilang gimana ngurusnya" },
        { 40, "> di kraksaan" } } },
    { "a greeting, a matter, a question",
      { { 0, "> assalamualaikum" },
        { 20, "> air pdam mati di desa Patokan bantaran" },
        { 40, "> kapan nyala" } } },
    { "a matter told word by word",
      { { 0, "> jalan" }, { 5, "> rusak" }, { 10, "> di maron" }, { 15, "> desa puspan" } } },
    { "a story that speaks of other things",
      { { 0, "> jalan rusak di desa Sebaung" },
        { 10, "> truk tambang lewat terus" },
        { 20, "> debunya kemana2" } } },
    { "a story, and each of its words of another unit",
      { { 0, "> banjir di desa Seboro" },
        { 10, "> selokannya mampet" },
        { 20, "> lampunya mati" },
        { 30, "> udah 3 hari" } } },
    { "a matter, and who was taken ill by it",
      { { 0, "> sampah menumpuk di desa Sebaung" },
        { 10, "> baunya sampai rumah, anak saya masuk rs" } } },
    { "a story without a place, the place",
      { { 0, "> pohon tumbang" },
        { 10, "> kabel listriknya kena" },
        { 20, "> lampunya mati" },
        { 30, "> di desa Seboro" } } },
    { "a story, another matter, and more of that",
      { { 0, "> sampah numpuk depan pasar Maron" },
        { 10, "> selokannya mampet" },
        { 20, "> Jalan berlubang di desa Sebaung" },
        { 30, "> debunya kemana2" } } },
    { "a story, another matter with a part of its own",
      { { 0, "> Lampu jalan mati di desa Sebaung" },
        { 10, "> Sampah menumpuk di pasar Maron" },
        { 20, "> selokannya mampet" } } },
    { "a bridge, what speaks of a road, a photo",
      { { 0, "> jembatan rusak di desa Tiris" },
        { 10, "> jalannya berlubang" },
        { 20, "> [foto]" } } },
    { "a road, what speaks of a flood",
      { { 0, "> jalan rusak di desa Sebaung" }, { 10, "> banjir terus" } } },
    { "long after the settling time",
      { { 0, "> Jalan berlubang di desa Sebaung" },
        { 5000, "> Sampah menumpuk di pasar Maron" },
        { 9000, "> Lampu jalan mati di desa Sebaung" } } },
};

static struct order_case order;

static void test_any_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        order_try(&order, &rows[i]);
    if (order.wrong) fail_msg("%zu orders made other tickets", order.wrong);
}

static int group_setup(void **state)
{
    return order_setup(&order, state);
}

static int group_teardown(void **state)
{
    return order_teardown(&order, state);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_any_order) };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
