/* notify.c - one message for each person of a ticket, into the outbox. */
#include "notify.h"
#include "base/unicode.h"
#include "intake_words.h"
#include "store/contact_store.h"
#include "store/conversation_store.h"
#include "store/subscriber_store.h"

#define BUTTONS_BODY_MAX 1024

static const struct inbound no_message = { .type = MESSAGE_SYSTEM };
static const struct understood nothing = { .intent = INTENT_NONE };
static const struct pin no_pin = { 0 };

/* What the reporter is asked along with the news. */
static enum question question_of(enum reply_key key)
{
    switch ((int)key) {
    case REPLY_WORK_RESOLVED:
    case REPLY_WORK_ANSWERED: return QUESTION_SOLVED;
    case REPLY_WORK_ASKED:
    case REPLY_WORK_REPLY: return QUESTION_REPORTER;
    case REPLY_AFTER_SOLVED:
    case REPLY_AFTER_PARTLY: return QUESTION_RATING;
    case REPLY_WORK_REJECTED:
    case REPLY_WORK_NOT_ACTIONABLE: return QUESTION_OBJECTION;
    default: return QUESTION_NONE;
    }
}

/* Whether it is done, what is asked and objected to, and why there was silence, is between the desk
 * and the reporter. */
static enum reply_key follower_key(enum reply_key key)
{
    switch ((int)key) {
    case REPLY_WORK_RESOLVED:
    case REPLY_WORK_ANSWERED: return REPLY_WORK_FOLLOWED;
    case REPLY_WORK_ASKED: return REPLY_FOLLOWED_ASKED;
    case REPLY_WORK_REJECTED:
    case REPLY_WORK_NOT_ACTIONABLE: return REPLY_FOLLOWED_REFUSED;
    case REPLY_WORK_REOPENED: return REPLY_FOLLOWED_REOPENED;
    case REPLY_AFTER_SILENCE: return REPLY_STATUS_CLOSED;
    default: return key;
    }
}

/* --- outside the 24-hour window --- */

enum param { NUMBER, UNIT, DATE, WORDS, CONTACT, OTHER, MATTER, PARAM_END };

/* The template that says the same, and what it is filled with; what is not here waits until the
 * citizen writes. */
static const struct {
    enum reply_key key;
    enum template_key template_key;
    enum param params[4];
    size_t count;
} templates[] = {
    { REPLY_RECEIVED, TEMPLATE_RECEIVED, { NUMBER, MATTER, UNIT, DATE }, 4 },
    { REPLY_QUESTION, TEMPLATE_RECEIVED, { NUMBER, MATTER, UNIT, DATE }, 4 },
    { REPLY_RECEIVED_REFER, TEMPLATE_RECEIVED, { NUMBER, MATTER, UNIT, DATE }, 4 },
    { REPLY_URGENT, TEMPLATE_RECEIVED, { NUMBER, MATTER, UNIT, DATE }, 4 },
    { REPLY_URGENT_REFER, TEMPLATE_RECEIVED, { NUMBER, MATTER, UNIT, DATE }, 4 },
    { REPLY_WORK_ASSIGNED, TEMPLATE_ASSIGNED, { NUMBER, UNIT, DATE }, 3 },
    { REPLY_WORK_STARTED, TEMPLATE_PROGRESS, { NUMBER, UNIT, WORDS }, 3 },
    { REPLY_WORK_REOPENED, TEMPLATE_PROGRESS, { NUMBER, UNIT, WORDS }, 3 },
    { REPLY_WORK_ASKED, TEMPLATE_ASKED, { NUMBER, WORDS }, 2 },
    { REPLY_WORK_RESOLVED, TEMPLATE_RESOLVED, { NUMBER, WORDS }, 2 },
    { REPLY_WORK_ANSWERED, TEMPLATE_RESOLVED, { NUMBER, WORDS }, 2 },
    { REPLY_WORK_FOLLOWED, TEMPLATE_REPLY, { NUMBER, WORDS }, 2 },
    { REPLY_FOLLOWED_ASKED, TEMPLATE_REPLY, { NUMBER, WORDS }, 2 },
    { REPLY_FOLLOWED_REFUSED, TEMPLATE_REPLY, { NUMBER, WORDS }, 2 },
    { REPLY_FOLLOWED_REOPENED, TEMPLATE_PROGRESS, { NUMBER, UNIT, WORDS }, 3 },
    { REPLY_WORK_REFERRED, TEMPLATE_REFERRED, { NUMBER, UNIT, CONTACT }, 3 },
    { REPLY_WORK_MERGED, TEMPLATE_MERGED, { NUMBER, OTHER }, 2 },
    { REPLY_WORK_UNMERGED, TEMPLATE_ASSIGNED, { NUMBER, UNIT, DATE }, 3 },
    { REPLY_WORK_REJECTED, TEMPLATE_CLOSED, { NUMBER, WORDS }, 2 },
    { REPLY_WORK_NOT_ACTIONABLE, TEMPLATE_CLOSED, { NUMBER, WORDS }, 2 },
    { REPLY_CANCELLED, TEMPLATE_CLOSED, { NUMBER, WORDS }, 2 },
    { REPLY_AFTER_SILENCE, TEMPLATE_CLOSED, { NUMBER, WORDS }, 2 },
    { REPLY_STATUS_CLOSED, TEMPLATE_CLOSED, { NUMBER, WORDS }, 2 },
    { REPLY_WORK_PROMISED, TEMPLATE_DEADLINE, { NUMBER, WORDS, DATE }, 3 },
    { REPLY_WORK_LATE, TEMPLATE_DEADLINE, { NUMBER, WORDS, DATE }, 3 },
    { REPLY_WORK_OVERDUE, TEMPLATE_DEADLINE, { NUMBER, WORDS, DATE }, 3 },
    { REPLY_WORK_SOONER, TEMPLATE_REPLY, { NUMBER, WORDS }, 2 },
    { REPLY_WORK_TAKEN_UP, TEMPLATE_ASSIGNED, { NUMBER, UNIT, DATE }, 3 },
    { REPLY_WORK_WAITED, TEMPLATE_ASSIGNED, { NUMBER, UNIT, DATE }, 3 },
    { REPLY_WORK_MOVED, TEMPLATE_ASSIGNED, { NUMBER, UNIT, DATE }, 3 },
    { REPLY_WORK_REPLY, TEMPLATE_REPLY, { NUMBER, WORDS }, 2 },
};

