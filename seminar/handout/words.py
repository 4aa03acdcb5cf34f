"""What a handout says to its readers, beside what the scenario says of itself."""

from simulation.language.translation import Language, Phrase

# Filled in here.
DEMANDS = Phrase("They want {number} thing: {names}.", "They want {number} things: {names}.")
ASKED = Phrase(
    "{size} of {all} organisations are asked, from these sectors: {sectors}.",
    "{size} of {all} organisations are asked, from these sectors: {sectors}.",
)
MORE = Phrase("{number} more")
PREDICT = Phrase("1. Predict")
PREDICT_HOW = Phrase(
    "Move a slider. Nothing has been shown yet: first say what you expect of the change, and note why."
)
CHANGE = Phrase("What would you change?")
RESET = Phrase("As it is")
LOOK_AT = Phrase("Look at")
BET = Phrase("With your change, {outcome} will be …")
HIGHER, LOWER, SAME = Phrase("higher"), Phrase("lower"), Phrase("the same")
IN_HOW_MANY = Phrase("in how many of {runs} pairs?")
SHOW = Phrase("Show the runs")
SEE = Phrase("2. See")
EXPLAIN = Phrase("3. Explain")
EXPLAIN_HOW = Phrase(
    "What has to happen among the organisations for the dots to move like that? Who gains by the change, who pays for "
    "it? What would make you doubt it?"
)
POINT = Phrase("What this scenario is meant to show")
STORY = Phrase("One run, told")
STORY_CHANGED = Phrase("The same run with: {change}")
SEED = Phrase("Seed {seed}. On a computer with the program: {command}")
HOW_MADE = Phrase("How this was made, and what it is not")
PAIRS = Phrase(
    "Every dot is one run of the model: one possible course of events, by chance. For each combination of the sliders "
    "there are {runs} runs, with the seeds 0 to {last}; {total} runs in all, made beforehand. The two runs of a pair "
    "draw the same random numbers, so that they differ only in what you changed."
)
SMALLEST = Phrase("Differences too small for anybody to act upon count as the same.")
MADE_WITH = Phrase("Made with {package} {version}. Scenario: {source}.")
NO_SCRIPT = Phrase(
    "The sliders need JavaScript, which this browser has switched off. The file loads nothing from the internet."
)

# Filled in by the page while its reader moves the sliders.
AT_WORK = {
    "asIs": Phrase("above: as it is"),
    "yours": Phrase("below: with your change"),
    "unchanged": Phrase("Nothing is changed yet: move a slider."),
    "pairs": Phrase(
        "{outcome} is higher with your change in {higher} of {runs} pairs, lower in {lower} and the same in {same}."
    ),
    "missing": Phrase(
        "There is none in {without} of {runs} runs as it is and in {with} with your change; {left} pairs are left out."
    ),
    "median": Phrase("Half of the runs lie below {before} as it is, and below {after} with your change."),
    "reached": Phrase("So it is in {before} of {runs} runs as it is, and in {after} with your change."),
    "right": Phrase("You said {bet}. That is how most pairs turned out: {hits} of {runs}."),
    "wrong": Phrase("You said {bet}. It was so in {hits} of {runs} pairs."),
    "guess": Phrase("You said {bet}, in {guess} of {runs} pairs. It was so in {hits}."),
    "dot": Phrase("Run with seed {seed}: {value}"),
    "yes": Phrase("yes"),
    "no": Phrase("no"),
}
_PARTS = ("outcome", "higher", "lower", "same", "runs", "without", "with", "left", "before", "after", "bet", "hits")
_FILLED_IN = {name: f"{{{name}}}" for name in (*_PARTS, "guess", "seed", "value")}


def at_work(spoken: Language) -> dict[str, str]:
    """Return what the page fills in by itself, with names in braces for what it fills in."""
    return {name: spoken.say(phrase, **_FILLED_IN) for name, phrase in AT_WORK.items()}
