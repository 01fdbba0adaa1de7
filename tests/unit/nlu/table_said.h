/* table_said.h - what a text is understood as, in words, for the tests of the tables. */
#ifndef KANDA_TESTS_TABLE_SAID_H
#define KANDA_TESTS_TABLE_SAID_H

#include "domain/ticket.h"
#include "table_bed.h"

/* "information employment", "privacy": the kind and the category of a report, else its intent; and
 * what else it is, by itself and to the messages before it. */
static inline void taken_for(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    static const char *const languages[] = { [LANGUAGE_UNKNOWN] = "",
                                             [LANGUAGE_INDONESIAN] = " id",
                                             [LANGUAGE_JAVANESE] = " jv",
                                             [LANGUAGE_MADURESE] = " mad" };
    struct understood u = bed_understand(bed, str_of(text));
    bool report = u.intent == INTENT_REPORT;
    const struct {
        bool is;
        const char *word;
    } also[] = { { u.urgent, " urgent" },
                 { u.command == INTENT_CANCEL, " cancel" },
                 { u.over, " over" },
                 { u.other, " other" },
                 { u.row != 0, " row" },
                 { u.each_count != 0, " each" },
                 { u.place_only, " where" },
                 { u.announces, ", announced" },
                 { u.doubts, ", in doubt" },
                 { u.of_report, ", of a report" },
                 { u.continues, ", continues" },
                 { u.salam, ", salam" },
                 { u.amends, ", amended" },
                 { u.one_of, ", of one" },
                 { u.apart, ", apart" },
                 { u.cancels, ", cancels" },
                 { u.unit_named != NULL, ", of a unit" },
                 { u.asks_to_know, ", to know" },
                 { u.asks_case, ", of the case" },
                 { u.asks_whose, ", whose" },
                 { u.asks_sending, ", sends" },
                 { u.asks_machine, ", of the machine" },
                 { u.asks_rescuer, ", whom of a service to call" },
                 { u.asks_whom_to_call && !u.asks_rescuer, ", whom to call" },
                 { u.noted, ", noted" },
                 { u.gathers, ", gathered" },
                 { u.disputes, ", disputes" },
                 { u.asks_if_threatened, ", if threatened" },
                 { u.pressing && !u.urgent, ", pressing" },
                 { u.harmless, ", harmless" },
                 { u.chases && !u.of_report, ", chases" },
                 { u.news, ", news" },
                 { u.awaits_service, ", awaited" },
                 { u.missent, ", missent" },
                 { u.clarifies, ", clarified" },
                 { u.at_door, ", at the door" },
                 { u.blames_chief, ", blamed" },
                 { u.third_party, ", for another" },
                 { u.same_report, ", the same" },
                 { u.same_place, ", same" },
                 { u.lies_there, ", there" },
                 { u.lies_before, ", known" } };
    struct buf said;
    buf_fixed(&said, out, cap);
    buf_add(&said, str_of(report ? ticket_kind_name(u.kind) : intent_name(u.intent)));
    if (report) buf_add_char(&said, ' ');
    if (report) buf_add(&said, u.category->code);
    if (u.intent == INTENT_LANGUAGE) buf_add(&said, str_of(languages[u.language]));
    if (u.beside_count) buf_add(&said, STR(" and "));
    if (u.beside_count) buf_add(&said, u.beside[0].category->code);
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (also[i].is) buf_add(&said, str_of(also[i].word));
    if (u.rating) buf_add(&said, STR(", rated "));
    if (u.rating) buf_add_i64(&said, u.rating);
}

#endif
