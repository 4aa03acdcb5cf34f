"""Who is in an alliance with whom, in several weeks of one run; organisations keep their places."""

from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from experiments.analysis.field_records import REPLICATE
from experiments.analysis.statistics import Numbers
from experiments.figures.alliances.lines import Line, lines_of, sheet_for
from experiments.figures.marks import title_panel
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, LOOKS, Look
from experiments.figures.view import View
from simulation.language.translation import Phrase
from simulation.scenario.definition import Setting

if TYPE_CHECKING:
    import pandas as pd

HEADING = Phrase("Who is in an alliance with whom")
LINES = Phrase(
    "A dot is an organisation. It stands at the same place on the ring in all weeks, next to others of its kind; "
    "neither place nor size says anything else. Filled: in an alliance; hollow: in none. A line joins two members of "
    "one alliance, in the colour of its issue, so that an alliance of ten has 45 lines. One run, with seed {seed}."
)
IN_WEEK = Phrase("Week {week}")
ALLIANCES_STAND = Phrase("{number} alliance, {members} organisations", "{number} alliances, {members} organisations")
TOLD = Phrase(
    "{share} of the pairs that are in an alliance together in week {week} still or again are so in week {last}."
)
MOST_ORGANISATIONS = 1_000
_WEEKS = 4
_NAMES_AT = 1.13


def draw_network(view: View) -> SheetFigure:
    """Draw the network of joint membership in several weeks of the first run."""
    line, records = lines_of(view)[0], view.records
    setting, members = records.setting(line.point), records.members(line.point)
    members = members[members[REPLICATE] == 0]
    weeks = [round((setting.weeks - 1) * (k + 1) / _WEEKS) for k in range(_WEEKS)]
    issues = [issue.name for issue in getattr(setting, "issues", ())]
    looks = {name: LOOKS[k % len(LOOKS)]._replace(marker="", line="-") for k, name in enumerate(issues)}
    key = [Line(line.point, setting.called(name, view.spoken.code), look) for name, look in looks.items()]
    seed = str(int(view.sweep.runs["seed"].iloc[line.point * view.runs]))
    marks = [view.say(LINES, seed=seed)]
    sheet = sheet_for(
        view, key, HEADING, marks, _told(view, members, weeks), width=10.0, height=7.4, head=0.65, foot=0.1
    )
    places = _places(setting)
    panels = chain.from_iterable(sheet.panels(2, 2, left=0.5, right=0.5, hspace=0.16))
    for axes, week in zip(panels, weeks, strict=True):
        _draw(axes, _there(members, week), places, looks)
        _name_kinds(axes, view, setting)
        title_panel(axes, view.say(IN_WEEK, week=str(week)), _counted(view, _there(members, week)))
    return sheet.figure


def _places(setting: Setting) -> dict[str, Numbers]:
    """Return where each organisation stands on the ring: one after the other, as the field lists them."""
    names = setting.names()
    angles = np.pi / 2 - 2 * np.pi * (np.arange(len(names)) + 0.5) / len(names)
    return dict(zip(names, np.column_stack([np.cos(angles), np.sin(angles)]), strict=True))


def _there(members: "pd.DataFrame", week: int) -> "pd.DataFrame":
    return members[(members["joined"] <= week) & (week < members["until"])]


def _draw(axes: Axes, there: "pd.DataFrame", places: dict[str, Numbers], looks: dict[str, Look]) -> None:
    for issue, some in there.groupby("issue"):
        pairs = [pair for _, own in some.groupby("alliance") for pair in combinations(sorted(own["organisation"]), 2)]
        chords = [(places[one], places[other]) for one, other in pairs]
        strength = min(0.6, 0.12 + 20 / max(1, len(chords)))
        axes.add_collection(LineCollection(chords, colors=looks[str(issue)].colour, alpha=strength, linewidths=0.6))
    inside = set(there["organisation"])
    size = min(14.0, 2400 / len(places))
    for is_inside, fill in ((False, "white"), (True, INK)):
        dots = np.array([place for name, place in places.items() if (name in inside) is is_inside]).reshape(-1, 2)
        axes.scatter(
            dots[:, 0],
            dots[:, 1],
            s=size,
            facecolor=fill,
            edgecolor=INK if is_inside else GREY,
            linewidth=0.5,
            zorder=3,
        )
    axes.set_xlim(-1.66, 1.66)
    axes.set_ylim(-1.28, 1.28)
    axes.set_aspect("equal")
    axes.axis("off")


def _name_kinds(axes: Axes, view: View, setting: Setting) -> None:
    """Write the names of groups around the ring, each at the middle of its organisations."""
    total, first = len(setting.names()), len(setting.organisations)
    for group in setting.groups:
        angle = np.pi / 2 - 2 * np.pi * (first + group.count / 2) / total
        first += group.count
        x, y = _NAMES_AT * np.cos(angle), _NAMES_AT * np.sin(angle)
        side = "left" if x > 0.15 else "right" if x < -0.15 else "center"
        name = "\n".join(setting.called(group.name, view.spoken.code).split())
        axes.text(x, y, name, ha=side, va="center", size=7.5, color=GREY, linespacing=1.0)


def _counted(view: View, there: "pd.DataFrame") -> str:
    alliances, members = there["alliance"].nunique(), str(there["organisation"].nunique())
    return view.say(ALLIANCES_STAND, alliances, number=str(alliances), members=members)


def _told(view: View, members: "pd.DataFrame", weeks: list[int]) -> list[str]:
    """Say how much of the first network is left in the last one."""
    before, after = (_pairs(_there(members, week)) for week in (weeks[0], weeks[-1]))
    if not before:
        return []
    share = view.spoken.percent(len(before & after) / len(before))
    return [view.say(TOLD, share=share, week=str(weeks[0]), last=str(weeks[-1]))]


def _pairs(there: "pd.DataFrame") -> set[tuple[str, str]]:
    return {pair for _, own in there.groupby("alliance") for pair in combinations(sorted(own["organisation"]), 2)}
