"""State of a field: what stands beside the tables of a run where alliances come about by themselves."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.demand_rows import DemandRow
from simulation.engine.field_rows import (
    AllianceRecordRow,
    BookRow,
    CandidateRow,
    FindRow,
    ForumRow,
    FoundingRow,
    MemoryRow,
    SearchRecordRow,
    SeekerRow,
    SpellRecordRow,
)
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.pickling import reduced
from simulation.engine.references import by_reference
from simulation.engine.tables import Table
from simulation.scenario.organisational_field import Search

Rows = npt.NDArray[np.int64]
Levels = npt.NDArray[np.float64]


@by_reference
class FieldState(NamedTuple):
    """What organisations need to find each other, beside the `World` in which alliances live.

    The first rows of `alliances` in the world, one for each issue, stand for no alliance: on them organisations
    imagine one. `alliances_at_rest`, `demands_at_rest` and `sectors_at_rest` hold how one for each issue begins, and
    `membership_at_rest` how a membership does.
    `meetings` holds the week before which no organisation's governing body meets (again).
    `engaged` tells for each organisation (rows) and issue (columns) the alliance that it is or may come to be in.
    `signatures` counts likewise the calls that it heard of from afar and stands behind, and has no rows without any.
    `in_force` holds what has been adopted of each demand (columns) in each arena (rows), whoever brought it about.
    `calls` lists the alliances whose calls can be signed this week, arena by arena: those of an arena stand from its
    place in `calls_from` to before the next one's. `known` holds how well known they are, added up within each arena.
    """

    book: BookRow
    search: Search
    seekers: Table[SeekerRow]
    forums: Table[ForumRow]
    seats: Rows
    guests: Rows
    neighbours: Rows
    meetings: Rows
    memories: Table[MemoryRow]
    engaged: Rows
    signatures: Rows
    in_force: Levels
    calls: Rows
    calls_from: Rows
    known: Levels
    rivals: Rows
    stretches: Rows
    candidates: Table[CandidateRow]
    foundings: Table[FoundingRow]
    finds: Table[FindRow]
    alliances_at_rest: Table[AllianceRow]
    demands_at_rest: Table[DemandRow]
    sectors_at_rest: Table[SectorRow]
    membership_at_rest: Table[MembershipRow]
    kept_alliances: Table[AllianceRecordRow]
    kept_spells: Table[SpellRecordRow]
    kept_searches: Table[SearchRecordRow]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a pickle keeps."""
        return reduced(self)
