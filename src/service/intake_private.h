/* intake_private.h - what the files of intake share while one message is taken in. */
#ifndef KANDA_SERVICE_INTAKE_PRIVATE_H
#define KANDA_SERVICE_INTAKE_PRIVATE_H

#include "domain/conversation.h"
#include "domain/outbound.h"
#include "intake_turn.h"
#include "service/intake.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"

/* WhatsApp's limits: of the body of a message with choices, and of a button's title. */
#define BODY_POINTS  1024
#define TITLE_BUTTON 20

/* A pin may lie on either side; both NULL: it is sure, or there is none. */
struct border {
    const struct place *here, *there; /* here: where the ticket lies as long as nobody tells */
};

struct intake_step {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    const struct inbound *message;
    const struct understood *understood;
    struct understood heard; /* what it is instead when it answers a question: intake_hear_place */
    const struct pin *pin;   /* all zero when the message holds no location */
    struct border border;    /* of the pin that places the ticket at hand */
    struct choice tap;
    const struct choice
        *choice; /* &tap: the choice of ours that the message taps, or names; else NULL */
    int64_t now, contact_id;
    enum language language; /* to answer in */
    bool muted;             /* nothing goes out: the contact is blocked */
    int64_t quiet_until;    /* a human speaks with the contact until then; 0: the bot speaks */
    int64_t body_id;        /* raw body row of the request; 0 until the first fresh message */
    int64_t message_id;     /* row of this message, once stored */
    struct turn *turn;      /* of the request; NULL: there is none */
    enum said saying;       /* what the next answer is; of the one after it: SAID_OTHER */
    struct str whole;       /* the words of a burst, this message among them; "": it stands alone */
    bool burst;             /* what was said before this request has not left yet */
    bool waits;             /* what is said of its ticket may still change */
    int64_t later_ms;       /* the next answer waits so long for what may come right behind */
    int64_t put_id;         /* the row of the last answer to this message; 0: none */
    bool answered, words;   /* something was said that goes at once; more than a reaction */
    /* Tickets whose news were overtaken while they waited: how they stand is still to be said. */
    int64_t present[OUTBOX_PRESENT_MAX];
    size_t present_count;
    struct intake_result *result;
};

/* intake_echo.c: what a human wrote from the app. *body_id as in the step. */
MUST_CHECK bool intake_echo(struct intake_step *s, struct str body, struct err *e);
/* A question that was asked before the human came is no question to the human's chat: it is set
 * aside for this message, and put back behind it. */
void intake_quiet_begin(struct intake_step *s, struct conversation_facts *facts);
void intake_quiet_end(const struct intake_step *s, const struct conversation *before,
                      struct conversation *after);

/* intake_waiting.c: what the closed window held back goes now, before the answer to this message.
 */
MUST_CHECK bool intake_release(struct intake_step *s, struct err *e);

/* intake_reply.c: words into the outbox, owned by event_id or (0) by the message itself. */
MUST_CHECK bool intake_reply_received(struct intake_step *s, const struct ticket *ticket,
                                      int64_t event_id, struct decision *d, struct err *e);
/* Says d->reply of d->ticket_id, and asks beside it what the decision wants to know: the number of
 * somebody who is to be called and has none, or the place. */
MUST_CHECK bool intake_reply_asking(struct intake_step *s, struct decision *d, int64_t event_id,
                                    struct err *e);
/* The answer to this ticket is about to leave, and can be made anew with all that it should say; */
bool intake_may_say_anew(const struct intake_step *s, const struct decision *d, int64_t ticket_id);
/* does that. */
MUST_CHECK bool intake_reply_anew(struct intake_step *s, struct decision *d, int64_t ticket_id,
                                  struct err *e);
/* Of d->ticket_id, or (0) of all; where a single one lies is asked again if nobody knows. */
MUST_CHECK bool intake_reply_status(struct intake_step *s, struct decision *d, struct err *e);
/* How it stands with the tickets of s->present, in one text. */
MUST_CHECK bool intake_reply_present(struct intake_step *s, struct err *e);
/* The same of d->ticket_id to somebody who asks how it goes, or tells it again; that was kept. */
MUST_CHECK bool intake_reply_chased(struct intake_step *s, struct decision *d, struct err *e);
MUST_CHECK bool intake_reply_plain(struct intake_step *s, enum reply_key key, int64_t ticket_id,
                                   int64_t event_id, struct err *e);
