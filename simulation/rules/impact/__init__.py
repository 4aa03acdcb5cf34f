"""Impact: what joint work amounts to, and how politics answers."""
