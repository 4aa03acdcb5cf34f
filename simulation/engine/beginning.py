"""What runs begin from: tables at rest, and what is known of organisations and alliances before anything is drawn."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.arena_rows import ArenaRow
from simulation.engine.demand_rows import DemandRow
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.tables import Table

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


class Spreads(NamedTuple):
    """Between which values the traits (columns) of each kind of organisations (rows) are drawn.

    Attributes:
        kinds: of which kind each organisation is: one of its own if it is named, else its group.
        low: the smallest value.
        mode: the likeliest; NaN where all are as likely.
        high: the largest.
    """

    kinds: Rows
    low: Matrix
    mode: Matrix
    high: Matrix


class Beginning(NamedTuple):
    """What every run of a scenario begins from; none of it depends on the seed.

    Attributes:
        organisations: before anything was drawn for them; likewise `arenas`, `alliances`, `demands` and `sectors`.
        membership: a single one, before anything is known of it.
        spreads: of traits.
        heterogeneity: factor on all differences between organisations in values, manners and wishes.
        orders: in which order each alliance asks, by its code.
        ahead: place of an organisation (columns) that an alliance (rows) asks before all others; NaN for the others.
        doors: trust of each organisation (columns) in the initiator it knows best, by alliance; NaN for none.
        ideals: known ideals by demand, a row for each named organisation, one alliance after the other; NaN for none.
        red_lines: known red lines, likewise.
    """

    organisations: Table[OrganisationRow]
    arenas: Table[ArenaRow]
    alliances: Table[AllianceRow]
    demands: Table[DemandRow]
    sectors: Table[SectorRow]
    membership: Table[MembershipRow]
    spreads: Spreads
    heterogeneity: float
    orders: Rows
    ahead: Matrix
    doors: Matrix
    ideals: Matrix
    red_lines: Matrix
