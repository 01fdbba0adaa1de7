/* judge.h - from the phrases found in a text to its intent, category, kind and urgency.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_JUDGE_H
#define KANDA_NLU_JUDGE_H

#include "domain/understood.h"
#include "match.h"

struct scores {
    const int *all;              /* by category */
    const int *most;             /* by category: the most that one keyword in a piece says */
    const int *units;            /* by unit: of its categories together, each phrase once */
    const struct category *best; /* NULL: no keyword at all */
    int best_score;
    const struct category *next; /* the best of another department; NULL: none */
    int next_score;
};

/* ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool judge_category(const struct lexicon *l, const struct reading *r,
                               struct arena *arena, struct scores *out, struct err *e);
/* Of two categories of a unit that score the same the better one is named by a keyword of its own:
 * "tutup got rusak, amblas" is no road. */
bool judge_is_better(const struct scores *scores, const struct lexicon *l, size_t i, size_t than);
/* What keywords must say for a category to be heard. */
#define JUDGE_HEARD_MIN 2
/* "bukan masalah sekolah": of which categories, up to `max`, it says that it is none of them, as
 * far as a keyword of theirs is denied and none is told. instead: what it says it is (NULL: it does
 * not), so that a hint is enough: "ini tarif pdam, bukan rumah". */
size_t judge_not_about(const struct lexicon *l, const struct reading *r,
                       const struct category *instead, const struct category **out, size_t max);
/* The best, where it is heard and better than any of another department; NULL: none is. */
const struct category *judge_heard(const struct scores *scores);
/* What one match adds to a category; 0: nothing. */
int match_weight(const struct lexicon *l, const struct reading *r, const struct match *match,
                 uint32_t category);

/* The command when the text is nothing but one (and a ticket number), else INTENT_NONE. The most
 * pointed command of several wins: "bantuan, cek status" asks for the status. */
enum intent judge_command(const struct lexicon *l, const struct reading *r, bool has_ticket);

/* `place`: the text names one. has_ticket: it holds a ticket number. */
enum intent judge_intent(const struct lexicon *l, const struct reading *r, bool place,
                         bool has_ticket);

/* The kind that the words themselves ask for, or `usual`, of a matter `about`. *by is the match
 * that decided, or NULL.
 */
enum ticket_kind judge_kind(const struct lexicon *l, const struct reading *r,
                            const struct category *about, enum ticket_kind usual,
                            const struct match **by);
/* By its form it asks for information: "ada lowongan gak", "jadwal ktp keliling kapan". `about`: of
 * lamps, where somebody must go, "apakah bisa diperbaiki" is a wish. */
bool judge_asked(const struct lexicon *l, const struct reading *r, const struct category *about);
/* "mau tanya kalau kk hilang bagaimana", "nikah saya belum tercatat, syaratnya apa": it is asked,
 * and what is wrong is only how it is with whoever asks. Not "mau tanya kok belum cair", nor about
 * what somebody must mend on the spot. */
bool judge_asks_in_need(const struct lexicon *l, const struct reading *r,
                        const struct category *about);
/* "kalau lapor apa identitas saya aman": what becomes of who reports is asked, or feared. `matter`:
 * a keyword is there, so that it must be told of reporting. */
bool judge_secrecy_asked(const struct lexicon *l, const struct reading *r, bool matter);
/* "kok nama saya bisa tahu RT? katanya rahasia": somebody learnt of who reported. */
bool judge_exposed(const struct lexicon *l, const struct reading *r);
/* "nama saya bocor, rumah saya dilempari batu": their name got out, or may, whatever else is told.
 */
bool judge_name_is_out(const struct lexicon *l, const struct reading *r);
/* "takut nama saya bocor": that their name gets out is feared, which asks to be kept secret. */
bool judge_fears_leak(const struct lexicon *l, const struct reading *r);
/* The same, and nothing else: "guru memukuli anak saya, takut nama saya bocor" is a report. */
bool judge_fears_leak_only(const struct lexicon *l, const struct reading *r);
bool judge_known(const struct lexicon *l, const struct reading *r);
/* "apakah kepala sekolah bisa lihat nama saya?", "siapa saja yang tau saya lapor?": who learns of
 * them is asked, whoever that is. */
