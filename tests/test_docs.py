"""What the documentation shows works: code runs, commands are understood, links lead somewhere.

Examples in docstrings run with all other tests, by pytest's own collector of doctests.
"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from experiments.cli.sweep import typed_study
from experiments.design.assignments import parse_changes
from simulation import load_field, load_scenario, shipped_fields, shipped_scenarios

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "results" / "README.md", ROOT / "scenarios" / "README.md"]
PAGES += [ROOT / "simulation" / "ODD.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES += sorted((ROOT / "seminar" / "kit").rglob("*.md"))
FENCED = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
# A command stands on a line of its own in a block, with what is set for it in front, or inside a sentence.
IN_BLOCK = re.compile(r"^(?:    )?(?:\w+=\S+ )*(alliance .+)$", re.MULTILINE)
HEADLINE_STUDIES = ("experiments/breadth_versus_depth.toml", "experiments/breadth_in_a_field.toml")
# A file that a page shows begins with its name.
NAMED = re.compile(r"# \S+\.(py|toml)$", re.MULTILINE)
IN_SENTENCE = re.compile(r"`(alliance \w+ [^`\n…]+)`")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks_of(page: Path) -> list[tuple[str, str]]:
    """Return language and text of the fenced blocks of a page, in order."""
    return [(block[2], re.sub(rf"^{block[1]}", "", block[3], flags=re.M)) for block in FENCED.finditer(text_of(page))]


def commands_in(block: str) -> list[list[str]]:
    """Return the words of the `alliance` commands in a block, in order."""
    return [shlex.split(found[1]) for found in IN_BLOCK.finditer(block)]


def commands_on(page: Path) -> Iterator[list[str]]:
    """Yield the words of all `alliance` commands on a page: in fenced and indented blocks, and in sentences."""
    prose = FENCED.sub("", text_of(page))
    indented = "\n".join(line for line in prose.splitlines() if line.startswith("    "))
    for block in (indented, *(text for language, text in blocks_of(page) if language == "sh")):
        yield from commands_in(block)
    yield from (shlex.split(found[1]) for found in IN_SENTENCE.finditer(prose))


def understood(words: list[str]) -> dict[str, Any]:
    """Let the command line take a command apart without running it, and return what was given."""
    return main.commands[words[1]].make_context(words[1], words[2:]).params


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


COMMANDS = {f"{name_of(page)}: {words}": words for page in PAGES for words in commands_on(page)}
WITH_PYTHON = [page for page in PAGES if page.is_relative_to(ROOT / "docs") and "```python" in text_of(page)]


def test_there_is_something_to_test() -> None:
    assert len(COMMANDS) > 15
    assert len(WITH_PYTHON) > 3


@pytest.mark.parametrize("words", COMMANDS.values(), ids=list(COMMANDS))
def test_commands_are_understood(words: list[str]) -> None:
    given = understood(words)
    source = given.get("scenario")
    if source in shipped_scenarios():
        load_scenario(source, parse_changes(given.get("assignments", ())))
        if given.get("specifications"):
            typed_study({**given, "rules_file": None}).plan()  # whose file the page has yet to write
    elif source in shipped_fields():
        load_field(source, parse_changes(given.get("assignments", ())))
    else:
        written = ("my-alliance.toml", "my-field.toml", "study.toml", "klasse/fast-and-slow.class.toml")
        assert source in (None, *written, *HEADLINE_STUDIES)


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name_of)
def test_a_page_runs_from_top_to_bottom(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    variables: dict[str, object] = {"__name__": "page"}
    for language, block in blocks_of(page):
        if language in ("toml", "python") and NAMED.match(block):
            Path(block.split()[1]).write_text(block, encoding="utf-8")
        elif language == "python":
            exec(compile(block, f"{name_of(page)}", "exec"), variables)
        elif language == "sh" and "NUMBA_DISABLE_JIT" not in block:
            for words in commands_in(block):
                told = CliRunner().invoke(main, words[1:])
                assert told.exit_code == 0, told.output


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        path, _, anchor = target.partition("#")
        if "://" in target or path.endswith((".png", ".svg")):
            continue
        there = Path(os.path.normpath(page.parent / path)) if path else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", text_of(there), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}, (
                target
            )


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_fences_say_what_they_hold(page: Path) -> None:
    assert {language for language, _ in blocks_of(page)} <= {"sh", "python", "toml", "text"}


def test_every_page_has_its_line_on_the_map() -> None:
    map_of_pages = text_of(ROOT / "docs" / "README.md")
    pages = [page.relative_to(ROOT / "docs") for page in (ROOT / "docs").rglob("*.md")]
    assert [str(page) for page in pages if f"({page.as_posix()})" not in map_of_pages] == ["README.md"]
