"""Outcomes along a varied field, and below them how settings, or values, differ in pairs of runs with the same seed."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.labels import outcome_note
from experiments.analysis.replicates import contrasts, estimates
from experiments.analysis.statistics import Estimate
from experiments.figures.captions import TOO_SMALL, caption, few
from experiments.figures.field_axis import set_field_axis, width_of_names
from experiments.figures.findings import findings_on_a_grid, in_common, optimum_of
from experiments.figures.key import Entry
from experiments.figures.marks import (
    TITLE_LINE,
    draw_bar_along,
    draw_curve,
    draw_points,
    draw_ring,
    draw_zero,
    limits,
    title_lines,
    title_panel,
    write_numbers,
)
from experiments.figures.names import Named, name_points
from experiments.figures.panels import Division, Panel, divided, own_place, reference_of
from experiments.figures.sheet import Sheet, new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, LOOKS, Look
from experiments.figures.view import View
from experiments.runner.returns import MEASURES
from simulation.language.translation import Phrase

_COLUMNS = 3
_WIDTH, _WIDEST = 2.75, 4.5
_LEFT, _RIGHT, _ASIDE = 0.75, 0.35, 0.65
_STRIP = 2  # how far the axis of differences reaches at least, in smallest ones that count
_LEVELS, _PAIRS, _INNER, _BETWEEN = 2.5, 1.6, 0.45, 1.15  # heights in inches

HEADING = Phrase("{outcomes} by {field}")
DIFFERENCE_TO = Phrase("difference to: {other}")
BANDS = Phrase("Bands: 95 % intervals, of each mean by itself above.")
BARS = Phrase("Vertical bars: 95 % intervals, of each mean by itself above.")
PAIRS = Phrase(
    "Lower panels: mean difference between runs with the same seed. Compare there: the pairs tell apart what intervals "
    "above that overlap may not."
)
RINGS = Phrase("Rings: the best mean.")
AS_GOOD = Phrase("Bars along the axis: values at which, by pairs, it may be as good.")
MISSING = Phrase("Runs in which an outcome is missing count neither way.")


class Curve(NamedTuple):
    """Estimates along the axis: the number of their line, the places, and the values."""

    number: int
    places: Sequence[int]
    values: Sequence[Estimate]


def draw_outcomes(view: View) -> SheetFigure:
    """Draw means with intervals along the axis, a line for each setting, and their paired differences below."""
    division = divided(view)
    rows = -(-len(division.panels) // _COLUMNS)
    columns = -(-len(division.panels) // rows)
    height = _LEVELS + _INNER + _PAIRS
    width = min(_WIDEST, max(_WIDTH, width_of_names(view, view.axis), (7.5 - _LEFT - _RIGHT) / columns - _ASIDE))
    title = max(len(title_lines(panel.title, width)) for panel in division.panels) - 1
    sheet = new_sheet(
        _LEFT + columns * (width + _ASIDE) - _ASIDE + _RIGHT,
        rows * height + (rows - 1) * (_BETWEEN + title * TITLE_LINE),
        head=0.6 + title * TITLE_LINE,
        heading=_heading(view, division),
        subheading=view.title(),
        sentences=findings_on_a_grid(view, division),
        caption=caption(view, _marks(view, division), division.shown, len(view.series)),
        key=[Entry(name, look) for name, look in zip(division.names, LOOKS, strict=False)],
    )
    cells = [
        cell
        for row in range(rows)
        for cell in _cells(sheet, columns, row * (height + _BETWEEN + title * TITLE_LINE), height)
    ]
    for (above, below), panel in zip(cells, division.panels, strict=False):
        _draw_levels(above, view, panel)
        _draw_differences(below, view, panel, division.names)
    for unused in cells[len(division.panels) :]:
        for axes in unused:
            axes.remove()
    return sheet.figure


def _cells(sheet: Sheet, columns: int, down: float, height: float) -> list[tuple[Axes, Axes]]:
    """Return panels for means with those for differences below them, at a distance in inches from the top."""
    part = Sheet(sheet.figure, sheet.top - down - height, sheet.top - down)
    gap = _INNER * 2 / (_LEVELS + _PAIRS)
    ratios = (_LEVELS, _PAIRS)
    width = (sheet.figure.get_figwidth() - _LEFT - _RIGHT + _ASIDE) / columns - _ASIDE
    gaps = {"wspace": _ASIDE / width, "hspace": gap, "height_ratios": ratios}
    above, below = part.panels(2, columns, left=_LEFT, right=_RIGHT, **gaps)
    return list(zip(above, below, strict=True))


def _heading(view: View, division: Division) -> str:
    outcomes = view.listed(panel.outcome for panel in division.panels)
    return view.say(HEADING, outcomes=outcomes, field=view.field(view.axis.path))


def _marks(view: View, division: Division) -> list[str]:
    """Return what the marks mean, of those that are there."""
    has_runs = view.runs > 1
    lines = [series for panel in division.panels for series in panel.lines]
    optima = [optimum_of(view, panel.outcome, series) for panel in division.panels for series in panel.lines]
    missing = any(np.isnan(view.rows(p.outcome, s.points)).any() for p in division.panels for s in p.lines)
    phrases = {
        BANDS: has_runs and view.axis.is_numeric,
        BARS: has_runs and (not view.axis.is_numeric or any(len(line.places) == 1 for line in lines)),
        PAIRS: True,
        TOO_SMALL: True,
        RINGS: any(optima),
        AS_GOOD: any(optimum and len(optimum.alike) > 1 for optimum in optima),
        MISSING: missing,
    }
    told = [view.say(phrase) for phrase, is_there in phrases.items() if is_there]
    return [*told, *few(view.sweep.manifest.runs, view.spoken)]


def _draw_levels(axes: Axes, view: View, panel: Panel) -> None:
    """Draw the mean of an outcome for every setting, and mark where it is best if somebody chooses the field."""
    curves = [estimates(panel.outcome, view.rows(panel.outcome, series.points)) for series in panel.lines]
    for number, (series, values, look) in enumerate(zip(panel.lines, curves, LOOKS, strict=False)):
        _draw(axes, view, _places(view, series.places, number, len(panel.lines)), values, look)
    ends = np.array([end for values in curves for end in values])
    axes.set_ylim(limits(ends, ends, floor=0, above=0.14))
    write_numbers(axes.yaxis, view.spoken)
    set_field_axis(axes, view, view.axis, is_labelled=False)
    is_outcome = panel.title == view.outcome(panel.outcome)
    note = outcome_note(panel.outcome, view.spoken)
    title_panel(axes, panel.title, note if is_outcome else f"{view.outcome(panel.outcome)}: {note}")
    _mark_optima(axes, view, panel, curves)


def _mark_optima(axes: Axes, view: View, panel: Panel, curves: Sequence[Sequence[Estimate]]) -> None:
    """Ring the best value on every line and name it, and draw a bar along the axis under all that may be as good."""
    named: list[Named] = []
    for row, (series, values, look) in enumerate(zip(panel.lines, curves, LOOKS, strict=False)):
        optimum = optimum_of(view, panel.outcome, series)
        if optimum is None:
            continue
        places = _places(view, series.places, 0, 1)
        x, y = places[optimum.best], values[optimum.best].value
        draw_ring(axes, x, y, look.colour)
        name = view.tick(view.axis.path, view.axis.values[series.places[optimum.best]])
        named.append(Named(name, x, y, look.colour, "bold"))
        if len(optimum.alike) > 1:
            draw_bar_along(axes, places[min(optimum.alike)], places[max(optimum.alike)], row, look.colour)
    lines = [
        np.column_stack([_places(view, series.places, 0, 1), [value.value for value in values]])
        for series, values in zip(panel.lines, curves, strict=True)
    ]
    name_points(axes, named, lines)


def _draw_differences(axes: Axes, view: View, panel: Panel, names: Sequence[str]) -> None:
    """Draw mean paired differences: of each setting to one of them, or of the values of the axis to one of them."""
    least = MEASURES[panel.outcome].smallest_difference
    draw_zero(axes, least)
    ends = [(-_STRIP * least, _STRIP * least)]
    other, curves = _differences(view, panel, names)
    for number, places, values in curves:
        look = LOOKS[number]
        _draw(axes, view, _places(view, places, number, len(panel.lines)), values, look)
        ends += [(np.nanmin(value), np.nanmax(value)) for value in values if not np.isnan(value.value)]
    axes.set_ylim(limits(*np.array(ends).T))
    write_numbers(axes.yaxis, view.spoken)
    set_field_axis(axes, view, view.axis)
    title = textwrap.shorten(view.say(DIFFERENCE_TO, other=other), 60, placeholder=" …")
    axes.annotate(title, (0, 1), (0, 6), "axes fraction", "offset points", size=8, color=GREY)


def _differences(view: View, panel: Panel, names: Sequence[str]) -> tuple[str, list[Curve]]:
    """Return what is compared with, and for each line its number, its places and its paired differences."""
    name = panel.outcome
    if len(panel.lines) == 1:
        [series] = panel.lines
        place = own_place(view, series)
        rows = view.rows(name, series.points)
        found = contrasts(name, rows, rows[series.places.index(place)])
        return view.level(view.axis.path, view.axis.values[place]), [Curve(0, series.places, [c.mean for c in found])]
    reference = reference_of(view, panel.lines)
    curves = []
    for number, series in enumerate(panel.lines):
        if number != reference:
            places, found = in_common(view, name, series, panel.lines[reference])
            curves.append(Curve(number, places, [two.mean for two in found]))
    return names[reference], curves


def _draw(axes: Axes, view: View, places: Sequence[float], values: Sequence[Estimate], look: Look) -> None:
    draw = draw_curve if view.axis.is_numeric and len(places) > 1 else draw_points
    draw(axes, places, values, look)


def _places(view: View, places: Sequence[int], number: int, lines: int) -> list[float]:
    """Return where a line's values stand; points of several lines stand side by side, as they would hide each other."""
    aside = 0.0 if view.axis.is_numeric else 0.14 * (number - (lines - 1) / 2)
    return [view.axis.places[place] + aside for place in places]
