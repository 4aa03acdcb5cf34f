"""Claims of the literature, and the experiments they are put to."""
