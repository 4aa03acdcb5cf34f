"""The edge between files and the model: what may be read, from where, and what no file can bring about."""

import io
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulation.errors import AllianceError, Problem, ScenarioError
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import (
    load_dossier,
    load_scenario,
    parse_value,
    scenario_path,
    shipped_scenarios,
)
from tests.spoiled import VALID, problems_of, written


def test_a_file_becomes_a_scenario(tmp_path: Path) -> None:
    scenario = load_scenario(written(tmp_path, VALID))
    assert isinstance(scenario, Scenario)
    assert scenario.start == date(2021, 3, 1)
    assert scenario.organisations[0].interval.high == 13
    assert scenario.organisations[0].stake.low == scenario.organisations[0].stake.high == 0.8
    assert scenario.names() == ("ver.di", "BUND", "Churches 1", "Churches 2", "Churches 3")


def test_a_path_may_be_a_text_and_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, VALID)
    monkeypatch.chdir(tmp_path)
    assert load_scenario("my.toml") == load_scenario(str(path)) == load_scenario(path)


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(VALID.encode())))
    assert load_scenario("-") == load_scenario(written(tmp_path, VALID))


@pytest.mark.parametrize("text", ["\ufeff" + VALID, VALID.replace("\n", "\r\n")], ids=["mark", "line ends"])
def test_files_from_windows(tmp_path: Path, text: str) -> None:
    assert load_scenario(written(tmp_path, text)) == load_scenario(written(tmp_path, VALID))


def test_shipped_scenarios_load_by_name_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "baseline" in shipped_scenarios()
    for name in shipped_scenarios():
        assert load_scenario(name) == load_scenario(scenario_path(name))


def test_facts_assumptions_and_history_never_reach_the_model(tmp_path: Path) -> None:
    rewritten = VALID.replace("was passed", "failed").replace("similar", "different").replace("0.4", "0.9")
    bare = VALID[: VALID.index("[[facts]]")]
    assert len({VALID, rewritten, bare}) == 3
    first, second, third = (load_scenario(written(tmp_path, text)) for text in (VALID, rewritten, bare))
    assert first == second == third


def test_the_dossier_holds_what_the_model_cannot_read(tmp_path: Path) -> None:
    dossier = load_dossier(written(tmp_path, VALID))
    assert dossier.facts[0].certainty == "published"
    assert dossier.assumptions[0].about == "agreements.core_size"
    assert dossier.observed.outcomes[0].value == 0.4
    assert dossier.observed.members[0].members == 128


@pytest.mark.parametrize(
    ("value", "read"),
    [("true", True), ("3", 3), ("0.5", 0.5), ("2021-06-11", date(2021, 6, 11)), ('"renewed"', "renewed")],
)
def test_observed_values_keep_their_kind(tmp_path: Path, value: str, read: object) -> None:
    path = written(tmp_path, VALID.replace("value = 0.4", f"value = {value}"))
    outcome = load_dossier(path).observed.outcomes[0]
    assert outcome.value == read
    assert type(outcome.value) is type(read)


# ------------------------------------------------------------------------------- what cannot be read at all


def whole_file_problem(source: str | Path) -> Problem:
    (problem,) = problems_of(lambda: load_scenario(source))
    assert problem.field == ""
    return problem


@pytest.mark.parametrize(
    ("content", "line", "value", "hint"),
    [
        (b"", None, "", "empty"),
        (b"# nothing yet\n", None, "", "empty"),
        (b"title = 'x'\nweeks = eight\n", 2, "weeks = eight", "is not TOML"),
        (b"weeks = 8\nweeks = 9\n", 2, "weeks = 9", "is not TOML"),
        (b"start = 2021-02-30\n", 1, "start = 2021-02-30", "is not TOML"),
        (b"weeks = 8\ntitle = [1,", 2, "title = [1,", "not closed by a ]"),
        (b"weeks = \x01", 1, "weeks = \x01", "is not TOML"),
        ("weeks = 8\n# für\n".encode("latin-1"), 2, "byte 0xfc", "UTF-8"),
        (VALID.encode("utf-16"), 1, "byte 0xff", "UTF-8"),
        (b"weeks = " + b"[" * 100_000, None, "", "nested too deeply"),
        (b"\nweeks = " + b"9" * 5000, 2, "", "digits"),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes, line: int | None, value: str, hint: str) -> None:
    path = written(tmp_path, content)
    problem = whole_file_problem(path)
    assert (problem.source, problem.line) == (str(path), line)
    assert problem.value.startswith(value)
    assert hint in problem.message


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    assert "larger than 2 MiB" in whole_file_problem(path).message


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless device")
def test_endless_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "larger than 2 MiB" in whole_file_problem(Path("/dev/zero")).message
    with Path("/dev/zero").open(encoding="utf-8") as endless:
        monkeypatch.setattr(sys, "stdin", endless)
        assert whole_file_problem("-").source == "standard input"


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (".", "a folder"),
        ("missing.toml", "no such file"),
        ("missing/my", "no such file"),
        (Path("baseline"), "no such file"),
        ("baselin", "did you mean baseline?"),
        ("something else", "`alliance scenarios` lists"),
        ("feld", "did you mean field?"),
        ("a\0b.toml", "cannot be read"),
        ("x" * 5000 + ".toml", "cannot be read"),
    ],
)
def test_no_such_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str | Path, hint: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert hint in whole_file_problem(source).message


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, VALID)
    monkeypatch.setattr(Path, "open", refuse)
    assert "permission" in whole_file_problem(path).message


