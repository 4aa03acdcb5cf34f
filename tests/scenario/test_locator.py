"""Lines of a TOML text: every value is found where it stands, however it is written."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.errors import KeyPath
from simulation.scenario.locator import line_numbers, nearest_line


def lines_of(*lines: str) -> dict[KeyPath, int]:
    text = "\n".join(lines)
    tomllib.loads(text)
    return line_numbers(text)


def test_tables_and_keys() -> None:
    lines = lines_of("top = 1", "", "# [no.table]", "[agreements] # levers", "lead = 'A'", "core_size = 6")
    assert lines[("top",)] == 1
    assert lines[("agreements",)] == 4
    assert lines[("agreements", "core_size")] == 6


def test_entries_of_a_list_of_tables_and_tables_below_them() -> None:
    lines = lines_of("[[o]]", "n = 1", "[[o]]", "n = 2", "[o.p.q]", "r = 3", "[[o.s]]", "[[o.s]]", "t = 4")
    assert lines[("o", 0, "n")] == 2
    assert lines[("o", 1)] == 3
    assert lines[("o", 1, "p", "q", "r")] == 6
    assert lines[("o", 1, "s", 1, "t")] == 9


def test_lists_and_inline_tables_over_several_lines() -> None:
    lines = lines_of("a = [", "  1, # ]", "  [2,", "   3],", '  { b = "}", c = [', "    4] },", "]", "d = 5")
    assert lines[("a", 0)] == 2
    assert lines[("a", 1, 1)] == 4
    assert lines[("a", 2, "b")] == 5
    assert lines[("a", 2, "c", 0)] == 6
    assert lines[("d",)] == 8


def test_dotted_and_quoted_keys() -> None:
    lines = lines_of('a.b . "c.d" = 1', "'e f' = 2", '["g]".h]', '"\\u0069" = 3')
    assert lines[("a", "b", "c.d")] == 1
    assert lines[("e f",)] == 2
    assert lines[("g]", "h", "i")] == 4


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_long_texts_hide_what_looks_like_toml(quotes: str) -> None:
    lines = lines_of(f"a = {quotes}", "[b]", f"c = 1{quotes[0] * 2}{quotes}", "d = 2", f"e = {quotes}{quotes}")
    assert lines == {("a",): 1, ("d",): 4, ("e",): 5}


def test_dates_with_a_space_end_where_they_end() -> None:
    assert lines_of("a = [1979-05-27 07:32:00,", "2]")[("a", 1)] == 2


def test_windows_line_ends() -> None:
    assert line_numbers("a = 1\r\n[b]\r\nc = 2\r\n")[("b", "c")] == 3


def test_what_is_not_there_is_found_at_the_innermost_part_around_it() -> None:
    lines = lines_of("[a]", "b = 1", "[[c]]", "[[c]]")
    assert nearest_line(lines, ("a", "missing")) == 1
    assert nearest_line(lines, ("a", "b", "low")) == 2
    assert nearest_line(lines, ("c", 1, "missing", 3)) == 4
    assert nearest_line(lines, ("missing",)) is None


def test_endless_nesting_is_no_accident() -> None:
    assert line_numbers("a = 1\nb = " + "[" * 100_000)[("a",)] == 1


keys = st.sampled_from(["a", "b", '"c.d"', "'e f'", "g-1"])
tables = st.recursive(
    st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


class Writer:
    """Writes nested tables as TOML in many styles, with a number for each leaf, and notes its line."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.leaves = 0
        self.lines: dict[int, int] = {}

    def header(self, header: str) -> None:
        self.text += self.pick(["", "# [x]\n", "\n\n"]) + f"{header}{self.pick(['', ' # = ['])}\n"

    def pair(self, key: str, value: Any) -> None:
        self.text += f"{key} = "
        self.value(value)
        self.text += self.pick(["\n", " # ]\n", "\n\n"])

    def value(self, value: Any) -> None:
        if value is None:
            self.leaves += 1
            self.lines[self.leaves] = self.text.count("\n") + 1
            self.text += self.pick(["{}", '"""{}"""', "'{}'", '"""\\\n  {}"""']).format(self.leaves)
        elif isinstance(value, list):
            self.text += "["
            for entry in value:
                self.text += self.pick(["", " ", "\n", " # ,\n"])
                self.value(entry)
                self.text += ","
            self.text += self.pick(["", "\n"]) + "]"
        else:
            self.text += "{"
            for number, (key, entry) in enumerate(value.items()):
                self.text += f"{', ' if number else ' '}{key} = "
                self.value(entry)
            self.text += " }"

    def pick(self, styles: list[str]) -> str:
        return self.draw(st.sampled_from(styles))


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    writer = Writer(draw)
    for key, value in draw(st.dictionaries(keys, tables, max_size=3)).items():
        writer.pair(key, value)
    for number, table in enumerate(draw(st.lists(st.dictionaries(keys, tables, max_size=3), max_size=3))):
        writer.header(writer.pick([f"[table-{number}]", f"[x.'table {number}']", "[[list]]", "[[x.list]]"]))
        for key, value in table.items():
            writer.pair(key, value)
    return writer


def leaves(value: Any, path: KeyPath = ()) -> dict[KeyPath, int]:
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        return {leaf: n for key, entry in entries for leaf, n in leaves(entry, (*path, key)).items()}
    return {path: int(value)}


@given(documents())
def test_every_value_is_found_however_the_text_is_laid_out(written: Writer) -> None:
    lines = line_numbers(written.text)
    for path, number in leaves(tomllib.loads(written.text)).items():
        assert lines[path] == written.lines[number]
