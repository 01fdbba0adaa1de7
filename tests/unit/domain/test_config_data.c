/* test_config_data.c - the desk data that ships in config/: complete, consistent, within limits.
 *
 * Runs in the repository, or with KANDA_ROOT naming it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "domain/reply.h"
#include "domain/workday.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHATSAPP_TEXT_MAX 1024
#define LIST_ROW_MAX      24

static struct str read_file(const char *path)
{
    const char *root = getenv("KANDA_ROOT");
    char full[512];
    (void)snprintf(full, sizeof full, "%s/config/%s", root ? root : ".", path);
    FILE *f = fopen(full, "rb");
    if (!f) fail_msg("cannot read %s", full);
    struct buf text;
    char piece[4096];
    buf_init(&text, 1 << 20);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(&text, (struct str){ piece, n });
    (void)fclose(f);
    size_t len = 0;
    char *at = buf_take(&text, &len);
    if (!at) fail_msg("%s: too large", full);
    return (struct str){ at, len };
}

static struct desk *load(const char *departments, const char *places)
{
    struct desk_files files = {
        read_file(departments),      read_file("categories.csv"), read_file(places),
        read_file("clocks.csv"),     read_file("holidays.csv"),   read_file("words.csv"),
        read_file("replies/id.ini"), read_file("replies/jv.ini"), read_file("replies/mad.ini"),
        read_file("templates.csv"),  read_file("canned.csv")
    };
    const struct str all[] = { files.departments, files.categories, files.places,
                               files.clocks,      files.holidays,   files.words,
                               files.replies_id,  files.replies_jv, files.replies_mad,
                               files.templates,   files.canned };
    struct err e = { 0 };
    struct desk *desk = desk_create(&files, &e);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free((void *)(uintptr_t)all[i].at);
    if (!desk) fail_msg("%s", e.text);
    return desk;
}

static int setup(void **state)
{
    *state = load("departments.csv", "places.csv");
    return 0;
}

static int teardown(void **state)
{
    desk_destroy(*state);
    return 0;
}

/* Nobody is sent away without being told where to. */
static void test_every_external_body_can_be_reached(void **state)
{
    const struct desk *desk = *state;
    for (size_t i = 0; i < desk->department_count; i++) {
        const struct department *d = &desk->departments[i];
        bool says = str_starts(d->contact, STR("Silakan hubungi ")) &&
                    d->contact.at[d->contact.len - 1] == '.';
        if (d->external && !says) fail_msg("%.*s: no sentence", STR_ARG(d->code));
    }
}

static void test_the_regency_is_whole(void **state)
{
    const struct desk *desk = *state;
    size_t districts = 0, villages = 0, kelurahan = 0, city = 0, outside = 0;
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        districts += p->level == PLACE_DISTRICT;
        villages += p->level == PLACE_VILLAGE && !p->is_kelurahan;
        kelurahan += p->level == PLACE_VILLAGE && p->is_kelurahan;
        city += p->level == PLACE_CITY;
        outside += p->level == PLACE_OUTSIDE;
    }
    assert_int_equal(districts, 24);
    assert_int_equal(villages, 325);
    assert_int_equal(kelurahan, 5);
    assert_int_equal(city, 1 + 5 + 29);
    assert_int_equal(outside, 9);
}

static void test_places_agree_with_their_codes(void **state)
{
    const struct desk *desk = *state;
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        bool ok = true;
        switch (p->level) {
        case PLACE_DISTRICT:
            ok = str_starts(p->code, STR("35.13.")) && p->has_centre &&
                 str_ends(p->owner->code, str_slice(p->code, 6, 8)) &&
                 str_starts(p->owner->code, STR("KEC-"));
            break;
        case PLACE_VILLAGE:
            ok = str_starts(p->code, p->parent->code) && p->has_centre &&
                 p->is_kelurahan == (p->code.at[9] == '1') &&
                 (p->is_kelurahan ? str_starts(p->owner->code, STR("KEL-")) &&
                                        str_ends(p->code, str_slice(p->owner->code, 4, 8))
                                  : p->owner == p->parent->owner);
            break;
        case PLACE_CITY:
            ok = str_starts(p->code, STR("35.74")) && str_equal(p->owner->code, STR("KOTA"));
            break;
        case PLACE_OUTSIDE: ok = str_equal(p->owner->code, STR("LUAR")); break;
        }
        if (!ok) fail_msg("place %.*s", STR_ARG(p->code));
    }
}

