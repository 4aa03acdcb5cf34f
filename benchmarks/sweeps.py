"""What a sweep costs beside its runs: `make bench`. Ratios, so that the machine hardly matters."""

import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.speed import STANDARD

RUNS = 10_000
LONG_RUNS = 60_000
MILLION = 1_000_000
SIZES = 10
BEST_OF = 3


def main() -> None:
    """Measure everything and print it as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "measured", "aim", title="Sweeps", title_justify="left", box=None, pad_edge=False)
    console = Console()
    with console.status("Measuring; this takes some minutes ..."):
        for row in measurements():
            table.add_row(*row)
    console.print(table)


def measurements() -> Iterator[tuple[str, str, str]]:
    """Yield what was measured, the figure, and what is aimed at."""
    bare, sweep = orchestration()
    yield f"orchestration of {RUNS:,} standard runs, of the bare loop's time", f"{sweep / bare - 1:.1%}", "5 % at most"
    one, two = (sweep_seconds(LONG_RUNS, start) for start in (None, pool(2)))
    yield f"two workers against one, {LONG_RUNS:,} runs, start included", f"{one / two:.2f} times", "1.85 times"
    yield "the same for two bare loops at once: what the machine gives", f"{2 * bare / at_once():.2f} times", ""
    dask = sweep_seconds(LONG_RUNS, cluster(2))
    yield "Dask with two workers against one, start included", f"{one / dask:.2f} times", "1.8 times"
    for points in (MILLION // 100, MILLION):
        yield from of_a_million(points)


def of_a_million(points: int) -> Iterator[tuple[str, str, str]]:
    """Yield the cost of a plan of one million runs with so many points: first run, check of what is done, memory."""
    with tempfile.TemporaryDirectory() as folder:
        first = told_by("first_runs", points, folder)
        most = told_by("most_runs", points, folder)
        last = told_by("last_runs", points, folder)
    what = f"a plan of {MILLION:,} runs at {points:,} points"
    memory = max(told["memory"] for told in (first, most, last))
    yield f"{what}: until its first runs are stored", f"{first['seconds']:.1f} s", "10 s"
    yield "  to check what is done, when nearly all is", f"{last['seconds']:.1f} s", "2 s"
    yield "  memory of the driver, from the first run to the joined file", f"{memory:.0f} MB", "500 MB"


def standard_plan(runs: int) -> Any:
    """Return a plan of so many runs of the standard task, with some points."""
    from experiments.sweeps.study import Study

    return Study(scenario=str(STANDARD), vary={"invitation.size": f"{31 - SIZES}:30:1"}, runs=runs // SIZES).plan()


def orchestration() -> tuple[float, float]:
    """Return the seconds of a bare loop over the runs and of the sweep of the same runs in the same process."""
    from simulation import compile_rules

    compile_rules()
    times = [(bare_seconds(RUNS), sweep_seconds(RUNS, None)) for _ in range(BEST_OF)]
    bare, sweep = zip(*times, strict=True)
    return min(bare), min(sweep)


def bare_seconds(runs: int) -> float:
    """Return the seconds it takes to run a plan without storing anything."""
    from simulation import replicate

    plan = standard_plan(runs)
    began = time.perf_counter()
    for point in plan.points:
        for _ in replicate(plan.scenario, plan.seeds, changes=point):
            pass
    return time.perf_counter() - began


def sweep_seconds(runs: int, start: Callable[[Any], Any] | None) -> float:
    """Return the seconds of a whole sweep, from its plan to the joined file, workers started and ended."""
    from experiments.runner.execution import InThisProcess
    from experiments.sweeps.sweep import run_sweep

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        run_sweep(standard_plan(runs), Path(folder), start=start or InThisProcess)
        return time.perf_counter() - began


def at_once() -> float:
    """Return the seconds of two bare loops in two processes at once."""
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        processes.map(bare_seconds, [SIZES, SIZES], chunksize=1)  # compiles the rules, or reads them
        return max(processes.map(bare_seconds, [RUNS, RUNS], chunksize=1))


def pool(workers: int) -> Callable[[Any], Any]:
    """Return what starts local workers."""
    from experiments.runner.pool import LocalPool

    return partial(LocalPool, workers=workers)


def cluster(workers: int) -> Callable[[Any], Any]:
    """Return what starts a Dask cluster on this machine."""
    from experiments.runner.cluster import DaskCluster

    return partial(DaskCluster, address=f"local:{workers}")


# --- a million runs, in a process of their own ----------------------------------------------------------


def told_by(function: str, points: int, folder: str) -> dict[str, float]:
    """Return what a function of this module prints in a fresh process."""
    code = f"import benchmarks.sweeps as s; s.{function}({points}, {folder!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def million_plan(points: int) -> Any:
    """Return a plan of a million runs at so many points drawn from five fields."""
    from experiments.sweeps.study import Combining, Study

    fields = dict.fromkeys(("arena.salience", "arena.polarisation", "arena.resistance"), "0.1..0.9")
    fields |= {"invitation.size": "2..60", "population.heterogeneity": "0.1..1.0"}
    design = Combining(kind="latin-hypercube", points=points)
    return Study(scenario="baseline", vary=fields, design=design, runs=MILLION // points).plan()


def first_runs(points: int, folder: str) -> None:
    """Tell how long a sweep of a million runs takes until it has stored its first runs."""
    began = time.perf_counter()
    from experiments.sweeps.sweep import run_sweep

    with suppress(Enough):
        run_sweep(million_plan(points), Path(folder) / "first", report=enough(after=1))
    tell(time.perf_counter() - began)


def most_runs(points: int, folder: str) -> None:
    """Make a million instant runs but for some, with as many parts as if they took their time."""
    from experiments.runner import execution
    from experiments.sweeps.sweep import run_sweep

    execution.BATCH_SECONDS = 0.05
    with suppress(Enough):
        run_sweep(million_plan(points), Path(folder) / "sweep", report=enough(after=MILLION - 1000), runner=instant)
    tell(0.0)


def last_runs(points: int, folder: str) -> None:
    """Tell how long it takes to check what is done of them, and make those that are not."""
    from experiments.storage import merging
    from experiments.sweeps.sweep import run_sweep

    plan, there = million_plan(points), Path(folder) / "sweep"
    began = time.perf_counter()
    merging.done(plan, there)
    seconds = time.perf_counter() - began
    run_sweep(plan, there, runner=instant)
    tell(seconds)


class Enough(Exception):  # noqa: N818 - it ends what has been measured, and is no error
    """Ends a sweep of which enough was seen."""


def enough(after: int) -> Callable[..., None]:
    """Return a report that ends a sweep after so many runs."""

    def report(done: int, *_: int, **__: int) -> None:
        if done >= after:
            raise Enough

    return report


def tell(seconds: float) -> None:
    """Print seconds, and the most memory this process has used, in megabytes."""
    from experiments.runner.batch import peak_memory

    print(json.dumps({"seconds": seconds, "memory": peak_memory() / 2**20}))


def instant(_scenario: Any, _point: Any, seeds: Sequence[int]) -> Iterator[Any]:
    """Make up runs that take no time."""
    from dataclasses import fields

    from simulation import Outcome

    kinds: dict[str, Any] = {field.name: field.type for field in fields(Outcome)}
    made_up = Outcome(**{name: kind() for name, kind in kinds.items()})
    return (made_up for _ in seeds)


if __name__ == "__main__":
    if "--json" in sys.argv:
        print(json.dumps([dict(zip(("what", "measured", "aim"), row, strict=True)) for row in measurements()]))
    else:
        main()
