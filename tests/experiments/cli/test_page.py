"""Pages with tables that a command makes: the tables change, and what stands around them does not."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from experiments.cli.page import main, renewed
from simulation import DataError

START, END = "<!-- birds: made by `make birds` -->", "<!-- end of birds -->"


def test_tables_go_between_the_marks_and_nothing_else_changes() -> None:
    page = f"before\n{START}\nold\n{END}\nafter\n"
    assert renewed(page, "| new \\1 |") == f"before\n{START}\n\n| new \\1 |\n{END}\nafter\n"
    assert renewed(renewed(page, "one"), "two") == renewed(page, "two")


@pytest.mark.parametrize("page", ["nothing", f"{START}\n", f"{START}\n<!-- end of fish -->\n"])
def test_a_page_without_both_marks_is_refused(page: str) -> None:
    with pytest.raises(DataError, match="no lines"):
        renewed(page, "table")


def test_the_command_renews_a_page_or_leaves_it_alone(tmp_path: Path) -> None:
    page, tables = tmp_path / "page.md", tmp_path / "tables.md"
    page.write_text(f"a\n{START}\n{END}\nb\n", encoding="utf-8")
    tables.write_text("the table", encoding="utf-8")
    assert CliRunner().invoke(main, [str(tables), str(page)]).exit_code == 0
    assert page.read_text("utf-8") == f"a\n{START}\n\nthe table\n{END}\nb\n"
    page.write_text("no marks", encoding="utf-8")
    told = CliRunner().invoke(main, [str(tables), str(page)])
    assert told.exit_code == 1
    assert "no lines" in told.output
    assert page.read_text("utf-8") == "no marks"
