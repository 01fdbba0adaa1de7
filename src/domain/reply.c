/* reply.c - fills the placeholders of the regency's own texts, and checks those texts at start. */
#include "domain/reply.h"
#include "base/unicode.h"
#include <stdio.h>

enum var {
    NUMBER,
    MATTER,
    UNIT,
    PLACE,
    DATE,
    STATUS,
    LINES,
    EMERGENCY,
    CONTACT,
    OTHER,
    COUNT,
    LINK,
    GREETING,
    VAR_COUNT
};
#define VAR(v)    (1u << (v))
#define WORK_VARS (VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(LINES))
/* Of a first answer. */
#define FIRST_VARS  (VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(DATE) | VAR(EMERGENCY))
#define CALLED_VARS (VAR(NUMBER) | VAR(UNIT) | VAR(DATE))

static const char *const var_names[VAR_COUNT] = {
    [NUMBER] = "number",     [MATTER] = "matter", [UNIT] = "unit",   [PLACE] = "place",
    [DATE] = "date",         [STATUS] = "status", [LINES] = "lines", [EMERGENCY] = "emergency",
    [CONTACT] = "contact",   [OTHER] = "other",   [COUNT] = "count", [LINK] = "link",
    [GREETING] = "greeting",
};

/* `needs` is what a text may not leave out: nobody is left without a number, a unit and a date, and
 * the emergency numbers reach a citizen through {emergency} alone. `max` counts bytes and leaves
 * room for the values: a WhatsApp text has at most 4096 characters, of which emergency numbers, or
 * ten status lines, take their share. */
