"""A browser that reaches the page and nothing else, and what it was refused."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on PATH")
PATIENCE = 60_000  # milliseconds: other work on the machine must not fail a test
PROJECTOR, PHONE = (1280, 720), (390, 844)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


class Visitor:
    """Somebody at the page: `refused` are addresses elsewhere that were asked for, `mishaps` errors of its scripts."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int] = PROJECTOR) -> None:
        self.address, self.refused, self.mishaps = address, list[str](), list[str]()
        width, height = size
        self.page: Page = browser.new_page(viewport={"width": width, "height": height})
        self.page.set_default_timeout(PATIENCE)
        self.page.route("**/*", self._only_here)
        self.page.on("pageerror", lambda error: self.mishaps.append(str(error)))

    def opens(self, query: str) -> "Visitor":
        self.page.goto(f"{self.address}?{query}")
        return self

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    @property
    def is_scrolled_sideways(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    def leaves(self) -> None:
        """Close the page: no script has failed, and nothing was asked for elsewhere."""
        self.page.close()
        assert not self.mishaps
        assert not self.refused

    def _only_here(self, route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(self.address).netloc:
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()


UNNAMED = """[...document.querySelectorAll('input, select, button, textarea')]
    .filter(field => field.checkVisibility() && !field.labels?.length && !field.ariaLabel && !field.textContent.trim())
    .map(field => field.outerHTML)"""
