#!/usr/bin/env bash
# lib.sh - what run.sh works with: programs that are started and surely ended, values of several
# rounds, and rows that hold them against a goal. Sourced, not run.

declare -A values=() # name -> one value a round
declare -A running=() # pid -> 1, of everything that was started here
met=0 missed=0 broken=0 seed=0

# --- programs --------------------------------------------------------------------------------------

# started PID: it will be ended with this script.
started() { running[$1]=1; }

end() { # PID [SIGNAL]
    [ -n "${running[$1]:-}" ] || return 0
    kill -s "${2:-TERM}" "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
    unset "running[$1]"
}

end_all() {
    local pid
    for pid in "${!running[@]}"; do end "$pid" KILL; done
}

# The usual port, or the next one that nobody listens on.
free_port() { # FROM
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}

not_run() { # WHAT
    echo "  not measured: $1" >&2
    broken=$((broken + 1))
}

# watch_ready MARK COMMAND...: starts it, reads its stderr and stdout until a line holds the mark, and
# sets ready_pid, ready_line and ready_ms. What it says later goes to $work/log.
watch_ready() {
    local mark=$1 fifo=$work/ready begin fd line=
    shift
    rm -f "$fifo"
    mkfifo "$fifo"
    begin=${EPOCHREALTIME/[.,]/}
    "$@" >"$fifo" 2>&1 &
    ready_pid=$!
    started "$ready_pid"
    exec {fd}<"$fifo"
    while IFS= read -r -t 20 line <&"$fd"; do
        [[ $line != *"$mark"* ]] || break
        echo "$line" >>"$work/log"
        line=
    done
    ready_ms=$(((${EPOCHREALTIME/[.,]/} - begin + 500) / 1000))
    ready_line=$line
    cat <&"$fd" >>"$work/log" & # ends with the program
    exec {fd}<&-
    [ -n "$line" ] && return 0
    end "$ready_pid" KILL
    tail -n 5 "$work/log" >&2
    return 1
}

# server DB [PRELOAD] OPTION...: bench_server; sets server_pid and port.
server() {
    local db=$1 preload=$2
    shift 2
    watch_ready "ready " env LD_PRELOAD="$preload" "$bin/bench_server" --db "$db" "$@" || return 1
    server_pid=$ready_pid
    port=${ready_line#ready }
}

# kanda DB: the product; sets kanda_pid, port and ready_ms.
kanda() {
    watch_ready "event=serve.ready" env KANDA_STORE_PATH="$1" "$KANDA_BIN" serve --config "$work/kanda.conf" ||
        return 1
    kanda_pid=$ready_pid
    port=${ready_line#*port=}
    port=${port%% *}
}

# load OPTION...: one run of the client against $port; sets rate, answers, refused, p50, p99 and worst.
load() {
    local line
    seed=$((seed + 1))
    if ! line=$("$bin/bench_client" --port "$port" --seed "$seed" "$@" 2>>"$work/log"); then
        rate=0 answers=0 refused=0 p50=0 p99=0 worst=0
        tail -n 1 "$work/log" >&2
        return 1
    fi
    read -r rate answers refused p50 p99 worst <<<"${line#*$'\n'}"
    [ "$refused" = 0 ] || echo "  $refused of $((answers + refused)) answers were not 200 (client $*)"
}

memory() { # PID FIELD: MiB, as the kernel counts
    awk -v field="$2:" '$1 == field { printf "%.1f", $2 / 1024 }' "/proc/$1/status"
}

# used PID: processor time so far in microseconds, all threads.
used() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) * 1000000 / tick }' "/proc/$1/stat"; }

# --- values and rows -------------------------------------------------------------------------------

keep() { values[$1]+=" $2"; } # NAME VALUE

# ratios A B: what A reached as a multiple of B, round by round.
ratios() {
    awk -v a="${values[$1]:-}" -v b="${values[$2]:-}" 'BEGIN {
        n = split(a, x); m = split(b, y)
        for (i = 1; i <= n && i <= m; i++) printf " %.4f", (y[i] > 0 ? x[i] / y[i] : 0) }'
}

# apart NAME...: how far the slowest is below the fastest, round by round, in per cent.
apart() {
    local name
    for name in "$@"; do echo "${values[$name]:-}"; done | awk '{
        for (i = 1; i <= NF; i++) {
            if (NR == 1 || $i > high[i]) high[i] = $i
            if (NR == 1 || $i < low[i]) low[i] = $i
        }
        n = NF } END { for (i = 1; i <= n; i++) printf " %.1f", (high[i] > 0 ? 100 * (1 - low[i] / high[i]) : 100) }'
}

scaled() { awk -v list="$1" -v by="$2" 'BEGIN { n = split(list, x); for (i = 1; i <= n; i++) printf " %.4f", x[i] / by }'; }

# summary VALUES: "median [least..most]"; with a third and fourth argument also whether the median
# is at_least or at_most the limit.
summary() {
    awk -v list="$1" -v how="${2:-}" -v limit="${3:-0}" '
        function show(v) { return sprintf(v >= 100 ? "%.0f" : v >= 10 ? "%.1f" : "%.2f", v) }
        BEGIN {
            n = split(list, x)
            if (n == 0) { print "-\tmissing"; exit }
            for (i = 2; i <= n; i++)
                for (k = i; k > 1 && x[k - 1] + 0 > x[k] + 0; k--) { t = x[k]; x[k] = x[k - 1]; x[k - 1] = t }
            median = n % 2 ? x[(n + 1) / 2] : (x[n / 2] + x[n / 2 + 1]) / 2
            text = show(median)
            if (n > 1) text = text " [" show(x[1]) ".." show(x[n]) "]"
            good = how == "at_least" ? median >= limit : median <= limit
            print text "\t" (good ? "ok" : "MISSED")
        }'
}

# row WHAT GOAL at_least|at_most LIMIT VALUES [UNIT]
row() {
    local reached verdict
    IFS=$'\t' read -r reached verdict <<<"$(summary "$5" "$3" "$4")"
    case $verdict in
    ok) met=$((met + 1)) ;;
    MISSED) missed=$((missed + 1)) ;;
    *) broken=$((broken + 1)) ;;
    esac
    printf '%-62s %-13s %-26s %s\n' "$1" "$2" "$reached${6:+ $6}" "$verdict"
}

# note WHAT VALUES [UNIT]: a number without a goal.
note() {
    local reached
    IFS=$'\t' read -r reached _ <<<"$(summary "$2")"
    printf '    %-58s %-13s %s\n' "$1" "" "$reached${3:+ $3}"
}
