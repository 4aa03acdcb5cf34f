"""What all visitors who play have in common: the classes, their replays, and the address by which others find them."""

from pathlib import Path

from htmltools import HTML

from seminar.classroom.school import School
from seminar.page.play.replays import Replays
from seminar.page.workers import Workers


class Playing:
    """The classes of one server.

    Args:
        file: that keeps them.
        workers: that run replays.
        reached_at: address of the page for others in the network, without a query; empty where it is for this machine
            alone.
    """

    def __init__(self, file: Path, workers: Workers, reached_at: str = "") -> None:
        self.school = School(file)
        self.replays = Replays(workers)
        self.reached_at = reached_at
        # Charts take a tenth of a second, in which nobody else is answered: they are drawn once, by class and replay.
        self.results: dict[tuple[str, int, str], HTML] = {}