/* The ticket goes before others from now on. */
MUST_CHECK bool intake_reply_pressing(struct intake_step *s, int64_t ticket_id, int64_t event_id,
                                      struct err *e);
/* The numbers to call, and where it was noted, which is left out where what became clear of
 * d->ticket_id is told behind them. */
MUST_CHECK bool intake_reply_danger(struct intake_step *s, const struct decision *d,
                                    int64_t event_id, struct err *e);
/* The same of d->ticket_id and those beside it, in one text. */
MUST_CHECK bool intake_reply_several(struct intake_step *s, enum reply_key key,
                                     const struct decision *d, int64_t event_id, struct err *e);
/* {count} people report the same as this ticket. */
MUST_CHECK bool intake_reply_followed(struct intake_step *s, const struct ticket *t,
                                      int64_t event_id, struct err *e);
/* Once: that the answers have ceased, and what to do about it. */
MUST_CHECK bool intake_say_blocked(struct intake_step *s, const struct decision *d, struct err *e);
/* A thumb up, unless the first answer of the ticket is about to leave. */
MUST_CHECK bool intake_reply_reaction(struct intake_step *s, int64_t ticket_id, int64_t event_id,
                                      struct err *e);
/* intake_guide.c */
MUST_CHECK bool intake_reply_missed(struct intake_step *s, const struct decision *d, struct err *e);
/* Whose the category d->arg is. */
MUST_CHECK bool intake_reply_whose(struct intake_step *s, const struct decision *d, struct err *e);

/* intake_ask.c: questions. Which one belongs beside what is said of a ticket; QUESTION_NONE: none.
 */
enum question intake_question_beside(const struct intake_step *s, const struct ticket *t);
/* QUESTION_UNIT, where the ticket's own words leave its unit open: the place came first, and is
 * told. s->understood is then what they say. */
MUST_CHECK bool intake_unit_next(struct intake_step *s, const struct ticket *t,
                                 enum question *question, struct err *e);

/* The first answer about this ticket, by whoever is to act and whether it is danger or a question.
 */
enum reply_key intake_received_key(const struct desk *desk, const struct ticket *t);
/* The ticket names no place, and its unit must know it. */
bool intake_place_missing(const struct intake_step *s, const struct ticket *t);
/* Adds the question to a text of ours, which becomes a message with choices; d->after remembers it.
 * A text that leaves no room for it stays as it is, and so does every text while a human speaks. */
MUST_CHECK bool intake_ask_beside(struct intake_step *s, const struct ticket *t,
                                  enum question question, struct outbound *content,
                                  struct decision *d, struct err *e);
/* A question of its own: what the decision says. */
MUST_CHECK bool intake_ask(struct intake_step *s, const struct decision *d, int64_t event_id,
                           struct err *e);
MUST_CHECK bool intake_choice_put(struct intake_step *s, struct outbound *content,
                                  const struct choice *choice, struct str title,
                                  struct str description, struct err *e);
MUST_CHECK bool intake_choice_add(struct intake_step *s, struct outbound *content,
                                  const struct choice *choice, enum reply_key title, struct err *e);
/* intake_ask_place.c: districts, or the villages of one, as a list. */
MUST_CHECK bool intake_ask_place(struct intake_step *s, const struct decision *d,
                                 struct outbound *list, struct err *e);
/* intake_ask_category.c: what the ticket is about, as a list; d->arg is a page. */
MUST_CHECK bool intake_ask_category(struct intake_step *s, const struct decision *d,
                                    struct outbound *list, struct err *e);
/* The same of a ticket that is known. */
MUST_CHECK bool intake_list_categories(struct intake_step *s, const struct decision *d,
                                       const struct ticket *t, struct outbound *list,
                                       struct err *e);
/* Whether it is theirs, not done, and lies nowhere so far, though its unit must know. */
bool intake_where_missing(const struct intake_step *s, const struct ticket *t);
/* Another question came before "where?" of a ticket, and has ended with this message: that is asked
 * again, if nobody has told meanwhile. */
MUST_CHECK bool intake_where_next(struct intake_step *s, const struct conversation *before,
                                  struct decision *d, struct err *e);
/* An everyday word that names a place does so when "where?" was asked: what was understood is said
 * anew, in the step and in the facts. */
