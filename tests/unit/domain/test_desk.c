/* test_desk.c - the desk's tables: what is refused, with which words; what is found; who owns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/desk.h"
#include <string.h>

#define DEPARTMENTS                                                                                \
    "code,name,handles,external,contact\n"                                                         \
    "DISKOMINFO,Diskominfo,,no,\n"                                                                 \
    "PUPR,\"Dinas PU, Tata Ruang\",jalan,no,\n"                                                    \
    "PLN,PLN,listrik,yes,Kanal PLN.\n"                                                             \
    "KEC-14,Kecamatan Satu,,no,\n"                                                                 \
    "KOTA,Kota,,yes,\n"                                                                            \
    "LUAR,Luar,,yes,\n"
#define CATEGORIES                                                                                 \
    "code,name,kind,department,inspection,priority,keywords\n"                                     \
    "road,Jalan rusak,complaint,PUPR,no,normal,jalan rusak:6|aspal\n"                              \
    "power,Listrik,complaint,PLN,no,high,listrik\n"                                                \
    "office,Kantor desa,complaint,,yes,normal,kantor desa:20\n"                                    \
    "other,Lainnya,complaint,DISKOMINFO,no,normal,\n"
#define PLACES                                                                                     \
    "code,level,name,parent,common_word,aliases,lat,lon\n"                                         \
    "99.01.14.2001,desa,Asri,99.01.14,no,Desa Asri|Asrie,-7.5,113.25\n"                            \
    "X-1,luar,Tetangga,,no,,,\n"                                                                   \
    "99.01.14,kecamatan,Satu,,yes,,,\n"                                                            \
    "98,kota,Kota,,no,,,\n"                                                                        \
    "99.01.15,kecamatan,Dua,,no,,,\n"                                                              \
    "99.01.15.1001,kelurahan,Indah,99.01.15,no,,,\n"
#define CLOCKS                                                                                     \
    "kind,stage,legal_days,promise_days\n"                                                         \
    "complaint,received,3,5\n"                                                                     \
    "complaint,in_progress,14,0\n"                                                                 \
    "complaint,in_progress_inspection,60,0\n"                                                      \
    "aspiration,received,3,5\n"                                                                    \
    "information,received,10,10\n"                                                                 \
    "information,in_progress,10,0\n"                                                               \
    "consultation,received,3,5\n"                                                                  \
    "whistleblowing,received,3,5\n"
#define HOLIDAYS                                                                                   \
    "date,name\n"                                                                                  \
    "2026-12-25,Natal\n"                                                                           \
    "# a comment counts as a line\n"                                                               \
    "2026-08-17,Kemerdekaan\n"
#define WORDS                                                                                      \
    "role,phrase,value\n"                                                                          \
    "greeting,selamat pagi,\n"                                                                     \
    "help,bantuan,\n"                                                                              \
    "filler,bantuan,\n"                                                                            \
    "slang,yg,yang\n"
#define REPLIES                                                                                    \
    "[menu]\ntext = Tulis saja.\\nKetik *status*.\n"                                               \
    "[courtesy]\nthanks = Sama-sama.\nnoise = Maaf?\n"                                             \
    "[ask]\nwords = Apa?\nunreadable = Maaf.\n"                                                    \
    "[ticket]\nreceived = {emergency}{number} {matter} {unit} {place} {date}\n"                    \
    "received_refer = {emergency}{number} {matter} {unit} {place} {date} {contact}\n"              \
    "emergency = Telepon.\n"                                                                       \
    "[status]\none = {number} {matter} {unit} {status} {date}\nlist = {lines}\n"                   \
    "line = {number} {matter} {status} {date}\nnone = Belum ada.\nunknown = Tidak ada.\n"          \
    "[cancel]\nnoted = {number} dicatat.\n[place]\nunknown = belum disebutkan\n"

static struct desk_files good_files(void)
{
    return (struct desk_files){ STR(DEPARTMENTS), STR(CATEGORIES), STR(PLACES), STR(CLOCKS),
                                STR(HOLIDAYS),    STR(WORDS),      STR(REPLIES) };
}

static struct desk *good_desk(void)
{
    struct desk_files files = good_files();
    struct err e = { 0 };
    struct desk *desk = desk_create(&files, &e);
    if (!desk) fail_msg("a good desk was refused: %s", e.text);
    return desk;
}

enum file { DEPTS, CATS, PLACS, CLOX, HOLS, WRDS, REPS };

struct fault {
    const char *rule;
    enum file file;
    const char *text;  /* in place of the good file */
    const char *error; /* the sentence begins so */
};