static const struct reply_rule {
    const char *name;
    unsigned may, needs;
    size_t max;
} rules[REPLY_KEY_COUNT] = {
    [REPLY_MENU] = { "menu.text", VAR(GREETING), 0, 3000 },
    [REPLY_MENU_BACK] = { "menu.back", VAR(GREETING), 0, 500 },
    [REPLY_HELLO] = { "courtesy.hello", 0, 0, 100 },
    [REPLY_SALAM] = { "courtesy.salam", 0, 0, 100 },
    [REPLY_THANKS] = { "courtesy.thanks", 0, 0, 1000 },
    [REPLY_NOISE] = { "courtesy.noise", 0, 0, 1000 },
    [REPLY_ASK_WORDS] = { "ask.words", 0, 0, 1000 },
    [REPLY_UNREADABLE] = { "ask.unreadable", 0, 0, 1000 },
    [REPLY_RECEIVED] = { "ticket.received", FIRST_VARS | VAR(LINK), FIRST_VARS, 2000 },
    [REPLY_RECEIVED_REFER] = { "ticket.received_refer", FIRST_VARS | VAR(CONTACT) | VAR(LINK),
                               VAR(NUMBER) | VAR(UNIT) | VAR(EMERGENCY), 2000 },
    [REPLY_URGENT] = { "ticket.urgent", FIRST_VARS | VAR(LINK), FIRST_VARS, 2000 },
    [REPLY_URGENT_REFER] = { "ticket.urgent_refer", FIRST_VARS | VAR(CONTACT) | VAR(LINK),
                             VAR(NUMBER) | VAR(UNIT) | VAR(EMERGENCY), 2000 },
    [REPLY_QUESTION] = { "ticket.question", (FIRST_VARS & ~VAR(PLACE)) | VAR(LINK),
                         FIRST_VARS & ~VAR(PLACE), 2000 },
    [REPLY_HUMAN_RECEIVED] = { "ticket.human", CALLED_VARS | VAR(LINK), CALLED_VARS, 1000 },
    [REPLY_ERASE_RECEIVED] = { "ticket.erase", CALLED_VARS | VAR(LINK), CALLED_VARS, 1000 },
    [REPLY_EMERGENCY] = { "ticket.emergency", 0, 0, 1000 },
    [REPLY_SELF_HARM] = { "ticket.self_harm", 0, 0, 1000 },
    [REPLY_STATUS_ONE] = { "status.one",
                           VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(STATUS) |
                               VAR(DATE),
                           VAR(NUMBER) | VAR(STATUS), 2000 },
    [REPLY_STATUS_WORK] = { "status.work",
                            VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(STATUS) |
                                VAR(DATE),
                            VAR(NUMBER) | VAR(STATUS), 2000 },
    [REPLY_STATUS_CHASED] = { "status.chased",
                              VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(STATUS) |
                                  VAR(DATE),
                              VAR(NUMBER) | VAR(STATUS), 2000 },
    [REPLY_STATUS_CHASED_FIRST] = { "status.chased_first",
                                    VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) |
                                        VAR(STATUS) | VAR(DATE),
                                    VAR(NUMBER) | VAR(STATUS), 2000 },
    [REPLY_STATUS_REPEATED] = { "status.repeated",
                                VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(STATUS) |
                                    VAR(DATE),
                                VAR(NUMBER) | VAR(STATUS), 2000 },
    [REPLY_STATUS_ASKED] = { "status.asked", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(DATE),
                             VAR(NUMBER) | VAR(UNIT) | VAR(DATE), 1000 },
    [REPLY_STATUS_ASKED_DONE] = { "status.asked_done", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT),
                                  VAR(NUMBER) | VAR(UNIT), 1000 },
    [REPLY_STATUS_ASKED_REFER] = { "status.asked_refer",
                                   VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(CONTACT),
                                   VAR(NUMBER) | VAR(UNIT), 1000 },
    [REPLY_STATUS_ASKED_AGAIN] = { "status.asked_again", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT),
                                   VAR(NUMBER) | VAR(UNIT), 1000 },
    [REPLY_STATUS_STILL] = { "status.still",
                             VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(STATUS) | VAR(DATE),
                             VAR(NUMBER) | VAR(STATUS), 1000 },
    [REPLY_STATUS_ONLY] = { "status.only", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_STATUS_SINGLE] = { "status.single", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_STATUS_REGRET] = { "status.regret", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_STATUS_CLOSED] = { "status.closed",
                              VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(STATUS),
                              VAR(NUMBER) | VAR(STATUS), 2000 },
    [REPLY_STATUS_LIST] = { "status.list", VAR(LINES), VAR(LINES), 1000 },
    [REPLY_STATUS_LINE] = { "status.line", VAR(NUMBER) | VAR(MATTER) | VAR(STATUS) | VAR(DATE),
                            VAR(NUMBER) | VAR(STATUS), 120 },
    [REPLY_STATUS_NONE] = { "status.none", 0, 0, 1000 },
    [REPLY_NONE_OPEN] = { "cancel.none", 0, 0, 500 },
    [REPLY_STATUS_UNKNOWN] = { "status.unknown", 0, 0, 1000 },
    [REPLY_PLACE_UNKNOWN] = { "place.unknown", 0, 0, 100 },
    [REPLY_ASK_UNIT] = { "ask.unit", VAR(LINES), VAR(LINES), 400 },
    [REPLY_ASK_UNIT_ONLY] = { "ask.unit_only", 0, 0, 400 },
    [REPLY_ASK_PLACE] = { "ask.place", 0, 0, 400 },
    [REPLY_ASK_PLACE_OURS] = { "ask.place_ours", VAR(OTHER), VAR(OTHER), 400 },
    [REPLY_ASK_PLACE_STILL] = { "ask.place_still", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 800 },
    [REPLY_ASK_NAMESAKE] = { "ask.namesake", VAR(PLACE), VAR(PLACE), 400 },
    [REPLY_ASK_BORDER] = { "ask.border", VAR(PLACE) | VAR(OTHER), VAR(PLACE) | VAR(OTHER), 400 },
    [REPLY_ASK_PIN] = { "ask.pin", VAR(NUMBER) | VAR(PLACE) | VAR(OTHER),
                        VAR(NUMBER) | VAR(PLACE) | VAR(OTHER), 600 },
    [REPLY_ASK_MATTER] = { "ask.matter", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 400 },
    [REPLY_ASK_PART] = { "ask.part", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 400 },
    [REPLY_PART_STAYS] = { "ask.part_stays", VAR(NUMBER), VAR(NUMBER), 400 },
    [REPLY_PART_ELSE] = { "ask.part_else", 0, 0, 200 },
    [REPLY_SEND_HERE] = { "ask.send_here", 0, 0, 400 },
    [REPLY_ASK_WHOSE] = { "ask.whose", VAR(MATTER) | VAR(UNIT), VAR(UNIT), 500 },
    [REPLY_ASK_WHOSE_REFER] = { "ask.whose_refer", VAR(MATTER) | VAR(UNIT) | VAR(CONTACT),
                                VAR(UNIT), 800 },
    [REPLY_MACHINE] = { "ask.machine", 0, 0, 400 },
    [REPLY_ASK_AGAIN] = { "ask.again", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 800 },
    [REPLY_ASK_SECOND] = { "ask.second", VAR(MATTER), VAR(MATTER), 400 },
    [REPLY_ASK_PHONE] = { "ask.phone", 0, 0, 400 },
    [REPLY_ASK_CATEGORY] = { "ask.category", 0, 0, 400 },
    [REPLY_ASK_AMISS] = { "ask.amiss", 0, 0, 400 },
    [REPLY_ASK_DISTRICT] = { "ask.district", 0, 0, 400 },
    [REPLY_PIN_FAR] = { "ask.pin_far", VAR(NUMBER), VAR(NUMBER), 600 },
    [REPLY_ASK_DISTRICT_PIN] = { "ask.district_pin", 0, 0, 400 },
    [REPLY_ASK_DISTRICT_NOT] = { "ask.district_not", VAR(NUMBER), VAR(NUMBER), 400 },
    [REPLY_ASK_VILLAGE] = { "ask.village", VAR(PLACE), 0, 400 },
    [REPLY_ASK_TICKET] = { "ask.ticket", 0, 0, 900 },
    [REPLY_ASK_TICKET_ONE] = { "ask.ticket_one", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 800 },
    [REPLY_ASK_WHICH] = { "ask.which", 0, 0, 900 },
    [REPLY_ASK_ABOUT] = { "ask.about", 0, 0, 400 },
    [REPLY_ASK_VOICE] = { "ask.voice", 0, 0, 1000 },
    [REPLY_NEEDS_WORDS] = { "ticket.needs_words", VAR(NUMBER) | VAR(PLACE) | VAR(UNIT) | VAR(DATE),
                            VAR(NUMBER) | VAR(UNIT) | VAR(DATE), 1000 },
    [REPLY_UNIT_NOTED] = { "done.unit", VAR(NUMBER) | VAR(UNIT) | VAR(DATE),
                           VAR(NUMBER) | VAR(UNIT) | VAR(DATE), 500 },
    [REPLY_UNIT_REFERRED] = { "done.unit_referred",
                              VAR(NUMBER) | VAR(UNIT) | VAR(DATE) | VAR(CONTACT),
                              VAR(NUMBER) | VAR(UNIT), 500 },
    [REPLY_PLACE_NOTED] = { "done.place", VAR(NUMBER) | VAR(PLACE) | VAR(UNIT),
                            VAR(NUMBER) | VAR(PLACE) | VAR(UNIT), 500 },
    [REPLY_PLACE_CHANGED] = { "done.place_changed", VAR(NUMBER) | VAR(PLACE) | VAR(UNIT),
                              VAR(NUMBER) | VAR(PLACE) | VAR(UNIT), 500 },
    [REPLY_VOICE_KEPT] = { "done.voice", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_UNIT_HAS] = { "done.unit_has", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT),
                         VAR(NUMBER) | VAR(UNIT), 600 },
    [REPLY_NOTED] = { "done.noted", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_NOTED_PLAIN] = { "done.noted_plain", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 500 },
    [REPLY_NOTED_OTHER] = { "done.noted_other", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_BOUND] = { "done.bound", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_RAISED] = { "done.raised", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_PRESSING] = { "done.pressing", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_AFTER_ELSEWHERE] = { "after.elsewhere", VAR(NUMBER), VAR(NUMBER), 600 },
    [REPLY_UNANSWERED] = { "done.unanswered", VAR(NUMBER), VAR(NUMBER), 800 },
    [REPLY_OVER_NOTED] = { "done.over", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_HALF_NOTED] = { "done.half", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_CONDOLENCE] = { "done.condolence", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 600 },
    [REPLY_PLACE_NOT_OURS] = { "done.place_not_ours", VAR(OTHER), VAR(OTHER), 400 },
    [REPLY_PLACE_TAKEN] = { "done.place_taken", VAR(NUMBER), VAR(NUMBER), 400 },
    [REPLY_HARMLESS] = { "done.harmless", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 800 },
    [REPLY_CALMED] = { "done.calmed", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 800 },
    [REPLY_CORRECTED] = { "done.corrected",
                          VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(DATE),
                          VAR(NUMBER) | VAR(UNIT), 500 },
    [REPLY_CANCEL_ASK] = { "cancel.ask", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 500 },
    [REPLY_CANCEL_OVER] = { "cancel.over", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 500 },
    [REPLY_CANCEL_MISSENT] = { "cancel.missent", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 500 },
    [REPLY_CANCEL_BEREAVED] = { "cancel.bereaved", VAR(NUMBER) | VAR(MATTER), VAR(NUMBER), 500 },
    [REPLY_CANCELLED] = { "cancel.done", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_CANCEL_KEPT] = { "cancel.kept", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_DROPPED] = { "cancel.dropped", 0, 0, 500 },
    [REPLY_CONFIDENTIAL_SINCE] = { "privacy.since", VAR(NUMBER), VAR(NUMBER), 1000 },
    [REPLY_CONFIDENTIAL] = { "privacy.confidential", VAR(NUMBER), VAR(NUMBER), 1000 },
    [REPLY_CONFIDENTIAL_HOW] = { "privacy.how", 0, 0, 1000 },
    [REPLY_ANNOUNCED] = { "privacy.announced", 0, 0, 1000 },
    [REPLY_OUTSIDE] = { "privacy.outside", 0, 0, 500 },
    [REPLY_CONFIDENTIAL_KEPT] = { "privacy.kept", 0, 0, 200 },
    [REPLY_CONFIDENTIAL_OFFER] = { "privacy.offer", 0, 0, 200 },
    [REPLY_ADD] = { "ask.addition", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_HUMAN] = { "done.human", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_ERASE] = { "done.erase", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_PHONE_NOTED] = { "done.phone", 0, 0, 500 },
    [REPLY_PRIVACY] = { "privacy.text", 0, 0, 2000 },
    [REPLY_LANGUAGE_ASK] = { "language.ask", 0, 0, 900 },
    [REPLY_LANGUAGE_SET] = { "language.set", 0, 0, 500 },
    [REPLY_MISSED] = { "courtesy.missed", 0, 0, 900 },
    [REPLY_CALM] = { "courtesy.calm", 0, 0, 500 },
    [REPLY_BLOCKED] = { "courtesy.blocked", 0, 0, 500 },
    [REPLY_STAFF_ANSWER] = { "courtesy.staff", 0, 0, 500 },
    [REPLY_CHOICE_OLD] = { "courtesy.old_choice", 0, 0, 500 },
    [REPLY_WORK_ASSIGNED] = { "work.assigned", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(DATE),
                              VAR(NUMBER) | VAR(UNIT), 500 },
    [REPLY_WORK_STARTED] = { "work.started", WORK_VARS | VAR(DATE), VAR(NUMBER) | VAR(UNIT), 500 },
    [REPLY_WORK_ASKED] = { "work.asked", WORK_VARS, VAR(NUMBER) | VAR(LINES), 300 },
    [REPLY_WORK_RESOLVED] = { "work.resolved", WORK_VARS, VAR(NUMBER) | VAR(UNIT) | VAR(LINES),
                              300 },
    [REPLY_WORK_ANSWERED] = { "work.answered", WORK_VARS, VAR(NUMBER) | VAR(UNIT) | VAR(LINES),
                              300 },
    [REPLY_WORK_FOLLOWED] = { "work.followed", WORK_VARS, VAR(NUMBER) | VAR(UNIT) | VAR(LINES),
                              300 },
    [REPLY_FOLLOWED_ASKED] = { "work.followed_asked", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT),
                               VAR(NUMBER) | VAR(UNIT), 500 },
    [REPLY_FOLLOWED_REFUSED] = { "work.followed_refused", VAR(NUMBER) | VAR(MATTER) | VAR(LINES),
                                 VAR(NUMBER) | VAR(LINES), 500 },
    [REPLY_FOLLOWED_REOPENED] = { "work.followed_reopened",
                                  VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(DATE), VAR(NUMBER),
                                  500 },
    [REPLY_WORK_REOPENED] = { "work.reopened", VAR(NUMBER) | VAR(UNIT) | VAR(DATE), VAR(NUMBER),
                              500 },
    [REPLY_WORK_TAKEN_UP] = { "work.taken_up", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(DATE),
                              VAR(NUMBER) | VAR(DATE), 500 },
    [REPLY_WORK_REFERRED] = { "work.referred", WORK_VARS | VAR(CONTACT),
                              VAR(NUMBER) | VAR(UNIT) | VAR(CONTACT), 500 },
    [REPLY_WORK_MERGED] = { "work.merged", VAR(NUMBER) | VAR(MATTER) | VAR(OTHER),
                            VAR(NUMBER) | VAR(OTHER), 500 },
    [REPLY_WORK_UNMERGED] = { "work.unmerged",
                              VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(DATE) | VAR(OTHER),
                              VAR(NUMBER) | VAR(UNIT) | VAR(DATE) | VAR(OTHER), 500 },
    [REPLY_WORK_REJECTED] = { "work.rejected", VAR(NUMBER) | VAR(MATTER) | VAR(LINES),
                              VAR(NUMBER) | VAR(LINES), 500 },
    [REPLY_WORK_NOT_ACTIONABLE] = { "work.not_actionable", WORK_VARS, VAR(NUMBER) | VAR(LINES),
                                    500 },
    [REPLY_WORK_REPLY] = { "work.reply", VAR(NUMBER) | VAR(UNIT) | VAR(LINES),
                           VAR(NUMBER) | VAR(LINES), 300 },
    [REPLY_WORK_PROMISED] = { "work.promised", VAR(NUMBER) | VAR(UNIT) | VAR(DATE) | VAR(LINES),
                              VAR(NUMBER) | VAR(DATE) | VAR(LINES), 500 },
    [REPLY_WORK_SOONER] = { "work.sooner", VAR(NUMBER) | VAR(UNIT) | VAR(DATE) | VAR(LINES),
                            VAR(NUMBER) | VAR(DATE) | VAR(LINES), 500 },
    [REPLY_WORK_LATE] = { "work.late", VAR(NUMBER) | VAR(UNIT) | VAR(DATE),
                          VAR(NUMBER) | VAR(UNIT) | VAR(DATE), 500 },
    [REPLY_WORK_OVERDUE] = { "work.overdue", VAR(NUMBER) | VAR(UNIT) | VAR(DATE),
                             VAR(NUMBER) | VAR(UNIT) | VAR(DATE), 500 },
    [REPLY_WORK_WAITED] = { "work.waited", VAR(NUMBER) | VAR(UNIT) | VAR(DATE),
                            VAR(NUMBER) | VAR(DATE), 500 },
    [REPLY_WORK_MOVED] = { "work.moved", VAR(NUMBER) | VAR(UNIT) | VAR(DATE),
                           VAR(NUMBER) | VAR(DATE), 500 },
    [REPLY_AFTER_SOLVED] = { "after.solved", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_AFTER_PARTLY] = { "after.partly", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_AFTER_SILENCE] = { "after.silence", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_AFTER_RATED] = { "after.rated", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_AFTER_RATE_AGAIN] = { "after.rate_again", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_AFTER_COMMENT] = { "after.comment", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_AFTER_OBJECTION] = { "after.objection", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_SIMILAR_ASK] = { "similar.ask", VAR(NUMBER) | VAR(MATTER) | VAR(PLACE) | VAR(COUNT),
                            VAR(COUNT), 300 },
    [REPLY_SIMILAR_JOINED] = { "similar.joined", VAR(NUMBER) | VAR(COUNT), VAR(NUMBER), 500 },
    [REPLY_SIMILAR_LEFT] = { "similar.left", VAR(NUMBER), VAR(NUMBER), 500 },
    [REPLY_BUTTON_CANCEL] = { "button.cancel", 0, 0, 20 },
    [REPLY_BUTTON_CLOSE] = { "button.close", 0, 0, 20 },
    [REPLY_BUTTON_KEEP] = { "button.keep", 0, 0, 20 },
    [REPLY_BUTTON_HUMAN] = { "button.human", 0, 0, 20 },
    [REPLY_BUTTON_LIST] = { "button.list", 0, 0, 20 },
    [REPLY_ROW_MORE] = { "button.more", 0, 0, 24 },
    [REPLY_ROW_UNKNOWN] = { "button.unknown", 0, 0, 24 },
    [REPLY_ROW_NEW] = { "button.new", 0, 0, 24 },
    [REPLY_BUTTON_SECOND] = { "button.second", 0, 0, 20 },
    [REPLY_BUTTON_NONE] = { "button.none", 0, 0, 20 },
    [REPLY_BUTTON_NEITHER] = { "button.neither", 0, 0, 20 },
    [REPLY_BUTTON_SOLVED] = { "button.solved", 0, 0, 20 },
    [REPLY_BUTTON_PARTLY] = { "button.partly", 0, 0, 20 },
    [REPLY_BUTTON_NOT] = { "button.not", 0, 0, 20 },
    [REPLY_ROW_RATE_5] = { "button.rate_5", 0, 0, 24 },
    [REPLY_ROW_RATE_4] = { "button.rate_4", 0, 0, 24 },
    [REPLY_ROW_RATE_3] = { "button.rate_3", 0, 0, 24 },
    [REPLY_ROW_RATE_2] = { "button.rate_2", 0, 0, 24 },
    [REPLY_ROW_RATE_1] = { "button.rate_1", 0, 0, 24 },
    [REPLY_BUTTON_JOIN] = { "button.join", 0, 0, 20 },
    [REPLY_BUTTON_OWN] = { "button.own", 0, 0, 20 },
    [REPLY_BUTTON_PART] = { "button.part", 0, 0, 20 },
    [REPLY_BUTTON_NEW] = { "button.other", 0, 0, 20 },
};

