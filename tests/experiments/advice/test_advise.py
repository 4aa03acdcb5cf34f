"""The command `alliance advise`: one screen, plain data, and what is told when it is stopped."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from experiments.advice import consultation, report
from experiments.advice.advice_data import as_data
from experiments.advice.answer import Answer
from experiments.advice.consultation import TOPICS
from experiments.cli.main import main
from experiments.figures.advice import draw_answer
from experiments.figures.style import theme
from experiments.terminal.console import as_json
from simulation.language.translation import LANGUAGES, language
from tests.experiments.advice.conftest import Consulted
from tests.experiments.advice.plans import FILE

WORDS = [str(FILE), "--weeks", "40", "--runs", "4", "--workers", "1"]


def advise(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["advise", *arguments])


def screen(consulted: Consulted, lang: str, *, in_full: bool = False) -> list[str]:
    """Return the lines of a screen of 80 columns."""
    output = Console(file=StringIO(), width=80, markup=False, highlight=False)
    report.show(consulted.asked, consulted.found, output, language(lang), in_full=in_full)
    assert isinstance(output.file, StringIO)
    return output.file.getvalue().splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_questions_are_answered_in_lines_that_fit(consulted: Consulted, lang: str) -> None:
    lines = screen(consulted, lang)
    assert max(map(len, lines)) <= 80
    assert len(lines) < 45
    assert {"en": "Which two together?", "de": "Welche zwei zusammen?"}[lang] in lines


def test_the_ranking_has_a_row_for_every_change(consulted: Consulted) -> None:
    told = "\n".join(screen(consulted, "en", in_full=True))
    assert "Without Backbone" in told
    assert "Without Starter" not in told  # it alone starts
    assert "If you rank the demands" not in told  # they are ranked already


def test_data_have_one_shape_and_rank_by_what_leads(consulted: Consulted) -> None:
    told: dict[str, Any] = json.loads(
        as_json(as_data(consulted.asked, consulted.found, [], language("de"))), parse_constant=pytest.fail
    )
    assert [*told] == ["scenario", "settings", "runs", "seed", "answers", "missing", "files"]
    assert [one["topic"] for one in told["answers"]] == list(TOPICS)
    for one in told["answers"]:
        values = [option["outcomes"][one["led_by"]]["mean"]["value"] for option in one["ranking"]]
        assert values == sorted(values, reverse=True)


def test_every_question_with_an_answer_has_a_figure_that_names_its_changes(consulted: Consulted) -> None:
    with theme():
        figures = {one.question.topic: draw_answer(consulted.asked, one, language("en")) for one in consulted.found}
    assert list(figures) == list(TOPICS)
    labels = [label.get_text() for label in figures["partners"].axes[0].get_yticklabels()]
    assert labels[-1] == "Without Backbone"
    assert figures["size"].texts_around.heading == "How large can we grow?"


def test_what_is_answered_is_told_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = consultation.answers

    def stopped(*arguments: Any, **means: Any) -> Iterator[Answer]:
        yield next(iter(whole(*arguments, **means)))
        raise KeyboardInterrupt

    monkeypatch.setattr(consultation, "answers", stopped)
    told = advise(*WORDS)
    assert told.exit_code == 130
    assert "Whom can we not do without?" in told.stdout
    assert "Not answered, as it was stopped: How large can we grow? Which agreement first?" in " ".join(
        told.stdout.split()
    )
    assert "Nothing is kept without --out" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["baselin"], "did you mean baseline"),
        (["baseline", "--runs", "1"], "--runs"),
        (["baseline", "--set", "agreements.moderatoin=true"], "agreements.moderatoin"),
        (["field"], "make this a field"),
    ],
)
def test_bad_input_gets_a_message_and_exit_code_2(arguments: list[str], told: str) -> None:
    answer = advise(*arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert "Traceback" not in answer.output
