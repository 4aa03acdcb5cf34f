"""Terminal: what commands print while they work and when they are done."""
