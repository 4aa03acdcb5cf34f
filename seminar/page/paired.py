"""Pairs of runs, without a change and with it, and what a visitor takes home of them. Workers do this."""

import csv
from io import StringIO
from typing import NamedTuple

from experiments.compare.comparison import Pairs, plan_comparison, run_comparison
from seminar.page.told import as_toml
from simulation import NUMBERS

PAIRS = 200
BASE_SEED = 1


class WhatIf(NamedTuple):
    """What is compared.

    Attributes:
        source: name of a shipped scenario.
        changes: what is changed together, each `FIELD=VALUE`.
    """

    source: str
    changes: tuple[str, ...]

    @property
    def file(self) -> str:
        """The scenario with the change, as a file."""
        return as_toml(self.source, self.changes)


def compare(asked: WhatIf) -> Pairs:
    """Run a scenario and a change of it in pairs with common random numbers.

    Raises:
        AllianceError: where the change is none, or a run has no outcome.
    """
    plan = plan_comparison(asked.source, [asked.changes], settings=[], runs=PAIRS, seed=BASE_SEED)
    [pairs] = run_comparison(plan)
    _ = pairs.contrasts  # worked out here and kept with the pairs, so that the page does not wait for it
    return pairs


def as_csv(pairs: Pairs) -> str:
    """Return a table with a row for each pair: the seed, and every outcome without the change and with it."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["seed", *NUMBERS, *(f"{name}_with" for name in NUMBERS)])
    for seed, one, other in zip(pairs.plan.seeds, pairs.without, pairs.with_it, strict=True):
        table.writerow([seed, *(getattr(run, name) for run in (one, other) for name in NUMBERS)])
    return text.getvalue()
