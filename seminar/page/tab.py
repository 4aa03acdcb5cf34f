"""A tab of the page, and the visit for which it is drawn: the language, the link by which it came, the workers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from htmltools import Tag
from shiny.session import require_active_session

from seminar.chapters.chapter import Chapter
from seminar.page.link import Link
from seminar.page.play.playing import Playing
from seminar.page.workers import Workers
from simulation.language.translation import Language, Phrase


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's page.

    Attributes:
        spoken: the language of all that is shown.
        link: the state in which this tab was opened; empty for all but the one that the link is of.
        workers: what takes long is done by them.
        playing: the classes that play.
        chapters: by name, in their order.
        tab: name of the tab.
    """

    spoken: Language
    link: Link
    workers: Workers
    playing: Playing
    chapters: Mapping[str, Chapter]
    tab: str = ""

    def say(self, phrase: Phrase, count: int = 1, /, **parts: str) -> str:
        """Return a phrase in the visitor's language."""
        return self.spoken.say(phrase, count, **parts)

    async def keep(self, **state: str | list[str] | None) -> None:
        """Put state into the address of the visitor's tab, so that the link leads back here; None takes it out."""
        session = require_active_session(None)
        await session.root_scope().send_custom_message("keep-in-link", {"tab": self.tab, "state": state})


class Tab(NamedTuple):
    """A tab.

    Attributes:
        name: in links, and as the namespace of its inputs and outputs.
        title: what the navigation calls it.
        ui: draws it; a module of Shiny, called with its name and the visit.
        server: answers what is done there, likewise.
    """

    name: str
    title: Phrase
    ui: Callable[[str, Visit], Tag]
    server: Callable[[str, Visit], Any]
