"""Files for Stata and SPSS: numbers with labels in place of words, and values that are missing for a reason."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from experiments.export.codebook import Variable
from experiments.export.labelled import Labelled, labelled
from experiments.export.tables import Table
from simulation.language.translation import Language

if TYPE_CHECKING:
    import pandas as pd

# What stands for a value that did not happen, apart from one that nobody knows.
STATA_MISSING, SPSS_MISSING = "a", -999.0
_TITLE, _STATA_LABEL, _SPSS_LABEL = 80, 80, 120  # characters
_FRACTIONS, _WHOLE = "F12.4", "F12.0"


def write_dta(table: Table, variables: Sequence[Variable], spoken: Language, file: BinaryIO) -> None:
    """Write a table as a file of Stata 14 or later; the codes of words are labelled, `.a` is what did not happen."""
    import pyreadstat

    columns = labelled(table, variables, STATA_MISSING, spoken)
    with _by_path(file) as path:
        pyreadstat.write_dta(
            _frame(columns),
            path,
            file_label=_short(table.title, _TITLE),
            column_labels=[_short(variable.label, _STATA_LABEL) for variable in variables],
            variable_value_labels={name: column.words for name, column in columns.items() if column.words},
            missing_user_values={name: [STATA_MISSING] for name, column in columns.items() if column.has_reason},
        )


def write_sav(table: Table, variables: Sequence[Variable], spoken: Language, file: BinaryIO) -> None:
    """Write a table as a file of SPSS; the codes of words are labelled, -999 is declared as what did not happen."""
    import pyreadstat

    columns = labelled(table, variables, SPSS_MISSING, spoken)
    with _by_path(file) as path:
        pyreadstat.write_sav(
            _frame(columns),
            path,
            file_label=_short(table.title, _TITLE),
            column_labels=[_short(variable.label, _SPSS_LABEL) for variable in variables],
            variable_value_labels={name: column.words for name, column in columns.items() if column.words},
            missing_ranges={name: [SPSS_MISSING] for name, column in columns.items() if column.has_reason},
            variable_measure={name: "nominal" for name, column in columns.items() if column.is_coded},
            variable_format={name: _form(column) for name, column in columns.items() if column.is_number},
        )


def _frame(columns: dict[str, Labelled]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame({name: column.values for name, column in columns.items()})


def _form(column: Labelled) -> str:
    return _FRACTIONS if column.has_fractions else _WHOLE


def _short(text: str, longest: int) -> str:
    return textwrap.shorten(text, longest, placeholder=" ...")


@contextmanager
def _by_path(file: BinaryIO) -> Iterator[Path]:
    """Yield a path to write to, whose content goes into the file: the library writes to paths only."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        yield path
        with path.open("rb") as written:
            shutil.copyfileobj(written, file)
