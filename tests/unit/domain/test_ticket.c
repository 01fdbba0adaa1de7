/* test_ticket.c - the words of a ticket and the table of its life. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "domain/move.h"

#define RECEIVED    STATUS_RECEIVED
#define VERIFIED    STATUS_VERIFIED
#define ASSIGNED    STATUS_ASSIGNED
#define IN_PROGRESS STATUS_IN_PROGRESS
#define AWAITING    STATUS_AWAITING_REPORTER
#define RESOLVED    STATUS_RESOLVED
#define CLOSED      STATUS_CLOSED

static bool may_move(enum ticket_status from, enum ticket_status to)
{
    bool may = false;
    for (int outcome = OUTCOME_NONE; outcome < OUTCOME_END; outcome++)
        may = may || move_find(from, to, (enum ticket_outcome)outcome) != NULL;
    return may;
}

/* Every pair of states stands here, so that a new move in the table is a new line in a review. */
static void test_life(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_status from;
        bool received, verified, assigned, in_progress, awaiting, resolved, closed;
    } rows[] = {
        { "a new one is looked at, given to a unit or refused", RECEIVED, 0, 1, 1, 0, 0, 0, 1 },
        { "a verified one is given to a unit or refused", VERIFIED, 0, 0, 1, 0, 0, 0, 1 },
        { "a unit begins, asks, gives it back or to another", ASSIGNED, 0, 1, 1, 1, 1, 0, 1 },
        { "work ends, is handed over, or waits", IN_PROGRESS, 0, 0, 1, 0, 1, 1, 1 },
        { "nobody resolves while the reporter is waited for", AWAITING, 0, 0, 1, 1, 0, 0, 1 },
        { "the reporter says sudah or belum", RESOLVED, 0, 0, 0, 1, 0, 0, 1 },
        { "closed can only be taken up again", CLOSED, 0, 1, 0, 1, 0, 0, 0 },
        { "a number that is no status leads nowhere", (enum ticket_status)0, 0, 0, 0, 0, 0, 0, 0 },
        { "nor does one beyond the table", STATUS_END, 0, 0, 0, 0, 0, 0, 0 },
        { "nor one far beyond", (enum ticket_status)4000, 0, 0, 0, 0, 0, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const bool want[] = { 0,
                              rows[i].received,
                              rows[i].verified,
                              rows[i].assigned,
                              rows[i].in_progress,
                              rows[i].awaiting,
                              rows[i].resolved,
                              rows[i].closed,
                              0 };
        for (size_t to = 0; to < sizeof want / sizeof *want; to++)
            if (may_move(rows[i].from, (enum ticket_status)to) != want[to])
                fail_msg("row %zu: %s: to %zu", i, rows[i].rule, to);
        assert_false(may_move(rows[i].from, (enum ticket_status)4000));
    }
}

static void test_open(void **state)
{
    (void)state;
    for (int s = STATUS_RECEIVED; s < STATUS_END; s++)
        assert_int_equal(ticket_is_open((enum ticket_status)s), s != STATUS_CLOSED);
}

