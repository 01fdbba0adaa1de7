/* rescue.c - who is in danger, by which words, and who can help. */
#include "rescue.h"
#include "assault.h"
#include "beset.h"
#include "hurt.h"
#include "plight.h"

/* A keyword that says so much names a matter by itself. */
#define PLAIN 5
/* And one of so much which house it is: "rsud tongas". */
#define NAMED_OUTRIGHT 8

void rescue_danger(struct reasons *why)
{
    const struct lexicon *l = why->lexicon;
    why->harm_by = judge_harm(l, why->reading);
    why->missing_by = judge_missing(l, why->reading);
    const struct match *own = judge_danger(l, why->reading, WORD_SELF_HARM);
    bool attacks = own && judge_attacks(l, why->reading, own);
    why->attacks = attacks || judge_besieged(l, why->reading);
    why->self_harm = own && !attacks;
    why->urgent_by = why->self_harm ? own : judge_urgent(l, why->reading);
    if (!why->urgent_by) why->urgent_by = own;
    if (!why->urgent_by) why->urgent_by = judge_peril(l, why->reading);
    if (!why->urgent_by) why->urgent_by = judge_engulfed(l, why->reading);
    if (!why->urgent_by) why->urgent_by = judge_house_fell(l, why->reading);
    if (!why->urgent_by) why->urgent_by = why->harm_by ? why->harm_by : why->missing_by;
    /* What no alarm tells. */
    why->attacks =
        why->attacks ||
        (!why->urgent_by && (judge_assaulted(l, why->reading) || judge_armed(l, why->reading)));
    if (judge_bitten(l, why->reading, &why->hurt) || judge_hurt(l, why->reading, &why->hurt))
        return;
    why->trapped = judge_in_what_falls(l, why->reading, &why->hurt);
}

bool rescue_is_needed(const struct reasons *why)
{
    return why->urgent_by || why->attacks || span_is_told(&why->hurt);
}

/* "odgj bawa parang": whoever comes to him first must be able to take it from him. */
static bool is_armed(const struct reasons *why)
{
    const struct lexicon *l = why->lexicon;
    const struct reading *r = why->reading;
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *alarm = &r->alarms[i];
        if (reading_has(l, r, alarm->from, alarm->to, WORD_WEAPON) &&
            judge_real(l, r, alarm, WORD_URGENT) && !judge_past(l, r, alarm))
            return true;
    }
    return false;
}

bool rescue_is_named(const struct reasons *why)
{
    const struct category *heard = judge_heard(&why->scores);
    return heard && heard->priority > PRIORITY_NORMAL;
}

/* "rumah pak A sudah ambruk": its keyword tells who can help, as an alarm does. */
static const struct category *named_by(const struct lexicon *l, const struct match *danger)
{
    uint32_t rescuer = l->words.items[danger->phrase].rescuer;
    return rescuer == PHRASE_NONE ? NULL : &l->desk->categories[rescuer];
}

void rescue_find(struct reasons *why)
{
    const struct category *heard = judge_heard(&why->scores);
    if (!rescue_is_needed(why)) return;
    /* "naik tower mau lompat": where it is, or by what, is nobody's matter then. */
    if (why->self_harm) {
        if (!heard || category_is_public(heard)) why->rescuer = why->lexicon->health;
        return;
    }
    /* "tabrakan, mobilnya terbakar", "kabelnya keluar api kalau hujan": for whoever puts out the
     * fire, whatever else stands beside it. */
    if (heard && heard->priority == PRIORITY_URGENT) {
        why->rescuer = heard;
        return;
    }
    if (why->attacks) {
        why->rescuer = why->lexicon->police;
        return;
    }
    why->accident_by = judge_accident(why->lexicon, why->reading);
    why->rescuer = judge_rescuer(why->lexicon, why->reading, &why->scores);
    if (!why->rescuer && why->urgent_by && why->urgent_by->apart)
        why->rescuer = named_by(why->lexicon, why->urgent_by);
    bool own = heard && !category_is_public(heard); /* no parking, where the attendant is armed */
    if (!why->rescuer && own && is_armed(why)) why->rescuer = why->lexicon->police;
    /* Where no danger names one, and no keyword names a matter by itself. */
    int said = heard ? why->scores.most[heard - why->lexicon->desk->categories] : 0;
    bool unnamed = !why->rescuer && span_is_told(&why->hurt) && said < PLAIN;
    why->ailing = unnamed && !why->trapped;
    why->trapped = why->trapped && unnamed;
    /* "nyawa ayah saya" in a hospital that is named: for those who have him there; not "rsud". */
    if (why->rescuer == why->lexicon->health && said >= NAMED_OUTRIGHT &&
        heard == judge_house(why->lexicon, why->reading))
        why->rescuer = heard;
    if (unnamed) why->rescuer = why->trapped ? why->lexicon->disaster : why->lexicon->health;
}

const struct category *rescue_owner(const struct reasons *why)
{
    if (why->harm_by) return why->lexicon->violence;
    if (why->accident_by) return why->lexicon->accident;
    if (why->rescuer) return why->rescuer;
    return why->missing_by ? why->lexicon->police : NULL;
}

bool rescue_thing(const struct reasons *why, const struct category *category, struct arena *arena,
                  struct str *out, struct err *e)
{
    const struct str ending = STR("nya");
    const struct tokens *all = &why->reading->tokens;
    if (!rescue_is_needed(why) || out->len > 0) return true;
    if (category != why->rescuer || category->priority > PRIORITY_NORMAL) return true;
    for (size_t i = all->count; i-- > 0;) {
        struct str raw = all->at[i].raw.text;
        if (token_names_told(&all->at[i]))
            return arena_text(arena, out, e, "%.*s", (int)(raw.len - ending.len), raw.at);
    }
    return true;
}

void rescue_calm(const struct reasons *why, struct understood *out)
{
    const struct lexicon *l = why->lexicon;
    const struct category *all = l->desk->categories, *best = NULL;
    uint32_t from = (uint32_t)(out->category - all);
    if (out->urgent || out->category->priority != PRIORITY_URGENT) return;
    if (!judge_only_past(l, why->reading, from)) return;
    for (size_t i = 0; i < l->desk->category_count; i++) {
        if (l->units[i] != l->units[from] || all[i].priority == PRIORITY_URGENT) continue;
        if (!best || why->scores.all[i] > why->scores.all[best - all]) best = &all[i];
    }
    if (best) out->category = best;
}
