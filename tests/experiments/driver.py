"""A driver to be killed: a sweep of made-up runs, with short batches and few parts before they are joined."""

import sys
from functools import partial
from pathlib import Path

from experiments.runner import execution
from experiments.runner.plan import Plan
from experiments.runner.pool import LocalPool
from experiments.storage import merging
from experiments.sweeps.sweep import run_sweep
from tests.experiments.made_up import plan, slow


def killed_plan() -> Plan:
    """Return what the driver runs: some seconds of work."""
    return plan("invitation.size=2,8,12,20", runs=500)


def main() -> None:
    """Run or go on with the sweep in the folder named on the command line."""
    execution.BATCH_SECONDS = 0.05
    merging.MOST_PARTS = 8
    run_sweep(killed_plan(), Path(sys.argv[1]), start=partial(LocalPool, workers=2), runner=slow)


if __name__ == "__main__":
    main()
