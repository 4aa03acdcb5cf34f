"""On which line of a TOML text each value stands; the standard parser tells it for syntax errors only."""

import re
import tomllib
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from simulation.errors import KeyPath

# Written for texts that have been parsed, so that nothing needs to be checked again.
_TOKEN = re.compile(
    r"""
      (?P<blank>  [ \t\r]+ | \#[^\n]* )
    | (?P<quoted> \"{3} (?: [^"\\] | \\. | "(?!"") )*+ \"{3,5}
                | '{3} .*? '{3,5}
                | " (?: [^"\\] | \\. )*+ "
                | ' [^']* ' )
    | (?P<mark>   [\[\]{},=\n] )
    | (?P<bare>   [^\s\[\]{},=\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_END_OF_VALUE = frozenset({",", "]", "}", "\n"})


def line_numbers(text: str) -> dict[KeyPath, int]:
    r"""Return the line of every table, key and list entry of a valid TOML text, counted from 1.

    >>> line_numbers("[agreements]\ncore_size = 6")
    {('agreements',): 1, ('agreements', 'core_size'): 2}
    """
    reader = _Reader(text)
    # Lists within lists without end are no scenario; the lines found so far lead near enough.
    with suppress(RecursionError):
        reader.read()
    return reader.lines


def nearest_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of a path or of the innermost part around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield _Token(str(match.lastgroup), match.group(), line)
        line += match.group().count("\n")


class _Reader:
    """Walks through the tokens and notes where each path begins."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._tokens = deque(_tokens(text))
        self._entries: Counter[KeyPath] = Counter()

    def read(self) -> None:
        table: KeyPath = ()
        while self._tokens:
            if self._next_is("\n"):
                self._tokens.popleft()
            elif self._next_is("["):
                table = self._header()
            else:
                self._pair(table)

    def _next_is(self, *texts: str) -> bool:
        return self._tokens[0].text in texts

    def _note(self, path: KeyPath, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _header(self) -> KeyPath:
        line = self._tokens.popleft().line
        many = self._next_is("[")
        path: KeyPath = ()
        for key in self._key():
            # A header below a list of tables belongs to the entry that was opened last.
            path = (*path, self._entries[path] - 1, key) if path in self._entries else (*path, key)
        if many:
            self._entries[path] += 1
            self._note(path, line)
            path = (*path, self._entries[path] - 1)
        self._note(path, line)
        return path

    def _pair(self, table: KeyPath) -> None:
        line = self._tokens[0].line
        path = (*table, *self._key())
        self._note(path, line)
        self._value(path)

    def _key(self) -> KeyPath:
        """Read a dotted key with the marks around it, up to the value or the end of the line."""
        parts: list[str] = []
        while self._tokens:
            token = self._tokens.popleft()
            if token.text in ("=", "\n"):
                break
            if token.kind == "quoted":
                parts.append(tomllib.loads(f"key = {token.text}")["key"])
            elif token.kind == "bare":
                parts.extend(filter(None, token.text.split(".")))
        return tuple(parts)

    def _value(self, path: KeyPath) -> None:
        opening = self._tokens.popleft().text
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            while self._tokens and self._tokens[0].text not in _END_OF_VALUE:
                self._tokens.popleft()

    def _list(self, path: KeyPath) -> None:
        index = 0
        while not self._next_is("]"):
            if self._next_is(",", "\n"):
                index += self._tokens.popleft().text == ","
            else:
                self._note((*path, index), self._tokens[0].line)
                self._value((*path, index))
        self._tokens.popleft()

    def _inline_table(self, path: KeyPath) -> None:
        while not self._next_is("}"):
            if self._next_is(",", "\n"):
                self._tokens.popleft()
            else:
                self._pair(path)
        self._tokens.popleft()
