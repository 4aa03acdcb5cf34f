"""Emergency: how help spreads day by day through alliances that stand already, or of everyone's own accord (C71)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, CalendarKind, EventKind, Stage, Status
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World, seen_by
from simulation.rules.cooperation.emergency_help import (
    DAYS,
    build_ties,
    call_to_help,
    help_is_awaited,
    help_out,
    helping_by,
    spread_help,
    trusted_call,
)
from simulation.rules.cooperation.projects import with_proven_projects
from simulation.scenario.definition import Scenario
from simulation.start.population import populate
from tests.worlds import STUBBORN, Changes, kinds, mean, noted, outcomes, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share, share, share)
def test_two_ways_to_be_moved_to_help(need: float, reach: float, own: float, called: float, more: float) -> None:
    chance = call_to_help(need, reach, own, called)
    assert 0.0 <= chance <= need * reach + 1e-12
    assert call_to_help(need, reach, 0.0, 0.0) == 0.0
    assert call_to_help(0.0, reach, own, called) == 0.0
    assert call_to_help(need, reach, own, called + (1 - called) * more) >= chance - 1e-12
    assert call_to_help(need, reach, own, 1.0) == pytest.approx(need * reach)


def test_the_two_ways_to_be_moved_by_hand() -> None:
    assert call_to_help(0.5, 0.8, 0.1, 0.3) == pytest.approx(0.5 * 0.8 * (1.0 - 0.9 * 0.7))
    assert call_to_help(1.0, 1.0, 0.1, 1.5) == 1.0


# --- on a small state ------------------------------------------------------------------------------------


def struck(**outlook: object) -> World:
    """Return a run of three members on the first day of an emergency."""
    changes: dict[str, object] = {f"mechanisms.outlook.{name}": value for name, value in outlook.items()}
    whole = populate(PreparedScenario(world(4, {"invitation.size": 3} | changes)), 1, 100)
    whole.memberships["status"] = Status.MEMBER
    whole.arena.emergency, whole.arena.need, whole.arena.help_arrived, whole.arena.helpers = 0, 1.0, NEVER, 0.0
    whole.organisations["helping"], whole.organisations["members"] = NEVER, 4.0
    return whole


def test_those_count_as_helping_who_began_before_the_day() -> None:
    whole = struck()
    whole.organisations["helping"] = [1, 2, NEVER, 0]
    state = seen_by(whole, 0)
    assert helping_by(state, 2) == pytest.approx(1 / 3)
    assert helping_by(state, 3) == pytest.approx(2 / 3)
    state.memberships["status"][1:] = Status.LEFT
    assert helping_by(state, 3) == 1.0, "of one member"


def test_an_alliance_calls_on_its_members_by_those_who_help_and_their_trust() -> None:
    whole = struck()
    whole.scratch[0].helping, whole.memberships["trust"] = 0.5, 0.4
    inside = int(whole.memberships[0].organisation)
    (outside,) = set(range(4)) - set(whole.memberships["organisation"].tolist())
    assert trusted_call(whole, inside, 0) == pytest.approx(0.2)
    assert trusted_call(whole, outside, 0) == 0.0
    whole.memberships[0].status = Status.LEFT
    assert trusted_call(whole, inside, 0) == 0.0


@pytest.mark.parametrize(("spontaneous", "helps"), [(1.0, True), (0.0, False)])
def test_whoever_begins_to_help_is_noted_with_the_day(spontaneous: float, helps: bool) -> None:
    whole = struck(spontaneous=spontaneous)
    whole.organisations["helping"][0] = 1
    spread_help(whole, 3)
    assert whole.organisations["helping"].tolist() == [1, *[3 if helps else NEVER] * 3]
    assert whole.arena.helpers == 3 * 10_000.0 * helps
    assert [who for _, who, _ in noted(seen_by(whole, 0))] == ([1, 2, 3] if helps else [])


def test_those_who_help_together_come_to_trust_each_other() -> None:
    whole = struck()
    whole.organisations["helping"], whole.memberships["trust"] = [0, 5, NEVER, NEVER], 0.5
    build_ties(seen_by(whole, 0), 5)
    rate = whole.mechanisms.cooperation.trust_rate
    assert whole.memberships["trust"] == pytest.approx([0.5 + rate / 3 * 0.5, 0.5, 0.5])


def test_help_arrives_once_enough_people_are_there() -> None:
    whole = struck(spontaneous=1.0)
    whole.organisations["members"] = 4.5
    help_out(whole)
    assert whole.arena.help_arrived == 0
    assert noted(seen_by(whole, 0))[-1][0] == EventKind.HELP_ARRIVES
    few = struck(spontaneous=1.0)
    few.clock.week = 2
    help_out(few)
    assert few.arena.help_arrived == NEVER
    assert few.organisations["helping"].tolist() == [2 * DAYS] * 4


def test_help_is_awaited_until_it_arrives_and_where_an_emergency_is_still_to_come() -> None:
    whole = struck()
    assert help_is_awaited(whole)
    whole.arena.help_arrived = 3
    assert not help_is_awaited(whole)
    shock = {"name": "Flood", "when": 5, "need": 0.5}
    dated = populate(PreparedScenario(world(2, {"arena.shocks": [shock]})), 1)
    assert CalendarKind(int(dated.calendar[0].kind)) == CalendarKind.SHOCK
    for week, awaited in ((5, True), (6, False)):
        dated.clock.week = week
        assert help_is_awaited(dated) == awaited


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def after(scenario: Scenario, weeks: int | None = None) -> dict[str, float]:
    """Return what an alliance's own row says at the end of a run."""
    alliance = seen_by(world_of(scenario, weeks), 0).alliance
    return {
        name: getattr(alliance, name).item() for name in ("structures", "product", "capability", "vision", "pressure")
    }


