"""The tab Predict, then change: bets are held against what the pairs say, and the page answers while they run."""

import asyncio
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from experiments.analysis.contrast import contrast
from experiments.design.assignments import parse_changes
from seminar.classroom.refusals import RefusedError
from seminar.page.bets import Bet, Settled, Way
from seminar.page.change_form import ChangeForm
from seminar.page.changes import as_typed, given_in, in_the_model, in_words, taken_by
from seminar.page.paired import PAIRS, PAIRS_AT_ONCE, WhatIf, as_csv, compare, run_part
from seminar.page.told import Question, tell
from seminar.page.workers import Workers
from simulation import AllianceError, load_scenario, simulate
from simulation.language.translation import language
from tests.seminar.browsing import UNNAMED, Visitor, needs_browser
from tests.seminar.page.coroutines import result_of
from tests.seminar.serving import Played, served_with

BASELINE = load_scenario("baseline")
QUICK = WhatIf("fast-and-slow", ("agreements.pace_settled=true", "weeks=30"))


@pytest.mark.parametrize(("way", "of_100", "is_hit"), [("better", 50, True), ("worse", 25, False), ("same", 25, False)])
@pytest.mark.parametrize("outcome", ["impact", "exits"])
def test_a_bet_is_held_against_the_pairs_that_went_its_way(way: Way, of_100: int, is_hit: bool, outcome: str) -> None:
    better = 1.0 if outcome == "impact" else -1.0
    rise = np.array([better, better, -better, 0.0])
    settled = Settled(Bet(outcome, way, 60), contrast(outcome, np.full(4, 2.0), 2.0 + rise))
    assert (settled.of_100, settled.is_hit) == (of_100, is_hit)


@pytest.mark.parametrize(("count", "of_100"), [(0, 0), (1, 1), (199, 99), (200, 100)])
def test_all_and_none_are_said_only_where_it_is_so(count: int, of_100: int) -> None:
    rise = np.array([1.0] * count + [-1.0] * (200 - count))
    settled = Settled(Bet("impact", "better", 50), contrast("impact", np.zeros(200), rise))
    assert settled.of_100 == of_100


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"agreements.core_size": 8},
        {"agreements.lead": "Convenor", "arena.salience": 0.7, "weeks": 50},
        {"goal.demands.Demand 2": False, "goal.demands.Demand 5": False},
        {"goal.demands": [{"name": "Demand 1"}]},
    ],
)
def test_what_a_form_is_given_it_gives_back(given: Mapping[str, Any]) -> None:
    scenario = load_scenario("one-table-or-two-tiers")
    form = ChangeForm(scenario, given)
    assert form.changes(_as_drawn(form)) == given
    assert parse_changes(as_typed(given)) == given


@pytest.mark.parametrize("typed", ["agreements.core_size=many", "agreements.core_sise=4", "goal.demands.None=false"])
def test_changes_of_a_link_that_the_scenario_does_not_take_are_refused_before_a_form_is_drawn(typed: str) -> None:
    with pytest.raises(AllianceError, match=typed.partition("=")[0]):
        taken_by("baseline", [typed])
    assert taken_by("baseline", ["agreements.core_size=4"]) == {"agreements.core_size": 4}


def _as_drawn(form: ChangeForm) -> Any:
    """Return what the inputs of a form hold when it has just been drawn."""
    from seminar.page.link import Link
    from seminar.page.tab import Visit

    drawn = str(form.drawn(Visit(language("en"), Link({}), None, None, {})))  # type: ignore[arg-type]
    chosen = dict(re.findall(r'<select[^>]*id="(\w+)".*?<option value="(\d+)" selected', drawn, re.DOTALL))
    numbers = dict(re.findall(r'<input id="(\w+)" type="number"[^>]*?value="([\d.]+)"', drawn))
    boxes = re.findall(r'<input type="checkbox" name="(\w+)" value="(\d+)" checked', drawn)
    ticked = {name: tuple(value for of, value in boxes if of == name) for name, _ in boxes}
    return lambda name: ticked.get(name) or chosen.get(name) or float(numbers[name])


