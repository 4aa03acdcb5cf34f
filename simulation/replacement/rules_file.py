"""Rules from a file: a Python file whose public functions replace the rules of their names."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulation.errors import RuleError
from simulation.replacement.functions import as_function, place_of
from simulation.replacement.replaceable import REPLACEABLE
from simulation.replacement.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class RulesFile:
    """A file of rules as it was read; it can be sent to workers that do not see the file.

    Attributes:
        name: path of the file, as given.
        text: what stands in it.
    """

    name: str
    text: str

    @property
    def rules(self) -> RuleSet:
        """The rules of a run in which its functions replace the model's.

        Raises:
            RuleError: where the file cannot be run, or a function in it cannot replace a rule.
        """
        return _rules(self)


def read_rules(path: Path) -> RulesFile:
    """Read and check a file of rules.

    Every function in it whose name does not begin with an underscore replaces the rule of that name; the others are
    helpers. It may import what is installed.

    Args:
        path: of the file.

    Raises:
        RuleError: where it cannot be read or run, or holds what cannot replace a rule.
    """
    try:
        file = RulesFile(str(path), path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise RuleError(f"The rules in {path} cannot be read: {reason}.") from error
    if not file.rules:
        raise RuleError(f"{path} replaces no rule: it must define a function with the name of one ({_names()}).")
    return file


@cache
def _rules(file: RulesFile) -> RuleSet:
    return RuleSet(_functions(file))


def _functions(file: RulesFile) -> dict[str, Callable[..., Any]]:
    namespace: dict[str, Any] = {"__name__": f"rules of {Path(file.name).stem}", "__file__": file.name}
    try:
        exec(compile(file.text, file.name, "exec"), namespace)  # the user asks for it by giving the file
    except (Exception, SystemExit) as error:
        raise RuleError(f"{_place(file, error)}: {type(error).__name__}: {_message(error)}.") from error
    own = {name: f for name, value in namespace.items() if (f := as_function(value)) and f.__globals__ is namespace}
    public = {name: function for name, function in own.items() if not name.startswith("_")}
    for name in public.keys() - REPLACEABLE.keys():
        raise RuleError(
            f"{place_of(public[name])}: {name} is not a rule that can be replaced ({_names()}); "
            f"begin the name of a helper with an underscore, as in _{name}."
        )
    return dict(public)


def _place(file: RulesFile, error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"{file.name}, line {error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file.name]
    return f"{file.name}, line {lines[-1]}" if lines else file.name


def _message(error: BaseException) -> str:
    return error.msg if isinstance(error, SyntaxError) else str(error)


def _names() -> str:
    return ", ".join(REPLACEABLE)