#define D_HEAD "code,name,handles,external,contact\nDISKOMINFO,Diskominfo,,no,\n"
#define C_HEAD                                                                                     \
    "code,name,kind,department,inspection,priority,keywords\nother,Lainnya,complaint,,no,normal,"  \
    "\n"
#define P_HEAD                                                                                     \
    "code,level,name,parent,common_word,aliases,lat,lon\n99.01.14,kecamatan,Satu,,yes,,,\n"
#define K_HEAD "kind,stage,legal_days,promise_days\ncomplaint,received,3,5\n"

static const struct fault faults[] = {
    { "a missing file is named", DEPTS, "", "departments.csv: is empty" },
    { "so is one of blanks", WRDS, " \n\t\n", "words.csv: is empty" },
    { "and a missing language", REPS, "", "replies/id.ini: is empty" },
    { "a header in another order", DEPTS, "name,code,handles,external,contact\n",
      "departments.csv line 1: the header must begin with code,name," },
    { "comments alone are no header", HOLS, "# only this\n", "holidays.csv line 1: " },
    { "text that is no UTF-8", PLACS, P_HEAD "99.01.15,kecamatan,Du\xC3,,no,,,\n",
      "places.csv line 3: not UTF-8" },
    { "an unclosed quote", CATS, C_HEAD "a,\"Jalan,complaint,,no,normal,\n",
      "categories.csv line 3: a quote is not closed" },
    { "a row that is too short", DEPTS, D_HEAD "PUPR,Dinas PU,jalan\n",
      "departments.csv line 3: 3 fields, want 5" },

    { "a department without a code", DEPTS, D_HEAD ",Dinas,,no,\n",
      "departments.csv line 3: code '': want 1 to 32" },
    { "a code with a blank", DEPTS, D_HEAD "PU PR,Dinas,,no,\n",
      "departments.csv line 3: code 'PU PR': want 1 to 32" },
    { "a code that is too long", DEPTS, D_HEAD "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG,Dinas,,no,\n",
      "departments.csv line 3: code 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG': want 1 to 32" },
    { "a code that stands twice", DEPTS, D_HEAD "A,Dinas,,no,\n\nDISKOMINFO,Lagi,,no,\n",
      "departments.csv line 5: 'DISKOMINFO' stands in line 2 already" },
    { "a department without a name", DEPTS, D_HEAD "A,,,no,\n",
      "departments.csv line 3: name '': must not be empty" },
    { "a name over two lines", DEPTS, D_HEAD "A,\"Dinas\nDua\",,no,\n",
      "departments.csv line 3: name 'Dinas\nDua': must be one line" },
    { "external must be said", DEPTS, D_HEAD "A,Dinas,,maybe,\n",
      "departments.csv line 3: external 'maybe': want yes or no" },
    { "the desk itself is missing", DEPTS,
      "code,name,handles,external,contact\nPUPR,Dinas PU,,no,\n",
      "departments.csv: needs DISKOMINFO" },
    { "the desk cannot be somebody else's", DEPTS,
      "code,name,handles,external,contact\nDISKOMINFO,Diskominfo,,yes,\n",
      "departments.csv: needs DISKOMINFO" },

    { "a category of nobody we know", CATS, C_HEAD "a,A,complaint,X,no,normal,\n",
      "categories.csv line 3: unknown department 'X'" },
    { "a kind that is none", CATS, C_HEAD "a,A,complain,,no,normal,\n",
      "categories.csv line 3: unknown kind" },
    { "a priority that is none", CATS, C_HEAD "a,A,complaint,,no,low,\n",
      "categories.csv line 3: unknown priority" },
    { "inspection must be yes or no", CATS, C_HEAD "a,A,complaint,,1,normal,\n",
      "categories.csv line 3: inspection '1': want yes or no" },
    { "a matter of 25 characters", CATS,
      C_HEAD "a,Abcdefghijabcdefghijabcde,complaint,,no,normal,\n",
      "categories.csv line 3: name: at most 24 characters, got 25" },
    { "a category that stands twice", CATS,
      C_HEAD "a,A,complaint,,no,normal,\nother,B,complaint,,no,normal,\n",
      "categories.csv line 4: 'other' stands in line 2 already" },
    { "a weight of nothing", CATS, C_HEAD "a,A,complaint,,no,normal,jalan:0\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "a weight that is too great", CATS, C_HEAD "a,A,complaint,,no,normal,jalan:21\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "a weight that is a word", CATS, C_HEAD "a,A,complaint,,no,normal,aspal|jalan:lima\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "an empty weight", CATS, C_HEAD "a,A,complaint,,no,normal,jalan:\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "an empty keyword", CATS, C_HEAD "a,A,complaint,,no,normal,jalan||aspal\n",
      "categories.csv line 3: an empty keyword" },
    { "a keyword of capitals is never found", CATS, C_HEAD "a,A,complaint,,no,normal,Jalan:3\n",
      "categories.csv line 3: phrase 'Jalan': want small letters" },
    { "a keyword that stands twice", CATS, C_HEAD "a,A,complaint,,no,normal,jalan:3|aspal|jalan\n",
      "categories.csv line 3: keyword 'jalan' stands there twice" },
    { "no place to put the rest", CATS,
      "code,name,kind,department,inspection,priority,keywords\na,A,complaint,,no,normal,\n",
      "categories.csv: needs the category other" },

    { "a level that is none", PLACS, P_HEAD "99.01.15,kabupaten,Dua,,no,,,\n",
      "places.csv line 3: unknown level" },
    { "a village without its district", PLACS, P_HEAD "99.01.14.2001,desa,Asri,,no,,,\n",
      "places.csv line 3: parent: " },
    { "a district with a parent", PLACS, P_HEAD "99.01.15,kecamatan,Dua,99.01.14,no,,,\n",
      "places.csv line 3: parent: " },
    { "a village of an unknown district", PLACS, P_HEAD "99.01.15.2001,desa,Asri,99.01.15,no,,,\n",
      "places.csv line 3: parent is no kecamatan" },
    { "a village of a village", PLACS,
      P_HEAD "99.01.14.2001,desa,Asri,99.01.14,no,,,\n1,desa,Dua,99.01.14.2001,no,,,\n",
      "places.csv line 4: parent is no kecamatan" },
    { "a place that stands twice", PLACS, P_HEAD "99.01.14,kecamatan,Satu,,no,,,\n",
      "places.csv line 3: '99.01.14' stands in line 2 already" },
    { "half a point", PLACS, P_HEAD "99.01.15,kecamatan,Dua,,no,,-7.5,\n",
      "places.csv line 3: want lat" },
    { "a point off the globe", PLACS, P_HEAD "99.01.15,kecamatan,Dua,,no,,-97.5,113\n",
      "places.csv line 3: want lat" },
    { "a point that is a word", PLACS, P_HEAD "99.01.15,kecamatan,Dua,,no,,utara,113\n",
      "places.csv line 3: want lat" },
    { "an empty alias", PLACS, P_HEAD "99.01.15,kecamatan,Dua,,no,Du||Do,,\n",
      "places.csv line 3: an empty alias" },
    { "no place at all", PLACS, "code,level,name,parent,common_word,aliases,lat,lon\n",
      "places.csv: has no place" },

    { "a stage that is none", CLOX, K_HEAD "complaint,waiting,3,0\n",
      "clocks.csv line 3: unknown stage" },
    { "a stage where the clock stands", CLOX, K_HEAD "complaint,awaiting_reporter,3,0\n",
      "clocks.csv line 3: no clock runs in this stage" },
    { "days below nothing", CLOX, K_HEAD "complaint,verified,-1,0\n",
      "clocks.csv line 3: legal_days '-1': want 0 to 1000" },
    { "days that are a word", CLOX, K_HEAD "complaint,verified,tiga,0\n",
      "clocks.csv line 3: legal_days 'tiga': want 0 to 1000" },
    { "a promise in a later stage", CLOX, K_HEAD "complaint,verified,3,5\n",
      "clocks.csv line 3: promise_days" },
    { "a rule that stands twice", CLOX, K_HEAD "complaint,verified,3,0\ncomplaint,received,4,5\n",
      "clocks.csv line 4: this kind and stage" },
    { "a kind of matter without a promised day", CLOX, K_HEAD,
      "clocks.csv: needs aspiration,received" },
    { "a promise of no days", CLOX, "kind,stage,legal_days,promise_days\ncomplaint,received,3,0\n",
      "clocks.csv: needs complaint,received" },

    { "a day that does not exist", HOLS, "date,name\n2026-02-29,Kabisat\n",
      "holidays.csv line 2: want a date" },
    { "a day named twice", HOLS, "date,name\n2026-12-25,Natal\n2026-01-01,Baru\n2026-12-25,Lagi\n",
      "holidays.csv line 4: this date" },
    { "a day without a name", HOLS, "date,name\n2026-12-25,\n",
      "holidays.csv line 2: name '': must not be empty" },

    { "a role that is none", WRDS, "role,phrase,value\nhello,halo,\n",
      "words.csv line 2: unknown role" },
    { "a phrase of nothing", WRDS, "role,phrase,value\nmenu,,\n", "words.csv line 2: phrase ''" },
    { "a phrase of signs", WRDS, "role,phrase,value\nmenu,!?,\n",
      "words.csv line 2: phrase '!?' holds no word" },
    { "a phrase with an accent", WRDS, "role,phrase,value\nmenu,m\xC3\xA9nu,\n",
      "words.csv line 2: phrase 'm\xC3\xA9nu': want small letters" },
    { "a phrase with two blanks", WRDS, "role,phrase,value\nmenu,menu  utama,\n",
      "words.csv line 2: phrase 'menu  utama': want small letters" },
    { "a phrase of nine words", WRDS, "role,phrase,value\nmenu,a b c d e f g h i,\n",
      "words.csv line 2: phrase 'a b c d e f g h i' is longer" },
    { "slang for nothing", WRDS, "role,phrase,value\nslang,yg,\n", "words.csv line 2: phrase ''" },
    { "a value that nobody reads", WRDS, "role,phrase,value\nmenu,menu,daftar\n",
      "words.csv line 2: only slang has a value" },
    { "a phrase twice in one role", WRDS, "role,phrase,value\nmenu,menu,\nhelp,menu,\nmenu,menu,\n",
      "words.csv line 4: 'menu' stands in line 2 already" },

    { "a line that is no setting", REPS, REPLIES "nonsense\n", "replies/id.ini: line " },
    { "a text that is missing", REPS, "[menu]\ntext = Tulis saja.\n", "replies/id.ini: " },
    { "a text that nothing asks for", REPS, REPLIES "[menu]\nlagu = la la la\n",
      "replies/id.ini: menu.lagu" },
    { "a placeholder that this text does not get", REPS, REPLIES "[x]\ny = {number}\n",
      "replies/id.ini: x.y" },
};

