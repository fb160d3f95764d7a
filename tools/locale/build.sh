#!/usr/bin/env bash
# Compiles the catalogs: tools/locale/build.sh OUT makes OUT/es/LC_MESSAGES/legation.mo.
set -euo pipefail

if [[ $# -ne 1 || $1 == --help ]]; then
    echo "usage: tools/locale/build.sh OUT    compiles locale/*.po below the folder OUT" >&2
    exit 2
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
for catalog in "$root"/locale/*.po; do
    language=$(basename "$catalog" .po)
    mkdir -p "$1/$language/LC_MESSAGES"
    msgfmt --check --output-file="$1/$language/LC_MESSAGES/legation.mo" "$catalog"
done
