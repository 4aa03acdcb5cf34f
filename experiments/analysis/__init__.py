"""Analysis: what stored runs say, with intervals."""
