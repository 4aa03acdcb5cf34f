"""Returns: what the runs of a setting return, by whether its alliances are given or come about."""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from types import MappingProxyType
from typing import Any

from pydantic_core import to_json

from simulation import FieldOutcome, OrganisationalField, Outcome, Scenario
from simulation.results.measure import Measure, headlines, measures
from simulation.scenario.definition import Setting
from simulation.scenario.loading import is_field

# The tables of a field's runs.
ALLIANCES, MEMBERSHIPS, SEARCHES = "alliances", "memberships", "searches"


class Returns(Enum):
    """What runs return and leave.

    Attributes:
        setting: class of what is run.
        outcome: class of what a run returns.
        main: the outcomes that figures show where none is asked for; the first one leads.
        in_pairs: the outcomes that figures of a comparison show.
        distributed: the outcomes of which figures show the distribution over runs.
        explained: the outcomes of which sensitivity is asked, never missing but where there is none of it; the first
            leads.
        tables: what runs may leave beside their outcomes, in the order in which it is stored.
    """

    OF_ALLIANCES = (
        Scenario,
        Outcome,
        ("impact", "depth", "success"),
        ("impact", "depth", "satisfaction", "weeks_to_agreement", "coordination_share", "trust_change"),
        ("impact", "depth", "lifetime", "weeks_to_agreement"),
        ("impact", "depth", "members_max", "lifetime"),
        ("series", "events"),
    )
    OF_FIELDS = (
        OrganisationalField,
        FieldOutcome,
        ("formed", "size_median", "sectors_mean"),
        ("formed", "size_median", "sectors_mean", "depth_mean", "memberships", "lifetime_median"),
        ("formed", "size_median", "largest", "memberships"),
        ("impact_mean", "depth_mean", "size_mean", "formed"),
        (ALLIANCES, MEMBERSHIPS, SEARCHES),
    )

    def __init__(
        self,
        setting: type[Setting],
        outcome: Any,
        main: tuple[str, ...],
        in_pairs: tuple[str, ...],
        distributed: tuple[str, ...],
        explained: tuple[str, ...],
        tables: tuple[str, ...],
    ) -> None:
        self.setting = setting
        self.outcome = outcome
        self.main = main
        self.in_pairs = in_pairs
        self.distributed = distributed
        self.explained = explained
        self.tables = tables
        self.measures: Mapping[str, Measure] = measures(outcome)
        self.numbers = {name: declared for name, declared in self.measures.items() if declared.is_number}
        self.leading = main[0]
        self.headlines = headlines(self.measures)
        self.columns = tuple(field.name for field in fields(outcome))

    @property
    def are_of_fields(self) -> bool:
        """Whether alliances come about in what is run."""
        return self is Returns.OF_FIELDS


def returns_of(setting: Setting | Mapping[str, Any]) -> Returns:
    """Return what the runs of a setting return, given as it is or as plain data."""
    of_a_field = is_field(setting) if isinstance(setting, Mapping) else isinstance(setting, OrganisationalField)
    return Returns.OF_FIELDS if of_a_field else Returns.OF_ALLIANCES


def read_setting(data: Mapping[str, Any]) -> Scenario | OrganisationalField:
    """Read back what was run from plain data.

    Raises:
        ValidationError: where it is none of this version.
    """
    setting: Any = returns_of(data).setting
    read: Scenario | OrganisationalField = setting.model_validate_json(to_json(data))
    return read


# What is declared of every outcome; no two kinds of runs return different things under one name.
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {name: declared for returns in Returns for name, declared in returns.measures.items()}
)
