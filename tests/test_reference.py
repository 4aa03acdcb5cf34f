"""The reference runs: what the model tells today is what it told when somebody last looked at it."""

import difflib
from pathlib import Path

import pytest

from tests import renew_reference
from tests.renew_reference import CHANGELOG, NEWEST, REFERENCE, fingerprint, renew, told

ADVICE = """The model behaves differently from its reference runs:

{difference}

If you did not mean this, you have found a mistake. If you did, run

    python -m tests.renew_reference "what changed, and why"

which writes the new runs and a line in CHANGELOG.md; look at both before you commit them."""


def test_the_model_tells_what_it_told_before() -> None:
    before, now = REFERENCE.read_text(encoding="utf-8"), told()
    if before != now:
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "before", "now", n=0, lineterm="")
        pytest.fail(ADVICE.format(difference="\n".join(lines)), pytrace=False)


def test_the_changelog_says_why_the_reference_runs_are_as_they_are() -> None:
    assert f"(reference runs {fingerprint(REFERENCE.read_text(encoding='utf-8'))})" in CHANGELOG.read_text(
        encoding="utf-8"
    )


@pytest.fixture
def changelog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A changelog of its own, beside a reference of its own."""
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(f"# Changelog\n\n{NEWEST}- An older line.\n", encoding="utf-8")
    monkeypatch.setattr(renew_reference, "REFERENCE", tmp_path / "reference.txt")
    monkeypatch.setattr(renew_reference, "CHANGELOG", changelog)
    return changelog


def test_renewing_writes_the_runs_and_notes_why(changelog: Path) -> None:
    renew("Patience was given up.")
    text = (changelog.parent / "reference.txt").read_text(encoding="utf-8")
    assert text == told()
    assert changelog.read_text(encoding="utf-8") == (
        f"# Changelog\n\n{NEWEST}- Patience was given up. (reference runs {fingerprint(text)})\n- An older line.\n"
    )


def test_what_has_not_changed_is_not_noted_again(changelog: Path) -> None:
    renew("Something.")
    noted = changelog.read_text(encoding="utf-8")
    renew("Nothing.")
    assert changelog.read_text(encoding="utf-8") == noted
