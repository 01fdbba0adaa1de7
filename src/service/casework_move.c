/* casework_move.c - from one status to the next: the table of domain/move, its needs, its words. */
#include "casework_private.h"
#include "merge.h"
#include "store/attachment_store.h"
#include "store/ticket_store.h"

#define DATA_MAX 2048

/* What the request must hold whatever the ticket is. False after a refusal. */
static bool request_fits(struct casework *c, const struct casework_move *m)
{
    const char *why = NULL;
    if (m->to == STATUS_CLOSED && m->outcome == OUTCOME_NONE)
        why = "outcome is needed to close a ticket.";
    else if (m->to != STATUS_CLOSED && m->outcome != OUTCOME_NONE)
        why = "outcome belongs to closed only.";
    else if (m->department.len && m->outcome != OUTCOME_REFERRED)
        why = "department belongs to the outcome referred only; see assignments.";
    else if (m->contact.len && m->outcome != OUTCOME_REFERRED)
        why = "contact belongs to the outcome referred only.";
    else if (m->contact.len &&
             (str_contains(m->contact, STR("\n")) || str_contains(m->contact, STR("\r"))))
        why = "contact must be one line.";
    else if (m->into && m->outcome != OUTCOME_MERGED)
        why = "into belongs to the outcome merged only.";
    if (why) return !casework_refuse(c, REFUSAL_INVALID, "invalid_value", why);
    return casework_words_fit(c, "reason", m->reason, false, CASEWORK_MOVE_WORDS_MAX) &&
           casework_words_fit(c, "message", m->message, m->to == STATUS_AWAITING_REPORTER,
                              CASEWORK_MOVE_WORDS_MAX) &&
           casework_words_fit(c, "contact", m->contact, false, DEPARTMENT_CONTACT_MAX);
}

/* What is closed leads back for a while; from elsewhere to `to` is as the table has it. */
static bool leads_back(const struct casework *c, enum ticket_status to)
{
    const struct ticket *t = c->ticket;
    const struct desk *desk = c->options->desk;
    if (t->status != STATUS_CLOSED) return true;
    if (to == STATUS_IN_PROGRESS)
        return move_may_reopen(desk, t->status, t->outcome, t->closed_at, c->now);
    return to != STATUS_VERIFIED || move_may_take_up(desk, t, c->now);
}

/* The moves that this person may make on the ticket now; assignments have a resource of their own.
 */
static void possible_add(const struct casework *c, struct buf *out)
{
    size_t count, begun = 0;
    unsigned mover = mover_of(c->who, c->ticket);
    const struct move_rule *rules = move_rules(&count);
    for (size_t i = 0; i < count; i++) {
        const struct move_rule *r = &rules[i];
        bool mine = r->from & 1u << c->ticket->status && r->movers & mover;
        if (!mine || r->to == STATUS_ASSIGNED || !leads_back(c, r->to)) continue;
        buf_addf(out, "%s%s%s%s", begun++ ? ", " : " Possible now: ", ticket_status_name(r->to),
                 r->outcome ? " " : "", r->outcome ? ticket_outcome_name(r->outcome) : "");
    }
    if (begun) buf_add_char(out, '.');
}

static bool illegal(struct casework *c, const struct casework_move *m, const struct move_rule *rule)
{
    char memory[600];
    struct buf text;
    struct str detail = STR_EMPTY;
    buf_fixed(&text, memory, sizeof memory);
    buf_addf(&text, "A ticket that is %s cannot become %s%s%s this way.%s%s%s",
             ticket_status_name(c->ticket->status), ticket_status_name(m->to),
             m->outcome ? " as " : "", m->outcome ? ticket_outcome_name(m->outcome) : "",
             rule && rule->movers & MOVER_REPORTER ? " That is the reporter's word." : "",
             rule && rule->movers & MOVER_TIME ? " That is the reporter's silence." : "",
             m->to == STATUS_ASSIGNED ? " See assignments." : "");
    possible_add(c, &text);
    bool copied = arena_copy(c->arena, buf_view(&text), &detail);
    return casework_refuse(c, REFUSAL_CONFLICT, "illegal_move", copied ? detail.at : "");
}

