"""The tutorial for planners: the file that it writes step by step is whole, and is what its answer is about."""

import re
from pathlib import Path

from experiments.advice.consultation import TOPICS, consult
from experiments.advice.sentences import head
from simulation.language.translation import language
from simulation.scenario.loading import problems_in

PAGE = Path(__file__).parents[3] / "docs" / "tutorial" / "plan-an-alliance.md"


def test_the_file_of_the_tutorial_is_the_plan_that_its_answer_is_about(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    file = tmp_path / "my-alliance.toml"
    file.write_text("\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)), encoding="utf-8")
    assert problems_in(file) == ()
    asked = consult(str(file), runs=100)
    assert len(asked.scenario.organisations) == asked.scenario.invitation.size == 10
    told = " ".join(page.split())
    assert all(head(topic, language("en")) in told for topic in TOPICS)
    names = [one.name for one in asked.scenario.organisations]
    assert any(f"worse without {name}" in page for name in names)