bool judge_who_sees(const struct lexicon *l, const struct reading *r);
/* "pak RW marah marah ke saya, katanya saya yang lapor": they are taken for who reported, which is
 * told, and neither feared nor a threat. */
bool judge_suspected(const struct lexicon *l, const struct reading *r);
/* further.c: "selain itu ...", "satu lagi pak": another matter follows. */
bool judge_further(const struct lexicon *l, const struct reading *r);
/* A word of fear stands in it: "hapus laporan saya, saya takut". */
bool judge_fears(const struct lexicon *l, const struct reading *r);
/* Of a plea for secrecy: "dirahasiakan gak", "takut ketahuan". */
bool judge_secrecy_doubted(const struct lexicon *l, const struct reading *r);
/* "mau lapor tapi jangan disebut nama saya": a report is announced, and is to be kept secret;
 * nothing is told of what it is about, but for whom ("lapor kades"). */
bool judge_announces(const struct lexicon *l, const struct reading *r);
/* "jangan dikasih tau nama saya", "nomor saya jangan disebar": who reports is not to be told; and,
 * so pleaded for or by any other phrase ("rahasia ya pak takut sama pak RT"),
 * whether the text says nothing else but why ("takut", "bahaya"). */
bool judge_hides(const struct lexicon *l, const struct reading *r);
bool judge_hides_only(const struct lexicon *l, const struct reading *r);
/* enquiry.c: a question that wants an answer: "bisa diambil di mana ya", and not "kok gini". */
bool judge_asks_to_know(const struct lexicon *l, const struct reading *r);
/* "jadi bener ga pak 2 bulan itu?": not how it goes, but whether it is so. */
bool judge_asks_if_true(const struct lexicon *l, const struct reading *r);
/* "terus yang bansos gimana": how it goes with one of those that were told. */
bool judge_asks_which(const struct lexicon *l, const struct reading *r);
/* contest.c: "tapi katanya mau ke sini", "ini beda pohon pak": contests and differs of `out`. */
void contest_judge(const struct lexicon *l, const struct reading *r, struct understood *out);
/* whose.c: "kalau SMP ke siapa ya": whose the matter of `u` is, and nothing else, is asked. */
bool judge_whose(const struct lexicon *l, const struct reading *r, const struct understood *u);
/* "jadi kapan gotnya dibangun", "bila dikerjakan": of whatever it is asked when. */
bool judge_asks_when(const struct lexicon *l, const struct reading *r);
/* "siapa nama bupati": of an office, and not of us. */
bool judge_asks_who(const struct lexicon *l, const struct reading *r);

/* "halo, ada orang?": whether anybody is there; who wishes for one ("minta petugas") commands. */
bool judge_calls(const struct lexicon *l, const struct reading *r);
/* The same, and "ini benar nomor pengaduan?": whether somebody is there, and no matter. */
bool judge_hails(const struct lexicon *l, const struct reading *r);
/* "kalau jalan rusak lapor ke mana? di sini bisa?": nothing has to be reported yet. */
bool judge_asks_here(const struct lexicon *l, const struct reading *r);
/* Something is said to be wrong, and not only by the command: "ndak usah dijawab". */
bool judge_trouble_beside_cancel(const struct lexicon *l, const struct reading *r);
/* "batal pak sudah diamankan": begins with a command to cancel, and tells but why. */
bool judge_withdraws(const struct lexicon *l, const struct reading *r);
/* "batal saja, salah paham saya": begins with one, and says why in whatever words. */
bool judge_withdraws_first(const struct lexicon *l, const struct reading *r);
/* "maksud saya ...", "pak maksudnya ...": the first word says that it was meant before. */
bool judge_clarifies(const struct lexicon *l, const struct reading *r);
/* "di puskesmas gending": the category of the house that is named, and not only near; NULL: none.
 */
const struct category *judge_house(const struct lexicon *l, const struct reading *r);
/* unit.c: "instansinya dp3ap2kb", "bukan ke kemenag pak", "yang PBI pak": unit_named, not_unit,
 * unit_spoken, names_unit_only and narrows of `out`, whose category is judged before. */
