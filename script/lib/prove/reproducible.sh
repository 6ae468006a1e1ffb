#!/usr/bin/env bash
# Builds the present commit twice, in folders of different names and lengths, and compares programs and packages.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CCACHE_DISABLE=1
commit=$(git rev-parse HEAD) # whoever commits meanwhile changes nothing
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH

build_in() {
    local folder="$1" began=$SECONDS
    echo "# building in $folder"
    mkdir -p "$folder"
    git archive "$commit" | tar -x -C "$folder"
    if [ -d web/node_modules ]; then cp -a web/node_modules "$folder/web/"; fi
    (
        cd "$folder"
        meson setup build/release --buildtype=release ${PROVE_OPTIONS:+"$PROVE_OPTIONS"}
        ninja -C build/release src/cli/trivet
        script/package --program build/release/src/cli/trivet --folder package
    ) > "$folder.log" 2>&1 || { tail -20 "$folder.log"; exit 1; }
    echo "# $((SECONDS - began)) s"
}

build_in "$work/one"
build_in "$work/another/one/further/down"
hashes() {
    (cd "$1" && sha256sum build/release/src/cli/trivet package/*)
}

hashes "$work/one" > "$work/first"
hashes "$work/another/one/further/down" > "$work/second"
cat "$work/first"
if diff "$work/first" "$work/second"; then
    echo "ok - two builds in two folders are the same, byte for byte"
else
    echo "not ok - two builds in two folders are the same, byte for byte"
    exit 1
fi
