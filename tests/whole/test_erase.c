/* test_erase.c - a citizen is forgotten while others write: afterwards not one byte of the
 * database, its log and the files holds their name, number or ids; the tickets go on. */
#include "api.h"
#include "town_media.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PHONE         "6281377700042"
#define NAME          "Zulfaqar Xaverindra"
#define OTHER         "6281377700055"

static const struct str photo = { "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0Zulfaqar", 28 };

static struct api api;
static char road[32], light[32];
static struct town_file file;

/* Whatever the person could have left anywhere. */
static const char *const secrets[] = {
    "Zulfaqar", "zulfaqar",    "Xaverindra",     "xaverindra",
    PHONE,      "81377700042", "0813-7770-0042", "0813 7770 0042",
};

static char *bytes_of(const char *suffix, size_t *len)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%.60s/kanda.db%s", api.town.dir, suffix);
    FILE *f = fopen(path, "rb");
    *len = 0;
    if (!f) return calloc(1, 1);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long size = ftell(f);
    assert_true(size >= 0);
    rewind(f);
    char *bytes = calloc(1, (size_t)size + 1);
    assert_non_null(bytes);
    *len = fread(bytes, 1, (size_t)size, f);
    (void)fclose(f);
    return bytes;
}

/* How many of the secrets are in the bytes; the first of them in *which. */
static size_t found_in_files(const char **which)
{
    static const char *const suffixes[] = { "", "-wal" };
    size_t count = 0;
    for (size_t s = 0; s < LENGTH(suffixes); s++) {
        size_t len;
        char *bytes = bytes_of(suffixes[s], &len);
        for (size_t i = 0; i < LENGTH(secrets); i++)
            if (memmem(bytes, len, secrets[i], strlen(secrets[i]))) {
                *which = secrets[i];
                count++;
            }
        free(bytes);
    }
    return count;
}

static void staff_say(const char *path, const char *body, int status)
{
    char full[128], key[64];
    (void)snprintf(key, sizeof key, "Idempotency-Key: kunci%c", path[1]);
    (void)snprintf(full, sizeof full, "/api/v1/tickets/%s%s", road, path);
    struct reply r = api_send(&api, OPERATOR, "POST", full, body, key);
    if (r.status != status) fail_msg("%s: %d %s", path, r.status, r.body);
    reply_free(&r);
}

static void plant(void)
{
    struct town *t = &api.town;
    char caption[160], header[128];
    api_write(t, PHONE, NAME,
              "Jalan berlubang di desa Sebaung, saya Zulfaqar, hubungi 0813-7770-0042");
    api_number(&api, "berlubang", road);
    api_write(t, OTHER, "Bu Lain",
              "Lampu jalan mati di Maron Kidul, tanya " NAME " di 0813 7770 0042");
    api_number(&api, "Lampu", light);
    town_upload(t, "image/jpeg", photo, &file);
    (void)snprintf(caption, sizeof caption, ",\"caption\":\"Sampah di Dringu, dari Xaverindra\"");
    assert_int_equal(
        town_send_file(t, "wamid.F1", PHONE, "image", "image/jpeg", &file, NULL, caption), 200);
    town_files_end(t, 20);
    assert_true(town_file_is(t, file.hash, photo));
    staff_say("/notes", "{\"text\":\"Sudah ditelepon ke 0813-7770-0042, Pak Zulfaqar ada\"}", 201);
    staff_say("/replies", "{\"text\":\"Pak Zulfaqar, kami datang besok\"}", 201);
    /* Signed, and of no use: it goes into quarantine as it is. */
    const char *rubbish = "{\"object\":\"lain\",\"entry\":[{\"wa_id\":\"" PHONE "\"}]}";
    town_sign(rubbish, strlen(rubbish), header);
    assert_int_equal(town_post_status(t, rubbish), 200);
    api_wait_words(t);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
}

static int setup(void **state)
{
    api_create(&api);
    plant();
    /* Pages are split while there is much of it, so that copies are left in them. */
    for (int i = 0; i < 40; i++) {
        char words[160];
        (void)snprintf(words, sizeof words, "Jalan rusak nomor %d di desa Sebaung, Zulfaqar", i);
        api_write(&api.town, PHONE, NAME, words);
    }
    api_wait_words(&api.town);
    *state = &api;
    return 0;
}

static int teardown(void **state)
{
    api_destroy(*state);
    return 0;
}

struct stream {
    _Atomic bool end;
    _Atomic int answered, refused;
};

static void *others_write(void *arg)
{
    struct stream *s = arg;
    char wamid[32];
    for (int i = 0; !s->end; i++) {
        (void)snprintf(wamid, sizeof wamid, "wamid.OTHERS%d", i);
        int status =
            town_post_status(&api.town, town_text(wamid, OTHER, town_now(), "Terima kasih"));
        s->answered += status == 200;
        s->refused += status != 200;
        town_nap(5);
    }
    return NULL;
}