/* A rectangle around the regency, and a wider one for its neighbours: a swapped or cut coordinate
 * falls out of it. */
static void test_centres_lie_in_the_regency(void **state)
{
    const struct desk *desk = *state;
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        if (!p->has_centre) continue;
        double wider = p->level == PLACE_OUTSIDE ? 0.2 : 0;
        bool ok = p->latitude > -8.2 - wider && p->latitude < -7.65 + wider &&
                  p->longitude > 112.8 - wider && p->longitude < 113.7 + wider;
        if (!ok) fail_msg("place %.*s", STR_ARG(p->code));
    }
}

static void test_everyday_words_are_marked(void **state)
{
    static const char *const names[] = { "Sumber",  "Gading",   "Besuk",   "Maron",   "Gending",
                                         "Tiris",   "Bantaran", "Kuripan", "Taman",   "Tanjung",
                                         "Pesisir", "Bulu",     "Duren",   "Rawan",   "Condong",
                                         "Tukul",   "Paras",    "Sapih",   "Boto",    "Dandang",
                                         "Purut",   "Kecik",    "Mentor",  "Renteng", "Pabean" };
    const struct desk *desk = *state;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        size_t found = 0;
        for (size_t i = 0; i < desk->place_count; i++) {
            if (!str_equal(desk->places[i].name, str_of(names[n]))) continue;
            found++;
            if (!desk->places[i].common_word) fail_msg("%s is not marked", names[n]);
        }
        if (found == 0) fail_msg("%s is missing", names[n]);
    }
}

static void test_offices_and_outside_bodies(void **state)
{
    static const char *const outside[] = { "PDAM",        "PLN",     "POLRES", "BBPJN",
                                           "DPUBM-JATIM", "BPN",     "BPJS",   "DIKNAS-JATIM",
                                           "KAI",         "KEMENAG", "KOTA",   "LUAR" };
    const struct desk *desk = *state;
    size_t offices = 0;
    assert_int_equal(desk->department_count, 81);
    for (size_t i = 0; i < desk->department_count; i++) {
        const struct department *d = &desk->departments[i];
        offices += str_starts(d->code, STR("KEC-"));
        if (d->handles.len == 0) fail_msg("%.*s handles nothing", STR_ARG(d->code));
        if (d->contact.len > 0 && !d->external) fail_msg("%.*s is ours", STR_ARG(d->code));
    }
    assert_int_equal(offices, 24);
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        const struct department *d = desk_department(desk, str_of(outside[i]));
        if (!d || !d->external) fail_msg("%s must be external", outside[i]);
    }
}

