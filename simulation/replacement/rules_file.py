"""A file of rules: reading it, and passing it on without the compiler."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, final

from simulation.errors import RuleError

if TYPE_CHECKING:
    from simulation.replacement.rule_set import RuleSet


@final
@dataclass(frozen=True, slots=True)
class RulesFile:
    """A file of rules as it was read; it can be sent to workers that do not see the file.

    Attributes:
        name: path of the file, as given.
        text: what stands in it.
    """

    name: str
    text: str

    @property
    def rules(self) -> "RuleSet":
        """The rules of a run in which its functions replace the model's.

        Raises:
            RuleError: where the file cannot be run, or a function in it cannot replace a rule.
        """
        return _rules(self)


@cache
def _rules(file: RulesFile) -> "RuleSet":
    from simulation.replacement.reading import functions_in  # and with it the compiler
    from simulation.replacement.rule_set import RuleSet

    return RuleSet(functions_in(file.name, file.text))


def read_rules(path: Path) -> RulesFile:
    """Read and check a file of rules.

    Args:
        path: of the file.

    Raises:
        RuleError: where it cannot be read or run, or holds what cannot replace a rule.
    """
    try:
        file = RulesFile(str(path), path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise RuleError(f"The rules in {path} cannot be read: {reason}.") from error
    _rules(file)
    return file
