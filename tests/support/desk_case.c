/* desk_case.c - one town, and a ticket that is worked over REST. */
#include "desk_case.h"
#include "base/buf.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define CUT "----batas"

struct api api;

int desk_case_setup(void **state)
{
    (void)state;
    api_create(&api);
    return 0;
}

int desk_case_teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

void fresh(char number[32])
{
    static int n;
    char words[120], phone[32];
    n++;
    (void)snprintf(words, sizeof words, "Jalan berlubang nomor %d di desa Sebaung", 1000 + n);
    (void)snprintf(phone, sizeof phone, "62812777%05d", n);
    api_write(&api.town, phone, "Warga", words);
    api_number(&api, words, number);
}

const char *path_of(const char *number, const char *what)
{
    static char path[320];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s%s%s", number, what[0] ? "/" : "", what);
    return path;
}

void send_to(const char *number, enum api_who who, const char *what, const char *body, int want,
             const char *says)
{
    send_with(number, who, what, body, NULL, want, says);
}

void send_with(const char *number, enum api_who who, const char *what, const char *body,
               const char *header, int want, const char *says)
{
    struct reply r =
        api_send(&api, who, what[0] ? "POST" : "PATCH", path_of(number, what), body, header);
    struct str got = r.status < 300 ? json_get_text(r.tree, "status") : reply_code(&r);
    bool fits =
        !says || (strchr(says, ' ') ? strstr(r.body, says) != NULL : str_equal(got, str_of(says)));
    if (r.status != want || !fits)
        fail_msg("%s %s of %s: %d %s, want %d %s", what, body, api_who_names[who], r.status, r.body,
                 want, says ? says : "");
    reply_free(&r);
}

struct answer upload_to(const char *number, enum api_who who, const char *field, const char *name,
                        struct str bytes)
{
    struct buf form;
    buf_init(&form, bytes.len + 1024);
    buf_addf(&form,
             "--" CUT "\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
             "Content-Type: image/png\r\n\r\n",
             field, name);
    buf_add(&form, bytes);
    buf_add_text(&form, "\r\n--" CUT "--\r\n");
    assert_true(buf_ok(&form));
    struct str body = buf_view(&form);
    struct answer a =
        town_http(&api.town, "POST", path_of(number, "attachments"), api.token[who], body.at,
                  body.len, "Content-Type: multipart/form-data; boundary=" CUT);
    buf_finish(&form);
    return a;
}

int64_t told(const char *number, const char *words)
{
    char sql[400];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM outbox WHERE content LIKE '%%%s%%' AND content LIKE "
                   "'%%%s%%'",
                   number, words);
    return town_count(&api.town, sql);
}
