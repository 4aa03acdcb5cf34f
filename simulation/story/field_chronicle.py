"""The whole chronicle of a field: every turn in the life of every alliance, in the order of weeks."""

from collections.abc import Iterator

from simulation.language.translation import language
from simulation.results.field_entries import FieldEntries, FoundedAlliance
from simulation.story.field_teller import FieldParagraph, FieldTeller


def field_chronicle(entries: FieldEntries, lang: str = "en") -> Iterator[FieldParagraph]:
    """Tell the story of a field, a paragraph for each turn in the life of an alliance, in the order of weeks.

    Args:
        entries: what was written down of the run.
        lang: language of the story, one of `simulation.language.translation.LANGUAGES`.

    Raises:
        AllianceError: if there is no such language.
    """
    teller = FieldTeller(entries, language(lang))
    yield teller.opening()
    turns = [turn for alliance in entries.alliances for turn in _life_of(alliance, teller)]
    yield from sorted(turns, key=lambda turn: turn.week)
    yield teller.closing()


def _life_of(alliance: FoundedAlliance, teller: FieldTeller) -> Iterator[FieldParagraph]:
    """Tell the turns in the life of an alliance."""
    founding = [*teller.founding(alliance), *teller.not_asked(alliance)]
    yield teller.paragraph(alliance.begun, alliance.name, founding)
    if alliance.started is not None and alliance.has_formed:
        yield teller.paragraph(alliance.started, alliance.name, teller.coming_together(alliance))
    if alliance.agreed is not None and alliance.depth is not None:
        yield teller.paragraph(alliance.agreed, alliance.name, [teller.agreement(alliance)])
    yield from teller.heard_from_afar(alliance)
    if alliance.effect is not None:
        yield teller.paragraph(alliance.effect, alliance.name, [teller.first_effect(alliance)])
    if alliance.ended is not None:
        yield teller.paragraph(alliance.ended, alliance.name, [teller.ending(alliance)])
