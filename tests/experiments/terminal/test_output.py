"""Output: readable in every encoding, names as they are written, data that come back as they were."""

import ast
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from experiments.terminal import console, encoding

EXPERIMENTS = Path(encoding.__file__).parents[1]
# Names that a reader of markup, pictures or styles would take for something else.
NAMES = ("[/]", "[bold]Bold[/bold]", ":smile:", "[red]", r"\[x]", "100 %", "{name}", "$x$")
SCENARIO = """
title = {{ en = "{name}", de = "{name}" }}
summary = {{ en = "About {name}", de = "Von {name}" }}
weeks = 8
goal = {{ demands = [{{ name = "{name}" }}] }}
invitation = {{ initiators = ["A {name}"], size = 2 }}
[[organisations]]
name = "A {name}"
sector = "environment"
[[organisations]]
name = "B {name}"
sector = "union"
"""


def printed(encoding_name: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line with an encoding for its output, as a terminal or a pipe would set it."""
    command = [sys.executable, "-m", "experiments.cli.main", *arguments]
    environment = os.environ | {"PYTHONIOENCODING": encoding_name, "PYTHONUTF8": "0"}
    return subprocess.run(command, capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("encoding_name", ["ascii", "latin-1", "cp1252", "cp850"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "zusammenhalt", "--lang", "de"),
        ("sweep", "--help"),
        ("run", "nowhere/Bündnis → Ziel.toml"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_nothing_that_an_encoding_lacks_ends_a_command(encoding_name: str, arguments: tuple[str, ...]) -> None:
    done = printed(encoding_name, *arguments)
    expected = 2 if "nowhere" in arguments[-1] else 0
    assert done.returncode == expected, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"UnicodeEncodeError" not in done.stderr
    assert (done.stdout + done.stderr).decode(encoding_name)


def test_what_an_encoding_lacks_is_written_out() -> None:
    assert encoding.plain("Vereinbarung für „Größe“: 0 → 1 …") == 'Vereinbarung fuer "Groesse": 0 -> 1 ...'
    assert encoding.plain("Łódź café") == "?odz cafe"
    assert "Buendnis -> Ziel.toml" in printed("ascii", "run", "Bündnis → Ziel.toml").stderr.decode("ascii")
    asked = ("compare", "baseline", "--weeks", "9", "--with", "invitation.size=6", "--runs", "2")
    assert "invitation.size: 12 -> 6" in printed("latin-1", *asked).stdout.decode("latin-1")


def test_data_come_back_as_they_were_whatever_the_encoding() -> None:
    listed = json.loads(printed("ascii", "scenarios", "--json").stdout.decode("ascii"))
    assert listed == json.loads(printed("utf-8", "scenarios", "--json").stdout.decode("utf-8"))
    assert any("ü" in entry["title_de"] for entry in listed)


@pytest.mark.parametrize(("number", "told"), [(float("nan"), None), (float("inf"), None), (0.5, 0.5)])
def test_data_know_no_number_that_json_lacks(number: float, told: float | None) -> None:
    assert json.loads(console.as_json({"a": [(number,)]})) == {"a": [[told]]}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_printed_as_they_are_written(name: str, tmp_path: Path) -> None:
    file = tmp_path / "named.toml"
    file.write_text(SCENARIO.format(name=name.replace("\\", "\\\\")), encoding="utf-8")
    others = (
        f"others=[{{name='{name}', goal={{demands=[{{name='e'}}]}}, invitation={{initiators=['A {name}'],size=2}}}}]"
    )
    source = str(file)
    for arguments in (
        ("show", source),
        ("run", source),
        ("run", source, "--explain", f"A {name}", "--set", others),
        ("compare", source, "--with", others, "--runs", "2"),
    ):
        told = CliRunner(env={"COLUMNS": "200"}).invoke(main, arguments)
        assert told.exit_code == 0, told.output
        assert name in told.stdout
        assert "Traceback" not in told.output


def test_every_console_takes_texts_for_what_they_are() -> None:
    outside = EXPERIMENTS / "terminal" / "console.py"
    makers = [path for path in EXPERIMENTS.rglob("*.py") if path != outside and "Console" in _called(path)]
    assert makers == []


def _called(path: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {ast.unparse(call.func).rpartition(".")[2] for call in calls}


def test_progress_reads_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    from experiments.terminal.progress import progress

    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress("[/]") as report:
        report(1, 2)
        report(2, 2)
    assert "[/]" in stream.getvalue()
