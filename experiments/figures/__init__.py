"""Figures: drawn from what a finished sweep has stored, and from nothing else."""
