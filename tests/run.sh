#!/usr/bin/env bash
# run.sh LOGS PROGRAM... - runs test programs, TEST_JOBS at once, and adds up what cmocka reports.
#
# Most of them wait more than they work, so there may be more of them than processors. The stories in a
# browser, which are half of all the work, run in two rows from the beginning, each of which is one of
# TEST_JOBS; beside all of them run, one after another, those that do nothing but wait (TEST_WAITING).
# answers, which reads what the API said to all others, comes when they have ended.
#
# A program that crashes, runs out of time or runs no test counts as one failed test. The whole
# output of each program is kept below LOGS, that of a failing one is also shown. The last line
# is "N passed, N failed"; the exit code is 0 only if something passed and nothing failed.
set -uo pipefail

logs=${1:?usage: run.sh LOGS PROGRAM...}
shift
mkdir -p "$logs"

# An allocation that is refused must come back as NULL, as it does without the sanitizer. What is freed
# is held back up to 16 MiB: the usual 256 touch new pages all the time, which is half of a test's time.
export ASAN_OPTIONS=${ASAN_OPTIONS:-allocator_may_return_null=1:detect_stack_use_after_return=1:quarantine_size_mb=16}
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
results=$(mktemp -d)
taken=$(mktemp -d)
end_all() {
    local group
    for group in $(jobs -p); do kill -TERM -- "-$group" 2>/dev/null; done
    rm -rf "$results" "$taken"
}
trap 'end_all; exit 130' INT TERM
trap 'rm -rf "$results" "$taken"' EXIT

count() { # LOG WORD: sum of the numbers in cmocka's "[  WORD  ] N test(s)" lines
    grep -aoE "^\[  $2  ?\] [0-9]+ test\(s\)" "$1" | awk '{ sum += $(NF - 1) } END { print sum + 0 }'
}

failures() { # LOG: the names of the tests that failed, setup and teardown counted, in one line
    grep -aE '^\[  (FAILED |ERROR  ) \] [a-z]' "$1" | cut -c14- | grep -vE '^[0-9]+ test\(s\)' | sort -u | paste -sd';'
}

run_group() { # LOG COMMAND...: in a process group, all of which is gone afterwards
    local log=$1 group status
    set -m
    shift
    timeout -k 10 "${TEST_TIMEOUT:-300}" "$@" >"$log" 2>&1 </dev/null &
    group=$!
    trap 'kill -KILL -- "-$group" 2>/dev/null; exit 130' TERM
    wait "$group"
    status=$?
    kill -KILL -- "-$group" 2>/dev/null
    return "$status"
}

run_one() { # PROGRAM: runs it and says how it went; what is to be added up is left in $results
    local program=$1 name flavour log status ok bad why='' begun=$SECONDS
    name=${program##*/tests/}
    flavour=${program%/tests/*}
    flavour=${flavour##*/}
    log=$logs/$flavour-${name//\//-}.log
    local command=("$program")
    [ "$flavour" = release ] || command=("${steady[@]}" "${command[@]}")
    [[ $name != fuzz/fuzz_* ]] || command+=("tests/fuzz/corpus/${name#fuzz/fuzz_}")

    run_group "$log" "${command[@]}"
    status=$?
    ok=$(count "$log" PASSED)
    bad=$(count "$log" FAILED)
    case $status in
    0) [ $((ok + bad)) -gt 0 ] || why='ran no test' ;;
    124 | 137) why="out of time or killed" ;;
    *) [ "$bad" -gt 0 ] || why="exit code $status" ;;
    esac
    [ -z "$why" ] || bad=$((bad + 1))

    echo "$ok $bad $flavour $name $(failures "$log")" >"$results/$flavour-${name//\//-}"
    { # in one piece, so that those who run at once do not mix
        printf '%-7s %-40s %4d passed, %d failed in %3d s%s\n' \
            "$flavour" "$name" "$ok" "$bad" $((SECONDS - begun)) "${why:+ ($why)}"
        [ "$bad" -eq 0 ] || printf -- '---- %s\n%s\n----\n' "$log" "$(tail -n 200 "$log")"
    } >"$results/said-$BASHPID"
    cat "$results/said-$BASHPID" && rm "$results/said-$BASHPID"
}

lane() { # PROGRAM...: one after another, those that no other lane has taken
    local program name
    for program in "$@"; do
        name=${program##*/tests/}
        mkdir "$taken/${name//\//-}" 2>/dev/null && run_one "$program"
    done
}

stories=() waiting=() others=() last=()
for program in "$@"; do
    case " ${TEST_WAITING-} " in *" ${program##*/tests/} "*)
        waiting+=("$program")
        continue
        ;;
    esac
    case $program in
    */tests/browser/answers) last+=("$program") ;;
    */tests/browser/*) stories+=("$program") ;;
    *) others+=("$program") ;;
    esac
done

slots=${TEST_JOBS:-$(($(nproc) + 2))}
lane "${stories[@]}" &
lane "${stories[@]}" &
lane "${waiting[@]}" &
for program in "${others[@]}"; do
    while [ "$(jobs -pr | wc -l)" -ge $((slots + 1)) ]; do wait -n; done
    run_one "$program" &
done
wait
lane "${last[@]}"

cat "$results"/* 2>/dev/null | awk '
    { passed += $1; failed += $2; if (!$2) next
      program = $3 " " $4; $1 = $2 = $3 = $4 = ""; sub(/^ +/, ""); print "failed: " program ($0 == "" ? "" : ": " $0) }
    END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }'
