/* access_token.c - the token as it is now. */
#include "delivery/access_token.h"
#include "base/str.h"
#include <string.h>

void access_token_now(const struct access_token *t, char out[ACCESS_TOKEN_SIZE])
{
    if (access_token_renewed(t, "", out)) return;
    if (!str_copy(out, ACCESS_TOKEN_SIZE, str_of(t->text))) out[0] = '\0';
}

bool access_token_renewed(const struct access_token *t, const char *held,
                          char out[ACCESS_TOKEN_SIZE])
{
    char fresh[ACCESS_TOKEN_SIZE];
    bool renewed = t->again && t->again(t->ctx, fresh, sizeof fresh) && fresh[0] != '\0' &&
                   strcmp(fresh, held) != 0;
    if (renewed) memcpy(out, fresh, sizeof fresh);
    memset(fresh, 0, sizeof fresh);
    return renewed;
}
