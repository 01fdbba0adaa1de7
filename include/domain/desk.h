/* desk.h - the regency's own tables: who does what, where, by when.
 *
 * Read once at start from `data_dir` or from the built-in copy of config/, checked as a whole,
 * then immutable and shared by all threads. config/README.md is the operator's manual of the
 * files; a faulty file is refused with its name and line.
 *
 * Memory: a desk owns everything it points to; pointers live until desk_destroy.
 * Threads: create on one thread; everything else is read-only, any thread. */
#ifndef KANDA_DOMAIN_DESK_H
#define KANDA_DOMAIN_DESK_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/language.h"
#include "domain/office.h"
#include "domain/template.h"
#include "domain/ticket.h"
#include "domain/word.h"

#define DEPARTMENT_CONTACT_MAX 160 /* characters */
struct department {
    struct str code;    /* PUPR, DISHUB, KEC-14, PLN ... */
    struct str name;    /* what a citizen reads */
    struct str handles; /* what it does, one line */
    bool external;      /* not ours: we can only refer */
    struct str contact; /* public number or channel, a sentence; empty for our own alone */
    /* Units of the same field are one to whoever writes: the hospital and the health office. "":
     * it is in none. */
    struct str field;
};

struct category {
    struct str code, name;               /* "road", "Jalan rusak" */
    enum ticket_kind kind;               /* usual kind; KIND_COMPLAINT mostly */
    const struct department *department; /* NULL: the district office of the place, else the desk */
    bool inspection;                     /* needs a look on the spot: the long legal clock */
    enum ticket_priority priority;
    bool needs_place;    /* who works on it must go there: the citizen is asked where */
    bool is_private;     /* one person's or household's own: the same as nobody else's */
    struct str keywords; /* folded phrases separated by '|', weight 1..20 after ':' (default 1) */
};

enum place_level { PLACE_DISTRICT, PLACE_VILLAGE, PLACE_CITY, PLACE_OUTSIDE };

/* A name that is also an everyday word needs words around it that make it a place. OFTEN, of
 * districts: so usual a word that at the end of a text it is none either ("besuk": tomorrow). */
enum common_word { COMMON_NO, COMMON_YES, COMMON_OFTEN };

struct place {
    struct str code; /* "35.13.24", "35.13.24.2007"; KOTA or LUAR rows carry their own codes */
    enum place_level level;
    bool is_kelurahan; /* a village whose official word is kelurahan, not desa */
    struct str name;
    const struct place *parent; /* the district of a village; else NULL */
    /* CITY and OUTSIDE: KOTA or LUAR. District: its office, KEC- and the last two digits of its
     * code, or the desk where there is none; a kelurahan has an office of its own
     * (KEL- and the last part of its code), else it and a desa have the owner of their district. */
    const struct department *owner;
    struct str aliases; /* separated by '|' */
    enum common_word common_word;
    bool has_centre;
    double latitude, longitude;
};

/* Days are working days; see workday.h. */
struct clock_rule {
    enum ticket_kind kind;
    enum ticket_status stage;
    bool inspection;
    int legal_days;   /* 0: no legal clock in this stage */
    int promise_days; /* only on the first stage: until the unit's first follow-up; else 0 */
};

/* Words that staff often need, from canned.csv. */
#define CANNED_BODY_MAX 400  /* characters: filled in it still goes below a photo */
#define CANNED_TEXT_MAX 4096 /* bytes, filled in */
struct canned_answer {
    struct str code, title;
    struct str body; /* with {number} {matter} {unit} {place} {date} */
    unsigned roles;  /* bits, 1 << role: to whom it is offered */
};

struct holiday {
    int64_t day; /* day number, base/clock.h */
    struct str name;
};

/* Texts of one language, from replies/<language>.ini: section.key -> text. */
struct reply_text {
    struct str key; /* "ticket.received" */
    struct str text;
    int line; /* where it stands in its file; 0: in none */
};

struct reply_texts {
    const struct reply_text *at; /* sorted by key */
    size_t count;                /* 0: the desk has no texts in this language */
};

