"""Exchange: what members learn of each other, by the contacts they have (C09, C35)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Form
from simulation.rules.cooperation.exchange import contact_of, learn, saturating
from simulation.scenario.loading import changed, load_scenario
from tests.worlds import STUBBORN, Changes, at_work, lived, world

# --- rules -----------------------------------------------------------------------------------------------


@given(st.floats(0, 1000), st.floats(0.01, 100))
def test_gains_from_hours_grow_ever_more_slowly(hours: float, scale: float) -> None:
    assert saturating(0.0, scale) == 0.0
    assert saturating(scale, scale) == pytest.approx(1 - np.exp(-1))
    assert saturating(hours, scale) <= saturating(2 * hours, scale) <= 2 * saturating(hours, scale) + 1e-12
    assert saturating(hours, scale) <= 1.0


# --- on a small state ------------------------------------------------------------------------------------


@pytest.mark.parametrize("distinct", [True, False])
def test_members_learn_by_the_contacts_that_come_about(distinct: bool) -> None:
    state = at_work(3, {"agreements.distinct": distinct})
    cooperation, alliance = state.mechanisms.cooperation, state.alliance
    alliance.exchange = 0.5
    state.memberships["coverage"], state.memberships["needed"] = 0.5, 4.0
    state.memberships["coordination"] = 3.0  # one hour beyond what its contacts took
    contact = 2 * cooperation.hours_per_partner * distinct
    learn(state)
    learned = 1.0 - math.exp(-(contact * 0.5 + 1.0) / cooperation.exchange_hours)
    assert alliance.exchange == pytest.approx(0.5 + cooperation.exchange_memory * (learned - 0.5))


def test_contacts_are_those_of_pairs_of_spokes_or_of_a_network() -> None:
    """C03, C09: three in the core group with two supporters; under a lead it is in touch with everybody."""
    hours: dict[str, object] = {
        "mechanisms.cooperation.hours_per_partner": 0.5,
        "mechanisms.cooperation.hours_per_supporter": 0.1,
        "agreements.core_size": 3,
    }
    flat, led = at_work(5, hours), at_work(5, hours | {"agreements.lead": "First"})
    assert contact_of(flat, 1) == pytest.approx(2 * 0.5 + 2 * 0.1 / 3)
    assert [contact_of(led, row) for row in (0, 1)] == pytest.approx([2 * 0.5 + 2 * 0.1, 0.5])
    for state in (flat, led):
        state.alliance.form = Form.NETWORK
        assert contact_of(state, 1) == pytest.approx(2 * 0.1)


def test_hours_that_only_make_up_for_what_was_missed_teach_nothing() -> None:
    state = at_work(2, {"mechanisms.cooperation.hours_per_partner": 0.0})
    state.alliance.exchange = 0.0
    state.memberships["coverage"], state.memberships["needed"] = 1.0, 4.0
    state.memberships["coordination"] = [1.0, 4.0]
    learn(state)
    assert state.alliance.exchange == 0.0
    state.alliance.core, state.memberships["coordination"] = 1, 4.0 + state.mechanisms.cooperation.exchange_hours
    learn(state)
    learned = 1.0 - math.exp(-1.0)
    assert state.alliance.exchange == pytest.approx(state.mechanisms.cooperation.exchange_memory * learned)


# --- in a run --------------------------------------------------------------------------------------------


TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


def test_exchange_connects_fields_only_where_time_was_spent_on_it() -> None:
    """C09."""
    without = TOUCH | {"mechanisms.cooperation.hours_per_partner": 0.0, "weeks": 60}
    silent = lived(changed(world(6, without), {"mechanisms.cooperation.hours_per_voice": 0.0}), 60)
    talking = lived(world(6, TOUCH), 60)
    assert silent.alliance.exchange == 0.0
    hours = 0.25 * 5
    learned = 1 - np.exp(-hours / load_scenario("baseline").mechanisms.cooperation.exchange_hours)
    assert talking.alliance.exchange == pytest.approx(learned, rel=0.01)


@pytest.mark.parametrize("spared", [{"agreements.ground_rules": True}, {"agreements.office_hours": 3.0}])
def test_what_spares_hours_of_contact_spares_nothing_of_what_is_learned(spared: Changes) -> None:
    """C09, C25, C27."""
    plain, easy = lived(world(6, TOUCH), 40), lived(changed(world(6, TOUCH), spared), 40)
    assert easy.alliance.tally.coordination_hours < plain.alliance.tally.coordination_hours
    assert easy.alliance.exchange == pytest.approx(plain.alliance.exchange)


def test_under_a_lead_members_hear_of_each_other_only_from_the_lead() -> None:
    """C09: exchange goes by the contacts that somebody had: the lead five, the others one each."""
    led = lived(world(6, TOUCH | {"agreements.lead": "First"}), 60)
    hours = 0.25 * (5 + 5 * 1) / 6
    learned = 1 - np.exp(-hours / load_scenario("baseline").mechanisms.cooperation.exchange_hours)
    assert led.alliance.exchange == pytest.approx(learned, rel=0.01)
