#!/bin/sh
# install-dependencies.sh run|all: installs what is missing of dependencies.txt ("run": without the lines marked "test:").
# Quick and quiet when nothing is missing; needs root or sudo only when something is.
set -eu

list="$(dirname "$0")/dependencies.txt"
case "${1:-all}" in
run) wanted=$(sed -e '/# test:/d' -e 's/#.*//' "$list") ;;
all) wanted=$(sed -e 's/#.*//' "$list") ;;
*) echo "usage: $0 run|all" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "Escala: this is not a Debian system; install what packaging/dependencies.txt names by hand. Going on." >&2
    exit 0
fi

# shellcheck disable=SC2086,SC2016 # words are wanted; ${…} is for dpkg-query
installed=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null | sed -n 's/^ii *//p') || true
missing=
for package in $wanted; do
    case "
$installed
" in
    *"
$package
"*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "Escala: these packages are missing:$missing" >&2
    echo "Escala: start this as root, install sudo, or ask an administrator for: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Escala: installing$missing" >&2
{
    $as_root apt-get update -q
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
} >&2