void unit_judge(const struct lexicon *l, const struct reading *r, struct understood *out);
/* The unit whose name or code begins at token i; NULL: none. */
const struct department *judge_unit_at(const struct lexicon *l, const struct reading *r, size_t i);
/* "bapak saya di rsud dr soetomo, mohon bantuan biaya": whoever lies in a neighbour's hospital, the
 * place of that name, may live here; a private matter lies there only if it is of its field. */
bool judge_lies_there(const struct lexicon *l, const struct reading *r, uint32_t name,
                      const struct category *category);
/* A report of theirs is spoken of, and nothing tells of this category but the name of its unit:
 * "dinas lingkungan hidup tidak menanggapi laporan saya". */
bool judge_only_unit(const struct lexicon *l, const struct reading *r, uint32_t category);
/* Of a question: nothing that stands in it must be what it is about, because it only names whom
 * ("apa harus lewat pak kades dulu"), hardly speaks for this category, or is a danger that is
 * supposed ("kalau banjir saya telepon siapa"). */
bool judge_only_aside(const struct lexicon *l, const struct reading *r, uint32_t category);
#define JUDGE_ANY UINT32_MAX /* of whatever category */
/* "orangnya sudah meninggal pak, laporannya dibatalkan saja": a clause of a short text commands to
 * cancel, and tells nothing else but why. */
bool judge_cancels(const struct lexicon *l, const struct reading *r);
/* "kenapa belum dibatalkan pak": it commands so. */
bool judge_cancel_missed(const struct lexicon *l, const struct reading *r);
/* "ga jadi batal pak, diproses aja", "ojo dibatalno": a command to cancel is denied, and nothing
 * else is told. */
bool judge_keeps(const struct lexicon *l, const struct reading *r);
/* "tapi beneran ya dibantu diteruskan": that something goes on, and no word more. */
bool judge_goes_ahead(const struct lexicon *l, const struct reading *r);
/* "gak usah pak, lokasinya di ...", "gak usah, cuma mau lapor": begins with a no to what was asked,
 * and goes on with the report. somewhere: the text tells where. */
bool judge_declines(const struct lexicon *l, const struct reading *r, bool somewhere);
/* "aspalnya", "jalan itu", "tambah longsor": of what was told before. */
bool judge_refers_back(const struct lexicon *l, const struct reading *r);
/* That what was told, of this category, is over, goes on, or is taken back: over, over_bare, news,
 * thanked and cancels of `out`, whose rest is judged before. somewhere: the text tells where. */
void judge_end(const struct lexicon *l, const struct reading *r, uint32_t category, bool somewhere,
               struct understood *out);
/* "petugasnya sudah datang", "sudah dicek, terima kasih": somebody came for it, which is no end,
 * and that is all. *thanked: thanks stand beside it. */
bool judge_news(const struct lexicon *l, const struct reading *r, bool *thanked);
/* "yang depan sudah, yang belakang belum": one part is done, and another is not. */
bool judge_halves(const struct lexicon *l, const struct reading *r);
/* "kurang 2 lagi" at token i: so many are not done; "kurang 2 hari lagi" tells none. */
bool judge_short_of(const struct lexicon *l, const struct reading *r, size_t i);
/* "cuma sehari, sekarang ada lagi": done no longer than a while, or there again. */
bool judge_returned(const struct lexicon *l, const struct reading *r);
/* "ini sudah 2 minggu lho pak": how long it has been, and nothing else. */
bool judge_waited(const struct lexicon *l, const struct reading *r);
/* "sudah lapor kades": it was told to an office before, which is all that its name is there for. */
bool judge_reported(const struct lexicon *l, const struct reading *r);
/* "itu laporan yang sama pak", "sama dengan yang kemarin": it is the report that was made before.
 */
bool judge_same(const struct lexicon *l, const struct reading *r);
/* "pindah ke probolinggo": where somebody heads is our regency, by its name. */
bool judge_heads_home(const struct lexicon *l, const struct reading *r);
/* "itu masih soal bansos jangan dipisah", "yang rambu digabung aja", "ini soal gorong2 yang sama":
 * of what is told, or of the report before it, that it is a part of another report. */
bool judge_gathers(const struct lexicon *l, const struct reading *r);
/* "dua laporan saya itu": of both that they made. */
bool judge_of_both(const struct lexicon *l, const struct reading *r);
/* "eh maaf masih soal vaksin tadi", "yang vaksin tadi pak": names a report of before by its matter.
 */
