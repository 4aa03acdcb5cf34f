"""Forms: what six conditions make of a group of organisations, and how long each form holds (C01 to C05)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Label
from simulation.engine.state import seen_by
from simulation.model import AllianceModel
from simulation.rules.shared.forms import Conditions, conditions_of, label_of
from tests.worlds import STUBBORN, Changes, kinds, lively, mean, outcomes, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


DEFINING = ("voluntary", "reversible", "distinct", "common_goal", "limited", "public")


@given(st.tuples(*[st.booleans()] * 7))
def test_only_all_six_conditions_make_an_alliance(flags: tuple[bool, ...]) -> None:
    """C01."""
    conditions = Conditions(*flags)
    assert (label_of(conditions) == Label.ALLIANCE) == all(getattr(conditions, name) for name in DEFINING)


ALL_SIX = Conditions(
    voluntary=True,
    reversible=True,
    distinct=True,
    common_goal=True,
    limited=True,
    public=True,
    bound_by_values=False,
)


def word(conditions: Conditions) -> str:
    return Label(label_of(conditions)).word


@pytest.mark.parametrize(
    ("missing", "label"),
    [
        ("voluntary", "forced association"),
        ("reversible", "forced association"),
        ("distinct", "merger"),
        ("common_goal", "network"),
        ("limited", "league"),
        ("public", "closed circle"),
    ],
)
def test_each_missing_condition_makes_something_else_of_it(missing: str, label: str) -> None:
    assert word(ALL_SIX._replace(**{missing: False})) == label


@given(st.booleans(), st.booleans())
def test_without_a_goal_shared_values_tell_a_league_from_a_network(limited: bool, public: bool) -> None:
    """C03, C05."""
    aimless = ALL_SIX._replace(common_goal=False, limited=limited, public=public)
    assert label_of(aimless) == Label.NETWORK
    assert label_of(aimless._replace(bound_by_values=True)) == Label.LEAGUE


# --- in a run --------------------------------------------------------------------------------------------


# Whoever could do as much alone would not join.
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}


@pytest.mark.parametrize(
    ("switched", "condition", "label"),
    [
        ({}, None, "alliance"),
        ({"agreements.voluntary": False}, "voluntary", "forced association"),
        ({"agreements.reversible": False}, "reversible", "forced association"),
        ({"agreements.distinct": False}, "distinct", "merger"),
        ({"form": "network"}, "common_goal", "network"),
        ({"form": "league"}, "limited", "league"),
        ({"agreements.public": False}, "public", "closed circle"),
    ],
)
def test_switching_one_condition_off_changes_what_a_run_is_called(
    switched: Changes, condition: str | None, label: str
) -> None:
    """C01."""
    scenario = world(4, NEEDED | STUBBORN | {"weeks": 30} | switched)
    assert outcomes(scenario, 1)[0].label == label
    met = conditions_of(seen_by(world_of(scenario), 0))
    assert all(met[DEFINING.index(name)] for name in DEFINING if name not in (condition, "limited"))
    assert condition is None or not met[DEFINING.index(condition)]


YIELDING: Changes = NEEDED | {"mechanisms.impact.adoption_rate": 2.0, "arena.resistance": 0.01}


def test_a_goal_reached_turns_the_alliance_that_so_agreed_into_a_network() -> None:
    """C56: the label now, not the one at its largest."""
    model = AllianceModel(world(4, YIELDING | {"agreements.transition": True, "weeks": 60}))
    labels = set()
    while model.running:
        model.step()
        labels.add(model.alliance.label)
    assert {"alliance", "network"} <= labels
    assert model.alliance.form == model.alliance.label == "network"
    assert model.outcome().end == "goal reached"


def test_an_alliance_ends_with_its_goal_unless_a_new_one_is_agreed() -> None:
    """C02: renewal needs a goal worded and a paper agreed on afresh."""
    compromise = YIELDING | {"arena.resistance": 0.5, "weeks": 80}
    once, again = world(4, compromise), world(4, compromise | {"agreements.renewal": True})
    plain, renewed = outcomes(once, 1)[0], outcomes(again, 1)[0]
    assert plain.end == "goal reached"
    assert plain.renewals == 0
    assert renewed.renewals >= 1
    assert renewed.lifetime > plain.lifetime
    events = kinds(story(again))
    assert events.count("goal worded") >= 2
    assert (renewed.adopted, renewed.impact) == (plain.adopted, plain.impact), "the first goal's effect is kept apart"


def test_a_network_lasts_longer_and_moves_nothing() -> None:
    """C03: the same organisations as a network and as an alliance."""
    soft: Changes = {"mechanisms.impact.adoption_rate": 0.2, "arena.resistance": 0.3}
    alliance, network = (outcomes(lively(soft | form), 30) for form in ({}, {"form": "network"}))
    assert np.mean([run.lifetime for run in network]) > np.mean([run.lifetime for run in alliance])
    assert all(run.impact == 0.0 and math.isnan(run.depth) for run in network)
    assert all(np.isnan(run.influence) for run in network)
    assert np.mean([run.impact for run in alliance]) > 0.05
    assert all(run.network_weeks > 0 for run in network if run.members_max > 1)
    assert all(run.network_weeks == 0 for run in alliance)


def test_weeks_as_a_network_are_counted_after_its_end_as_before() -> None:
    run = outcomes(world(5, {"form": "network", "agreements.end_week": 40, "weeks": 80}), 1)[0]
    assert run.end == "agreed date"
    assert run.network_weeks == 40


def test_no_vote_ends_a_network_in_the_making() -> None:
    changes: Changes = {"form": "network", "weeks": 40, "arena.votes": [{"name": "Vote", "when": 1}]}
    assert outcomes(world(4, changes, others={"interval": 6.0}), 1)[0].end == "running"


def test_those_of_one_mind_hold_together_when_the_goal_is_gone() -> None:
    """C05."""
    lost: Changes = NEEDED | {"form": "league", "arena.votes": [{"name": "Vote", "when": 20}], "weeks": 150}
    hard: dict[str, object] = {
        "mechanisms.impact.adoption_rate": 0.001,
        "arena.resistance": 50.0,
        "agreements.voluntary": False,
    }
    hard |= {"mechanisms.dissolution.cost_weight": 0.3}  # what only belonging together makes up for
    apart = {"economic": {"low": 0.0, "high": 1.0}, "cultural": {"low": 0.0, "high": 1.0}}
    alike = world(8, lost | hard)
    unlike = world(8, lost | hard, others=apart)
    assert mean(alike, 10, "exits") == 0.0
    assert mean(unlike, 10, "exits") > 2.0
    alliance = world(8, lost | hard | {"form": "alliance", "mechanisms.dissolution.cost_weight": 0.0})
    assert {run.end for run in outcomes(alliance, 10)} == {"goal missed"}
    assert {run.end for run in outcomes(alike, 10)} == {"running"}


DISCORD = {"economic": {"low": 0.0, "high": 1.0}, "tone": {"low": 0.0, "high": 1.0}, "dogmatism": 0.5}


@pytest.mark.parametrize("rule", ["consensus", "majority"])
def test_nobody_leaves_where_nobody_may_and_conflict_piles_up(rule: str) -> None:
    """C01."""
    tense: Changes = (
        NEEDED
        | STUBBORN
        | {
            "weeks": 120,
            "agreements.voluntary": False,
            "agreements.decision_rule": rule,
            "agreements.red_lines_disclosed": False,
            "mechanisms.dissolution.values_weight": 3.0,
        }
    )
    others = DISCORD | {"tolerance": {"low": 0.0, "high": 0.4}}
    free = outcomes(world(8, tense, others=others), 8)
    bound = outcomes(world(8, tense | {"agreements.reversible": False}, others=others), 8)
    assert sum(run.exits for run in free) > 0
    assert all(run.exits == 0 for run in bound)
    assert sum(run.conflicts for run in bound) > sum(run.conflicts for run in free)
