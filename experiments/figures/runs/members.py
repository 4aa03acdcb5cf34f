"""The members of a run: from when to when each organisation was in which alliance, and why it left or declined."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from experiments.analysis.memberships import Refusal, Span, refusals, spans
from experiments.figures.key import Entry
from experiments.figures.runs.picture import WEEK_OF_THE_RUN, Picture
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, Look
from experiments.figures.typesetting import shortened, width
from simulation.language.decision_phrases import REASONS
from simulation.language.translation import Phrase

HEADING = Phrase("Who was in when, and why they left")
IN_THE_CORE, SUPPORTER = Phrase("in the core group"), Phrase("supporter")
DECLINED = Phrase("declined")
SHOWN = Phrase(
    "Shown: {shown} of {number} organisations, first those of the core group, then those that left or declined."
)
UNDECIDED = Phrase("had not decided")
MOST_ROWS = 120
_TIGHT = 45  # rows from which on they move together
_WIDTH, _MOST_NAME, _MARGIN = 10.5, 2.2, 0.35
_PALE = 0.45


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the chart: an alliance's name, or one organisation with what became of it there.

    Attributes:
        label: what stands to the left.
        look: of the alliance.
        spans: when it was a member.
        refusals: when it declined; where there is neither, it had not decided when the run was over.
        is_heading: whether it names an alliance.
    """

    label: str
    look: Look
    spans: tuple[Span, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    is_heading: bool = False

    @property
    def interest(self) -> tuple[bool, bool]:
        """What is kept where there is no room for all: the core group, then who left or declined."""
        is_core = any(span.tier == "core" for span in self.spans)
        return not is_core, not (self.refusals or any(span.reason for span in self.spans))

    @property
    def weight(self) -> str:
        """Weight of its label."""
        return "bold" if self.is_heading else "normal"

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """Its place among others: the core group first, then who came first and stayed longest; who declined last."""
        if not self.spans:
            return True, not self.refusals, min([refusal.week for refusal in self.refusals], default=0), 0
        return False, self.spans[0].tier != "core", self.spans[0].start, -self.spans[-1].end


def draw_members(picture: Picture) -> SheetFigure:
    """Draw a bar for every membership, with the reason of who left at its end, and a cross for who declined."""
    blocks = {name: _rows(picture, name) for name in picture.alliances}
    number = sum(map(len, blocks.values()))
    rows = _listed(picture, blocks)
    shown = sum(not row.is_heading for row in rows)
    height = 0.19 if len(rows) <= _TIGHT else 0.135
    left_out = picture.say(SHOWN, shown=str(shown), number=str(number)) if shown < number else ""
    sheet = new_sheet(
        _WIDTH,
        max(0.5, height * len(rows)),
        heading=picture.say(HEADING),
        subheading=picture.subheading,
        caption=picture.caption(left_out, picture.left_out),
        key=_key(picture, rows),
        head=0.15,
        foot=0.55,
    )
    size = 8 if len(rows) <= _TIGHT else 6.5
    names = [shortened(row.label, _MOST_NAME, size, row.weight) for row in rows]
    left = 0.4 + max([width(name, size, row.weight) for name, row in zip(names, rows, strict=True)], default=0)
    [[axes]] = sheet.panels(1, 1, left=left, right=_right(picture, rows, size, _WIDTH - left))
    _draw(axes, picture, rows, size)
    _name(axes, rows, names, size)
    return sheet.figure


def _rows(picture: Picture, alliance: str) -> list[Row]:
    """Return the organisations that were asked to join an alliance, in their order."""
    asked = [spell.organisation for spell in picture.run.memberships if spell.alliance == alliance]
    joined = [span for span in spans(picture.run) if span.alliance == alliance]
    declined = [refusal for refusal in refusals(picture.run) if refusal.alliance == alliance]
    rows = [
        Row(
            picture.called(name),
            picture.alliances[alliance],
            tuple(span for span in joined if span.organisation == name),
            tuple(refusal for refusal in declined if refusal.organisation == name),
        )
        for name in asked
    ]
    return sorted(rows, key=lambda row: row.rank)


def _listed(picture: Picture, blocks: dict[str, list[Row]]) -> list[Row]:
    """Put the blocks one below the other; where there are too many rows, each is cut in the same proportion."""
    number = sum(map(len, blocks.values()))
    share = min(1.0, MOST_ROWS / max(number, 1))
    listed: list[Row] = []
    for name, rows in blocks.items():
        heading = [Row(picture.alliance(name), picture.alliances[name], is_heading=True)] if len(blocks) > 1 else []
        kept = sorted(rows, key=lambda row: row.interest)[: round(share * len(rows))]
        listed += [*heading, *sorted(kept, key=lambda row: row.rank)]
    return listed


def _key(picture: Picture, rows: Sequence[Row]) -> list[Entry]:
    tiers = {span.tier for row in rows for span in row.spans}
    colour = next(iter(picture.alliances.values())).colour
    entries = [
        Entry(picture.say(IN_THE_CORE), Look(colour, "-", ""), fill="") if "core" in tiers else None,
        Entry(picture.say(SUPPORTER), Look(_paler(colour), "-", ""), fill="") if "supporter" in tiers else None,
        Entry(picture.say(DECLINED), Look(GREY, "none", "X")) if any(row.refusals for row in rows) else None,
    ]
    return [entry for entry in entries if entry]


def _paler(colour: str) -> str:
    """Mix a colour with white, as it looks where it is drawn transparently."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - _PALE * (255 - part)):02x}" for part in parts)


def _draw(axes: Axes, picture: Picture, rows: Sequence[Row], size: float) -> None:
    for place, row in enumerate(rows):
        for span in row.spans:
            colour = row.look.colour if span.tier == "core" else _paler(row.look.colour)
            axes.barh(place, max(span.end - span.start, 0.3), 0.7, span.start, color=colour, linewidth=0)
            _tell(axes, place, span.end, _reason(picture, span.reason), size)
        if not (row.spans or row.refusals or row.is_heading):
            _tell(axes, place, 0, picture.say(UNDECIDED), size)
        for refusal in row.refusals:
            axes.plot(refusal.week + 0.5, place, "X", color=GREY, ms=size - 3, mec=GREY)
            _tell(axes, place, refusal.week + 0.5, _reason(picture, refusal.reason), size)
    axes.set_xlim(0, picture.length)
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.set_xlabel(picture.say(WEEK_OF_THE_RUN))


def _tell(axes: Axes, place: int, week: float, text: str, size: float) -> None:
    """Write a reason behind the end of a bar or a cross."""
    axes.annotate(text, (week, place), (5, 0), textcoords="offset points", va="center", size=size - 0.5, color=GREY)


def _reason(picture: Picture, reason: str) -> str:
    return picture.say(REASONS[reason]) if reason else ""


def _name(axes: Axes, rows: Sequence[Row], names: Sequence[str], size: float) -> None:
    axes.set_yticks(range(len(rows)), names, size=size)
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight(row.weight)
        label.set_color(row.look.colour if row.is_heading else INK)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _right(picture: Picture, rows: Sequence[Row], size: float, inches: float) -> float:
    """Return how much room the reasons need that stand beyond the right edge of a panel."""
    ends = [(float(span.end), span.reason) for row in rows for span in row.spans]
    ends += [(refusal.week + 0.5, refusal.reason) for row in rows for refusal in row.refusals]
    beyond = (
        0.1 + width(_reason(picture, reason), size) - (1 - week / picture.length) * (inches - _MARGIN)
        for week, reason in ends
        if reason
    )
    return max([_MARGIN, *beyond])
