"""Why a value cannot be read, in words; what is allowed instead is read off the models' JSON Schema."""

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulation.errors import MOST_PROBLEMS, Fault, KeyPath, did_you_mean, shown
from simulation.scenario.hints import meant_by
from simulation.scenario.naming import TRANSLATIONS

_Node = Mapping[str, Any]
_MOST_NAMES = 12


def misread(error: ValidationError, data: Mapping[str, Any], shape: "FileStructure") -> Iterator[Fault]:
    """Yield one fault for each value that a model refused, up to `MOST_PROBLEMS`.

    Args:
        error: the refusal.
        data: the tables that were refused.
        shape: what the file may hold.
    """
    details: dict[KeyPath, ErrorDetails] = {}
    for detail in error.errors(include_url=False):
        # Where a field may be of several kinds, it is refused once for each.
        details.setdefault(_place(detail, data), detail)
    for path, detail in islice(details.items(), MOST_PROBLEMS):
        yield _fault(path, detail, value_at(data, path), shape)


def value_at(data: Any, path: KeyPath) -> Any:
    """Return the value at a path of nested tables and lists; None if there is none, for TOML has no None."""
    for step in path:
        if not _holds(data, step):
            return None
        data = data[step]
    return data


def _holds(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _place(detail: ErrorDetails, data: Any) -> KeyPath:
    """Keep of a location what stands in the file; the rest names the kinds that were tried."""
    location = detail["loc"]
    known = 0
    while known < len(location) and _holds(data, location[known]):
        data = data[location[known]]
        known += 1
    return location[: known + (detail["type"] == "missing")]


def _fault(path: KeyPath, detail: ErrorDetails, value: Any, shape: "FileStructure") -> Fault:
    if detail["type"] == "missing":
        return Fault(path, "", f"is missing; it must be {shape.allowed(path)}")
    if detail["type"] == "extra_forbidden":
        return Fault(path, "" if isinstance(value, dict | list) else shown(value), _no_field(path, shape))
    high, unit = shape.highest(path)
    if detail["type"] == "value_error":
        return Fault(path, shown(value), f"is not allowed: {detail['ctx']['error']}{meant_by(value, high, unit)}")
    if detail["loc"][-1] == "[key]" and detail["type"] == "enum":
        allowed = detail["ctx"]["expected"].replace("'", '"')
        words = allowed.replace('"', "").replace(" or ", ", ").split(", ")
        return Fault(path, "", f"is not allowed: must be one of {allowed}{did_you_mean(path[-1], words)}")
    if detail["loc"][-1] == "[key]":
        return Fault(path, "", "has a name that is empty, too long, or holds control characters")
    words = shape.words(path)
    hint = did_you_mean(value, words) if words else meant_by(value, high, unit)
    if isinstance(value, float | bool) and "string" in shape.kinds(path) and not words:
        hint = f'; write it in quotes: "{shown(value)}"'
    if isinstance(value, str) and set(TRANSLATIONS) <= set(shape.names(path)):
        hint = "; write " + " or ".join(f"{{ {lang} = {shown(value)} }}" for lang in TRANSLATIONS)
    return Fault(path, shown(value), f"is not allowed: must be {shape.allowed(path)}{hint}")


def _no_field(path: KeyPath, shape: "FileStructure") -> str:
    name, names = str(path[-1]), shape.names(path[:-1])
    if name in names:
        return "is for people and not read by the model; change it in the file"
    if elsewhere := shape.elsewhere(name):
        return f"is not a field here; did you mean {'.'.join(elsewhere)}?"
    known = f"; fields here are {', '.join(names)}" if 0 < len(names) <= _MOST_NAMES else ""
    return f"is not a field here{did_you_mean(name, names) or known}"


class FileStructure:
    """The names and values that a file may hold."""

    def __init__(self, *models: type[BaseModel]) -> None:
        """Read the structure off models whose fields stand side by side at the top of the file."""
        schemas = [model.model_json_schema() for model in models]
        self._root: _Node = {"anyOf": schemas}
        self._definitions = {name: node for schema in schemas for name, node in schema["$defs"].items()}

    def names(self, path: KeyPath) -> list[str]:
        """Return the fields of the table at a path."""
        return [name for node in self._at(path) for name in node.get("properties", {})]

    def words(self, path: KeyPath) -> list[str]:
        """Return the words among which a value must be chosen; empty where it is free."""
        return [word for node in self._at(path) for word in node.get("enum", [node.get("const")]) if word]

    def kinds(self, path: KeyPath) -> set[str]:
        """Return the kinds of values that a path can have, as JSON Schema names them: number, integer, string, ..."""
        return {node["type"] for node in self._at(path) if "type" in node}

    def allowed(self, path: KeyPath) -> str:
        """Say what is allowed at a path, so that it can follow on `must be`."""
        if words := self.words(path):
            return f"one of {', '.join(map(shown, words))}" if len(words) > 1 else shown(words[0])
        of_tables = any(node.get("type") == "object" for node in self._at((*path, 0)))
        phrases = (_phrase(node, path, of_tables) for node in self._at(path))
        return " or ".join(filter(None, phrases))

    def highest(self, path: KeyPath) -> tuple[float | None, str]:
        """Return the highest number that is allowed at a path, if there is one, and the unit."""
        limits = ((_ends(node)[1], str(node.get("unit", ""))) for node in self._at(path))
        return next((limit for limit in limits if limit[0] is not None), (None, ""))

    def elsewhere(self, name: str) -> tuple[str, ...]:
        """Return the path of a table's field of that name, the outermost if there are several, or nothing."""
        waiting: deque[tuple[str, ...]] = deque([()])
        while waiting:
            path = waiting.popleft()
            names = self.names(path)
            if name in names:
                return (*path, name)
            waiting.extend((*path, inner) for inner in names)
        return ()

    def _at(self, path: KeyPath) -> list[_Node]:
        nodes = list(self._options(self._root))
        for step in path:
            children = [child for node in nodes for child in _children(node, step)]
            nodes = [option for child in children for option in self._options(child)]
        return nodes

    def _options(self, node: _Node) -> Iterator[_Node]:
        """Yield the alternatives of a node, each with what is said of all of them."""
        common = {key: value for key, value in node.items() if key not in ("$ref", "anyOf")}
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            yield from self._options({**self._definitions[name], **common})
        elif "anyOf" in node:
            for option in node["anyOf"]:
                yield from self._options({**option, **common})
        else:
            yield node


def _children(node: _Node, step: str | int) -> Iterator[_Node]:
    if isinstance(step, int):
        listed = node.get("prefixItems", ())
        if step < len(listed):
            yield listed[step]
        elif "items" in node:
            yield node["items"]
    elif step in node.get("properties", {}):
        yield node["properties"][step]
    else:
        # Names that are free, whether or not they must be of a certain form.
        others = (*node.get("patternProperties", {}).values(), node.get("additionalProperties"))
        yield from (other for other in others if isinstance(other, dict))


def _phrase(node: _Node, path: KeyPath, of_tables: bool) -> str:
    match node["type"]:
        case "boolean":
            return "true or false"
        case "integer":
            return f"a whole number{_limits(node)}"
        case "number":
            return f"a number{_limits(node)}"
        case "string":
            return _text(node)
        case "array":
            return _list(node, path, of_tables)
        case "object":
            return _table(node, path)
        case _:
            return ""


def _ends(node: _Node) -> tuple[float | None, float | None]:
    """Return the lowest and the highest number that is allowed, as far as there are any."""
    low, high = node.get("allowed", (node.get("minimum"), node.get("maximum")))
    return low, high


def _limits(node: _Node) -> str:
    low, high = _ends(node)
    unit = "" if node.get("unit", "1") in ("none", "1") else f" ({node['unit']})"
    start = "" if low is None else f" from {low:.10g}"
    return f"{start}{'' if high is None else f' to {high:.10g}'}{unit}"


def _text(node: _Node) -> str:
    if node.get("format") == "date":
        return "a date such as 2021-06-25"
    if "examples" in node:
        return f"a text such as {shown(node['examples'][0])}"
    if "maxLength" in node:
        return f"a text in quotes, on one line, of {node['minLength']} to {node['maxLength']} characters"
    return f"a text in quotes{', not empty' if node.get('minLength') else ''}"


def _list(node: _Node, path: KeyPath, of_tables: bool) -> str:
    least, most = node.get("minItems", 0), node.get("maxItems")
    if most is not None and most == least:
        return f"a list in [ ] of exactly {least}"
    kind = f"a list of tables, each under {_header(path, '[[]]')}" if of_tables else "a list in [ ]"
    size = f", at least {least}" if least else ""
    return f"{kind}{size}{'' if most is None else f', at most {most}'}"


def _table(node: _Node, path: KeyPath) -> str:
    if "allowed" in node:
        low, high = node["allowed"]
        return f"a range such as {{ low = {low:g}, high = {high:g} }}"
    return f"a table under {_header(path, '[]')}"


def _header(path: KeyPath, brackets: str) -> str:
    half = len(brackets) // 2
    return f"{brackets[:half]}{'.'.join(step for step in path if isinstance(step, str))}{brackets[half:]}"
