"""Languages: sentences from message catalogues, and how numbers, dates and lists are written.

Sentences are written in English where they are needed, as a `Phrase`. The catalogue of another language lies in
`catalogues/` as plain text in gettext's form and is read when it is first needed.
"""

import gettext
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from simulation.errors import AllianceError, did_you_mean, shown

# Babel takes longer to import than the rest of a command that tells no story, so methods import what they need of it.

CATALOGUES = Path(__file__).parent / "catalogues"
_LOCALES = {"en": "en_GB", "de": "de_DE"}
LANGUAGES = tuple(_LOCALES)


class Phrase(NamedTuple):
    """A sentence or a part of one in English, with names in braces for what is filled in.

    Attributes:
        one: the phrase.
        several: how it reads where it is about more than one; empty where that makes no difference.
    """

    one: str
    several: str = ""


class Language:
    """A language that readers can choose.

    Example:
        >>> language("de").listed(["Mut", "Maß", "Mitte"])
        'Mut, Maß und Mitte'
    """

    def __init__(self, code: str) -> None:
        """Take the code of a language, one of `LANGUAGES`."""
        self.code = code
        self.locale = _LOCALES[code]

    def say(self, phrase: Phrase, count: int = 1, /, **parts: str) -> str:
        """Return a phrase in this language.

        Args:
            phrase: in English.
            count: of what the phrase is about, where that makes a difference.
            parts: what is filled in.
        """
        if phrase.several:
            return self._catalogue.ngettext(phrase.one, phrase.several, count).format(**parts)
        return self._catalogue.gettext(phrase.one).format(**parts)

    def knows(self, phrase: Phrase) -> bool:
        """Tell whether there are words of this language for a phrase, or it stays English."""
        return self.code == "en" or self._catalogue.gettext(phrase.one) != phrase.one

    def counted(self, phrase: Phrase, number: float) -> str:
        """Return a phrase about a number of things, which stands in it as {number}."""
        return self.say(phrase, round(number), number=self.number(number, "#,##0"))

    def listed(self, parts: Sequence[str]) -> str:
        """Join parts of a sentence to a list."""
        from babel.lists import format_list

        return format_list(parts, locale=self.locale)

    def either(self, parts: Sequence[str]) -> str:
        """Join parts of a sentence to a list of which each is meant by itself.

        >>> language("de").either(["Mut", "Maß", "Mitte"])
        'Mut, Maß oder Mitte'
        """
        from babel.lists import format_list

        return format_list(parts, style="or", locale=self.locale)

    def day(self, day: date) -> str:
        """Write a date, short."""
        from babel.dates import format_date

        return format_date(day, "medium", locale=self.locale)

    def month(self, day: date) -> str:
        """Write the month of a date, short."""
        from babel.dates import format_date

        return format_date(day, "MMM yyyy", locale=self.locale)

    def percent(self, share: float) -> str:
        """Write a share as whole percent."""
        from babel.numbers import format_percent

        return format_percent(share, locale=self.locale)

    def number(self, value: float, form: str = "#,##0.##") -> str:
        """Write a number.

        Args:
            value: the number.
            form: a pattern of the Unicode Locale Data Markup Language.
        """
        from babel.numbers import format_decimal

        return format_decimal(value, form, locale=self.locale)

    def signed(self, value: float) -> str:
        """Write a number with its sign and two decimals; what rounds to 0 has none."""
        rounded = round(value, 2)
        return self.number(rounded, "+0.00;−0.00") if rounded else self.number(0.0, "0.00")

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        path = CATALOGUES / f"{self.code}.po"
        return _compiled(path) if path.exists() else gettext.NullTranslations()


@cache
def language(code: str) -> Language:
    """Return a language.

    Args:
        code: one of `LANGUAGES`.

    Raises:
        AllianceError: if there is no catalogue for it.
    """
    if code not in LANGUAGES:
        allowed = ", ".join(map(shown, LANGUAGES))
        raise AllianceError(
            f"lang = {shown(code)} is not allowed: must be one of {allowed}{did_you_mean(code, LANGUAGES)}"
        )
    return Language(code)


def _compiled(path: Path) -> gettext.GNUTranslations:
    """Read a catalogue into the form that gettext looks things up in."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