static void put(struct desk_files *files, enum file file, struct str text)
{
    struct str *const at[] = { &files->departments, &files->categories, &files->places,
                               &files->clocks,      &files->holidays,   &files->words,
                               &files->replies_id };
    *at[file] = text;
}

static void test_a_fault_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const struct fault *f = &faults[i];
        struct desk_files files = good_files();
        struct err e = { 0 };
        put(&files, f->file, str_of(f->text));
        struct desk *desk = desk_create(&files, &e);
        if (desk) fail_msg("row %zu: %s: was taken", i, f->rule);
        if (e.code != ERR_INPUT) fail_msg("row %zu: %s: code %d", i, f->rule, (int)e.code);
        if (strncmp(e.text, f->error, strlen(f->error)) != 0)
            fail_msg("row %zu: %s: said \"%s\"", i, f->rule, e.text);
        if (desk_create(&files, NULL)) fail_msg("row %zu: %s: was taken", i, f->rule);
    }
}

static void test_a_good_desk_says_nothing(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    struct err e = { .code = ERR_BUSY, .text = "mine" };
    struct desk *desk = desk_create(&files, &e);
    assert_non_null(desk);
    assert_int_equal(e.code, ERR_BUSY);
    assert_string_equal(e.text, "mine");
    desk_destroy(desk);
    desk_destroy(NULL);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_equal(got, str_of(want))) fail_msg("got \"%.*s\", want \"%s\"", STR_ARG(got), want);
}