bool judge_goes_back(const struct lexicon *l, const struct reading *r);
/* "matur suwun, mugo2 lancar": thanks, and a wish behind or before them. */
bool judge_blesses(const struct lexicon *l, const struct reading *r);
/* "[api sudah padam]": the match tells that a fire is out, and nothing of lamps. told: read. */
struct told;
bool judge_fire_out(const struct told *told, const struct match *match);

/* The most that a keyword speaks for any category; 0: it is none. */
int judge_weighs(const struct lexicon *l, uint32_t phrase);
/* "di desa X kecamatan Y pak": next to nothing but a place. (spot.c) */
bool judge_place_only(const struct lexicon *l, const struct reading *r);
/* Of what denies a place: "bukan pamatan, maksudnya wonokoyo timur": the right one bears a name
 * that no table knows, and nothing else is told. (where.c) */
bool judge_strange_instead(const struct lexicon *l, const struct reading *r);
/* home.c: "ini probolinggo pak", "saya warga kabupaten": that it lies with us, and next to nothing
 * else. */
enum home judge_home(const struct lexicon *l, const struct reading *r);
/* strange.c: "kel tambak wedi kec kenjeran": the district of an address, which is none of ours, as
 * letters. */
bool judge_strange_district(const struct lexicon *l, const struct reading *r, struct str *name);
/* "lampu merah leces", "mpp kraksaan": all that it names of a matter is what stands somewhere.
 * (spot.c) */
bool judge_names_spot(const struct lexicon *l, const struct reading *r);
/* "plastik pabrik": only such words speak for this category. */
bool judge_by_spot(const struct lexicon *l, const struct reading *r, uint32_t category);
/* "saya jualan kripik": begins with whoever writes. */
bool judge_tells_self(const struct lexicon *l, const struct reading *r);
enum place_source judge_place_source(const struct lexicon *l, const struct reading *r);
/* "terminal banyuangga": what stands there, by a name that no table knows, and nothing else. */
bool judge_strange_spot(const struct lexicon *l, const struct reading *r);
/* The keyword that speaks most for the category; "": none. */
struct str judge_keyword(const struct lexicon *l, const struct reading *r, uint32_t category);
/* "dekat alun-alun": where, by what stands there, and nothing else. */
bool judge_landmark_only(const struct lexicon *l, const struct reading *r);
/* statement.c: beside the place that it names, the text tells but what stands there ("di jembatan
 * flyover leces"): where, and nothing of a matter. */
bool judge_spot(const struct lexicon *l, const struct reading *r);
/* A place that is no name of ours, or that it is not known. */
bool judge_whereabouts(const struct lexicon *l, const struct reading *r);
/* It begins with where, be that put right, and complains of nothing and wishes nothing behind it.
 */
bool judge_tells_where(const struct lexicon *l, const struct reading *r, bool amended);
/* It begins with where, or tells it by what stands there ("samping rumah pak kades"). */
bool judge_shows_where(const struct lexicon *l, const struct reading *r);
/* "yg ambrol sepanjang 20 meter", "malah tambah lebar", of what states something "itu akses ke
 * puskesmas": it goes on with what was told. */
/* "dibawa ke RSUD tongas": the word at token i is where somebody was carried to, which is neither
 * what is reported nor where. */
bool judge_carried_to(const struct lexicon *l, const struct reading *r, size_t i);
/* ... and nothing else speaks for this category. */
bool judge_only_carried_to(const struct lexicon *l, const struct reading *r, uint32_t category);
/* "nik saya 3513...": whose number is given, and nothing else speaks for this category. */
bool judge_only_numbered(const struct lexicon *l, const struct reading *r, uint32_t category);
/* "kok ditanya tempat terus, kan sudah saya bilang di kraksaan": of what was told before. */
bool judge_reminds(const struct lexicon *l, const struct reading *r);
/* See points_back of struct understood. */
bool judge_points_back(const struct lexicon *l, const struct reading *r);
bool judge_continues(const struct lexicon *l, const struct reading *r, bool states);
/* It complains of nothing, and wishes and asks nothing. */
bool judge_states(const struct lexicon *l, const struct reading *r);
/* "kejadiannya di alun-alun depan masjid", "jalan raya leces depan balai desa": whatever keywords
 * stand in it tell where, and nothing is wrong. */
