/* dice.c - see dice.h. */
#include "dice.h"
#include <stdlib.h>

uint64_t dice_next(uint64_t *dice)
{
    *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *dice;
}

size_t dice_roll(uint64_t *dice, size_t below)
{
    return (size_t)(dice_next(dice) >> 33) % below;
}

int64_t dice_setting(const char *name, int64_t usual)
{
    const char *text = getenv(name);
    return text ? strtoll(text, NULL, 10) : usual;
}
