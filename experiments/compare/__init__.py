"""Comparisons: a scenario and its changes in pairs of runs with common random numbers."""
