"""Export: the rows of a sweep, finished or not, as one table for other programs."""

from pathlib import Path
from typing import BinaryIO

from pyarrow import csv

from experiments.storage import parts, sweep_folder
from experiments.storage.merging import Merge
from simulation import DataError


def write_csv(folder: Path, table: str, file: BinaryIO) -> None:
    """Write a table of a sweep as comma-separated values, in the order of the plan; what is missing stays empty.

    Args:
        folder: where the sweep lies.
        table: `runs`, `series` or `events`.
        file: where to write.

    Raises:
        DataError: where the folder holds no sweep, or nothing of that table.
    """
    manifest = sweep_folder.manifest_of(folder)
    paths = parts.files_of(folder, table)
    if not paths:
        raise DataError(
            f"{folder} holds no {table}{'' if table == 'runs' else '; `alliance sweep --series` keeps them'}."
        )
    merge = Merge(sweep_folder.load_plan(folder, manifest), table, paths)
    with csv.CSVWriter(file, merge.schema, write_options=csv.WriteOptions(quoting_style="needed")) as writer:
        for rows in merge.slices():
            writer.write_table(rows)
