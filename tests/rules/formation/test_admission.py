"""Admission: who comes in later, and what it does to the alliance (C32, C65, C68)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Status, Tier
from simulation.engine.state import seen_by
from simulation.rules.formation.admission import application_chance
from tests.worlds import PLAIN, STUBBORN, Changes, kinds, lively, mean, story, world, world_of

share = st.floats(0, 1)

SEEN: Changes = {
    **STUBBORN,
    "weeks": 40,
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.formation.application_rate": 1.0,
}


CROWD: Changes = {"weeks": 150, "groups.0.count": 40, "mechanisms.formation.application_rate": 0.5}


def admitting(rule: str, **more: object) -> Changes:
    return SEEN | {"agreements.admission": rule} | {path.replace("__", "."): value for path, value in more.items()}


# --- the rule ----------------------------------------------------------------------------------------------


@given(share, share, share, share, st.floats(0, 10), share)
def test_who_cares_more_and_hears_more_applies_sooner(
    stake: float, seen: float, vision: float, rate: float, attraction: float, more: float
) -> None:
    """C32, C68."""
    chance = application_chance(stake, seen, vision, rate, attraction)
    assert 0.0 <= chance <= 1.0
    assert application_chance(0.0, seen, vision, rate, attraction) == 0.0
    assert application_chance(stake, 0.0, vision, rate, attraction) == 0.0
    for raised in (
        application_chance(stake + (1 - stake) * more, seen, vision, rate, attraction),
        application_chance(stake, seen + (1 - seen) * more, vision, rate, attraction),
        application_chance(stake, seen, vision + (1 - vision) * more, rate, attraction),
    ):
        assert raised >= chance - 1e-12


@given(share, share, share, st.floats(0, 1))
def test_a_fully_alive_vision_adds_its_share_of_applications(
    stake: float, seen: float, rate: float, attraction: float
) -> None:
    """C68."""
    plain = application_chance(stake, seen, 0.0, rate, attraction)
    assert application_chance(stake, seen, 1.0, rate, attraction) == pytest.approx(min(1.0, plain * (1 + attraction)))


# --- what was agreed ---------------------------------------------------------------------------------------


def test_nobody_gets_in_where_nobody_is_admitted() -> None:
    whole = world_of(world(4, SEEN, outside=6))
    assert seen_by(whole, 0).alliance.tally.members_max == 4
    assert len(whole.memberships) == 4, "those outside have no place to apply for"


def test_an_open_door_takes_in_everybody_at_the_table() -> None:
    state = seen_by(world_of(world(4, admitting("open"), outside=6)), 0)
    assert (state.memberships["status"] == Status.MEMBER).all()
    assert (state.memberships["tier"] == Tier.CORE).all()
    assert state.alliance.tally.admitted == 6


def test_applicants_become_supporters_where_so_agreed() -> None:
    state = seen_by(world_of(world(4, admitting("supporters"), outside=6)), 0)
    assert state.alliance.core == 4
    assert (state.memberships["tier"][4:] == Tier.SUPPORTER).all()
    assert state.alliance.supporters == 6


@pytest.mark.parametrize("rule", ["open", "vote", "silence"])
def test_the_table_does_not_outgrow_its_size(rule: str) -> None:
    state = seen_by(world_of(world(4, admitting(rule, agreements__core_size=6), outside=6)), 0)
    assert state.alliance.core == state.alliance.tally.core_max == 6
    assert state.alliance.supporters == 4


@pytest.mark.parametrize(
    ("rule", "decision_rule", "accepted"),
    [
        ("open", "consensus", True),
        ("supporters", "consensus", True),
        ("silence", "majority", False),
        ("vote", "consensus", False),
        ("vote", "majority", True),
    ],
)
def test_one_objection_is_a_veto_in_silence_and_by_consensus_only(
    rule: str, decision_rule: str, accepted: bool
) -> None:
    """C32: four of five would have the applicants, who stand at a distance of half from the fifth."""
    changes = admitting(rule, agreements__decision_rule=decision_rule, mechanisms__formation__poor_fit=0.4)
    values = {"mechanisms.dissolution.values_weight": 0.0, "mechanisms.formation.objection": 0.0}
    scenario = world(5, changes | values, first={"economic": 1.0, "cultural": 1.0}, outside=3)
    assert (seen_by(world_of(scenario), 0).alliance.tally.admitted == 3) == accepted
    assert ("turned away" in kinds(story(scenario))) != accepted


def test_nobody_applies_to_what_is_not_seen() -> None:
    hidden = admitting("open", agreements__public=False)
    assert seen_by(world_of(world(4, hidden, outside=6)), 0).alliance.tally.admitted == 0


def test_nobody_applies_for_a_paper_that_crosses_its_red_line() -> None:
    named = [PLAIN | {"name": "Strict", "sector": "church", "ambition": 0.3, "tolerance": 0.0, "dispersion": 0.0}]
    base = world(4, admitting("open"), outside=2)
    grown = base.model_dump(mode="json", exclude_unset=True)
    grown["organisations"] = [*grown["organisations"], *named]
    grown["invitation"]["indispensable"] = ["Other 1", "Other 2", "Other 3"]
    admitted = {event.who for event in story(type(base).model_validate(grown)) if event.kind == "admitted"}
    assert admitted == {"Other 4", "Other 5"}


def test_deciding_on_applicants_takes_the_tables_time() -> None:
    """C32."""
    voted = CROWD | {"agreements.admission": "vote"}
    quick = voted | {"mechanisms.cooperation.meeting_hours": 0.0}
    assert mean(lively(voted), 30, "coordination_share") > mean(lively(quick), 30, "coordination_share")


def test_an_open_table_grows_past_what_it_can_coordinate() -> None:
    """C32, C33."""
    rules = ("none", "supporters", "open")
    scenarios = {rule: lively(CROWD | {"agreements.admission": rule}) for rule in rules}
    members = {rule: mean(scenarios[rule], 20, "members_max") for rule in rules}
    assert members["none"] < min(members["supporters"], members["open"])
    coordination = {rule: mean(scenarios[rule], 20, "coordination_share") for rule in rules}
    assert coordination["open"] > max(coordination["none"], coordination["supporters"])


def test_low_obligations_let_an_open_alliance_grow() -> None:
    """C65."""
    heavy = CROWD | {"agreements.admission": "open", "mechanisms.dissolution.cost_weight": 0.6}
    light = heavy | {"agreements.obligation": 0.2}
    assert mean(lively(light), 30, "members_max") > mean(lively(heavy), 30, "members_max")


def test_a_vision_attracts_and_an_anchor_keeps_it_alive() -> None:
    """C68: more come with a vision, most where an anchor organisation holds it up."""
    rare: Changes = {"mechanisms.formation.application_rate": 0.03, "mechanisms.dissolution.forgetting": 0.1}
    none = CROWD | rare | {"agreements.admission": "supporters", "mechanisms.outlook.attraction": 3.0}
    loose = none | {"agreements.vision": True}
    anchored = loose | {"agreements.lead": "Convenor"}
    came = [mean(lively(changes), 60, "admitted") for changes in (none, loose, anchored)]
    assert came[0] < came[1] < came[2]