bool judge_spot_only(const struct lexicon *l, const struct reading *r);
/* All that speaks for the category are words of what stands there ("sebelah selatan jembatan"). */
bool judge_only_located(const struct lexicon *l, const struct reading *r, uint32_t category);
/* No word speaks for it by itself: "tadi malam ada yang jatuh dari motor" is of public order by two
 * hints. */
bool judge_only_hints(const struct lexicon *l, const struct reading *r, uint32_t category);
/* "margorejo itu sebelah kantor kec.", "pokoke cedak pasar": where, by what stands there, whatever
 * else it may be, and nothing is told of that. */
bool judge_nearby(const struct lexicon *l, const struct reading *r);
/* "NIK saya 3513010101010001": a phone or identity number, and next to nothing else. */
bool judge_number_only(const struct lexicon *l, const struct reading *r);
/* Whether a phrase of this role occurs. */
bool judge_said(const struct lexicon *l, const struct reading *r, enum word_role role);
/* Whether something is said to be broken, blocked, stolen ... */
bool judge_trouble(const struct lexicon *l, const struct reading *r);
/* The first alarm of this role that is not denied ("tidak ada korban"); NULL: none. */
const struct match *judge_danger(const struct lexicon *l, const struct reading *r,
                                 enum word_role role);
/* The first alarm with one of these roles (ROLE_BIT) within tokens from..to; NULL: none. */
const struct match *judge_alarm(const struct lexicon *l, const struct reading *r, uint64_t roles,
                                size_t from, size_t to);

/* Whether one with any of these roles stands over token i. */
bool judge_alarm_over(const struct lexicon *l, const struct reading *r, uint64_t roles, size_t i);

/* Whether it says so in the passive ("dipukul", "ejuwal"): what stands before suffers it, what
 * stands behind does it. */
bool judge_suffered(const struct reading *r, const struct match *deed);

/* Whether an alarm plays this role and is neither denied nor only feared. */
bool judge_real(const struct lexicon *l, const struct reading *r, const struct match *alarm,
                enum word_role role);

/* The same of any match: whether it is told as something that is. */
bool judge_happened(const struct lexicon *l, const struct reading *r, const struct match *match);
/* "kk pak", and nothing else: a keyword, or an "ok". */
bool judge_may_nod(const struct lexicon *l, const struct reading *r);
/* "kacanya pecah lagi, ditabrak truk": by what a thing was broken again, and no accident. */
bool judge_broken_by(const struct lexicon *l, const struct reading *r);
/* Nobody denies it, whether it is feared or not. */
bool judge_affirmed(const struct lexicon *l, const struct reading *r, const struct match *match);
/* Whether what stands at these tokens, be they a match or not, is neither denied nor only feared.
 */
bool judge_befell(const struct lexicon *l, const struct reading *r, const struct match *at);
/* Whether what would stand behind the text in a list would be feared: "takut macet (dan ...)". */
bool judge_fears_on(const struct lexicon *l, const struct reading *r);

/* "mobil mogok minta [dievakuasi]": a car is to be towed, and nothing tells of danger beside it. */
bool judge_towed(const struct lexicon *l, const struct reading *r, const struct match *match);

/* Of words of the own life: whoever they are told of, and that is neither the writer nor one of
 * theirs who harms nobody else, is armed or threatens others: "orang itu mengancam warga pakai
 * celurit, katanya mau bunuh diri". */
bool judge_attacks(const struct lexicon *l, const struct reading *r, const struct match *harm);
/* The first real alarm that is urgent by itself, and no event of the past; NULL: none. */
const struct match *judge_urgent(const struct lexicon *l, const struct reading *r);
/* Whether an alarm is an event (WORD_EVENT) told as past or habit ("dulu pernah kebakaran", "banjir
 * sudah surut"). Not where anything tells of now, or of somebody hurt: in doubt it is danger. */
bool judge_past(const struct lexicon *l, const struct reading *r, const struct match *alarm);
/* Whether a word of now stands right before it: "sekarang banjir". */
bool judge_now(const struct lexicon *l, const struct reading *r, const struct match *alarm);
/* Whether the text tells when, or how often, and that is not now. */
bool judge_tells_past(const struct lexicon *l, const struct reading *r);
/* Whether it tells of some days ago or longer, or of what happens again and again, and not of now.
 */
bool judge_bygone(const struct lexicon *l, const struct reading *r);
/* Whether the text tells of the category by such events alone. */
bool judge_only_past(const struct lexicon *l, const struct reading *r, uint32_t category);

/* "kemarin [malam]", "jam 8 [malam]": token i tells when, and greets nobody. */
bool judge_time_of_day(const struct lexicon *l, const struct reading *r, size_t i);

/* Whether a keyword tells of an event that happens there again and again, or did once: "sering
 * terjadi [tabrakan]". */
bool judge_usual(const struct lexicon *l, const struct reading *r, const struct match *keyword);
/* "tolong dipasangi pagar": what is wanted is something to be built. */
bool judge_wants_works(const struct lexicon *l, const struct reading *r);

/* The words of time of a text that tells nothing but that something was: "tapi itu kejadian bulan
 * lalu"; empty: it tells more, or tells of now. */
MUST_CHECK bool judge_only_when(const struct lexicon *l, const struct reading *r,
                                struct arena *arena, struct str *out, struct err *e);

/* The match that tells of violence against a child, a woman, or sexual violence against anyone;
 * NULL: none. */
const struct match *judge_harm(const struct lexicon *l, const struct reading *r);

/* The match that tells of somebody missing ("anak saya umur 5 tahun hilang"; not of a thing:
 * "akta anak saya hilang"); NULL: nobody is. */
const struct match *judge_missing(const struct lexicon *l, const struct reading *r);

/* The keyword that tells of an accident on a road (category "accident") which is a matter of the
 * police: somebody is hurt, or nothing is told that somebody else must mend, build or give
 * ("kecelakaan karena jalan berlubang"); NULL: none. Whether it is now, judge_urgent tells. */
const struct match *judge_accident(const struct lexicon *l, const struct reading *r);

/* asked.c: "sudah ditindaklanjuti pak": asks whether, and the mark was left out. */
bool judge_asks_bare(const struct lexicon *l, const struct reading *r);

/* "a.n. ibu siti, jalan rusak", "ini laporan tetangga saya", "untuk ibu saya, lampu mati": it is
 * told for somebody who did not write; not "kk atas nama ibu saya", which says whose paper it is.
 */
bool judge_third_party(const struct lexicon *l, const struct reading *r);

/* The category of whoever can help in a danger that is real and now, as its words name it
 * (words.csv, value); of several a pressing one, then the one that `scores` most. NULL: none names
 * any. */
const struct category *judge_rescuer(const struct lexicon *l, const struct reading *r,
                                     const struct scores *scores);

/* The match of whoever is in a hazard that is no danger by itself ("banjir, nenek di dalam rumah");
 * NULL: nobody, no hazard, or one that only comes and goes ("tiap hujan"). */
const struct match *judge_peril(const struct lexicon *l, const struct reading *r);
/* The match with which an official demands money ("kades minta uang"), or somebody had to pay one;
 * NULL: nobody did. */
const struct match *judge_extortion(const struct lexicon *l, const struct reading *r);

/* The match of whoever must pay an office so that it goes faster ("di dukcapil disuruh bayar biar
 * cepat"); NULL: nobody must, or no office is meant (`about` tells which matter) but a shop. */
const struct match *judge_haste_paid(const struct lexicon *l, const struct reading *r,
                                     const struct category *about);

/* The match with which public money, land or goods were taken, cut, sold or put to an own use
 * ("dana BOS dimakan", "PIP dipotong 50 ribu", "kades jual tanah kas desa", "pakai dana desa buat
 * beli motor"), or somebody's wage was cut by an official; NULL: none was. */
const struct match *judge_embezzlement(const struct lexicon *l, const struct reading *r);
/* answer.c: what a text says to whatever was asked, into the fields of u that tell that. */
void answer_judge(const struct lexicon *l, const struct reading *r, struct str text,
                  struct understood *u);
/* where.c: how it speaks of places (told before, of whoever writes, or by what stands there), into
 * the fields of out that tell that, by also, states, amends and the places of out. */
void where_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

#endif
