#!/bin/sh
# lint.sh <build folder> [source…]: checks format (clang-format-19) and code (clang-tidy-19, by compile_commands.json of
# the build folder) of the sources named, else of all tracked ones. Run from the project's root.
set -u

build=$1
shift
jobs=$(nproc)

sources() { # sources <pattern…>, each ended by a zero byte
    git -c safe.directory='*' ls-files -z -- "$@"
}

status=0
if [ $# -gt 0 ]; then
    clang-format-19 --dry-run -Werror "$@" || status=1
    printf '%s\0' "$@"
else
    sources '*.cpp' '*.h' | xargs -0 -r clang-format-19 --dry-run -Werror || status=1
    sources '*.cpp'
fi >"$build/lint-sources"
[ "$status" -eq 0 ] && echo "clang-format: clean" >&2

# What moc makes is all that tidying needs. The targets that make it would first build every library below them.
find "$build" -name AutogenInfo.json -print0 | xargs -0 -r -P "$jobs" -I '{}' cmake -E cmake_autogen '{}' Debug || status=1

# -warnings-as-errors stands in .clang-tidy; the counts of warnings in system headers are of no use to anyone.
xargs -0 -r -P "$jobs" -n 1 clang-tidy-19 -p "$build" --quiet <"$build/lint-sources" 2>"$build/lint-stderr" || status=1
grep -v ' warnings\{0,1\} generated\.$' "$build/lint-stderr" >&2
[ "$status" -eq 0 ] && echo "clang-tidy: clean" >&2
exit "$status"