static void test_texts_are_copied(void **state)
{
    (void)state;
    char departments[] = DEPARTMENTS, words[] = WORDS, replies[] = REPLIES;
    struct desk_files files = good_files();
    files.departments = str_of(departments);
    files.words = str_of(words);
    files.replies_id = str_of(replies);
    struct desk *desk = desk_create(&files, NULL);
    memset(departments, 'x', sizeof departments);
    memset(words, 'x', sizeof words);
    memset(replies, 'x', sizeof replies);
    assert_non_null(desk);
    assert_str(desk_department(desk, STR("PUPR"))->name, "Dinas PU, Tata Ruang");
    assert_str(desk->words[3].value, "yang");
    assert_str(desk->replies[0].key, "ask.unreadable");
    desk_destroy(desk);
}

static void test_what_was_read(void **state)
{
    (void)state;
    struct desk *desk = good_desk();
    assert_int_equal(desk->department_count, 6);
    assert_int_equal(desk->category_count, 4);
    assert_int_equal(desk->word_count, 4);
    assert_int_equal(desk->clock_count, 8);
    assert_int_equal(desk->reply_count, 15);
    assert_str(desk->desk_department->code, "DISKOMINFO");
    assert_str(desk->other_category->code, "other");

    const struct department *pln = desk_department(desk, STR("PLN"));
    assert_true(pln->external);
    assert_str(pln->contact, "Kanal PLN.");
    const struct category *road = desk_category(desk, STR("road"));
    assert_ptr_equal(road, &desk->categories[0]);
    assert_int_equal(road->kind, KIND_COMPLAINT);
    assert_int_equal(road->priority, PRIORITY_NORMAL);
    assert_false(road->inspection);
    assert_str(road->keywords, "jalan rusak:6|aspal");
    assert_int_equal(desk_category(desk, STR("power"))->priority, PRIORITY_HIGH);
    assert_true(desk_category(desk, STR("office"))->inspection);
    assert_null(desk_category(desk, STR("office"))->department);

    assert_int_equal(desk->words[1].role, WORD_HELP);
    assert_int_equal(desk->words[2].role, WORD_FILLER);
    assert_str(desk->words[2].phrase, "bantuan");
    for (size_t i = 0; i < desk->reply_count; i++)
        if (str_equal(desk->replies[i].key, STR("menu.text")))
            assert_str(desk->replies[i].text, "Tulis saja.\nKetik *status*.");
    desk_destroy(desk);
}

