"""Tables: columns as declared, rows that read and write them, and views and copies that are what they say."""

from typing import Any

import numpy as np
import pytest

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.tables import array_of, fresh, frozen_records, grid, record, stacked, table, window
from simulation.scenario.agreements import Agreements
from simulation.scenario.fields import Part
from simulation.scenario.mechanisms import Mechanisms


class Row:
    """A row of every kind of column."""

    count: int
    share: float
    rate: float
    open: bool


def test_columns_are_those_declared() -> None:
    rows = table(Row, 3)
    assert [rows[name].dtype.kind for name in ("count", "share", "rate", "open")] == ["i", "f", "f", "b"]
    with pytest.raises(ValueError, match="unknown"):
        _ = rows["unknown"]


def test_everything_begins_at_nothing() -> None:
    rows = table(Row, 3)
    assert len(rows) == 3
    assert (rows["share"] == 0.0).all()
    assert (record(Row).count, record(Row).open) == (0, False)
    assert grid(Row, 2, 3).shape == (2, 3)


def test_a_row_and_a_column_are_two_views_of_one_table() -> None:
    rows = table(Row, 3)
    rows[1].share = 0.25
    assert rows["share"].tolist() == [0.0, 0.25, 0.0]
    rows["count"] = [1, 2, 3]
    assert rows[2].count == 3


def test_a_row_reads_and_writes_its_parts_and_no_other_column() -> None:
    alliance: Any = table(AllianceRow, 2)[1]
    alliance.plan.start = 7
    assert alliance.plan.start == 7
    assert array_of(alliance)["plan"]["start"] == 7
    with pytest.raises(AttributeError, match="no column 'tensoin'"):
        alliance.tensoin = 0.5
    assert not hasattr(alliance.plan, "startt")


def test_a_cell_and_a_column_are_two_views_of_one_grid() -> None:
    cells = grid(Row, 2, 3)
    cells[1, 2].rate = 0.5
    assert cells["rate"].tolist() == [[0.0, 0.0, 0.0], [0.0, 0.0, 0.5]]


def test_a_copy_goes_its_own_way() -> None:
    rows = table(Row, 2)
    other = fresh(rows)
    other[0].share = 1.0
    assert (rows[0].share, other[0].share) == (0.0, 1.0)


def test_what_is_written_to_a_window_stands_in_the_table() -> None:
    rows = table(Row, 3)
    view = window(rows, "share", "rate")
    view[1] = (0.25, 0.75)
    assert view.shape == (3, 2)
    assert (rows[1].share, rows[1].rate) == (0.25, 0.75)
    rows[2].rate = 0.125
    assert view[2, 1] == 0.125
    assert (rows["count"] == 0).all()


def test_a_frozen_record_holds_every_number_and_switch_under_its_own_name() -> None:
    def compare(part: Part, read: object) -> int:
        compared = 0
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, Part):
                compared += compare(value, getattr(read, name))
            elif isinstance(value, bool | int | float):
                assert getattr(read, name) == value
                compared += 1
        return compared

    assert compare(Mechanisms(), frozen_records([Mechanisms()])[0]) > 50
    agreements = Agreements(milestones=3, moderation=True, office_hours=12.5)
    assert compare(agreements, frozen_records([Agreements(), agreements])[1]) > 10


def test_tables_are_stacked_one_below_the_other() -> None:
    one, other = table(Row, 2), table(Row, 1)
    one["count"], other["count"] = [1, 2], [3]
    whole = stacked(Row, [one, other])
    assert whole["count"].tolist() == [1, 2, 3]
    whole[0].count = 9
    assert one[0].count == 1, "what is stacked is a copy"


def test_words_are_left_out_of_a_frozen_record() -> None:
    with pytest.raises(AttributeError):
        _ = frozen_records([Agreements()])[0].decision_rule


def test_numbers_are_stored_in_full_precision() -> None:
    rows = table(Row, 1)
    rows[0].share = 0.1
    rows[0].count = 2**62 + 1
    assert rows[0].share == 0.1
    assert rows[0].count == 2**62 + 1
    assert rows["share"].dtype == np.float64
