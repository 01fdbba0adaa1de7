/* answer.c - what a text says to whatever was asked: yes, no, done, a row, a number of stars. */
#include "consent.h"
#include "disown.h"
#include "judge.h"
#include "mishap.h"
#include "plain.h"
#include "rating.h"
#include "verdict.h"

void answer_judge(const struct lexicon *l, const struct reading *r, struct str text,
                  struct understood *u)
{
    u->row = plain_row(l, r);
    rating_judge(l, r, text, u);
    /* "ini nomor pengaduan ya?" agrees to nothing. */
    if (!judge_hails(l, r)) u->consent = consent_judge(l, r, &u->proceeds);
    /* "jangan bilang bapak saya" says no to nothing that was asked. */
    if (u->intent == INTENT_CONFIDENTIAL && judge_hides(l, r)) u->consent = CONSENT_NONE;
    u->noted = judge_noted(l, r);
    u->salam = reading_says(l, r, WORD_SALAM);
    u->calls = judge_calls(l, r);
    u->missent = judge_said(l, r, WORD_MISSENT) || judge_took_for_other(l, r);
    u->bereaved = judge_bereaved(l, r);
    u->still = consent_is_still(l, r);
    u->other = consent_is_other(l, r);
    verdict_judge(l, r, u);
}