static void test_places_are_put_in_order(void **state)
{
    static const char *const order[] = { "99.01.14",      "99.01.15", "99.01.14.2001",
                                         "99.01.15.1001", "98",       "X-1" };
    (void)state;
    struct desk *desk = good_desk();
    assert_int_equal(desk->place_count, 6);
    for (size_t i = 0; i < desk->place_count; i++)
        assert_str(desk->places[i].code, order[i]);
    const struct place *village = desk_place(desk, STR("99.01.14.2001"));
    assert_ptr_equal(village->parent, desk_place(desk, STR("99.01.14")));
    assert_int_equal(village->level, PLACE_VILLAGE);
    assert_false(village->is_kelurahan);
    assert_true(village->has_centre);
    assert_true(village->latitude == -7.5 && village->longitude == 113.25);
    assert_str(village->aliases, "Desa Asri|Asrie");
    assert_true(desk_place(desk, STR("99.01.15.1001"))->is_kelurahan);
    assert_true(desk_place(desk, STR("99.01.14"))->common_word);
    assert_false(desk_place(desk, STR("99.01.14"))->has_centre);
    assert_null(desk_place(desk, STR("99.01.14"))->parent);
    assert_null(desk_place(desk, STR("98"))->parent);
    desk_destroy(desk);
}

