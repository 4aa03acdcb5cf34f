"""Papers: what is printed for a lesson, set as PDF by Typst, the same on every system."""
