"""Conflict: tension, quarrels over small things, and how they are settled."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.cooperation.conflict import place_drawn
from simulation.rules.shared.diversity import friction
from simulation.run import simulate
from tests.worlds import STUBBORN, Changes, kinds, lived, story, world

share = st.floats(0, 1)
crowd = st.integers(1, 200)


# --- rules -----------------------------------------------------------------------------------------------


@given(share, share, share, share, share)
def test_what_was_talked_through_causes_no_friction(
    values: float, manners: float, talked: float, clarified: float, more: float
) -> None:
    """C19, C24."""
    assert friction(values, 1.0, manners, 1.0) == 0.0
    assert friction(0.0, talked, 0.0, clarified) == 0.0
    strain = friction(values, talked, manners, clarified)
    assert friction(values, talked + (1 - talked) * more, manners, clarified) <= strain
    assert friction(values, talked, manners, clarified + (1 - clarified) * more) <= strain
    assert strain <= values + manners


@given(st.floats(0, 1, exclude_max=True), crowd)
def test_every_draw_points_to_a_seat(draw: float, core: int) -> None:
    assert 0 <= place_drawn(draw, core) < core


def test_every_seat_is_as_likely() -> None:
    seats = [place_drawn((draw + 0.5) / 1200, 12) for draw in range(1200)]
    assert np.bincount(seats).tolist() == [100] * 12


# --- quarrels --------------------------------------------------------------------------------------------

TENSE: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.outbreak": 5.0,
    "mechanisms.cooperation.conflict_rate": 0.2,
    "mechanisms.cooperation.setback_energy": 0.0,
    "mechanisms.dissolution.values_weight": 0.0,
    "mechanisms.formation.debate_rate": 0.0,
    "mechanisms.formation.objection": 0.0,
}
STRANGERS = {"economic": {"low": 0.0, "high": 1.0}, "tone": {"low": 0.0, "high": 1.0}}


def test_those_who_are_alike_do_not_quarrel() -> None:
    """C19."""
    assert not {"conflict settled", "conflict escalated"} & set(kinds(story(world(6, TENSE))))
    assert "conflict escalated" in kinds(story(world(6, TENSE, others=STRANGERS)))


@pytest.mark.parametrize(
    ("differing", "issue"),
    [({"tone": 1.0}, "tone"), ({"economic": 1.0}, "economic"), ({"cultural": 1.0}, "cultural")],
)
def test_a_quarrel_is_between_the_one_who_differs_and_another_over_what_they_differ_in(
    differing: dict[str, float], issue: str
) -> None:
    """C19, C24."""
    quarrels = [event for event in story(world(4, TENSE, first=differing)) if event.kind == "quarrel"]
    assert quarrels
    assert {event.what for event in quarrels} == {issue}
    for one, other in zip(quarrels[::2], quarrels[1::2], strict=True):
        assert "First" in (one.who, other.who)
        assert one.who != other.who
        assert one.week == other.week


@pytest.mark.parametrize(
    ("changes", "settled"),
    [
        ({"mechanisms.cooperation.settlement": 1.0}, 1.0),
        ({"mechanisms.cooperation.settlement": 0.0}, 0.0),
        ({"mechanisms.cooperation.settlement": 0.4}, 0.4),
        (
            {
                "mechanisms.cooperation.settlement": 0.4,
                "mechanisms.cooperation.settled": 0.5,
                "agreements.conflict_procedure": True,
            },
            0.7,
        ),
    ],
)
def test_conflicts_are_settled_as_often_as_agreed(changes: Changes, settled: float) -> None:
    """C40."""
    scenario = world(6, {**TENSE, **changes, "weeks": 1000}, others=STRANGERS)
    conflicts = [kind for kind in kinds(story(scenario)) if kind.startswith("conflict")]
    bound = 4.5 * np.sqrt(settled * (1 - settled) / len(conflicts))
    assert len(conflicts) > 200
    assert conflicts.count("conflict settled") / len(conflicts) == pytest.approx(settled, abs=bound)


def test_an_open_conflict_costs_trust_and_drives_out_those_who_hold_the_whole_truth() -> None:
    """C44."""
    open_conflicts = TENSE | {"mechanisms.cooperation.settlement": 0.0, "weeks": 60}
    tolerant = simulate(world(6, open_conflicts, others=STRANGERS), 1)
    dogmatic = simulate(world(6, open_conflicts, others=STRANGERS | {"dogmatism": 1.0}), 1)
    calm = simulate(world(6, open_conflicts), 1)
    assert tolerant.trust_change < calm.trust_change
    assert tolerant.exits == 0
    assert dogmatic.exits > 0


def test_where_nobody_may_leave_open_conflicts_drive_nobody_out() -> None:
    """C01."""
    dogmatic = STRANGERS | {"dogmatism": 1.0}
    changes = TENSE | {"mechanisms.cooperation.settlement": 0.0, "agreements.reversible": False, "weeks": 60}
    assert simulate(world(6, changes, others=dogmatic), 1).exits == 0


def test_in_a_network_there_is_nothing_to_fight_over() -> None:
    """C03."""
    assert simulate(world(6, TENSE | {"form": "network"}, others=STRANGERS), 1).conflicts == 0


def test_who_wants_to_leave_and_may_not_resents_it() -> None:
    """C01."""
    unwilling = {"mechanisms.dissolution.cost_weight": 2.0, "agreements.voluntary": False}
    bound = STUBBORN | unwilling | {"agreements.reversible": False, "mechanisms.cooperation.outbreak": 0.0}
    assert lived(world(4, bound), 20).alliance.tension > 0.0
    assert lived(world(4, bound | {"agreements.reversible": True}), 20).alliance.tension == 0.0


def test_unlike_partners_that_exchange_see_their_causes_in_a_new_light() -> None:
    """C38."""
    calm = STUBBORN | {"mechanisms.cooperation.outbreak": 0.0, "mechanisms.dissolution.values_weight": 0.0}
    unlike, alike = (simulate(world(4, calm, others=others), 1).framing for others in (STRANGERS, {}))
    assert unlike > alike == 0.0
    assert simulate(world(4, calm | {"mechanisms.cooperation.reframing": 0.0}, others=STRANGERS), 1).framing == 0.0