const char *reply_key_name(enum reply_key key)
{
    return (size_t)key < REPLY_KEY_COUNT ? rules[key].name : "";
}

/* Takes the text before the next placeholder off *rest, then the placeholder: *var is its number,
 * or VAR_COUNT when the text ends without one. False with *bad, the offending piece, for braces
 * that hold no name we know. */
static bool next_piece(struct str *rest, struct str *plain, size_t *var, struct str *bad)
{
    size_t open = 0;
    while (open < rest->len && rest->at[open] != '{' && rest->at[open] != '}')
        open++;
    *plain = str_slice(*rest, 0, open);
    *rest = str_slice(*rest, open, rest->len);
    *var = VAR_COUNT;
    *bad = STR_EMPTY;
    if (rest->len == 0) return true;
    size_t close = str_find(*rest, STR("}"), 0);
    struct str name = str_slice(*rest, 1, close);
    for (size_t v = 0; v < VAR_COUNT && rest->at[0] == '{' && close != SIZE_MAX; v++)
        if (str_equal(name, str_of(var_names[v]))) *var = v;
    *bad = str_slice(*rest, 0, close == SIZE_MAX ? SIZE_MAX : close + 1);
    *rest = str_slice(*rest, bad->len, rest->len);
    return *var != VAR_COUNT;
}

