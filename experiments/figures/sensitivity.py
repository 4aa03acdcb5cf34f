"""Sensitivity: ranked shares of the variance of outcomes, how they settle as the sample grows, and the screening."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from experiments.analysis.labels import ENGLISH, capital, outcome_title
from experiments.analysis.statistics import Estimate
from experiments.figures.key import Entry
from experiments.figures.marks import BAR, draw_curve, title_panel, write_numbers
from experiments.figures.sheet import Sheet, new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, LOOKS, PALE, Look, save, theme
from experiments.figures.typesetting import wrapped
from experiments.runner.provenance import PACKAGE, package_version
from experiments.sensitivity.answer import Answer, meaning_of, name_of, span_of
from experiments.sensitivity.sentences import headline, screening_sentences, sentences
from experiments.sensitivity.study import LED, OUTCOMES
from simulation import OUTCOMES as DECLARED

ALONE, TOGETHER, NOISE = "alone", "together", "noise"
_ROW, _LINE, _SIZE = 0.34, 0.15, 8.5  # inches, and points
_WIDTH, _LABELS, _RIGHT = 11.0, 4.1, 0.35
_MOST_SCREENED, _MOST_LINES, _MOST_WORDS = 20, 6, 2
_SHARES = (-0.2, 1.2)
_DARK, _LIGHT = LOOKS[0].colour, "#A9CBE3"


def draw_sensitivity(answer: Answer, folder: Path) -> list[Path]:
    """Draw what was found into a folder, as PNG and SVG, and return the files."""
    with theme():
        return [path for name, figure in _figures(answer) for path in save(figure, folder, name)]


def _figures(answer: Answer) -> Iterator[tuple[str, SheetFigure]]:
    yield "sensitivity", draw_indices(answer)
    if len(answer.found[LED]) > 1:
        yield "convergence", draw_convergence(answer)
    if answer.screened:
        yield "screening", draw_screening(answer)


def draw_indices(answer: Answer) -> SheetFigure:
    """Draw a row for each factor and a panel for each outcome: what it explains by itself, and with others."""
    ranked = answer.ranked()
    labels = [_label(place, path, span_of(answer.factors, path)) for place, path in enumerate(ranked, start=1)]
    sheet, rows, heights = _rows(
        answer,
        labels,
        heading="What decides how alliances come out",
        sentences=[headline(answer), *sentences(answer)],
        key=_key(answer),
        marks=_marks(answer),
        foot=0.45,
    )
    [panels] = sheet.panels(1, len(OUTCOMES), left=_LABELS, right=_RIGHT, wspace=0.18)
    for number, (axes, name) in enumerate(zip(panels, OUTCOMES, strict=True)):
        _draw_shares(axes, answer, name, ranked, rows)
        _set_rows(axes, rows, heights, labels if number == 0 else None)
        title_panel(axes, outcome_title(name), "share of variance in %")
    return sheet.figure


def draw_screening(answer: Answer) -> SheetFigure:
    """Draw the factors that move impact most when screened, with what noise alone would look like."""
    ranked = answer.screening_ranks()[:_MOST_SCREENED]
    effects = answer.screened[LED]
    factors = answer.screened_factors
    labels = [_label(place, path, span_of(factors, path)) for place, path in enumerate(ranked, start=1)]
    sheet, rows, heights = _rows(
        answer,
        labels,
        heading="Which factors move impact",
        sentences=list(screening_sentences(answer)),
        key=[
            Entry("mean size of the change in impact, with its 95 % interval", LOOKS[0], ""),
            Entry("what noise alone would show", Look(INK, "none", "|")),
        ],
        marks=[
            f"Bars: mean size, over {answer.trajectories} trajectories, of the change in mean impact when a factor "
            "moves by two thirds of its range, or to another value, wherever all others stand (Morris). Pale: no more "
            "than noise.",
            *([f"Shown: {len(ranked)} of {len(effects)} factors."] if len(ranked) < len(effects) else []),
        ],
    )
    [[axes]] = sheet.panels(1, 1, left=_LABELS, right=_RIGHT)
    for row, path in zip(rows, ranked, strict=True):
        found = effects[path]
        colour = _DARK if found.is_beyond_noise else _LIGHT
        axes.barh(row, found.size.value, 0.2, color=colour, zorder=2)
        _draw_interval(axes, found.size, row)
        if np.isfinite(found.noise):
            axes.plot([found.noise] * 2, [row - 0.14, row + 0.14], color=INK, lw=1.2, zorder=4, gid=NOISE)
    _set_rows(axes, rows, heights, labels)
    axes.set_xlim(left=0)
    write_numbers(axes.xaxis, ENGLISH)
    axes.set_xlabel(f"Change in impact ({DECLARED[LED].note})")
    return sheet.figure


def draw_convergence(answer: Answer) -> SheetFigure:
    """Draw how the indices of impact settle as the sample grows."""
    ranked = answer.ranked()[:_MOST_LINES]
    steps = answer.found[LED]
    kinds = ["first", *(["total"] if answer.has_totals else [])]
    sheet = new_sheet(
        _WIDTH,
        2.8,
        heading="Whether the sample is large enough",
        subheading=answer.title,
        sentences=[text for text in sentences(answer) if text.startswith("From ")],
        key=[Entry(name_of(path), look) for path, look in zip(ranked, LOOKS, strict=False)],
        caption=_caption(
            answer,
            [
                f"Lines and bands: indices of impact from the first {answer.unit} of the design, with 95 % intervals; "
                "a sample is large enough where lines have become level and bands narrow. What chance takes beyond the "
                "panel is cut off.",
                *([f"Shown: the first {len(ranked)} of {len(answer.factors)} factors."] * (len(answer.factors) > 6)),
            ],
        ),
    )
    counts = [grown.size for grown in steps]
    titles = {"first": "By itself", "total": "With others"}
    [panels] = sheet.panels(1, len(kinds), left=0.75, right=_RIGHT, wspace=0.2)
    for axes, kind in zip(panels, kinds, strict=True):
        for path, look in zip(ranked, LOOKS, strict=False):
            one = answer.place(path)
            draw_curve(axes, counts, [getattr(grown.indices, kind)[one] for grown in steps], look)
        axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
        axes.set_xscale("log", base=2)
        axes.set_xticks(counts, [f"{count:,}" for count in counts])
        axes.set_xlabel(capital(answer.unit))
        axes.set_ylim(_SHARES)
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
        title_panel(axes, titles[kind], "share of the variance of impact")
    return sheet.figure


def _rows(
    answer: Answer,
    labels: Sequence[str],
    *,
    heading: str,
    sentences: Sequence[str],
    key: Any,
    marks: Sequence[str],
    foot: float = 0.72,
) -> tuple[Sheet, list[float], list[float]]:
    """Lay out a sheet with a row for each label, and return the places and the heights of rows too."""
    heights = [_ROW + _LINE * label.count("\n") for label in labels]
    places = -(np.cumsum(heights) - np.array(heights) / 2)
    sheet = new_sheet(
        _WIDTH,
        sum(heights) + 0.1,
        heading=heading,
        subheading=answer.title,
        sentences=sentences,
        key=key,
        caption=_caption(answer, marks),
        foot=foot,
    )
    return sheet, places.tolist(), heights


def _draw_shares(axes: Axes, answer: Answer, name: str, ranked: Sequence[str], rows: Sequence[float]) -> None:
    indices = answer.indices(name)
    for row, path in zip(rows, ranked, strict=True):
        one = answer.place(path)
        first, total = indices.first[one], indices.total[one]
        if answer.has_totals:
            axes.barh(row + 0.05, max(0.0, total.value), 0.1, color=_LIGHT, zorder=2, gid=TOGETHER)
            _draw_interval(axes, total, row + 0.05)
        low = row - 0.07 if answer.has_totals else row
        axes.barh(low, max(0.0, first.value), 0.1, color=_DARK, zorder=2, gid=ALONE)
        _draw_interval(axes, first, low)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    axes.set_xlim(-0.02, 1.0)
    axes.set_xticks([0, 0.5, 1], ["0", "50", "100"])
    axes.grid(axis="x", color=PALE, linewidth=0.6)


def _draw_interval(axes: Axes, found: Estimate, row: float) -> None:
    if np.isfinite(found.low):
        ends = [max(0.0, found.low), max(0.0, found.high)]
        axes.plot(ends, [row] * 2, color=INK, lw=1.1, zorder=3, solid_capstyle="butt", gid=BAR)


def _set_rows(axes: Axes, rows: Sequence[float], heights: Sequence[float], labels: Sequence[str] | None) -> None:
    axes.set_yticks(rows, labels if labels is not None else [""] * len(rows))
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-sum(heights) - 0.05, 0.05)


def _label(place: int, path: str, span: str) -> str:
    """Return the name of a factor with its range, and below it what it means."""
    room = _LABELS - 0.4
    meaning = wrapped(meaning_of(path), room, _SIZE)
    told = meaning[:_MOST_WORDS]
    if len(meaning) > _MOST_WORDS:
        told[-1] = f"{told[-1].rstrip('.,;')} …"
    return "\n".join([*wrapped(f"{place}. {name_of(path)}: {span}", room, _SIZE), *told])


def _key(answer: Answer) -> list[Entry]:
    alone = Entry("explained by itself", LOOKS[0], "")
    together = Entry("that it has a part in, with others", LOOKS[0]._replace(colour=_LIGHT), "")
    return [alone, *([together] if answer.has_totals else []), Entry("95 % interval", Look(INK, "-", "none"))]


def _marks(answer: Answer) -> list[str]:
    kinds = "first-order and total Sobol indices" if answer.has_totals else "first-order Sobol indices"
    told = [f"Bars: {kinds}, from {answer.found[LED][-1].size:,} {answer.unit}.", answer.made]
    return [*told, "Intervals are cut at 0 and 100 %. Depth counts as 0 where nothing was agreed on."]


def _caption(answer: Answer, marks: Sequence[str]) -> str:
    made = (
        f"{answer.total:,} runs of up to {answer.weeks} weeks, {answer.runs} at each point, seed {answer.seed}; each "
        "number lies evenly over its range, and each value of the others is as likely as the next."
    )
    return " ".join([made, *marks, f"Scenario: {answer.title} ({Path(answer.source).name}). {_made_by()}"])


def _made_by() -> str:
    return f"{PACKAGE} {package_version()}."
