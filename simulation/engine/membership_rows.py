"""Columns of memberships, and of the sectors of society that members come from."""

from typing import Annotated

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import Reason, Status, Tier
from simulation.engine.columns import column
from simulation.engine.records import Terms


class MembershipRow:
    """One organisation's part in an alliance, from being asked to leaving.

    The first `core` rows list in `core_row` the rows of the core group; see `simulation.rules.shared.core_group`.
    """

    organisation: int = column("the organisation", "row", 0)
    identity: int = column("number by which the organisation's draws are told apart", "", 0, "2⁶³ − 1")
    draw: float = column("what was last drawn for all members at once (`draw_for_members`)", "share", 0, 1)
    status: Status = column("where it stands with the alliance")
    tier: Tier = column("whether it is in the core group or a supporter")
    free: float = column("time that the home load and pressure leave", "hours/week", 0)
    needed: float = column("coordination it needs this week to stay in touch", "hours", 0)
    pledged: float = column("time it has pledged for this week, coordination included", "hours", 0)
    wanted: float = column("what this alliance asks of it this week", "hours", 0)
    coordination: float = column("time spent on coordination and talks this week", "hours", 0)
    work: float = column("time spent on work this week", "hours", 0)
    load: float = column("time spent, of its free time", "share", 0)
    coverage: float = column("share of the coordination needed that there is time for; starts at 1", "share", 0, 1)
    trust: float = column("its trust in the partnership", "share", 0, 1)
    habit: float = column("what it has built with the others and would lose, of all there is to build", "share", 0, 1)
    seen: float = column("visibility won so far", "weeks", 0)
    credit: float = column("how far it is still named with the last success; starts at 0", "share", 0, 1)
    given: float = column("visibility given up so far", "weeks", 0)
    core_row: int = column("row of a member of the core group, in rising order; no part of the membership", "row", 0)
    distance: float = column("distance in values from the centre of the core group", "share", 0, 1)
    reason: Reason = column("why it declined or left; −1 before")
    invited: bool = column("whether it is asked to take part; not for initiators")
    pays: bool = column("whether it cares to pay where that is up to each")
    joined: int = column("week in which it last became a member", "week", -1)
    left: int = column("week in which it left", "week", -1)
    asleep: int = column("week since which it takes no part, though still on the list; −1 while it does", "week", -1)
    leaving: bool = column("whether it has decided to leave this week")
    consented: bool = column("whether it has consented to the present draft")
    objects: bool = column("whether it has objected to the present draft")
    willingness: float = column("what it would accept in all, as the drafters know it", "weighted ambition", 0)
    ownership: float = column("its part in wording the goal", "share", 0, 1)
    trust_at_start: float = column("its trust when it met the first initiator (`meet`)", "share", 0, 1)
    solidarity_at_start: float = column("the organisation's solidarity when it met that one", "share", 0, 1)
    alone: float = column("what it could bring about alone, as found then", "probability", 0, 1)
    net: float = column("benefits less costs when it last looked", "net benefit")
    granted: float = column("grants won so far, in weeks' grants of one that lives by them", "weeks", 0)
    topic: int = column("topic of its own project", "", 0, "goal.topics − 1")
    station: int = column("station of the path at which it supports people", "", 0, "goal.stations − 1")
    weighed: bool = column("whether it has looked at its membership since it joined")
    first_terms: Annotated[npt.NDArray[np.float64], Terms] = column("what it weighed when it first did", "net benefit")


class SectorRow:
    """One sector of society as an alliance sees it: how many of it take part, and what they work for the goal."""

    members: float = column("organisations of this sector that take part", "organisations", 0)
    unreached: float = column("audience not reached within the sector, relative to outside of it", "1", 0)
    effort: float = column("this week's work in this field", "effective hours", 0)
    needed: bool = column("whether the goal needs this field")
    concern: float = column("factor on the stake of organisations of this sector: 1, or in a field the issue's", "1", 0)
