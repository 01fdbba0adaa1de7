/* letter.h - the webhook of one message, as Meta would send it. Threads: pure. */
#ifndef KANDA_DEMO_LETTER_H
#define KANDA_DEMO_LETTER_H

#include "base/buf.h"
#include "past.h"

void demo_letter_webhook(const struct past *p, const struct past_letter *letter, struct str wamid,
                         struct buf *out);
/* One line of the file that `kanda-sim serve --chats` reads. */
void demo_chat_letter(struct past *p, const struct past_letter *letter, struct str wamid);
/* request: the body that was sent to the Graph API. */
void demo_chat_answer(struct past *p, struct str request, struct str wamid);

#endif
