"""The kit: plans, cards and sheets for a lesson, and what to expect of the runs, ready to print."""