static void test_unknown_codes(void **state)
{
    static const char *const codes[] = { "", "pupr", "PUP", "PUPR ", "99.01", "zzz" };
    (void)state;
    struct desk *desk = good_desk();
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_null(desk_department(desk, str_of(codes[i])));
        assert_null(desk_category(desk, str_of(codes[i])));
        assert_null(desk_place(desk, str_of(codes[i])));
    }
    desk_destroy(desk);
}

static void test_who_owns(void **state)
{
    static const struct {
        const char *rule, *category, *place, *owner;
    } rows[] = {
        { "a category has its department", "road", "", "PUPR" },
        { "wherever in the regency it is", "road", "99.01.14.2001", "PUPR" },
        { "an outside body can be that department", "power", "99.01.14", "PLN" },
        { "the city is another government", "road", "98", "KOTA" },
        { "so is the next regency", "road", "X-1", "LUAR" },
        { "also for what outside bodies do", "power", "X-1", "LUAR" },
        { "and when nobody knows the matter", "", "98", "KOTA" },
        { "without a department the district's office", "office", "99.01.14", "KEC-14" },
        { "the same for its villages", "office", "99.01.14.2001", "KEC-14" },
        { "a district without an office leaves it to the desk", "office", "99.01.15",
          "DISKOMINFO" },
        { "and so do its villages", "office", "99.01.15.1001", "DISKOMINFO" },
        { "no place, no department: the desk", "office", "", "DISKOMINFO" },
        { "no matter: the desk", "", "99.01.14", "DISKOMINFO" },
        { "nothing known: the desk", "", "", "DISKOMINFO" },
    };
    (void)state;
    struct desk *desk = good_desk();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct department *owner =
            desk_owner(desk, desk_category(desk, str_of(rows[i].category)),
                       desk_place(desk, str_of(rows[i].place)));
        if (!owner || !str_equal(owner->code, str_of(rows[i].owner)))
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
    desk_destroy(desk);
}

static void test_which_clock(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_kind kind;
        enum ticket_status stage;
        bool inspection;
        int legal, promise; /* legal -1: no clock */
    } rows[] = {
        { "the first stage promises", KIND_COMPLAINT, STATUS_RECEIVED, false, 3, 5 },
        { "an inspection promises the same", KIND_COMPLAINT, STATUS_RECEIVED, true, 3, 5 },
        { "work is short", KIND_COMPLAINT, STATUS_IN_PROGRESS, false, 14, 0 },
        { "work with an inspection is long", KIND_COMPLAINT, STATUS_IN_PROGRESS, true, 60, 0 },
        { "a kind without the long one has the short", KIND_INFORMATION, STATUS_IN_PROGRESS, true,
          10, 0 },
        { "no row, no clock", KIND_COMPLAINT, STATUS_VERIFIED, false, -1, 0 },
        { "waiting has none", KIND_COMPLAINT, STATUS_AWAITING_REPORTER, true, -1, 0 },
    };
    (void)state;
    struct desk *desk = good_desk();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct clock_rule *r =
            desk_clock(desk, rows[i].kind, rows[i].stage, rows[i].inspection);
        bool ok = r ? r->legal_days == rows[i].legal && r->promise_days == rows[i].promise
                    : rows[i].legal == -1;
        if (!ok) fail_msg("row %zu: %s", i, rows[i].rule);
    }
    desk_destroy(desk);
}

