"""The page that says which rules carry a claim: every claim has its row, and what the row names is there."""

import re
from pathlib import Path

import pytest

import experiments.claims
from simulation.results.outcome import OUTCOMES
from simulation.scenario import field_reference
from tests.described import RULES, cells, in_code

PAGE = (Path(experiments.claims.__file__).parent / "mechanisms.md").read_text(encoding="utf-8")
ROWS = cells(PAGE)
FIELDS = {entry.path for entry in field_reference.entries()}


def test_every_claim_has_one_row_in_the_order_of_the_register() -> None:
    assert [row[0] for row in ROWS] == [f"C{number:02}" for number in range(1, 72)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_claim_s_row_names_rules_levers_and_outcomes_that_exist(row: list[str]) -> None:
    _, _, carriers, levers, shown = row
    rules = {rule for declared in RULES.values() for rule in declared}
    assert {name for name in in_code(carriers) if name not in FIELDS} <= rules
    assert in_code(carriers) or "no mechanism" in carriers or "(5)" in carriers
    assert set(in_code(levers)) <= FIELDS
    assert in_code(levers)
    assert set(in_code(shown)) <= set(OUTCOMES)
    assert in_code(shown)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_rules_stand_in_the_module_that_is_named(row: list[str]) -> None:
    for module, names in re.findall(r"\b([a-z_]+):? ((?:`\w+`(?:, (?=`))?)+)", row[2]):
        if module in RULES:
            assert set(in_code(names)) <= RULES[module]