/* The template of a missed date would be untrue of a sooner one, and that of replies names no day;
 * those of what is done, asked and closed ask, and who follows is not asked. NULL: the template
 * says it all. */
static const char *words_said(const struct notify *n, enum reply_key key, struct str date)
{
    if (key == REPLY_WORK_SOONER)
        return arena_printf(n->arena, "paling lambat %.*s, %.*s", STR_ARG(date), STR_ARG(n->lines));
    if (key == REPLY_WORK_FOLLOWED)
        return arena_printf(n->arena, "sudah ditangani%s%.*s", n->lines.len ? ", " : "",
                            STR_ARG(n->lines));
    if (key == REPLY_FOLLOWED_ASKED) return "pelapornya sedang dimintai keterangan";
    if (key == REPLY_FOLLOWED_REFUSED)
        return arena_printf(n->arena, "ditutup karena tidak dapat ditindaklanjuti%s%.*s",
                            n->lines.len ? ", " : "", STR_ARG(n->lines));
    return NULL;
}

/* Where staff wrote nothing the template still needs words, and true ones. */
static struct str words_of(const struct notify *n, enum reply_key key, struct str date)
{
    const char *said = words_said(n, key, date);
    if (said) return str_of(said);
    if (n->lines.len) return n->lines;
    switch ((int)key) {
    case REPLY_WORK_REOPENED:
    case REPLY_FOLLOWED_REOPENED: return STR("laporan dibuka lagi");
    case REPLY_AFTER_SILENCE: return STR("belum ada jawaban dari Bapak/Ibu");
    case REPLY_STATUS_CLOSED: return str_of(ticket_outcome_label(n->ticket->outcome));
    case REPLY_WORK_OVERDUE:
    case REPLY_WORK_LATE: return STR("unit yang menangani belum memberi keterangan");
    case REPLY_WORK_RESOLVED: return STR("sesuai laporan Bapak/Ibu");
    case REPLY_WORK_ANSWERED: return STR("pertanyaan Bapak/Ibu sudah dijawab");
    case REPLY_WORK_STARTED: return STR("sudah mulai dikerjakan");
    default: return STR("tanpa keterangan");
    }
}

/* The template's own sentence ends behind it, with a full stop. */
static struct str without_stop(struct str sentence)
{
    sentence = str_trim(sentence);
    while (sentence.len > 0 && sentence.at[sentence.len - 1] == '.')
        sentence = str_trim(str_slice(sentence, 0, sentence.len - 1));
    return sentence;
}

/* Words of staff: a question stays one, in quotation marks. */
static struct str as_part(const struct notify *n, struct str words)
{
    struct str part = without_stop(words);
    char end = part.len ? part.at[part.len - 1] : '\0';
    const char *quoted =
        end == '?' || end == '!' ? arena_printf(n->arena, "\"%.*s\"", STR_ARG(part)) : NULL;
    return quoted ? str_of(quoted) : part;
}

