"""Answers: the figures of a question other than that of a sweep, drawn again from the runs that are stored."""

from pathlib import Path

from experiments.storage.sweep_folder import folders_in, manifest_of
from simulation.language.translation import Language


def draw_answer(folder: Path, spoken: Language) -> list[Path]:
    """Draw what the command that made the runs in a folder draws, and return the files; none for a sweep.

    Raises:
        DataError: where the runs are not finished, or cannot be read.
    """
    kept = folders_in(folder)
    questions = {manifest_of(one).question for one in kept}
    if questions == {"history"} and kept != [folder]:
        from experiments.figures.history import draw_history
        from experiments.validation.history import history_in

        return draw_history([history_in(one) for one in kept], folder)
    if questions == {"comparison"}:
        from experiments.compare.comparison import pairs_in
        from experiments.figures.ranking import draw_comparison

        return [path for one in kept for path in draw_comparison(pairs_in(one), one, spoken)]
    if "claim" in questions and kept != [folder]:
        from experiments.claims.claims_folder import results_in
        from experiments.figures.claims import save_claim

        return [path for result in results_in(folder) for path in save_claim(result, folder)]
    if questions == {"sensitivity"}:
        from experiments.figures.sensitivity import draw_sensitivity
        from experiments.sensitivity.answer import answer_of
        from experiments.sensitivity.study import study_in

        home = folder.parent if kept == [folder] else folder
        return draw_sensitivity(answer_of(study_in(home)), home, spoken)
    return []
