"""The course of a run: stages and turning points in a strip above, weekly numbers in panels below."""

from math import nan

from matplotlib.axes import Axes

from experiments.figures.key import Entry
from experiments.figures.marks import title_panel
from experiments.figures.runs import strip
from experiments.figures.runs.picture import WEEK_OF_THE_RUN, Picture
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.typesetting import shortened
from simulation import SERIES, AllianceWeek
from simulation.language.translation import Phrase

HEADING = Phrase("One run, week by week")
WITH_SUPPORTERS = Phrase("organisations, supporters included")
NOTE = Phrase("{unit}: {meaning}")
PANELS = {
    "members": Phrase("Members"),
    "energy": Phrase("Energy"),
    "agreed": Phrase("Agreed"),
    "adopted": Phrase("Adopted"),
    "tension": Phrase("Tension"),
    "trust": Phrase("Trust"),
    "pressure": Phrase("Joint work"),
    "reach": Phrase("Reach"),
}
_WIDTH, _LEFT, _NAMES, _RIGHT = 10.5, 0.75, 2.2, 0.4
_ROW, _AXIS, _HIGH, _GAP, _BETWEEN, _COLUMNS = 0.3, 0.15, 1.15, 0.78, 0.75, 2
_WIDE = (_WIDTH - _LEFT - _RIGHT - _BETWEEN * (_COLUMNS - 1)) / _COLUMNS


def draw_course(picture: Picture) -> SheetFigure:
    """Draw when each alliance was at which stage, and how its numbers went week by week."""
    above, rows = _ROW * len(strip.rows_of(picture)), -(-len(PANELS) // _COLUMNS)
    sheet = new_sheet(
        _WIDTH,
        above + _AXIS + rows * (_HIGH + _GAP),
        heading=picture.say(HEADING),
        subheading=picture.subheading,
        caption=picture.caption(picture.left_out),
        key=[*_lines(picture), *strip.entries(picture)],
        head=0.12,
        foot=0.5,
    )
    left = _LEFT if len(picture.alliances) == 1 else _NAMES
    strip.draw_strip(
        _place(sheet.figure, left, sheet.top - above, _WIDTH - left - _RIGHT, above), picture, _NAMES - 0.3
    )
    for number, name in enumerate(PANELS):
        row, column = divmod(number, _COLUMNS)
        bottom = sheet.top - above - _AXIS - (row + 1) * (_HIGH + _GAP)
        axes = _place(sheet.figure, _LEFT + column * (_WIDE + _BETWEEN), bottom, _WIDE, _HIGH)
        _draw_panel(axes, picture, name)
        if row == rows - 1:
            axes.set_xlabel(picture.say(WEEK_OF_THE_RUN))
    return sheet.figure


def _place(figure: SheetFigure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes at a place in inches."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def _lines(picture: Picture) -> list[Entry]:
    """Return which line is which alliance's, where there are several."""
    looks = picture.alliances
    return [Entry(picture.alliance(name), look) for name, look in looks.items()] if len(looks) > 1 else []


def _draw_panel(axes: Axes, picture: Picture, name: str) -> None:
    highest = 0.0
    for alliance, look in picture.alliances.items():
        weeks = [week for week in picture.weeks_of(alliance) if week.stage != "waiting"]
        values = [_value(week, name) for week in weeks]
        highest = max([highest, *(value for value in values if value == value)])
        axes.plot([week.week + 1 for week in weeks], values, color=look.colour, linestyle=look.line, linewidth=1.4)
    axes.set_xlim(0, picture.length)
    axes.set_ylim(0, 1.1 * highest or 1)
    axes.locator_params(axis="y", nbins=4, integer=name == "members")
    axes.yaxis.set_major_formatter(lambda value, _: picture.spoken.number(value))
    title_panel(axes, picture.say(PANELS[name]), shortened(_note(picture, name), _WIDE, 8))


def _note(picture: Picture, name: str) -> str:
    if name == "members":
        return picture.say(WITH_SUPPORTERS)
    info = SERIES[name]
    meaning = picture.say(Phrase(info.meaning))
    is_told = info.unit in ("share", name)
    return meaning if is_told else picture.say(NOTE, meaning=meaning, unit=picture.say(Phrase(info.unit)))


def _value(week: AllianceWeek, name: str) -> float:
    value = week.core + week.supporters if name == "members" else getattr(week, name)
    return nan if value is None else value
