"""Claims in a field: outcomes of one run beside each other, sets drawn for all issues, and what is refused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.claims.field_sets import is_plausible, of_fields
from experiments.claims.parameter_sets import ParameterSets, drawn_sets
from experiments.claims.populations import populations_of_a_field
from experiments.claims.preparation import Effort, check_claim, load_trials
from experiments.claims.result import ClaimResult, result_of
from experiments.claims.switches import settings
from experiments.claims.trial_runs import run_trials
from experiments.claims.verdict import Verdict
from experiments.claims.wording import expected
from simulation import AllianceError, FieldOutcome, OrganisationalField, RulesFile, changed, load_field
from tests.experiments.made_up_claims import WITHIN, written

OPPOSITE = ('pattern = "up"', 'pattern = "down"')


def outcome(**values: Any) -> FieldOutcome:
    return FieldOutcome(**{field.name: 0 for field in fields(FieldOutcome)} | values)


def where_remembered(
    _field: OrganisationalField, changes: Mapping[str, object], seeds: Sequence[int]
) -> list[FieldOutcome]:
    """Let old partners ally more often by a tenth, if there is memory; chance adds its own."""
    more = 0.0 if changes.get("search.memory_slots") == 0 else 0.1
    return [outcome(ally_first=0.1 + 0.01 * (seed % 3), ally_again=0.1 + 0.01 * (seed % 5) + more) for seed in seeds]


def sets_of(seed: int) -> ParameterSets:
    return ParameterSets(tuple(islice(drawn_sets(seed, of_fields().numbers), 12)), 30, seed)


SEEDS = sets_of(1), sets_of(2)


def result_for(path: Path) -> ClaimResult:
    [observed] = run_trials([load_trials(path, Effort(SEEDS, part=0.2))], runner=where_remembered)
    return result_of(observed)


def test_outcomes_of_one_run_are_compared_run_by_run(tmp_path: Path) -> None:
    result = result_for(written(tmp_path, WITHIN))
    [finding] = result.findings
    assert result.verdict is Verdict.SUPPORTED
    assert finding.effects.mean.value == pytest.approx(0.11, abs=0.01)
    assert finding.without is not None
    assert finding.without.mean.value == pytest.approx(0.01, abs=0.01)
    assert finding.curves.shape == (25, 2, 1, 2)
    assert result.levels == ("strangers", "old partners")
    assert result.populations == ("field", "few large, many small")
    assert result.runs == 2 * 4 * (24 + 4)
    assert expected(result.claim, finding.expectation) == "ally again lies above ally first"


def test_turned_round_it_is_contradicted(tmp_path: Path) -> None:
    assert result_for(written(tmp_path, WITHIN, OPPOSITE)).verdict is Verdict.CONTRADICTED


def test_an_outcome_can_be_compared_with_a_number(tmp_path: Path) -> None:
    number = ('than = "ally_first"', "than = 0.5")
    assert result_for(written(tmp_path, WITHIN, number, OPPOSITE)).verdict is Verdict.UNEXPLAINED


def test_what_is_drawn_is_drawn_for_all_issues_and_every_set_is_a_valid_field() -> None:
    space = of_fields()
    drawn = list(islice(drawn_sets(1, space.numbers), 4))
    plan = space.plan(drawn, 1, None)
    assert len(plan.points) == len(drawn) * len(space.panel) == 16
    for point in plan.points:
        field = changed(load_field("field"), dict(point))
        assert len({issue.agreements.obligation for issue in field.issues}) == 1
        assert {issue.founder_leads for issue in field.issues} == {point["issues.*.founder_leads"]}
    assert {point["issues.*.founder_leads"] for point in plan.points} == {False, True}
    assert not {"search.places", "invitation.size", "weeks"} & set(space.numbers)


def test_switches_of_a_field_stand_for_all_its_issues() -> None:
    told = {field: value for field, value, _, _ in settings(sets_of(1).sets[0].switched, load_field("field"))}
    assert list(told) == [
        "issues.*.founder_leads",
        *(f"issues.*.agreements.{name}" for name in ("core_size", "decision_rule", "office_hours")),
    ]
    assert isinstance(told["issues.*.founder_leads"], bool)


def test_among_few_large_and_many_small_organisations_all_meet_where_they_did() -> None:
    _, few_large = populations_of_a_field()
    field = changed(load_field("field"), few_large.changes)
    assert len(field.names()) == 200
    assert field.forums[0].groups[:2] == ("Welfare", "Large welfare")


@pytest.mark.parametrize(
    ("formed", "success", "plausible"),
    [(5, 0.5, True), (4, 0.5, False), (9, 0.04, False), (9, 0.96, False), (9, np.nan, False)],
)
def test_a_set_is_plausible_if_alliances_come_about_and_neither_all_fail_nor_all_win(
    formed: int, success: float, plausible: bool
) -> None:
    assert is_plausible([outcome(formed=formed, success_share=success)] * 4) is plausible


def test_rules_cannot_be_replaced_in_a_field(tmp_path: Path) -> None:
    with pytest.raises(AllianceError, match=r"line 4.*is a field, in which rules cannot be replaced"):
        check_claim(written(tmp_path, WITHIN), RulesFile("rules.py", "def joins(): ..."))


def test_an_outcome_of_alliances_that_are_set_up_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AllianceError, match=re.escape('"depth" is no outcome of a field')):
        check_claim(written(tmp_path, WITHIN, ('than = "ally_first"', 'than = "depth"')))
