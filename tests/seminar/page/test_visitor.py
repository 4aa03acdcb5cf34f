"""A visitor of the tab Play who comes back after the server was killed: all that is left is the file."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from shiny import Session, reactive

from seminar.classroom.member import MemberAccess
from seminar.classroom.school import join
from seminar.classroom.state import ClassState
from seminar.page.link import Link
from seminar.page.play.playing import Playing
from seminar.page.play.visitor import MEMBER, TEACHER, Visitor
from seminar.page.tab import Visit
from seminar.page.workers import Workers
from simulation.language.translation import language
from tests.seminar.classroom import made_up_class
from tests.seminar.page.coroutines import result_of


class Opened:
    """A session as a browser opens it; it is told when it ends."""

    def __init__(self) -> None:
        self.ending: list[Callable[[], None]] = []

    def on_ended(self, end: Callable[[], None]) -> None:
        self.ending.append(end)


def test_a_class_outlives_a_server_that_is_killed_and_everybody_is_known_again(tmp_path: Path) -> None:
    of = made_up_class.classroom(tmp_path)
    token = join(of, "Ada", "Fast")
    MemberAccess(of, token).propose("agreements.moderation", True)
    made_up_class.teacher(of).keep_replay({"agreements.moderation": True}, b"outcomes")
    left = tmp_path / "left"
    left.mkdir()
    for file in tmp_path.glob("classes.sqlite*"):  # nothing was closed: this is what lies on the disk after SIGKILL
        shutil.copy(file, left)
    playing = Playing(left / "classes.sqlite", cast(Workers, None))

    async def comes_back(role: str, token: str, act: dict[str, Any]) -> ClassState:
        session = Opened()
        visitor = Visitor(Visit(language("en"), Link({}), cast(Workers, None), playing, {}), cast(Session, session))
        with reactive.isolate():
            await visitor.enter({"code": of.code, "role": role, "token": token})
            await visitor.act(act)
            now = visitor.state()
        for end in session.ending:
            end()
        return now

    now = result_of(comes_back(MEMBER, token, {"kind": "propose", "field": "agreements.credit_rule", "answer": 0}))
    assert now.decided == {"agreements.moderation": True, "agreements.credit_rule": True}
    now = result_of(comes_back(TEACHER, made_up_class.TEACHER, {"kind": "end-round"}))
    assert (now.round, [one.name for one in now.members], len(now.replays)) == (2, ["Ada"], 1)
    assert playing.school.classroom(of.code).outcomes(now.replays[0].number) == b"outcomes"
