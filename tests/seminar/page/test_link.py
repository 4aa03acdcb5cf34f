"""The link: what it says of the page, and that nonsense in it does no harm."""

from typing import cast

import pytest

from seminar.page.app import NO_TAB
from seminar.page.cards import unknown
from seminar.page.choosing import scenario_choice
from seminar.page.link import Link, address
from seminar.page.play.playing import Playing
from seminar.page.tab import Visit
from seminar.page.tabs import TABS
from seminar.page.workers import Workers
from simulation.language.translation import language


@pytest.mark.parametrize("state", [{"tab": "tell", "scenario": "a b&c=d"}, {"set": ["weeks=10", "form=league"]}, {}])
def test_a_state_comes_back_from_its_address(state: dict[str, str | list[str]]) -> None:
    link = Link.read(address(state))
    assert {name: link.all(name) for name in state} == {
        name: [value] if isinstance(value, str) else value for name, value in state.items()
    }


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("", 1), ("-3", 1), ("x", 1), ("²", 1), ("9" * 40, 1), ("99", 10)]
)
def test_numbers_are_whole_and_in_bounds(text: str, number: int) -> None:
    assert Link.read(address({"seed": text})).number("seed", 1, 10) == number


@pytest.mark.parametrize(("asked", "told"), [("<b>", "ein Szenario, das es hier nicht gibt: „&lt;b&gt;“"), ("", "")])
def test_a_scenario_that_is_not_here_is_told(asked: str, told: str) -> None:
    link = Link.read(address({"scenario": asked}))
    drawn = str(scenario_choice(Visit(language("de"), link, cast(Workers, None), cast(Playing, None), {}), "scenario"))
    assert told in drawn
    assert ('role="alert"' in drawn) is bool(told)


@pytest.mark.parametrize(("asked", "told"), [("<b>", "„&lt;b&gt;“"), ("tell", "")])
def test_a_tab_that_is_not_here_is_told(asked: str, told: str) -> None:
    link, names = Link.read(address({"tab": asked})), [tab.name for tab in TABS]
    visit = Visit(language("de"), link, cast(Workers, None), cast(Playing, None), {})
    alert = unknown(visit, link.one("tab"), names, NO_TAB)
    assert told in str(alert or "")
    assert (alert is not None) is bool(told)
