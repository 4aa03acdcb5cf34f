"""The player of a field: its network, its chronicle, how many alliances there are and how large they are."""

import altair as alt
from htmltools import Tag, TagList, tags

from seminar.page import charts
from seminar.page.field_network import colours_of_issues, field_legend, field_network
from seminar.page.field_told import ToldField
from seminar.page.player import ORGANISATIONS, WEEK, framed, with_cursor
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

COURSE = Phrase("Number and sizes of the alliances")
ALLIANCES, ALLIANCE = Phrase("alliances"), Phrase("alliance")
NUMBER_TOLD = Phrase("Number of alliances with two members or more, week by week; at most {number} at a time.")
SIZES_TOLD = Phrase("Members of each alliance, week by week; at most {number}.")
WHY_WHO = Phrase("Whom did it ask, and why not others?")
_CHART_HEIGHT = 62
_LEAST_MEMBERS = 2


def field_player(visit: Visit, told: ToldField) -> Tag:
    """Return the player of a run of a field."""
    drawn = TagList(field_network(visit, told), field_legend(visit, told))
    sizes = {one.name: _sizes(told, one.name) for one in told.alliances}
    course = tags.div(_number(visit, told, sizes), _each(visit, told, sizes))
    return framed(visit, told, drawn, (COURSE, course), WHY_WHO)


def _sizes(told: ToldField, alliance: str) -> list[int]:
    """Return how many members an alliance has in each week."""
    [ended] = (one.ended for one in told.alliances if one.name == alliance)
    sizes = [0] * (told.last_week + 1)
    for one in told.entries.spells_in(alliance):
        if one.joined is not None:
            for week in range(one.joined, min(told.until(ended if one.left is None else one.left), len(sizes))):
                sizes[week] += 1
    return sizes


def _number(visit: Visit, told: ToldField, sizes: dict[str, list[int]]) -> Tag:
    """Draw how many alliances there are, by issue."""
    weeks, issues, numbers = list[int](), list[str](), list[int]()
    for issue in colours_of_issues(told.scenario):
        own = [sizes[one.name] for one in told.alliances if one.issue == issue]
        for week in range(told.last_week + 1):
            weeks.append(week)
            issues.append(told.scenario.called(issue, visit.spoken.code))
            numbers.append(sum(size[week] >= _LEAST_MEMBERS for size in own))
    data = charts.rows(week=weeks, number=numbers, issue=issues)
    y = alt.Y("number:Q", title=visit.say(ALLIANCES), stack=True, axis=alt.Axis(tickMinStep=1, tickCount=4))
    area = alt.Chart(data).mark_area(interpolate="step-after", opacity=0.85)
    drawn = area.encode(x=_weeks(told, ""), y=y, color=_by_issue(visit, told))
    most = max(sum(size[week] >= _LEAST_MEMBERS for size in sizes.values()) for week in range(told.last_week + 1))
    described = visit.say(NUMBER_TOLD, number=visit.spoken.number(most))
    return charts.chart(visit, with_cursor(drawn), described, _CHART_HEIGHT)


def _each(visit: Visit, told: ToldField, sizes: dict[str, list[int]]) -> Tag:
    """Draw the size of each alliance from its first week to its last."""
    code = visit.spoken.code
    parts = [
        (week, size, told.scenario.called(one.name, code), told.scenario.called(one.issue, code))
        for one in told.alliances
        for week, size in enumerate(sizes[one.name])
        if one.begun <= week < told.until(one.ended)
    ]
    weeks, numbers, names, issues = (list(column) for column in zip(*parts, strict=True)) if parts else ([],) * 4
    data = charts.rows(week=weeks, number=numbers, alliance=names, issue=issues)
    y = alt.Y("number:Q", title=visit.say(ORGANISATIONS), axis=alt.Axis(tickMinStep=1, tickCount=4))
    line = alt.Chart(data).mark_line(interpolate="step-after", strokeWidth=1.2, opacity=0.8)
    drawn = line.encode(
        x=_weeks(told, visit.say(WEEK)),
        y=y,
        color=_by_issue(visit, told),
        detail="alliance:N",
        tooltip=[alt.Tooltip("alliance:N", title=visit.say(ALLIANCE)), "week:Q", "number:Q"],
    )
    described = visit.say(SIZES_TOLD, number=visit.spoken.number(max(numbers, default=0)))
    return charts.chart(visit, with_cursor(drawn), described, _CHART_HEIGHT)


def _weeks(told: ToldField, title: str) -> alt.X:
    return alt.X("week:Q", title=title or None, scale=alt.Scale(domain=[0, max(1, told.last_week)], nice=False))


def _by_issue(visit: Visit, told: ToldField) -> alt.Color:
    colours = colours_of_issues(told.scenario)
    names = [told.scenario.called(issue, visit.spoken.code) for issue in colours]
    return alt.Color("issue:N", scale=alt.Scale(domain=names, range=list(colours.values())), legend=None)
