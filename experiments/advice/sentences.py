"""Sentences: the answer to each question in a paragraph of plain words, none of them stronger than its interval."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from experiments.advice.answer import Answer
from experiments.advice.effects import Effect, Sureness, per_week
from experiments.advice.labels import full, listed, short
from experiments.advice.question import TIME, Line, Option, Topic
from experiments.advice.red_lines import STEP
from experiments.advice.size import core_of, own_size
from experiments.analysis.labels import capital, outcome_name
from experiments.analysis.wording import difference, interval
from simulation import OUTCOMES
from simulation.language.translation import Language, Phrase

_MOST_WITH_NUMBERS: Mapping[Sureness, int] = MappingProxyType({Sureness.SURE: 2, Sureness.PERHAPS: 0})
_MOST_NAMED, _MOST_NAMES, _MOST_RATES = 4, 2, 2

HEADS: Mapping[Topic, Phrase] = MappingProxyType(
    {
        "partners": Phrase("Whom can we not do without?"),
        "size": Phrase("How large can we grow?"),
        "agreements": Phrase("Which agreement first?"),
        "two agreements": Phrase("Which two together?"),
        "red lines": Phrase("What if one partner's red line moves by {step}?"),
    }
)
SURELY: Mapping[Sureness, Phrase] = MappingProxyType(
    {Sureness.SURE: Phrase("surely"), Sureness.PERHAPS: Phrase("perhaps")}
)
# Better and worse are meant of the outcome that leads.
WORSE: Mapping[Line, Phrase] = MappingProxyType(
    {
        "without": Phrase("{surely} worse without {items}."),
        "with": Phrase("{surely} worse with one more partner: {items}."),
        "agreement": Phrase("{surely} worse if you {items}."),
        "tighter": Phrase("{surely} worse with a stricter red line of {items}."),
        "looser": Phrase("{surely} worse with a more lenient red line of {items}."),
    }
)
BETTER: Mapping[Line, Phrase] = MappingProxyType(
    {
        "without": Phrase("{surely} better without {items}."),
        "with": Phrase("{surely} better with one more partner: {items}."),
        "agreement": Phrase("{surely} better if you {items}."),
        "tighter": Phrase("{surely} better with a stricter red line of {items}."),
        "looser": Phrase("{surely} better with a more lenient red line of {items}."),
    }
)
WITH_NUMBERS = Phrase("{what} ({difference}; {interval})")
IN_WEEKS = Phrase("{what} ({difference} weeks; {interval})")
NOT_FOUND = Phrase("No difference found {names}; if there is one, it is below {width}.")
NO_PAIR_DIFFERS = Phrase("The same in all pairs of runs {names}.")
CHANGES = Phrase("under {number} of the changes", "under {number} of the changes")
ALSO = Phrase("Also sure: {item}.")
ALSO_AND_MORE = Phrase("Also sure: {item}, and {number} more.")
OUTCOME_OF = Phrase("{outcome} {what}")


def head(topic: Topic, spoken: Language) -> str:
    """Return a question as it is asked."""
    return spoken.say(HEADS[topic], step=spoken.number(STEP, "0.0"))


def sentences(answer: Answer, spoken: Language) -> list[str]:
    """Say what came of a question, what makes no difference, and what is sure of other outcomes."""
    return [*_told(answer, spoken), *_besides(answer, spoken), *_remarks(answer, spoken)]


def in_brief(answer: Answer, spoken: Language) -> list[str]:
    """Say what came of a question for the outcome that leads, in a few lines."""
    return [*_told(answer, spoken), *_remarks(answer, spoken)]


def _told(answer: Answer, spoken: Language) -> Iterable[str]:
    tell: Mapping[Topic, Callable[[Answer, Language], Iterable[str]]] = {
        "size": _about_size,
        "agreements": _about_agreements,
        "two agreements": _about_two,
    }
    return tell.get(answer.question.topic, _about_lines)(answer, spoken) if answer.question.options else ()


def _remarks(answer: Answer, spoken: Language) -> list[str]:
    names = spoken.listed([answer.question.called(name, spoken) for name in answer.question.names])
    return [spoken.say(remark, names=names) for remark in answer.question.remarks]


def with_numbers(what: str, found: Effect, spoken: Language) -> str:
    """Return what an effect is of, with its size and interval."""
    name = found.outcome
    told = {"difference": difference(name, found.mean.value, spoken), "interval": interval(name, found.mean, spoken)}
    return spoken.say(IN_WEEKS if OUTCOMES[name].unit == "weeks" else WITH_NUMBERS, what=what, **told)


# --- changes listed one by one ---------------------------------------------------------------------------


def _about_lines(answer: Answer, spoken: Language) -> Iterator[str]:
    lines: list[Line] = [line for line in WORSE if answer.along(line)]
    for line in lines:
        yield from _moving(answer, line, spoken)
    yield from _still(answer, lines, spoken)


def _moving(answer: Answer, line: Line, spoken: Language) -> Iterator[str]:
    """Say which changes of a line move what leads: the sure ones first, those that do most at their head."""
    ways = [(WORSE, -1), (BETTER, 1)]
    for sureness, surely in SURELY.items():
        for phrases, sign in ways[:: -1 if line in ("agreement", "with") else 1]:
            found = [one for one in answer.along(line)[::sign] if _goes(answer.led_by(one), sureness, sign)]
            if found:
                items = _items(answer, found, _MOST_WITH_NUMBERS[sureness], spoken)
                yield capital(spoken.say(phrases[line], surely=spoken.say(surely), items=items))


def _goes(found: Effect, sureness: Sureness, sign: int) -> bool:
    return found.sureness is sureness and sign * found.mean.value > 0


def _still(answer: Answer, lines: Sequence[Line], spoken: Language) -> Iterator[str]:
    """Say for which changes no difference was found, and how large one may be all the same."""
    options = answer.along(*lines)
    if open_ones := [one for one in options if answer.led_by(one).sureness is Sureness.NOT_FOUND]:
        width = difference(answer.led, max(answer.led_by(one).width for one in open_ones), spoken)
        yield spoken.say(NOT_FOUND, names=_names(answer, open_ones, spoken), width=width.lstrip("+"))


def _besides(answer: Answer, spoken: Language) -> Iterator[str]:
    """Say what saves time, what changes no run, and what is sure of other outcomes."""
    if answer.question.topic == "two agreements":
        return  # each of them by itself is told of where agreements are
    lines: list[Line] = [*WORSE]
    if none := [one for one in answer.along(*lines) if answer.led_by(one).sureness is Sureness.NONE]:
        yield spoken.say(NO_PAIR_DIFFERS, names=_names(answer, none, spoken))
    if answer.question.topic == "agreements" and TIME in answer.question.outcomes:
        yield from _earlier(answer, spoken)
    yield from _also(answer, spoken)


def _also(answer: Answer, spoken: Language) -> Iterator[str]:
    """Name the largest sure effects on other outcomes, measured by what counts as a difference."""
    names = [name for name in answer.question.outcomes[1:] if name != TIME]
    found = [(one, answer.effects[one.key][name]) for one in answer.question.options for name in names]
    sure = sorted((pair for pair in found if pair[1].is_sure), key=lambda pair: -abs(pair[1].weight))
    if sure:
        option, two = sure[0]
        what = full(answer.question, option, spoken)
        told = spoken.say(OUTCOME_OF, outcome=outcome_name(two.outcome, spoken), what=what)
        phrase = ALSO if len(sure) == 1 else ALSO_AND_MORE
        yield spoken.say(phrase, item=with_numbers(told, two, spoken), number=_number(len(sure) - 1, spoken))


def _items(answer: Answer, options: Sequence[Option], numbered: int, spoken: Language) -> str:
    """List options, the first ones with their numbers, and more of them by name."""
    names = [short(answer.question, one, spoken) for one in options]
    pairs = zip(names[:numbered], map(answer.led_by, options[:numbered]), strict=True)
    first = [with_numbers(what, found, spoken) for what, found in pairs]
    return listed([*first, *names[numbered:]], _MOST_NAMED if numbered else _MOST_NAMES, spoken)


def _names(answer: Answer, options: Sequence[Option], spoken: Language) -> str:
    """Name options by themselves, or count them where they are many."""
    if len(options) > _MOST_NAMES:
        return spoken.counted(CHANGES, len(options))
    return spoken.either([full(answer.question, one, spoken) for one in options])


# --- agreements ------------------------------------------------------------------------------------------

PER_WEEK = Phrase("{what}: {gain} for each week that it costs ({interval}).")
NO_DELAY = Phrase("None of what surely helps surely delays the agreement.")
EARLIER = Phrase("The agreement surely comes earlier, most of all, if you {items}.")


def _about_agreements(answer: Answer, spoken: Language) -> Iterator[str]:
    yield from _moving(answer, "agreement", spoken)
    if TIME in answer.question.outcomes:
        yield from _in_time(answer, spoken)
    yield from _still(answer, ["agreement"], spoken)


def _in_time(answer: Answer, spoken: Language) -> Iterator[str]:
    """Say what agreements bring for each week by which they delay the agreement on demands."""
    helping = [one for one in answer.ranked if answer.led_by(one).is_sure and answer.led_by(one).mean.value > 0]
    rates = ((one, per_week(answer.led_by(one), answer.effects[one.key][TIME])) for one in helping)
    costly = [(one, rate) for one, rate in rates if rate is not None]
    for one, rate in costly[:_MOST_RATES]:
        told = {"gain": difference(answer.led, rate.value, spoken), "interval": interval(answer.led, rate, spoken)}
        yield capital(spoken.say(PER_WEEK, what=short(answer.question, one, spoken), **told))
    if helping and not costly:
        yield spoken.say(NO_DELAY)


def _earlier(answer: Answer, spoken: Language) -> Iterator[str]:
    """Say which agreement saves most time."""
    times = [(one, answer.effects[one.key][TIME]) for one in answer.question.options]
    earlier = sorted((pair for pair in times if pair[1].is_sure and pair[1].mean.value < 0), key=_by_size)
    if items := [with_numbers(short(answer.question, one, spoken), two, spoken) for one, two in earlier]:
        yield spoken.say(EARLIER, items=items[0])


def _by_size(pair: tuple[Option, Effect]) -> float:
    return -abs(pair[1].mean.value)


BEST_TWO = Phrase("{surely} better, most of all, if you {items}.")
NO_GAIN = Phrase("No two of them are surely better than the plan.")
MORE_THAN_ONE = Phrase("That is surely more than the better one alone ({difference}; {interval}).")
NO_MORE_THAN_ONE = Phrase("No gain over the better one alone is found ({difference}; {interval}).")
MAY_BE_AS_GOOD = Phrase("{number} other pair may be as good.", "{number} other pairs may be as good.")


def _about_two(answer: Answer, spoken: Language) -> Iterator[str]:
    pairs = answer.along("together")
    best, found = pairs[0], answer.led_by(pairs[0])
    if found.sureness not in SURELY or found.mean.value <= 0:
        yield spoken.say(NO_GAIN)
        return
    surely = spoken.say(SURELY[found.sureness])
    yield capital(spoken.say(BEST_TWO, items=_items(answer, [best], 1, spoken), surely=surely))
    parts = [one for one in answer.along("agreement") if one.key in best.parts]
    gain = answer.gain_over(best, parts[0])
    phrase = MORE_THAN_ONE if gain.is_sure and gain.mean.value > 0 else NO_MORE_THAN_ONE
    numbers = difference(answer.led, gain.mean.value, spoken), interval(answer.led, gain.mean, spoken)
    yield spoken.say(phrase, difference=numbers[0], interval=numbers[1])
    if alike := answer.as_good_as(best, pairs):
        yield spoken.counted(MAY_BE_AS_GOOD, len(alike))


# --- size ------------------------------------------------------------------------------------------------

LARGER: Mapping[Line, Phrase] = MappingProxyType(
    {
        "core": Phrase("Core group: surely better, most of all, with {best} in place of {own}."),
        "supporters": Phrase(
            "Supporters around a core group of {core}: surely better, most of all, with {best} in all in place of "
            "{own}."
        ),
    }
)
NO_BETTER: Mapping[Line, Phrase] = MappingProxyType(
    {
        "core": Phrase("Core group: no other size is surely better than the {own} that are planned."),
        "supporters": Phrase(
            "Supporters around a core group of {core}: no other number is surely better than the {own} in all that "
            "are planned."
        ),
    }
)
AS_GOOD = Phrase("Not surely worse than that: {sizes}.")
SURELY_WORSE = Phrase("Surely worse than the plan: {items}.")
NO_LOSS = Phrase("Up to {most}, none is surely worse than the plan.")


def _about_size(answer: Answer, spoken: Language) -> Iterator[str]:
    for line in LARGER:
        if options := answer.along(line):
            yield " ".join(_along_a_size(answer, line, options, spoken))


def _along_a_size(answer: Answer, line: Line, options: Sequence[Option], spoken: Language) -> Iterator[str]:
    """Say which size is best, which others may be as good, and which are surely worse than the plan's own."""
    scenario, best = answer.question.scenario, options[0]
    own = own_size(scenario, line)
    told = {"own": _number(own, spoken), "core": _number(core_of(scenario), spoken)}
    if answer.led_by(best).is_sure and answer.led_by(best).mean.value > 0:
        best_one = _items(answer, [best], 1, spoken)
        yield spoken.say(LARGER[line], best=best_one, **told)
        if alike := answer.as_good_as(best, options):
            sizes = sorted(one.number for one in alike)
            yield spoken.say(AS_GOOD, sizes=spoken.listed([_number(size, spoken) for size in sizes]))
    else:
        yield spoken.say(NO_BETTER[line], **told)
    worse = [one for one in options[::-1] if answer.led_by(one).is_sure and answer.led_by(one).mean.value < 0]
    most = max(one.number for one in options)
    if worse:
        yield spoken.say(SURELY_WORSE, items=_items(answer, worse, 1, spoken))
    elif most > own:
        yield spoken.say(NO_LOSS, most=_number(most, spoken))


def _number(value: int, spoken: Language) -> str:
    return spoken.number(value, "#,##0")
