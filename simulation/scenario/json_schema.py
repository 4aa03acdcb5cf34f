"""The JSON Schema of a scenario file, by which editors complete, explain and check it while it is written."""

from collections.abc import Iterator
from typing import Any

from simulation.scenario.definition import Scenario
from simulation.scenario.dossier import Dossier

_DIALECT = "http://json-schema.org/draft-07/schema#"


class ScenarioFile(Scenario, Dossier):
    """An alliance in the making, with what is known, assumed and observed of it."""


def schema() -> dict[str, Any]:
    """Return the schema; what a field means, its unit and its plausible range stand in the description.

    Editors for TOML read the draft of 2018, and show descriptions only.
    """
    written = ScenarioFile.model_json_schema()
    for node in _nodes(written):
        _explain(node)
        _bound(node)
    return {"$schema": _DIALECT, **written}


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _explain(node: dict[str, Any]) -> None:
    """Put unit and plausible range behind the description."""
    if isinstance(node.get("plausible"), list):
        low, high = node["plausible"]
        unit = "" if node["unit"] in ("1", "none") else f" {node['unit']}"
        node["description"] = f"{node['description']} Plausible: {low:g} to {high:g}{unit}."


def _bound(node: dict[str, Any]) -> None:
    """Give a trait's number its limits, and a pair the form in which the older draft writes it."""
    if isinstance(node.get("allowed"), list):
        for option in node["anyOf"]:
            if option.get("type") == "number":
                option["minimum"], option["maximum"] = node["allowed"]
    if "prefixItems" in node:
        node["items"] = node.pop("prefixItems")
