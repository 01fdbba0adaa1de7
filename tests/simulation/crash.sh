#!/usr/bin/env bash
# crash.sh - kills the server under load, KILLS times, and says in one line what that did.
#
# `make crash` builds what it needs and sets KANDA_BIN, KANDA_SIM_BIN and CRASH_BIN. The work is done by
# tests/whole/test_crash.c, which `make test` runs too.
set -euo pipefail

export KILLS=${KILLS:-100}
exec "${CRASH_BIN:-build/release/tests/whole/test_crash}"
