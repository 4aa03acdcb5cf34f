"""The tab Play: a class joins, votes, goes back and replays; nobody acts or reads for others; nothing is lost."""

import re
import signal
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from simulation import load_scenario
from tests.seminar.browsing import UNNAMED, needs_browser
from tests.seminar.page.playing import Student, Teacher, button
from tests.seminar.serving import served

pytestmark = needs_browser


@pytest.fixture(scope="module")
def german_class(browser: Browser, address: str) -> Iterator[tuple[Teacher, str]]:
    teacher = Teacher(browser, address)
    yield teacher, teacher.opens_a_class("fast-and-slow", 3, "de")
    teacher.leaves()


def test_a_class_joins_votes_and_goes_back_a_step(browser: Browser, german_class: tuple[Teacher, str]) -> None:
    teacher, code = german_class
    ada, ben = (
        Student(browser, teacher.address).joins(code, name, team, "de") for team, name in enumerate(("Ada", "Ben"))
    )
    assert not ada.is_scrolled_sideways
    assert not ada.page.evaluate(UNNAMED)
    expect(teacher.page.locator(".teams")).to_contain_text("Ada")
    ada.proposes("agreements.moderation")
    expect(ben.page.locator(".proposals")).to_contain_text("Moderiert eine neutrale Person?")
    ben.votes("Zustimmen").click()
    agreed = teacher.page.locator(".agreed")
    expect(agreed).to_contain_text("Moderiert eine neutrale Person?")
    teacher.act("go-back").click()
    expect(agreed).to_be_hidden()
    ben.votes("Ablehnen").click()
    expect(teacher.page.locator("#play-agreed details")).to_contain_text("Abgelehnt")
    ben.page.reload()
    expect(ben.page.locator(".member")).to_contain_text("Ihr seid:")
    for student in (ada, ben):
        student.leaves()


def test_a_student_can_neither_act_nor_read_for_others(browser: Browser, german_class: tuple[Teacher, str]) -> None:
    teacher, code = german_class
    eve, mallory = (Student(browser, teacher.address).joins(code, name, 1, "de") for name in ("Eve", "Mallory"))
    own = eve.page.evaluate("localStorage.getItem(Object.keys(localStorage).find(key => key.startsWith('alliance')))")
    assert own not in eve.page.content()
    assert own not in mallory.page.content()
    forged = [
        {"kind": "end-round"},
        {"kind": "remove", "member": 1},
        {"kind": "vote", "proposal": 99, "consents": True, "team": "Convenor"},
        {"kind": "propose", "field": "agreements.moderation", "answer": 99},
        {"kind": "propose", "field": "arena.salience", "answer": 0},
        {"kind": 7},
        [],
    ]
    for act in forged:
        eve.page.evaluate("act => Shiny.setInputValue('play-act', act, {priority: 'event'})", act)
    expect(eve.page.locator(".shiny-notification")).not_to_have_count(0)
    expect(teacher.page.locator("#play-negotiation")).to_contain_text("Runde 1")
    stolen = {"code": code, "role": "teacher", "token": own}
    eve.page.evaluate("pass => Shiny.setInputValue('play-pass', pass, {priority: 'event'})", stolen)
    expect(eve.page.locator("#play-screen")).to_contain_text("Einem Team beitreten")
    teacher.page.get_by_role("button", name="Mallory").click()
    expect(mallory.page.locator("#play-standing")).to_contain_text("nicht mehr zu dieser Klasse")
    for student in (eve, mallory):
        student.leaves()


@pytest.mark.long
def test_a_class_of_twenty_joins_votes_and_replays(browser: Browser, address: str, tmp_path: Path) -> None:
    teacher = Teacher(browser, address)
    code = teacher.opens_a_class("fast-and-slow", 4)
    students = [Student(browser, address).joins(code, f"Student {k}", k % 4) for k in range(20)]
    students[0].proposes("agreements.decision_rule", 1)
    teacher.act("end-round").click()
    teacher.act("end-round").click()
    for student in students[1:4]:
        student.votes("Consent").click()
    for watcher in (teacher, students[19]):
        expect(watcher.page.locator(".agreed")).to_contain_text("By majority")
    teacher.act("replay").click()
    students[5].proposes("agreements.credit_rule")
    expect(students[19].page.locator(".proposals")).to_contain_text("successes")
    students[6].votes("Object").click()
    expect(students[6].page.locator(".proposals")).to_contain_text("Your team objects.")
    for watcher in (teacher, students[19]):
        expect(watcher.page.locator("#play-worth")).to_contain_text(re.compile(r"in \d+ of 200 pairs"))
        expect(watcher.page.locator("vega-chart svg, vega-chart canvas").first).to_be_visible()
    with teacher.page.expect_download() as taken:
        teacher.page.get_by_role("link", name="agreement as a scenario").click()
    saved = tmp_path / "agreement.toml"
    taken.value.save_as(saved)
    assert load_scenario(saved).agreements.decision_rule == "majority"
    assert tomllib.loads(saved.read_text("utf-8"))["invitation"]["size"] == 13
    for visitor in (teacher, *students):
        visitor.leaves()


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_class_outlives_a_server_that_is_killed(browser: Browser, tmp_path: Path) -> None:
    kept = ("--classes", str(tmp_path / "classes.sqlite"))
    with served(*kept) as (server, address):
        teacher = Teacher(browser, address)
        code = teacher.opens_a_class("fast-and-slow", 2)
        ada = Student(browser, address).joins(code, "Ada", 0)
        ada.proposes("agreements.moderation")
        expect(teacher.page.locator(".agreed")).to_contain_text("neutral person")
        server.send_signal(signal.SIGKILL)
        server.wait(30)
    port = address.rstrip("/").rpartition(":")[2]
    with served(*kept, "--port", port):
        for visitor, seen in ((teacher, ".teacher"), (ada, ".member")):
            visitor.page.reload()
            expect(visitor.page.locator(seen)).to_be_visible()
            expect(visitor.page.locator(".agreed")).to_contain_text("neutral person")
        button(teacher.page, "end-round").click()
        expect(ada.page.locator("#play-standing")).to_contain_text("Round 2")
        for visitor in (teacher, ada):
            visitor.leaves()
