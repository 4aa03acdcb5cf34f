"""What role cards and the agreement form say, beside what a profile says of itself."""

from simulation.language.translation import Phrase

TITLE = Phrase("Role cards: {title}")
OVERVIEW = Phrase("For the teacher: who plays, and what can be agreed on")
DO_NOT_SHOW = Phrase("This page gives away all red lines. Keep it until the debrief.")
HOW_MANY = Phrase(
    "{number} organisation, one sheet each: fold it in the middle so that the name faces the class.",
    "{number} organisations, one sheet each: fold them in the middle so that the names face the class.",
)
DEMAND, HIGHEST_LEAST, LOWEST_LINE, ROOM = (
    Phrase("demand"),
    Phrase("lowest that is worth it to all"),
    Phrase("lowest red line"),
    Phrase("room for all"),
)
BETWEEN, NO_ROOM = Phrase("{low} to {high}"), Phrase("none: somebody must give way or go")
WHOSE = Phrase("{share} ({who})")
YOUR_SIDE = Phrase("Only for you")
TASK = Phrase(
    "You negotiate for this organisation. Sign only what your governing body could stand by, and nothing that goes "
    "beyond a red line: you would have to leave. You may tell what stands here; nobody may ask to see it."
)
DRAWN = Phrase(
    "What is not known of an organisation was drawn by lot for this game, its wishes and red lines above all. It says "
    "nothing about the real one."
)
STARTS = Phrase("You have invited the others.")
FORM = Phrase("What we have agreed on")
FORM_HOW = Phrase(
    "Tick one answer in each line. Where you tick none, the answer in bold holds, as it does in the scenario. What "
    "stands in grey is for whoever types it into the program."
)
SIGNED = Phrase("Signed by")
SET = Phrase("FIELD=VALUE")
RUN = Phrase("To run it 200 times, type for each line that you changed what stands in grey, FIELD=VALUE:")
FOOTER = Phrase("{title} · organisations as seed {seed} draws them · {package} {version}")
