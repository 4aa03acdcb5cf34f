"""A scenario as it is written: frozen, and validated once, at the file's edge."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from simulation.errors import AllianceError, did_you_mean, shown
from simulation.scenario.fields import Name, Part, When, Words, quantity
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.naming import TRANSLATIONS, Naming, Wording, naming
from simulation.scenario.participants import Group, Organisation, Population, Tie
from simulation.scenario.surroundings import Arena
from simulation.scenario.ventures import OtherAlliance, Venture


class Text(Part):
    """A text for readers, in English and German; where it is given in one language only, that stands for both."""

    en: Words = Field("", description="English text; where it is left out, the German one stands for it.")
    de: Words = Field("", description="German text; where it is left out, the English one stands for it.")

    @model_validator(mode="before")
    @classmethod
    def _in_both_languages(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        texts = {lang: text for lang, text in given.items() if lang in TRANSLATIONS and text not in (None, "")}
        if not texts:
            raise ValueError("must hold a text in English (`en`) or German (`de`)")
        return {**given, **dict.fromkeys(TRANSLATIONS, next(iter(texts.values()))), **texts}


class Setting(Part):
    """Organisations and what surrounds them, whether alliances among them are given or come about."""

    title: Text
    summary: Text
    start: date = Field(
        date(2020, 1, 6), description="First day of the run; dates in the calendar become weeks from it."
    )
    weeks: int = quantity(
        260, "Length of the run.", unit="weeks", allowed=(1, 5200), plausible=(104, 520), basis="five years"
    )
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    ties: tuple[Tie, ...] = ()
    population: Population = Population()
    arena: Arena = Arena()
    mechanisms: Mechanisms = Mechanisms()
    stream: Words = Field(
        "",
        description="Name of its random numbers: under one seed, scenarios of one name share them and others draw "
        "apart. Empty: the English title.",
    )
    english: dict[Name, Name | Wording] = Field({}, description="What texts in English call whatever has a name here.")
    german: dict[Name, Name | Wording] = Field({}, description="What texts in German call whatever has a name here.")

    def naming(self, name: str, lang: str) -> Naming:
        """Return what sentences in a language, `en` or `de`, call something of the scenario."""
        return naming(getattr(self, TRANSLATIONS[lang]), name)

    def called(self, name: str, lang: str) -> str:
        """Return what tables and figures in a language call something of the scenario: its name without an article."""
        return self.naming(name, lang).label

    def name_of(self, called: str) -> str:
        """Return the name that an organisation has in the file; it may be called by that, in English or in German.

        Raises:
            AllianceError: if nobody is called so; names the nearest one.
        """
        names = self.names()
        known = {self.called(one, lang): one for lang in ("de", "en") for one in names} | {one: one for one in names}
        if called not in known:
            raise AllianceError(f"{shown(called)} is not an organisation of this scenario{did_you_mean(called, known)}")
        return known[called]

    @property
    def draws_as(self) -> str:
        """Name of its random numbers."""
        return self.stream or self.title.en

    def week_of(self, when: When) -> int:
        """Turn a date, or a week given as such, into a week of the run, counted from 0."""
        return (when - self.start).days // 7 if isinstance(when, date) else when

    def names(self) -> tuple[str, ...]:
        """Names of all organisations, named ones first, then the sampled groups in order."""
        return tuple(self.each_name())

    def each_name(self) -> Iterator[str]:
        """Yield the same one by one, for whoever need not keep those of large groups."""
        yield from (organisation.name for organisation in self.organisations)
        yield from (f"{group.name} {k + 1}" for group in self.groups for k in range(group.count))


class Scenario(Setting, Venture):
    """Alliances in the making: who could take part, what for, by which agreements, in which arena."""

    others: tuple[OtherAlliance, ...] = Field(
        (), max_length=50, description="Other alliances among the same organisations."
    )

    @property
    def ventures(self) -> tuple[Venture, ...]:
        """All alliances, the scenario's own first."""
        return (self, *self.others)
