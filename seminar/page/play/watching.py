"""Watching: parts of a class that a page looks at again and again, and draws anew only when they have changed."""

from collections.abc import Callable

from shiny import reactive
from shiny.types import SilentException

SECONDS = 0.5


def watched[Part](look: Callable[[], Part]) -> Callable[[], Part]:
    """Return a reactive view of something outside of Shiny that changes at times.

    Args:
        look: returns it as it is; it must be quick, and what it returns is compared by value.
    """
    return reactive.poll(look, SECONDS)(look)


def needed[Part](part: Part | None) -> Part:
    """Return a part of a class that is there; what needs one that is missing is not drawn."""
    if not part:
        raise SilentException
    return part