def test_proven_projects_spare_hours_as_far_as_they_are_good_and_carried() -> None:
    """C64: nobody spends on beginning anew what half of the public gets from a project of full quality."""
    assert with_proven_projects(10.0, 1.0, 0.5) == 15.0
    assert with_proven_projects(10.0, 0.0, 0.5) == with_proven_projects(10.0, 1.0, 0.0) == 10.0
    scaled = LONG | {"goal.topics": 4, "agreements.projects_scaled": True}
    assert after(world(4, scaled))["pressure"] > after(world(4, LONG | {"goal.topics": 4}))["pressure"]


FLOOD: Changes = LONG | {"arena.shocks": [{"name": "Flood", "when": 40, "need": 1.0}], "weeks": 200}

HELPERS = {"members": math.log10(30_000)}  # thirty helpers each at one in a thousand: four of them are enough


def days(changes: Changes, seeds: int = 40) -> float:
    return mean(world(8, FLOOD | changes, first=HELPERS, others=HELPERS), seeds, "days_to_helpers")


def test_standing_ties_bring_help_sooner() -> None:
    """C71."""
    alone = days({"mechanisms.outlook.call": 0.0})
    weak = days({"mechanisms.outlook.call": 0.1})
    strong = days({"mechanisms.outlook.call": 0.9})
    assert strong < weak < alone


def test_an_alliance_that_has_ended_calls_nobody() -> None:
    """C71: what helps is what still stands."""
    over: Changes = {"agreements.end_week": 20}
    standing, ended, uncalled = days({}), days(over), days(over | {"mechanisms.outlook.call": 0.0})
    assert standing < ended
    assert ended == uncalled


def _at_least(count: int, of: int, chance: float) -> float:
    return sum(math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1))


def test_helping_of_ones_own_accord_takes_the_time_of_chance() -> None:
    """Eight independent organisations, four needed: the mean of the fourth of eight geometric times."""
    rate, seeds = 0.05, 400
    changes: Changes = FLOOD | {"mechanisms.outlook.call": 0.0, "mechanisms.outlook.spontaneous": rate}
    runs = outcomes(world(8, changes, first=HELPERS, others=HELPERS), seeds)
    waited = [run.days_to_helpers for run in runs]
    idle = 1 - rate
    at_least_four_by = np.array([_at_least(4, 8, 1 - idle ** (day + 1)) for day in range(2000)])
    expected = float((1 - at_least_four_by).sum())
    assert np.mean(waited) == pytest.approx(expected, abs=4.5 * np.std(waited) / np.sqrt(seeds))


def test_help_in_an_emergency_builds_ties() -> None:
    """C71: only among those who help together."""
    helped = seen_by(world_of(world(8, FLOOD | {"mechanisms.outlook.spontaneous": 1.0}), 41), 0)
    unhelped = seen_by(world_of(world(8, FLOOD | {"mechanisms.outlook.spontaneous": 0.0}), 41), 0)
    assert (helped.memberships["trust"] > unhelped.memberships["trust"]).all()


def test_an_emergency_to_come_keeps_the_run_going() -> None:
    scenario = world(4, FLOOD | {"agreements.end_week": 10})
    whole = world_of(scenario)
    assert whole.alliances["stage"].tolist() == [Stage.ENDED]
    assert "emergency" in kinds(story(scenario))


def test_help_comes_from_as_many_sectors_as_help() -> None:
    mixed: Changes = FLOOD | {
        "groups.0.sectors": ["union", "church", "science", "culture"],
        "mechanisms.outlook.call": 1.0,
    }
    one = FLOOD | {"organisations.0.sector": "union", "mechanisms.outlook.call": 1.0}
    assert mean(world(9, mixed), 5, "services") > mean(world(9, one), 5, "services") == 1.0


def test_without_an_emergency_nobody_is_awaited() -> None:
    run = outcomes(world(4, LONG), 1)[0]
    assert math.isnan(run.days_to_helpers)
    assert math.isnan(run.services)
    assert seen_by(world_of(world(4, LONG)), 0).alliance.stage == Stage.WORKING
