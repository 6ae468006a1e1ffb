#!/usr/bin/env bash
# The whole table of docs/performance/levelling.md, or every BENCH_EVERY-th instance of each set, and J30 beside CBC.
# Needs the measuring data (TRIVET_DATA, by default ../shared/data); one core, by schedules and by seconds of processor
# time.
set -euo pipefail
data="${TRIVET_DATA:-../shared/data}/psplib"
every="${BENCH_EVERY:-1}"
[ -d "$data" ] || { echo "level: no $data, skipped" && exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar -xf "$data/single-mode.tar.xz" -C "$folder"
tar -xf "$data/rg300.tar.xz" -C "$folder"
measure() { # set, index, schedules, seconds
    echo "$1, $3 schedules, $4 s"
    build/release/tests/bench/bench-level "$(dirname "$(find "$folder" -ipath "*$1*.[sr][mc]*" | head -n 1)")" \
        "$data/$2" "$1" "$3" "$every" 1 "$4"
}
unlimited=9000000000000
for set in j30 j60 j90 j120 rg300; do
    index=index.csv
    [ "$set" = rg300 ] && index=index_rg300.csv
    for schedules in 1000 5000 50000; do measure "$set" "$index" "$schedules" 3600; done
    for seconds in 1 10 60; do measure "$set" "$index" "$unlimited" "$seconds"; done
done
script/lib/bench/level_cbc.py build/release/src/cli/trivet "$(dirname "$(find "$folder" -path '*j30*.sm' | head -n 1)")"
