"""What the teacher of a class can do: end a round, go back a step, take members out, keep the outcomes of a replay."""

from collections.abc import Mapping

from seminar.agreement_form import Value
from seminar.classroom.classroom import Classroom
from seminar.classroom.entries import DoorSet, Entry, Removed, Replayed, RoundEnded, Undone
from seminar.classroom.refusals import NOT_A_MEMBER, NOT_THE_TEACHER, NOTHING_TO_UNDO, RefusedError
from seminar.classroom.state import ClassState
from seminar.classroom.tokens import belongs


class TeacherAccess:
    """A class as its teacher may use it.

    Args:
        classroom: the class.
        token: of the teacher.

    Raises:
        RefusedError: if the token is not the one of this class's teacher.
    """

    def __init__(self, classroom: Classroom, token: str) -> None:
        if not belongs(token, classroom.opening.teacher):
            raise RefusedError(NOT_THE_TEACHER)
        self.classroom = classroom

    def end_round(self) -> None:
        """End the round of meetings that is under way; the next one begins."""
        self.classroom.append(lambda _: RoundEnded())

    def go_back(self) -> None:
        """Undo the negotiation's last step: a proposal, a vote or the end of a round. Who has joined stays.

        Raises:
            RefusedError: if there is none.
        """

        def decide(state: ClassState) -> Entry:
            if state.last_step is None:
                raise RefusedError(NOTHING_TO_UNDO)
            return Undone(entry=state.last_step.number)

        self.classroom.append(decide)

    def set_door(self, *, is_open: bool) -> None:
        """Let others join, or nobody any more."""
        self.classroom.append(lambda _: DoorSet(is_open=is_open))

    def remove(self, member: int) -> None:
        """Take a member out of the class; their token opens nothing any more.

        Args:
            member: their number.

        Raises:
            RefusedError: if there is no such member.
        """

        def decide(state: ClassState) -> Entry:
            if all(one.number != member for one in state.members):
                raise RefusedError(NOT_A_MEMBER)
            return Removed(member=member)

        self.classroom.append(decide)

    def keep_replay(self, decided: Mapping[str, Value], outcomes: bytes) -> int:
        """Keep the outcomes of a replay; return its number.

        Args:
            decided: what had been agreed on when it began.
            outcomes: as Parquet.
        """
        return self.classroom.append(lambda _: Replayed(decided=dict(decided)), outcomes).number
