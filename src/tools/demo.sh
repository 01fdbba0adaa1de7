#!/usr/bin/env bash
# demo.sh - the whole service on this machine: kanda, kanda-sim as WhatsApp, a made-up town with
# three months behind it (kanda-demo).
# Called by `make demo`. Runs until Ctrl-C (or SIGTERM), then ends both programs and removes its
# folder. Needs no terminal and no account anywhere.
set -euo pipefail

kanda=${KANDA_BIN:-build/kanda}
sim=${KANDA_SIM_BIN:-build/kanda-sim}
story=${KANDA_DEMO_BIN:-build/release/kanda-demo}
dir=$(mktemp -d "${TMPDIR:-/tmp}/kanda-demo.XXXXXX")
kanda_pid= sim_pid=

finish() {
    trap - EXIT
    trap "" INT TERM # a second signal must not end the cleaning up
    [ -z "$kanda_pid" ] || kill "$kanda_pid" 2>/dev/null || true
    [ -z "$kanda_pid" ] || wait "$kanda_pid" 2>/dev/null || true
    [ -z "$sim_pid" ] || kill "$sim_pid" 2>/dev/null || true
    [ -z "$sim_pid" ] || wait "$sim_pid" 2>/dev/null || true
    rm -rf "$dir"
    echo "Peragaan selesai."
}
trap finish EXIT
trap 'exit 0' INT TERM

# The usual port, or the next one that nobody listens on.
free_port() {
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}
port=$(free_port 8080)
sim_port=$(free_port 8090)

# Waits until a line with the text stands in the file, or the program has ended.
wait_for() {
    local file=$1 text=$2 pid=$3
    for _ in $(seq 200); do
        grep -q -- "$text" "$file" 2>/dev/null && return 0
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    echo "Tidak berhasil mulai:" >&2
    cat "$file" >&2
    return 1
}

# The regency's own texts, of the made-up one and with an example that it knows.
desk=$dir/desk
mkdir -p "$desk/replies"
cp config/demo/*.csv "$desk/"
for file in config/replies/*.ini; do
    sed -e 's/Kabupaten Probolinggo/Kabupaten Kanda Raya/g' -e 's/Karanggeger/Sumberjaya Baru/g' \
        -e 's/Pajarakan/Tirtawangi/g' "$file" > "$desk/replies/${file##*/}"
done

cat > "$dir/kanda.conf" <<CONF
[http]
listen = 127.0.0.1:$port
public_url = http://127.0.0.1:$port
[store]
path = $dir/kanda.db
media_dir = $dir/media
[whatsapp]
graph_url = http://127.0.0.1:$sim_port
phone_number_id = 100000000000001
business_account_id = 200000000000002
app_secret = rahasia-peragaan
verify_token = verifikasi-peragaan
access_token = token-peragaan
unsure_seconds = 10
[desk]
data_dir = $desk
boundaries = config/demo/boundaries.geojson
public_number = 6281200009999
CONF

echo "Menyusun tiga bulan cerita kabupaten karangan (beberapa detik) ..."
echo sandi-peragaan > "$dir/password"
"$story" --config "$dir/kanda.conf" --password-file "$dir/password" --chats "$dir/chats.jsonl"

# The two programs have no switch for their clocks. Under libfaketime both live by one file, which
# the phone page moves; without that library time goes its own way.
clock=() live=()
for library in /usr/lib/*/faketime/libfaketimeMT.so.1; do
    [ -f "$library" ] || continue
    echo +0 > "$dir/clock"
    clock=(--clock-file "$dir/clock")
    live=(env "LD_PRELOAD=$library" "FAKETIME_TIMESTAMP_FILE=$dir/clock" FAKETIME_CACHE_DURATION=1
        DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 FAKETIME_DISABLE_SHM=1 FAKETIME_FORCE_MONOTONIC_FIX=0)
done

"${live[@]}" "$sim" serve --listen "127.0.0.1:$sim_port" --webhook "http://127.0.0.1:$port/webhook" \
    --app-secret rahasia-peragaan --phone-number-id 100000000000001 \
    --access-token token-peragaan --templates config/templates.csv --chats "$dir/chats.jsonl" \
    "${clock[@]}" > "$dir/sim.log" 2>&1 &
sim_pid=$!
"${live[@]}" "$kanda" serve --config "$dir/kanda.conf" > "$dir/kanda.log" 2>&1 &
kanda_pid=$!
wait_for "$dir/kanda.log" event=serve.ready "$kanda_pid"
kill -0 "$sim_pid" 2>/dev/null || { cat "$dir/sim.log" >&2; exit 1; }
token=$("$kanda" staff add peragaan --role admin --password-file "$dir/password" --config "$dir/kanda.conf")

graph=
[ "$sim_port" = 8090 ] || graph=" --graph http://127.0.0.1:$sim_port"
cat <<TEXT

Lapor Kanda berjalan di kabupaten karangan "Kanda Raya" (tanpa akun WhatsApp, tanpa internet),
dengan 200 laporan rekaan dari tiga bulan terakhir.

  Telepon warga    http://127.0.0.1:$sim_port/  (mulai di sini; naskah peragaan ada di halamannya)
  Meja kerja       http://127.0.0.1:$port/staff/
  Halaman publik   http://127.0.0.1:$port/
  Masuk sebagai    meja (operator), petugas-pupr, petugas-dlh, petugas-dishub, inspektur, pimpinan,
                   pengawas, atau peragaan (admin); sandi semuanya: sandi-peragaan
  Token            $token

Coba di terminal lain:

  Warga melapor dan mendapat nomor:
    $sim play tests/data/demo.json$graph

  Petugas melihat laporan:
    curl -s -H "Authorization: Bearer $token" http://127.0.0.1:$port/api/v1/tickets

  Beban 100 pesan per detik selama 10 detik:
    $sim load --rate 100 --seconds 10$graph

  Data dan catatan selama peragaan: $dir
  Berhenti: Ctrl-C

TEXT
# wait ends early when a signal comes, so that Ctrl-C is answered at once.
wait -n "$kanda_pid" "$sim_pid" || true
echo "Salah satu program berhenti sendiri:" >&2
tail -n 5 "$dir/kanda.log" "$dir/sim.log" >&2
exit 1
