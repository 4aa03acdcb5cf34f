"""The player: one run week by week, with its network, its story, how many are in, and who did what why.

All weeks are sent at once, and the browser shows the one that is chosen: playing needs no server.
"""

import re

import altair as alt
from htmltools import Tag, TagChild, TagList, tags
from shiny import ui
from shiny.module import resolve_id

from seminar.page import charts
from seminar.page.field_told import ToldField
from seminar.page.network import legend, network
from seminar.page.tab import Visit
from seminar.page.told import Told
from simulation.language.translation import Phrase

PLAY, PAUSE, WEEK = Phrase("Play"), Phrase("Pause"), Phrase("Week")
STORY, NETWORK, MEMBERS = Phrase("The story"), Phrase("Who is in"), Phrase("How many are in")
WHY, WHY_WHO = Phrase("Why?"), Phrase("Ask an organisation why it joined, stayed or left")
NOBODY_YET = Phrase("Choose one here, or in the picture.")
CORE, SUPPORTERS, ORGANISATIONS = Phrase("core group"), Phrase("supporters"), Phrase("organisations")
COURSE = Phrase("Members of the core group and supporters, week by week; at most {number} at a time.")
_CHART_HEIGHT = 70


def player(visit: Visit, told: Told) -> Tag:
    """Return the player of a run."""
    drawn = TagList(network(visit, told), legend(visit))
    return framed(visit, told, drawn, (MEMBERS, _members(visit, told)), WHY_WHO)


def framed(
    visit: Visit, told: Told | ToldField, drawn: TagList, course: tuple[Phrase, TagChild], why_who: Phrase
) -> Tag:
    """Return a player: the weeks to choose from, and panes that follow them.

    Args:
        visit: for whom.
        told: the run.
        drawn: its network.
        course: heading and charts of its course.
        why_who: how to ask an organisation for its reasons.
    """
    heading, charts_of_it = course
    week = min(visit.link.number("week", 0, told.last_week), told.last_week)
    return Tag(
        "run-player",
        _controls(visit, told, week),
        tags.div(
            tags.div(tags.h3(visit.say(NETWORK)), drawn, class_="pane-network"),
            tags.div(tags.h3(visit.say(heading)), charts_of_it, class_="pane-members"),
            tags.div(tags.h3(visit.say(STORY)), _story(visit, told), class_="pane-story"),
            tags.div(tags.h3(visit.say(WHY)), _why(visit, told, why_who), class_="pane-why"),
            class_="panes",
        ),
        data_start=told.scenario.start.isoformat(),
    )


def _controls(visit: Visit, told: Told | ToldField, week: int) -> Tag:
    label, bounds = visit.say(WEEK), {"min": 0, "max": told.last_week, "value": week}
    words = {"data_play": visit.say(PLAY), "data_pause": visit.say(PAUSE)}
    return tags.div(
        tags.button(visit.say(PLAY), type="button", class_="btn btn-primary play", **words),
        tags.input(type="range", aria_label=label, class_="week-slider", **bounds),
        tags.label(label, tags.input(type="number", class_="form-control week-number", **bounds), class_="week"),
        tags.output(class_="day"),
        class_="controls",
    )


def _story(visit: Visit, told: Told | ToldField) -> Tag:
    lines = (tags.li(tags.span(line.head, class_="head"), " ", line.text, data_week=line.week) for line in told.lines)
    return tags.ol(*lines, class_="story", tabindex="0", role="log", aria_label=visit.say(STORY), aria_live="off")


def _why(visit: Visit, told: Told | ToldField, why_who: Phrase) -> TagList:
    code = visit.spoken.code
    names = sorted(told.scenario.names(), key=lambda name: _by_number(told.scenario.called(name, code)))
    asked = visit.link.one("organisation")
    choices = {"": visit.say(NOBODY_YET)} | {name: told.scenario.called(name, code) for name in names}
    chosen = asked if asked in choices else ""
    return TagList(
        ui.input_select(resolve_id("organisation"), visit.say(why_who), choices, selected=chosen, width="100%"),
        ui.output_ui(resolve_id("why")),
    )


def _by_number(called: str) -> list[str | int]:
    """Return by what names are sorted.

    >>> sorted(["Local group 10", "Local group 2"], key=_by_number)
    ['Local group 2', 'Local group 10']
    """
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", called.casefold())]


def _members(visit: Visit, told: Told) -> Tag:
    own = [week for week in told.trace.weeks if not week.alliance]
    core, supporters = [week.core for week in own], [week.supporters for week in own]
    weeks, words = [week.week for week in own], (visit.say(CORE), visit.say(SUPPORTERS))
    data = charts.rows(
        week=[*weeks, *weeks], number=[*core, *supporters], tier=[words[0]] * len(own) + [words[1]] * len(own)
    )
    tiers = alt.Scale(domain=list(words), range=[charts.BLUE, charts.SKY])
    x = alt.X("week:Q", title=visit.say(WEEK), scale=alt.Scale(domain=[0, max(1, told.last_week)], nice=False))
    area = (
        alt.Chart(data)
        .mark_area(interpolate="step-after", opacity=0.85)
        .encode(
            x=x,
            y=alt.Y("number:Q", title=visit.say(ORGANISATIONS), stack=True, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=alt.Color("tier:N", scale=tiers),
            order=alt.Order("tier:N", sort="ascending" if words[0] < words[1] else "descending"),
            tooltip=[alt.Tooltip("week:Q", title=visit.say(WEEK)), "tier:N", alt.Tooltip("number:Q", title="n")],
        )
    )
    most = max(map(sum, zip(core, supporters, strict=True)))
    described = visit.say(COURSE, number=visit.spoken.number(most))
    return charts.chart(visit, with_cursor(area), described, _CHART_HEIGHT)


def with_cursor(drawn: alt.Chart) -> charts.Drawing:
    """Return a chart over weeks with a line at the week that the player shows."""
    chosen = alt.param(name="week", value=0)
    cursor = alt.Chart(charts.rows(at=[0])).mark_rule(color=charts.VERMILION, strokeWidth=2)
    at_the_week = cursor.encode(x=alt.XDatum(alt.ExprRef("week"), type="quantitative"))
    return alt.layer(drawn, at_the_week).add_params(chosen)
