# banned.awk tests/lint/banned.txt FILE... - finds calls that tests/lint/banned.txt forbids.

# The line without comments, strings and characters, so that only code is left.
function code_of(line,    out, c, two, quote) {
    out = ""
    quote = ""
    while (line != "") {
        c = substr(line, 1, 1)
        two = substr(line, 1, 2)
        if (in_comment) {
            if (two == "*/") { in_comment = 0; line = substr(line, 2) }
        } else if (quote != "") {
            if (c == "\\") line = substr(line, 2)
            else if (c == quote) quote = ""
        } else if (two == "/*") {
            in_comment = 1
            line = substr(line, 2)
        } else if (two == "//") {
            return out
        } else if (c == "\"" || c == "'") {
            quote = c
            out = out " "
        } else {
            out = out c
        }
        line = substr(line, 2)
    }
    return out
}

function rule_for(name,    key) {
    if (name in places) return name
    for (key in prefix)
        if (index(name, key) == 1) return prefix[key]
    return ""
}

function allowed(rule,    n, i, place) {
    n = split(places[rule], place, ",")
    for (i = 1; i <= n; i++)
        if (index(FILENAME, place[i]) == 1) return 1
    return 0
}

NR == FNR {
    if ($0 ~ /^(#|[ \t]*$)/) next
    places[$1] = $2
    if ($1 ~ /\*$/) prefix[substr($1, 1, length($1) - 1)] = $1
    name = $1
    sub(/^[^ \t]+[ \t]+[^ \t]+[ \t]+/, "")
    instead[name] = $0
    next
}

FNR == 1 { in_comment = 0 }

{
    rest = code_of($0)
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
        name = substr(rest, RSTART, RLENGTH)
        rest = substr(rest, RSTART + RLENGTH)
        rule = rule_for(name)
        if (rule == "" || (rule == name && rest !~ /^[ \t]*\(/) || allowed(rule)) continue
        print FILENAME ":" FNR ": banned: " name "; use " instead[rule]
        bad = 1
    }
}

END { exit bad }
