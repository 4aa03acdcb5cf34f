"""From a name, a path or standard input to the tables of a TOML file."""

import re
import sys
import tomllib
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any, NamedTuple

from simulation.errors import Problem, ScenarioError, clipped, did_you_mean, shown
from simulation.scenario.hints import slip_in

# The largest alliance of the sources, written out with all its facts, takes a tenth of this.
_LARGEST = 2 * 1024 * 1024
_SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
_FIELDS = _SCENARIOS / "fields"
_STANDARD_INPUT = "-"
_WHICH = "`alliance scenarios` lists those that are shipped, or give the path of a .toml file"


class TomlText(NamedTuple):
    """The text of a scenario file, where it comes from, and what it says."""

    label: str
    text: str
    data: dict[str, Any]


def shipped_scenarios() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the project, in alphabetical order."""
    return tuple(sorted(path.stem for path in _SCENARIOS.glob("*.toml")))


def shipped_fields() -> tuple[str, ...]:
    """Return the names of the fields of organisations that come with the project, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FIELDS.glob("*.toml")))


def scenario_path(name: str) -> Path:
    """Return the file of a shipped scenario or field.

    Raises:
        ScenarioError: if no scenario of that name is shipped; names the nearest one.
    """
    if name in shipped_fields():
        return _FIELDS / f"{name}.toml"
    shipped = shipped_scenarios()
    if name not in shipped:
        hint = did_you_mean(name, [*shipped, *shipped_fields()])
        raise _error(shown(name), f"no such scenario{hint or ';'} {_WHICH}")
    return _SCENARIOS / f"{name}.toml"


def read_toml(source: str | Path) -> TomlText:
    """Read and parse a scenario file.

    Args:
        source: name of a shipped scenario, path of a file, or "-" for standard input.

    Raises:
        ScenarioError: if there is no such file, if it cannot be read, or if it is not TOML.
    """
    if source == _STANDARD_INPUT:
        label, content = "standard input", _standard_input()
    else:
        label, content = _file(source if isinstance(source, Path) else _named(source))
    if len(content) > _LARGEST:
        raise _error(label, f"larger than {_LARGEST // 2**20} MiB, which no scenario is; give another file")
    text = _decoded(label, content)
    return TomlText(label, text, _parsed(label, text))


def _named(source: str) -> Path:
    """Take what looks like a path, or is there, as a path, and all else as the name of a shipped scenario."""
    if not source:
        raise _error('""', f"names no scenario; {_WHICH}")
    path = Path(source)
    is_path = path.suffix == ".toml" or len(path.parts) != 1 or _exists(path)
    is_shipped = source in shipped_scenarios() or source in shipped_fields()
    return path if is_path and not is_shipped else scenario_path(source)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise _error("standard input", "closed, so no scenario can come from it; give a name or a file")
    return sys.stdin.buffer.read(_LARGEST + 1)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _file(path: Path) -> tuple[str, bytes]:
    label = _label(path)
    try:
        with path.open("rb") as file:
            # Not more than can be used, whatever the size: devices and pipes do not tell theirs.
            return label, file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _error(label, f"no such file; {_WHICH}") from None
    except IsADirectoryError:
        raise _error(label, "a folder, not a file; give one of the .toml files in it") from None
    except PermissionError:
        raise _error(label, "no permission to read this file; change its permissions or copy it") from None
    except (OSError, ValueError) as error:
        raise _error(label, f"cannot be read: {error}") from error


def _label(path: Path) -> str:
    """Return a path as it is told: from the working folder where it lies in it and that is still there."""
    try:
        here = Path.cwd()
    except OSError:
        return str(path)
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _decoded(label: str, content: bytes) -> str:
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise _error(label, "is not UTF-8; save the file with the encoding UTF-8", line, found) from error


def _parsed(label: str, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(label, text, str(error)) from error
    except RecursionError:
        raise _error(label, "nested too deeply; a scenario needs a handful of levels") from None
    except ValueError as error:
        raise _endless_number(label, text) from error
    if not data:
        raise _error(label, "empty; a scenario has at least title, summary, goal, invitation, organisations")
    return data


def _not_toml(label: str, text: str, reason: str) -> ScenarioError:
    what, _, place = reason.partition(" (at ")
    number = re.match(r"line (\d+), column (\d+)", place)
    found = slip_in(text, int(number[1]) if number else text.count("\n") + 1, reason)
    given = text.split("\n")[found.line - 1].strip()
    return _error(label, f"is not TOML ({what}): {found.advice}", found.line, clipped(given))


def _endless_number(label: str, text: str) -> ScenarioError:
    digits = re.search(r"[0-9_]{1000,}", text)
    line = text.count("\n", 0, digits.start()) + 1 if digits else None
    return _error(label, "a number has thousands of digits; give one that is allowed here", line)


def _error(source: str, message: str, line: int | None = None, value: str = "") -> ScenarioError:
    return ScenarioError([Problem(source, line, "", value, message)])
