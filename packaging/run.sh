#!/bin/sh
# Builds Escala and starts it, from a fresh clone on Debian 12: `packaging/run.sh [arguments]`.
# With a display the window opens; without one the quick comparison runs on the command line. Arguments are passed on:
# to `escala`, or to `escalactl compare`.
set -eu

source=$(cd "$(dirname "$0")/.." && pwd)
build="$source/build/release"

"$source/packaging/install-dependencies.sh" run
{
    [ -f "$build/build.ninja" ] || (cd "$source" && cmake --preset release)
    cmake --build "$build" --parallel "$(nproc)" --target escala escalactl escala-server
} >&2

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec "$build/bin/escala" "$@"
fi

out=
preset=
takes=
for argument in "$@"; do
    [ -z "$takes" ] || out=$argument
    takes=
    case "$argument" in
    --out) takes=yes ;;
    --out=*) out=${argument#--out=} ;;
    --preset | --preset=*) preset=given ;;
    esac
done
[ -n "$preset" ] || set -- --preset quick "$@"
if [ -z "$out" ]; then
    out=escala-results
    set -- --out "$out" "$@"
fi

echo "Escala: no display, so the comparison runs here; see also $build/bin/escalactl --help" >&2
status=0
"$build/bin/escalactl" compare "$@" || status=$?
case "$status" in
0 | 3 | 130) ;; # done, a threshold missed, interrupted: the files are there
*) exit "$status" ;;
esac
case " $* " in
*" - "*) exec >&2 ;; # a result goes to standard output: nothing beside it
esac
[ -f "$out/result.json" ] || exit "$status" # --help
folder=$(cd "$out" && pwd)
cat <<END

Report:      $folder/report.html
Charts:      $folder/charts/
CSV:         $folder/summary.csv and $folder/series.csv
Everything:  $folder/result.json, and a latency histogram (.hlog) for each server
END
exit "$status"
