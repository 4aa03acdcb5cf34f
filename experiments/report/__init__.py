"""Reports: what a folder of runs says, as a page for readers without the program, and as a notebook that runs."""