/* NULL after a refusal. */
static const struct move_rule *rule_of(struct casework *c, const struct casework_move *m)
{
    unsigned mover = mover_of(c->who, c->ticket);
    const struct move_rule *rule = move_find_for(c->ticket->status, m->to, m->outcome, mover);
    /* What only the reporter or time may do is no question of roles. */
    if (!rule || rule->needs & NEEDS_UNIT || !leads_back(c, m->to) ||
        !(rule->movers & (MOVER_DESK | MOVER_OFFICER | mover))) {
        (void)illegal(c, m, rule);
        return NULL;
    }
    if (rule->movers & mover) return rule;
    (void)casework_refuse(c, REFUSAL_FORBIDDEN, "forbidden",
                          "This move is for the desk: ask an operator.");
    return NULL;
}

static const char *need_missing(const struct casework *c, const struct move_rule *rule,
                                const struct casework_move *m)
{
    if (rule->needs & NEEDS_REASON && m->reason.len == 0) return "reason is needed for this move.";
    if (rule->needs & NEEDS_DEPARTMENT && m->department.len == 0)
        return "department is needed: the external body to which this is referred.";
    if (rule->needs & NEEDS_INTO && m->into == 0)
        return "into is needed: the number of the ticket that goes on.";
    if (rule->needs & NEEDS_PROOF && c->proof_required && m->proof_count == 0)
        return "proof is needed: upload a photo of the work first.";
    return NULL;
}

/* The external body; false after a refusal. */
static bool department_fits(struct casework *c, const struct casework_move *m)
{
    const struct department *d =
        m->department.len ? desk_department(c->options->desk, m->department) : NULL;
    if (m->department.len == 0 || (d && d->external)) return true;
    return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                            "department: no external body has this code.");
}

/* What staff added, or what came since the work began: a photo of the trouble proves nothing of it.
 */
static bool may_prove(const struct attachment *file, const struct ticket *t)
{
    return file->state == ATTACHMENT_STORED && (file->by_staff || file->created_at >= t->stage_at);
}

static bool proofs_fit(struct casework *c, const struct casework_move *m, bool *fit, struct err *e)
{
    struct attachment_list files;
    *fit = true;
    if (m->proof_count == 0) return true;
    if (!attachment_of_tickets(c->db, &c->ticket->id, 1, c->arena, &files, e)) return false;
    for (size_t i = 0; i < m->proof_count && *fit; i++) {
        bool found = false;
        for (size_t k = 0; k < files.count; k++)
            found = found || (files.at[k].id == m->proof[i] && may_prove(&files.at[k], c->ticket));
        *fit = found;
    }
    if (!*fit)
        (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                              "proof: a file of this ticket that staff added, or that came since "
                              "the work began.");
    return true;
}

/* Reads the other ticket; *fits is false after a refusal. */
static bool target_read(struct casework *c, const struct casework_move *m, struct ticket *into,
                        bool *fits, struct err *e)
{
    struct err why = { 0 };
    *fits = true;
    if (m->outcome != OUTCOME_MERGED) return true;
    bool found = ticket_get(c->db, m->into, c->arena, into, &why);
    if (!found && why.code != ERR_NOT_FOUND) {
        *e = why;
        return false;
    }
    /* Merging must not carry people, or words, into or out of confidence. */
    *fits = found && into->id != c->ticket->id && ticket_is_open(into->status) &&
            staff_sees_ticket(c->who, into->kind, into->department) &&
            (into->kind == KIND_WHISTLEBLOWING) == (c->ticket->kind == KIND_WHISTLEBLOWING);
    if (!*fits)
        (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                              "into: there is no open ticket with this number to merge into.");
    return true;
}

static bool data_make(struct casework *c, const struct casework_move *m, enum ticket_status from,
                      const struct ticket *into, struct str *out, struct err *e)
{
    struct buf text;
    struct json_writer w;
    char number[TICKET_NUMBER_SIZE];
    buf_init(&text, DATA_MAX);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    json_member_text(&w, "from", str_of(ticket_status_name(from)));
    if (m->outcome) json_member_text(&w, "outcome", str_of(ticket_outcome_name(m->outcome)));
    if (from == STATUS_CLOSED) json_member_text(&w, "to", str_of(ticket_status_name(m->to)));
    if (m->to == STATUS_ASSIGNED || m->outcome == OUTCOME_REFERRED || from == STATUS_CLOSED)
        json_member_text(&w, "department", ticket_in_charge(c->ticket));
    if (m->contact.len) json_member_text(&w, "contact", m->contact);
    if (m->outcome == OUTCOME_MERGED) {
        ticket_number_format(c->options->ticket_prefix, into->id, number);
        json_member_text(&w, "into", str_of(number));
    }
    if (m->proof_count) {
        json_key_name(&w, "proof");
        json_begin_array(&w);
        for (size_t i = 0; i < m->proof_count; i++)
            json_write_i64(&w, m->proof[i]);
        json_end_array(&w);
    }
    json_end_object(&w);
    bool ok = casework_copy(c, &text, out, e);
    buf_finish(&text);
    return ok;
}

