"""Pairs of runs, without a change and with it, and what a visitor takes home of them. Workers do this."""

import csv
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import StringIO
from itertools import chain
from typing import NamedTuple

from experiments.compare.comparison import Pairs, change_of, plan_comparison
from experiments.runner.batch import run_point
from experiments.runner.plan import Plan
from seminar.page.changes import in_the_model
from seminar.page.told import as_toml
from seminar.page.workers import Workers
from simulation import NUMBERS, Outcome

PAIRS = 200
# So few that it shows how far they have come, and that a visitor who waits does not keep a worker from others for long.
PAIRS_AT_ONCE = 10
BASE_SEED = 1


class WhatIf(NamedTuple):
    """What is compared.

    Attributes:
        source: name of a shipped scenario.
        changes: what is changed together, each `FIELD=VALUE`; a demand may be dropped.
    """

    source: str
    changes: tuple[str, ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """The changes by fields of the scenario."""
        return in_the_model(self.source, self.changes)

    @property
    def file(self) -> str:
        """The scenario with the change, as a file."""
        return as_toml(self.source, self.changes)


class Part(NamedTuple):
    """The outcomes of some pairs, without the change and with it."""

    without: tuple[Outcome, ...]
    with_it: tuple[Outcome, ...]


async def compare(asked: WhatIf, workers: Workers, report: Callable[[int], None]) -> Pairs:
    """Have a scenario and a change of it run in pairs with common random numbers, by one worker at a time.

    Args:
        asked: what is compared.
        workers: that run the pairs.
        report: is told how many pairs are done.

    Raises:
        AllianceError: where the change is none.
    """
    done: list[Part] = []
    for first in range(0, PAIRS, PAIRS_AT_ONCE):
        report(first)
        done.append(await workers.do(run_part, asked, slice(first, first + PAIRS_AT_ONCE)))
    report(PAIRS)
    return await workers.do(joined, asked, done)


def run_part(asked: WhatIf, places: slice) -> Part:
    """Run some pairs, given by their places among all; a plain function, so that a worker can do it."""
    plan = _planned(asked)
    seeds, change = plan.seeds[places], change_of(plan, asked.typed)
    return Part(tuple(run_point(plan.scenario, {}, seeds)), tuple(run_point(change.scenario, {}, seeds)))


def joined(asked: WhatIf, parts: Sequence[Part]) -> Pairs:
    """Return all pairs, out of parts in the order of their seeds."""
    plan = _planned(asked)
    without, with_it = (tuple(chain.from_iterable(runs)) for runs in zip(*parts, strict=True))
    pairs = Pairs(plan, change_of(plan, asked.typed), without, with_it)
    _ = pairs.contrasts  # worked out here and kept with the pairs, so that the page does not wait for it
    return pairs


@lru_cache(maxsize=4)
def _planned(asked: WhatIf) -> Plan:
    """Return the plan of a comparison; its parts share it."""
    return plan_comparison(asked.source, [asked.typed], settings=[], runs=PAIRS, seed=BASE_SEED)


def as_csv(pairs: Pairs) -> str:
    """Return a table with a row for each pair: the seed, and every outcome without the change and with it."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["seed", *NUMBERS, *(f"{name}_with" for name in NUMBERS)])
    for seed, one, other in zip(pairs.plan.seeds, pairs.without, pairs.with_it, strict=True):
        table.writerow([seed, *(getattr(run, name) for run in (one, other) for name in NUMBERS)])
    return text.getvalue()
