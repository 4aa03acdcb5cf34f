"""History: how members grew against runs, where each observation falls among them, and whether all together fit."""

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.key import Entry
from experiments.figures.marks import title_panel
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK, PALE, Look, save, theme
from experiments.runner.provenance import PACKAGE, package_version
from experiments.validation.calibration import BINS, Calibration, answers_of, calibration
from experiments.validation.history import TAIL, Answer, History, Verdict
from experiments.validation.history_report import mostly, observed, same, spread, summary

INSIDE, OUTSIDE = "#0072B2", "#D55E00"
_COLOURS = {Verdict.INSIDE: INSIDE, Verdict.OUTSIDE: OUTSIDE}
_MARKERS = {Verdict.INSIDE: "o", Verdict.OUTSIDE: "X"}
_KEY = (
    Entry("observed, inside", Look(INSIDE, "none", "o")),
    Entry("observed, outside", Look(OUTSIDE, "none", "X")),
    Entry("middle 90 % of runs", Look(PALE, "-", ""), fill=""),
)
_ROW = 0.38
_BESIDE = 2.8  # inches beside the panel of places, for what was observed
_LONGEST = 44  # signs of a label that fit between the panels


def draw_history(histories: Sequence[History], folder: Path) -> list[Path]:
    """Draw a figure for every scenario with something to compare, and one for all; return the files."""
    with theme():
        files = [
            path
            for history in histories
            if history.answers
            for path in save(draw_one(history), folder, f"history-{Path(history.name).stem}")
        ]
        found = calibration(answers_of(histories))
        return [*files, *(save(draw_calibration(histories, found), folder, "calibration") if found.intervals else [])]


def draw_one(history: History) -> SheetFigure:
    """Draw the growth of members against runs on the left, where every observation falls on the right."""
    height = max(2.6, _ROW * len(history.answers))
    sheet = new_sheet(
        12.5,
        height,
        foot=0.75,
        heading=f"Runs and history: {history.scenario.title.en}",
        subheading="Runs know the inputs of the scenario and nothing of what was observed.",
        caption=_caption(history),
        key=_KEY,
    )
    growth = [answer for answer in history.answers if answer.question.of_members]
    (panels,) = sheet.panels(1, 2, left=0.7, right=_BESIDE + 0.3, wspace=1.15, width_ratios=(1, 0.8))
    _draw_growth(panels[0], history, growth)
    _draw_places(panels[1], history.answers)
    return sheet.figure


def draw_calibration(histories: Sequence[History], found: Calibration) -> SheetFigure:
    """Draw how many observations fall into each tenth of the runs, and the share at or below each quantile."""
    held = calibration(answers_of(histories, held_back=True))
    sheet = new_sheet(
        11,
        3.4,
        foot=0.75,
        heading="Do observations fall among the runs as evenly as they should?",
        subheading=f"{len(found.intervals)} observed numbers; scenarios: {len(histories)}.",
        caption=(
            "Each observation is spread evenly over the quantiles of the runs that returned just this. Grey: where "
            "nine in ten perfect models would lie if all observations were independent; those of one alliance are not, "
            f"so the true band is wider. {PACKAGE} {package_version()}."
        ),
        sentences=list(summary(histories)),
    )
    (panels,) = sheet.panels(1, 2, left=0.75, right=0.4, wspace=0.25)
    _draw_ranks(panels[0], found)
    _draw_reached(panels[1], found, held)
    return sheet.figure


def _draw_growth(axes: Axes, history: History, growth: Sequence[Answer]) -> None:
    weeks = np.arange(1, history.members.shape[1] + 1)
    low, middle, high = np.quantile(history.members, (TAIL, 0.5, 1 - TAIL), axis=0, method="nearest")
    axes.fill_between(weeks, low, high, step="pre", color=PALE, linewidth=0)
    axes.plot(weeks, middle, drawstyle="steps-pre", color=INK, linewidth=1.4)
    for answer in growth:
        week, verdict = answer.question.week, answer.verdict
        axes.plot(week + 1, answer.question.seen, _MARKERS[verdict], color=_COLOURS[verdict], ms=7, clip_on=False)
    axes.set_xlim(0, len(weeks))
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("Week of the run")
    title_panel(axes, "Members", "organisations, supporters included; line: median of runs")


