"""Setting up: which Python is taken, what is said where there is none, what is pinned and what is packed."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PINS = ROOT / "requirements.txt"

# A Python that believes in another version of itself and then answers whatever it is asked. It imports
# first, so that a refusal comes from the question and not from a library that the pretence confuses.
PRETENDER = """#!/bin/sh
exec "{python}" -c '
import ensurepip, ssl, sys, venv
sys.version_info = {version}
{handicap}
question = sys.argv[2]
sys.argv[1:] = sys.argv[3:]
exec(question)
' "$@"
"""
WITHOUT_PIP = 'sys.modules["ensurepip"] = None'
FREE_THREADED = 'sys.abiflags = "t"'
OTHER_INTERPRETER = 'sys.implementation.name = "pypy"'
SHIM_WITHOUT_PYTHON = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"


class Machine:
    """A machine of which only PATH and the home folder are real."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bin"
        self.home = folder / "home of someone"
        self.path.mkdir()
        self.home.mkdir()
        self.environment = {"PATH": str(self.path), "HOME": str(self.home)}

    def program(self, place: Path, text: str) -> Path:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        place.chmod(0o755)
        return place

    def python(self, name: str, version: tuple[int, int, int], handicap: str = "") -> Path:
        text = PRETENDER.format(python=sys.executable, version=version, handicap=handicap)
        return self.program(self.path / name, text)

    def pyenv(self, version: tuple[int, int, int], folder: Path | None = None) -> Path:
        versions = (folder or self.home / ".pyenv") / "versions"
        name = ".".join(map(str, version))
        text = PRETENDER.format(python=sys.executable, version=version, handicap="")
        return self.program(versions / name / "bin" / "python3", text)

    def find_python(self) -> subprocess.CompletedProcess[str]:
        return self.run(str(ROOT / "tools" / "find-python"))

    def run(self, *command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def found(answer: subprocess.CompletedProcess[str]) -> Path | None:
    if answer.returncode == 0:
        return Path(answer.stdout.removesuffix("\n"))
    assert answer.stdout == ""
    return None


@pytest.mark.parametrize("version", [(3, 12, 1), (3, 13, 0), (3, 14, 2)])
def test_a_python_with_pinned_requirements_is_taken_under_the_plain_name(
    machine: Machine, version: tuple[int, int, int]
) -> None:
    python = machine.python("python3", version)
    assert found(machine.find_python()) == python


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 9, 2), (3, 11, 7), (3, 15, 0), (3, 120, 0), (4, 12, 0)])
def test_older_and_newer_pythons_are_passed_over(machine: Machine, version: tuple[int, int, int]) -> None:
    machine.python("python3", version)
    assert found(machine.find_python()) is None


@pytest.mark.parametrize("handicap", [WITHOUT_PIP, FREE_THREADED, OTHER_INTERPRETER])
def test_a_python_in_which_the_set_up_would_fail_is_passed_over(machine: Machine, handicap: str) -> None:
    machine.python("python3", (3, 13, 0), handicap)
    able = machine.python("python3.12", (3, 12, 1))
    assert found(machine.find_python()) == able


@pytest.mark.parametrize("name", ["python3.12", "python3.13", "python3.14"])
def test_beside_an_old_python3_a_new_one_is_found_under_its_own_name(machine: Machine, name: str) -> None:
    machine.python("python3", (3, 8, 10))
    new = machine.python(name, (3, int(name.removeprefix("python3.")), 4))
    assert found(machine.find_python()) == new


def test_beside_an_old_python3_a_new_one_is_found_in_the_pyenv_folder_at_home(machine: Machine) -> None:
    machine.python("python3", (3, 11, 7))
    machine.pyenv((3, 11, 9))
    new = machine.pyenv((3, 13, 0))
    assert found(machine.find_python()) == new


def test_the_pyenv_folder_may_lie_elsewhere(machine: Machine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "pyenv"
    machine.environment["PYENV_ROOT"] = str(elsewhere)
    new = machine.pyenv((3, 12, 1), elsewhere)
    assert found(machine.find_python()) == new


def test_a_pyenv_shim_without_a_python_behind_it_is_not_mistaken_for_one(machine: Machine) -> None:
    machine.program(machine.path / "python3.12", SHIM_WITHOUT_PYTHON)
    behind = machine.pyenv((3, 12, 1))
    assert found(machine.find_python()) == behind


def test_where_there_is_no_python_it_is_said_what_to_install(machine: Machine) -> None:
    machine.python("python3", (3, 10, 13))
    answer = machine.find_python()
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert re.search(r"No Python 3\.12.* was found", answer.stderr)
    assert "install" in answer.stderr


def test_without_a_python_make_stops_with_that_message_and_leaves_nothing_behind(
    machine: Machine, tmp_path: Path
) -> None:
    make = shutil.which("make")
    assert make is not None
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "tools", checkout / "tools")
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout)
    before = sorted(checkout.iterdir())
    answer = machine.run(make, "demo", folder=checkout)
    assert answer.returncode != 0
    assert "No Python 3.12" in answer.stderr
    assert sorted(checkout.iterdir()) == before


def pins() -> dict[str, Version]:
    lines = re.findall(r"^([\w.-]+)==([^\s;]+)", PINS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: Version(version) for name, version in lines}


def asked_for() -> list[Requirement]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    to_run, to_build = declared["project"]["dependencies"], declared["build-system"]["requires"]
    to_develop = declared["dependency-groups"]["dev"]
    return [Requirement(name) for name in sorted({*to_run, *to_build, *to_develop})]


@pytest.mark.parametrize("requirement", asked_for(), ids=str)
def test_what_the_project_asks_for_is_pinned_at_a_version_it_allows(requirement: Requirement) -> None:
    assert pins()[requirement.name] in requirement.specifier


def test_every_pin_has_a_hash_and_nothing_says_where_to_fetch_it() -> None:
    text = PINS.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|@ |^-|^\.|^/", text, flags=re.MULTILINE)


def test_an_installation_carries_the_scenarios_beside_the_model_and_the_command(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        (commands,) = (name for name in packed if name.endswith("entry_points.txt"))
        assert "alliance = experiments.cli.entry:main" in archive.read(commands).decode()
    shipped = {f"scenarios/{path.name}" for path in (ROOT / "scenarios").glob("*.toml")}
    assert shipped
    assert shipped | {"simulation/scenario/definition.py"} <= packed
    assert not any(name.startswith(("tests/", "results/", ".venv/")) for name in packed)
