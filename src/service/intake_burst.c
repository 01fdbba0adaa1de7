/* intake_burst.c - "jalan", "rusak", "di maron": a matter that is told word by word is understood
 * as a whole. */
#include "intake_private.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

#define WHOLE_MAX 1024 /* bytes; what is longer is no word by word */

static void add_line(struct buf *whole, struct str text)
{
    if (whole->len) buf_add_char(whole, '\n');
    buf_add(whole, str_trim(text));
}

/* What waits of this burst, oldest first. */
static bool words_before(struct intake_step *s, const struct conversation_facts *f,
                         struct buf *whole, struct err *e)
{
    const struct held *held = &f->before.held;
    for (size_t i = 0; i < held->count; i++) {
        struct str text;
        if (!held_is_of_burst(&held->messages[i], s->message->sent_at)) continue;
        if (!message_text(s->db, held->messages[i].id, s->arena, &text, e)) return false;
        add_line(whole, text);
    }
    return true;
}

/* A word behind, or overtaken by, a report of which nobody knows yet what it is about. */
static bool words_of_ticket(struct intake_step *s, const struct conversation_facts *f,
                            struct buf *whole, struct err *e)
{
    struct ticket t;
    bool behind = s->message->sent_at >= f->last.received_at;
    if (!ticket_get(s->db, f->last.id, s->arena, &t, e)) return false;
    if (behind) add_line(whole, t.text);
    add_line(whole, s->message->text);
    if (!behind) add_line(whole, t.text);
    return true;
}

static bool hear_whole(struct intake_step *s, struct conversation_facts *f, struct str whole,
                       bool must_tell, struct err *e)
{
    struct understood u;
    struct str words;
    if (!arena_copy(s->arena, whole, &words)) return err_set(e, ERR_MEMORY, "burst: no memory");
    if (!intake_understand(s, words, telling_at(s->message->sent_at), &u, e)) return false;
    if (u.intent != INTENT_REPORT || (must_tell && !u.category_heard)) return true;
    s->heard = u;
    s->understood = f->understood = &s->heard;
    s->whole = words;
    return true;
}

bool intake_hear_words(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    char memory[WHOLE_MAX];
    struct buf whole;
    buf_fixed(&whole, memory, sizeof memory);
    enum burst_part part = s->options->understand ? conversation_burst_part(f) : BURST_NONE;
    if (part == BURST_NONE) return true;
    if (part == BURST_REPORT) {
        if (!words_before(s, f, &whole, e)) return false;
        if (whole.len == 0) return true;
        add_line(&whole, s->message->text);
    } else if (!words_of_ticket(s, f, &whole, e)) {
        return false;
    }
    return !buf_ok(&whole) || hear_whole(s, f, buf_view(&whole), part == BURST_WORD, e);
}
