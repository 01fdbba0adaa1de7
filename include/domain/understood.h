/* understood.h - what a text was taken to mean. Made by nlu, used by conversation and intake.
 *
 * Pointers go into the desk tables and live as long as the desk; views live in the arena of the
 * request. Threads: plain data. */
#ifndef KANDA_DOMAIN_UNDERSTOOD_H
#define KANDA_DOMAIN_UNDERSTOOD_H

#include "domain/desk.h"
#include "domain/language.h"

enum intent {
    INTENT_NONE,   /* there was no text */
    INTENT_REPORT, /* more than greeting, thanks or noise: a matter for the desk */
    INTENT_GREETING,
    INTENT_THANKS,
    INTENT_NOISE, /* "test", "ok", emoji only, one letter ... */
    INTENT_MENU,  /* commands: the text is nothing but the command (and a number) */
    INTENT_STATUS,
    INTENT_HELP,
    INTENT_CANCEL,
    INTENT_HUMAN,
    INTENT_ADD,          /* "tambah" alone: the next message belongs to the ticket */
    INTENT_CONFIDENTIAL, /* "rahasia", "anonim" */
    INTENT_PRIVACY,
    INTENT_ERASE, /* "hapus data saya" */
    INTENT_YES,   /* an answer; without a question a courtesy like noise */
    INTENT_NO,
    INTENT_LANGUAGE, /* "bahasa", "bahasa madura" */
    INTENT_CORRECT   /* "salah dinas" */
};
const char *intent_name(enum intent intent);

/* Whether the matter is done, in the words of its reporter: "sudah", "baru sebagian", "belum pak
 * masih gelap"; UNSURE: they speak of it and do not settle it ("sudah tapi redup"). Means something
 * only as an answer. */
enum verdict { VERDICT_NONE, VERDICT_SOLVED, VERDICT_PARTLY, VERDICT_NOT, VERDICT_UNSURE };
/* It is spoken of, and settled. */
bool verdict_is_plain(enum verdict verdict);

/* What the text says to a question of yes or no: "ya pak ikut aja", "oke", "tidak usah". Means
 * something only as an answer, whatever the intent is ("tidak usah" cancels where nothing was
 * asked). */
enum consent { CONSENT_NONE, CONSENT_YES, CONSENT_NO };

/* That it lies with us: by our name, which the city has as well, or as the regency. */
enum home { HOME_NONE, HOME_NAME, HOME_REGENCY };

/* Of two places the one that holds, by where it is told: "sesuai pin", "yang saya tulis". Means
 * something only as an answer. */
enum place_source { SOURCE_NONE, SOURCE_PIN, SOURCE_WORDS };

/* By what a text goes before others; several may be told at once. */
enum pressing {
    PRESSING_THREAT = 1,   /* only that it may happen: "mau roboh", "sudah miring" */
    PRESSING_BARRED = 2,   /* nobody can pass */
    PRESSING_FELL = 4,     /* a tree, a pole ... */
    PRESSING_NEARS = 8,    /* water, the ground or a storm at the houses */
    PRESSING_STRUCK = 16,  /* somebody or something was, or nearly */
    PRESSING_HURT = 32,    /* somebody is hurt, fell, or was threatened; */
    PRESSING_MENACED = 64, /* of these the last, by somebody who may come again */
    PRESSING_HUNGER = 128, /* somebody has nothing to eat */
    PRESSING_TREATED = 256 /* somebody is operated on tomorrow, and what that needs is missing */
};

struct verdict_on {
    const struct category *category;
    enum verdict verdict;
};

#define UNDERSTOOD_PLAIN_WORDS 4
#define UNDERSTOOD_VERDICTS    2
#define UNDERSTOOD_CANDIDATES  3
#define UNDERSTOOD_NAMESAKES   3 /* as many as a message has buttons */
#define UNDERSTOOD_BESIDE      3
#define UNDERSTOOD_DENIED      3

/* One of several matters in a text. */
struct matter {
    const struct category *category;
    const struct place *place; /* NULL: it says no place of its own */
};

/* A category with whose reports a text goes on; alone: by words that need no other to say so; ever:
 * nor any nearness in time, be it that they speak for another unit; beside: words of another matter
 * stand with them, so that it does only if something else says so. */
struct belonging {
    const struct category *category;
    bool alone, ever, beside;
};

