"""Refusals: what a class or a form does not allow, said in the language of whoever asked for it."""

from simulation import AllianceError
from simulation.language.translation import Language, Phrase, language

NO_SUCH_CLASS = Phrase("There is no class with the code {code}. Look at the teacher's screen and type it again.")
NOT_THE_TEACHER = Phrase("Only the teacher of this class may do that. Open the teacher's link again.")
NOT_A_MEMBER = Phrase("You are not in this class, or no longer. Join again.")
DOOR_CLOSED = Phrase("This class takes nobody in at the moment. Ask the teacher.")
CLASS_FULL = Phrase("This class is full.")
NO_NAME = Phrase("Please give a name of 1 to {most} letters.")
NO_SUCH_TEAM = Phrase("There is no team {team} in this class.")
NUMBER_OF_TEAMS = Phrase("The number of teams must lie between {least} and {most}, not {number}.")
NO_SUCH_PROPOSAL = Phrase("There is no such proposal any more.")
ALREADY_DECIDED = Phrase("This has been decided already.")
NO_MEETING = Phrase("Your governing body does not meet before round {round}; only then can you vote.")
ALREADY_PROPOSED = Phrase("There is a proposal on this question already; vote on it first.")
ALREADY_AGREED = Phrase("This is what holds already.")
NO_DEMAND = Phrase("One demand at least must stand.")
NOTHING_TO_UNDO = Phrase("There is no step to go back.")
NOT_UNDERSTOOD = Phrase("The page sent something that makes no sense. Reload it and try again.")


class RefusedError(AllianceError):
    """Something that a class or a form does not allow.

    Args:
        phrase: the reason, in English.
        parts: what is filled in.

    Example:
        >>> str(RefusedError(NO_SUCH_TEAM, team="Nobody"))
        'There is no team Nobody in this class.'
    """

    def __init__(self, phrase: Phrase, **parts: str) -> None:
        self.phrase, self._parts = phrase, parts
        super().__init__(self.told(language("en")))

    def told(self, spoken: Language) -> str:
        """Return the reason in a language."""
        return spoken.say(self.phrase, **self._parts)
