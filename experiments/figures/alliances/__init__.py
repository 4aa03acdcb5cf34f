"""Figures of alliances that come about by themselves: how many, how large, for how long, who again, and of whom."""
