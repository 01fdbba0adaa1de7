/* mail.c - RFC 5321 by libcurl. */
#include "mail.h"
#include "base/clock.h"
#include "blocking.h"
#include <string.h>

static void add_date(struct buf *out, int64_t now)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    struct civil t;
    civil_of_ms(now, &t);
    buf_addf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0700\r\n",
             days[day_weekday(day_of_ms(now))], t.day, months[t.month - 1], t.year, t.hour,
             t.minute, t.second);
}

void mail_head(struct buf *out, const struct mail_road *road, const char *to, const char *subject,
               const char *id, int64_t now)
{
    add_date(out, now);
    buf_addf(out, "From: Lapor Kanda <%s>\r\nTo: %s\r\n", road->from, to);
    buf_addf(out, "Subject: %s\r\nMessage-ID: <%s@kanda.invalid>\r\n", subject, id);
    buf_add_text(out, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: 8bit\r\nAuto-Submitted: auto-generated\r\n\r\n");
}

static size_t on_read(char *to, size_t size, size_t count, void *ctx)
{
    struct str *rest = ctx;
    size_t n = size * count < rest->len ? size * count : rest->len;
    memcpy(to, rest->at, n);
    *rest = str_slice(*rest, n, rest->len);
    return n;
}

static struct curl_slist *recipients(const char *list)
{
    struct str rest = str_of(list), piece;
    struct curl_slist *all = NULL;
    while (str_cut(&rest, ',', &piece)) {
        char address[256];
        if (!str_copy(address, sizeof address, str_trim(piece))) continue;
        struct curl_slist *more = curl_slist_append(all, address);
        if (more) all = more;
    }
    return all;
}

static void sign_in(CURL *easy, const struct mail_road *road)
{
    (void)curl_easy_setopt(easy, CURLOPT_USE_SSL,
                           road->user[0] ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
    if (road->user[0] == '\0') return;
    (void)curl_easy_setopt(easy, CURLOPT_USERNAME, road->user);
    (void)curl_easy_setopt(easy, CURLOPT_PASSWORD, road->password);
}

/* A refused sign-in is the road's trouble, not the letter's. */
static enum mail_outcome outcome_of(CURLcode code, long answer)
{
    if (code == CURLE_OK) return MAIL_TAKEN;
    bool letters = code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED;
    return letters && answer / 100 == 5 ? MAIL_REFUSED : MAIL_LATER;
}

enum mail_outcome mail_send(const struct mail_road *road, const char *to, struct str letter,
                            _Atomic bool *stopping, long *answer)
{
    CURL *easy = blocking_handle(road->url, stopping, MAIL_TIMEOUT_MS);
    struct curl_slist *all = recipients(to);
    enum mail_outcome outcome = MAIL_LATER;
    *answer = 0;
    if (easy && all) {
        (void)curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        (void)curl_easy_setopt(easy, CURLOPT_MAIL_FROM, road->from);
        (void)curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, all);
        /* One of several who is gone must not leave the others untold. */
        (void)curl_easy_setopt(easy, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
        sign_in(easy, road);
        (void)curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
        (void)curl_easy_setopt(easy, CURLOPT_READDATA, &letter);
        (void)curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        CURLcode code = curl_easy_perform(easy);
        (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, answer);
        outcome = outcome_of(code, *answer);
    }
    curl_easy_cleanup(easy);
    curl_slist_free_all(all);
    return outcome;
}
