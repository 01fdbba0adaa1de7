/* test_any_order.c - the same messages in any order, and any of them twice, make the same tickets:
 * as many, of the same category, unit, place, kind, priority, secrecy and status, followed by as
 * many, holding all that was said, told in the sender's order. Chats of this file, and the written
 * ones that hold nothing but a citizen's own messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_case.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array)     (sizeof(array) / sizeof((array)[0]))
#define MESSAGES_MAX      5
#define TWICE_MAX         24 /* orders in which each message also comes twice */
#define LINE_MAX          400
#define FILE_MAX          (1 << 20)
#define CHAT_MESSAGES_MAX 4
#define WRITTEN_MIN       250
#define SUMMARY_MAX       2000
/* Between two orders: nobody's report is the same as one of so long ago. */
#define APART_MS (20 * MS_PER_DAY)

/* Lines of a written chat, each with the second at which it was sent. */
struct row {
    const char *what;
    struct {
        int at_s;
        const char *line;
    } said[MESSAGES_MAX];
};

static const struct row rows[] = {
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

static struct chat_run run; /* one database for all: each order is a citizen of its own */

#define LINES                                                                                      \
    "COALESCE((SELECT group_concat(x, ' / ') FROM (SELECT m.type || ' ' || COALESCE(m.text, '') "  \
    "AS x FROM message AS m WHERE m.ticket_id = ticket.id AND m.id IN (SELECT message_id FROM "    \
    "event WHERE ticket_id = ticket.id AND type IN ('received', 'joined', 'corrected')) "          \
    "ORDER BY m.sent_at)), '') "
#define SUMMARY_OF(lines)                                                                          \
    "(SELECT COALESCE(group_concat(t, ' ; '), '') FROM (SELECT category || ' ' || department || "  \
    "' ' || COALESCE(district, '-') || ' ' || COALESCE(village, '-') || ' ' || kind || ' ' || "    \
    "priority || ' ' || confidential || ' ' || status || ' ' || supporters || ': ' || " lines      \
    "AS t FROM ticket WHERE contact_id = (SELECT id FROM contact WHERE wa_id = '" CHAT_PHONE       \
    "%d') ORDER BY t))"
#define SUMMARY SUMMARY_OF(LINES)
#define TICKETS SUMMARY_OF("''")

/* Six letters at a time: ask() gives numbers only. */
static void summary_read(int citizen, char out[SUMMARY_MAX])
{
    char sql[2 * SUMMARY_MAX];
    size_t len = 0;
    for (int64_t at = 1, six = 1; six != 0 && len + 6 < SUMMARY_MAX; at += 6) {
        (void)snprintf(
            sql, sizeof sql,
            "WITH q(s) AS (SELECT substr(" SUMMARY ", %lld, 6)) SELECT SUM(COALESCE("
            "unicode(substr(s, n, 1)) & 127, 0) << (7 * n - 7)) FROM q, (SELECT 1 AS n "
            "UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6)",
            citizen, (long long)at);
        six = ask(run.c, sql);
        for (int64_t letters = six; letters; letters >>= 7)
            out[len++] = (char)(letters & 127);
    }
    out[len] = '\0';
}

/* Delivers the messages in this order, each `copies` times; the citizen they came from. */
static int deliver(const struct row *row, const size_t *order, size_t count, int copies)
{
    static int64_t from = NOW;
    from += APART_MS;
    arena_clear(&run.c->arena);
    run.citizen++;
    run.copies = copies;
    for (size_t i = 0; i < count; i++) {
        char why[700] = "";
        run.at = from + row->said[order[i]].at_s * MS_PER_SECOND;
        run.c->work.now = from + 10000 * MS_PER_SECOND;
        if (!chat_line(&run, str_of(row->said[order[i]].line), why, sizeof why))
            fail_msg("%s: %s", row->what, why);
    }
    return run.citizen;
}

static bool lines_apart; /* the tickets are the same, but not on which of them each line stands */
static size_t wrong, wrong_before; /* orders: of all rows, and of those before this one */

static void compare(const struct row *row, const size_t *order, size_t count, int copies, int first)
{
    char sql[2 * SUMMARY_MAX], want[SUMMARY_MAX], got[SUMMARY_MAX], names[4 * MESSAGES_MAX] = "";
    int citizen = deliver(row, order, count, copies);
    (void)snprintf(sql, sizeof sql,
                   lines_apart ? "SELECT " TICKETS " = " TICKETS : "SELECT " SUMMARY " = " SUMMARY,
                   first, citizen);
    if (ask(run.c, sql) == 1) return;
    if (wrong++ > wrong_before) return; /* one of a row is told */
    summary_read(first, want);
    summary_read(citizen, got);
    for (size_t i = 0; i < count; i++)
        (void)snprintf(names + strlen(names), sizeof names - strlen(names), " %zu", order[i]);
    print_message("%s, order%s x%d:\n  %s\n  instead of\n  %s\n", row->what, names, copies, got,
                  want);
}

static void permute(const struct row *row, size_t *order, size_t from, size_t count, int first,
                    int *orders)
{
    if (from == count) {
        compare(row, order, count, 1, first);
        if ((*orders)++ < TWICE_MAX) compare(row, order, count, 2, first);
        return;
    }
    for (size_t i = from; i < count; i++) {
        size_t kept = order[from];
        order[from] = order[i];
        order[i] = kept;
        permute(row, order, from + 1, count, first, orders);
        order[i] = order[from];
        order[from] = kept;
    }
}

static void try_all(const struct row *row)
{
    size_t count = 0, order[MESSAGES_MAX];
    int orders = 0;
    wrong_before = wrong;
    while (count < MESSAGES_MAX && row->said[count].line) {
        order[count] = count;
        count++;
    }
    permute(row, order, 0, count, deliver(row, order, count, 1), &orders);
}

static void test_any_order(void **state)
{
    (void)state;
    wrong = 0;
    lines_apart = false;
    for (size_t i = 0; i < LENGTH(rows); i++)
        try_all(&rows[i]);
    if (wrong) fail_msg("%zu orders made other tickets", wrong);
}

/* --- the written chats --- */

/* An answer cannot overtake the question, which follows from what was received. */
static bool is_own_words(struct str line)
{
    static const char *const others[] = { "> [kutip", "> [tekan",   "+",
                                          "*",        "@",          "~",
                                          "> ya",     "> iya",      "> tidak",
                                          "> bukan",  "> yg ",      "> itu masalah lain",
                                          "> mboten", "> hal lain", "> drainase" };
    for (size_t i = 0; i < LENGTH(others); i++)
        if (str_starts(line, str_of(others[i]))) return false;
    return true;
}

/* What is known to depend on the order. A number that was given cannot be taken back: */
static const char *const excepted[] = {
    /* of the command a part of another category knows nothing that it has overtaken; */
    "# After \"tambah\" all that follows in one go belongs to the ticket",
};
/* and a line stays where it was first understood to belong: */
static const char *const apart[] = {
    /* a bare place behind two reports that both lie there stands on that which it was asked of; */
    "# danger right behind a report lies where that does, which is said, and so does what bars the "
    "road a day later",
    "# ... as does what may be a part of it, by a word of its own",
    /* of a single word nobody knows whether it is an \"ok\" until its report is there. */
    "# What the first words leave open the next ones tell",
};

static char file[FILE_MAX];

static void file_open(void)
{
    char path[512];
    const char *root = getenv("KANDA_ROOT");
    (void)snprintf(path, sizeof path, "%s/tests/data/chats.txt", root ? root : ".");
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("cannot open %s", path);
    size_t n = fread(file, 1, sizeof file - 1, f);
    file[n] = '\0';
    assert_int_equal(fclose(f), 0);
}

/* The own words that the next chat begins with, ten seconds apart, as many of them as can be tried;
 * false at the end. *fit: there are several. */
static bool chat_next(struct str *rest, struct row *row, char lines[MESSAGES_MAX][LINE_MAX],
                      char title[LINE_MAX], bool *fit)
{
    size_t n = 0, at = str_find(*rest, STR("\n# "), 0);
    if (at == SIZE_MAX) return false;
    *rest = str_slice(*rest, at + 1, rest->len);
    size_t end = str_find(*rest, STR("\n# "), 0);
    struct str chat = str_slice(*rest, 0, end);
    *fit = str_copy(title, LINE_MAX, str_slice(chat, 0, str_find(chat, STR("\n"), 0)));
    *row = (struct row){ .what = title };
    while (chat.len && *fit) {
        size_t stop = str_find(chat, STR("\n"), 0);
        struct str line = str_slice(chat, 0, stop);
        chat = stop == SIZE_MAX ? STR_EMPTY : str_slice(chat, stop + 1, chat.len);
        if (!is_own_words(line) || n == CHAT_MESSAGES_MAX) break;
        if (!str_starts(line, STR(">"))) continue;
        if (!str_copy(lines[n], LINE_MAX, line)) break;
        row->said[n].at_s = (int)n * 10;
        row->said[n].line = lines[n];
        n++;
    }
    *fit = *fit && n > 1;
    return true;
}

static void test_written_chats(void **state)
{
    static char lines[MESSAGES_MAX][LINE_MAX], title[LINE_MAX];
    struct str rest = str_of(file);
    struct row row;
    bool fit;
    int chats = 0;
    (void)state;
    wrong = 0;
    while (chat_next(&rest, &row, lines, title, &fit)) {
        if (!fit || STR_AMONG(str_of(title), excepted)) continue;
        lines_apart = STR_AMONG(str_of(title), apart) > 0;
        try_all(&row);
        chats++;
    }
    print_message("%d written chats in every order\n", chats);
    assert_true(chats >= WRITTEN_MIN);
    if (wrong) fail_msg("%zu orders made other tickets", wrong);
}

static int group_setup(void **state)
{
    void *c = NULL;
    file_open();
    if (intake_case_group_setup(state) != 0 || intake_case_setup(&c) != 0) return -1;
    run = (struct chat_run){ .c = c };
    return 0;
}

static int group_teardown(void **state)
{
    return intake_case_teardown((void **)&run.c) | intake_case_group_teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_any_order),
                                        cmocka_unit_test(test_written_chats) };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
