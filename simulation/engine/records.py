"""Records for those who read a run: what happened, what governing bodies weighed and decided. No rule reads them."""

from typing import Annotated, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import Choice, EventKind, Reason
from simulation.engine.columns import column


class EventRow:
    """Something that happened, for the story."""

    week: int = column("when it happened", "week", 0)
    alliance: int = column("alliance concerned", "", 0, 50)
    kind: EventKind = column("what happened")
    who: int = column("organisation concerned", "row", -1)
    what: int = column("demand, reason, tier, stage, end or calendar entry, depending on the kind")
    value: float = column("ambition, share, tension, days or a number, depending on the kind")


class Terms(NamedTuple):
    """What speaks for membership (first six) and against it, all in the same unit of net benefit."""

    effect: float
    exchange: float
    belonging: float
    solidarity: float
    cohesion: float
    cooperation: float
    time: float
    money: float
    visibility: float
    values: float
    risk: float
    party: float


class Routes(NamedTuple):
    """Influence of an alliance by the two routes: through the public, and by its work alone (C48, C50)."""

    outside: float
    inside: float


class DecisionRow:
    """What a governing body decided about membership and what it weighed, for those who ask why."""

    week: int = column("when it was decided", "week", 0)
    alliance: int = column("alliance it is about", "", 0, 50)
    organisation: int = column("organisation whose governing body decided", "row", 0)
    decided: Choice = column("what was decided")
    reason: Reason = column("main reason to decline or leave; −1 for none")
    crossed: int = column("demand that crosses a red line for good; −1 for none", "row", -1)
    net: float = column("sum of the terms, benefits less costs", "net benefit")
    deviation: float = column("deviation of the judgement from the sum", "net benefit")
    threshold: float = column("sum from which on it joins, applies or stays", "net benefit")
    terms: Annotated[npt.NDArray[np.float64], Terms] = column("each term of the net benefit", "net benefit")
