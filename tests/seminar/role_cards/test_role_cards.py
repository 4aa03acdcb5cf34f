"""Role cards and the form: what stands on them is what the model reads, whatever a user has called it."""

from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from experiments.design.assignments import parse_changes
from seminar.agreement_form import Value, agreed, questions
from seminar.classroom.entries import Opening
from seminar.classroom.school import prepared
from seminar.profiles import profiles
from seminar.role_cards.cards import Roles, role_cards
from seminar.role_cards.form import agreement_paper
from seminar.role_cards.ticked import read_ticked, typed_changes
from simulation import AllianceError, changed, load_scenario, problems_in
from simulation.language.translation import LANGUAGES, language

SCENARIOS = ("fast-and-slow", "bund-ig-metall", "lieferkettengesetz")
HOSTILE = "#panic() *Ant* _Bee_ $x$ @ref <label> `raw` \\"


@pytest.fixture(scope="module", params=SCENARIOS)
def opening(request: pytest.FixtureRequest) -> Opening:
    return prepared(request.param, 3, 2, teacher="")


def test_every_answer_on_the_form_is_read_back_as_it_was_ticked(opening: Opening) -> None:
    scenario = opening.scenario
    for question in questions(scenario):
        for answer in question.answers:
            value = str(answer.value).lower() if isinstance(answer.value, bool) else answer.value
            decided = read_ticked(scenario, [f"{question.field}={value}"])
            assert decided == {question.field: answer.value}


def test_what_an_agreement_changes_can_be_typed(opening: Opening) -> None:
    scenario = opening.scenario
    dropped = f"goal.demands.{scenario.goal.demands[0].name}"
    decided: dict[str, Value] = {dropped: False, "agreements.decision_rule": "silence", "agreements.moderation": True}
    typed = parse_changes(typed_changes(scenario, decided))
    assert changed(scenario, typed) == agreed(scenario, decided)


@pytest.mark.parametrize("ticked", ["agreements.core_size=7", "agreements.tone=1", "goal.change_share=0"])
def test_what_is_not_on_the_form_is_refused_by_name(ticked: str) -> None:
    with pytest.raises(AllianceError, match=ticked.partition("=")[0]):
        read_ticked(load_scenario("baseline"), [ticked])


@pytest.mark.parametrize(("lang", "make"), list(product(LANGUAGES, ["cards", "form"])))
def test_names_are_printed_and_never_read_as_markup(opening: Opening, lang: str, make: str) -> None:
    hostile = {"en": HOSTILE, "de": HOSTILE}
    title = opening.scenario.title.model_copy(update=hostile)
    renamed = {opening.profiles[0].name: HOSTILE}
    scenario = opening.scenario.model_copy(
        update={
            "title": title,
            **{table: getattr(opening.scenario, table) | renamed for table in ("english", "german")},
        }
    )
    roles = Roles(opening.model_copy(update={"scenario": scenario}), language(lang))
    paper = role_cards(roles) if make == "cards" else agreement_paper(roles, HOSTILE)
    assert paper.startswith(b"%PDF")


def test_the_command_writes_cards_and_form_and_a_scenario_with_the_same_organisations(tmp_path: Path) -> None:
    words = ["rolecards", "fast-and-slow", "--seed", "3", "--teams", "4", "--lang", "de", "--out", str(tmp_path)]
    first, again = (CliRunner().invoke(main, words) for _ in range(2))
    assert first.exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "fast-and-slow.cards.de.pdf",
        "fast-and-slow.form.de.pdf",
        "fast-and-slow.class.toml",
    }
    assert (again.exit_code, "--replace" in again.output) == (2, True)
    file = tmp_path / "fast-and-slow.class.toml"
    assert problems_in(file) == ()
    asked = profiles(load_scenario("fast-and-slow"), 3)
    drawn = {one.name: dict(one.traits) for one in profiles(load_scenario(file), 99)}
    assert all(drawn[one.name] == pytest.approx(dict(one.traits)) for one in asked)


def test_an_agreement_is_put_to_the_model_in_pairs() -> None:
    typed = ["agreement", "fast-and-slow", "agreements.decision_rule=silence", "--pairs", "6", "--workers", "1"]
    told = CliRunner().invoke(main, typed)
    assert told.exit_code == 0
    words = " ".join(told.output.split())
    assert "How does the core group decide? By consensus; silence counts as consent" in words
    assert "of 6 pairs" in words


def test_more_teams_than_are_asked_are_refused(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["rolecards", "bund-ig-metall", "--teams", "5", "--out", str(tmp_path)])
    assert told.exit_code == 2
    assert "between 2 and 2" in told.output
    assert list(tmp_path.iterdir()) == []
