"""Traces: the series, events, memberships and decisions of a run, and how they agree with one another."""

import math
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from simulation import SERIES, AllianceModel, AllianceWeek, Trace, load_scenario, simulate, trace
from simulation.engine.codes import End, Stage
from simulation.scenario.loading import shipped_scenarios
from tests.worlds import STUBBORN, world

RING = {
    "name": "Ring",
    "start": 10,
    "goal": {"demands": [{"name": "Something else"}]},
    "invitation": {"initiators": ["Union 1"], "size": 6},
}


@pytest.fixture(scope="module")
def kept() -> Trace:
    return trace(load_scenario("baseline", {"weeks": 120, "others": [RING]}), 3)


def of(kept: Trace, name: str, alliance: str = "") -> list[Any]:
    return [getattr(week, name) for week in kept.weeks if week.alliance == alliance]


def test_every_week_of_every_alliance_has_a_row(kept: Trace) -> None:
    weeks = [(week.week, week.alliance) for week in kept.weeks]
    assert weeks == [(week, alliance) for week in range(120) for alliance in ("", "Ring")]
    assert [column.name for column in fields(AllianceWeek)] == ["week", "day", "alliance", *SERIES]
    assert all((week.day - kept.weeks[0].day).days == 7 * week.week for week in kept.weeks)


def test_every_series_has_unit_and_meaning() -> None:
    assert all(info.unit and info.meaning and info.meaning[-1] != "." for info in SERIES.values())


def test_the_how_to_lists_every_series() -> None:
    page = (Path(__file__).parent.parent / "docs" / "how-to" / "trace-a-run.md").read_text(encoding="utf-8")
    for name, info in SERIES.items():
        assert f"| `{name}` | {'–' if info.unit == 'kind' else info.unit} | {info.meaning} |" in page


def test_shares_are_shares_and_nothing_is_below_nothing(kept: Trace) -> None:
    for name, info in SERIES.items():
        values = [value for week in kept.weeks if not isinstance(value := getattr(week, name), str | None)]
        assert all(math.isfinite(value) and value >= 0 for value in values)
        assert info.unit != "share" or all(value <= 1 for value in values)


def test_members_come_and_go_as_events_tell(kept: Trace) -> None:
    for alliance, initiators in (("", 1), ("Ring", 1)):
        members = initiators
        for week in (week for week in kept.weeks if week.alliance == alliance):
            own = [e for e in kept.events if (e.week, e.alliance) == (week.week, alliance)]
            members += sum(event.kind == "joined" for event in own) - sum(event.kind == "left" for event in own)
            if week.stage != "waiting":
                assert week.core + week.supporters == members


def test_stages_follow_one_another(kept: Trace) -> None:
    for alliance in ("", "Ring"):
        stages = [Stage.named(str(stage)) for stage in of(kept, "stage", alliance)]
        assert stages == sorted(stages)
    assert set(of(kept, "stage", "Ring")[:10]) == {"waiting"}


@pytest.mark.parametrize("name", shipped_scenarios()[:3])
def test_the_last_week_agrees_with_the_outcome(name: str) -> None:
    scenario = load_scenario(name)
    kept, outcome = trace(scenario, 4), simulate(scenario, 4)
    last = [week for week in kept.weeks if not week.alliance][-1]
    assert last.week == outcome.lifetime - 1
    assert (last.exits, last.hours) == (outcome.exits, outcome.hours)
    assert last.coordination == pytest.approx(outcome.coordination_share * outcome.hours)
    assert max(of(kept, "core")) == outcome.core_max
    assert (last.stage == "ended") == (outcome.end != End.RUNNING.word)
    # What was adopted for the first goal stays when a next one is set.
    assert last.adopted >= outcome.impact - 1e-12 if outcome.renewals else last.adopted == pytest.approx(outcome.impact)


def test_spells_say_who_was_asked_and_what_became_of_them(kept: Trace) -> None:
    counts = Counter(spell.alliance for spell in kept.memberships)
    assert counts == {"": 12, "Ring": 6}
    for spell in kept.memberships:
        assert (spell.joined is None) == (spell.status in ("asked", "declined"))
        assert (spell.left is None) == (spell.status != "left")
        assert bool(spell.reason) == (spell.status in ("declined", "left"))
        assert spell.left is None or spell.joined is None or spell.joined <= spell.left


def test_an_alliance_without_members_has_no_mean_energy() -> None:
    kept = trace(
        world(2, STUBBORN | {"weeks": 3, "others": [RING | {"invitation": {"initiators": ["First"], "size": 2}}]}), 1
    )
    assert of(kept, "energy", "Ring") == [None] * 3
    assert None not in of(kept, "energy")


def test_a_trace_is_that_of_the_run_with_its_seed(kept: Trace) -> None:
    model = AllianceModel(load_scenario("baseline", {"weeks": 120, "others": [RING]}), rng=3)
    model.run_model()
    assert list(kept.events) == model.story
    assert list(kept.decisions) == model.decisions
