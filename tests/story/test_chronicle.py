"""The chronicle: every event has its sentence in every language, and stories read well."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

import pytest

from simulation import AllianceError, AllianceModel, chronicle, load_scenario, paragraphs
from simulation.engine.codes import End, EventKind, Issue, Reason, Stage, Tier
from simulation.engine.events import ABOUT_A_DEMAND
from simulation.language.translation import LANGUAGES, language
from simulation.results.event_log import Event
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, shipped_scenarios
from simulation.story.narrator import Narrator, Paragraph
from tests.worlds import STUBBORN, world

NAMES = ("Ant", "Bee", "Cat")
ABOUT: dict[str, Sequence[str]] = {
    **dict.fromkeys((kind.word for kind in ABOUT_A_DEMAND), ("Demand 1",)),
    **dict.fromkeys(("joined", "admitted"), Tier.words()),
    **dict.fromkeys(("declined", "left"), Reason.words()),
    **dict.fromkeys(("window", "shock", "election", "emergency", "demonstration"), ("Talks",)),
    "quarrel": Issue.words(),
    "stage": [stage for stage in Stage.words() if stage not in ("waiting", "inviting", "ended")],
    "ended": [end for end in End.words() if end != "running"],
}
CASES = [(kind, what) for kind in EventKind.words() for what in ABOUT.get(kind, ("",))]
LINE = re.compile(r"(?P<head>\S.*?)? {2,}(?P<text>\S.*\.)")
CLUMSY = (
    r"\bNone\b|\bnan\b|[{}_]|  |\b1 (members|supporters|others|weeks|days)\b|\b1 (Mitglieder|Wochen|Tage)\b|: \.|\.\."
)

each_language = pytest.mark.parametrize("lang", LANGUAGES)


class Staged(AllianceModel):
    """A model in which nothing happens but the given events, a list for each week."""

    weeks: Sequence[Sequence[Event]] = ()

    def step(self) -> None:
        """Let the next week's events happen."""
        self.story.extend(self.weeks[self._passed])
        self._passed += 1
        self.running = self._passed < len(self.weeks)

    _passed = 0


def event(
    kind: str, what: str = "", who: str | None = None, value: float = 0.5, *, alliance: str = "", week: int = 0
) -> Event:
    return Event(week, date(2020, 1, 6) + timedelta(weeks=week), alliance, kind, who, what, value)


def told(*weeks: Sequence[Event], lang: str = "en", scenario: Scenario | None = None) -> list[Paragraph]:
    """Return what is told of staged weeks, without the invitation at the start and without the end."""
    model = Staged(scenario or world(3, STUBBORN), rng=1)
    model.weeks = weeks
    model.world.demands["agreed"] = 0.5
    _, *middle, _ = paragraphs(model, lang)
    return middle


def sentence(kind: str, what: str, who: Sequence[str | None], lang: str = "en") -> str:
    (paragraph,) = told([event(kind, what, one) for one in who], lang=lang)
    return paragraph.text


# --- sentences ------------------------------------------------------------------------------------


@each_language
@pytest.mark.parametrize(("kind", "what"), CASES)
def test_every_event_has_its_sentence(kind: str, what: str, lang: str) -> None:
    text = sentence(kind, what, NAMES[:1], lang)
    assert text.endswith(".")
    assert text[0].isupper() or not text[0].isalpha()
    assert not re.search(CLUMSY, text)


@pytest.mark.parametrize("kind", ["joined", "declined", "left", "admitted", "turned away", "helping", "new lead"])
def test_one_acts_and_several_act(kind: str) -> None:
    what = ABOUT.get(kind, ("",))[0]
    one, two, three = (sentence(kind, what, NAMES[:count]) for count in (1, 2, 3))
    verb = one.removeprefix("Ant ").split()[0].rstrip(".,:")
    assert re.fullmatch(r"\w+s", verb)
    stem = "appl" if verb == "applies" else verb[:-1]
    assert two.startswith(f"Ant and Bee {stem}")
    assert three.startswith(f"Ant, Bee and Cat {stem}")


