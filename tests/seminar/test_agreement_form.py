"""The agreement form: every question stands for a field, and every answer is a value which that field allows."""

import pytest

from seminar.agreement_form import HEADINGS, Section, agreed, changes, question, questions
from seminar.profiles import profiles, settled
from simulation import AllianceError, load_scenario, shipped_scenarios
from simulation.language.translation import LANGUAGES, language
from simulation.scenario.agreements import Agreements

every_scenario = pytest.mark.parametrize("name", shipped_scenarios())


@every_scenario
def test_what_the_scenario_has_is_an_answer_and_changes_nothing(name: str) -> None:
    scenario = load_scenario(name)
    as_it_is = {one.field: one.answer(one.as_it_is).value for one in questions(scenario)}
    assert agreed(scenario, as_it_is) == scenario == agreed(scenario, {})


@every_scenario
def test_every_answer_is_a_value_of_its_field(name: str) -> None:
    scenario = load_scenario(name)
    for asked in questions(scenario):
        for answer in asked.answers:
            if asked.field.startswith("agreements."):
                field = asked.field.removeprefix("agreements.")
                assert field in Agreements.model_fields
                read = Agreements.model_validate({field: answer.value}, strict=True)
                assert getattr(read, field) == answer.value


def test_each_field_is_asked_for_once_and_the_sections_stand_together() -> None:
    asked = questions(load_scenario("lieferkettengesetz"))
    assert len({one.field for one in asked}) == len(asked)
    assert list(dict.fromkeys(one.section for one in asked)) == list(Section) == list(HEADINGS)


@pytest.mark.parametrize("lang", LANGUAGES)
@every_scenario
def test_questions_and_answers_are_said_in_every_language(name: str, lang: str) -> None:
    scenario, spoken = load_scenario(name), language(lang)
    for asked in questions(scenario):
        assert asked.asked(scenario, spoken).endswith((".", "?"))
        answers = [asked.answered(answer.value, scenario, spoken) for answer in asked.answers]
        assert all(answers)
        assert len(set(answers)) == len(answers)


def test_a_demand_that_falls_is_gone_with_all_that_was_known_of_it() -> None:
    scenario = settled(load_scenario("lieferkettengesetz"), seed=1)
    without = agreed(scenario, {"goal.demands.civil liability": False, "agreements.moderation": True})
    assert [one.name for one in without.goal.demands] == [
        one.name for one in scenario.goal.demands if one.name != "civil liability"
    ]
    assert without.agreements.moderation
    for before, after in zip(profiles(scenario, 1), profiles(without, 1), strict=True):
        assert after.wishes == tuple(wish for wish in before.wishes if wish.demand != "civil liability")


def test_the_lead_is_one_of_those_who_are_sure_to_be_asked() -> None:
    scenario = load_scenario("fast-and-slow")
    sure = [one.name for one in profiles(scenario, 1)[:6]]
    scenario = settled(scenario, 1, sure)
    lead = question(scenario, "agreements.lead")
    assert {*sure} <= {answer.value for answer in lead.answers}
    for answer in lead.answers:
        assert agreed(scenario, {"agreements.lead": answer.value}).agreements.lead == answer.value


def test_no_demand_at_all_is_no_agreement() -> None:
    scenario = load_scenario("fast-and-slow")
    with pytest.raises(AllianceError, match="one demand at least"):
        changes(scenario, {f"goal.demands.{one.name}": False for one in scenario.goal.demands})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("agreements.moderatoin", True),
        ("agreements.moderation", 1),
        ("agreements.lead", "DGB"),
        ("arena.salience", 1.0),
    ],
)
def test_what_is_not_on_the_form_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(AllianceError, match=r"is not (on the agreement form|allowed)"):
        changes(load_scenario("baseline"), {field: value})  # type: ignore[dict-item]
