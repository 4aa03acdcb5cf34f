"""Results: what a run returns, and what each decision in it rested on."""
