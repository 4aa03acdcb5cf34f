"""State of a run: tables of organisations, alliances, memberships, demands and positions, and records for the rest.

All rules and phases work on these tables, and Mesa's agents are windows onto them: there is no second truth.
"""

from typing import Annotated, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import (
    Admission,
    CalendarKind,
    Contributions,
    DivisionOfLabour,
    End,
    Form,
    GoalResult,
    Label,
    Reason,
    Stage,
    StateLevel,
    Status,
    Tier,
)
from simulation.engine.compilation import inlined
from simulation.engine.records import DecisionRow, EventRow, Terms
from simulation.engine.tables import Grid, Table
from simulation.scenario.agreements import Agreements
from simulation.scenario.definition import Goal
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.surroundings import Arena


class OrganisationRow:
    """An organisation: the traits a run has drawn for it, and what changes from week to week."""

    identity: int
    sector: int
    level: StateLevel
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
    party_closeness: float
    solidarity: float
    disadvantage: float
    defensiveness: float
    grant_dependence: float
    base_energy: float
    first_meeting: float
    experience: float
    claimed: float
    load: float
    strain: float
    helping: int


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
    secured: float
    open: bool
    in_practice: float
    attention: float
    influence: float
    resistance: float
    prospect: float


class MembershipRow:
    """One organisation's part in the alliance, from being asked to leaving.

    `core_row` is no part of it: the first `alliance.core` rows list there the rows of the core group.
    """

    organisation: int
    status: Status
    tier: Tier
    free: float
    needed: float
    pledged: float
    wanted: float
    coordination: float
    work: float
    load: float
    coverage: float
    trust: float
    seen: float
    credit: float
    given: float
    core_row: int
    distance: float
    reason: Reason
    invited: bool
    pays: bool
    joined: int
    left: int
    leaving: bool
    consented: bool
    objects: bool
    willingness: float
    ownership: float
    trust_at_start: float
    solidarity_at_start: float
    alone: float
    net: float
    granted: float
    topic: int
    station: int
    weighed: bool
    first_terms: Annotated[npt.NDArray[np.float64], Terms]


class SectorRow:
    """One sector of society: how many of it take part, whom they reach there, what they work for the goal."""

    members: float
    unreached: float
    effort: float
    needed: bool


class AllianceRow:
    """An alliance, in whatever form, from before it begins to invite until after its end."""

    number: int
    salt: int
    memberships_from: int
    memberships_to: int
    demands_from: int
    demands_to: int
    form: Form
    label: Label
    start: int
    after: int
    among: int
    merger: int
    initiators: int
    invited: int
    admission: Admission
    contributions: Contributions
    labour: DivisionOfLabour
    lead: int
    lead_leaves: int
    successor: int
    stage: Stage
    since: int
    goal: GoalResult
    end: End
    ended: int
    begun: int
    term: int
    started: int
    worded: int
    consent: float
    silence: bool
    paper: bool
    drafted: bool
    drafted_week: int
    changed: bool
    regrouped: bool
    core: int
    supporters: int
    citizens: int
    taking_part: int
    payers: int
    at_local: int
    at_state: int
    at_federal: int
    economic: float
    cultural: float
    spread: float
    talked: float
    clarified: float
    tension: float
    unsettled: bool
    extra_talks: float
    talks: float
    hub: float
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
    in_force_since: int
    effect_week: int
    last_effect: int
    depth: float
    adopted: float
    impact: float
    gain: float
    renewals: int
    core_max: int
    members_max: int
    sectors: float
    values_spread: float
    reach_max: float
    exits: int
    last_reason: Reason
    admitted: int
    conflicts: int
    escalations: int
    crossings: int
    rewordings: int
    successes: int
    claims: int
    occasions: int
    in_time: int
    coordination_hours: float
    total_hours: float
    money_spent: float
    weeks_together: int
    weeks_without_goal: int
    weeks_at_work: int
    influence: float
    attendance: float
    solidarity: float
    need: float
    framing: float
    structures: float
    capability: float
    product: float
    vision: float
    lead_lost: int
    effort_after_lead: float
    overlap: float
    project_effect: float
    new_ideas: float
    scaled_reach: float
    scaled_quality: float
    passage: float


class ArenaRow:
    """Politics and the public this week."""

    salience: float
    usual_salience: float
    resistance: float
    window: float
    vote: bool
    campaign: float
    voices: float
    emergency: int
    need: float
    helpers: float
    help_arrived: int


class ClockRow:
    """Which run this is, and where it stands."""

    key: int
    week: int
    logged: int
    decided: int


class CalendarRow:
    """A dated entry of the arena's calendar."""

    kind: CalendarKind
    week: int
    weeks: int
    strength: float
    salience: float
    resistance: float
    red_lines: float
    need: float


class State(NamedTuple):
    """What the rules see of a run: one alliance with its members and demands, and all that alliances share.

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
    decisions: Table[DecisionRow]
    sectors: Table[SectorRow]
    scratch: npt.NDArray[np.float64]
    goal: Goal
    agreements: Agreements
    climate: Arena
    mechanisms: Mechanisms


class World(NamedTuple):
    """A whole run: all alliances over the same organisations. Each sees its own part of it, a `State`.

    Memberships, demands and sectors of an alliance stand together, and so do the positions on its demands:
    a row for each organisation, and as many columns as the longest list of demands needs. `places` tells in
    which row of all memberships an organisation (columns) stands for an alliance (rows), or NOBODY.
    """

    clock: ClockRow
    arena: ArenaRow
    alliances: Table[AllianceRow]
    organisations: Table[OrganisationRow]
    memberships: Table[MembershipRow]
    demands: Table[DemandRow]
    positions: Grid[PositionRow]
    places: npt.NDArray[np.int64]
    calendar: Table[CalendarRow]
    log: Table[EventRow]
    decisions: Table[DecisionRow]
    sectors: Table[SectorRow]
    scratch: npt.NDArray[np.float64]
    goals: Table[Goal]
    agreements: Table[Agreements]
    climate: Arena
    mechanisms: Mechanisms


@inlined
def seen_by(world: World, a: int) -> State:
    """Return the part of a run that an alliance sees."""
    alliance = world.alliances[a]
    rows = len(world.organisations)
    sectors = len(world.sectors) // len(world.alliances)
    return State(
        clock=world.clock,
        arena=world.arena,
        alliance=alliance,
        organisations=world.organisations,
        memberships=world.memberships[alliance.memberships_from : alliance.memberships_to],
        demands=world.demands[alliance.demands_from : alliance.demands_to],
        positions=world.positions[a * rows : (a + 1) * rows],
        calendar=world.calendar,
        log=world.log,
        decisions=world.decisions,
        sectors=world.sectors[a * sectors : (a + 1) * sectors],
        scratch=world.scratch,
        goal=world.goals[a],
        agreements=world.agreements[a],
        climate=world.climate,
        mechanisms=world.mechanisms,
    )