def test_no_shipped_scenario_of_that_name() -> None:
    with pytest.raises(ScenarioError, match="did you mean baseline"):
        scenario_path("basline")


# ------------------------------------------------------------------------------------------ whatever may come

SNIPPETS = st.sampled_from(VALID.splitlines()) | st.sampled_from(
    ["[", "]", "{", "}", '"', "'", '"""', "=", ".", ",", "\r", "\n", "\0", "#", "nan", "1e999", "-1", "true"]
)
VALUES = st.sampled_from(["1", "-1", "0.5", "true", "nan", "''", "'x'", "[]", "{}", "[[1], {a = 1}]", "07:32:00"])
PATHS = st.sampled_from(
    [
        "",
        ".",
        "weeks",
        "title.en",
        "organisations",
        "organisations.ver.di.interval",
        "ties.0.between.1",
        "facts.0",
    ]
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.times() | st.binary()
CHANGED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def cut_up(draw: st.DrawFn) -> bytes:
    """A valid file in which a few passages were replaced."""
    text = VALID.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + draw(SNIPPETS.map(str.encode) | st.binary(max_size=3)) + text[end:]
    return text


@st.composite
def revalued(draw: st.DrawFn) -> bytes:
    """A valid file with other values or headers in a few lines; still TOML most of the time."""
    lines = VALID.splitlines()
    for number in draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=4)):
        key, equals, _ = lines[number].partition("=")
        lines[number] = f"{key}= {draw(VALUES)}" if equals else draw(st.sampled_from(["", key.replace("[[", "[")]))
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


def explanation(path: Path, changes: Mapping[str, object]) -> str:
    """Return what is said of a file that cannot be used, or nothing; any other error gets through."""
    try:
        load_dossier(path)
        load_scenario(path, changes)
    except AllianceError as error:
        return str(error)
    return ""


@example(b"a." * 3000 + b"a = 1")
@given(st.binary(max_size=200) | st.text().map(str.encode) | cut_up() | revalued())
@settings(deadline=None)
def test_any_file_gives_a_scenario_or_an_explanation(scratch: Path, content: bytes) -> None:
    assert explanation(written(scratch, content), {}).replace("\n", " ").isprintable()


@given(st.dictionaries(PATHS | st.text(), CHANGED, max_size=3))
@settings(deadline=None)
def test_any_change_gives_a_scenario_or_an_explanation(scratch: Path, changes: dict[str, object]) -> None:
    assert explanation(written(scratch, VALID), changes).replace("\n", " ").isprintable()


@given(st.text())
def test_any_text_is_a_value(text: str) -> None:
    parse_value(text)


# ------------------------------------------------------------------------------------------------------ speed


def test_reading_a_scenario_needs_no_heavy_library() -> None:
    code = "import sys, simulation.scenario.loading; print({'numba', 'numpy', 'pandas', 'mesa'} & set(sys.modules))"
    project = scenario_path("baseline").parents[1]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project)
    assert run.stdout.strip() == "set()"


def test_a_whole_number_is_a_text_where_a_text_is_meant(tmp_path: Path) -> None:
    text = VALID.replace('name = "liability"', "name = 2030").replace("liability", "2030")
    in_file = load_scenario(written(tmp_path, text), {"goal.demands.2030.weight": 3, "stream": 7, "title.de": 2030})
    assert (in_file.goal.demands[0].name, in_file.goal.demands[0].weight) == ("2030", 3)
    assert (in_file.stream, in_file.title.de) == ("7", "2030")
    changes = {"agreements.lead": 7, "organisations.Convenor.name": 7, "invitation.initiators.0": 7}
    typed = load_scenario("baseline", changes)
    assert typed.agreements.lead == typed.organisations[0].name == typed.invitation.initiators[0] == "7"