def test_one_acts_and_several_act_in_german() -> None:
    assert sentence("left", "time", NAMES[:1], "de") == "Ant tritt aus, weil es zu viel Zeit kostet."
    assert sentence("left", "time", NAMES, "de") == "Ant, Bee und Cat treten aus, weil es zu viel Zeit kostet."


def test_a_week_s_demands_stand_in_one_sentence() -> None:
    week = [event("adopted", "Demand 1", value=0.5), event("adopted", "Demand 2", value=0.25)]
    assert told(week)[0].text == "Policymakers adopt “Demand 1” (50%) and “Demand 2” (25%)."


@pytest.mark.parametrize(
    ("share", "english", "german"),
    [
        (
            0.0,
            "they have not talked about their differences yet.",
            "über ihre Unterschiede haben sie noch nicht gesprochen.",
        ),
        (
            0.004,
            "they have not talked about their differences yet.",
            "über ihre Unterschiede haben sie noch nicht gesprochen.",
        ),
        (0.59, "with 59% of their differences talked through.", "59 % der Unterschiede sind besprochen."),
    ],
)
def test_where_nothing_was_talked_through_no_share_of_it_is_told(share: float, english: str, german: str) -> None:
    for lang, text in (("en", english), ("de", german)):
        [paragraph] = told([event("goal worded", value=share)], lang=lang)
        assert paragraph.text.replace("\N{NO-BREAK SPACE}", " ").endswith(text)


def test_of_a_text_that_stands_on_its_day_nobody_says_that_talks_for_it_begin() -> None:
    on_its_day = [event("stage", "debating values"), event("agreed", value=0.5), event("stage", "working")]
    text = told(on_its_day)[0].text
    assert "debating" not in text
    assert "to work." in text
    assert "debating" in told([event("stage", "debating values")])[0].text


@pytest.mark.parametrize(("left", "last"), [(1.0, "themselves."), (0.4, "40%"), (0.0, "closes.")])
def test_the_story_says_what_is_left_of_the_office_when_outside_money_ends(left: float, last: str) -> None:
    assert last in told([event("outside money ends", value=left)])[0].text


def test_pauses_are_told_together() -> None:
    [one] = told([event("paused")])
    assert one.text == "Out of season they rest, until they meet again."


def test_what_falls_into_one_week_is_told_in_the_order_of_days() -> None:
    """A demonstration on the eve of an election comes first, though the calendar is read before anybody acts."""
    changes = {
        "arena.elections": [{"name": "Bavaria", "when": date(2020, 1, 12)}],
        "demonstrations": [{"name": "Berlin", "when": date(2020, 1, 11)}],
    }
    scenario = world(3, STUBBORN | {"start": date(2020, 1, 6)} | changes)
    week = [event("election", "Bavaria"), event("joined", "core", "Ant"), event("demonstration", "Berlin", value=3.0)]
    demonstrate, _, vote = told(week, scenario=scenario)[0].sentences
    assert (demonstrate[-7:], vote) == ("Berlin.", "Election day: Bavaria.")


def test_those_who_object_to_the_same_stand_together_and_others_apart() -> None:
    objections = [("Ant", "Demand 1"), ("Bee", "Demand 1"), ("Cat", "Demand 2"), ("Ant", "Demand 2")]
    week = [event("objection", what, who) for who, what in objections]
    assert told(week)[0].sentences == (
        "Ant and Bee cannot accept “Demand 1” (50%).",
        "Cat and Ant cannot accept “Demand 2” (50%).",
    )
    both = [event("objection", what, "Ant") for what in ("Demand 1", "Demand 2")]
    assert told(both)[0].text == "Ant cannot accept “Demand 1” (50%) and “Demand 2” (50%)."


def test_reasons_are_told_apart() -> None:
    week = [event("left", "time", "Ant"), event("left", "values", "Bee"), event("left", "time", "Cat")]
    assert told(week)[0].sentences == (
        "Ant and Cat leave: it takes too much time.",
        "Bee leaves: values are too far apart.",
    )


