"""From a prepared field and a seed to the initial state: organisations, where they meet, and whom they know."""

from typing import NamedTuple

import numpy as np

from simulation.engine import streams
from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.arena_rows import ClockRow
from simulation.engine.beginning import Matrix, Spreads
from simulation.engine.codes import NEVER, NOBODY, Stage, StateLevel
from simulation.engine.compilation import entry
from simulation.engine.demand_rows import DemandRow, PositionRow
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
from simulation.engine.field_state import FieldState, Rows
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_field import PreparedField
from simulation.engine.records import DecisionRow, EventRow
from simulation.engine.state import ScratchRow, World, seen_by
from simulation.engine.tables import Table, enlarged, fresh, frozen_records, grid, record, table, window
from simulation.rules.search.founding import set_up
from simulation.rules.search.memory import keep_in_mind
from simulation.rules.search.room import LENGTHS
from simulation.rules.search.sight import MOST_LOOKS
from simulation.scenario.participants import SECTORS
from simulation.scenario.traits import TRAITS
from simulation.start.population import draw_positions, draw_traits

VALUES_AND_MANNERS = ("economic", "cultural", "tone")
WISHES = ("ideal", "least", "red_line")
# Rows to begin with; tables grow as alliances are founded.
_ALLIANCES, _MEMBERSHIPS = 64, 1024
_TURNS = 256  # of which the searches are written down before they must be read
_TO_IMAGINE = MOST_LOOKS + 1  # memberships of an imagined alliance


class FieldRun(NamedTuple):
    """A run of a field: the world in which alliances live, and what organisations need to find each other."""

    world: World
    field: FieldState


@entry
def draw_shares(key: int, purpose: int, salt: int, identities: Rows, shares: Matrix) -> None:
    """Draw one number from [0, 1) for each organisation into `shares`."""
    for i in range(len(identities)):
        shares[i] = streams.uniform(key, purpose, streams.START, identities[i], salt)


@entry
def draw_organisations_anew(key: int, organisations: Table[OrganisationRow], traits: Matrix, spreads: Spreads) -> None:
    """Draw the traits of all organisations; as `draw_traits`, where nothing else of a run is drawn yet."""
    draw_traits(key, organisations, traits, spreads)


@entry
def draw_wishes(world: World, field: FieldState, salts: Rows, ideals: Matrix, red_lines: Matrix) -> None:
    """Let each issue have its imagined alliance, and draw what every organisation wishes of its demands."""
    named = len(ideals) // len(field.rivals)
    for issue in range(len(field.rivals)):
        set_up(world, field, issue, issue, 0)
        state = seen_by(world, issue)
        state.alliance.plan.salt = salts[issue]
        draw_positions(
            state, ideals[issue * named : (issue + 1) * named], red_lines[issue * named : (issue + 1) * named]
        )
        state.alliance.stage = Stage.ENDED


@entry
def know_from_before(field: FieldState, ones: Rows, others: Rows, trust: Matrix) -> None:
    """Let organisations that have worked together remember each other."""
    for number in range(len(ones)):
        keep_in_mind(field, ones[number], others[number], trust[number], 0, 0)
        keep_in_mind(field, others[number], ones[number], trust[number], 0, 0)


def contract(values: Matrix, share: float) -> Matrix:
    """Draw values together towards their mean; 1 leaves them, 0 makes them alike."""
    mean = values.mean(axis=0)
    return np.asarray(mean + share * (values - mean))


def draw_organisations(prepared: PreparedField, key: int) -> Table[OrganisationRow]:
    """Draw all organisations of a field, as different as their traits and its heterogeneity say."""
    organisations = fresh(prepared.organisations)
    draw_organisations_anew(key, organisations, window(organisations, TRAITS[0], TRAITS[-1]), prepared.spreads)
    share = prepared.scenario.population.heterogeneity
    if share < 1.0:
        for name in VALUES_AND_MANNERS:
            organisations[name] = contract(organisations[name], share)
    return organisations


