/* conversation_rules.h - the rules that decide about a message, and what they share.
 *
 * A rule returns false for a message that is not its business. */
#ifndef KANDA_DOMAIN_CONVERSATION_RULES_H
#define KANDA_DOMAIN_CONVERSATION_RULES_H

#include "domain/conversation.h"

typedef bool conversation_rule(const struct conversation_facts *f, struct decision *out);

/* conversation_bind.c: which ticket a message belongs to; 0: none */
const struct understood *understood_of(const struct conversation_facts *f);
bool ticket_is_own(const struct known_ticket *t);
bool is_with_police(const struct conversation_facts *f, const struct known_ticket *t);
bool ticket_is_own_open(const struct known_ticket *t);
bool ticket_is_theirs(const struct known_ticket *t); /* own, or one they follow */
/* The words name the number of a ticket that is somebody else's, or nobody's. */
bool number_is_strange(const struct conversation_facts *f);
/* A place of ours, or a neighbour's, or several of one name. */
bool names_place(const struct understood *u);
/* Its words name a part of the ticket's thing, its cause or what comes of it, and nothing of
 * another matter: "debunya kemana mana". */
bool belongs_to(const struct understood *u, const struct known_ticket *t);
/* The same by a word that not every report may go on with. */
bool speaks_of_part(const struct understood *u, const struct known_ticket *t);
/* Such a word stands in it, be it beside those of another matter. */
bool names_part_of(const struct understood *u, const struct known_ticket *t);
/* The same by a word that needs no nearness in time. */
bool belongs_ever(const struct understood *u, const struct known_ticket *t);
/* The same, and surely of that one: it speaks of it, or tells no trouble of its own. Nobody needs
 * to be asked. */
bool belongs_surely(const struct understood *u, const struct known_ticket *t);
/* Some word speaks for a category. */
bool hears_matter(const struct understood *u);
/* It was told before the message at hand, and at most so long before. */
bool was_told_within(const struct conversation_facts *f, const struct known_ticket *t, int64_t ms);
/* Their own, nobody works on it yet, and where it is is not known; no report in confidence. */
bool lacks_its_place(const struct known_ticket *t);
uint64_t time_apart(int64_t a, int64_t b); /* without the overflow two hostile times could cause */
bool would_betray(const struct understood *u, const struct known_ticket *t);
/* Their own, not done yet, told not long ago, and no secret is betrayed by what it is given. */
bool may_go_on_with(const struct conversation_facts *f, const struct known_ticket *t);
bool is_in_confidence(const struct known_ticket *t);
/* What overtook a report in confidence belongs to it unless it lies elsewhere, as behind it. */
bool is_drawn_into_confidence(const struct understood *u, const struct known_ticket *t);
bool is_another_matter(const struct understood *u, const struct known_ticket *t);
/* "selain itu ada sampah", "satu lagi pak, KK saya salah": it says that it is another matter, and
 * names, or hints at, one that is not the ticket's. */
bool begins_another(const struct understood *u, const struct known_ticket *t);
/* Of another category by words that do not settle which, or of another village of the same
 * district: nobody can tell but the reporter. */
bool may_be_another_matter(const struct understood *u, const struct known_ticket *t);
/* "tolong pak" made a ticket about nobody knows what; "jalannya rusak" tells. */
bool makes_clear(const struct understood *u, const struct known_ticket *t);
int64_t bound_ticket(const struct conversation_facts *f);    /* named or quoted */
int64_t settling_ticket(const struct conversation_facts *f); /* followed within settling time */
/* The ticket that it seems to follow was told behind it, and has overtaken it. */
bool went_before(const struct conversation_facts *f);