static void test_not_a_byte_is_left(void **state)
{
    struct api *a = *state;
    struct stream s = { 0 };
    pthread_t thread;
    char out[4096];
    const char *which = "";
    const char *const args[] = { "erase", "--contact", "0813 7770 0042", NULL };
    int64_t tickets = town_count(&a->town, "SELECT COUNT(*) FROM ticket");
    assert_true(found_in_files(&which) > 5); /* or this test finds nothing because it cannot */
    assert_int_equal(pthread_create(&thread, NULL, others_write, &s), 0);
    int code = town_command(&a->town, args, out, sizeof out);
    s.end = true;
    assert_int_equal(pthread_join(thread, NULL), 0);
    if (code != 0) fail_msg("erase: exit %d: %s", code, out);
    assert_true(s.answered > 0);
    assert_int_equal(s.refused, 0);
    assert_non_null(strstr(out, "nothing of them is in the database file"));
    assert_non_null(strstr(out, "files removed\t1\n"));
    for (size_t i = 0; i < LENGTH(secrets); i++)
        assert_null(strstr(out, secrets[i]));
    if (found_in_files(&which)) fail_msg("'%s' is still there after: %s", which, out);
    assert_false(town_file_is(&a->town, file.hash, photo));
    assert_int_equal(town_count(&a->town, "SELECT COUNT(*) FROM ticket"), tickets);
}

static void test_the_tickets_go_on(void **state)
{
    struct api *a = *state;
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", road);
    struct reply r = api_get(a, OPERATOR, path);
    assert_int_equal(r.status, 200);
    struct str text = json_get_text(r.tree, "text");
    assert_true(str_starts(text, STR("Jalan berlubang di desa Sebaung, saya [dihapus], hubungi ")));
    assert_true(str_equal(json_text(json_path(r.tree, "reporter", "name", NULL)), STR_EMPTY));
    reply_free(&r);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/timeline?limit=200", road);
    r = api_get(a, OPERATOR, path);
    assert_non_null(strstr(r.body, "\"erased\""));
    reply_free(&r);
    /* Its words are found, those that were taken out are not. */
    r = api_get(a, OPERATOR, "/api/v1/tickets?q=berlubang%20Sebaung");
    assert_int_equal(reply_items(&r), 1);
    reply_free(&r);
    r = api_get(a, OPERATOR, "/api/v1/tickets?q=Zulfaqar");
    assert_int_equal(reply_items(&r), 0);
    reply_free(&r);
    /* The desk works on: what it tells goes to nobody, and breaks nothing. */
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/transitions", road);
    r = api_send(a, OPERATOR, "POST", path, "{\"to\":\"verified\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
}

static void test_others_keep_theirs(void **state)
{
    struct api *a = *state;
    assert_int_equal(town_count(&a->town, "SELECT COUNT(*) FROM contact WHERE wa_id = '" OTHER "'"),
                     1);
    assert_int_equal(town_count(&a->town, "SELECT COUNT(*) FROM ticket WHERE text = 'Lampu jalan "
                                          "mati di Maron Kidul, tanya [dihapus] di [dihapus]'"),
                     1);
}

static void test_the_trail_is_whole(void **state)
{
    struct api *a = *state;
    char out[1024];
    const char *const args[] = { "audit", "verify", NULL };
    if (town_command(&a->town, args, out, sizeof out) != 0) fail_msg("%s", out);
    assert_non_null(strstr(out, "words of 2 erased"));
}

static void test_again_there_is_nobody(void **state)
{
    struct api *a = *state;
    char out[4096];
    const char *const again[] = { "erase", "--contact", PHONE, NULL };
    const char *const nobody[] = { "erase", NULL };
    assert_int_equal(town_command(&a->town, again, out, sizeof out), 1);
    assert_non_null(strstr(out, "nobody here has this number"));
    assert_int_equal(town_command(&a->town, nobody, out, sizeof out), 2);
}

/* Who writes again is somebody new, and sees nothing of the old tickets. */
static void test_who_comes_back_is_new(void **state)
{
    struct api *a = *state;
    int64_t contacts = town_count(&a->town, "SELECT COUNT(*) FROM contact");
    api_write(&a->town, PHONE, NAME, "Sampah menumpuk di pasar Dringu");
    town_wait_count(&a->town, "SELECT COUNT(*) FROM contact", contacts + 1, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_not_a_byte_is_left),    cmocka_unit_test(test_the_tickets_go_on),
        cmocka_unit_test(test_others_keep_theirs),    cmocka_unit_test(test_the_trail_is_whole),
        cmocka_unit_test(test_again_there_is_nobody), cmocka_unit_test(test_who_comes_back_is_new),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
