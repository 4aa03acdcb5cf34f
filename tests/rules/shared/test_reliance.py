"""Reliance: what it takes trust for among partners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.cooperation.conflict import settlement_chance
from simulation.rules.cooperation.exchange import learn
from simulation.rules.cooperation.urgent_decisions import delegates
from simulation.rules.formation.drafting import known_limit
from simulation.rules.shared.reliance import bond, bond_of_the_core_group, entrusted, held_back, leant_on
from tests.worlds import at_work

share = st.floats(0, 1)
RELIANT: dict[str, object] = {"mechanisms.cooperation.reliance": 1.0}

# --- rules -----------------------------------------------------------------------------------------------


@given(share, share)
def test_without_reliance_nothing_hangs_on_trust(chance: float, trust: float) -> None:
    """The switch."""
    assert leant_on(chance, trust, 0.0) == chance
    assert entrusted(trust, 0.0) == held_back(trust, 0.0) == 1.0


@given(share, share, share, share)
def test_a_chance_that_hangs_on_a_bond_stays_one_and_rises_with_it(
    chance: float, one: float, other: float, reliance: float
) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= leant_on(chance, low, reliance) <= leant_on(chance, high, reliance) + 1e-12 <= 1.0 + 2e-12
    assert leant_on(chance, 0.5, reliance) == chance


def test_full_reliance_leaves_nothing_to_chance() -> None:
    assert leant_on(0.3, 1.0, 1.0) == 1.0
    assert leant_on(0.3, 0.0, 1.0) == 0.0
    assert leant_on(0.4, 0.75, 0.5) == pytest.approx(0.4 + 0.25 * 0.6)


@given(share, share)
def test_with_trust_more_is_told_and_less_held_back(trust: float, reliance: float) -> None:
    assert entrusted(1.0, reliance) == 1.0
    assert held_back(0.0, reliance) == 1.0
    assert entrusted(trust, reliance) + held_back(trust, reliance) == pytest.approx(2.0 - reliance)


def test_who_has_no_say_in_the_wording_is_bound_by_half_its_trust() -> None:
    assert bond(0.8, 1.0) == pytest.approx(0.8)
    assert bond(0.8, 0.0) == pytest.approx(0.4)


# --- on a small state ------------------------------------------------------------------------------------


def test_a_core_group_settles_its_quarrels_the_more_easily_the_closer_it_is_bound() -> None:
    """C40."""
    state = at_work(2, RELIANT)
    state.memberships["ownership"] = [1.0, 0.0]
    state.memberships["trust"] = [1.0, 1.0]
    assert bond_of_the_core_group(state) == pytest.approx(0.75)
    chance = state.mechanisms.cooperation.settlement
    assert settlement_chance(state) == pytest.approx(chance + 0.5 * (1.0 - chance))
    state.memberships["trust"] = 0.0
    assert settlement_chance(state) == 0.0


@pytest.mark.parametrize(("trust", "learns"), [(0.0, False), (1.0, True)])
def test_who_trusts_nobody_tells_nothing(trust: float, learns: bool) -> None:
    """C09, C18."""
    state = at_work(3, RELIANT)
    state.memberships["trust"], state.memberships["coverage"], state.alliance.exchange = trust, 1.0, 0.0
    state.memberships["coordination"] = state.memberships["needed"] = 1.0
    learn(state)
    assert (state.alliance.exchange > 0.0) == learns


def test_trust_shows_where_a_red_line_is() -> None:
    """C41."""
    changes = RELIANT | {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.3}
    state = at_work(2, changes)
    state.positions["explained"], state.positions["red_line"] = False, 0.5
    off = [known_limit(state, state.memberships[1], 0) - 0.5]
    for trust in (0.0, 0.5, 1.0):
        state.memberships[1].trust = trust
        off.append(known_limit(state, state.memberships[1], 0) - 0.5)
    assert off[2] == pytest.approx(off[1] / 2)
    assert off[3] == pytest.approx(0.0)


@pytest.mark.parametrize("trust", [0.0, 1.0])
def test_leaving_a_decision_to_the_lead_takes_trust(trust: float) -> None:
    """C27."""
    state = at_work(2, RELIANT | {"agreements.lead": "First"})
    state.memberships["trust"] = trust
    assert delegates(state, state.memberships[1]) == (trust == 1.0)
