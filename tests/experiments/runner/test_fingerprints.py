"""Fingerprints: behaviour follows what code does and no word beside it, sources follow every byte."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.runner.fingerprints import FOR_READERS, MODEL, behaviour, behaviour_of, source

MODULES = sorted(path.relative_to(MODEL) for path in MODEL.rglob("*.py") if path.stat().st_size)
READ = [module for module in MODULES if any(module.is_relative_to(part) for part in FOR_READERS)]
DECIDING = [module for module in MODULES if module not in READ]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the model, in a folder that no fingerprint has been taken of."""
    return Path(shutil.copytree(MODEL, tmp_path / "simulation", ignore=shutil.ignore_patterns("__pycache__")))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_byte_of_every_module_counts_for_the_source(model: Path) -> None:
    seen = {source()}
    for module in MODULES:
        (model / module).write_text((model / module).read_text("utf-8") + "\n", encoding="utf-8")
        seen.add(source(model))
    assert len(seen) == 1 + len(MODULES)


def test_words_change_the_source_and_leave_the_behaviour(model: Path) -> None:
    for module in MODULES:
        text = (model / module).read_text(encoding="utf-8")
        (model / module).write_text(f"# A remark.\n\n{text}\n# Another.\n", encoding="utf-8")
    for module in READ:
        (model / module).write_text("SENTENCE = 'told otherwise'\n", encoding="utf-8")
    _edit(model / "week.py", '"""', '"""In other words: ')
    _edit(model / "scenario" / "definition.py", "Length of the run.", "How long the run is.")
    _edit(model / "scenario" / "traits.py", "Time between meetings of", "Time from one meeting to the next of")
    _edit(model / "engine" / "alliance_rows.py", "first week together", "the first week together")
    _edit(model / "results" / "outcome.py", "members that left", "members which have left")
    assert behaviour(model) == behaviour()
    assert source(model) != source()


@pytest.mark.parametrize("module", DECIDING, ids=str)
def test_every_statement_of_a_module_that_decides_counts(module: Path, tmp_path: Path) -> None:
    text = (MODEL / module).read_text(encoding="utf-8")
    prints = set()
    for place, changed in enumerate((text, *_with_one_change(text))):
        path = tmp_path / f"{place}.py"
        path.write_text(changed, encoding="utf-8")
        prints.add(behaviour_of((path,)))
    assert len(prints) == 1 + place


def _with_one_change(text: str) -> Iterator[str]:
    """Yield a module with one more statement, and with each tenth number and comparison changed."""
    yield f"{text}\nMORE = 1\n"
    places = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant) and type(n.value) in (int, float)]
    lines = text.splitlines(keepends=True)
    for number in places[::10]:
        line = lines[number.lineno - 1].encode()
        start, end = number.col_offset, number.end_col_offset
        other = line[:start] + b"(7 + " + line[start:end] + b")" + line[end:]
        yield "".join([*lines[: number.lineno - 1], other.decode(), *lines[number.lineno :]])


def test_a_default_and_an_order_count(model: Path) -> None:
    seen = [behaviour()]
    for module, old, new in (
        ("scenario/definition.py", "        260, ", "        261, "),
        ("scenario/agreements.py", "allowed=(", "allowed=(0 * "),
        ("results/outcome.py", "    adopted: float", "    granted: float"),
    ):
        changed = model.with_name(module.replace("/", "-"))
        shutil.copytree(model, changed)
        _edit(changed / module, old, new)
        seen.append(behaviour(changed))
    assert len(set(seen)) == len(seen)


def test_code_that_only_stands_elsewhere_behaves_the_same(tmp_path: Path) -> None:
    one, other, third = (tmp_path / f"{name}.py" for name in ("one", "other", "third"))
    one.write_text("def f(x):\n    return g(x, 1)\n", encoding="utf-8")
    other.write_text(
        '"""Words."""\n\n\ndef f(x):\n    """More."""\n    return g(\n        x,\n        1,\n    )\n', "utf-8"
    )
    third.write_text("def f(x):\n    return g(1, x)\n", encoding="utf-8")
    assert behaviour_of((one,)) == behaviour_of((other,)) != behaviour_of((third,))


def test_what_makes_a_run_asks_no_module_for_readers() -> None:
    readers = {".".join(("simulation", *module.with_suffix("").parts)) for module in READ} - {"simulation.errors"}
    for module in DECIDING:
        if module.parts[0] in ("engine", "results", "rules", "run.py", "start", "week.py"):
            tree = ast.parse((MODEL / module).read_text(encoding="utf-8"))
            asked = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            assert not asked & readers, module
