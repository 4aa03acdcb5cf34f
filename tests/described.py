"""What pages and code say of the model: tables of a page in Markdown, and the rules that each module declares."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import simulation

MODEL = Path(simulation.__file__).parent
MARKED = re.compile("^@(compiled|phase|entry)$", re.MULTILINE)
MODULES = sorted(path for path in MODEL.rglob("*.py") if MARKED.search(path.read_text(encoding="utf-8")))


def cells(text: str) -> list[list[str]]:
    """Return the cells of a table's rows, head and line apart."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return rows[1:]


def column(text: str, place: int) -> list[str]:
    """Return the names in code at one place of a table's rows."""
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|")]
    return [name for row in rows for name in re.findall(r"^\s*`(\w+)`\s*$", row[place])]


def in_code(cell: str) -> list[str]:
    """Return what stands in code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def rules_of(module: Path) -> Iterator[str]:
    """Yield the rules and phases that a module declares."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            decorators = {decorator.id for decorator in node.decorator_list if isinstance(decorator, ast.Name)}
            if decorators & {"compiled", "entry", "phase"}:
                yield node.name


RULES = {module.stem: set(rules_of(module)) for module in MODULES}
