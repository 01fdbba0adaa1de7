/* cut.c - see cut.h. */
#include "cut.h"

struct cut cut_find(struct str text, size_t from, const struct cut_mark *marks, size_t count)
{
    for (size_t i = from; i < text.len; i++)
        for (size_t k = 0; k < count; k++) {
            struct str mark = str_of(marks[k].words);
            if (str_equal_nocase(str_slice(text, i, i + mark.len), mark))
                return (struct cut){ i, i + mark.len, marks[k].pairs };
        }
    return (struct cut){ text.len, text.len, false };
}
