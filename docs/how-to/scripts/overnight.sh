#!/usr/bin/env bash
# Run a study on this machine to its end, then check it and export it.
#
#     nohup ./overnight.sh study.toml results/study > study.log 2>&1 &
#
# Whatever stops it, the same command goes on where it stopped.
set -euo pipefail
study=$1
folder=$2

# nice leaves the machine usable for others while it works.
nice alliance sweep "$study" --out "$folder"
alliance verify "$folder" --sample 100
alliance export "$folder" --csv --out "$folder/runs.csv" --replace
