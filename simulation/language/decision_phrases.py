"""What is said of decisions about membership: what a governing body weighed, and how it decided.

What stands in braces is filled in by `simulation.results.decisions`. As in `simulation.language.sentences`, names of
organisations are always the subject of their sentence.
"""

from simulation.language.translation import Phrase

REASONS = {
    # Why an organisation declined or left, in a few words.
    "effect": Phrase("too little to be expected of it"),
    "time": Phrase("too little time"),
    "money": Phrase("too little money"),
    "visibility": Phrase("too little visibility of its own"),
    "values": Phrase("values too far apart"),
    "risk": Phrase("fear for its red lines"),
    "red line": Phrase("a red line is crossed"),
    "conflict": Phrase("an open conflict"),
    "party line": Phrase("too close to parties"),
    "wear": Phrase("worn out, with no word about it"),
}
TERMS = {
    # What a governing body weighs, whether it speaks for membership or against it.
    "effect": Phrase("expected effect"),
    "exchange": Phrase("exchange"),
    "belonging": Phrase("belonging"),
    "solidarity": Phrase("solidarity"),
    "cohesion": Phrase("being among its own"),
    "cooperation": Phrase("cooperation for its own sake"),
    "time": Phrase("time"),
    "money": Phrase("money"),
    "visibility": Phrase("own visibility"),
    "values": Phrase("distance in values"),
    "risk": Phrase("risk to red lines"),
    "party": Phrase("closeness to parties"),
}
HEADINGS = {
    # The same in a word, to stand over a column.
    "effect": Phrase("effect"),
    "exchange": Phrase("exchange"),
    "belonging": Phrase("belonging"),
    "solidarity": Phrase("solidarity"),
    "cohesion": Phrase("cohesion"),
    "cooperation": Phrase("cooperation"),
    "time": Phrase("time"),
    "money": Phrase("money"),
    "visibility": Phrase("visibility"),
    "values": Phrase("values"),
    "risk": Phrase("risk"),
    "party": Phrase("party"),
}
DECISIONS = {
    "join": Phrase("joins"),
    "decline": Phrase("declines"),
    "apply": Phrase("applies"),
    "stay": Phrase("stays"),
    "leave": Phrase("leaves"),
}
QUESTIONS = {
    "join": Phrase("On {day} {who} decides whether to join.", "On {day} {who} decide whether to join."),
    "decline": Phrase("On {day} {who} decides whether to join.", "On {day} {who} decide whether to join."),
    "apply": Phrase("On {day} {who} decides whether to apply.", "On {day} {who} decide whether to apply."),
    "stay": Phrase("On {day} {who} decides whether to stay.", "On {day} {who} decide whether to stay."),
    "leave": Phrase("On {day} {who} decides whether to stay.", "On {day} {who} decide whether to stay."),
}
FOR = Phrase("For it: {terms}.")
AGAINST = Phrase("Against it: {terms}.")
SUM = Phrase("That makes {net}; the governing body's judgement differs by {deviation} and comes to {judged}.")
ANSWERS = {
    "join": Phrase("That is above {threshold}, and {who} joins.", "That is above {threshold}, and {who} join."),
    "decline": Phrase(
        "That is not above {threshold}, and {who} declines.", "That is not above {threshold}, and {who} decline."
    ),
    "apply": Phrase("That is above {threshold}, and {who} applies.", "That is above {threshold}, and {who} apply."),
    "stay": Phrase("That is not below {threshold}, and {who} stays.", "That is not below {threshold}, and {who} stay."),
    "leave": Phrase("That is below {threshold}, and {who} leaves.", "That is below {threshold}, and {who} leave."),
}
RED_LINES = {
    "decline": Phrase(
        "But {demand} crosses its red line, and {who} declines.",
        "But {demand} crosses their red line, and {who} decline.",
    ),
    "leave": Phrase(
        "But {demand} crosses its red line, and {who} leaves.", "But {demand} crosses their red line, and {who} leave."
    ),
}
BOUND = Phrase(
    "That would be reason to leave, but members may not, and {who} stays.",
    "That would be reason to leave, but members may not, and {who} stay.",
)
UNSIGNED = Phrase(
    "But it cannot sign the statements on common values, and {who} declines.",
    "But they cannot sign the statements on common values, and {who} decline.",
)
STAYS = Phrase(
    "From {first} to {last} {who} decides {number} times to stay.",
    "From {first} to {last} {who} decide {number} times to stay.",
)
FOR_ON_AVERAGE = Phrase("For it, on average: {terms}.")
AGAINST_ON_AVERAGE = Phrase("Against it, on average: {terms}.")
JUDGED = Phrase("The governing body's judgement lies between {low} and {high}, never below {threshold}.")
EXIT = Phrase(
    "On {day} {who} leaves without a decision of its governing body: {why}.",
    "On {day} {who} leave without a decision of their governing body: {why}.",
)
NO_DECISION = Phrase("{who} has nothing to decide in this run.", "{who} have nothing to decide in this run.")
