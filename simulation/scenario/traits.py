"""What organisations are like: each trait is a number or a distribution from which runs draw."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from simulation.scenario.fields import ASSUMPTION, Part, facts


class Distribution(Part):
    """A bounded distribution: uniform between `low` and `high`, or triangular where a `mode` is given."""

    low: float
    high: float
    mode: float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        mode = self.low if self.mode is None else self.mode
        if not self.low <= mode <= self.high:
            raise ValueError("low, mode and high must stand in rising order")
        return self

    @property
    def mean(self) -> float:
        """Expected value."""
        if self.mode is None:
            return (self.low + self.high) / 2
        return (self.low + self.mode + self.high) / 3


def _number_is_constant(value: Any) -> Any:
    """Read a bare number as the distribution that always gives it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"low": value, "high": value}
    return value


Trait = Annotated[Distribution, BeforeValidator(_number_is_constant, json_schema_input_type=float | Distribution)]


def trait(
    low: float,
    high: float,
    description: str,
    *,
    mode: float | None = None,
    unit: str = "share",
    allowed: tuple[float, float] = (0.0, 1.0),
    basis: str = ASSUMPTION,
) -> Any:
    """Declare a trait: default distribution, meaning, unit, and the limits within which it must lie."""
    default = Distribution(low=low, high=high, mode=mode)
    extra: dict[str, Any] = {
        "unit": unit,
        "allowed": list(allowed),
        "plausible": [low, high],
        "basis": basis,
    }
    return Field(default, description=description, json_schema_extra=extra)


class Traits(Part):
    """Traits of one organisation, or of each member of a sampled group.

    A number fixes a trait; `{low, high}` draws it evenly and `{low, mode, high}` from a triangle.
    """

    members: Trait = trait(
        2.0, 6.0, "Size: common logarithm of the number of members.", unit="log10 persons", allowed=(0, 8)
    )
    economic: Trait = trait(
        0.1,
        0.7,
        "Basic values, economic: 0 for the strongest wish for redistribution, 1 for a free market.",
        basis="assumption; left half and centre, as in the sources' selection of organisations",
    )
    cultural: Trait = trait(
        0.1,
        0.8,
        "Basic values, cultural: 0 green, alternative, libertarian; 1 traditional, authoritarian, national.",
        basis="assumption; GAL-TAN axis of Hooghe, Marks and Wilson 2002",
    )
    tone: Trait = trait(0.0, 1.0, "Manner of dealing: 0 formal and reserved, 1 informal and blunt.")
    stake: Trait = trait(0.5, 1.0, "How much the goal matters to the organisation.", mode=0.8)
    ambition: Trait = trait(0.4, 1.0, "Ambition the organisation would like to see in the demands.", mode=0.7)
    dispersion: Trait = trait(0.1, 0.3, "How far its wish for single demands strays from that level.")
    tolerance: Trait = trait(
        0.05,
        0.6,
        "Room above the own wish before a demand crosses the red line.",
        mode=0.3,
        basis="assumption; C41",
    )
    threshold: Trait = trait(0.2, 0.7, "Share of the own wish below which a demand is not worth the trouble.", mode=0.4)
    hours: Trait = trait(
        4.0,
        40.0,
        "Time the organisation's committed people have for work with partners when the home load is nothing.",
        mode=16.0,
        unit="hours/week",
        allowed=(0, 2000),
    )
    home_load: Trait = trait(
        0.1, 0.6, "Share of that time which work at home takes first.", mode=0.3, basis="assumption; C36"
    )
    reachability: Trait = trait(
        0.8, 1.0, "Chance that its people can be reached in a given week.", basis="assumption; C36"
    )
    money: Trait = trait(0.0, 60.0, "Money free for joint work.", mode=10.0, unit="1000 euro/year", allowed=(0, 100000))
    specialisation: Trait = trait(
        0.3, 0.9, "Share of its knowledge that lies in its own field; the rest spreads over the others."
    )
    contacts: Trait = trait(0.0, 1.0, "How well it is connected with politics and the media.", mode=0.3)
    energy: Trait = trait(0.7, 1.0, "Energy of its committed people at the start.")
    interval: Trait = trait(
        1.0,
        20.0,
        "Time between meetings of the governing body.",
        mode=4.0,
        unit="weeks",
        allowed=(0.15, 260),
        basis="assumption, shortened in trials for quicker agreements; from a day in 700 groups to a yearly synod, C29",
    )
    postponement: Trait = trait(
        0.0, 0.3, "Chance that an item before the body is put off to its next meeting.", unit="probability"
    )
    mandate: Trait = trait(
        0.6,
        1.0,
        "Share of day-to-day decisions that staff may take without the body.",
        mode=0.9,
        unit="probability",
        basis="assumption, raised in trials, as a table of eight hardly ever reacted in time; C29",
    )
    lobbying: Trait = trait(0.2, 1.0, "Credibility in lobbying.", basis="assumption; C49")
    dialogue: Trait = trait(0.2, 1.0, "Credibility in dialogue.", basis="assumption; C49")
    campaigning: Trait = trait(0.2, 1.0, "Credibility in campaigning.", basis="assumption; C49")
    credibility: Trait = trait(0.4, 1.0, "Credibility in the topic.", mode=0.7, basis="assumption; C17")
    visibility_need: Trait = trait(
        0.0, 1.0, "How much the organisation lives by being seen itself.", mode=0.4, basis="assumption; C53"
    )
    dogmatism: Trait = trait(
        0.0,
        0.3,
        "How far it claims to hold the whole truth: share of the own wish below which it consents to nothing.",
        mode=0.05,
        basis="assumption; C44",
    )
    trust: Trait = trait(
        0.2, 0.6, "Trust in organisations with which there is no tie yet.", mode=0.35, basis="assumption; C17"
    )

    party_closeness: Trait = trait(0.0, 0.6, "How close it stands to parties.", mode=0.2, basis="assumption; C45")
    solidarity: Trait = trait(
        0.0, 0.3, "Readiness to help partners in need without return.", mode=0.1, basis="assumption; C04"
    )
    disadvantage: Trait = trait(
        0.0, 0.5, "How far its people experience disadvantage themselves.", mode=0.1, basis="assumption; C39"
    )
    defensiveness: Trait = trait(
        0.0,
        1.0,
        "What moves its people: 0 the chance of something better, 1 the threat of something worse.",
        basis="assumption; C07",
    )
    grant_dependence: Trait = trait(
        0.0, 0.6, "Share of its means that comes from grants.", mode=0.2, basis="assumption; C60"
    )

    @field_validator("*")
    @classmethod
    def _within_limits(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, Distribution):
            declared = facts(cls.model_fields[str(info.field_name)])
            low, high = declared["allowed"]
            if not (low <= value.low and value.high <= high):
                raise ValueError(f"must lie between {low:g} and {high:g} ({declared['unit']})")
        return value


TRAITS: tuple[str, ...] = tuple(Traits.model_fields)
