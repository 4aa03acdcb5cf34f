"""Several alliances: sharing time and attention, following one another, merging, learning (C02, C54 to C57)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Form, Stage, Status
from simulation.engine.state import seen_by
from simulation.rules.cooperation.trust import kindred, remembered
from simulation.rules.impact.attention import share_of_voice
from simulation.rules.shared.stages import with_lesson
from simulation.scenario.definition import Scenario
from simulation.week import live
from tests.worlds import STUBBORN, Changes, another, lively, outcomes, story, world, world_of

share = st.floats(0, 1)
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}
LONG: Changes = NEEDED | STUBBORN
SAME: Changes = {"values_debate_weeks": 0, "red_lines_disclosed": True}
YIELDING: Changes = NEEDED | {"mechanisms.impact.adoption_rate": 2.0, "arena.resistance": 0.01}


# --- rules -------------------------------------------------------------------------------------------------


@given(share, share, st.floats(0, 500), st.floats(0, 1))
def test_trust_fades_to_what_strangers_get_and_never_past_it(
    trust: float, stranger: float, weeks: float, forgetting: float
) -> None:
    """C56."""
    left = remembered(trust, stranger, weeks, forgetting)
    assert min(trust, stranger) - 1e-12 <= left <= max(trust, stranger) + 1e-12
    assert remembered(trust, stranger, 0.0, forgetting) == pytest.approx(trust)
    later = remembered(trust, stranger, weeks + 10, forgetting)
    assert abs(later - stranger) <= abs(left - stranger) + 1e-12


@given(share, share, share, share)
def test_shared_disadvantage_makes_up_for_missing_trust(trust: float, own: float, other: float, part: float) -> None:
    """C39: only what both share counts."""
    closer = kindred(trust, own, other, part)
    assert trust - 1e-12 <= closer <= 1.0 + 1e-12
    assert kindred(trust, 0.0, other, part) == kindred(trust, own, 0.0, part) == trust
    assert kindred(trust, own, other, part) == pytest.approx(kindred(trust, other, own, part))
    assert kindred(trust, 1.0, 1.0, 1.0) == pytest.approx(1.0)


@given(share, share)
def test_each_lesson_takes_its_share_of_what_is_still_to_be_learned(experience: float, lesson: float) -> None:
    """C57."""
    learned = with_lesson(experience, lesson)
    assert 1 - learned == pytest.approx((1 - experience) * (1 - lesson))


# --- sharing time ------------------------------------------------------------------------------------------


def test_two_alliances_of_the_same_members_get_half_their_time_each() -> None:
    one = seen_by(world_of(world(4, LONG | {"weeks": 30})), 0)
    twin = another("Twin", size=4, agreements=dict(SAME), invitation={"initiators": ["First"], "size": 4})
    whole = world_of(world(4, LONG | {"weeks": 30, "others": [twin]}))
    halves = [seen_by(whole, a).memberships for a in (0, 1)]
    for half in halves:
        assert half["coordination"] + half["work"] == pytest.approx(np.full(4, 20.0))
    whole = one.memberships["coordination"] + one.memberships["work"]
    assert whole == pytest.approx(np.full(4, 40.0))


def test_who_is_in_one_alliance_only_gives_it_all() -> None:
    pair = another(
        "Pair",
        by="Other 3",
        size=2,
        agreements=dict(SAME),
        invitation={"initiators": ["Other 3", "Other 2"], "size": 2},
    )
    whole = world_of(world(4, LONG | {"weeks": 30, "others": [pair]}))
    first = seen_by(whole, 0).memberships
    assert (first["coordination"] + first["work"]).tolist() == pytest.approx([40.0, 40.0, 20.0, 20.0])


def test_no_hour_is_given_twice_even_if_an_alliance_breaks_apart() -> None:
    """A law: what all alliances together get in a week is no more than there is, also when members walk out."""
    quarrels: Changes = LONG | {
        "mechanisms.cooperation.outbreak": 1.0,
        "mechanisms.cooperation.settlement": 0.0,
        "mechanisms.cooperation.conflict_rate": 0.2,
        "mechanisms.cooperation.setback_energy": 0.0,
        "mechanisms.formation.objection": 0.0,
        "mechanisms.dissolution.values_weight": 0.0,
        "others": [another("B", by="Other 1", size=6), another("C", by="Other 2", size=6)],
    }
    blunt = {"dogmatism": 0.5, "economic": {"low": 0, "high": 1}, "tone": {"low": 0, "high": 1}}
    exits = 0
    for seed in range(4):
        whole = world_of(world(6, quarrels, others=blunt), 0, seed)
        given = 0.0
        for _ in range(40):
            there_is = float((whole.organisations["hours"] * whole.organisations["energy"]).sum())
            live(whole, 1)
            spent = float(whole.alliances["tally"]["total_hours"].sum()) - given
            assert spent <= there_is + 1e-9
            given += spent
        exits += int(whole.alliances["exits"].sum())
    assert exits > 0, "nobody walked out, so that this shows nothing"


def test_an_alliance_that_breaks_up_leaves_no_load_behind() -> None:
    """Who starts anew after a lead was lost has a whole week for it."""
    lost: Changes = LONG | {
        "agreements.lead": "First",
        "agreements.lead_leaves": 20,
        "mechanisms.dissolution.handover_chance": 0.0,
        "others": [another("Next", size=4, after="first", pause_weeks=0, agreements=dict(SAME))],
    }
    whole = world_of(world(4, lost), 0)
    while seen_by(whole, 1).alliance.stage != Stage.WORKING:
        live(whole, 1)
        claimed = whole.organisations["claimed"].sum()
        asked = seen_by(whole, 1).memberships["wanted"].sum()
        assert (
            whole.alliances["stage"][0] != Stage.ENDED
            or whole.alliances["ended"][0] == whole.clock.week - 1
            or claimed <= asked + 1e-9
        )


# --- sharing attention -------------------------------------------------------------------------------------


def test_twins_share_attention_and_a_lone_voice_has_it_all() -> None:
    """C46: each of two equal voices keeps half of the attention; how loud all are is known from the week before."""
    even: Changes = LONG | {"weeks": 40, "mechanisms.cooperation.occasion_rate": 0.0}
    twin = another("Twin", size=4, agreements=SAME | {"division_of_labour": "forced"})
    together = world_of(world(4, even | {"others": [twin]}))
    assert [share_of_voice(seen_by(together, a)) for a in (0, 1)] == pytest.approx([0.5**0.5] * 2, rel=0.01)
    assert share_of_voice(seen_by(world_of(world(4, even)), 0)) == 1.0


# --- one after another -------------------------------------------------------------------------------------


@pytest.mark.parametrize("pause", [0, 7])
def test_the_next_begins_after_its_pause(pause: int) -> None:
    following = another("Next", size=3, after="first", pause_weeks=pause)
    whole = world_of(world(3, LONG | {"agreements.end_week": 20, "others": [following], "weeks": 60}), 0)
    while whole.alliances["stage"][1] == Stage.WAITING and whole.clock.week < 60:
        live(whole, 1)
    ended, next_begun = int(whole.alliances["ended"][0]), int(whole.alliances["begun"][1])
    assert ended == 19
    assert next_begun == ended + 1 + pause  # what ends in a week is over in the next


def test_another_alliance_begins_on_its_day() -> None:
    whole = world_of(world(3, LONG | {"others": [another("Later", start=12)], "weeks": 30}))
    assert whole.alliances["begun"].tolist() == [0, 12]


def test_an_alliance_among_members_asks_nobody_else() -> None:
    inside = another("Inside", size=6, start=5, among="first")
    whole = world_of(world(3, LONG | {"others": [inside], "weeks": 30}, outside=5))
    members = seen_by(whole, 1).memberships
    joined = set(members["organisation"][members["status"] == Status.MEMBER])
    assert joined == set(seen_by(whole, 0).memberships["organisation"])


def test_a_merger_ends_one_alliance_and_its_members_are_asked_into_the_first() -> None:
    other = another(
        "Parallel", by="Other 4", merger=15, invitation={"initiators": ["Other 4", "Other 5", "Other 6"], "size": 3}
    )
    scenario = world(4, LONG | {"others": [other], "weeks": 40}, outside=3)
    whole = world_of(scenario)
    assert whole.alliances["stage"].tolist() == [Stage.WORKING, Stage.ENDED]
    first = seen_by(whole, 0)
    assert first.alliance.core == 7
    assert {event.who for event in story(scenario) if event.kind == "joined" and event.week == 15} == {
        f"Other {k}" for k in (4, 5, 6)
    }


@pytest.mark.parametrize("seats", [4, 5, 6])
def test_a_merger_keeps_to_the_size_of_the_table(seats: int) -> None:
    other = another(
        "Parallel", by="Other 4", merger=15, invitation={"initiators": ["Other 4", "Other 5", "Other 6"], "size": 3}
    )
    whole = world_of(world(4, LONG | {"others": [other], "weeks": 40, "agreements.core_size": seats}, outside=3))
    alliance = seen_by(whole, 0).alliance
    assert (alliance.core, alliance.supporters) == (seats, 7 - seats)


# --- what is carried over ----------------------------------------------------------------------------------

SEQUENCE: Changes = LONG | {"agreements.end_week": 30, "weeks": 90}


@pytest.mark.parametrize("pause", [1, 20])
def test_trust_from_an_ended_alliance_is_brought_along_less_what_was_forgotten(pause: int) -> None:
    """C54, C56: by hand from the trust at the end and the weeks since."""
    following = another("Next", size=3, after="first", pause_weeks=pause)
    whole = world_of(world(3, SEQUENCE | {"others": [following]}), 0)
    while whole.alliances["stage"][1] == Stage.WAITING:
        live(whole, 1)
        before = seen_by(whole, 0).memberships["trust"].copy()
    forgetting = 0.01
    brought = 0.5 + (before - 0.5) * math.exp(-forgetting * (1 + pause))
    assert (before > 0.55).all()
    assert seen_by(whole, 1).memberships["trust_at_start"] == pytest.approx(brought)


def test_strangers_bring_no_trust() -> None:
    following = another(
        "Next", by="Other 3", after="first", pause_weeks=1, invitation={"initiators": ["Other 3", "Other 4"], "size": 2}
    )
    whole = world_of(world(3, SEQUENCE | {"others": [following]}, outside=2))
    assert seen_by(whole, 1).memberships["trust_at_start"] == pytest.approx([0.5, 0.5])


def test_conflict_leaves_less_to_build_on_than_success() -> None:
    """C54: a quarrelled end burns the ties that a good one keeps."""
    following = another("Next", by="Convenor", size=8, after="first", pause_weeks=4)
    calm: Changes = {"agreements.end_week": 80, "others": [following], "mechanisms.cooperation.outbreak": 0.0}
    loud: Changes = calm | {"mechanisms.cooperation.outbreak": 1.0, "mechanisms.cooperation.settlement": 0.0}
    peace, war = (np.mean([trust_in_the_next(lively(changes), seed) for seed in range(12)]) for changes in (calm, loud))
    assert peace > war


def trust_in_the_next(scenario: Scenario, seed: int) -> float:
    state = seen_by(world_of(scenario, seed=seed), 1)
    return float(state.memberships["trust_at_start"].mean())


def test_looking_back_gives_the_next_alliance_a_head_start() -> None:
    """C57: what was learned counts as talked through from the first day."""
    following = another("Next", size=3, after="first", pause_weeks=2, agreements={})
    for evaluated, lesson in ((False, 0.0), (True, 0.4)):
        changes = SEQUENCE | {"others": [following], "agreements.evaluation": evaluated}
        whole = world_of(world(3, changes | {"mechanisms.dissolution.lesson": 0.4}))
        assert whole.organisations["experience"].tolist() == pytest.approx([lesson] * 3)
        rate = 0.2
        debated = 1 - (1 - lesson) * (1 - rate) ** 4
        assert seen_by(whole, 1).alliance.talked == pytest.approx(debated)


def test_evaluation_helps_the_next_attempt_and_changes_nothing_before() -> None:
    """C57, over paired runs."""
    following = another("Next", by="Convenor", size=8, after="first", pause_weeks=4)
    base: Changes = {"agreements.end_week": 70, "others": [following], "mechanisms.dissolution.lesson": 0.9}
    plain, learned = (outcomes(lively(base | {"agreements.evaluation": on}), 60) for on in (False, True))
    assert [run.conflicts for run in plain] == [run.conflicts for run in learned]
    assert [run.lifetime for run in plain] == [run.lifetime for run in learned]
    quicker = np.nanmean([run.next_impact for run in learned]) >= np.nanmean([run.next_impact for run in plain])
    assert quicker


@pytest.mark.parametrize("pause", [0, 8, 30])
def test_who_has_left_one_alliance_rests_until_it_applies_to_another(pause: int) -> None:
    """C36: energy comes back week by week, whether or not an alliance begins in between."""
    recovery = 0.05
    whole = world_of(world(3, LONG | {"mechanisms.cooperation.recovery": recovery}, outside=1), 0)
    whole.organisations["energy"][3] = tired = 0.2
    live(whole, pause)
    assert whole.organisations["energy"][3] == pytest.approx(1.0 - (1.0 - tired) * (1.0 - recovery) ** pause)


def test_a_network_in_between_keeps_ties_for_the_next_alliance() -> None:
    """C56."""
    following = another("Next", size=4, after="first", pause_weeks=60)
    base: Changes = YIELDING | {"others": [following], "weeks": 120}
    apart, together = (seen_by(world_of(world(4, base | {"agreements.transition": on})), 1) for on in (False, True))
    assert together.memberships["trust_at_start"].mean() > apart.memberships["trust_at_start"].mean()
    assert seen_by(world_of(world(4, base | {"agreements.transition": True})), 0).alliance.form == Form.NETWORK


# --- the order of the list is no rule ----------------------------------------------------------------------


def test_the_order_in_which_other_alliances_are_listed_changes_nothing() -> None:
    others = [
        another("B", by="Second", size=6),
        another("C", by="Other 1", size=6),
        another("D", by="Convenor", size=6, start=20),
    ]
    forward, backward = (world_of(lively({"others": listed}), seed=3) for listed in (others, others[::-1]))
    for a, b in {0: 0, 1: 3, 2: 2, 3: 1}.items():
        one, other = seen_by(forward, a), seen_by(backward, b)
        assert one.alliance.achieved == pytest.approx(other.alliance.achieved)
        assert one.memberships["trust"] == pytest.approx(other.memberships["trust"])
        assert one.memberships["status"].tolist() == other.memberships["status"].tolist()


def test_an_alliance_nobody_shares_leaves_the_first_as_it_was() -> None:
    alone = another("Elsewhere", by="Other 5", invitation={"initiators": ["Other 5", "Other 6"], "size": 2})
    quiet: Changes = LONG | {"weeks": 40, "mechanisms.impact.effort_power": 0.0}
    with_it, without = (
        seen_by(world_of(world(4, quiet | {"others": listed}, outside=4)), 0).memberships for listed in ([alone], [])
    )
    for column in ("work", "coordination", "trust", "net"):
        assert with_it[column].tolist() == without[column].tolist()
