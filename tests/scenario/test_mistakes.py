"""One clear error for each kind of mistake in a scenario file: line, field, value, and what to do."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from simulation.scenario.loading import load_dossier, load_scenario
from tests.spoiled import VALID, file_problems, problems_of, spoiled, written

COLUMNS = ("old", "new", "field", "value", "hint")
VER_DI = "organisations.ver.di"
LAST = "organisations.Churches 1"
INITIATORS = 'initiators = ["BUND"]\nindispensable'
NAMED = 'name = "Follow-up"\nafter = "first"'
FOLLOW_UP = "others.Follow-up"
SECOND_BUND = "[[organisations]]\nname@@ = 'BUND'\nsector = 'church'\n"
CHURCHES_1 = "[[organisations]]\nname@@ = 'Churches 1'\nsector = 'church'\n"
CHURCHES = "[[groups]]\nname@@ = 'Churches'\ncount = 1\nsectors = ['church']\n"


def check(folder: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    text, line = spoiled(old, new)
    (problem,) = file_problems(folder, text)
    assert (problem.line, problem.field, problem.value) == (line, field, value)
    assert hint in problem.message


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("core_size =", "core_sze =", "agreements.core_sze", "3", "did you mean core_size?"),
        ("[agreements]", "[agreemnts]", "agreemnts", "", "did you mean agreements?"),
        ("[[facts]]", "[[fact]]", "fact", "", "did you mean facts?"),
        ("size = 4", "size = 4\nlead@@ = 'BUND'", "invitation.lead", '"BUND"', "mean agreements.lead?"),
        ('"BUND"]\ntrust', '"BUND"]\nx@@ = 1\ntrust', "ties.0.x", "1", "fields here are between, trust"),
    ],
)
def test_no_such_field(tmp_path: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        (
            '\n[invitation]\ninitiators = ["BUND"]',
            "\n[invitation@@]",
            "invitation.initiators",
            "",
            "a list in [ ]",
        ),
        ("low = 4,", "@@", f"{VER_DI}.interval.low", "", "is missing; it must be a number"),
    ],
)
def test_a_missing_field(tmp_path: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("size = 3", 'size = "3"', "agreements.core_size", '"3"', "must be a whole number from 1 to 10000000"),
        ("size = 4", "size = 4.5", "invitation.size", "4.5", "must be a whole number from 1 to 10000000"),
        ("weight = 2", "weight = true", "goal.demands.reach v1.2.weight", "true", "must be a number from"),
        ("core_size = 3", "handover = 1", "agreements.handover", "1", "must be true or false"),
        (
            '[title]\nen = "Test"',
            "[title]\nen = 0.7",
            "title.en",
            "0.7",
            'must be a text in quotes; write it in quotes: "0.7"',
        ),
        ('[title]\nen = "Test"\nde = "Probe"', "[title@@]", "title", "{  }", "in English (`en`) or German (`de`)"),
        (
            '[title]\nen = "Test"\nde = "Probe"',
            "title@@ = 'Test'",
            "title",
            '"Test"',
            '{ en = "Test" } or { de = "Test" }',
        ),
        ("weeks = 104", "weeks = 104\npopulation@@ = 3", "population", "3", "a table under [population]"),
        ("2021-03-01", '"spring"', "start", '"spring"', "must be a date such as"),
        ("when = 60", 'when = "x"', "arena.votes.Second reading.when", '"x"', "a whole number or a date"),
        ('"union"', '"unoin"', f"{VER_DI}.sector", '"unoin"', "did you mean union?"),
        ("core_size = 3", "decision_rule = 'two'", "agreements.decision_rule", '"two"', '"two-thirds"'),
        ("red_line = 0.9", "red_line = 9", f"{VER_DI}.positions.liability.red_line", "9", "a number from 0 to 1"),
    ],
)
def test_a_value_of_the_wrong_kind(tmp_path: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("size = 4", "size = 0", "invitation.size", "0", "from 1 to 10000000 (organisations)"),
        ("core_size = 3", "goal_openness = nan", "agreements.goal_openness", "nan", "from 0 to 1 (share)"),
        ("weeks = 104", f"weeks = {10**30}", "weeks", "", "too large"),
        ("weeks = 104", f"weeks = {'[' * 60}{']' * 60}", f"weeks{'.0' * 20}", "", "nested too deeply"),
        ("stake = 0.8", "stake = 2", f"{VER_DI}.stake", "2", "between 0 and 1 (share)"),
        (
            "stake = 0.8",
            "stake = 'high'",
            f"{VER_DI}.stake",
            '"high"',
            "a range such as { low = 0, high = 1 }",
        ),
        ("low = 4,", "low = 40,", f"{VER_DI}.interval", "{ low = 40, high = 13 }", "in rising order"),
        (
            "red_line = 0.9",
            "red_line = 0.5",
            f"{VER_DI}.positions.liability.red_line",
            "0.5",
            "ideal, here 0.6",
        ),
    ],
)
def test_a_value_out_of_range(tmp_path: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ('"reach v1.2"', '""', "goal.demands.1.name", '""', "of 1 to 80 characters"),
        ('"Second reading"', '"2nd\\tone"', "arena.votes.2nd\tone.name", '"2nd\tone"', "on one line"),
        ('"reach v1.2"', '"liability"', "goal.demands.1.name", '"liability"', "names must differ"),
        ("[[groups]]", f"{SECOND_BUND}[[groups]]", "organisations.2.name", '"BUND"', "must differ"),
        ("[[groups]]", f"{CHURCHES_1}[[groups]]", f"{LAST}.name", '"Churches 1"', 'group "Churches"'),
        ("[invitation]", f"{CHURCHES}[invitation]", "groups.1.name", '"Churches"', "must differ"),
        ("{ liability =", "{ liabilty =", f"{VER_DI}.positions.liabilty", "", "did you mean liability?"),
        (
            "[invitation]",
            '[german]\n@@liabilty = "Haftung"\n[invitation]',
            "german.liabilty",
            "",
            "did you mean liability?",
        ),
        (
            "[invitation]",
            '[english]\n@@"BUMD" = "Friends of the Earth"\n[invitation]',
            "english.BUMD",
            "",
            "did you mean BUND?",
        ),
        ("[invitation]", "[german]\nBUND@@ = {}\n[invitation]", "german.BUND", "{  }", "characters or a table"),
    ],
)
def test_a_name_that_cannot_be_used(tmp_path: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ('.di", "BUND"', '.di", "BUNT"', "ties.0.between.1", '"BUNT"', "did you mean BUND?"),
        ('"Churches 2"', '"Churches 4"', "ties.1.between.1", '"Churches 4"', "is not an organisation"),
        ('"Churches 2"', '"Churches 02"', "ties.1.between.1", '"Churches 02"', "is not an organisation"),
        ('.di", "BUND"', '.di", "ver.di"', "ties.0.between", '["ver.di", "ver.di"]', "two different"),
        ('"Churches 2"', '"ver.di"', "ties.1.between", '["BUND", "ver.di"]', "stands above already"),
        ('= ["BUND"]\nind', '= ["bund e.V."]\nind', "invitation.initiators.0", '"bund e.V."', "did you mean BUND?"),
        ('= ["BUND"]\nind', '= ["BUND", "BUND"]\nind', "invitation.initiators.1", '"BUND"', "must differ"),
        ('["ver.di"]', '["ver.di", "X"]', "invitation.indispensable.1", '"X"', "add it under"),
    ],
)
def test_an_organisation_in_the_wrong_place(
    tmp_path: Path, old: str, new: str, field: str, value: str, hint: str
) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("size = 4", "size = 6", "invitation.size", "6", "at most 5"),
        ('lead = "ver.di"', 'lead = "verdi"', "agreements.lead", '"verdi"', "did you mean ver.di?"),
        (
            'lead = "ver.di"',
            'lead = "Churches 1"',
            "agreements.lead",
            '"Churches 1"',
            "invitation.indispensable",
        ),
        (
            "2021-10-01",
            "2020-10-01",
            "arena.windows.Coalition talks.start",
            "2020-10-01",
            "start = 2021-03-01",
        ),
        ("when = 60", "when = -1", "arena.votes.Second reading.when", "-1", "from 0"),
    ],
)
def test_parts_that_contradict_each_other(
    tmp_path: Path, old: str, new: str, field: str, value: str, hint: str
) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ('after = "first"', 'after = "frist"', f"{FOLLOW_UP}.after", '"frist"', "did you mean first?"),
        ('after = "first"', 'among = "Follow-up"', f"{FOLLOW_UP}.among", '"Follow-up"', "another alliance"),
        ('after = "first"', 'among = "DGB"', f"{FOLLOW_UP}.among", '"DGB"', "another alliance of this scenario"),
        (NAMED, 'name = "first"\nstart = 3', "others.first.name", '"first"', "the scenario's own alliance"),
        ('after = "first"', "start = -1", f"{FOLLOW_UP}.start", "-1", "from 0"),
        ('after = "first"', "merger = 2021-01-01", f"{FOLLOW_UP}.merger", "2021-01-01", "start = 2021-03-01"),
        ('["BUND"]\nsize = 2', '["BUNT"]\nsize = 2', f"{FOLLOW_UP}.invitation.initiators.0", '"BUNT"', "BUND?"),
        ("size = 2", "size = 9", f"{FOLLOW_UP}.invitation.size", "9", "at most 5"),
        ("pause_weeks = 4", "form = 'club'", f"{FOLLOW_UP}.form", '"club"', '"league"'),
    ],
)
def test_another_alliance_that_cannot_be(tmp_path: Path, old: str, new: str, field: str, value: str, hint: str) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ('lead = "ver.di"', 'successor = "BUND"', "agreements.successor", '"BUND"', "must follow a lead"),
        (
            'lead = "ver.di"',
            'lead = "ver.di"\nsuccessor@@ = "ver.di"',
            "agreements.successor",
            '"ver.di"',
            "other than itself",
        ),
        (
            'lead = "ver.di"',
            'lead = "ver.di"\nsuccessor@@ = "verdi"',
            "agreements.successor",
            '"verdi"',
            "did you mean ver.di?",
        ),
        (
            'lead = "ver.di"',
            'lead = "ver.di"\noverlap_weeks@@ = 4',
            "agreements.overlap_weeks",
            "4",
            "name one as agreements.successor",
        ),
        (
            "2021-09-26",
            "2020-09-26",
            "arena.elections.Election day.when",
            "2020-09-26",
            "must not lie before the first day",
        ),
    ],
)
def test_a_handover_or_an_election_that_cannot_be(
    tmp_path: Path, old: str, new: str, field: str, value: str, hint: str
) -> None:
    check(tmp_path, old, new, field, value, hint)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("start", date(9999, 12, 31), "must lie between 1583-01-01 and 2999-12-31"),
        ("start", date(1, 1, 1), "must lie between"),
        ("arena.elections.0.when", date(3000, 1, 1), "must lie between"),
        ("arena.elections.0.when", 5201, "weeks are counted from 0, the first week of the run, to 5200"),
        ("arena.elections.0.when", -1, "weeks are counted from 0"),
        ("arena.shocks", [{"name": "x", "when": 10**9}], "weeks are counted from 0"),
        ("arena.windows", [{"name": "x", "start": 10**9, "weeks": 4, "strength": 2}], "weeks are counted from 0"),
        ("agreements.lead_leaves", 10**9, "weeks are counted from 0"),
        ("agreements.lead_leaves", date(2001, 1, 1), "must not lie before the first day"),
    ],
)
def test_days_that_no_calendar_can_tell_are_refused(tmp_path: Path, field: str, value: object, told: str) -> None:
    path = written(tmp_path, VALID)
    problems = problems_of(lambda: load_scenario(path, {field: value}))
    assert any(told in problem.message for problem in problems)


@pytest.mark.parametrize("start", [date(1583, 1, 1), date(2999, 12, 31)])
def test_the_longest_run_from_the_first_or_the_last_day_has_dates(start: date) -> None:
    scenario = load_scenario("baseline", {"start": start, "weeks": 5200})
    assert scenario.start + timedelta(weeks=scenario.weeks) > start


def test_a_default_that_does_not_fit_is_called_one(tmp_path: Path) -> None:
    text, _ = spoiled("size = 4\n", "")
    (problem,) = file_problems(tmp_path, text)
    assert (problem.field, problem.value) == ("invitation.size", "12 (the default)")
    assert VALID.splitlines()[(problem.line or 0) - 1] == "[invitation]"


def test_more_initiators_than_are_asked(tmp_path: Path) -> None:
    text, _ = spoiled(INITIATORS, INITIATORS.replace('"]', '", "ver.di", "Churches 1"]', 1))
    (problem,) = file_problems(tmp_path, text.replace("size = 4", "size = 2"))
    assert (problem.field, problem.value) == ("invitation.size", "2")
    assert "must be at least 3" in problem.message


def test_a_lead_that_is_asked_too_late(tmp_path: Path) -> None:
    text, _ = spoiled(INITIATORS, INITIATORS.replace('"]', '", "Churches 1"]', 1))
    text = text.replace("size = 4", "size = 2", 1)
    (problem,) = file_problems(tmp_path, text)
    assert (problem.field, problem.value) == ("agreements.lead", '"ver.di"')
    assert "raise invitation.size" in problem.message


def test_nobody_to_invite(tmp_path: Path) -> None:
    text = VALID[: VALID.index("[[organisations]]")] + '[invitation]\ninitiators = ["BUND"]\n'
    (problem,) = file_problems(tmp_path, text)
    assert problem.field == "organisations"
    assert "[[groups]]" in problem.message


def test_all_problems_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = VALID.replace("core_size", "core_sze").replace('"union"', '"unoin"').replace("weight = 2", "weight = 0")
    fields = [problem.field for problem in file_problems(tmp_path, text)]
    assert fields == ["goal.demands.reach v1.2.weight", f"{VER_DI}.sector", "agreements.core_sze"]


def test_contradictions_are_told_together_with_what_cannot_be_read(tmp_path: Path) -> None:
    text = VALID.replace("weight = 2", "weight = 0").replace('lead = "ver.di"', 'lead = "DGB"')
    fields = [problem.field for problem in file_problems(tmp_path, text)]
    assert fields == ["goal.demands.reach v1.2.weight", "agreements.lead"]


@pytest.mark.parametrize(("old", "new"), [("size = 4", "sise = 4"), ("[[groups]]", "[[grops]]")])
def test_no_contradiction_is_made_up_from_what_a_misspelling_leaves_out(tmp_path: Path, old: str, new: str) -> None:
    text, line = spoiled(old, new)
    (problem,) = file_problems(tmp_path, text)
    assert problem.line == line
    assert "not a field" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "field", "hint"),
    [
        ('"published"', '"publish"', "facts.0.certainty", "did you mean published?"),
        ('statement = "Taken', 'statment = "Taken', "assumptions.0.statment", "did you mean statement?"),
        ("members = 128", "members = -1", "observed.members.0.members", "a whole number from 0"),
        ('"2021-06"', '"in June"', "observed.members.0.when", 'a text such as "2020-09"'),
    ],
)
def test_a_mistake_in_what_only_people_read(tmp_path: Path, old: str, new: str, field: str, hint: str) -> None:
    text, line = spoiled(old, new)
    path = written(tmp_path, text)
    problem = problems_of(lambda: load_dossier(path))[-1]
    assert (problem.source, problem.line, problem.field) == (str(path), line, field)
    assert hint in problem.message
    load_scenario(path)
