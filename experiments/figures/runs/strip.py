"""The strip above the course of a run: a row for what comes from outside, and one for each alliance's stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from matplotlib.axes import Axes

from experiments.figures.key import Entry
from experiments.figures.runs.picture import Picture
from experiments.figures.style import GREY, INK, Look
from experiments.figures.typesetting import shortened
from simulation.language.translation import Phrase

STAGES = {
    "inviting": (Phrase("inviting"), "#e4e4e4"),
    "debating values": (Phrase("debating values"), "#f5dcb0"),
    "wording the goal": (Phrase("wording the goal"), "#f0c2ad"),
    "agreeing on demands": (Phrase("agreeing on demands"), "#e3a3c8"),
    "working": (Phrase("working"), "#9cc9e6"),
    "exchanging": (Phrase("exchanging"), "#a5d6c5"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How turning points of one kind are marked.

    Attributes:
        phrase: what they are, in words.
        events: kinds of events that are such points.
        marker: its shape.
        colour: its colour.
        above: how far above the middle of its row it stands, so that those of one week do not hide each other.
    """

    phrase: Phrase
    events: tuple[str, ...]
    marker: str
    colour: str
    above: float = 0.0

    def weeks(self, picture: Picture, alliance: str | None = None) -> list[float]:
        """Return the middle of each week in which there was one, for an alliance or for any."""
        told = [event for event in picture.run.events if alliance in (None, event.alliance)]
        # What is told as the end of an alliance that goes on as a network is that of its goal only.
        going_on = {(event.alliance, event.week) for event in told if event.kind == "network"}
        marked = [event for event in told if event.kind in self.events]
        ends = [event for event in marked if event.kind == "ended" and (event.alliance, event.week) in going_on]
        return sorted({event.week + 0.5 for event in marked if event not in ends})


OUTSIDE = Mark(Phrase("from outside"), ("window", "shock", "election", "emergency"), "P", GREY)
MARKS = (
    Mark(Phrase("agreed"), ("agreed",), "D", INK),
    Mark(Phrase("adopted"), ("adopted",), "^", "#009E73", 0.3),
    Mark(Phrase("vote lost"), ("vote lost",), "X", "#D55E00", 0.3),
    Mark(Phrase("somebody left"), ("left",), "v", "#D55E00", -0.3),
    Mark(Phrase("end"), ("ended", "merged"), "s", INK),
)


def rows_of(picture: Picture) -> list[str | None]:
    """Return the alliances whose rows stand one below the other; None stands for what comes from outside."""
    return [*([None] if OUTSIDE.weeks(picture) else []), *picture.alliances]


def entries(picture: Picture) -> list[Entry]:
    """Return what stands for what in the strip, of all that occurs."""
    seen = {week.stage for week in picture.run.weeks}
    stages = [
        Entry(picture.say(phrase), Look(colour, "-", ""), fill="")
        for stage, (phrase, colour) in STAGES.items()
        if stage in seen
    ]
    marks = [mark for mark in (*MARKS, OUTSIDE) if mark.weeks(picture)]
    return [*stages, *(Entry(picture.say(mark.phrase), Look(mark.colour, "none", mark.marker)) for mark in marks)]


def draw_strip(axes: Axes, picture: Picture, room: float) -> None:
    """Draw the rows; where there are several alliances, their names take up so many inches at most."""
    rows = rows_of(picture)
    for place, alliance in enumerate(rows):
        for mark in [OUTSIDE] if alliance is None else MARKS:
            weeks = mark.weeks(picture, alliance)
            heights = [place - mark.above] * len(weeks)
            axes.plot(weeks, heights, mark.marker, color=mark.colour, ms=4.5, mec="white", mew=0.4, clip_on=False)
        if alliance is not None:
            _draw_stages(axes, picture, alliance, place)
    _name(axes, picture, rows, room)
    axes.set_xlim(0, picture.length)
    axes.set_ylim(len(rows) - 0.5, -0.5)


def _draw_stages(axes: Axes, picture: Picture, alliance: str, place: int) -> None:
    for stage, group in groupby(picture.weeks_of(alliance), attrgetter("stage")):
        weeks = [week.week for week in group]
        if stage in STAGES:
            axes.barh(place, len(weeks), 0.62, weeks[0], color=STAGES[stage][1], linewidth=0)


def _name(axes: Axes, picture: Picture, rows: Sequence[str | None], room: float) -> None:
    names = [picture.say(OUTSIDE.phrase) if alliance is None else picture.alliance(alliance) for alliance in rows]
    is_needed = len(picture.alliances) > 1
    axes.set_yticks(range(len(rows)), [shortened(name, room, 8.5) if is_needed else "" for name in names])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
