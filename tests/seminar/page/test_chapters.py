"""The tab Chapters in the browser: each chapter in each language, and the way from one to a bet."""

from playwright.sync_api import Browser, expect

from seminar.chapters.chapter import chapters_in
from tests.seminar.browsing import PHONE, PROJECTOR, UNNAMED, Visitor, needs_browser

pytestmark = needs_browser
CHAPTERS = chapters_in()


def test_every_chapter_is_shown_whole_on_a_projector(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address, PROJECTOR).opens("lang=en&tab=chapters")
    _reads_all(visitor, "en")
    visitor.leaves()


def test_on_a_phone_too_and_a_chapter_leads_to_a_bet_with_its_change_made(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address, PHONE).opens("lang=de&tab=chapters")
    _reads_all(visitor, "de")
    visitor.page.get_by_role("radio", name=CHAPTERS["05-red-lines"].title.de, exact=True).check()
    expect(visitor.page.locator("#chapters-read h2")).to_be_in_viewport()
    visitor.page.get_by_role("link", name="Auf Tiefe tippen").first.click()
    expect(visitor.page.get_by_role("combobox", name="Legen wir unsere roten Linien offen")).to_have_value("0")
    expect(visitor.page.locator("#predict-outcome")).to_have_value("depth")
    expect(visitor.page.locator("#predict-to_bet_on")).to_contain_text("Ihre Änderung: Rote Linien offengelegt")
    visitor.leaves()


def _reads_all(visitor: Visitor, lang: str) -> None:
    for chapter in CHAPTERS.values():
        visitor.page.get_by_role("radio", name=getattr(chapter.title, lang), exact=True).check()
        expect(visitor.page.locator("#chapters-read .headline")).to_have_text(getattr(chapter.question, lang))
        assert visitor.page.locator("#chapters-read .claims > li").count() == len(chapter.claims)
        assert not visitor.is_scrolled_sideways
    assert not visitor.page.evaluate(UNNAMED)