void intake_hear_place(struct intake_step *s, struct conversation_facts *f);
/* intake_facts.c: all that the decision is made of, but what is heard anew (intake_hear_place,
 * intake_hear_choice); and what is known of one ticket (of 0: nothing). */
MUST_CHECK bool intake_facts(struct intake_step *s, struct conversation_facts *f, struct err *e);
MUST_CHECK bool intake_known(struct intake_step *s, int64_t id, struct known_ticket *out,
                             struct err *e);
/* intake_retold.c: which open ticket tells of the message's other matter itself. */
MUST_CHECK bool intake_retold(struct intake_step *s, struct conversation_facts *f, struct err *e);
/* intake_retold.c: which of several open tickets tells of what is over. */
MUST_CHECK bool intake_over(struct intake_step *s, struct conversation_facts *f, struct err *e);
/* intake_retold.c: whether an urgent report tells of anybody, where what the hurt need is lacking.
 */
MUST_CHECK bool intake_hurt(struct intake_step *s, struct conversation_facts *f, struct err *e);
/* intake_retold.c: whether an open report speaks of somebody in office, where it is to be moved. */
MUST_CHECK bool intake_accused(struct intake_step *s, struct conversation_facts *f, struct err *e);
/* intake_retold.c: whether the desk has sent them to the house that they ask about. */
MUST_CHECK bool intake_sent_there(struct intake_step *s, struct conversation_facts *f,
                                  struct err *e);
/* intake_retold.c: "ibu saya tidak bisa jalan, cepat" behind a flood is danger: in the step and in
 * the facts. */
MUST_CHECK bool intake_peril(struct intake_step *s, struct conversation_facts *f, struct err *e);
/* Whether one of the words begins so, however it is written. */
MUST_CHECK bool intake_holds_word(struct str text, struct str word, bool *out, struct err *e);
/* intake_behind.c: what the message was overtaken by, where it is a report that comes late. */
MUST_CHECK bool intake_behind(struct intake_step *s, struct conversation_facts *f, struct err *e);
/* intake_pressing.c: what a message that joins makes of its ticket; and whether that is to be said:
 * before it joins. */
enum ticket_priority intake_joined_priority(const struct intake_step *s, const struct decision *d);
MUST_CHECK bool intake_presses(struct intake_step *s, const struct decision *d, bool *presses,
                               struct err *e);
/* intake_burst.c: a matter that is told word by word is understood as a whole, in the step and in
 * the facts. */
MUST_CHECK bool intake_hear_words(struct intake_step *s, struct conversation_facts *f,
                                  struct err *e);
/* intake_ask_unit.c: which unit has t? Buttons, and the words above them. */
MUST_CHECK bool intake_ask_unit(struct intake_step *s, const struct ticket *t,
                                struct outbound *content, int64_t token, struct str *words,
                                struct err *e);
/* intake_offer.c: words that name one of the things that the latest question offers are the tap on
 * it, in the step and in the facts. */
MUST_CHECK bool intake_hear_choice(struct intake_step *s, struct conversation_facts *f,
                                   struct err *e);
/* Whether a message of ours has offered the units for this ticket. */
MUST_CHECK bool intake_unit_asked(struct intake_step *s, int64_t ticket_id, bool *asked,
                                  struct err *e);
/* Of the pin by which the decision places its ticket: this message's, or one that waited. */
struct border intake_border(const struct intake_step *s, const struct decision *d);
/* On which side of s->border does the ticket lie? Buttons, and the words above them. */
MUST_CHECK bool intake_ask_border(struct intake_step *s, const struct ticket *t, int64_t token,
                                  struct outbound *content, struct str *words, struct err *e);
/* Where the pin lies, or where the words of d->ticket_id said: which of the two? */
MUST_CHECK bool intake_ask_pin(struct intake_step *s, const struct decision *d,
                               struct outbound *content, struct err *e);
/* Which of the villages of one name? Buttons, and the words above them. */
MUST_CHECK bool intake_ask_namesake(struct intake_step *s, int64_t ticket_id, int64_t token,
                                    struct outbound *content, struct str *words, struct err *e);
/* intake_after.c: what a reporter says of the work: verdict, rating, comment, following. */
MUST_CHECK bool intake_after(struct intake_step *s, struct str body, struct decision *d,
                             struct err *e);
