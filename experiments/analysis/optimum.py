"""The optimum: where along a varied field the mean impact is highest, and how sure the data are of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.analysis.statistics import Numbers, means


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best of several values, in rising order of the varied field.

    Attributes:
        values: all values that were tried.
        best: the one with the highest mean.
        mean: that mean.
        alike: those that do as well within chance: the 95 % interval of the paired difference to the best
            includes 0. The best is one of them.
    """

    values: tuple[float, ...]
    best: float
    mean: float
    alike: tuple[float, ...]

    @property
    def is_inner(self) -> bool:
        """Tell whether both ends of the range do worse beyond chance."""
        return self.values[0] not in self.alike and self.values[-1] not in self.alike

    @property
    def is_flat(self) -> bool:
        """Tell whether no value differs from the best beyond chance."""
        return self.alike == self.values


def find_optimum(values: Sequence[float], outcomes: Numbers) -> Optimum:
    """Find the value with the highest mean outcome.

    Args:
        values: values of the varied field, in rising order.
        outcomes: one row a value, one column a replicate; replicates share their seeds across rows.
    """
    averages = outcomes.mean(axis=1)
    best = int(np.argmax(averages))
    differences = means(outcomes - outcomes[best])
    alike = tuple(value for value, lead in zip(values, differences, strict=True) if lead.high >= 0)
    return Optimum(tuple(values), values[best], float(averages[best]), alike)


def sentence(optimum: Optimum, named: Callable[[float], str], setting: str) -> str:
    """Say in one sentence where the optimum lies, and admit it where there is none.

    Args:
        optimum: what was found.
        named: puts a value into words, such as "12 organisations invited".
        setting: what it was found for, such as "everyone at one table"; may be empty.
    """
    subject = f"{setting[0].upper()}{setting[1:]}: mean impact" if setting else "Mean impact"
    first, last = optimum.values[0], optimum.values[-1]
    if optimum.is_flat:
        reach = f"between {named(first)} and {named(last)}"
        return f"{subject} does not differ beyond chance {reach}, so the data show no optimum."
    top = f"{subject} is highest at {named(optimum.best)} ({optimum.mean:.3f})"
    if optimum.is_inner:
        return f"{top}, an inner optimum{_within_chance(optimum)}."
    return f"{top}; {_edge(optimum)}, so the data show no inner optimum in this range."


def _edge(optimum: Optimum) -> str:
    if optimum.best in (optimum.values[0], optimum.values[-1]):
        return "that is the edge of what was tried"
    edge = optimum.values[-1] if optimum.values[-1] in optimum.alike else optimum.values[0]
    return f"the edge at {edge:g} does as well within chance"


def _within_chance(optimum: Optimum) -> str:
    low, high = min(optimum.alike), max(optimum.alike)
    return "" if low == high else f"; from {low:g} to {high:g} the difference to it is within chance"