def populate_field(prepared: PreparedField, seed: int, *, keeps_searches: bool = False) -> FieldRun:
    """Make the state in which a run of a field starts.

    Args:
        prepared: the field, made ready for many runs.
        seed: of the run, 0 or above.
        keeps_searches: whether it is written down who came to mind when, for those who ask why.

    Raises:
        AllianceError: if the seed is not allowed.
    """
    key = streams.key_of(seed, prepared.scenario.draws_as)
    organisations = draw_organisations(prepared, key)
    world = _world(prepared, key, organisations)
    field = _field(prepared, key, organisations, keeps_searches)
    draw_wishes(world, field, np.array(prepared.salts), *prepared.known)
    if prepared.scenario.population.heterogeneity < 1.0:
        _contract_wishes(world, prepared.scenario.population.heterogeneity)
    _remember_ties(prepared, field)
    return FieldRun(world, field)


def _world(prepared: PreparedField, key: int, organisations: Table[OrganisationRow]) -> World:
    clock = record(ClockRow)
    clock.key, clock.seeking = key, True
    issues = len(prepared.issues)
    rows = issues + _ALLIANCES
    alliances = table(AllianceRow, rows)
    alliances["plan"]["memberships_from"][:issues] = np.arange(issues) * _TO_IMAGINE
    alliances["stage"] = Stage.ENDED
    return World(
        clock=clock,
        arenas=fresh(prepared.arenas),
        alliances=alliances,
        organisations=organisations,
        memberships=table(MembershipRow, issues * _TO_IMAGINE + _MEMBERSHIPS),
        demands=table(DemandRow, rows * prepared.longest),
        positions=grid(PositionRow, issues * len(organisations), prepared.longest),
        places=np.empty((0, len(organisations)), np.int64),
        turns=np.zeros(rows, np.int64),
        blocks=np.zeros(1 + prepared.blocks, np.int64),
        rested=np.full(len(organisations), NEVER),
        log=table(EventRow, 0),
        decisions=table(DecisionRow, 0),
        sectors=table(SectorRow, rows * len(SECTORS)),
        scratch=table(ScratchRow, max(prepared.work_space, rows)),
        **prepared.constants,
    )


def _field(
    prepared: PreparedField, key: int, organisations: Table[OrganisationRow], keeps_searches: bool
) -> FieldState:
    search, issues, rows = prepared.scenario.search, len(prepared.issues), len(organisations)
    seekers, forums = table(SeekerRow, rows), table(ForumRow, len(prepared.scenario.forums))
    guests = _guests(prepared, key, forums)
    book = record(BookRow)
    book.free_alliance = NOBODY
    book.alliances_used, book.memberships_used = issues, issues * _TO_IMAGINE
    memories = table(MemoryRow, rows * search.memory_slots)
    memories["partner"] = NOBODY
    foundings = table(FoundingRow, issues + _ALLIANCES)
    foundings["room"][:issues] = _TO_IMAGINE
    return FieldState(
        book=book,
        search=frozen_records([search])[0],
        seekers=seekers,
        forums=forums,
        seats=_seats(seekers, forums, guests),
        guests=guests,
        neighbours=_neighbours(prepared, key, organisations, seekers),
        meetings=np.zeros(rows, np.int64),
        memories=memories,
        engaged=np.full((rows, issues), NOBODY),
        signatures=np.zeros((rows if search.calls_heard else 0, issues), np.int64),
        in_force=np.zeros((prepared.arena_count, prepared.longest)),
        calls=np.zeros(issues + _ALLIANCES, np.int64),
        calls_from=np.zeros(prepared.arena_count + 1, np.int64),
        known=np.zeros(issues + _ALLIANCES),
        rivals=np.array(prepared.rivals, np.int64),
        stretches=np.full(LENGTHS, NOBODY),
        candidates=table(CandidateRow, MOST_LOOKS + 1),
        foundings=foundings,
        finds=table(FindRow, issues * _TO_IMAGINE + _MEMBERSHIPS),
        alliances_at_rest=fresh(prepared.alliances_at_rest),
        demands_at_rest=fresh(prepared.demands_at_rest),
        sectors_at_rest=fresh(prepared.sectors_at_rest),
        membership_at_rest=fresh(prepared.membership_at_rest),
        kept_alliances=table(AllianceRecordRow, issues + _ALLIANCES),
        kept_spells=table(SpellRecordRow, issues * _TO_IMAGINE + _MEMBERSHIPS),
        kept_searches=table(SearchRecordRow, _TURNS * search.looks * (1 + issues) if keeps_searches else 0),
    )


