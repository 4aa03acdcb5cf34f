"""Without the libraries of the seminar, its commands say what is missing instead of failing in the middle."""

import subprocess
import sys

import pytest

COMMANDS = {
    "handout": ("altair", ["handout", "fast-and-slow", "--runs", "10"]),
    "rolecards": ("typst", ["rolecards", "fast-and-slow"]),
    "kit": ("vl_convert", ["kit"]),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_missing_is_named(command: str) -> None:
    library, words = COMMANDS[command]
    code = f"import sys; sys.modules[{library!r}] = None; from experiments.cli.main import main; main({words!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {library} is not installed")
