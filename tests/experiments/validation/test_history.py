"""Held against history: where an observation falls, what is inside, and what an even calibration looks like."""

import itertools
import json
import math
import random
import re
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from experiments.cli.main import main
from experiments.figures.history import draw_calibration, draw_one
from experiments.figures.style import theme
from experiments.runner.pool import LocalPool
from experiments.validation.calibration import BINS, Calibration, answers_of, calibration, inside
from experiments.validation.history import Answer, History, Verdict, hold_against_history
from experiments.validation.history_page import as_page
from experiments.validation.history_report import as_data, observed, show, spread, summary
from experiments.validation.observations import Question, questions
from experiments.validation.wording import CAUSES, REASONS, VERDICTS
from simulation import load_dossier, load_scenario, scenario_path, shipped_scenarios
from simulation.language.translation import language
from simulation.scenario.dossier import ObservedOutcome
from tests.experiments.figures.looking import covers, texts_of

REAL = "lieferkettengesetz"
PAGE = Path(__file__).parents[3] / "docs" / "history.md"
START, END = "<!-- comparison: made by `make history` -->", "<!-- end of comparison -->"


def answer(
    seen: float | str,
    *values: float | str,
    held_back: bool = False,
    note: str | None = None,
    lies_in: Literal["model", "facts", "coding"] | None = None,
) -> Answer:
    known = {"source": "somewhere", "certainty": "memory", "held_back": held_back, "note": note, "lies_in": lies_in}
    observation = ObservedOutcome.model_validate({"what": "x", "value": 1, **known})
    return Answer(Question("x", "", seen, lambda _run: 0.0, observation), values)


HUNDRED = tuple(float(value) for value in range(100))

# --- where an observation falls --------------------------------------------------------------------


def test_the_interval_is_the_share_below_and_the_share_not_above() -> None:
    assert answer(2.0, 1.0, 2.0, 2.0, 3.0).interval == (0.25, 0.75)
    assert answer(2.5, 1.0, 2.0, 2.0, 3.0).interval == (0.75, 0.75)
    assert answer(2.0, 1.0, 2.0, 2.0, 3.0).quantile == 0.5


def test_what_never_came_about_lies_above_every_time() -> None:
    told = answer(math.inf, 10.0, 20.0, math.inf, math.inf)
    assert told.interval == (0.5, 1.0)
    assert answer(30.0, 10.0, 20.0, math.inf, math.inf).interval == (0.5, 0.5)


@pytest.mark.parametrize(
    ("seen", "verdict"), [(-1, "outside"), (3, "outside"), (4, "inside"), (95, "inside"), (96, "outside")]
)
def test_one_run_in_twenty_at_or_beyond_is_enough_to_be_inside(seen: float, verdict: str) -> None:
    assert answer(float(seen), *HUNDRED).verdict == verdict


def test_a_yes_is_inside_if_one_run_in_twenty_says_yes() -> None:
    assert answer(1.0, *[1.0] * 5, *[0.0] * 95).verdict is Verdict.INSIDE
    assert answer(1.0, *[1.0] * 4, *[0.0] * 96).verdict is Verdict.OUTSIDE
    assert answer(0.0, *[1.0] * 96, *[0.0] * 4).verdict is Verdict.OUTSIDE


def test_a_word_is_inside_if_it_belongs_to_the_most_frequent_that_make_up_nine_in_ten() -> None:
    ends = ["goal reached"] * 80 + ["goal missed"] * 15 + ["red line"] * 5
    assert [answer(end, *ends).verdict for end in ("goal reached", "goal missed", "red line", "lead lost")] == [
        Verdict.INSIDE,
        Verdict.INSIDE,
        Verdict.OUTSIDE,
        Verdict.OUTSIDE,
    ]


def test_missing_values_are_left_out_of_the_share() -> None:
    assert answer(2.0, 1.0, 3.0, math.nan, math.nan).interval == (0.5, 0.5)


def test_the_spread_holds_nine_in_ten_runs() -> None:
    low, middle, high = answer(0.0, *HUNDRED).spread()
    assert (low, middle, high) == (5, 50, 95)
    assert "never" in spread(answer(1.0, 1.0, math.inf, math.inf, math.inf))
    assert observed(answer(math.inf, 1.0)) == "never"


# --- calibration -----------------------------------------------------------------------------------

INTERVALS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda ends: (min(ends), max(ends))), min_size=1, max_size=30
)


@given(INTERVALS)
def test_shares_rise_from_nothing_to_all(intervals: list[tuple[float, float]]) -> None:
    found = Calibration(tuple(intervals))
    reached = found.reached(np.linspace(0, 1, 50))
    assert (np.diff(reached) >= -1e-12).all()
    assert reached[-1] == pytest.approx(1)
    assert found.ranks().sum() == pytest.approx(len(intervals))
    assert 0 <= found.distance() <= 1


