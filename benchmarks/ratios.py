"""How much longer a run takes elsewhere, and the first start than a warm one: `make bench`; kept in results/bench.json.

Seconds are of the processor, and both sides take turns, so that a busy machine changes the ratios little. The replica
is a model in plain Mesa that was written from ODD alone, and is no part of this repository: `ALLIANCE_REPLICA` names
its file, which knows `load(path)` and `run_once(scenario, seed, size)`.
"""

import importlib.util
import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.speed import compile_seconds
from benchmarks.stepping import (
    batch_seconds,
    idle_seconds,
    idle_with_all_reporters,
    own_seconds,
    seconds,
    stepped_seconds,
    stepped_with_one_reporter,
)
from simulation import compile_rules

ROOT = Path(__file__).parents[1]
REPLICA = ROOT.parent / "shared" / "replication" / "replica.py"
RESULTS = ROOT / "results" / "bench.json"
TURNS = 7
ALL_AT_ONE_TABLE = 30


class Ratio(NamedTuple):
    """How much longer something takes than what it is compared with: a run for its outcome, or a warm start.

    Attributes:
        what: is compared.
        ratio: its seconds, in those of what it is compared with.
        aim: the ratio that is aimed at; 0 for none.
        elsewhere: its seconds.
        here: those of what it is compared with.
    """

    what: str
    ratio: float
    aim: float
    elsewhere: float
    here: float

    def __str__(self) -> str:
        aim = f" (aim: {self.aim:.0f})" if self.aim else ""
        times = f"{1e3 * self.elsewhere:.2f} ms against {1e3 * self.here:.3f} ms"
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
    compile_rules()
    replica = replica_seconds(Path(os.environ.get("ALLIANCE_REPLICA", REPLICA)))
    if replica is None:
        print("replica in plain Mesa: not found; ALLIANCE_REPLICA names its file")
    else:
        yield compared("replica in plain Mesa", 150, replica, partial(own_seconds, 200))
    yield compared("mesa.batch_run of AllianceModel", 0, batch_seconds)
    yield compared("AllianceModel stepped, outcomes collected", 8, stepped_seconds)
    yield compared("AllianceModel stepped, one number collected", 8, stepped_with_one_reporter)
    yield compared("a model of Mesa's that does nothing", 0, idle_seconds)
    yield compared("the same, as many numbers collected", 0, idle_with_all_reporters)
    first, warm = compile_seconds()
    yield Ratio("first start, against a warm one", first / warm, 0, first, warm)


def compared(what: str, aim: float, elsewhere: Callable[[], float], here: Callable[[], float] = own_seconds) -> Ratio:
    """Return the median of several ratios, each of seconds taken one right after the other."""
    pairs = [(elsewhere(), here()) for _ in range(TURNS)]
    there, own = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Ratio(what, statistics.median(other / one for other, one in pairs), aim, there, own)


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