def _guests(prepared: PreparedField, key: int, forums: Table[ForumRow]) -> Rows:
    """Return who belongs to each forum, one forum after the other, and note where each begins."""
    parts = []
    for forum, may_belong in zip(prepared.scenario.forums, prepared.guests, strict=True):
        shares = np.empty(len(may_belong))
        draw_shares(key, streams.SEAT, streams.salt(forum.name), prepared.identities[may_belong], shares)
        shares[: len(forum.members)] = -1.0
        parts.append(np.unique(may_belong[shares < forum.share]))
    ends = np.cumsum([len(part) for part in parts], dtype=np.int64)
    forums["guests_from"], forums["guests_to"] = ends - [len(part) for part in parts], ends
    return np.concatenate([np.empty(0, np.int64), *parts])


def _seats(seekers: Table[SeekerRow], forums: Table[ForumRow], guests: Rows) -> Rows:
    """Return the forums of each organisation, one organisation after the other, and note where each begins."""
    numbers = np.repeat(np.arange(len(forums)), forums["guests_to"] - forums["guests_from"])
    counts = np.bincount(guests, minlength=len(seekers))
    seekers["forums_to"] = np.cumsum(counts)
    seekers["forums_from"] = seekers["forums_to"] - counts
    return np.asarray(numbers[np.argsort(guests, kind="stable")], np.int64)


def _neighbours(
    prepared: PreparedField, key: int, organisations: Table[OrganisationRow], seekers: Table[SeekerRow]
) -> Rows:
    """Let organisations of regions and local ones have a home, and return all organisations sorted by theirs."""
    search, before = prepared.scenario.search, 1
    lots = np.empty(len(organisations))
    draw_shares(key, streams.HOME, 0, prepared.identities, lots)
    for level, number in ((StateLevel.STATE, search.regions), (StateLevel.LOCAL, search.places)):
        if number > 1:
            own = organisations["level"] == level
            seekers["place"][own] = before + (lots[own] * number).astype(np.int64)
            before += number
    by_place = np.argsort(seekers["place"], kind="stable")
    sorted_places = seekers["place"][by_place]
    seekers["neighbours_from"] = np.searchsorted(sorted_places, seekers["place"], "left")
    seekers["neighbours_to"] = np.searchsorted(sorted_places, seekers["place"], "right")
    return np.asarray(by_place, np.int64)


def _contract_wishes(world: World, share: float) -> None:
    """Draw wishes on each issue together towards their mean."""
    rows = len(world.organisations)
    for issue in range(world.positions.shape[0] // rows):
        own = world.positions[issue * rows : (issue + 1) * rows]
        for name in WISHES:
            own[name] = contract(own[name], share)


def _remember_ties(prepared: PreparedField, field: FieldState) -> None:
    ties = prepared.scenario.ties
    ones, others = ([prepared.row_of[tie.between[end]] for tie in ties] for end in (0, 1))
    know_from_before(
        field, np.array(ones, np.int64), np.array(others, np.int64), np.array([tie.trust for tie in ties], np.float64)
    )


def with_more_room(run: FieldRun) -> FieldRun:
    """Return a run with twice the rows for alliances and memberships; what stands in them stays where it is."""
    world, field = run
    alliances, memberships = 2 * len(world.alliances), 2 * len(world.memberships)
    stages = enlarged(world.alliances, alliances)
    stages["stage"][len(world.alliances) :] = Stage.ENDED
    longest, sectors = (len(part) // len(world.alliances) for part in (world.demands, world.sectors))
    return FieldRun(
        world._replace(
            alliances=stages,
            memberships=enlarged(world.memberships, memberships),
            turns=np.zeros(alliances, np.int64),
            demands=enlarged(world.demands, alliances * longest),
            sectors=enlarged(world.sectors, alliances * sectors),
            scratch=enlarged(world.scratch, max(len(world.scratch), alliances)),
        ),
        field._replace(
            calls=np.zeros(alliances, np.int64),
            known=np.zeros(alliances),
            foundings=enlarged(field.foundings, alliances),
            finds=enlarged(field.finds, memberships),
            kept_alliances=enlarged(field.kept_alliances, alliances),
            kept_spells=enlarged(field.kept_spells, memberships),
        ),
    )
