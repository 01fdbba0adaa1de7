/* ticket_number.h - the shape of a ticket number, shared inside the room. */
#ifndef KANDA_DOMAIN_TICKET_NUMBER_H
#define KANDA_DOMAIN_TICKET_NUMBER_H

#include "base/str.h"

/* Digits of sequence: at least MIN, written with leading zeros; never more than MAX. */
#define SEQUENCE_DIGITS_MIN 5
#define SEQUENCE_DIGITS_MAX 7

/* The digit that makes the Damm sum of digits (ASCII) and itself zero. */
int damm_digit(struct str digits);

/* Length of "26-00042-7" at the start of text, exactly as we write it and with a right check
 * digit; 0 when there is none or when a digit follows. */
size_t ticket_digits_written(struct str text);

#endif
