"""What is expected of calls that are heard of from afar, written down before the first run that shows it (issue 14).

Signs and sizes are those of section 3 of the plan for the model: mostly small comes by itself, a heavy tail takes two
tiers. None of it is in a rule, and no parameter was set by it.

One rule was changed after a look: at first whoever signed was engaged for the issue, as members of the core group are,
and so founded nothing and could not be asked. Then 0.10 of alliances stayed small, the largest tenth held 0.22, sizes
varied by 0.81, 33 alliances formed instead of 46, and the carriers of the supply chain initiative had signed others'
calls: one member after a year. A signature binds nobody that far, so it does not any more; sizes are more alike since.
"""

from collections.abc import Sequence
from datetime import date
from statistics import mean
from typing import Any

import numpy as np
import pytest

from simulation.engine.codes import NEVER, Channel, Status, Tier
from simulation.field_run import ObservedField, live_fields
from simulation.results.field_entries import FieldSpell
from simulation.results.field_outcome import FieldOutcome
from simulation.scenario.loading import load_field
from tests.fields import lived_field

SEEDS = range(6)
TWO_TIERS = {"issues.*.agreements.call": True, "issues.*.agreements.core_size": 8}
HEARD = 2  # calls on an issue, at a meeting


def lived(heard: int, seeds: Sequence[int] = SEEDS) -> list[ObservedField]:
    """Return runs of the shipped field in which a core group words a call and others may sign it."""
    return list(live_fields(load_field("field"), seeds, {**TWO_TIERS, "search.calls_heard": heard}))


@pytest.fixture(scope="module")
def without() -> list[ObservedField]:
    return lived(0)


@pytest.fixture(scope="module")
def heard_of() -> list[ObservedField]:
    return lived(HEARD)


def outcomes(runs: Sequence[ObservedField]) -> list[FieldOutcome]:
    return [run.outcome() for run in runs]


def sizes(run: ObservedField) -> list[int]:
    """Return the most members of each alliance that formed, the largest first."""
    return sorted((one.members_max for one in run.entries().alliances if one.has_formed), reverse=True)


