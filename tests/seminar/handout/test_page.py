"""Handouts in a real browser without the internet: what the page counts is what the runs are."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from experiments.analysis.contrast import contrast
from experiments.cli.main import main
from seminar.handout.page import Handout, handout_of
from simulation import simulate
from simulation.language.translation import language
from tests.seminar.browsing import PROJECTOR, needs_browser

RUNS = 12
SMALL_PHONE = (360, 740)
HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7 * 7 }} & \\u2028"


@pytest.fixture(scope="module")
def english() -> Handout:
    sliders = ["agreements.decision_rule=silence", "invitation.size=3,8", "weeks=120"]
    return handout_of("fast-and-slow", sliders, "en", runs=RUNS)


class Reader:
    """Someone who has opened a handout with the internet switched off."""

    def __init__(self, browser: Browser, file: Path, size: tuple[int, int]) -> None:
        width, height = size
        self.page: Page = browser.new_context(offline=True, viewport={"width": width, "height": height}).new_page()
        self.mishaps: list[str] = []
        self.page.on("pageerror", lambda error: self.mishaps.append(str(error)))
        self.page.on("console", lambda message: self.mishaps.append(message.text))
        self.page.on("request", lambda request: self._note(request.url))
        self.page.goto(file.as_uri())

    def _note(self, url: str) -> None:
        if not url.startswith("file:"):
            self.mishaps.append(url)

    def move(self, lever: int, position: int) -> None:
        slider = self.page.locator("#levers input").nth(lever)
        slider.press("Home")
        for _ in range(position):
            slider.press("ArrowRight")

    def bet(self, way: str, guess: int) -> None:
        self.page.check(f"input[value={way}]")
        self.page.fill("#guess", str(guess))
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#chart svg")


@needs_browser
@pytest.mark.parametrize(("lang", "size"), [("en", SMALL_PHONE), ("de", PROJECTOR)])
def test_a_reader_bets_and_sees_the_pairs_counted_as_they_are(
    browser: Browser, english: Handout, lang: str, size: tuple[int, int], tmp_path: Path
) -> None:
    handout, file = replace(english, spoken=language(lang)), tmp_path / "handout.html"
    file.write_text(handout.html(), encoding="utf-8")
    reader = Reader(browser, file, size)
    assert not reader.page.is_visible("#seen")
    positions = [1, 0, handout.data.levers[2].own]
    for lever, position in enumerate(positions):
        reader.move(lever, position)
    reader.bet("lower", 5)
    for number, name in enumerate(handout.data.outcomes):
        reader.page.select_option("#outcome", str(number))
        two = _counted(handout, name, positions)
        assert reader.page.inner_text("#result") == _sentence(handout, name, two)
    reader.page.wait_for_timeout(100)
    dots = reader.page.locator("#chart .mark-symbol path").count()
    rows = handout.data.outcomes[list(handout.data.outcomes)[-1]]
    assert dots == sum(int((~np.isnan(rows[row])).sum()) for row in (_own(handout), _row(handout, positions)))
    assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert reader.mishaps == []


def _own(handout: Handout) -> int:
    return _row(handout, [lever.own for lever in handout.data.levers])


def _row(handout: Handout, positions: list[int]) -> int:
    row = 0
    for lever, position in zip(handout.data.levers, positions, strict=True):
        row = row * len(lever.positions) + position
    return row


def _counted(handout: Handout, name: str, positions: list[int]) -> tuple[int, int, int]:
    rows = handout.data.outcomes[name]
    two = contrast(name, rows[_own(handout)], rows[_row(handout, positions)])
    return two.higher, two.lower, two.same


def _sentence(handout: Handout, name: str, counted: tuple[int, int, int]) -> str:
    data: dict[str, Any] = handout.for_the_page()
    title = next(one["title"] for one, key in zip(data["outcomes"], handout.data.outcomes, strict=True) if key == name)
    higher, lower, same = counted
    parts = {"outcome": title, "higher": higher, "lower": lower, "same": same, "runs": RUNS}
    return str(data["words"]["pairs"].format(**parts))


@needs_browser
def test_what_a_user_wrote_is_read_as_text(browser: Browser, english: Handout, tmp_path: Path) -> None:
    hostile = english.scenario.title.model_copy(update={"en": HOSTILE})
    scenario = english.scenario.model_copy(update={"title": hostile, "summary": hostile})
    file = tmp_path / "hostile.html"
    file.write_text(replace(english, scenario=scenario).html(), encoding="utf-8")
    reader = Reader(browser, file, PROJECTOR)
    assert reader.page.inner_text("h1") == HOSTILE
    assert reader.page.locator("img").count() == 0
    assert reader.mishaps == []


def test_the_file_loads_nothing(english: Handout) -> None:
    html = english.html()
    assert "default-src 'none'" in html
    assert "<link" not in html.partition("<script>")[0]
    assert "src=" not in html.partition("<script>")[0]


def test_the_command_writes_a_file_and_replaces_none_unasked(tmp_path: Path) -> None:
    file = tmp_path / "handout.html"
    words = ["handout", "fast-and-slow", "--vary", "weeks=40", "--runs", "10", "--out", str(file), "--workers", "1"]
    first, again = (CliRunner().invoke(main, words) for _ in range(2))
    assert (first.exit_code, first.stdout.strip()) == (0, str(file))
    assert again.exit_code == 2
    assert "--replace" in again.output


def test_runs_in_the_file_are_those_of_their_seeds(english: Handout) -> None:
    values = english.for_the_page()["outcomes"]
    depth = values[list(english.data.outcomes).index("depth")]["values"][_own(english)]
    assert depth[:3] == [pytest.approx(simulate(english.scenario, seed).depth, abs=1e-4) for seed in range(3)]
