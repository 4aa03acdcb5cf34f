"""Replays under way: one at a time for each class, kept when it is done, and told when it stops."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from seminar.classroom.replay import PAIRS, Replay, from_parquet
from seminar.page.play.replays import Replays
from seminar.page.workers import Workers
from simulation import AllianceError
from tests.seminar.classroom.made_up_class import classroom, somebody, teacher
from tests.seminar.page.coroutines import result_of


class Played:
    """Workers that do at once, in this process, what stands for a replay; `busiest` is how many did so together."""

    number = 2

    def __init__(self, does: Callable[[Sequence[int]], Replay]) -> None:
        self._does, self._now, self.busiest = does, 0, 0

    async def do(self, _work: object, _scenario: str, _decided: Mapping[str, Any], seeds: Sequence[int]) -> Replay:
        self._now += 1
        self.busiest = max(self.busiest, self._now)
        await asyncio.sleep(0)
        self._now -= 1
        return self._does(seeds)


def pairs(seeds: Sequence[int]) -> Replay:
    return Replay(pa.table({"seed": list(seeds), "impact": [0.1] * len(seeds), "impact_with": [0.2] * len(seeds)}))


def fails(_seeds: Sequence[int]) -> Replay:
    raise AllianceError("no such answer")


async def finished(replays: Replays, code: str) -> None:
    while (progress := replays.progress(code)) is not None and progress.is_running:
        await asyncio.sleep(0.01)


def test_a_replay_is_kept_whole_and_leaves_workers_to_others(tmp_path: Path) -> None:
    of, played = classroom(tmp_path), Played(pairs)
    replays = Replays(cast(Workers, played))

    async def play() -> None:
        replays.start(teacher(of))
        replays.start(teacher(of))  # pressed twice
        await finished(replays, of.code)

    result_of(play())
    assert replays.progress(of.code) is None
    (kept,) = of.state.replays
    assert from_parquet(of.outcomes(kept.number) or b"").table["seed"].to_pylist() == list(range(1, PAIRS + 1))
    assert played.busiest == played.number


def test_a_replay_is_of_what_was_agreed_on_when_it_began(tmp_path: Path) -> None:
    of = classroom(tmp_path)
    replays = Replays(cast(Workers, Played(pairs)))
    alone = somebody(of, "Fast")
    alone.propose("agreements.moderation", True)

    async def play() -> None:
        replays.start(teacher(of))
        alone.propose("agreements.credit_rule", True)
        await finished(replays, of.code)

    result_of(play())
    assert of.state.replays[0].decided == {"agreements.moderation": True}
    assert of.state.decided == {"agreements.moderation": True, "agreements.credit_rule": True}


def test_why_a_replay_stopped_is_told_until_another_begins(tmp_path: Path) -> None:
    of, played = classroom(tmp_path), Played(fails)
    replays = Replays(cast(Workers, played))

    async def play() -> None:
        replays.start(teacher(of))
        await finished(replays, of.code)

    result_of(play())
    stopped = replays.progress(of.code)
    assert stopped is not None
    assert not of.state.replays
    assert isinstance(stopped.mishap, AllianceError)
    assert str(stopped.mishap) == "no such answer"