/* The words that go along: what is meant for the citizen, else the reason. */
static struct str words_told(const struct casework_move *m)
{
    return m->message.len ? m->message : m->reason;
}

/* What the timeline keeps of them: a number that staff gave was told as well. */
static bool words_kept(struct casework *c, const struct casework_move *m, struct str *out,
                       struct err *e)
{
    *out = m->message;
    if (m->contact.len == 0) return true;
    const char *text = arena_printf(c->arena, "%.*s%s%.*s", STR_ARG(m->message),
                                    m->message.len ? "\n" : "", STR_ARG(m->contact));
    if (!text) return err_set(e, ERR_MEMORY, "casework: no memory");
    *out = str_of(text);
    return true;
}

static bool follow(struct casework *c, struct ticket *into, struct err *e)
{
    struct merge m = { c->db, c->options, c->arena, c->ticket, into, STR_EMPTY, c->now };
    return casework_actor(c, &m.actor, e) && merge_follow(&m, e);
}

/* A question has no trouble that could be gone: whether the answer is enough is asked. */
static enum reply_key told_key(const struct ticket *t, const struct move_rule *rule)
{
    bool answer = rule->reply == REPLY_WORK_RESOLVED && ticket_kind_asks(t->kind);
    return answer ? REPLY_WORK_ANSWERED : rule->reply;
}

static bool carry_out(struct casework *c, const struct casework_move *m,
                      const struct move_rule *rule, struct ticket *into, struct err *e)
{
    struct str data, words;
    enum ticket_status from = c->ticket->status;
    bool reopens = from >= STATUS_RESOLVED && m->to < STATUS_RESOLVED;
    if (m->outcome == OUTCOME_REFERRED)
        move_refer(c->options->desk, c->ticket, m->department, c->now);
    else
        move_apply(c->options->desk, c->ticket, m->to, m->outcome, c->now);
    if (m->to == STATUS_IN_PROGRESS || m->to >= STATUS_AWAITING_REPORTER) casework_answered(c);
    if (m->outcome == OUTCOME_MERGED) c->ticket->merged_into = into->id;
    const struct news news = { .key = told_key(c->ticket, rule),
                               .lines = words_told(m),
                               .other_id = c->ticket->merged_into,
                               .contact = m->contact };
    return data_make(c, m, from, into, &data, e) && words_kept(c, m, &words, e) &&
           casework_save(c, reopens ? EVENT_REOPENED : ticket_status_name(m->to), data, m->reason,
                         words, e) &&
           (m->outcome != OUTCOME_MERGED || follow(c, into, e)) &&
           (!rule->tells || casework_tell(c, &news, e));
}

bool casework_move(struct casework *c, const struct casework_move *move, struct err *e)
{
    struct ticket into = { 0 };
    bool proofs, target;
    if (!request_fits(c, move) || !department_fits(c, move) || !casework_is_current(c)) return true;
    const struct move_rule *rule = rule_of(c, move);
    if (!rule) return true;
    const char *missing = need_missing(c, rule, move);
    if (missing) return casework_refuse(c, REFUSAL_INVALID, "invalid_value", missing);
    if (!proofs_fit(c, move, &proofs, e) || !target_read(c, move, &into, &target, e)) return false;
    return !proofs || !target || carry_out(c, move, rule, &into, e);
}

/* --- and back --- */

bool casework_unmerge(struct casework *c, struct str reason, struct err *e)
{
    struct ticket into;
    struct ticket *t = c->ticket;
    if (!casework_words_fit(c, "reason", reason, true, CASEWORK_MOVE_WORDS_MAX) ||
        !casework_is_current(c))
        return true;
    if (t->outcome != OUTCOME_MERGED || t->merged_into == 0)
        return casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                               "This ticket was not merged into another.");
    struct merge m = { c->db, c->options, c->arena, t, &into, STR_EMPTY, c->now };
    if (!ticket_get(c->db, t->merged_into, c->arena, &into, e) || !casework_actor(c, &m.actor, e))
        return false;
    move_take_out(c->options->desk, t, c->now);
    return casework_save(c, EVENT_UNMERGED, STR_EMPTY, reason, STR_EMPTY, e) &&
           merge_unfollow(&m, e) &&
           casework_tell(c, &(struct news){ .key = REPLY_WORK_UNMERGED, .other_id = into.id }, e);
}
