"""The tab Tell: what it says of a run is what the run was, and it can be played, asked and linked to."""

import re
import tomllib
from io import BytesIO
from pathlib import Path
from typing import cast
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from seminar.page.link import Link
from seminar.page.network import network
from seminar.page.play.playing import Playing
from seminar.page.tab import Visit
from seminar.page.told import Question, as_toml, tell
from seminar.page.workers import Workers
from simulation import load_scenario
from simulation.language.translation import language
from tests.seminar.browsing import PHONE, UNNAMED, Visitor, needs_browser

RUN = Question("fast-and-slow", ("weeks=60",), 7)


def test_the_network_shows_in_every_week_as_many_members_as_there_were() -> None:
    told = tell(RUN, "en")
    drawn = str(network(Visit(language("en"), Link({}), cast(Workers, None), cast(Playing, None), {}), told))
    lines = [
        (int(start), int(end))
        for start, end in re.findall(r'class="membership[^>]*data-start="(\d+)" data-end="(\d+)"', drawn)
    ]
    for week in told.trace.weeks:
        assert sum(start <= week.week < end for start, end in lines) == week.core + week.supporters


@pytest.mark.parametrize("changes", [["agreements.core_size=4", "weeks=90"], ["arena.votes=[]", "arena.salience=0.7"]])
def test_the_file_of_a_changed_scenario_is_that_scenario(changes: list[str], tmp_path: Path) -> None:
    written = tmp_path / "changed.toml"
    written.write_text(as_toml("five-or-fifty-demands", changes), encoding="utf-8")
    assert load_scenario(written) == Question("five-or-fifty-demands", tuple(changes), 1).scenario


@needs_browser
def test_a_run_is_played_asked_about_and_taken_home(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address).opens("lang=de&tab=tell&scenario=fast-and-slow&seed=7&week=30&set=weeks%3D80")
    page = visitor.page
    expect(page.locator(".story li.is-latest")).to_be_visible()
    assert "Woche" in visitor.text(".story li.is-latest")
    page.get_by_role("button", name="Abspielen").click()
    expect(page.locator(".week-number")).not_to_have_value("30")
    page.get_by_role("button", name="Anhalten").click()
    page.locator(".week-number").fill("60")
    expect(page.locator(".week-slider")).to_have_value("60")
    page.locator(".organisation").first.dispatch_event("click")
    expect(page.locator(".reasons p").first).to_be_visible()
    expect(page).to_have_url(re.compile("organisation=.*week=60|week=60.*organisation="))
    assert not page.evaluate(UNNAMED)
    with page.expect_download() as taken:
        page.get_by_role("link", name="ZIP").click()
    archive = ZipFile(BytesIO(taken.value.path().read_bytes()))
    assert {"run.csv", "run.course-de.png", "scenario.toml"} <= set(archive.namelist())
    assert tomllib.loads(archive.read("scenario.toml").decode())["weeks"] == 80
    visitor.leaves()


@needs_browser
def test_a_phone_shows_it_all_and_another_language_the_same_week(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address, PHONE).opens("lang=en&tab=tell&scenario=fast-and-slow&seed=7&week=31")
    expect(visitor.page.locator(".story li.is-latest")).to_be_visible()
    assert not visitor.is_scrolled_sideways
    for tab in visitor.page.get_by_role("tab").all():
        expect(tab).to_be_in_viewport(ratio=1)
    visitor.page.get_by_role("link", name="Deutsch").click()
    expect(visitor.page.get_by_role("button", name="Abspielen")).to_be_visible()
    expect(visitor.page.locator(".week-number")).to_have_value("31")
    visitor.leaves()


@needs_browser
def test_a_change_that_is_none_is_told_in_its_card_and_the_rest_works(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address).opens("lang=de&tab=tell&scenario=baseline&set=agreements.core_size=0")
    expect(visitor.page.get_by_role("alert")).to_contain_text("0 ist nicht erlaubt")
    visitor.page.get_by_role("combobox", name="Szenario").select_option("fast-and-slow")
    expect(visitor.page.locator("run-player")).to_be_visible()
    visitor.leaves()
