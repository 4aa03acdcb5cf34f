"""What documentation and docstrings name is there: files, modules, functions, attributes and fields of a scenario."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulation.scenario import field_reference

ROOT = Path(__file__).parents[1]
FOLDERS = ("simulation", "experiments", "seminar", "tests", "benchmarks", "docs", "scenarios", "tools")
CODE = ("simulation", "experiments", "seminar", "tests", "benchmarks")
FIELDS = {entry.path for entry in field_reference.entries()}
PARTS = {path.partition(".")[0] for path in FIELDS if "." in path}
QUOTED = re.compile(r"`([^`\n]+)`")
A_PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./-]*")
A_DOTTED_NAME = re.compile(r"(?:simulation|experiments|seminar|tests)(?:\.\w+)+")
A_FIELD = re.compile(rf"(?:{'|'.join(sorted(PARTS))})(?:\.\w+)+")


def _docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


PAGES = [*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))]
MODULES = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PAGES}
TEXTS |= {path.relative_to(ROOT).as_posix(): "\n".join(_docstrings(path)) for path in MODULES}


def is_there(name: str) -> bool:
    """Tell whether a dotted name leads to a module, or to something in one, declared or not yet there."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for attribute in parts[length:]:
            if attribute in {**getattr(found, "__annotations__", {}), **getattr(found, "model_fields", {})}:
                return True
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def test_a_name_that_leads_nowhere_is_noticed() -> None:
    assert is_there("simulation.run.simulate")
    assert is_there("simulation.engine.organisation_rows.OrganisationRow")
    assert not is_there("simulation.run.imitate")
    assert not is_there("simulation.nowhere")


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_names_in_texts_lead_somewhere(text: str) -> None:
    quoted = QUOTED.findall(text)
    assert [name for name in quoted if A_PATH.fullmatch(name) and not (ROOT / name).exists()] == []
    assert [name for name in quoted if A_DOTTED_NAME.fullmatch(name) and not is_there(name)] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_fields_on_pages_are_fields_of_a_scenario(page: Path) -> None:
    named = [name for name in QUOTED.findall(page.read_text("utf-8")) if A_FIELD.fullmatch(name)]
    assert [name for name in named if not is_field(name)] == []


def is_field(name: str) -> bool:
    """Tell whether a dotted path is a field, or part of one; entries of a list go by number or by name."""
    part, *inner = name.split(".")
    return any(path == name or path.startswith(f"{name}.") for path in FIELDS) or any(
        path.startswith(f"{part}.") and path.endswith(f".{inner[-1]}") for path in FIELDS
    )
