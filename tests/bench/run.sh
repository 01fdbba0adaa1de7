#!/usr/bin/env bash
# run.sh - measures what the design promises and prints each goal beside what was reached.
#
# Called by `make bench`. What is compared is measured in turns (A B A B ...), ROUNDS times, in one
# run on one machine; "reached" is the median and, in brackets, least and most. Ratios are taken
# round by round. A missed goal is a number, not a failure: the exit code is 0 unless something
# could not be measured. Everything is on loopback and in one folder that is removed at the end.
#
#   ROUNDS=n       rounds (5)             QUICK=1          smaller: a tenth of everything
#   GROWTH=5000000 messages in the big database (1000000)
#   KEEP=DIR       keep the filled databases there, and use them when they are there
#   ONLY="a b"     of nlu sender door staff reads growth latency export memory life console
#                  only these
#   LIMIT=seconds  end it after so long (900, more with GROWTH)
set -euo pipefail
cd "$(dirname "$0")/../.."

big=${GROWTH:-1000000} small=100000 rounds=${ROUNDS:-5} ms=1200
if [ -n "${QUICK:-}" ]; then big=${GROWTH:-100000} small=10000 rounds=${ROUNDS:-2} ms=600; fi
if [ -z "${BENCH_LIMITED:-}" ]; then
    export BENCH_LIMITED=1
    exec timeout --foreground -k 60 "${LIMIT:-$((700 + big / 5000))}" "$0" "$@"
fi
export LC_ALL=C
bin=${BENCH_BIN:-build/release/tests/bench}
KANDA_BIN=${KANDA_BIN:-build/kanda} KANDA_SIM_BIN=${KANDA_SIM_BIN:-build/kanda-sim}
number=100000000000001 secret=contoh-app-secret
mkdir -p build
work=$(mktemp -d "$PWD/build/bench.XXXXXX") # on the disk, where a sync costs something
store=${KEEP:-$work}
mkdir -p "$store"
# shellcheck source=tests/bench/lib.sh
. tests/bench/lib.sh