static void test_categories(void **state)
{
    static const struct {
        const char *category, *department;
    } owners[] = {
        { "road", "PUPR" },           { "street_light", "DISHUB" },
        { "waste", "DLH" },           { "tap_water", "PDAM" },
        { "electricity", "PLN" },     { "corruption", "INSPEKTORAT" },
        { "id_card", "DUKCAPIL" },    { "high_school", "DIKNAS-JATIM" },
        { "madrasah", "KEMENAG" },    { "flood", "BPBD" },
        { "violence", "DP3AP2KB" },   { "other", "DISKOMINFO" },
        { "national_road", "BBPJN" }, { "police_matter", "POLRES" },
        { "accident", "POLRES" },
    };
    const struct desk *desk = *state;
    for (size_t i = 0; i < desk->category_count; i++) {
        const struct category *c = &desk->categories[i];
        if (utf8_count(c->name) > LIST_ROW_MAX) fail_msg("%.*s: long name", STR_ARG(c->code));
        if (c->keywords.len == 0) fail_msg("%.*s: no keyword", STR_ARG(c->code));
        bool office = str_equal(c->code, STR("village_office"));
        if (office != (c->department == NULL)) fail_msg("%.*s: whose?", STR_ARG(c->code));
        for (size_t j = 0; j < i; j++)
            if (str_equal(c->name, desk->categories[j].name))
                fail_msg("%.*s: a name used twice", STR_ARG(c->code));
    }
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        const struct category *c = desk_category(desk, str_of(owners[i].category));
        if (!c || !str_equal(c->department->code, str_of(owners[i].department)))
            fail_msg("%s belongs to %s", owners[i].category, owners[i].department);
    }
    assert_int_equal(desk_category(desk, STR("corruption"))->kind, KIND_WHISTLEBLOWING);
    assert_int_equal(desk_category(desk, STR("fire"))->priority, PRIORITY_URGENT);
}

static void test_clocks(void **state)
{
    static const struct {
        enum ticket_status stage;
        bool inspection;
        int legal, promise;
    } rows[] = {
        { STATUS_RECEIVED, false, 3, 5 },    { STATUS_VERIFIED, false, 3, 0 },
        { STATUS_ASSIGNED, false, 5, 0 },    { STATUS_IN_PROGRESS, false, 14, 0 },
        { STATUS_IN_PROGRESS, true, 60, 0 }, { STATUS_RESOLVED, false, 10, 0 },
    };
    static const enum ticket_kind kinds[] = { KIND_COMPLAINT, KIND_ASPIRATION, KIND_CONSULTATION,
                                              KIND_WHISTLEBLOWING };
    const struct desk *desk = *state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            const struct clock_rule *r =
                desk_clock(desk, kinds[k], rows[i].stage, rows[i].inspection);
            if (!r || r->legal_days != rows[i].legal || r->promise_days != rows[i].promise)
                fail_msg("%s, row %zu", ticket_kind_name(kinds[k]), i);
        }
    for (int s = STATUS_RECEIVED; s <= STATUS_IN_PROGRESS; s++)
        assert_int_equal(
            desk_clock(desk, KIND_INFORMATION, (enum ticket_status)s, true)->legal_days, 10);
    assert_int_equal(desk_clock(desk, KIND_INFORMATION, STATUS_RECEIVED, false)->promise_days, 10);
    assert_null(desk_clock(desk, KIND_COMPLAINT, STATUS_AWAITING_REPORTER, false));
}

static void test_holidays(void **state)
{
    static const struct {
        const char *rule;
        int year, month, day;
        bool holiday;
    } rows[] = {
        { "New Year", 2026, 1, 1, true },
        { "leave before Nyepi", 2026, 3, 18, true },
        { "the last leave of Idulfitri", 2026, 3, 24, true },
        { "work begins again", 2026, 3, 25, false },
        { "leave before Christmas", 2026, 12, 24, true },
        { "no leave after it", 2026, 12, 28, false },
        { "Nyepi", 2027, 3, 8, true },
        { "Idulfitri", 2027, 3, 10, true },
        { "the last leave of Idulfitri", 2027, 3, 15, true },
        { "independence", 2027, 8, 17, true },
        { "a plain day", 2027, 8, 18, false },
        { "leave before Christmas", 2027, 12, 24, true },
    };
    const struct desk *desk = *state;
    size_t per_year[2] = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t day = day_of_date(rows[i].year, rows[i].month, rows[i].day);
        if (desk_is_holiday(desk, day) != rows[i].holiday) fail_msg("row %zu: %s", i, rows[i].rule);
    }
    for (size_t i = 0; i < desk->holiday_count; i++) {
        struct civil c;
        civil_of_day(desk->holidays[i].day, &c);
        assert_in_range(c.year, 2026, 2027);
        per_year[c.year - 2026]++;
    }
    assert_int_equal(per_year[0], 17 + 8);
    assert_int_equal(per_year[1], 18 + 8);
}

