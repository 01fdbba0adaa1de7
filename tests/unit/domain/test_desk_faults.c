/* test_desk_faults.c - what the loader refuses, and the sentence that says where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk_case.h"
#include <string.h>

enum file { DEPTS, CATS, PLACS, CLOX, HOLS, WRDS, REPS };

struct fault {
    const char *rule;
    enum file file;
    const char *text;  /* in place of the good file */
    const char *error; /* the sentence begins so */
};

#define D_HEAD "code,name,handles,external,contact\nDISKOMINFO,Diskominfo,,no,\n"
#define C_HEAD                                                                                     \
    "code,name,kind,department,inspection,priority,place,private,keywords\nother,Lainnya,"         \
    "complaint,,no,"                                                                               \
    "normal,no,no,"                                                                                \
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
    { "an unclosed quote", CATS, C_HEAD "a,\"Jalan,complaint,,no,normal,no,\n",
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
    { "an external body that nobody can reach", DEPTS, D_HEAD "A,Instansi,,yes,\n",
      "departments.csv line 3: contact '': must not be empty" },
    { "a field with a long name", DEPTS,
      "code,name,handles,external,contact,field\nDISKOMINFO,Diskominfo,,no,,\n"
      "A,Dinas,,no,,abcdefghijklmnopqrstuvwxyzabcdefg\n",
      "departments.csv line 3: field: at most 32 letters" },
    { "a comma in a name without quotes", DEPTS, D_HEAD "A,Dinas Jalan, Jembatan,,no,\n",
      "departments.csv line 3: 6 fields, want 5: put quotes around a text with a comma" },
    { "the desk itself is missing", DEPTS,
      "code,name,handles,external,contact\nPUPR,Dinas PU,,no,\n",
      "departments.csv: needs DISKOMINFO" },
    { "the desk cannot be somebody else's", DEPTS,
      "code,name,handles,external,contact\nDISKOMINFO,Diskominfo,,yes,a\n",
      "departments.csv: needs DISKOMINFO" },

    { "a category of nobody we know", CATS, C_HEAD "a,A,complaint,X,no,normal,no,no,\n",
      "categories.csv line 3: unknown department 'X'" },
    { "a kind that is none", CATS, C_HEAD "a,A,complain,,no,normal,no,no,\n",
      "categories.csv line 3: unknown kind" },
    { "a priority that is none", CATS, C_HEAD "a,A,complaint,,no,low,no,no,\n",
      "categories.csv line 3: unknown priority" },
    { "inspection must be yes or no", CATS, C_HEAD "a,A,complaint,,1,normal,no,no,\n",
      "categories.csv line 3: inspection '1': want yes or no" },
    { "place must be yes or no", CATS, C_HEAD "a,A,complaint,,no,normal,1,no,\n",
      "categories.csv line 3: " },
    { "private must be yes or no", CATS, C_HEAD "a,A,complaint,,no,normal,no,1,\n",
      "categories.csv line 3: private '1': want yes or no" },
    { "violence that others are told of", CATS, C_HEAD "violence,A,complaint,,no,normal,no,no,\n",
      "categories.csv line 3: private no: violence and whistleblowing are always private" },
    { "whistleblowing at another desk", CATS, C_HEAD "a,A,whistleblowing,PUPR,no,normal,no,yes,\n",
      "categories.csv line 3: whistleblowing: the department must be INSPEKTORAT" },
    { "whistleblowing at nobody's", CATS, C_HEAD "a,A,whistleblowing,,no,normal,no,yes,\n",
      "categories.csv line 3: whistleblowing: the department must be INSPEKTORAT" },
    { "whistleblowing of the same kind", CATS, C_HEAD "a,A,whistleblowing,,no,normal,no,no,\n",
      "categories.csv line 3: private no: violence and whistleblowing are always private" },
    { "a matter of 25 characters", CATS,
      C_HEAD "a,Abcdefghijabcdefghijabcde,complaint,,no,normal,no,no,\n",
      "categories.csv line 3: name: at most 24 characters, got 25" },
    { "a category that stands twice", CATS,
      C_HEAD "a,A,complaint,,no,normal,no,no,\nother,B,complaint,,no,normal,no,no,\n",
      "categories.csv line 4: 'other' stands in line 2 already" },
    { "a weight of nothing", CATS, C_HEAD "a,A,complaint,,no,normal,no,no,jalan:0\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "a weight that is too great", CATS, C_HEAD "a,A,complaint,,no,normal,no,no,jalan:21\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "a weight that is a word", CATS, C_HEAD "a,A,complaint,,no,normal,no,no,aspal|jalan:lima\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "an empty weight", CATS, C_HEAD "a,A,complaint,,no,normal,no,no,jalan:\n",
      "categories.csv line 3: keyword 'jalan': want a weight of 1 to 20" },
    { "an empty keyword", CATS, C_HEAD "a,A,complaint,,no,normal,no,no,jalan||aspal\n",
      "categories.csv line 3: an empty keyword" },
    { "a keyword of capitals is never found", CATS,
      C_HEAD "a,A,complaint,,no,normal,no,no,Jalan:3\n",
      "categories.csv line 3: phrase 'Jalan': want small letters" },
    { "a keyword that stands twice", CATS,
      C_HEAD "a,A,complaint,,no,normal,no,no,jalan:3|aspal|jalan\n",
      "categories.csv line 3: keyword 'jalan' stands there twice" },
    { "no place to put the rest", CATS,
      "code,name,kind,department,inspection,priority,place,private,keywords\na,A,complaint,,no,"
      "normal,no,no,"
      "\n",
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
    { "an everyday word now and then", PLACS, P_HEAD "99.01.15,kecamatan,Dua,,sometimes,,,\n",
      "places.csv line 3: common_word: want no, yes or often" },
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
      "words.csv line 2: this role has no value" },
    { "what belongs to nothing we know", WRDS, "role,phrase,value\nbelongs,debu,jalan\n",
      "words.csv line 2: value: want categories, each with :1 to :4" },
    { "what belongs too much", WRDS, "role,phrase,value\nbelongs,debu,road:5\n",
      "words.csv line 2: value: want categories, each with :1 to :4" },
    { "two words where one is looked for", WRDS, "role,phrase,value\nthing_after,mata air,\n",
      "words.csv line 2: phrase: want one word" },
    { "a word with a sign where one is looked for", WRDS, "role,phrase,value\nbeside,jug@,\n",
      "words.csv line 2: phrase: want one word" },
    { "a phrase twice in one role", WRDS, "role,phrase,value\nmenu,menu,\nhelp,menu,\nmenu,menu,\n",
      "words.csv line 4: 'menu' stands in line 2 already" },

    { "a line that is no setting", REPS, REPLIES "nonsense\n", "replies/id.ini: line " },
    { "a text that is missing", REPS, "[menu]\ntext = Tulis saja.\n", "replies/id.ini: " },
    { "a text that nothing asks for", REPS, REPLIES "[menu]\nlagu = la la la\n",
      "replies/id.ini: line " },
    { "a placeholder that this text does not get", REPS, REPLIES_WITH("Nomor {number}"),
      "replies/id.ini: line 2: menu.text: this text does not get {number}; allowed: {greeting}" },
    { "a placeholder that is misspelt", REPS, REPLIES_WITH("{greting} Tulis saja."),
      "replies/id.ini: line 2: menu.text: unknown placeholder {greting}; allowed: {greeting}" },
    { "a text that stands twice", REPS, REPLIES "[menu]\ntext = Lagi\n", "replies/id.ini: line " },
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
            char *part = test_malloc(len ? len : 1);
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
        cmocka_unit_test(test_every_beginning_of_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
