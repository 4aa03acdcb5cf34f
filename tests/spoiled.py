"""A small valid scenario file, and ways to spoil it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulation.errors import Problem, ScenarioError
from simulation.scenario.loading import load_scenario

VALID = (Path(__file__).parent / "data" / "alliance.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str | bytes) -> Path:
    """Write a scenario file."""
    path = folder / "my.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def problems_of(load: Callable[[], object]) -> tuple[Problem, ...]:
    """Return what keeps a scenario from being loaded."""
    with pytest.raises(ScenarioError) as caught:
        load()
    return caught.value.problems


def file_problems(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a file, by its lines."""
    path = written(folder, text)
    problems = problems_of(lambda: load_scenario(path))
    assert {problem.source for problem in problems} == {str(path)}
    return problems


def spoiled(old: str, new: str) -> tuple[str, int]:
    """Replace a passage that stands only once in the valid file.

    Returns:
        The text, and the line of the first change, or of the mark "@@" (which is left out).
    """
    assert VALID.count(old) == 1
    same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    place = VALID.index(old) + (new.index("@@") if "@@" in new else same)
    text = VALID.replace(old, new.replace("@@", ""))
    return text, text.count("\n", 0, place) + 1
