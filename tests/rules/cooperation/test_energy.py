"""Energy: tiring, resting, being encouraged, helping each other, and getting over setbacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.cooperation.energy import help_given_and_got, low_spirits, tired
from simulation.rules.cooperation.milestones import encouraged
from simulation.scenario.loading import changed
from tests.worlds import STUBBORN, lived, story, world

share = st.floats(0, 1)

# --- rules -----------------------------------------------------------------------------------------------


@given(share, share, share, share, share, share, share)
def test_load_and_disappointment_tire(
    energy: float, base: float, load: float, fatigue: float, recovery: float, losses: float, more: float
) -> None:
    after = tired(energy, base, load, fatigue, recovery, losses)
    assert 0.0 <= after <= 1.0
    assert tired(energy, base, load + more, fatigue, recovery, losses) <= after
    assert tired(energy, base, load, fatigue, recovery, losses + more) <= after


@given(share, share, share)
def test_a_rest_brings_energy_back_towards_where_it_was(energy: float, base: float, recovery: float) -> None:
    rested = tired(energy, base, 0.0, 0.01, recovery, 0.0)
    assert abs(base - rested) <= abs(base - energy) + 1e-12
    assert tired(base, base, 0.0, 0.01, recovery, 0.0) == base


@given(share, st.floats(0, 3))
def test_success_gives_back_part_of_what_is_missing(energy: float, part: float) -> None:
    assert energy <= encouraged(energy, part) <= 1.0
    assert encouraged(energy, 0.0) == energy
    assert encouraged(energy, 1.0) == 1.0


@given(st.lists(st.tuples(share, share), min_size=1, max_size=20))
def test_help_among_partners_gives_as_much_as_it_takes(members: list[tuple[float, float]]) -> None:
    """C04: over all partners, what help costs is what it brings."""
    readiness = sum(solidarity for solidarity, _ in members) / len(members)
    need = sum(lacking for _, lacking in members) / len(members)
    balance = [help_given_and_got(solidarity, need, readiness, lacking) for solidarity, lacking in members]
    assert sum(balance) == pytest.approx(0.0, abs=1e-9)


@given(share, st.floats(0, 20), share, share)
def test_a_vision_and_structures_carry_through_lows_by_their_share(
    rate: float, years: float, vision: float, structures: float
) -> None:
    """C62, C68."""
    alone = low_spirits(rate, years, 0.0, 0.0)
    assert alone == pytest.approx(rate * years)
    assert low_spirits(rate, years, vision, structures) == pytest.approx((1 - vision) * (1 - structures) * alone)


# --- in a run --------------------------------------------------------------------------------------------

TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


def test_waiting_costs_the_fast_their_patience_and_less_if_the_pace_was_settled() -> None:
    """C29."""
    wait = TOUCH | {"mechanisms.cooperation.frustration": 0.02, "mechanisms.formation.reply_weeks": 26}
    others = {"interval": 20.0}
    lost = []
    for settled in (False, True):
        scenario = changed(world(6, wait, others=others), {"agreements.pace_settled": settled})
        state = lived(scenario, 12)
        lost.append(1.0 - state.organisations["energy"])
    assert lost[0][0] > lost[1][0] > 0.0
    quick_loss, slow_losses = lost[0][0], lost[0][1:]
    assert (slow_losses < quick_loss).all()


def test_milestones_are_celebrated_up_to_the_number_planned() -> None:
    """C28."""
    for planned in (0, 2, 5):
        changes = TOUCH | {"agreements.milestones": planned, "mechanisms.cooperation.campaign_hours": 500.0}
        events = story(world(6, changes))
        assert [event.value for event in events if event.kind == "milestone"] == list(range(1, planned + 1))


def test_who_is_exhausted_is_helped_by_the_solidary() -> None:
    """C04."""
    weak, kind = {"energy": 0.5}, {"solidarity": 1.0}
    energy = []
    for others in (kind, {}):
        changes = TOUCH | {"mechanisms.cooperation.recovery": 0.0}
        energy.append(float(lived(world(6, changes, first=weak, others=others), 20).organisations["energy"][0]))
    assert energy[0] > energy[1] == 0.5


def test_pressure_wears_down_those_who_stand_alone() -> None:
    """C61: the more time partners have for each other, the less; a settled pace leaves nothing to wait for."""
    hard = TOUCH | {
        "agreements.pace_settled": True,
        "arena.pressure": 1.0,
        "mechanisms.outlook.cutback": 0.0,
        "mechanisms.cooperation.frustration": 0.02,
        "mechanisms.cooperation.recovery": 0.0,
        "mechanisms.cooperation.settled": 1.0,
    }
    lonely = lived(world(2, hard), 30).organisations["energy"][0]
    in_company = lived(world(12, hard), 30).organisations["energy"][0]
    assert lonely < in_company < 1.0
    assert lived(world(2, hard | {"arena.pressure": 0.0}), 30).organisations["energy"][0] == 1.0


def test_a_lost_vote_costs_energy_and_less_where_structures_carry() -> None:
    """C62."""
    lost = {"arena.votes": [{"name": "Reading", "when": 60}], "arena.resistance": 1e9, "weeks": 62}
    losses = []
    for structures in (0.0, 0.5):
        events = story(world(4, STUBBORN | lost | {"agreements.structures": structures}))
        losses += [event.value for event in events if event.kind == "setback"]
    assert len(losses) == 2
    assert losses[0] > losses[1] > 0.0
