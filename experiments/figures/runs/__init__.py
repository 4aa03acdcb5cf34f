"""Figures of one run, drawn from its trace."""
