"""The state of a class, derived from its log: who has joined, which round it is, what was proposed and decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import NamedTuple

from seminar.agreement_form import Value
from seminar.classroom.entries import (
    DoorSet,
    Entry,
    Joined,
    Opening,
    Proposed,
    Removed,
    Replayed,
    RoundEnded,
    Undone,
    Voted,
)
from seminar.classroom.voting import Verdict, next_meeting, rounds_between, rule_in_force, verdict
from seminar.profiles import Profile


class Numbered(NamedTuple):
    """An entry with its number in the log, from 1."""

    number: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team.

    Attributes:
        number: by which the class knows them.
        name: as they gave it.
        team: the organisation in whose name they negotiate.
        fingerprint: of their token.
    """

    number: int
    name: str
    team: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer to a question of the form that a team would like to be agreed on.

    Attributes:
        number: by which the class knows it.
        field: of the question.
        value: of the answer.
        team: that proposed it.
        round: in which it did.
        votes: whether a team consents, of those that voted.
        verdict: what has become of it.
    """

    number: int
    field: str
    value: Value
    team: str
    round: int
    votes: Mapping[str, bool]
    verdict: Verdict = Verdict.OPEN


class KeptReplay(NamedTuple):
    """A replay whose outcomes are kept.

    Attributes:
        number: of its entry, by which its outcomes are found.
        decided: what had been agreed on when it began.
    """

    number: int
    decided: Mapping[str, Value]


@dataclass(frozen=True)
class ClassState:
    """A class as it stands.

    Attributes:
        opening: how it began.
        members: in the order of joining.
        is_open: whether others can join.
        round: of meetings, from 1.
        proposals: in the order in which they were made.
        replays: when the agreement was put to the model, in order.
        last_step: what going back would undo; None before the first.
    """

    opening: Opening
    members: tuple[Member, ...] = ()
    is_open: bool = True
    round: int = 1
    proposals: tuple[Proposal, ...] = ()
    replays: tuple[KeptReplay, ...] = ()
    last_step: Numbered | None = None

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """Profiles by team."""
        return {profile.name: profile for profile in self.opening.profiles}

    @property
    def teams(self) -> tuple[str, ...]:
        """All teams, whether somebody has joined them or not."""
        return tuple(self.profiles)

    @property
    def voters(self) -> tuple[str, ...]:
        """Teams that somebody has joined, which are those that have a vote."""
        joined = {member.team for member in self.members}
        return tuple(team for team in self.teams if team in joined)

    @property
    def decided(self) -> dict[str, Value]:
        """What was agreed on, by the field of the question."""
        return {one.field: one.value for one in self.proposals if one.verdict is Verdict.ADOPTED}

    @property
    def open_proposals(self) -> tuple[Proposal, ...]:
        """Proposals on which votes are still to come."""
        return tuple(one for one in self.proposals if one.verdict is Verdict.OPEN)

    def next_meeting(self, team: str) -> int:
        """Return the round in which a team's governing body next meets, this one if it does so now."""
        return next_meeting(self._rounds_between(team), self.round)

    def has_met_since(self, team: str, round: int) -> bool:
        """Tell whether a team's governing body met in a round that is over, in the one given or later."""
        return next_meeting(self._rounds_between(team), round) < self.round

    def _rounds_between(self, team: str) -> int:
        return rounds_between(self.profiles[team].traits["interval"])


def counting(entries: Sequence[Numbered]) -> Iterable[Numbered]:
    """Return the entries that count: those that were not undone."""
    undone = {entry.entry for _, entry in entries if isinstance(entry, Undone)}
    return (one for one in entries if one.number not in undone and not isinstance(one.entry, Undone))


def state_of(opening: Opening, entries: Sequence[Numbered]) -> ClassState:
    """Derive the state of a class from its log.

    Args:
        opening: how the class began.
        entries: of its log, in order.
    """
    return reduce(_after, counting(entries), ClassState(opening))


def _after(state: ClassState, numbered: Numbered) -> ClassState:
    number, entry = numbered
    match entry:
        case Joined():
            member = Member(number, entry.name, entry.team, entry.fingerprint)
            state = replace(state, members=(*state.members, member))
        case Removed():
            state = replace(state, members=tuple(one for one in state.members if one.number != entry.member))
        case DoorSet():
            state = replace(state, is_open=entry.is_open)
        case Replayed():
            state = replace(state, replays=(*state.replays, KeptReplay(number, entry.decided)))
        case Proposed() | Voted() | RoundEnded():
            state = replace(_after_step(state, number, entry), last_step=numbered)
    return _with_verdicts(state)


def _after_step(state: ClassState, number: int, step: Proposed | Voted | RoundEnded) -> ClassState:
    """Return the state after a step of the negotiation, which the teacher can undo."""
    match step:
        case Proposed():
            meets = state.next_meeting(step.team) == state.round
            votes = {step.team: True} if meets else {}
            made = Proposal(number, step.field, step.value, step.team, state.round, votes)
            return replace(state, proposals=(*state.proposals, made))
        case Voted():
            return replace(state, proposals=tuple(_with_vote(one, step) for one in state.proposals))
        case RoundEnded():
            return replace(state, round=state.round + 1)


def _with_vote(proposal: Proposal, vote: Voted) -> Proposal:
    is_meant = proposal.number == vote.proposal and proposal.verdict is Verdict.OPEN
    return replace(proposal, votes={**proposal.votes, vote.team: vote.consents}) if is_meant else proposal


def _with_verdicts(state: ClassState) -> ClassState:
    """Decide what can be decided; what was decided stays so, and decides by which rule the rest is."""
    rule = rule_in_force(state.decided, state.opening.scenario.agreements)
    judged = []
    for one in state.proposals:
        silent = [team for team in state.voters if state.has_met_since(team, one.round)]
        is_open = one.verdict is Verdict.OPEN
        judged.append(replace(one, verdict=verdict(one.votes, silent, state.voters, rule)) if is_open else one)
    state = replace(state, proposals=tuple(judged))
    return state if rule_in_force(state.decided, state.opening.scenario.agreements) == rule else _with_verdicts(state)
