"""Verdicts: worlds in which the truth is known are judged as they are."""

import numpy as np
import pytest

from experiments.analysis.statistics import Numbers
from experiments.claims.claim import Expectation
from experiments.claims.expected_patterns import Shape
from experiments.claims.verdict import Finding, Verdict, finding, verdict_of

SETS, RUNS = 128, 32
UP, DOWN = (Expectation(outcome="impact", shape=shape) for shape in (Shape.UP, Shape.DOWN))
FLAT = Expectation(outcome="impact", shape=Shape.FLAT)


def values(effects: Numbers, *, luck: float = 1.0, off: float | None = None) -> Numbers:
    """Return outcomes of two arms in all sets: the second is higher by the set's effect, give or take luck.

    Args:
        effects: true effect in each set.
        luck: standard deviation of outcomes within a set, pairs not being alike.
        off: share of the effects that is left without the mechanism; None if that is not run.
    """
    random = np.random.default_rng(11)
    states = [1.0] if off is None else [1.0, off]
    outcomes = np.repeat(luck * random.standard_normal((len(effects) + 1, 1, 1, 2, RUNS)), len(states), axis=1)
    for state, share in enumerate(states):
        outcomes[1:, state, 0, 1] += share * effects[:, np.newaxis]
    return outcomes


def judged(expectation: Expectation, effects: Numbers, **how: float) -> Finding:
    return finding(expectation, values(effects, **how))


EVERYWHERE = np.full(SETS, 0.5)
NOWHERE = np.zeros(SETS)
BOTH_WAYS = np.repeat([0.5, -0.5], SETS // 2)
MOSTLY = np.repeat([0.8, 0.8, 0.8, -0.4], SETS // 4)
IN_A_CORNER = np.where(np.arange(SETS) < SETS // 8, 2.0, 0.0)


@pytest.mark.parametrize(
    ("effects", "verdict"),
    [
        (EVERYWHERE, Verdict.SUPPORTED),
        (-EVERYWHERE, Verdict.CONTRADICTED),
        (MOSTLY, Verdict.SUPPORTED),
        (-MOSTLY, Verdict.CONTRADICTED),
        (NOWHERE, Verdict.NO_EFFECT),
        (BOTH_WAYS, Verdict.MIXED),
        (IN_A_CORNER, Verdict.MIXED),
    ],
)
def test_a_verdict_says_what_is_so(effects: Numbers, verdict: Verdict) -> None:
    assert judged(UP, effects).verdict is verdict


@pytest.mark.parametrize("effects", [EVERYWHERE, -EVERYWHERE, MOSTLY, NOWHERE, BOTH_WAYS])
def test_the_opposite_expectation_gets_the_opposite_verdict(effects: Numbers) -> None:
    opposite = {Verdict.SUPPORTED: Verdict.CONTRADICTED, Verdict.CONTRADICTED: Verdict.SUPPORTED}
    verdict = judged(UP, effects).verdict
    assert judged(DOWN, effects).verdict is opposite.get(verdict, verdict)


def test_small_effects_in_all_sets_are_seen_through_the_luck_of_each() -> None:
    # In a set the effect is a third of its standard error, so single sets say next to nothing.
    small = judged(UP, np.full(SETS, 0.08))
    assert small.effects.stands_out.mean() < 0.2
    assert small.verdict is Verdict.SUPPORTED


def test_an_effect_too_small_to_matter_is_none_however_sure_it_is() -> None:
    assert judged(UP, np.full(SETS, 0.01), luck=0.0).verdict is Verdict.SUPPORTED
    spread = values(np.full(SETS, 0.01), luck=0.0) + np.linspace(0, 10, RUNS)
    assert finding(UP, spread).verdict is Verdict.NO_EFFECT


def test_shares_add_up_to_all_sets_that_were_compared() -> None:
    found = judged(UP, MOSTLY)
    assert found.in_favour + found.against + found.none == found.compared == SETS
    assert found.in_favour == pytest.approx(0.75 * SETS, abs=0.08 * SETS)


def test_sets_with_nothing_to_compare_are_counted_and_decide_if_they_are_most() -> None:
    outcomes = values(EVERYWHERE)
    outcomes[1 : 1 + SETS // 4] = np.nan
    assert finding(UP, outcomes).compared == SETS - SETS // 4
    assert finding(UP, outcomes).verdict is Verdict.SUPPORTED
    outcomes[1 : 2 + SETS // 2] = np.nan
    assert finding(UP, outcomes).verdict is Verdict.NOT_COMPARABLE


def test_an_outcome_that_never_came_about_is_not_comparable() -> None:
    nothing = finding(UP, np.full((SETS + 1, 2, 1, 2, RUNS), np.nan))
    assert nothing.verdict is Verdict.NOT_COMPARABLE
    assert nothing.is_weakened is False


@pytest.mark.parametrize(
    ("effects", "verdict"),
    [(NOWHERE, Verdict.SUPPORTED), (EVERYWHERE, Verdict.CONTRADICTED), (BOTH_WAYS, Verdict.MIXED)],
)
def test_that_nothing_depends_on_it_can_be_claimed_too(effects: Numbers, verdict: Verdict) -> None:
    assert judged(FLAT, effects).verdict is verdict


@pytest.mark.parametrize(("off", "is_weakened"), [(0.0, True), (0.5, True), (1.0, False), (1.5, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_it_is_told_whether_switching_off_weakens_the_effect(off: float, is_weakened: bool, sign: int) -> None:
    assert judged(UP, sign * EVERYWHERE, off=off).is_weakened is is_weakened


def test_a_mechanism_that_has_no_part_in_it_is_not_run_against_it() -> None:
    regardless = UP.model_copy(update={"regardless": True})
    assert finding(regardless, values(EVERYWHERE, off=0.0)).is_weakened is None
    assert judged(UP, EVERYWHERE).is_weakened is None


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ((EVERYWHERE, EVERYWHERE), Verdict.SUPPORTED),
        ((EVERYWHERE, NOWHERE), Verdict.MIXED),
        ((EVERYWHERE, -EVERYWHERE), Verdict.MIXED),
        ((-EVERYWHERE, NOWHERE), Verdict.CONTRADICTED),
        ((-EVERYWHERE, BOTH_WAYS), Verdict.MIXED),
        ((NOWHERE, NOWHERE), Verdict.NO_EFFECT),
    ],
)
def test_a_claim_is_what_all_its_expectations_are(parts: tuple[Numbers, ...], verdict: Verdict) -> None:
    assert verdict_of([judged(UP, effects) for effects in parts]) is verdict


def test_a_finding_is_read_back_as_it_was_written() -> None:
    found = judged(UP, MOSTLY, off=0.2)
    again = Finding.model_validate_json(found.model_dump_json())
    assert (again.verdict, again.in_favour, again.weakening) == (found.verdict, found.in_favour, found.weakening)
