"""Designs: which fields vary, how they are combined, and which combinations are left out."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from experiments.design import layouts
from experiments.design.forbidden import Forbidden
from experiments.design.layouts import Base
from experiments.design.points import Points
from experiments.design.variation import DesignError, Field, Numbers, values_of
from simulation import parse_value

type Kind = Literal["factorial", "one-at-a-time", "latin-hypercube", "sobol", "listed"]
KINDS: tuple[Kind, ...] = get_args(Kind.__value__)
SAMPLED: tuple[Kind, ...] = ("latin-hypercube", "sobol")


@dataclass(frozen=True, slots=True)
class Design:
    """What varies, and which of all the combinations are points.

    Attributes:
        fields: the varied fields, by dotted path; without any, the scenario itself is the only point.
        kind: how they are combined; see `experiments.design.layouts`.
        size: number of points of a sample; None for the other kinds.
        seed: of the sample.
        forbidden: combinations that are left out.
    """

    fields: Mapping[str, Field]
    kind: Kind = "factorial"
    size: int | None = None
    seed: int = 1
    forbidden: tuple[Forbidden, ...] = ()

    def points(self, base: Base) -> Points:
        """Return the points of the design.

        Args:
            base: gives the value that the scenario has for a field, None if it has none.

        Raises:
            DesignError: where points are too many, or none remains, or the kind of design does not fit the fields.
        """
        points = self._laid_out(base)
        is_forbidden = np.zeros(len(points), bool)
        for combination in self.forbidden:
            holds = combination.holds(points)
            # A sample may miss what its ranges allow; anything else has all points that it will ever have.
            if self.kind not in SAMPLED and not holds.any():
                raise DesignError(
                    f"The combination '{combination.text}' holds at no point; correct it or leave it out."
                )
            is_forbidden |= holds
        if is_forbidden.all():
            raise DesignError("Every point is forbidden; take back one of the forbidden combinations.")
        return points.where(~is_forbidden)

    def _laid_out(self, base: Base) -> Points:
        match self.kind:
            case "factorial":
                return layouts.factorial(self.fields)
            case "one-at-a-time":
                return layouts.one_at_a_time(self.fields, base)
            case "listed":
                return layouts.listed(self.fields)
            case "latin-hypercube":
                return layouts.latin_hypercube(self.fields, self._size(), self.seed)
            case "sobol":
                return layouts.sobol(self.fields, self._size(), self.seed)

    def _size(self) -> int:
        if not self.fields:
            raise DesignError(f"Nothing varies; a {self.kind} design needs at least one field that does.")
        if self.size is None:
            raise DesignError(f"A {self.kind} design needs a number of points.")
        layouts.refuse_too_many(self.size)
        return self.size


def read_points(path: Path, numbers: Numbers) -> dict[str, Field]:
    """Read listed points from a CSV file: a column a field, headed by its dotted path, and a row a point.

    Raises:
        DesignError: where the file cannot be read, or rows and heading do not agree.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading, *rows = [row for row in csv.reader(file) if row] or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DesignError(f"{path} cannot be read as a CSV file of points: {error}") from error
    paths = [name.strip() for name in heading]
    if not rows or not all(paths) or len(set(paths)) < len(paths):
        raise DesignError(f"{path} needs a heading with another dotted path for every column, and a row a point.")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(paths):
            raise DesignError(f"Point {number} in {path} has {len(row)} values for {len(paths)} fields.")
    values = {name: [parse_value(row[k].strip()) for row in rows] for k, name in enumerate(paths)}
    return {name: values_of(entries, numbers(name)) for name, entries in values.items()}
