"""The view: which sweep is drawn, which of its outcomes, along which field, and in which language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Any

import numpy as np

from experiments.analysis.axis import Axis, axis_of, refuse_fixed, sampled_axis
from experiments.analysis.field_records import FieldRecords
from experiments.analysis.labels import (
    ENGLISH,
    capital,
    field_label,
    group_label,
    level_label,
    outcome_name,
    outcome_title,
    tick_label,
)
from experiments.analysis.main_effects import MainEffect, main_effect
from experiments.analysis.optimum import Optimum, find_optimum
from experiments.analysis.replicates import replicates
from experiments.analysis.series import Series, series_of
from experiments.analysis.statistics import Numbers
from experiments.design.designs import SAMPLED
from experiments.design.points import identity
from experiments.design.scenario_paths import value
from experiments.runner.returns import MEASURES, Returns
from experiments.storage.sweep_folder import Sweep
from simulation import DataError
from simulation.errors import did_you_mean
from simulation.language.translation import Language, Phrase

AS_IT_IS = Phrase("the scenario as it is")
_MOST_LISTED = 40
_BARE = frozenset({"share", "0/1", "1", "net benefit", "influence", "distance"})
_CHOSEN = ("agreements", "invitation")


class Shape(Enum):
    """How the points of a design lie to one another: alone, on a grid, in a list, or scattered as a sample."""

    POINT = auto()
    GRID = auto()
    LIST = auto()
    SAMPLE = auto()


@dataclass(frozen=True)
class View:
    """What is drawn.

    Attributes:
        sweep: a finished sweep.
        outcomes: the numbers that were asked for; empty for those that a figure shows by itself.
        along: the varied field that was asked for as the axis; None for the one that suits best.
        spoken: the language of all texts.
    """

    sweep: Sweep
    outcomes: tuple[str, ...] = ()
    along: str | None = None
    spoken: Language = ENGLISH

    def __post_init__(self) -> None:
        numbers = self.returns.numbers
        for name in self.outcomes:
            if name not in numbers:
                raise DataError(f"{name} is no number that runs return{did_you_mean(name, numbers)}")
        if self.along is not None:
            refuse_fixed(self.sweep.points, self.along)
            if self.shape not in {Shape.GRID, Shape.SAMPLE}:
                raise DataError(f"A {self.sweep.manifest.layout} design has no axis to be drawn along; try --columns.")

    @property
    def returns(self) -> Returns:
        """What the runs return."""
        return self.sweep.manifest.returns

    @property
    def shown(self) -> tuple[str, ...]:
        """The outcomes to show: those that were asked for, else the main ones."""
        return self.outcomes or self.returns.main

    @property
    def runs(self) -> int:
        """How many runs each point has."""
        return len(self.sweep.runs) // self.sweep.manifest.points

    @property
    def shape(self) -> Shape:
        """How the points of the design lie to one another."""
        manifest = self.sweep.manifest
        if manifest.points == 1:
            return Shape.POINT
        if manifest.question == "comparison":
            return Shape.LIST
        if manifest.layout in SAMPLED or (manifest.layout == "listed" and manifest.points > _MOST_LISTED):
            return Shape.SAMPLE
        return Shape.GRID if manifest.layout == "factorial" or len(manifest.design) == 1 else Shape.LIST

    @cached_property
    def records(self) -> FieldRecords:
        """What was written down in the runs of a field."""
        return FieldRecords(self.sweep)

    @cached_property
    def axis(self) -> Axis:
        """The field along which a grid is drawn."""
        return axis_of(self.sweep.points, self.along)

    @cached_property
    def series(self) -> list[Series]:
        """The points of a grid along its axis, for every setting of the other fields."""
        return series_of(self.sweep.points, self.axis)

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chooses the value of the axis: an optimum is looked for only there."""
        return self.axis.path.partition(".")[0] in _CHOSEN

    @property
    def order_decides(self) -> bool:
        """Whether the number of those invited also decides who they are, as they are not asked by lot."""
        return bool(self.own("invitation.order") != "random" or self.own("invitation.indispensable"))

    def rows(self, name: str, points: Sequence[int]) -> Numbers:
        """Return an outcome with a row for each of some points and a column for each seed."""
        return replicates(self.sweep, name)[list(points)]

    def best(self, name: str, series: Series) -> Optimum | None:
        """Return where along the axis an outcome is best; None where it is missing in all runs."""
        key = (name, series.points)
        if key not in self._optima:
            self._optima[key] = find_optimum(name, self.rows(name, series.points))
        return self._optima[key]

    @cached_property
    def _optima(self) -> dict[tuple[str, tuple[int, ...]], Optimum | None]:
        return {}

    def means(self, name: str) -> Numbers:
        """Return the mean of an outcome at every point; nan where it is missing in all runs there."""
        rows = replicates(self.sweep, name)
        seen = ~np.isnan(rows)
        with np.errstate(invalid="ignore"):
            means: Numbers = np.where(seen, rows, 0.0).sum(axis=1) / seen.sum(axis=1)
        return means

    def effect(self, name: str, path: str) -> MainEffect:
        """Return how an outcome changes along a field of a sample."""
        if (name, path) not in self._effects:
            range_ = self.sweep.manifest.design[path]
            axis = sampled_axis(self.sweep.points, path, is_log=isinstance(range_, str) and range_.endswith("log"))
            found = main_effect(axis, self.sweep.points.columns[path], replicates(self.sweep, name))
            self._effects[name, path] = found
        return self._effects[name, path]

    @cached_property
    def fields(self) -> list[str]:
        """The varied fields, those first along which the first outcome changes most; one that was asked for leads."""
        first = self.shown[0]
        return sorted(self.sweep.points.columns, key=lambda p: (p != self.along, -self.effect(first, p).size))

    @cached_property
    def _effects(self) -> dict[tuple[str, str], MainEffect]:
        return {}

    def own(self, path: str) -> Any:
        """Return the value that the scenario has for a field before it varies; None where it has none."""
        return value(self.sweep.manifest.scenario, path)

    @property
    def reference(self) -> int:
        """The point of a list with which the others are compared: the scenario's own, else the first."""
        return next((point for point in range(len(self.sweep.points)) if self.is_own(point)), 0)

    def what_differs(self, point: int) -> str:
        """Return how a point of a list differs from the one with which it is compared, in words."""
        reference = self.sweep.points[self.reference]
        values = self.sweep.points[point]
        if point == self.reference and self.is_own(point):
            return self.say(AS_IT_IS)
        differing = {path: value for path, value in values.items() if identity(value) != identity(reference.get(path))}
        return self.setting(differing or values)

    def is_own(self, point: int) -> bool:
        """Tell whether a point is the scenario as it is."""
        own = ((value, self.own(path)) for path, value in self.sweep.points[point].items())
        return all(theirs is not None and identity(ours) == identity(theirs) for ours, theirs in own)

    def say(self, phrase: Phrase, count: int = 1, /, **parts: str) -> str:
        """Return a phrase in the language of the view."""
        return self.spoken.say(phrase, count, **parts)

    def title(self) -> str:
        """Return the title of the scenario."""
        return str(self.sweep.manifest.scenario["title"][self.spoken.code])

    def field(self, path: str) -> str:
        """Return the name of a field."""
        return field_label(path, self.spoken).name

    def outcome(self, name: str) -> str:
        """Return the title of an outcome."""
        return outcome_title(name, self.spoken)

    def unit(self, name: str) -> str:
        """Return the unit of an outcome behind a space, where it counts something; shares and the like need none."""
        unit = MEASURES[name].unit
        return "" if unit in _BARE else f" {self.say(Phrase(unit))}"

    def named(self, name: str) -> str:
        """Return what an outcome is called inside a sentence."""
        return outcome_name(name, self.spoken)

    def listed(self, names: Iterable[str]) -> str:
        """Join what outcomes are called, each once, to a list that begins with a capital."""
        return capital(self.spoken.listed([self.named(name) for name in dict.fromkeys(names)]))

    def level(self, path: str, value: Any) -> str:
        """Return a value of a field in words."""
        return level_label(path, value, self.spoken)

    def tick(self, path: str, value: Any) -> str:
        """Return a value of a field as it stands on an axis."""
        return tick_label(path, value, self.spoken)

    def setting(self, values: Any) -> str:
        """Return the values of several fields in words."""
        return group_label(values, self.spoken)
