"""What a member of a class can see and do: read the own team's profile, propose, and vote in the own team's name."""

from seminar.agreement_form import Value, agreed, question
from seminar.classroom.classroom import Classroom
from seminar.classroom.entries import Entry, Proposed, Voted
from seminar.classroom.refusals import (
    ALREADY_AGREED,
    ALREADY_DECIDED,
    ALREADY_PROPOSED,
    NO_MEETING,
    NO_SUCH_PROPOSAL,
    NOT_A_MEMBER,
    RefusedError,
)
from seminar.classroom.state import ClassState, Member, Proposal
from seminar.classroom.tokens import belongs
from seminar.classroom.voting import Verdict
from seminar.profiles import Profile


class MemberAccess:
    """A class as one member may use it.

    Whatever is done here is done in the name of the member's own team; there is no way to name another.

    Args:
        classroom: the class.
        token: of the member.

    Raises:
        RefusedError: if the token is of nobody in this class, now or later when something is done with it.
    """

    def __init__(self, classroom: Classroom, token: str) -> None:
        self.classroom = classroom
        self._token = token
        self._found_in(classroom.state)

    @property
    def member(self) -> Member:
        """Who it is."""
        return self._found_in(self.classroom.state)

    @property
    def profile(self) -> Profile:
        """The profile of the own team, with its red lines."""
        state = self.classroom.state
        return state.profiles[self._found_in(state).team]

    def propose(self, field: str, value: Value) -> None:
        """Propose an answer to a question of the form; the own team consents to it if its governing body meets now.

        Args:
            field: of the question.
            value: of the answer.

        Raises:
            RefusedError: if the question lies before the class already, or the answer holds already.
            AllianceError: if there is no such question or answer, or it contradicts what was agreed on.
        """
        scenario, decided = self.classroom.opening.scenario, self.classroom.state.decided
        question(scenario, field).answer(value)
        agreed(scenario, {**decided, field: value})

        def decide(state: ClassState) -> Entry:
            team = self._found_in(state).team
            if any(one.field == field for one in state.open_proposals):
                raise RefusedError(ALREADY_PROPOSED)
            if state.decided.get(field, self.classroom.as_it_is[field]) == value:
                raise RefusedError(ALREADY_AGREED)
            return Proposed(team=team, field=field, value=value)

        self.classroom.append(decide)

    def vote(self, proposal: int, *, consents: bool) -> None:
        """Vote on a proposal in the name of the own team; as long as it is open, a vote can be changed.

        Args:
            proposal: its number.
            consents: whether the team consents.

        Raises:
            RefusedError: if there is no such proposal, or it is decided, or the own governing body does not meet now.
        """

        def decide(state: ClassState) -> Entry:
            team = self._found_in(state).team
            _refuse_if_decided(state, proposal)
            if (meets := state.next_meeting(team)) > state.round:
                raise RefusedError(NO_MEETING, round=str(meets))
            return Voted(team=team, proposal=proposal, consents=consents)

        self.classroom.append(decide)

    def _found_in(self, state: ClassState) -> Member:
        found = [member for member in state.members if belongs(self._token, member.fingerprint)]
        if not found:
            raise RefusedError(NOT_A_MEMBER)
        return found[0]


def _refuse_if_decided(state: ClassState, number: int) -> None:
    found: list[Proposal] = [one for one in state.proposals if one.number == number]
    if not found:
        raise RefusedError(NO_SUCH_PROPOSAL)
    if found[0].verdict is not Verdict.OPEN:
        raise RefusedError(ALREADY_DECIDED)