def test_a_demand_that_is_dropped_is_missing_in_the_model_with_all_that_was_known_of_it() -> None:
    source, typed = "ampel", ("goal.demands.public investment=false", "weeks=40")
    pairs, as_it_is = WhatIf(source, typed), load_scenario("ampel")
    changed = load_scenario(source, given_in(pairs.typed))
    gone = {one.name for one in as_it_is.goal.demands} - {one.name for one in changed.goal.demands}
    assert gone == {"public investment"}
    assert not any("public investment" in one.positions for one in changed.organisations)
    assert in_the_model(source, pairs.typed) == pairs.typed
    assert Question(source, typed, 1).scenario == changed
    assert in_words(as_it_is, given_in(typed[:1]), language("de")).startswith("Ohne die Forderung „")


def test_no_demand_at_all_is_refused() -> None:
    form = ChangeForm(BASELINE, {})
    with pytest.raises(RefusedError, match="One demand"):
        form.changes(lambda _: ())


def test_both_runs_of_a_pair_have_one_seed() -> None:
    how_far: list[int] = []

    async def works(work: Any, *given: Any) -> Any:
        return work(*given)

    pairs = result_of(compare(QUICK, cast(Workers, Played(works)), how_far.append))
    assert how_far == list(range(0, PAIRS + 1, PAIRS_AT_ONCE))
    assert len(pairs.without) == PAIRS
    changed = load_scenario(QUICK.source, parse_changes(QUICK.changes))
    seed = pairs.plan.seeds[3]
    assert (pairs.without[3].impact, pairs.with_it[3].impact) == (
        simulate(load_scenario(QUICK.source), seed).impact,
        simulate(changed, seed).impact,
    )
    assert as_csv(pairs).splitlines()[4].startswith(f"{seed},")


@needs_browser
def test_nothing_runs_before_a_bet_and_then_the_pairs_answer(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address).opens("lang=de&tab=predict&scenario=fast-and-slow&set=weeks%3D40")
    page = visitor.page
    expect(page.locator(".change-form")).to_be_visible()
    page.get_by_role("button", name="Paare rechnen").click()
    expect(page.get_by_role("alert")).to_contain_text("Erst tippen")
    page.get_by_role("radio", name="besser").check()
    page.get_by_role("spinbutton", name="In wie vielen").fill("80")
    page.get_by_role("button", name="Paare rechnen").click()
    expect(page.locator(".headline")).to_contain_text(f"von {PAIRS} Paaren")
    expect(page.locator(".bet-result")).to_contain_text("80")
    expect(page.locator("vega-chart svg").first).to_be_visible()
    assert not page.evaluate(UNNAMED)
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert len(taken.value.path().read_text().splitlines()) == PAIRS + 1
    visitor.leaves()


@needs_browser
def test_the_page_answers_while_pairs_run_and_a_failing_run_shows_in_its_card(browser: Browser, tmp_path: Path) -> None:
    released = threading.Event()

    async def works(work: Any, *_: Any) -> Any:
        if work is not run_part:
            return tell(Question("baseline", ("weeks=5",), 1), "en")
        await asyncio.to_thread(released.wait, 60)
        raise RuntimeError("the run broke down")

    with served_with(works, tmp_path) as address:
        visitor = Visitor(browser, address).opens(
            "lang=en&tab=predict&scenario=baseline&set=agreements.moderation%3Dtrue"
        )
        page = visitor.page
        expect(page.locator(".change-form")).to_be_visible()
        page.get_by_role("radio", name="better").check()
        page.get_by_role("button", name="Place the bet").click()
        expect(page.get_by_role("status")).to_be_visible()
        page.get_by_role("combobox", name="What do you bet on?").select_option("exits")
        expect(page.locator("#predict-measured")).to_contain_text("rganisations")
        expect(page.locator(".shiny-notification")).to_contain_text(f"0 of {PAIRS} pairs")
        released.set()
        expect(page.get_by_role("alert")).to_contain_text("Something unexpected")
        page.get_by_role("tab", name="Tell", exact=True).click()
        expect(page.locator("run-player")).to_be_visible()
        page.close()
