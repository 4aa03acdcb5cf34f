"""Changes by dotted path, to a file or to a scenario; mistaken ones are explained like mistakes in a file."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from simulation.errors import ScenarioError
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_field, load_scenario, parse_value, shipped_scenarios
from tests.spoiled import VALID, problems_of, written

CHANGES: dict[str, object] = {
    "agreements.core_size": 8,
    "invitation.size": 3,
    "goal.demands.1.weight": 0.5,
    "goal.demands.reach v1.2.majority": 0.4,
    "organisations.ver.di.stake": 0.3,
    "organisations.ver.di.interval.high": 20,
    "organisations.ver.di.positions.liability.ideal": 0.1,
    "invitation.indispensable.0": "Churches 3",
    "agreements.lead": "Churches 3",
    "mechanisms.cooperation.hours_per_partner": 1,
    "start": date(2021, 5, 3),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, VALID)


@pytest.fixture
def scenario(path: Path) -> Scenario:
    return load_scenario(path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", 8),
        ("0.5", 0.5),
        ("true", True),
        ("2021-06-25", date(2021, 6, 25)),
        ("[1, 2]", [1, 2]),
        ("{ low = 1, high = 2 }", {"low": 1, "high": 2}),
        ('"8"', "8"),
        ("two-thirds", "two-thirds"),
        ("ver.di", "ver.di"),
        ("", ""),
        ("8\nother = 9", "8\nother = 9"),
        ("[" * 5000, "[" * 5000),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_values_as_typed_on_a_command_line(text: str, value: object) -> None:
    assert parse_value(text) == value
    assert type(parse_value(text)) is type(value)


def test_changes_reach_what_they_name(scenario: Scenario) -> None:
    new = changed(scenario, CHANGES)
    assert (new.agreements.core_size, new.invitation.size) == (8, 3)
    assert (new.goal.demands[1].weight, new.goal.demands[1].majority) == (0.5, 0.4)
    assert new.organisations[0].stake.low == new.organisations[0].stake.high == 0.3
    assert (new.organisations[0].interval.low, new.organisations[0].interval.high) == (4, 20)
    assert new.organisations[0].positions["liability"].ideal == 0.1
    assert new.invitation.indispensable == ("Churches 3",)
    assert new.mechanisms.cooperation.hours_per_partner == 1
    assert new.start == date(2021, 5, 3)


def test_the_scenario_that_is_changed_stays_as_it_was(scenario: Scenario, path: Path) -> None:
    changed(scenario, CHANGES)
    assert scenario == load_scenario(path)


def test_changes_do_the_same_to_a_file_and_to_what_was_read_from_it(scenario: Scenario, path: Path) -> None:
    assert changed(scenario, CHANGES) == load_scenario(path, CHANGES)


def test_no_change_changes_nothing(scenario: Scenario) -> None:
    assert changed(scenario, {}) == scenario
    for name in shipped_scenarios():
        assert changed(load_scenario(name), {}) == load_scenario(name)


def test_changes_are_made_before_the_file_is_checked(tmp_path: Path) -> None:
    path = written(tmp_path, VALID.replace("size = 4", "size = 4000"))
    assert load_scenario(path, {"invitation.size": 4}).invitation.size == 4


def test_a_change_that_takes_a_name_away_need_not_mention_its_german() -> None:
    scenario = changed(load_scenario("baseline"), {"goal.demands": [{"name": "One demand"}]})
    assert "First demand" not in scenario.german
    assert scenario.german["Movement"] == load_scenario("baseline").german["Movement"]
    with pytest.raises(ScenarioError, match=r"german\.Moovement"):
        changed(scenario, {"german": {"Moovement": "Bewegung"}})


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("goal.demands.1.weight", "goal.demands.reach v1.2.weight", "is the same field as"),
        ("goal.demands.reach v1.2.weight", "goal.demands.1.weight", "is the same field as"),
        ("organisations.0.stake", "organisations.ver.di.stake", "is the same field as"),
        ("organisations.0.interval", "organisations.ver.di.interval.low", "lies within"),
        ("goal.demands", "goal.demands.1.weight", "lies within"),
        ("agreements", "agreements.core_size", "lies within"),
        ("mechanisms.cooperation", "mechanisms.cooperation.hours_per_partner", "lies within"),
    ],
)
def test_one_field_is_changed_once_however_it_is_spelt(
    scenario: Scenario, path: Path, one: str, other: str, told: str
) -> None:
    for changes in ({one: 1, other: 2}, {other: 2, one: 1}):
        for load in (partial(changed, scenario, changes), partial(load_scenario, path, changes)):
            (problem,) = problems_of(load)
            kept = one if problem.field == other else other
            assert {problem.field, kept} == {one, other}
            assert f"{told} {kept}" in problem.message


def test_names_are_those_before_the_changes_whatever_their_order(scenario: Scenario) -> None:
    renaming: dict[str, object] = {"goal.demands.1.name": "fines", "goal.demands.reach v1.2.weight": 0.5}
    for changes in (renaming, dict(reversed(renaming.items()))):
        new = changed(scenario, changes)
        assert (new.goal.demands[1].name, new.goal.demands[1].weight) == ("fines", 0.5)


def test_the_number_after_the_last_one_adds_an_entry() -> None:
    forum = {"name": "Chamber", "groups": ["Business", "Union"]}
    field = load_field("field", {"forums.6": forum, "forums.Round table.share": 0.2})
    assert [one.name for one in field.forums[-2:]] == ["Round table", "Chamber"]
    assert field.forums[5].share == 0.2
    for path in ("forums.7", "forums.6.name"):
        with pytest.raises(ScenarioError, match=r"entries are 0 to 5, and 6 = . \.\.\. . adds one"):
            load_field("field", {path: "Chamber"})


def test_a_star_stands_for_all_entries_of_a_list(scenario: Scenario, path: Path) -> None:
    change: dict[str, object] = {"goal.demands.*.weight": 0.5}
    for new in (changed(scenario, change), load_scenario(path, change)):
        assert len(new.goal.demands) > 1
        assert {demand.weight for demand in new.goal.demands} == {0.5}
        assert [demand.name for demand in new.goal.demands] == [demand.name for demand in scenario.goal.demands]


@pytest.mark.parametrize(
    ("other", "told"),
    [("goal.demands.1.weight", "is the same field as"), ("goal.demands.0", "lies within"), ("goal", "lies within")],
)
def test_a_star_and_one_of_its_entries_are_not_changed_both(scenario: Scenario, other: str, told: str) -> None:
    for changes in ({"goal.demands.*.weight": 1, other: 2}, {other: 2, "goal.demands.*.weight": 1}):
        (problem,) = problems_of(partial(changed, scenario, changes))
        assert told in problem.message


@pytest.mark.parametrize(
    ("dotted", "value", "hint"),
    [
        ("agreements.*", 8, "is not a field here"),
        ("invitation.indispensable.*.*", 8, "single value without parts"),
        ("agreements.core_sze", 8, "did you mean core_size?"),
        ("agreements.core_size", 0, "from 1 to 10000000 (organisations)"),
        ("agreements.core_size", "many", "a whole number"),
        ("core_size", 8, "did you mean agreements.core_size?"),
        ("invitation.size", 6, "at most 5"),
        ("agreements.lead", "verdi", "did you mean ver.di?"),
        ("organisations.verdi.stake", 1, "did you mean ver.di?"),
        ("organisations.7.stake", 1, "entries are 0 to 1"),
        ("weeks.length", 1, "leads nowhere"),
        ("facts", 1, "not read by the model"),
        ("weeks", object(), "not a value"),
        ("weeks", "\udcff", "not a value"),
        ("\udcff", 1, "not a value"),
    ],
)
def test_a_mistaken_change(scenario: Scenario, path: Path, dotted: str, value: object, hint: str) -> None:
    change = {dotted: value}
    for load in (lambda: changed(scenario, change), lambda: load_scenario(path, change)):
        (problem,) = problems_of(load)
        assert (problem.source, problem.line, problem.field) == ("changes", None, dotted)
        assert hint in problem.message


def test_the_misspelt_part_of_a_path_is_named(scenario: Scenario) -> None:
    with pytest.raises(ScenarioError, match=r"^changes: agrements is not a field here; .* agreements\?$"):
        changed(scenario, {"agrements.core_size": 8})


def test_mistakes_of_the_file_keep_their_line_beside_mistaken_changes(tmp_path: Path) -> None:
    path = written(tmp_path, VALID.replace("weight = 2", "weight = 0"))
    of_change, of_file = problems_of(lambda: load_scenario(path, {"agreements.core_sze": 8}))
    assert (of_change.source, of_change.line) == ("changes", None)
    assert of_file.source == str(path)
    assert "weight = 2" in VALID.splitlines()[(of_file.line or 0) - 1]
