"""Cooperation: coordinating, working, quarrelling, tiring and helping."""
