"""Investment: joint work that goes into the alliance itself, not into politics (C62, C67, C68, C70)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Tier
from simulation.engine.state import seen_by
from simulation.rules.cooperation.investment import built_up, faded_vision, invest, keep_vision_alive
from simulation.scenario.definition import Scenario
from tests.worlds import STUBBORN, Changes, at_work, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, st.floats(0, 1000), st.floats(0, 1000), st.floats(1, 1000))
def test_a_stock_grows_by_work_however_it_is_parcelled(stock: float, one: float, other: float, scale: float) -> None:
    assert built_up(built_up(stock, one, scale), other, scale) == pytest.approx(built_up(stock, one + other, scale))
    assert stock - 1e-12 <= built_up(stock, one, scale) <= 1.0
    assert built_up(stock, 0.0, scale) == pytest.approx(stock)


@given(share, share, share)
def test_measuring_together_slows_a_visions_fading(vision: float, fading: float, prevented: float) -> None:
    """C68."""
    plain = faded_vision(vision, fading, False, prevented)
    assert plain <= faded_vision(vision, fading, True, prevented) <= vision + 1e-12
    assert faded_vision(vision, fading, True, 1.0) == vision


# --- on a small state ------------------------------------------------------------------------------------


def test_shares_of_the_effort_go_into_structures_products_and_enabling() -> None:
    state = at_work(2, {"agreements.structures": 0.1, "agreements.products": 0.2, "agreements.transfer": 0.3})
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    alliance.structures = alliance.capability = alliance.product = 0.5
    assert invest(state, 10.0) == pytest.approx(4.0)
    hours = state.mechanisms.outlook.investment_hours
    assert alliance.structures == pytest.approx(1.0 - 0.5 * math.exp(-1.0 / hours))
    assert alliance.capability == pytest.approx(1.0 - 0.5 * math.exp(-3.0 / hours))
    made = 1.0 - math.exp(-2.0 / cooperation.exchange_hours)
    assert alliance.product == pytest.approx(0.5 + cooperation.exchange_memory * (made - 0.5))


def test_without_investment_all_effort_is_left() -> None:
    state = at_work(2)
    state.alliance.product = 0.5
    assert invest(state, 10.0) == 10.0
    assert state.alliance.product == 0.5


def test_a_vision_fades_unless_somebody_keeps_it_alive() -> None:
    state = at_work(2, {"agreements.lead": "First"})
    state.alliance.vision = 0.8
    keep_vision_alive(state)
    assert state.alliance.vision == 0.8
    state.memberships[0].tier = Tier.SUPPORTER
    keep_vision_alive(state)
    assert 0.0 < state.alliance.vision < 0.8


def test_who_promises_more_than_everything_gives_all_of_it_in_proportion() -> None:
    state = at_work(2, {f"agreements.{name}": 0.8 for name in ("structures", "products", "transfer")})
    state.alliance.structures = state.alliance.capability = 0.0
    assert invest(state, 12.0) == pytest.approx(0.0)
    third = 1.0 - math.exp(-4.0 / state.mechanisms.outlook.investment_hours)
    assert (state.alliance.structures, state.alliance.capability) == pytest.approx((third, third))


@pytest.mark.parametrize("measured", [False, True])
def test_measuring_together_spares_a_vision_part_of_its_fading(measured: bool) -> None:
    """C68."""
    state = at_work(2, {"agreements.shared_measurement": measured})
    fading, prevented = state.mechanisms.dissolution.forgetting, state.mechanisms.cooperation.settled
    state.alliance.vision = 0.8
    keep_vision_alive(state)
    assert state.alliance.vision == pytest.approx(0.8 - 0.8 * fading * (1.0 - prevented if measured else 1.0))


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def after(scenario: Scenario, weeks: int | None = None) -> dict[str, float]:
    """Return what an alliance's own row says at the end of a run."""
    alliance = seen_by(world_of(scenario, weeks), 0).alliance
    return {
        name: getattr(alliance, name).item() for name in ("structures", "product", "capability", "vision", "pressure")
    }


def test_what_is_invested_is_missing_from_the_campaign() -> None:
    plain = after(world(4, LONG | {"mechanisms.cooperation.occasion_rate": 0.0}))
    invested = after(world(4, LONG | {"mechanisms.cooperation.occasion_rate": 0.0, "agreements.structures": 0.4}))
    assert invested["pressure"] == pytest.approx(0.6 * plain["pressure"])


def test_no_more_than_everything_can_be_invested() -> None:
    everything: dict[str, object] = LONG | {"mechanisms.cooperation.occasion_rate": 0.0}
    everything |= {f"agreements.{what}": 0.8 for what in ("structures", "products", "transfer")}
    ended = after(world(4, everything))
    assert ended["pressure"] == pytest.approx(0.0, abs=1e-9)
    assert ended["capability"] > 0.0
    assert ended["product"] > 0.0
