"""Parameters of the submodels: one module for each of the study's four chapters, one for its outlook."""
