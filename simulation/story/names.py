"""Names in sentences: with their articles, in lists, and counted where there are many of a kind."""

from collections.abc import Iterable, Sequence

from simulation.language import sentences
from simulation.language.translation import Language
from simulation.scenario.definition import Setting

# What can be read at a glance.
_MOST_NAMES, _FEW_NAMES = 10, 5
_MOST_GROUPS = 2
_MOST_NUMBERS = 4


class Names:
    """Writes names of a scenario into sentences of a language.

    Args:
        scenario: that has them.
        spoken: the language.
    """

    def __init__(self, scenario: Setting, spoken: Language) -> None:
        self._scenario = scenario
        self._spoken = spoken
        self._groups = frozenset(group.name for group in scenario.groups)
        called = (scenario.naming(one.name, spoken.code) for one in scenario.organisations)
        self._written_small = tuple(one.text for one in called if one.text == one.opening and one.text[0].islower())

    def count(self, names: Sequence[str]) -> int:
        """Return the number of organisations with which a verb agrees; a single name may be a plural."""
        plural = len(names) == 1 and self._scenario.naming(names[0], self._spoken.code).is_plural
        return 2 if plural else len(names)

    def quoted(self, name: str) -> str:
        """Write the name of a demand."""
        return self._spoken.say(sentences.QUOTED, name=self._scenario.called(name, self._spoken.code))

    def of_one(self, name: str) -> str:
        """Write a name as it stands in sentences."""
        return self._scenario.naming(name, self._spoken.code).text

    def sentence(self, text: str) -> str:
        """Begin a sentence with a capital, unless it begins with a name that is written small."""
        return text if text.startswith(self._written_small) else text[:1].upper() + text[1:]

    def listed(self, names: Sequence[str]) -> str:
        """List organisations, those of a group together; of very many, a few by name and how many more."""
        singles, groups = self._parted(names)
        if len(singles) > _MOST_NAMES:
            singles = singles[:_FEW_NAMES]
        if len(names) > _MOST_NAMES and len(groups) > _MOST_GROUPS:
            groups = {}
        parts = [*map(self.of_one, singles), *(self._of_group(group, numbers) for group, numbers in groups.items())]
        if more := len(names) - len(singles) - sum(map(len, groups.values())):
            parts.append(self._spoken.counted(sentences.OTHERS if parts else sentences.ORGANISATIONS, more))
        if len(parts) < 2 or not any(1 < len(numbers) <= _MOST_NUMBERS for numbers in groups.values()):
            return self._spoken.listed(parts)
        # With lists inside, the last part of the list is set off from them.
        return self._spoken.say(sentences.AND_ALSO, first=", ".join(parts[:-1]), last=parts[-1])

    def _parted(self, names: Iterable[str]) -> tuple[list[str], dict[str, list[int]]]:
        """Return the organisations that have names of their own, and the numbers of the others by group."""
        singles: list[str] = []
        groups: dict[str, list[int]] = {}
        for name in names:
            group, _, number = name.rpartition(" ")
            if group in self._groups and number.isdigit():
                groups.setdefault(group, []).append(int(number))
            else:
                singles.append(name)
        return singles, {group: sorted(numbers) for group, numbers in groups.items()}

    def _of_group(self, group: str, numbers: Sequence[int]) -> str:
        """Name organisations of one group by their numbers, or by how many they are."""
        if len(numbers) == 1:
            return self.of_one(f"{group} {numbers[0]}")
        naming = self._scenario.naming(f"{group} {numbers[0]}", self._spoken.code)
        if naming.plural and len(numbers) > _MOST_NUMBERS:
            return f"{self._spoken.number(len(numbers), '#,##0')} {naming.plural}"
        shown = list(map(str, numbers[:_MOST_NUMBERS]))
        if more := len(numbers) - len(shown):
            shown.append(self._spoken.say(sentences.OF_THEM, number=self._spoken.number(more, "#,##0")))
        if not naming.plural:
            return f"{self._scenario.called(group, self._spoken.code)} {self._spoken.listed(shown)}"
        return self._spoken.say(sentences.OF_A_GROUP, group=naming.plural, numbers=self._spoken.listed(shown))
