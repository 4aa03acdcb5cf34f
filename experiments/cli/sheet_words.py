"""What stands on the sheet of a scenario beside what its file says."""

from simulation.language.translation import Phrase

GOAL = Phrase("Goal")
WHO = Phrase("Who")
AGREEMENTS = Phrase("Agreements")
INVITATION = Phrase("Invitation")
ARENA = Phrase("Arena")
CALENDAR = Phrase("Calendar")
FACTS = Phrase("Facts")
ASSUMPTIONS = Phrase("Assumptions")
LESSON = Phrase("For teaching")
SEEDS = Phrase("Seed {seeds} tells it best.", "Seeds {seeds} tell it best.")
OBSERVED = Phrase("What was observed (never an input)")
NONE = Phrase("none")

TIME = Phrase("{first} to {last} ({weeks})")
NAMED_AND_DRAWN = Phrase(
    "{number} organisation by name and {drawn} drawn.", "{number} organisations by name and {drawn} drawn."
)
BEGUN = Phrase(
    "Begun by {initiators}; with the initiators {size} are to take part, asked by order: {order}.",
    "Begun by {initiators}; with the initiators {size} are to take part, asked by order: {order}.",
)
TIES = Phrase("{number} tie, of trust {low} to {high}.", "{number} ties, of trust {low} to {high}.")
ANOTHER = Phrase("Another {form}: {name}")
LEFT = Phrase("Left to the defaults: {fields}.")
HELD_BACK = Phrase("held back from tuning")
YES, NO = Phrase("yes"), Phrase("no")
RANGE = Phrase("{low} to {high}")
LOG_PERSONS = "log10 persons"

FIELD_HEADS = (Phrase("field"), Phrase("value"), Phrase("rests on"), Phrase("meaning"))
DEMAND_HEADS = (Phrase("demand"), Phrase("weight"), Phrase("granted unasked"))
ORGANISATION_HEADS = (Phrase("organisation"), Phrase("sector"), Phrase("what is set of it; all else is drawn"))
CALENDAR_HEADS = (Phrase("day"), Phrase("week"), Phrase("kind"), Phrase("what"), Phrase("effect"))
# Looked up word by word, as what is known of a field, an entry of the calendar, or a fact.
BASES = (Phrase("fact"), Phrase("assumption"), Phrase("fact and assumption"))
KINDS = (Phrase("window"), Phrase("vote"), Phrase("election"), Phrase("shock"))
CERTAINTIES = (Phrase("documented"), Phrase("published"), Phrase("memory"), Phrase("inferred"))