def test_observations_spread_over_all_quantiles_are_perfect() -> None:
    even = Calibration(tuple((k / 20, (k + 1) / 20) for k in range(20)))
    assert even.distance() == pytest.approx(0)
    assert even.ranks() == pytest.approx([20 / BINS] * BINS)


def test_observations_beyond_all_runs_are_as_far_from_even_as_can_be() -> None:
    assert Calibration(((1.0, 1.0),) * 5).distance() == pytest.approx(1)
    assert Calibration(((0.0, 0.0),) * 5).distance() == pytest.approx(1)


def test_observations_drawn_like_the_runs_come_out_even() -> None:
    luck = random.Random(1)
    drawn = [answer(luck.gauss(0, 1), *(luck.gauss(0, 1) for _ in range(200))) for _ in range(400)]
    assert calibration(drawn).distance() < 0.1
    assert inside(drawn) / len(drawn) == pytest.approx(0.9, abs=0.05)


def test_counts_drawn_like_the_runs_come_out_even_too() -> None:
    luck = random.Random(1)
    drawn = [answer(float(luck.randint(0, 2)), *(float(luck.randint(0, 2)) for _ in range(200))) for _ in range(400)]
    assert calibration(drawn).distance() < 0.1


def test_words_have_no_place_in_the_calibration() -> None:
    assert calibration([answer("goal reached", "goal reached")]).intervals == ()


# --- what is kept out of tuning --------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_scenarios())
def test_at_least_half_of_what_can_be_compared_is_held_back(name: str) -> None:
    asked = [q for q in questions(load_scenario(name), load_dossier(name)) if isinstance(q, Question)]
    assert 2 * sum(question.observation.held_back for question in asked) >= len(asked)


# --- a whole comparison ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def history() -> History:
    return held(REAL)


def held(name: str) -> History:
    (found,) = hold_against_history([name], 30, 1)
    return found


def test_history_is_told_in_german(history: History, capsys: pytest.CaptureFixture[str]) -> None:
    show([history], Console(width=120), language("de"))
    told = " ".join(capsys.readouterr().out.split())
    assert "Initiative Lieferkettengesetz" in told
    assert "Mitglieder, 05.03.2020 *" in told
    assert "innerhalb" in told
    assert "inside" not in told
    assert all(language("de").knows(word) for word in (*VERDICTS, *REASONS, *CAUSES))
    assert {word.one for word in VERDICTS} == set(Verdict)


def test_runs_know_nothing_of_what_was_observed(tmp_path: Path, history: History) -> None:
    text = scenario_path(REAL).read_text(encoding="utf-8")
    other = tmp_path / f"{REAL}.toml"
    other.write_text(text.replace("members = 72", "members = 3").replace("value = 0.4", "value = 0.9"), "utf-8")
    again = held(str(other))
    assert (again.members == history.members).all()
    assert [a.values for a in again.answers] == [a.values for a in history.answers]
    assert [a.question.seen for a in again.answers] != [a.question.seen for a in history.answers]


def test_two_workers_return_the_same_as_one(history: History) -> None:
    told: list[tuple[int, int]] = []
    names = ["bund-ig-metall", REAL]
    two = partial(LocalPool, workers=2)
    other, again = hold_against_history(names, 30, 1, lambda *done, **_: told.append(done), start=two)
    assert (other.name, again.name) == ("bund-ig-metall", REAL)
    assert as_data([again], 30, 1, []) == as_data([history], 30, 1, [])
    assert (again.members == history.members).all()
    assert told == sorted(told)
    assert told[-1] == (60, 60)


def test_every_observation_of_the_file_is_answered_or_explained(history: History) -> None:
    seen = load_dossier(REAL).observed
    assert len(history.answers) + len(history.incomparable) == len(seen.members) + len(seen.outcomes)
    told = {answer.question.label for answer in history.answers}
    assert {"members, Feb 2020", "success", "weeks_to_effect", "renewals"} <= told
    assert all(entry.reason for entry in history.incomparable)


def test_the_summary_counts_what_was_held_back_by_itself(history: History) -> None:
    told = [answer(0.0, *HUNDRED), answer(50.0, *HUNDRED, held_back=True)]
    both = History("x", history.scenario, tuple(told), (), history.members)
    first, held_back, may_be_tuned, _ = summary([both])
    assert first.startswith("1 of 2 observations")
    assert "1 of 1 observations" in held_back
    assert "0 of 1 observations" in may_be_tuned
    assert answers_of([both], held_back=True) == told[1:]


