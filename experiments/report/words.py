"""What a report says around its content."""

from simulation.language.translation import Phrase

KIND = Phrase("Report on runs of a simulation")
CONTENTS, QUESTION, FINDINGS, DESIGN, REPRODUCE = (
    Phrase("Contents"),
    Phrase("Question"),
    Phrase("Findings"),
    Phrase("Design"),
    Phrase("How to make this again"),
)
FIGURE, TABLE = Phrase("Figure {number}"), Phrase("Table {number}")
SCROLLS = Phrase("{what}, which scrolls sideways")
WHAT_IT_IS = Phrase(
    "The runs are those of an agent-based model: organisations that differ in values, resources and pace are invited "
    "to an alliance, decide in their own governing bodies whether to join, agree on a goal and demands, work, quarrel "
    "and tire, politics answers, and in the end the alliance has reached its goal, renewed itself or come apart."
)
LIMITS = Phrase(
    "The model is made of assumptions about organisations, taken from interviews and studies and put into numbers. It "
    "shows what would follow if they were right. It does not forecast any real alliance, and “in 60 of 100 pairs” says "
    "how often something happens in the model, not how likely it is out there."
)
COMMANDS = Phrase(
    "With the versions below, these commands make the same runs again, byte for byte, check that they are the same, "
    "and draw figures and report from them:"
)
NO_COMMAND = Phrase("The runs were made from Python, without a command; `manifest.json` in the folder says how.")
SEEDS = Phrase("A run follows from its scenario, its seed and the versions, not from how many processors made it.")
