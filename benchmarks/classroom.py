"""How fast the page answers a class of twenty while 200 pairs of runs are under way: `python -m benchmarks.classroom`.

Twenty browser windows join a class, all on this machine. While the agreement is replayed, one of them votes again and
again, and the browser itself takes the time from the click until its own screen shows the vote. That the windows share
the machine with server, workers and each other makes the figures worse than those of a real class, whose phones do
their own work.
"""

import os
import statistics
from collections.abc import Iterator
from itertools import cycle

from tests.seminar.browsing import a_browser
from tests.seminar.page.playing import Student, Teacher
from tests.seminar.serving import served

STUDENTS, TEAMS = 20, 4
SCENARIO = "lieferkettengesetz"
MAJORITY = 1  # the place of that answer among those that can be proposed
# From a click on a vote until a change in what the own screen says of it.
TIMED_VOTE = """(word) => new Promise((done) => {
  const votes = document.querySelector("#play-votes");
  const button = [...votes.querySelectorAll("button")].find((one) => one.textContent.includes(word));
  const said = () => [...votes.querySelectorAll(":scope li > p")].map((one) => one.textContent).join();
  const before = said();
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (said() === before) return;
    observer.disconnect();
    done(performance.now() - start);
  }).observe(votes, { childList: true, subtree: true, characterData: true });
  button.click();
})"""


def measure() -> Iterator[float]:
    """Yield the milliseconds that each vote took while the replay was under way."""
    with a_browser() as browser, served() as (_, address):
        teacher = Teacher(browser, address)
        code = teacher.opens_a_class(SCENARIO, TEAMS)
        students = [Student(browser, address).joins(code, f"Student {k}", k % TEAMS) for k in range(STUDENTS)]
        for _ in range(5):  # to a round in which all governing bodies meet
            teacher.act("end-round").click()
        students[0].proposes("agreements.decision_rule", MAJORITY)
        for student in students[1:TEAMS]:
            student.votes("Consent").click()
        students[0].proposes("agreements.moderation")  # two of four teams decide nothing, whatever one of them says
        students[1].votes("Object").wait_for()
        teacher.act("replay").click()
        teacher.page.locator("progress").wait_for()
        for word in cycle(("Object", "Consent")):
            if not teacher.page.locator("progress").count():
                return
            yield students[1].page.evaluate(TIMED_VOTE, word)


if __name__ == "__main__":
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    times = sorted(measure())
    print(
        f"{len(times)} clicks: median {statistics.median(times):.0f} ms, "
        f"95 % within {times[int(0.95 * len(times))]:.0f} ms, longest {times[-1]:.0f} ms"
    )
