"""A field in the tab Tell: what is drawn is what was written down, and it is played, asked and linked to."""

import re
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from seminar.page.field_network import field_network
from seminar.page.field_player import field_player
from seminar.page.field_told import ToldField, field_taken_home, tell_field
from seminar.page.link import Link
from seminar.page.play.playing import Playing
from seminar.page.tab import Visit
from seminar.page.told import Question
from seminar.page.workers import Workers
from simulation.language.translation import language
from tests.seminar.browsing import UNNAMED, Visitor, needs_browser

RUN = Question("field", ("weeks=60",), 3)


@pytest.fixture(scope="module")
def told() -> ToldField:
    return tell_field(RUN, "en")


def visit(lang: str = "en") -> Visit:
    return Visit(language(lang), Link({}), cast(Workers, None), cast(Playing, None), {})


def spans(drawn: str, kind: str) -> list[tuple[str, int, int]]:
    found = re.findall(rf'class="{kind}[^>]*data-alliance="([^"]*)"[^>]*data-start="(\d+)" data-end="(\d+)"', drawn)
    return [(name, int(start), int(end)) for name, start, end in found]


def test_the_network_shows_in_every_week_the_alliances_that_there_were_and_their_members(told: ToldField) -> None:
    drawn = str(field_network(visit(), told))
    lines = spans(drawn, "membership")
    lives = {name: (start, end) for name, start, end in spans(drawn, "alliance")}
    assert lives.keys() == {one.name for one in told.alliances}
    for one in told.alliances:
        start, end = lives[one.name]
        if start < end:  # it was not given up in the week in which it was founded
            assert max(_members(lines, one.name, week) for week in range(60)) == one.members_max
        assert (start, end) == (one.begun, 60 if one.ended is None else one.ended)
        assert all(start <= joined and left <= end for name, joined, left in lines if name == one.name)


def _members(lines: list[tuple[str, int, int]], alliance: str, week: int) -> int:
    return sum(name == alliance and start <= week < end for name, start, end in lines)


def test_alliances_that_stand_together_stand_apart(told: ToldField) -> None:
    drawn = str(field_network(visit(), told))
    places = re.findall(r'data-alliance="([^"]*)"[^>]*transform="translate\(([^)]*)\)"', drawn)
    for week in range(60):
        standing = {one.name for one in told.alliances if one.begun <= week < told.until(one.ended)}
        taken = [place for name, place in places if name in standing]
        assert len(set(taken)) == len(taken) == len(standing)


def test_whom_somebody_asked_and_why_not_others_is_told(told: ToldField) -> None:
    founder = told.alliances[0].founder
    assert any(one.who == founder and one.week == told.alliances[0].begun for one in told.askings)
    assert any("looks for partners" in paragraph for paragraph in told.why(founder, "en"))
    assert {one.week for one in told.lines} <= set(range(60))


def test_a_run_is_taken_home_as_tables_and_file() -> None:
    archive = ZipFile(BytesIO(field_taken_home(RUN, "de")))
    assert set(archive.namelist()) == {"alliances.csv", "memberships.csv", "searches.csv", "story.txt", "scenario.toml"}
    assert "weeks = 60" in archive.read("scenario.toml").decode()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_field_in_which_nothing_happens_is_shown_as_well(lang: str) -> None:
    nothing = tell_field(Question("field", ("weeks=1", "search.looks=1"), 1), lang)
    assert 'class="week-slider"' in str(field_player(visit(lang), nothing))


@needs_browser
def test_a_field_is_played_and_an_organisation_asked(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address).opens("lang=de&tab=tell&scenario=field&seed=3&week=40&set=weeks%3D60")
    page = visitor.page
    expect(page.locator(".alliance.is-on").first).to_be_visible()
    page.locator(".organisation").first.dispatch_event("click")
    expect(page.locator(".reasons p").first).to_be_visible()
    expect(page.locator("vega-chart svg").nth(1)).to_be_visible()
    assert not page.evaluate(UNNAMED)
    visitor.leaves()
