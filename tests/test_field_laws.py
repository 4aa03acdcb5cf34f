"""Laws that hold in any run of any valid field."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulation.engine.codes import Status, Tier
from simulation.field_run import ObservedField
from simulation.results.field_outcome import FIELD_OUTCOMES, FieldOutcome
from simulation.scenario.loading import changed
from simulation.scenario.organisational_field import OrganisationalField
from tests import laws_of_fields as laws
from tests.field_strategies import organisational_fields
from tests.fields import small_field
from tests.laws_of_fields import FieldLaw
from tests.snapshots import ROUNDING, contents
from tests.strategies import sample, seeds


def lived_by_the_laws(field: OrganisationalField, seed: int) -> ObservedField:
    """Live a run week by week, hold each week against the laws, and return the run."""
    run = ObservedField(field, seed)
    while run.running:
        grants = run.state.world.organisations["grants"].copy()
        run.step()
        laws.no_hour_is_spent_twice(run, grants)
        for law in laws.LAWS:
            law(run)
    for law in laws.LAWS_AT_THE_END:
        law(run)
    return run


def is_as_documented(outcome: FieldOutcome) -> None:
    for name, declared in FIELD_OUTCOMES.items():
        value = getattr(outcome, name)
        if math.isnan(value):
            assert "missing" in declared.meaning, name
        elif declared.unit == "share" and name != "trust_gained":
            assert -ROUNDING <= value <= 1 + ROUNDING, name
        elif declared.unit != "distance" and name != "trust_gained":
            assert value >= 0, name


@sample(10)
@given(organisational_fields(), seeds())
def test_every_week_of_every_field_keeps_the_laws(field: OrganisationalField, seed: int) -> None:
    is_as_documented(lived_by_the_laws(field, seed).outcome())


@pytest.mark.long
@pytest.mark.parametrize(("largest", "examples"), [(12, 1000), (60, 500)])
def test_many_fields_keep_the_laws(largest: int, examples: int) -> None:
    @sample(examples)
    @given(organisational_fields(largest, weeks=150), seeds())
    def check(field: OrganisationalField, seed: int) -> None:
        is_as_documented(lived_by_the_laws(field, seed).outcome())

    check()


@sample(5)
@given(organisational_fields(), seeds())
def test_same_seed_same_bytes_and_a_valid_file(field: OrganisationalField, seed: int) -> None:
    assert changed(field, {}) == field
    one, other = (ObservedField(field, seed) for _ in range(2))
    one.run_model()
    for _ in range(field.weeks):
        other.step()
        other.tables()  # who looks changes nothing
    assert contents(one.state.world) == contents(other.state.world)
    assert all(np.array_equal(a, b) for a, b in zip(one.tables(), other.tables(), strict=True))


# --- a law notices what breaks it --------------------------------------------------------------------


@pytest.fixture(scope="module")
def busy() -> ObservedField:
    run = ObservedField(small_field(), 1)
    for _ in range(60):
        run.step()
    return run


# What is written over the first row of a table; None: what stands in the second.
SPOILT: tuple[tuple[FieldLaw, str, str, Any], ...] = (
    (laws.amounts_are_bounded, "world.organisations", "energy", -0.1),
    (laws.amounts_are_bounded, "field.memories", "trust", 1.2),
    (laws.amounts_are_bounded, "memberships", "work", -1.0),
    (laws.memberships_are_counted_once, "memberships", "organisation", None),
    (laws.memberships_are_counted_once, "memberships", "tier", Tier.SUPPORTER),
    (laws.everybody_is_where_it_is_engaged, "memberships", "status", Status.LEFT),
    (laws.free_rows_hold_nothing, "field.foundings", "serial", 1),
    (laws.free_rows_hold_nothing, "field.foundings", "room", 4),
    (laws.memories_are_of_others_and_each_of_one, "field.memories", "partner", 0),
    (laws.memories_are_of_others_and_each_of_one, "field.memories", "week", 999),
)


@pytest.mark.parametrize(("law", "part", "column", "value"), SPOILT)
def test_a_law_notices_what_breaks_it(busy: ObservedField, law: FieldLaw, part: str, column: str, value: Any) -> None:
    law(busy)
    table = part_of(busy, part)
    kept = table[column].copy()
    try:
        table[column][0] = table[column][1] if value is None else value
        with pytest.raises(AssertionError):
            law(busy)
    finally:
        table[column] = kept
    law(busy)


def test_the_law_of_hours_notices_hours_that_nobody_had(busy: ObservedField) -> None:
    grants, work = busy.state.world.organisations["grants"], part_of(busy, "memberships")["work"]
    laws.no_hour_is_spent_twice(busy, grants)
    kept = work.copy()
    try:
        work[0] = 1e6
        with pytest.raises(AssertionError):
            laws.no_hour_is_spent_twice(busy, grants)
    finally:
        work[:] = kept


def part_of(run: ObservedField, name: str) -> Any:
    """Return a table of a run; `memberships` are those of an alliance whose founder is still in it."""
    if name == "memberships":
        return next(rows for _, _, rows in laws.living(run) if rows["status"][0] == Status.MEMBER)
    holder, _, table = name.partition(".")
    return getattr(getattr(run.state, holder), table)
