"""The chronicle: every event has its sentence, and sentences read well for one organisation and for several."""

import re
from datetime import date

import pytest

from simulation import AllianceModel, chronicle, load_scenario
from simulation.events import ABOUT_A_DEMAND, EVENTS
from simulation.record import Event
from simulation.scenario_file import shipped_scenarios
from simulation.state import ENDS, REASONS, STAGES, TIERS
from tests.test_dissolution import SCENARIOS
from tests.worlds import STUBBORN, world

NAMES = ("Ant", "Bee", "Cat")
ABOUT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(ABOUT_A_DEMAND, ("Demand 1",)),
    "joined": TIERS,
    "declined": REASONS,
    "left": REASONS,
    "stage": STAGES[1:],
    "ended": ENDS[:-1],
    "window": ("Talks",),
    "shock": ("Scandal",),
}
CASES = [(kind, what) for kind in EVENTS for what in ABOUT.get(kind, ("",))]
OF_ORGANISATIONS = ("joined", "declined", "left")
PARAGRAPH = re.compile(r"\d\d \w{3} \d{4}, week +\d+  (\S.*[.])")


class OneWeek(AllianceModel):
    """A model in whose only week the given events happen."""

    def step(self) -> None:
        """Let them happen."""
        self.story.extend(self.happening)
        self.running = False

    happening: tuple[Event, ...] = ()


def _sentence(kind: str, what: str, who: tuple[str, ...]) -> str:
    """Return what the chronicle tells of one kind of event, without the date."""
    model = OneWeek(world(3, STUBBORN), rng=1)
    model.happening = tuple(Event(0, date(2020, 1, 6), kind, one, what, 0.5) for one in who)
    told = list(chronicle(model))
    assert len(told) == 5, "title, blank line, invitation, the week, and that the story ends here"
    paragraph = PARAGRAPH.fullmatch(told[3])
    assert paragraph is not None
    return paragraph[1]


@pytest.mark.parametrize(("kind", "what"), CASES)
def test_every_event_has_its_sentence(kind: str, what: str) -> None:
    sentence = _sentence(kind, what, NAMES[:1])
    assert sentence[0].isupper() or not sentence[0].isalpha()
    assert not re.search(r"None|nan|[{}_]|  |\b1 \w+s\b", sentence)


@pytest.mark.parametrize("kind", OF_ORGANISATIONS)
def test_one_acts_and_several_act(kind: str) -> None:
    what = ABOUT[kind][0]
    one, two, three = (_sentence(kind, what, NAMES[:count]) for count in (1, 2, 3))
    verb = one.removeprefix("Ant ").split()[0].rstrip(".:")
    assert verb.endswith("s")
    assert two.startswith(f"Ant and Bee {verb[:-1]}")
    assert three.startswith(f"Ant, Bee and Cat {verb[:-1]}")


@pytest.mark.parametrize("kind", ["objection", "reworded"])
def test_those_concerned_are_named(kind: str) -> None:
    assert "Ant" in _sentence(kind, "Demand 1", NAMES[:1])
    assert "Ant and Bee" in _sentence(kind, "Demand 1", NAMES[:2])
    assert "“Demand 1”" in _sentence(kind, "Demand 1", NAMES[:2])


@pytest.mark.parametrize("tier", TIERS)
def test_supporters_are_told_apart_from_those_at_the_table(tier: str) -> None:
    assert ("supporter." in _sentence("joined", tier, NAMES[:1])) == (tier == "supporter")
    assert ("supporters." in _sentence("joined", tier, NAMES)) == (tier == "supporter")


@pytest.mark.parametrize("end", ENDS)
def test_every_end_is_told(end: str) -> None:
    lines = list(chronicle(AllianceModel(SCENARIOS[end], rng=1)))
    assert ("still at work" in lines[-1]) == (end == "running")
    assert ("Of the paper" in lines[-1]) == (end not in ("running", "no agreement", "not formed"))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_stories_read_well(name: str) -> None:
    scenario = load_scenario(name)
    for seed in range(15):
        title, blank, *paragraphs = chronicle(AllianceModel(scenario, rng=seed))
        assert (title, blank) == (scenario.title.en, "")
        for paragraph in paragraphs:
            assert PARAGRAPH.fullmatch(paragraph)
            assert not re.search(r"None|nan|\b1 (members|supporters|others)\b|: \.", paragraph)


@pytest.mark.parametrize(("size", "invitation"), [(2, "First invites 1 other."), (4, "First invites 3 others.")])
def test_the_invitation_counts_those_who_are_asked(size: int, invitation: str) -> None:
    lines = list(chronicle(AllianceModel(world(size, STUBBORN), rng=1)))
    assert lines[2].endswith(invitation)
    alone = list(chronicle(AllianceModel(world(2, STUBBORN, second={}), rng=1)))
    assert alone[2].endswith("First and Second invite nobody else.")


def test_a_week_is_told_in_one_paragraph_and_weeks_in_order() -> None:
    for seed in range(5):
        lines = list(chronicle(AllianceModel(load_scenario("baseline"), rng=seed)))[3:]
        weeks = [int(line.split("week", 1)[1].split()[0]) for line in lines]
        assert weeks[1:] == sorted(set(weeks[1:]))


def test_a_story_can_be_taken_up_midway() -> None:
    whole = list(chronicle(AllianceModel(load_scenario("baseline"), rng=3)))
    model = AllianceModel(load_scenario("baseline"), rng=3)
    for _ in range(20):
        model.step()
    rest = list(chronicle(model))
    assert rest[3:] == whole[-len(rest[3:]) :]
    assert len(rest) < len(whole)
