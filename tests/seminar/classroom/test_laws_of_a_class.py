"""The laws of a class: a team has one vote and only its own, going back restores, and a restart loses nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from seminar.classroom.entries import Proposed, RoundEnded, Voted
from seminar.classroom.member import MemberAccess
from seminar.classroom.refusals import RefusedError
from seminar.classroom.school import School, join
from seminar.classroom.state import ClassState
from seminar.classroom.teacher import TeacherAccess
from seminar.classroom.voting import Verdict
from tests.seminar.classroom.made_up_class import INTERVALS, TEACHER, opening

TEAMS = st.sampled_from(list(INTERVALS))
ANSWERS = st.sampled_from(
    [
        ("agreements.moderation", True),
        ("agreements.moderation", False),
        ("agreements.decision_rule", "majority"),
        ("agreements.decision_rule", "silence"),
        ("agreements.office_hours", 40.0),
        ("goal.demands.Demand 2", False),
    ]
)
FOREIGN_TOKENS = st.one_of(st.text(), st.just(TEACHER))


class AnyClass(RuleBasedStateMachine):
    """Two classes side by side; everything happens in the first, and the second must not notice."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(ignore_cleanup_errors=True)
        self.path = Path(self.folder.name) / "classes.sqlite"
        self.tokens: dict[str, str] = {}
        self.removed: list[str] = []
        self.before: list[ClassState] = []

    @initialize()
    def begin(self) -> None:
        school = School(self.path)
        self.code, self.other_code = school.begin(opening()), school.begin(opening("another teacher"))
        self.school = school
        other = school.classroom(self.other_code)
        self.foreign = {team: join(other, "Stranger", team) for team in INTERVALS}
        self.other_state = other.state

    @property
    def state(self) -> ClassState:
        return self.school.classroom(self.code).state

    def somebody_of(self, team: str) -> MemberAccess:
        return MemberAccess(self.school.classroom(self.code), self.tokens[team])

    def teacher(self) -> TeacherAccess:
        return TeacherAccess(self.school.classroom(self.code), TEACHER)

    def step(self, act: Any) -> bool:
        """Do one step and remember what was before it; tell whether it was allowed."""
        before = self.state
        try:
            act()
        except RefusedError:
            assert self.state == before
            return False
        self.before.append(before)
        return True

    @rule(team=TEAMS)
    def somebody_joins(self, team: str) -> None:
        self.tokens[team] = join(self.school.classroom(self.code), f"One of {team}", team)
        self.before.clear()  # who has a vote is another question now

    @precondition(lambda self: self.tokens)
    @rule(data=st.data())
    def the_teacher_takes_somebody_out(self, data: st.DataObject) -> None:
        team = data.draw(st.sampled_from(sorted(self.tokens)))
        self.teacher().remove(self.somebody_of(team).member.number)
        self.removed.append(self.tokens.pop(team))
        self.before.clear()

    @precondition(lambda self: self.tokens)
    @rule(data=st.data(), answer=ANSWERS)
    def somebody_proposes(self, data: st.DataObject, answer: tuple[str, Any]) -> None:
        team = data.draw(st.sampled_from(sorted(self.tokens)))
        if self.step(lambda: self.somebody_of(team).propose(*answer)):
            made, now = self.state.proposals[-1], self.state
            votes = {team: True} if now.next_meeting(team) == now.round else {}
            assert (made.team, made.field, made.value, dict(made.votes)) == (team, *answer, votes)

    @precondition(lambda self: self.tokens and self.state.proposals)
    @rule(data=st.data(), consents=st.booleans())
    def somebody_votes(self, data: st.DataObject, consents: bool) -> None:
        team = data.draw(st.sampled_from(sorted(self.tokens)))
        before = data.draw(st.sampled_from(self.state.proposals))
        meets = self.state.next_meeting(team) == self.state.round
        allowed = self.step(lambda: self.somebody_of(team).vote(before.number, consents=consents))
        assert allowed == (meets and before.verdict is Verdict.OPEN)
        if allowed:
            (after,) = (one for one in self.state.proposals if one.number == before.number)
            assert after.votes == {**before.votes, team: consents}

    @rule()
    def the_round_ends(self) -> None:
        assert self.step(lambda: self.teacher().end_round())
        assert self.state.round == self.before[-1].round + 1

    @precondition(lambda self: self.before)
    @rule()
    def going_back_restores_what_was_before_the_last_step(self) -> None:
        self.teacher().go_back()
        assert self.state == self.before.pop()

    @rule(token=FOREIGN_TOKENS, team=TEAMS)
    def a_foreign_token_does_nothing_and_reads_nothing(self, token: str, team: str) -> None:
        classroom = self.school.classroom(self.code)
        for foreign in (token, self.foreign[team], *self.removed):
            with pytest.raises(RefusedError):
                MemberAccess(classroom, foreign)
        for foreign in (self.foreign[team], *self.removed, *self.tokens.values(), "another teacher"):
            with pytest.raises(RefusedError):
                TeacherAccess(classroom, foreign)

    @rule()
    def the_server_is_started_again(self) -> None:
        before = self.state
        self.school.close()
        self.school = School(self.path)
        assert self.state == before

    @invariant()
    def everybody_reads_the_own_red_lines_only(self) -> None:
        for team in self.tokens:
            assert self.somebody_of(team).profile.name == team

    @invariant()
    def each_team_has_one_vote_and_what_was_decided_had_enough_of_them(self) -> None:
        for one in self.state.proposals:
            assert one.votes.keys() <= INTERVALS.keys()
            if one.verdict is Verdict.REJECTED:
                assert not all(one.votes.values())

    @invariant()
    def the_other_class_notices_nothing(self) -> None:
        assert self.school.classroom(self.other_code).state == self.other_state

    def teardown(self) -> None:
        self.school.close()
        self.folder.cleanup()


AnyClass.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestAnyClass = AnyClass.TestCase


def test_the_steps_that_can_be_undone_are_those_of_the_negotiation() -> None:
    assert {kind.model_fields["kind"].default for kind in (Proposed, Voted, RoundEnded)} == {
        "proposed",
        "voted",
        "round",
    }
