"""The list of scenarios on the screen: a line for each, with as much as fits beside its title."""

import textwrap
from collections.abc import Iterator, Sequence

from experiments.cli.scenario_catalogue import Entry
from simulation.language.translation import Language, Phrase

_REAL, _MADE_UP = Phrase("Real alliances"), Phrase("For teaching and experiments")
_FIELDS = Phrase("Fields, in which alliances come about by themselves: {names}.")
_MORE = Phrase("alliance show NAME says more of one, and alliance run NAME runs it.")
_ASKED = Phrase("{number} asked, {years}")
_GAP = 2


def lines(entries: Sequence[Entry], fields: Sequence[str], spoken: Language, width: int) -> Iterator[str]:
    """Yield a line for each scenario under a heading for each kind, and how to go on.

    Of a title that is too long what stands behind its colon is left out; if that does not help it begins right after
    the name, and only where it is longer than the screen it goes on below.

    Args:
        entries: of the scenarios.
        fields: names of the fields, in which alliances come about.
        spoken: the language of titles and headings.
        width: columns of the screen.
    """
    indent = max(len(entry.name) for entry in entries) + _GAP
    titles = [_fitting(entry.titles[spoken.code], width - indent) for entry in entries]
    beside = [_asked(entry, spoken) for entry in entries]
    room = width - indent - max(map(len, titles)) - _GAP - max(map(len, beside))
    told = [
        _line(entry.name, title, more if room >= 0 else "", indent, width)
        for entry, title, more in zip(entries, titles, beside, strict=True)
    ]
    for heading, is_real in ((_REAL, True), (_MADE_UP, False)):
        yield spoken.say(heading)
        yield from (line for entry, line in zip(entries, told, strict=True) if entry.is_real is is_real)
        yield ""
    yield textwrap.fill(spoken.say(_FIELDS, names=", ".join(fields)), width)
    yield textwrap.fill(spoken.say(_MORE), width)


def _line(name: str, title: str, more: str, indent: int, width: int) -> str:
    if more:
        return f"{name:<{indent}}{title}{more:>{width - indent - len(title)}}"
    if len(name) + _GAP + len(title) <= width < indent + len(title):
        return f"{name}{' ' * _GAP}{title}"
    first, *below = textwrap.wrap(title, width - indent)
    return f"\n{' ' * indent}".join([f"{name:<{indent}}{first}", *below])


def _fitting(title: str, width: int) -> str:
    return title if len(title) <= width else title.partition(":")[0]


def _asked(entry: Entry, spoken: Language) -> str:
    years = dict.fromkeys((str(entry.start.year), str(entry.end.year)))
    return spoken.say(_ASKED, number=str(entry.invited), years="–".join(years))
