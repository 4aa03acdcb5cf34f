"""One class: its log, and the state that follows from it. Who may do what stands in `member` and `teacher`."""

from collections.abc import Callable
from functools import cached_property

from seminar.agreement_form import Value, questions
from seminar.classroom.class_file import ClassFile
from seminar.classroom.entries import Entry, Opening
from seminar.classroom.refusals import NO_SUCH_CLASS, RefusedError
from seminar.classroom.state import ClassState, Numbered, state_of


class Classroom:
    """A class, as the file has it at every moment.

    Args:
        file: that keeps it.
        code: of the class.

    Raises:
        RefusedError: if there is no such class.
    """

    def __init__(self, file: ClassFile, code: str) -> None:
        opening = file.opening(code)
        if opening is None:
            raise RefusedError(NO_SUCH_CLASS, code=code)
        self.code = code
        self.opening: Opening = opening
        self._file = file
        self._known = (0, ClassState(opening))

    @property
    def state(self) -> ClassState:
        """The class as it stands; as a log only grows, its length tells whether it is the state that is known."""
        length = self.length
        if self._known[0] != length:
            entries = self._file.entries(self.code)
            self._known = len(entries), state_of(self.opening, entries)
        return self._known[1]

    @property
    def length(self) -> int:
        """Number of entries so far; as long as it is the same, so is the state."""
        return self._file.length(self.code)

    @cached_property
    def as_it_is(self) -> dict[str, Value]:
        """What holds where nothing was agreed on, by the field of the question."""
        return {one.field: one.as_it_is for one in questions(self.opening.scenario)}

    @cached_property
    def scenario_text(self) -> str:
        """The scenario as JSON, for the workers that replay it."""
        return self.opening.scenario.model_dump_json(exclude_unset=True)

    def append(self, decide: Callable[[ClassState], Entry], outcomes: bytes | None = None) -> Numbered:
        """Add an entry to the log.

        Args:
            decide: returns the entry, given the state that it meets.
            outcomes: of a replay, as Parquet.

        Raises:
            RefusedError: whatever `decide` refuses; then nothing is added.
        """
        return self._file.append(self.code, lambda entries: decide(state_of(self.opening, entries)), outcomes)

    def outcomes(self, replay: int) -> bytes | None:
        """Return the outcomes of a replay, as Parquet; None if there is no such replay."""
        return self._file.outcomes(self.code, replay)
