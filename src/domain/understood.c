/* understood.c - names of what a text was taken for, and which of it is plain. */
#include "domain/understood.h"
#include "base/clock.h"

const char *intent_name(enum intent intent)
{
    switch (intent) {
    case INTENT_NONE: break;
    case INTENT_REPORT: return "report";
    case INTENT_GREETING: return "greeting";
    case INTENT_THANKS: return "thanks";
    case INTENT_NOISE: return "noise";
    case INTENT_MENU: return "menu";
    case INTENT_STATUS: return "status";
    case INTENT_HELP: return "help";
    case INTENT_CANCEL: return "cancel";
    case INTENT_CORRECT: return "correct";
    case INTENT_HUMAN: return "human";
    case INTENT_ADD: return "add";
    case INTENT_CONFIDENTIAL: return "confidential";
    case INTENT_PRIVACY: return "privacy";
    case INTENT_ERASE: return "erase";
    case INTENT_YES: return "yes";
    case INTENT_NO: return "no";
    case INTENT_LANGUAGE: return "language";
    }
    return "none";
}

bool verdict_is_plain(enum verdict verdict)
{
    return verdict != VERDICT_NONE && verdict != VERDICT_UNSURE;
}

struct telling telling_at(int64_t sent_at)
{
    struct civil at;
    civil_of_ms(sent_at, &at);
    return (struct telling){ .year = at.year };
}

bool understood_accuses(const struct understood *u)
{
    return u->accuses || u->whistleblowing || u->blames_chief;
}
