"""The model's description says what the code does: every field, column, phase, rule and draw has its place."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

import simulation
from simulation import week
from simulation.engine import state, state_reference, streams
from simulation.engine.columns import places_in
from simulation.results.outcome import OUTCOMES
from simulation.scenario import field_reference
from tests.described import MODULES, RULES, cells, column, in_code

ROOT = Path(simulation.__file__).parent
ODD = (ROOT / "ODD.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", ODD))
IN_EQUATIONS = {
    name for block in re.findall(r"```text\n(.*?)```", ODD, re.DOTALL) for name in re.findall(r"\w+", block)
}
COLUMNS = {name for _, row in state_reference.rows() for name in (*places_in(row), *row.__annotations__)}
ENTRIES = (*field_reference.entries(), *field_reference.entries_of_a_field())
FIELDS = [entry for entry in ENTRIES if not entry.is_trait]


def chapter(title: str) -> str:
    """Return what stands under a heading, up to the next one of the same rank or above."""
    start = re.search(rf"^(#+) .*{re.escape(title)}.*$", ODD, re.MULTILINE)
    assert start, f"ODD.md has no heading with {title}"
    rest = ODD[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def calls_in(name: str) -> list[str]:
    """Return what a function of the week calls, in order, each call that stands in a line of its own."""
    body = ast.parse(inspect.getsource(week)).body
    functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == name]
    calls = [node.value for function in functions for node in ast.walk(function) if isinstance(node, ast.Expr)]
    named = [call for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]
    return [call.func.id for call in sorted(named, key=lambda call: call.lineno) if isinstance(call.func, ast.Name)]


def phases_of_a_week() -> list[str]:
    """Return the phases that a week calls, in order: the world's, and those of each alliance by part."""
    return [phase for call in calls_in("live") for phase in calls_in(call) or [call]]


def is_phase(rule: ast.FunctionDef) -> bool:
    """Tell whether a function is marked as a phase; what also starts a run is called from Python as well."""
    return any(ast.unparse(decorator) == "phase" for decorator in rule.decorator_list)


# --- fields --------------------------------------------------------------------------------------


def test_the_reference_of_fields_is_current() -> None:
    assert field_reference.PAGE.read_text(encoding="utf-8") == field_reference.page(), (
        "run python -m simulation.scenario.field_reference"
    )


def fields_read() -> set[str]:
    """Return the dotted paths in the lists that say of each submodel which fields it reads, `part: name, name; ...`."""
    paths: set[str] = set()
    for listed in re.findall(r"^\*Fields\.\* (.*?)\.(?: C\d\d| Also|\n)", ODD, re.MULTILINE | re.DOTALL):
        for part, names in (entry.split(": ") for entry in " ".join(listed.split()).split("; ")):
            paths |= {f"{'organisations' if part == 'traits' else part}.{name}" for name in names.split(", ")}
    return paths


@pytest.mark.parametrize("entry", FIELDS, ids=[entry.path for entry in FIELDS])
def test_every_field_is_named_where_it_acts(entry: field_reference.FieldEntry) -> None:
    assert entry.path in fields_read() or f"`{entry.path}`" in ODD.partition("\n# Details\n")[2]


def test_only_organisations_and_groups_have_traits() -> None:
    assert {entry.path.partition(".")[0] for entry in field_reference.entries() if entry.is_trait} == {
        "organisations",
        "groups",
    }


