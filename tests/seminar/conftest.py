"""One server of the page and one browser for all tests of what the seminar shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from seminar.page.charts import LIBRARY, write_library
from simulation import compile_rules
from tests.seminar.browsing import a_browser
from tests.seminar.serving import at_once, served_with


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("page")
    write_library(folder)
    compile_rules()  # no visitor is to wait for that
    with served_with(at_once, folder, (folder / LIBRARY).read_text("utf-8")) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser
