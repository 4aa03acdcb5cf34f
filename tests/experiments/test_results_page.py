"""The page on results says the same as the code: names, order and units of all columns."""

import re
from dataclasses import fields
from pathlib import Path

from experiments.figures.gallery import FIGURES
from experiments.runner.rows import COLUMNS
from experiments.storage.packing import TABLES
from experiments.storage.parts import PARTS
from experiments.storage.sweep_folder import MANIFEST, PLAN
from simulation import OUTCOMES, Outcome

PAGE = Path(__file__).parents[2] / "results" / "README.md"


def rows_of_page() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (unit.strip(), meaning.strip()) for name, unit, meaning in rows}


def test_page_record_and_outcome_name_the_same_columns_in_the_same_order() -> None:
    names = [field.name for field in fields(Outcome)]
    assert list(OUTCOMES) == names == list(COLUMNS)
    assert list(rows_of_page()) == ["run", "seed", *names, "status", "message", "run_id"]


def test_page_and_record_give_the_same_units() -> None:
    page = rows_of_page()
    assert {name: page[name][0] for name in OUTCOMES} == {name: info.unit for name, info in OUTCOMES.items()}
    assert all(meaning for _, meaning in page.values())


def test_the_page_names_every_file_of_a_sweep() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (MANIFEST, PLAN, f"{PARTS}/", *FIGURES))
    assert all(f"`{table}.parquet`" in text for table in TABLES)