def _draw_places(axes: Axes, answers: Sequence[Answer]) -> None:
    """Give every observation a line: the quantiles it takes up, what was seen, and what runs return."""
    rows = range(len(answers), 0, -1)
    axes.axvspan(TAIL, 1 - TAIL, color=PALE, alpha=0.5, linewidth=0)
    for row, answer in zip(rows, answers, strict=True):
        colour = _COLOURS[answer.verdict]
        is_word = isinstance(answer.question.seen, str)
        if is_word:
            axes.text(0.5, row, f"as in {same(answer)} of runs", ha="center", va="center", size=8.5, color=colour)
        else:
            axes.plot(answer.interval, (row, row), color=colour, linewidth=2, alpha=0.5, solid_capstyle="butt")
            axes.plot(answer.quantile, row, _MARKERS[answer.verdict], color=colour, ms=7, clip_on=False)
        returned = mostly(answer) if is_word else spread(answer)
        axes.annotate(
            f"{observed(answer)}   |   {returned}",
            (1, row),
            (10, 0),
            textcoords="offset points",
            va="center",
            size=8,
            color=INK,
        )
    axes.set_yticks(list(rows), [_short(answer) for answer in answers])
    axes.tick_params(axis="y", length=0, pad=8)  # marks at 0 reach beyond the axis
    axes.set_xlim(0, 1)
    axes.set_ylim(0.4, len(answers) + 0.6)
    axes.set_xlabel("Share of runs below what was observed")
    note = "right: observed | what runs return (5 %, median, 95 %)"
    title_panel(axes, "Where history falls among the runs", note, over=_BESIDE)


def _short(answer: Answer) -> str:
    mark = " *" if answer.question.observation.held_back else ""
    return textwrap.shorten(answer.question.label.replace("_", " "), _LONGEST, placeholder=" …") + mark


def _draw_ranks(axes: Axes, found: Calibration) -> None:
    count, edges = len(found.intervals), np.linspace(0, 1, BINS + 1)
    axes.bar(edges[:-1], found.ranks(), width=1 / BINS, align="edge", color=INSIDE, edgecolor="white")
    axes.axhline(count / BINS, color=INK, linewidth=1, linestyle=(0, (4, 2)))
    axes.set_xlim(0, 1)
    axes.set_xlabel("Tenth of the runs, from the lowest to the highest")
    axes.set_ylabel("Observations")
    title_panel(
        axes, "Rank histogram", "dashed: a perfect model; U: too narrow; hump: too wide; slope: off to one side"
    )


def _draw_reached(axes: Axes, found: Calibration, held: Calibration) -> None:
    quantiles = np.linspace(0, 1, 201)
    axes.fill_between(quantiles, *found.band(quantiles), color=PALE, linewidth=0)
    axes.plot((0, 1), (0, 1), color=INK, linewidth=1, linestyle=(0, (4, 2)), clip_on=False)
    style: dict[str, Any] = {"clip_on": False, "zorder": 3}
    axes.plot(quantiles, found.reached(quantiles), color=INSIDE, linewidth=1.8, label="all observations", **style)
    if held.intervals:
        style |= {"ls": (0, (2, 1)), "label": "held back"}
        axes.plot(quantiles, held.reached(quantiles), color=OUTSIDE, linewidth=1.4, **style)
    axes.legend(loc="upper left", frameon=False, fontsize=8.5)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("Share of runs below what was observed")
    axes.set_ylabel("Share of observations at or below")
    title_panel(axes, "Calibration", "dashed: a perfect model")


def _caption(history: History) -> str:
    runs, left = len(history.members), len(history.incomparable)
    return (
        f"{runs:,} runs, horizon {history.scenario.weeks:,} weeks. An observation is inside if one run in twenty or "
        "more lies at it or below, and as many at it or above; a bar shows the quantiles of runs that returned just "
        f"this. After its end an alliance has no members. *: held back from all tuning. Not comparable: {left}. "
        f"Scenario: {Path(history.name).name}. {PACKAGE} {package_version()}."
    )