static const struct reply_text *find_text(const struct reply_text *texts, size_t count,
                                          const char *key)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(texts[middle].key, str_of(key));
        if (order == 0) return &texts[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static struct str value_of(const struct reply_vars *vars, size_t var)
{
    const struct str values[VAR_COUNT] = {
        [NUMBER] = vars->number,     [MATTER] = vars->matter,       [UNIT] = vars->unit,
        [PLACE] = vars->place,       [DATE] = vars->date,           [STATUS] = vars->status,
        [LINES] = vars->lines,       [EMERGENCY] = vars->emergency, [CONTACT] = vars->contact,
        [OTHER] = vars->other,       [COUNT] = vars->count,         [LINK] = vars->link,
        [GREETING] = vars->greeting,
    };
    return values[var].at ? values[var] : STR_EMPTY;
}

/* A line that held nothing but an empty value goes away, and the blank lines after it. */
static void skip_empty_line(struct str *rest, bool at_line_start)
{
    while (at_line_start && rest->len > 0 && rest->at[0] == '\n')
        *rest = str_slice(*rest, 1, rest->len);
}

/* The last line held nothing but an empty value: the text ends with the line before. */
static void end_line(struct buf *out, size_t before)
{
    while (out->len > before && out->at[out->len - 1] == '\n')
        buf_shorten(out, out->len - 1);
}

static const struct reply_texts *texts_in(const struct desk *desk, enum language language)
{
    bool has = (size_t)language < LANGUAGE_END && desk->replies[language].count > 0;
    return &desk->replies[has ? language : LANGUAGE_INDONESIAN];
}

bool reply_fill(struct str text, const struct reply_vars *vars, struct buf *out, struct err *e)
{
    struct str rest = text, plain, bad;
    bool line_start = true;
    size_t before = out->len;
    while (rest.len > 0) {
        size_t var;
        if (!next_piece(&rest, &plain, &var, &bad)) return err_set(e, ERR_INPUT, "no placeholder");
        buf_add(out, plain);
        if (plain.len > 0) line_start = plain.at[plain.len - 1] == '\n';
        if (var == VAR_COUNT) break;
        struct str value = value_of(vars, var);
        buf_add(out, value);
        if (value.len == 0) skip_empty_line(&rest, line_start);
        line_start = line_start && value.len == 0;
        if (line_start && rest.len == 0) end_line(out, before);
    }
    return buf_ok(out) || err_set(e, ERR_LIMIT, "too long");
}

bool reply_render(const struct desk *desk, enum language language, enum reply_key key,
                  const struct reply_vars *vars, struct buf *out, struct err *e)
{
    const char *name = reply_key_name(key);
    const struct reply_texts *texts = texts_in(desk, language);
    const struct reply_text *found = find_text(texts->at, texts->count, name);
    struct err why = { 0 };
    if (!found) return err_set(e, ERR_INTERNAL, "reply %s: no such text", name);
    if (reply_fill(found->text, vars, out, &why)) return true;
    return err_set(e, why.code == ERR_INPUT ? ERR_INTERNAL : why.code, "reply %s: %s", name,
                   why.text);
}

/* "name: what {piece}; allowed: {number} {unit}" */
static bool placeholder_fault(const struct reply_rule *rule, const char *what, struct str piece,
                              struct err *e)
{
    char allowed[160];
    struct buf names;
    buf_fixed(&names, allowed, sizeof allowed);
    for (size_t var = 0; var < VAR_COUNT; var++)
        if (rule->may & VAR(var)) buf_addf(&names, " {%s}", var_names[var]);
    if (rule->may == 0) buf_addf(&names, " none");
    return err_set(e, ERR_INPUT, "%s: %s %.*s; allowed:%.*s", rule->name, what,
                   STR_ARG(utf8_prefix(piece, 40)), STR_ARG(buf_view(&names)));
}

static bool placeholders_check(const struct reply_rule *rule, struct str text, struct err *e)
{
    unsigned seen = 0;
    struct str plain, bad;
    for (size_t var = 0; text.len > 0 && var != VAR_COUNT;) {
        if (!next_piece(&text, &plain, &var, &bad))
            return placeholder_fault(rule, "unknown placeholder", bad, e);
        if (var == VAR_COUNT) break;
        if (!(rule->may & VAR(var)))
            return placeholder_fault(rule, "this text does not get", bad, e);
        seen |= VAR(var);
    }
    for (size_t var = 0; var < VAR_COUNT; var++)
        if (rule->needs & ~seen & VAR(var))
            return err_set(e, ERR_INPUT, "%s: lacks {%s}", rule->name, var_names[var]);
    return true;
}

static bool text_check(const struct reply_rule *rule, struct str text, struct err *e)
{
    if (!utf8_valid(text)) return err_set(e, ERR_INPUT, "%s: not UTF-8", rule->name);
    if (str_trim(text).len == 0) return err_set(e, ERR_INPUT, "%s: is empty", rule->name);
    if (text.len > rule->max)
        return err_set(e, ERR_INPUT, "%s: longer than %zu bytes", rule->name, rule->max);
    return placeholders_check(rule, text, e);
}

bool reply_canned_check(struct str text, struct err *e)
{
    static const struct reply_rule rule = {
        "body", VAR(NUMBER) | VAR(MATTER) | VAR(UNIT) | VAR(PLACE) | VAR(DATE), 0, 0
    };
    return placeholders_check(&rule, text, e);
}

bool reply_names_date(struct str text)
{
    return str_contains(text, STR("{date}"));
}

static bool key_is_known(struct str key)
{
    for (size_t i = 0; i < REPLY_KEY_COUNT; i++)
        if (str_equal(key, str_of(rules[i].name))) return true;
    return false;
}

/* "line 6: ..." */
static bool fault_at(const struct reply_text *text, struct err *e)
{
    char where[32];
    if (text->line == 0) return false;
    (void)snprintf(where, sizeof where, "line %d", text->line);
    return err_wrap(e, where);
}

static bool key_fault(const struct reply_text *text, const char *what, struct err *e)
{
    (void)err_set(e, ERR_INPUT, "%.*s: %s", STR_ARG(utf8_prefix(text->key, 60)), what);
    return fault_at(text, e);
}

bool reply_texts_check(const struct reply_text *texts, size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        if (!key_is_known(texts[i].key)) return key_fault(&texts[i], "no such text", e);
        if (i > 0 && str_compare(texts[i - 1].key, texts[i].key) >= 0)
            return key_fault(&texts[i], "given twice", e);
    }
    for (size_t i = 0; i < REPLY_KEY_COUNT; i++) {
        const struct reply_text *found = find_text(texts, count, rules[i].name);
        if (!found) return err_set(e, ERR_INPUT, "%s: missing", rules[i].name);
        if (!text_check(&rules[i], found->text, e)) return fault_at(found, e);
    }
    return true;
}
