"""The machine code on disk: it is that of the rules as they are, and a damaged or missing file only costs time.

The processes below run a model of two functions, for which all of this takes seconds.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import simulation
from simulation.engine import code_cache

HOME = Path(simulation.__file__).parent
RULE = """
from simulation.engine.compilation import compiled
from simulation.scenario.sizes import SIZE

@compiled
def grown(value: float) -> float:
    return value + 1.0 * SIZE
"""
WEEK = """
from simulation.engine.compilation import entry
from simulation.rules.growth import grown

@entry
def live(value: float) -> float:
    return grown(grown(value))
"""
RUN = """
from numba.core import event
from simulation.week import live

class Told(event.Listener):
    def on_start(self, happened):
        print("compiles")
    def on_end(self, happened):
        pass

with event.install_listener("numba:compile", Told()):
    print(live(10.0))
"""


@pytest.fixture
def little(tmp_path: Path) -> Path:
    """The folder of a little model, with the true way to compile it."""
    engine = tmp_path / "simulation" / "engine"
    engine.mkdir(parents=True)
    for name in ("compilation", "linking", "code_cache"):
        shutil.copy(HOME / "engine" / f"{name}.py", engine)
    for package in (".", "engine", "rules", "scenario"):
        _write(tmp_path, f"{package}/__init__.py", "")
    _write(tmp_path, "scenario/sizes.py", "SIZE = 1\n")
    _write(tmp_path, "rules/growth.py", RULE)
    _write(tmp_path, "week.py", WEEK)
    return tmp_path


def _write(root: Path, name: str, text: str) -> None:
    path = root / "simulation" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _start(root: Path, **environment: str) -> "subprocess.Popen[str]":
    known = {name: value for name, value in os.environ.items() if name not in {"NUMBA_CACHE_DIR", "PYTHONPATH"}}
    return subprocess.Popen(
        [sys.executable, "-B", "-c", RUN],
        cwd=root,
        env=known | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(root: Path, **environment: str) -> tuple[float, bool, str]:
    """Run the little model; return its result, whether it was compiled, and what was said on standard error."""
    process = _start(root, **environment)
    printed, said = process.communicate()
    assert process.returncode == 0, said
    return float(printed.split()[-1]), "compiles" in printed, said


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("rules-*/*.nb[ic]"))


def test_what_is_compiled_once_is_used_again(little: Path) -> None:
    assert run(little) == (12.0, True, "")
    assert _kept(little / "simulation" / "__pycache__")
    assert run(little) == (12.0, False, "")


@pytest.mark.parametrize("environment", [{}, {"NUMBA_CACHE_DIR": "chosen"}])
@pytest.mark.parametrize(
    ("file", "old", "new", "result"),
    [
        ("rules/growth.py", "value + 1.0", "value + 2.0", 14.0),
        ("scenario/sizes.py", "SIZE = 1", "SIZE = 5", 20.0),
        ("week.py", "grown(grown(value))", "grown(value)", 11.0),
    ],
)
def test_a_change_of_what_rules_are_made_from_changes_the_result(
    little: Path, file: str, old: str, new: str, result: float, environment: dict[str, str]
) -> None:
    assert run(little, **environment)[0] == 12.0
    text = (little / "simulation" / file).read_text(encoding="utf-8")
    _write(little, file, text.replace(old, new))
    assert run(little, **environment) == (result, True, "")


def _empty(content: bytes) -> bytes:
    return content[:0]


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _rubbish(content: bytes) -> bytes:
    return b"rubbish" * len(content)


def _flipped(content: bytes) -> bytes:
    """Turn bits in the middle, where machine code stands."""
    half = len(content) // 2
    return content[:half] + bytes(255 - byte for byte in content[half : half + 200]) + content[half + 200 :]


@pytest.mark.parametrize("damage", [_empty, _cut, _rubbish, _flipped])
@pytest.mark.parametrize("ending", [".nbi", ".nbc"])
def test_a_damaged_file_is_made_anew_and_one_line_says_so(
    little: Path, ending: str, damage: Callable[[bytes], bytes]
) -> None:
    run(little, NUMBA_CACHE_DIR="chosen")
    (file,) = (path for path in _kept(little / "chosen") if path.suffix == ending)
    file.write_bytes(damage(file.read_bytes()))
    result, is_compiled, said = run(little, NUMBA_CACHE_DIR="chosen")
    assert (result, is_compiled, said.count("\n")) == (12.0, True, 1)
    assert "damaged" in said
    assert file.parent.name in said
    assert run(little, NUMBA_CACHE_DIR="chosen") == (12.0, False, "")


def test_two_processes_that_compile_at_once_do_each_other_no_harm(little: Path) -> None:
    both = [_start(little) for _ in range(2)]
    answers = [(*process.communicate(), process.returncode) for process in both]
    assert [(printed.split()[-1], said, code) for printed, said, code in answers] == [("12.0", "", 0)] * 2
    assert run(little) == (12.0, False, "")


def _nowhere(root: Path) -> dict[str, str]:
    """Make every place for machine code one that cannot be a folder; not even root can write there."""
    file = root / "file"
    file.touch()
    (root / "simulation" / "__pycache__").touch()
    return dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME"), str(file / "home"))


def test_where_no_folder_can_be_written_it_runs_and_says_so_once(little: Path) -> None:
    result, is_compiled, said = run(little, **_nowhere(little))
    assert (result, is_compiled, said.count("\n")) == (12.0, True, 1)
    assert "NUMBA_CACHE_DIR" in said


def test_an_installation_that_cannot_be_written_to_is_kept_with_the_user(little: Path) -> None:
    home = _nowhere(little) | {"XDG_CACHE_HOME": str(little / "cache"), "LOCALAPPDATA": str(little / "cache")}
    assert run(little, **home) == (12.0, True, "")
    assert run(little, **home) == (12.0, False, "")


def test_what_was_compiled_for_all_is_used_by_those_who_cannot_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(code_cache, "_can_be_written", lambda _: False)
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    kept = tmp_path / f"rules-{code_cache.fingerprint()}"
    kept.mkdir()
    (kept / "live.nbi").touch()
    assert code_cache.folder.__wrapped__() == kept


# --- what the fingerprint sees ---------------------------------------------------------------------------


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model's sources, which the folder of machine code is named after."""
    copy = tmp_path / "simulation"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_cache, "_MODEL", copy)
    return copy


def _with_a_line_more(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n# one line more\n", encoding="utf-8")


SEEN = sorted(
    str(path.relative_to(HOME))
    for path in HOME.rglob("*.py")
    if {"@compiled", "@entry"} & set(path.read_text(encoding="utf-8").split())
)


def test_a_change_in_any_module_with_rules_changes_the_fingerprint(model: Path) -> None:
    found = {code_cache.fingerprint()}
    for name in SEEN:
        _with_a_line_more(model / name)
        found.add(code_cache.fingerprint())
    assert len(found) == len(SEEN) + 1


@pytest.mark.parametrize("name", ["results/outcome.py", "scenario/definition.py", "engine/linking.py"])
def test_a_change_of_what_rules_read_changes_the_fingerprint(model: Path, name: str) -> None:
    before = code_cache.fingerprint()
    _with_a_line_more(model / name)
    assert code_cache.fingerprint() != before


def test_a_change_elsewhere_keeps_the_fingerprint(model: Path) -> None:
    before = code_cache.fingerprint()
    _with_a_line_more(model / "story" / "chronicle.py")
    assert code_cache.fingerprint() == before
