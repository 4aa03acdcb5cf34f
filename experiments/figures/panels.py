"""Panels: which settings of a grid share a panel as lines, and which get panels of their own."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from experiments.analysis.labels import capital
from experiments.analysis.series import Series, some_of
from experiments.design.points import identity
from experiments.figures.style import LOOKS
from experiments.figures.view import View

_FEW, _MOST_PANELS = 4, 4


class Panel(NamedTuple):
    """A panel.

    Attributes:
        title: what it is headed with.
        outcome: the name of what is drawn.
        lines: the series that are drawn.
    """

    title: str
    outcome: str
    lines: tuple[Series, ...]


class Division(NamedTuple):
    """The panels of a figure.

    Attributes:
        panels: from left to right.
        names: what the lines stand for, the same in every panel; empty where there is but one.
        shown: how many settings are drawn.
        is_by_setting: whether panels differ in their setting, not in their outcome.
    """

    panels: tuple[Panel, ...]
    names: tuple[str, ...]
    shown: int
    is_by_setting: bool


def divided(view: View) -> Division:
    """Divide the settings of a grid: few are lines in a panel for each outcome, many get panels for one outcome."""
    outcomes = view.shown
    facets = [group for group in _facets(view.series).values() if len(group) > 1]
    if len(view.series) <= _FEW or len(facets) < 2:
        lines, names = settings_as_lines(view)
        panels = tuple(Panel(view.outcome(name), name, lines) for name in outcomes)
        return Division(panels, names, len(lines), is_by_setting=False)
    chosen = some_of(facets, _MOST_PANELS)
    panels = tuple(
        Panel(capital(view.setting(_rest(group[0]))), outcomes[0], tuple(some_of(group, len(LOOKS))))
        for group in chosen
    )
    names = tuple(capital(view.setting(_last(series))) for series in panels[0].lines)
    return Division(panels, names, sum(len(panel.lines) for panel in panels), is_by_setting=True)


def settings_as_lines(view: View) -> tuple[tuple[Series, ...], tuple[str, ...]]:
    """Return as many settings as can be told apart as lines, and their names; one alone needs none."""
    lines = tuple(some_of(view.series, len(LOOKS)))
    names = tuple(capital(view.setting(series.setting)) for series in lines)
    return lines, names if len(lines) > 1 else ()


def reference_of(view: View, lines: Sequence[Series]) -> int:
    """Return which of several settings the others are compared with: the scenario's own, else the first."""
    is_own = (all(_is_own(view, path, value) for path, value in series.setting.items()) for series in lines)
    return next((number for number, own in enumerate(is_own) if own), 0)


def own_place(view: View, series: Series) -> int:
    """Return the place of the axis with which others are compared: that of the scenario's own value, else the first."""
    axis = view.axis
    return next((p for p in series.places if _is_own(view, axis.path, axis.values[p])), series.places[0])


def _is_own(view: View, path: str, value: Any) -> bool:
    own = view.own(path)
    return own is not None and identity(own) == identity(value)


def _facets(series: Sequence[Series]) -> dict[str, list[Series]]:
    """Group series by all fields but the last."""
    facets: dict[str, list[Series]] = {}
    for one in series:
        facets.setdefault(repr(_rest(one)), []).append(one)
    return facets


def _rest(series: Series) -> dict[str, Any]:
    return dict(list(series.setting.items())[:-1])


def _last(series: Series) -> dict[str, Any]:
    return dict(list(series.setting.items())[-1:])
