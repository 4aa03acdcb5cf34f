#!/usr/bin/env bash
# One SLURM job on one node, with a worker process for every core that the job was given:
#
#     sbatch slurm-one-node.sh study.toml results/study
#
#SBATCH --job-name=alliance
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=32
#SBATCH --mem-per-cpu=1G
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
# SIGTERM a minute before the time is up; the sweep ends in good order, and goes on when the job is queued again.
#SBATCH --signal=B:TERM@60
set -euo pipefail

source .venv/bin/activate
export OMP_NUM_THREADS=1
# exec, so that the signal reaches the sweep itself and not this shell.
exec alliance sweep "$1" --out "$2" --workers "${SLURM_CPUS_PER_TASK:-1}"
