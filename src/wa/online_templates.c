/* online_templates.c - which of our templates Meta would send. */
#include "online_private.h"

enum standing {
    SENDABLE,
    NOT_LISTED,
    PENDING,
    PAUSED,
    REJECTED,
    DISABLED,
    DELETED,
    OTHER_VARIABLES,
    OTHER_CATEGORY,
    OTHER_TEXT,
    STANDING_COUNT
};
_Static_assert(STANDING_COUNT == ONLINE_TEMPLATE_FINDINGS, "one finding for each");

static const struct {
    const char *seen, *remedy;
} words[STANDING_COUNT] = {
    [NOT_LISTED] = { "not at Meta in our language", "run `kanda templates submit`" },
    [PENDING] = { "waiting for Meta's review",
                  "look again tomorrow; until then what needs them waits" },
    [PAUSED] = { "paused by Meta for complaints",
                 "it ends by itself; Meta Business Suite tells why" },
    [REJECTED] = { "rejected", "correct the text in templates.csv under a new name, submit again" },
    [DISABLED] = { "disabled or locked for good",
                   "write another under a new name in templates.csv, submit it" },
    [DELETED] = { "deleted or archived",
                  "restore them in Meta Business Suite, or submit them under a new name" },
    [OTHER_VARIABLES] = { "with other variables at Meta",
                          "give ours a new name in templates.csv, submit it" },
    [OTHER_CATEGORY] = { "in another category at Meta",
                         "it costs more and may not arrive; ask for a review there" },
    [OTHER_TEXT] = { "with another text at Meta",
                     "give ours a new name in templates.csv and submit it, or take over theirs" },
};

/* A state that is none of ours is a warning (FLAGGED) or new: it is sent until Meta says no. */
static enum standing standing_of(const struct message_template *m, const struct template_listed *t)
{
    const struct template_standing s = template_stands(m, t, TEMPLATE_APPROVED);
    if (!t) return NOT_LISTED;
    switch (s.state) {
    case TEMPLATE_PENDING: return PENDING;
    case TEMPLATE_PAUSED: return PAUSED;
    case TEMPLATE_REJECTED: return REJECTED;
    case TEMPLATE_DISABLED: return DISABLED;
    case TEMPLATE_DELETED: return DELETED;
    case TEMPLATE_DIFFERS: return s.same_params ? OTHER_TEXT : OTHER_VARIABLES;
    case TEMPLATE_UNKNOWN:
    case TEMPLATE_APPROVED:
    case TEMPLATE_STATE_COUNT: break;
    }
    return s.sendable ? SENDABLE : OTHER_CATEGORY;
}

size_t online_templates(const struct message_template *ours, size_t count,
                        const struct template_listed *theirs, size_t listed,
                        struct online_finding out[ONLINE_TEMPLATE_FINDINGS])
{
    size_t of[STANDING_COUNT] = { 0 }, n = 1;
    const struct message_template *first[STANDING_COUNT] = { NULL };
    for (size_t i = 0; i < count; i++) {
        enum standing s = standing_of(&ours[i], template_listed_as(&ours[i], theirs, listed));
        if (of[s]++ == 0) first[s] = &ours[i];
    }
    for (int s = SENDABLE + 1; s < STANDING_COUNT; s++) {
        if (!first[s]) continue;
        online_say(&out[n++], false, "%zu %s (%.*s, %.*s%s): %s", of[s], words[s].seen,
                   STR_ARG(str_slice(first[s]->name, 0,
                                     first[s]->name.len < 60 ? first[s]->name.len : 60)),
                   STR_ARG(first[s]->language), of[s] > 1 ? " ..." : "", words[s].remedy);
    }
    if (count == 0)
        online_say(&out[0], false,
                   "templates.csv is empty: outside the window nothing can be said");
    else
        online_say(&out[0], of[SENDABLE] == count, "%zu of our %zu are approved as they stand%s",
                   of[SENDABLE], count,
                   of[SENDABLE] < count ? "; `kanda templates compare` names each" : "");
    return n;
}
