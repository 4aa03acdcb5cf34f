"""Labels: fields and values are called what a reader would call them."""

import pytest

from experiments.analysis.labels import field_label, group_label, level_label, outcome_note, outcome_title, tick_label
from simulation import OUTCOMES


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("invitation.size", "Organisations invited"),
        ("arena.polarisation", "Polarisation (share)"),
        ("agreements.end_week", "End week (weeks)"),
        ("agreements.decision_rule", "Decision rule"),
        ("goal.demands.0.weight", "Weight"),
        ("mechanisms.cooperation.hours_per_partner", "Hours per partner (hours/week)"),
    ],
)
def test_an_axis_has_a_name_and_a_unit(path: str, label: str) -> None:
    assert field_label(path).axis() == label


@pytest.mark.parametrize(
    ("path", "value", "label"),
    [
        ("agreements.core_size", 100_000, "all in the core group"),
        ("agreements.core_size", 8, "core group of 8 plus supporters"),
        ("invitation.size", 12, "12 organisations invited"),
        ("agreements.red_lines_disclosed", True, "with red lines disclosed"),
        ("agreements.red_lines_disclosed", False, "without red lines disclosed"),
        ("agreements.decision_rule", "majority", "decision rule: majority"),
        ("agreements.lead", "", "no lead"),
        ("goal.demands", [{"name": "A law", "weight": 2.0}, {"name": "A fund"}], "demands: A law, A fund"),
        ("goal.fields", ["union", "church"], "fields: union, church"),
        ("arena.votes", [], "no votes"),
        ("arena.polarisation", 0.2, "polarisation = 0.2"),
    ],
)
def test_a_setting_reads_as_words(path: str, value: object, label: str) -> None:
    assert level_label(path, value) == label


def test_settings_of_several_fields_are_listed() -> None:
    levels = {"agreements.core_size": 8, "agreements.moderation": True}
    assert group_label(levels) == "core group of 8 plus supporters, with moderation"


def test_ticks_are_short() -> None:
    assert tick_label("agreements.moderation", True) == "yes"
    assert tick_label("agreements.core_size", 100_000) == "no limit"
    assert tick_label("invitation.size", 12) == "12"


def test_every_outcome_has_a_title_and_a_note() -> None:
    assert all(outcome_title(name)[0].isupper() and outcome_note(name) for name in OUTCOMES)