static bool has_word(const struct desk *desk, enum word_role role, const char *phrase)
{
    for (size_t i = 0; i < desk->word_count; i++)
        if (desk->words[i].role == role && str_equal(desk->words[i].phrase, str_of(phrase)))
            return true;
    return false;
}

static void test_words(void **state)
{
    static const struct {
        enum word_role role;
        const char *phrase;
    } must[] = {
        { WORD_MENU, "menu" },
        { WORD_STATUS, "status" },
        { WORD_CANCEL, "batal" },
        { WORD_HELP, "bantuan" },
        { WORD_HUMAN, "petugas" },
        { WORD_URGENT, "kebakaran" },
        { WORD_URGENT, "kecelakaan" },
        { WORD_URGENT, "ada korban" },
        { WORD_URGENT, "terseret banjir" },
        { WORD_PLACE_MARK, "desa" },
        { WORD_PLACE_MARK, "kec" },
        { WORD_PLACE_FRONT, "di" },
        { WORD_SLANG, "yg" },
        { WORD_THANKS, "matur suwun" },
        { WORD_THANKS, "sakalangkong" },
        { WORD_GREETING, "assalamualaikum" },
        { WORD_WHISTLEBLOWING, "pungli" },
        { WORD_NOISE, "tes" },
        { WORD_ASPIRATION, "usul" },
    };
    /* Each of these is a word people need for something else: they must stay what they are. */
    static const char *const no_slang[] = { "smp",  "km",   "kali", "besuk", "sarah",
                                            "raja", "bila", "bau",  "air",   "jalan" };
    const struct desk *desk = *state;
    size_t count[WORD_ROLE_COUNT] = { 0 };
    for (size_t i = 0; i < desk->word_count; i++)
        count[desk->words[i].role]++;
    for (int r = 0; r < WORD_ROLE_COUNT; r++)
        if (count[r] == 0) fail_msg("role %d has no word", r);
    assert_in_range(count[WORD_SLANG], 200, 2000);
    for (size_t i = 0; i < sizeof must / sizeof *must; i++)
        if (!has_word(desk, must[i].role, must[i].phrase))
            fail_msg("%s is missing", must[i].phrase);
    for (size_t i = 0; i < sizeof no_slang / sizeof *no_slang; i++)
        if (has_word(desk, WORD_SLANG, no_slang[i])) fail_msg("%s is replaced", no_slang[i]);
}

/* One step is enough: what slang stands for is not slang again. */
static void test_slang_ends(void **state)
{
    const struct desk *desk = *state;
    for (size_t i = 0; i < desk->word_count; i++) {
        if (desk->words[i].role != WORD_SLANG) continue;
        struct str rest = desk->words[i].value;
        for (struct str word; (word = str_word(&rest)).len > 0;) {
            char text[128];
            assert_true(str_copy(text, sizeof text, word));
            if (has_word(desk, WORD_SLANG, text))
                fail_msg("%.*s stands for slang", STR_ARG(desk->words[i].phrase));
        }
    }
}

static struct str longest_unit(const struct desk *desk, struct str *contact)
{
    struct str unit = STR_EMPTY;
    *contact = STR_EMPTY;
    for (size_t i = 0; i < desk->department_count; i++) {
        if (desk->departments[i].name.len > unit.len) unit = desk->departments[i].name;
        if (desk->departments[i].contact.len > contact->len)
            *contact = desk->departments[i].contact;
    }
    return unit;
}

static size_t render(const struct desk *desk, enum reply_key key, const struct reply_vars *vars,
                     char *out, size_t cap)
{
    struct buf text;
    struct err e = { 0 };
    buf_fixed(&text, out, cap);
    if (!reply_render(desk, LANGUAGE_INDONESIAN, key, vars, &text, &e)) fail_msg("%s", e.text);
    return utf8_count(buf_view(&text));
}

