"""The extra `seminar`: libraries that not every installation has."""

from collections.abc import Iterator
from contextlib import contextmanager

from simulation import AllianceError


class ExtraError(AllianceError):
    """A command of the seminar where its libraries are not installed."""


@contextmanager
def needs_the_extra() -> Iterator[None]:
    """Import libraries of the extra inside; where one is missing, say how to get it.

    Raises:
        ExtraError: naming the library that is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExtraError(
            f"{error.name} is not installed; this needs the extra `seminar`: `make setup`, or pip install '.[seminar]'."
        ) from None
