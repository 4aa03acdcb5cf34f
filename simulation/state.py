"""State of a run: tables of organisations, memberships, demands and positions, and single records for the rest.

All rules and phases work on these tables, and Mesa's agents are windows onto them: there is no second truth.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.compiled import codes
from simulation.mechanisms import Mechanisms
from simulation.scenario import Agreements, Arena, Goal
from simulation.tables import Grid, Table

NOBODY: int = -1 - codes(1)[0]
NEVER: int = NOBODY
NOTHING: int = codes(1)[0]

# Stages of an alliance's life.
INVITING, DEBATING, WORDING, AGREEING, WORKING, ENDED = codes(6)
STAGES = ("inviting", "debating values", "wording the goal", "agreeing on demands", "working", "ended")

# Kinds of end, as an outcome names them; RUNNING stands for an alliance that has not ended.
ENDS = (
    "reached",
    "renewed",
    "obsolete",
    "agreed date",
    "lead lost",
    "red line",
    "exhaustion",
    "no agreement",
    "not formed",
    "running",
)
(
    REACHED,
    RENEWED,
    OBSOLETE,
    AGREED_DATE,
    LEAD_LOST,
    RED_LINE_BREAK,
    EXHAUSTION,
    NO_AGREEMENT,
    NOT_FORMED,
    RUNNING,
) = codes(10)

# Kinds of calendar entries.
WINDOW_OPENS, VOTE_HELD, SHOCK_HITS = codes(3)

# Status and tier of a membership.
ASKED, MEMBER, DECLINED, LEFT = codes(4)
STATUS = ("asked", "member", "declined", "left")
CORE, SUPPORTER = codes(2)
TIERS = ("core", "supporter")

# Why a membership was declined or ended.
REASONS = ("effect", "time", "money", "visibility", "values", "risk", "red line", "conflict")
(
    BY_EFFECT,
    BY_TIME,
    BY_MONEY,
    BY_VISIBILITY,
    BY_VALUES,
    BY_RISK,
    BY_RED_LINE,
    BY_CONFLICT,
) = codes(8)


class OrganisationRow:
    """An organisation: the traits a run has drawn for it, and what changes from week to week."""

    identity: int
    sector: int
    members: float
    economic: float
    cultural: float
    tone: float
    stake: float
    ambition: float
    dispersion: float
    tolerance: float
    threshold: float
    hours: float
    home_load: float
    reachability: float
    money: float
    specialisation: float
    contacts: float
    energy: float
    interval: float
    postponement: float
    mandate: float
    lobbying: float
    dialogue: float
    campaigning: float
    credibility: float
    visibility_need: float
    dogmatism: float
    trust: float
    base_energy: float
    first_meeting: float


class PositionRow:
    """What one organisation wants of one demand."""

    ideal: float
    least: float
    red_line: float
    explained: bool


class DemandRow:
    """One demand: what is asked, what was agreed, what was adopted."""

    weight: float
    majority: float
    proposed: float
    agreed: float
    conceded: float
    adopted: float
    open: bool
    attention: float
    influence: float
    resistance: float
    prospect: float


class MembershipRow:
    """One organisation's part in the alliance, from being asked to leaving.

    `seated` is no part of it: the first `alliance.core` rows list there the rows of those at the table.
    """

    seated: int
    organisation: int
    tier: int
    status: int
    reason: int
    joined: int
    left: int
    leaving: bool
    consented: bool
    objects: bool
    willingness: float
    ownership: float
    trust: float
    trust_at_start: float
    free: float
    coordination: float
    work: float
    load: float
    coverage: float
    distance: float
    net: float
    seen: float
    given: float


class SectorRow:
    """One sector of society: how many of it take part, whom they reach there, what they work for the goal."""

    members: float
    unreached: float
    effort: float
    needed: bool


class AllianceRow:
    """The alliance itself."""

    stage: int
    since: int
    end: int
    ended: int
    lead: int
    consent: float
    silence: bool
    drafted: bool
    drafted_week: int
    changed: bool
    regrouped: bool
    core: int
    supporters: int
    taking_part: int
    payers: int
    economic: float
    cultural: float
    talked: float
    clarified: float
    tension: float
    extra_talks: float
    exchange: float
    office: float
    office_cost: float
    effort: float
    expected_effort: float
    pressure: float
    reach: float
    camps: float
    visibility: float
    achieved: float
    milestones: int
    encouraged: int
    agreed_week: int
    effect_week: int
    depth: float
    core_max: int
    members_max: int
    sectors: float
    exits: int
    last_reason: int
    occasions: int
    in_time: int
    coordination_hours: float
    total_hours: float


class ArenaRow:
    """Politics and the public this week."""

    salience: float
    usual_salience: float
    resistance: float
    window: float
    vote: bool


class ClockRow:
    """Which run this is, and where it stands."""

    seed: int
    week: int
    logged: int


class CalendarRow:
    """A dated entry of the arena's calendar."""

    kind: int
    week: int
    weeks: int
    strength: float
    salience: float
    resistance: float
    red_lines: float


class EventRow:
    """Something that happened, for the story."""

    week: int
    kind: int
    who: int
    what: int
    value: float


class State(NamedTuple):
    """Everything a week reads and writes.

    Few members keep compilation quick: each function that takes the state pays for every one of them.
    """

    clock: ClockRow
    arena: ArenaRow
    alliance: AllianceRow
    organisations: Table[OrganisationRow]
    memberships: Table[MembershipRow]
    demands: Table[DemandRow]
    positions: Grid[PositionRow]
    calendar: Table[CalendarRow]
    log: Table[EventRow]
    sectors: Table[SectorRow]
    scratch: npt.NDArray[np.float64]
    goal: Goal
    agreements: Agreements
    climate: Arena
    mechanisms: Mechanisms
