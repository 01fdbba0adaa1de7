#!/usr/bin/env bash
# install-packages.sh GROUP - installs the Debian packages that a group of make targets needs.
#
# GROUP is build, test, lint, browser or demo. What is there already is left alone, and when all is there
# nothing is said: on a system without apt it is enough that headers and programs are found.
set -euo pipefail

# group, package, what proves that it is there (a header, a program, a library, a file), what it is for
packages='
build libc6-dev              stdio.h             the C library
build libmicrohttpd-dev      microhttpd.h        the HTTP server
build libcurl4-gnutls-dev    curl/curl.h         requests to the Graph API
build libgnutls28-dev        gnutls/gnutls.h     what libcurl tells of a certificate
build libcjson-dev           cjson/cJSON.h       JSON
build libsqlite3-dev         sqlite3.h           the database
build libsodium-dev          sodium.h            signatures, hashes, passwords
build libinih-dev            ini.h               the configuration file
build libutf8proc-dev        utf8proc.h          Unicode
build liblinear-dev          linear.h            trainable routing
build libmagic-dev           magic.h             the type of a file by its content
build libqrencode-dev        qrencode.h          the QR code of the public page
build brotli                 brotli              pages that are compressed once, not for each reader
build libjs-bootstrap5       /usr/share/javascript/bootstrap5/css/bootstrap.min.css  base style of the console
build libjs-chart.js         /usr/share/javascript/chart.js/chart.min.js  charts of the console
build libjs-leaflet          /usr/share/javascript/leaflet/leaflet.min.js  maps of the console
build libexif-dev          libexif/exif-data.h when and where a photo was taken
build pkg-config             pkg-config          finding libraries
test  libcmocka-dev          cmocka.h            unit tests
test  libgnutls28-dev        gnutls/x509.h       a certificate that nobody trusts
test  clang                  clang               the second compiler and the fuzzer
test  libclang-rt-14-dev     libclang_rt.fuzzer  the fuzzer and sanitizers of clang
test  sqlite3                sqlite3             looking into databases
test  curl                   curl                requests from test scripts
test  wrk                    wrk                 load for the benchmarks
test  valgrind               valgrind            memory checks
test  openssl                openssl             certificates that are wrong, made by a test
test  procps                 ps                  memory of running programs
lint  clang-format           clang-format        layout of the source
lint  clang-tidy             clang-tidy          source checks
lint  cppcheck               cppcheck            source checks
lint  mandoc                 mandoc              checks of the man pages
browser chromium-headless-shell chromium-headless-shell the browser of the stories, without what draws windows
browser fonts-noto-color-emoji /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf emoji of citizens
browser nodejs               node                runs the stories
browser npm                  npm                 fetches what drives the browser
demo  libfaketime            libfaketimeMT.so    moves the time of the showing
'

there() { # PROOF
    case $1 in
    libclang_rt.*) compgen -G "/usr/lib/llvm-*/lib/clang/*/lib/*/$1*" >/dev/null ;;
    /*) [ -e "$1" ] ;;
    *.so) compgen -G "/usr/lib/*/faketime/$1*" >/dev/null ;;
    *.h) echo "#include <$1>" | "${CC:-cc}" -E -o /dev/null - 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@" 9>&-
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@" 9>&-
    fi
}

group=${1:?usage: install-packages.sh build|test|lint|browser|demo}
# One at a time, though make may ask for two groups at once: apt waits for some of its locks only.
# What apt starts does not hold it on.
exec 9<"$0"
flock 9
missing=()
while read -r of package proof purpose; do
    [ "$of" = "$group" ] || continue
    there "$proof" && continue
    [ ${#missing[@]} -gt 0 ] || echo "Some Debian packages are needed to go on ($group):"
    printf '  %-22s %s\n' "$package" "$purpose"
    missing+=("$package")
done <<<"$packages"
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "There is no apt-get here: please install them, or what your system calls them, yourself." >&2
    exit 1
fi
echo "Installing them with apt-get$([ "$(id -u)" = 0 ] || echo ' (sudo may ask for your password)')."

install=(apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}")
# A fresh machine has no package lists yet, an old one may have lists too old to be served.
if ! apt-cache show "${missing[@]}" >/dev/null 2>&1 || ! as_root "${install[@]}" </dev/null; then
    as_root apt-get update -qq
    as_root "${install[@]}" </dev/null
fi
for package in "${missing[@]}"; do
    proof=$(awk -v p="$package" '$2 == p { print $3 }' <<<"$packages")
    there "$proof" || { echo "$package is installed, but $proof is still not found." >&2; exit 1; }
done
