/* word_role.h - what the words of words.csv play a part in.
 *
 * Threads: plain data. */
#ifndef KANDA_DOMAIN_WORD_ROLE_H
#define KANDA_DOMAIN_WORD_ROLE_H

#include "base/str.h"

/* Groups of phrases in words.csv. */
enum word_role {
    WORD_GREETING,
    WORD_THANKS,
    WORD_NOISE,
    WORD_FILLER, /* carries no meaning for "is this more than a greeting?" */
    WORD_URGENT,
    WORD_HAZARD,    /* banjir, longsor: a danger to life only with */
    WORD_VICTIM,    /* nenek, sampai leher, minta tolong: whoever is in it */
    WORD_EVENT,     /* kebakaran, banjir: an urgent word, hazard or victim that passes, */
    WORD_USUAL,     /* sering, pernah: no danger now right before one, */
    WORD_PAST,      /* tahun lalu: nor with it, */
    WORD_OVER,      /* sudah surut: nor before it, */
    WORD_NOW,       /* sekarang, masih: unless one of these stands in the text */
    WORD_ABUSE,     /* dicabuli, pelecehan: for the unit of women and children, urgent */
    WORD_BLOW,      /* dipukul, menampar: abuse as well when it befalls */
    WORD_PROTECTED, /* anak, murid, istri, or is done by */
    WORD_GUARDIAN,  /* suami, bapaknya, guru */
    WORD_MISSING,   /* hilang, belum pulang: urgent of somebody protected, or a victim */
    WORD_SELF_HARM, /* urgent too, answered with other numbers and warmer */
    WORD_MENU,
    WORD_STATUS,
    WORD_HELP,
    WORD_CANCEL,
    WORD_HUMAN,
    WORD_ADD,          /* "tambah": what comes next belongs to my ticket */
    WORD_CONFIDENTIAL, /* rahasia, anonim; also inside a report */
    WORD_PRIVACY,
    WORD_ERASE, /* hapus data saya */
    WORD_YES,
    WORD_NO,
    WORD_AGREE, /* oke, ikut, tidak usah: yes and no only where that was asked */
    WORD_DECLINE,
    WORD_PROCEED, /* lanjut, teruskan: yes too, but no to "shall it be cancelled?" */
    WORD_MISSENT, /* salah kirim: what was sent last is taken back */
    WORD_SOLVED,  /* sudah: an answer to "is it done?", in part, not yet */
    WORD_PARTLY,
    WORD_UNSOLVED,
    WORD_RESERVE,     /* tapi, cuma, katanya: what "sudah" does not settle */
    WORD_BLAME,       /* asal-asalan, ngawur: of the work itself, be it done or not */
    WORD_THIRD_PARTY, /* atas nama, mewakili: for somebody else */
    WORD_LANGUAGE,    /* bahasa: which one? */
    WORD_CORRECT,     /* salah dinas: choose the matter from a list */
    WORD_QUESTION,    /* marks a request for information */
    WORD_ASPIRATION,  /* usul, saran, kritik ... */
    WORD_CONSULTATION,
    WORD_WHISTLEBLOWING,
    WORD_CHASE,      /* asks what becomes of a report, and tells nothing new */
    WORD_OFFICIAL,   /* kades, petugas: who demands money does what the next two say: */
    WORD_DEMAND,     /* minta, tarik */
    WORD_EXACTED,    /* dimintai, disuruh bayar: where an official stands before or behind */
    WORD_MONEY,      /* uang, ribu, juta */
    WORD_COLLECTOR,  /* tukang parkir: asks for money too, and is no official */
    WORD_FUND,       /* dana, bansos: public money or goods, */
    WORD_ASSET,      /* tanah kas desa, mobil dinas: what only an office has, */
    WORD_WAGE,       /* gaji: what somebody works for */
    WORD_EMBEZZLED,  /* dimakan, ditilep: taken, a fund or an asset, */
    WORD_CUT,        /* dipotong: a fund where an official or a sum stands near, a wage by one, */
    WORD_SOLD,       /* dijual: an asset, or a fund by an official, */
    WORD_USED,       /* dipakai: a fund or an asset by an official for what is */
    WORD_OWN,        /* beli motor, nikahan anaknya: his own */
    WORD_SERVANT,    /* pegawai, dokter, lurah: who works in an office, near */
    WORD_MANNER,     /* judes, bolos, dibentak: how nobody in office should behave */
    WORD_BELONGS,    /* debu, dahan: a part of what was told, or what comes of it (belongs.c) */
    WORD_PLACE_MARK, /* desa, ds, kec, dusun, di ... : a place name follows */
    WORD_SLANG,      /* value = the normal form */

