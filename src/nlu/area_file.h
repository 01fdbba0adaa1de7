/* area_file.h - the boundary file: GeoJSON into shapes of the desk's places.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_AREA_FILE_H
#define KANDA_NLU_AREA_FILE_H

#include "area_shape.h"
#include "nlu/area.h"

/* *out is to be finished by the caller even on failure. */
MUST_CHECK bool area_file_read(const struct desk *desk, struct str text, struct map *out,
                               struct area_contents *contents, struct err *e);
/* The desk's row for whatever lies outside; NULL when it has none. */
const struct place *area_outside(const struct desk *desk);

#endif
