"""The JSON Schema: complete, closed, and understood by editors that read the draft of 2018."""

from collections.abc import Iterator
from typing import Any

import pytest

from simulation.scenario.definition import Scenario
from simulation.scenario.dossier import Dossier
from simulation.scenario.json_schema import schema
from simulation.scenario.reading import read_toml, shipped_scenarios


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return schema()


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def options(node: dict[str, Any], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a node may be, references followed."""
    if "$ref" in node:
        yield from options(root["$defs"][node["$ref"].rpartition("/")[2]], root)
    for option in node.get("anyOf", ()):
        yield from options(option, root)
    yield node


def unknown(value: Any, node: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """Yield the keys of a file for which the schema has no place."""
    for option in options(node, root):
        if isinstance(value, list) and isinstance(option.get("items"), dict):
            for entry in value:
                yield from unknown(entry, option["items"], root)
        elif isinstance(value, dict) and "properties" in option:
            for key, inner in value.items():
                if key in option["properties"]:
                    yield from unknown(inner, option["properties"][key], root)
                else:
                    yield key


def test_a_file_may_hold_what_the_model_reads_and_what_people_read(written: dict[str, Any]) -> None:
    assert set(written["properties"]) == {*Scenario.model_fields, *Dossier.model_fields}
    assert set(written["required"]) == {name for name, f in Scenario.model_fields.items() if f.is_required()}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_key_of_a_shipped_file_has_its_place(name: str, written: dict[str, Any]) -> None:
    assert list(unknown(read_toml(name).data, written, written)) == []


def test_a_misspelt_key_has_no_place(written: dict[str, Any]) -> None:
    assert list(unknown({"agreements": {"core_sise": 4}}, written, written)) == ["core_sise"]


def test_tables_are_closed_so_that_editors_mark_what_is_misspelt(written: dict[str, Any]) -> None:
    tables = [node for node in nodes(written) if "properties" in node and node.get("type") == "object"]
    assert len(tables) > 15
    assert all(node["additionalProperties"] is False for node in tables)


def test_all_references_lead_somewhere(written: dict[str, Any]) -> None:
    leads = {node["$ref"].rpartition("/")[2] for node in nodes(written) if isinstance(node.get("$ref"), str)}
    assert leads <= written["$defs"].keys()


def test_units_and_plausible_ranges_stand_where_editors_show_them(written: dict[str, Any]) -> None:
    agreements = written["$defs"]["Agreements"]["properties"]
    assert agreements["office_hours"]["description"].endswith("Plausible: 0 to 80 hours/week.")
    with_range = [node for node in nodes(written) if isinstance(node.get("plausible"), list)]
    assert len(with_range) > 100
    assert all("Plausible: " in node["description"] for node in with_range)


def test_a_trait_given_as_a_number_has_its_limits(written: dict[str, Any]) -> None:
    members = written["$defs"]["Organisation"]["properties"]["members"]
    (number,) = [option for option in members["anyOf"] if option.get("type") == "number"]
    assert (number["minimum"], number["maximum"]) == (0, 8)


def test_nothing_is_written_in_the_newer_draft_only(written: dict[str, Any]) -> None:
    assert not [node for node in nodes(written) if "prefixItems" in node]
