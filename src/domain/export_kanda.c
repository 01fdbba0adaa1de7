/* export_kanda.c - the columns of an export in our own words: those of the API's ticket. */
#include "domain/contact.h"
#include "export_private.h"

#define CELL(name)                                                                                 \
    static void name(const struct export_style *style, const struct ticket *t, struct buf *cell)
#define UNUSED_STYLE (void)style

void export_time(struct buf *cell, int64_t ms)
{
    char text[RFC3339_SIZE];
    if (ms == 0) return;
    rfc3339_format(ms, text);
    buf_add_text(cell, text);
}

static void add_bool(struct buf *cell, bool yes)
{
    buf_add_text(cell, yes ? "true" : "false");
}

struct str export_place(const struct export_style *style, struct str code)
{
    const struct place *place = code.len ? desk_place(style->desk, code) : NULL;
    return place ? place->name : code;
}

static bool reporter_hidden(const struct export_style *style, const struct ticket *t)
{
    return t->confidential && style->role != ROLE_ADMIN && style->role != ROLE_OPERATOR;
}

void cell_number(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(style->prefix, t->id, number);
    buf_add_text(cell, number);
}

void cell_text(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    UNUSED_STYLE;
    mask_chat(t->text, cell);
}

void cell_category(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    const struct category *category = desk_category(style->desk, t->category);
    buf_add(cell, category ? category->name : t->category);
}

void add_department_name(const struct export_style *style, struct str code, struct buf *cell)
{
    const struct department *department = desk_department(style->desk, code);
    buf_add(cell, department ? department->name : code);
}

void cell_department(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    add_department_name(style, t->department, cell);
}

void cell_latitude(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    UNUSED_STYLE;
    if (t->has_location) buf_addf(cell, "%.6f", t->latitude);
}

void cell_longitude(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    UNUSED_STYLE;
    if (t->has_location) buf_addf(cell, "%.6f", t->longitude);
}

void cell_received(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    UNUSED_STYLE;
    export_time(cell, t->received_at);
}

void cell_answered(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    UNUSED_STYLE;
    export_time(cell, t->answered_at);
}

void cell_closed(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    UNUSED_STYLE;
    export_time(cell, t->closed_at);
}

CELL(district_name)
{
    buf_add(cell, export_place(style, t->district));
}

CELL(village_name)
{
    buf_add(cell, export_place(style, t->village));
}

void cell_reporter_ref(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    char ref[CONTACT_REF_SIZE];
    UNUSED_STYLE;
    contact_ref_format(t->contact_id, ref);
    buf_add_text(cell, ref);
}

void cell_reporter_name(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    if (!reporter_hidden(style, t)) mask_name(t->reporter_name, cell);
}

void cell_reporter_phone(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    if (!reporter_hidden(style, t)) mask_phone(t->reporter_phone, cell);
}

/* In the words of forms, which SP4N-LAPOR and a register of PPID share. */
void cell_way(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    static const char *const ways[SOURCE_END] = {
        [0] = "",
        [SOURCE_WHATSAPP] = "WhatsApp",
        [SOURCE_PHONE] = "Telepon",
        [SOURCE_DESK] = "Tatap muka",
        [SOURCE_SOCIAL_MEDIA] = "Media sosial",
        [SOURCE_LETTER] = "Surat",
        [SOURCE_SP4N] = "SP4N-LAPOR",
        [SOURCE_OTHER] = "Lainnya",
    };
    UNUSED_STYLE;
    buf_add_text(cell, (size_t)t->source < SOURCE_END ? ways[t->source] : "");
}

CELL(overdue)
{
    add_bool(cell,
             t->due_at && t->due_at < style->now && ticket_is_open(t->status) && !t->paused_since);
}

CELL(rating)
{
    UNUSED_STYLE;
    if (t->rating) buf_add_i64(cell, t->rating);
}

CELL(merged_into)
{
    char number[TICKET_NUMBER_SIZE];
    if (!t->merged_into) return;
    ticket_number_format(style->prefix, t->merged_into, number);
    buf_add_text(cell, number);
}

/* Cells that only name a member of the ticket. */
#define PLAIN(name, add)                                                                           \
    CELL(name)                                                                                     \
    {                                                                                              \
        UNUSED_STYLE;                                                                              \
        add;                                                                                       \
    }
