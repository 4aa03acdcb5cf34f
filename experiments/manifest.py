"""The manifest: which sweep a folder holds, and how it was made."""

import math
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Manifest(BaseModel):
    """What a folder holds, and how it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["alliance sweep"] = "alliance sweep"
    source: str
    scenario: dict[str, Any]
    design: dict[str, list[Any]]
    runs: int = Field(ge=1)
    seed: int = Field(ge=0)
    seeds: dict[str, int | str]
    model: str
    versions: dict[str, str]
    commit: str | None
    command: str
    started: str
    duration_seconds: float | None = None

    @property
    def title(self) -> str:
        """The scenario's English title."""
        return str(self.scenario["title"]["en"])

    @property
    def points(self) -> int:
        """Points of the design."""
        return math.prod(map(len, self.design.values()))

    @property
    def total(self) -> int:
        """Runs of the whole sweep."""
        return self.points * self.runs

    def identity(self) -> dict[str, Any]:
        """Return what two sweeps must share for their rows to be the same, flat, by dotted path."""
        design = {f"design.{path}": values for path, values in self.design.items()}
        return {
            **_flat("", self.scenario),
            **design,
            "runs": self.runs,
            "seed": self.seed,
            "order of the varied fields": list(self.design),
            "the model's code": self.model,
        }


def _flat(prefix: str, value: Any) -> dict[str, Any]:
    """Spell out nested tables and lists as dotted paths."""
    if isinstance(value, dict):
        items: Iterable[tuple[Any, Any]] = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        return {prefix: value}
    flat: dict[str, Any] = {}
    for key, inner in items:
        flat |= _flat(f"{prefix}.{key}" if prefix else str(key), inner)
    return flat
