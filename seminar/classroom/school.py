"""The classes of one server: opened by teachers, found by their code, entered with a token."""

from pathlib import Path
from typing import NamedTuple

from seminar.classroom.class_file import ClassFile
from seminar.classroom.classroom import Classroom
from seminar.classroom.entries import Entry, Joined, Opening
from seminar.classroom.refusals import CLASS_FULL, DOOR_CLOSED, NO_NAME, NO_SUCH_TEAM, NUMBER_OF_TEAMS, RefusedError
from seminar.classroom.state import ClassState
from seminar.classroom.tokens import fingerprint, new_code, new_token, typed_code
from seminar.profiles import profiles, settled
from simulation import load_scenario

LEAST_TEAMS, MOST_TEAMS = 2, 12
MOST_MEMBERS = 200
LONGEST_NAME = 40


class Opened(NamedTuple):
    """A class that has just been opened.

    Attributes:
        code: by which everybody finds it.
        token: the teacher's; it is told here and never again.
    """

    code: str
    token: str


def prepared(source: str, seed: int, teams: int, teacher: str) -> Opening:
    """Prepare a class, which takes a moment: the organisations of its scenario are drawn and settled.

    Args:
        source: name of a shipped scenario.
        seed: of the draw; another one makes other organisations of those of whom little is known.
        teams: how many organisations are played; those that are asked first.
        teacher: fingerprint of the teacher's token.

    Raises:
        RefusedError: if the number of teams is not allowed.
        ScenarioError: if there is no such scenario.
    """
    scenario = load_scenario(source)
    most = min(MOST_TEAMS, scenario.invitation.size)
    if not LEAST_TEAMS <= teams <= most:
        raise RefusedError(NUMBER_OF_TEAMS, least=str(LEAST_TEAMS), most=str(most), number=str(teams))
    played = profiles(scenario, seed)[:teams]
    sure = [profile.name for profile in played]
    return Opening(source=source, scenario=settled(scenario, seed, sure), seed=seed, profiles=played, teacher=teacher)


class School:
    """All classes of one server; they share nothing but the file that keeps them.

    Args:
        path: of that file.
    """

    def __init__(self, path: Path) -> None:
        self._file = ClassFile(path)
        self._found: dict[str, Classroom] = {}

    def open(self, source: str, seed: int, teams: int) -> Opened:
        """Open a class.

        Args:
            source: name of a shipped scenario.
            seed: of the draw that settles its organisations, 0 or above.
            teams: how many organisations are played.

        Raises:
            AllianceError: as `prepared` does.
        """
        token = new_token()
        return Opened(self.begin(prepared(source, seed, teams, fingerprint(token))), token)

    def begin(self, opening: Opening) -> str:
        """Begin a class that was prepared; return its code."""
        code = new_code()
        while not self._file.open(code, opening):
            code = new_code()
        return code

    def classroom(self, code: str) -> Classroom:
        """Return a class by its code, however that was typed.

        Raises:
            RefusedError: if there is none.
        """
        code = typed_code(code)
        if code not in self._found:
            self._found[code] = Classroom(self._file, code)
        return self._found[code]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def join(classroom: Classroom, name: str, team: str) -> str:
    """Join a team of a class; return the token of the new member.

    Args:
        classroom: the class.
        name: what the others are to call the member.
        team: the organisation in whose name they will negotiate.

    Raises:
        RefusedError: if the class takes nobody in, or there is no such team, or the name is none.
    """
    token, called = new_token(), " ".join(name.split())
    if not 0 < len(called) <= LONGEST_NAME or not called.isprintable():
        raise RefusedError(NO_NAME, most=str(LONGEST_NAME))

    def decide(state: ClassState) -> Entry:
        if not state.is_open:
            raise RefusedError(DOOR_CLOSED)
        if len(state.members) >= MOST_MEMBERS:
            raise RefusedError(CLASS_FULL)
        if team not in state.teams:
            raise RefusedError(NO_SUCH_TEAM, team=team)
        return Joined(name=called, team=team, fingerprint=fingerprint(token))

    classroom.append(decide)
    return token
