"""The sheet that says why: repeated decisions are told once, with their means, and no column is cut."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from experiments.cli.why_sheet import decision_tables
from simulation import Decision, load_scenario
from simulation.language.translation import language

SCENARIO = load_scenario("baseline")


def decision(week: int, decided: str = "stay", effect: float = 0.5, **more: Any) -> Decision:
    told: dict[str, Any] = {"alliance": "", "reason": "", "red_line": "", "net": effect, "deviation": 0.0}
    return Decision(
        week=week,
        day=date(2020, 1, 6),
        organisation="A",
        decided=decided,
        threshold=-0.1,
        terms={"effect": effect, "time": 0.001},
        scenario=SCENARIO,
        **told | more,
    )


def told(*decisions: Decision, width: int = 80) -> list[list[str]]:
    """Return the lines of all tables, each as its words."""
    screen = Console(file=StringIO(), width=width)
    for table in decision_tables(decisions, language("en"), width):
        screen.print(table)
    assert isinstance(screen.file, StringIO)
    return [line.split() for line in screen.file.getvalue().splitlines()]


def test_decisions_in_a_row_that_come_out_alike_are_told_once_with_their_means() -> None:
    lines = told(decision(2, "join", 0.8), decision(5, effect=0.2), decision(9, effect=0.4))
    assert lines[0] == ["joins", "stays", "2", "times", "(mean)"]
    assert lines[1] == ["week", "2", "weeks", "5", "to", "9"]
    assert lines[2] == ["effect", "+0.80", "+0.30"]
    assert lines[-1] == ["threshold", "−0.10", "−0.10"]


def test_what_never_counts_has_no_line() -> None:
    assert [line[0] for line in told(decision(5))[2:]] == ["effect", "sum", "deviation", "threshold"]


def test_who_stays_only_because_it_may_not_leave_is_told_apart() -> None:
    lines = told(decision(5), decision(6, net=-0.5), decision(7))
    assert lines[1] == ["week", "5", "week", "6", "week", "7"]


def test_alliances_do_not_mix() -> None:
    lines = told(decision(1), decision(1, alliance="Other"), decision(2), decision(2, alliance="Other"))
    assert lines[0] == ["Other"]
    assert lines[1] == ["stays", "2", "times", "(mean)", "stays", "2", "times", "(mean)"]


@pytest.mark.parametrize("width", [40, 60, 80, 110])
def test_columns_that_do_not_fit_go_below(width: int) -> None:
    lines = told(*(decision(k, "join" if k % 2 else "leave", effect=k / 7) for k in range(40)), width=width)
    effects = [word for line in lines if line and line[0] == "effect" for word in line[1:]]
    assert effects == [f"+{k / 7:.2f}" if k else "0.00" for k in range(40)]