PLAIN(kind, buf_add_text(cell, ticket_kind_name(t->kind)))
PLAIN(status, buf_add_text(cell, ticket_status_name(t->status)))
PLAIN(outcome, buf_add_text(cell, ticket_outcome_name(t->outcome)))
PLAIN(category, buf_add(cell, t->category))
PLAIN(department, buf_add(cell, t->department))
PLAIN(referred_to, buf_add(cell, t->referred_to))
PLAIN(district, buf_add(cell, t->district))
PLAIN(village, buf_add(cell, t->village))
PLAIN(priority, buf_add_text(cell, ticket_priority_name(t->priority)))
PLAIN(channel, buf_add_text(cell, ticket_channel_name(t->channel)))
PLAIN(source, buf_add_text(cell, ticket_source_name(t->source)))
PLAIN(confidential, add_bool(cell, t->confidential))
PLAIN(extended, add_bool(cell, t->extended))
PLAIN(created_at, export_time(cell, t->created_at))
PLAIN(updated_at, export_time(cell, t->updated_at))
PLAIN(due_at, export_time(cell, t->due_at))
PLAIN(promise_at, export_time(cell, t->promise_at))
PLAIN(paused_since, export_time(cell, t->paused_since))
PLAIN(reopened, buf_add_i64(cell, t->reopened))
PLAIN(paused_days, buf_add_i64(cell, t->paused_days))
PLAIN(supporters, buf_add_i64(cell, t->supporters))

static void referred_to_name(const struct export_style *style, const struct ticket *t,
                             struct buf *cell)
{
    if (t->referred_to.len) add_department_name(style, t->referred_to, cell);
}

const struct export_column *export_columns_kanda(size_t *count)
{
    static const struct export_column columns[] = {
        { "number", EXPORT_TEXT, cell_number },
        { "kind", EXPORT_TEXT, kind },
        { "status", EXPORT_TEXT, status },
        { "outcome", EXPORT_TEXT, outcome },
        { "category", EXPORT_TEXT, category },
        { "category_name", EXPORT_TEXT, cell_category },
        { "department", EXPORT_TEXT, department },
        { "department_name", EXPORT_TEXT, cell_department },
        { "district", EXPORT_TEXT, district },
        { "district_name", EXPORT_TEXT, district_name },
        { "village", EXPORT_TEXT, village },
        { "village_name", EXPORT_TEXT, village_name },
        { "latitude", EXPORT_NUMBER, cell_latitude },
        { "longitude", EXPORT_NUMBER, cell_longitude },
        { "priority", EXPORT_TEXT, priority },
        { "confidential", EXPORT_BOOL, confidential },
        { "reporter_ref", EXPORT_TEXT, cell_reporter_ref },
        { "reporter_name", EXPORT_TEXT, cell_reporter_name },
        { "reporter_phone", EXPORT_TEXT, cell_reporter_phone },
        { "channel", EXPORT_TEXT, channel },
        { "source", EXPORT_TEXT, source },
        { "text", EXPORT_TEXT, cell_text },
        { "received_at", EXPORT_TEXT, cell_received },
        { "created_at", EXPORT_TEXT, created_at },
        { "updated_at", EXPORT_TEXT, updated_at },
        { "due_at", EXPORT_TEXT, due_at },
        { "promise_at", EXPORT_TEXT, promise_at },
        { "paused_since", EXPORT_TEXT, paused_since },
        { "overdue", EXPORT_BOOL, overdue },
        { "answered_at", EXPORT_TEXT, cell_answered },
        { "closed_at", EXPORT_TEXT, cell_closed },
        { "reopened", EXPORT_NUMBER, reopened },
        { "paused_days", EXPORT_NUMBER, paused_days },
        { "extended", EXPORT_BOOL, extended },
        { "rating", EXPORT_NUMBER, rating },
        { "supporters", EXPORT_NUMBER, supporters },
        { "merged_into", EXPORT_TEXT, merged_into },
        { "referred_to", EXPORT_TEXT, referred_to },
        { "referred_to_name", EXPORT_TEXT, referred_to_name },
    };
    *count = sizeof columns / sizeof columns[0];
    return columns;
}