struct desk_code;
struct desk {
    struct arena arena;
    const struct department *departments;
    size_t department_count;
    const struct category *categories; /* order of the file: earlier wins ties */
    size_t category_count;
    const struct place *places; /* districts first, then villages, then CITY and OUTSIDE */
    size_t place_count;
    const struct clock_rule *clocks;
    size_t clock_count;
    const struct holiday *holidays; /* ascending */
    size_t holiday_count;
    struct office_hours office; /* set by whoever loads the desk; all 0: the usual ones */
    const struct word *words;
    size_t word_count;
    struct reply_texts replies[LANGUAGE_END]; /* by language; 0 is not used */
    const struct message_template *templates; /* may be none */
    size_t template_count;
    const struct canned_answer *canned; /* in the order of the file; may be none */
    size_t canned_count;
    const struct department *desk_department; /* owner of what nobody else owns: DISKOMINFO */
    const struct category *other_category;    /* code "other" */
    /* The police, by whatever code: whose category "police_matter" is; NULL: nobody's here. */
    const struct department *police_department;
    /* Private to desk*.c: codes in order, for the three look-ups. */
    const struct desk_code *department_codes, *category_codes, *place_codes;
};

/* The files' texts; an empty view is an error, but for templates and canned: a desk without any. */
struct desk_files {
    struct str departments, categories, places, clocks, holidays, words;
    struct str replies_id, replies_jv, replies_mad; /* jv, mad: "" leaves that language out */
    struct str templates, canned;
};

/* NULL with *e set (ERR_INPUT "departments.csv line 7: ...") when anything is wrong. The texts
 * are copied. */
MUST_CHECK struct desk *desk_create(const struct desk_files *files, struct err *e);
void desk_destroy(struct desk *desk);

/* By code; NULL when unknown. */
const struct department *desk_department(const struct desk *desk, struct str code);
const struct category *desk_category(const struct desk *desk, struct str code);
/* The code of what fits no other category; every desk has it. */
bool category_is_other(struct str code);
/* How somebody in office behaves, nobody knows where. */
bool category_is_servants(struct str code);
/* About a thing that all use, as roads and lamps. NULL, of no category: no. */
bool category_is_public(const struct category *category);
const struct place *desk_place(const struct desk *desk, struct str code);
/* The template for a message in this language, else the Indonesian one; NULL: there is none. */
const struct message_template *desk_template(const struct desk *desk, enum template_key key,
                                             struct str language);
bool desk_is_holiday(const struct desk *desk, int64_t day);
/* Roles that no word plays, put into out by their order: what they are for is not heard (a
 * words.csv of an older version). out has WORD_ROLE_COUNT; gives how many. */
size_t desk_wordless(const struct desk *desk, enum word_role *out);
/* ms, when the last of them begins; 1: there is none. */
int64_t desk_holidays_end(const struct desk *desk);

/* The codes of the district and the village that a place lies in; "" where it has none (a city, a
 * place outside). NULL is fine for all three. */
struct str place_district(const struct place *place);
struct str place_village(const struct place *place);
/* "Desa Sebaung, Kecamatan Gending", "Kecamatan Gending"; of other places their name. */
void place_name_add(const struct place *place, struct buf *out);
bool place_is_elsewhere(const struct place *place); /* in the city or outside: not ours */
/* The office of a district: KEC- and two digits. */
bool department_is_district(const struct department *d);
/* Owner of what lies in the city, or outside. */
bool department_is_elsewhere(struct str code);
/* That of the city, which has our name. */
bool department_is_city(struct str code);

/* Who owns a matter of this category at this place (either may be NULL): CITY and OUTSIDE places
 * make KOTA or LUAR the owner, but not of what needs no place and is an external body's (BPJS); a
 * category without a department goes to the district's office; what remains is the desk's own.
 * Never NULL. */
const struct department *desk_owner(const struct desk *desk, const struct category *category,
                                    const struct place *place);
/* Who works on what is this department's: itself, or of what is an external body's the desk. */
const struct department *desk_worker(const struct desk *desk, const struct department *owner);
/* The rule for a stage, or NULL when the file has none (then the stage has no clock). */
const struct clock_rule *desk_clock(const struct desk *desk, enum ticket_kind kind,
                                    enum ticket_status stage, bool inspection);

#endif
