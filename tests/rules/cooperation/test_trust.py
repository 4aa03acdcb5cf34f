"""Trust and solidarity: what delivered pledges, contact persons, joint success and time apart do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.cooperation.trust import after_farewell, reachable_contact, trusting
from simulation.run import simulate
from tests.worlds import STUBBORN, lived, world

share = st.floats(0, 1)


# --- rules -----------------------------------------------------------------------------------------------


@given(share, share, share, share)
def test_trust_grows_with_what_is_delivered_and_wears_off_with_neglect(
    trust: float, delivered: float, gain: float, neglect: float
) -> None:
    """C18."""
    assert trusting(trust, 1.0, gain, neglect) >= trust
    assert trusting(trust, 0.0, gain, neglect) <= trust
    assert trusting(trust, 0.5, 0.0, 0.0) == trust
    assert 0.0 <= trusting(trust, delivered, gain, neglect) <= 1.0 + 1e-12


@given(st.integers(1, 20), st.floats(0.01, 1))
def test_one_of_several_contact_persons_is_sooner_reached(persons: int, chance: float) -> None:
    """C18."""
    assert reachable_contact(1, chance) == pytest.approx(1.0)
    assert reachable_contact(persons, chance) <= reachable_contact(persons + 1, chance) + 1e-12
    assert reachable_contact(persons, chance) <= 1 / chance + 1e-12


@given(share, share, share)
def test_who_leaves_takes_at_most_what_was_gained(trust: float, before: float, part: float) -> None:
    """C18."""
    after = after_farewell(trust, before, part)
    assert min(trust, before) - 1e-12 <= after <= trust
    assert after_farewell(trust, before, 0.0) == trust


# --- in a run --------------------------------------------------------------------------------------------


def test_trust_grows_with_delivered_pledges() -> None:
    """C18: with a single contact person, by the same part of what is missing every week."""
    gain = 0.01
    state = lived(world(4, STUBBORN | {"mechanisms.cooperation.trust_rate": gain}), 50)
    assert state.memberships["trust"][0] == pytest.approx(1 - 0.5 * (1 - gain) ** 50)


def test_trust_wears_off_where_nobody_has_time() -> None:
    """C18."""
    neglect = 0.02
    idle = {"hours": 0.0}
    changes = STUBBORN | {"mechanisms.cooperation.trust_rate": neglect}
    state = lived(world(4, changes, first=idle, others=idle), 50)
    assert state.memberships["trust"][0] == pytest.approx(0.5 * (1 - neglect) ** 50)


def test_a_single_contact_person_that_leaves_takes_trust_along() -> None:
    """C18."""
    steady, restless = (
        simulate(world(4, STUBBORN | {"arena.turnover": turnover, "agreements.contact_persons": persons}), 1)
        for turnover, persons in ((0.0, 1), (0.1, 1))
    )
    several = simulate(world(4, STUBBORN | {"arena.turnover": 0.1, "agreements.contact_persons": 6}), 1)
    assert restless.trust_after < steady.trust_after
    assert restless.trust_after < several.trust_after
