/* area_private.h - what an area is made of; private to the room. */
#ifndef KANDA_NLU_AREA_PRIVATE_H
#define KANDA_NLU_AREA_PRIVATE_H

#include "area_centre.h"
#include "area_file.h"
#include "nlu/area.h"

struct area {
    bool by_map;
    struct map map;
    struct area_contents contents;
    struct centres centres;
    struct centres land;         /* of the neighbours */
    const struct place *outside; /* NULL: the desk has no row for it */
};

#endif
