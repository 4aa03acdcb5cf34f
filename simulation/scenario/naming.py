"""Naming: what texts in a language call something that has a name in a scenario."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from simulation.scenario.fields import Name, Part

# In which table of a scenario stands what a language calls things.
TRANSLATIONS = {"en": "english", "de": "german"}
_ARTICLES = frozenset({"the", "der", "die", "das"})


class Wording(Part):
    """A name where it matters whether it stands for one or for several."""

    one: Name | None = Field(None, description="What one of them is called. Missing: the name is a plural.")
    several: Name | None = Field(None, description="What several of them are called.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.one or self.several):
            raise ValueError("must give `one`, `several` or both")
        return self


class Naming(NamedTuple):
    """What something is called in sentences.

    Attributes:
        text: its name, with the article that is said with it, if there is one; always in the nominative.
        plural: what several of its kind are called; empty if that is not known.
        is_plural: whether the name itself is a plural, as in "the Greens".
    """

    text: str
    plural: str = ""
    is_plural: bool = False

    @property
    def label(self) -> str:
        """The name without an article, as it stands in tables and figures."""
        article, _, rest = self.text.partition(" ")
        return rest if rest and article in _ARTICLES else self.text

    @property
    def opening(self) -> str:
        """The name at the start of a sentence: with a capital, unless it is a name that is always written small."""
        is_name = self.text == self.label and not (self.plural or self.is_plural)
        return self.text if is_name else self.text[:1].upper() + self.text[1:]


def naming(names: Mapping[str, str | Wording], name: str) -> Naming:
    """Return what a language calls something: as the scenario says, or else by the name it has there.

    Counted names, such as those of a group's organisations, may be given once for all, without their number.

    Args:
        names: of the language, by the name in the scenario.
        name: in the scenario.

    Example:
        >>> naming({"SPD": "die SPD", "Union": Wording(one="Gewerkschaft", several="Gewerkschaften")}, "Union 3")
        Naming(text='Gewerkschaft 3', plural='Gewerkschaften', is_plural=False)
    """
    stem, _, number = name.rpartition(" ")
    if name not in names and stem in names and number.isdigit():
        kind = naming(names, stem)
        return Naming(f"{kind.label} {number}", "" if kind.is_plural else kind.plural)
    given = names.get(name, name)
    if isinstance(given, str):
        return Naming(given)
    return Naming(given.one or given.several or name, given.several or "", is_plural=given.one is None)
