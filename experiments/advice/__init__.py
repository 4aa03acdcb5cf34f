"""Advice: what an initiator asks of an alliance that is planned, answered from pairs of runs with the plan as it is."""
