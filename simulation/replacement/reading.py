"""Reading of rules: a Python file whose public functions replace the rules of their names."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulation.errors import RuleError, did_you_mean
from simulation.replacement.functions import as_function, place_of
from simulation.replacement.replaceable import REPLACEABLE


def functions_in(file: str, text: str) -> dict[str, Callable[..., Any]]:
    """Return the functions of a file that replace rules, by name.

    Every function in it whose name does not begin with an underscore replaces the rule of that name; the others are
    helpers. It may import what is installed.

    Args:
        file: path of the file, as given.
        text: what stands in it.

    Raises:
        RuleError: where it cannot be run, or a public function in it has not the name of a rule, or there is none.
    """
    namespace: dict[str, Any] = {"__name__": f"rules of {Path(file).stem}", "__file__": file}
    try:
        exec(compile(text, file, "exec"), namespace)  # the user asks for it by giving the file
    except (Exception, SystemExit) as error:
        raise RuleError(f"{_place(file, error)}: {type(error).__name__}: {_message(error)}.") from error
    own = {name: f for name, value in namespace.items() if (f := as_function(value)) and f.__globals__ is namespace}
    public: dict[str, Callable[..., Any]] = {name: f for name, f in own.items() if not name.startswith("_")}
    for name in public.keys() - REPLACEABLE.keys():
        raise RuleError(
            f"{place_of(own[name])}: {name} is not a rule that can be replaced"
            f"{did_you_mean(name, REPLACEABLE) or '.'} `alliance rules` lists them. "
            f"The name of a helper begins with an underscore, as in _{name}."
        )
    if not public:
        names = ", ".join(REPLACEABLE)
        raise RuleError(f"{file} replaces no rule: it must define a function with the name of one ({names}).")
    return public


def _place(file: str, error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"{file}, line {error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f"{file}, line {lines[-1]}" if lines else file


def _message(error: BaseException) -> str:
    return error.msg if isinstance(error, SyntaxError) else str(error)
