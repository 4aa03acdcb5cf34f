"""The tab Chapters in the browser: each chapter in each language, and the way from one to a bet."""

import pytest
from playwright.sync_api import Browser, expect

from seminar.chapters.chapter import chapters_in
from tests.seminar.browsing import PHONE, PROJECTOR, UNNAMED, Visitor, needs_browser

pytestmark = needs_browser
CHAPTERS = chapters_in()


@pytest.mark.parametrize(("lang", "size"), [("en", PROJECTOR), ("de", PHONE)])
def test_every_chapter_is_shown_whole(browser: Browser, address: str, lang: str, size: tuple[int, int]) -> None:
    visitor = Visitor(browser, address, size).opens(f"lang={lang}&tab=chapters")
    for chapter in CHAPTERS.values():
        visitor.page.get_by_role("radio", name=getattr(chapter.title, lang), exact=True).check()
        expect(visitor.page.locator("#chapters-read .headline")).to_have_text(getattr(chapter.question, lang))
        assert visitor.page.locator("#chapters-read .claims li").count() == len(chapter.claims)
        assert not visitor.is_scrolled_sideways
    assert not visitor.page.evaluate(UNNAMED)
    visitor.leaves()


def test_a_chapter_leads_to_a_bet_with_its_change_made(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address).opens("lang=de&tab=chapters&chapter=05-red-lines")
    visitor.page.get_by_role("link", name="Auf Tiefe tippen").first.click()
    expect(visitor.page.get_by_role("combobox", name="Legen wir unsere roten Linien offen")).to_have_value("0")
    expect(visitor.page.locator("#predict-outcome")).to_have_value("depth")
    visitor.page.get_by_role("tab", name="Kapitel").click()
    expect(visitor.page.locator("#chapters-read .headline")).to_be_visible()
    visitor.leaves()
