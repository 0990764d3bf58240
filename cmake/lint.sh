#!/bin/sh
# lint.sh <build folder> [source…]: checks format (clang-format-19) and code (clang-tidy-19, by compile_commands.json of
# the build folder) of the sources named, else of all tracked ones. Run from the project's root.
#
# A source that the build compiles in a batch (ESCALA_BATCHED) is tidied with its batch, which reads the headers that
# they share once: that takes a third of the time.
set -u

build=$1
shift
jobs=$(nproc)
status=0

list=$build/lint-sources
if [ $# -gt 0 ]; then
    printf '%s\n' "$@"
else
    git -c safe.directory='*' ls-files -- '*.cpp' '*.h'
fi >"$list"
xargs -r -d '\n' clang-format-19 --dry-run -Werror <"$list" || status=1
[ "$status" -eq 0 ] && echo "clang-format: clean" >&2

# What moc makes is all that tidying needs. The targets that make it would first build every library below them.
find "$build" -name AutogenInfo.json -print0 | xargs -0 -r -P "$jobs" -I '{}' cmake -E cmake_autogen '{}' Debug || status=1
moc=$(cat "$build/lint-moc")
git -c safe.directory='*' ls-files -- 'tests/*tst_*.cpp' | while read -r test; do
    [ ! -d "$build/${test%/*}" ] || "$moc" -o "$build/${test%.cpp}.moc" "$test" || echo "$test"
done | grep . && status=1

# What clang-tidy is to read: each source, or the batch that has it.
grep -rH --include='unity_*.cxx' '^#include' "$build" | sed 's/:#include "/\t/; s/"$//' >"$build/lint-batches"
awk -F '\t' -v root="$PWD/" '
    FILENAME == ARGV[1] { batch[$2] = $1; next }
    /\.cpp$/ { print (root $0 in batch) ? batch[root $0] : $0 }
' "$build/lint-batches" "$list" | sort -u >"$build/lint-units"

# -warnings-as-errors stands in .clang-tidy; the counts of warnings in system headers are of no use to anyone.
xargs -r -d '\n' -P "$jobs" -n 1 clang-tidy-19 -p "$build" --quiet --checks=-bugprone-suspicious-include \
    --extra-arg=-Wno-unknown-warning-option \
    <"$build/lint-units" 2>"$build/lint-stderr" || status=1
grep -v ' warnings\{0,1\} generated\.$' "$build/lint-stderr" >&2
[ "$status" -eq 0 ] && echo "clang-tidy: clean" >&2
exit "$status"
