"""Sensitivity: ranked shares of the variance of outcomes, how they settle as the sample grows, and the screening."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from experiments.analysis.labels import capital, outcome_name, outcome_note, outcome_title
from experiments.analysis.statistics import Estimate
from experiments.figures.captions import SOURCE
from experiments.figures.key import Entry
from experiments.figures.marks import BAR, draw_curve, title_panel, write_numbers
from experiments.figures.sheet import Sheet, new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, LOOKS, PALE, Look, save, theme
from experiments.figures.typesetting import wrapped
from experiments.runner.provenance import PACKAGE, package_version
from experiments.sensitivity.answer import Answer
from experiments.sensitivity.factors import Factors
from experiments.sensitivity.names import meaning_of, name_of, span_of
from experiments.sensitivity.sentences import growing, headline, screening_sentences, sentences
from simulation.language.translation import Language, Phrase

ALONE, TOGETHER, NOISE = "alone", "together", "noise"
_ROW, _LINE, _SIZE = 0.34, 0.15, 8.5  # inches, and points
_WIDTH, _LABELS, _RIGHT = 11.0, 4.1, 0.35
_MOST_SCREENED, _MOST_LINES, _MOST_WORDS = 20, 6, 2
_SHARES = (-0.2, 1.2)
_DARK, _LIGHT = LOOKS[0].colour, "#A9CBE3"

DECIDES, SHARE_OF = Phrase("What decides how alliances come out"), Phrase("share of variance in %")
WHICH_MOVE = Phrase("Which factors move {outcome}")
SIZES = Phrase("mean size of the change in {outcome}, with its 95 % interval")
NOISE_WOULD = Phrase("what noise alone would show")
BARS_SCREENED = Phrase(
    "Bars: mean size, over {trajectories} trajectories, of the change in mean {outcome} when a factor moves by two "
    "thirds of its range, or to another value, wherever all others stand (Morris). Pale: no more than noise."
)
SHOWN_FACTORS = Phrase("Shown: {shown} of {all} factors.")
CHANGE = Phrase("Change in {outcome} ({note})")
LARGE_ENOUGH = Phrase("Whether the sample is large enough")
LINES = Phrase(
    "Lines and bands: indices of {outcome} from the first {unit} of the design, with 95 % intervals; a sample is large "
    "enough where lines have become level and bands narrow. What chance takes beyond the panel is cut off."
)
BY_ITSELF, WITH_OTHERS = Phrase("By itself"), Phrase("With others")
SHARE_OF_OUTCOME = Phrase("share of the variance of {outcome}")
EXPLAINED, PART_IN = Phrase("explained by itself"), Phrase("that it has a part in, with others")
INTERVAL_OF = Phrase("95 % interval")
BARS_OF_BOTH = Phrase("Bars: first-order and total Sobol indices, from {count} {unit}.")
BARS_OF_FIRST = Phrase("Bars: first-order Sobol indices, from {count} {unit}.")
CUT = Phrase("Intervals are cut at 0 and 100 %. Depth counts as 0 where nothing was agreed on.")
RUNS = Phrase(
    "{total} runs of up to {weeks} weeks, {runs} at each point, seed {seed}; each number lies evenly over its range, "
    "and each value of the others is as likely as the next."
)


def draw_sensitivity(answer: Answer, folder: Path, spoken: Language) -> list[Path]:
    """Draw what was found into a folder, as PNG and SVG, and return the files."""
    lang = "" if spoken.code == "en" else f"-{spoken.code}"
    with theme():
        return [path for name, figure in _figures(answer, spoken) for path in save(figure, folder, f"{name}{lang}")]


def _figures(answer: Answer, spoken: Language) -> Iterator[tuple[str, SheetFigure]]:
    yield "sensitivity", draw_indices(answer, spoken)
    if len(answer.found[answer.led]) > 1:
        yield "convergence", draw_convergence(answer, spoken)
    if answer.screened:
        yield "screening", draw_screening(answer, spoken)


def draw_indices(answer: Answer, spoken: Language) -> SheetFigure:
    """Draw a row for each factor and a panel for each outcome: what it explains by itself, and with others."""
    ranked = answer.ranked()
    labels = _labels(ranked, answer.factors, spoken)
    sheet, rows, heights = _rows(
        answer,
        labels,
        spoken,
        heading=spoken.say(DECIDES),
        sentences=[headline(answer, spoken), *sentences(answer, spoken)],
        key=_key(answer, spoken),
        marks=_marks(answer, spoken),
        foot=0.45,
    )
    [panels] = sheet.panels(1, len(answer.found), left=_LABELS, right=_RIGHT, wspace=0.18)
    for number, (axes, name) in enumerate(zip(panels, answer.found, strict=True)):
        _draw_shares(axes, answer, name, ranked, rows)
        _set_rows(axes, rows, heights, labels if number == 0 else None)
        title_panel(axes, outcome_title(name, spoken), spoken.say(SHARE_OF))
    return sheet.figure


def draw_screening(answer: Answer, spoken: Language) -> SheetFigure:
    """Draw the factors that move most what leads when screened, with what noise alone would look like."""
    ranked, effects = answer.screening_ranks()[:_MOST_SCREENED], answer.screened[answer.led]
    outcome = outcome_name(answer.led, spoken)
    labels = _labels(ranked, answer.screened_factors, spoken)
    counts = {"shown": str(len(ranked)), "all": str(len(effects))}
    sheet, rows, heights = _rows(
        answer,
        labels,
        spoken,
        heading=spoken.say(WHICH_MOVE, outcome=outcome),
        sentences=list(screening_sentences(answer, spoken)),
        key=[
            Entry(spoken.say(SIZES, outcome=outcome), LOOKS[0], ""),
            Entry(spoken.say(NOISE_WOULD), Look(INK, "none", "|")),
        ],
        marks=[
            spoken.say(BARS_SCREENED, trajectories=str(answer.trajectories), outcome=outcome),
            *([spoken.say(SHOWN_FACTORS, **counts)] if len(ranked) < len(effects) else []),
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
    write_numbers(axes.xaxis, spoken)
    axes.set_xlabel(spoken.say(CHANGE, outcome=outcome, note=outcome_note(answer.led, spoken)))
    return sheet.figure


def draw_convergence(answer: Answer, spoken: Language) -> SheetFigure:
    """Draw how the indices of what leads settle as the sample grows."""
    ranked = answer.ranked()[:_MOST_LINES]
    steps, outcome = answer.found[answer.led], outcome_name(answer.led, spoken)
    kinds = {"first": BY_ITSELF, **({"total": WITH_OTHERS} if answer.has_totals else {})}
    numbers = {"shown": str(len(ranked)), "all": str(len(answer.factors))}
    few = [spoken.say(SHOWN_FACTORS, **numbers)] if len(ranked) < len(answer.factors) else []
    sheet = new_sheet(
        _WIDTH,
        2.8,
        heading=spoken.say(LARGE_ENOUGH),
        subheading=answer.titles[spoken.code],
        sentences=list(growing(answer, spoken)),
        key=[Entry(name_of(path, spoken), look) for path, look in zip(ranked, LOOKS, strict=False)],
        caption=_caption(answer, [spoken.say(LINES, outcome=outcome, unit=spoken.say(answer.unit)), *few], spoken),
    )
    counts = [grown.size for grown in steps]
    [panels] = sheet.panels(1, len(kinds), left=0.75, right=_RIGHT, wspace=0.2)
    for axes, (kind, title) in zip(panels, kinds.items(), strict=True):
        for path, look in zip(ranked, LOOKS, strict=False):
            one = answer.place(path)
            draw_curve(axes, counts, [getattr(grown.indices, kind)[one] for grown in steps], look)
        axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
        axes.set_xscale("log", base=2)
        axes.set_xticks(counts, [spoken.number(count) for count in counts])
        axes.set_xlabel(capital(spoken.say(answer.unit)))
        axes.set_ylim(_SHARES)
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
        title_panel(axes, spoken.say(title), spoken.say(SHARE_OF_OUTCOME, outcome=outcome))
    return sheet.figure


def _rows(
    answer: Answer,
    labels: Sequence[str],
    spoken: Language,
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
        subheading=answer.titles[spoken.code],
        sentences=sentences,
        key=key,
        caption=_caption(answer, marks, spoken),
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


def _labels(ranked: Sequence[str], factors: Factors, spoken: Language) -> list[str]:
    """Return the name of each factor with its range, and below it what it means."""
    return [_label(place, path, factors, spoken) for place, path in enumerate(ranked, start=1)]


def _label(place: int, path: str, factors: Factors, spoken: Language) -> str:
    room = _LABELS - 0.4
    meaning = wrapped(meaning_of(path, spoken), room, _SIZE)
    told = meaning[:_MOST_WORDS]
    if len(meaning) > _MOST_WORDS:
        told[-1] = f"{told[-1].rstrip('.,;')} …"
    name = f"{place}. {name_of(path, spoken)}: {span_of(factors, path, spoken)}"
    return "\n".join([*wrapped(name, room, _SIZE), *told])


def _key(answer: Answer, spoken: Language) -> list[Entry]:
    alone = Entry(spoken.say(EXPLAINED), LOOKS[0], "")
    together = Entry(spoken.say(PART_IN), LOOKS[0]._replace(colour=_LIGHT), "")
    interval = Entry(spoken.say(INTERVAL_OF), Look(INK, "-", "none"))
    return [alone, *([together] if answer.has_totals else []), interval]


def _marks(answer: Answer, spoken: Language) -> list[str]:
    size = {"count": spoken.number(answer.found[answer.led][-1].size), "unit": spoken.say(answer.unit)}
    bars = spoken.say(BARS_OF_BOTH if answer.has_totals else BARS_OF_FIRST, **size)
    return [bars, spoken.say(answer.made), spoken.say(CUT)]


def _caption(answer: Answer, marks: Sequence[str], spoken: Language) -> str:
    runs = {"total": spoken.number(answer.total), "weeks": str(answer.weeks), "runs": str(answer.runs)}
    made = spoken.say(RUNS, seed=str(answer.seed), **runs)
    source = {"title": answer.titles[spoken.code], "file": Path(answer.source).name}
    return " ".join([made, *marks, spoken.say(SOURCE, package=PACKAGE, version=package_version(), **source)])