static void test_holidays(void **state)
{
    (void)state;
    struct desk *desk = good_desk();
    assert_int_equal(desk->holiday_count, 2);
    assert_true(desk->holidays[0].day < desk->holidays[1].day);
    assert_true(desk_is_holiday(desk, day_of_date(2026, 12, 25)));
    assert_true(desk_is_holiday(desk, day_of_date(2026, 8, 17)));
    assert_false(desk_is_holiday(desk, day_of_date(2026, 12, 24)));
    assert_false(desk_is_holiday(desk, day_of_date(2026, 12, 26)));
    assert_false(desk_is_holiday(desk, INT64_MIN));
    assert_false(desk_is_holiday(desk, INT64_MAX));
    desk_destroy(desk);
}

static void test_no_holidays_is_no_fault(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    files.holidays = STR("date,name\n");
    struct desk *desk = desk_create(&files, NULL);
    assert_non_null(desk);
    assert_false(desk_is_holiday(desk, day_of_date(2026, 12, 25)));
    desk_destroy(desk);
}

/* As an editor on Windows leaves them. */
static void test_other_line_ends(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    files.holidays = STR("\xEF\xBB\xBF"
                         "date,name\r\n2026-12-25 , Natal \r\n");
    struct desk *desk = desk_create(&files, NULL);
    assert_non_null(desk);
    assert_int_equal(desk->holiday_count, 1);
    assert_str(desk->holidays[0].name, "Natal");
    desk_destroy(desk);
}

/* Cut anywhere, a file is refused or read, and nothing is read beyond its end. */
static void test_every_beginning_of_a_file(void **state)
{
    static const struct str whole[] = {
        { DEPARTMENTS, sizeof DEPARTMENTS - 1 }, { CATEGORIES, sizeof CATEGORIES - 1 },
        { PLACES, sizeof PLACES - 1 },           { CLOCKS, sizeof CLOCKS - 1 },
        { HOLIDAYS, sizeof HOLIDAYS - 1 },       { WORDS, sizeof WORDS - 1 },
        { REPLIES, sizeof REPLIES - 1 }
    };
    (void)state;
    for (size_t file = 0; file < sizeof whole / sizeof *whole; file++) {
        for (size_t len = 0; len < whole[file].len; len++) {
            char *part = test_malloc(len + 1);
            struct desk_files files = good_files();
            struct err e = { 0 };
            memcpy(part, whole[file].at, len);
            put(&files, (enum file)file, (struct str){ part, len });
            struct desk *desk = desk_create(&files, &e);
            if (!desk && e.code != ERR_INPUT)
                fail_msg("file %zu cut at %zu: %s", file, len, e.text);
            desk_destroy(desk);
            test_free(part);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fault_is_named),
        cmocka_unit_test(test_a_good_desk_says_nothing),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_what_was_read),
        cmocka_unit_test(test_places_are_put_in_order),
        cmocka_unit_test(test_unknown_codes),
        cmocka_unit_test(test_who_owns),
        cmocka_unit_test(test_which_clock),
        cmocka_unit_test(test_holidays),
        cmocka_unit_test(test_no_holidays_is_no_fault),
        cmocka_unit_test(test_other_line_ends),
        cmocka_unit_test(test_every_beginning_of_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
