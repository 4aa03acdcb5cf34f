"""The tab *Predict, then change*: a bet first, then 200 pairs of runs without the change and with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from htmltools import Tag, TagChild, TagList, tags
from shiny import Inputs, Outputs, Session, module, reactive, render, ui
from shiny.module import resolve_id

from experiments.analysis.labels import capital, outcome_note, outcome_title
from experiments.compare.comparison import Pairs
from experiments.compare.example_pairs import example_pair
from experiments.compare.sentences import sentence
from seminar.classroom.refusals import RefusedError
from seminar.page.bets import WAYS, Bet, Settled, read_way
from seminar.page.cards import alert, answer, attempted, card, explained, number_with_slider, told, unknown
from seminar.page.change_form import ChangeForm
from seminar.page.changes import as_typed, in_words, taken_by
from seminar.page.choosing import scenario, scenario_choice
from seminar.page.distributions import distributions
from seminar.page.link import address
from seminar.page.paired import PAIRS, WhatIf, as_csv, compare
from seminar.page.tab import Tab, Visit
from simulation import HEADLINES, OUTCOMES, AllianceError
from simulation.language.translation import Phrase

TITLE = Phrase("Predict, then change")
CHANGE, BET, ANSWER = (
    Phrase("1. What would you change?"),
    Phrase("2. What do you expect?"),
    Phrase("3. What the runs say"),
)
ON, WILL_BE = Phrase("What do you bet on?"), Phrase("With the change it will be …")
IN_HOW_MANY = Phrase("In how many of 100 pairs?")
GO = Phrase("Place the bet and run {pairs} pairs")
WHAT_PAIRS, PAIRS_HELP = (
    Phrase("What is a pair?"),
    Phrase(
        "Two runs with the same chances, such as the same moods and the same news; only what you change differs. So a "
        "difference within a pair comes from the change."
    ),
)
FIRST_A_BET = Phrase("Nothing has run yet: change something, bet, and then look.")
YOUR_CHANGE = Phrase("Your change: {change}.")
NOTHING_CHANGED = Phrase("Nothing is changed yet. Give another answer somewhere in step 1.")
NO_OUTCOME = Phrase("The link that was opened bets on what is not offered: “{name}”. Choose from the list.")
NO_NUMBER = Phrase("In how many of 100 pairs? Give a whole number from 0 to 100.")
NO_BET = Phrase("Bet first: better, worse or the same?")
ALL_BETS, CHANGED, BET_ON, CAME = (
    Phrase("Your bets so far"),
    Phrase("Change"),
    Phrase("Bet"),
    Phrase("Came out"),
)
WAY_AND_NUMBER = Phrase("{outcome}: {way} in {number} of 100")
TELL_BOTH, UNCHANGED, WITH_IT = Phrase("Read such a pair as stories:"), Phrase("as it is"), Phrase("with the change")
UNDER_WAY = Phrase("{done} of {all} pairs of runs are done.")
IN_WORDS = Phrase("What this says of impact")
PAIRS_FILE, SCENARIO_FILE = Phrase("All pairs (CSV)"), Phrase("Changed scenario (TOML)")
FIRST = "one-table-or-two-tiers"
_OUTCOMES = tuple(name for name in HEADLINES if OUTCOMES[name].better is not None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A bet that was placed, and on what."""

    asked: WhatIf
    label: str
    bet: Bet


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a bet that was placed."""

    placed: Placed
    pairs: Pairs

    @property
    def settled(self) -> Settled:
        """The bet and what came of it."""
        return Settled(self.placed.bet, self.pairs.contrasts[self.placed.bet.outcome])


type Comparing = reactive.ExtendedTask[[Placed], Answered]


@module.ui
def _ui(visit: Visit) -> Tag:
    return tags.div(
        card(visit.say(CHANGE), scenario_choice(visit, "scenario", FIRST), ui.output_ui("questions")),
        tags.div(
            card(visit.say(BET), ui.output_ui("to_bet_on"), _bet(visit)),
            card(visit.say(ANSWER), ui.output_ui("said"), ui.output_ui("bets")),
            class_="stack",
        ),
        class_="page-grid with-side",
    )


def _bet(visit: Visit) -> Tag:
    titles = {name: outcome_title(name, visit.spoken) for name in _OUTCOMES}
    asked = visit.link.one("outcome")
    selected = asked if asked in titles else None
    return tags.div(
        tags.div(
            unknown(visit, asked, titles, NO_OUTCOME),
            ui.input_select("outcome", visit.say(ON), titles, selected=selected, width="100%"),
            ui.output_ui("measured"),
        ),
        ui.input_radio_buttons(
            "way", visit.say(WILL_BE), {w: visit.say(p) for w, p in WAYS.items()}, selected="", inline=True
        ),
        number_with_slider("number", visit.say(IN_HOW_MANY), 0, 100, 50, 1),
        tags.div(
            ui.input_action_button("go", visit.say(GO, pairs=str(PAIRS)), class_="btn-primary"),
            explained(visit.say(WHAT_PAIRS), visit.say(PAIRS_HELP)),
        ),
        ui.output_ui("mistake_told"),
        class_="bet",
    )


@module.server
def _server(input: Inputs, _output: Outputs, _session: Session, visit: Visit) -> None:
    opened_with = visit.link.one("scenario")

    @reactive.calc
    def form() -> ChangeForm:
        source = input.scenario()
        typed = visit.link.all("set") if source == opened_with else []
        return ChangeForm(scenario(source), taken_by(source, typed))

    @render.ui
    def questions() -> TagChild:
        return attempted(visit, lambda: form().drawn(visit))

    @render.ui
    def to_bet_on() -> TagChild:
        return _to_bet_on(input, visit, form)

    @render.ui
    def measured() -> TagChild:
        return tags.p(capital(outcome_note(input.outcome(), visit.spoken)), class_="help")

    comparing = _betting(input, visit, form)
    _answering(visit, comparing)
    _bets_so_far(visit, comparing)


def _to_bet_on(input: Inputs, visit: Visit, form: Callable[[], ChangeForm]) -> TagChild:
    """Say beside the bet what is changed; what is wrong with it is told once the bet is placed."""
    try:
        changes = form().changes(lambda name: input[name]())
    except AllianceError:
        return None
    if not changes:
        return tags.p(visit.say(NOTHING_CHANGED), class_="help")
    change = in_words(scenario(input.scenario()), changes, visit.spoken)
    return tags.p(tags.strong(visit.say(YOUR_CHANGE, change=change)))


def _betting(input: Inputs, visit: Visit, form: Callable[[], ChangeForm]) -> Comparing:
    """Return the comparison that is made whenever somebody places a bet on a change."""
    mistake = reactive.value("", name="mistake")

    @reactive.extended_task
    async def comparing(placed: Placed) -> Answered:
        with ui.Progress(0, PAIRS) as shown:
            return Answered(placed, await compare(placed.asked, visit.workers, partial(_tell_how_far, visit, shown)))

    @reactive.effect
    @reactive.event(input.go)
    async def _() -> None:
        try:
            placed = _placed(input, visit, form())
        except AllianceError as error:
            mistake.set(told(visit, error))
            return
        mistake.set("")
        await visit.keep(scenario=placed.asked.source, set=list(placed.asked.changes), outcome=placed.bet.outcome)
        comparing.cancel()
        comparing.invoke(placed)

    @render.ui
    def mistake_told() -> TagChild:
        return alert(visit, mistake()) if mistake() else None

    return comparing


def _tell_how_far(visit: Visit, shown: ui.Progress, done: int) -> None:
    shown.set(done, message=visit.say(UNDER_WAY, done=str(done), all=str(PAIRS)))


def _placed(input: Inputs, visit: Visit, form: ChangeForm) -> Placed:
    """Return the bet as it stands in the form.

    Raises:
        RefusedError: where nothing is changed, no demand stands, or nothing is bet.
        AllianceError: where a change is none.
    """
    changes, way, number = form.changes(lambda name: input[name]()), read_way(input.way()), input.number()
    if not changes:
        raise RefusedError(NOTHING_CHANGED)
    if way is None:
        raise RefusedError(NO_BET)
    if not isinstance(number, int) or not 0 <= number <= 100:
        raise RefusedError(NO_NUMBER)
    asked = WhatIf(input.scenario(), tuple(as_typed(changes)))
    return Placed(asked, in_words(scenario(asked.source), changes, visit.spoken), Bet(input.outcome(), way, number))


def _answering(visit: Visit, comparing: Comparing) -> None:
    @render.ui
    def said() -> TagChild:
        first = tags.p(visit.say(FIRST_A_BET), class_="busy")
        return answer(visit, comparing, lambda answered: _answer(visit, answered), first)

    @render.download_button(filename=lambda: f"{comparing.result().placed.asked.source}-pairs.csv")
    def pairs_file() -> Iterator[str]:
        yield as_csv(comparing.result().pairs)

    @render.download_button(filename=lambda: f"{comparing.result().placed.asked.source}-changed.toml")
    def scenario_file() -> Iterator[str]:
        yield comparing.result().placed.asked.file


def _answer(visit: Visit, answered: Answered) -> TagChild:
    settled, placed = answered.settled, answered.placed
    return TagList(
        tags.p(tags.strong(placed.label), class_="changed"),
        tags.p(settled.headline(visit), class_="headline"),
        tags.p(" ".join(settled.sentences(visit)), class_="bet-result hit" if settled.is_hit else "bet-result miss"),
        distributions(visit, answered.pairs, placed.bet.outcome),
        tags.details(tags.summary(visit.say(IN_WORDS)), tags.p(sentence(answered.pairs, visit.spoken, placed.label))),
        _stories(visit, answered),
        tags.div(
            ui.download_button(resolve_id("pairs_file"), visit.say(PAIRS_FILE), class_="btn-sm"),
            ui.download_button(resolve_id("scenario_file"), visit.say(SCENARIO_FILE), class_="btn-sm"),
            class_="downloads",
        ),
    )


def _stories(visit: Visit, answered: Answered) -> TagChild:
    """Return links to the two runs of the pair that shows the mean difference best, told week by week."""
    example = example_pair(answered.pairs)
    if example is None:
        return None
    asked = answered.placed.asked
    state = {"lang": visit.spoken.code, "tab": "tell", "scenario": asked.source, "seed": str(example.seed)}
    return tags.p(
        visit.say(TELL_BOTH),
        " ",
        tags.a(visit.say(UNCHANGED), href=address(state), target="_blank"),
        " · ",
        tags.a(visit.say(WITH_IT), href=address(state | {"set": list(asked.changes)}), target="_blank"),
    )


def _bets_so_far(visit: Visit, comparing: Comparing) -> None:
    """Keep the bets of this visit, and show how each came out, the newest first."""
    so_far = reactive.value[tuple[tuple[str, Settled], ...]]((), name="so_far")

    @reactive.effect
    def _() -> None:
        if comparing.status() == "success":
            answered = comparing.result()
            with reactive.isolate():
                so_far.set(((answered.placed.label, answered.settled), *so_far()))

    @render.ui
    def bets() -> TagChild:
        if len(so_far()) < 2:
            return None
        heads = (tags.th(visit.say(head), scope="col") for head in (CHANGED, BET_ON, CAME))
        rows = (tags.tr(*map(tags.td, _row(visit, label, settled))) for label, settled in so_far())
        table = tags.table(tags.thead(tags.tr(*heads)), tags.tbody(*rows), class_="table table-sm")
        return tags.details(tags.summary(visit.say(ALL_BETS)), table, open="")


def _row(visit: Visit, label: str, settled: Settled) -> tuple[str, str, str]:
    bet = settled.bet
    words = {"outcome": outcome_title(bet.outcome, visit.spoken), "way": visit.say(WAYS[bet.way])}
    expected, came = (visit.say(WAY_AND_NUMBER, number=str(n), **words) for n in (bet.number, settled.of_100))
    return label, expected, came


TAB = Tab("predict", TITLE, _ui, _server)
