"""Designs: which points of a scenario's fields an experiment visits."""
