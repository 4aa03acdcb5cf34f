"""Replacement: a run in which functions of the user's stand for rules of the model."""
