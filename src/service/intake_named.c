/* intake_named.c - what is named in pieces: the matter, and with the place the house that it is
 * told of ("petugasnya tidak ramah", "di puskesmas gending"). */
#include "intake_private.h"
#include "store/ticket_store.h"

/* Bytes; what is longer tells more than where. */
#define WHERE_WORDS 100

/* What the words tell together with the district. */
static bool heard_there(struct intake_step *s, struct str told, struct telling telling,
                        const struct place *place, struct understood *out, struct err *e)
{
    const struct place *district = desk_place(s->options->desk, place_district(place));
    struct str words = told;
    return (!district || arena_text(s->arena, &words, e, "%.*s, %.*s", STR_ARG(told),
                                    STR_ARG(district->name))) &&
           intake_understand(s, words, telling, out, e);
}

/* Together with the words that tell where: "di puskesmas gending" behind "petugasnya tidak ramah".
 */
static bool heard_with(struct intake_step *s, struct str told, struct str where,
                       struct telling telling, struct understood *out, struct err *e)
{
    struct str words;
    return arena_text(s->arena, &words, e, "%.*s, %.*s", STR_ARG(told), STR_ARG(where)) &&
           intake_understand(s, words, telling, out, e);
}

/* Surely another matter of the same kind, for a unit of its own. */
static bool is_named_there(const struct understood *alone, const struct understood *there)
{
    return there->category_sure && there->category != alone->category &&
           there->urgent == alone->urgent && there->kind == alone->kind &&
           there->category->department;
}

/* It tells where, and what house that is, in words that are too few for another story. */
static bool says_house(const struct intake_step *s)
{
    return !s->choice && s->message->type == MESSAGE_TEXT && s->understood->house &&
           s->message->text.len <= WHERE_WORDS;
}

bool intake_name_there(struct intake_step *s, struct decision *d, const struct place *place,
                       bool *named, struct err *e)
{
    struct ticket t;
    struct understood alone, there;
    *named = false;
    if (place_district(place).len == 0 || !s->options->understand) return true;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    const struct telling telling = telling_at(t.received_at);
    const struct str told = intake_words_before(s, &t);
    bool lies_there = str_equal(t.district, place_district(place));
    if (t.status != STATUS_RECEIVED || t.kind == KIND_WHISTLEBLOWING || !lies_there ||
        t.contact_id != s->contact_id)
        return true;
    if (!intake_understand(s, told, telling, &alone, e)) return false;
    /* "pelayanannya lambat" is of the office of its place, as long as no other house is named. */
    bool of_place = !alone.department && says_house(s);
    if (!str_equal(alone.category->code, t.category) ||
        (!of_place && (!alone.department || !str_equal(alone.department->code, t.department))))
        return true;
    if (!heard_there(s, told, telling, place, &there, e)) return false;
    /* Of a lamp or a road no house tells more than where. */
    if (!is_named_there(&alone, &there) && says_house(s) && !alone.apart &&
        !heard_with(s, told, s->message->text, telling, &there, e))
        return false;
    if (!is_named_there(&alone, &there)) return true;
    const struct ticket_correction to = { .kind = t.kind,
                                          .category = there.category->code,
                                          .department = there.category->department->code,
                                          .priority = t.priority };
    *named = true;
    return intake_correct_to(s, d, &to, REPLY_CORRECTED, e);
}

/* The house that the ticket's words name, which are no more than where, and the message: together.
 */
static bool heard_in_house(struct intake_step *s, const struct ticket *t, struct understood *out,
                           struct err *e)
{
    struct understood where;
    const struct telling telling = telling_at(t->received_at);
    struct str told = intake_words_before(s, t);
    if (told.len > WHERE_WORDS) return true;
    if (!intake_understand(s, told, telling, &where, e)) return false;
    return !where.house || heard_with(s, s->message->text, told, telling, out, e);
}

/* Where came first: "rsud tongas", and then that the hospital is slow. */
bool intake_name_with(struct intake_step *s, const struct ticket *t, const struct place *place,
                      struct err *e)
{
    struct understood there;
    if (place_district(place).len == 0 || !s->options->understand) return true;
    if (!heard_there(s, s->message->text, telling_at(t->received_at), place, &there, e))
        return false;
    if (!is_named_there(s->understood, &there) && !heard_in_house(s, t, &there, e)) return false;
    if (!is_named_there(s->understood, &there)) return true;
    s->heard = there;
    s->understood = &s->heard;
    return true;
}
