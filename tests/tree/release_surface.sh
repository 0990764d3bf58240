#!/bin/sh
# Desktop file, metainfo, icon and manual pages are what their validators want. Argument: the project's root.
set -eu
cd "$1"

desktop-file-validate resources/org.escala.Escala.desktop
appstreamcli validate --no-net resources/org.escala.Escala.metainfo.xml
xmllint --noout resources/icons/org.escala.Escala.svg
for page in docs/man/*.1; do
    mandoc -T lint -W warning "$page"
done
for script in packaging/run.sh packaging/test.sh .ci/run tests/in-temp-dir packaging/containers/escala-admin; do
    [ -x "$script" ] || { echo "$script has lost its run bit" >&2; exit 1; }
done
