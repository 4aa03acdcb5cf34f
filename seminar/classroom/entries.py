"""Entries: what happens in a class, as its log keeps it; everything else is derived from them."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from seminar.agreement_form import Value
from seminar.profiles import Profile
from simulation import Scenario
from simulation.scenario.fields import Part


class Opening(Part):
    """How a class begins.

    Attributes:
        source: name of the scenario that was chosen.
        scenario: that scenario, its organisations settled.
        seed: of the draw that settled them, and the first seed of the replays.
        profiles: of the organisations that are played, one a team, those who invite first.
        teacher: fingerprint of the teacher's token.
    """

    source: str
    scenario: Scenario
    seed: int
    profiles: tuple[Profile, ...]
    teacher: str


class Joined(Part):
    """Somebody joined a team; members are known by the number of this entry."""

    kind: Literal["joined"] = "joined"
    name: str
    team: str
    fingerprint: str


class Removed(Part):
    """The teacher took a member out of the class."""

    kind: Literal["removed"] = "removed"
    member: int


class DoorSet(Part):
    """The teacher opened or closed the class to others."""

    kind: Literal["door"] = "door"
    is_open: bool


class Proposed(Part):
    """A team proposed an answer to a question; proposals are known by the number of this entry.

    That stands for its consent where its governing body meets now; else that has to decide on it as all others do.
    """

    kind: Literal["proposed"] = "proposed"
    team: str
    field: str
    value: Value


class Voted(Part):
    """A team's governing body voted; what it said before on the same proposal no longer counts."""

    kind: Literal["voted"] = "voted"
    team: str
    proposal: int
    consents: bool


class RoundEnded(Part):
    """The teacher ended a round of meetings."""

    kind: Literal["round"] = "round"


class Replayed(Part):
    """The agreement as it stood was put to the model; the outcomes lie beside the log."""

    kind: Literal["replayed"] = "replayed"
    decided: dict[str, Value]


class Undone(Part):
    """The teacher went back a step: the entry with this number no longer counts."""

    kind: Literal["undone"] = "undone"
    entry: int


type Entry = Joined | Removed | DoorSet | Proposed | Voted | RoundEnded | Replayed | Undone

_READ: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="kind")])


def written(entry: Entry) -> str:
    """Return an entry as text."""
    return entry.model_dump_json()


def read(text: str) -> Entry:
    """Return the entry that a text holds.

    >>> read(written(Voted(team="DGB", proposal=3, consents=True))).team
    'DGB'
    """
    return _READ.validate_json(text)