def test_the_page_tells_of_every_miss_where_it_lies_and_what_was_held_back(history: History) -> None:
    told = [
        answer(500.0, *HUNDRED, note="Too early\nto tell.", lies_in="coding"),
        answer(500.0, *HUNDRED, held_back=True),
        answer(50.0, *HUNDRED, held_back=True, note="Not needed.", lies_in="model"),
    ]
    page = as_page([History("mine", history.scenario, tuple(told), (), history.members)], 100, 1, "a command")
    assert "| mine | 3 | 1 | 1 of 2 | 0 of 1 | 0 |" in page
    assert re.search(r"\| may be tuned \| 500 .* \| \*\*outside\*\* \| coding \|", page)
    assert re.search(r"\| held back \| 500 .* \| \*\*outside\*\* \|  \|", page)
    assert re.search(r"\| held back \| 50 .* \| inside \|  \|", page)
    assert "- x: Too early to tell." in page
    assert "Misses lie in the coding (1)." in page
    assert "Still to be explained: 1." in page
    assert "Not needed." not in page


def test_every_miss_on_the_page_of_history_is_explained_there() -> None:
    """After `make history`: whatever runs miss by now needs a `note` and `lies_in` in its file."""
    text = PAGE.read_text(encoding="utf-8")
    sections = re.split(r"^### ", text.partition(START)[2].partition(END)[0], flags=re.MULTILINE)[1:]
    assert {section.partition(":")[0] for section in sections} == {
        name for name in shipped_scenarios() if load_dossier(name).observed.model_fields_set
    }
    for section in sections:
        misses = re.findall(r"^\| ([^|]+) \|.*\| \*\*outside\*\* \| ([^|]*) \|$", section, re.MULTILINE)
        for label, cause in misses:
            assert cause in ("model", "facts", "coding"), label
            assert re.search(rf"^- {re.escape(label)}: \S", section, re.MULTILINE), label


def test_the_command_answers_machines_and_keeps_table_and_figures(tmp_path: Path) -> None:
    arguments = ["history", REAL, "--runs", "20", "--json", "--out", str(tmp_path)]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0, told.output
    answered = json.loads(told.stdout)
    assert (answered["runs"], answered["seed"]) == (20, 1)
    (one,) = answered["scenarios"]
    verdicts = {row["verdict"] for row in one["observations"]}
    assert verdicts <= {"inside", "outside", "not comparable"}
    assert answered["inside"] <= answered["compared"]
    names = {Path(file).name for file in answered["files"]}
    assert names == {
        "history.json",
        "history.md",
        f"history-{REAL}.png",
        f"history-{REAL}.svg",
        "calibration.png",
        "calibration.svg",
    }
    assert all(Path(file).stat().st_size > 500 for file in answered["files"])
    assert json.loads((tmp_path / "history.json").read_text("utf-8"))["scenarios"] == answered["scenarios"]


def test_what_was_stopped_resumes_and_its_folder_is_one_of_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    asked = ["history", REAL, "--runs", "20", "--workers", "1", "--json", "--out", str(tmp_path)]
    with monkeypatch.context() as stopping:
        stopping.setattr("experiments.storage.merging.join_all", stop)
        stopped = CliRunner().invoke(main, asked)
    assert stopped.exit_code == 130
    assert f"20 of 20 runs are kept in {tmp_path}; the same command resumes" in stopped.stderr
    monkeypatch.setattr("experiments.sweeps.sweep.execute", stop)  # nothing is run again
    assert json.loads(CliRunner().invoke(main, asked).stdout)["runs"] == 20
    monkeypatch.undo()
    for figure in tmp_path.glob("*.png"):
        figure.unlink()
    assert CliRunner().invoke(main, ["plot", str(tmp_path)]).exit_code == 0
    assert {path.name for path in tmp_path.glob("*.png")} == {f"history-{REAL}.png", "calibration.png"}
    assert CliRunner().invoke(main, ["verify", str(tmp_path), "--sample", "2"]).exit_code == 0
    exported = CliRunner().invoke(main, ["export", str(tmp_path / REAL), "--table", "series"])
    assert exported.stdout.startswith('"run_id","week",')


def test_what_was_observed_since_counts_though_the_runs_are_there(tmp_path: Path) -> None:
    text = scenario_path(REAL).read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    for members in (72, 3):
        file.write_text(text.replace("members = 72", f"members = {members}"), "utf-8")
        (found,) = hold_against_history([str(file)], 20, 1, folder=tmp_path / "kept")
        assert float(members) in [one.question.seen for one in found.answers]


def test_no_text_in_the_figures_lies_on_another_or_outside(history: History) -> None:
    with theme():
        figures = [draw_one(history), draw_calibration([history], calibration(history.answers))]
        for figure in figures:
            texts = texts_of(figure)
            assert not [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)]
            width, height = figure.bbox.width, figure.bbox.height
            assert not [t for t, b in texts if min(b.x0, b.y0) < 0 or b.x1 > width or b.y1 > height]


def test_a_file_without_observations_says_so(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["history", "baseline", "--runs", "20", "--out", str(tmp_path)])
    assert told.exit_code == 0
    assert "Nothing was observed that runs could be asked for." in told.stdout
