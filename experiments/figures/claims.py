"""Claims: for each expectation what came out under its conditions, and the effect in every parameter set."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from experiments.analysis.labels import capital
from experiments.analysis.statistics import Numbers
from experiments.claims.claims_report import interval, number, share
from experiments.claims.effects import Effects, estimated
from experiments.claims.expected_patterns import INTERACTIONS, Pattern, rise
from experiments.claims.result import ClaimResult
from experiments.claims.verdict import Finding
from experiments.claims.wording import expected
from experiments.figures.end_labels import EndLabels
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, LOOKS, PALE, save, theme
from experiments.runner.provenance import PACKAGE

FOR, AGAINST, OFF = "#0072B2", "#B04A00", "#8A8A8A"  # the second is Okabe and Ito's vermilion, darkened for texts
_ROW, _GAP = 2.3, 1.2
_LEFT, _RIGHT, _BETWEEN, _WIDTH = 0.75, 0.4, 0.85, 11
_SEEN = 0.98
EFFECT = "effect in a set"
# What the effect is that is looked at for each shape.
_MEASURES: Mapping[Pattern, str] = MappingProxyType(
    {
        **dict.fromkeys((Pattern.UP, Pattern.DOWN, Pattern.FLAT), "Rise from first to last"),
        **dict.fromkeys(INTERACTIONS, "Difference between the effects"),
        Pattern.HUMP: "Peak above the higher end",
        Pattern.VALLEY: "Lower end above the trough",
        Pattern.JUMP_UP: "Steepest rise beyond half of all",
        Pattern.JUMP_DOWN: "Steepest fall beyond half of all",
    }
)
_ABOVE: Mapping[str, Any] = MappingProxyType({"xycoords": "axes fraction", "textcoords": "offset points"})


def save_claim(result: ClaimResult, folder: Path) -> list[Path]:
    """Draw a claim into a folder, as PNG and SVG, and return the files."""
    with theme():
        return save(draw_claim(result), folder, result.claim.id)


def draw_claim(result: ClaimResult) -> SheetFigure:
    """Draw the outcomes and the effects on which the verdict on a claim rests, a row for each expectation."""
    rows = len(result.findings)
    lines = [_lines(result, finding) for finding in result.findings]
    margin = max(EndLabels(line.names).margin for line in lines)
    sheet = new_sheet(
        _WIDTH,
        _ROW * rows + _GAP * (rows - 1),
        head=0.65,
        foot=0.95,
        heading=f"{result.claim.id}: {result.verdict}",
        subheading=result.claim.claim.en,
        sentences=[result.claim.test],
        caption=_caption(result),
    )
    between = margin + _BETWEEN
    panel = (_WIDTH - _LEFT - _RIGHT - between) / 2
    grid = sheet.panels(rows, 2, left=_LEFT, right=_RIGHT, wspace=between / panel, hspace=_GAP / _ROW)
    for finding, line, (left, right) in zip(result.findings, lines, grid, strict=True):
        _draw_outcome(left, line)
        what = "mean effect" if finding.expectation.pattern in INTERACTIONS else "mean"
        title = f"Expected: {expected(result.claim, finding.expectation)}"
        _head(left, title, f"{what} over sets, with its 95 % interval")
        _draw_effects(right, finding)
    return sheet.figure


class _Lines(NamedTuple):
    """What the left panel of an expectation shows.

    Attributes:
        names: of the lines.
        values: one table a line: sets in rows, places in columns; nan where the outcome did not come about.
        places: names of the places along the axis.
        axis: name of the axis.
    """

    names: tuple[str, ...]
    values: list[Numbers]
    places: tuple[str, ...]
    axis: str


def _lines(result: ClaimResult, finding: Finding) -> _Lines:
    """Return the outcome in each situation over the levels, or how it rises with them in each, if that is asked."""
    on, off = finding.curves[1:, 0], finding.curves[1:, 1:]
    states = ("mechanism on", "mechanism off")[: finding.curves.shape[1]]
    if finding.expectation.pattern in INTERACTIONS:
        rises = np.apply_along_axis(rise, 3, finding.curves[1:])
        return _Lines(states, list(np.moveaxis(rises, 1, 0)), result.situations, "")
    values = [*np.moveaxis(on, 1, 0), *np.moveaxis(off.mean(axis=2), 1, 0)]
    return _Lines((*(result.situations or states[:1]), *states[1:]), values, result.levels, result.axis)


def _draw_outcome(axes: Axes, lines: _Lines) -> None:
    """Draw the lines with their intervals."""
    across = np.linspace(0, 1, len(lines.places))
    ends = []
    for values, look in zip(lines.values, LOOKS, strict=False):
        means, lows, highs = estimated(values)
        style: dict[str, Any] = {"linestyle": look.line, "marker": look.marker, "markeredgecolor": "white"}
        axes.fill_between(across, lows, highs, color=look.colour, alpha=0.14, linewidth=0)
        axes.plot(across, means, color=look.colour, linewidth=1.7, markersize=6, clip_on=False, **style)
        ends.append((1.0, float(means[-1])))
    axes.set_xlim(-0.04, 1.04)
    axes.set_xticks(across, [textwrap.fill(name, 12 if lines.axis else 26) for name in lines.places])
    axes.set_xlabel(lines.axis)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.margins(y=0.12)
    EndLabels(lines.names).write(axes, ends)


def _draw_effects(axes: Axes, finding: Finding) -> None:
    """Draw the effect in every set, from the lowest to the highest, and below it the mean effect."""
    values, least = finding.effects.calibrated, finding.smallest
    order = np.argsort(values, kind="stable")
    colours = [_colour(finding, value) for value in values[order]]
    fills = np.where(finding.effects.stands_out[order] > 0, colours, "white").tolist()
    axes.axvspan(-least, least, color=PALE, alpha=0.6, linewidth=0, zorder=0)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    if finding.without is not None:
        _draw_off(axes, finding.without)
    reach = _reach(finding)
    shown, measured = (np.clip(part[order], -reach, reach) for part in (values, finding.effects.measured))
    heights, beyond = _heights(values), np.sign(values[order]) * (np.abs(values[order]) > reach)
    axes.hlines(heights, measured, shown, color=PALE, linewidth=0.7, zorder=2)
    for marker, side in (("o", 0), ("<", -1), (">", 1)):
        here = np.flatnonzero(beyond == side)
        look: dict[str, Any] = {"c": [fills[k] for k in here], "edgecolors": [colours[k] for k in here]}
        axes.scatter(shown[here], heights[here], 14, marker=marker, lw=0.9, clip_on=False, zorder=3, gid=EFFECT, **look)
    _draw_mean(axes, finding.effects, -0.04, INK)
    _set_axes(axes, finding, reach)
    sets = f"{finding.compared}" if finding.compared == finding.sets else f"{finding.compared} of {finding.sets}"
    _head(axes, f"Effect in {sets} sets", "")
    axes.annotate(str(finding.verdict), (1, 1), (0, 22), size=10, weight="bold", color=INK, ha="right", **_ABOVE)
    _write_shares(axes, finding)


def _colour(finding: Finding, effect: float) -> str:
    if finding.expects_none:
        return FOR if abs(effect) <= finding.smallest else AGAINST
    signed = finding.sign * effect
    return FOR if signed > finding.smallest else AGAINST if signed < -finding.smallest else GREY


def _heights(values: Numbers) -> Numbers:
    return np.arange(1, len(values) + 1) / max(1, len(values))


def _draw_off(axes: Axes, effects: Effects) -> None:
    """Draw the effects without the mechanism as steps, and their mean."""
    values = np.sort(effects.calibrated)
    axes.step(values, _heights(values), where="post", color=OFF, linewidth=1.3, zorder=2)
    _draw_mean(axes, effects, 0.03, OFF)


def _draw_mean(axes: Axes, effects: Effects, height: float, colour: str) -> None:
    """Mark a mean effect and its interval."""
    mean = effects.mean
    style: dict[str, Any] = {"color": colour, "clip_on": False, "zorder": 5}
    axes.plot([mean.low, mean.high], [height] * 2, linewidth=3.2, solid_capstyle="butt", **style)
    axes.plot([mean.value], [height], "D", markersize=5, **style)


def _reach(finding: Finding) -> float:
    """Return how far the axis of effects goes to either side, so that a few sets far out do not squeeze all others."""
    parts = [finding.effects, *([] if finding.without is None else [finding.without])]
    sizes = np.abs(np.concatenate([part.calibrated for part in parts]))
    most = float(np.quantile(sizes, _SEEN, method="lower")) if sizes.size else 0.0
    ends = [abs(end) for part in parts for end in part.mean if not np.isnan(end)]
    return 1.1 * max([most, 4 * finding.smallest, *ends]) or 1.0


def _is_beyond(finding: Finding) -> bool:
    return bool((np.abs(finding.effects.calibrated) > _reach(finding)).any())


def _set_axes(axes: Axes, finding: Finding, reach: float) -> None:
    """Set the limits, and name the axes."""
    mean = finding.effects.mean
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-0.08, 1.03)
    axes.xaxis.set_major_locator(MaxNLocator(5, symmetric=True))
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.set_ylabel("Sets at or below")
    measure = _MEASURES[finding.expectation.pattern]
    axes.set_xlabel(f"{measure}\nmean {number(mean.value)} (95 %: {interval(mean)})")


def _write_shares(axes: Axes, finding: Finding) -> None:
    """Write over each side of zero the share of sets that lies there; what is for no effect lies in the middle."""
    against, in_favour = ("against", finding.against, AGAINST), ("for", finding.in_favour, FOR)
    sides = [against, ("none", finding.none, GREY), in_favour][:: finding.sign]
    if finding.expects_none:
        sides = [against, in_favour]
    for (word, sets, colour), x, align in zip(sides, (0.0, 0.5, 1.0), ("left", "center", "right"), strict=False):
        text = f"{word} {share(sets, finding)}"
        axes.annotate(text, (x, 1), (0, 6), size=8.5, weight="bold", color=colour, ha=align, **_ABOVE)


def _head(axes: Axes, title: str, note: str) -> None:
    axes.annotate(capital(title), (0, 1), (0, 22), size=10, weight="bold", color=INK, **_ABOVE)
    axes.annotate(note, (0, 1), (0, 8), size=8, color=GREY, **_ABOVE)


def _caption(result: ClaimResult) -> str:
    """Say how the figure was made and what its marks mean, of those that are there."""
    found = result.findings
    is_grey = any(_colour(finding, value) == GREY for finding in found for value in finding.effects.calibrated)
    marks = {
        "Right: a point is the effect in one set, freed of the spread that chance adds; a pale line leads to it from "
        "what was measured.": True,
        "Blue is for the claim, brown against it.": not is_grey,
        "Blue is for the claim, brown against it, grey none (within the strip).": is_grey,
        "Filled points are distinguishable from noise by themselves.": True,
        "Triangles lie beyond the axis.": any(map(_is_beyond, found)),
        "Black: mean over sets with its 95 % bootstrap interval.": True,
        "Grey steps and bar: with the mechanism switched off.": any(finding.without is not None for finding in found),
        "Sets in which there was nothing to compare are left out.": {f.compared for f in found} != {result.sets},
    }
    return (
        f"{result.sets} parameter sets from the plausible ranges (Sobol sequence; {result.drawn:,} drawn, and kept "
        f"those in which alliances of a panel work), {result.replicates} runs of each condition in each set with "
        f"shared seeds, {result.runs:,} runs, seeds {' and '.join(map(str, result.seeds))}. "
        f"{' '.join(text for text, is_there in marks.items() if is_there)} "
        f"Scenario: {result.scenario}. Source: {result.claim.source}. {PACKAGE} {result.versions[PACKAGE]}."
    )
