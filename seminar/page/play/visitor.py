"""A visitor who plays: which class was found, as whom the visitor may use it, and what the visitor does there."""

import asyncio

from shiny import Session, reactive
from shiny.types import SilentException

from seminar.classroom.classroom import Classroom
from seminar.classroom.member import MemberAccess
from seminar.classroom.refusals import NOT_A_MEMBER, RefusedError
from seminar.classroom.school import join, prepared
from seminar.classroom.state import ClassState
from seminar.classroom.teacher import TeacherAccess
from seminar.classroom.tokens import fingerprint, new_token, typed_code
from seminar.page.play import member, teacher
from seminar.page.play.acts import part
from seminar.page.play.replays import Progress
from seminar.page.play.watching import Part, Seen, needed, watch
from seminar.page.tab import Visit

type Access = TeacherAccess | MemberAccess

TEACHER = "teacher"
MEMBER = "member"


class Visitor:
    """One visitor of the tab; what is read here is reactive.

    Args:
        visit: the visitor's.
        session: likewise.
    """

    def __init__(self, visit: Visit, session: Session) -> None:
        self._visit, self._session = visit, session
        self._classroom = reactive.value[Classroom | None](None, name="classroom")
        self._access = reactive.value[Access | None](None, name="access")
        self._parts = {part: Seen[object](part.value) for part in Part}
        self._replay = Seen[object]("replay under way")
        watch(session, self._marks, self._look)

    @property
    def classroom(self) -> Classroom | None:
        """The class that was found; None before."""
        return self._classroom()

    @property
    def access(self) -> Access | None:
        """The class as the visitor may use it; None before the visitor has joined it."""
        return self._access()

    def as_teacher(self) -> TeacherAccess:
        """Return the class as its teacher may use it; what is drawn from it is not drawn for others."""
        access = self.access
        if not isinstance(access, TeacherAccess):
            raise SilentException
        return access

    def as_member(self) -> MemberAccess:
        """Return the class as a member may use it; what is drawn from it is not drawn for others."""
        access = self.access
        if not isinstance(access, MemberAccess):
            raise SilentException
        return access

    def state(self, *parts: Part) -> ClassState:
        """Return the class as it stands; what is drawn from it follows these parts, at once where the visitor acts."""
        for one in parts:
            self._parts[one]()
        return needed(self.classroom).state

    def progress(self) -> Progress | None:
        """Return how far the class's replay has come, or why the last one stopped; what is drawn from it follows it."""
        self._replay()
        return self._visit.playing.replays.progress(needed(self.classroom).code)

    def joined(self) -> Classroom:
        """Return the class that the visitor is in; what is drawn from it is not drawn for others."""
        if self.access is None:
            raise SilentException
        return self.access.classroom

    async def enter(self, sent: object) -> None:
        """Go into a class with the token that the visitor's browser has kept.

        Raises:
            RefusedError: if there is no such class, or the token does not open it.
        """
        code, role, token = (part(sent, name, str) for name in ("code", "role", "token"))
        self._access.set(None)
        self._classroom.set(None)
        if not code:
            return
        classroom = await asyncio.to_thread(self._visit.playing.school.classroom, code)
        kind = TeacherAccess if role == TEACHER else MemberAccess
        try:
            if token or role == TEACHER:
                self._access.set(kind(classroom, token))
        finally:
            self._classroom.set(classroom)
            self._look()

    async def welcome(self, code: str, role: str = MEMBER, token: str = "") -> None:
        """Have the visitor's browser keep a token, and come back with it."""
        place = {"class": code or None, "teach": "1" if role == TEACHER else None}
        await self._visit.keep(**place)
        await self._session.root_scope().send_custom_message("play-welcome", {"token": token})

    async def find(self, typed: str) -> None:
        """Go to the class with this code.

        Raises:
            RefusedError: if there is none.
        """
        await asyncio.to_thread(self._visit.playing.school.classroom, typed)
        await self.welcome(typed_code(typed))

    async def open(self, source: str, seed: int, teams: int) -> None:
        """Open a class as its teacher.

        Raises:
            AllianceError: as `prepared` does.
        """
        token = new_token()
        opening = await self._visit.workers.do(prepared, source, seed, teams, fingerprint(token))
        code = await asyncio.to_thread(self._visit.playing.school.begin, opening)
        await self.welcome(code, TEACHER, token)

    async def join(self, name: str, team: str) -> None:
        """Join a team of the class.

        Raises:
            RefusedError: as `seminar.classroom.school.join` does.
        """
        classroom = needed(self.classroom)
        token = await asyncio.to_thread(join, classroom, name, team)
        await self.welcome(classroom.code, MEMBER, token)

    async def act(self, sent: object) -> None:
        """Do what the visitor pressed on the screen of a class.

        Raises:
            AllianceError: if the class does not allow it, or it makes no sense.
        """
        access: Access | None = self.access
        if access is None:
            raise RefusedError(NOT_A_MEMBER)
        if isinstance(access, MemberAccess):
            await asyncio.to_thread(member.acted, access, sent)
        elif part(sent, "kind", str) == "replay":
            self._visit.playing.replays.start(access)
        else:
            await asyncio.to_thread(teacher.acted, access, sent)
        self._look()

    def _marks(self) -> object:
        """Return what changes whenever a part of the class may have changed."""
        classroom = self.classroom
        return classroom and (classroom.length, self._visit.playing.replays.mark(classroom.code))

    def _look(self) -> None:
        """Take note of the class as it is now."""
        with reactive.isolate():
            if (classroom := self.classroom) is None:
                return
            state = classroom.state
            self._replay.look(self._visit.playing.replays.mark(classroom.code))
        for one, seen in self._parts.items():
            seen.look(one.of(state))
