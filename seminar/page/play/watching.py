"""Watching: what a page follows that others change, looked at again and again without stirring Shiny until it has."""

import asyncio
import logging
from collections.abc import Callable
from enum import Enum
from typing import Any

from shiny import Session, reactive
from shiny.types import SilentException

from seminar.classroom.state import ClassState
from seminar.classroom.voting import Verdict

SECONDS = 0.5


class Part(Enum):
    """A part of the state of a class; what is drawn from some parts is not drawn anew when another one changes."""

    MEMBERS = "members"
    ROUND = "round"
    PROPOSALS = "proposals"
    OPEN_QUESTIONS = "open questions"
    DECIDED = "decided"
    REPLAYS = "replays"

    def of(self, state: ClassState) -> object:
        """Return what the state holds of this part, to be compared by value."""
        match self:
            case Part.MEMBERS:
                return state.members, state.is_open
            case Part.ROUND:
                return state.round
            case Part.PROPOSALS:
                return state.proposals, state.last_step
            case Part.OPEN_QUESTIONS:
                return tuple(one.field for one in state.open_proposals)
            case Part.DECIDED:
                return tuple(one for one in state.proposals if one.verdict is not Verdict.OPEN)
            case Part.REPLAYS:
                return state.replays


class Seen[Thing]:
    """Something that was looked at; what is drawn from it is drawn anew only when it was something else.

    Args:
        name: of the value; Shiny would else search all that is imported for one, which takes it a second a visitor.
    """

    def __init__(self, name: str) -> None:
        self._value = reactive.value[Any](None, name=name)

    def __call__(self) -> Thing:
        """Return it; what is drawn from it follows it."""
        seen: Thing = self._value()
        return seen

    def look(self, thing: Thing) -> None:
        """Take note of it as it is now."""
        with reactive.isolate():
            if self._value() != thing:
                self._value.set(thing)


def watch(session: Session, look: Callable[[], object], changed: Callable[[], None]) -> None:
    """Follow something outside of Shiny as long as a session lives.

    `shiny.reactive.poll` looks within Shiny, which tells the browser of every look; with twenty visitors that alone
    keeps a server busy.

    Args:
        session: the session.
        look: returns what tells whether it is another; it must be quick, and what it returns is compared by value.
        changed: takes note of what is new; what depends on it is drawn after that.
    """

    async def watching() -> None:
        with reactive.isolate():
            seen = look()
            while True:
                await asyncio.sleep(SECONDS)
                try:
                    if (now := look()) != seen:
                        await _noted(changed)
                        seen = now
                except Exception:  # whatever was wrong with one look, the next one may be right
                    logging.getLogger(__name__).exception("A class could not be looked at.")

    task = asyncio.get_running_loop().create_task(watching())

    @session.on_ended
    def _() -> None:
        task.cancel()


async def _noted(changed: Callable[[], None]) -> None:
    async with reactive.lock():
        changed()
        await reactive.flush()


def needed[Thing](thing: Thing | None) -> Thing:
    """Return a part of a class that is there; what needs one that is missing is not drawn."""
    if not thing:
        raise SilentException
    return thing
