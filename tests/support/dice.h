/* dice.h - what tests at random throw: the same from the same seed, on every machine.
 *
 * Threads: whoever has the dice. */
#ifndef KANDA_TESTS_DICE_H
#define KANDA_TESTS_DICE_H

#include <stddef.h>
#include <stdint.h>

/* The next of the sequence that *dice begins (Knuth's MMIX generator, as numbers of 64 bits: its
 * high bits are the good ones). */
uint64_t dice_next(uint64_t *dice);
/* 0 to below - 1; below is at least 1. */
size_t dice_roll(uint64_t *dice, size_t below);
/* What the environment says (SEED, RUNS); else usual. */
int64_t dice_setting(const char *name, int64_t usual);

#endif
