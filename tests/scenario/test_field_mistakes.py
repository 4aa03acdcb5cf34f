"""One clear error for each kind of mistake in a field: field, value, and what to do."""

from typing import Any

import pytest

from simulation.errors import ScenarioError
from simulation.scenario.loading import changed, load_any, load_field, load_scenario, problems_in, shipped_fields
from simulation.scenario.organisational_field import OrganisationalField
from tests.fields import small_field

ISSUE = small_field().issues[0].model_dump(mode="json")
GIVEN = {"issue": "Roof", "founder": "Welfare 1", "asked": ["Welfare 2"]}


@pytest.mark.parametrize(
    ("field", "value", "place", "hint"),
    [
        ("issues", [], "issues", "at least 1"),
        ("issues", [ISSUE, ISSUE], "issues.1.name", "stands above already"),
        ("issues.Roof.against", "Sky", "issues.Roof.against", "must be another issue"),
        ("issues.Roof.against", "Roof", "issues.Roof.against", "must be another issue"),
        ("issues.Roof.agreements.lead", "Welfare 1", "issues.Roof.agreements.lead", "founder_leads"),
        ("issues.Roof.agreements.successor", "Welfare 1", "issues.Roof.agreements.successor", "must stay empty"),
        ("issues.Roof.agreements.paper_due", 30, "issues.Roof.agreements.paper_due", "not allowed in a field"),
        ("issues.Roof.stakes", {"welfare": 2.0}, "issues.Roof.stakes.welfare", "from 0 to 1.5"),
        ("issues.Roof.stakes", {"wellfare": 1.0}, "issues.Roof.stakes.wellfare", "did you mean welfare?"),
        ("forums.0.groups", ["Wellfare"], "forums.Forum A.groups.0", "did you mean"),
        ("forums.0.groups", [], "forums.Forum A.members", "must name somebody"),
        ("forums.0.members", ["Nobody"], "forums.Forum A.members.0", "is not an organisation"),
        ("alliances", [{**GIVEN, "issue": "Rooff"}], "alliances.0.issue", "did you mean Roof?"),
        ("alliances", [{**GIVEN, "founder": "Welfare 99"}], "alliances.0.founder", "is not an organisation"),
        ("alliances", [{**GIVEN, "asked": ["Welfare 1"]}], "alliances.0.asked.0", "name everybody once"),
        ("alliances", [{**GIVEN, "asked": []}], "alliances.0.asked", "at least 1"),
        ("search.by_forum", 0.8, "search.by_memory", "come to 1 at most"),
        ("search.looks", 0, "search.looks", "from 1 to 64"),
        (
            "arena.shocks",
            [{"name": "Storm", "when": 3, "need": 0.5}],
            "arena.shocks.Storm.need",
            "not allowed in a field",
        ),
    ],
)
def test_mistakes_are_answered(field: str, value: Any, place: str, hint: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        changed(small_field(), {field: value})
    problem = caught.value.problems[0]
    assert problem.field == place
    assert hint in str(problem)


def test_a_field_is_no_scenario_of_given_alliances_and_the_other_way_round() -> None:
    with pytest.raises(ScenarioError, match="make this a field"):
        load_scenario("field")
    with pytest.raises(ScenarioError, match=r"\[\[issues\]\] in place of"):
        load_field("baseline")
    assert isinstance(load_any("field"), OrganisationalField)
    assert not isinstance(load_any("baseline"), OrganisationalField)


@pytest.mark.parametrize("name", shipped_fields())
def test_shipped_fields_are_valid(name: str) -> None:
    assert problems_in(name) == ()
    assert load_field(name).title.de != load_field(name).title.en
