"""Validation: runs of real alliances against what was observed of them."""
