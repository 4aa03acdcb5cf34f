"""Run a study with workers on many nodes, each started by SLURM as a job of its own.

    python slurm_cluster.py study.toml --out results/study

Start it where it may run for as long as the study takes: in a terminal multiplexer on a login node, or as a small job
of its own. It hands out the work and stores the rows; the workers need the project's folder, but not the results.
"""

import sys

from dask_jobqueue import SLURMCluster

from experiments.cli.main import main

JOBS = 50

cluster = SLURMCluster(
    cores=1,  # for one worker process; the rules use one core each
    processes=1,
    memory="2GB",
    walltime="04:00:00",
    queue=None,  # the partition, where there is more than one
    account=None,
    python=sys.executable,  # the same environment on all nodes, in a folder that all of them see
    job_script_prologue=["export OMP_NUM_THREADS=1"],
    # Workers end in good order before their time is up; `adapt` asks for others as long as there is work.
    worker_extra_args=["--lifetime", "225m", "--lifetime-stagger", "10m"],
    scheduler_options={"dashboard_address": None},
)
with cluster:
    cluster.adapt(minimum_jobs=1, maximum_jobs=JOBS)
    main(["sweep", *sys.argv[1:], "--cluster", cluster.scheduler_address])
