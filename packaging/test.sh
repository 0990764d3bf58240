#!/bin/sh
# Builds Escala and runs every test, from a fresh clone on Debian 12. Arguments go to ctest: `packaging/test.sh -R cache`.
# Window tests run on the offscreen platform and again in a real X window (Xvfb).
set -eu

cd "$(dirname "$0")/.."
packaging/install-dependencies.sh all
cmake --preset release # always: programs that tests look for may have just been installed
cmake --build --preset release --parallel "$(nproc)"
exec ctest --preset release "$@"
