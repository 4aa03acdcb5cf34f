"""A run of a field, week by week: its state, and what has been written down of alliances, memberships and searches."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from simulation.engine.field_rows import FieldTables, Records
from simulation.engine.prepared_field import PreparedField
from simulation.field_week import found_the_given, search, settle, write_down_the_living
from simulation.results.field_entries import FieldEntries
from simulation.results.field_outcome import FieldOutcome
from simulation.results.field_summary import field_outcome
from simulation.scenario.loading import NO_CHANGES, changed
from simulation.scenario.organisational_field import OrganisationalField
from simulation.start.field_population import FieldRun, populate_field, with_more_room
from simulation.week import live

# Tables of what is kept, by the name of the field's column that holds them and of the one that counts them.
KEPT = ("kept_alliances", "kept_spells", "kept_searches")


class ObservedField:
    """A run of a field that is followed week by week.

    Args:
        scenario: the field, or one made ready for many runs.
        seed: of all draws, from 0 to 2**63 - 1.
        keeps_searches: whether it is written down who came to mind when; only then can one ask why somebody was asked.

    Raises:
        AllianceError: if parts of the field contradict each other, or the seed is not allowed.

    Example:
        >>> from simulation import load_field
        >>> run = ObservedField(load_field("field"), seed=3)
        >>> run.step()
        >>> run.week
        1
    """

    def __init__(
        self, scenario: OrganisationalField | PreparedField, seed: int, *, keeps_searches: bool = True
    ) -> None:
        self.prepared = scenario if isinstance(scenario, PreparedField) else prepared(scenario)
        self.seed = seed
        self._run: FieldRun = populate_field(self.prepared, seed, keeps_searches=keeps_searches)
        self._kept: dict[str, list[Records]] = {name: [] for name in KEPT}

    @property
    def scenario(self) -> OrganisationalField:
        """What is run."""
        return self.prepared.scenario

    @property
    def state(self) -> FieldRun:
        """The state as it stands."""
        return self._run

    @property
    def week(self) -> int:
        """Weeks that have passed."""
        return int(self._run.world.clock.week)

    @property
    def running(self) -> bool:
        """Whether the time set for the run has not passed yet."""
        return self.week < self.scenario.weeks

    def step(self) -> None:
        """Live one week: organisations look for partners, alliances live, and what has ended is written down."""
        for one in self.prepared.given:
            while one.week == self.week and not found_the_given(*self._run, one.founder, one.issue, one.asked):
                self._make_room()
        had_their_turn = 0
        while (had_their_turn := search(*self._run, had_their_turn)) < self.prepared.count:
            self._make_room()
        live(self._run.world, 1)
        settle(self._run.world, self._run.field)
        self._keep_written()

    def run_model(self) -> None:
        """Live to the end."""
        while self.running:
            self.step()

    def tables(self) -> FieldTables:
        """Return what has been written down so far, and the alliances that stand, as they stand."""
        write_down_the_living(self._run.world, self._run.field)
        living = self._written()
        self._forget_written()
        alliances, spells, searches = (np.concatenate([*self._kept[name], living[name]]) for name in KEPT)
        return FieldTables(alliances, spells, searches, self._seats())

    def entries(self) -> FieldEntries:
        """Return the same in words."""
        return FieldEntries(self.prepared, self.tables(), self.week)

    def outcome(self) -> FieldOutcome:
        """Return the outcome as it stands."""
        return field_outcome(self.tables(), self.week, self.prepared.count)

    def _written(self) -> dict[str, Records]:
        field: Any = self._run.field
        return {name: getattr(field, name)[: getattr(field.book, name)].copy() for name in KEPT}

    def _seats(self) -> Records:
        """Return who belongs to which forum."""
        field = self._run.field
        seats = np.empty(len(field.guests), [("organisation", np.int64), ("forum", np.int64)])
        seats["organisation"] = field.guests
        seats["forum"] = np.repeat(
            np.arange(len(field.forums)), field.forums["guests_to"] - field.forums["guests_from"]
        )
        return seats

    def _make_room(self) -> None:
        """Take away the searches that were written down; where there are none, it is the tables that are full."""
        if self._run.field.book.kept_searches:
            self._keep_written()
        else:
            self._run = with_more_room(self._run)

    def _keep_written(self) -> None:
        for name, rows in self._written().items():
            if len(rows):
                self._kept[name].append(rows)
        self._forget_written()

    def _forget_written(self) -> None:
        for name in KEPT:
            setattr(self._run.field.book, name, 0)


def prepared(scenario: OrganisationalField, changes: Mapping[str, object] = NO_CHANGES) -> PreparedField:
    """Return a field, with some values changed, made ready for many runs.

    Raises:
        AllianceError: if parts of the field contradict each other, or a change is not allowed.
    """
    return PreparedField(changed(scenario, changes))  # one put together in Python has not been checked yet


def live_fields(
    scenario: OrganisationalField, seeds: Iterable[int], changes: Mapping[str, object] = NO_CHANGES
) -> Iterator[ObservedField]:
    """Run a field to its end once for each seed; what seeds have in common is prepared once.

    Args:
        scenario: the field.
        seeds: as for `ObservedField`.
        changes: values by dotted path that all these runs have instead of the field's, as for `load_field`.

    Raises:
        AllianceError: if the field, a change or a seed is not allowed.
    """
    field = prepared(scenario, changes)
    for seed in seeds:
        run = ObservedField(field, seed)
        run.run_model()
        yield run
