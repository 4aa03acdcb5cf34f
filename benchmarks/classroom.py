"""How fast the page answers a class while 200 pairs of runs are under way: `python -m benchmarks.classroom 20`.

So many browser windows join a class, all on this machine. Before its agreement is replayed, meanwhile and after it, one
of them votes again and again, and the browser itself takes the time from the click until its own screen shows the vote.
That the windows share the machine with server, workers and each other makes these times worse than those of a real
class, whose phones do their own work. What the server itself computes for each visitor and each vote, everybody's
screens included, does not depend on what else the machine does; it is read from `/proc`, which only Linux has.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from tests.seminar.browsing import a_browser
from tests.seminar.page.playing import Student, Teacher
from tests.seminar.serving import served

STUDENTS, TEAMS = 20, 4
SCENARIO = "lieferkettengesetz"
MAJORITY = 1  # the place of that answer among those that can be proposed
# From a click on whichever button changes the own vote now until the own screen says something else of it.
TIMED_VOTE = """() => new Promise((done) => {
  const votes = document.querySelector("#play-votes");
  const button = () => votes.querySelector("button");
  const said = () => [...votes.querySelectorAll(":scope li > p")].map((one) => one.textContent).join();
  const before = said();
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (said() === before || !button()) return;
    observer.disconnect();
    done(performance.now() - start);
  }).observe(votes, { childList: true, subtree: true, characterData: true });
  button().click();
})"""
CLICKS = 20
UNTIL_ALL_HAVE_SEEN = 1.5  # seconds


def measure(number: int) -> None:
    """Print what joining costs so many students, and how long votes take before, during and after the replay."""
    with a_browser() as browser, served() as (server, address):
        teacher = Teacher(browser, address)
        code = teacher.opens_a_class(SCENARIO, TEAMS)
        with measured(server.pid, "visitor", lambda: number):
            students = [Student(browser, address).joins(code, f"Student {k}", k % TEAMS) for k in range(number)]
        _put_something_to_the_vote(teacher, students)
        _time("before the replay", server.pid, islice(_votes(students[1]), CLICKS))
        teacher.act("replay").click()
        teacher.page.locator("progress").wait_for()
        _time("during the replay", server.pid, _votes_during_the_replay(teacher, students[1]))
        _time("after the replay", server.pid, islice(_votes(students[1]), CLICKS))


def _put_something_to_the_vote(teacher: Teacher, students: list[Student]) -> None:
    for _ in range(5):  # to a round in which all governing bodies meet
        teacher.act("end-round").click()
    students[0].proposes("agreements.decision_rule", MAJORITY)
    for student in students[1:TEAMS]:
        student.votes("Consent").click()
    students[0].proposes("agreements.moderation")  # two of four teams decide nothing, whatever one of them says
    students[1].page.locator(".proposals", has_text="neutral person").wait_for()


def _votes(student: Student) -> Iterator[float]:
    """Yield the milliseconds that each vote takes."""
    while True:
        yield student.page.evaluate(TIMED_VOTE)


def _votes_during_the_replay(teacher: Teacher, student: Student) -> Iterator[float]:
    for took in _votes(student):
        yield took
        if not teacher.page.locator("progress").count():
            return


def _time(when: str, server: int, votes: Iterator[float]) -> None:
    times: list[float] = []
    with measured(server, f"vote {when}", lambda: len(times)):
        times += votes
        time.sleep(UNTIL_ALL_HAVE_SEEN)
    times.sort()
    print(
        f"{len(times)} votes {when}: median {statistics.median(times):.0f} ms, "
        f"95 % within {times[int(0.95 * len(times))]:.0f} ms, longest {times[-1]:.0f} ms"
    )


@contextmanager
def measured(process: int, what: str, count: Callable[[], int]) -> Iterator[None]:
    """Print how much a process has computed for each of so many things that are done meanwhile."""
    before = _computed(process)
    yield
    print(f"the server computes {1000 * (_computed(process) - before) / count():.0f} ms for each {what}")


def _computed(process: int) -> float:
    """Return the seconds that a process has computed so far."""
    after_its_name = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_its_name[11]) + int(after_its_name[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else STUDENTS)
