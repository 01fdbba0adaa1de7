/* language.h - words of the language that no desk would put into its tables: denial, complaint,
 * where something stands.
 *
 * Threads: constant. */
#ifndef KANDA_NLU_LANGUAGE_H
#define KANDA_NLU_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "tidak", "belum": no phrase reaches across it. */
#define TRAIT_NEGATION 1u
/* "takut roboh", "sebelum ada korban": what follows has not happened. */
#define TRAIT_UNREAL 2u
/* Words with which people complain; they make a complaint of a question: "kapan jalan rusak ini
 * diperbaiki?" */
#define TRAIT_TROUBLE 4u
/* "di depan pasar": the market is not the matter, but where it is. */
#define TRAIT_LOCATOR 8u
/* Says nothing by itself: "tidak sampai menimbulkan korban". */
#define TRAIT_LIGHT 16u
/* It has happened: "takut karena sudah ada korban". */
#define TRAIT_REAL 32u
/* "tolong dibersihkan", "belum diverifikasi": whoever says it wants something. */
#define TRAIT_REQUEST 64u
/* "maaf salah, di desa Seboro": puts right what was said before. */
#define TRAIT_AMEND 128u
/* "di desa Seboro juga": another one beside it. */
#define TRAIT_ALSO 256u
/* "kapan diperbaiki": a question without its mark. */
#define TRAIT_ASK 512u
/* "tiap hujan": happens again and again, not now. */
#define TRAIT_HABIT 1024u
/* "rusak lagi": what was mended is not. */
#define TRAIT_AGAIN 2048u
/* "5 tahun", "sejak kemarin": how old or since when. */
#define TRAIT_TIME 4096u
/* "batalkan yang jalan", "tambahan untuk laporan ...": which report is meant, follows. */
#define TRAIT_POINT 8192u
/* "sudah semua", "dua-duanya": of all that was asked. */
#define TRAIT_ALL 16384u
/* "beda pak": not the one that was asked about. */
#define TRAIT_OTHER 32768u
/* "boleh", "harus": what is asked about or wished for, not done. */
#define TRAIT_MAY 65536u
/* "bukan sampah tapi limbah", "bukan hanya sampah": from here on nothing is denied. */
#define TRAIT_BUT 131072u

/* "rusak"; "tidak" and "belum" complain only of what stands beside them. */
static inline bool traits_tell_trouble(uint32_t traits)
{
    return traits & TRAIT_TROUBLE && !(traits & TRAIT_NEGATION);
}

struct language_word {
    const char *word;
    uint32_t traits;
};

extern const struct language_word language_words[];
extern const size_t language_word_count;

#endif