def test_what_another_event_implies_is_not_told_twice() -> None:
    admitted = [event("admitted", "core", "Ant"), event("joined", "core", "Ant"), event("joined", "core", "Bee")]
    assert told(admitted)[0].text == "Ant applies and is admitted. Bee joins."
    assert told([event("shock", "Flood"), event("emergency", "Flood")])[0].text == "An emergency: Flood."


def test_a_red_line_names_its_demand_where_it_makes_somebody_decline_or_leave() -> None:
    for kind, sentence in (("left", "Ant leaves over a red line: “X” (50%)."), ("declined", "Ant declines over a")):
        week = [event("red line crossed", "X", "Ant"), event(kind, "red line", "Ant"), event("left", "time", "Bee")]
        (paragraph,) = told(week)
        assert paragraph.sentences[0].startswith(sentence)
        assert paragraph.sentences[1:] == ("Bee leaves: it takes too much time.",)


def test_a_quarrel_names_those_who_quarrel_and_what_lies_behind_it() -> None:
    week = [event("quarrel", "tone", "Ant"), event("quarrel", "tone", "Bee"), event("conflict settled")]
    assert told(week)[0].text == (
        "Ant and Bee quarrel over a small thing; behind it lies how they deal with each other. They settle it."
    )


@each_language
@pytest.mark.parametrize("end", ABOUT["ended"])
def test_what_became_of_the_paper_is_told_where_there_was_one(end: str, lang: str) -> None:
    over = event("ended", end, value=0.25)
    without, with_paper = (told(week, lang=lang)[0].text for week in ([over], [event("agreed"), over]))
    assert "25" not in without
    assert "25" in with_paper


# --- paragraphs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "members"),
    [(None, "3 members"), ("joined", "2 members"), ("left", "4 members"), ("helping", "3 members")],
)
def test_a_stage_counts_those_who_were_there_when_it_began(later: str | None, members: str) -> None:
    """Three are there at the end of the week, whoever joined or left before or after the stage began."""
    stage = event("stage", "working")
    other = [event(later, ABOUT.get(later, ("",))[0], "Other 2")] if later else []
    for week, counted in (([stage, *other], members), ([*other, stage], "3 members")):
        model = Staged(world(3, STUBBORN), rng=1)
        model.weeks, model.world.alliances["core"] = [week], 3
        _, paragraph, _ = paragraphs(model)
        assert f"{counted} set to work." in paragraph.sentences


def test_what_is_put_into_practice_soon_is_not_counted_in_weeks() -> None:
    soon, later = (event("put into practice", "Demand 1", value=weeks) for weeks in (0.3, 12.0))
    texts = [paragraph.text for paragraph in told([soon], [later], [later, event("put into practice", "X", value=1.0)])]
    assert texts == [
        "It is put into practice within days.",
        "Putting it into practice will take 12 weeks.",
        "Putting them into practice will take 1 to 12 weeks.",
    ]


@pytest.mark.parametrize(
    ("weeks", "english", "german"),
    [
        ((103.0,), "103 weeks", "103 Wochen"),
        ((1187.0,), "23 years", "23 Jahre"),
        ((9.0, 125.0), "9 weeks to 2 years", "9 Wochen bis 2 Jahre"),
        ((1.0, 300.0), "1 week to 6 years", "1 Woche bis 6 Jahre"),
        ((120.0, 520.0), "2 to 10 years", "2 bis 10 Jahre"),
    ],
)
def test_long_times_are_told_in_years(weeks: tuple[float, ...], english: str, german: str) -> None:
    events = [event("put into practice", f"Demand {k}", value=value) for k, value in enumerate(weeks)]
    for lang, text in (("en", english), ("de", german)):
        [paragraph] = told(events, lang=lang)
        assert text in paragraph.text


def test_red_lines_are_told_of_where_a_paper_is_in_sight_and_nowhere_else() -> None:
    scenario = load_scenario("upload-filter", {"arena.shock_rate": 0.5})
    start = scenario.week_of(scenario.others[1].start)
    before = list(takewhile(lambda told: told.week < start, paragraphs(AllianceModel(scenario, rng=1))))
    shifted = {told.alliance for told in before for account in told.accounts if account.kind == "red line shifted"}
    assert "" in shifted
    assert scenario.others[1].name not in {told.alliance for told in before}


