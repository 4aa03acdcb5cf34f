"""Coordination: what it takes to stay in touch, and what is left of the week for work."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.cooperation.coordination import (
    coordination_in_a_network,
    coordination_in_the_core_group,
    coordination_of_a_lead,
)
from simulation.rules.cooperation.exchange import saturating
from simulation.scenario.loading import changed, load_scenario
from tests.worlds import STUBBORN, Changes, lived, world

crowd = st.integers(1, 200)


# --- rules -----------------------------------------------------------------------------------------------


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


@given(st.integers(2, 1000), st.floats(1, 1000), st.floats(0, 10))
def test_in_a_network_everybody_keeps_in_touch_with_a_few(members: int, contacts: float, hours: float) -> None:
    """C03."""
    each = coordination_in_a_network(members, contacts, hours)
    assert each == pytest.approx(hours * min(contacts, members - 1))
    assert coordination_in_a_network(1, contacts, hours) == 0.0


@given(st.floats(0, 1000), st.floats(0.01, 100))
def test_gains_from_hours_grow_ever_more_slowly(hours: float, scale: float) -> None:
    assert saturating(0.0, scale) == 0.0
    assert saturating(scale, scale) == pytest.approx(1 - np.exp(-1))
    assert saturating(hours, scale) <= saturating(2 * hours, scale) <= 2 * saturating(hours, scale) + 1e-12
    assert saturating(hours, scale) <= 1.0


# --- time in a run ---------------------------------------------------------------------------------------

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


def test_what_coordination_eats_is_missing_from_the_work() -> None:
    state = lived(world(30, TOUCH), 20)
    members = state.memberships
    assert members["work"] == pytest.approx(members["free"] - members["coordination"])
    huge = lived(world(200, TOUCH), 20)
    assert (huge.memberships["work"] == 0.0).all(), "199 partners take more than forty hours"


def test_an_office_takes_over_coordination_as_far_as_members_can_pay_for_it() -> None:
    """C37."""
    office = TOUCH | {
        "agreements.office_hours": 6.0,
        "mechanisms.cooperation.wage": 0.03,
        "mechanisms.dissolution.cost_weight": 0.0,
    }
    rich = lived(world(6, office), 20)
    assert rich.memberships["coordination"].sum() == pytest.approx(0.25 * 30 - 6.0)
    year = 52 * 0.03
    poor_money = {"money": 2.0 * year / 6}
    poor = lived(world(6, office, first=poor_money, others=poor_money), 20)
    assert poor.memberships["coordination"].sum() == pytest.approx(0.25 * 30 - 2.0)


def test_who_cannot_be_reached_neither_coordinates_nor_works() -> None:
    """C36."""
    state = lived(world(4, TOUCH, others={"reachability": 0.0}), 20)
    assert (state.memberships["coordination"][1:] == 0.0).all()
    assert (state.memberships["work"][1:] == 0.0).all()


def test_the_home_load_comes_first() -> None:
    state = lived(world(4, TOUCH, others={"home_load": 0.75}), 20)
    assert state.memberships["free"].tolist() == [40.0, 10.0, 10.0, 10.0]


def test_supporters_pledge_less() -> None:
    pledged = TOUCH | {"mechanisms.cooperation.supporter_pledge": 0.15, "agreements.core_size": 4}
    work = lived(world(8, pledged), 20).memberships["work"]
    assert work[4:] == pytest.approx(np.full(4, 0.15 * 40 - 0.1))
    assert (work[:4] > 30).all()


def test_exchange_connects_fields_only_where_time_was_spent_on_it() -> None:
    """C09."""
    without = TOUCH | {"mechanisms.cooperation.hours_per_partner": 0.0, "weeks": 60}
    silent = lived(changed(world(6, without), {"mechanisms.cooperation.meeting_hours": 0.0}), 60)
    talking = lived(world(6, TOUCH), 60)
    assert silent.alliance.exchange == 0.0
    hours = 0.25 * 5
    learned = 1 - np.exp(-hours / load_scenario("baseline").mechanisms.cooperation.exchange_hours)
    assert talking.alliance.exchange == pytest.approx(learned, rel=0.01)


@pytest.mark.parametrize("spared", [{"agreements.ground_rules": True}, {"agreements.lead": "First"}])
def test_what_spares_hours_of_contact_spares_nothing_of_what_is_learned(spared: Changes) -> None:
    """C09, C25, C27."""
    plain, easy = lived(world(6, TOUCH), 40), lived(changed(world(6, TOUCH), spared), 40)
    assert easy.alliance.tally.coordination_hours < plain.alliance.tally.coordination_hours
    assert easy.alliance.exchange == pytest.approx(plain.alliance.exchange)


def test_a_lower_obligation_asks_for_less_of_the_week() -> None:
    """C65."""
    work = lived(world(4, TOUCH | {"agreements.obligation": 0.25}), 20).memberships["work"]
    assert work == pytest.approx(np.full(4, 0.25 * 40 - 3 * 0.25))


def test_a_body_into_which_all_have_merged_has_nobody_to_coordinate_with() -> None:
    """C01."""
    state = lived(world(6, TOUCH | {"agreements.distinct": False}), 20)
    assert not state.memberships["coordination"].any()


def test_members_of_a_network_give_little_and_have_few_contacts() -> None:
    """C03."""
    few = TOUCH | {"form": "network", "mechanisms.cooperation.network_contacts": 5.0}
    state = lived(world(30, few), 20)
    assert state.memberships["coordination"] == pytest.approx(np.full(30, 5 * 0.1))
    pledged = 40 * load_scenario("baseline").mechanisms.cooperation.supporter_pledge
    assert (state.memberships["coordination"] + state.memberships["work"]) == pytest.approx(np.full(30, pledged))
