"""Two fingerprints of the model's code: of its behaviour, which names results, and of its sources, for the record.

With the same behaviour a seed gives the same run: a word mended in a comment or a story leaves stored results usable.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import simulation
from experiments.runner.returns import Returns
from simulation import RulesFile

# What tells, explains or describes: no run takes another course for it. All else counts, new modules too.
FOR_READERS = (
    "engine/state_reference.py",
    "errors.py",
    "language",
    "results/decisions.py",
    "results/outcome_reference.py",
    "scenario/document.py",
    "scenario/dossier.py",
    "scenario/field_reference.py",
    "scenario/foundations.py",
    "scenario/hints.py",
    "scenario/json_schema.py",
    "scenario/locator.py",
    "scenario/messages.py",
    "story",
)
# What only runs of a field use, in which alliances come about: where they are given, none takes another course for it.
FOR_FIELDS = (
    "engine/field_rows.py",
    "engine/field_state.py",
    "engine/prepared_field.py",
    "field_model.py",
    "field_run.py",
    "field_week.py",
    "results/field_entries.py",
    "results/field_lifetimes.py",
    "results/field_outcome.py",
    "results/field_summary.py",
    "results/forum_pairs.py",
    "results/pairs_at_risk.py",
    "rules/search",
    "scenario/field_consistency.py",
    "scenario/organisational_field.py",
    "start/field_population.py",
)
# What declares a field or a column, and how many arguments come before the sentences for readers.
_DECLARING = {"Field": 1, "_series": 1, "choice": 1, "column": 0, "measure": 1, "quantity": 1, "trait": 2}
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef)


MODEL = Path(simulation.__file__).parent


@cache  # while a process lives, so does the code with which it runs
def behaviour(model: Path = MODEL, returns: Returns = Returns.OF_FIELDS) -> str:
    """Return a short hash of all code of a model that decides how runs come out: of a field, or with given alliances.

    A field takes all of it; where alliances are given, what only fields use decides nothing.
    """
    left_out = FOR_READERS if returns.are_of_fields else (*FOR_READERS, *FOR_FIELDS)
    return behaviour_of(tuple(path for path in _modules(model) if not _is_in(path.relative_to(model), left_out)))


def behaviour_with(rules: RulesFile | None, returns: Returns = Returns.OF_ALLIANCES) -> str:
    """Return a short hash of all that decides how runs come out, where rules of the model may be replaced."""
    own = behaviour(MODEL, returns)
    return own if rules is None else f"{own} with {rules.rules.fingerprint}"


def source(model: Path = MODEL) -> str:
    """Return a short hash of all files of a model's code as they are."""
    return _digest(path.read_bytes() for path in _modules(model))


@cache
def behaviour_of(modules: tuple[Path, ...]) -> str:
    """Return a short hash of what code does: of its syntax, less docstrings and sentences on fields."""
    return _digest(map(_syntax, modules))


def _modules(model: Path) -> list[Path]:
    return sorted(model.rglob("*.py"))


def _is_in(path: Path, places: Sequence[str]) -> bool:
    return any(path.is_relative_to(place) for place in places)


def _syntax(module: Path) -> bytes:
    return "\n".join(_words_of(ast.parse(module.read_bytes()))).encode()


def _words_of(node: Any) -> Iterator[str]:
    """Yield a syntax tree as words that are the same in all versions of Python."""
    if isinstance(node, list):
        for entry in node:
            yield from _words_of(entry)
        yield "]"
    elif isinstance(node, ast.AST):
        yield type(node).__name__
        for name, value in _parts_of(node):
            if value not in (None, []):
                yield name
                yield from _words_of(value)
        yield ")"
    else:
        yield repr(node)


def _parts_of(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Yield what a node consists of, without what is said to readers alone."""
    first = _before_sentences(node)
    for name, value in ast.iter_fields(node):
        if isinstance(node, _WITH_DOCSTRING) and name == "body" and ast.get_docstring(node, clean=False) is not None:
            yield name, value[1:]
        elif first is not None and name == "args":
            yield name, [*value[:first], *(argument for argument in value[first:] if not _is_sentence(argument))]
        elif first is not None and name == "keywords":
            yield name, [keyword for keyword in value if not _is_sentence(keyword.value)]
        else:
            yield name, value


def _before_sentences(node: ast.AST) -> int | None:
    """Return how many arguments of a declaration come before its sentences; None for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _DECLARING.get(node.func.id)
    return None


def _is_sentence(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str) and " " in argument.value


def _digest(contents: Iterable[bytes]) -> str:
    return hashlib.blake2s(b"\0".join(contents), digest_size=8).hexdigest()