static void test_replies_fit_when_everything_is_long(void **state)
{
    const struct desk *desk = *state;
    char emergency[2048], text[8192];
    struct reply_vars vars = {
        .number = STR("LK26-00042-7"),
        .matter = STR("Abcdefghijklmnopqrstuvwx"),
        .place = STR("Kelurahan Kandangjati Kulon, Kecamatan Kraksaan"),
        .date = STR("Kamis 24 September 2026"),
        .status = STR("Tidak dapat ditindaklanjuti"),
        .lines = STR("LK26-00042-7 Lampu jalan (PJU): Ditindaklanjuti"),
    };
    vars.unit = longest_unit(desk, &vars.contact);
    (void)render(desk, REPLY_EMERGENCY, &vars, emergency, sizeof emergency - 2);
    (void)strncat(emergency, "\n\n", 3);
    vars.emergency = str_of(emergency);
    for (int key = 0; key < REPLY_KEY_COUNT; key++)
        if (render(desk, (enum reply_key)key, &vars, text, sizeof text) > WHATSAPP_TEXT_MAX)
            fail_msg("%s is too long", reply_key_name((enum reply_key)key));
}

static void test_what_the_first_reply_says(void **state)
{
    static const enum reply_key keys[] = { REPLY_RECEIVED, REPLY_URGENT, REPLY_RECEIVED_REFER,
                                           REPLY_URGENT_REFER };
    const struct desk *desk = *state;
    const struct reply_vars vars = { .number = STR("LK26-00042-7"),
                                     .matter = STR("Jalan rusak"),
                                     .unit = STR("Dinas PU"),
                                     .place = STR("Desa Leces"),
                                     .date = STR("Jumat 4 Desember 2026"),
                                     .contact = STR("Kanal lain.") };
    const struct str must[] = { vars.number, vars.matter,     vars.unit,           vars.place,
                                vars.date,   STR("*status*"), STR("paling lambat") };
    char text[4096];
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        (void)render(desk, keys[k], &vars, text, sizeof text);
        for (size_t i = 0; i < sizeof must / sizeof *must; i++)
            if (!str_contains(str_of(text), must[i]))
                fail_msg("%s lacks \"%.*s\"", reply_key_name(keys[k]), STR_ARG(must[i]));
    }
    assert_true(str_contains(str_of(text), STR("meneruskan")));
    assert_true(str_contains(str_of(text), vars.contact));
    /* 112 is not proved for the regency. */
    (void)render(desk, REPLY_EMERGENCY, &vars, text, sizeof text);
    assert_false(str_contains(str_of(text), STR("112")));
}

static void test_demo_town(void **state)
{
    (void)state;
    struct desk *desk = load("demo/departments.csv", "demo/places.csv");
    size_t villages = 0;
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        villages += p->level == PLACE_VILLAGE;
        if (str_starts(p->code, STR("35."))) fail_msg("%.*s is real", STR_ARG(p->code));
        if (p->level == PLACE_DISTRICT && p->owner == desk->desk_department)
            fail_msg("%.*s has no office", STR_ARG(p->code));
    }
    assert_int_equal(villages, 12);
    for (size_t i = 0; i < desk->department_count; i++)
        if (str_contains(desk->departments[i].name, STR("robolinggo")) ||
            str_contains(desk->departments[i].handles, STR("robolinggo")))
            fail_msg("%.*s is real", STR_ARG(desk->departments[i].code));
    desk_destroy(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_external_body_can_be_reached),
        cmocka_unit_test(test_the_regency_is_whole),
        cmocka_unit_test(test_places_agree_with_their_codes),
        cmocka_unit_test(test_centres_lie_in_the_regency),
        cmocka_unit_test(test_everyday_words_are_marked),
        cmocka_unit_test(test_offices_and_outside_bodies),
        cmocka_unit_test(test_categories),
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_holidays),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_slang_ends),
        cmocka_unit_test(test_replies_fit_when_everything_is_long),
        cmocka_unit_test(test_what_the_first_reply_says),
        cmocka_unit_test(test_demo_town),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
