"""Awkward sweeps for figures: every design, ties, ends at 0 and 1, outcomes that are missing, words, one point."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from experiments.design.designs import Kind
from experiments.storage.sweep_folder import Sweep, load_sweep
from experiments.sweeps.study import Combining, Study, typed_fields
from experiments.sweeps.sweep import run_sweep
from simulation import Outcome, Scenario
from tests.experiments.made_up import outcome

POINTS = """invitation.size,agreements.core_size,agreements.moderation
4,8,true
12,100000,false
20,8,false
30,100000,true
"""


class Design(NamedTuple):
    """A design as it is typed, and the figures that it can be drawn as."""

    vary: tuple[str, ...] = ()
    kind: Kind = "factorial"
    size: int | None = None
    forbid: tuple[str, ...] = ()
    runs: int = 12
    changes: Mapping[str, object] = MappingProxyType({})
    figures: tuple[str, ...] = ("outcomes", "tradeoff", "distributions", "goals", "ends")


ALWAYS = ("tradeoff", "distributions", "goals", "ends")
DESIGNS = {
    "one point": Design(figures=("distributions", "goals", "ends")),
    "one value": Design(("invitation.size=12",), figures=("distributions", "goals", "ends")),
    "one run": Design(("invitation.size=4,12",), runs=1),
    "size and core": Design(("invitation.size=2,4,7,10,14,20,28,40,60", "agreements.core_size=17,100000"), runs=30),
    "in an order": Design(("invitation.size=2,4,8,16,32",), changes={"invitation.order": "listed"}),
    "all sizes": Design(("invitation.size=2:45:1",)),
    "yes or no": Design(("agreements.red_lines_disclosed=false,true",)),
    "text": Design(("agreements.decision_rule=consensus,two-thirds,majority", "agreements.moderation=true,false")),
    "three grouping fields": Design(
        (
            "invitation.size=4,12,30",
            "agreements.core_size=8,100000",
            "agreements.red_lines_disclosed=true,false",
            "agreements.decision_rule=consensus,two-thirds",
        ),
        runs=8,
    ),
    "given, not chosen": Design(("arena.polarisation=0.1..0.9:5",)),
    "two numbers": Design(
        ("arena.polarisation=0.1..0.9:5", "invitation.size=2:38:12"),
        figures=("outcomes", "surface", "tradeoff", "distributions", "goals", "ends"),
    ),
    "forbidden": Design(
        ("invitation.size=4,8,12,20", "agreements.core_size=8,16,100000"),
        forbid=("agreements.core_size > invitation.size and agreements.core_size < 100",),
        figures=("outcomes", "surface", "tradeoff", "distributions", "goals", "ends"),
    ),
    "nothing differs": Design(("agreements.contact_persons=1,2,3",)),
    "always missing": Design(("agreements.end_week=10,20,30",)),
    "one at a time": Design(
        (
            "invitation.size=4,12,30",
            "arena.polarisation=0.2,0.8",
            "agreements.decision_rule=consensus,majority",
            'agreements.lead="",Convenor',
        ),
        kind="one-at-a-time",
        figures=("differences", *ALWAYS),
    ),
    "listed": Design(kind="listed", figures=("differences", *ALWAYS)),
    "sobol": Design(
        ("invitation.size=4..40", "arena.polarisation=0.1..0.9"),
        kind="sobol",
        size=16,
        figures=("fields", "surface", *ALWAYS),
    ),
    "latin hypercube": Design(
        (
            "invitation.size=4..40",
            "arena.salience=0.01..1 log",
            "agreements.decision_rule=consensus,majority",
            "agreements.moderation=true,false",
            "arena.polarisation=0.1..0.9",
        ),
        kind="latin-hypercube",
        size=20,
        figures=("fields", "surface", *ALWAYS),
    ),
}


def awkward_sweep(folder: Path, design: Design) -> Sweep:
    """Run made-up alliances over a design and read them back."""
    file = None
    if design.kind == "listed":
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "points.csv").write_text(POINTS, encoding="utf-8")
        file = str(folder / "points.csv")
    combined = Combining(kind="factorial" if file else design.kind, points=design.size, file=file, forbid=design.forbid)
    study = Study(
        scenario="baseline",
        runs=design.runs,
        set=design.changes,
        vary=typed_fields(design.vary) if design.vary else {},
        design=combined,
    )
    run_sweep(study.plan(), folder / "sweep", runner=alliances)
    return load_sweep(folder / "sweep")


def alliances(_scenario: Scenario, point: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run alliances in which large ones agree on little, and sixty at one table on nothing."""
    return (_alliance(point, random.Random(seed)) for seed in seeds)


def _alliance(point: Mapping[str, object], draws: random.Random) -> Outcome:
    size = int(str(point.get("invitation.size", 12)))
    core = min(size, int(str(point.get("agreements.core_size", 100_000))))
    polarisation = float(str(point.get("arena.polarisation", 0.5)))
    bonus = 0.1 * (point.get("agreements.decision_rule") == "majority") + 0.05 * bool(
        point.get("agreements.red_lines_disclosed", False)
    )
    share = draws.random()
    agrees = share > 0.002 * core and "agreements.end_week" not in point
    depth = max(0.0, 1 - core / 60) * (0.7 + 0.3 * share) if agrees else 0.0
    adopted = min(1.0, (size / 20) ** 0.8 * share * (1.2 - polarisation) + bonus) if agrees else 0.0
    return outcome(
        success=int(adopted > 0.5),
        depth=depth if agrees else math.nan,
        gain=0.8 * depth * adopted,
        adopted=adopted,
        impact=depth * adopted,
        members_max=size,
        core_max=core,
        weeks_to_agreement=4 + core * (1 + share) if agrees else math.nan,
        lifetime=int(260 * share),
        goal="reached" if adopted > 0.5 else "not reached" if agrees else "never agreed",
        end="goal reached" if adopted > 0.5 else draws.choice(("exhaustion", "running")) if agrees else "no agreement",
        trust_change=0.1 * share - 0.05,
        satisfaction=math.nan,
    )
