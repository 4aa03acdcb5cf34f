"""How many times faster a run is than elsewhere, a line for each comparison: `make bench`; kept in results/bench.json.

Seconds are of the processor, and both sides take turns, so that a busy machine changes the ratios little. The replica
is a model in plain Mesa that was written from ODD alone, and is no part of this repository: `ALLIANCE_REPLICA` names
its file, which knows `load(path)` and `run_once(scenario, seed, size)`.
"""

import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.speed import STANDARD, standard

ROOT = Path(__file__).parents[1]
REPLICA = ROOT.parent / "shared" / "replication" / "replica.py"
RESULTS = ROOT / "results" / "bench.json"
TURNS = 7
ALL_AT_ONE_TABLE = 30


class Ratio(NamedTuple):
    """How much longer a run takes elsewhere.

    Attributes:
        what: is compared.
        ratio: seconds of a run elsewhere, in those of one here.
        aim: the ratio that is aimed at; 0 for none.
        elsewhere: seconds of a run there.
        here: seconds of a run here.
    """

    what: str
    ratio: float
    aim: float
    elsewhere: float
    here: float

    def __str__(self) -> str:
        aim = f" (aim: {self.aim:.0f})" if self.aim else ""
        times = f"{1e3 * self.elsewhere:.2f} ms against {1e3 * self.here:.3f} ms a run"
        return f"{self.what}: {self.ratio:.1f} times{aim}; {times}"


def main() -> None:
    """Print each ratio on a line, and keep them."""
    ratios = []
    for ratio in measured():
        print(ratio)
        ratios.append(ratio._asdict())
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")


def measured() -> Iterator[Ratio]:
    """Yield the ratios; without the replica only that which needs none."""
    from simulation import compile_rules

    compile_rules()
    replica = replica_seconds(Path(os.environ.get("ALLIANCE_REPLICA", REPLICA)))
    if replica is None:
        print("replica in plain Mesa: not found; ALLIANCE_REPLICA names its file")
    else:
        yield compared("replica in plain Mesa", 150, replica)
    yield compared("mesa.batch_run of AllianceModel", 0, batch_seconds)


def compared(what: str, aim: float, elsewhere: Callable[[], float]) -> Ratio:
    """Return the median of several ratios, each of seconds taken one right after the other."""
    pairs = [(elsewhere(), own_seconds()) for _ in range(TURNS)]
    there, here = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Ratio(what, statistics.median(other / own for other, own in pairs), aim, there, here)


def own_seconds(runs: int = 200) -> float:
    """Return the processor seconds of a run for its outcome."""
    from simulation import replicate

    scenario = standard()
    return seconds(lambda: list(replicate(scenario, range(runs)))) / runs


def replica_seconds(path: Path, runs: int = 4) -> Callable[[], float] | None:
    """Return what measures a run of the replica on the same task; None where there is no replica."""
    if not path.exists():
        return None
    replica = _loaded(path)
    scenario = replica.load(str(ROOT / "scenarios" / "baseline.toml"))

    def run_some() -> None:
        for seed in range(runs):
            replica.run_once(scenario, seed, size=ALL_AT_ONE_TABLE)

    return lambda: seconds(run_some) / runs


def batch_seconds(runs: int = 4) -> float:
    """Return the processor seconds of a run that Mesa's batch runner steps through, in this process."""
    from mesa.batchrunner import batch_run

    from simulation import AllianceModel

    parameters = {"scenario": [str(STANDARD)]}

    def run_some() -> None:
        batch_run(AllianceModel, parameters, rng=list(range(runs)), number_processes=1, display_progress=False)

    return seconds(run_some) / runs


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that something takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("replica", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["replica"] = module  # its data classes look themselves up there
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
