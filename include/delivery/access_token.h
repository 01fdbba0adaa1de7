/* access_token.h - where the access token comes from, for whoever asks Meta.
 *
 * A token is replaced while the program runs: whoever holds it reads it again where Meta refuses it
 * (graph_blames_token), and needs no restart. Threads: any; `again` may be called on several at
 * once. Whoever copies a token wipes the copy. */
#ifndef KANDA_DELIVERY_ACCESS_TOKEN_H
#define KANDA_DELIVERY_ACCESS_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#define ACCESS_TOKEN_SIZE 1024

struct access_token {
    const char *text; /* as it was at start; borrowed */
    /* As it is now, where it came from a file. False: there is none. NULL: only a restart brings a
     * new one. */
    bool (*again)(const void *ctx, char *out, size_t size);
    const void *ctx;
};

/* As it is now; where that cannot be told, as it was at start. */
void access_token_now(const struct access_token *t, char out[ACCESS_TOKEN_SIZE]);
/* Whether there is another one by now than `held`; out is untouched when not. */
bool access_token_renewed(const struct access_token *t, const char *held,
                          char out[ACCESS_TOKEN_SIZE]);

#endif
