"""Records for those who read a run: what happened, what governing bodies weighed and decided. No rule reads them."""

from typing import Annotated, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import Choice, EventKind, Reason


class EventRow:
    """Something that happened, for the story."""

    week: int
    alliance: int
    kind: EventKind
    who: int
    what: int
    value: float


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


class DecisionRow:
    """What a body decided about membership and what it weighed, for those who ask why."""

    week: int
    alliance: int
    organisation: int
    decided: Choice
    reason: Reason
    crossed: int
    net: float
    deviation: float
    threshold: float
    terms: Annotated[npt.NDArray[np.float64], Terms]