def test_each_alliance_has_its_paragraph() -> None:
    other = {"goal": {"demands": [{"name": "Demand 1"}]}, "invitation": {"initiators": ["First"], "size": 2}}
    scenario = changed(world(3, STUBBORN), {"others": [{"name": "Ring", **other}]})
    week = [event("joined", "core", "Ant", alliance="Ring"), event("joined", "core", "Bee")]
    own, ring = told(week, scenario=scenario)[:2]
    assert (own.text, ring.text) == ("Bee joins.", "Ring: Ant joins.")


def chapters(*weeks: Sequence[Event]) -> list[str]:
    """Return what the chronicle tells of staged weeks, without the invitation at the start and without the end."""
    model = Staged(world(3, STUBBORN), rng=1)
    model.weeks = weeks
    _, _, _, *drawn = (line.rpartition("   ")[2].strip() for line in chronicle(model))
    return [line for line in drawn if not line.startswith("The story ends here")]


def test_small_events_of_many_weeks_are_told_together() -> None:
    quarrel = [event("quarrel", "tone", one) for one in NAMES[:2]]
    (drawn,) = chapters(
        [event("joined", "core", "Ant")],
        [event("declined", "time", "Bee", week=1)],
        [*quarrel, event("conflict settled", week=2)],
        [event("conflict settled", week=3), event("declined", "time", "Cat", week=3)],
    )
    assert drawn == (
        "By 27 Jan 2020: Ant joins. Bee and Cat decline: it would take too much time. "
        "Ant and Bee quarrel; behind it lies how they deal with each other. 2 quarrels are settled."
    )


def test_many_weeks_of_a_further_alliance_are_told_after_its_name_and_their_last_day() -> None:
    other = {"goal": {"demands": [{"name": "Demand 1"}]}, "invitation": {"initiators": ["First"], "size": 2}}
    scenario = changed(world(3, STUBBORN), {"others": [{"name": "Ring", **other}]})
    joined = [event("joined", "core", who, alliance="Ring", week=week) for week, who in enumerate(NAMES[:2])]
    for lang, text in (
        ("en", "Ring, by 13 Jan 2020: Ant and Bee join."),
        ("de", "Ring, bis 13.01.2020: Ant und Bee treten bei."),
    ):
        assert Narrator(Staged(scenario, rng=1), language(lang)).of_many_weeks(joined).text == text


def test_a_turn_stands_alone_and_a_stage_begins_a_chapter() -> None:
    lost, stage = event("contact lost", who="Ant"), event("stage", "wording the goal", week=2)
    drawn = chapters([lost], [event("objection", "X", "Bee", week=1)], [event("joined", "core", "Cat", week=2), stage])
    assert drawn == [
        "By 20 Jan 2020: Cat joins. Ant loses its contact person.",
        "Bee cannot accept “X” (50%).",
        "They turn to wording the goal.",
    ]


@pytest.mark.parametrize(("core", "alone"), [(3, True), (30, False)])
def test_a_member_that_leaves_counts_where_they_are_few(core: int, alone: bool) -> None:
    model = Staged(world(3, STUBBORN), rng=1)
    model.world.alliances["core"] = core
    left = [event("left", "time", "Other 1")]
    assert bool(Narrator(model, language("en")).turns(left)) is alone


@pytest.mark.parametrize(("demands", "alone"), [(3, True), (9, False)])
def test_an_adoption_counts_where_demands_are_few(demands: int, alone: bool) -> None:
    scenario = changed(world(3, STUBBORN), {"goal.demands": [{"name": f"Demand {k}"} for k in range(demands)]})
    narrator = Narrator(Staged(scenario, rng=1), language("en"))
    assert bool(narrator.turns([event("adopted", "Demand 1")])) is alone