/* The stored number, the name of the API and the label belong together for ever. */
static void test_words(void **state)
{
    (void)state;
    static const struct {
        int number;
        const char *name, *label, *plain;
    } statuses[] = {
        { 1, "received", "Diterima", "Diterima" },
        { 2, "verified", "Diverifikasi", "Sudah diperiksa" },
        { 3, "assigned", "Didisposisikan", "Diserahkan kepada unit" },
        { 4, "in_progress", "Ditindaklanjuti", "Sedang dikerjakan" },
        { 5, "awaiting_reporter", "Menunggu pelapor", "Menunggu jawaban pelapor" },
        { 6, "resolved", "Selesai", "Selesai dikerjakan" },
        { 7, "closed", "Ditutup", "Ditutup" },
        { 0, "", "", "" },
        { STATUS_END, "", "", "" },
    };
    static const struct {
        int number;
        const char *name, *label;
    } kinds[] = {
        { 1, "complaint", "Pengaduan" },
        { 2, "aspiration", "Aspirasi" },
        { 3, "information", "Permintaan informasi" },
        { 4, "consultation", "Konsultasi" },
        { 5, "whistleblowing", "Laporan pelanggaran" },
        { 0, "", "" },
        { KIND_END, "", "" },
    }, outcomes[] = {
        { 0, "", "" },
        { 1, "solved", "Tuntas" },
        { 2, "partly_solved", "Tuntas sebagian" },
        { 3, "not_actionable", "Tidak dapat ditindaklanjuti" },
        { 4, "referred", "Diteruskan ke instansi lain" },
        { 5, "merged", "Digabung" },
        { 6, "cancelled", "Dibatalkan" },
        { 7, "unanswered", "Tanpa tanggapan pelapor" },
        { 8, "rejected", "Ditolak" },
        { OUTCOME_END, "", "" },
    };
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        enum ticket_status s = (enum ticket_status)statuses[i].number;
        assert_string_equal(ticket_status_name(s), statuses[i].name);
        assert_string_equal(ticket_status_plain(s), statuses[i].plain);
        assert_string_equal(ticket_status_label(s), statuses[i].label);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        enum ticket_kind k = (enum ticket_kind)kinds[i].number;
        assert_string_equal(ticket_kind_name(k), kinds[i].name);
        assert_string_equal(ticket_kind_label(k), kinds[i].label);
    }
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        enum ticket_outcome o = (enum ticket_outcome)outcomes[i].number;
        assert_string_equal(ticket_outcome_name(o), outcomes[i].name);
        assert_string_equal(ticket_outcome_label(o), outcomes[i].label);
    }
}

static void test_small_words(void **state)
{
    (void)state;
    assert_string_equal(ticket_channel_name(CHANNEL_WHATSAPP), "whatsapp");
    assert_string_equal(ticket_channel_name(CHANNEL_STAFF), "staff");
    assert_string_equal(ticket_channel_name(CHANNEL_END), "");
    assert_string_equal(ticket_channel_name((enum ticket_channel)0), "");
    for (int i = SOURCE_WHATSAPP; i < SOURCE_END; i++) {
        enum ticket_source back = SOURCE_END;
        const char *name = ticket_source_name((enum ticket_source)i);
        assert_true(ticket_source_parse(str_of(name), &back) && (int)back == i);
        assert_non_null(strstr(TICKET_SOURCES, name));
    }
    assert_string_equal(ticket_source_name(SOURCE_END), "");
    assert_false(ticket_source_parse(STR("telepon"), &(enum ticket_source){ SOURCE_OTHER }));
    assert_string_equal(ticket_priority_name(PRIORITY_NORMAL), "normal");
    assert_string_equal(ticket_priority_name(PRIORITY_HIGH), "high");
    assert_string_equal(ticket_priority_name(PRIORITY_URGENT), "urgent");
    assert_string_equal(ticket_priority_name(PRIORITY_END), "");
}

static void test_parse(void **state)
{
    (void)state;
    for (int i = STATUS_RECEIVED; i < STATUS_END; i++) {
        enum ticket_status s = STATUS_END;
        assert_true(ticket_status_parse(str_of(ticket_status_name((enum ticket_status)i)), &s));
        assert_int_equal(s, i);
    }
    for (int i = KIND_COMPLAINT; i < KIND_END; i++) {
        enum ticket_kind k = KIND_END;
        assert_true(ticket_kind_parse(str_of(ticket_kind_name((enum ticket_kind)i)), &k));
        assert_int_equal(k, i);
    }
}

static void test_parse_refuses(void **state)
{
    static const char *const wrong[] = { "",  "Received", "receive",   "receivedd", "closed ",
                                         "5", "Diterima", "COMPLAINT", "wbs" };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        enum ticket_status s = STATUS_RESOLVED;
        enum ticket_kind k = KIND_ASPIRATION;
        if (ticket_status_parse(str_of(wrong[i]), &s) || ticket_kind_parse(str_of(wrong[i]), &k))
            fail_msg("accepted: %s", wrong[i]);
        assert_int_equal(s, STATUS_RESOLVED);
        assert_int_equal(k, KIND_ASPIRATION);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_life),  cmocka_unit_test(test_open),
        cmocka_unit_test(test_words), cmocka_unit_test(test_small_words),
        cmocka_unit_test(test_parse), cmocka_unit_test(test_parse_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
