"""Runner: plans of runs, and the workers that execute them."""
