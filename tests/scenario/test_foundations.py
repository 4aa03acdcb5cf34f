"""What fields rest on: facts and assumptions are about something that exists, and are found by it."""

from pathlib import Path

import pytest

from simulation.scenario.definition import Scenario
from simulation.scenario.dossier import Assumption, Dossier, Fact
from simulation.scenario.foundations import basis, known
from simulation.scenario.loading import load_dossier
from tests.spoiled import problems_of, spoiled, written


def fact(about: str) -> Fact:
    return Fact(about=about, statement="It is so.", source="somewhere", certainty="memory")


def assumption(about: str) -> Assumption:
    return Assumption(about=about, statement="It may be so.")


def test_every_part_and_every_field_is_known() -> None:
    assert set(Scenario.model_fields) <= known()
    assert {"agreements.core_size", "goal.demands", "goal.demands.weight", "organisations.positions.ideal"} <= known()
    assert {"others.start", "others.agreements.party_line", "others.goal.demands.weight"} <= known()
    assert not {"agreements.core_sise", "others.arena", "others.title"} & known()


def test_a_field_rests_on_what_is_said_of_it_or_of_the_part_around_it() -> None:
    dossier = Dossier(facts=(fact("arena.windows, agreements.lead"), fact("goal")), assumptions=(assumption("goal"),))
    assert basis("agreements.lead", dossier) == "fact"
    assert basis("goal.demands.weight", dossier) == "fact and assumption"
    assert basis("agreements.core_size", dossier) == ""


def test_what_is_said_of_one_field_says_nothing_of_its_neighbours_or_of_the_part() -> None:
    dossier = Dossier(assumptions=(assumption("agreements.end_week"),))
    assert basis("agreements.end", dossier) == basis("agreements", dossier) == ""


@pytest.mark.parametrize(
    ("old", "new", "field", "hint"),
    [
        ('about = "goal"', 'about = "goals"', "facts.0.about", "did you mean goal?"),
        (
            'about = "agreements.core_size"',
            'about = "agreements.lead, core_size"',
            "assumptions.0.about",
            "agreements.core_size",
        ),
        (
            'what = "adopted"',
            'what = "adopted"\ndemand = "@@libability"',
            "observed.outcomes.0.demand",
            "did you mean liability?",
        ),
    ],
)
def test_what_is_about_nothing_in_the_file_is_a_mistake(
    tmp_path: Path, old: str, new: str, field: str, hint: str
) -> None:
    text, line = spoiled(old, new)
    (problem,) = problems_of(lambda: load_dossier(written(tmp_path, text)))
    assert (problem.field, problem.line) == (field, line)
    assert hint in problem.message
