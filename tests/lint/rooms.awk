# rooms.awk src/rooms.txt FILE... - checks each #include line against the rooms of rooms.txt.

function fail(rule) { print FILENAME ":" FNR ": rooms: " rule; bad = 1 }

# src/base/str.c and include/base/str.h lie in room base.
function room_of(path,    part) { split(path, part, "/"); return part[2] }

# A * at the end of a pattern stands for anything.
function matches(name, pattern,    at) {
    at = index(pattern, "*")
    return at ? index(name, substr(pattern, 1, at - 1)) == 1 : name == pattern
}

# True if one of the words is the room or the file.
function among(words, room, file,    n, i, word) {
    n = split(words, word, " ")
    for (i = 1; i <= n; i++)
        if (matches(room, word[i]) || matches(file, word[i])) return 1
    return 0
}

# The key of the header table that speaks of this name, the exact one before those with a *.
function header_key(name,    key) {
    if (name in header) return name
    for (key in header)
        if (matches(name, key)) return key
    return ""
}

function check_listed(name, room,    key) {
    key = header_key(name)
    if (key == "") fail(name " is not listed in src/rooms.txt")
    else if (!among(header[key], room, FILENAME)) fail(name " is only for: " header[key])
}

function check_quoted(name, room,    from) {
    if (name !~ /\//) return                      # a private header: the compiler finds it beside us
    from = name
    sub(/\/.*/, "", from)
    if (name ~ /\.\./) fail("\"" name "\" climbs out of its folder")
    else if (from == "gen") check_listed(name, room)
    else if (!(from in rooms)) fail("\"" name "\": there is no room " from)
    else if (from != room && !among(rooms[room], from, "")) fail("room " room " may not include " from " (\"" name "\")")
}

NR == FNR {
    sub(/#.*/, "")
    if ($0 ~ /^[ \t]*$/) next
    at = index($0, ":")
    key = substr($0, 1, at - 1)
    value = substr($0, at + 1)
    gsub(/^[ \t]+|[ \t]+$/, "", value)
    if (at == 0) fail("want 'name: words'")
    else if (key ~ /[<.]/) header[key] = value
    else rooms[key] = value
    next
}

FNR == 1 && !(room_of(FILENAME) in rooms) { fail("there is no room " room_of(FILENAME) " in src/rooms.txt") }

/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
    name = $0
    sub(/^[^<"]*/, "", name)
    if (substr(name, 1, 1) == "<") {
        sub(/>.*/, ">", name)
        if (FILENAME !~ /^tests\//) check_listed(name, room_of(FILENAME))
    } else {
        split(name, quoted, "\"")
        check_quoted(quoted[2], room_of(FILENAME))
    }
}

END { exit bad }
