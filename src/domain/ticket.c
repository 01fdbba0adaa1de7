/* ticket.c - the words of a ticket; the table of its life is in move.c. */
#include "domain/ticket.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

struct word_pair {
    const char *name, *label;
    const char *plain; /* statuses: the label as citizens say it */
};

static const struct word_pair kinds[KIND_END] = {
    [KIND_COMPLAINT] = { "complaint", "Pengaduan", NULL },
    [KIND_ASPIRATION] = { "aspiration", "Aspirasi", NULL },
    [KIND_INFORMATION] = { "information", "Permintaan informasi", NULL },
    [KIND_CONSULTATION] = { "consultation", "Konsultasi", NULL },
    [KIND_WHISTLEBLOWING] = { "whistleblowing", "Laporan pelanggaran", NULL },
};

static const struct word_pair outcomes[OUTCOME_END] = {
    [OUTCOME_SOLVED] = { "solved", "Tuntas", NULL },
    [OUTCOME_PARTLY_SOLVED] = { "partly_solved", "Tuntas sebagian", NULL },
    [OUTCOME_NOT_ACTIONABLE] = { "not_actionable", "Tidak dapat ditindaklanjuti", NULL },
    [OUTCOME_REFERRED] = { "referred", "Diteruskan ke instansi lain", NULL },
    [OUTCOME_MERGED] = { "merged", "Digabung", NULL },
    [OUTCOME_CANCELLED] = { "cancelled", "Dibatalkan", NULL },
    [OUTCOME_UNANSWERED] = { "unanswered", "Tanpa tanggapan pelapor", NULL },
    [OUTCOME_REJECTED] = { "rejected", "Ditolak", NULL },
};

static const char *const channels[CHANNEL_END] = {
    [CHANNEL_WHATSAPP] = "whatsapp",
    [CHANNEL_STAFF] = "staff",
};

static const char *const sources[SOURCE_END] = {
    [SOURCE_WHATSAPP] = "whatsapp", [SOURCE_PHONE] = "phone",
    [SOURCE_DESK] = "desk",         [SOURCE_SOCIAL_MEDIA] = "social_media",
    [SOURCE_LETTER] = "letter",     [SOURCE_SP4N] = "sp4n",
    [SOURCE_OTHER] = "other",
};

static const char *const priorities[PRIORITY_END] = {
    [PRIORITY_NORMAL] = "normal",
    [PRIORITY_HIGH] = "high",
    [PRIORITY_URGENT] = "urgent",
};

static const struct word_pair statuses[STATUS_END] = {
    [STATUS_RECEIVED] = { "received", "Diterima", "Diterima" },
    [STATUS_VERIFIED] = { "verified", "Diverifikasi", "Sudah diperiksa" },
    [STATUS_ASSIGNED] = { "assigned", "Didisposisikan", "Diserahkan kepada unit" },
    [STATUS_IN_PROGRESS] = { "in_progress", "Ditindaklanjuti", "Sedang dikerjakan" },
    [STATUS_AWAITING_REPORTER] = { "awaiting_reporter", "Menunggu pelapor",
                                   "Menunggu jawaban pelapor" },
    [STATUS_RESOLVED] = { "resolved", "Selesai", "Selesai dikerjakan" },
    [STATUS_CLOSED] = { "closed", "Ditutup", "Ditutup" },
};

/* A number that is no row of its table (a damaged file, say) has no word. */
static const char *word_or_empty(const char *word)
{
    return word ? word : "";
}

static struct word_pair kind_word(enum ticket_kind kind)
{
    return (size_t)kind < COUNT(kinds) ? kinds[kind] : kinds[0];
}

static struct word_pair status_word(enum ticket_status s)
{
    return (size_t)s < COUNT(statuses) ? statuses[s] : statuses[0];
}

static struct word_pair outcome_word(enum ticket_outcome o)
{
    return (size_t)o < COUNT(outcomes) ? outcomes[o] : outcomes[OUTCOME_NONE];
}

