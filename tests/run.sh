#!/usr/bin/env bash
# run.sh LOGS PROGRAM... - runs test programs one by one and adds up what cmocka reports.
#
# A program that crashes, runs out of time or runs no test counts as one failed test. The whole
# output of each program is kept below LOGS, that of a failing one is also shown. The last line
# is "N passed, N failed"; the exit code is 0 only if something passed and nothing failed.
set -uo pipefail

logs=${1:?usage: run.sh LOGS PROGRAM...}
shift
mkdir -p "$logs"

# An allocation that is refused must come back as NULL, as it does without the sanitizer.
export ASAN_OPTIONS=${ASAN_OPTIONS:-allocator_may_return_null=1:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=1:second_deadlock_stack=1}

# Sanitizers of this age do not find room for their shadow memory where the kernel randomises
# addresses by more than 28 bits.
steady=()
setarch -R true 2>/dev/null && steady=(setarch -R)

# What the API answers in the tests, one JSON object a line; answers.test.js holds it to the document.
export KANDA_ANSWERS=$PWD/$logs/answers.jsonl
[[ $logs != /* ]] || KANDA_ANSWERS=$logs/answers.jsonl
rm -f "$KANDA_ANSWERS"

# Each program gets a process group of its own, so that servers which it leaves behind when it
# dies can be ended with it.
set -m
group=
trap '[ -z "$group" ] || kill -KILL -- "-$group" 2>/dev/null; exit 130' INT TERM

run_one() { # LOG COMMAND...
    local log=$1 status
    shift
    timeout -k 10 "${TEST_TIMEOUT:-300}" "$@" >"$log" 2>&1 </dev/null &
    group=$!
    wait "$group"
    status=$?
    kill -KILL -- "-$group" 2>/dev/null
    group=
    return "$status"
}

count() { # LOG WORD: sum of the numbers in cmocka's "[  WORD  ] N test(s)" lines
    grep -aoE "^\[  $2  ?\] [0-9]+ test\(s\)" "$1" | awk '{ sum += $(NF - 1) } END { print sum + 0 }'
}

passed=0 failed=0 broken=()
for program in "$@"; do
    name=${program##*/tests/}
    flavour=${program%/tests/*}
    flavour=${flavour##*/}
    log=$logs/$flavour-${name//\//-}.log
    command=("$program")
    [ "$flavour" = release ] || command=("${steady[@]}" "${command[@]}")
    [[ $name != fuzz/fuzz_* ]] || command+=("tests/fuzz/corpus/${name#fuzz/fuzz_}")

    run_one "$log" "${command[@]}"
    status=$?
    ok=$(count "$log" PASSED)
    bad=$(count "$log" FAILED)
    why=
    case $status in
    0) [ $((ok + bad)) -gt 0 ] || why='ran no test' ;;
    124 | 137) why="out of time or killed" ;;
    *) [ "$bad" -gt 0 ] || why="exit code $status" ;;
    esac
    [ -z "$why" ] || bad=$((bad + 1))

    printf '%-7s %-40s %4d passed, %d failed%s\n' "$flavour" "$name" "$ok" "$bad" "${why:+ ($why)}"
    if [ "$bad" -gt 0 ]; then
        broken+=("$flavour $name")
        echo "---- $log"
        tail -n 200 "$log"
        echo "----"
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
done

[ ${#broken[@]} -eq 0 ] || printf 'failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