def test_no_field_is_named_that_does_not_exist() -> None:
    known = {entry.path for entry in ENTRIES}
    parts = {path.rpartition(".")[0] for path in known}
    tops = {path.partition(".")[0] for path in known if "." in path}
    dotted = {name for name in NAMED if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", name) and name.partition(".")[0] in tops}
    assert (dotted | fields_read()) - known - parts == set()


def test_all_that_is_off_by_default_is_said_at_the_start() -> None:
    off = {
        entry.path
        for entry in FIELDS
        if entry.path.count(".") == 1
        and entry.path.partition(".")[0] in ("agreements", "goal", "arena")
        and entry.field.default in (False, 0, "", "none", None)
    }
    listed = {name for row in cells(ODD.partition("# Overview")[0]) for name in in_code(row[1])}
    known = {entry.path for entry in FIELDS}
    assert {path for path in listed & known if path.partition(".")[0] != "others"} - {"agreements.core_size"} == off


# --- state ---------------------------------------------------------------------------------------


def test_the_world_and_an_alliance_s_view_of_it_are_described_member_by_member() -> None:
    rows = cells(chapter("2 Entities, state variables"))
    assert {name for row in rows for name in in_code(row[0])} == set(state.World._fields)
    own = {name for row in rows for name in in_code(row[2])}
    shared = {name for row in rows if "–" not in row[2] and not in_code(row[2]) for name in in_code(row[0])}
    assert own | shared == set(state.State._fields)


# --- schedule, rules, draws ----------------------------------------------------------------------


def test_the_schedule_names_the_phases_of_a_week_in_their_order() -> None:
    assert column(chapter("3 Process overview"), 2) == phases_of_a_week()


def test_the_schedule_says_in_which_part_and_module_a_phase_stands() -> None:
    parts = {phase: part for part in calls_in("live") for phase in calls_in(part)}
    for _, phase, part, module, *_ in cells(chapter("3 Process overview")):
        assert part.strip("`") == parts.get(phase.strip("`"), "world")
        assert phase.strip("`") in RULES[module]


def test_what_the_week_calls_is_marked_as_a_phase_and_nothing_else() -> None:
    functions = (node for module in MODULES for node in ast.parse(module.read_text("utf-8")).body)
    marked = {node.name for node in functions if isinstance(node, ast.FunctionDef) and is_phase(node)}
    assert marked | {"begin_and_merge"} == set(phases_of_a_week())


def test_every_phase_has_a_submodel_to_which_the_schedule_points() -> None:
    headings = re.findall(r"^### (.*)$", chapter("7 Submodels"), re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"): heading for heading in headings}
    pointers = re.findall(r"^\| \d+ \| `(\w+)` .*\[7\.\d+\]\(#([^)]+)\) \|$", ODD, re.MULTILINE)
    assert len(pointers) == len(phases_of_a_week())
    for name, link in pointers:
        assert f"`{name}`" in anchors[link]


def test_submodels_are_numbered_through() -> None:
    numbers = re.findall(r"^### 7\.(\d+) ", chapter("7 Submodels"), re.MULTILINE)
    assert numbers == [str(number + 1) for number in range(len(numbers))]


@pytest.mark.parametrize("module", MODULES, ids=[module.stem for module in MODULES])
def test_every_rule_is_named(module: Path) -> None:
    assert RULES[module.stem] - NAMED - IN_EQUATIONS == set()


def test_no_rule_is_named_that_does_not_exist() -> None:
    last_parts = {entry.path.rpartition(".")[2] for entry in ENTRIES}
    known = (
        set().union(*map(functions_of, ROOT.rglob("*.py"))) | COLUMNS | last_parts | set(OUTCOMES) | set(vars(state))
    )
    assert {name for name in NAMED if re.fullmatch(r"[a-z]+(_[a-z]+)+", name)} - known == set()


def functions_of(module: Path) -> set[str]:
    """Return the names of all functions that a module declares, rules or not."""
    nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def test_every_purpose_of_a_draw_is_listed_with_its_number() -> None:
    listed = re.findall(r"^\| (\d+) \| `([A-Z_]+)` \|", chapter("How a draw is addressed"), re.MULTILINE)
    assert [int(number) for number, _ in listed] == list(range(len(listed)))
    assert all(getattr(streams, name) == int(number) for number, name in listed)
    assert {name for _, name in listed} == set(purposes())


def purposes() -> list[str]:
    """Return the names of all purposes, as the streams declare them."""
    for node in ast.parse(inspect.getsource(streams)).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            return [name.id for name in node.targets[0].elts if isinstance(name, ast.Name)]
    return []


def test_a_draw_is_used_in_the_rule_that_its_row_names() -> None:
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name in RULES[module.stem]:
                for purpose in drawn_for(node):
                    assert is_said_to_use(purpose, node.name), f"{node.name} draws for {purpose}"


def drawn_for(rule: ast.FunctionDef) -> set[str]:
    """Return the purposes for which a rule draws."""
    names = [node for node in ast.walk(rule) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    return {name.attr for name in names if ast.unparse(name.value) == "streams"} & set(purposes())


def is_said_to_use(purpose: str, rule: str) -> bool:
    """Tell whether the table of draws sends the reader of a purpose to a rule, or to the chapter on the start."""
    rows = cells(chapter("How a draw is addressed"))
    place = next(number for number, row in enumerate(rows) if row[1] == f"`{purpose}`")
    while rows[place][-1] == "the same":
        place -= 1
    return f"`{rule}`" in rows[place][-1] or rows[place][-1].endswith("(5)")


# --- outcomes ------------------------------------------------------------------------------------


def test_an_outcome_is_a_column_of_its_name_or_said_to_be_computed() -> None:
    said = set(re.findall(r"\w+", chapter("7.29 What a run returns")))
    kinds = tuple(name for name in said if name.endswith("_"))
    assert [name for name in OUTCOMES if name not in said | COLUMNS and not name.startswith(kinds)] == []


# --- the glossary --------------------------------------------------------------------------------


def test_the_glossary_names_what_exists() -> None:
    glossary = (ROOT.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
    paths = {entry.path for entry in ENTRIES}
    fields = paths | {path.rpartition(".")[0] for path in paths}
    known = fields | COLUMNS | set(OUTCOMES) | {"ties", "levels", "citizens"}
    rows = (line.split(" | ") for line in glossary.splitlines() if line.startswith("| "))
    named = {name.partition(" = ")[0] for row in rows if len(row) == 5 for name in in_code(row[2])}
    assert named - known == set()


# --- the page ------------------------------------------------------------------------------------


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


def test_lines_outside_tables_are_no_longer_than_those_of_the_code() -> None:
    assert [line for line in ODD.splitlines() if len(line) > 120 and not line.startswith("|")] == []


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", ODD, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", ODD)) - anchors == set()


def test_numbers_that_are_no_field_are_those_of_the_code() -> None:
    table = chapter("7 Submodels").partition("### 7.1")[0]
    for module, name in (
        ("rules.shared.goal_result", "MOST_OF_IT"),
        ("rules.cooperation.emergency_help", "DAYS"),
        ("rules.cooperation.emergency_help", "ENOUGH_MEMBERS"),
        ("results.summary", "HALF_A_YEAR"),
        ("rules.cooperation.leadership", "YEAR"),
        ("rules.cooperation.division_of_labour", "_SORTING"),
    ):
        number = getattr(importlib.import_module(f"simulation.{module}"), name)
        assert re.search(rf"^\| (?:.*, )?{number:g}(?:, .*)? \|", table, re.MULTILINE), name
