"""The reference of the state: it is current, and what it is written from says all of every column."""

import importlib
from pathlib import Path

import pytest

import simulation.engine
from simulation.engine import state_reference
from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.codes import Code, EventKind
from simulation.engine.columns import columns_of, parts_of, places_in
from simulation.engine.organisation_rows import OrganisationRow
from simulation.scenario.fields import facts
from simulation.scenario.participants import SECTORS
from simulation.scenario.traits import TRAITS, Traits
from tests.described import cells, in_code

PAGE = state_reference.PAGE.read_text(encoding="utf-8")
ROWS = list(dict.fromkeys(inner for _, row in state_reference.rows() for inner in (row, *parts_of(row).values())))


def section(name: str) -> str:
    """Return what stands under a heading of the page."""
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_page_is_current() -> None:
    assert state_reference.page() == PAGE, "run python -m simulation.engine.state_reference"


def test_every_class_with_columns_is_on_the_page() -> None:
    folder = Path(simulation.engine.__file__).parent
    modules = (importlib.import_module(f"simulation.engine.{path.stem}") for path in folder.glob("*.py"))
    classes = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    assert {kind for kind in classes if columns_of(kind)} == set(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_every_column_is_declared_with_a_meaning(row: type) -> None:
    assert list(columns_of(row)) == [name for name in row.__annotations__ if name not in parts_of(row)]
    assert all(declared.meaning for declared in columns_of(row).values())


@pytest.mark.parametrize(("name", "row"), list(state_reference.rows()), ids=str)
def test_every_column_has_its_row_under_the_heading_of_its_table(name: str, row: type) -> None:
    for part, inner in {"": row, **parts_of(row)}.items():
        heading = f"`{name}.{part}`: `{inner.__name__}`" if part else f"`{name}`: `{inner.__name__}`"
        assert [in_code(cell[0])[0] for cell in cells(section(heading))] == list(columns_of(inner))


def test_no_two_columns_of_an_alliance_share_a_name() -> None:
    rows = (AllianceRow, *parts_of(AllianceRow).values())
    assert sum(len(columns_of(row)) for row in rows) == len(places_in(AllianceRow))


@pytest.mark.parametrize("trait", TRAITS)
def test_a_trait_s_column_has_the_range_that_a_scenario_may_give_it(trait: str) -> None:
    column = columns_of(OrganisationRow)[trait]
    assert (column.low, column.high) == tuple(facts(Traits.model_fields[trait])["allowed"])


def test_traits_are_numbered_in_the_order_of_their_draws() -> None:
    numbered = [row for row in cells(section("`organisations`: `OrganisationRow`")) if row[-1] != "–"]
    assert [in_code(row[0])[0] for row in numbered] == list(TRAITS)
    assert [int(row[-1].partition(":")[0]) for row in numbered] == list(range(len(TRAITS)))


def test_words_stand_in_the_order_of_their_numbers() -> None:
    assert {in_code(row[0])[0]: row[1].split(", ") for row in cells(section("Words and numbers"))} == {
        **{kind.__name__: list(kind.words()) for kind in Code.__subclasses__() if kind is not EventKind},
        "SECTORS": list(SECTORS),
    }
