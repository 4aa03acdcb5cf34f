"""Texts in Markdown, set as papers."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from experiments.runner.provenance import PACKAGE, package_version
from seminar.papers.markdown import Node, blocks, sections
from seminar.papers.pdf import pdf
from simulation.language.translation import Language

_TEMPLATE = Path(__file__).with_name("text.typ")
_NONE: Mapping[str, bytes] = MappingProxyType({})


def text_paper(text: str, spoken: Language, images: Mapping[str, bytes] = _NONE) -> bytes:
    """Return a text as PDF.

    Args:
        text: in Markdown; its first heading is the title, and a rule begins a new page.
        spoken: its language.
        images: by the name under which the text shows them, as `![](name.png)`.
    """
    return _paper(blocks(text), [], spoken, images)


def cards_paper(text: str, spoken: Language) -> bytes:
    """Return a text as PDF of which every section of the second level is a card to cut out, six to a page."""
    head, cards = sections(text)
    return _paper(head, cards, spoken, _NONE)


def _paper(own: list[Node], cards: list[list[Node]], spoken: Language, images: Mapping[str, bytes]) -> bytes:
    title = "".join(part.get("text", "") for part in own[0]["parts"])
    data = {"title": title, "footer": f"{title} · {PACKAGE} {package_version()}", "blocks": own, "cards": cards}
    return pdf(_TEMPLATE, data, spoken, images)
