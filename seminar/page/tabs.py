"""The tabs of the page, in the order of the navigation. A new tab is a line here."""

from seminar.page import chapters, predict, tell
from seminar.page.play import tab as play
from seminar.page.tab import Tab

TABS: tuple[Tab, ...] = (chapters.TAB, tell.TAB, predict.TAB, play.TAB)