    /* From here on each is one word, looked for by itself: it hides no phrase and no place
     * (word_role_stands_apart). */
    WORD_JAVANESE,   /* words that only Javanese has, */
    WORD_MADURESE,   /* or Madurese: they tell in which language to answer; */
    WORD_INDONESIAN, /* yang, sudah, jalan: and words that neither of them has */
    WORD_PRAISE,     /* cepat, gercep: beside "sudah" it tells nothing else */
    WORD_EXACTED_BY, /* oleh, sama: who stands behind it exacted */
    WORD_TURNS_OUT,  /* ternyata [cuma ranting, batangnya masih]: what was done is not all */
    WORD_BESIDE,     /* juga, selain: a further matter follows */
    WORD_FURTHER,    /* selain, sekalian: of these what says so of another one (further.c) */
    /* What kind of place it is that follows: */
    WORD_PLACE_VILLAGE,  /* desa, lurah */
    WORD_PLACE_WARD,     /* kelurahan: of villages of one name the one that is called so */
    WORD_PLACE_HAMLET,   /* dusun */
    WORD_PLACE_DISTRICT, /* kec, camat */
    WORD_PLACE_CITY,     /* kota, pemkot */
    WORD_PLACE_REGENCY,  /* kabupaten */
    WORD_PLACE_TOWARDS,  /* ke, arah, jalan: where the way leads */
    WORD_PLACE_IN,       /* di, nang */
    WORD_PLACE_HOUSE,    /* pasar, puskesmas: what bears the name of its district */
    WORD_PLACE_LANE,     /* gang: what bears any name */
    WORD_PLACE_LINE,     /* rt, rw: with a number behind it a line of an address */
    WORD_PLACE_WHY,      /* kok: "kok Tongas pak?", so it is not there */
    WORD_PLACE_ESTATE,   /* perum, toko: the words of a name behind it are of no language */
    WORD_PLACE_FRONT,    /* kec, ds, di: written on to the name of a place ("dikraksaan") */
    WORD_PLACE_NOUN,     /* tempat, lokasi: with */
    WORD_PLACE_SAME,     /* sama: where the report before lies; so does "juga" with */
    WORD_PLACE_THERE,    /* situ, sana */
    WORD_PLACE_MOVE,     /* pindah: "pindah ke desa x" puts the place right */
    WORD_PLACE_KNOWN,    /* gang, tetangga: with WORD_REFERENCE, where the report before lies */
    WORD_PLACE_COMPASS,  /* selatan, kidul: behind the name of a street */
    /* Beside a name that is an everyday word (common_word): the word is meant, no place. */
    WORD_THING_BEFORE, /* pohon: "pohon maron" */
    WORD_THING_AFTER,  /* air: "sumber air" */
    WORD_COLOUR,       /* cat: "cat maron", "cat temboknya maron" */
    WORD_OFFER,        /* pelatihan, posyandu: asked about, not complained of */
    /* What several rules listen for: */
    WORD_SELF,      /* saya, kami, kulo: whoever writes */
    WORD_WISH,      /* mau, ingin, arep: what follows is still to come */
    WORD_REPORTING, /* lapor, mengadu: to report, */
    WORD_REPORT,    /* laporan, aduan: and what is reported */
    /* Questions by their form, about what is offered, by whom, when, whether: */
    WORD_ASK_MAY,      /* ada, dapat, wajib: whether, with "apa" before, "tidak" behind, "-kah" */
    WORD_ASK_LEAVE,    /* bisa, boleh: the same, and whether one may */
    WORD_ASK_OPEN,     /* buka, tutup: of hours and days */
    WORD_ASK_TAG,      /* bayar, berlaku: asked about only with "tidak" right behind */
    WORD_ASK_DAY,      /* senin, lebaran, nanti: which day, behind "buka tidak" */
    WORD_ASK_TRUE,     /* benar, iya: behind "apa" doubts a rumour */
    WORD_ASK_WHO,      /* siapa: who is in */
    WORD_ASK_OFFICE,   /* bupati, ketua: office, and not */
    WORD_ASK_DESK,     /* kamu, admin: who we are */
    WORD_ASK_WHEN,     /* kapan: when is what is offered, */
    WORD_ASK_SCHEDULE, /* jadwal: or when it usually is, with a question or */
    WORD_ASK_REQUEST,  /* minta, info: a request */
    WORD_ASK_LOOKUP,   /* cek: somebody shall look up */
    WORD_ASK_RECORD,   /* nik, status, saya: what is recorded */
    WORD_ASK_REPROACH, /* kenapa, kok, padahal: asks nothing, complains */
    WORD_PEOPLE,       /* warga, anak: for whom a citizen asks beside themselves */
    /* Whether who reports stays unknown, and reports that are announced so: */
    WORD_SECRECY_OUTCOME,  /* aman, ketahuan, bocor: a secret is kept or not */
    WORD_SECRECY_KNOWING,  /* tahu, ngerti: somebody may know */
    WORD_SECRECY_IDENTITY, /* nama, identitas: whose it is, */
    WORD_SECRECY_REPORTER, /* pelapor: who reports */
    WORD_SECRECY_ASKING,   /* apa, bagaimana: asks, and so does the outcome with "-kah" */
    WORD_SECRECY_FEAR,     /* takut, wedi: doubts it */
    WORD_SECRECY_THREAT,   /* diancam: what is feared, told only behind a fear */
    WORD_SECRECY_PLEA,     /* jangan, sebut: pleads for it, beside an identity */
    WORD_SECRECY_TELLING,  /* cerita: behind a wish announces as "lapor" does */
    WORD_SECRECY_FILLER,   /* tapi, soal, oknum: tells of no matter beside the plea */
    WORD_SECRECY_NEVER,    /* jangan, ojo: what follows is not to be done, */
    WORD_SECRECY_NEED,     /* usah, perlu: nor behind "tidak": */
    WORD_SECRECY_REACHES,  /* sampai: "laporan saya jangan sampai ke lurah" */
    WORD_SECRECY_REVEAL,   /* disebar, kasih, bilang: told, shared, named, in any voice */
    WORD_SECRECY_LEARN,    /* tahu, bilang, weruh: by which somebody comes to know */
    /* What is built or run without a permit: */
    WORD_PERMIT, /* izin, imb: a permit, lacked where "tidak" or "tanpa" stands before it, or */
    WORD_PERMIT_HELD,     /* punya, urus: between the two, or behind it */
    WORD_PERMIT_FALSE,    /* bodong, palsu: as good as none */
    WORD_PERMIT_LEAVE,    /* sakit, pemilik, suami: behind "izin", leave or consent */
    WORD_PERMIT_SPEAKING, /* tanya, pak: behind "izin", leave to speak */
    WORD_PERMIT_MINE,     /* galian, pasir: the keywords know where it goes */
    WORD_PERMIT_PREMISES, /* kafe, kos, baliho: what is closed or pulled down */
    WORD_PERMIT_NEEDED,   /* pabrik, usaha, dibangun: what must have one before it is */
    /* What a text is to those before it: */
    WORD_AMEND,           /* benar, betul: behind "yang" puts right what was said */
    WORD_REPORT_OWN,      /* laporanku, laporannya: a report with its owner in one word */
    WORD_REPORT_BEFORE,   /* kemarin, pernah: before "lapor", one was made */
    WORD_REPORT_STANDING, /* kabar, kelanjutan, cek: asks what became of it */
    WORD_REPORT_COURSE,   /* kelanjutan: so it does, of whatever thing */
    WORD_REPORT_THEME,    /* soal, di, akan: what it is about, or shall be, follows */
    WORD_ONE_OF,          /* satunya: one of several */
    WORD_REFERENCE,       /* itu, tersebut: of what was told before */
    WORD_INSTITUTION,     /* puskesmas, smk, kua: whoever works there is its unit's */
    WORD_CONTINUES,       /* malah, soalnya: goes on with what was told before */
    WORD_EACH_TIME,       /* tiap, nanti: before a time of day, which greets nobody then */
    WORD_ASK_SO,     /* jadi, sido: at the head of a question with "tidak", will it come to that */
    WORD_PLACE_FROM, /* dari: whence, not whither */
    WORD_SALAM,      /* assalamualaikum: is answered with its own greeting */
    WORD_WORSENS,    /* makin, tambah: before a trouble, of what was told before */
    WORD_WORN,       /* mengelupas, keruh: with "lagi" a trouble is there again */
    WORD_RELIEF,     /* alhamdulillah: to "is it done?" it is a yes, if nothing else is said */
    WORD_PRESENT,    /* lagi, posisi, kerja: "di" behind it tells where whoever writes is */
    /* Whether an event is past (past.c): */
    WORD_THIS,             /* ini, iki: what begins with it is told of now */
    WORD_PAST_TELLING,     /* bilang, curhat: to tell, beside reporting and report */
    WORD_PAST_BEFALL,      /* mengalami, kena: nothing but that it happened */
    WORD_PAST_CONJUNCTION, /* yang, tapi, karena: another clause begins */
    WORD_PAST_SPAN,        /* tahun, bulan: so long ago that nobody still lies there */
    WORD_PAST_STORY,       /* ada, orang: between such a time and who was hurt */
    WORD_PAST_RECEIVE,     /* dapat, terima: "belum dapat" waits for */
    WORD_PAST_AID,         /* bantuan, pagar: what comes after a danger */
    WORD_PAST_WORKS,       /* dipasang, dibangun: asked for, it is no rescue */
    /* Praise, a human being, and a landmark (intent.c): */
    WORD_PRAISE_SERVICE, /* pelayanan, petugas: praised by what praise says of it, */
    WORD_PRAISE_WISH,    /* lebih, supaya: unless it is only wished for */
    WORD_TALK_REQUEST,   /* bisa, minta: a wish beside wish, to */
    WORD_TALK_SPEAK,     /* ngomong, disambungkan: speak with */
    WORD_TALK_PERSON,    /* orang, admin: a human being, */
    WORD_TALK_REAL,      /* beneran: a real one */
    WORD_LANDMARK,       /* masjid, kantor: what a place is told by, as by place_house */
    /* What lies at a road (along.c): */
    WORD_ALONG_BESIDE,  /* pinggir, sepanjang, menutupi: it lies there, before */
    WORD_ALONG_WAY,     /* jalan, jalur: and the road follows; */
    WORD_ALONG_THERE,   /* banyak, penuh: it is there, behind the road; */
    WORD_ALONG_SURFACE, /* aspal, lubang: no, it is the road itself */
    /* Money for the neighbourhood (fee.c): */
    WORD_FEE,       /* iuran, pungutan: what is to be paid, and */
    WORD_FEE_TAKER, /* rt, rw: to whom; with a number behind it an address */
    /* Whether somebody is there (hail.c): */
    WORD_HAIL_CHANNEL, /* nomor, admin, pengaduan: this number, or */
    WORD_HAIL_ALIVE,   /* aktif, dibalas: what it is to be, */
    WORD_HAIL_ASK,     /* apakah, benar, masih: by which it is asked, */
    WORD_HAIL_THERE,   /* ada: and a talk_person, by which whether anybody is there is asked, */
    WORD_HAIL_OTHER,   /* pemkab, dinas: and whose it is; with anything else a matter is told */
    /* A report is taken back, and why (withdraw.c): */
    WORD_ALREADY,         /* sudah, sampun: it has happened */
    WORD_WITHDRAW_DONE,   /* ketemu, padam: what ends a matter, besides solved and passive verbs */
    WORD_WITHDRAW_GIVEN,  /* masuk, diterima: ends what was one person's own ("bantuan sudah masuk")
                           */
    WORD_WITHDRAW_OTHERS, /* tetangga, konco: what they were given ends none of one's own */
    WORD_WITHDRAW_CLOSES, /* tutup: "sudah beres, tutup aja": the report may be closed */
    WORD_WITHDRAW_WORSE,  /* dicuri, dirusak: passive verbs that end none */
    WORD_WITHDRAW_DOER,   /* warga, damkar: who did it, */
    WORD_WITHDRAW_ASIDE,  /* tadi, ternyata: and when, and other words that tell nothing more */
    WORD_AFFECTS, /* mengganggu, menimpa: what suffers under a matter, be it two things, is none */
    WORD_LEVY,    /* pungli: of a collector (see above) it is no matter of the inspectorate */
    WORD_WITHDRAW_ENDED, /* dipindah, dapat: what ends a matter without a command to cancel */
    WORD_NOD,            /* kk: a keyword that may be an "ok" if nothing else is said (follow.c) */
    WORD_BIRTH,          /* lahiran: with */
    WORD_COMING,         /* depan, besok: behind it, it is no danger now (danger.c) */
    WORD_REPORT_KNOWN,   /* tahu, negur: an office that knows, or has said so (news.c) */
    WORD_WITHDRAW_TAKEN, /* ambil: "sudah saya ambil": they have what they waited for */
    WORD_WITHDRAW_MISTAKEN, /* ketik, alamat: "salah ketik", beside reporting and report */
    /* Where a text may be cut in two (cut.h): */
    WORD_AND,          /* dan, serta: joins two of a kind */
    WORD_SECOND_BEGIN, /* juga, selain: the second may begin before it */
    WORD_EACH_CLAUSE,  /* yang, tapi: "yang lampu sudah yang sampah belum" */
    /* A question by its last word (kind.c): */
    WORD_KIND_WHAT,  /* berapa, dimana: asked at the end of a text, as is */
    WORD_KIND_WHERE, /* mana, behind place_in: "di mana" */
    /* What is near to words of ours (spelling.h): */
    WORD_EVERYDAY, /* lebaran, berikan: known, so that it is no typing error and hides no keyword */
    /* Another matter (consent.c), a row of a list (plain.c), and which language is named
       (tongue.c): */
    WORD_THAT,             /* itu, kuwi: beside "lain" it tells nothing, nor does */
    WORD_MATTER,           /* masalah, hal: what is another one, or new */
    WORD_ROW_MARK,         /* nomor, pilih: a number follows ("nomor satu") */
    WORD_NAMES_INDONESIAN, /* indonesia: "bahasa indonesia" */
    WORD_NAMES_JAVANESE,   /* jawa, jowo */
    WORD_NAMES_MADURESE,   /* madura, madhura */
    WORD_BYSTANDER,        /* warga, tetangga, preman: whoever is in no office; */
    WORD_TO_WHOM,          /* sama, kepada: unless it is to them that something is done */
    WORD_DRIVING,          /* mogok, ngebut: what goes on upon a road, and is not the road's */
    WORD_OFFICE, /* dinsos, dukcapil, sosial: names of offices, "is this the number of ...?" */
    /* What a word of now says beside it (past.c): */
    WORD_NOW_GONE, /* tadi, barusan: a moment ago, past once it is said to be over */
    WORD_NOW_PLEA, /* cepat, kesini: pleads for haste, and tells no time */
    /* Keywords that speak for nothing here (meant.c): */
    WORD_HOUSEHOLD,  /* kulkas, pompa: what is broken at home; */
    WORD_BREAKDOWN,  /* mogok, derek: a car is to be towed, where somebody asks for */
    WORD_EVACUATION, /* evakuasi, dievakuasi: what else is done for people in danger; */
    WORD_BUSINESS,   /* alfamart, toko: whose people are in no office, */
    WORD_CLERK,      /* kasir, pelayan: nor are these */
    /* Whose office may not read what is told of them (manner.c): */
    WORD_CHIEF,        /* lurah, camat, kepala: who leads an office, */
    WORD_CHIEF_MANNER, /* bohong, fitnah: a manner of theirs only, */
    WORD_CHIEF_HE,     /* beliau: he again, */
    WORD_CHIEF_ROOM,   /* kantor, rumah: and this is where they are, */
    WORD_CHIEF_KIN,    /* istri, anak: of his house, where it stands before him */
    /* Numbers in letters, one to nine, in this order (rating.c, plain.c): */
    WORD_NUMBER_ONE, /* satu, siji, settong */
    WORD_NUMBER_TWO,
    WORD_NUMBER_THREE,
    WORD_NUMBER_FOUR,
    WORD_NUMBER_FIVE,
    WORD_NUMBER_SIX,
    WORD_NUMBER_SEVEN,
    WORD_NUMBER_EIGHT,
    WORD_NUMBER_NINE,
    /* How was it? (rating.c): */
    WORD_RATING_NAME,    /* nilai, bintang: the number behind it rates, */
    WORD_RATING_COMPANY, /* pak, deh: and one with nothing but these beside it */
    WORD_RATING_UNIT,    /* titik, orang: behind it a number counts, and rates nothing */
    WORD_RATING_BEST,    /* mantap: 5 */
    WORD_RATING_GOOD,    /* puas: 4, */
    WORD_RATING_VERY,    /* sangat, banget: with it 5, */
    WORD_RATING_LESS,    /* kurang: behind it 2, behind a denial 1 */
    WORD_RATING_FAIR,    /* cukup: 3 */
    /* Questions and denials: */
    WORD_ASK_WHETHER, /* apa: asks whether, before ask_may; and so does "apakah" */
    WORD_EXISTS,      /* ada: "korban tidak ada", "ada lowongan tidak" */
    WORD_NOBODY,      /* nihil: behind a danger it denies it */
    WORD_STILL,       /* masih: what was told before goes on */
    WORD_FIRE,        /* api, kebakaran: beside "over" it is out, and "padam" is of no lamp */
    WORD_WEAPON,      /* parang, sajam: who threatens with one is a danger now */
    /* News of a report (news.c): */
    WORD_SAME,  /* sama, padha: it is the report that was made before */
    WORD_VISIT, /* dicek, datang: somebody came for it, which ends nothing */
    WORD_HOPE,  /* semoga: with thanks it is a blessing */
    /* Places, wishes and payments that are told about: */
    WORD_SPOT, /* pasar, alun: where people meet, and no matter behind a word of place (spot.c), */
    WORD_SPOT_PART, /* area, dalam: nor with these between */
    WORD_ASK_PLAIN, /* tanya, bagaimana: in a phrase of question it is asked in so many words; */
    WORD_ASK_GRIEVANCE,    /* dipersulit, lambat: whoever asks complains all the same */
    WORD_WISH_TOLD,        /* usulan, saran: wishes that may be told about (kind.c), */
    WORD_WISH_TOLD_BEFORE, /* atas, input: behind these, */
    WORD_WISH_TOLD_BEHIND, /* dari, oleh: or before these */
    WORD_HASTE_SO,         /* biar, supaya: beside exacted and */
    WORD_HASTE_SOON,       /* cepat, lancar: it is paid for haste, to */
    WORD_HASTE_OFFICE,     /* dukcapil, kua: an office (extortion.c) */
    /* Somebody is hurt (hurt.c): */
    WORD_BODY,       /* kaki, kepala: a part of the body, with */
    WORD_BODY_SIDE,  /* kanan, kiri: which of the two, */
    WORD_INJURY,     /* patah, berdarah: beside it an emergency, */
    WORD_PERSON,     /* orang, pengendara: and so is somebody */
    WORD_LYING,      /* tergeletak, pingsan: who lies there; */
    WORD_WOUNDED,    /* terluka, cedera: by a thing that is still there it is pressing, and so is */
    WORD_BLOCK,      /* melintang, menutup: a hazard that bars a road, */
    WORD_PASSING,    /* lewat, dilewati: which nobody can pass */
    WORD_FALLS,      /* roboh, ambruk: so is what fell a moment ago, or bars a road, or */
    WORD_DROPS,      /* jatuh, patah: (that only of something */
    WORD_TALL,       /* pohon, tiang: of these) */
    WORD_STRIKES,    /* menimpa, kena: struck somebody, or */
    WORD_STRUCK,     /* motor, pagar: such a thing, or */
    WORD_HOME,       /* rumah, warung: where people are, where water comes up to as well; */
    WORD_REMAINS,    /* bekas, sisa: not what is left of it, */
    WORD_LEANS,      /* menyender: so is a thing of these that rests on a home, */
    WORD_TILTED,     /* miring: or is only that, beside */
    WORD_CRACKED,    /* retak: what it has done to it; */
    WORD_NEARLY,     /* hampir, nyaris: and what nearly struck somebody, or is about to fall; */
    WORD_LIABLE,     /* bisa, mudah: not what may */
    WORD_CARRIED,    /* dibawa, dilarikan: so is whoever had to be carried to */
    WORD_CLINIC,     /* puskesmas, igd, */
    WORD_THREATENED, /* diancam, dipalak: and was threatened (threat.c), or */
    WORD_THREATENS,  /* mengancam: who does, of somebody; */
    WORD_BEARS,      /* jembatan, tanggul: what carries or holds back, which, as what is tall, */
    WORD_WEAKENS,    /* miring, retak: threatens once it has come to this (pressing.c) */
    WORD_SWEPT,      /* ikut, katut: it comes of what was told before, where danger is told */
    WORD_WEATHER,    /* hujan, angin: "kalau hujan" tells when, and fears nothing (danger.c) */
    WORD_MAIMED,     /* terjepit, ditanduk: so somebody is hurt (hurt.c) */
    WORD_CONSCIOUS,  /* sadar, siuman: who is not lies there (hurt.c) */
    WORD_TUMBLES,    /* jatuh, kejeblos: so somebody fell, or a car sank in (mishap.c) */
    WORD_ILLNESS,    /* db, diare: what somebody is taken ill with, or was */
    WORD_ADMITTED,   /* masuk, mlebu: behind this into a clinic; */
    WORD_DIED,       /* meninggal, wafat: so somebody did */
    WORD_AIM,        /* agar, supaya: with "tidak" behind it, what follows has not happened */
    WORD_OR,         /* atau: lists as "and" does, and begins no second matter */
    WORD_HARMLESS,   /* bahaya, darurat: with "tidak" before it there is none */
    /* What is over (over.c), and what is taken back: */
    WORD_REST,     /* tinggal, sisanya: what follows is not over */
    WORD_ANNOYS,   /* jukir, sampah: over once it is not there any more */
    WORD_DEPARTED, /* pindah, bubar: "sudah ..." ends what is named beside it */
    WORD_ANSWERED, /* cukup, diterima: "sudah ..." may be said of an answer */
    WORD_VAIN,     /* percuma, guna: why a report is taken back */
    /* Questions about a report (case.c): */
    WORD_CASE_HANDLE,  /* menangani, masuk: "siapa yang ...", "... ke mana" */
    WORD_CASE_SEND,    /* kirim, unggah: "... ke mana" */
    WORD_CASE_FILE,    /* foto, bukti: what is sent */
    WORD_CASE_HIRED,   /* kontraktor: who does the work for the unit (case.c) */
    WORD_CASE_MOVE,    /* [laporannya] dipindah: to another office (unit.c) */
    WORD_CASE_MACHINE, /* bot, robot: "ini ... atau orang?" */
    WORD_CASE_TURN,    /* misal, soal: "... SMP ke siapa" turns to another matter (whose.c) */
    /* What objects (contest.c): */
    WORD_CONTEST,     /* tapi, bukan, kok: begins it */
    WORD_CONTEST_WAY, /* gitu, seperti: with "tidak" before it */
    /* Whom to call in an emergency (callout.c): */
    WORD_RESCUE_SERVICE, /* pemadam, ambulans: whose number is asked for, by */
    WORD_RESCUE_NUMBER,  /* nomor, kontak; */
    WORD_RESCUE_CALL,    /* telepon, hubungi, nolong: "siapa yang bisa ..." */
    WORD_RESCUE_NEED,    /* vaksin, kamar, dokter: what whoever is hurt needs is */
    WORD_RESCUE_GONE,    /* habis, penuh, tutup: not to be had */
    WORD_UNIT_KIND,      /* instansi, dinas: "...nya dp3ap2kb" says whose matter it is (unit.c) */
    WORD_UNIT_AFFAIR,    /* urusan, kewenangan: the unit whose it is stands behind it */
    WORD_UNIT_RATHER,    /* bukannya, harusnya: "... ke dinkes" says so too, */
    WORD_NARROWS, /* pbi: of a matter (value "bpjs|social_aid") the first it is the other (unit.c)
                   */
    WORD_UNIT_ALIAS,   /* disdik: what people call a unit; value = its code */
    WORD_WONDER_ASIDE, /* malah, masuk: "lho kok ... sampah" denies it (meant.c) */
    WORD_ASK_IDLE,     /* kok, masa: with it no answer is wanted (enquiry.c) */
    /* For somebody who did not write (third.c): */
    WORD_BEHALF_ON,      /* atas, a: with */
    WORD_BEHALF_NAME,    /* nama, n: "a.n. ibu siti", */
    WORD_BEHALF_SHORT,   /* an: the same in one word; */
    WORD_BEHALF_FOR,     /* untuk, kangge: "untuk tetangga saya" */
    WORD_BEHALF_PERSON,  /* tetangga, saudara: somebody, and no office that is addressed */
    WORD_LIKELY,         /* kemungkinan: an accident behind it has not happened (danger.c) */
    WORD_SECRECY_BROKEN, /* bocor, ketahuan: a secret was not kept (secrecy.c) */
    WORD_SECRECY_LEAKS,  /* [siapa yang] membocorkan: who did that (secrecy.c) */
    /* Whether it is done (ending.c, again.c, halves.c): */
    WORD_GONE,         /* dicopot, berhenti: an end of what annoys, else it may be the trouble */
    WORD_WELL,         /* ramah, tertib: how it is, behind "sudah", when all is well */
    WORD_BACK,         /* balik, muncul: with "lagi" it is there again */
    WORD_BRIEF,        /* sehari, sebentar: behind "cuma" it was done no longer */
    WORD_WITHERS,      /* ranting, sumur: that it is dry is no end, */
    WORD_HOLDER,       /* tempat, tong: before what annoys it is a thing that is missed */
    WORD_SOURCE_PIN,   /* titik, dikirim: which of two places holds, the one of a pin, */
    WORD_SOURCE_WORDS, /* tulisan, laporan: or the one that the words told */
    WORD_HALF,         /* yang, depan, kiri: one part of it, of which a verdict is told */
    WORD_ONLY,         /* cuma: before lapor that is all that was told */
    WORD_WRONG,        /* salah, keliru, bukan: behind "laporan ..." it is none of theirs */
    WORD_REPORT_NEW,   /* baru, lagi: of a report that was not meant to be made */
    WORD_FORBID,       /* ojo: jangan, in words that are no denial by themselves */
    WORD_PLACE_OURS,   /* probolinggo: the name of the regency itself */
    WORD_KEEP,         /* diproses, tetap: beside a cancellation that is denied */
    WORD_WATER,        /* air, banjir: a hazard of it in the house is danger now */
    WORD_INSTANT,      /* sekarang, saiki: at this moment, and neither "lagi" nor "masih" */
    WORD_HELP_ME,      /* tolong, with nothing behind it that is to be done */
    WORD_LURKS,        /* nunggu, mondar (mandir): of somebody at a home */
    WORD_BEAST,        /* anjing, monyet: what bites people */
    WORD_BITES,        /* gigit, nyokot */
    WORD_AS_FAR_AS,    /* sampai: before jalan, as "ke" */
    WORD_SUPPOSING,    /* kalau, nek: what follows has not happened */
    WORD_REPLIED,      /* jawab, kirim: "sudah saya ..." speaks of what was told or sent before */
    WORD_BY_NOW,       /* sekarang, akhirnya: "ini ..." tells how it has become */
    WORD_GATHER,       /* digabung, disatukan: what was made apart is one */
    WORD_SEVER,        /* dipisah: denied it is the same */
    WORD_REFUSED,      /* ditolak: what whoever reads the reason objects to */
    WORD_NOTED,        /* oalah, gitu: what the desk said was read */
    WORD_BRINGS,       /* bawa, nggowo: what somebody carries */
    WORD_BLUNT,        /* kayu, batu: carried to a brawl it is a weapon */
    WORD_BRAWL,        /* tawuran, ribut: what is feared of those who carry that */
    WORD_COMES_BACK,   /* datang, balik: with "lagi" whoever was a danger is there again */
    WORD_THEY,         /* mereka, jukirnya: of whom a danger was told */
    WORD_DISBELIEF,    /* masak, mosok: what is said to be done is not believed */
    WORD_JUST,         /* saja, ae: "ke dinsos saja" wishes, "tutup saja" closes */
    WORD_THEMSELVES,   /* sendiri, dhibik: of whoever was named */
    WORD_ONLY_LEFT, /* tinggal, kurang: so much stands between what comes nearer and a home, in */
    WORD_DISTANCE,  /* meter, langkah (plight.c) */
    WORD_RESCUE_DIGITS, /* 110, 119: whoever is called there, or of a service, and does not */
    WORD_PICKS_UP,      /* angkat, nyambung (callout.c) */
    WORD_SENDS,         /* kirim, datangkan: somebody is asked for, */
    WORD_SENT_FOR,      /* petugas, bantuan: by these words */
    WORD_TREATED,       /* operasi, kemoterapi: tomorrow, which waits for no date (plight.c) */
    WORD_EATS,          /* makan, nedho: who has not since yesterday (plight.c), */
    WORD_STARVES,       /* lapar, kelaparan: or is hungry, */
    WORD_REFUGE,        /* ngungsi, pengungsian: or had to leave home; */
    WORD_WITNESS,       /* saksi: of what was told in confidence (understand.c) */
    WORD_FOOD,          /* nasi, beras: or has none of it left */
    WORD_USED_UP,       /* habis, entek: of food */
    WORD_AILS,          /* sesak, lemas: with "makin" whoever is ill gets worse (hurt.c), */
    WORD_DECLINES,      /* parah, menurun: so does somebody who is named, */
    WORD_CONDITION,     /* kondisinya, badannya: be this between */
    WORD_THREAT,        /* ancaman, teror: with fear whoever writes is menaced (threat.c) */
    WORD_SHELTER,       /* dilindungi, dikawal: what they ask for who are */
    WORD_SUSPECTS,      /* marah, katanya: with "saya yang lapor" somebody is taken for who did */
    WORD_DOUBLED,       /* dobel, ganda: a report that was meant to be one is two */
    WORD_SECRECY_SEES, /* lihat, baca: "bisa lihat nama saya" asks who learns of them (secrecy.c) */
    WORD_SENT_OFF,     /* disuruh, dilempar: by one office to another, */
    WORD_SENT_BACK,    /* balik, kembali: where they have been */
    WORD_OFFICE_THERE, /* desanya, kelurahannya: the office of the place that was told */
    WORD_DWELLING,     /* rumah, kos: with saya behind it their own, as is */
    WORD_DWELLING_OWN, /* rumahku, omahku: before which somebody stands (beset.c), */
    WORD_WAY_IN,       /* pintu, jendela: or wants to come in; */
    WORD_THEY_ATTEND,  /* jukir: of those who were told of who stands before shops anyway */
    WORD_TOMORROW,     /* besok, lusa: a treatment then waits for no date (plight.c) */
    WORD_PRAISE_KIND,  /* sabar, telaten: with thanks how somebody was (intent.c) */
    WORD_PRESUMES,     /* kira, tak kiro: [ini] pemkot: we were taken for another (disown.c) */
    WORD_ASK_WHICH_TIME, /* apa, berapa: "pagi ... sore", "jam ..." (asked.c) */
    WORD_MANNER_THERE,   /* ada, ngantor: not so once blames nobody (manner.c) */
    WORD_SECRECY_KEPT,   /* data, nik: of identities what an office keeps (secrecy_told.c) */
    WORD_SECRECY_NAME,   /* nama: of identities the one that only we could let out */
    WORD_SELF_ALONE,     /* saya, aku: of whoever writes those who are no group (threat.c) */
    WORD_SELF_DOES,      /* tak: before a verb whoever writes does it ("wis tak kirim"), */
    WORD_REMINDS,        /* kan, wong: "... sudah saya bilang" (back.c) */
    WORD_NOT_TOLD,       /* hanya, tanya: their "-nya" is of nothing that was told (back.c) */
    WORD_CALL_BY,        /* wa, hp: a number, beside those of rescue_number (enquiry.c) */
    WORD_WHERE_AT,       /* dimana, */
    WORD_WHERE_TO,       /* kemana, */
    WORD_WHERE_FROM,     /* darimana: "di mana" in one word, whither, whence */
    WORD_WHICH,          /* yang, sing: at the head of what tells which one */
    WORD_TITLE, /* pak, ibu: who is spoken to, or what stands before an office (withdraw.c) */
    WORD_RESCUE_POLICE, /* polisi: of rescue_service those who are awaited for a theft too */
    WORD_NEIGHBOUR,     /* tetangga, warga: whose talk is feared (secrecy.c) */
    WORD_PLACE_EVENT,   /* kejadiannya, lokasi: its place follows, another than the writer's */
    WORD_MEANING,       /* maksudnya: tells what was meant, and puts nothing else right */
    WORD_PLACE_HERE,    /* sini: of place_there what is with us ("bisa lapor ... ?", hail.c) */
    WORD_PARENT,        /* ibu, bapak: said in full, whom it is kept from (secrecy.c) */
    WORD_OCCASION,      /* acara, hajatan: what a thing is wished for (belongs.c) */
    WORD_WITHIN,        /* dalam, njero: where somebody is in what is about to fall (plight.c) */
    WORD_RISES,         /* bangun, berdiri: what who fell cannot (hurt.c) */
    WORD_SPARKS,        /* memercik, percikan: of what is wired alone a danger (danger.c) */
    WORD_WIRED,         /* kabel, trafo: from which it sparks */
    WORD_SLUMPS,        /* usaha, nilai: falls, and nobody with it (hurt.c) */
    WORD_ABLE,          /* bisa, iso: denied before what who fell cannot */
    WORD_PASSAGE,       /* gang, kampung: in it a house stands, and nobody is caught (plight.c) */
    WORD_RESIDES,       /* tinggal, manggon: where who writes lives (place_refuse.c) */
    WORD_HAILS,         /* orang, pegawai: before the name of where they come from */
    WORD_WAY,           /* cara, caranya: how it is done is asked, not how it goes (follow.c) */
    WORD_SAYS_IT,       /* bilang, kata: beside "siapa" a denial (meant.c) */
    WORD_JUST_NOW,      /* barusan, tadi: somebody came since (news.c) */
    WORD_SLEEPS,        /* tidur, nginap: elsewhere, who had to flee (plight.c) */
    WORD_NEEDS,         /* butuh, perlu: food, where they fled to */
    WORD_LEADS_TO,      /* nang, ka: to the office a report is to be moved to (unit.c) */
    WORD_WILLING,       /* mau, siap: behind "di mana saja" nothing is asked (enquiry.c) */
    WORD_ROLE_COUNT
};
bool word_role_stands_apart(enum word_role role);
/* The role of this name; false, and *out untouched: there is none. */
bool word_role_of(struct str name, enum word_role *out);
/* As words.csv writes it. */
const char *word_role_name(enum word_role role);

#endif
