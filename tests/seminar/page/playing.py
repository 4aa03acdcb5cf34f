"""A class in the browser: its teacher and its students, each with a browser window that knows nothing of the others."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.seminar.browsing import PHONE, Visitor


class Teacher(Visitor):
    """The teacher of a class, with a projector."""

    def opens_a_class(self, scenario: str, teams: int, lang: str = "en") -> str:
        """Open a class and return its code."""
        self.opens(f"tab=play&lang={lang}&scenario={scenario}")
        self.page.locator("input[type=number]#play-teams").fill(str(teams))
        self.act("open").click()
        return self.page.locator(".code strong").inner_text()

    def act(self, kind: str) -> Locator:
        """Return the button that does something."""
        return button(self.page, kind)


class Student(Visitor):
    """A student, with a phone."""

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, address, PHONE)

    def joins(self, code: str, name: str, team: int, lang: str = "en") -> "Student":
        """Join a team, given by its place in the list."""
        self.opens(f"tab=play&lang={lang}&class={code}")
        self.page.locator("#play-name").fill(name)
        button(self.page, "join").nth(team).click()
        expect(self.page.locator(".member")).to_be_visible()
        return self

    def proposes(self, field: str, answer: int = 0) -> None:
        """Propose one of the answers to a question that do not hold yet."""
        self.page.locator("#play-question").select_option(field)
        button(self.page, f'"propose", "field": "{field}').nth(answer).click()

    def votes(self, word: str) -> Locator:
        """Return the button that consents or objects."""
        return self.page.locator(".proposals").get_by_role("button", name=word)


def button(page: Page, kind: str) -> Locator:
    """Return the buttons that send an act of a kind."""
    return page.locator(f'button[data-act*=\'"kind": "{kind.strip(chr(34))}\']')
