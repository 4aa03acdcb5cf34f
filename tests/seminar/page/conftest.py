"""One server and one browser for all tests of the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.seminar.browsing import a_browser
from tests.seminar.serving import served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as (_, at):
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser
