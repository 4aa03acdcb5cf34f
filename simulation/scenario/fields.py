"""How a configurable value is declared: what it means, its unit, what is allowed, what is plausible, on what basis."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo

ASSUMPTION = "assumption"


def worded(value: Any) -> Any:
    """Return a whole number, where a text is meant, as the text of its digits: `2030` is a name, too."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Words = Annotated[str, BeforeValidator(worded)]

# Names are printed line by line in chronicles and tables, so they hold no line breaks or control codes.
Name = Annotated[
    Words,
    StringConstraints(
        min_length=1, max_length=80, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
    ),
]

# A day, given as such or as a week of the run.
When = Annotated[int | date, Field(union_mode="left_to_right")]


class Part(BaseModel):
    """A part of a scenario: validated once, frozen afterwards, and closed to names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)


def quantity(
    default: Any,
    description: str,
    *,
    unit: str,
    allowed: tuple[float, float],
    plausible: tuple[float, float],
    basis: str = ASSUMPTION,
) -> Any:
    """Declare a number.

    Args:
        default: the value where a scenario says nothing (`...` makes the field required).
        description: what the number means, in one sentence.
        unit: its unit; `share` for numbers from 0 to 1, `1` for pure factors.
        allowed: smallest and largest value a scenario may give.
        plausible: the range within which experiments vary it; lies inside `allowed`.
        basis: where default and range come from: a claim, a dossier, a paper, or "assumption".
    """
    extra: dict[str, Any] = {"unit": unit, "plausible": list(plausible), "basis": basis}
    return Field(default, description=description, ge=allowed[0], le=allowed[1], json_schema_extra=extra)


def choice(default: Any, description: str, *, basis: str = ASSUMPTION) -> Any:
    """Declare a switch, a name or one of a few words; all values of its type are plausible."""
    return Field(default, description=description, json_schema_extra={"unit": "none", "basis": basis})


def facts(field: FieldInfo) -> dict[str, Any]:
    """Return unit, plausible range and basis of a declared field."""
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}