finish() {
    trap - EXIT INT TERM
    end_all
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# --- what is measured ------------------------------------------------------------------------------

fresh() { # a name for a database that does not exist
    rm -f "$work"/fresh.db*
    echo "$work/fresh.db"
}

# door NAME CONNECTIONS PRELOAD OPTION...: webhooks a second of a new server on an empty database
door() {
    local name=$1 connections=$2 preload=$3 before
    shift 3
    if server "$(fresh)" "$preload" "$@" && before=$(used "$server_pid") && load --connections "$connections" --ms "$ms"; then
        keep "$name" "$rate"
        keep "${name}_cost" "$(awk -v a="$before" -v b="$(used "$server_pid")" -v n="$answers" 'BEGIN { print (b - a) / n }')"
    else
        not_run "$name"
    fi
    end "$server_pid"
}

measure_door() {
    local round slow
    slow=$PWD/$bin/slow_sync.so
    [[ $bin != /* ]] || slow=$bin/slow_sync.so
    for ((round = 0; round < rounds; round++)); do
        door group 64 ""
        door single 64 "" --batch 1
        door nothing 64 "" --store-nothing
        door at127 127 ""
        door at128 128 ""
        door at129 129 ""
        door at256 256 ""
        door slow_group 64 "$slow"
        door slow_single 64 "$slow" --batch 1
    done
    row "durable webhooks/s, 64 connections, against a commit each" ">= 4x" at_least 4 "$(ratios group single)" x
    row "the same with 5 ms added to each sync" ">= 12x" at_least 12 "$(ratios slow_group slow_single)" x
    row "share of our own door that stores nothing" ">= 1/4" at_least 0.25 "$(ratios group nothing)"
    row "127, 128, 129, 256 connections: slowest below fastest" "<= 20 %" at_most 20 \
        "$(apart at127 at128 at129 at256)" %
    note "webhooks/s with group commit" "${values[group]:-}"
    note "webhooks/s with a commit each" "${values[single]:-}"
    note "webhooks/s that store nothing" "${values[nothing]:-}"
    note "webhooks/s on the slow disk, group / each" "${values[slow_group]:-}" "/ $(summary "${values[slow_single]:-}" | cut -f1)"
    note "processor time a webhook: group" "${values[group_cost]:-}" us
    note "processor time a webhook: a commit each" "${values[single_cost]:-}" us
    note "processor time a webhook: stores nothing" "${values[nothing_cost]:-}" us
    for slow in 127 128 129 256; do note "webhooks/s at $slow connections" "${values[at$slow]:-}"; done
}

# make_file COMMAND...: a long one, so it runs beside this script: a signal must be able to end both.
make_file() {
    "$@" >"$work/made" 2>>"$work/log" &
    local pid=$!
    started "$pid"
    wait "$pid" || return 1
    unset "running[$pid]"
    awk -v what="${1##*/}" '$1 == "messages" { n = $2 } $1 == "per_second" { printf "    %s: %d messages, %d a second\n", what, n, $2 }' "$work/made"
}

# What intake made once is then multiplied, which is quicker.
make_databases() {
    small_db=$store/small-$small-of-$big.db big_db=$store/big-$big.db
    if [ ! -f "$small_db" ]; then
        rm -f "$work"/new.db*
        make_file "$bin/bench_fill" --db "$work/new.db" --messages "$small" --total "$big" || return 1
        mv "$work/new.db" "$small_db"
    fi
    if [ ! -f "$big_db" ]; then
        rm -f "$work"/new.db*
        cp "$small_db" "$work/new.db"
        make_file "$bin/bench_multiply" --db "$work/new.db" --times $((big / small)) || return 1
        make_file "$bin/bench_fill" --db "$work/new.db" --count || return 1
        mv "$work/new.db" "$big_db"
    fi
    sync "$big_db" "$small_db"
    cat "$small_db" "$big_db" >/dev/null # what is measured is the program, not the first look at the disk
}

measure_growth() {
    local round file
    for ((round = 0; round < rounds; round++)); do
        rm -f "$work"/young.db*
        cp "$small_db" "$work/young.db"
        sync "$work/young.db"
        for file in "$work/young.db" "$big_db"; do
            if server "$file" "" && load --connections 64 --ms "$ms"; then
                keep "growth_$([ "$file" = "$big_db" ] && echo old || echo young)" "$rate"
            else
                not_run "growth"
            fi
            end "$server_pid"
        done
    done
    rm -f "$work"/young.db*
    row "webhooks/s at $big messages, of those at $small" ">= 0.6" at_least 0.6 "$(ratios growth_old growth_young)"
    note "webhooks/s at $small messages" "${values[growth_young]:-}"
    note "webhooks/s at $big messages" "${values[growth_old]:-}"
}

# Every second of the worst that staff can ask for: a common word, and filters that nothing passes.
worst_search="/api/v1/tickets?q=jalan&category=fishery&kind=consultation&limit=200"

hammer() {
    "$bin/bench_client" --port "$port" --connections 2 --ms "$1" --get "$worst_search" --token "$token" \
        >"$work/hammer" 2>>"$work/log" &
    hammer_pid=$!
    started "$hammer_pid"
}

latency() { # NAME MS
    if load --rate 320 --connections 64 --ms "$2"; then
        keep "$1_p50" "$p50"
        keep "$1_p99" "$p99"
        keep "$1_max" "$worst"
    else
        not_run "latency, $1"
    fi
}

measure_latency() {
    local round time=$((ms * 3)) copy_pid
    token=$(KANDA_STORE_PATH=$big_db "$KANDA_BIN" staff add "bench-$$" --role admin --config "$work/kanda.conf")
    # First the quiet rounds: what a copy of a gigabyte leaves the disk to do is not theirs to bear.
    for ((round = 0; round < rounds; round++)); do
        sync "$big_db"
        kanda "$big_db" || { not_run latency; return; }
        latency quiet "$time"
        end "$kanda_pid"
    done
    for ((round = 0; round < rounds; round++)); do
        kanda "$big_db" || { not_run latency; return; }
        hammer $((time + 400))
        latency search "$time"
        end "$hammer_pid" INT
        "$bin/bench_fill" --db "$big_db" --copy-to "$work/copy.db" >/dev/null 2>>"$work/log" &
        copy_pid=$!
        started "$copy_pid"
        latency copy "$time"
        hammer $((time + 400))
        latency storm "$time"
        kill -0 "$copy_pid" 2>/dev/null || echo "    (the copy was done before the measurement was)"
        end "$copy_pid" KILL
        end "$hammer_pid" INT
        rm -f "$work"/copy.db*
        kill -0 "$kanda_pid" 2>/dev/null || { not_run "latency: kanda had ended by itself"; return; }
        keep big_rss "$(memory "$kanda_pid" VmRSS)"
        keep big_peak "$(memory "$kanda_pid" VmHWM)"
        end "$kanda_pid"
    done
    row "POST /webhook, 320 a second: p99" "< 10 ms" at_most 10 "$(scaled "${values[quiet_p99]:-}" 1000)" ms
    row "  longest" "<= 250 ms" at_most 250 "$(scaled "${values[quiet_max]:-}" 1000)" ms
    row "  longest while the worst search and checkpoints run" "<= 250 ms" at_most 250 "$(scaled "${values[search_max]:-}" 1000)" ms
    row "  longest while a copy of the database is made" "<= 250 ms" at_most 250 "$(scaled "${values[copy_max]:-}" 1000)" ms
    row "  longest while all of it happens" "<= 250 ms" at_most 250 "$(scaled "${values[storm_max]:-}" 1000)" ms
    note "half of them within" "$(scaled "${values[quiet_p50]:-}" 1000)" ms
    note "p99 while the worst search runs" "$(scaled "${values[search_p99]:-}" 1000)" ms
    note "p99 while a copy is made" "$(scaled "${values[copy_p99]:-}" 1000)" ms
    note "p99 while all of it happens" "$(scaled "${values[storm_p99]:-}" 1000)" ms
}

# at_load NAME CLIENT-OPTION...: the most memory kanda ever had
at_load() {
    local name=$1
    shift
    if kanda "$(fresh)" && load --ms "$ms" "$@"; then
        keep "$name" "$(memory "$kanda_pid" VmHWM)"
    else
        not_run "$name"
    fi
    end "$kanda_pid"
}

measure_memory() {
    local round
    for ((round = 0; round < rounds; round++)); do
        if kanda "$(fresh)"; then
            sleep 1.5
            keep rest "$(memory "$kanda_pid" VmRSS)"
        else
            not_run "memory at rest"
        fi
        end "$kanda_pid"
        at_load crowd --connections 256
        at_load heavy --connections 16 --messages 1000
    done
    row "memory at rest" "< 16 MiB" at_most 16 "${values[rest]:-}" MiB
    row "  most at 256 connections" "< 64 MiB" at_most 64 "${values[crowd]:-}" MiB
    row "  most at 16 connections, 1,000 messages a webhook" "< 64 MiB" at_most 64 "${values[heavy]:-}" MiB
    row "  most with $big tickets: load, search, copy" "< 64 MiB" at_most 64 "${values[big_peak]:-}" MiB
    note "resident after it" "${values[big_rss]:-}" MiB
}

measure_life() {
    local round client_pid begin
    for ((round = 0; round < rounds; round++)); do
        kanda "$big_db" || { not_run start; return; }
        keep start "$ready_ms"
        seed=$((seed + 1))
        watch_ready begin "$bin/bench_client" --port "$port" --connections 64 --ms 3000 --seed "$seed"
        client_pid=$ready_pid
        sleep 0.7
        kill -0 "$kanda_pid" 2>/dev/null || not_run "stop: kanda had ended by itself"
        begin=${EPOCHREALTIME/[.,]/}
        end "$kanda_pid"
        keep stop $(((${EPOCHREALTIME/[.,]/} - begin) / 1000))
        end "$client_pid" KILL
    done
    row "start on $big tickets: ready after" "< 100 ms" at_most 100 "${values[start]:-}" ms
    row "stop under load" "< 2 s" at_most 2 "$(scaled "${values[stop]:-}" 1000)" s
}

# The programs are the real ones; the copy of the database goes with the town's folder.
measure_console() {
    local key value
    if ! KANDA_TMP=$work KANDA_BIN=$(realpath "$KANDA_BIN") KANDA_SIM_BIN=$(realpath "$KANDA_SIM_BIN") \
        node tests/bench/console.mjs "$big_db" "$rounds" >"$work/console" 2>>"$work/log"; then
        not_run console
        return
    fi
    while read -r key value; do keep "console_$key" "$value"; done <"$work/console"
    row "console in a browser, $big messages: a queue" "< 300 ms" at_most 300 "${values[console_queue]:-}" ms
    row "  the slowest of all queues" "< 300 ms" at_most 300 "${values[console_queue_worst]:-}" ms
    row "  a list, each filter" "< 300 ms" at_most 300 "${values[console_list]:-}" ms
    row "  a ticket" "< 200 ms" at_most 200 "${values[console_ticket]:-}" ms
    row "  the largest answer" "<= 200 KB" at_most 195.3 "${values[console_largest_kb]:-}" KiB
    row "  refused" "0" at_most 0 "${values[console_refused]:-}" ""
    note "the slowest list" "${values[console_list_worst]:-}" ms
    note "a search" "${values[console_search]:-}" ms
    note "the slowest ticket, with 700 messages and lines" "${values[console_ticket_worst]:-}" ms
    note "a search among filters that nothing passes" "${values[console_search_worst]:-}" ms
}

of_reads() { # PATTERN COLUMN: the worst of those whose name fits, in ms
    awk -v name="$1" -v column="$2" '$1 ~ name && $column > most { most = $column } END { printf "%.4f", most / 1000 }' "$work/reads"
}

measure_reads() {
    local name p50 p99 max cpu late
    if ! "$bin/bench_read" --db "$big_db" --samples $((rounds * 400)) >"$work/reads"; then
        not_run reads
        return
    fi
    row "with $big tickets, in process: by number, p99" "< 0.1 ms" at_most 0.1 "$(of_reads '^number$' 3)" ms
    row "  a page of 50, worst driving filter, p99" "1 ms" at_most 1 "$(of_reads '^list_' 3)" ms
    row "  a queue in the order of its deadlines, p99" "1 ms" at_most 1 "$(of_reads '^queue_' 3)" ms
    row "  search, worst of common, two words, rare, p99" "20 ms" at_most 20 "$(of_reads '^search_' 3)" ms
    row "  numbers: counts and ages of queues, statistics of 1 and 3 years, weeks, p99" "20 ms" at_most 20 "$(of_reads '^numbers_' 3)" ms
    echo "    (list: an index drives; walk: rows are walked until the page is full)"
    while read -r name p50 p99 max cpu late; do
        printf '    %-22s p50 %8.3f  p99 %8.3f  longest %8.3f ms  (processor p99 %8.3f)%s\n' "$name" \
            "$(scaled "$p50" 1000)" "$(scaled "$p99" 1000)" "$(scaled "$max" 1000)" "$(scaled "$cpu" 1000)" \
            "$([ "$late" = 0 ] || echo "  $late times 250 ms were not enough")"
    done <"$work/reads"
}

nlu() { # NAME OPTION...
    local name=$1 key value
    shift
    "$bin/bench_nlu" "$@" >"$work/nlu" || { not_run "$name"; return; }
    while read -r key value; do keep "${name}_$key" "$value"; done <"$work/nlu"
}

# The shared complaints whose label has a counterpart among our units.
map_complaints() { # TRAIN.TSV
    awk -F '\t' '/^#/ && NR == FNR { next } NR == FNR { code[$1] = $2; next }
        $1 in code { print code[$1] "\t" substr($0, length($1) + 2) }' tests/data/surabaya-map.tsv "$1"
}

# A desk's folder with nothing but a routing model; sets learnt, what it is of.
make_model() { # TRAIN.TSV
    learnt="our own sentences"
    mkdir -p "$work/desk"
    cp tests/data/routing-own.tsv "$work/learnt.tsv"
    if [ -f "$1" ]; then
        learnt="the shared complaints"
        map_complaints "$1" >"$work/learnt.tsv"
    fi
    graph=http://127.0.0.1:9 configure
    KANDA_DESK_DATA_DIR=$work/desk "$KANDA_BIN" train "$work/learnt.tsv" --config "$work/kanda.conf" >>"$work/log" 2>&1 ||
        { tail -n 1 "$work/log" >&2; return 1; }
}

measure_nlu() {
    local round model="" learnt shared=${KANDA_SHARED:-../shared/data}/complaints texts=()
    [ ! -f "$shared/dev.tsv" ] || texts=(--file "$shared/dev.tsv")
    if make_model "$shared/train.tsv"; then model=yes; else not_run "understanding with a model"; fi
    for ((round = 0; round < rounds; round++)); do
        nlu made
        [ ${#texts[@]} = 0 ] || nlu real "${texts[@]}"
        [ -z "$model" ] || nlu model --desk "$work/desk" "${texts[@]}"
    done
    row "understanding a message, median" "< 100 us" at_most 100 "${values[made_p50]:-}" us
    note "p99" "${values[made_p99]:-}" us
    if [ ${#texts[@]} != 0 ]; then
        row "  texts that citizens wrote, median" "< 100 us" at_most 100 "${values[real_p50]:-}" us
        note "p99" "${values[real_p99]:-}" us
    fi
    [ -n "$model" ] || return 0
    row "  with a model, median (it learnt $learnt)" "< 100 us" at_most 100 "${values[model_p50]:-}" us
    note "p99" "${values[model_p99]:-}" us
}

# --- sending ---------------------------------------------------------------------------------------

simulator() { # OPTION...: sets sim_pid and graph
    sim_port=$(free_port 18790)
    graph=http://127.0.0.1:$sim_port
    watch_ready "Graph API" "$KANDA_SIM_BIN" serve --listen "127.0.0.1:$sim_port" --webhook http://127.0.0.1:9/webhook \
        --app-secret "$secret" --phone-number-id "$number" --no-statuses "$@" || return 1
    sim_pid=$ready_pid
}

sender() { # NAME DB IN_FLIGHT MS; 0 in flight: as the pace needs
    local line
    "$bin/bench_sender" --db "$2" --graph "$graph" --in-flight "$3" --pace 1000 --ms "$4" >"$work/sender" || { not_run "$1"; return; }
    line=$(awk '{ printf "%s ", $2 }' "$work/sender")
    read -r rate resident <<<"$line"
    keep "$1" "$rate"
    keep "$1_memory" "$(awk -v k="$resident" 'BEGIN { printf "%.1f", k / 1024 }')"
}

number_in() { # JSON NAME
    grep -o "\"$2\":[0-9]*" <<<"$1" | head -n 1 | cut -d: -f2
}

rude_server() {
    local stats accepted doubles
    rm -f "$work"/rude.db*
    simulator --read-and-close 0.1 || { not_run "the rude server"; return; }
    "$bin/bench_sender" --db "$work/rude.db" --queue 3000 >/dev/null
    sender rude "$work/rude.db" 16 $((ms * 15))
    stats=$(curl -s "$graph/sim/stats")
    accepted=$(number_in "$stats" accepted)
    doubles=$(number_in "$stats" doubles)
    end "$sim_pid"
    keep rude_doubles "${doubles:-}"
    row "  a server that reads and closes: messages received twice" "0" at_most 0 "${values[rude_doubles]:-}" "of ${accepted:-0}"
}

measure_sender() {
    local round many=100000
    [ -z "${QUICK:-}" ] || many=10000
    rm -f "$work"/many.db* "$work"/few.db*
    "$bin/bench_sender" --db "$work/many.db" --queue "$many" >/dev/null
    for ((round = 0; round < rounds; round++)); do
        simulator --delay 50 || { not_run sender; return; }
        rm -f "$work"/few.db*
        "$bin/bench_sender" --db "$work/few.db" --queue 100 >/dev/null
        sender few "$work/few.db" 16 "$ms"
        sender at16 "$work/many.db" 16 "$ms"
        sender at0 "$work/many.db" 0 "$ms"
        end "$sim_pid"
    done
    row "sender, one thread, answers after 50 ms: 16 in flight" ">= 280/s" at_least 280 "${values[at16]:-}" /s
    row "  a pace of 1,000 a second, as many as it needs" ">= 990/s" at_least 990 "${values[at0]:-}" /s
    row "  memory with $many replies queued, of that with 100" "<= 1.1x" at_most 1.1 "$(ratios at16_memory few_memory)" x
    note "resident with $many queued" "${values[at16_memory]:-}" MiB
    rude_server
}

# All tickets as a file, while webhooks come: what it costs in memory beside a small one.
measure_export() {
    local round begin token
    token=$(KANDA_STORE_PATH=$big_db "$KANDA_BIN" staff add "export-$$" --role admin --config "$work/kanda.conf")
    for ((round = 0; round < rounds; round++)); do
        kanda "$big_db" || { not_run export; return; }
        curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/export/tickets.csv?kind=consultation" >/dev/null || not_run export
        load --rate 320 --connections 64 --ms "$ms" || not_run export
        keep export_before "$(memory "$kanda_pid" VmHWM)"
        begin=${EPOCHREALTIME/[.,]/}
        curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/export/tickets.csv" -o "$work/export.csv" &
        started $!
        latency export "$((ms * 3))"
        wait $! || true
        keep export_rate "$(awk -v us=$((${EPOCHREALTIME/[.,]/} - begin)) 'END { printf "%.0f", NR * 1000000 / us }' "$work/export.csv")"
        keep export_bytes "$(stat -c %s "$work/export.csv" | awk '{ printf "%.1f", $1 / 1048576 }')"
        keep export_after "$(memory "$kanda_pid" VmHWM)"
        end "$kanda_pid"
        rm -f "$work/export.csv"
    done
    row "most memory of an export of all tickets, of that of a few" "<= 1.2x" at_most 1.2 "$(ratios export_after export_before)" x
    row "  longest webhook meanwhile" "<= 250 ms" at_most 250 "$(scaled "${values[export_max]:-}" 1000)" ms
    note "lines a second" "${values[export_rate]:-}"
    note "the file" "${values[export_bytes]:-}" MiB
}

# Two hundred sessions, each at rest for a second between two deeds, on ten thousand tickets, while
# citizens send 320 webhooks a second; in turns they search and filter, well and badly, or only read.
# The sessions are one node program on the same two cores.
staff() { # NAME
    local key value
    TICKETS=$([ -n "${QUICK:-}" ] && echo 1000 || echo 10000) node tests/browser/many_staff.js >"$work/staff" || { not_run "$1"; return; }
    while read -r key value; do keep "$1_$key" "$value"; done <"$work/staff"
}

measure_staff() {
    local round
    for ((round = 0; round < rounds; round++)); do
        staff staff
        PLAIN=1 staff plain
    done
    row "200 sessions on 10,000 tickets, 320 webhooks/s: read p99" "< 20 ms" at_most 20 "$(scaled "${values[staff_any_p99_us]:-}" 1000)" ms
    note "of these, tickets, timelines, queues: p99" "$(scaled "${values[staff_read_p99_us]:-}" 1000)" ms
    note "lists with filters, good or bad: p99" "$(scaled "${values[staff_list_p99_us]:-}" 1000)" ms
    note "a search, good or bad: median" "$(scaled "${values[staff_search_p50_us]:-}" 1000)" ms
    note "a search: p99" "$(scaled "${values[staff_search_p99_us]:-}" 1000)" ms
    note "reads cut off at their deadline" "${values[staff_refused]:-}" ""
    note "read, median" "$(scaled "${values[staff_read_p50_us]:-}" 1000)" ms
    row "  the slowest webhook meanwhile" "< 250 ms" at_most 250 "$(scaled "${values[staff_webhook_max_us]:-}" 1000)" ms
    note "its p99, of that while nobody searches" "$(ratios staff_webhook_p99_us plain_webhook_p99_us)" x
    note "webhook p99 meanwhile" "$(scaled "${values[staff_webhook_p99_us]:-}" 1000)" ms
    row "  webhooks not answered 200" "0" at_most 0 "${values[staff_webhooks_lost]:-}" ""
}

# --- the run ---------------------------------------------------------------------------------------

configure() {
    cat >"$work/kanda.conf" <<CONF
[http]
listen = 127.0.0.1:0
[store]
path = $work/kanda.db
media_dir = $work/media
[whatsapp]
graph_url = $graph
phone_number_id = $number
app_secret = $secret
verify_token = contoh-verify
access_token = contoh-token
CONF
}

sync_ms() {
    local begin=${EPOCHREALTIME/[.,]/}
    dd if=/dev/zero of="$work/sync" bs=4k count=200 oflag=dsync status=none
    rm -f "$work/sync"
    scaled $((${EPOCHREALTIME/[.,]/} - begin)) 200000
}

echo "Machine: $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), a 4 KiB write with sync takes$(sync_ms) ms; $rounds rounds."
printf '%-62s %-13s %-26s\n' "what" "goal" "reached [least..most]"
only() { [ -z "${ONLY:-}" ] || [[ " $ONLY " == *" $1 "* ]]; }

for part in nlu sender door staff; do ! only "$part" || "measure_$part"; done
make_databases || { not_run "everything that needs a filled database"; exit 1; }
simulator --delay 50 || { not_run "everything that needs the simulator"; exit 1; }
main_sim=$sim_pid
configure
for part in reads growth latency export memory life console; do ! only "$part" || "measure_$part"; done
end "$main_sim"
echo "loss: make crash (KILLS=1000 for the design's thousand) kills the server under load and looks for losses"
echo "$met goals reached, $missed missed, $broken not measured, in $SECONDS s; load now $(cut -d' ' -f1 /proc/loadavg)"
[ "$broken" = 0 ]
