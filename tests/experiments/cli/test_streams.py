"""Streams: whatever happens to them, or to the process, is answered in one line and with an exit code that is not 0."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from experiments.cli.main import main

ROOT = Path(__file__).parents[3]
ENTRY = [sys.executable, "-P", "-c", "import sys; from experiments.cli.entry import main; sys.exit(main())"]
# Ctrl-C arrives just when this module is about to be loaded.
WHILE_LOADING = """
import importlib.abc, os, signal, sys
class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
from experiments.cli.entry import main
sys.exit(main())
"""

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="redirects as a POSIX shell does")


def shell(redirected: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command with streams redirected as a shell writes it."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NUMBA_DISABLE_JIT": "1"}
    line = ["bash", "-c", f'"$@" {redirected}', "bash", *ENTRY, *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=folder, env=environment)


def answer(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line of the answer to a command that failed."""
    assert done.returncode != 0
    [line] = done.stderr.splitlines()
    return line


@needs_bash
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["scenarios"],
        ["schema"],
        ["check", "scenarios/baseline.toml"],
        ["run", "baseline", "--weeks", "3"],
    ],
)
def test_a_full_device_is_told(arguments: list[str]) -> None:
    assert "No space left on device" in answer(shell("> /dev/full", *arguments))


@needs_bash
@pytest.mark.parametrize("arguments", [["scenarios"], ["run", "baseline"]])
def test_a_closed_output_is_told_before_anything_is_done(arguments: list[str]) -> None:
    assert "Standard output is closed" in answer(shell(">&-", *arguments))


@needs_bash
def test_a_closed_input_holds_no_scenario() -> None:
    assert answer(shell("<&-", "run", "-")) == (
        "Error: standard input: closed, so no scenario can come from it; give a name or a file"
    )


@needs_bash
@pytest.mark.parametrize("redirected", ["2>&-", "<&- 2>&-"])
def test_who_closes_the_errors_still_gets_the_answer(redirected: str) -> None:
    done = shell(redirected, "check", "scenarios/baseline.toml")
    assert (done.returncode, done.stdout) == (0, "scenarios/baseline.toml: valid\n")


@needs_bash
@pytest.mark.parametrize("arguments", [["schema"], ["show", "baseline"]])
def test_a_reader_that_goes_away_ends_a_command_quietly(arguments: list[str]) -> None:
    assert shell("| true", *arguments).stderr == ""


@needs_bash
def test_a_working_folder_that_is_gone_stops_only_what_needs_it(tmp_path: Path) -> None:
    inside = 'mkdir gone && cd gone && rmdir ../gone && "$@"'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    def there(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = ["bash", "-c", inside, "bash", *ENTRY, *arguments]
        return subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)

    assert there("check", "baseline").returncode == 0
    assert "no such file" in there("show", "mine.toml").stderr
    saved = there("sweep", "baseline", "--runs", "2", "--save", "mine.toml")
    assert saved.returncode != 0
    assert "Traceback" not in saved.stderr


@needs_bash
@pytest.mark.parametrize("module", ["click", "experiments.cli.main", "experiments.terminal.interruption"])
def test_ctrl_c_while_the_program_loads_just_ends_it(module: str) -> None:
    code = WHILE_LOADING.format(module=module)
    done = subprocess.run(
        [sys.executable, "-c", code, "scenarios"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


@needs_bash
@pytest.mark.parametrize(
    "module", ["numpy", "pydantic", "numba", "simulation.observed_run", "rich.console", "simulation.engine.state"]
)
def test_ctrl_c_while_libraries_load_stops_the_command(module: str) -> None:
    code = WHILE_LOADING.format(module=module)
    run = [sys.executable, "-c", code, "run", "baseline", "--weeks", "3"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "\nStopped. What was stored before is untouched.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["sweep", "baseline", "--runs", "2", "--out", ""],
        ["sweep", "baseline", "--runs", "2", "--save", ""],
        ["sweep", "baseline", "--runs", "2", "--from", "", "--out", "x"],
        ["compare", "baseline", "--with", "weeks=5", "--runs", "2", "--out", ""],
        ["claims", "C15", "--out", ""],
        ["history", "--out", ""],
        ["run", "baseline", "--trace", ""],
        ["export", "", "--csv"],
        ["status", ""],
        ["verify", ""],
        ["plot", ""],
        ["new", ""],
        ["schema", "--out", ""],
        ["show", ""],
        ["run", ""],
        ["check", ""],
    ],
)
def test_an_empty_name_is_no_folder_and_no_file(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code != 0
    assert "is empty; name a file or a folder" in told.output or "names no scenario" in told.output
    assert not list(tmp_path.iterdir())
