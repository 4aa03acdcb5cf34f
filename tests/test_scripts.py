"""The scripts of the how-to pages: they can be read by what runs them, and what they ask of the project exists."""

import ast
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from experiments.cli.main import main

SCRIPTS = Path(__file__).parents[1] / "docs" / "how-to" / "scripts"
PAGE = SCRIPTS.parent / "sweep-on-many-machines.md"


def test_every_script_is_on_the_page() -> None:
    assert all(f"(scripts/{path.name})" in PAGE.read_text("utf-8") for path in SCRIPTS.iterdir())


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.sh")), ids=lambda path: path.name)
def test_shell_scripts_are_understood(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)
    commands = re.findall(r"alliance (\w+) [^\n]*", script.read_text("utf-8"))
    assert commands
    assert set(commands) <= set(main.commands)


def test_python_scripts_are_understood_and_name_what_exists() -> None:
    for script in SCRIPTS.glob("*.py"):
        tree = ast.parse(script.read_text("utf-8"))
        names = [a.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for a in node.names]
        assert "main" in names


def containers(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["spec"].get("template", {}).get("spec", {}).get("containers", [])
    return found


def test_the_description_for_kubernetes_holds_together() -> None:
    yaml = pytest.importorskip("yaml")
    documents = list(yaml.safe_load_all((SCRIPTS / "kubernetes.yaml").read_text("utf-8")))
    services = {d["metadata"]["name"]: d["spec"]["ports"][0]["port"] for d in documents if d["kind"] == "Service"}
    commands = {c["name"]: c["command"] for document in documents for c in containers(document)}
    assert {"scheduler", "worker", "driver"} == commands.keys()
    given = main.commands["sweep"].make_context("sweep", commands["driver"][2:]).params
    [(name, port)] = services.items()
    assert given["cluster"] == f"tcp://{name}:{port}"
    assert given["cluster"] in commands["worker"]
    assert str(port) in commands["scheduler"]
    for document in documents:
        if "selector" in document["spec"] and "template" in document["spec"]:
            assert document["spec"]["selector"]["matchLabels"] == document["spec"]["template"]["metadata"]["labels"]
