"""Records of fields: the alliances, memberships and searches of a sweep, point by point, each with its run."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from experiments.runner.returns import ALLIANCES, MEMBERSHIPS, SEARCHES, read_setting
from experiments.runner.rows import RUN_ID
from experiments.storage import parts
from experiments.storage.sweep_folder import Sweep, read_table
from simulation import changed
from simulation.scenario.definition import Setting

if TYPE_CHECKING:
    import pandas as pd

REPLICATE = "replicate"
_POINT = "point"
_LEAST_MEMBERS = 2  # of what has formed


class FieldRecords:
    """What was written down in the runs of a sweep of fields.

    Rows have the number of their run among those of the point in the column `replicate`.

    Args:
        sweep: of a field.
    """

    def __init__(self, sweep: Sweep) -> None:
        self._sweep = sweep
        self.runs = len(sweep.runs) // sweep.manifest.points

    @property
    def has_searches(self) -> bool:
        """Whether it is known who came to whose mind."""
        return self._sweep.manifest.series

    def setting(self, point: int) -> Setting:
        """Return the field as it was run at a point."""
        return changed(read_setting(self._sweep.manifest.scenario), self._sweep.points[point])

    def formed(self, point: int) -> "pd.DataFrame":
        """Return the alliances of a point that had two members or more."""
        rows = self._alliances[self._alliances[_POINT] == point]
        return rows[rows["members_max"] >= _LEAST_MEMBERS]

    def members(self, point: int) -> "pd.DataFrame":
        """Return the memberships of a point in alliances that formed, with the week after the last as `until`."""
        spells = self._memberships[self._memberships[_POINT] == point].dropna(subset=["joined"])
        formed = self.formed(point)[[RUN_ID, "alliance", "issue", "ended"]]
        weeks = self.setting(point).weeks
        merged = spells.merge(formed, on=[RUN_ID, "alliance"])
        return merged.assign(until=merged["left"].fillna(merged["ended"] + 1).fillna(weeks))

    def pairs(self, point: int) -> "pd.DataFrame":
        """Return the candidates of a point that were at risk of an alliance; see `simulation.results.pairs_at_risk`."""
        rows = self._searches[self._searches[_POINT] == point]
        return rows[rows["at_risk"].astype(bool)]

    @cached_property
    def _alliances(self) -> "pd.DataFrame":
        return self._read(ALLIANCES).rename(columns={"name": "alliance"})

    @cached_property
    def _memberships(self) -> "pd.DataFrame":
        return self._read(MEMBERSHIPS)

    @cached_property
    def _searches(self) -> "pd.DataFrame":
        return self._read(SEARCHES)

    def _read(self, table: str) -> "pd.DataFrame":
        """Read a table, without the runs that are left out of the sweep; where nothing happened, there is no file."""
        import pandas as pd

        is_there = parts.whole(self._sweep.folder, table).exists()
        rows = read_table(self._sweep.folder, table) if is_there else _empty(table)
        names = self._sweep.runs[RUN_ID]
        places = pd.DataFrame({RUN_ID: names, _POINT: np.arange(len(names)) // self.runs})
        places[REPLICATE] = np.arange(len(names)) % self.runs
        return rows.merge(places, on=RUN_ID)


def _empty(table: str) -> "pd.DataFrame":
    from experiments.storage.field_tables import FIELD_COLUMNS  # and with it the rules

    columns = pa.schema({RUN_ID: pa.string(), **FIELD_COLUMNS[table]})
    empty: pd.DataFrame = columns.empty_table().to_pandas()
    return empty
