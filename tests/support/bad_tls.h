/* bad_tls.h - a door that speaks TLS with a certificate that nobody trusts, made for the occasion.
 * Threads: any; nothing here ends the test. */
#ifndef KANDA_TESTS_BAD_TLS_H
#define KANDA_TESTS_BAD_TLS_H

#include <microhttpd.h>

#define PEM_MAX 4096

struct bad_tls {
    char key[PEM_MAX], certificate[PEM_MAX]; /* PEM; must outlive the door */
    struct MHD_Daemon *door;
    int port;
    _Atomic int requests; /* that came through it: none, ever */
};

/* NULL when it is open, else what went wrong. Answers 200 to whoever takes its certificate. */
const char *bad_tls_open(struct bad_tls *t);
void bad_tls_close(struct bad_tls *t); /* safe on {0} */

#endif
