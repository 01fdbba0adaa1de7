/* word.c - names of the roles, as words.csv writes them. */
#include "domain/word.h"

static const char *const roles[WORD_ROLE_COUNT] = {
    [WORD_GREETING] = "greeting",
    [WORD_THANKS] = "thanks",
    [WORD_NOISE] = "noise",
    [WORD_FILLER] = "filler",
    [WORD_URGENT] = "urgent",
    [WORD_HAZARD] = "hazard",
    [WORD_VICTIM] = "victim",
    [WORD_EVENT] = "event",
    [WORD_USUAL] = "usual",
    [WORD_PAST] = "past",
    [WORD_OVER] = "over",
    [WORD_NOW] = "now",
    [WORD_ABUSE] = "abuse",
    [WORD_BLOW] = "blow",
    [WORD_PROTECTED] = "protected",
    [WORD_GUARDIAN] = "guardian",
    [WORD_MISSING] = "missing",
    [WORD_SELF_HARM] = "self_harm",
    [WORD_MENU] = "menu",
    [WORD_STATUS] = "status",
    [WORD_HELP] = "help",
    [WORD_CANCEL] = "cancel",
    [WORD_HUMAN] = "human",
    [WORD_ADD] = "add",
    [WORD_CONFIDENTIAL] = "confidential",
    [WORD_PRIVACY] = "privacy",
    [WORD_ERASE] = "erase",
    [WORD_YES] = "yes",
    [WORD_NO] = "no",
    [WORD_AGREE] = "agree",
    [WORD_DECLINE] = "decline",
    [WORD_PROCEED] = "proceed",
    [WORD_MISSENT] = "missent",
    [WORD_SOLVED] = "solved",
    [WORD_PARTLY] = "partly",
    [WORD_UNSOLVED] = "unsolved",
    [WORD_RESERVE] = "reserve",
    [WORD_BLAME] = "blame",
    [WORD_THIRD_PARTY] = "third_party",
    [WORD_LANGUAGE] = "language",
    [WORD_CORRECT] = "correct",
    [WORD_QUESTION] = "question",
    [WORD_ASPIRATION] = "aspiration",
    [WORD_CONSULTATION] = "consultation",
    [WORD_WHISTLEBLOWING] = "whistleblowing",
    [WORD_CHASE] = "chase",
    [WORD_OFFICIAL] = "official",
    [WORD_DEMAND] = "demand",
    [WORD_EXACTED] = "exacted",
    [WORD_MONEY] = "money",
    [WORD_COLLECTOR] = "collector",
    [WORD_FUND] = "fund",
    [WORD_ASSET] = "asset",
    [WORD_WAGE] = "wage",
    [WORD_EMBEZZLED] = "embezzled",
    [WORD_CUT] = "cut",
    [WORD_SOLD] = "sold",
    [WORD_USED] = "used",
    [WORD_OWN] = "own",
    [WORD_PLACE_MARK] = "place_mark",
    [WORD_SLANG] = "slang",
    [WORD_JAVANESE] = "javanese",
    [WORD_MADURESE] = "madurese",
    [WORD_PRAISE] = "praise",
    [WORD_EXACTED_BY] = "exacted_by",
    [WORD_BESIDE] = "beside",
    [WORD_PLACE_VILLAGE] = "place_village",
    [WORD_PLACE_HAMLET] = "place_hamlet",
    [WORD_PLACE_DISTRICT] = "place_district",
    [WORD_PLACE_CITY] = "place_city",
    [WORD_PLACE_REGENCY] = "place_regency",
    [WORD_PLACE_TOWARDS] = "place_towards",
    [WORD_PLACE_IN] = "place_in",
    [WORD_PLACE_HOUSE] = "place_house",
    [WORD_PLACE_LANE] = "place_lane",
    [WORD_PLACE_FRONT] = "place_front",
    [WORD_THING_BEFORE] = "thing_before",
    [WORD_THING_AFTER] = "thing_after",
    [WORD_COLOUR] = "colour",
    [WORD_OFFER] = "offer",
    [WORD_SELF] = "self",
    [WORD_WISH] = "wish",
    [WORD_REPORTING] = "reporting",
    [WORD_REPORT] = "report",
};

bool word_role_stands_apart(enum word_role role)
{
    return role > WORD_SLANG;
}

bool word_role_of(struct str name, enum word_role *out)
{
    for (int r = 0; r < WORD_ROLE_COUNT; r++) {
        if (!str_equal(name, str_of(roles[r]))) continue;
        *out = (enum word_role)r;
        return true;
    }
    return false;
}
