"""Paired runs: what two runs with the same seed share when they differ in one agreement.

They share every draw which the change does not touch, so that they are the same run, to the last bit, up to
the first week in which the change can matter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World
from simulation.results.event_log import Event, read_log
from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_scenario, scenario_path, shipped_scenarios
from simulation.scenario.traits import TRAITS
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import Changes, begun

SEEDS = range(8)
ROOM = 2000  # events in a week, more than there can be


@pytest.fixture(scope="module")
def baseline() -> Scenario:
    return load_scenario("baseline")


@dataclass(frozen=True)
class Case:
    """An agreement, and the first event with which it can matter."""

    agreed: Changes
    matters: Callable[[Event], bool]
    also: Changes = field(default_factory=dict)


def _kinds(*kinds: str) -> Callable[[Event], bool]:
    return lambda event: event.kind in kinds


def _stage(name: str) -> Callable[[Event], bool]:
    return lambda event: event.kind == "stage" and event.what == name


CASES: Mapping[str, Case] = {
    "credit_rule": Case({"agreements.credit_rule": True}, _kinds("adopted")),
    "conflict_procedure": Case(
        {"agreements.conflict_procedure": True}, _kinds("conflict settled", "conflict escalated")
    ),
    "milestones": Case({"agreements.milestones": 3}, _kinds("milestone")),
    "tone_clarified": Case({"agreements.tone_clarified": True}, _stage("debating values")),
    "moderation": Case({"agreements.moderation": True}, _stage("debating values")),
    "values_debate_weeks": Case({"agreements.values_debate_weeks": 0}, _stage("debating values")),
    "decision_rule": Case({"agreements.decision_rule": "silence"}, _stage("agreeing on demands")),
    "renewal": Case({"agreements.renewal": True}, _kinds("ended")),
    "end_week": Case({"agreements.end_week": 120}, lambda event: event.week >= 119),
    "handover": Case(
        {"agreements.handover": True},
        lambda event: event.kind == "left" and event.who == "Convenor",
        also={"agreements.lead": "Convenor", "organisations.Convenor.dogmatism": 1.0},
    ),
    "rewording": Case(
        {"mechanisms.cooperation.rewording": 1.0},
        _kinds("reworded", "left", "position given up"),
        also={"agreements.red_lines_disclosed": True, "arena.shock_rate": 0.1},
    ),
    "division_of_labour": Case({"agreements.division_of_labour": "coordinated"}, _stage("working")),
    "renegotiation": Case(
        {"agreements.renegotiation": True}, _kinds("agreement reopened"), also={"arena.shock_rate": 0.1}
    ),
    "evaluation": Case({"agreements.evaluation": True}, _kinds("ended")),
    "transition": Case({"agreements.transition": True}, _kinds("ended")),
    "structures": Case({"agreements.structures": 0.2}, _stage("working")),
    "contact_persons": Case({"agreements.contact_persons": 3}, lambda event: event.week >= 0),
    "grab": Case({"mechanisms.impact.grab": 1.0}, _kinds("adopted")),
}


@dataclass(frozen=True)
class Week:
    """What happened in a week of a run, and the state it left."""

    events: tuple[Event, ...]
    state: tuple[bytes, ...]


def _weeks(scenario: Scenario, seed: int) -> list[Week]:
    prepared = PreparedScenario(scenario)
    world = populate(prepared, seed, ROOM)
    weeks = []
    while world.clock.week < scenario.weeks:
        before = int(world.clock.week)
        live(world, 1)
        if world.clock.week == before:
            break
        weeks.append(Week(tuple(read_log(world, prepared)), _bytes(world)))
    return weeks


# The log keeps old events; the others are what was agreed, and not what came of it.
_NOT_COMPARED = frozenset({"log", "scratch", "goals", "agreements", "climate", "mechanisms", "calendar"})


def _bytes(world: World) -> tuple[bytes, ...]:
    """Return all that a run has written, table by table, without what an alliance only notes of its agreements."""
    tables: dict[str, Any] = {name: getattr(world, name) for name in World._fields if name not in _NOT_COMPARED}
    tables["alliances"] = tables["alliances"].copy()
    tables["alliances"]["clarified"] = 0
    for column in ("consent", "silence", "labour", "contributions", "admission"):
        tables["alliances"]["plan"][column] = 0
    return tuple(tables[name].tobytes() for name in sorted(tables))


def _first_difference(one: list[Week], other: list[Week]) -> int | None:
    pairs = zip_longest(one, other)
    return next((week for week, (a, b) in enumerate(pairs) if a != b), None)


def _first_that_matters(case: Case, *runs: list[Week]) -> float:
    weeks = [event.week for run in runs for week in run for event in week.events if case.matters(event)]
    return min(weeks, default=float("inf"))


@pytest.mark.parametrize("name", CASES)
def test_two_runs_are_one_until_the_agreement_matters(baseline: Scenario, name: str) -> None:
    case = CASES[name]
    without = changed(baseline, case.also)
    differ = 0
    for seed in SEEDS:
        runs = [_weeks(scenario, seed) for scenario in (without, changed(without, case.agreed))]
        parted = _first_difference(*runs)
        differ += parted is not None
        assert parted is None or parted >= _first_that_matters(case, *runs)
    assert differ > 0, "the change never mattered, so that this test shows nothing"


@pytest.mark.parametrize("name", ["agreements.credit_rule", "agreements.moderation", "agreements.core_size"])
def test_the_same_organisations_take_part_in_both_runs(baseline: Scenario, name: str) -> None:
    value = 4 if name == "agreements.core_size" else True
    for seed in SEEDS:
        one, other = begun(baseline, seed), begun(changed(baseline, {name: value}), seed)
        assert one.memberships["organisation"].tolist() == other.memberships["organisation"].tolist()
        for trait in (*TRAITS, "first_meeting", "identity"):
            assert one.organisations[trait].tolist() == other.organisations[trait].tolist()
        for wish in ("ideal", "least", "red_line"):
            assert one.positions[wish].tolist() == other.positions[wish].tolist()


def test_those_who_come_on_top_leave_the_others_as_they_were(baseline: Scenario) -> None:
    for seed in SEEDS:
        small = begun(changed(baseline, {"invitation.size": 8}), seed)
        large = begun(changed(baseline, {"invitation.size": 30}), seed)
        assert large.memberships["organisation"][:8].tolist() == small.memberships["organisation"].tolist()
        assert large.organisations["first_meeting"].tolist() == small.organisations["first_meeting"].tolist()
        assert large.positions["ideal"].tolist() == small.positions["ideal"].tolist()


def test_politics_takes_the_same_course_whatever_the_members_agree(baseline: Scenario) -> None:
    for seed in SEEDS:
        one, other = (
            [_arena(scenario, seed, week) for week in (10, 60, 150)]
            for scenario in (baseline, changed(baseline, {"invitation.size": 40, "agreements.moderation": True}))
        )
        for salience, other_salience in zip(one, other, strict=True):
            assert salience == other_salience or None in (salience, other_salience)


def _arena(scenario: Scenario, seed: int, week: int) -> float | None:
    """Return public attention in a week of a run, or None if the alliance had ended by then."""
    world = populate(PreparedScenario(scenario), seed)
    live(world, week)
    return float(world.arena.salience) if world.clock.week == week else None


# --- what pairing is worth -------------------------------------------------------------------------------


def _column(outcomes: list[Outcome], name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([getattr(outcome, name) for outcome in outcomes], dtype=float)


@pytest.mark.parametrize(
    ("agreed", "outcome"),
    [
        ({"agreements.credit_rule": True}, "trust_change"),
        ({"agreements.ground_rules": True}, "coordination_share"),
        ({"agreements.conflict_procedure": True}, "impact"),
        ({"agreements.moderation": True}, "weeks_to_agreement"),
        ({"agreements.division_of_labour": "coordinated"}, "adopted"),
        ({"agreements.red_lines_disclosed": True}, "depth"),
    ],
)
def test_paired_differences_vary_less_than_independent_ones(baseline: Scenario, agreed: Changes, outcome: str) -> None:
    seeds = 200
    without = _column(list(replicate(baseline, range(seeds))), outcome)
    paired = _column(list(replicate(changed(baseline, agreed), range(seeds))), outcome)
    independent = np.roll(paired, 1)  # the same runs, each set against one with another seed
    spread_paired, spread_independent = np.nanvar(paired - without), np.nanvar(independent - without)
    assert spread_paired < 0.8 * spread_independent


# --- scenarios apart, changes of one together ------------------------------------------------------------


def _first_adoptions(scenario: Scenario, seeds: int) -> list[int]:
    """Return the week in which each run first has a demand adopted, or the length of the run."""
    runs = [[week for week in _events(scenario, seed) if week.kind == "adopted"] for seed in range(seeds)]
    return [run[0].week if run else scenario.weeks for run in runs]


def _events(scenario: Scenario, seed: int) -> list[Event]:
    prepared = PreparedScenario(scenario)
    world = populate(prepared, seed, 20 * ROOM)
    live(world, scenario.weeks)
    return list(read_log(world, prepared))


def test_runs_of_two_scenarios_under_the_same_seeds_are_unrelated() -> None:
    seeds = 100
    one, other = (
        _first_adoptions(load_scenario(name), seeds) for name in ("one-table-or-two-tiers", "prevention-or-change")
    )
    at_random = [np.corrcoef(one, np.roll(other, k))[0, 1] for k in range(1, seeds)]
    assert abs(np.corrcoef(one, other)[0, 1]) < 4 * np.std(at_random)


@pytest.mark.parametrize("changes", [{"goal.sufficient": 1.0}, {"title.en": "Another title"}, {"stream": ""}])
def test_changes_of_a_scenario_leave_its_draws_as_they_were(baseline: Scenario, changes: Changes) -> None:
    for made in (changed(baseline, changes), load_scenario("baseline", changes)):
        for seed in SEEDS:
            one, other = begun(baseline, seed), begun(made, seed)
            for trait in (*TRAITS, "first_meeting"):
                assert one.organisations[trait].tolist() == other.organisations[trait].tolist()
            assert one.positions["ideal"].tolist() == other.positions["ideal"].tolist()


def test_a_file_s_title_tells_its_draws_from_those_of_others(tmp_path: Path) -> None:
    text = Path(scenario_path("bund-ig-metall")).read_text(encoding="utf-8")
    title = load_scenario("bund-ig-metall").title.en
    files = {
        "copy": text,
        "other": text.replace(title, "Another title"),
        "kept": f'stream = "{title}"\n{text.replace(title, "Another title")}',
    }
    traits = {}
    for name, content in files.items():
        path = tmp_path / f"{name}.toml"
        path.write_text(content, encoding="utf-8")
        traits[name] = begun(load_scenario(path), 1).organisations["hours"].tolist()
    assert traits["copy"] == traits["kept"] == begun(load_scenario("bund-ig-metall"), 1).organisations["hours"].tolist()
    assert not set(traits["other"]) & set(traits["copy"])


def test_no_two_shipped_scenarios_share_their_draws() -> None:
    streams = [load_scenario(name).draws_as for name in shipped_scenarios()]
    assert len(set(streams)) == len(streams)