int64_t time_later(int64_t a, int64_t b);
/* Some word speaks for a category, and it is not the ticket's, which is known. */
bool hears_another(const struct understood *u, const struct known_ticket *t);
bool both_known_and_different(struct str a, struct str b);
/* What the facts know of a ticket that a rule has chosen; NULL: nothing. */
const struct known_ticket *known_with_id(const struct conversation_facts *f, int64_t ticket_id);
/* The one that is named, quoted, just spoken of, or their newest; NULL: none. */
const struct known_ticket *spoken_of(const struct conversation_facts *f);
/* Who has what its words tell, of a known category; NULL: the office of wherever that is. */
const struct department *owner_of(const struct understood *u);
bool loose_is_fresh(const struct conversation_facts *f);   /* photos wait, and not too long yet */
bool is_several_words(const struct conversation_facts *f); /* "sudah seminggu pak", and no "ok" */
/* Nothing that is known of their places speaks against it. */
bool same_place(const struct understood *u, const struct known_ticket *t);
/* It is known to lie in this village, or district, or to have been given to that neighbour. */
bool lies_at(const struct known_ticket *t, const struct place *place);
/* "yang lampu": the own open ticket about this, at the place that the words name, among those whose
 * work has come as far as `from`; NULL: none, or several. */
const struct known_ticket *ticket_about(const struct conversation_facts *f,
                                        const struct category *category, enum ticket_status from);
/* A number or a quote names another ticket than the one that was asked about. */
bool means_another(const struct conversation_facts *f);
/* What is said to "still the same one?": "beda pak" is a no. */
enum consent consent_to_same(const struct conversation_facts *f);
bool is_wordless_type(const struct inbound *m); /* a location or a file, which may have a caption */

