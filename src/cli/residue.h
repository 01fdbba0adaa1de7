/* residue.h - is anything of a person still in the bytes of the database? Threads: main. */
#ifndef KANDA_CLI_RESIDUE_H
#define KANDA_CLI_RESIDUE_H

#include "domain/erasure.h"

/* Reads the database file and its log byte by byte, as a thief of the disk would. */
MUST_CHECK bool residue_find(const char *store_path, const struct erasure *person, bool *left,
                             struct err *e);

#endif
