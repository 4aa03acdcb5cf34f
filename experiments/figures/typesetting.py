"""Typesetting: how wide a text is, and where it is broken, whatever letters it is made of."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

FAMILY = "DejaVu Sans"
_POINTS_PER_INCH = 72
_BETWEEN_WORDS = re.compile(r"\s+(?!%)")  # a number keeps its percent sign


@cache
def width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of a line of text in inches; the size is in points."""
    points, _, _ = _measure().get_text_width_height_descent(text, _font(size, weight), ismath=False)
    return float(points) / _POINTS_PER_INCH


def wrapped(text: str, inches: float, size: float, weight: str = "normal") -> list[str]:
    """Break a text into lines that are no wider than this, between words where that is possible.

    >>> wrapped("one two three", 0.55, 9)
    ['one two', 'three']
    """
    lines: list[str] = []
    room, space = 0.0, width(" ", size, weight)
    for word in _breakable(text, inches, size, weight):
        needed = width(word, size, weight)
        if lines and needed + space <= room:
            lines[-1] += f" {word}"
            room -= needed + space
        else:
            lines.append(word)
            room = inches - needed
    return lines


def fitting_size(words: Iterable[str], inches: float, size: float, least: float) -> float:
    """Return the size at which the widest word has room, no larger than `size` and no smaller than `least`.

    >>> fitting_size(["consensus"], 2.0, 8.5, 6.0), fitting_size(["consensus"], 0.1, 8.5, 6.0)
    (8.5, 6.0)
    """
    widest = max((width(word, size) for word in words), default=0.0)
    return size if widest <= inches else max(least, size * inches / widest)


def shortened(text: str, inches: float, size: float, weight: str = "normal") -> str:
    """Return a text, or as much of its beginning as fits, with an ellipsis."""
    if width(text, size, weight) <= inches:
        return text
    fitting = (text[:end].rstrip() + " …" for end in range(len(text), 0, -1))
    return next((line for line in fitting if width(line, size, weight) <= inches), "…")


def _breakable(text: str, inches: float, size: float, weight: str) -> Iterator[str]:
    """Yield the words of a text; one that is too wide for a line comes in pieces."""
    for word in filter(None, _BETWEEN_WORDS.split(text)):
        piece = word
        while width(piece, size, weight) > inches and len(piece) > 1:
            fitting = max(1, int(len(piece) * inches / width(piece, size, weight)))
            yield piece[:fitting]
            piece = piece[fitting:]
        yield piece


@cache
def _measure() -> RendererAgg:
    return RendererAgg(1, 1, _POINTS_PER_INCH)


@cache
def _font(size: float, weight: str) -> FontProperties:
    return FontProperties(family=FAMILY, size=size, weight=weight)
