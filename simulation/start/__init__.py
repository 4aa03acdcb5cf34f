"""Start: the initial state of a run, drawn from a prepared scenario and a seed."""