def held_by_the_largest_tenth(run: ObservedField) -> float:
    """Return the share of all memberships that the largest tenth of alliances has."""
    found = sizes(run)
    return sum(found[: max(1, len(found) // 10)]) / sum(found)


# --- sizes -------------------------------------------------------------------------------------------


@pytest.mark.xfail(strict=True, reason="0.08 do; without it 0.40 do")
def test_most_alliances_stay_below_five_members(heard_of: list[ObservedField]) -> None:
    assert mean(np.mean([size < 5 for size in sizes(run)]) for run in heard_of) > 0.5


@pytest.mark.xfail(strict=True, reason="0.20, without it 0.25: a few large members reach most of the public")
def test_the_largest_tenth_holds_more_of_the_memberships(
    without: list[ObservedField], heard_of: list[ObservedField]
) -> None:
    gained = mean(map(held_by_the_largest_tenth, heard_of)) - mean(map(held_by_the_largest_tenth, without))
    assert gained >= 0.05


@pytest.mark.xfail(
    strict=True, reason="0.61, without it 0.74: most calls are known to most, so that many are signed by many"
)
def test_sizes_vary_more(without: list[ObservedField], heard_of: list[ObservedField]) -> None:
    """By a tenth of what an exponential distribution has."""
    one, other = (mean(outcome.size_variation for outcome in outcomes(runs)) for runs in (without, heard_of))
    assert other - one >= 0.1


def test_more_organisations_are_members(without: list[ObservedField], heard_of: list[ObservedField]) -> None:
    """By a tenth: a call reaches those whom nobody in it would have met."""
    one, other = (mean(outcome.memberships for outcome in outcomes(runs)) for runs in (without, heard_of))
    assert other >= 1.1 * one


def test_calls_do_not_put_an_end_to_founding(without: list[ObservedField], heard_of: list[ObservedField]) -> None:
    """Who signs is engaged for the issue and founds nothing: three quarters of alliances come about all the same."""
    one, other = (mean(outcome.formed for outcome in outcomes(runs)) for runs in (without, heard_of))
    assert other >= 0.75 * one


# --- who hears, and what they may do -----------------------------------------------------------------


def test_who_hears_from_afar_only_signs(heard_of: list[ObservedField]) -> None:
    for run in heard_of:
        tables = run.tables()
        agreed = {one["serial"]: one["agreed"] for one in tables.alliances}
        afar = tables.spells[tables.spells["channel"] == Channel.AFAR]
        assert len(afar)
        assert (afar["tier"] == Tier.SUPPORTER).all()
        assert all(NEVER < agreed[one["serial"]] <= one["joined"] for one in afar)


def test_without_a_call_there_is_nothing_to_hear_of() -> None:
    one, other = (lived_field(search__calls_heard=number) for number in (0, 4))
    assert all(np.array_equal(a, b) for a, b in zip(one.tables(), other.tables(), strict=True))


def test_nothing_is_heard_of_unless_the_field_says_so() -> None:
    assert load_field("field").search.calls_heard == 0


def test_whom_a_call_does_not_reach_does_not_sign_it() -> None:
    """An alliance that keeps out of sight and whose members reach nobody is heard of by nobody."""
    unseen: dict[str, Any] = {
        "issues__Roof__agreements__call": True,
        "issues__Roof__agreements__public": False,
        "mechanisms__impact__unsuited": 0.0,
    }
    heard = lived_field(search__calls_heard=4, issues__Roof__agreements__call=True).tables().spells
    assert (heard["channel"] == Channel.AFAR).any()
    spells = lived_field(search__calls_heard=4, **unseen).tables().spells
    assert not (spells["channel"] == Channel.AFAR).any()


def test_who_bears_a_grudge_against_a_member_signs_nothing_with_it() -> None:
    """Labianca and Brass 2006."""
    ties = [{"between": ["Welfare 1", f"Movement {k}"], "trust": 0.01} for k in range(1, 21)]
    ties += [{"between": ["Welfare 1", f"Welfare {k}"], "trust": 0.01} for k in range(2, 21)]
    enduring: dict[str, Any] = {"mechanisms__dissolution__forgetting": 0.0, "search__memory_slots": 64}
    run = lived_field(ties=ties, search__calls_heard=4, issues__Roof__agreements__call=True, **enduring)
    afar = [one for one in run.entries().spells if one.channel == "afar"]
    assert afar
    assert "Welfare 1" not in {one.organisation for one in afar}


def test_nobody_waits_for_an_answer_to_a_signature(heard_of: list[ObservedField]) -> None:
    for run in heard_of:
        spells = run.tables().spells
        afar = spells[spells["channel"] == Channel.AFAR]
        assert set(afar["status"].tolist()) <= {Status.MEMBER, Status.LEFT}


# --- the supply chain initiative ---------------------------------------------------------------------


def supporters_after_a_year(heard: int) -> float:
    """Return how many were in the initiative on 9 September 2020, on average over runs in which it was founded."""
    counts = []
    for run in live_fields(load_field("lieferketten-feld"), SEEDS, {"search.calls_heard": heard}):
        founded, then = run.scenario.week_of(date(2019, 9, 10)), run.scenario.week_of(date(2020, 9, 9))
        entries = run.entries()
        for alliance in entries.alliances:
            if (alliance.founder, alliance.begun) == ("Germanwatch", founded):
                counts.append(sum(is_there(spell, then) for spell in entries.spells_in(alliance.name)))
    return mean(counts)


def is_there(spell: FieldSpell, week: int) -> bool:
    has_joined = spell.joined is not None and spell.joined <= week
    return has_joined and (spell.left is None or spell.left > week)


@pytest.fixture(scope="module")
def supporters() -> tuple[float, float]:
    return supporters_after_a_year(0), supporters_after_a_year(1)


def test_the_supply_chain_initiative_comes_nearer_to_the_supporters_on_record(supporters: tuple[float, float]) -> None:
    """Over 100 after a year."""
    without, with_it = supporters
    assert abs(with_it - 100) < abs(without - 100)


@pytest.mark.xfail(strict=True, reason="23, in three runs of six; without it 11: much of the field has allied before")
def test_the_supply_chain_initiative_has_half_the_supporters_on_record(supporters: tuple[float, float]) -> None:
    assert supporters[1] > 50
