"""Columns of demands, and of what organisations want of them."""

from simulation.engine.codes import Venue
from simulation.engine.columns import column


class PositionRow:
    """What one organisation wants of one demand."""

    ideal: float = column("ambition it would like best", "ambition", 0, 1)
    least: float = column("ambition below which the demand is not worth the trouble", "ambition", 0, "ideal")
    red_line: float = column("ambition beyond which it must leave (C41)", "ambition", "ideal", 1)
    explained: bool = column("whether it has told the others this red line")


class DemandRow:
    """One demand: what is asked, what was agreed, what was adopted."""

    weight: float = column("priority relative to the others", "1", 0)
    majority: float = column("what the political majority would grant unasked; a renewal raises it", "ambition", 0, 1)
    venue: Venue = column("who decides on it")
    whole: bool = column("whether it is granted as a whole or not at all")
    agenda_from: int = column("week from which it can be decided", "week", -1)
    decided_on: int = column("week in which it is decided once and for all", "week", -1)
    proposed: float = column("ambition in the present draft", "ambition", 0, 1)
    agreed: float = column("ambition in the common agreement", "ambition", 0, 1)
    conceded: float = column("where the week's decisions lower it to, to keep members", "ambition", 0, "agreed")
    adopted: float = column("ambition the arena has adopted, of all goals so far", "ambition", 0, 1)
    secured: float = column("what earlier goals of the alliance had won of it", "ambition", 0, "adopted")
    open: bool = column("whether it is neither dropped nor adopted nor lost; true at the start")
    in_practice: float = column("moment at which it is first put into practice; 0 before adoption", "week", 0)
    attention: float = column("share of attention it gets", "share", 0, 1)
    influence: float = column("influence the alliance has on it; once adopted, what stands behind it", "influence", 0)
    resistance: float = column("influence that makes an even chance, as last found while it was open", "influence", 0)
    prospect: float = column("chance of adoption members expect; starts at 0", "probability", 0, 1)