/* NULL: there is none. */
static const struct outbox_fallback *fallback_of(const struct notify *n, enum reply_key key,
                                                 const struct reply_vars *v, enum language language,
                                                 struct outbox_fallback *out)
{
    const struct str values[PARAM_END] = {
        [NUMBER] = v->number,
        [UNIT] = v->unit,
        [DATE] = v->date,
        [WORDS] = as_part(n, words_of(n, key, v->date)),
        [CONTACT] = without_stop(v->contact),
        [OTHER] = n->other,
        [MATTER] = v->matter,
    };
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        if (templates[i].key != key) continue;
        *out = (struct outbox_fallback){ .key = templates[i].template_key,
                                         .language = str_of(language_code(language)),
                                         .param_count = templates[i].count };
        for (size_t k = 0; k < templates[i].count; k++)
            out->params[k] = values[templates[i].params[k]];
        return out;
    }
    return NULL;
}

static bool ask(struct intake_step *s, const struct notify *n, struct conversation *chat,
                struct outbound *content, struct err *e)
{
    enum question question = question_of(n->key);
    if (question == QUESTION_NONE) return true;
    conversation_ask(chat, question, n->ticket->id, n->now);
    if (utf8_count(content->body) <= BUTTONS_BODY_MAX &&
        !intake_ask_after(s, question, n->ticket->id, chat->token, content, e))
        return false;
    return conversation_save(n->db, chat, e);
}

/* What the first answer says besides: the link, and in danger whom to call. */
static bool first_words(struct intake_step *s, const struct notify *n, struct reply_vars *v,
                        struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct str words;
    bool urgent = n->key == REPLY_URGENT || n->key == REPLY_URGENT_REFER;
    if (!urgent && n->key != REPLY_RECEIVED && n->key != REPLY_RECEIVED_REFER &&
        n->key != REPLY_QUESTION)
        return true;
    return intake_link(s, n->ticket, &v->link, e) &&
           (!urgent || (intake_text(s, REPLY_EMERGENCY, &none, &words, e) &&
                        arena_text(s->arena, &v->emergency, e, "%.*s\n\n", STR_ARG(words))));
}

static bool tell(const struct notify *n, int64_t contact_id, bool is_reporter, size_t *replies,
                 struct err *e)
{
    struct intake_result result = { 0 };
    struct ticket_words w;
    struct outbox_fallback fallback;
    struct outbound content = { .type = OUTBOUND_TEXT };
    struct intake_step s = { .db = n->db,
                             .options = n->options,
                             .arena = n->arena,
                             .message = &no_message,
                             .understood = &nothing,
                             .pin = &no_pin,
                             .now = n->now,
                             .contact_id = contact_id,
                             .result = &result };
    struct conversation chat;
    if (!conversation_get(n->db, contact_id, n->arena, &chat, e)) return false;
    s.language = contact_id == n->writer_id ? n->language : chat.language;
    s.quiet_until = chat.quiet_until > n->now ? chat.quiet_until : 0;
    intake_ticket_words(&s, n->ticket, &w);
    w.vars.lines = n->lines;
    w.vars.other = n->other;
    if (n->contact.len) w.vars.contact = n->contact;
    if (!first_words(&s, n, &w.vars, e)) return false;
    enum reply_key key = is_reporter ? n->key : follower_key(n->key);
    intake_words_worker(&s, n->ticket, key, &w);
    if (!intake_ticket_place(&s, n->ticket, &w.vars.place, e) ||
        !intake_text(&s, key, &w.vars, &content.body, e))
        return false;
    content.body = str_trim(content.body);
    const struct outbox_fallback *template = fallback_of(n, key, &w.vars, s.language, &fallback);
    /* Outside the window no template of ours takes a file: with one the row waits, whole. */
    const struct outbound *file = is_reporter ? n->file : NULL;
    if (file) {
        struct str words = content.body;
        content = *file;
        content.body = words;
    }
    if ((is_reporter && !ask(&s, n, &chat, &content, e)) ||
        !intake_put_or_template(&s, &content, file ? NULL : template, n->ticket->id, n->event_id,
                                e))
        return false;
    *replies += result.replies;
    return true;
}

static bool tell_if_reachable(const struct notify *n, int64_t contact_id, bool is_reporter,
                              size_t *replies, struct err *e)
{
    struct contact contact;
    if (!contact_get(n->db, contact_id, n->arena, &contact, e)) return false;
    if (contact.wa_id.len == 0 && contact.bsuid.len == 0) return true;
    return tell(n, contact_id, is_reporter, replies, e);
}

bool notify_ticket(const struct notify *n, size_t *replies, struct err *e)
{
    int64_t page[SUBSCRIBER_PAGE], after = 0;
    size_t count;
    if (!n->only_followers && !tell_if_reachable(n, n->ticket->contact_id, true, replies, e))
        return false;
    if (n->only_reporter || n->ticket->supporters <= 1) return true;
    do {
        if (!subscriber_list(n->db, n->ticket->id, after, page, &count, e)) return false;
        for (size_t i = 0; i < count; i++) {
            after = page[i];
            if (page[i] != n->ticket->contact_id &&
                !tell_if_reachable(n, page[i], false, replies, e))
                return false;
        }
    } while (count == SUBSCRIBER_PAGE);
    return true;
}
