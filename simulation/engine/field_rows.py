"""Columns of a field: what organisations need to find each other, and what is written down of ended alliances."""

from typing import Any, NamedTuple

import numpy.typing as npt

from simulation.engine.codes import Channel, End, Status, Tier, Verdict
from simulation.engine.columns import column

Records = npt.NDArray[Any]


class SeekerRow:
    """An organisation as one that looks for partners."""

    place: int = column("where it allies: 0 is the country, then come regions, then local places", "", 0)
    neighbours_from: int = column("its place's first row of `neighbours`", "row", 0)
    neighbours_to: int = column("the row after the last", "row", 0)
    forums_from: int = column("its first row of `seats`", "row", 0)
    forums_to: int = column("the row after its last", "row", 0)
    pause_until: int = column("week from which it founds again", "week", 0)


class ForumRow:
    """A network or league that stands already."""

    guests_from: int = column("its first row of `guests`", "row", 0)
    guests_to: int = column("the row after its last", "row", 0)


class MemoryRow:
    """A partner that an organisation remembers; each has `search.memory_slots` of these rows."""

    partner: int = column("who it was, or nobody", "row", -1)
    trust: float = column("trust when they were last together", "share", 0, 1)
    week: int = column("when that was", "week", 0)
    times: int = column("alliances they have been in together; 0 for a tie of before", "alliances", 0)


class CandidateRow:
    """An organisation that came to mind at the present meeting."""

    organisation: int = column("who", "row", 0)
    channel: Channel = column("how it came to mind")
    through: int = column("forum, or organisation whose memory it was; nobody else", "", -1)
    trust: float = column("trust in it", "share", 0, 1)
    likeness: float = column("nearness in values", "share", 0, 1)
    addition: float = column("audience it would add", "share", 0, 1)
    appeal: float = column("what speaks for asking it", "appeal", 0)
    verdict: Verdict = column("what came of that")


class FoundingRow:
    """What a field notes of an alliance, row by row beside `alliances`."""

    serial: int = column("its number in the order of founding, from 1; 0 for a free row", "", 0)
    founder: int = column("organisation that founded it", "row", 0)
    place: int = column("where", "", 0)
    added: float = column("what it has added to what was in force, over all demands by weight", "share", 0)
    members_first: int = column("members in the first week together", "organisations", 0)
    room: int = column("rows kept for its memberships", "rows", 0)
    next_free: int = column("of a free row, the next one; −1 for none", "row", -1)


class FindRow:
    """How a member was found, row by row beside `memberships`; of a free stretch, `next_free` is the next one."""

    by: int = column("organisation that asked it, or that it asked to be let in", "row", -1)
    channel: Channel = column("how the one came to the other's mind")
    through: int = column("forum, or organisation whose memory it was; nobody else", "", -1)
    appeal: float = column("what spoke for asking", "appeal", 0)
    signs: bool = column("whether it stands behind a call that it heard of from afar")
    next_free: int = column("first row of the next free stretch of this length; −1 for none", "row", -1)


class BookRow:
    """Where the field's tables stand."""

    founded: int = column("alliances founded so far", "alliances", 0)
    free_alliance: int = column("first free row of an ended alliance; −1 for none", "row", -1)
    largest_room: int = column("most rows kept for one alliance so far", "rows", 0)
    alliances_used: int = column("rows of alliances in use or free", "rows", 0)
    memberships_used: int = column("rows of memberships in use or free", "rows", 0)
    kept_alliances: int = column("alliances written down since they were last read", "alliances", 0)
    kept_spells: int = column("membership spells, likewise", "spells", 0)
    kept_searches: int = column("candidates, likewise", "candidates", 0)


class AllianceRecordRow:
    """An alliance that has ended, or stands as the run ends."""

    serial: int = column("number in the order of founding, from 1", "", 1)
    issue: int = column("what it was for", "", 0)
    place: int = column("where", "", 0)
    founder: int = column("organisation that founded it", "row", 0)
    begun: int = column("week of the founding", "week", 0)
    started: int = column("first week together; −1 if it never formed", "week", -1)
    agreed: int = column("week of the first agreement", "week", -1)
    effect: int = column("week of the first adoption", "week", -1)
    ended: int = column("week of the end; −1 while it stands", "week", -1)
    end: End = column("why it ended")
    asked: int = column("organisations that were asked or asked to be let in", "organisations", 0)
    members_first: int = column("members in the first week together", "organisations", 0)
    members_max: int = column("most members", "organisations", 0)
    members_last: int = column("members in the last week", "organisations", 0)
    sectors: float = column("effective number of sectors when it was largest", "sectors", 0, 19)
    spread: float = column("mean distance in values from the centre then", "share", 0, 1)
    depth: float = column("depth of the agreement", "share", 0, 1)
    adopted: float = column("share of what was agreed that was adopted", "share", 0, 1)
    impact: float = column("what it added to what was in force, over all demands by weight", "share", 0)
    exits: int = column("members that left", "organisations", 0)


class SpellRecordRow:
    """An organisation's part in an alliance that has ended, or stands as the run ends."""

    serial: int = column("alliance", "", 1)
    organisation: int = column("who", "row", 0)
    by: int = column("organisation that asked it, or that it asked to be let in; −1 for neither", "row", -1)
    channel: Channel = column("how the one came to the other's mind")
    through: int = column("forum, or organisation whose memory it was; −1 for neither", "", -1)
    tier: Tier = column("core group or supporter")
    status: Status = column("where it stood at the end")
    joined: int = column("week in which it became a member; −1 if it never did", "week", -1)
    left: int = column("week in which it left; −1 if it did not", "week", -1)
    reason: int = column("why it declined or left; −1 for neither", "", -1)
    trust_before: float = column("its trust when it was asked", "share", 0, 1)
    trust_after: float = column("its trust at the end", "share", 0, 1)


class SearchRecordRow:
    """An organisation that came to mind when partners were looked for, and what came of it."""

    week: int = column("when", "week", 0)
    searcher: int = column("who looked for partners", "row", 0)
    issue: int = column("for what", "", 0)
    serial: int = column("for which alliance; 0 where none was founded", "", 0)
    candidate: int = column("who came to mind", "row", 0)
    channel: Channel = column("how")
    through: int = column("forum, or organisation whose memory it was; −1 for neither", "", -1)
    trust: float = column("trust in it", "share", 0, 1)
    likeness: float = column("nearness in values", "share", 0, 1)
    addition: float = column("audience it would add", "share", 0, 1)
    appeal: float = column("what spoke for asking it", "appeal", 0)
    verdict: Verdict = column("what came of that")


class FieldTables(NamedTuple):
    """What is written down of a run, a row each: alliances, membership spells, who came to mind in a search, and seats.

    A seat is an organisation's in a forum; its columns are `organisation` and `forum`.
    """

    alliances: Records
    spells: Records
    searches: Records
    seats: Records