const char *ticket_kind_name(enum ticket_kind kind)
{
    return word_or_empty(kind_word(kind).name);
}

const char *ticket_kind_label(enum ticket_kind kind)
{
    return word_or_empty(kind_word(kind).label);
}

const char *ticket_status_name(enum ticket_status s)
{
    return word_or_empty(status_word(s).name);
}

const char *ticket_status_label(enum ticket_status s)
{
    return word_or_empty(status_word(s).label);
}

const char *ticket_status_plain(enum ticket_status s)
{
    return word_or_empty(status_word(s).plain);
}

const char *ticket_outcome_name(enum ticket_outcome o)
{
    return word_or_empty(outcome_word(o).name);
}

const char *ticket_outcome_label(enum ticket_outcome o)
{
    return word_or_empty(outcome_word(o).label);
}

const char *ticket_source_name(enum ticket_source s)
{
    return word_or_empty((size_t)s < COUNT(sources) ? sources[s] : NULL);
}

const char *ticket_channel_name(enum ticket_channel c)
{
    return word_or_empty((size_t)c < COUNT(channels) ? channels[c] : NULL);
}

const char *ticket_priority_name(enum ticket_priority p)
{
    return word_or_empty((size_t)p < COUNT(priorities) ? priorities[p] : NULL);
}

bool ticket_kind_parse(struct str name, enum ticket_kind *out)
{
    for (size_t i = KIND_COMPLAINT; i < KIND_END; i++) {
        if (!str_equal(name, str_of(kinds[i].name))) continue;
        *out = (enum ticket_kind)i;
        return true;
    }
    return false;
}

bool ticket_status_parse(struct str name, enum ticket_status *out)
{
    for (size_t i = STATUS_RECEIVED; i < STATUS_END; i++) {
        if (!str_equal(name, str_of(statuses[i].name))) continue;
        *out = (enum ticket_status)i;
        return true;
    }
    return false;
}

bool ticket_outcome_parse(struct str name, enum ticket_outcome *out)
{
    for (size_t i = OUTCOME_NONE + 1; i < OUTCOME_END; i++) {
        if (!str_equal(name, str_of(outcomes[i].name))) continue;
        *out = (enum ticket_outcome)i;
        return true;
    }
    return false;
}

bool ticket_source_parse(struct str name, enum ticket_source *out)
{
    for (size_t i = SOURCE_WHATSAPP; i < SOURCE_END; i++) {
        if (!str_equal(name, str_of(sources[i]))) continue;
        *out = (enum ticket_source)i;
        return true;
    }
    return false;
}

bool ticket_priority_parse(struct str name, enum ticket_priority *out)
{
    for (size_t i = PRIORITY_NORMAL; i < PRIORITY_END; i++) {
        if (!str_equal(name, str_of(priorities[i]))) continue;
        *out = (enum ticket_priority)i;
        return true;
    }
    return false;
}

bool ticket_kind_asks(enum ticket_kind k)
{
    return k == KIND_INFORMATION || k == KIND_CONSULTATION;
}

bool ticket_is_open(enum ticket_status s)
{
    return s != STATUS_CLOSED;
}

bool ticket_is_refused(enum ticket_status s, enum ticket_outcome o)
{
    return s == STATUS_CLOSED && (o == OUTCOME_REJECTED || o == OUTCOME_NOT_ACTIONABLE);
}

struct str ticket_in_charge(const struct ticket *t)
{
    return t->referred_to.len ? t->referred_to : t->department;
}

int64_t ticket_told_date(const struct ticket *t)
{
    return t->promise != PROMISE_KEPT && t->promise_at ? t->promise_at : t->due_at;
}

void ticket_answer(struct ticket *t, int64_t now)
{
    if (t->answered_at == 0) t->answered_at = now;
    if (t->promise == PROMISE_FIRST) t->promise = PROMISE_KEPT;
}
