#!/usr/bin/env bash
# web.sh OUT ROOT FILE... - prepares the files of the pages for being embedded.
#
# Each FILE below ROOT is copied to OUT, one from elsewhere (a library of Debian's) to OUT/lib, with
# compressed copies beside it (.gz, .br) where they are shorter. OUT/version names the state of all of them: twelve digits of a digest. It stands in the
# address of every file but the pages themselves (@ASSETS@ in an HTML file), so a browser may keep
# such a file for ever and still never mixes two versions.
set -euo pipefail

out=$1 root=$2
shift 2
rm -rf "$out"
mkdir -p "$out"
# The names belong to it too: a file that is renamed is another one.
version=$(for file; do printf '%s\n' "$file"; cat "$file"; done | sha256sum | cut -c 1-12)
printf '%s' "$version" > "$out/version"
for file; do
    case $file in
    "$root"/*) to=$out/${file#"$root"/} ;;
    *) to=$out/lib/${file##*/} ;;
    esac
    mkdir -p "${to%/*}"
    case $file in
    *.html) sed "s|@ASSETS@|/assets/$version|g" "$file" > "$to" ;;
    *) cp "$file" "$to" ;;
    esac
    gzip -9 -n -c "$to" > "$to.gz"
    brotli -q 11 -c "$to" > "$to.br"
    for packed in "$to.gz" "$to.br"; do
        [ "$(stat -c %s "$packed")" -lt "$(stat -c %s "$to")" ] || rm "$packed"
    done
done
