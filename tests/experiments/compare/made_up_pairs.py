"""Comparisons for tests: planned ones, and pairs of outcomes made by hand."""

from collections.abc import Sequence

from experiments.compare.comparison import Pairs, change_of, plan_comparison
from experiments.runner.plan import Plan
from simulation import Outcome
from simulation.language.translation import language
from tests.experiments.made_up import outcome

CHANGE = "agreements.red_lines_disclosed=true"
ENGLISH, GERMAN = language("en"), language("de")


def planned(*groups: Sequence[str], runs: int = 4, settings: Sequence[str] = ()) -> Plan:
    return plan_comparison("baseline", groups or [[CHANGE]], settings=settings, runs=runs, seed=1)


def made_up(without: Sequence[Outcome], with_it: Sequence[Outcome], *change: str) -> Pairs:
    plan = planned(change or (CHANGE,), runs=len(without))
    return Pairs(plan, change_of(plan, plan.asked["changes"][0]), tuple(without), tuple(with_it))


def by_impact(*pairs: tuple[float, float], change: Sequence[str] = (CHANGE,)) -> Pairs:
    without, with_it = ([outcome(impact=pair[k]) for pair in pairs] for k in (0, 1))
    return made_up(without, with_it, *change)
