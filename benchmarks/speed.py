"""How fast the model runs, as ratios: `make bench`. Times depend on the machine; the ratios hardly do."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import Any
from unittest import mock

STANDARD = Path(__file__).parent / "standard.toml"
SIZES = (10, 100, 1_000, 10_000)
BEST_OF = 5


def main() -> None:
    """Measure everything and print it as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "measured", "aim", title="Speed", title_justify="left", box=None, pad_edge=False)
    console = Console()
    with console.status("Measuring; this takes two minutes or so ..."):
        for row in measurements():
            table.add_row(*row)
    console.print(table)


def measurements() -> Iterator[tuple[str, str, str]]:
    """Yield what was measured, the figure, and what is aimed at."""
    first, warm = compile_seconds()
    yield "a start that compiles the rules", f"{first:.1f} s", "under 15 s"
    yield "a start with a warm cache", f"{warm:.2f} s", ""
    yield "alliance --help", f"{help_seconds():.2f} s", "under 0.5 s"
    compiled = run_seconds()
    yield "standard task, one core", f"{1 / compiled:,.0f} runs/s", "1,000 runs/s"
    yield "weeks lived in it, on average", f"{mean_lifetime():.0f} of 260", ""
    yield "uncompiled against compiled", f"{uncompiled_seconds() / compiled:,.0f} times", "100 times"
    yield "Mesa objects made by a run that goes for its outcome", str(mesa_objects()), "20 % of its time at most"
    yield from growth()


def best_time(work: Callable[[], object], repeat: int = BEST_OF) -> float:
    """Return the shortest of several times, in seconds: the one least disturbed by other work."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def standard(**changes: object) -> Any:
    """Return the standard scenario, changed where asked; a dot is written as two underscores."""
    from simulation import load_scenario

    return load_scenario(STANDARD, {name.replace("__", "."): value for name, value in changes.items()})


def run_seconds(runs: int = 400) -> float:
    """Return the seconds one compiled run of the standard task takes."""
    from simulation import compile_rules, replicate

    compile_rules()
    scenario = standard()
    return best_time(lambda: list(replicate(scenario, range(runs)))) / runs


def mean_lifetime(runs: int = 400) -> float:
    """Return how many weeks a run of the standard task lasts on average."""
    from simulation import replicate

    return sum(outcome.lifetime for outcome in replicate(standard(), range(runs))) / runs


def uncompiled_seconds(runs: int = 4) -> float:
    """Return the seconds one run takes as plain Python."""
    code = f"import benchmarks.speed as s; print(s.best_of_plain({runs}))"
    return float(_python(code, NUMBA_DISABLE_JIT="1"))


def best_of_plain(runs: int) -> float:
    """Return the seconds a run takes in this process, whatever it runs as, over a few seeds only."""
    from simulation import replicate

    scenario = standard()
    return best_time(lambda: list(replicate(scenario, range(runs))), repeat=1) / runs


def mesa_objects() -> int:
    """Return how many objects of Mesa's a run for its outcome makes: its time in Mesa is nothing if there are none."""
    import mesa

    from simulation import simulate

    made: list[object] = []
    with mock.patch.object(mesa.Agent, "__init__", made.append), mock.patch.object(mesa.Model, "__init__", made.append):
        simulate(standard(), 0)
    return len(made)


def compile_seconds() -> tuple[float, float]:
    """Return the processor seconds of a start that compiles the rules, and of one that reads them from the cache."""
    code = "import simulation, time; simulation.compile_rules(); print(time.process_time())"
    with tempfile.TemporaryDirectory() as cache:
        first = float(_python(code, NUMBA_CACHE_DIR=cache))
        return first, float(_python(code, NUMBA_CACHE_DIR=cache))


def help_seconds() -> float:
    """Return the seconds `alliance --help` takes."""
    command = [sys.executable, "-m", "experiments.cli.main", "--help"]
    return best_time(lambda: subprocess.run(command, check=True, capture_output=True))


def growth() -> Iterator[tuple[str, str, str]]:
    """Yield the cost of a run against the number of organisations, at one table and with a core plus supporters."""
    for label, core in (("core of 8 plus supporters", 8), ("one table", 100_000)):
        costs = [week_seconds(size, core) for size in SIZES]
        told = ", ".join(f"{size:,}: {1e6 * cost:.1f} us" for size, cost in zip(SIZES, costs, strict=True))
        yield f"a week, {label}", told, ""
        yield "  growth over all, as a power of their number", f"{_exponent(SIZES, costs):.2f}", "1 at most"
        steepest = max(_exponent(SIZES[i : i + 2], costs[i : i + 2]) for i in range(len(SIZES) - 1))
        yield "  the same where it is steepest", f"{steepest:.2f}", ""


def week_seconds(organisations: int, core: int) -> float:
    """Return the seconds one week takes with this many organisations, all of them taking part."""
    from simulation import replicate

    changes: dict[str, object] = {"groups.0.count": organisations, "invitation.size": organisations}
    scenario = standard(**changes, agreements__core_size=core)
    seeds = range(max(2, 2_000 // organisations))
    weeks = sum(outcome.lifetime for outcome in replicate(scenario, seeds))
    return best_time(lambda: list(replicate(scenario, seeds)), repeat=3) / weeks


def _exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    return log(costs[-1] / costs[0]) / log(sizes[-1] / sizes[0])


def _python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    if "--json" in sys.argv:
        print(json.dumps([dict(zip(("what", "measured", "aim"), row, strict=True)) for row in measurements()]))
    else:
        main()
