"""Figures for print: a dot for each run, as it is above the line and with a change below it."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import altair as alt
import vl_convert

from experiments.analysis.labels import outcome_note, outcome_title
from experiments.analysis.statistics import Numbers
from seminar.handout.chart import AS_IT_IS, WITH_THE_CHANGE
from simulation import OUTCOMES
from simulation.language.translation import Language, Phrase

ABOVE, BELOW = Phrase("above: as it is"), Phrase("below: with the change")
_YES, _NO = Phrase("yes"), Phrase("no")
_YES_OR_NO = "0/1"
_NUMBERS: Mapping[str, Literal["en-GB", "de-DE"]] = {"en": "en-GB", "de": "de-DE"}
_BINS, _TICKS = 40, 8
_WIDTH, _HEIGHT, _LETTERS = 620, 190, 13


class Grid(NamedTuple):
    """Where dots with nearly the same value stand: in piles, some side by side.

    Attributes:
        width: of what one pile takes in.
        abreast: dots side by side.
        gap: between these.
    """

    width: float
    abreast: int
    gap: float


def dots(name: str, before: Numbers, after: Numbers, spoken: Language) -> bytes:
    """Draw the runs of a lesson as PNG.

    Args:
        name: of the outcome.
        before: one value a run, as it is; nan where it is missing.
        after: with the change, in the same order.
        spoken: the language.
    """
    is_yes_or_no = OUTCOMES[name].unit == _YES_OR_NO
    high = (
        max((float(value) for side in (before, after) for value in side if not math.isnan(value)), default=1.0) or 1.0
    )
    grid = Grid(1.0, 10, 0.045) if is_yes_or_no else Grid(high / _BINS, 2, high / _BINS / 2)
    sides = (spoken.say(ABOVE), spoken.say(BELOW))
    placed = [*_piled(before, sides[0], 1, grid), *_piled(after, sides[1], -1, grid)]
    whole = _chart(placed, sides, _axis(name, high, spoken))
    png: bytes = vl_convert.vegalite_to_png(whole, scale=2, format_locale=_NUMBERS[spoken.code])
    return png


def _piled(values: Numbers, side: str, way: int, grid: Grid) -> Iterator[dict[str, Any]]:
    heights: Counter[int] = Counter()
    for value in values[~(values != values)]:
        pile = round(float(value) / grid.width)
        level, place = divmod(heights[pile], grid.abreast)
        heights[pile] += 1
        x = pile * grid.width + (place - (grid.abreast - 1) / 2) * grid.gap
        yield {"side": side, "x": x, "y": way * (level + 1)}


def _axis(name: str, high: float, spoken: Language) -> alt.X:
    """Return the axis of an outcome: two words where it can only be so or not, else numbers with what is measured."""
    title = outcome_title(name, spoken)
    if OUTCOMES[name].unit == _YES_OR_NO:
        words = f"datum.value > 0.5 ? '{spoken.say(_YES)}' : '{spoken.say(_NO)}'"
        axis = alt.Axis(grid=False, values=[0, 1], labelExpr=words)
        return alt.X("x:Q", title=title, axis=axis, scale=alt.Scale(domain=[-0.5, 1.5], nice=False))
    scale = alt.Scale(domain=[0, high * (1 + 1 / _BINS)], nice=False)
    return alt.X(
        "x:Q", title=f"{title} ({outcome_note(name, spoken)})", axis=alt.Axis(grid=False, tickCount=_TICKS), scale=scale
    )


def _chart(placed: list[dict[str, Any]], sides: Sequence[str], x: alt.X) -> dict[str, Any]:
    tallest = max((abs(dot["y"]) for dot in placed), default=1) + 1
    names, legend = list(sides), alt.Legend(title=None, orient="top", labelLimit=400)
    colours, shapes = [AS_IT_IS, WITH_THE_CHANGE], ["circle", "square"]
    drawn = (
        alt.Chart(alt.InlineData(values=placed))
        .mark_point(filled=True, size=22, opacity=0.8)
        .encode(
            x=x,
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-tallest, tallest], nice=False)),
            color=alt.Color("side:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            shape=alt.Shape("side:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
        )
    )
    line = alt.Chart(alt.InlineData(values=[{}])).mark_rule(color="#8a8a8a").encode(y=alt.YDatum(0, axis=None))
    both = alt.layer(line, drawn).properties(width=_WIDTH, height=_HEIGHT).configure_view(stroke=None)
    letters = {"labelFontSize": _LETTERS, "titleFontSize": _LETTERS}
    plain: dict[str, Any] = both.configure_axis(**letters).configure_legend(labelFontSize=_LETTERS).to_dict()
    return plain