/* What is known of a text beside its words. */
struct telling {
    int year;  /* it was written in, which is not past; 0: not known, so that any is */
    bool past; /* whoever wrote it said behind it that it was long ago */
};
/* Of a text that was sent then (ms). */
struct telling telling_at(int64_t sent_at);

#define UNDERSTOOD_MISTYPED ((int64_t)-1) /* ticket_id: a number whose check digit is wrong */

struct understood {
    enum intent intent;
    enum ticket_kind kind;
    const struct category *category; /* never NULL for INTENT_REPORT: `other` when unsure */
    bool category_heard;             /* a keyword of it was found, not only a hint */
    bool category_sure;              /* and no other came near */
    /* Who handles it. NULL: whoever owns the category at the place (desk_owner). A place in the
     * city or outside comes before it, and whoever changes the category must change this too. */
    const struct department *department;
    const struct department *candidates[UNDERSTOOD_CANDIDATES]; /* best first, the choice too */
    const struct category *matters[UNDERSTOOD_CANDIDATES];      /* of each, its best */
    /* Some for INTENT_REPORT; else maybe those of what the text is about ("rahasiakan yang lampu").
     */
    size_t candidate_count;
    size_t evident; /* so many some word spoke for, */
    size_t offered; /* and of those so many not only in passing: what is offered to choose from */
    bool sure;      /* of the department; false: let the citizen choose among the candidates */
    const struct place *place; /* village, else district, else city/outside; NULL: none named */
    /* Villages of the one name that the text says, where nothing tells which of them is meant:
     * none, or two and more; or a village, and the other district that it is said to lie in. place
     * is NULL then. */
    const struct place *namesakes[UNDERSTOOD_NAMESAKES];
    size_t namesake_count;
    /* What an everyday word in the text names if the text answers "where?" ("yang maron"). NULL:
     * none, or `place` is named anyhow. */
    const struct place *place_if_asked;
    /* "saya lagi di maron", "eh bukan, saya di maron": where whoever writes is, and nothing else.
     * NULL: it does not say; `place` is NULL then. */
    const struct place *writer_at;
    bool denies_place; /* "bukan pamatan pak": where it is not, and next to nothing else; */
    bool denies_there; /* of these "bukan situ pak": not where we took it to be */
    /* The places of the name that it denies, be it all that it does; a stranger's name may stand
     * behind it as the right one. */
    const struct place *denies[UNDERSTOOD_NAMESAKES];
    size_t denies_count;
    /* "saya warga kabupaten kok", "ini probolinggo bukan surabaya", and no place of ours. */
    enum home home;
    /* "kalau pindah ke probolinggo", "kalau di probolinggo bisa daftar?": how it is here is asked,
     * or they head here. */
    bool of_ours;
    bool place_only; /* the text names the place (or namesakes) and next to nothing else */
    /* Further matters in the same text, each of another department. */
    struct matter beside[UNDERSTOOD_BESIDE];
    size_t beside_count;
    /* "bukan masalah sekolah pak": of which matters it says that it is none of them, no `category`
     * among them. */
    const struct category *not_about[UNDERSTOOD_DENIED];
    size_t not_about_count;
    /* "yang laporan dishub itu bukan", "saya tidak lapor parkir": a report was made that is none of
     * theirs, of which unit or matter; or it is not `owned`, which alone they told of ("saya cuma
     * lapor jalan"). All NULL: it does not say which ("itu bukan laporan saya"). */
    bool disowns;
    const struct department *disowned_unit;
    const struct category *disowned, *owned;
    bool amiss; /* "salah", "klentu pak": of what was said, and nothing else */
    /* What a further message is to those before it. */
    bool amends;        /* "maaf salah", "maksud saya", "bukan": puts right what was said */
    bool also;          /* "juga", "lampu lain": stands beside what was said */
    bool further;       /* of also: "selain itu ...", "satu lagi pak": another matter follows */
    bool own_too;       /* of also: "kulkas saya juga": it is a thing of whoever writes */
    bool there;         /* "di situ", "lampunya": at what was told before */
    bool lies_there;    /* of also: "lampunya juga mati", "di situ": where that lies */
    bool lies_before;   /* "di gang itu", "tetangga itu": also without "juga" */
    bool same_place;    /* "tempatnya sama pak", and no more: where another report lies */
    bool same_if_asked; /* "sama pak": the same, if where was asked */
    /* "di depan ...", "tidak tahu", not "ada ... di depan": may answer where, by no place of ours
     */
    bool whereabouts;
    /* "di alun alun kraksaan", "desa x, atas nama ibu saya": begins with where, and complains of
     * nothing and wishes nothing behind it, whatever matters stand in the name of a landmark. */
    bool tells_where;
    bool shows_where; /* begins with where, or tells it by what stands there */
    /* "lampu merah leces", "mpp": what stands there, which is where if that was asked, and else a
     * matter. */
    bool names_spot;
    bool by_spot; /* all that speaks for the category is what stands somewhere: "plastik pabrik" */
    bool tells_self;   /* of states: "saya jualan di desa x": what whoever writes does */
    bool strange_spot; /* "terminal banyuangga": what stands there, by a name that nobody knows */
    enum place_source source;
    struct str strange_district; /* "kel tambak wedi kec kenjeran": none of ours; "": it has none */
    /* What speaks most for the category, as our tables write it; of danger where nothing does and
     * whoever can help is in no haste: by what of the report it befell ("kesetrum waktu nutup
     * kotaknya": kotak); "": none. */
    struct str keyword;
    bool troubled; /* something is said to be broken, blocked, fallen ... */
    bool states;   /* complains of nothing, and wishes and asks nothing: tells how it is */
    bool chases;   /* "belum diperbaiki", "kapan?": asks what becomes of a report, not much else */
    bool indonesian; /* clearly, and none of the other languages */
    bool inquires;   /* a question word or mark stands in it */
    bool asks_when;  /* "jadi kapan paving sama gotnya dibangun" */
    bool differs;  /* "ini beda pohon pak", "bukan yang itu": of another thing than what was told */
    bool contests; /* "tapi katanya mau ke sini", "bukan gitu pak": objects to what was said */
    /* It asks to be told something: neither how it goes, nor in reproach ("kok gini?"). */
    bool asks_to_know;
    bool asks; /* of what chases, or pleads for secrecy: a question, which wants words */
    /* Of what chases: nothing is told but the end that it waits for ("kapan nyala"). */
    bool awaits;
    /* Of what asks: it is about a report they say they made, and tells nothing of a matter
     * ("laporan saya yang dulu gimana"). */
    bool of_report;
    /* A trouble of roads, lamps, waste ..., and nobody, no money and nothing told before ("-nya")
     * is spoken of: a matter of its own even behind a report in confidence. */
    bool apart;
    bool accuses;   /* somebody in office, or money, is spoken of */
    bool doubts;    /* of a plea for secrecy: it asks whether, or fears ("takut ketahuan") */
    bool announces; /* of a plea for secrecy: the report is still to come ("mau lapor tapi ...") */
    bool number;    /* NOISE, but a phone or identity number: a part of some report */
    /* The command (CANCEL, ADD, STATUS, CONFIDENTIAL) in a text that tells more, and whether that
     * says of which report: "batalkan yang jalan". NONE, false: it does not. */
    enum intent command;
    bool points;
    bool urgent; /* danger to life now: emergency numbers come first */
    /* urgent, or a road is barred, something fell or is about to, somebody was nearly struck, or
     * hurt by what is told of: before others */
    bool pressing;
    unsigned presses_by; /* of pressing: PRESSING_... */
    bool hurries;        /* of pressing: "tolong cepat" stands with it */
    bool befell;         /* of pressing: it has happened, and does not only threaten */
    /* "anak saya kena db", "tadi ada yang jatuh", be its own word of what is private: somebody
     * suffers what presses where it comes of a thing that all use. */
    bool suffers;
    /* Of pressing: "kabel listrik ikut ketarik": it comes of what was told before. */
    bool swept;
    /* Pressing, or words of danger, be it past or feared, or "tolong" beside "barusan": no mere
     * question is an answer to that. */
    bool pleads;
    bool harmless;  /* "ga ada bahaya": there is no danger, and none is told */
    bool self_harm; /* urgent, and it is the own life: said more warmly, with other numbers */
    bool whistleblowing;
    bool third_party;  /* "a.n. ibu siti": it is told for somebody who did not write */
    bool confidential; /* "tolong rahasiakan nama saya" inside a report */
    /* Its words beside courtesy, as our tables write them, parted by spaces; "" where they are more
     * than UNDERSTOOD_PLAIN_WORDS: too many to name one of several things that are offered. */
    struct str plain;
    int row;    /* of a list, 1 to 9: "2", "yang kedua", "nomor 2", and nothing else; 0: none */
    int rating; /* 1 to 5: "5", "nilai empat", "puas pak", three stars; 0: none */
    bool rated_plainly; /* by a number or by stars */
    enum consent consent;
    bool noted;    /* "oalah", "oh gitu pak": it was read, which agrees to nothing */
    bool proceeds; /* of a consent: "lanjut saja", as if nothing had been asked */
    bool salam;    /* "assalamualaikum": greets so, whatever else it says */
    bool calls;    /* "ada orang?": a greeting that asks whether anybody is there */
    bool exposed;  /* of HUMAN: "kok nama saya bisa tahu RT?": a secret was not kept */
    /* "kok bisa tau ya", "takut ketahuan pak": somebody has learnt of something, or may. */
    bool known;
    bool witnesses; /* "tetangga mau jadi saksi": somebody can say so too */
    bool fears;     /* of CANCEL: "hapus laporan saya, saya takut" */
    bool still;     /* "masih itu", "ya masih": it is the same still, and nothing else is said */
    bool hurt_past; /* of urgent: "kemarin ada yang jatuh, kakinya luka", and no word of now */
    /* Somebody is told of: "ibu saya tidak bisa jalan", in a flood it is danger, urgent or not by
     * itself; of urgent: "anak saya kesetrum", it has come to somebody. */
    bool in_need;
    bool missent; /* "maaf salah kirim": not meant for us */
    bool over;    /* "pohonnya sudah dipotong": what was told is over, and nothing else is said */
    struct str over_of; /* of over, news and what cancels one of several: the word that names what
                         * of, as we write it; "": none */
    bool over_bare;     /* of over: "sudah beres pak": no word says what */
    bool over_if_own; /* "sudah muncul pak": of one's own matter it is over, of others it is not */
    bool waited;      /* "ini sudah 2 minggu lho pak": how long it has been, and nothing else */
    bool bereaved;    /* "ibu saya meninggal tadi pagi": somebody died */
    /* "ga jadi batal, diproses aja", "jangan dibatalkan pak": nothing is to be cancelled. */
    bool keeps;
    /* "tapi beneran ya dibantu diteruskan": that it goes on, and nothing else is said. */
    bool goes_ahead;
    /* "ga jadi", "ora sido": takes a report back, and to "really?" it is a no. */
    bool not_after_all;
    bool may_nod; /* "kk" and nothing else: what it names, or behind another matter an "ok" */
    bool cancels; /* a clause of it takes a report back: "sudah saya urus, nggak jadi pak" */
    /* "siapa yang menangani", "terus saya ke mana": asks about the case, and tells nothing; and
     * "kirim fotonya ke mana": how to send what belongs to it. */
    bool asks_case, asks_sending;
    /* "kalau SMP ke siapa ya": whose `category` is, and nothing else. */
    bool asks_whose;
    /* "instansinya dp3ap2kb": whose matter it is, as they say; NULL: they do not. */
    const struct department *unit_named;
    /* "lomba dari dinas pendidikan pak": named in a few words that hardly tell more; NULL: none. */
    const struct department *unit_spoken;
    /* "kata 165 disuruh ke dinsos": to whom they were sent; NULL: to nobody. */
    const struct department *unit_sent;
    /* "yang PBI pak": of narrows_from, reports of which are told in such words, it is narrows;
     * NULL: it says nothing so. */
    const struct category *narrows_from, *narrows;
    const struct department *accused_unit; /* "petugas dishub sendiri": whose people; NULL: none */
    /* Of a plea for secrecy that asks: whether it may be ("bisa anonim?"), not whether it is. */
    bool asks_may;
    bool afraid;       /* a word of fear, or a crime: what may come of an earlier report */
    bool blames_chief; /* "lurahnya malah marah marah": how who leads an office behaves */
    /* Of both: nothing but that name speaks for `category`, one of several of that unit. */
    bool names_unit_only;
    /* "bukan ke kemenag pak", "kok ke dishub": whose it is not; NULL: they do not say. */
    const struct department *not_unit;
    /* "kok kemenag? itu dari desa pak", "harusnya ke desa": the category of the offices of villages
     * and districts, whose it is said to be; NULL: they do not say. */
    const struct category *of_village;
    /* "di puskesmas gending": what is told of the house that they name; NULL: they name none, or
     * only stand near one. */
    const struct category *house;
    bool moves; /* "bisa laporannya dipindah ke kecamatan": it is wished at another office, */
    const struct category *moves_home; /* of these the offices of the place; NULL: it is another */
    bool clarifies; /* of amends: "maksud saya ...": its first word says that it was meant before */
    bool fed_up;    /* "kapok lapor", "percuma saya lapor": disappointed in us, and no more */
    bool asks_machine; /* "ini bot atau orang?", "ini siapa?": who it is that answers */
    /* "siapa yang bisa saya telepon?"; and of these "nomor ambulans berapa?" names a service. */
    bool asks_whom_to_call, asks_rescuer;
    /* "polisi belum datang pak", "vaksinnya habis": who was called, or what is needed, is not there
     */
    bool awaits_rescue;
    bool lacks_help;     /* of awaits_rescue: nothing but what the hurt need is not there */
    bool unanswered;     /* "110 gak diangkat pak": or does not answer */
    bool asks_somebody;  /* "tolong kirim orang ke sini pak": that somebody comes */
    bool awaits_service; /* of awaits_rescue: it names one that saves, not the police */
    bool at_door; /* "orangnya sekarang di depan rumah saya": who was told of, be it to mend it */
    bool stays_there; /* "kabelnya masih di situ": what was told, and nobody who suffers by it */
    bool unabated;    /* "air makin naik", "orangnya masih di depan rumah": it is not over */
    bool comes_back;  /* "eh datang lagi orangnya": who was told of is there again */
    bool asks_if_threatened; /* "kalau saya diancam gimana pak": what to do then; nobody is yet */
    bool asks_shelter;       /* "saya takut, bisa dilindungi?": somebody is, or fears to be */
    bool beset;       /* of urgent: somebody waits at the home of whoever writes, or of others */
    bool news;        /* "petugasnya sudah datang": what was told goes on, which is no end, */
    bool thanked;     /* and thanks stand beside it */
    bool same_report; /* of NOISE, "itu laporan yang sama": what was told is the report before it */
    /* "jangan dipisah pak", "yang rambu digabung aja", "ini soal gorong2 yang sama": what was made
     * a report of its own is a part of another. */
    bool gathers;
    bool disputes; /* "lho kok ditolak?": that a report was not taken up */
    bool refers;   /* "orangnya", "jalan itu": speaks of what was told before */
    /* Of whose reports its words tell a part, a cause or what comes of it ("debunya kemana mana":
     * of a road, a quarry, a market ...), and (unless `beside`) nothing that those do not speak of:
     * in no order. */
    const struct belonging *belongs;
    size_t belongs_count;
    bool follows_from; /* "jadi macet", "anak sekolah lewat sana": what comes of something told, */
    bool follows_any;  /* and nothing of any matter */
    bool heads_there;  /* the only place is where somebody must go: "harus ke kraksaan" */
    bool continues; /* "yg ambrol ...", "malah ...": its words go on with a story, whatever it is */
    bool refers_beside; /* by a word that is none of the matter's: "airnya masuk ke warung saya" */
    /* "ini sekarang ...", "sudah saya jawab pak, ...", "kok belum ada yang ngurus": begins with
     * what was told before, whatever matter stands behind it. */
    bool points_back;
    bool goes_back; /* "masih soal vaksin tadi": of the report about that, and nothing is told */
    bool other;     /* "beda pak", "itu masalah lain": to "still about that?" it is a no */
    enum verdict verdict;
    /* Of PARTLY: what is not done is named, and that it is not ("sudah tapi yang sebelah rumah
     * belum"). */
    bool leaves_rest;
    bool half;          /* "airnya sudah surut tapi lumpurnya masih": the same of what is open */
    bool verdict_first; /* the text begins with it */
    bool blames;        /* "asal-asalan": calls the work bad, which settles nothing by itself */
    bool recurs;        /* "mati lagi": a trouble is there again */
    bool one_of;        /* "yang satu": one of several, and not which */
    bool for_all;       /* of whatever was asked: "sudah semua" */
    /* "yang lampu sudah, yang sampah belum": a verdict on each of two matters; else each_count is
     * 0. */
    struct verdict_on each[UNDERSTOOD_VERDICTS];
    size_t each_count;
    /* The text says when it was, long enough ago to be no danger now, and nothing else: "tapi itu
     * sudah 2 minggu lalu". Its words of time; "": it does not. */
    struct str past;
    enum language language; /* it is written in; UNKNOWN: not clear. INTENT_LANGUAGE: it names */
    int64_t ticket_id;      /* of a ticket number in the text; 0: none */
    struct str explanation; /* JSON text for staff: words that decided; no other words */
};

/* It speaks of what somebody in office has done: no matter for that office. */
bool understood_accuses(const struct understood *u);

#endif
