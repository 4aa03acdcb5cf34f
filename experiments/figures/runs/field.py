"""A field's run in one figure: how many alliances stand at a time, how large they become, and how long they last."""

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis import field_measures
from experiments.analysis.labels import capital
from experiments.analysis.statistics import Estimate
from experiments.figures.alliances.lifetimes import draw_survival, told_of_lifetimes
from experiments.figures.alliances.lines import draw_steps, say_nothing_is_there
from experiments.figures.alliances.sizes import draw_sizes_of, told_of_sizes
from experiments.figures.key import Entry
from experiments.figures.marks import title_panel, write_numbers
from experiments.figures.runs.picture import WEEK_OF_THE_RUN, FieldPicture
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK, LOOKS, Look
from simulation.language.translation import Phrase

HEADING = Phrase("The alliances of one run")
STANDING = (Phrase("How many stand at a time"), Phrase("alliances"))
SIZES = (Phrase("How large they become"), Phrase("share with at least so many members"))
LASTING = (Phrase("How long they last"), Phrase("share that still stands"))
AT_MOST, AT_FIRST = Phrase("most members at one time"), Phrase("members in the first week together")
MEMBERS, WEEKS = Phrase("Members"), Phrase("Weeks together")
COUNTED = Phrase(
    "{number} alliance of two members or more formed; in the last week {last} of them stand.",
    "{number} alliances of two members or more formed; in the last week {last} of them stand.",
)
MARKS = Phrase(
    "Shown: alliances with two members or more, from their first week together. Sizes are on logarithmic scales. How "
    "long they last is estimated by Kaplan and Meier; those that stand when the run ends are censored."
)
_WIDTH, _HEIGHT, _LEFT, _RIGHT = 10.5, 2.7, 0.55, 0.4  # inches
_MOST, _FIRST, _ALL = LOOKS[0], LOOKS[1], Look(INK, "-", "")


def draw_field(picture: FieldPicture) -> SheetFigure:
    """Draw alliances at a time, their sizes at first and at most, and how long they last."""
    formed, spoken = picture.formed(), picture.spoken
    standing = field_measures.standing(formed, 1, picture.length)
    sizes = field_measures.sizes(formed, 1)
    lasting = field_measures.lifetimes(formed, 1, picture.length)
    counted = spoken.say(COUNTED, len(formed), number=str(len(formed)), last=str(round(standing[-1].value)))
    told = [counted, told_of_sizes(sizes, spoken), told_of_lifetimes(lasting, spoken)] if len(formed) else []
    sheet = new_sheet(
        _WIDTH,
        _HEIGHT,
        heading=picture.say(HEADING),
        subheading=picture.subheading,
        caption=picture.caption(picture.say(MARKS) if told else ""),
        sentences=[" ".join(map(capital, told))] if told else [],
        key=[Entry(picture.say(AT_MOST), _MOST), Entry(picture.say(AT_FIRST), _FIRST)] if told else [],
        head=0.65,
    )
    [[left, middle, right]] = sheet.panels(1, 3, left=_LEFT, right=_RIGHT, wspace=0.25)
    _draw_standing(left, picture, standing)
    if told:
        at_first = field_measures.sizes(formed, 1, "members_first")
        draw_sizes_of([(_MOST, sizes), (_FIRST, at_first)], middle, spoken)
        draw_survival([(_ALL, lasting)], right, spoken)
    else:
        say_nothing_is_there(middle, spoken)
        say_nothing_is_there(right, spoken)
    for axes, words, across in ((left, STANDING, WEEK_OF_THE_RUN), (middle, SIZES, MEMBERS), (right, LASTING, WEEKS)):
        title_panel(axes, *map(picture.say, words))
        axes.set_xlabel(picture.say(across))
    return sheet.figure


def _draw_standing(axes: Axes, picture: FieldPicture, standing: list[Estimate]) -> None:
    draw_steps(axes, np.arange(len(standing), dtype=float), standing, _ALL)
    axes.set_xlim(0, picture.length)
    axes.set_ylim(0, max(1.0, *(one.value for one in standing)) * 1.05)
    write_numbers(axes.xaxis, picture.spoken, 6, is_whole=True)
    write_numbers(axes.yaxis, picture.spoken, is_whole=True)
