"""Verdicts: sets in which the truth is known are judged as they are."""

import numpy as np
import pytest

from experiments.analysis.statistics import Numbers
from experiments.claims.claim import Expectation, Standing
from experiments.claims.expected_patterns import Pattern
from experiments.claims.verdict import Finding, Verdict, finding, verdict_of

SETS, RUNS = 128, 32
UP, DOWN, FLAT = (
    Expectation(outcome="impact", standing=Standing.EMERGENT, pattern=pattern)
    for pattern in (Pattern.UP, Pattern.DOWN, Pattern.FLAT)
)
# Sets of two seeds, dealt out in turn; the first half of them is led.
LABELS = {
    "seed": tuple("12"[k % 2] for k in range(SETS)),
    "lead": ("led",) * (SETS // 2) + ("leaderless",) * (SETS // 2),
}


def values(effects: Numbers, *, noise: float = 1.0, off: float | None = None) -> Numbers:
    """Return outcomes of two arms in all sets: the second is higher by the set's effect, give or take noise.

    Args:
        effects: true effect in each set.
        noise: standard deviation of outcomes within a set, pairs not being alike.
        off: share of the effects that is left without the mechanism; None if that is not run.
    """
    random = np.random.default_rng(11)
    states = [1.0] if off is None else [1.0, off]
    outcomes = np.repeat(noise * random.standard_normal((len(effects) + 1, 1, 1, 2, RUNS)), len(states), axis=1)
    for state, share in enumerate(states):
        outcomes[1:, state, 0, 1] += share * effects[:, np.newaxis]
    return outcomes


def judged(expectation: Expectation, effects: Numbers, **how: float) -> Finding:
    return finding(expectation, values(effects, **how), LABELS)


EVERYWHERE = np.full(SETS, 0.5)
NOWHERE = np.zeros(SETS)
BOTH_WAYS = np.tile([0.5, 0.5, -0.5, -0.5], SETS // 4)
MOSTLY = np.tile([0.8, 0.8, 0.8, 0.8, 0.8, 0.8, -0.4, -0.4], SETS // 8)
WHERE_LED = np.repeat([0.8, 0.0], SETS // 2)
WITH_ONE_SEED = np.tile([0.8, 0.0], SETS // 2)
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


@pytest.mark.parametrize("effects", [WHERE_LED, WITH_ONE_SEED])
def test_half_of_the_space_or_one_seed_alone_is_not_enough(effects: Numbers) -> None:
    assert judged(UP, effects, noise=0.1).verdict is Verdict.MIXED
    assert judged(DOWN, effects, noise=0.1).verdict is Verdict.MIXED


@pytest.mark.parametrize("effects", [EVERYWHERE, -EVERYWHERE, MOSTLY, NOWHERE, BOTH_WAYS])
def test_the_opposite_expectation_gets_the_opposite_verdict(effects: Numbers) -> None:
    opposite = {Verdict.SUPPORTED: Verdict.CONTRADICTED, Verdict.CONTRADICTED: Verdict.SUPPORTED}
    verdict = judged(UP, effects).verdict
    assert judged(DOWN, effects).verdict is opposite.get(verdict, verdict)


def test_small_effects_in_all_sets_are_seen_through_the_noise_of_each() -> None:
    # In a set the effect is about its standard error, so single sets say next to nothing.
    small = judged(UP, np.full(SETS, 0.2))
    assert small.effects.stands_out.mean() < 0.3
    assert small.verdict is Verdict.SUPPORTED


def test_an_effect_too_small_to_matter_is_none_however_sure_it_is() -> None:
    sure = np.full(SETS, 0.05)
    assert judged(UP, sure, noise=0.0).verdict is Verdict.SUPPORTED
    spread = values(sure, noise=0.0) + np.linspace(-1, 1, RUNS)
    assert finding(UP, spread, LABELS).verdict is Verdict.NO_EFFECT


def test_what_matters_may_be_said_in_the_unit_of_the_outcome() -> None:
    sure = np.full(SETS, 0.05)
    for smallest, verdict in ((0.04, Verdict.SUPPORTED), (0.06, Verdict.NO_EFFECT)):
        named = UP.model_copy(update={"smallest": smallest})
        assert finding(named, values(sure, noise=0.1), LABELS).verdict is verdict


def test_shares_add_up_to_all_sets_that_were_compared() -> None:
    found = judged(UP, MOSTLY)
    assert found.in_favour + found.against + found.none == found.compared == SETS
    assert found.in_favour == pytest.approx(0.75 * SETS, abs=0.08 * SETS)


def test_sets_with_nothing_to_compare_are_counted_and_decide_if_they_are_most() -> None:
    outcomes = values(EVERYWHERE)
    outcomes[1 : 1 + SETS // 4] = np.nan
    assert finding(UP, outcomes, LABELS).compared == SETS - SETS // 4
    assert finding(UP, outcomes, LABELS).verdict is Verdict.SUPPORTED
    outcomes[1 : 2 + SETS // 2] = np.nan
    assert finding(UP, outcomes, LABELS).verdict is Verdict.NOT_COMPARABLE


def test_an_outcome_that_is_always_missing_is_not_comparable() -> None:
    nothing = finding(UP, np.full((SETS + 1, 2, 1, 2, RUNS), np.nan), LABELS)
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


@pytest.mark.parametrize(("off", "verdict"), [(0.0, Verdict.SUPPORTED), (1.0, Verdict.UNEXPLAINED)])
def test_an_effect_that_stays_without_the_mechanism_is_unexplained(off: float, verdict: Verdict) -> None:
    assert judged(UP, EVERYWHERE, off=off).verdict is verdict


def test_where_a_claim_holds_is_told_for_sets_that_are_alike() -> None:
    assert judged(UP, WHERE_LED, noise=0.1).where() == {
        "lead": {"led": Verdict.SUPPORTED, "leaderless": Verdict.NO_EFFECT}
    }
    assert set(judged(UP, EVERYWHERE).where()["lead"].values()) == {Verdict.SUPPORTED}


def test_kinds_under_which_all_sets_are_alike_say_nothing_of_where() -> None:
    alike = finding(UP, values(WHERE_LED), {**LABELS, "lead": ("led",) * SETS})
    assert alike.where() == {}


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
