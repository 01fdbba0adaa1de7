# shape.awk FILE... - each C file opens with a comment and has at most 500 lines; each header of
# a room has the guard KANDA_<ROOM>_<NAME>_H.

function fail(path, line, rule) { print path ":" line ": " rule; bad = 1 }

function guard_of(path,    part, n, name) {
    n = split(path, part, "/")
    name = part[n]
    sub(/\.h$/, "", name)
    gsub(/[^a-z0-9]/, "_", name)
    return toupper("KANDA_" part[2] "_" name "_H")
}

function finish() {
    if (last == "") return
    if (lines > 500) fail(last, lines, "length: more than 500 lines")
    if (last ~ /^(src|include)\/.*\.h$/) {
        if (ifndef != guard_of(last) || define != ifndef)
            fail(last, 1, "header: include guard must be " guard_of(last))
    }
}

FNR == 1 {
    finish()
    last = FILENAME
    ifndef = define = ""
    if ($0 !~ /^\/\*./) fail(FILENAME, 1, "header: a file opens with a comment that says what it is")
}
$1 == "#ifndef" && ifndef == "" { ifndef = $2 }
$1 == "#define" && define == "" { define = $2 }
{ lines = FNR }

END { finish(); exit bad }
