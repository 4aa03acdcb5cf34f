"""Parameters of the submodels: one room for each of the study's four chapters, one for its outlook."""
