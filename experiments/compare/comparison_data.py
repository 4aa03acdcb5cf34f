"""A comparison as plain data for machines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.analysis.contrast import Contrast
from experiments.compare import example_pairs
from experiments.compare.comparison import Pairs
from experiments.compare.ranking import ranked
from experiments.compare.sentences import sentence
from experiments.runner.plan import Plan
from experiments.runner.returns import MEASURES
from simulation.language.translation import Language


def as_data(plan: Plan, compared: Sequence[Pairs], files: Sequence[Path], spoken: Language) -> dict[str, Any]:
    """Return the whole comparison; texts are in the language given."""
    return {
        "scenario": plan.source,
        "settings": plan.asked["settings"],
        "runs": plan.runs,
        "seed": plan.seed,
        "seeds": {"first": plan.seeds[0], "last": plan.seeds[-1]},
        "comparisons": [_pairs_as_data(pairs, spoken) for pairs in compared],
        "ranking": _ranking_as_data(compared),
        "files": [str(path) for path in files],
    }


def _ranking_as_data(compared: Sequence[Pairs]) -> list[dict[str, Any]]:
    """Return the changes by their effect on the outcome that leads, each with how it differs from the next."""
    ranking = ranked(compared)
    gaps = [*({**gap.mean._asdict(), "beyond_chance": gap.is_beyond_chance} for gap in ranking.gaps), None]
    return [
        {
            "change": dict(pairs.change.values),
            pairs.leading.outcome: pairs.leading.mean._asdict(),
            "over_the_next": gap,
        }
        for pairs, gap in zip(ranking.places, gaps, strict=True)
    ]


def _pairs_as_data(pairs: Pairs, spoken: Language) -> dict[str, Any]:
    example = example_pairs.example_pair(pairs)
    return {
        "change": dict(pairs.change.values),
        "instead_of": dict(pairs.change.replaced),
        "sentence": sentence(pairs, spoken),
        "all_the_same": pairs.are_alike,
        "outcomes": {name: _contrast_as_data(two) for name, two in pairs.contrasts.items()},
        "ends": [
            {"without": one, "with": other, "pairs": count, "share": count / pairs.plan.runs}
            for (one, other), count in sorted(pairs.ends.items(), key=lambda item: (-item[1], item[0]))
        ],
        "story": None if example is None else example_pairs.as_data(pairs, example, spoken.code),
    }


def _contrast_as_data(two: Contrast) -> dict[str, Any]:
    declared = MEASURES[two.outcome]
    better, worse = two.better_and_worse or (None, None)
    counts = {"higher": two.higher, "lower": two.lower, "same": two.same, "better": better, "worse": worse}
    counts |= {"only_without": two.only_without, "only_with": two.only_with, "in_neither": two.in_neither}
    return {
        "unit": declared.unit,
        "better_if": declared.better,
        "smallest_difference": declared.smallest_difference,
        "shares": {key: None if count is None else count / two.pairs for key, count in counts.items()},
        "pairs_compared": two.in_both,
        "without": two.before,
        "with": two.after,
        "mean": two.mean._asdict(),
        "median": two.median._asdict(),
        "beyond_chance": two.is_beyond_chance,
        "negligible": two.is_negligible,
        "standard_error": {
            "paired": two.paired_error,
            "unpaired": two.unpaired_error,
            "ratio": two.error_ratio,
            "times_the_runs_unpaired": two.times_the_runs,
        },
    }