/* The ticket waited for its reporter, who has answered: the stage that waited goes on. */
MUST_CHECK bool intake_resume(struct intake_step *s, struct decision *d, struct err *e);
/* Choices for what is asked along with news of a ticket: sudah, sebagian, belum; 1 to 5. Others
 * leave the text as it is. */
MUST_CHECK bool intake_ask_after(struct intake_step *s, enum question question, int64_t ticket_id,
                                 int64_t token, struct outbound *content, struct err *e);
/* QUESTION_SOLVED once more, because the answer did not settle it. */
MUST_CHECK bool intake_ask_again(struct intake_step *s, const struct decision *d,
                                 struct outbound *content, struct err *e);
/* intake_similar.c: somebody else's open ticket that reports the same as t; of several the one that
 * is followed by most. *question and d->into_id then ask whether the citizen follows it instead;
 * they stay as they are when there is none, or something else is to be asked. Which unit is asked
 * behind it: whoever joins has answered that. */
MUST_CHECK bool intake_similar(struct intake_step *s, const struct ticket *t, struct decision *d,
                               enum question *question, struct err *e);
/* How many citizens have told what t tells: reporters and followers of into, which is offered, and
 * of all others that are similar to t, each person once and without t's own reporter. */
MUST_CHECK bool intake_similar_people(struct intake_step *s, const struct ticket *t,
                                      const struct ticket *into, size_t *count, struct err *e);

/* intake_staff.c: what would make a ticket, or join one, and is an answer to a notice: the decision
 * becomes a word about where such answers belong. */
MUST_CHECK bool intake_staff_answer(struct intake_step *s, const struct conversation_facts *f,
                                    struct decision *d, struct err *e);

/* intake_change.c: what a citizen changes of a ticket, and what is said of it. */
MUST_CHECK bool intake_change(struct intake_step *s, struct str body, struct decision *d,
                              struct err *e);
/* The message made clear what the ticket is about: category, unit, and the citizen is told. */
MUST_CHECK bool intake_correct(struct intake_step *s, struct decision *d, struct err *e);
/* To this category and unit, which is said (key). */
MUST_CHECK bool intake_correct_to(struct intake_step *s, struct decision *d,
                                  const struct ticket_correction *to, enum reply_key key,
                                  struct err *e);
/* intake_named.c: where it is tells which hospital, or what house, is meant: the one that is named
 * with the district ("rumah sakit", and then "tongas") or in the words that tell where ("di
 * puskesmas gending"), as if it had been said at once. *named: it is put right, and said so. */
MUST_CHECK bool intake_name_there(struct intake_step *s, struct decision *d,
                                  const struct place *place, bool *named, struct err *e);
/* Where came first, and now the matter: the step understands it as one. */
MUST_CHECK bool intake_name_with(struct intake_step *s, const struct ticket *t,
                                 const struct place *place, struct err *e);
/* What made d->ticket_id urgent is denied, and what it is instead is asked: it is urgent no more.
 */
MUST_CHECK bool intake_deny(struct intake_step *s, const struct decision *d, struct err *e);
/* The message tells that the danger of d->ticket_id is past: *calmed, and the citizen was told. */
MUST_CHECK bool intake_calm(struct intake_step *s, struct decision *d, bool *calmed, struct err *e);
/* Words beside those of the message at hand, understood: of a ticket, of a burst. NONE where
 * nothing understands (options->understand is NULL). */
MUST_CHECK bool intake_understand(struct intake_step *s, struct str text, struct telling telling,
                                  struct understood *out, struct err *e);
/* The words of a ticket but for those of the message at hand, which joined it. */
struct str intake_words_before(const struct intake_step *s, const struct ticket *t);
/* This ticket is not where it was taken to be, and so nowhere. */
MUST_CHECK bool intake_unplace(struct intake_step *s, int64_t id, struct err *e);
/* This ticket lies where the message says, too. */
MUST_CHECK bool intake_place_too(struct intake_step *s, struct decision *d, int64_t id,
                                 struct err *e);
/* Hides the reporter and says so. */
MUST_CHECK bool intake_confide(struct intake_step *s, struct decision *d, struct err *e);
/* Hides the reporter of what the message has been overtaken by, and says nothing. */
MUST_CHECK bool intake_hide(struct intake_step *s, const struct decision *d, struct err *e);
/* The same as intake_confide, and on the further tickets that the plea covers. */
MUST_CHECK bool intake_confide_all(struct intake_step *s, struct decision *d, struct err *e);
/* The owner of a matter at a place. */
const struct department *intake_owner(const struct intake_step *s, const struct category *category,
                                      const struct place *place);

