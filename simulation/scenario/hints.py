"""Slips of the pen: what was probably meant by a line that is not TOML, or by a value that is not allowed."""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

type Advice = str | Callable[[re.Match[str]], str]

_GENERAL = 'a line reads name = value, and text stands in "quotes"'
_STRINGS = re.compile(r'"[^"]*"|\'[^\']*\'')
_HEADER = re.compile(r"\[+\s*(?P<name>[^\[\]]+?)\s*\]+")
_PERCENT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*")
_NUMBER = re.compile(r"\s*-?\d+(?:[.,]\d+)?\s*")
_YES, _NO = ("yes", "ja", "wahr", "true", "on"), ("no", "nein", "falsch", "false", "off")
_LONGEST = 200  # a line that is longer holds more than a slip
_CLOSED_BY = {"[": "]", "{": "}"}
# What a line looks like without its strings and its comment, and what to write instead; the first that fits counts.
_SLIPS: tuple[tuple[re.Pattern[str], Advice], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), advice)
    for pattern, advice in (
        (r"[„“”\u201a\u2018’«»]", 'quotation marks must be straight ones: "..."'),
        (r'["\']', "a quotation mark is missing: text begins and ends with one"),
        (
            r"=\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})",
            lambda found: f"a date is written year-month-day: {found[3]}-{int(found[2]):02}-{int(found[1]):02}",
        ),
        (r"=\s*\d{4}-\d\d-\d\d\s*$", "there is no such day; look at the month and its length"),
        (r"=\s*(\d+),(\d+)", lambda found: f"decimals stand behind a point: {found[1]}.{found[2]}"),
        (r"=\s*(\d+(?:\.\d+)?)\s*%", lambda found: f"a share is written from 0 to 1: {float(found[1]) / 100:g}"),
        (rf"=\s*(?:{'|'.join(_YES)})\s*$", "write true"),
        (rf"=\s*(?:{'|'.join(_NO)})\s*$", "write false"),
        (r"=\s*(\d+(?:\.\d+)?)\s+[^\W\d]", lambda found: f"give the number alone, without unit: {found[1]}"),
        (r"=\s*([^\W\d_][\w -]*?)\s*$", lambda found: f'text stands in quotes: "{found[1]}"'),
        (r"^\[", "a header closes with as many brackets as it opens: [part] or [[entry of a list]]"),
    )
)


class Slip(NamedTuple):
    """The line to put right, counted from 1, and what to do there."""

    line: int
    advice: str


def slip_in(text: str, line: int, complaint: str) -> Slip:
    """Find what keeps a text from being TOML.

    Args:
        text: of the file.
        line: at which it could not be read any further, counted from 1.
        complaint: why, as the parser says it.
    """
    lines = [_bare(entry) for entry in text.split("\n")]
    if "twice" in complaint or "overwrite" in complaint:
        return Slip(line, _stands_twice(lines, line))
    if ("Unclosed" in complaint or "at end of" in complaint) and (opened := _opened(lines, line)):
        return opened
    for pattern, advice in _SLIPS:
        if found := pattern.search(lines[line - 1][:_LONGEST]):
            return Slip(line, advice if isinstance(advice, str) else advice(found))
    return Slip(line, _GENERAL)


def meant_by(value: object, high: float | None, unit: str) -> str:
    """Return a hint at what a value that is not allowed may have meant, to be put behind a sentence; often empty.

    Args:
        value: as it was given.
        high: the highest number that is allowed; None where there is none.
        unit: of the field.

    >>> meant_by("60 %", 1, "share"), meant_by(30000, 8, "log10 persons"), meant_by("0.5", 1, "share")
    ('; 60 % is 0.6', '; 30000 persons are 4.48', '; write it without quotes: 0.5')
    """
    if isinstance(value, str):
        return _meant_by_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or high is None or not high < value < math.inf:
        return ""
    if unit.startswith("log10 "):
        return f"; {value:.10g} {unit.removeprefix('log10 ')} are {math.log10(value):.3g}"
    return f"; {value:g} % is {value / 100:g}" if high == 1 and 2 <= value <= 100 else ""


def _meant_by_text(value: str) -> str:
    if percent := _PERCENT.fullmatch(value):
        share = percent[1].replace(",", ".")
        return f"; {value.strip()} is {float(share) / 100:g}"
    if _NUMBER.fullmatch(value):
        return f"; write it without quotes: {value.strip().replace(',', '.')}"
    word = value.strip().lower()
    if word in (*_YES, *_NO):
        return f"; write {'true' if word in _YES else 'false'}, without quotes"
    return ""


def _bare(line: str) -> str:
    """Return a line with its strings emptied, and without its comment and what surrounds it."""
    return _STRINGS.sub("", line).partition("#")[0].strip()


def _stands_twice(lines: Sequence[str], line: int) -> str:
    """Say where what stands here stood first: a header, or a field of the same table."""
    here = lines[line - 1]
    if header := _HEADER.fullmatch(here):
        name = header["name"]
        first = next((k for k, entry in enumerate(lines[: line - 1], 1) if _names(entry, name)), None)
        where = "" if first is None else f", in line {first}"
        return f"[{name}] stands above already{where}; put both together, or write [[{name}]] each time for a list"
    name = here.partition("=")[0].strip()
    above = range(line - 1, 0, -1)
    first = next((k for k in above if lines[k - 1].partition("=")[0].strip() == name), None)
    return f"{name} stands above already{'' if first is None else f', in line {first}'}; keep one of the two"


def _names(line: str, name: str) -> bool:
    header = _HEADER.fullmatch(line)
    return header is not None and header["name"] == name


def _opened(lines: Sequence[str], line: int) -> Slip | None:
    """Return the last line up to this one in which a list or a table opens and does not close."""
    for k in range(line, 0, -1):
        for opening, closing in _CLOSED_BY.items():
            if lines[k - 1].count(opening) > lines[k - 1].count(closing):
                return Slip(k, f"the {opening} in this line is not closed by a {closing}")
    return None
