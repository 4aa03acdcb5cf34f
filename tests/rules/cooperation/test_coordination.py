"""Coordination: what it takes to stay in touch, and what is left of the week for work."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Form, Status
from simulation.engine.state import State
from simulation.rules.cooperation.coordination import (
    CONTACTS,
    coordination_in_a_network,
    coordination_in_the_core_group,
    coordination_of_a_lead,
    hours_at_the_hub,
    hours_per_tie,
    needed_coordination,
    pass_on,
)
from simulation.scenario.loading import load_scenario
from tests.worlds import STUBBORN, at_work, lived, world

# --- rules -----------------------------------------------------------------------------------------------


crowd = st.integers(1, 200)


@given(crowd, st.floats(0, 10))
def test_at_one_table_all_talk_with_all(core: int, per_partner: float) -> None:
    each = coordination_in_the_core_group(core, 0, per_partner, 0.0)
    assert core * each == pytest.approx(core * (core - 1) * per_partner)


@given(crowd, st.integers(0, 500), st.floats(0, 10))
def test_the_table_shares_the_care_for_supporters(core: int, supporters: int, hours: float) -> None:
    each = coordination_in_the_core_group(core, supporters, 0.0, hours)
    assert core * each == pytest.approx(supporters * hours)


@given(crowd, st.integers(0, 500))
def test_a_lead_needs_one_spoke_for_each_partner(core: int, supporters: int) -> None:
    """C27."""
    assert coordination_of_a_lead(core, supporters, 1.0, 0.0) == core - 1
    assert coordination_of_a_lead(core, supporters, 0.0, 1.0) == supporters


@given(st.integers(2, 1000), st.floats(0, 10))
def test_in_a_network_everybody_keeps_in_touch_with_a_few(members: int, hours: float) -> None:
    """C03."""
    each = coordination_in_a_network(members, hours)
    assert each == pytest.approx(hours * min(CONTACTS, members - 1))
    assert coordination_in_a_network(1, hours) == 0.0


# --- on a small state ------------------------------------------------------------------------------------


def test_all_but_the_lead_are_in_the_loop_as_far_as_it_keeps_up() -> None:
    state = at_work(4, {"agreements.lead": "First"})
    state.memberships["coverage"], state.memberships[3].status = 0.8, Status.LEFT
    state.memberships[0].free, state.organisations["energy"] = 10.0, 0.5
    state.alliance.week.hub = 20.0
    pass_on(state)
    assert state.memberships["coverage"] == pytest.approx([0.8, 0.2, 0.2, 0.8])
    state.alliance.week.hub = 4.0
    pass_on(state)
    assert state.memberships["coverage"] == pytest.approx([0.8, 0.2, 0.2, 0.8])


def staying_in_touch(**agreements: object) -> State:
    """Return a state of three in the core group and two supporters, and what a tie to each of them takes."""
    hours: dict[str, object] = {
        "mechanisms.cooperation.hours_per_partner": 0.5,
        "mechanisms.cooperation.hours_per_supporter": 0.1,
        "agreements.core_size": 3,
    }
    return at_work(5, hours | {f"agreements.{name}": value for name, value in agreements.items()})


def test_the_hub_is_all_pairs_or_the_spokes_of_a_lead_or_the_few_contacts_of_a_network() -> None:
    """C03, C27, C33: two supporters beside three pairs, seen from both ends."""
    flat, led = staying_in_touch(), staying_in_touch(lead="First")
    assert hours_at_the_hub(flat) == pytest.approx(6 * 0.5 + 2 * 0.1)
    assert hours_at_the_hub(led) == pytest.approx(2 * 0.5 + 2 * 0.1)
    flat.alliance.form = Form.NETWORK
    assert hours_at_the_hub(flat) == pytest.approx(3 * 2 * 0.1)


def test_members_share_the_hub_or_leave_it_to_the_lead() -> None:
    flat, led = staying_in_touch(), staying_in_touch(lead="First")
    for state, needed in ((flat, [2.0, 2.0, 2.0, 0.1, 0.1]), (led, [6.0, 0.5, 0.5, 0.1, 0.1])):
        state.alliance.week.hub = 6.0
        assert [needed_coordination(state, row) for row in range(5)] == pytest.approx(needed)
    led.alliance.form = Form.NETWORK
    assert needed_coordination(led, 1) == pytest.approx(2.0)


def test_rules_spare_part_of_the_hours_and_a_merger_all_of_them() -> None:
    """C01, C25."""
    plain, ruled, merged = staying_in_touch(), staying_in_touch(ground_rules=True), staying_in_touch(distinct=False)
    left = 1.0 - plain.mechanisms.formation.moderation
    assert hours_per_tie(plain) == pytest.approx((0.5, 0.1))
    assert hours_per_tie(ruled) == pytest.approx((0.5 * left, 0.1 * left))
    assert hours_per_tie(merged) == (0.0, 0.0)


def test_where_there_is_nothing_to_pass_on_all_are_in_the_loop() -> None:
    state = staying_in_touch(lead="First")
    state.memberships["coverage"], state.alliance.week.hub = 0.8, 0.0
    pass_on(state)
    assert state.memberships["coverage"] == pytest.approx(0.8)
    state.alliance.week.hub, state.alliance.form = 1000.0, Form.NETWORK
    pass_on(state)
    assert state.memberships["coverage"] == pytest.approx(0.8)


# --- in a run --------------------------------------------------------------------------------------------


TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


@pytest.mark.parametrize("size", [2, 6, 30])
def test_coordination_at_one_table_grows_with_pairs(size: int) -> None:
    state = lived(world(size, TOUCH), 20)
    assert state.memberships["coordination"].sum() == pytest.approx(0.25 * size * (size - 1))


@pytest.mark.parametrize("size", [2, 6, 30])
def test_a_lead_turns_pairs_into_spokes(size: int) -> None:
    state = lived(world(size, TOUCH | {"agreements.lead": "First"}), 20)
    hours = state.memberships["coordination"]
    assert hours[0] == pytest.approx(0.25 * (size - 1))
    assert hours[1:] == pytest.approx(np.full(size - 1, 0.25))


def test_a_lead_that_cannot_keep_up_keeps_its_partners_waiting() -> None:
    """C27: the lead pays, and can be overloaded; whom it does not reach hears late."""
    scenario = world(40, TOUCH | {"agreements.lead": "First"}, first={"hours": 4.0})
    state = lived(scenario, 20)
    assert state.memberships["coordination"][0] == pytest.approx(4.0)
    assert state.memberships["coverage"] == pytest.approx(np.full(40, 4.0 / (0.25 * 39)))


def test_supporters_cost_little() -> None:
    """C33."""
    size = 20
    flat = lived(world(size, TOUCH), 20)
    tiered = lived(world(size, TOUCH | {"agreements.core_size": 6}), 20)
    supporters = size - 6
    assert tiered.memberships["coordination"].sum() == pytest.approx(0.25 * 6 * 5 + 2 * 0.1 * supporters)
    assert tiered.memberships["coordination"].sum() < flat.memberships["coordination"].sum()


def test_ground_rules_save_their_share_of_coordination() -> None:
    """C25."""
    saving = TOUCH | {"mechanisms.formation.moderation": 0.3}
    without = lived(world(8, saving), 20).memberships["coordination"].sum()
    agreed = lived(world(8, saving | {"agreements.ground_rules": True}), 20).memberships["coordination"].sum()
    assert agreed == pytest.approx(0.7 * without)


def test_a_body_into_which_all_have_merged_has_nobody_to_coordinate_with() -> None:
    """C01."""
    state = lived(world(6, TOUCH | {"agreements.distinct": False}), 20)
    assert not state.memberships["coordination"].any()


def test_members_of_a_network_give_little_and_have_few_contacts() -> None:
    """C03."""
    few = TOUCH | {"form": "network"}
    state = lived(world(30, few), 20)
    assert state.memberships["coordination"] == pytest.approx(np.full(30, CONTACTS * 0.1))
    pledged = 40 * load_scenario("baseline").mechanisms.cooperation.supporter_pledge
    assert (state.memberships["coordination"] + state.memberships["work"]) == pytest.approx(np.full(30, pledged))


def test_supporters_are_answered_as_far_as_the_core_group_keeps_up() -> None:
    state = at_work(5, {"agreements.core_size": 2})
    state.memberships["coverage"] = [1.0, 0.5, 1.0, 0.8, 1.0]
    pass_on(state)
    assert state.memberships["coverage"].tolist() == pytest.approx([1.0, 0.5, 0.75, 0.6, 0.75])
