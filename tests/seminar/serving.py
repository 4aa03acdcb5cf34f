"""A server of the page: in a process of its own, as the command line starts it, or with workers that a test plays."""

import asyncio
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import uvicorn

from seminar.chapters.chapter import chapters_in
from seminar.page.app import page
from seminar.page.charts import LIBRARY
from seminar.page.play.playing import Playing
from seminar.page.workers import Workers

ROOT = Path(__file__).parents[2]


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the page, and give the process and its address; afterwards it is ended if it has not ended yet.

    Its classes are forgotten with it, unless the options name a file that keeps them.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kept = ["--classes", str(Path(folder) / "classes.sqlite"), "--port", "0", *options]
        with _running([sys.executable, "-m", "experiments.cli.entry", "serve", *kept]) as running:
            yield running


@contextmanager
def _running(command: list[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://\S+/", said)
        assert found, f"{said}{server.stderr and server.stderr.read()}"
        yield server, found[0]
    finally:
        server.terminate()
        server.communicate(timeout=30)


class Played:
    """Workers that a test plays: it says what they do with what they are given."""

    number = 2

    def __init__(self, does: Callable[..., Any]) -> None:
        self._does = does

    async def do(self, *given: Any) -> Any:
        return await self._does(*given)


async def at_once(work: Callable[..., Any], *given: Any) -> Any:
    """Do in this process, whose rules are compiled already, what workers would do in theirs."""
    return await asyncio.to_thread(work, *given)


@contextmanager
def served_with(does: Callable[..., Any], folder: Path, library: str = "") -> Iterator[str]:
    """Serve the page in this process and give its address; `does` stands for the workers.

    Without the library that draws charts, none is drawn.
    """
    (folder / LIBRARY).write_text(library, encoding="utf-8")
    workers = cast(Workers, Played(does))
    app = page(workers, Playing(folder / "classes.sqlite", workers), chapters_in(), "en", folder)
    config = uvicorn.Config(app, port=0, log_level="error")
    server = uvicorn.Server(config)
    serving = asyncio.run_coroutine_threadsafe(server.serve(), _loop_of_all_pages())
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = server.force_exit = True
        serving.result()


@cache
def _loop_of_all_pages() -> asyncio.AbstractEventLoop:
    """Return the loop of every page in this process: Shiny's lock is the process's and keeps to the first it met."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop
