/* fee.c - money that the neighbourhood takes: see weigh.h. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* "diminta biaya [150.000 waktu itu] oleh rw", "rt baru dan perangkat lain [minta] iuran": so many
 * words may stand between. */
#define TAKER_AROUND 6
/* "rt 05", "rw 012": no more digits have they. */
#define ADDRESS_DIGITS 3

/* "rt 5 rw 2", but "pungutan rt 50 ribu". */
static bool is_numbered(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (i + 1 >= r->tokens.count || r->tokens.at[i + 1].new_part) return false;
    const struct token *next = &r->tokens.at[i + 1];
    bool amount = judge_alarm(l, r, ROLE_BIT(WORD_MONEY), i + 2, i + 3) != NULL;
    return next->number && next->raw.text.len <= ADDRESS_DIGITS && !amount;
}

/* "biaya listrik di rt kami": where it is paid. */
static bool takes(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!token_in(l, &r->tokens.at[i], WORD_FEE_TAKER) || is_numbered(l, r, i)) return false;
    return i == 0 || !token_says_where(l, &r->tokens.at[i - 1]);
}

struct fee fee_told(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_FEE)) continue;
        size_t to = reading_ahead(r, i + 1, TAKER_AROUND, STRETCH_SENTENCE);
        for (size_t k = reading_back(r, i, TAKER_AROUND, STRETCH_SENTENCE); k < to; k++)
            if (takes(l, r, k)) return (struct fee){ { i, i + 1 }, { k, k + 1 } };
    }
    return (struct fee){ 0 };
}
