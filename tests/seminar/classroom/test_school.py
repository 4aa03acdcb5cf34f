"""The school: classes are opened, found and entered, and what a class does not allow is said in both languages."""

from pathlib import Path

import pytest

from seminar.classroom import refusals
from seminar.classroom.member import MemberAccess
from seminar.classroom.refusals import RefusedError
from seminar.classroom.school import School, join
from seminar.classroom.teacher import TeacherAccess
from seminar.classroom.tokens import CODE_LENGTH
from seminar.profiles import profiles
from simulation import AllianceError
from simulation.language.translation import language
from tests.seminar.classroom.made_up_class import classroom, somebody, teacher


def test_a_class_is_opened_for_the_organisations_that_are_asked_first(tmp_path: Path) -> None:
    school = School(tmp_path / "classes.sqlite")
    code, token = school.open("fast-and-slow", seed=3, teams=4)
    opened = school.classroom(f" {code.lower()[:2]}-{code[2:]} ")
    assert len(code) == CODE_LENGTH
    assert opened.state.teams == tuple(one.name for one in profiles(opened.opening.scenario, 99)[:4])
    TeacherAccess(opened, token).end_round()
    assert opened.state.round == 2
    team = opened.state.teams[1]
    assert MemberAccess(opened, join(opened, "Ada", team)).profile == opened.state.profiles[team]


@pytest.mark.parametrize("teams", [1, 14, -3])
def test_a_class_has_as_many_teams_as_can_be_played(tmp_path: Path, teams: int) -> None:
    with pytest.raises(RefusedError, match=rf"between 2 and 12, not {teams}"):
        School(tmp_path / "classes.sqlite").open("fast-and-slow", seed=3, teams=teams)


def test_there_is_no_class_without_its_code(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no class with the code QQQQQ"):
        School(tmp_path / "classes.sqlite").classroom("qqqqq")


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "bell\x07", "\u202elive"])
def test_a_name_is_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="give a name"):
        join(classroom(tmp_path), name, "Fast")


def test_nobody_joins_a_team_that_is_not_there_or_a_class_that_is_closed(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    with pytest.raises(RefusedError, match="no team Nobody"):
        join(of, "Ada", "Nobody")
    teacher(of).set_door(is_open=False)
    with pytest.raises(RefusedError, match="takes nobody in"):
        join(of, "Ada", "Fast")
    teacher(of).set_door(is_open=True)
    assert join(of, "  Ada   Lovelace ", "Fast")
    assert of.state.members[0].name == "Ada Lovelace"


def test_whoever_was_taken_out_is_out_at_once(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    ada = somebody(of, "Fast")
    teacher(of).remove(ada.member.number)
    for act in (lambda: ada.profile, lambda: ada.propose("agreements.moderation", True)):
        with pytest.raises(RefusedError, match="not in this class"):
            act()
    with pytest.raises(RefusedError, match="not in this class"):
        teacher(of).remove(1)
    assert not of.state.proposals


def test_slow_bodies_vote_when_they_meet(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    fast, slow = somebody(of, "Fast"), somebody(of, "Slow")
    fast.propose("agreements.moderation", True)
    with pytest.raises(RefusedError, match="before round 2"):
        slow.vote(3, consents=True)
    teacher(of).end_round()
    slow.vote(3, consents=True)
    assert of.state.decided == {"agreements.moderation": True}
    with pytest.raises(RefusedError, match="decided already"):
        fast.vote(3, consents=False)


def test_what_lies_before_the_class_or_holds_already_is_not_proposed_again(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    fast, _ = somebody(of, "Fast"), somebody(of, "Slow")
    with pytest.raises(RefusedError, match="what holds already"):
        fast.propose("agreements.moderation", False)
    fast.propose("agreements.moderation", True)
    with pytest.raises(RefusedError, match="vote on it first"):
        fast.propose("agreements.moderation", True)
    with pytest.raises(RefusedError, match="no such proposal"):
        fast.vote(99, consents=True)


def test_an_answer_that_contradicts_what_was_agreed_is_refused_with_the_reason(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    fast = somebody(of, "Fast")
    for number in range(1, 5):
        fast.propose(f"goal.demands.Demand {number}", False)
    with pytest.raises(AllianceError, match="one demand at least"):
        fast.propose("goal.demands.Demand 5", False)


def test_the_rule_that_was_agreed_on_holds_for_what_is_proposed_later(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    fast, steady, _ = somebody(of, "Fast"), somebody(of, "Steady"), somebody(of, "Slow")
    fast.propose("agreements.moderation", True)
    steady.vote(4, consents=True)
    assert not of.state.decided
    fast.propose("agreements.decision_rule", "majority")
    steady.vote(6, consents=True)
    teacher(of).end_round()
    somebody(of, "Slow").vote(6, consents=True)
    assert of.state.decided == {"agreements.decision_rule": "majority", "agreements.moderation": True}


def test_before_the_first_step_there_is_none_to_go_back(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    somebody(of, "Fast")
    with pytest.raises(RefusedError, match="no step to go back"):
        teacher(of).go_back()


def test_every_refusal_is_said_in_german() -> None:
    phrases = {name: phrase for name, phrase in vars(refusals).items() if name.isupper()}
    parts = {"code": "1", "team": "1", "least": "1", "most": "1", "number": "1", "round": "1"}
    for phrase in phrases.values():
        refused = RefusedError(phrase, **parts)
        assert refused.told(language("de")) != str(refused) == refused.told(language("en"))
