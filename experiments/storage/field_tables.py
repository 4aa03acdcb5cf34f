"""Tables of a field's run: a row for each alliance, each membership spell, and each who came to mind in a search."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from experiments.runner.batch import Run
from experiments.runner.columns import column
from experiments.runner.returns import ALLIANCES, MEMBERSHIPS, SEARCHES
from experiments.storage.tracing import columns_of
from simulation import OrganisationalField
from simulation.results.field_entries import CandidateSeen, FieldEntries, FieldSpell, FoundedAlliance

FIELD_COLUMNS: Mapping[str, dict[str, pa.DataType]] = {
    ALLIANCES: columns_of(FoundedAlliance),
    MEMBERSHIPS: columns_of(FieldSpell),
    SEARCHES: columns_of(CandidateSeen),
}


def run_field(scenario: OrganisationalField, point: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Run]:
    """Run a field with the values of a point, once for every seed; yield outcomes, alliances and memberships."""
    from simulation.field_run import live_fields  # and with it the rules

    for run in live_fields(scenario, seeds, point):
        yield Run(run.outcome(), tabulated(run.entries(), (ALLIANCES, MEMBERSHIPS)))


def run_field_with_searches(
    scenario: OrganisationalField, point: Mapping[str, object], seeds: Sequence[int]
) -> Iterator[Run]:
    """Do as `run_field`, and yield who came to mind in every search as well."""
    from simulation.field_run import live_fields

    for run in live_fields(scenario, seeds, point):
        yield Run(run.outcome(), tabulated(run.entries()))


def tabulated(entries: FieldEntries, names: Sequence[str] = tuple(FIELD_COLUMNS)) -> dict[str, pa.Table]:
    """Lay out what was written down of a run as tables; what is missing is null."""
    rows = {ALLIANCES: entries.alliances, MEMBERSHIPS: entries.spells, SEARCHES: entries.searches}
    return {name: _table(FIELD_COLUMNS[name], rows[name]) for name in names}


def _table(columns: Mapping[str, pa.DataType], rows: Sequence[Any]) -> pa.Table:
    return pa.table({name: column([getattr(row, name) for row in rows], kind) for name, kind in columns.items()})
