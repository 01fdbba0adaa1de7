/* bad_tls.c - signed by itself, for 127.0.0.1, valid today: only the trust is missing. */
#include "bad_tls.h"
#include <gnutls/x509.h>
#include <time.h>

#define DAY 86400

static int certificate_fill(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key)
{
    static const unsigned char address[] = { 127, 0, 0, 1 }, serial[] = { 1 };
    time_t now = time(NULL);
    int code = gnutls_x509_crt_set_version(crt, 3);
    if (code == 0) code = gnutls_x509_crt_set_serial(crt, serial, sizeof serial);
    if (code == 0) code = gnutls_x509_crt_set_activation_time(crt, now - DAY);
    if (code == 0) code = gnutls_x509_crt_set_expiration_time(crt, now + DAY);
    if (code == 0)
        code = gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0, "nobody", 6);
    if (code == 0)
        code = gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_IPADDRESS, address,
                                                    sizeof address, GNUTLS_FSAN_SET);
    if (code == 0) code = gnutls_x509_crt_set_key(crt, key);
    if (code == 0) code = gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0);
    return code;
}

static const char *pems_make(struct bad_tls *t)
{
    gnutls_x509_privkey_t key = NULL;
    gnutls_x509_crt_t crt = NULL;
    size_t key_size = sizeof t->key, crt_size = sizeof t->certificate;
    unsigned bits = GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1);
    int code = gnutls_x509_privkey_init(&key);
    if (code == 0) code = gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, bits, 0);
    if (code == 0) code = gnutls_x509_crt_init(&crt);
    if (code == 0) code = certificate_fill(crt, key);
    if (code == 0) code = gnutls_x509_privkey_export(key, GNUTLS_X509_FMT_PEM, t->key, &key_size);
    if (code == 0)
        code = gnutls_x509_crt_export(crt, GNUTLS_X509_FMT_PEM, t->certificate, &crt_size);
    if (crt) gnutls_x509_crt_deinit(crt);
    if (key) gnutls_x509_privkey_deinit(key);
    return code == 0 ? NULL : gnutls_strerror(code);
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *size, void **con_cls)
{
    struct bad_tls *t = ctx;
    (void)url, (void)method, (void)version, (void)upload, (void)con_cls;
    if (*size) {
        *size = 0;
        return MHD_YES;
    }
    t->requests++;
    struct MHD_Response *r =
        MHD_create_response_from_buffer(2, (void *)(uintptr_t) "{}", MHD_RESPMEM_PERSISTENT);
    enum MHD_Result queued = MHD_queue_response(connection, 200, r);
    MHD_destroy_response(r);
    return queued;
}

const char *bad_tls_open(struct bad_tls *t)
{
    const char *why = pems_make(t);
    if (why) return why;
    t->door = MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_TLS, 0, NULL, NULL,
                               on_request, t, MHD_OPTION_HTTPS_MEM_KEY, t->key,
                               MHD_OPTION_HTTPS_MEM_CERT, t->certificate, MHD_OPTION_END);
    if (!t->door) return "the TLS door cannot be opened";
    t->port = MHD_get_daemon_info(t->door, MHD_DAEMON_INFO_BIND_PORT)->port;
    return NULL;
}

void bad_tls_close(struct bad_tls *t)
{
    if (t->door) MHD_stop_daemon(t->door);
    t->door = NULL;
}
