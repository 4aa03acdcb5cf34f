"""A consultation that the tests of advice share, as it takes a while: a plan in which one partner does nearly all."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from experiments.advice.answer import Answer
from experiments.advice.consultation import Consultation, answers
from experiments.advice.question import Topic
from tests.experiments.advice.plans import plan_of

RUNS = 8


@dataclass(frozen=True)
class Consulted:
    """What was asked, what came of it, where it is kept, and how far it was said to have come."""

    asked: Consultation
    found: list[Answer]
    folder: Path
    told: list[tuple[int, int]]

    def __getitem__(self, topic: Topic) -> Answer:
        return next(answer for answer in self.found if answer.question.topic == topic)


@pytest.fixture(scope="session")
def consulted(tmp_path_factory: pytest.TempPathFactory) -> Consulted:
    little, much = {"hours": 0.2, "contacts": 0.1}, {"hours": 200.0, "contacts": 1.0}
    scenario = plan_of({"Starter": little, "Small": little, "Backbone": much, "Tiny": little})
    folder, told = tmp_path_factory.mktemp("advice"), list[tuple[int, int]]()
    asked = Consultation("plan", scenario, (), RUNS, 1)

    def report(done: int, total: int, **_rest: object) -> None:
        told.append((done, total))

    return Consulted(asked, list(answers(asked, report, folder=folder)), folder, told)
