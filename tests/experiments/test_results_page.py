"""The page on results says the same as the code: names, order and units of all columns."""

import re
from dataclasses import fields
from pathlib import Path

from experiments.figures.gallery import KINDS
from experiments.runner.returns import Returns
from experiments.storage.manifest import MANIFEST
from experiments.storage.packing import tables_of
from experiments.storage.parts import PARTS
from experiments.storage.stored_plan import PLAN
from simulation import OUTCOMES, Outcome
from simulation.results import outcome_reference

PAGE = Path(__file__).parents[2] / "results" / "README.md"


def names_on_the_page() -> list[str]:
    section = PAGE.read_text(encoding="utf-8").partition("## Columns of `runs.parquet`")[2]
    return re.findall(r"^\| \**`(\w+)`", section, re.MULTILINE)


def test_page_record_and_outcome_name_the_same_columns_in_the_same_order() -> None:
    names = [field.name for field in fields(Outcome)]
    assert list(OUTCOMES) == names == list(Returns.OF_ALLIANCES.columns)
    assert names_on_the_page() == ["run", "seed", *names, "status", "message", "run_id"]


def test_the_table_of_outcomes_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert outcome_reference.PAGE == PAGE
    assert outcome_reference.table() in text
    assert outcome_reference.page(text) == text, "run python -m simulation.results.outcome_reference"


def test_the_page_names_every_file_of_a_sweep() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (MANIFEST, PLAN, f"{PARTS}/", *KINDS))
    assert all(f"`{table}.parquet`" in text for returns in Returns for table in tables_of(returns))
