"""Advice in figures: for every question what each change does to the main outcomes, with intervals."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from experiments.advice.answer import Answer
from experiments.advice.consultation import Consultation, folder_of
from experiments.advice.effects import Effect
from experiments.advice.labels import full
from experiments.advice.question import Line, Option
from experiments.advice.sentences import head, sentences
from experiments.advice.size import own_size
from experiments.analysis.labels import capital, outcome_note, outcome_title
from experiments.analysis.statistics import Estimate
from experiments.figures.captions import SOURCE
from experiments.figures.key import Entry
from experiments.figures.marks import BAR, draw_curve, draw_zero, limits, title_panel, write_numbers
from experiments.figures.sheet import Sheet, new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import LOOKS, Look, save, theme
from experiments.figures.typesetting import wrapped
from experiments.runner.provenance import PACKAGE, package_version
from simulation import OUTCOMES
from simulation.language.translation import Language, Phrase

_LABELS, _PANEL, _ASIDE, _RIGHT = 3.2, 2.3, 0.45, 0.4  # inches
_ROW, _LINE, _SIZE, _CURVES = 0.24, 0.155, 8.5, 2.4
_MOST_ROWS = 36

MADE = Phrase(
    "{number} pairs of runs of up to {weeks} weeks for each change, seed {seed}; both runs of a pair have the same "
    "seed. Intervals are widened so that all of this figure hold at once in 95 of 100 such answers."
)
DOTS = Phrase("Dots and bars: mean difference to the plan; pale where it is not sure.")
CURVES = Phrase("Lines and bands: mean difference to the plan, which itself is at 0.")
STRIP = Phrase("Grey strips: differences too small to count.")
LESS = Phrase("Shown: the {shown} changes that do most, of {all}.")
DIFFERENCE_TO_PLAN = Phrase("difference to the plan")
CORE, SUPPORTERS = Phrase("members of the core group"), Phrase("organisations in all, the core group as planned")
ORGANISATIONS = Phrase("organisations")


def draw_advice(asked: Consultation, found: Sequence[Answer], folder: Path, spoken: Language) -> list[Path]:
    """Draw a figure for every answer that has one into a folder, as PNG and SVG, and return the files."""
    with theme():
        return [
            path
            for answer in found
            if answer.question.options
            for path in save(draw_answer(asked, answer, spoken), folder, f"advice-{folder_of(answer.question.topic)}")
        ]


def draw_answer(asked: Consultation, answer: Answer, spoken: Language) -> SheetFigure:
    """Draw what each change of a question does, a panel for each outcome."""
    return (_curves if answer.question.topic == "size" else _rows)(asked, answer, spoken)


# --- a row for each change -------------------------------------------------------------------------------


def _rows(asked: Consultation, answer: Answer, spoken: Language) -> SheetFigure:
    options = _shown(answer)
    names = (capital(full(answer.question, option, spoken)) for option in options)
    labels = [wrapped(name, _LABELS - 0.2, _SIZE) for name in names]
    sizes = np.array([_ROW + _LINE * (len(lines) - 1) for lines in labels])
    heights = list(-(np.cumsum(sizes) - sizes / 2))
    less = [spoken.say(LESS, shown=str(len(options)), all=str(len(answer.question.options)))]
    marks = [spoken.say(DOTS), *(less if len(options) < len(answer.question.options) else [])]
    sheet = _sheet(asked, answer, spoken, height=float(sizes.sum()) + 0.1, left=_LABELS, marks=marks)
    for number, (axes, name) in enumerate(_panels(sheet, answer, left=_LABELS)):
        _draw_rows(axes, [answer.effects[option.key][name] for option in options], heights)
        axes.set_ylim(-float(sizes.sum()) - 0.05, 0.05)
        axes.set_yticks(heights, ["" if number else "\n".join(lines) for lines in labels])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        write_numbers(axes.xaxis, spoken, 4)
        axes.set_xlabel(capital(spoken.say(DIFFERENCE_TO_PLAN)))
        title_panel(axes, outcome_title(name, spoken), outcome_note(name, spoken))
    return sheet.figure


def _shown(answer: Answer) -> list[Option]:
    """Return the changes that do most where they are many, in their order."""
    most = sorted(answer.ranked, key=lambda option: -answer.led_by(option).width)[:_MOST_ROWS]
    return [option for option in answer.ranked if option in most]


def _draw_rows(axes: Axes, found: Sequence[Effect], heights: Sequence[float]) -> None:
    least = OUTCOMES[found[0].outcome].smallest_difference
    draw_zero(axes, least, is_upright=True)
    for one, height in zip(found, heights, strict=True):
        look: dict[str, Any] = {"color": LOOKS[0].colour, "alpha": 1.0 if one.is_sure else 0.4, "clip_on": False}
        if np.isfinite(one.mean.low):
            axes.plot([one.mean.low, one.mean.high], [height] * 2, lw=1.8, zorder=3, gid=BAR, **look)
        axes.plot([one.mean.value], [height], "o", ms=5, zorder=4, **look)
    axes.set_xlim(*_limits([one.mean for one in found], least))


# --- a curve for each way to grow ------------------------------------------------------------------------


def _curves(asked: Consultation, answer: Answer, spoken: Language) -> SheetFigure:
    ways: dict[Line, tuple[Phrase, Look]] = {"core": (CORE, LOOKS[0]), "supporters": (SUPPORTERS, LOOKS[1])}
    there = {line: way for line, way in ways.items() if answer.along(line)}
    key = [Entry(spoken.say(phrase), look) for phrase, look in there.values()]
    marks = [spoken.say(CURVES)]
    sheet = _sheet(asked, answer, spoken, height=_CURVES, left=0.9, marks=marks, key=key)
    for axes, name in _panels(sheet, answer, left=0.9):
        least = OUTCOMES[name].smallest_difference
        draw_zero(axes, least)
        drawn = {line: _curve(answer, line, name) for line in there}
        for line, (places, values) in drawn.items():
            draw_curve(axes, places, values, there[line][1])
        axes.set_ylim(*_limits([value for _, values in drawn.values() for value in values], least))
        write_numbers(axes.yaxis, spoken, 5)
        write_numbers(axes.xaxis, spoken, 5, is_whole=True)
        axes.set_xlabel(capital(spoken.say(ORGANISATIONS)))
        title_panel(axes, outcome_title(name, spoken), outcome_note(name, spoken))
    return sheet.figure


def _curve(answer: Answer, line: Line, name: str) -> tuple[list[int], list[Estimate]]:
    """Return the sizes of a line in rising order, the plan's own among them, and what each does."""
    values = {one.number: answer.effects[one.key][name].mean for one in answer.along(line)}
    values[own_size(answer.question.scenario, line)] = Estimate(0.0, 0.0, 0.0)
    return sorted(values), [values[number] for number in sorted(values)]


