"""Progress: plain lines for a file, a bar for a terminal, nothing for those who want quiet."""

import pytest

from experiments.terminal import progress
from tests.experiments.made_up import Clock


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(progress, "time", told)
    return told


def test_plain_lines_tell_done_rate_time_left_failures_and_memory(
    capsys: pytest.CaptureFixture[str], clock: Clock
) -> None:
    with progress.progress() as report:
        report(50, 200)
        report(60, 200)
        clock.now += 0.1
        report(200, 200, failed=3, memory=200 * 2**20)
    first, last = capsys.readouterr().err.splitlines()
    assert first == "50 of 200 runs"
    assert last.startswith("200 of 200 runs, 3 failed, ")
    assert last.endswith("200 MB a process")
    assert "1,400 runs/s" in last


def test_neither_what_lay_there_before_nor_the_start_counts_for_the_rate(
    capsys: pytest.CaptureFixture[str], clock: Clock
) -> None:
    with progress.progress() as report:
        report(10**6, 10**6 + 20)
        clock.now += 0.5
        report(10**6 + 10, 10**6 + 20)
        clock.now += 0.5
        report(10**6 + 20, 10**6 + 20)
    assert "1,000,020 of 1,000,020 runs, 20 runs/s" in capsys.readouterr().err


def test_lines_are_few_however_many_reports_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress() as report:
        for done in range(1, 1001):
            report(done, 1000)
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_time_left_is_told_while_there_is_some(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr(progress, "_SHORTEST_GAP", 0.0)
    with progress.progress() as report:
        report(0, 1000)
        report(50, 1000)
        clock.now += 0.2
        report(150, 1000)
    assert "500 runs/s, 0:00:02 left" in capsys.readouterr().err


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress(is_quiet=True) as report:
        report(1, 2, failed=1)
        report(2, 2)
    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with progress.progress() as report:
        report(1, 4)
        report(4, 4, memory=100 * 2**20)
    assert "4/4" in capsys.readouterr().err