def test_whoever_leaves_in_a_quarrel_stands_beside_it() -> None:
    quarrel = [event("quarrel", "tone", who) for who in ("First", "Other 1")]
    drawn = chapters([*quarrel, event("conflict escalated"), event("left", "conflict", "Other 1")])
    assert drawn == [
        "First and Other 1 quarrel over a small thing; behind it lies how they deal with each other. "
        "It stays open and costs trust. Other 1 leaves over the quarrel."
    ]


def test_a_story_names_a_week_once_and_weeks_in_order() -> None:
    for seed in range(5):
        lines = list(chronicle(AllianceModel(load_scenario("baseline"), rng=seed)))[2:]
        heads = [match["head"] for match in map(LINE.fullmatch, lines) if match and match["head"]]
        weeks = [int(head.rpartition(" ")[2]) for head in heads]
        assert weeks == sorted(set(weeks))
        columns = {line.index(match["text"]) for line in lines if (match := LINE.fullmatch(line))}
        assert len(columns) == 1


@pytest.mark.parametrize(("size", "invitation"), [(2, "1 other organisation."), (4, "3 other organisations.")])
def test_the_invitation_counts_those_who_are_asked(size: int, invitation: str) -> None:
    first = next(paragraphs(AllianceModel(world(size, STUBBORN), rng=1)))
    assert first.text == f"First invites {invitation}"
    alone = next(paragraphs(AllianceModel(world(2, STUBBORN, second={}), rng=1)))
    assert alone.text == "First and Second begin to talk, among themselves."


def test_a_story_can_be_taken_up_midway() -> None:
    whole = list(paragraphs(AllianceModel(load_scenario("baseline"), rng=3)))
    model = AllianceModel(load_scenario("baseline"), rng=3)
    for _ in range(20):
        model.step()
    _, *rest = paragraphs(model)
    assert rest == whole[-len(rest) :]
    assert len(rest) < len(whole) - 1


# --- whole stories --------------------------------------------------------------------------------


@each_language
@pytest.mark.parametrize("name", shipped_scenarios())
def test_stories_read_well(name: str, lang: str) -> None:
    scenario = load_scenario(name)
    for seed in range(2):
        title, blank, *lines = chronicle(AllianceModel(scenario, rng=seed), lang)
        assert (title, blank) == (getattr(scenario.title, lang), "")
        for line in lines:
            match = LINE.fullmatch(line)
            assert match
            assert not re.search(CLUMSY, match["text"])


@pytest.mark.parametrize("name", shipped_scenarios())
def test_both_languages_tell_the_same(name: str) -> None:
    english, german = (list(paragraphs(AllianceModel(name, rng=2), lang)) for lang in ("en", "de"))
    assert [(one.week, len(one.sentences)) for one in english] == [(one.week, len(one.sentences)) for one in german]
    shared = {one.text for one in english} & {one.text for one in german}
    assert not shared


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_have_german_names(name: str) -> None:
    scenario = load_scenario(name)
    arena = scenario.arena
    calendar = (arena.windows, arena.votes, arena.elections, arena.shocks)
    demands = [demand.name for venture in scenario.ventures for demand in venture.goal.demands]
    named = demands + [one.name for part in (scenario.groups, *calendar) for one in part]
    assert {re.sub(r" \d+$", "", name) for name in named if name not in scenario.german} <= set(scenario.german)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(AllianceError, match='lang = "fr" is not allowed'):
        next(chronicle(AllianceModel("baseline"), "fr"))


def test_the_face_offers_the_function_also_where_the_room_has_the_same_name() -> None:
    code = "from simulation import paragraphs, chronicle; print(callable(paragraphs), callable(chronicle))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_of_alliances_beside_the_first_the_agreement_says_enough() -> None:
    story = "\n".join(chronicle(AllianceModel("ttip-ceta", rng=1, weeks=90)))
    assert "TTIP unfairHandelbar: They agree on joint demands" in story
    assert "TTIP unfairHandelbar: They turn to wording the goal" not in story
    assert "The text stands and goes out as a call" in story


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_whole_story_fits_on_two_or_three_screens(name: str) -> None:
    lines = [line for told in chronicle(AllianceModel(name, rng=1), "de") for line in textwrap.wrap(told, 80)]
    assert len(lines) <= 120