# --- what both have in common ----------------------------------------------------------------------------


def _sheet(
    asked: Consultation,
    answer: Answer,
    spoken: Language,
    *,
    height: float,
    left: float,
    marks: Sequence[str],
    key: Sequence[Entry] = (),
) -> Sheet:
    outcomes = len(answer.question.outcomes)
    return new_sheet(
        left + 0.3 + outcomes * (_PANEL + _ASIDE) - _ASIDE + _RIGHT,
        height,
        heading=head(answer.question.topic, spoken),
        subheading=getattr(asked.scenario.title, spoken.code),
        sentences=sentences(answer, spoken),
        caption=_caption(asked, answer, marks, spoken),
        key=key,
        foot=0.6,
    )


def _panels(sheet: Sheet, answer: Answer, *, left: float) -> list[tuple[Axes, str]]:
    outcomes = answer.question.outcomes
    [panels] = sheet.panels(1, len(outcomes), left=left + 0.3, right=_RIGHT, wspace=_ASIDE / _PANEL)
    return list(zip(panels, outcomes, strict=True))


def _caption(asked: Consultation, answer: Answer, marks: Sequence[str], spoken: Language) -> str:
    numbers = {"number": answer.runs, "weeks": asked.scenario.weeks}
    written = {name: spoken.number(value, "#,##0") for name, value in numbers.items()}
    title = getattr(asked.scenario.title, spoken.code)
    source = {"title": title, "file": Path(asked.source).name, "package": PACKAGE, "version": package_version()}
    made = spoken.say(MADE, seed=str(answer.seed), **written)
    return " ".join([made, *marks, spoken.say(STRIP), spoken.say(SOURCE, **source)])


def _limits(means: Sequence[Estimate], least: float) -> tuple[float, float]:
    ends = np.array([[-2 * least] * 3, [2 * least] * 3, *means])
    return limits(np.fmin.reduce(ends, axis=1), np.fmax.reduce(ends, axis=1))
