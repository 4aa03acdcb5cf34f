"""Renewal of the reference runs: `python -m tests.renew_reference "what changed, and why"`.

The reference runs are the events and the outcome of a small scenario. They differ as soon as the model behaves
differently, and do not depend on how a story tells it. If a difference is meant, this command writes the new ones and
notes the change in CHANGELOG.md.
"""

import hashlib
import sys
from dataclasses import asdict
from pathlib import Path

from simulation import AllianceModel, load_scenario

DATA = Path(__file__).parent / "data"
REFERENCE = DATA / "reference.txt"
CHANGELOG = DATA.parent.parent / "CHANGELOG.md"
NEWEST = "## Unreleased\n\n"
SEEDS = (1, 9)


def _shown(value: object) -> str:
    """Write numbers with four digits, so that the last bits of another processor change nothing."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _told_of(seed: int) -> str:
    model = AllianceModel(load_scenario(DATA / "reference.toml"), rng=seed)
    model.run_model()
    story = [" · ".join(filter(None, (str(e.week), e.kind, e.who, e.what, _shown(e.value)))) for e in model.story]
    outcome = [f"{name} = {_shown(value)}" for name, value in asdict(model.outcome()).items()]
    return "\n".join([f"Seed {seed}", "", *story, "", *outcome, ""])


def told() -> str:
    """Return the reference runs as the model tells them now."""
    return "\n\n".join(_told_of(seed) for seed in SEEDS)


def fingerprint(text: str) -> str:
    """Return eight letters and digits that stand for a text."""
    return hashlib.blake2s(text.encode(), digest_size=4).hexdigest()


def renew(why: str) -> None:
    """Write the reference runs anew, and note why if they have changed."""
    text = told()
    if REFERENCE.exists() and REFERENCE.read_text(encoding="utf-8") == text:
        return
    REFERENCE.write_text(text, encoding="utf-8")
    line = f"- {why} (reference runs {fingerprint(text)})\n"
    changes = CHANGELOG.read_text(encoding="utf-8")
    CHANGELOG.write_text(changes.replace(NEWEST, NEWEST + line, 1), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('Say what changed, and why: python -m tests.renew_reference "..."')
    renew(sys.argv[1])
