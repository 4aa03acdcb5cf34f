"""The model's description says what the code does: every field, column, phase, rule and draw has its place in it."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from simulation import bodies, cooperation, dissolution, formation, impact, membership, reference, state, streams, week
from simulation.streams import HANDOVER
from simulation.traits import TRAITS

ODD = (Path(reference.__file__).parent / "ODD.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", ODD))
ROOMS = (bodies, membership, formation, cooperation, impact, dissolution)
ROWS = [row for name, row in vars(state).items() if name.endswith("Row")]
FIELDS = [entry for entry in reference.entries() if not entry.is_trait]


def chapter(title: str) -> str:
    """Return what stands under a heading, up to the next one of the same rank or above."""
    start = re.search(rf"^(#+) .*{re.escape(title)}.*$", ODD, re.MULTILINE)
    assert start, f"ODD.md has no heading with {title}"
    rest = ODD[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def column(text: str, place: int) -> list[str]:
    """Return the names in code at one place of a table's rows."""
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|")]
    return [name for row in rows for name in re.findall(r"^\s*`(\w+)`\s*$", row[place])]


def phases_of_a_week() -> list[str]:
    """Return the phases that a week calls, in order."""
    tree = ast.parse(inspect.getsource(week))
    calls = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    calls.sort(key=lambda call: call.lineno)
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def rules_of(room: ModuleType) -> Iterator[str]:
    """Yield the rules and phases that a room declares."""
    for node in ast.parse(inspect.getsource(room)).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name


# --- fields --------------------------------------------------------------------------------------


def test_the_reference_of_fields_is_current() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run python -m simulation.reference"


@pytest.mark.parametrize("entry", FIELDS, ids=[entry.path for entry in FIELDS])
def test_every_field_is_named_where_it_acts(entry: reference.Entry) -> None:
    assert entry.path in NAMED


def test_every_trait_is_named_by_its_column() -> None:
    assert set(TRAITS) <= set(column(chapter("`OrganisationRow`"), 1))
    assert {entry.path.partition(".")[0] for entry in reference.entries() if entry.is_trait} == {
        "organisations",
        "groups",
    }


def test_no_field_is_named_that_does_not_exist() -> None:
    known = {entry.path for entry in reference.entries()}
    parts = {path.rpartition(".")[0] for path in known}
    tops = {path.partition(".")[0] for path in known if "." in path}
    dotted = {name for name in NAMED if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", name) and name.partition(".")[0] in tops}
    assert dotted - known - parts == set()


# --- state ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=[row.__name__ for row in ROWS])
def test_every_column_of_the_state_has_its_row(row: type) -> None:
    assert column(chapter(f"`{row.__name__}`"), 1) == list(inspect.get_annotations(row))


def test_types_of_columns_are_right() -> None:
    words = {float: "real", int: "whole", bool: "switch"}
    for row in ROWS:
        for line in chapter(f"`{row.__name__}`").splitlines():
            if name := re.match(r"\| `(\w+)` \| (\w+) \|", line):
                assert name[2] == words[inspect.get_annotations(row)[name[1]]], f"{row.__name__}.{name[1]}"


def test_all_else_that_the_state_holds_is_named() -> None:
    assert set(state.State._fields) <= set(re.findall(r"`(\w+)`", chapter("2 Entities")))


# --- schedule, rules, draws ----------------------------------------------------------------------


def test_the_schedule_names_the_phases_of_a_week_in_their_order() -> None:
    assert column(chapter("3 Process overview"), 2) == phases_of_a_week()


def test_every_phase_has_a_submodel_to_which_the_schedule_points() -> None:
    for name, link in re.findall(r"^\| \d+ \| `(\w+)` .*\[7\.\d+\]\(#([^)]+)\) \|$", ODD, re.MULTILINE):
        headings = re.findall(r"^### (.*)$", chapter("7 Submodels"), re.MULTILINE)
        anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"): heading for heading in headings}
        assert f"`{name}`" in anchors[link]


@pytest.mark.parametrize("room", ROOMS, ids=[room.__name__ for room in ROOMS])
def test_every_rule_is_named(room: ModuleType) -> None:
    assert set(rules_of(room)) - NAMED == set()


def test_every_purpose_of_a_draw_is_listed_with_its_number() -> None:
    listed = re.findall(r"^\| (\d+) \| `([A-Z_]+)` \|", chapter("How a draw is addressed"), re.MULTILINE)
    assert len(listed) == HANDOVER + 1
    assert all(getattr(streams, name) == int(number) for number, name in listed)


def test_the_seven_parts_and_the_eleven_concepts_are_there() -> None:
    assert [line[3] for line in ODD.splitlines() if line.startswith("## ")] == list("1234567")
    concepts = re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", chapter("4 Design concepts"), re.MULTILINE)
    assert concepts == [
        "Basic principles",
        "Emergence",
        "Adaptation",
        "Objectives",
        "Learning",
        "Prediction",
        "Sensing",
        "Interaction",
        "Stochasticity",
        "Collectives",
        "Observation",
    ]


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", ODD, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", ODD)) - anchors == set()
