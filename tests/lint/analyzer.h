/* analyzer.h - what the analyzers cannot see, because they look at one file at a time.
 *
 * Included before each file that they read (never by the build): err_set and err_wrap always
 * give false. */
#ifndef KANDA_LINT_ANALYZER_H
#define KANDA_LINT_ANALYZER_H

#include "base/err.h"

#define err_set(...)        (err_set(__VA_ARGS__), false)
#define err_wrap(e, prefix) (err_wrap(e, prefix), false)

#endif
