/* basics.c - dice, identifiers, base64. */
#include "basics.h"
#include "base/crypto.h"
#include <inttypes.h>
#include <stdio.h>

void sim_dice_init(struct dice *dice, uint64_t seed)
{
    dice->state = seed;
}

/* splitmix64 (Steele, Lea, Flood 2014): any seed, also 0, gives a good sequence. */
uint64_t sim_dice_roll(struct dice *dice)
{
    uint64_t z = dice->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

bool sim_dice_hit(struct dice *dice, double probability)
{
    double drawn = (double)(sim_dice_roll(dice) >> 11) * 0x1.0p-53;
    return drawn < probability;
}

void sim_id_source_init(struct id_source *ids)
{
    uint8_t random[8];
    random_bytes(random, sizeof random);
    hex_encode(random, sizeof random, ids->run);
    ids->next = 0;
}

void sim_id_wamid(struct id_source *ids, const char *stem, char out[SIM_ID_SIZE])
{
    (void)snprintf(out, SIM_ID_SIZE, "wamid.%s%s%08" PRIX64, stem, ids->run, ids->next++);
}

void sim_id_number(struct id_source *ids, char out[SIM_ID_SIZE])
{
    uint64_t base = str_hash(str_of(ids->run)) % UINT64_C(1000000000);
    (void)snprintf(out, SIM_ID_SIZE, "3%09" PRIu64 "%05" PRIu64, base,
                   ids->next++ % UINT64_C(100000));
}

void sim_id_user_of(struct str wa_id, char out[SIM_ID_SIZE])
{
    uint64_t digits = str_hash(wa_id) % UINT64_C(1000000000000000000);
    (void)snprintf(out, SIM_ID_SIZE, "ID.1%018" PRIu64, digits);
}

bool sim_phone_digits(struct str to, char out[SIM_ID_SIZE])
{
    char digits[16];
    size_t n = 0;
    for (size_t i = 0; i < to.len; i++) {
        char c = to.at[i];
        if (c >= '0' && c <= '9') {
            if (n == 15) return false;
            digits[n++] = c;
        } else if (!(c == '-' || c == '(' || c == ')' || c == ' ' || (c == '+' && i == 0))) {
            return false;
        }
    }
    return n >= 7 && str_copy(out, SIM_ID_SIZE, (struct str){ digits, n });
}

void sim_base64_add(struct buf *out, const uint8_t *at, size_t len)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        unsigned bits = (unsigned)at[i] << 16;
        if (left > 1) bits |= (unsigned)at[i + 1] << 8;
        if (left > 2) bits |= (unsigned)at[i + 2];
        buf_add_char(out, digit[bits >> 18 & 63]);
        buf_add_char(out, digit[bits >> 12 & 63]);
        buf_add_char(out, left > 1 ? digit[bits >> 6 & 63] : '=');
        buf_add_char(out, left > 2 ? digit[bits & 63] : '=');
    }
}
