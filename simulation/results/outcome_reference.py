"""The table of all outcomes, from their declarations: `python -m simulation.results.outcome_reference` writes it."""

import re
from pathlib import Path

from simulation.results.measure import Measure
from simulation.results.outcome import HEADLINES, OUTCOMES

PAGE = Path(__file__).resolve().parents[2] / "results" / "README.md"
_HEAD = """\
| Column | Unit | Meaning | Counts from | Better |
|---|---|---|---|---|"""
_BETWEEN_MARKS = re.compile(r"(<!-- outcomes: [^>]+ -->\n).*?(<!-- end of outcomes -->)", re.DOTALL)


def table() -> str:
    """Return a row for every outcome: name, unit, meaning, the smallest difference that counts, and the better way."""
    return "\n".join([_HEAD, *(_row(name, declared) for name, declared in OUTCOMES.items())])


def page(text: str) -> str:
    """Return the page on results with the table as it should be."""
    return _BETWEEN_MARKS.sub(lambda marks: f"{marks[1]}\n{table()}\n\n{marks[2]}", text)


def _row(name: str, declared: Measure) -> str:
    shown = f"**`{name}`**" if name in HEADLINES else f"`{name}`"
    least = f"{declared.smallest_difference:g}" if declared.is_number else "–"
    way = f"{declared.better or 'neither'}: {declared.reason}" if declared.is_number else "–"
    return f"| {shown} | {declared.unit} | {declared.meaning} | {least} | {way} |"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
