"""Languages: sentences from message catalogues, and how a language writes numbers, dates and lists."""