/* What the message of a new ticket tells besides it. */
struct intake_beside {
    struct matter also[UNDERSTOOD_BESIDE]; /* further matters */
    size_t also_count;
    struct str told_in; /* number of the ticket whose message told of this one; "": its own did */
};
/* intake_second.c: a ticket for the second matter of d->ticket_id's message, with its words. */
MUST_CHECK bool intake_second(struct intake_step *s, struct str body, struct decision *d,
                              struct err *e);
/* QUESTION_SECOND, if t's message told of a further matter and that was not asked yet; fresh: t was
 * made of this message. *question stays as it is else. */
MUST_CHECK bool intake_second_next(struct intake_step *s, const struct ticket *t, bool fresh,
                                   enum question *question, struct err *e);
/* What a message tells besides the ticket that is made of it. */
struct intake_beside intake_beside_of(const struct understood *u);

/* intake_apart.c: d->message_id, which was joined to d->ticket_id, leaves it for a ticket of its
 * own.
 */
MUST_CHECK bool intake_apart(struct intake_step *s, struct str body, struct decision *d,
                             struct err *e);
/* The message leaves `from` for `to`, and the timeline of `from` tells; that of `to` is the
 * caller's. */
MUST_CHECK bool intake_message_move(struct intake_step *s, int64_t message_id, int64_t from,
                                    int64_t to, struct err *e);
/* Of d->parts those that belong to t, the ticket of this message, leave theirs for it: what was
 * said behind both, or is about the same as t. */
MUST_CHECK bool intake_parts_take(struct intake_step *s, struct decision *d, const struct ticket *t,
                                  struct err *e);

/* intake_loose.c: messages that wait for words. */
MUST_CHECK bool intake_loose_keep(struct intake_step *s, struct loose *loose, struct err *e);
/* What waited for its ticket (conversation.held) belongs to this one. */
MUST_CHECK bool intake_held_bind(struct intake_step *s, const struct held *held, int64_t ticket_id,
                                 struct err *e);
/* The message that waits is stored now. */
void intake_held_keep(struct intake_step *s, struct held *held);
/* They belong to this ticket now. */
MUST_CHECK bool intake_loose_bind(struct intake_step *s, struct loose *loose, int64_t ticket_id,
                                  struct err *e);

/* intake_details.c: JSON of what a message holds besides its words; "" when nothing. */
MUST_CHECK bool intake_details(const struct inbound *m, struct arena *arena, struct str *out,
                               struct err *e);
/* JSON for the event of a new ticket. */
MUST_CHECK bool intake_event_data(const struct ticket *t, const struct intake_beside *beside,
                                  struct arena *arena, struct str *out, struct err *e);
/* JSON for the event of a further message: the place it speaks of; "" when it names none. */
MUST_CHECK bool intake_joined_data(const struct intake_step *s, struct str *out, struct err *e);

/* intake_message.c: one line of the timeline; stores the message. */
MUST_CHECK bool intake_event(struct intake_step *s, int64_t ticket_id, const char *type,
                             struct str data_json, int64_t *id, struct err *e);
/* The same of another message. */
MUST_CHECK bool intake_event_of(struct intake_step *s, int64_t ticket_id, int64_t message_id,
                                const char *type, struct str data_json, int64_t *id, struct err *e);
/* The least that what a message tells makes of its ticket. */
enum ticket_priority intake_priority(const struct understood *u);
/* A new ticket as the message, and what waited for it, tell of it. */
void intake_draft(const struct intake_step *s, const struct decision *d, struct ticket *t);
/* The first event and the first answer of one that was made of what another's message told. */
MUST_CHECK bool intake_told_in(struct intake_step *s, const struct ticket *t, int64_t from_id,
                               int64_t message_id, struct decision *d, struct err *e);
MUST_CHECK bool intake_keep(struct intake_step *s, struct str body, int64_t ticket_id,
                            struct err *e);
/* Takes one message in; fails whole or succeeds whole (the caller's savepoint).
 */
MUST_CHECK bool intake_message(struct intake_step *s, const struct str body, struct err *e);

#endif
