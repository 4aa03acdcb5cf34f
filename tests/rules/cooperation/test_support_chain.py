"""The path: supporters who help people one after another, as from school to work (C69)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Stage, Status
from simulation.engine.state import seen_by
from simulation.rules.cooperation.support_chain import (
    STATION_REACH,
    finds_the_way,
    through_the_chain,
    walk_the_path,
    weakest_station,
)
from simulation.scenario.definition import Scenario
from simulation.week import live
from tests.worlds import STUBBORN, Changes, at_work, mean, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share)
def test_handing_on_finds_the_way_that_luck_misses(loose: float, coordinated: float) -> None:
    way = finds_the_way(loose, coordinated)
    assert loose - 1e-12 <= way <= 1.0 + 1e-12
    assert finds_the_way(loose, 0.0) == loose
    assert finds_the_way(loose, 1.0) == pytest.approx(1.0)


def test_a_path_by_hand() -> None:
    assert finds_the_way(0.4, 0.5) == pytest.approx(0.7)
    assert through_the_chain(10.0, 0.4) == pytest.approx(4.0)


# --- on a small state ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "walks"), [(Stage.AGREEING_ON_DEMANDS, False), (Stage.WORKING, True), (Stage.EXCHANGING, True)]
)
def test_a_person_gets_through_all_stations_by_the_chance_at_each(stage: Stage, walks: bool) -> None:
    state = at_work(4, {"goal.stations": 2})
    outlook = state.mechanisms.outlook
    state.memberships["station"], state.organisations["energy"] = [0, 0, 1, 1], [1.0, 0.5, 1.0, 1.0]
    state.memberships[3].status = Status.LEFT
    state.alliance.stage, state.alliance.exchange, state.alliance.tally.passage = stage, 0.5, 1.0
    first = 1.0 - (1.0 - STATION_REACH) * (1.0 - STATION_REACH / 2)
    second = STATION_REACH
    assert weakest_station(state) == pytest.approx(min(first, second))
    walk_the_path(state)
    handed_on = outlook.loose_handover + (1.0 - outlook.loose_handover) * 0.5
    assert state.alliance.tally.passage == pytest.approx(1.0 + first * second * handed_on * walks)


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_a_path_of_one_station_by_hand() -> None:
    """C69: nobody misses whom at least one of all members reaches; each reaches by its energy."""
    path: Changes = LONG | {"goal.stations": 1, "mechanisms.cooperation.hours_per_partner": 0.0}
    whole = world_of(world(4, path), 0)
    live(whole, 30)
    before = float(seen_by(whole, 0).alliance.tally.passage)
    energy = seen_by(whole, 0).organisations["energy"].copy()
    live(whole, 1)
    state = seen_by(whole, 0)
    reached = 1 - float(np.prod(1 - 0.4 * energy))
    assert state.alliance.tally.passage - before == pytest.approx(reached)


def test_no_path_is_better_than_its_weakest_link() -> None:
    """With more stations than members some station has nobody."""
    assert mean(world(3, LONG | {"goal.stations": 4}), 5, "passage") == 0.0


def test_more_supporters_help_only_if_they_are_coordinated() -> None:
    """C69: without exchange the passage from station to station caps what numbers can do."""
    path: Changes = LONG | {"goal.stations": 4}
    loose = path | {"mechanisms.cooperation.exchange_memory": 0.0}
    sizes = (6, 16, 40)
    tied = [mean(world(size, path), 15, "passage") for size in sizes]
    untied = [mean(world(size, loose), 15, "passage") for size in sizes]
    cap = 0.5**3
    assert tied[0] < tied[1]
    assert all(passage <= cap + 1e-9 for passage in untied)
    assert tied[1] > cap


def after(scenario: Scenario, weeks: int | None = None) -> dict[str, float]:
    """Return what an alliance's own row says at the end of a run."""
    alliance = seen_by(world_of(scenario, weeks), 0).alliance
    return {
        name: getattr(alliance, name).item() for name in ("structures", "product", "capability", "vision", "pressure")
    }


def test_a_chain_is_as_good_as_its_weakest_station() -> None:
    """C69: where nobody stands at a station the goal gets nowhere; where all are manned, by the worst manned one."""
    quiet = LONG | {"mechanisms.cooperation.occasion_rate": 0.0}
    path = quiet | {"goal.stations": 2}
    whole = after(world(4, quiet))["pressure"]
    pressures = []
    for seed in range(20):
        state = seen_by(world_of(world(4, path), seed=seed), 0)
        at_first = int((state.memberships["station"] == 0).sum())
        weakest = min(1 - 0.6**manned for manned in (at_first, 4 - at_first))
        pressures.append(state.alliance.pressure / whole - weakest)
    assert pressures == pytest.approx([0.0] * 20, abs=1e-3)
