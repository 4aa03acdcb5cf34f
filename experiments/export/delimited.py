"""Comma-separated values for spreadsheets and R, and beside them a list of what the columns mean."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from pyarrow import csv

from experiments.export.codebook import Variable
from experiments.export.tables import Table
from experiments.storage.parts import write_text

_HEADS = ("name", "column", "meaning", "unit")


def write_csv(table: Table, variables: Sequence[Variable], file: BinaryIO) -> None:
    """Write a table as comma-separated values under safe names; what is missing stays empty."""
    names = [variable.name for variable in variables]
    schema = table.schema
    for number, name in enumerate(names):
        schema = schema.set(number, schema.field(number).with_name(name))
    with csv.CSVWriter(file, schema, write_options=csv.WriteOptions(quoting_style="needed")) as writer:
        for rows in table.slices:
            writer.write_table(rows.rename_columns(names))


def write_labels(variables: Sequence[Variable], beside: Path) -> Path:
    """Write what the columns of a file mean into another one beside it, and return that."""
    import csv as plain_csv

    lines = StringIO()
    rows = [(v.name, v.column, v.meaning, v.unit) for v in variables]
    plain_csv.writer(lines, lineterminator="\n").writerows([_HEADS, *rows])
    path = beside.with_name(f"{beside.name.removesuffix('.csv')}.labels.csv")
    write_text(path, lines.getvalue())
    return path
