"""The state of a page as its link has it: which tab, which scenario, what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

type State = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Link:
    """What stands behind the question mark of an address, by name; a name may be given several times.

    >>> link = Link.read("?lang=de&set=agreements.moderation=true&set=weeks=100")
    >>> link.one("lang"), link.all("set"), link.one("tab", "tell")
    ('de', ['agreements.moderation=true', 'weeks=100'], 'tell')
    """

    given: Mapping[str, list[str]]

    @classmethod
    def read(cls, query: str) -> "Link":
        """Read the query of an address, with or without its question mark."""
        return cls(parse_qs(query.removeprefix("?"), max_num_fields=200, separator="&"))

    def one(self, name: str, default: str = "") -> str:
        """Return what is given under a name, the last of several; the default where there is none."""
        return self.given.get(name, [default])[-1]

    def all(self, name: str) -> list[str]:
        """Return all that is given under a name."""
        return list(self.given.get(name, []))

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number from 0 to the most that is allowed; the default where none such is given."""
        text = self.one(name)
        return min(int(text), most) if text.isdecimal() and len(text) < 20 else default


def address(state: State) -> str:
    """Return the address of a page in a state, relative to where it is served.

    >>> address({"lang": "de", "set": ["weeks=100"]})
    '?lang=de&set=weeks%3D100'
    """
    return f"?{urlencode(state, doseq=True)}"
