"""What was written down of a field's run, in words: alliances, memberships, and who came to mind in which search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulation.engine.codes import NEVER, NOBODY, Channel, End, Reason, Status, Tier, Verdict
from simulation.engine.field_rows import FieldTables
from simulation.engine.prepared_field import PreparedField
from simulation.results.pairs_at_risk import PairsAtRisk, pairs_at_risk
from simulation.scenario.organisational_field import OrganisationalField

_LEAST_MEMBERS = 2  # of what has formed
# What stands in a record as it stands in words.
_COUNTED = (
    *("asked", "members_first", "members_max", "members_last", "exits"),
    *("sectors", "spread", "adopted", "impact"),
)


@dataclass(frozen=True, slots=True)
class FoundedAlliance:
    """An alliance that was founded in a field; weeks are those of the run, and None for what never was.

    Attributes:
        name: its issue and its number among those on this issue, in the order of founding.
        issue: what it was for.
        founder: organisation that founded it.
        place: where; 0 is the country as a whole.
        begun: week of the founding.
        started: first week together, if it formed.
        agreed: week of the first agreement.
        effect: week of the first adoption.
        ended: week of the end.
        end: why it ended, or running.
        asked: organisations that were asked or asked to be let in.
        members_first: members in the first week together.
        members_max: most members at one time.
        members_last: members in its last week, or now.
        sectors: effective number of sectors when it was largest.
        spread: mean distance in values from the centre then.
        depth: ambition agreed on, by priority; None without an agreement.
        adopted: share of what was agreed that was adopted.
        impact: adopted ambition, by priority over all demands.
        exits: members that left.
    """

    name: str
    issue: str
    founder: str
    place: int
    begun: int
    started: int | None
    agreed: int | None
    effect: int | None
    ended: int | None
    end: str
    asked: int
    members_first: int
    members_max: int
    members_last: int
    sectors: float
    spread: float
    depth: float | None
    adopted: float
    impact: float
    exits: int

    @property
    def has_formed(self) -> bool:
        """Whether it has had two members or more."""
        return self.members_max >= _LEAST_MEMBERS


@dataclass(frozen=True, slots=True)
class FieldSpell:
    """An organisation's part in an alliance of a field; weeks are None for what never was.

    Attributes:
        alliance: its name.
        organisation: who.
        by: organisation that asked it, or that it asked to be let in; empty for who founded it or
            heard of its call from afar.
        channel: how the one came to the other's mind: forum, memory, hearsay, place or given; founder for who founded
            it, and afar for who heard of its call from afar.
        through: forum, or organisation whose memory it was; empty for neither.
        tier: core or supporter.
        status: where it stood at the end: asked, member, declined or left.
        joined: week in which it became a member.
        left: week in which it left.
        reason: why it declined or left; empty for neither.
        trust_before: its trust when it was asked.
        trust_after: its trust at the end.
    """

    alliance: str
    organisation: str
    by: str
    channel: str
    through: str
    tier: str
    status: str
    joined: int | None
    left: int | None
    reason: str
    trust_before: float
    trust_after: float


@dataclass(frozen=True, slots=True)
class CandidateSeen:
    """An organisation that came to another's mind when that looked for partners.

    Attributes:
        week: when.
        searcher: who looked for partners.
        issue: for what.
        alliance: for which alliance; empty where nothing came of the search.
        candidate: who came to mind.
        channel: how: forum, memory, hearsay or place.
        through: forum, or organisation whose memory it was; empty for neither.
        trust: in it.
        likeness: nearness in values.
        addition: audience it would add.
        appeal: what spoke for asking it.
        verdict: what came of that, one of `simulation.engine.codes.Verdict`.
        at_risk: whether both could ally for the issue, and were in no alliance together.
        joint_work: alliances in which both had been members at the same time.
        shared_forums: forums to which both belong.
        allied: whether the candidate was asked and became a member.
    """

    week: int
    searcher: str
    issue: str
    alliance: str
    candidate: str
    channel: str
    through: str
    trust: float
    likeness: float
    addition: float
    appeal: float
    verdict: str
    at_risk: bool
    joint_work: int
    shared_forums: int
    allied: bool


class FieldEntries:
    """All that was written down of a run, in words.

    Args:
        prepared: the field.
        tables: what was written down.
        weeks: that were lived.
    """

    def __init__(self, prepared: PreparedField, tables: FieldTables, weeks: int) -> None:
        self.scenario: OrganisationalField = prepared.scenario
        self.weeks = weeks
        self._prepared = prepared
        self._tables = tables
        self._names = alliance_names(tables, [issue.name for issue in prepared.issues])

    @cached_property
    def alliances(self) -> Sequence[FoundedAlliance]:
        """All alliances that were founded, in the order of founding."""
        return sorted(map(self._alliance, _rows(self._tables.alliances)), key=lambda one: (one.begun, one.name))

    @cached_property
    def spells(self) -> Sequence[FieldSpell]:
        """Everybody's part in them, alliance by alliance."""
        return list(map(self._spell, _rows(self._tables.spells)))

    @cached_property
    def searches(self) -> Sequence[CandidateSeen]:
        """All who came to mind, search by search."""
        pairs = zip(*(column.tolist() for column in pairs_at_risk(self._tables, self.weeks)), strict=True)
        return list(map(self._candidate, _rows(self._tables.searches), pairs))

    def spells_in(self, alliance: str) -> Sequence[FieldSpell]:
        """Return everybody's part in one alliance, the founder first."""
        return self._spells_by_alliance.get(alliance, [])

    @cached_property
    def _spells_by_alliance(self) -> dict[str, list[FieldSpell]]:
        parted: dict[str, list[FieldSpell]] = {}
        for spell in self.spells:
            parted.setdefault(spell.alliance, []).append(spell)
        return parted

    def _alliance(self, row: dict[str, Any]) -> FoundedAlliance:
        weeks = {name: _week(row[name]) for name in ("started", "agreed", "effect", "ended")}
        numbers: Any = {name: row[name] for name in _COUNTED}
        return FoundedAlliance(
            name=self._names[row["serial"]],
            issue=self.scenario.issues[row["issue"]].name,
            founder=self._prepared.names[row["founder"]],
            place=row["place"],
            begun=row["begun"],
            end=End(row["end"]).word,
            depth=None if row["agreed"] == NEVER else row["depth"],
            started=weeks["started"],
            agreed=weeks["agreed"],
            effect=weeks["effect"],
            ended=weeks["ended"],
            **numbers,
        )

    def _spell(self, row: dict[str, Any]) -> FieldSpell:
        return FieldSpell(
            alliance=self._names[row["serial"]],
            organisation=self._prepared.names[row["organisation"]],
            by="" if row["by"] == NOBODY else self._prepared.names[row["by"]],
            channel=Channel(row["channel"]).word,
            through=self._through(row),
            tier=Tier(row["tier"]).word,
            status=Status(row["status"]).word,
            joined=_week(row["joined"]),
            left=_week(row["left"]),
            reason="" if row["reason"] == NOBODY else Reason(row["reason"]).word,
            trust_before=row["trust_before"],
            trust_after=row["trust_after"],
        )

    def _candidate(self, row: dict[str, Any], pair: tuple[Any, ...]) -> CandidateSeen:
        return CandidateSeen(
            week=row["week"],
            searcher=self._prepared.names[row["searcher"]],
            issue=self.scenario.issues[row["issue"]].name,
            alliance=self._names[row["serial"]] if row["serial"] else "",
            candidate=self._prepared.names[row["candidate"]],
            channel=Channel(row["channel"]).word,
            through=self._through(row),
            verdict=Verdict(row["verdict"]).word,
            **{name: row[name] for name in ("trust", "likeness", "addition", "appeal")},
            **dict(zip(PairsAtRisk._fields, pair, strict=True)),
        )

    def _through(self, row: dict[str, Any]) -> str:
        number = int(row["through"])
        if number == NOBODY:
            return ""
        return self.scenario.forums[number].name if row["channel"] == Channel.FORUM else self._prepared.names[number]


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    names = table.dtype.names
    yield from (dict(zip(names, row, strict=True)) for row in table.tolist())


def _week(number: int) -> int | None:
    return None if number == NEVER else number


def alliance_names(tables: FieldTables, issues: Sequence[str]) -> dict[int, str]:
    """Return the name of each alliance by its number: its issue, and which on this issue it is."""
    counts = [0] * len(issues)
    names = {}
    for serial, issue in sorted(tables.alliances[["serial", "issue"]].tolist()):
        counts[issue] += 1
        names[serial] = f"{issues[issue]} {counts[issue]}"
    return names
