"""Engine: a run's state and random streams, and a scenario prepared for many runs."""