/* conversation_act.c: what several rules do */
void act_say(struct decision *out, enum reply_key key);
void act_say_courtesy(const struct conversation_facts *f, struct decision *out, enum reply_key key);
/* What is joined is answered in these words, and gets no thumb. */
void act_say_joined(struct decision *out, enum reply_key key);
void act_create(const struct conversation_facts *f, struct decision *out);
/* The next message follows this ticket. */
void act_follow(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
void act_join(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
/* The ticket lies at the place of this code, which is said back; or where the message says. */
void act_place_at(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                  struct str code);
void act_place(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
/* The ticket lies in one of the villages of a name: joined, and asked in which. */
void act_ask_namesake(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
/* What is ticket_id about? False once it is not `received` any more, or is reported in confidence.
 */
bool act_ask_category(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                      struct str page);
void act_human(const struct conversation_facts *f, struct decision *out);
/* Of this ticket too: ticket_id, or one beside it. */
void act_on_also(struct decision *out, int64_t ticket_id);
/* Of all own open ones that were reported until then. */
void act_on_all_open(const struct conversation_facts *f, struct decision *out, int64_t until);
void act_ask(const struct conversation_facts *f, struct decision *out, enum question question,
             int64_t ticket_id, struct str arg);

/* conversation_held.c: what waits for its ticket */
void hold_message(const struct conversation_facts *f, struct decision *out, enum held_what what);
/* Of more than there is room for the oldest word goes, or what waits for nothing. */
void held_add(struct held *held, struct held_message m);
void held_drop(struct held *held, size_t i);
/* The latest of this kind about ticket_id, or (0) about any; SIZE_MAX: none waits. */
size_t held_find(const struct held *held, enum held_what what, int64_t ticket_id);
/* Whether something of this kind waits. */
bool holds(const struct conversation_facts *f, enum held_what what);
bool holds_at(const struct conversation_facts *f, enum held_what what, int64_t at);
/* Out of what waits into out->take_held: what asks, or what followed the report at hand. */
void take_chase(struct decision *out);
void take_followers(const struct conversation_facts *f, struct decision *out);

/* conversation_part.c: one story told in several messages. Whether the report, another matter or
 * in doubt one, is taken for a part of the last ticket all the same; its act, and the answer to the
 * question whether that was right. */
bool is_part(const struct conversation_facts *f, bool another, bool doubt);
/* A trouble with a thing of their own, of no category, "juga": in doubt a part. */
bool tells_own_too(const struct conversation_facts *f);
/* "sekarang bawa parang" behind somebody's own matter: whoever was told of is for the police now.
 */
bool turns_on_people(const struct understood *u, const struct known_ticket *t);
/* "oh ya jalan ke sekolah juga rusak parah" behind social aid: what all use, by a word that only
 * hints at it, stands beside somebody's own matter by its own "juga". */
bool stands_beside_own(const struct conversation_facts *f, const struct known_ticket *t);
void act_part(const struct conversation_facts *f, struct decision *out);
/* It is said into which report it was put, with a button for whoever meant another matter; what
 * asks something is answered in the same breath. */
void ask_part(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
void tap_apart(const struct conversation_facts *f, struct decision *out);
bool answer_apart(const struct conversation_facts *f, struct decision *out);
/* The other way round: the last ticket was made of what is a part of this report. */
bool leads(const struct conversation_facts *f);
/* Remembers what was decided for reports that may have been overtaken, and looks for their parts.
 */
void note_parts(const struct conversation_facts *f, struct decision *out);
/* Who fell there, or was taken ill by it, presses, whatever else the words speak of; be it that
 * this was told behind the report at hand, and has overtaken it. */
void note_suffering(const struct conversation_facts *f, struct decision *out);
/* The question stands again in an answer that is said anew before anybody saw it. */
void ask_still(const struct conversation_facts *f, struct decision *out);

/* Where it lies: the code of its village, else of its district. */
struct str place_code(const struct known_ticket *t);
/* conversation_report.c: a trouble is told: a part of a ticket there is, or one of its own; and
 * what that and those around it tell of each other. */
conversation_rule rule_report;
void settle_new(const struct conversation_facts *f, struct decision *out);
/* conversation_secret.c: a new ticket is told around one whose reporter is hidden, or in a danger
 * behind it, and so is hidden as well; and so are those that have overtaken such a report. */
void confide_beside(const struct conversation_facts *f, struct decision *out);
void hide_behind(const struct conversation_facts *f, struct decision *out);

/* conversation_order.c: what overtook the report at hand, decided anew as if it had come behind it.
 */
struct order {
    bool known;       /* it was; else the rules go by what both have in common */
    bool apart;       /* it is a matter of its own, */
    bool righted;     /* or says what the report is, */
    bool secret;      /* or that its reporter became known, and so is hidden from now on, */
    struct str place; /* or where that lies: a code; "": it does not */
};
struct order conversation_order(const struct conversation_facts *f);

/* conversation_place.c: a place that is put right */
conversation_rule rule_place, rule_denied, rule_home;
/* Where, told days later or by the name of a landmark: of the ticket that was asked about, or of
 * the only one. */
conversation_rule rule_awaited;
/* The tapped list of places is one that was answered before, and the place is settled. */
bool is_old_list(const struct conversation_facts *f);
/* A new ticket of words with "juga": the one whose place was asked for lies there too, be it that
 * it was overtaken. */
void place_both(const struct conversation_facts *f, struct decision *out);
/* Words that tell where, and nothing else, behind several matters of one burst: all those lie there
 * that lie nowhere yet. */
void place_all(const struct conversation_facts *f, struct decision *out);
/* The same of a new ticket that such words have overtaken. */
void place_behind(const struct conversation_facts *f, struct decision *out);
/* A new ticket of a further matter lies where the one before does ("lampunya juga mati"), and those
 * that were made of such words lie where the report lies that they have overtaken. */
void place_beside(const struct conversation_facts *f, struct decision *out);
void place_those_beside(const struct conversation_facts *f, struct decision *out);
/* A danger that tells no place, or what may go on with a report, lies where the reports before it
 * lie, if that is one place. */
void place_of_danger(const struct conversation_facts *f, struct decision *out);
/* Where whoever is accused is in office: the only place of theirs that they told of. */
void place_of_accused(const struct conversation_facts *f, struct decision *out);
/* conversation_where.c: a place and nothing else, while a report of theirs is open. */
conversation_rule rule_where, rule_writer, rule_of_ours;
/* "saya warga desa Jabung": a part of the ticket tells where that lies, which was not known. */
bool tells_its_place(const struct conversation_facts *f, const struct known_ticket *t);
/* conversation_place.c again. "tempatnya sama pak": where the newest other report lies. */
conversation_rule rule_same_place;
/* The open ticket that lacks a place has it now. */
bool place_found(const struct conversation_facts *f, struct decision *out);
/* A wrong pin gave the ticket to the city or to a neighbour; the words bring it back. */
bool comes_home(const struct conversation_facts *f, const struct known_ticket *t);
/* conversation_later.c: what would make a second ticket, and points back at an open report: joined,
 * and asked about unless its words are of that. */
bool joins_back(const struct conversation_facts *f, struct decision *out);
/* conversation_back.c: what plainly goes on with a report of theirs, whatever keyword is in it */
conversation_rule rule_back;
/* "apa itu link penipuan ya pak, saya sudah terlanjur isi nomor rekening": of the police, who alone
 * can answer, and be told so at once; not t. */
bool asks_police(const struct conversation_facts *f, const struct known_ticket *t);
/* conversation_gather.c: two of one matter are one, they say */
conversation_rule rule_gathered;
/* conversation_chase.c: how does it go?, and who has it?, where do I send the photo? */
/* "KTP saya kapan jadi, mau dipakai daftar kerja": its matter stands in the words, be it that
 * others speak louder. */
bool mentions_matter(const struct understood *u, const struct known_ticket *t);
conversation_rule rule_chase;
/* Their own open ticket, which the words may be about; the one that is meant (0: none, or *several:
 * it must be asked); and when how it stands was told, not long ago (0: it was not). */
bool may_mean(const struct understood *u, const struct known_ticket *t);
int64_t chased_ticket(const struct conversation_facts *f, bool *several);
int64_t told_lately(const struct conversation_facts *f, int64_t ticket_id);
/* conversation_case.c: who has it, and what becomes of what others have */
conversation_rule rule_secret_goes_on;
conversation_rule rule_case;
/* The ticket of a report that is told again (0: none), and its answer. Where the words say no
 * village it may have made this one (0: none). */
int64_t told_before(const struct conversation_facts *f);
int64_t may_be_told_before(const struct conversation_facts *f);
void act_repeat(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
/* Which of them is it about? The message waits for the answer; place: its code, where the choice
 * says that it lies there, else "". */
void ask_which(const struct conversation_facts *f, struct decision *out, struct str place);
/* A question goes to the ticket, and how that stands is said. */
void act_answer_asked(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
/* "min", "gmn kelanjutannya": how it stands, and in short where that was told not long ago. */
void act_answer_call(const struct conversation_facts *f, struct decision *out);
/* "namanya sistem apa ya itu", "yang benar insentifnya di bawah dinas mana": asks by what was told
 * before, and tells of nothing. The ticket that it is about; 0: none. */
int64_t asked_back(const struct conversation_facts *f);
/* The same of a question that whichever rule has joined to a report with a thumb alone. */
void answer_question(const struct conversation_facts *f, struct decision *out);
/* What asks or objects, and was not understood, is answered in words that are true of whatever it
 * means. */
void answer_rest(const struct conversation_facts *f, struct decision *out);

/* conversation_tap.c: what answers a question by a tap, and what words that answer do as well */
conversation_rule rule_tap;
/* Of ticket_id, or of all that were open when it was asked: cancelled, or kept. */
void settle_cancel(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                   bool yes);
/* What waited belongs to the ticket that was chosen (out->ticket_id). */
void take_chosen(const struct conversation_facts *f, struct decision *out);
/* What waits belongs to none of theirs: words are asked for. */
void choose_new(const struct conversation_facts *f, struct decision *out);
/* The new ticket is no part of another one. */
void keep_apart(const struct conversation_facts *f, struct decision *out);
/* A ticket of its own for the second matter of t's message, or none. */
void settle_second(const struct known_ticket *t, struct decision *out, bool yes);
/* conversation_answer.c: what answers a question in words */
conversation_rule rule_answer, answer_unit;
/* It was sent at most so long after (or before) what was asked. */
bool asked_within(const struct conversation_facts *f, int64_t ms);
/* conversation_answer_where.c: where, or whose it is by that */
conversation_rule answer_where;
/* conversation_after.c: when the desk has worked, or has asked */
conversation_rule rule_thumb, rule_each, rule_other, rule_followed, rule_recurs, rule_verdict,
    rule_rest, answer_solved, answer_reporter;
/* conversation_objection.c: not taken up, which is a mistake, they say */
conversation_rule rule_objection, answer_objection;
/* conversation_after.c again. So far from the question that it may be about anything. */
bool came_late(const struct conversation_facts *f);
/* The ticket has ended, and the words say that something of it is left: it goes on. */
bool take_rest(const struct conversation_facts *f, struct decision *out,
               const struct known_ticket *t);
bool act_verdict(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t, enum verdict verdict);
/* What they had cancelled is not over: the desk has it again. */
void act_take_up(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t);
void tap_verdict(const struct conversation_facts *f, struct decision *out, enum verdict verdict);
/* "petugasnya ga pernah dateng": a few words of no matter and no place. */
bool tells_no_other(const struct conversation_facts *f);
/* conversation_rating.c: how was it, 1 to 5, and a comment on that */
conversation_rule answer_rating, answer_comment;
void tap_rating(const struct conversation_facts *f, struct decision *out);
/* conversation_command.c */
conversation_rule rule_command;
/* conversation_kept.c: nothing is to be cancelled */
conversation_rule rule_kept;
void tap_language(const struct conversation_facts *f, struct decision *out);
/* Joined, and asked something of it: whether to cancel it. */
void act_join_asking(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                     enum question question);
/* "batal" by itself: of what is open or waits; there may be nothing. */
void act_cancel(const struct conversation_facts *f, struct decision *out);
/* "maaf salah kirim": what was sent last is asked about, as long as nobody has worked on it. */
bool act_take_back(const struct conversation_facts *f, struct decision *out);
void act_ask_cancel(const struct conversation_facts *f, struct decision *out, int64_t ticket_id);
/* t hides its reporter too, once. */
void act_hide(struct decision *out, const struct known_ticket *t);
/* The report that it was said behind is on its way still: the one that is there was told later. */
void wait_behind(const struct conversation_facts *f, struct decision *out, enum held_what what);
/* conversation_disown.c: what a report is not: one of theirs, or of the unit's that has it */
conversation_rule rule_disowned, rule_of_village, rule_not_unit, rule_moves, rule_amiss,
    rule_blamed;
/* conversation_right.c: what is longer tells a matter of its own; whether t, which may be NULL, is
 * a report of theirs that the words may speak of; and whether they deny this category. */
#define RIGHT_MAX 120
bool may_be_put_right(const struct conversation_facts *f, const struct known_ticket *t);
/* The same, in words that are no danger, unless it is said to be what was meant ("salah ketik,
 * maksudnya lakalantas"), of what was not told in confidence. */
bool puts_matter_right(const struct conversation_facts *f, const struct known_ticket *t);
/* So does what is longer than this where it denies what no report of theirs was taken for
 * ("lampunya bukan LED"), or names what a report is. */
#define MISTAKEN_MAX 60
bool denies_matter(const struct understood *u, struct str category);
/* conversation_over.c: what was done is rated, commented or objected to. */
bool asks_opinion(enum question asked);
conversation_rule rule_over;
/* "sudah muncul pak", of what somebody waits for: it is over. */
bool ends_own(const struct understood *u, const struct known_ticket *t);
/* conversation_right.c: what is put right of the matter: taken back, the one told before, another
 * one, meant otherwise, another unit's, or told by the report itself */
/* "bukan akta bu, yang MBR saya itu", when they have told of that as well: nothing becomes a second
 * report of it. What is asked is about that one; what was made by mistake is asked about, whether
 * it is a part of it. */
bool means_other(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *denied);
conversation_rule rule_taken_back, rule_same, rule_not_about, rule_retold, rule_hurt, rule_meant,
    rule_house, rule_goes_back;
/* conversation_whose.c: whose a report is, in its reporter's words. It is with the office of a
 * place, or with the unit whose people are accused: whom they lead must not read what is told of
 * them. */
bool is_led_by(const struct understood *u, const struct known_ticket *t);
conversation_rule rule_unit_named, rule_narrowed;

/* conversation_later.c: what goes on with the only report, long after it; and whether words say
 * nothing but how it is, be it about t */
bool only_states(const struct understood *u, const struct known_ticket *t);
/* "dahannya jatuh hampir kena anak" behind a lamp: what presses, and is surely of another unit's
 * matter that it tells nothing of, is no part of it, and nobody in danger is asked whether it is.
 */
bool presses_elsewhere(const struct understood *u, const struct known_ticket *t);
conversation_rule rule_later;
/* conversation_call.c: whom to call, while a report of theirs is urgent, or by the name of a
 * service. */
conversation_rule rule_whom_to_call;
/* conversation_media.c: what came without words */
conversation_rule rule_wordless;
/* conversation_small_talk.c: what tells no matter */
conversation_rule rule_small_talk, rule_nod;
/* The number that was asked for, in words or by our button. */
conversation_rule answer_phone;

#endif
